"""A line and a text of many lines take the same editing keys to the same end."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.keys import body, field
from plantui.keys.editing import UNDO_STEPS

KEYS = (
    *("left", "right", "ctrl+left", "ctrl+right", "backspace", "delete", "ctrl+d"),
    *("ctrl+w", "ctrl+u", "ctrl+k", "ctrl+z", "ctrl+y", "a", "space", "é"),
)


def one_row(text: str) -> list[tuple[int, int]]:
    return [(0, len(text))]


@settings(max_examples=60, deadline=None)
@given(st.text("ab é 👩‍👩‍👧 🇩🇪", max_size=12), st.lists(st.sampled_from(KEYS), max_size=40))
def test_in_one_line_both_do_the_same(text: str, keys: list[str]) -> None:
    line, note = field.opened(text), body.opened(text)
    for key in keys:
        line, note = field.apply(line, key), body.apply(note, key, one_row)
        assert (line.text, line.cursor, line.past, line.future, line.run) == (
            note.text,
            note.cursor,
            note.past,
            note.future,
            note.run,
        )


def test_both_keep_as_many_steps_and_show_no_text() -> None:
    line, note = field.opened(), body.opened()
    for _ in range(UNDO_STEPS + 9):
        line, note = field.replace(line, 0, 0, "x"), body.replace(note, 0, 0, "x")
    assert len(line.past) == len(note.past) == UNDO_STEPS
    assert repr(line) == "LineField(59 characters, cursor 1)"
    assert repr(note) == "TextBody(59 characters, cursor 1)"
