"""How the program's sentences are said aloud."""

from __future__ import annotations

from datetime import date

import pytest

from plantui.cli.line.speech import (
    aloud,
    day_said,
    distance_said,
    full_day_said,
    mark_said,
    question_said,
    sentence,
    spoken,
    together,
)

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("g1.1 marked +1", "g1.1 marked plus 1"),
        ("g1.1 marked -2 in the note of 3 Mar", "g1.1 marked minus 2 in the note of 3 March"),
        ("g2.1 act -> met (reached) on 3 Mar", "g2.1 from active to reached on 3 March"),
        ("Next review Tue 2 Jun 2026 (in 84 d)", "Next review Tuesday 2 June 2026 (in 84 days)"),
        ("goal 7 -> 6 (v3 said 7)", "goal 7 to 6 (version 3 said 7)"),
        ("Item 2 takes 0-3, not 9.", "Item 2 takes 0 to 3, not 9."),
        ("GAD-7 11 on 2026-03-10", "GAD-7 11 on 2026-03-10"),
        ("C-014 mid 30-day plan", "C-014 mid 30-day plan"),
        ("1 d late", "1 day late"),
        ("No such command: zz. : lists them", "No such command: zz. help lists them"),
        ("This is a draft. a x adds an addendum.", "This is a draft. addendum adds one."),
    ],
)
def test_signs_and_abbreviations_become_words(shown: str, said: str) -> None:
    assert spoken(shown) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("C-014  Reyes, Maria   review  4 d late", "C-014, Reyes, Maria, review, 4 days late."),
        ("    g1.1 act  Sleep 6 h", "g1.1 active, Sleep 6 h."),
        ("OPEN WITH", "Open with."),
        ("PLAN v3, signed 12 Dec 2025", "Plan version 3, signed 12 December 2025."),
        ("| Key | What it does |", "Key, What it does."),
        ("| --- | --- |", ""),
        ("### Everywhere", "Everywhere."),
        ("   ", ""),
        ("Nothing found.", "Nothing found."),
    ],
)
def test_rows_become_sentences(row: str, said: str) -> None:
    assert sentence(row) == said


def test_empty_lines_go() -> None:
    assert aloud("A  b\n\n\nC") == "A, b.\nC."


def test_days_and_marks() -> None:
    assert day_said(date(2025, 12, 12), TODAY) == "12 December"
    assert day_said(date(2024, 12, 12), TODAY) == "12 December 2024"
    assert full_day_said(date(2026, 6, 2)) == "Tuesday 2 June 2026"
    assert [distance_said(date(2026, 3, day), TODAY) for day in (6, 9, 10, 11)] == [
        "4 days late",
        "1 day late",
        "today",
        "in 1 day",
    ]
    assert [mark_said(mark) for mark in (2, 0, -1)] == ["plus 2", "0", "minus 1"]
    assert together(["a", "b", "c"]) == "a, b and c"
    assert question_said("Did the client take part? y yes   n not yet:") == "Did the client take part? y yes, n not yet"
