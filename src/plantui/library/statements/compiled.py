"""Pages as they were last read, so that Markdown is only read again when a page has changed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from plantui import __version__
from plantui.library.statements.fault import StatementFault
from plantui.library.statements.page import Page, read_page
from plantui.model.statement import PresentingProblem

LARGEST = 1_000_000
"""Bytes of a page; a larger file is taken for the wrong one."""

FORM = 1
"""Raised when a page comes to be read differently by the same version of the program."""

_NAME = "statements.msgpack"

Stamp = tuple[int, int, int]
"""When a file was changed (nanoseconds), its size, and which file it is."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    stamp: Stamp
    own: bool
    page: Page


class _Compiled(msgspec.Struct, frozen=True):
    program: str
    form: int
    pages: dict[str, _Kept]


class Folder(msgspec.Struct, frozen=True):
    """A folder of pages: its files by path with their stamps, or why it cannot be listed."""

    own: bool
    files: dict[str, Stamp]
    faults: tuple[StatementFault, ...] = ()


def look(folder: Path, *, own: bool) -> Folder:
    """The pages of a folder: its ``*.md`` files by name, without a README. A folder that is not there is empty."""
    files: dict[str, Stamp] = {}
    faults: list[StatementFault] = []
    try:
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return Folder(own, {})
    except OSError as error:
        return Folder(own, {}, (StatementFault(str(folder), 0, f"Cannot be listed ({error.strerror})."),))
    for path in found:
        if path.suffix.lower() != ".md" or path.name.startswith(".") or path.stem.lower() == "readme":
            continue
        seen = look_at(path, own=own)
        files |= seen.files
        faults += seen.faults
    return Folder(own, files, tuple(faults))


def look_at(path: Path, *, own: bool) -> Folder:
    """One page, as a folder of its own."""
    try:
        seen = path.stat()
    except OSError as error:
        return Folder(own, {}, (StatementFault(str(path), 0, f"Cannot be read ({error.strerror})."),))
    return Folder(own, {str(path): (seen.st_mtime_ns, seen.st_size, seen.st_ino)})


def pages(folders: tuple[Folder, ...], cache: Path | None, modalities: Mapping[str, str]) -> dict[str, Page]:
    """Every page of the folders by path, in their order.

    Args:
        folders: what ``look`` saw.
        cache: the folder of the compiled pages; None compiles anew. It may be lost or spoilt at any time.
        modalities: lower-case name of a modality -> how it is printed; read only when a page must be.
    """
    kept = _kept(cache)
    found: dict[str, _Kept] = {}
    for folder in folders:
        for path, stamp in folder.files.items():
            known = kept.get(path)
            if known is None or known.stamp != stamp or known.own != folder.own:
                known = _Kept(stamp, folder.own, read_file(Path(path), modalities, own=folder.own))
            found[path] = known
    if cache is not None and found != kept:
        _keep(cache, found)
    return {path: each.page for path, each in found.items()}


def read_file(path: Path, modalities: Mapping[str, str], *, own: bool) -> Page:
    """Read one page from its file; a file that cannot be read is a page with that fault."""
    fault = StatementFault(str(path), 0, "")
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST + 1)
        if len(content) > LARGEST:
            fault = StatementFault(str(path), 0, "Is larger than 1 MB, so it is not read.")
        else:
            return read_page(content.decode("utf-8-sig"), str(path), modalities, own=own)
    except OSError as error:
        fault = StatementFault(str(path), 0, f"Cannot be read ({error.strerror}).")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fault = StatementFault(str(path), line, "Is not UTF-8 text, so it is not read.")
    return Page(PresentingProblem(id="", title="", own=own), faults=(fault,))


def _kept(cache: Path | None) -> dict[str, _Kept]:
    if cache is None:
        return {}
    try:
        compiled = msgspec.msgpack.decode((cache / _NAME).read_bytes(), type=_Compiled)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return {}
    return compiled.pages if (compiled.program, compiled.form) == (__version__, FORM) else {}


def _keep(cache: Path, found: dict[str, _Kept]) -> None:
    """Write the compiled pages whole, for their owner alone. A cache that cannot be written is done without."""
    import tempfile

    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, partial = tempfile.mkstemp(prefix=f".{_NAME}.", dir=cache)
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(msgspec.msgpack.encode(_Compiled(__version__, FORM, found)))
            os.replace(partial, cache / _NAME)
        except OSError:
            Path(partial).unlink(missing_ok=True)
            raise
