"""What an editor still had when the program was killed: found again, kept as a draft, and removed.

Beside the text lie a file that says where it belongs, in codes, and one that is marked as long as the program or the
editor lives: the kernel drops the mark with the last of the two, by whatever end.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from plantui.practice.texts import Texts

PREFIX = "plantui-"
"""How the folders for editors begin."""
TEXT = "text.md"
PLACE = "place.json"
HELD = "held"
OWN = frozenset({TEXT, PLACE, HELD})
"""What we put into such a folder; anything else is a copy that the editor made."""
LARGEST = 1_000_000
"""Bytes; what is larger is not a text of a chart."""


class Whence(msgspec.Struct, frozen=True, kw_only=True):
    """Where a text that goes to an editor belongs, without a word of it.

    Attributes:
        vault: the id of the store.
        who: the id of whose text it is.
        chart: the id of the chart.
        target: which text of the chart, as drafts name it.
        rev: the revision of the chart that it stands on.
        head: what stands before it in a draft: the header of a note.
        one_line: whether it is a line; an editor puts a line end behind it.
        given: the SHA-256 of the draft as it was handed over.
    """

    vault: str
    who: str
    chart: str
    target: str
    rev: int = 0
    head: str = ""
    one_line: bool = False
    given: str = ""

    def draft(self, text: str) -> str:
        """The draft of a text that came from the editor."""
        if self.one_line:
            text = next((line.strip() for line in text.split("\n") if line.strip()), "")
        return self.head + text


class Leftover(msgspec.Struct, frozen=True, kw_only=True):
    """A folder whose program and editor are gone.

    Attributes:
        folder: where it lies.
        at: when the text was written last.
        text: the text; None where it cannot be read as one.
        whence: where it belongs; None where that is not known.
        copies: names of files that the editor made.
    """

    folder: Path
    at: datetime
    text: str | None = msgspec.field(default=None)
    whence: Whence | None = None
    copies: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there is anything in it that was not there before the editor."""
        if self.text is None or self.whence is None:
            return True
        return bool(self.text.strip()) and _sum(self.whence.draft(self.text)) != self.whence.given


def mark(folder: Path, whence: Whence | None, text: str) -> int:
    """Say in a new folder where its text belongs; return the descriptor that is to be handed to the editor too.

    Raises:
        OSError: as the operating system says.
    """
    if whence is not None:
        placed = msgspec.structs.replace(whence, given=_sum(whence.draft(text)))
        with os.fdopen(_new(folder / PLACE), "wb") as file:
            file.write(msgspec.json.encode(placed))
    held = _new(folder / HELD)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise
    return held


def _new(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def places(runtime: Path | None) -> tuple[Path, ...]:
    """Where such folders lie: in the login's runtime folder, or among the temporary files."""
    temporary = Path(tempfile.gettempdir())
    return (temporary,) if runtime is None else (runtime, temporary)


def find(where: Iterable[Path]) -> list[Leftover]:
    """The folders of this account that nobody uses any more, oldest first. What cannot be looked at is left out."""
    found = []
    for place in where:
        with contextlib.suppress(OSError):
            for folder in sorted(place.glob(f"{PREFIX}*")):
                with contextlib.suppress(OSError):
                    left = _look(folder)
                    if left is not None:
                        found.append(left)
    return sorted(found, key=lambda each: each.at)


def _look(folder: Path) -> Leftover | None:
    state = folder.lstat()
    ours = state.st_uid == os.geteuid() and state.st_mode & 0o170777 == 0o040700
    if not ours or not any((folder / name).exists() for name in (TEXT, HELD)):
        return None
    claimed = _claim(folder)
    if claimed is None:
        return None
    with contextlib.suppress(OSError):
        os.close(claimed)
    text, whence = None, None
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if (folder / TEXT).lstat().st_size <= LARGEST:
            text = (folder / TEXT).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        whence = msgspec.json.decode((folder / PLACE).read_bytes(), type=Whence)
    at = (folder / TEXT).stat().st_mtime if (folder / TEXT).exists() else state.st_mtime
    copies = tuple(sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.name not in OWN))
    return Leftover(folder=folder, at=datetime.fromtimestamp(at, UTC), text=text, whence=whence, copies=copies)


def _claim(folder: Path) -> int | None:
    """Mark a folder as ours; None where somebody lives who has it. A folder without a mark is of nobody: -1."""
    try:
        held = os.open(folder / HELD, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return -1
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return None
    return held


def belongs(left: Leftover, vault: str, who: str) -> bool:
    """Whether a text is of somebody who works in a store, and can be read."""
    whence = left.whence
    return left.text is not None and whence is not None and (whence.vault, whence.who) == (vault, who)


def take_up(left: Leftover, texts: Texts) -> bool:
    """Keep a text that was left as a draft, where it says anything new, and remove the folder.

    Copies that the editor made stay: they may hold more than was written.

    Returns:
        Whether there is a draft of it now.

    Raises:
        VaultFault: no draft could be kept; everything is as it was.
    """
    from plantui.practice.texts import Spot

    whence, text = left.whence, left.text
    claimed = _claim(left.folder) if whence is not None and text is not None else None
    if whence is None or text is None or claimed is None:
        return False
    try:
        if not (left.folder / TEXT).exists():
            # Another terminal found it too, and was faster.
            return False
        spot = Spot(whence.chart, whence.target)
        if left.changed:
            if texts.holder(spot) is not None:
                return False
            older = [each for each in texts.abandoned(spot.chart) if each.field == spot.target and not each.fault]
            texts.put_aside(spot, whence.rev, "", whence.draft(text))
            for each in older:
                # The same text as it was before the editor: it is in the new draft.
                if _sum(each.text) == whence.given:
                    texts.forget(each)
        _remove(left)
        return left.changed
    finally:
        if claimed >= 0:
            os.close(claimed)


def _remove(left: Leftover) -> None:
    if not left.copies:
        shutil.rmtree(left.folder, ignore_errors=True)
        return
    for name in (TEXT, PLACE):
        with contextlib.suppress(OSError):
            (left.folder / name).unlink(missing_ok=True)
