"""The recovery file: changes that could not be stored, kept beside the store until they are.

It is sealed like the store, so that nobody reads in it what the store keeps from them. A run that ends before its
changes were stored leaves it behind; the next one offers to store them.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

import msgspec

from plantui.model.chart import Chart
from plantui.model.codec import from_tables, to_tables
from plantui.model.diff import Change, Stale, apply
from plantui.model.fault import ChartFaults
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.practice import Practice
from plantui.practice.refusal import Refused
from plantui.practice.writer import Job
from plantui.vault.ballast import Ballast
from plantui.vault.codec import Codec, Place
from plantui.vault.faults import VaultFault, from_os_error
from plantui.vault.files import discard, put
from plantui.vault.parts import Parts
from plantui.vault.presence import FlockPresence

_WORD = "-unsaved-"
_KIND = "unsaved"


class Unsaved(msgspec.Struct, frozen=True, kw_only=True):
    """One change that could not be stored."""

    chart: str
    act: str
    message: str
    changes: tuple[Change, ...]
    at: datetime


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What a recovery file holds: who made the changes, and the changes, oldest first."""

    who: str
    at: datetime
    changes: tuple[Unsaved, ...]


@dataclass(frozen=True)
class Found:
    """A recovery file that an earlier run left."""

    path: str
    kept: Kept


@dataclass(frozen=True)
class Recover(Command):
    """A change of an earlier run, made again where its place still holds what it did."""

    act: ClassVar[str] = "chart.recover"
    changes: tuple[Change, ...]
    message: str

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        try:
            return Done(from_tables(apply(to_tables(chart), self.changes)), self.message)
        except (Stale, ChartFaults):
            raise Refused(f"{chart.code} has changed since: {self.message}") from None


class RecoveryFile:
    """The recovery file of one run, beside the store; inside the store where the folder beside it is not ours.

    Args:
        parts: of the open store.
        session: the name of this terminal.
    """

    def __init__(self, parts: Parts, session: str) -> None:
        self._parts = parts
        self._name = f"{_WORD}{session}"
        self._held = -1
        self.path = ""
        """Where it lies now; empty where there is none."""

    def write(self, jobs: Iterable[Job], who: str, at: datetime) -> None:
        """Keep every change that waits.

        Raises:
            VaultFault: it could not be written anywhere.
        """
        changes = tuple(
            Unsaved(
                chart=job.step.chart_id,
                act=job.step.act,
                message=job.step.message,
                changes=job.step.changes,
                at=job.acting.now,
            )
            for job in jobs
        )
        body = msgspec.json.encode(Kept(who=who, at=at, changes=changes))
        failed: OSError | None = None
        for place in _places(self._parts):
            try:
                self._put(f"{place}{self._name}", body)
            except OSError as error:
                failed = error
            else:
                return
        assert failed is not None
        raise from_os_error(failed, "writing the recovery file") from failed

    def _put(self, path: str, body: bytes) -> None:
        fs, codec = self._parts.fs, self._parts.codec
        sealed = f"{codec.alg}\n".encode() + codec.seal(Place(_KIND, path.rpartition(_WORD)[2]), body)
        try:
            put(fs, path, sealed, durable=True)
        except OSError as error:
            # The room that is kept for drafts is for this too.
            if error.errno not in (errno.ENOSPC, errno.EDQUOT) or not Ballast(self._parts.layout, fs).drop(error):
                raise
            put(fs, path, sealed, durable=True)
        self._let_go()
        self._held = fs.open_append(path)
        FlockPresence().mark(self._held)
        self.path = path

    def remove(self) -> None:
        """Everything is stored: it goes."""
        path, self.path = self.path, ""
        self._let_go()
        if path:
            with contextlib.suppress(OSError):
                discard(self._parts.fs, path)

    def _let_go(self) -> None:
        if self._held >= 0:
            with contextlib.suppress(OSError):
                self._parts.fs.close(self._held)
            self._held = -1


def left_behind(parts: Parts) -> list[Found]:
    """The recovery files of runs that have ended, oldest first; one that cannot be read is left where it is."""
    found = []
    for place in _places(parts):
        folder, _, prefix = place.rpartition("/")
        try:
            names = parts.fs.names(folder)
        except OSError:
            continue
        for name in sorted(names):
            if not name.startswith(f"{prefix}{_WORD}"):
                continue
            path = f"{folder}/{name}"
            with contextlib.suppress(OSError, VaultFault, msgspec.MsgspecError):
                if not FlockPresence().marked(path):
                    found.append(Found(path, _read(parts, path)))
    return sorted(found, key=lambda each: each.kept.at)


def _read(parts: Parts, path: str) -> Kept:
    alg, _, sealed = parts.fs.read(path).partition(b"\n")
    codec: Codec | None = parts.codec.reader(alg.decode("ascii", "replace"))
    body = (codec or parts.codec).open(Place(_KIND, path.rpartition(_WORD)[2]), sealed)
    return msgspec.json.decode(body, type=Kept)


def _places(parts: Parts) -> tuple[str, str]:
    """What a recovery file's path begins with: beside the store, and inside."""
    return parts.layout.root.rstrip("/"), f"{parts.layout.drafts}/kept"


def bring_back(practice: Practice, parts: Parts, found: Found) -> list[str]:
    """Make the changes of an earlier run again; what does not fit any more, in words. The file goes if all fit."""
    missed = []
    for each in found.kept.changes:
        try:
            if practice.summary(each.chart) is None:
                practice.bring_in(from_tables(apply({}, each.changes)))
            else:
                practice.perform(each.chart, Recover(each.changes, each.message))
        except (Refused, Stale, ChartFaults, VaultFault):
            missed.append(each.message)
    if not missed:
        with contextlib.suppress(OSError):
            discard(parts.fs, found.path)
    return missed
