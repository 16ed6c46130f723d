"""Boxes and rules, as the screens draw them."""

from __future__ import annotations

import pytest

from plantui.tui.frame.box import Box, rule
from plantui.tui.frame.line import line, line_width, plain


def drawn(box: Box, *rows: str) -> list[str]:
    return [plain(spans) for spans in box.draw([line(row) for row in rows])]


def test_single_border() -> None:
    box = Box(38, 4, title="1 CASELOAD", foot="34 shown, sorted by next time")
    assert drawn(box, " TODAY              next      review") == [
        "┌─ 1 CASELOAD ───────────────────────┐",
        "│ TODAY              next      review│",
        "│                                    │",
        "└─ 34 shown, sorted by next time ────┘",
    ]


def test_double_border_with_words_at_the_right() -> None:
    box = Box(82, 3, title="2 PLAN  Reyes, Maria  C-014", right="v3 signed 12 Dec 2025", foot="z folds", focus=True)
    assert drawn(box, "x") == [
        "╔═ 2 PLAN  Reyes, Maria  C-014 ═══════════════════════════ v3 signed 12 Dec 2025 ╗",
        "║x" + " " * 79 + "║",
        "╚═ z folds ══════════════════════════════════════════════════════════════════════╝",
    ]


def test_styles_of_the_parts() -> None:
    top = Box(20, 2, title="T", right="r", focus=True).draw([])[0]
    assert dict(top) == {"╔═ ": "focus", "T": "title", " ": "focus", "═" * 11: "focus", " r ": "title", "╗": "focus"}
    assert Box(9, 2).draw([]) == (
        (("┌", "border"), ("─" * 7, "border"), ("┐", "border")),
        (("└", "border"), ("─" * 7, "border"), ("┘", "border")),
    )


def test_a_long_title_is_cut_and_the_right_words_give_way_last() -> None:
    assert drawn(Box(20, 2, title="2 PLAN  Reyes, Maria", right="v3"))[0] == "┌─ 2 PLAN~ ──── v3 ┐"
    assert drawn(Box(14, 2, title="Reyes, Maria", right="v3 draft"))[0] == "┌─ Reyes~ ───┐"


@pytest.mark.parametrize("width", range(2, 30))
@pytest.mark.parametrize("height", [2, 3])
def test_every_size_is_exact(width: int, height: int) -> None:
    box = Box(width, height, title="日本 title", right="12 Dec", foot="foot of it", foot_right="more")
    lines = box.draw([line("日本日本日本日本日本日本日本日本")])
    assert len(lines) == height
    assert {line_width(spans) for spans in lines} == {width}


def test_rule() -> None:
    assert plain(rule(30, "g1.1 under the cursor")) == "─── g1.1 under the cursor ────"
    assert plain(rule(12, "g1.1", lead=2)) == "── g1.1 ────"
    assert plain(rule(5)) == "─────"
    assert plain(rule(8, "a long title")) == "─── a~ ─"
    assert rule(5, focus=True) == (("─────", "focus"),)
