from __future__ import annotations

import pytest

from plantui.quickentry import LineFault, ObjectiveLine, caret_line, parse_objective
from tests.quickentry.vocabulary import LEXICON, but, place

# code, typed, the marked place, message: the messages of the design first
FAULTS = [
    ("O1", "PHQ9 -> 9", "->", "From what? PHQ-9 18 -> 9, or ? -> 9 to use the next score"),
    ("O2", "PHQ-9 40 -> 9", "40", "PHQ-9 goes from 0 to 27"),
    ("O4", "PHQ-9 9 -> 9", "9 -> 9", "Baseline and goal are the same"),
    (
        "O5",
        "Walk daily; blue",
        "blue",
        '"blue" is not a date, status, cadence or measure. Text goes before the first ;',
    ),
    ("O6", "; by fri", "", "What should change? Start with words or a measure"),
    ("D1", "PHQ-9 18 -> 9 by frday", "frday", "Not a date: frday. Did you mean fri (Fri 13 Mar)?"),
    ("D2", "Walk; by +12", "+12", "12 what? +12d, +12w or +12m"),
    ("D3", "Walk by feb 30", "feb 30", "There is no 30 February. Did you mean 28 feb (Sun 28 Feb 2027)?"),
    ("D5", "PHQ-9 18 -> 9 by -2w", "-2w", "That is in the past (24 Feb). Due dates lie ahead"),
    ("D6", "Walk; by review", "review", "This plan has no review date yet. w sets one"),
    ("O1", "PHQ-9 to 9", "to", "From what? PHQ-9 18 -> 9, or ? -> 9 to use the next score"),
    ("O1", "WHO-5 -> 60", "->", "From what? WHO-5 33 -> 60, or ? -> 60 to use the next score"),
    ("O1", "Calls -> 3", "->", "From what? Calls 6 -> 3, or ? -> 3 to use the next score"),
    ("O1", '"calls" -> 3', "->", 'From what? "calls" 6 -> 3, or ? -> 3 to use the next score'),
    ("O1", "-> 7", "->", "From what? 14 -> 7, or ? -> 7 to use the next score"),
    ("O1", "Walk; -> 7", "-> 7", "From what? Walk 2 -> 7, or ? -> 7 to use the next score"),
    ("O1", "PHQ-9 18 -> low", "->", "To what? PHQ-9 18 -> 9"),
    ("O1", "PHQ-9 18 -> ?", "?", "To what? PHQ-9 18 -> 9"),
    ("O2", "PHQ-9 18 -> 28", "28", "PHQ-9 goes from 0 to 27"),
    ("O2", "PHQ-9 18 -> 9; -> 30", "30", "PHQ-9 goes from 0 to 27"),
    ("O2", "PHQ-9 18 -> 9; 30 -> 9", "30", "PHQ-9 goes from 0 to 27"),
    ("O2", "WHODAS 2.0 (12) -5 -> 3", "-5", "WHODAS 2.0 (12) starts at 0"),
    ("O4", "PHQ-9 18 -> 9; -> 18", "18", "Baseline and goal are the same"),
    ("O5", "Walk; every now and then", "every now and then", None),
    ("O5", "Walk; every 0w", "every 0w", None),
    ("O5", "Walk; PHQ-9", "PHQ-9", None),
    ("O5", "Walk; she says PHQ-9 18 -> 9", "she says PHQ-9 18 -> 9", None),
    ("O6", "5 -> 1", "5 -> 1", "What should change? Start with words or a measure"),
    ("O6", "by fri", "by fri", None),
    ("O7", "PHQ-9 18 -> 12 -> 9", "12 -> 9", None),
    ("D1", "Walk; by frday", "frday", "Not a date: frday. Did you mean fri (Fri 13 Mar)?"),
    ("D1", "Walk; by fri or so", "fri or so", None),
]


@pytest.mark.parametrize(("code", "typed", "marked", "message"), FAULTS)
def test_faults(code: str, typed: str, marked: str, message: str | None) -> None:
    with pytest.raises(LineFault) as raised:
        parse_objective(typed, LEXICON)
    fault = raised.value
    assert fault.code == code
    assert place(fault, typed) == marked
    assert not fault.unfinished
    if message is not None:
        assert fault.message == message


def test_d4_in_a_line() -> None:
    typed = "Walk by 3/4"
    with pytest.raises(LineFault) as raised:
        parse_objective(typed, but(date_order=None))
    assert (raised.value.code, place(raised.value, typed)) == ("D4", "3/4")


def test_the_carets_stand_under_the_fault() -> None:
    typed = "日本 ; blue"
    with pytest.raises(LineFault) as raised:
        parse_objective(typed, LEXICON)
    assert caret_line(raised.value) == "     ^^^^"
    assert caret_line(raised.value, typed) == "       ^^^^"


@pytest.mark.parametrize(
    "typed",
    ["", "   ", ";", "PHQ-9 18 ->", "PHQ-9 18 -> ", "PHQ-9 ->", "PHQ-9 18 -> 9 by ", "Walk; by", "Walk; client"],
)
def test_unfinished_lines_are_not_scolded(typed: str) -> None:
    with pytest.raises(LineFault) as raised:
        parse_objective(typed, LEXICON)
    assert raised.value.unfinished


def test_o3_is_a_notice() -> None:
    line = parse_objective("PHG-9 18 -> 9", LEXICON)
    assert line == ObjectiveLine(text="PHG-9", label="PHG-9", baseline=18, target=9)
    (notice,) = line.notices
    assert notice.code == "O3"
    assert notice.message == 'Kept as your own count "PHG-9". Did you mean PHQ-9? (Tab)'
    assert (notice.start, notice.end, notice.suggestion) == (0, 5, "PHQ-9")


def test_o3_names_the_word_and_its_place() -> None:
    typed = "Lower mood; phq8 18 -> 9"
    (notice,) = parse_objective(typed, LEXICON).notices
    assert typed[notice.start : notice.end] == "phq8"


@pytest.mark.parametrize(
    "typed", ["Ask for help 1 -> 3", "Panic attacks 5 -> 1", "Rows at home 4 -> 1", '"phg9" 3 -> 1']
)
def test_o3_leaves_ordinary_words_alone(typed: str) -> None:
    assert parse_objective(typed, LEXICON).notices == ()


def test_a_slip_in_a_trailing_date_is_noticed() -> None:
    line = parse_objective("Name three signs by frday", LEXICON)
    assert line.text == "Name three signs by frday"
    (notice,) = line.notices
    assert (notice.code, notice.suggestion) == ("D1", "fri")
