from __future__ import annotations

import pytest

from plantui.clinical.drift import coverage, drift, notes_since, off_plan_topics
from plantui.model.note import VisitKind
from tests.clinical.build import TODAY, chart, day, draft, in_force, note, objective, review

PLAN = in_force(objective(), since=day("1 jan"))


def notes(pattern: str, **more):
    """One note a day from 1 Feb: x touches the plan, o does not, m is a missed visit."""
    return tuple(
        note(
            day(f"{at} feb"),
            *(("g1.1",) if letter == "x" else ()),
            kind=VisitKind.MISSED if letter == "m" else VisitKind.INDIVIDUAL,
        )
        for at, letter in enumerate(pattern, 1)
    )


@pytest.mark.parametrize(
    ("pattern", "off"),
    [
        ("", 0),
        ("o", 1),
        ("ooo", 3),
        ("ooxxxxx", 0),
        ("xxxxxxooo", 3),
        ("oooooxxooo", 3),
        ("oxoxo", 3),
        ("xoxox", 2),
        ("ooooooo", 5),
        ("ommmmmx", 1),
    ],
)
def test_drift_counts_the_last_five_kept_visits(pattern: str, off: int) -> None:
    assert drift(chart(PLAN, notes=notes(pattern))) == off


def test_before_a_plan_is_signed_there_is_nothing_to_drift_from() -> None:
    assert drift(chart(draft(objective()), notes=notes("ooooo"))) == 0
    assert drift(chart(notes=notes("ooooo"))) == 0
    later = in_force(objective(), since=day("4 feb"), number=2)
    assert drift(chart(later, notes=notes("ooooo"))) == 2
    assert drift(chart(PLAN, later, notes=notes("ooooo"))) == 5


def test_coverage_is_of_the_notes_since_the_last_review() -> None:
    whole = chart(PLAN, notes=notes("ooxxoxm"), reviews=(review(day("2 feb")), review(TODAY, signed=False)))
    assert coverage(whole) == (3, 4)
    assert coverage(chart(PLAN, notes=notes("ooxxoxm"))) == (3, 6)
    assert coverage(chart(PLAN, notes=notes("x"), reviews=(review(day("1 feb")),))) == (0, 0)
    assert len(notes_since(whole, day("3 feb"))) == 3
    assert len(notes_since(whole, None)) == 6


def test_off_plan_topics_are_counted_by_note_and_text() -> None:
    written = (
        note(day("1 feb"), off=("work", "work")),
        note(day("3 mar"), off=("work", "money")),
        note(day("4 mar"), off=("Work",)),
        note(TODAY, off=("work",)),
    )
    assert off_plan_topics(chart(PLAN, notes=written)) == (("work", 3), ("Work", 1), ("money", 1))
    since = chart(PLAN, notes=written, reviews=(review(day("1 feb")),))
    assert off_plan_topics(since) == (("work", 2), ("Work", 1), ("money", 1))
    assert off_plan_topics(chart()) == ()
