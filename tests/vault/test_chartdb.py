"""TinyDB on a chart: table operations become commits, one by one or together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import where
from tinydb.table import Document

from plantui.vault.chartdb import ChartDB
from plantui.vault.faults import Conflict, NotPlain, StoreFull
from plantui.vault.seam import Event, Tables
from plantui.vault.store import FileStore
from tests.vault.house import NoLocks, event, lines, make, reopen, tables
from tests.vault.simfs import SimFs


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return make(tmp_path)


def test_changes_are_one_commit_with_one_event(store: FileStore) -> None:
    db = ChartDB.open(store, "chart")
    assert db.tables_snapshot() == (0, {})
    changes = [("client", "c", {"name": "Reyes"}), ("notes", "n1", {"t": 1}), ("notes", "n2", {"t": 2})]
    assert db.apply(0, changes, event("client.add")) == 1
    assert store.load("chart") == (1, {"client": {"c": {"name": "Reyes"}}, "notes": {"n1": {"t": 1}, "n2": {"t": 2}}})
    assert [(line.act, line.rev) for line in lines(store)] == [("client.add", 1)]
    # A document that is put loses the fields it no longer has, and keeps its place.
    assert db.apply(1, [("notes", "n1", {"z": 1}), ("client", "c", None), ("notes", "gone", None)], event()) == 2
    assert db.tables_snapshot() == (2, {"notes": {"n1": {"z": 1}, "n2": {"t": 2}}})
    assert list(db.tables_snapshot()[1]["notes"]) == ["n1", "n2"]
    assert store.load("chart", 1)[1]["client"] == {"c": {"name": "Reyes"}}


def test_no_changes_are_no_commit(store: FileStore) -> None:
    db = ChartDB.open(store, "chart")
    assert db.apply(0, [], event()) == 0
    assert lines(store) == []
    with pytest.raises(Conflict):
        db.apply(1, [], event())


def test_the_tables_are_tinydb_tables(store: FileStore) -> None:
    db = ChartDB.open(store, "chart")
    db.apply(0, [("notes", f"n{day}", {"day": day, "text": "visit"}) for day in range(5)], event())
    notes = db.table("notes")
    assert [note["day"] for note in notes.search(where("day") > 2)] == [3, 4]
    found = notes.get(doc_id="n3")
    assert (found, found.doc_id) == ({"day": 3, "text": "visit"}, "n3")
    assert db.tables() == {"notes"}
    assert len(notes) == 5
    with db.transaction(event()):
        notes.insert(Document({"day": 9}, doc_id="n9"))
        notes.update({"text": "x"}, where("day") == 1)
        notes.remove(doc_ids=["n0"])
        assert len(notes) == 5
        assert ChartDB.open(store, "chart").tables_snapshot()[0] == 1
    assert store.load("chart")[0] == 2
    assert [note.doc_id for note in notes] == ["n1", "n2", "n3", "n4", "n9"]
    with db.transaction(event()):
        db.drop_tables()
    assert store.load("chart") == (3, {})


def test_a_change_without_an_event_or_an_id_is_refused(store: FileStore) -> None:
    db = ChartDB.open(store, "chart")
    with pytest.raises(RuntimeError, match="needs an event"):
        db.table("notes").insert(Document({}, doc_id="n"))
    with pytest.raises(ValueError, match="its own id"), db.transaction(event()):
        db.table("notes").insert({})
    assert lines(store) == []
    direct = ChartDB.open(store, "chart", event=event)
    direct.table("notes").insert(Document({"a": 1}, doc_id="n"))
    assert store.load("chart") == (1, {"notes": {"n": {"a": 1}}})


def test_another_terminals_save_is_seen_at_once_and_not_overwritten(tmp_path: Path) -> None:
    here, there = ChartDB.open(make(tmp_path), "chart"), ChartDB.open(reopen(tmp_path), "chart")
    here.apply(0, [("notes", "n", {"t": 1})], event())
    assert there.table("notes").search(where("t") == 1) == [{"t": 1}]
    rev, _ = there.tables_snapshot()
    here.apply(1, [("notes", "n", {"t": 2})], event())
    with pytest.raises(Conflict) as caught:
        there.apply(rev, [("notes", "n", {"t": 3})], event())
    assert (caught.value.current_rev, caught.value.expected_rev, caught.value.code) == (2, 1, "E303")
    assert there.table("notes").search(where("t") == 1) == []
    assert there.tables_snapshot() == (2, {"notes": {"n": {"t": 2}}})


def test_a_save_in_the_middle_of_a_transaction_wins(tmp_path: Path) -> None:
    here, there = ChartDB.open(make(tmp_path), "chart"), ChartDB.open(reopen(tmp_path), "chart")
    here.apply(0, [("notes", "n", {"t": 1})], event())

    def change() -> None:
        with here.transaction(event()):
            there.apply(1, [("notes", "m", {"t": 2})], event())
            assert len(here.table("notes")) == 1
            here.table("notes").update({"t": 3})

    with pytest.raises(Conflict):
        change()
    assert here.tables_snapshot() == (2, {"notes": {"n": {"t": 1}, "m": {"t": 2}}})


def test_an_error_inside_leaves_everything_as_it_was(store: FileStore) -> None:
    db = ChartDB.open(store, "chart")
    db.apply(0, [("notes", "n", {"list": [1]})], event())

    def spoil(note: dict) -> None:
        note["list"].append(2)
        raise KeyError("half way")

    def change() -> None:
        with db.transaction(event()):
            db.table("notes").update({"t": 1})
            db.table("notes").update(spoil)

    with pytest.raises(KeyError):
        change()
    assert db.tables_snapshot() == (1, {"notes": {"n": {"list": [1]}}})
    with db.transaction(event()):
        with pytest.raises(KeyError):
            db.table("notes").update(spoil)
        assert db.table("notes").get(doc_id="n") == {"list": [1]}
        db.table("notes").update({"t": 1})
    assert db.tables_snapshot() == (2, {"notes": {"n": {"list": [1], "t": 1}}})
    with pytest.raises(NotPlain):
        db.apply(2, [("notes", "n", {"t": float("nan")})], event())
    with pytest.raises(RuntimeError, match="nest"), db.transaction(event()), db.transaction(event()):
        pass
    assert db.apply(2, [("notes", "n", {"t": 2})], event()) == 3


def test_what_was_read_can_be_changed_without_changing_the_chart(store: FileStore) -> None:
    db = ChartDB.open(store, "chart")
    db.apply(0, [("notes", "n", {"list": [1]})], event())
    db.tables_snapshot()[1]["notes"]["n"]["list"] = "spoilt"
    db.table("notes").all()[0]["list"] = "spoilt"
    db.table("notes").search(where("list").exists())[0]["list"] = "spoilt"
    assert db.table("notes").search(where("list").exists()) == [{"list": [1]}]
    with db.transaction(event()):
        db.table("notes").all()[0]["list"] = "spoilt"
        db.table("notes").update({"t": 1})
        db.table("notes").all()[0]["list"] = "spoilt"
    assert db.tables_snapshot() == (2, {"notes": {"n": {"list": [1], "t": 1}}})


def test_a_failed_commit_can_be_made_again(tmp_path: Path) -> None:
    class Full:
        """A store that is full, once."""

        def __init__(self, store: FileStore) -> None:
            self._store = store
            self.full = True

        def __getattr__(self, name: str) -> Callable:
            return getattr(self._store, name)

        def commit(self, chart: str, expected: int, tables: Tables, event: Event) -> int:
            if self.full:
                raise StoreFull("The disk is full.", "Free some space.")
            return self._store.commit(chart, expected, tables, event)

    store = Full(make(tmp_path))
    db = ChartDB.open(store, "chart")
    with pytest.raises(StoreFull):
        db.apply(0, [("notes", "n", {"t": 1})], event())
    assert db.tables_snapshot() == (0, {})
    store.full = False
    assert db.apply(0, [("notes", "n", {"t": 1})], event()) == 1


names = st.sampled_from(["plans", "notes", "client"])
ids = st.sampled_from(["a", "b", "c"])
documents = st.none() | st.dictionaries(st.sampled_from(["x", "y"]), st.integers(0, 3), max_size=2)


@given(st.lists(st.lists(st.tuples(names, ids, documents), max_size=6), max_size=4))
def test_applying_is_the_same_as_changing_a_dict(batches: list[list[tuple[str, str, dict | None]]]) -> None:
    store = make(Path("/store"), SimFs(), NoLocks())
    db = ChartDB.open(store, "chart")
    model: Tables = {}
    rev = 0
    for batch in batches:
        for table, doc_id, document in batch:
            if document is None:
                model.get(table, {}).pop(doc_id, None)
            else:
                model.setdefault(table, {})[doc_id] = document
        model = {table: content for table, content in model.items() if content}
        before = rev
        rev = db.apply(rev, batch, event())
        assert rev == before + bool(batch)
        assert db.tables_snapshot() == (rev, model)
    assert tables
