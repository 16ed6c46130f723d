from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.quickentry import BLANK_NAMES, Blank, ask_order, fill, parse_blanks, print_blank
from plantui.quickentry.blanks import bracketed


def only(text: str) -> Blank:
    (blank,) = parse_blanks(text).blanks
    return blank


@pytest.mark.parametrize(
    ("typed", "blank"),
    [
        ("{n=3}", Blank(name="n", type="number", default="3", end=5)),
        ("{by=+8w}", Blank(name="by", type="date", default="+8w", end=8)),
        (
            "{skill=slow breathing|grounding|walking}",
            Blank(
                name="skill",
                default="slow breathing",
                options=("slow breathing", "grounding", "walking"),
                end=40,
            ),
        ),
        ("{baseline}", Blank(name="baseline", type="number", end=10)),
        ("{target:number}", Blank(name="target", type="number", end=15)),
        ("{value:text=a lot}", Blank(name="value", type="text", default="a lot", end=18)),
        ("{setting|home|work}", Blank(name="setting", options=("home", "work"), end=19)),
        ("{base}", Blank(name="baseline", type="number", end=6)),
        ("{ Goal }", Blank(name="target", type="number", end=8)),
        ("{measure}", Blank(name="measure", type="measure", end=9)),
        ("{frequency}", Blank(name="frequency", type="freq", end=11)),
        ("{client}", Blank(name="client", end=8)),
    ],
)
def test_read(typed: str, blank: Blank) -> None:
    assert only(typed) == blank
    assert only(print_blank(blank)).default == blank.default
    again = only(print_blank(blank))
    assert (again.name, again.type, again.options) == (blank.name, blank.type, blank.options)


def test_the_closed_list() -> None:
    assert len(BLANK_NAMES) == len(set(BLANK_NAMES)) == 44
    assert {"cutoff", "date2", "prescriber", "problem", "service", "skill", "by"} <= set(BLANK_NAMES)
    for name in BLANK_NAMES:
        assert only(f"{{{name}}}").name == name


def test_pieces_make_the_text() -> None:
    text = "Sleep {hours=6} h or more on {target} nights"
    read = parse_blanks(text)
    assert [piece if isinstance(piece, str) else piece.name for piece in read.pieces] == [
        "Sleep ",
        "hours",
        " h or more on ",
        "target",
        " nights",
    ]
    assert [text[blank.start : blank.end] for blank in read.blanks] == ["{hours=6}", "{target}"]
    assert read.names == ("hours", "target")


@pytest.mark.parametrize(
    ("text", "code", "marked", "suggestion"),
    [
        ("x {targt} y", "B1", "{targt}", "target"),
        ("x {zebra}", "B1", "{zebra}", None),
        ("x {n:colour}", "B2", "colour", None),
        ("x {!}", "B1", "{!}", None),
    ],
)
def test_braces_that_hold_no_blank_stay_text(text: str, code: str, marked: str, suggestion: str | None) -> None:
    read = parse_blanks(text)
    assert read.blanks == ()
    assert read.pieces == (text,)
    (fault,) = read.faults
    assert (fault.code, fault.suggestion) == (code, suggestion)
    assert text[fault.start : fault.end] == marked


def test_fill() -> None:
    text = "Sleep {hours=6} h on {target} nights, {client} says; again {target}"
    assert fill(text, {"goal": "5", "client": "Maria"}) == "Sleep 6 h on 5 nights, Maria says; again 5"
    assert fill(text, {"hours": "7"}) == "Sleep 7 h on {target} nights, {client} says; again {target}"
    assert fill(text, {"hours": ""}) == "Sleep 6 h on {target} nights, {client} says; again {target}"
    assert fill("{n=3} {by=+8w}", {}, defaults=False) == "{n=3} {by=+8w}"
    assert fill("", {}) == ""


def test_a_value_is_not_read_for_blanks_again() -> None:
    assert fill("{client} {n}", {"client": "{n}", "n": "3"}) == "{n} 3"


def test_the_order_of_asking() -> None:
    text = "Sleep {hours=6} hours or more on {target} nights a week within {weeks} weeks for {client}"
    metric = '"nights per week" {baseline} -> {target} by +{weeks=8}w'
    asked = ask_order(text, metric)
    assert [blank.name for blank in asked] == ["hours", "client", "baseline", "target", "weeks"]
    assert asked[4].default == "8"
    assert [blank.name for blank in ask_order("{n} and {n=2} and {n}")] == ["n"]
    assert ask_order("{n} and {n=2}")[0].default == "2"


@given(st.text(alphabet="{}|=:n a3targetbase", max_size=60))
def test_any_text_comes_apart_and_together(text: str) -> None:
    read = parse_blanks(text)
    assert "".join(piece if isinstance(piece, str) else text[piece.start : piece.end] for piece in read.pieces) == text


def test_blanks_are_read_as_words_in_a_list() -> None:
    said = bracketed("Walk {minutes=20} minutes with {support_person} from {baseline}; {no such}.")
    assert said == "Walk [20] minutes with [support person] from [baseline]; {no such}."
