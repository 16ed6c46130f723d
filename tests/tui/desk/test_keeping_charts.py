"""The plan pane tells how long the chart of an ended treatment is kept."""

from __future__ import annotations

from tests.tui.seat import Seat


def test_an_ended_treatment_shows_its_date(demo: Seat) -> None:
    assert "Keep until" not in demo.screen()
    demo.press("d").type("moved away").press("enter")
    demo.press("/").type("closed").press("enter")
    screen = demo.screen()
    assert "Keep until 10 Mar 2033 (7 years after the last service on 10 Mar 2026)" in screen
