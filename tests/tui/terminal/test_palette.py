"""Palettes: no colour in mono, enough contrast in contrast, the terminal's own colours elsewhere."""

from __future__ import annotations

import pytest
from rich.color import Color

from plantui.tui.frame.styles import STYLES
from plantui.tui.terminal.look import PLAIN, Look
from plantui.tui.terminal.palette import THEMES, Palette


def luminance(codes: str) -> float:
    number = int(codes.rpartition(";")[2])
    channels = [value / 255 for value in Color.from_ansi(number).get_truecolor()]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("word", STYLES)
def test_mono_has_no_colour(word: str) -> None:
    assert Palette("mono").look(word)[:2] == ("", "")


@pytest.mark.parametrize("word", STYLES)
def test_contrast_is_seven_to_one_on_any_background(word: str) -> None:
    look = Palette("contrast").look(word)
    assert bool(look.foreground) == bool(look.background)
    if look.foreground:
        dark, light = sorted((luminance(look.foreground), luminance(look.background)))
        assert (light + 0.05) / (dark + 0.05) >= 7


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("word", STYLES)
def test_dark_and_light_use_the_sixteen_colours(theme: str, word: str) -> None:
    look = Palette(theme).look(word)
    assert look.background == ""
    assert ";" not in look.foreground
    assert look.foreground != "90" or word == "suggestion"


def test_cursor_and_focus_are_reverse_where_contrast_counts() -> None:
    for word in ("cursor", "focus"):
        assert 7 in Palette("contrast").look(word).attributes
    for theme in THEMES:
        assert 7 in Palette(theme).look("cursor").attributes


def test_words_add_up() -> None:
    palette = Palette("dark")
    assert palette.look("overdue cursor") == Look("31", "", frozenset((1, 7)))
    assert palette.look("cursor overdue") == palette.look("overdue cursor")
    assert palette.look("better overdue").foreground == "31"
    contrast = Palette("contrast")
    assert contrast.look("cursor overdue") == Look("38;5;231", "48;5;52", frozenset((1, 7)))
    assert contrast.look("overdue soon").background == "48;5;226"
    assert palette.look("") is PLAIN
    assert palette.look("no-such-word") == PLAIN


def test_grey_is_for_themes_that_have_it() -> None:
    assert [theme for theme in THEMES if Palette(theme).grey] == ["dark", "light"]


def test_an_unknown_theme_is_dark() -> None:
    assert Palette("pink").theme == "dark"
