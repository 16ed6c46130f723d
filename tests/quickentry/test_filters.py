from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.quickentry import Filter, FilterTerm, LineFault, parse_filter, print_filter
from plantui.quickentry.filters import FILTER_KEYS, FLAGS
from tests.quickentry.vocabulary import LEXICON, place


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("/overdue dx:F41", (FilterTerm(flag="overdue"), FilterTerm(key="dx", op=":", value="F41"))),
        ("/due<14d !unsigned", (FilterTerm(key="due", op="<", value="14d"), FilterTerm(flag="unsigned", negated=True))),
        ("/rey", (FilterTerm(word="rey"),)),
        ("", ()),
        ("/", ()),
        ("! !!", ()),
        ("!rey Today", (FilterTerm(word="rey", negated=True), FilterTerm(flag="today"))),
        ('"today" "van der"', (FilterTerm(word="today"), FilterTerm(word="van der"))),
        ('payer:"Blue Cross"', (FilterTerm(key="payer", op=":", value="Blue Cross"),)),
        ("!tag:group", (FilterTerm(key="tag", op=":", value="group", negated=True),)),
        ("DUE>2weeks", (FilterTerm(key="due", op=">", value="2w"),)),
        ("next:fri", (FilterTerm(key="next", op=":", value=date(2026, 3, 13)),)),
        ('due<"12 may"', (FilterTerm(key="due", op="<", value=date(2026, 5, 12)),)),
        ("due<2026-03-01", (FilterTerm(key="due", op="<", value=date(2026, 3, 1)),)),
        ("due<-3d", (FilterTerm(key="due", op="<", value="-3d"),)),
        ("colour:blue", (FilterTerm(word="colour:blue"),)),
        ("C-014", (FilterTerm(word="C-014"),)),
    ],
)
def test_read(typed: str, terms: tuple[FilterTerm, ...]) -> None:
    read = parse_filter(typed, LEXICON)
    assert read == Filter(terms)
    assert parse_filter(print_filter(read), LEXICON) == read


def test_without_a_lexicon_days_stay_words() -> None:
    assert parse_filter("due:fri due<14d").terms == (
        FilterTerm(key="due", op=":", value="fri"),
        FilterTerm(key="due", op="<", value="14d"),
    )


@pytest.mark.parametrize(
    ("typed", "code", "marked"),
    [
        ("rey due<", "F1", "due<"),
        ("dx:", "F1", "dx:"),
        ("!tag:", "F1", "tag:"),
        ("tag<group", "F2", "tag<"),
        ("due<frday", "D1", "frday"),
    ],
)
def test_faults(typed: str, code: str, marked: str) -> None:
    with pytest.raises(LineFault) as raised:
        parse_filter(typed, LEXICON)
    assert raised.value.code == code
    assert place(raised.value, typed) == marked


def test_the_words_to_look_for() -> None:
    assert parse_filter("rey !ana overdue").words == ("rey",)


PIECES = [
    *FLAGS,
    *(f"{key}:" for key in FILTER_KEYS),
    "due<",
    "14d",
    " ",
    " ",
    "!",
    '"',
    "“",
    "rey",
    ";",
    "/",
    "é",
    "F41",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_reads_prints_and_reads_back(typed: str) -> None:
    try:
        read = parse_filter(typed, LEXICON)
    except LineFault as fault:
        read, ends = Filter(), (fault.start, fault.end)
    else:
        ends = (0, 0)
    assert 0 <= ends[0] <= ends[1] <= len(typed)
    assert parse_filter(print_filter(read), LEXICON) == read


def test_a_key_without_a_value_is_unfinished() -> None:
    with pytest.raises(LineFault) as raised:
        parse_filter("due<", LEXICON)
    assert raised.value.unfinished
