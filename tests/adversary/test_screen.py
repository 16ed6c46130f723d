"""The whole program in a real terminal, with a cat on the keyboard and a link that breaks."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.shell import Shell
from tests.e2e.terminal import ScreenError, Terminal

Start = Callable[..., Terminal]
NOW = "2026-03-10T13:52"
LETTERS = "abcdefghijklmnoprstuvwxyzAGHJKLNRSUXZ0123456789+-=*#/?:;.,<>[]{}!"
NAMED = "enter tab shift+tab space backspace esc up down left right home end pageup pagedown ctrl+j ctrl+l ctrl+o"
KEYS = [*LETTERS, *NAMED.split(), *["enter", "esc", "j", "k", "+"] * 6, "f1", "ctrl+z", "ctrl+u", "ctrl+w", "delete"]
SIZES = [(79, 23), (60, 20), (20, 5), (1, 1), (200, 60), (80, 24), (120, 3), (3, 40)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rehearsal store to copy."""
    shell = Shell(tmp_path_factory.mktemp("made"))
    shell.check("demo", "--no-open", "--store", str(shell.store))
    return shell.store


@pytest.fixture
def opened(tmp_path: Path, made: Path, terminal: Start) -> Start:
    """Opens the program on a store of its own (copied when it is new) and waits for the main screen."""

    def start(size: tuple[int, int] = (120, 40), store: str = "store", shows: str = "CASELOAD") -> Terminal:
        if not (tmp_path / store).exists():
            shutil.copytree(made, tmp_path / store)
        window = terminal(size=size, PLANTUI_NOW=NOW, PLANTUI_STORE=str(tmp_path / store))
        # The first frame stands there before the program reads keys; it asks for bracketed paste when it does.
        window.wait_for(lambda lines: 2004 in window.modes and any(shows in line and line.strip() for line in lines))
        window.wait_quiet(0.3)
        return window

    return start


def alive(window: Terminal) -> None:
    """The program runs, or has ended as one may; it never broke."""
    assert b"Traceback" not in window.raw
    assert "error of its own" not in window.text, window.text
    if not window.running:
        assert window.wait_exit() == 0, window.text


def body(lines: list[str]) -> list[str]:
    """The screen without the clock on top and the message at the foot."""
    return lines[1:-2]


@pytest.mark.parametrize("seed", range(4))
def test_a_cat_on_the_keyboard(seed: int, opened: Start, shell: Shell) -> None:
    dice = random.Random(seed)
    window = opened()
    for _ in range(60):
        if not window.running:
            break
        try:
            window.burst(dice.choice(KEYS) for _ in range(dice.randint(1, 6)))
            if dice.random() < 0.05:
                window.resize(*dice.choice(SIZES))
            if dice.random() < 0.05:
                window.paste("pasted [/x] \x1b[2J\ttext\nq\ny\n")
        except (ScreenError, OSError):
            break
        window.wait_quiet(0.02)
        alive(window)
    if window.running:
        window.resize(120, 40)
        window.wait_quiet(0.3)
        window.press(*dice.choices(KEYS, k=40), spacing=5)
        # Long enough for a line that waits before it scolds.
        drawn = body(window.wait_quiet(1.5))
        alive(window)
        if window.running:
            # Drawn afresh it looks the same: what was sent as differences added up.
            window.resize(121, 40)
            window.wait_quiet(0.3)
            window.resize(120, 40)
            window.wait_for(lambda lines: body(lines) == drawn)
    window.close()
    assert shell.run("verify").code == 0


def test_any_size_and_back(opened: Start) -> None:
    window = opened()
    before = body(window.wait_quiet())
    for size in SIZES:
        window.resize(*size)
        window.wait_quiet(0.15)
        window.keys("j k")
        alive(window)
    window.resize(120, 40)
    window.wait_for(lambda lines: body(lines) == before)


