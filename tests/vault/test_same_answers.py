"""The file store, plain and sealed, against a store on SQLite and one in memory: whatever is asked, the same answer."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from plantui.vault.faults import Conflict, VaultFault
from plantui.vault.seam import AuditQuery, Cursor, Event
from plantui.vault.store import FileStore
from tests.vault import house
from tests.vault.house import TODAY, faults
from tests.vault.other_stores import MemoryStore, SqliteStore
from tests.vault.sealing import sealed

CHARTS = st.sampled_from(["aaa", "aaa", "bbb", "bbb", "0c", "never", "No Id", "../up"])
WORDS = st.text(max_size=8)
NUMBERS = st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
TABLES = st.dictionaries(
    st.sampled_from(["client", "plans", "notes"]),
    st.dictionaries(st.sampled_from(["n1", "n2", "größer"]), st.dictionaries(WORDS, VALUES, max_size=3), max_size=3),
    max_size=3,
)
STRANGE = st.sampled_from([float("nan"), float("inf"), b"bytes", (1, 2), TODAY, {1: 2}, "\ud800"])
ACTS = st.sampled_from(["plan.edit", "note.add", "note.sign", "chart.view"])
WHO = st.sampled_from(["u-dw", "u-ro"])


def answer(ask: Callable[[], object]) -> object:
    """What came back, or which fault did."""
    try:
        return ask()
    except Conflict as fault:
        return "Conflict", fault.current_rev
    except VaultFault as fault:
        return type(fault).__name__


class Machine(RuleBasedStateMachine):
    """The stores side by side."""

    keyed = False

    @initialize()
    def make(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        house.make(self.folder / "s") if not self.keyed else sealed.make(self.folder / "s")
        self.store = self.opened()
        self.others: list[MemoryStore | SqliteStore] = [MemoryStore(), SqliteStore(self.folder / "base")]
        self.cursor: Cursor | None = None
        self.cursors = [0, 0]

    def opened(self) -> FileStore:
        return sealed.reopen(self.folder / "s") if self.keyed else house.reopen(self.folder / "s")

    def same(self, mine: Callable[[], object], theirs: Callable[[Any], object]) -> object:
        first = answer(mine)
        for other in self.others:
            assert answer(lambda other=other: theirs(other)) == first  # type: ignore[misc]
        return first

    @rule(chart=CHARTS, off=st.sampled_from([0, 0, 0, 0, -1, 1, 5]), tables=TABLES, act=ACTS, who=WHO)
    def commit(self, chart: str, off: int, tables: Any, act: str, who: str) -> None:
        rev = len(self.others[0].charts.get(chart, []))  # type: ignore[union-attr]
        expected = max(0, rev + off)
        event = Event(act=act, who=who, at=TODAY, session="s1")
        self.same(
            lambda: self.store.commit(chart, expected, tables, event),
            lambda other: other.commit(chart, expected, tables, event),
        )

    @rule(tables=TABLES)
    def save(self, tables: Any) -> None:
        self.commit("aaa", 0, tables, "plan.edit", "u-dw")

    @rule(chart=CHARTS, value=STRANGE)
    def commit_what_cannot_be_kept(self, chart: str, value: object) -> None:
        event = Event(act="plan.edit", who="u-dw", at=TODAY, session="s1")
        tables: Any = {"notes": {"n": {"value": value}}}
        found = self.same(
            lambda: self.store.commit(chart, 0, tables, event), lambda other: other.commit(chart, 0, tables, event)
        )
        assert found == "NotPlain"

    @rule(chart=CHARTS, rev=st.none() | st.integers(-1, 6))
    def load(self, chart: str, rev: int | None) -> None:
        self.same(lambda: self.store.load(chart, rev), lambda other: other.load(chart, rev))

    @rule(chart=CHARTS)
    def change_what_was_loaded(self, chart: str) -> None:
        """What was handed out is the caller's: nothing else sees a change of it."""
        for store in (self.store, *self.others):
            found = answer(lambda store=store: store.load(chart))  # type: ignore[misc]
            if isinstance(found, tuple) and isinstance(found[1], dict):
                found[1]["client"] = {"changed": {}}
        self.load(chart, None)

    @rule()
    def list(self) -> None:
        rows, _ = self.store.list()
        found = {row.chart: row.rev for row in rows}
        assert [row.chart for row in rows] == sorted(found)
        for other in self.others:
            assert other.since(0)[0] == found

    @rule()
    def list_what_changed(self) -> None:
        rows, self.cursor = self.store.list(self.cursor)
        found = {row.chart: row.rev for row in rows}
        for at, other in enumerate(self.others):
            theirs, self.cursors[at] = other.since(self.cursors[at])
            assert theirs == found

    @rule(act=ACTS, who=WHO, chart=st.sampled_from(["", "aaa", "bbb"]))
    def record(self, act: str, who: str, chart: str) -> None:
        events = [Event(act=act, who=who, at=TODAY, session="s1", chart=chart)] * 2
        for store in (self.store, *self.others):
            store.record(events, durable=False)

    @rule(act=st.sampled_from(["", "note", "note.add", "chart"]), who=st.sampled_from(["", "u-ro"]), chart=CHARTS)
    def audit(self, act: str, who: str, chart: str) -> None:
        query = AuditQuery(act=act, who=who, chart=chart)
        self.same(
            lambda: [(line.act, line.who, line.chart, line.rev) for line in self.store.audit(query)],
            lambda other: other.audit(act, who, chart),
        )

    @rule()
    def leave_and_come_back(self) -> None:
        self.store.close()
        self.store = self.opened()
        self.cursor, self.cursors = None, [0, 0]

    @rule()
    def another_terminal(self) -> None:
        """What was saved is seen by a store that was opened later, with an older index."""
        assert {row.chart: row.rev for row in self.opened().list()[0]} == self.others[0].since(0)[0]

    @invariant()
    def all_lines_are_there(self) -> None:
        if hasattr(self, "store"):
            assert len(list(self.store.audit(AuditQuery()))) == len(self.others[0].lines)  # type: ignore[union-attr]

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert faults(self.store) == []
            for other in self.others:
                if isinstance(other, SqliteStore):
                    other.close()
            shutil.rmtree(self.folder)


class SealedMachine(Machine):
    """The same with a sealed store."""

    keyed = True


class ForgetfulMachine(Machine):
    """The control: a store that hands out a revision twice."""

    def opened(self) -> FileStore:
        store = super().opened()
        commit = store.commit

        def forgetful(chart: str, expected: int, tables: Any, event: Event) -> int:
            if expected == 2:
                raise Conflict(chart, expected, 3)
            return commit(chart, expected, tables, event)

        store.commit = forgetful  # type: ignore[method-assign]
        return store


@pytest.mark.parametrize("machine", [Machine, SealedMachine])
def test_the_same_answers(machine: type[Machine]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=30, stateful_step_count=30, deadline=None))


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("machine", [Machine, SealedMachine])
def test_the_same_answers_at_length(machine: type[Machine]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=600, stateful_step_count=60, deadline=None))


def test_another_answer_is_found() -> None:
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            ForgetfulMachine,
            settings=settings(
                max_examples=200, stateful_step_count=30, deadline=None, database=None, phases=[Phase.generate]
            ),
        )
