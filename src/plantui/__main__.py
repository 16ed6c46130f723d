"""The entry point: quick answers without loading the program, everything else through the command line."""

from __future__ import annotations

import os
import sys

from plantui.glimpse import try_run
from plantui.hush import Hush


def main() -> int:
    """Run PlanTUI with the arguments of the process; the exit code."""
    hush = Hush.begin(sys.argv[1:], os.environ)
    try:
        answered = try_run(sys.argv[1:], os.environ)
        if answered is not None:
            return answered
        from plantui.cli.door import main as door

        return door(sys.argv[1:], hush)
    except KeyboardInterrupt:
        return 130
    finally:
        hush.lift()


if __name__ == "__main__":
    sys.exit(main())
