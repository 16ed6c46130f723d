from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.model.canonical import canonical
from plantui.model.chart import Chart
from plantui.model.codec import from_tables, to_tables
from plantui.model.diff import ORDER, Change, Stale, apply, diff, invert
from plantui.model.plan import Plan, Problem
from plantui.model.tree import rebuild
from tests.model.strategies import charts, plans


@st.composite
def edited(draw: st.DrawFn, chart: Chart) -> Chart:
    """The chart after the kinds of edits people make to a plan: lines moved, removed, added, reworded."""

    def shuffled(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return tuple(draw(st.permutations(problems)))

    versions = []
    for plan in chart.plans:
        dropped = {problem.id for problem in plan.problems if draw(st.booleans())}
        kept = rebuild(plan, lambda node, dropped=dropped: None if node.id in dropped else node)
        more = draw(plans(lambda: f"new-{draw(st.integers(0, 10**9))}")).problems if draw(st.booleans()) else ()
        versions.append(
            msgspec.structs.replace(kept, problems=shuffled((*kept.problems, *more)), reason=draw(st.text(max_size=3)))
        )
    return msgspec.structs.replace(
        chart, plans=tuple(versions), notes=chart.notes[1:], code=draw(st.sampled_from(["C-001", "C-002"]))
    )


@settings(max_examples=60)
@given(st.data())
def test_changes_lead_from_one_chart_to_the_next_and_back(data: st.DataObject) -> None:
    chart = data.draw(charts())
    after_chart = data.draw(edited(chart))
    before, after = to_tables(chart), to_tables(after_chart)
    changes = diff(before, after)
    assert apply(before, changes) == after
    assert apply(after, invert(changes)) == before
    assert apply(before, invert(invert(changes))) == after


@settings(max_examples=30)
@given(charts())
def test_nothing_changed_is_no_change(chart: Chart) -> None:
    tables = to_tables(chart)
    assert diff(tables, to_tables(chart)) == ()
    assert apply(tables, ()) == tables


@settings(max_examples=30)
@given(charts(), charts())
def test_applying_leaves_what_it_was_given_alone(one: Chart, other: Chart) -> None:
    before, after = to_tables(one), to_tables(other)
    kept = canonical(before), canonical(after)
    apply(before, diff(before, after))
    assert (canonical(before), canonical(after)) == kept


def tables(**fields: Any) -> dict[str, dict[str, dict[str, Any]]]:
    return {"plans": {"a": {"number": 1, **fields}}}


def test_a_change_names_table_document_field_and_node() -> None:
    before = tables(problems=[{"id": "p", "text": "old"}])
    after = tables(problems=[{"id": "p", "text": "new"}])
    assert diff(before, after) == (Change(path=("plans", "a", "problems", "p", "text"), before="old", after="new"),)


def test_removing_a_node_between_others_comes_back_in_its_place() -> None:
    before = tables(problems=[{"id": "a"}, {"id": "b"}, {"id": "c"}])
    after = tables(problems=[{"id": "a"}, {"id": "c"}])
    assert apply(after, invert(diff(before, after))) == before


def test_two_terminals_may_each_add_the_first_line() -> None:
    here = diff(tables(), tables(problems=[{"id": "a"}]))
    there = diff(tables(), tables(problems=[{"id": "b"}]))
    both = apply(apply(tables(), here), there)
    assert {node["id"] for node in both["plans"]["a"]["problems"]} == {"a", "b"}
    assert apply(both, invert(here)) == tables(problems=[{"id": "b"}])
    assert apply(apply(both, invert(here)), invert(there)) == tables()


def test_replacing_the_only_line_comes_back() -> None:
    before, after = tables(problems=[{"id": "b"}]), tables(problems=[{"id": "a"}])
    changes = diff(before, after)
    assert apply(before, changes) == after
    assert apply(after, invert(changes)) == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([], [{"id": "a"}]),
        ([{"id": "a"}], ["a"]),
        ([{"id": "a"}, {"id": "a"}], [{"id": "a"}]),
        ([1], [2]),
        ([], None),
        ([{"id": "a"}, 1], [{"id": "b"}, 1]),
    ],
)
def test_lists_that_are_not_nodes_change_as_a_whole(one: Any, other: Any) -> None:
    before, after = tables(later=one), tables(later=other)
    assert apply(before, diff(before, after)) == after
    assert apply(after, diff(after, before)) == before
    assert apply(after, invert(diff(before, after))) == before


