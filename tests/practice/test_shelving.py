"""The shelf, and what of a copied line goes into another client's plan."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from plantui.clinical.blanks import texts
from plantui.clinical.lint import lint
from plantui.clinical.reference import profile_of
from plantui.model.plan import Goal, Objective
from plantui.model.tree import find_code, walk
from plantui.practice.commands.nodes import EditNode
from plantui.practice.commands.shelf import PutCopy
from plantui.practice.drafts import plan_at_hand
from plantui.practice.lines import line_of
from plantui.practice.refusal import Refused
from plantui.practice.shelving import MOST, Copy, Shelf, nameless, names_of, reopened, size
from tests.practice.rooms import LIBRARY, Room

TODAY = date(2026, 3, 10)


def copy_of(room: Room, chart_id: str, code: str) -> Copy:
    chart = room.chart(chart_id)
    place = find_code(plan_at_hand(chart), code)
    assert place is not None
    return Copy(place.node, chart.id, chart.code, names_of(chart.client))


def test_nine_copies_newest_first(room: Room) -> None:
    chart = room.planned()
    shelf = Shelf()
    codes = [place.node.code for place in walk(plan_at_hand(room.chart(chart)))]
    assert len(codes) > MOST
    for code in codes:
        shelf.put(copy_of(room, chart, code))
    assert [each.node.code for each in shelf.copies] == list(reversed(codes))[:MOST]
    shelf.put(shelf.copies[3])
    assert len(shelf.copies) == MOST
    assert shelf.copies[0].node.code == list(reversed(codes))[3]
    shelf.take(8)
    assert shelf.top is shelf.copies[0]
    shelf.clear()
    assert shelf.top is None


def test_a_copy_in_the_same_plan_keeps_its_numbers_and_begins_anew(room: Room) -> None:
    chart = room.planned()
    goal = room.node(chart, "g2")
    step = room.do(chart, PutCopy(copy_of(room, chart, "1.1"), goal, 0))
    assert step.message == "g2.2 put here with 2 lines under it"
    place = find_code(plan_at_hand(room.chart(chart)), "2.2")
    assert isinstance(place.node, Objective)
    assert (place.node.baseline, place.node.due, place.node.foreign) == (15, date(2026, 5, 12), False)
    assert [each.code for each in place.node.interventions] == ["g2.2a", "g2.2b"]
    assert len({each.node.id for each in walk(plan_at_hand(room.chart(chart)))}) == 14
    room.practice.undo()
    assert find_code(plan_at_hand(room.chart(chart)), "2.2") is None
    assert len(list(walk(plan_at_hand(room.chart(chart))))) == 11


def test_another_plan_gets_no_facts_of_the_first(room: Room) -> None:
    first = room.planned()
    second = room.client("Osei, Kwame; dob 1988-01-02")
    step = room.do(second, PutCopy(copy_of(room, first, "p1")))
    assert step.message == "p1 put here with 6 lines under it; from another plan: make them theirs"
    plan = plan_at_hand(room.chart(second))
    for place in walk(plan):
        assert place.node.foreign
        if isinstance(place.node, Objective):
            assert (place.node.baseline, place.node.due, place.node.initial_due, place.node.reached) == (None,) * 4
        if isinstance(place.node, Goal):
            assert (place.node.words, place.node.text) == ("", "Sleep through and worry less")
    assert find_code(plan, "1.1").node.target == 7
    room.practice.undo()
    assert room.chart(second).plans == ()


def musts(room: Room, chart_id: str) -> list[str]:
    chart = room.chart(chart_id)
    found = lint(chart, LIBRARY, TODAY, profile_of(chart, LIBRARY), {})
    return [each.code for each in found if each.id == "TP112"]


def test_the_mark_stays_until_the_line_is_edited(room: Room) -> None:
    first = room.planned()
    second = room.client("Osei, Kwame")
    room.do(second, PutCopy(copy_of(room, first, "p2")))
    assert musts(room, second) == ["p1", "g1", "g1.1", "g1.1a"]
    for code in ("p1", "g1", "g1.1", "g1.1a"):
        node = find_code(plan_at_hand(room.chart(second)), code).node
        room.do(second, EditNode(node.id, line_of(node)))
    assert musts(room, second) == []


def test_a_mark_is_kept_in_the_store(room: Room) -> None:
    first = room.planned()
    second = room.client("Osei, Kwame")
    room.do(second, PutCopy(copy_of(room, first, "g1"), room.do(second, PutCopy(copy_of(room, first, "p2"))).focus))
    again = room.again()
    assert [place.node.foreign for place in walk(plan_at_hand(again.chart(second)))] == [True] * 10


def test_names_become_a_blank(room: Room) -> None:
    assert nameless("Maria and Reyes, Maria call Mariana", ("Maria", "Reyes")) == ("{client} and {client} call Mariana")
    first = room.planned("Maria cannot sleep; aeb her list says so, says Maria; dx F41.1")
    second = room.client("Osei, Kwame")
    room.do(second, PutCopy(copy_of(room, first, "p1")))
    node = plan_at_hand(room.chart(second)).problems[0]
    assert (node.text, node.evidence) == ("{client} cannot sleep", ("her list says so, says {client}",))
    assert not any("Maria" in text for text in texts(node))


def test_a_blank_of_the_library_is_asked_again() -> None:
    statement = next(each for each in LIBRARY.statements.values() if each.blanks and each.text.count("{") == 1)
    name = statement.text[statement.text.index("{") : statement.text.index("}") + 1]
    filled = statement.text.replace(name, "three")
    assert reopened(filled, statement.id, LIBRARY.statements) == statement.text
    assert reopened("Something else altogether", statement.id, LIBRARY.statements) == "Something else altogether"
    assert reopened(filled, "", LIBRARY.statements) == filled


@pytest.mark.parametrize(
    ("code", "under", "said"),
    [
        ("1.1", "p1", "An objective goes under a goal."),
        ("g1", "", "A goal goes under a problem."),
        ("p1", "g1", "A problem stands under nothing."),
    ],
)
def test_a_copy_goes_where_its_kind_goes(room: Room, code: str, under: str, said: str) -> None:
    chart = room.planned()
    parent = room.node(chart, under) if under else ""
    with pytest.raises(Refused) as refused:
        room.do(chart, PutCopy(copy_of(room, chart, code), parent))
    assert refused.value.sentence.startswith(said)


def test_size_counts_all_lines(room: Room) -> None:
    chart = room.planned()
    assert size(copy_of(room, chart, "p1").node) == 7
    assert copy_of(room, chart, "1.1").below == 2
    assert msgspec.structs.replace(copy_of(room, chart, "1.1a").node, text="x").text == "x"
