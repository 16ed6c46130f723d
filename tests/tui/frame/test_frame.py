"""Frames: the whole screen, its text, and its form without Unicode."""

from __future__ import annotations

from plantui.tui.frame import Box, Caret, Frame, in_ascii, line
from plantui.tui.frame.line import line_width
from plantui.tui.frame.styles import STYLES
from plantui.tui.terminal.palette import Palette


def test_lines_get_the_size_of_the_frame() -> None:
    frame = Frame(4, 3, (line("abcdef"), line("x")))
    assert [line_width(spans) for spans in frame.lines] == [4, 4, 4]
    assert frame.text() == "abcd\nx\n"


def test_ascii_keeps_the_layout() -> None:
    single = Box(12, 3, title="Ann").draw([line("Müller → 日")])
    frame = in_ascii(Frame(12, 3, single, Caret(1, 1)))
    assert frame.text() == "+- Ann ----+\n|Muller ?  |\n+----------+"
    assert frame.caret == (1, 1)
    double = Frame(8, 2, Box(8, 2, title="P", focus=True).draw([]))
    assert in_ascii(double).text() == "## P ###\n########"


def test_ascii_has_no_other_character() -> None:
    frame = in_ascii(Frame(20, 3, Box(20, 3, title="日本é\x1b", foot="⇄").draw([line("─┼╬│▲")])))
    assert frame.text().isascii()
    assert {line_width(spans) for spans in frame.lines} == {20}


def test_every_style_word_has_a_look_in_every_theme() -> None:
    for theme in ("dark", "light", "contrast", "mono"):
        for word in STYLES:
            Palette(theme).look(word)
