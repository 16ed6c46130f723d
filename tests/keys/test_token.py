"""Key names: one spelling for each key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.keys import token


@pytest.mark.parametrize(
    ("name", "character", "expected"),
    [
        ("plus", "+", "+"),
        ("plus", None, "+"),
        ("minus", None, "-"),
        ("equals_sign", None, "="),
        ("question_mark", None, "?"),
        ("slash", None, "/"),
        ("colon", None, ":"),
        ("asterisk", None, "*"),
        ("number_sign", None, "#"),
        ("full_stop", None, "."),
        ("comma", None, ","),
        ("left_square_bracket", None, "["),
        ("right_square_bracket", None, "]"),
        ("left_curly_bracket", None, "{"),
        ("right_curly_bracket", None, "}"),
        ("exclamation_mark", None, "!"),
        ("inverted_question_mark", None, "\u00bf"),
        ("em_dash", None, "—"),
        ("G", "G", "G"),
        ("j", "j", "j"),
        ("é", "é", "é"),
        ("space", " ", "space"),
        ("escape", "\x1b", "esc"),
        ("enter", "\r", "enter"),
        ("tab", "\t", "tab"),
        ("shift+tab", None, "shift+tab"),
        ("backspace", "\x7f", "backspace"),
        ("pageup", None, "pageup"),
        ("f1", None, "f1"),
        ("ctrl+j", "\n", "ctrl+j"),
        ("ctrl+l", "\x0c", "ctrl+l"),
        ("ctrl+@", "\x00", "ctrl+@"),
        ("ctrl+at", None, "ctrl+@"),
        ("ctrl+backslash", "\x1c", "ctrl+\\"),
        ("ctrl+left_square_bracket", None, "ctrl+["),
        ("alt+j", None, "alt+j"),
        ("ctrl+pageup", None, "ctrl+pageup"),
        ("no_such_name", None, "no_such_name"),
    ],
)
def test_names_of_the_terminal_library(name, character, expected):
    assert token.from_name(name, character) == expected


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("\r", "enter"),
        ("\n", "ctrl+j"),
        ("\t", "tab"),
        ("\x1b", "esc"),
        ("\x7f", "backspace"),
        ("\x08", "backspace"),
        (" ", "space"),
        ("\x00", "ctrl+@"),
        ("\x04", "ctrl+d"),
        ("\x1a", "ctrl+z"),
        ("\x1c", "ctrl+\\"),
        ("G", "G"),
        ("日", "日"),
    ],
)
def test_raw_characters(character, expected):
    assert token.from_character(character) == expected


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        ("\x9b", "\ufffd"),
        ("\u202e", "\ufffd"),
        *(("esc", "Esc"), ("f3", "F3"), ("f", "f"), ("g t", "g t")),
        *(("ctrl+o l", "ctrl+o l"), ("shift+tab", "Shift+Tab")),
    ],
)
def test_printing(keys, printed):
    assert token.shown(keys) == printed


def test_what_types_something():
    assert token.typed("space") == " "
    assert token.typed("é") == "é"
    assert token.typed("\u200d") == "\u200d"
    assert token.typed("enter") == ""
    assert token.typed("\x07") == ""
    assert not token.is_printable("up")


@pytest.mark.parametrize("key", ["j", "G", "+", "space", "f12", "ctrl+j", "ctrl+_", "ctrl+up", "esc", "é"])
def test_keys_that_can_be_bound(key):
    assert token.fault(key) == ""


@pytest.mark.parametrize(
    "key",
    [
        *(f"ctrl+{letter}" for letter in "abhimqs[\\]@"),
        "ctrl+space",
        "alt+j",
        "alt+up",
        "ctrl+shift+a",
        "shift+up",
        "shift+enter",
        "ctrl+enter",
        "ctrl+1",
        "crtl+n",
        "f13",
        "nosuch",
        "",
        "\x07",
    ],
)
def test_keys_that_cannot_be_bound(key):
    assert token.fault(key)


@given(st.characters())
def test_any_single_character_has_a_token(character):
    found = token.from_character(character)
    assert found
    assert " " not in found
