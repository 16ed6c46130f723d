"""Files that no store makes, and beginnings of those it does: `verify` names them.

Charts and private notes have checks of their own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

from plantui.vault.files import Fs, is_dir
from plantui.vault.founddraft import ENDING, TAKEN, split_id
from plantui.vault.label import read_label
from plantui.vault.layout import Layout
from plantui.vault.reinstate import FOLDER as DAMAGED
from plantui.vault.seam import Finding, is_name
from plantui.vault.sheets import SHEET
from plantui.vault.snapshots import FACTS
from plantui.vault.standing import NOTE
from plantui.vault.whereabouts import ENDING as WORD

_FOLDERS = frozenset({"charts", "locks", "audit", "undo", "drafts", "private", "sessions", "snapshots", DAMAGED})
_FILES = frozenset({"vault.json", "vault.json.bak", "counter", "ballast", "index", FACTS})
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}\.jsonl")
_BEGUN = ".new"
_HIDDEN = "."
MOMENT_NS = 60_000_000_000
"""What was written to within a minute may still be at work, in nanoseconds."""


def strays(fs: Fs, layout: Layout, now_ns: Callable[[], int] = time.time_ns) -> Iterator[Finding]:
    """Name what does not belong in a store, and what somebody began to write and did not finish.

    Args:
        fs: the file system.
        layout: of the store.
        now_ns: the clock of the file system, in nanoseconds.

    Raises:
        OSError: as the operating system says.
    """
    known: dict[str, Callable[[str, bool], bool]] = {
        layout.root: lambda name, folder: name in (_FOLDERS if folder else _FILES) or name.startswith(SHEET),
        layout.audit: lambda name, folder: not folder and bool(_MONTH.fullmatch(name)),
        layout.undo: lambda name, folder: not folder and name.endswith(".jsonl") and is_name(name[:-6]),
        layout.locks: lambda name, folder: not folder and name.endswith(".lock"),
        layout.drafts: lambda name, folder: not folder and _is_draft(name),
        layout.sessions: lambda name, folder: not folder and name.endswith(WORD) and is_name(name.removesuffix(WORD)),
        layout.snapshots: lambda name, folder: folder and read_label(name) is not None,
    }
    for place, belongs in known.items():
        for name in _names(fs, place):
            path = f"{place}/{name}"
            try:
                state = fs.stat(path)
            except FileNotFoundError:
                continue
            folder = is_dir(state)
            if belongs(name, folder):
                continue
            begun = name.removesuffix(_BEGUN).removeprefix(_HIDDEN if place == layout.snapshots else "")
            if begun == name or not belongs(begun, folder):
                step = "Move it out of the store."
                yield Finding(code=NOTE, sentence=f"{path} does not belong in the store.", next_step=step)
            elif now_ns() - state.st_mtime_ns > MOMENT_NS:
                step = "Nothing to do: the next one takes its place."
                yield Finding(code=NOTE, sentence=f"The writing of {path} was interrupted.", next_step=step)


def _is_draft(name: str) -> bool:
    kept = name.startswith("kept-unsaved-")
    return kept or any(name.endswith(end) and split_id(name.removesuffix(end)) for end in (ENDING, TAKEN))


def _names(fs: Fs, folder: str) -> list[str]:
    try:
        return fs.names(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
