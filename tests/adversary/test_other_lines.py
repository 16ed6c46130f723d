"""The other things that are typed: notes, headers, blanks, filters, outlines, palette lines, dates with reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.quickentry.blanks import ask_order, fill, parse_blanks, print_blank
from plantui.quickentry.change import parse_change
from plantui.quickentry.export import parse_export, print_export
from plantui.quickentry.faults import LineFault
from plantui.quickentry.filters import parse_filter, print_filter
from plantui.quickentry.header import parse_header, print_header
from plantui.quickentry.line import LINE_KINDS, parse_plan_line
from plantui.quickentry.note import parse_note, read_note
from plantui.quickentry.outline import parse_outline, print_outline
from plantui.quickentry.palette import parse_command, print_command
from plantui.quickentry.reading import preview
from plantui.quickentry.when import parse_when, print_when
from tests.adversary.lines import GOOD, LEXICON, soup

BLANKS = ["{n}", "{n:number=3|4|5}", "{measure}", "{ }", "{n:}", "{n=}", "{", "}", "{{n}}", "{a|b|c}", "{n:text=x}"]
NOTES = ["hw: log", "next:", "NEXT: bring the log", "#g1.1+", "#1.1++", "#1.1 =", "@phq9 12", "@PHQ-9=1,1,2", "off: x"]
Pair = tuple[Callable[[str], Any], Callable[[Any], str]]
PAIRS: dict[str, Pair] = {
    "filter": (lambda text: parse_filter(text, LEXICON), print_filter),
    "filter without a day": (parse_filter, print_filter),
    "header": (lambda text: parse_header(text, LEXICON), print_header),
    "when": (lambda text: parse_when(text, LEXICON), print_when),
    "export": (parse_export, print_export),
    "outline": (lambda text: parse_outline(text, LEXICON), lambda lines: print_outline(lines, LEXICON)),
}


def outcome(parse: Callable[[str], Any], text: str) -> Any:
    """What a parser makes of a text: a value or a fault. Anything else goes through."""
    try:
        return parse(text)
    except LineFault as fault:
        return fault


def judge_fault(fault: LineFault, text: str) -> None:
    """A fault lies in the text and says something that can be shown."""
    line = text.split("\n")[fault.line - 1] if fault.line else text
    assert fault.message
    assert 0 <= fault.start <= fault.end <= max(len(line), 1), f"{fault!r} in {line!r}"
    assert not any(ord(char) < 32 or ord(char) == 127 for char in fault.message)


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same; the lines of an outline may stand on other lines."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if hasattr(one, "line_number"):
        return bool((one.level, one.kind, one.value, one.code) == (other.level, other.kind, other.value, other.code))
    return bool(one == other)


@pytest.mark.parametrize("what", PAIRS)
@settings(max_examples=200)
@given(text=soup())
def test_any_words_read_or_fault_and_print_back(what: str, text: str) -> None:
    parse, write = PAIRS[what]
    found = outcome(parse, text)
    if isinstance(found, LineFault):
        judge_fault(found, text)
        return
    printed = write(found)
    again = outcome(parse, printed)
    if what == "when" and found.date is not None:
        assert (again.date, again.reason) == (found.date, found.reason)
    else:
        assert same(again, found), f"{text!r} prints as {printed!r}, which reads as {again!r}, not {found!r}"


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 5), soup() | st.sampled_from([line for _, line in GOOD])), max_size=6))
def test_any_outline(rows: list[tuple[int, str]]) -> None:
    text = "\n".join(" " * indent + line for indent, line in rows)
    found = outcome(lambda given: parse_outline(given, LEXICON), text)
    if isinstance(found, LineFault):
        for fault in getattr(found, "faults", (found,)):
            assert fault.line >= 1
        return
    assert same(parse_outline(print_outline(found, LEXICON), LEXICON), found)


@settings(max_examples=200)
@given(st.lists(soup() | st.sampled_from(NOTES), max_size=6).map("\n".join))
def test_a_note_may_hold_anything(text: str) -> None:
    reading = parse_note(text, LEXICON)
    for remark in (*reading.notices, *reading.faults):
        assert 0 <= remark.start <= remark.end <= len(text)
    assert all(isinstance(row, str) and "\n" not in row for row in read_note(reading, LEXICON))
    assert all(-2 <= mark <= 2 for mark in reading.marks.values())


@settings(max_examples=200)
@given(st.lists(st.sampled_from(BLANKS) | soup(), max_size=5).map("".join), st.booleans())
def test_blanks_come_apart_and_together(text: str, defaults: bool) -> None:
    parts = parse_blanks(text)
    assert "".join(piece if isinstance(piece, str) else print_blank(piece) for piece in parts.pieces) is not None
    assert fill(text, {}, defaults=False) == fill(fill(text, {}, defaults=False), {}, defaults=False)
    names = [blank.name for blank in ask_order(text, text)]
    assert len(names) == len(set(names))
    filled = fill(text, dict.fromkeys(names, "x"), defaults=defaults)
    assert not parse_blanks(filled).blanks


@settings(max_examples=200)
@given(soup())
def test_any_palette_line(text: str) -> None:
    found = outcome(parse_command, text)
    if isinstance(found, LineFault):
        judge_fault(found, text)
        return
    for command in found:
        (again,) = parse_command(print_command(command))
        assert (again.verb, again.args) == (command.verb, command.args)


@settings(max_examples=200)
@given(st.sampled_from(GOOD), soup(), st.booleans())
def test_any_edit_of_a_line(good: tuple[str, str], typed: str, appended: bool) -> None:
    kind, line = good
    before = parse_plan_line(kind, line, LEXICON)
    text = "; " + typed if appended else typed
    found = outcome(lambda given: parse_change(kind, given, before, LEXICON, version=3), text)
    if not isinstance(found, LineFault):
        assert bool(found.fields) == bool(found.difference)


@settings(max_examples=200)
@given(st.sampled_from(LINE_KINDS), soup())
def test_any_preview(kind: str, typed: str) -> None:
    shown = preview(kind, typed, LEXICON, "g1.1")
    assert bool(shown.lines) or not typed.strip()
    assert all("\n" not in line for line in shown.lines)
