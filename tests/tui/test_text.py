"""Text from people on its way to the screen: harmless, exact in width, cut at words."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from plantui.tui.text import (
    MARKS_KEPT,
    ascii_only,
    breaks,
    cell,
    cells,
    column,
    fit,
    shorten,
    take,
    visible,
    wrap,
)

ANYTHING = st.text(st.characters(codec="utf-8") | st.sampled_from("\x1b\t\r\n\u202e\u200d\ufe0f\u0301é日👩🏽🇩"))
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Reyes, Maria", "Reyes, Maria"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("a\x7fb", "a␡b"),
        ("a\x9b31mb", "a�31mb"),
        ("one\ttwo\nthree\r\nfour\u2028five", "one two three four five"),
        ("Adler\u202eoJ", "Adler⇄oJ"),
        ("cafe\u0301", "café"),
        ("\u0301x", "◌\u0301x"),
        ("👩\u200d👩\u200d👧", "👩👩👧"),
        ("👍🏽", "👍"),
        ("❤\ufe0f", "❤"),
        ("🇩🇪", "DE"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\ud800", "�"),
        ("hid\U000e0041den", "hid�den"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANYTHING)
def test_nothing_steers_the_terminal(text: str) -> None:
    shown = visible(text)
    assert all(unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp") for character in shown)
    assert not set(shown) & set(BIDI)
    assert visible(shown) == shown


def test_every_character_is_drawn_with_a_certain_width() -> None:
    wrong = []
    # wcwidth joins a vowel sign to the letter before it (there is none here), and knows characters
    # that are newer than this Python.
    joined = {"Mc", "Mn", "Cn"}
    for code in range(0x110000):
        shown = visible(chr(code))
        if visible(shown) != shown:
            wrong.append(hex(code))
        if not joined & set(map(unicodedata.category, shown)) and wcswidth(shown) != cells(chr(code)):
            wrong.append(hex(code))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "width"),
    [("Müller", 6), ("日本語", 6), ("é" * 3, 3), ("हिन्दी", 5), ("👩\u200d👩\u200d👧", 6), ("", 0), ("a\x00b", 3)],
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


@given(ANYTHING, st.integers(0, 40), st.sampled_from("<>"))
def test_fit_is_exact(text: str, width: int, align: str) -> None:
    fitted = fit(text, width, align="<" if align == "<" else ">")
    assert cells(fitted) == width
    assert visible(fitted) == fitted


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Worry postponement; log daily", 20, "Worry postponement~ "),
        ("Worry postponement; log daily", 29, "Worry postponement; log daily"),
        ("Supercalifragilistic", 10, "Supercali~"),
        ("A Supercalifragilistic", 10, "A Superca~"),
        ("日本語テキスト", 7, "日本語~"),
        ("日本語テキスト", 8, "日本語~ "),
        ("ab", 1, "~"),
        ("ab", 0, ""),
        ("one two three", 8, "one two~"),
        ("one, two", 5, "one~ "),
    ],
)
def test_cut_at_a_word(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown


def test_cut_mark_and_right_alignment() -> None:
    assert fit("12 Jun", 8, align=">") == "  12 Jun"
    assert fit("Adler, Jo", 6, cut="") == "Adler "
    assert shorten("one two three", 9, cut="..") == "one two.."


@given(ANYTHING, st.integers(0, 20))
def test_take_is_a_beginning(text: str, width: int) -> None:
    taken = take(text, width)
    assert visible(text).startswith(taken)
    assert cells(taken) <= width


def test_marks_on_one_character_are_limited() -> None:
    assert visible("z" + "\u0335" * 50) == "z" + "\u0335" * MARKS_KEPT
    assert cells("z" + "\u0335" * 5000) == 1


@pytest.mark.parametrize("text", ["x" * 10_000, "日" * 10_000, "z\u0335" * 5_000, "\x1b[2J" * 2_500])
def test_a_huge_name_is_looked_at_only_where_it_shows(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    module = sys.modules["plantui.tui.text"]
    whole = visible
    monkeypatch.setattr(module, "visible", lambda part: seen.append(len(part)) or whole(part))
    assert cells(fit(text, 30)) == 30
    assert max(seen) < 1_000


@given(ANYTHING, st.integers(2, 30))
@settings(max_examples=60)
def test_wrap_keeps_every_word_and_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    spans = breaks(text, width)
    assert len(spans) == len(lines)
    assert all(start <= end for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    lost = "".join(text[end:start] for (_, end), (start, _) in pairwise(spans))
    assert not lost.strip()


@given(st.text(st.sampled_from("ab  c"), max_size=60), st.integers(2, 9))
def test_plain_text_breaks_like_any_other(text: str, width: int) -> None:
    # The same text with letters that are not ASCII takes the general way.
    assert breaks(text, width) == breaks(text.replace("a", "ä").replace("b", "б"), width)


def test_wrap() -> None:
    text = "Kept the log on six of seven evenings\n\nMet a friend; unbelievablylongword\tend"
    assert wrap(text, 16) == (
        "Kept the log on",
        "six of seven",
        "evenings",
        "",
        "Met a friend;",
        "unbelievablylong",
        "word    end",
    )
    assert wrap("", 10) == ("",)
    assert wrap("a\x1bb 日本 語", 4) == ("a␛b", "日本", "語")


def test_column_of_a_caret() -> None:
    assert column("日本x", 2) == 4
    assert column("a\tb", 2) == 4


@given(ANYTHING)
def test_ascii_keeps_the_width(text: str) -> None:
    drawn = ascii_only(text)
    assert drawn.isascii()
    assert cells(drawn) == cells(text)


def test_ascii_keeps_letters() -> None:
    assert ascii_only("Müller, Ñoña 日") == "Muller, Nona ? "
    assert ascii_only("Yılmaz, Sørensen, Łódź – “so”") == 'Yilmaz, Sorensen, Lodz - "so"'


def test_no_textual_needed() -> None:
    code = (
        "import sys, plantui.tui.text, plantui.tui.frame; "
        "sys.exit(any(name.split('.')[0] in ('textual', 'rich') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_cell_of_marks() -> None:
    assert cell("\u0301") == 0
    assert cell("\u093e") == 1
