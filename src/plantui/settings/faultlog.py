"""The log of the program's own errors: where it broke, and never a word of a chart."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType

from plantui import __version__
from plantui.practice.trouble import trouble

NAME = "errors.log"
LARGEST = 200_000
"""Bytes; then the log begins anew, and the one before is kept beside it."""
_DEEPEST = 60
"""Calls that are written of one error."""
_CHAIN = 5
"""Errors that are written of one that followed from others."""


def told(error: BaseException, folder: Path, at: datetime) -> str:
    """What to say about an error nobody foresaw; where it broke is kept in the log of this folder.

    Args:
        error: the error; neither its message nor what stood in any variable is looked at.
        folder: the folder of the log.
        at: the moment.
    """
    said = trouble(error)
    file = keep(error, folder, at)
    return f"{said} {file} says where; it holds nothing of a client." if file is not None else said


def keep(error: BaseException, folder: Path, at: datetime) -> Path | None:
    """Write where an error broke into the log; the file, or None where it cannot be written."""
    file = folder / NAME
    lines = [f"{at.isoformat(timespec='seconds')} PlanTUI {__version__}", *_chain(error), ""]
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if file.exists() and file.stat().st_size > LARGEST:
            file.replace(file.with_name(f"{NAME}.1"))
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as opened:
            opened.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return file


def _chain(error: BaseException) -> Iterator[str]:
    """The kinds of an error and of those it followed from, each with its calls."""
    link: BaseException | None = error
    for _ in range(_CHAIN):
        if link is None:
            return
        yield f"{type(link).__module__}.{type(link).__qualname__}"
        yield from _calls(link.__traceback__)
        link = link.__cause__ or link.__context__


def _calls(traceback: TracebackType | None) -> Iterator[str]:
    count = 0
    while traceback is not None and count < _DEEPEST:
        code = traceback.tb_frame.f_code
        yield f"  {'/'.join(Path(code.co_filename).parts[-3:])}:{traceback.tb_lineno} {code.co_name}"
        traceback, count = traceback.tb_next, count + 1
