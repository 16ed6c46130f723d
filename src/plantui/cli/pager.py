"""A pager on the alternate screen, so that client text does not stay in the terminal's scrollback."""

from __future__ import annotations

import os
import shutil
import subprocess


def page(text: str) -> bool:
    """Show text in the pager; False when there is none to use and the caller should print."""
    command = os.environ.get("PLANTUI_PAGER", "")
    if command == "cat":
        return False
    words = command.split() or ([found] if (found := shutil.which("less")) else [])
    if not words:
        return False
    environ = {**os.environ, "LESS": "-R", "LESSHISTFILE": "-", "LESSSECURE": "1"}
    try:
        subprocess.run(words, input=text.encode(), env=environ, check=False)
    except OSError:
        return False
    return True
