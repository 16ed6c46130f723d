"""A person's own files: read with a limit, written whole, problems returned."""

from __future__ import annotations

import os
from pathlib import Path

from plantui.settings.problem import Problem

LARGEST = 1_000_000
"""Bytes; a larger file is taken for the wrong one."""

Stamp = tuple[int, int]
"""When a file was changed (nanoseconds), and its size."""


def read_text(file: Path) -> str | Problem | None:
    """The text of a file, None when there is none, or why it cannot be read."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        return Problem(file, 0, f"Cannot be read: {_reason(error)}. The defaults hold.")
    if len(content) > LARGEST:
        return Problem(file, 0, "Is larger than 1 MB, so it is not read. The defaults hold.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem(file, line, "Is not UTF-8 text. The defaults hold.")


def write_text(file: Path, text: str) -> Problem | None:
    """Write a file whole, readable by its owner alone; None when it is done, else why it is not.

    The folder is made where there is none. A file that is there stays as it was until the new one is
    complete.
    """
    partial = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(partial, file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        return Problem(file, 0, f"Cannot be written: {_reason(error)}. Nothing was changed.")
    return None


def stamp(file: Path) -> Stamp | None:
    """What tells that a file has changed; None when there is none or it cannot be seen."""
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
