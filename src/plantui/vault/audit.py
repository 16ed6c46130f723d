"""The audit trail: who did what, when, in lines that form a chain.

Each line carries the SHA-256 of the line before, over month boundaries, so that a line cannot be changed,
removed or moved without a break. Lines hold codes and ids, never clinical content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from plantui.vault.faults import Tampered, from_os_error
from plantui.vault.files import Fs, ensure_dir
from plantui.vault.layout import Layout
from plantui.vault.lines import Tail, append, settle, whole_until
from plantui.vault.locks import Locks
from plantui.vault.seam import AuditLine, AuditQuery, Event

ABORT = "save.abort"
"""The act of a line that takes back the save of the same chart, revision and hash: it never became visible."""

REPAIR = "audit.repair"
"""The act of a line that says how many bytes of an interrupted line were cut off."""

_SUFFIX = ".jsonl"
_lines = msgspec.json.Decoder(AuditLine)


class Stamp(NamedTuple):
    """An event with the revision and the hash of the file a save makes.

    Attributes:
        event: what was done.
        rev: the revision, 0 for what is no save.
        sha: SHA-256 of the file in hex, empty for what is no save.
    """

    event: Event
    rev: int = 0
    sha: str = ""


class Place(NamedTuple):
    """A line where it lies.

    Attributes:
        month: the name of its file without the ending, `2026-03`.
        number: its number in the file, from 1.
        raw: its bytes without the line break.
        whole: False for what a crash left of the last lines; the next append cuts it off.
    """

    month: str
    number: int
    raw: bytes
    whole: bool


class Mark(NamedTuple):
    """How far the trail was read: a month, and how many bytes of its file."""

    month: str
    offset: int = 0


def parse(raw: bytes) -> AuditLine | None:
    """Return a line, or None when it cannot be read."""
    try:
        return _lines.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def digest(raw: bytes) -> str:
    """Return the hash that the next line carries."""
    return hashlib.sha256(raw).hexdigest()


class AuditTrail:
    """The audit trail of one store.

    Args:
        layout: where it lies.
        vault: the id of the store.
        fs: the file system.
        locks: the locks.
        sign: makes the mac of a line; None in a plain store.
        guard: called before a line is added, with the trail locked; refuses by raising.
    """

    def __init__(
        self,
        layout: Layout,
        vault: str,
        fs: Fs,
        locks: Locks,
        sign: Callable[[AuditLine], str] | None = None,
        guard: Callable[[], object] = lambda: None,
    ) -> None:
        self._layout = layout
        self._fs = fs
        self._locks = locks
        self._sign = sign
        self._guard = guard
        self.origin = digest(vault.encode())
        """What the very first line carries as the hash of the line before."""

    def append(self, stamps: Sequence[Stamp], *, durable: bool) -> None:
        """Add lines in one write and, when `durable`, one sync.

        Raises:
            VaultFault: nothing was added.
        """
        if not stamps:
            return
        with self._locks.hold("audit"):
            self._guard()
            try:
                self._append(stamps, durable)
            except OSError as error:
                raise from_os_error(error, "writing the audit trail") from error

    def months(self) -> list[str]:
        """Return the months that have a file, oldest first."""
        try:
            names = self._fs.names(self._layout.audit)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise from_os_error(error, "reading the audit trail") from error
        return [name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)]

    def lines(self, since: str = "") -> Iterator[Place]:
        """Go through the lines as they lie.

        Args:
            since: a month; older files are left out.

        Raises:
            VaultFault: a file cannot be read.
        """
        months = self.months()
        # A crash can tear the end of the last file that has lines, and whatever came to be after it.
        last = next((month for month in reversed(months) if whole_until(self._content(month), _is_line)), "")
        for month in months:
            if month < since:
                continue
            content = self._content(month)
            end = whole_until(content, _is_line) if month >= last else len(content)
            offset = 0
            for number, raw in enumerate(content.split(b"\n"), 1):
                offset += len(raw) + 1
                if raw or offset <= len(content):
                    yield Place(month, number, raw, offset <= end)

    def find(self, query: AuditQuery) -> Iterator[AuditLine]:
        """Return the lines that fit, oldest first.

        Raises:
            Tampered: a line that no crash explains cannot be read.
            VaultFault: a file cannot be read.
        """
        # A file never holds a line of a later month than its name, so older files cannot fit.
        for place in self.lines(month_of(query.since) if query.since else ""):
            if not place.whole:
                continue
            line = parse(place.raw)
            if line is None:
                raise Tampered(
                    f"Line {place.number} of the audit trail of {place.month} cannot be read.", "Run plantui verify."
                )
            if query.fits(line):
                yield line

    def behind(self, mark: Mark) -> tuple[Sequence[bytes], Mark]:
        """Return the whole lines behind a mark, as they lie, and the next mark; quick where none came.

        Raises:
            VaultFault: a file cannot be read.
        """
        found: list[bytes] = []
        for month in [each for each in self.months() if each >= mark.month]:
            start = mark.offset if month == mark.month else 0
            try:
                grown = self._fs.stat(self._path(month)).st_size > start
            except OSError as error:
                raise from_os_error(error, "reading the audit trail") from error
            if not grown:
                continue
            content = self._content(month)[start:]
            end = whole_until(content, _is_line)
            found += content[:end].split(b"\n")[:-1]
            mark = Mark(month, start + end)
        return found, mark

    def _content(self, month: str) -> bytes:
        try:
            return self._fs.read(self._path(month))
        except OSError as error:
            raise from_os_error(error, "reading the audit trail") from error

    def _path(self, month: str) -> str:
        return f"{self._layout.audit}/{month}{_SUFFIX}"

    def _append(self, stamps: Sequence[Stamp], durable: bool) -> None:
        months = self.months()
        if not months:
            ensure_dir(self._fs, self._layout.audit, self._layout.root)
        # A clock that went back does not reopen a month: the order of lines is the order of writing.
        month = max([month_of(stamps[0].event.at), *months[-1:]])

        def build(end: Tail) -> bytes:
            last, cut = end.last, end.torn
            if not last:
                last, torn = self._close([name for name in months if name < month])
                cut += torn
            return self._chain(stamps, last, cut)

        append(self._fs, self._path(month), _is_line, build, durable=durable)

    def _close(self, months: Sequence[str]) -> tuple[bytes, int]:
        """Make the months before a new one durable; return their last line and how many bytes were cut."""
        cut = 0
        for month in reversed(months):
            end = settle(self._fs, self._path(month), _is_line)
            cut += end.torn
            if end.last:
                return end.last, cut
        return b"", cut

    def _chain(self, stamps: Sequence[Stamp], last: bytes, cut: int) -> bytes:
        """Return new lines that follow the line `last`, after a note about bytes that were cut."""
        before = parse(last) if last else None
        seq = before.seq if before else 0
        prev = digest(last) if last else self.origin
        first = stamps[0].event
        repair = msgspec.structs.replace(first, act=REPAIR, chart="", detail=(f"cut:{cut}",))
        out: list[bytes] = []
        for event, rev, sha in [Stamp(repair), *stamps] if cut else stamps:
            seq += 1
            line = AuditLine(
                seq, event.at, event.who, event.session, event.act, event.chart, rev, sha, event.detail, prev
            )
            if self._sign is not None:
                line = msgspec.structs.replace(line, mac=self._sign(line))
            raw = msgspec.json.encode(line)
            prev = digest(raw)
            out += (raw, b"\n")
        return b"".join(out)


def _is_line(raw: bytes) -> bool:
    return parse(raw) is not None


def month_of(moment: datetime) -> str:
    """Return the month whose file a line of this moment goes into, unless a later one has been begun."""
    return moment.astimezone(UTC).strftime("%Y-%m")
