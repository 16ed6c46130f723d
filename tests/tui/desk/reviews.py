"""What a review on the screen stands at, for the tests of its keys."""

from __future__ import annotations

from tests.tui.seat import Seat

from plantui.model.chart import Chart
from plantui.tui.desk.review import ReviewPage

REYES = ("c", "rey", "enter", "r")


def chart_of(at: Seat, code: str) -> Chart:
    found = next(each for each in at.desk.practice.summaries() if each.code == code)
    return at.desk.practice.chart(found.chart)


def page_of(at: Seat) -> ReviewPage:
    page = at.desk.state.page
    assert isinstance(page, ReviewPage)
    return page


def here(at: Seat) -> str:
    """The code under the cursor; empty behind the last objective."""
    page = page_of(at)
    lines = page.card(at.desk).lines
    return lines[page.cursor].objective.code if page.cursor < len(lines) else ""


def marks(at: Seat) -> dict[str, object]:
    return {each.objective.code: each.mark for each in page_of(at).card(at.desk).lines}
