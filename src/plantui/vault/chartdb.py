"""TinyDB on one chart of a store.

`ChartStorage` is the storage TinyDB talks to, `ChartDB` a TinyDB whose changes are commits. Several table
operations inside `transaction` become one commit with one expected revision and one event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeAlias, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from plantui.vault.body import decode_tables, encode_tables
from plantui.vault.faults import Conflict, NotFound
from plantui.vault.seam import ChartStore, Event, Tables

Change: TypeAlias = tuple[str, str, Mapping[str, object] | None]
"""(table, document id, the whole document, or None to remove it)."""

EventMaker: TypeAlias = Callable[[], Event]
"""Makes the event of a change that is not inside a transaction."""


class ChartStorage(Storage):
    """One chart as a TinyDB storage. Every read is a fresh parse; every write is a commit, or waits for one.

    TinyDB changes what `read` returned before it writes it, so nothing may be handed out twice: a write that
    fails would leave its half-made change in the next read.

    Args:
        store: where the chart is kept.
        chart: its id; it need not exist yet.
        event: makes the event of a write outside a transaction; without it such a write is refused.
    """

    def __init__(self, store: ChartStore, chart: str, event: EventMaker | None = None) -> None:
        super().__init__()
        self._store = store
        self._chart = chart
        self._event = event
        self._rev: int | None = None
        self._inside = False
        self._dirty = False
        self._state = b""
        self._written: Tables | None = None

    @property
    def rev(self) -> int:
        """The revision that was read or written last; 0 for a chart that does not exist.

        Raises:
            VaultFault: nothing was read yet, and the chart cannot be.
        """
        if self._rev is None:
            self._load()
        return self._rev or 0

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables as they are now, or None when there is no chart yet.

        Raises:
            VaultFault: the chart cannot be read.
        """
        if not self._inside:
            return self._load()
        if self._written is not None:
            self._state = encode_tables(self._chart, self._written)
            self._written = None
        return decode_tables(self._state) or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Save the tables as the next revision of what was read, or keep them for the end of the transaction.

        Raises:
            RuntimeError: outside a transaction, and no event was given at the start.
            VaultFault: see `FileStore.commit`.
        """
        if self._inside:
            self._written = data
            self._dirty = True
            return
        if self._event is None:
            raise RuntimeError("a change of a chart needs an event: make it inside a transaction")
        self._rev = self._store.commit(self._chart, self.rev, data, self._event())

    def close(self) -> None:
        """Forget what was read."""
        self._rev = None

    @contextmanager
    def transaction(self, event: Event, expected: int | None = None) -> Iterator[None]:
        """Make everything written inside one commit; nothing is saved when the block raises or writes nothing.

        Reads inside see the chart as it was at the start, with what was written since.

        Args:
            event: who does what.
            expected: the revision the change was made on; by default the current one.

        Raises:
            Conflict: the chart is at another revision.
            RuntimeError: inside another transaction.
            VaultFault: see `FileStore.commit`.
        """
        if self._inside:
            raise RuntimeError("transactions do not nest")
        tables = self._load() or {}
        current = self.rev
        if expected is not None and expected != current:
            raise Conflict(self._chart, expected, current)
        self._inside = True
        self._written = tables
        try:
            yield
            if self._dirty:
                final = decode_tables(self._state) if self._written is None else self._written
                self._rev = self._store.commit(self._chart, current, final, event)
        finally:
            self._inside = self._dirty = False
            self._state = b""
            self._written = None

    def _load(self) -> Tables | None:
        try:
            self._rev, tables = self._store.load(self._chart)
        except NotFound:
            self._rev = 0
            return None
        return tables


class ChartTable(Table):
    """A table whose ids are text and given by the caller, and which remembers no query results.

    TinyDB's cache of queries would show this terminal's past after another terminal's save.
    """

    document_id_class = str  # type: ignore[assignment]  # typed as type[int] by its default
    default_query_cache_capacity = 0

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    def put(self, documents: Mapping[str, Mapping[str, object] | None]) -> int:
        """Put and remove whole documents in one operation; return how many the table holds then.

        A document takes the place of the one with its id, keeping its position; None removes. TinyDB's own
        `upsert` would keep fields that the new document no longer has.
        """
        # Past `_update_table`, which looks at every document of the table.
        tables = self._storage.read() or {}
        table = tables.setdefault(self.name, {})
        for doc_id, document in documents.items():
            if document is None:
                table.pop(doc_id, None)
            else:
                table[doc_id] = dict(document)
        self._storage.write(tables)
        return len(table)

    def _get_next_id(self) -> int:
        raise ValueError("every document of a chart comes with its own id: insert a Document")


class ChartDB(TinyDB):
    """One chart as a TinyDB."""

    table_class = ChartTable

    @classmethod
    def open(cls, store: ChartStore, chart: str, event: EventMaker | None = None) -> ChartDB:
        """Open a chart, existing or not.

        Args:
            store: where it is kept.
            chart: its id.
            event: makes the event of a change outside a transaction; without it there are only transactions.
        """
        return cls(store, chart, event, storage=ChartStorage)

    @property
    def chart_storage(self) -> ChartStorage:
        """The storage, as what it is."""
        return cast("ChartStorage", self.storage)

    def transaction(self, event: Event, expected: int | None = None) -> AbstractContextManager[None]:
        """See `ChartStorage.transaction`."""
        return self.chart_storage.transaction(event, expected)

    def tables_snapshot(self) -> tuple[int, Tables]:
        """Return the revision and all tables as they are now; 0 and no tables when there is no chart.

        Raises:
            VaultFault: the chart cannot be read.
        """
        tables = self.chart_storage.read()
        return self.chart_storage.rev, tables or {}

    def apply(self, expected: int, changes: Iterable[Change], event: Event) -> int:
        """Put and remove whole documents in one commit.

        Args:
            expected: the revision the changes were made on; 0 makes the chart.
            changes: documents to put (new ones, or in the place of those with the same id) or to remove; of
                several changes of one document the last counts. A table that loses its last document goes
                too. To remove what is not there does nothing.
            event: who does what.

        Returns:
            The new revision; `expected` when there were no changes.

        Raises:
            Conflict: the chart is at another revision.
            VaultFault: see `FileStore.commit`.
        """
        wanted: dict[str, dict[str, Mapping[str, object] | None]] = {}
        for name, doc_id, document in changes:
            wanted.setdefault(name, {})[doc_id] = document
        with self.transaction(event, expected):
            for name, documents in wanted.items():
                if not cast("ChartTable", self.table(name)).put(documents):
                    self.drop_table(name)
        return self.chart_storage.rev
