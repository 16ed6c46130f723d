from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.quickentry.quotes import (
    clean,
    inside,
    masked,
    protected,
    quotations,
    quoted,
    segments,
    self_contained,
    unprotected,
)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("a; b ;c", ["a", "b", "c"]),
        ('a "b; c"; d', ['a "b; c"', "d"]),
        ("“a; b”; c", ["“a; b”", "c"]),
        ('5" step; 6" step', ['5" step', '6" step']),
        ('say "a; b', ['say "a', "b"]),
        ('"a ""b; c"" d"; e', ['"a ""b; c"" d"', "e"]),
        ("", [""]),
        (";;", ["", "", ""]),
    ],
)
def test_segments(line: str, parts: list[str]) -> None:
    found = segments(line)
    assert [part.text for part in found] == parts
    assert all(line[part.start : part.end] == part.text for part in found)


def test_quotations() -> None:
    (first, second) = quotations('a "b ""c""" (“d; "e” f')
    assert (first.inner, second.inner) == ('b "c"', 'd; "e')


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('"I want more"', '"I want more"'),
        ('"a; b"', "a; b"),
        ('"a ""b; c"" d; e"', 'a "b; c" d; e'),
        ('"a ""b; c"" d"', '"a ""b; c"" d"'),
        ('"""a; b"""', '"a; b"'),
        ('""', ""),
        ('" a "', " a "),
        ('"a" and "b"', '"a" and "b"'),
        ('"say ""no"', 'say "no'),
    ],
)
def test_marks_come_off_where_they_protect(typed: str, text: str) -> None:
    assert unprotected(typed) == text


@given(st.text(alphabet='ab ;"“”5(', min_size=1, max_size=30))
def test_every_text_has_a_spelling(text: str) -> None:
    spelling = protected(text)
    assert unprotected(spelling) == text
    assert self_contained(spelling)
    assert [part.text for part in segments(f'{spelling}; "x; y"')] == [spelling, '"x; y"']
    assert inside(quoted(text)) == text


@given(st.text(max_size=40))
def test_masks_and_cleaning_keep_the_places(text: str) -> None:
    assert len(masked(text)) == len(clean(text)) == len(text)
    assert not any(ord(char) < 32 for char in clean(text))
