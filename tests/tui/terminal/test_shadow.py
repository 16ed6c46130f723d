"""The shadow: after every flush the terminal shows what was laid, and little was sent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tui.terminal.emulator import Emulator, differing

from plantui.tui.frame.line import Line, fit_line, line, put
from plantui.tui.terminal import cells as cells_module
from plantui.tui.terminal.cells import SECOND, Cells
from plantui.tui.terminal.look import PLAIN, look, transition
from plantui.tui.terminal.shadow import Shadow

WIDTH, HEIGHT = 24, 5
LOOKS = ["", "bold", "reverse", "red", "underline", "on 52", "bold cyan"]
TEXTS = st.sampled_from(
    ["a", "Reyes, M", " " * 15, "日本", "é", "z\u0335", "👩", "हि", "║", "12 May", "x" * 20, " ", "⇄", "─" * 9]
)


def lay(shadow: Shadow, y: int, spans: Line) -> None:
    row = [(shadow.cells(text), shadow.ink(look(words))) for text, words in spans]
    shadow.lay(y, 0, "".join(text for text, _ in row), "".join(ink * len(text) for text, ink in row))


def painted(lines: list[Line]) -> Emulator:
    """The same lines, drawn in the plainest way: every span placed and coloured anew."""
    terminal = Emulator(WIDTH, len(lines))
    for y, spans in enumerate(lines):
        x = 0
        for text, words in spans:
            for character in Cells().cells(text):
                known = character >= cells_module.FIRST_CODE or character == SECOND
                if not known:
                    terminal.feed(f"\x1b[{y + 1};{x + 1}H{transition(PLAIN, look(words))}{character}\x1b[m")
                x += 1
        x = 0
        for text, words in spans:
            table = Cells()
            for character in table.cells(text):
                if character >= cells_module.FIRST_CODE:
                    cluster = table.cluster(character)
                    terminal.feed(f"\x1b[{y + 1};{x + 1}H{transition(PLAIN, look(words))}")
                    terminal.feed(f"\x1b[{cluster.width}X{cluster.text}\x1b[m")
                x += 1
    return terminal


def blank_lines() -> list[Line]:
    return [fit_line((), WIDTH) for _ in range(HEIGHT)]


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("put"),
            st.integers(0, HEIGHT - 1),
            st.integers(-2, WIDTH),
            st.lists(st.tuples(TEXTS, st.sampled_from(LOOKS)), min_size=1, max_size=3),
        ),
        st.tuples(st.sampled_from(["flush", "forget", "noise"])),
    ),
    max_size=14,
)


@given(STEPS)
@settings(max_examples=150)
def test_the_terminal_shows_what_was_laid(steps: list[tuple[object, ...]]) -> None:
    shadow, terminal, lines = Shadow(WIDTH, HEIGHT), Emulator(WIDTH, HEIGHT), blank_lines()
    terminal.feed("what stood here before\r\n" * HEIGHT)
    for step in [*steps, ("flush",)]:
        match step:
            case ("put", int(y), int(x), list(parts)):
                lines[y] = put(lines[y], x, line(*parts))
                lay(shadow, y, lines[y])
            case ("flush",):
                terminal.feed(shadow.flush())
                assert differing(terminal, painted(lines)) == []
            case ("noise",):
                terminal.feed("\x1b[2;3HBroadcast message")
                shadow.forget()
            case _:
                shadow.forget()
    assert shadow.flush() == ""


def fresh(*rows: str) -> Shadow:
    shadow = Shadow(WIDTH, HEIGHT)
    for y, text in enumerate(rows):
        lay(shadow, y, fit_line(line(text), WIDTH))
    shadow.flush()
    return shadow


def test_the_first_flush_clears_and_skips_blanks() -> None:
    shadow = Shadow(WIDTH, HEIGHT)
    lay(shadow, 1, fit_line(line("  ab"), WIDTH))
    assert shadow.flush() == "\x1b[m\x1b[H\x1b[2J\x1b[2;3Hab"
    assert shadow.flush() == ""


def test_only_the_change_is_sent() -> None:
    shadow = fresh("Reyes, Maria     4 d late", "Osei")
    lay(shadow, 0, fit_line(line("Reyes, Maria     5 d late"), WIDTH))
    assert shadow.flush() == "\x1b[1;18H5"


def test_near_changes_are_sent_as_one_and_far_ones_apart() -> None:
    shadow = fresh("abcdefghijklmnop")
    lay(shadow, 0, fit_line(line("AbcDefghijklmnOp"), WIDTH))
    assert shadow.flush() == "\x1b[1HAbcD\x1b[15GO"


def test_a_tail_is_erased() -> None:
    shadow = fresh("a long line of words")
    lay(shadow, 0, fit_line(line("a long"), WIDTH))
    assert shadow.flush() == "\x1b[1;8H\x1b[K"


def test_a_gap_is_erased() -> None:
    shadow = fresh("|" + "x" * 22 + "|")
    lay(shadow, 0, line("|" + "x" * 2 + " " * 20 + "|"))
    assert shadow.flush() == "\x1b[1;4H\x1b[20X"
    lay(shadow, 0, line("|", "y" * 10, " " * 12, "|"))
    assert shadow.flush() == "\x1b[1;2H" + "y" * 10


def test_text_after_an_erased_gap_stands_in_its_place() -> None:
    shadow = fresh("x" * WIDTH)
    lay(shadow, 0, line("ab" + " " * 16 + "cd    "))
    assert shadow.flush() == "\x1b[1Hab\x1b[16X\x1b[19Gcd\x1b[K"


def test_a_tail_is_erased_in_the_plain_look() -> None:
    shadow = fresh("x" * WIDTH)
    lay(shadow, 0, fit_line(line(("late", "on 52")), WIDTH))
    assert shadow.flush() == "\x1b[48;5;52m\x1b[1Hlate\x1b[m\x1b[K"


def test_colours_are_set_once_and_reset_at_the_end() -> None:
    shadow = fresh("")
    lay(shadow, 0, fit_line(line(("late", "red"), "  ", ("unsigned", "red")), WIDTH))
    assert shadow.flush() == "\x1b[31m\x1b[1Hlate  unsigned\x1b[m"


def test_after_a_doubtful_character_the_place_is_set_anew() -> None:
    shadow = fresh("")
    lay(shadow, 0, fit_line(line("👩ab"), WIDTH))
    assert shadow.flush() == "\x1b[1H  \b\b👩\x1b[3Gab"
    lay(shadow, 2, line("x" * (WIDTH - 2), "👩"))
    assert shadow.flush() == "\x1b[3H" + "x" * (WIDTH - 2) + f"  \x1b[{WIDTH - 1}G👩"
    lay(shadow, 1, fit_line(line("日ab"), WIDTH))
    assert shadow.flush() == "\x1b[2H日ab"


def test_the_last_column_leaves_the_cursor_unsure() -> None:
    shadow = fresh("")
    lay(shadow, 0, line("x" * WIDTH))
    lay(shadow, 1, fit_line(line("y"), WIDTH))
    assert shadow.flush() == "\x1b[1H" + "x" * WIDTH + "\r\ny"


def test_a_caret_is_placed_once() -> None:
    shadow = fresh("ab")
    assert shadow.flush(caret=(3, 2)) == "\x1b[3;4H"
    assert shadow.flush(caret=(3, 2)) == ""
    lay(shadow, 0, fit_line(line("xb"), WIDTH))
    assert shadow.flush(caret=(3, 2)) == "\x1b[1Hx\x1b[3;4H"


def test_a_caret_after_the_last_column() -> None:
    shadow = fresh("ab")
    lay(shadow, 0, line("x" * WIDTH))
    assert shadow.flush(caret=(WIDTH - 2, 0)) == "\x1b[1H" + "x" * WIDTH + f"\x1b[{WIDTH - 1}G"


def test_a_resize_starts_over() -> None:
    shadow = fresh("ab")
    shadow.resize(10, 2)
    assert shadow.flush() == "\x1b[m\x1b[H\x1b[2J"
    shadow.lay(5, 0, "out of it", "\0" * 9)
    shadow.lay(1, 8, "abc", "\0" * 3)
    shadow.lay(0, -1, "abc", "\0" * 3)
    assert shadow.flush() == "\x1b[1Hbc\x1b[2;9Hab"


def test_control_characters_never_pass() -> None:
    shadow = fresh("")
    lay(shadow, 0, (("a\x1b[2Jb\x9b", ""),))
    assert shadow.flush() == "\x1b[1Ha␛[2Jb�"


def test_many_clusters_do_not_fill_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_module, "_MOST", 20)
    shadow, terminal, lines = Shadow(WIDTH, HEIGHT), Emulator(WIDTH, HEIGHT), blank_lines()
    for number in range(100):
        lines[number % HEIGHT] = fit_line(line(chr(0x4E00 + number), chr(0x1F600 + number % 60)), WIDTH)
        lay(shadow, number % HEIGHT, lines[number % HEIGHT])
        terminal.feed(shadow.flush())
        assert differing(terminal, painted(lines)) == []
    assert not shadow.cells("x").startswith(cells_module.FIRST_CODE)
