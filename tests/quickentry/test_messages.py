"""The sentences that other parts of the program say with codes of the same table, and the shapes of all."""

from __future__ import annotations

import inspect

import pytest

from plantui.quickentry import messages


def test_the_messages_of_other_places() -> None:
    assert messages.several_clients("M.R.", ["C-014", "C-027"]) == "Two clients are M.R.: C-014, C-027"
    assert messages.several_clients("rey", ["C-1", "C-2", "C-3", "C-4", "C-5"]).startswith("5 clients are rey:")
    assert messages.not_your_initials("DW") == "Those are not your initials (DW)"
    assert messages.not_yet("g2.2") == "Not yet: g2.2 needs a mark, a status or a remark"


def test_lists_in_words() -> None:
    assert messages.and_list([]) == ""
    assert messages.and_list(["a"]) == "a"
    assert messages.and_list(["a", "b", "c"]) == "a, b and c"
    assert messages.or_list(["a", "b"]) == "a or b"
    assert messages.or_list(["a"]) == "a"


def test_what_is_quoted_is_short_and_on_one_line() -> None:
    assert messages.shorten("a\n b\tc") == "a b c"
    assert messages.shorten("x" * 41) == "x" * 37 + "..."
    assert messages.shorten("x" * 40) == "x" * 40


def test_open_ranges() -> None:
    assert messages.range_of("WHODAS", "0", None) == "WHODAS starts at 0"
    assert messages.range_of("X", None, "9") == "X goes up to 9"


SENTENCES = [
    (name, function)
    for name, function in inspect.getmembers(messages, inspect.isfunction)
    if not name.startswith("_") and name not in ("and_list", "or_list", "shorten")
]


@pytest.mark.parametrize(("name", "function"), SENTENCES)
def test_every_sentence_has_its_code(name: str, function: object) -> None:
    assert inspect.getdoc(function), name
    assert (inspect.getdoc(function) or "")[:2].isalnum()
