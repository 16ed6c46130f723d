"""Every door signs notes by one function, so that none forgets the charts of a group's members."""

from __future__ import annotations

import re

from tests.architecture.sources import PACKAGE, python_files

HOME = {"practice/group_notes.py", "practice/commands/signing.py", "practice/rehearsal/replay.py"}


def test_notes_are_signed_in_one_place() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in python_files(PACKAGE)
        if re.search(r"\bSign(?:Note|Addendum)\(", path.read_text(encoding="utf-8"))
    }
    assert found - HOME <= {"practice/commands/notes.py"}
