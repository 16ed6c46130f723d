from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.clinical.blanks import NAMES, Blank, blanks, names
from plantui.model.plan import Criterion, Intervention, Outcome
from tests.clinical.build import draft, goal, objective, problem


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stay in {place} until fear halves", ("place",)),
        ("{n=3} times by {by=+12w}", ("n", "by")),
        ("{target:number} of {skill=slow breathing|grounding}", ("target", "skill")),
        ("{n} and {n=3} and { N }", ("n",)),
        ("Invite [person] to [area]", ("person", "area")),
        ("Nothing here", ()),
        ("She said [sic] and [laughs]", ()),
        ("a {} and { } and {3} and {a b}", ()),
        ("{{n}}", ("n",)),
        ("1 -> {target", ()),
        ("[Person] [PERSON]", ()),
    ],
)
def test_blanks_of_a_text(text: str, found: tuple[str, ...]) -> None:
    assert names(text) == found


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_of_the_closed_list_in_both_forms(name: str) -> None:
    assert names(f"x {{{name}}} y") == names(f"x [{name}] y") == (name,)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(name == name.lower() for name in names(text))
    assert set(names(text)) <= set(names(text + " {place}"))


def test_blanks_of_a_plan_in_the_order_of_the_screen() -> None:
    helps = (Intervention(id="g1.1a", code="g1.1a", text="Teach {skill}", who="{person}"),)
    plan = draft(
        orientation="{n}",
        discharge=(Criterion(id="d", text="Below {cutoff}"),),
        outcomes=(Outcome(id="o", text="[date]"),),
        problems=(
            problem(
                goal(
                    objective(text="{n} of {n} by {by}", unit="{times}", label="{behaviour}", interventions=helps),
                    words="[value]",
                    text="{change}",
                ),
                text="{situation}",
                evidence=("{frequency}",),
                strengths=("{support_person}",),
                barriers=("{distance}",),
            ),
        ),
    )
    assert [(blank.code, blank.name) for blank in blanks(plan)] == [
        ("", "n"),
        ("", "cutoff"),
        ("", "date"),
        ("p1", "situation"),
        ("p1", "frequency"),
        ("p1", "support_person"),
        ("p1", "distance"),
        ("g1", "value"),
        ("g1", "change"),
        ("g1.1", "n"),
        ("g1.1", "by"),
        ("g1.1", "behaviour"),
        ("g1.1", "times"),
        ("g1.1a", "skill"),
        ("g1.1a", "person"),
    ]
    assert blanks(plan)[3] == Blank("situation", "p1", "p1")
    assert blanks(draft(objective())) == ()
