"""A plan through the editor: only what changed in the text changes in the plan."""

from __future__ import annotations

import pytest

from plantui.documents.outline import plan_outline
from plantui.model.signature import TookPart
from plantui.model.tree import find_code, walk
from plantui.practice.commands.rewriting import RewritePlan
from plantui.practice.commands.signing import SignPlan
from plantui.practice.drafts import plan_at_hand
from plantui.practice.lexicon import lexicon
from plantui.practice.refusal import Refused
from plantui.quickentry.outline import parse_outline
from tests.practice.rooms import Room


def outline(room: Room, chart: str) -> str:
    return plan_outline(plan_at_hand(room.chart(chart)), lexicon(room.chart(chart), room.practice.acting()))


def rewrite(room: Room, chart: str, text: str):
    codes = frozenset(place.node.code for place in walk(plan_at_hand(room.chart(chart))))
    lines = parse_outline(text, lexicon(room.chart(chart), room.practice.acting()))
    return room.do(chart, RewritePlan(lines, codes))


def codes(room: Room, chart: str) -> list[str]:
    return [place.node.code for place in walk(plan_at_hand(room.chart(chart)))]


def test_an_untouched_text_changes_nothing(room: Room) -> None:
    chart = room.planned()
    step = rewrite(room, chart, outline(room, chart))
    assert (step.changed, step.message) == (False, "The plan is unchanged")


def test_a_signed_plan_stays_signed_when_nothing_changed(room: Room) -> None:
    chart = room.planned()
    room.do(chart, SignPlan("dw", TookPart.IN_PERSON))
    before = room.chart(chart)
    rewrite(room, chart, outline(room, chart))
    assert room.chart(chart) == before


def test_words_are_edited_in_their_place(room: Room) -> None:
    chart = room.planned()
    before = room.chart(chart)
    text = outline(room, chart).replace("Worry postponement", "Worry half hour").replace("15 -> 7", "15 -> 5")
    step = rewrite(room, chart, text)
    plan = plan_at_hand(room.chart(chart))
    assert find_code(plan, "g1.1").node.target == 5
    assert find_code(plan, "g1.1a").node.text == "Worry half hour"
    assert step.message.startswith("2 changes of the plan: ")
    assert codes(room, chart) == [place.node.code for place in walk(before.plans[0])]
    room.practice.undo()
    assert room.chart(chart) == before


def test_new_lines_have_no_code_and_stand_where_they_were_typed(room: Room) -> None:
    chart = room.planned()
    lines = outline(room, chart).split("\n")
    at = next(at for at, line in enumerate(lines) if "g1.1a" in line)
    lines.insert(at, "      CBT: Thought record; weekly")
    rewrite(room, chart, "\n".join(lines))
    plan = plan_at_hand(room.chart(chart))
    inside = find_code(plan, "g1.1").node.interventions
    assert [node.text for node in inside][:2] == ["Thought record", "Worry postponement"]
    assert inside[0].code == "g1.1c"


def test_lines_that_are_taken_out_go_and_signed_ones_are_discontinued(room: Room) -> None:
    chart = room.planned()
    text = "\n".join(line for line in outline(room, chart).split("\n") if "g1.1b" not in line)
    rewrite(room, chart, text)
    assert "g1.1b" not in codes(room, chart)
    room.do(chart, SignPlan("dw", TookPart.IN_PERSON))
    text = "\n".join(line for line in outline(room, chart).split("\n") if "g1.1a" not in line)
    rewrite(room, chart, text)
    node = find_code(plan_at_hand(room.chart(chart)), "g1.1a").node
    assert (node.status.word, node.status_reason) == ("dis", "taken out of the outline")


def test_lines_change_places(room: Room) -> None:
    chart = room.planned()
    lines = outline(room, chart).split("\n")
    at = next(at for at, line in enumerate(lines) if line.strip().startswith("g1.2 "))
    block, rest = lines[at : at + 2], lines[:at] + lines[at + 2 :]
    first = next(at for at, line in enumerate(rest) if line.strip().startswith("g1.1 "))
    rewrite(room, chart, "\n".join([*rest[:first], *block, *rest[first:]]))
    assert [code for code in codes(room, chart) if code.startswith("g1.") and code[-1].isdigit()] == ["g1.2", "g1.1"]


def test_discharge_and_outcome_lines_follow_the_text(room: Room) -> None:
    chart = room.planned()
    before = plan_at_hand(room.chart(chart))
    text = outline(room, chart).replace("Evenings that belong to her", "Quiet evenings") + "outcome Friends back\n"
    rewrite(room, chart, text)
    plan = plan_at_hand(room.chart(chart))
    assert [each.text for each in plan.outcomes] == ["Quiet evenings", "Friends back"]
    assert plan.discharge == before.discharge


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("g1.2 ", "g1.7 ", "There is no g1.7 in this plan"),
        ("g1.2 ", "g1.1 ", "g1.1 stands in the text twice"),
    ],
)
def test_codes_that_cannot_be(room: Room, old: str, new: str, said: str) -> None:
    chart = room.planned()
    before = room.chart(chart)
    with pytest.raises(Refused, match=said):
        rewrite(room, chart, outline(room, chart).replace(old, new, 1))
    assert room.chart(chart) == before
