from __future__ import annotations

from datetime import date

import pytest

from plantui.quickentry import LineFault
from plantui.quickentry.event import KINDS, EventLine, parse_event
from tests.quickentry.vocabulary import LEXICON


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("crisis", EventLine("crisis")),
        ("Crisis yesterday", EventLine("crisis", date(2026, 3, 9))),
        ("hospital stay 2 mar; two nights, home now", EventLine("hospital", date(2026, 3, 2), "two nights, home now")),
        ("hospital on 2 mar two nights", EventLine("hospital", date(2026, 3, 2), "two nights")),
        ("loss: her father", EventLine("loss", None, "her father")),
        ("life event; moved to another town", EventLine("life-event", None, "moved to another town")),
        (
            "life event 2026-03-01, first job; full time",
            EventLine("life-event", date(2026, 3, 1), "first job; full time"),
        ),
        ("missed visits three in a row", EventLine("missed-visits", None, "three in a row")),
        ("goal met today", EventLine("goal-met", date(2026, 3, 10))),
        ("worse since the move", EventLine("worsening", None, "since the move")),
    ],
)
def test_what_a_line_says(text: str, read: EventLine) -> None:
    assert parse_event(text, LEXICON) == read


@pytest.mark.parametrize(("text", "unfinished"), [("", True), ("cri", True), ("holiday", False), ("crisisline", False)])
def test_a_line_begins_with_what_happened(text: str, unfinished: bool) -> None:
    with pytest.raises(LineFault) as caught:
        parse_event(text, LEXICON)
    assert caught.value.code == "Y1"
    assert caught.value.unfinished is unfinished
    assert "crisis, relapse, loss" in caught.value.message


def test_a_day_ahead_is_no_day_of_an_event() -> None:
    with pytest.raises(LineFault) as caught:
        parse_event("crisis 30 dec 2026 planned", LEXICON)
    assert (caught.value.code, caught.value.start) == ("D5", 7)


@pytest.mark.parametrize("word", KINDS)
def test_every_word_is_a_kind_of_the_chart(word: str) -> None:
    from plantui.model.event import EventKind

    assert EventKind(parse_event(word, LEXICON).kind)