@pytest.mark.parametrize("moment", [b"\x1b[?1049h", b"\x1b[?2026$p", b"]2;PlanTUI"])
def test_a_window_that_is_smaller_for_a_moment_while_it_starts(moment: bytes, opened: Start, terminal: Start) -> None:
    """Back to the size it had: nothing changed for the program, and yet nothing stands there any more."""
    before = body(opened().wait_quiet())
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_raw(moment)
    window.resize(10, 3)
    window.resize(120, 40)
    window.wait_for(lambda lines: body(lines) == before)


@pytest.mark.parametrize("size", [(80, 24), (1, 1), (120, 40)])
def test_a_window_that_changes_while_it_starts(size: tuple[int, int], opened: Start, terminal: Start) -> None:
    opened().close()
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("PlanTUI")
    window.resize(*size)
    window.resize(120, 40)
    lines = window.wait_for("CASELOAD")
    assert any("Reyes, Maria" in line for line in lines)


@pytest.mark.parametrize("size", SIZES)
def test_it_starts_at_any_size(size: tuple[int, int], opened: Start) -> None:
    window = opened(size, shows="")
    alive(window)
    assert window.running
    window.resize(120, 40)
    window.wait_for("CASELOAD")


@pytest.mark.parametrize(
    "words",
    [
        ["j", "j", "2", "j", "+", "+", "-", "u"],
        ["c", "rey", "enter", "2", "j", "f", "d", "+", "u", "u"],
        ["a", "o", "PHQ-9 18 -> 9 by +12w", "enter", "esc", "esc", "u"],
        ["g", "t", "esc", "g", "x", "n", "esc", "j", "j", "tab", "tab", "k"],
        ["/", "rui", "enter", "esc", "3", "j", "j", "k", "w", "+7d cancelled", "enter"],
        ["?", "esc", ":", "und", "backspace", "esc", "s", "m", "esc", "z", "z", "z", "z"],
    ],
    ids=" ".join,
)
def test_a_burst_ends_where_single_keys_end(words: list[str], opened: Start) -> None:
    burst, single = opened(store="burst"), opened(store="single")
    burst.burst(words)
    single.press(*words, spacing=40)
    for window in (burst, single):
        window.wait_quiet(0.6)
        alive(window)
    assert body(burst.lines) == body(single.lines)


def test_a_paste_where_no_text_goes_changes_nothing(opened: Start, shell: Shell) -> None:
    window = opened()
    before = shell.check("export", "bundle", "C-014", "-o", "-")
    window.paste("+ s m enter u a o x q y\n" * 400)
    window.wait_quiet(0.5)
    alive(window)
    assert window.running
    window.close()
    assert shell.check("export", "bundle", "C-014", "-o", "-") == before


def test_nothing_is_left_on_the_terminal(opened: Start) -> None:
    window = opened()
    window.keys("j enter esc", spacing=20)
    window.wait_quiet(0.3)
    assert not window.mouse_enabled
    assert set(window.titles) <= {"PlanTUI", ""}
    window.burst([":", "q", "enter"])
    window.wait_quiet(0.3)
    if window.running:
        window.burst(["y"])
    assert window.wait_exit() == 0
    assert not any("Reyes" in line for line in window.lines + window.scrolled)
    assert not {1049, 1000, 2004, 1004} & window.modes
    assert window.cursor[0]


@pytest.mark.parametrize("end", ["hangup", "kill9"])
def test_a_link_that_breaks_in_the_middle_of_work(end: str, opened: Start, shell: Shell) -> None:
    window = opened()
    window.burst(["c", "rey", "enter"])
    window.wait_for("Reyes, Maria  C-014")
    window.burst(["2", "j", "j", *["+"] * 5, "a", "o", "Call her sister"])
    window.wait_for("Call her sister")
    if end == "hangup":
        window.hangup()
        window.wait_exit()
    else:
        window.kill9()
    assert shell.run("verify").code == 0
    alive(opened())


def test_a_frozen_terminal_does_not_stop_the_saving(opened: Start, shell: Shell) -> None:
    window = opened()
    window.burst(["c", "rey", "enter"])
    window.wait_for("Reyes, Maria  C-014")
    window.freeze()
    for _ in range(30):
        window.burst(["2", "j", "k", "tab"])
    window.thaw()
    window.wait_quiet(0.5)
    alive(window)
    assert window.running
