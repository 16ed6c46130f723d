"""The entry point: quick answers without loading the program, everything else through the command line."""

from __future__ import annotations

import os
import sys

from plantui.glimpse import try_run


def main() -> int:
    """Run PlanTUI with the arguments of the process; the exit code."""
    answered = try_run(sys.argv[1:], os.environ)
    if answered is not None:
        return answered
    from plantui.cli.door import main as door

    return door(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
