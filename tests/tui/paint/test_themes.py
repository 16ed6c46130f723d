"""Every theme and the borders of ASCII say the same: nothing is told by colour or by a line alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.tui.paint.test_finding_snapshots import SCREENS as FINDING
from tests.tui.paint.test_snapshots import SCREENS as MAIN
from tests.tui.seat import Seat

from plantui.tui.desk.viewing import THEMES
from plantui.tui.frame import in_ascii
from plantui.tui.paint.screen import paint

CHOSEN = {
    **{name: MAIN[name] for name in ("main", "queue", "fault", "sign", "ticks", "help", "glance", "findings", "when")},
    **{name: FINDING[name] for name in ("palette", "settings", "shelf", "tour", "keys-test")},
}


@pytest.mark.parametrize("screen", CHOSEN)
def test_the_text_is_the_same_in_every_theme(sized: Callable[[int, int], Seat], screen: str) -> None:
    at = sized(120, 40)
    CHOSEN[screen](at)
    texts = set()
    for theme in THEMES:
        at.desk.state.theme = theme
        texts.add(paint(at.desk, 120, 40).text())
    assert len(texts) == 1


@pytest.mark.parametrize("screen", CHOSEN)
def test_ascii_says_the_same_words(sized: Callable[[int, int], Seat], screen: str) -> None:
    at = sized(80, 24)
    CHOSEN[screen](at)
    frame = paint(at.desk, 80, 24)
    plain = in_ascii(frame).text()
    assert plain.isascii()
    for drawn, shown in zip(frame.text().split("\n"), plain.split("\n"), strict=True):
        assert len(drawn) == len(shown)
        words = re.findall(r"[A-Za-z0-9]{2,}", drawn)
        assert [word for word in words if word not in shown] == []
