"""Looks, and the shortest way from one to the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from tests.tui.terminal.emulator import Emulator

from plantui.tui.terminal.look import PLAIN, Look, look, transition
from plantui.tui.terminal.rich_look import look_of, style_of

WORDS = st.lists(
    st.sampled_from(
        ["bold", "underline", "reverse", "red", "cyan", "bright_black", "231", "on 52", "on blue", "on 226"]
    ),
    max_size=5,
).map(" ".join)


def test_words() -> None:
    assert look("bold red on 52") == Look("31", "48;5;52", frozenset((1,)))
    assert look("") == PLAIN
    with pytest.raises(ValueError, match="'pink'"):
        look("pink")


@pytest.mark.parametrize(
    ("old", "new", "sequence"),
    [
        ("", "", ""),
        ("bold", "", "\x1b[m"),
        ("", "bold red", "\x1b[1;31m"),
        ("red", "green", "\x1b[32m"),
        ("bold red", "red", "\x1b[22m"),
        ("bold reverse underline red on blue", "red", "\x1b[0;31m"),
        ("231 on 52", "231", "\x1b[49m"),
        ("bold red", "bold", "\x1b[39m"),
        ("red on blue", "bold", "\x1b[0;1m"),
    ],
)
def test_transition(old: str, new: str, sequence: str) -> None:
    assert transition(look(old), look(new)) == sequence


def test_bold_stays_when_dim_goes() -> None:
    dim_bold = Look(attributes=frozenset((1, 2)))
    assert transition(dim_bold, Look("31", attributes=frozenset((1,)))) in ("\x1b[22;1;31m", "\x1b[0;1;31m")


@given(WORDS, WORDS)
def test_a_transition_ends_in_the_new_look(old: str, new: str) -> None:
    one, other = Emulator(4, 1), Emulator(4, 1)
    one.feed(transition(PLAIN, look(old)) + transition(look(old), look(new)) + "x")
    other.feed(transition(PLAIN, look(new)) + "x")
    assert one.rows() == other.rows()
    assert len(transition(look(old), look(new))) <= len("\x1b[0;m" + transition(PLAIN, look(new)))


@given(WORDS)
def test_rich_and_back(words: str) -> None:
    assert look_of(style_of(look(words)), "256") == look(words)


def test_colours_are_reduced_to_what_the_terminal_has() -> None:
    style = Style.parse("#ff0000 on #000000")
    assert look_of(style, "truecolor") == Look("38;2;255;0;0", "48;2;0;0;0")
    assert look_of(style, "256") == Look("38;5;196", "48;5;16")
    assert look_of(style, "standard") == Look("31", "40")
    assert look_of(None, "standard") is PLAIN


def test_what_shows_on_a_blank() -> None:
    assert look("bold red").blank
    assert not look("underline").blank
    assert not look("on 52").blank
