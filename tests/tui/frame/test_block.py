"""Blocks side by side, stacked and overlaid."""

from __future__ import annotations

from plantui.tui.frame.block import Block, beside, blank, block, centre, over, size, stack
from plantui.tui.frame.line import line, line_width, plain


def text(rectangle: Block) -> list[str]:
    return [plain(spans) for spans in rectangle]


def test_block_pads_and_crops() -> None:
    assert text(block([line("abc"), line("x")], 2, 3)) == ["ab", "x ", "  "]
    assert text(block([line("abc"), line("x")], 2, 1)) == ["ab"]
    assert block([line("abc")], 0, 2) == ((), ())


def test_beside_fills_the_shorter_one() -> None:
    assert text(beside(block([line("ab")], 2, 1), block([line("1"), line("2")], 1, 2))) == ["ab1", "  2"]
    assert text(beside((), block([line("1")], 1, 1))) == ["1"]


def test_stack_and_size() -> None:
    both = stack(blank(3, 2), block([line("abc")], 3, 1))
    assert text(both) == ["   ", "   ", "abc"]
    assert size(both) == (3, 3)
    assert size(()) == (0, 0)


def test_over_cuts_what_sticks_out() -> None:
    base = block([line("......")] * 3, 6, 3)
    top = block([line("XX"), line("YY")], 2, 2)
    assert text(over(base, top, 1, 1)) == ["......", ".XX...", ".YY..."]
    assert text(over(base, top, 5, 2)) == ["......", "......", ".....X"]
    assert text(over(base, top, -1, -1)) == ["Y.....", "......", "......"]


def test_over_splits_wide_characters() -> None:
    base = block([line("日本語")], 6, 1)
    result = over(base, block([line("x")], 1, 1), 3, 0)
    assert text(result) == ["日 x語"]
    assert line_width(result[0]) == 6


def test_centre() -> None:
    assert text(centre(block([line("....")] * 3, 4, 3), block([line("XX")], 2, 1))) == ["....", ".XX.", "...."]
    assert text(centre(block([line("..")], 2, 1), block([line("XXXX")] * 3, 4, 3))) == ["XX"]
