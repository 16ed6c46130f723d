"""What a user can still undo: steps of plain data, kept outside the charts, shared by the user's terminals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from plantui.vault.codec import Codec, Place, PlainCodec
from plantui.vault.faults import NotPlain, Tampered, UnknownKey, from_os_error
from plantui.vault.files import Fs, ensure_dir, exists, put
from plantui.vault.layout import Layout
from plantui.vault.lines import Tail, append
from plantui.vault.locks import Locks
from plantui.vault.seam import is_name

LIMIT = 500
"""How many steps are kept."""

AGE = timedelta(days=30)
"""How long a step is kept, unless somebody set it otherwise."""

_LINES = 3 * LIMIT


class UndoStep(msgspec.Struct, frozen=True):
    """One step that can be undone.

    Attributes:
        number: its number in the log; never used twice in one log.
        at: when the change was made.
        charts: the charts it changed.
        step: what the caller wants back.
    """

    number: int
    at: datetime
    charts: tuple[str, ...]
    step: dict[str, object]


class _Line(msgspec.Struct, frozen=True):
    """One line: a step that came, or the number of one that went.

    `line` counts the lines of the file and `top` is the highest number given, so that the last line is all
    that an append has to read.
    """

    line: int
    top: int
    came: UndoStep | None = None
    went: int = 0


class _Log(NamedTuple):
    """What the file amounts to: the steps that are left, every chart it mentions, the highest number given."""

    steps: Sequence[UndoStep]
    charts: set[str]
    top: int


_lines = msgspec.json.Decoder(_Line)


class UndoLog:
    """The undo log of one user: at most 500 steps, none older than its age.

    Args:
        layout: where it lies.
        user: the id of the user.
        fs: the file system.
        locks: the locks.
        codec: protects each line, as it protects the summary of a chart.
        guard: called before anything is written, with the log locked; refuses by raising.
        age: how long a step is kept.

    Raises:
        ValueError: the id of the user cannot be a file name.
    """

    def __init__(
        self,
        layout: Layout,
        user: str,
        fs: Fs,
        locks: Locks,
        codec: Codec | None = None,
        guard: Callable[[], object] = lambda: None,
        age: timedelta = AGE,
    ) -> None:
        if not is_name(user):
            raise ValueError(f"{user!r} is not the id of a user")
        self._layout = layout
        self._path = f"{layout.undo}/{user}.jsonl"
        self._lock = f"undo-{user}"
        self._fs = fs
        self._locks = locks
        self._codec = codec or PlainCodec()
        self._guard = guard
        self._age = age
        self._place = Place("undo", user)

    def append(self, step: dict[str, object], charts: Sequence[str], at: datetime) -> int:
        """Add a step, durable on return; return its number.

        Raises:
            NotPlain: the step holds a value that JSON does not keep.
            VaultFault: nothing was added.
        """
        number = 0

        def build(end: Tail) -> bytes:
            nonlocal number
            last = self._decode(end.last) if end.last else _Line(0, 0)
            number = last.top + 1
            line = _Line(last.line + 1, number, UndoStep(number, at, tuple(charts), step))
            if last.line + 1 >= _LINES:
                crowded.append(line)
            return self._encode(line)

        crowded: list[_Line] = []
        with self._locks.hold(self._lock):
            self._add(build)
            if crowded:
                self._rewrite(self._fitting(self._replay().steps, at), number)
        return number

    def pop(self, now: datetime, number: int | None = None) -> UndoStep | None:
        """Take the latest step, or the one with a number, out of the log; None when there is none.

        Args:
            now: the clock; steps older than the log's age do not count.
            number: which step.

        Raises:
            VaultFault: the step is still there.
        """
        with self._locks.hold(self._lock):
            steps = [s for s in self._fitting(self._replay().steps, now) if number in (None, s.number)]
            if not steps:
                return None
            taken = steps[-1]

            def build(end: Tail) -> bytes:
                last = self._decode(end.last)
                return self._encode(_Line(last.line + 1, last.top, None, taken.number))

            self._add(build)
            return taken

    def list(self, now: datetime) -> Sequence[UndoStep]:
        """Return the steps that can be undone, oldest first.

        Raises:
            VaultFault: the log cannot be read.
        """
        return self._fitting(self._replay().steps, now)

    def drop(self, chart: str) -> int:
        """Remove every step that changed a chart, from the disk too; return how many there were.

        Raises:
            VaultFault: they are still there.
        """
        with self._locks.hold(self._lock):
            log = self._replay()
            kept = [step for step in log.steps if chart not in step.charts]
            # Steps that were taken out long ago still lie in the file.
            if chart in log.charts:
                self._guard()
                self._rewrite(kept, log.top)
            return len(log.steps) - len(kept)

    def reseal(self) -> None:
        """Write the whole log anew, as its codec protects lines now.

        Raises:
            VaultFault: it is as it was.
        """
        with self._locks.hold(self._lock):
            log = self._replay()
            self._rewrite(log.steps, log.top)

    def _replay(self) -> _Log:
        try:
            # What follows the last line break is a line that a crash cut off, even if it can be read.
            rows = self._fs.read(self._path).split(b"\n")[:-1]
        except FileNotFoundError:
            rows = []
        except OSError as error:
            raise from_os_error(error, "reading the undo log") from error
        steps: dict[int, UndoStep] = {}
        charts: set[str] = set()
        top = 0
        for row in rows:
            line = self._parse(row)
            if line is None:
                continue
            top = max(top, line.top)
            if line.came is not None:
                steps[line.came.number] = line.came
                charts.update(line.came.charts)
            steps.pop(line.went, None)
        return _Log(list(steps.values()), charts, top)

    def _fitting(self, steps: Iterable[UndoStep], now: datetime) -> Sequence[UndoStep]:
        return [step for step in steps if now - step.at <= self._age][-LIMIT:]

    def _add(self, build: Callable[[Tail], bytes]) -> None:
        self._guard()
        try:
            if not exists(self._fs, self._layout.undo):
                ensure_dir(self._fs, self._layout.undo, self._layout.root)
            append(self._fs, self._path, self._is_line, build, durable=True)
        except OSError as error:
            raise from_os_error(error, "writing the undo log") from error

    def _rewrite(self, steps: Iterable[UndoStep], top: int) -> None:
        lines = [self._encode(_Line(line, step.number, step)) for line, step in enumerate(steps, 1)]
        lines.append(self._encode(_Line(len(lines) + 1, top)))
        try:
            put(self._fs, self._path, b"".join(lines), durable=True)
        except OSError as error:
            raise from_os_error(error, "writing the undo log") from error

    def _encode(self, line: _Line) -> bytes:
        try:
            plain = msgspec.json.encode(line)
        except (TypeError, ValueError, OverflowError) as error:
            raise NotPlain(f"This step cannot be kept for undo ({error}).") from error
        return self._codec.seal_summary(self._place, plain) + b"\n"

    def _decode(self, row: bytes) -> _Line:
        return _lines.decode(self._codec.open_summary(self._place, row))

    def _parse(self, row: bytes) -> _Line | None:
        try:
            return self._decode(row)
        except UnknownKey:
            raise
        except (Tampered, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def _is_line(self, row: bytes) -> bool:
        # A line of a key that is not at hand must not pass for what a crash left, or it would be cut off.
        return self._parse(row) is not None
