from __future__ import annotations

from plantui.clinical.marks import latest_mark, marks
from plantui.model.review import ReviewLine
from tests.clinical.build import TODAY, chart, day, in_force, marked, note, objective, quick, review

PLAN = in_force(objective(), objective("g1.2"))


def test_marks_come_from_notes_quick_marks_and_signed_reviews_newest_first() -> None:
    third, first = note(day("3 mar"), marked("g1.1", 1)), note(day("1 feb"), "g1.1", signed=False)
    whole = chart(
        PLAN,
        notes=(first, third, note(TODAY, marked("g1.2", -1))),
        progress=(quick("g1.1", 2, day("4 mar")), quick("g1.2", 0, TODAY)),
        reviews=(
            review(day("15 feb"), ReviewLine(objective="g1.1", mark=-1), ReviewLine(objective="g1.2", mark=1)),
            review(day("5 mar"), ReviewLine(objective="g1.1", mark=2), signed=False),
            review(day("6 mar"), ReviewLine(objective="g1.1")),
        ),
    )
    found = [(mark.day, mark.mark, mark.note_id, str(mark.source)) for mark in marks(whole, "g1.1")]
    assert found == [
        (day("4 mar"), 2, None, "quick"),
        (day("3 mar"), 1, third.id, "note"),
        (day("15 feb"), -1, None, "review"),
        (day("1 feb"), None, first.id, "note"),
    ]
    assert latest_mark(whole, "g1.2") == marks(whole, "g1.2")[0]


def test_a_touch_without_a_mark_is_not_the_latest_mark() -> None:
    whole = chart(PLAN, notes=(note(day("1 mar"), marked("g1.1", 0)), note(TODAY, "g1.1")))
    found = latest_mark(whole, "g1.1")
    assert found is not None
    assert (found.day, found.mark) == (day("1 mar"), 0)
    assert latest_mark(whole, "g1.2") is None
    assert marks(whole, "nobody") == ()
