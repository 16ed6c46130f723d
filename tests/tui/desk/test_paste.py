"""Pasted text is typed where text goes and refused elsewhere; it is never read as keys."""

from __future__ import annotations

import pytest
from tests.tui.desk.test_cancel import STATES
from tests.tui.seat import Seat

from plantui.model.codec import to_tables

# Lines that would do damage as keys: remove, sign, leave.
PASTED = "d\nS\nq\ny\nreyes\r\n\x1b[A\x1b" + "x" * 10_000 + "\ny"
TAKES_TEXT = {"a new line", "a faulty line", "an edited line", "a client", "a filter", "a review date", "a reason"}
TAKES_TEXT |= {"a day", "a code", "the finder", "help", "help while typing", "help searched", "every key"}
TAKES_TEXT |= {"help on the glance page"}


@pytest.mark.parametrize("state", STATES)
def test_a_paste_changes_no_chart(demo: Seat, state: str) -> None:
    demo.press(*STATES[state])
    before = {chart.chart: to_tables(demo.room.chart(chart.chart)) for chart in demo.room.practice.summaries()}
    client, done = demo.desk.state.client, demo.desk.done
    demo.desk.paste(PASTED)
    assert {chart: to_tables(demo.room.chart(chart)) for chart in before} == before
    assert demo.desk.done == done
    if state not in TAKES_TEXT:
        assert demo.said.removesuffix(" n starts a note.") == "Pasted text ignored here."
        assert demo.desk.state.client == client


def test_in_a_line_line_ends_become_spaces(demo: Seat) -> None:
    demo.press("2 a o")
    demo.desk.paste("Walk daily\nby the\r\nriver")
    assert demo.desk.state.line.field.text == "Walk daily by the river"


def test_in_a_search_only_the_first_line_counts(demo: Seat) -> None:
    demo.press("c")
    demo.desk.paste("rey\nosei")
    assert demo.desk.state.finder.field.text == "rey"


def test_ten_thousand_letters_are_kept_whole(draft: Seat) -> None:
    draft.press("a o")
    text = ("walk the dog " * 800).strip()
    draft.desk.paste(text)
    assert all(len(row) <= 120 for row in draft.screen().split("\n"))
    draft.press("enter")
    assert draft.desk.shown.place().node.text == text
