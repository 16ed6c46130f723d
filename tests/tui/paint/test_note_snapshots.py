"""The screens of notes as text, to be read in review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tests.snapshots import Snapshots
from tests.tui.seat import Seat

from plantui.settings.paths import find_paths

SIZES = ((120, 40), (80, 24))
OTHERS = ((79, 23), (60, 20), (200, 60))
DRAWN = (
    "Client kept the worry log on six of seven evenings and postponed worry on five. #1.1+1 Two bad nights, both "
    "before deadlines; slept 6 h or more on four. #1.2=\n"
    "PHQ-9 done together. @phq9=12\n"
    "Met a friend on Saturday for the first time since autumn. "
)
PLAN = (
    "hw: log before 20:00, not in bed\n"
    "next: bring the log; plan two activities with prices\n"
    "risk: none reported; PHQ-9 item 9 = 0"
)
SNIPPETS = """\
mse = "mental status, unremarkable"
ind = "informed consent line"
tel = "telehealth line"
"""


def named(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


def drawn(seat: Seat) -> None:
    """The note of the document's drawing, a link being typed."""
    seat.press("n")
    seat.desk.paste(DRAWN)
    seat.press("tab tab")
    seat.desk.paste(PLAN)
    seat.press("tab")
    seat.type(" #2.")


def typing(*keys: str, text: str = "", then: tuple[str, ...] = ()) -> Callable[[Seat], object]:
    return lambda seat: seat.press(*keys).type(text).press(*then)


SCREENS: dict[str, Callable[[Seat], object]] = {
    "note": drawn,
    "note-new": typing("n"),
    "note-reading": typing("n", text="Kept the log #1.1+ well", then=("esc",)),
    "note-sign": typing("n", text="Talked about the move", then=("ctrl+j",)),
    "note-sign-wrong": typing("n", text="#1.1+", then=("ctrl+j", "xy", "enter")),
    "note-header": typing("n shift+tab", text=" video 25:00", then=("enter",)),
    "note-faults": typing("n", text="#1.9+ #1.1+3 @gad7=99 @phq9=1,1,2,2,1,2,1,1,1"),
    "note-link": typing("n f3", then=("s", "+")),
    "note-format": typing("n", "ctrl+o", "f"),
    "note-measure": typing("n", "ctrl+o", "m"),
    "note-snippets": typing("n", "ctrl+o", "s"),
    "note-menu": typing("n", "ctrl+o", "?"),
    "note-help": typing("n f1"),
    "note-signed": typing("g n j enter"),
    "notes": typing("g n"),
    "notes-filter": typing("g n /", text="sink"),
    "addendum": typing("g n a x", text="She called at 17:10."),
    "notes-export": typing("x n", text="10 feb to 3 mar"),
    "unsigned": typing("g u"),
    "unsigned-sign": typing("g u", "S"),
    "note-editor": typing("n f4"),
}


@pytest.fixture
def at(sized: Callable[[int, int], Seat], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Seat]:
    monkeypatch.setenv("PLANTUI_EDITOR", "vi")
    config = tmp_path / "config"
    config.mkdir()
    (config / "snippets.toml").write_text(SNIPPETS)

    def make(width: int, height: int) -> Seat:
        seat = sized(width, height)
        seat.desk.paths = msgspec.structs.replace(find_paths(None, {}), config=config)
        return seat

    return make


@pytest.mark.parametrize("size", SIZES, ids=named)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(at: Callable[..., Seat], snapshot: Snapshots, screen: str, size: tuple[int, int]) -> None:
    seat = at(*size)
    SCREENS[screen](seat)
    snapshot(seat.screen(*size), f"{screen}-{named(size)}")


@pytest.mark.parametrize("size", OTHERS, ids=named)
@pytest.mark.parametrize("screen", ["note", "notes", "unsigned", "addendum"])
def test_screen_elsewhere(at: Callable[..., Seat], snapshot: Snapshots, screen: str, size: tuple[int, int]) -> None:
    seat = at(*size)
    SCREENS[screen](seat)
    snapshot(seat.screen(*size), f"{screen}-{named(size)}")


@pytest.mark.parametrize("names", ["initials", "codes"])
def test_names_follow_the_mode(at: Callable[..., Seat], names: str) -> None:
    seat = at(120, 40)
    seat.desk.state.names = names
    for keys in ("n", "g n", "g u"):
        seat.press(keys)
        assert "Reyes" not in seat.screen()
        assert "Grant" not in seat.screen()
        seat.press("esc esc")


@pytest.mark.parametrize("size", [*SIZES, *OTHERS, (40, 12)], ids=named)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_row_has_the_width_of_the_screen(at: Callable[..., Seat], screen: str, size: tuple[int, int]) -> None:
    from plantui.tui.frame import line_width
    from plantui.tui.paint.screen import paint

    seat = at(*size)
    SCREENS[screen](seat)
    frame = paint(seat.desk, *size)
    assert {line_width(spans) for spans in frame.lines} == {size[0]}
