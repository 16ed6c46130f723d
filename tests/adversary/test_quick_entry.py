"""Whatever is typed: a value, or a fault that says what is wrong and where. And what is printed reads back."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plantui.quickentry.dates import parse_date
from plantui.quickentry.faults import LineFault, caret_line
from plantui.quickentry.line import LINE_KINDS, AnyLine, parse_plan_line, print_line
from tests.adversary.lines import GOOD, LEXICON, slips, soup


def read(kind: str, text: str) -> AnyLine | LineFault:
    """The line, or its fault. Anything else goes through."""
    try:
        return parse_plan_line(kind, text, LEXICON)
    except LineFault as fault:
        return fault


def judge(kind: str, text: str) -> None:
    """A fault must help; a value must survive being printed and read."""
    found = read(kind, text)
    if isinstance(found, LineFault):
        assert found.message
        assert 0 <= found.start <= found.end <= len(text), f"{found!r} does not lie in {text!r}"
        assert "\n" not in found.message
        assert len(found.message) < 300
        assert not any(ord(char) < 32 or ord(char) == 127 for char in found.message), found.message
        assert caret_line(found, text).strip(" ").strip("^") == ""
        return
    printed = print_line(found, LEXICON)
    again = read(kind, printed)
    assert again == found, f"{text!r} prints as {printed!r}, which reads as {again!r}, not {found!r}"
    assert print_line(found, LEXICON) == printed
    for notice in found.notices:
        assert 0 <= notice.start <= notice.end <= len(text)


@settings(max_examples=300)
@given(st.sampled_from(LINE_KINDS), soup())
def test_any_words(kind: str, text: str) -> None:
    judge(kind, text)


@settings(max_examples=300)
@given(slips())
def test_slips_in_good_lines(slip: tuple[str, str]) -> None:
    judge(*slip)


@settings(max_examples=100)
@given(st.sampled_from(LINE_KINDS), st.text(max_size=40))
def test_any_text(kind: str, text: str) -> None:
    judge(kind, text)


@pytest.mark.parametrize(("kind", "line"), GOOD)
def test_every_beginning_of_a_line_is_read_while_it_is_typed(kind: str, line: str) -> None:
    for length in range(len(line) + 1):
        judge(kind, line[:length])
    assert not isinstance(read(kind, line), LineFault)


@pytest.mark.parametrize("kind", LINE_KINDS)
@pytest.mark.parametrize("piece", ["a", " ", ";", '"', "->", "1 ", "- ", "; by ", "9 -> ", "(", "é ", "every ", "(("])
def test_ten_thousand_characters_are_read_without_a_long_pause(kind: str, piece: str) -> None:
    read(kind, (piece * 10_000)[:10_000])
    read(kind, "PHQ-9 18 -> 9 " + (piece * 10_000)[:10_000])


@settings(max_examples=300)
@given(soup(), st.sampled_from(["future", "past"]))
@example("review", "past")
def test_any_date(text: str, direction: str) -> None:
    try:
        day = parse_date(text, LEXICON, direction)
    except LineFault as fault:
        found: LineFault | None = fault
    else:
        found = None
        assert day >= LEXICON.today if direction == "future" else day <= LEXICON.today
    if found is not None and found.suggestion is not None and found.code != "D3":
        parse_date(found.suggestion, LEXICON, direction)
