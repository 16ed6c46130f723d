"""Whatever people are called and write, no line is too long or too short and no control character is drawn."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.practice.rooms import NOW, PLAN, acting, open_room
from tests.tui.paint.test_snapshots import SCREENS
from tests.tui.seat import Seat, fill, seat

from plantui.model.chart import Chart
from plantui.practice.commands.outlines import AddLines
from plantui.practice.lexicon import lexicon
from plantui.quickentry.outline import parse_outline
from plantui.tui.frame.line import line_width
from plantui.tui.paint.screen import paint

HOSTILE = (
    "[/x] [bold]red[/]",
    "\x1b[31mred\x1b[0m\x1b]2;title\x07",
    "\u202emalaing\u202c \u2066x\u2069",
    "👩\u200d👩\u200d👧 🏳️\u200d🌈 🇩🇪 ☂️",
    "e\u0301\u0302\u0303\u0304\u0305\u0306 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍",
    "走る 林美晴 " * 8,
    "x" * 10_000,
    "word " * 2_000,
    "tab\there\r\nand\u2028there\x00\x7f\x85",
    "नमस्ते ไทย 한국어 ﷽",
    "\u0301\u200b\ufeff",
    '"; dx F99; -> 5',
)
WIDTHS = ((120, 40), (80, 24), (60, 20), (40, 12))


def hostile_chart(text: str) -> Chart:
    """A chart in which every text of a person is this text."""
    from plantui.model.codec import from_bundle, to_bundle
    from plantui.practice.commands.clients import new_chart
    from plantui.practice.intake import to_client
    from plantui.quickentry import parse_client

    now = acting(NOW, "hostile")
    client, dx = to_client(parse_client("NAME, GIVEN; dob 1991-04-02; slot tue 14:00", lexicon(None, now)), now)
    chart = new_chart(client, "C-001", dx, now)
    chart = AddLines(parse_outline(PLAN.replace("Worry that", "WORDS that"), lexicon(chart, now))).do(chart, now).chart
    plain = to_bundle(chart).decode()
    for word in ("NAME", "GIVEN", "I want my nights back", "Worry postponement", "Sleep 6 h or more", "keeps the log"):
        plain = plain.replace(word, msgspec.json.encode(text)[1:-1].decode())
    try:
        return from_bundle(plain.encode())
    except Exception:  # the model itself refuses it: then no screen will ever show it
        return chart


def look_everywhere(at: Seat, size: tuple[int, int]) -> None:
    for name, go in SCREENS.items():
        if name in ("save-failed", "conflict"):
            continue
        go(at)
        frame = paint(at.desk, *size)
        assert {line_width(spans) for spans in frame.lines} == {size[0]}, name
        assert not any(ord(each) < 32 or 0x7F <= ord(each) < 0xA0 for row in frame.text().split("\n") for each in row)
        if at.desk.state.blank:
            at.press("enter")
        at.press(*["esc"] * 10)
        at.desk.done = False


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(tmp_path: Path, text: str) -> None:
    for size in WIDTHS:
        folder = tmp_path / f"store-{size[0]}"
        fill(folder, [hostile_chart(text)])
        look_everywhere(seat(open_room(folder), size=size), size)


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=60), st.sampled_from(WIDTHS))
def test_any_text(text: str, size: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch) / "store"
        fill(folder, [hostile_chart(text)])
        look_everywhere(seat(open_room(folder), size=size), size)
