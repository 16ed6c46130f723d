"""What is wrong with a field of a page or panel is said after a rest, not while it is typed (6.9)."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

FIELDS = {
    "header": (("n shift+tab ctrl+a ctrl+k",), "25:00", "N5 Not a time: 25:00"),
    "event": (("a e",), "holiday", "Y1 Begin with"),
    "review date": (("r w",), "3 fish", "D1"),
    "measure date": (("m d",), "frday", "D1 Not a date: frday"),
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_rest_says_what_is_wrong(demo: Seat, field: str) -> None:
    keys, text, said = FIELDS[field]
    demo.press(*keys).type(text)
    assert said not in demo.screen()
    scene = demo.desk.scene_with_keys()
    assert scene is not None
    scene.rested(demo.desk)
    assert said in demo.screen()
    demo.press("backspace")
    assert said not in demo.screen()


def test_the_header_says_what_it_will_be(demo: Seat) -> None:
    demo.press("n shift+tab ctrl+a ctrl+k").type("3d ago 15:00-15:40 video")
    assert "= Sat 7 Mar 2026 (3 d ago)   15:00 to 15:40   40 min" in demo.screen()
    assert "individual (default)   video   DAP (default)" in demo.screen()
    demo.type(" mis")
    assert "= ..." in demo.screen()
    demo.type("sed").press("enter")
    assert "Sat 7 Mar 2026 15:00 40m missed video" in demo.screen()
