"""Names are shown as the privacy mode allows, on every page and in every message."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

PLACES = {
    "main": (),
    "the plan": ("2",),
    "the queue": ("3",),
    "glance": ("enter",),
    "findings": ("g p",),
    "the finder": ("c",),
    "the signature": ("2 e", "; -> 5", "enter S"),
    "undo": ("2 + u",),
    "undo elsewhere": ("2 + 1 G u",),
    "a filter": ("/",),
    "a review date": ("w",),
    "closing": ("d",),
    "sorted": ("z s",),
    "a bulk question": ("* w", "+4w", "enter"),
    "an export": ("x p",),
    "help": ("a c f1",),
    "a prompt": ("a c",),
}


@pytest.mark.parametrize("mode", ["initials", "codes"])
@pytest.mark.parametrize("place", PLACES)
def test_no_name_is_shown(demo: Seat, mode: str, place: str) -> None:
    demo.press("z p" if mode == "initials" else "z p z p").press(*PLACES[place])
    screen = demo.screen()
    for summary in demo.room.practice.summaries():
        # A word of a plan may be a name as well; the title row and the lists are where a client is named.
        assert f"{summary.family}," not in screen, summary.code
        assert f"{summary.given} {summary.family}" not in screen, summary.code


@pytest.mark.parametrize("mode", ["initials", "codes"])
def test_a_new_client_is_not_named_either(demo: Seat, mode: str) -> None:
    demo.press("z p" if mode == "initials" else "z p z p", "a c", "Vega, Luz", "enter")
    assert "Vega" not in demo.screen()
    assert "C-100" in demo.said
    demo.press("u")
    assert "Vega" not in demo.screen()
    assert demo.said.startswith("Undone: C-100")
    demo.press("U")
    assert "Vega" not in demo.screen()


def test_it_goes_round(demo: Seat) -> None:
    assert [demo.press("z p").said for _ in range(3)] == ["Names: initials", "Names: codes", "Names: full"]
    assert "Reyes, Maria" in demo.screen()
