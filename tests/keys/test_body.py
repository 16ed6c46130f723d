"""The many-line text: editing, rows, undo, whole characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.keys.body import UNDO_STEPS, TextBody, apply, down, insert, move, opened, redo, replace, row_of, undo
from plantui.keys.grapheme import edges
from plantui.tui.text import breaks


def wrap(text):
    return breaks(text, 10)


def keyed(body, keys):
    for key in keys.split():
        body = apply(body, key, wrap, 3)
    return body


def shown(body):
    return body.text[: body.cursor] + "|" + body.text[body.cursor :]


@pytest.mark.parametrize(
    ("text", "keys", "result"),
    [
        ("", "a enter b", "a\nb|"),
        ("ab\ncd", "backspace backspace backspace", "ab|"),
        ("ab\ncd", "home left x", "abx|\ncd"),
        ("ab\ncd", "home delete", "ab\n|d"),
        ("ab\ncd", "home left ctrl+d", "ab|cd"),
        ("one two", "ctrl+w", "one |"),
        ("one\ntwo", "ctrl+w ctrl+w", "|"),
        ("one\ntwo", "ctrl+left ctrl+left x", "x|one\ntwo"),
        ("one\ntwo", "home left ctrl+right x", "one\ntwox|"),
        ("one\ntwo", "ctrl+u", "one\n|"),
        ("one\ntwo", "ctrl+u ctrl+u", "one|"),
        ("one\ntwo", "home left home ctrl+k", "|\ntwo"),
        ("one\ntwo", "home left ctrl+k", "one|two"),
        ("one\ntwo", "ctrl+u ctrl+z", "one\ntwo|"),
        ("one\ntwo", "ctrl+u ctrl+z ctrl+y", "one\n|"),
        ("abcd\nx\nabcd", "up up y", "abcdy|\nx\nabcd"),
        ("abcd\nx\nabcd", "up up down down y", "abcd\nx\nabcdy|"),
        ("abcd\nx", "up y", "ay|bcd\nx"),
        ("abc", "up y", "y|abc"),
        ("abc", "home down y", "abcy|"),
        ("1\n2\n3\n4\n5", "pageup y", "1\n2y|\n3\n4\n5"),
        ("1\n2", "pageup pagedown y", "1\n2y|"),
        ("abc", "f7 alt+j tab", "abc|"),
    ],
)
def test_keys(text, keys, result):
    assert shown(keyed(opened(text), keys)) == result


def test_rows_are_those_that_are_drawn():
    body = opened("a first line that wraps\nend", 13)
    assert wrap(body.text) == ((0, 7), (8, 17), (18, 23), (24, 27))
    assert [row_of(wrap(body.text), at) for at in (0, 7, 8, 17, 18, 23, 24, 27)] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert shown(keyed(body, "home x")) == "a first xline".replace("xline", "x|line that wraps\nend")
    assert shown(keyed(body, "end x")) == "a first line thatx| wraps\nend"
    assert shown(keyed(body, "up x")) == "a firx|st line that wraps\nend"


def test_wide_characters_keep_the_column():
    body = opened("日本語日\nabcdefghij")
    assert down(move(body, 3), 1, wrap).cursor == 5 + 6
    assert down(move(body, 5 + 5), -1, wrap).cursor == 2


def test_letters_of_one_word_are_one_step_back():
    body = opened("")
    for letter in "kept the log":
        body = apply(body, "space" if letter == " " else letter, wrap)
    assert shown(undo(body)) == "kept the |"
    assert shown(undo(undo(body))) == "kept |"
    assert shown(redo(undo(body))) == "kept the log|"


def test_fifty_steps_are_kept():
    body = opened("")
    for _ in range(UNDO_STEPS + 20):
        body = replace(body, len(body.text), len(body.text), "x ")
    for _ in range(UNDO_STEPS + 20):
        body = undo(body)
    assert body.text == "x " * 20
    assert undo(body) is body


def test_pasted_controls_stay_out_and_line_ends_are_one_kind():
    assert insert(opened("a"), "b\r\nc\rd\x1b[31m\te\x00").text == "ab\nc\nd[31m    e"


def test_the_text_does_not_show_in_a_trace():
    assert "Reyes" not in repr(opened("Reyes said"))


MOVES = [
    "a",
    "space",
    "enter",
    "backspace",
    "delete",
    "left",
    "right",
    "up",
    "down",
    "home",
    "end",
    "pageup",
    "pagedown",
    "ctrl+left",
    "ctrl+right",
    "ctrl+w",
    "ctrl+u",
    "ctrl+k",
    "é",
    "日",
]


@settings(max_examples=60)
@given(
    text=st.text("ab e\u0301\n日🇩🇪👩\u200d🔬", max_size=60),
    keys=st.lists(st.sampled_from([*MOVES, "ctrl+z", "ctrl+y"]), max_size=40),
)
def test_the_cursor_stands_between_whole_characters(text, keys):
    body = opened(text)
    for key in keys:
        body = apply(body, key, wrap, 3)
        assert isinstance(body, TextBody)
        start = body.text.rfind("\n", 0, body.cursor) + 1
        end = body.text.find("\n", body.cursor)
        line = body.text[start : len(body.text) if end < 0 else end]
        assert body.cursor - start in edges(line)


@settings(max_examples=60)
@given(text=st.text("ab \n", max_size=40), keys=st.lists(st.sampled_from(MOVES), max_size=40))
def test_undo_all_the_way_is_the_beginning(text, keys):
    begun = opened(text)
    body = begun
    for key in keys:
        body = apply(body, key, wrap, 3)
    for _ in keys:
        body = undo(body)
    assert body.text == begun.text
