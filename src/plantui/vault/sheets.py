"""The sheets of the fast readers: rows with names and dates that `glance` and `due --count` keep in a plain store.

They can always be made again. They must not outlive what they were made from: a chart that is disposed of, or a
store that is sealed.
"""

from __future__ import annotations

import contextlib

from plantui.vault.files import Fs, discard
from plantui.vault.layout import Layout

SHEET = "glimpse-"
"""How the name of every sheet begins, that of one being written too."""


def sheets(fs: Fs, layout: Layout) -> list[str]:
    """Return the paths of all sheets, those in snapshots included.

    Raises:
        OSError: as the operating system says.
    """
    folders = [layout.root]
    with contextlib.suppress(FileNotFoundError):
        folders += [f"{layout.snapshots}/{name}" for name in fs.names(layout.snapshots)]
    found: list[str] = []
    for folder in folders:
        try:
            found += [f"{folder}/{name}" for name in fs.names(folder) if name.startswith(SHEET)]
        except (FileNotFoundError, NotADirectoryError):
            continue
    return found


def drop_sheets(fs: Fs, layout: Layout) -> int:
    """Remove all sheets; return how many there were.

    Raises:
        OSError: as the operating system says.
    """
    paths = sheets(fs, layout)
    for path in paths:
        discard(fs, path)
    if paths:
        fs.sync_dir(layout.root)
    return len(paths)
