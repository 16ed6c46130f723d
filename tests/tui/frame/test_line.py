"""Lines of spans: cut, joined, laid over each other, always to the cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plantui.tui.frame.line import crop, fit_line, joined, line, line_width, plain, put, shorten_line, tint

PIECES = st.text(st.sampled_from("ab 日é👩z\u0335"), max_size=8)
LINES = st.lists(st.tuples(PIECES, st.sampled_from(["", "code", "overdue"])), max_size=5).map(
    lambda parts: line(*parts)
)


def test_line_makes_text_visible_and_drops_nothing_else() -> None:
    assert line("a\x1b[2J", ("", "code"), ("late", "overdue")) == (("a␛[2J", ""), ("late", "overdue"))


def test_crop_splits_wide_characters_into_spaces() -> None:
    spans = (("日本", "code"), ("xy", ""))
    assert crop(spans, 1, 5) == ((" 本", "code"), ("x", ""))
    assert crop(spans, 0, 3) == (("日 ", "code"),)
    assert crop(spans, 1, 3) == (("  ", "code"),)
    assert crop(spans, 4, 9) == (("xy", ""),)
    assert crop(spans, 3, 3) == ()


@given(LINES, st.integers(0, 12), st.integers(0, 12))
def test_crop_is_exact(spans: tuple[tuple[str, str], ...], start: int, size: int) -> None:
    whole = line_width(spans)
    expected = max(0, min(whole, start + size) - start)
    assert line_width(crop(spans, start, start + size)) == expected


@given(LINES, st.integers(0, 12))
def test_two_crops_make_the_line(spans: tuple[tuple[str, str], ...], at: int) -> None:
    halves = plain(crop(spans, 0, at)) + plain(crop(spans, at, 99))
    if "日" not in plain(spans) and "👩" not in plain(spans):
        assert halves == plain(spans)
    else:
        assert line_width(crop(spans, 0, at)) + line_width(crop(spans, at, 99)) == line_width(spans)


@given(LINES, LINES, st.integers(-6, 14))
def test_put_keeps_the_width(spans: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...], at: int) -> None:
    assert line_width(put(spans, at, other)) == line_width(spans)


def test_put_replaces_cells() -> None:
    assert plain(put(line("abcdef"), 2, line("XY"))) == "abXYef"
    assert plain(put(line("abcdef"), -1, line("XY"))) == "Ybcdef"
    assert plain(put(line("abcdef"), 5, line("XY"))) == "abcdeX"
    assert plain(put(line("abcdef"), 6, line("XY"))) == "abcdef"
    assert plain(put(line("日本"), 1, line("x"))) == " x本"


@given(LINES, st.integers(0, 12))
def test_fit_line_is_exact(spans: tuple[tuple[str, str], ...], width: int) -> None:
    assert line_width(fit_line(spans, width)) == width
    assert line_width(shorten_line(spans, width)) == width


def test_fit_line_pads_and_cuts() -> None:
    assert fit_line((("ab", "code"),), 4, style="head") == (("ab", "code"), ("  ", "head"))
    assert shorten_line((("abcdef", "code"),), 4) == (("abc", "code"), ("~", "code"))


def test_tint_adds_words() -> None:
    assert tint((("a", ""), ("b", "overdue")), "cursor") == (("a", "cursor"), ("b", "overdue cursor"))
    assert tint((("a", ""),), "") == (("a", ""),)


def test_joined_merges_neighbours_of_one_style() -> None:
    assert joined([(("a", ""),), (("b", ""), ("c", "x"))]) == (("ab", ""), ("c", "x"))
