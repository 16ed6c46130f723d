"""The seam between a practice and the vault: charts through TinyDB, undo steps through the undo log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from plantui.model.base import Plain, Tables
from plantui.practice.acting import Acting
from plantui.practice.charts import Buffer
from plantui.practice.histories import Act, KeptAside
from plantui.practice.practice import Moved
from plantui.practice.releases import Release, Releases
from plantui.vault.chartdb import Change, ChartDB
from plantui.vault.faults import CommitUncertain, Conflict, Tampered
from plantui.vault.seam import AuditQuery, Cursor, Event
from plantui.vault.store import FileStore
from plantui.vault.undolog import UndoLog

CODE = "C-"
"""What stands before the number in a client code."""


class StoredCharts:
    """The charts of a file store, as a practice uses them. ``session`` names this terminal in the audit trail."""

    def __init__(self, store: FileStore, session: str) -> None:
        self._store = store
        self._session = session
        self._cursor: Cursor | None = None
        self._releases: Releases | None = None
        self.doubt = ""
        """What is to be said about a save that the disk did not confirm; whoever says it empties it."""

    def caseload(self) -> Iterable[tuple[str, int, Buffer]]:
        """Chart id, revision (0: unreadable or gone) and stored summary in JSON of what changed since the last call."""
        rows, self._cursor = self._store.list(self._cursor)
        return [(row.chart, row.rev, row.stored) for row in rows]

    def load(self, chart: str) -> tuple[int, Tables]:
        """Revision and tables of a chart; 0 and nothing when there is none.

        Raises:
            VaultFault: it cannot be read.
        """
        rev, tables = ChartDB.open(self._store, chart).tables_snapshot()
        return rev, tables

    def save(self, chart: str, expected: int, before: Tables, after: Tables, act: str, acting: Acting) -> int:
        """Store what differs between ``before`` and ``after`` as one revision with one audit event.

        Raises:
            Moved: another terminal has stored a revision meanwhile.
            VaultFault: it could not be stored.
        """
        event = Event(act=act, who=acting.user.id, at=acting.now, session=self._session)
        try:
            return ChartDB.open(self._store, chart).apply(expected, _documents(before, after), event)
        except Conflict as conflict:
            raise Moved from conflict
        except CommitUncertain as uncertain:
            # It is in the store: trying again would take it for somebody else's.
            self.doubt = f"{uncertain.code} {uncertain}"
            return uncertain.rev

    def next_code(self) -> str:
        """The next client code: C-001, C-002, ... A lost counter goes on from the highest code in use."""
        try:
            number = self._store.next_client_number()
        except Tampered:
            used = [_number(_code(row.summary)) for row in self._store.list(None)[0]]
            self._store.reserve_client_number(max(used, default=0))
            number = self._store.next_client_number()
        return f"{CODE}{number:03d}"

    def reserve(self, code: str) -> bool:
        """Keep a code from being given again; False when a chart has it."""
        if any(_code(row.summary) == code for row in self._store.list(None)[0]):
            return False
        if _number(code):
            self._store.reserve_client_number(_number(code))
        return True

    def log(self, acts: Iterable[tuple[str, str]], acting: Acting) -> None:
        """Write acts that change no chart to the audit trail: views, exports."""
        events = [
            Event(act=act, who=acting.user.id, at=acting.now, session=self._session, chart=chart) for act, chart in acts
        ]
        self._store.record(events, durable=False)

    def released(self, chart: str, since: datetime) -> Release | None:
        """The last time a chart was exported or in a backup, through whichever door; who did it by their initials.

        Raises:
            VaultFault: the trail cannot be read.
        """
        if self._releases is None:
            self._releases = Releases(self._store.audit_behind, since)
        release = self._releases.last(chart)
        return release and release._replace(who=self._initials().get(release.who, release.who))

    # what history asks

    def acts(self, chart: str) -> list[Act]:
        """Every act on a chart by the audit trail, newest first; users by their initials.

        Raises:
            VaultFault: the trail cannot be read.
        """
        known = self._initials()
        lines = self._store.audit(AuditQuery(chart=chart))
        return [Act(line.at, known.get(line.who, line.who), line.act, line.rev, line.detail) for line in lines][::-1]

    def kept_aside(self, chart: str) -> list[KeptAside]:
        """Older revisions of a chart that can still be read, newest first, and why each is kept.

        Raises:
            VaultFault: the trail or the folders cannot be read.
        """
        known = self._initials()
        found = []
        for info in self._store.history(chart):
            if info.readable and not info.current:
                reasons = {label.reason for label in info.snapshots}
                why = "version" if "version" in reasons else "snapshot" if info.snapshots else "previous"
                found.append(KeptAside(info.rev, info.at, known.get(info.who, info.who), why))
        return found

    def older(self, chart: str, rev: int) -> Tables:
        """The tables of a revision that is kept.

        Raises:
            NotFound: it is kept nowhere.
        """
        return self._store.load(chart, rev)[1]

    def _initials(self) -> dict[str, str]:
        vault = self._store.vault
        return {user.id: user.initials for user in (*vault.users, *vault.former)}


def _code(summary: Plain) -> str:
    inner = summary.get("summary")
    return str(inner.get("code", "")) if isinstance(inner, dict) else ""


def _number(code: str) -> int:
    """The number in a client code; 0 for a code of another form."""
    digits = code.removeprefix(CODE)
    known = code.startswith(CODE) and digits.isascii() and digits.isdigit() and len(digits) < 10
    return int(digits) if known else 0


def _documents(before: Tables, after: Tables) -> Iterator[Change]:
    for table in sorted({*before, *after}):
        old, new = before.get(table, {}), after.get(table, {})
        for key in sorted({*old, *new}):
            if old.get(key) != new.get(key):
                yield table, key, new.get(key)


class StoredUndo:
    """The undo log of a user, as a practice uses it."""

    def __init__(self, log: UndoLog) -> None:
        self._log = log

    def append(self, entry: Plain, chart: str, at: datetime) -> None:
        """Add a line.

        Raises:
            VaultFault: nothing was added.
        """
        self._log.append(entry, (chart,), at)

    def entries(self, now: datetime) -> list[Plain]:
        """The lines of the last 30 days, at most 500, oldest first."""
        return [step.step for step in self._log.list(now)]
