from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from plantui.documents.prose import escaped, in_cell, in_line, indented, safe, words
from tests.documents.strategies import NASTY
from tests.documents.strategies import texts as any_texts

texts = any_texts.map(safe)

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def rendered(markdown: str) -> list[str]:
    """The text of every inline run, and nothing but plain paragraphs, headings, lists and cells around it."""
    return [words(token.children or ()) for token in PARSER.parse(markdown) if token.type == "inline"]


def kinds(markdown: str) -> set[str]:
    return {
        inner.type
        for token in PARSER.parse(markdown)
        for inner in (token, *(token.children or ()))
        if inner.content or inner.type.endswith("_open")
    }


@given(texts)
def test_a_paragraph_shows_what_was_typed(text: str) -> None:
    markdown = f"**Label:** {escaped(text)}"
    assert rendered(markdown) == [f"Label: {text}" if text else "Label:"]
    assert kinds(markdown) <= {"paragraph_open", "inline", "text", "strong_open"}


@given(texts.filter(bool))
def test_text_at_the_start_of_a_line_starts_nothing(text: str) -> None:
    assert rendered(escaped(text)) == [text]
    assert kinds(escaped(text)) <= {"paragraph_open", "inline", "text"}


@given(texts.filter(bool))
def test_a_nested_list_line_shows_what_was_typed(text: str) -> None:
    markdown = f"- top\n  - {indented(text, 4)}\n- next"
    assert rendered(markdown) == ["top", text, "next"]
    assert kinds(markdown) <= {"bullet_list_open", "list_item_open", "paragraph_open", "inline", "text"}


@given(texts)
def test_a_heading_shows_what_was_typed(text: str) -> None:
    markdown = f"### Problem p1: {in_line(text)}\n\nafter"
    assert rendered(markdown) == [f"Problem p1: {text}" if text else "Problem p1:", "after"]


@given(texts, texts)
def test_a_table_cell_shows_what_was_typed(one: str, two: str) -> None:
    markdown = f"| A | B |\n| --- | --- |\n| {in_cell(one)} | {in_cell(two)} |"
    assert rendered(markdown) == ["A", "B", one, two]


@given(
    st.text() | st.sampled_from([f"a{chr(code)}b" for code in [*range(32), 0x7F, 0x85, 0x9B, 0x202E, 0x2066, 0xFFFE]])
)
def test_nothing_that_could_steer_a_terminal_or_turn_text_round_is_written(text: str) -> None:
    for form in (escaped(text), in_line(text), in_cell(text)):
        assert not [
            character for character in form if unicodedata.category(character) in ("Cc", "Cs") and character != "\n"
        ]
        assert not set(form) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@given(st.text())
def test_safe_text_stays_as_it_is(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@pytest.mark.parametrize(
    "plain", ["Sleep 6 h or more, 5 nights", "3/5 nights (20%)", "It's fine; really - yes.", "PHQ-9 18 -> 9"]
)
def test_ordinary_words_are_left_alone(plain: str) -> None:
    assert escaped(plain).replace("\\>", ">") == plain


@pytest.mark.parametrize("text", [safe(text) for text in NASTY])
def test_every_nasty_text_in_every_place(text: str) -> None:
    assert rendered(f"- **L:** {indented(text, 2)}") == [f"L: {text}"]
    assert rendered(escaped(text)) == [text]
    assert rendered(f"- x\n  - {indented(text, 4)}") == ["x", text]
    assert rendered(f"###### Intervention g1.1a: {in_line(text)}") == [f"Intervention g1.1a: {text}"]
    assert rendered(f"| A |\n| --- |\n| {in_cell(text)} |") == ["A", text]
    assert kinds(escaped(text)) <= {"paragraph_open", "inline", "text"}
