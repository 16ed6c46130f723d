"""A small store for tests, and what every healthy store has in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from plantui.vault.create import create_store, open_store
from plantui.vault.files import Fs
from plantui.vault.locks import Locks
from plantui.vault.manifest import User
from plantui.vault.seam import AuditLine, AuditQuery, Event, Tables
from plantui.vault.standing import NOTE
from plantui.vault.store import FileStore

TODAY = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)
WHO = User(id="u-dw", name="Dana Weiss", initials="DW", credential="LCSW", role="clinician")


class NoLocks:
    """Locks for one process with one thread."""

    @contextmanager
    def hold(self, name: str, patience: float = 0) -> Iterator[None]:
        yield


def summarise(chart: str, tables: Tables) -> dict[str, object]:
    """The number of documents by table, and a name to look for."""
    return {"count": {name: len(table) for name, table in tables.items()}, "name": chart[-4:]}


def event(act: str = "plan.edit", at: datetime = TODAY, *detail: str) -> Event:
    return Event(act=act, who=WHO.id, at=at, session="s1", detail=detail)


def tables(mark: int | str, size: int = 1) -> Tables:
    """Something a chart could hold, different for each mark."""
    notes: dict[str, dict[str, object]] = {
        f"n{number}": {"text": f"visit {number}, mark {mark}, größer", "score": 9.5, "items": [1, 2, None]}
        for number in range(size)
    }
    return {"client": {"c": {"mark": mark, "active": True}}, "notes": notes}


def make(path: Path, fs: Fs | None = None, locks: Locks | None = None) -> FileStore:
    """Make a store and open it."""
    create_store(path, made=TODAY, users=[WHO], fs=fs)
    return reopen(path, fs, locks)


def reopen(path: Path, fs: Fs | None = None, locks: Locks | None = None) -> FileStore:
    return open_store(path, summarise, fs=fs, locks=locks)


def lines(store: FileStore) -> list[AuditLine]:
    return list(store.audit(AuditQuery()))


def faults(store: FileStore) -> list[str]:
    """What a deep check says, notes left out."""
    return [f"{found.code} {found.sentence}" for found in store.verify(deep=True) if found.code != NOTE]
