"""Text snapshots: what a screen must look like, kept as a text file beside the test and read in review.

    def test_main_screen(snapshot, terminal):
        snapshot(terminal("demo").wait_for("CASELOAD"), "main-120x40")

A difference shows as a diff. `PLANTUI_UPDATE_SNAPSHOTS=1 python -m pytest TEST` writes the files anew; then read the
diff in git before you commit it. Under CI nothing is ever written.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path

UPDATE = "PLANTUI_UPDATE_SNAPSHOTS"


class Snapshots:
    """The snapshots of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, shown: str | Iterable[str], name: str) -> None:
        """Compare what is shown (a text, or its lines) with the snapshot `name`.

        Blanks at line ends and empty lines at the end do not count.

        Raises:
            AssertionError: they differ, or there is no such snapshot.
        """
        path = self.folder / f"{name}.txt"
        lines = _plain(shown)
        if os.environ.get(UPDATE):
            if os.environ.get("CI"):
                raise AssertionError(f"{UPDATE} is set under CI: snapshots are written by people, not by CI")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            return
        again = f"Run it again with {UPDATE}=1 to write it, then read the file before you commit it."
        if not path.exists():
            raise AssertionError("\n".join([f"There is no snapshot {path}. {again}", "It would be:", *lines]))
        kept = _plain(path.read_text(encoding="utf-8"))
        if lines != kept:
            diff = difflib.unified_diff(kept, lines, "snapshot", "shown now", lineterm="", n=40)
            raise AssertionError("\n".join([f"The snapshot {path} differs. {again}", *diff]))


def _plain(shown: str | Iterable[str]) -> list[str]:
    lines = [line.rstrip() for line in (shown.split("\n") if isinstance(shown, str) else shown)]
    while lines and not lines[-1]:
        lines.pop()
    return lines