def test_a_field_added_to_a_group_that_is_gone_is_stale() -> None:
    changes = diff(tables(service={"kind": "x"}), tables(service={"kind": "x", "minutes": 50}))
    with pytest.raises(Stale):
        apply(tables(), changes)


def test_moving_nodes_is_one_change_of_order() -> None:
    before = tables(problems=[{"id": "a"}, {"id": "b"}])
    after = tables(problems=[{"id": "b"}, {"id": "a"}])
    (change,) = diff(before, after)
    assert change.path == ("plans", "a", "problems", ORDER)
    assert apply(before, (change,)) == after


def test_undo_of_a_move_leaves_a_line_added_meanwhile_in_its_place() -> None:
    before = tables(problems=[{"id": "a"}, {"id": "b"}])
    after = tables(problems=[{"id": "b"}, {"id": "a"}])
    meanwhile = tables(problems=[{"id": "b"}, {"id": "x"}, {"id": "a"}])
    undone = apply(meanwhile, invert(diff(before, after)))
    assert [node["id"] for node in undone["plans"]["a"]["problems"]] == ["a", "b", "x"]


@pytest.mark.parametrize(
    "meanwhile",
    [
        {"plans": {"a": {"number": 1, "reason": "somebody else's"}}},
        {"plans": {"a": {"number": 1}}},
        {"plans": {}},
        {},
    ],
)
def test_a_change_whose_place_holds_something_else_is_stale(meanwhile: dict[str, Any]) -> None:
    changes = diff(tables(reason="old"), tables(reason="new"))
    with pytest.raises(Stale) as refused:
        apply(meanwhile, changes)
    assert refused.value.path == ("plans", "a", "reason")


def test_adding_what_is_there_already_is_stale() -> None:
    with pytest.raises(Stale):
        apply(tables(reason="there"), diff(tables(), tables(reason="new")))


def test_a_change_elsewhere_does_not_make_stale() -> None:
    changes = diff(tables(reason="old"), tables(reason="new"))
    meanwhile = {"plans": {"a": {"number": 2, "reason": "old"}, "b": {"number": 3}}}
    assert apply(meanwhile, changes) == {"plans": {"a": {"number": 2, "reason": "new"}, "b": {"number": 3}}}


def test_removing_the_last_document_removes_the_table() -> None:
    assert apply(tables(), diff(tables(), {})) == {}


@given(charts())
@settings(max_examples=20)
def test_an_undone_signature_leaves_the_draft(chart: Chart) -> None:
    stripped = msgspec.structs.replace(chart, plans=tuple(_unsigned(plan) for plan in chart.plans))
    changes = diff(to_tables(stripped), to_tables(chart))
    assert from_tables(apply(to_tables(chart), invert(changes))) == stripped


def _unsigned(plan: Plan) -> Plan:
    return msgspec.structs.replace(plan, signatures=())


def test_the_lines_of_a_review_are_told_apart_by_their_objective() -> None:
    one = {"reviews": {"r": {"id": "r", "lines": [{"objective": "o1", "mark": 1}]}}}
    here = {"reviews": {"r": {"id": "r", "lines": [{"objective": "o1", "mark": 1}, {"objective": "o2", "mark": 0}]}}}
    there = {"reviews": {"r": {"id": "r", "lines": [{"objective": "o1", "mark": -1}]}}}
    changes = diff(one, here)
    assert ("reviews", "r", "lines", "o2") in {change.path for change in changes}
    assert apply(there, changes)["reviews"]["r"]["lines"] == [
        {"objective": "o1", "mark": -1},
        {"objective": "o2", "mark": 0},
    ]
