"""Files of a sealed store that are still readable: drafts, snapshots and damaged charts from before it was sealed."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.vault.faults import from_os_error
from plantui.vault.files import is_dir
from plantui.vault.parts import Parts
from plantui.vault.reinstate import FOLDER
from plantui.vault.sheets import sheets

ENDINGS = (".chart", ".prev", ".new", ".draft")
"""The endings of files that hold what somebody wrote about a client."""

_SEALED = (b'"alg":"aes256gcm"', b'"alg":"chacha20poly1305"')
_HEAD = 512


def plain_left(parts: Parts) -> list[str]:
    """Return the paths of files beside the charts that anybody with the disk can read.

    Raises:
        VaultFault: the folders cannot be read.
    """
    damaged = f"{parts.layout.root}/{FOLDER}"
    try:
        found = [path for path in files_below(parts, damaged) if not is_sealed(parts, path)]
        for folder in (parts.layout.drafts, parts.layout.snapshots):
            files = (path for path in files_below(parts, folder) if path.endswith(ENDINGS))
            found += [path for path in files if not is_sealed(parts, path)]
        found += sheets(parts.fs, parts.layout)
    except OSError as error:
        raise from_os_error(error, "looking for plain files") from error
    return found


def is_sealed(parts: Parts, path: str) -> bool:
    """Tell whether the header of a file says that it is sealed; a file that is gone says nothing more either.

    Raises:
        OSError: as the operating system says.
    """
    try:
        head = parts.fs.read(path, _HEAD).partition(b"\n")[0]
    except FileNotFoundError:
        return True
    return any(mark in head for mark in _SEALED)


def files_below(parts: Parts, path: str) -> Iterator[str]:
    """Go through the files in a folder and the folders in it; a missing one has none.

    Raises:
        OSError: as the operating system says.
    """
    try:
        if not is_dir(parts.fs.stat(path)):
            yield path
            return
        names = parts.fs.names(path)
    except FileNotFoundError:
        return
    for name in names:
        yield from files_below(parts, f"{path}/{name}")
