from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.model.codes import highest, letters, next_code, number_of
from plantui.model.plan import Goal, Intervention, Node, Objective, Plan, Problem
from plantui.model.tree import (
    KINDS,
    children,
    find,
    find_code,
    insert,
    kind_of,
    objectives,
    rebuild,
    replace_node,
    walk,
    with_children,
)
from tests.model.strategies import NOW, plans

SLEEP = Objective(
    id="o2", code="g1.2", text="Sleep", interventions=(Intervention(id="i1", code="g1.2a", text="Diary"),)
)
PLAN = Plan(
    id="v",
    number=1,
    made=NOW,
    problems=(
        Problem(
            id="p1",
            code="p1",
            text="Worry",
            goals=(
                Goal(
                    id="g1", code="g1", words="My nights", objectives=(Objective(id="o1", code="g1.1", text="W"), SLEEP)
                ),
            ),
        ),
        Problem(id="p2", code="p2", text="Low mood"),
    ),
)


def codes(plan: Plan) -> list[str]:
    return [place.node.code for place in walk(plan)]


def test_walking_is_in_the_order_of_the_screen() -> None:
    assert codes(PLAN) == ["p1", "g1", "g1.1", "g1.2", "g1.2a", "p2"]
    assert [place.depth for place in walk(PLAN)] == [0, 1, 2, 2, 3, 0]
    assert [place.kind for place in walk(PLAN)][:5] == ["problem", "goal", "objective", "objective", "intervention"]
    assert [objective.code for objective in objectives(PLAN)] == ["g1.1", "g1.2"]


@settings(max_examples=30)
@given(plans())
def test_every_place_knows_its_parents(plan: Plan) -> None:
    for place in walk(plan):
        assert len(place.parents) == place.depth
        assert place.kind == kind_of(place.node) == KINDS[place.depth]
        if place.parent is not None:
            assert place.node in children(place.parent)
        else:
            assert place.node in plan.problems
        assert find(plan, place.node.id) == place
        assert find_code(plan, place.node.code.upper()) == place
    assert rebuild(plan, lambda node: node) == plan


@pytest.mark.parametrize(("typed", "found"), [("1.2", "o2"), ("G1.2A", "i1"), ("p2", "p2"), ("g9", None), ("9", None)])
def test_codes_as_typed(typed: str, found: str | None) -> None:
    place = find_code(PLAN, typed)
    assert (place.node.id if place else None) == found


def test_replacing_and_removing_one_line() -> None:
    renamed = replace_node(PLAN, "o2", lambda node: msgspec.structs.replace(node, text="Rest"))
    assert find(renamed, "o2").node.text == "Rest"
    assert find(PLAN, "o2").node.text == "Sleep"
    assert codes(replace_node(PLAN, "g1", lambda node: None)) == ["p1", "p2"]
    assert replace_node(PLAN, "nobody", lambda node: None) == PLAN


@pytest.mark.parametrize(
    ("parent", "index", "expected"),
    [
        ("g1", None, ["p1", "g1", "g1.1", "g1.2", "g1.2a", "new", "p2"]),
        ("g1", 0, ["p1", "g1", "new", "g1.1", "g1.2", "g1.2a", "p2"]),
        ("g1", 99, ["p1", "g1", "g1.1", "g1.2", "g1.2a", "new", "p2"]),
        ("g1", -5, ["p1", "g1", "new", "g1.1", "g1.2", "g1.2a", "p2"]),
    ],
)
def test_inserting(parent: str, index: int | None, expected: list[str]) -> None:
    assert codes(insert(PLAN, Objective(id="n", code="new", text="x"), parent, index)) == expected


def test_inserting_at_the_top_and_under_nobody() -> None:
    new = Problem(id="n", code="p3", text="x")
    assert codes(insert(PLAN, new, None))[-1] == "p3"
    assert codes(insert(PLAN, new, None, 0))[0] == "p3"
    with pytest.raises(KeyError):
        insert(PLAN, new, "nobody")


def test_an_intervention_has_nothing_inside() -> None:
    intervention = SLEEP.interventions[0]
    assert children(intervention) == ()
    assert with_children(intervention, (SLEEP,)) is intervention


@given(st.integers(1, 20000))
def test_letters_count_like_columns_of_a_sheet(number: int) -> None:
    assert number_of(letters(number)) == number
    assert len(letters(number)) <= len(letters(number + 1))


@pytest.mark.parametrize(("number", "text"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (702, "zz"), (703, "aaa")])
def test_letters(number: int, text: str) -> None:
    assert letters(number) == text


@pytest.mark.parametrize(
    ("counters", "parent", "child", "code", "key"),
    [
        ({}, None, Problem, "p1", "p"),
        ({"g": 4}, PLAN.problems[0], Goal, "g5", "g"),
        ({"g1": 2}, PLAN.problems[0].goals[0], Objective, "g1.3", "g1"),
        ({"g1.2": 26}, SLEEP, Intervention, "g1.2aa", "g1.2"),
    ],
)
def test_the_next_code(counters: dict[str, int], parent: Node | None, child: type[Node], code: str, key: str) -> None:
    given_out, after = next_code(counters, parent, child)
    assert given_out == code
    assert after == {**counters, key: counters.get(key, 0) + 1}


def test_a_line_without_a_place_has_no_code() -> None:
    with pytest.raises(ValueError, match="parent"):
        next_code({}, None, Objective)


@settings(max_examples=30)
@given(plans())
def test_counters_of_a_plan_from_outside_give_codes_it_does_not_use(plan: Plan) -> None:
    counters = highest(plan)
    used = set(codes(plan))
    assert next_code(counters, None, Problem)[0] not in used
    for place in walk(plan):
        if place.depth < 3:
            child = (Goal, Objective, Intervention)[place.depth]
            assert next_code(counters, place.node, child)[0] not in used


def test_counters_pass_over_codes_that_are_not_ours() -> None:
    odd = replace_node(PLAN, "o1", lambda node: msgspec.structs.replace(node, code="x7"))
    assert highest(odd) == {"p": 2, "g": 1, "g1": 2, "g1.2": 1}
