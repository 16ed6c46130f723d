"""One-line fields: editing, undo, history, whole characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.keys.field import (
    UNDO_STEPS,
    LineField,
    accept,
    act,
    apply,
    insert,
    opened,
    redo,
    remembered,
    replace,
    suggest,
    undo,
)
from plantui.keys.grapheme import edges, window


def keyed(field, keys):
    for key in keys.split():
        field = apply(field, key)
    return field


def shown(field):
    return field.text[: field.cursor] + "|" + field.text[field.cursor :]


@pytest.mark.parametrize(
    ("text", "keys", "result"),
    [
        ("", "c a space b", "ca b|"),
        ("abc", "left left x", "ax|bc"),
        ("abc", "home x", "x|abc"),
        ("abc", "ctrl+a right x", "ax|bc"),
        ("abc", "home ctrl+e x", "abcx|"),
        ("abc", "backspace", "ab|"),
        ("abc", "home backspace", "|abc"),
        ("abc", "home delete", "|bc"),
        ("abc", "home ctrl+d", "|bc"),
        ("abc", "ctrl+d", "abc|"),
        ("one two", "ctrl+w", "one |"),
        ("one two  ", "ctrl+w", "one |"),
        ("one two", "left ctrl+w", "one |o"),
        ("one two", "left left ctrl+u", "|wo"),
        ("one two", "home right ctrl+k", "o|"),
        ("one two", "ctrl+left", "one |two"),
        ("one two", "ctrl+left ctrl+left", "|one two"),
        ("one two", "home ctrl+right", "one| two"),
        ("one two", "ctrl+u ctrl+z", "one two|"),
        ("one two", "ctrl+u ctrl+z ctrl+y", "|"),
        ("abc", "f7 alt+j tab", "abc|"),
    ],
)
def test_editing_keys(text, keys, result):
    assert shown(keyed(opened(text), keys)) == result


FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"


@pytest.mark.parametrize("character", ["e\u0301", FAMILY, "\U0001f1ec\U0001f1e7", "\u200b"])
def test_the_cursor_steps_over_whole_characters(character):
    field = opened(f"a{character}b")
    assert apply(apply(field, "left"), "left").cursor in edges(field.text)
    if character != "\u200b":
        assert keyed(field, "left backspace").text == "ab"
        assert keyed(field, "home right delete").text == "ab"
        assert keyed(field, "left left").cursor == 1


def test_a_mark_typed_after_its_letter_joins_it():
    field = insert(insert(opened("ab"), "e"), "\u0301")
    assert keyed(field, "backspace").text == "ab"


def test_typed_letters_are_one_undo_step_a_word():
    field = keyed(opened(), "o n e space t w o")
    assert undo(field).text == "one "
    assert undo(undo(field)).text == ""
    assert redo(redo(undo(undo(field)))).text == "one two"


def test_moving_begins_a_new_undo_step():
    field = keyed(opened(), "a b left c")
    assert undo(field).text == "ab"


def test_fifty_steps_are_kept():
    field = opened()
    for _ in range(60):
        field = insert(field, "word ")
    for _ in range(70):
        field = undo(field)
    assert field.text == "word " * (60 - UNDO_STEPS)


def test_typing_after_undo_forgets_redo():
    field = apply(undo(keyed(opened(), "a space b")), "c")
    assert redo(field) == field


def test_history_keeps_what_was_typed():
    field = keyed(opened(history=("first", "second")), "d r a")
    assert keyed(field, "up").text == "second"
    assert keyed(field, "up up up").text == "first"
    assert keyed(field, "up up down").text == "second"
    assert keyed(field, "up up down down").text == "dra"
    assert keyed(field, "down").text == "dra"


def test_an_edited_line_of_the_history_does_not_lose_what_was_typed():
    field = keyed(opened(history=("first",)), "d r a up x")
    assert field.text == "firstx"
    assert keyed(field, "up").text == "dra"


def test_leaving_a_line_puts_it_into_the_history():
    field = keyed(opened(history=("first",)), "d r a")
    assert keyed(opened(history=remembered(field)), "up").text == "dra"
    assert remembered(keyed(field, "up")) == ("dra", "first")
    assert remembered(opened("  ", ("first",))) == ("first",)


def test_a_passphrase_leaves_no_trace():
    field = keyed(opened("s", ("old",), secret=True), "e c backspace ctrl+z up")
    assert field.text == "se"
    assert (field.past, field.future, field.history, remembered(field)) == ((), (), (), ())


def test_repr_never_shows_the_text():
    assert "Reyes" not in repr(opened("Reyes, Maria", ("Reyes",)))


def test_a_suggestion_is_taken_only_at_the_end():
    field = suggest(opened("PHQ"), "-9 18 -> 9")
    for key in ("right", "ctrl+e", "ctrl+t"):
        assert act(field, "line.accept", key).text == "PHQ-9 18 -> 9"
        assert apply(field, key).text == "PHQ", "only the action takes it, whatever key it has"
    assert keyed(field, "left right").text == "PHQ"
    assert act(apply(field, "left"), "line.accept", "right").cursor == 3
    assert act(apply(field, "home"), "line.accept", "ctrl+e").cursor == 3
    assert apply(field, "x").suggestion == ""
    assert accept(opened("PHQ")).text == "PHQ"
    assert undo(act(field, "line.accept", "right")).text == "PHQ"


@pytest.mark.parametrize(
    ("action", "key", "text"),
    [
        ("line.accept", "right", "abcdef"),
        ("line.accept", "ctrl+e", "abcdef"),
        ("line.accept", "f8", "abcdef"),
        ("line.prev_match", "up", "old"),
        ("line.prev_match", "f8", "old"),
        ("line.next_match", "down", "abc"),
        ("text.undo", "ctrl+z", "ab "),
        ("line.commit", "enter", "abc"),
    ],
)
def test_actions_of_a_line_edit_it(action, key, text):
    field = suggest(opened("abc", ("old",)), "def")
    if action == "text.undo":
        field = keyed(opened("ab "), "c")
    assert act(field, action, key).text == text


def test_replacing_a_part_is_one_step():
    field = replace(opened("by fri; x"), 3, 6, "14 mar")
    assert shown(field) == "by 14 mar|; x"
    assert undo(field).text == "by fri; x"


def test_controls_and_line_ends_never_get_in():
    assert insert(opened(), "a\r\nb\tc\x1b[31m\x07").text == "a b c[31m"


@pytest.mark.parametrize(
    ("text", "cursor", "width", "result"),
    [
        ("abc", 3, 10, ("abc", 3)),
        ("abcdef", 6, 4, ("def", 3)),
        ("abcdef", 0, 4, ("abcd", 0)),
        ("abcdef", 3, 4, ("abcd", 3)),
        ("日本語", 3, 5, ("本語", 4)),
        ("日本語", 0, 5, ("日本", 0)),
        ("", 0, 1, ("", 0)),
    ],
)
def test_the_window_holds_the_cursor(text, cursor, width, result):
    assert window(text, cursor, width) == result


KEYS = st.one_of(
    st.characters(codec="utf-8"),
    st.sampled_from(["e", " ", "\u0301", "\u200d", "\N{MAN}", "\U0001f1ec", "\U0001f1e7"]),
    st.sampled_from(
        [
            *("left", "right", "home", "end", "ctrl+left", "ctrl+right", "backspace", "delete"),
            *("ctrl+w", "ctrl+u", "ctrl+k", "ctrl+d", "ctrl+z", "ctrl+y", "up", "down"),
            *("ctrl+a", "ctrl+e", "space", "esc", "f7", "tab"),
        ]
    ),
)
FIELDS = st.builds(
    lambda text, history, grey: suggest(opened(text, tuple(history)), grey),
    st.text(max_size=12),
    st.lists(st.text(max_size=6), max_size=3),
    st.text(max_size=4),
)


@settings(max_examples=200, deadline=None)
@given(FIELDS, st.lists(KEYS, max_size=40))
def test_random_keys_never_raise_and_the_cursor_stays_inside(field, keys):
    for key in keys:
        field = apply(field, key)
        assert field.cursor in edges(field.text)
        assert "\n" not in field.text
        assert len(field.past) <= UNDO_STEPS
        part, column = window(field.text, field.cursor, 9)
        assert 0 <= column < 9
        assert part in field.text


@settings(max_examples=150, deadline=None)
@given(FIELDS, st.lists(KEYS, max_size=30))
def test_undoing_everything_and_redoing_it_is_the_identity(field, keys):
    for key in keys:
        field = apply(field, key)
    back = field
    for _ in range(len(field.past)):
        back = undo(back)
    assert back.past == ()
    forward = back
    for _ in range(len(field.past)):
        forward = redo(forward)
    assert (forward.text, forward.cursor) == (field.text, field.cursor)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20))
def test_typing_a_text_letter_by_letter_gives_that_text(text):
    field = LineField()
    for one in text:
        field = apply(field, "space" if one == " " else one)
    assert field.text == text
