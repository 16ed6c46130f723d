from __future__ import annotations

from plantui.quickentry import LineFault, Notice, caret_line


def test_a_fault_says_where_and_what() -> None:
    fault = LineFault("O5", "No", 3, 6)
    assert str(fault) == "column 4: No [O5]"
    assert str(fault.moved(2, line=7)) == "line 7, column 6: No [O5]"
    assert (fault.moved(-9).start, fault.moved(-9).end) == (0, 0)
    assert fault.moved(1).as_notice() == Notice("O5", "No", 4, 7)


def test_a_moved_fault_keeps_the_rest() -> None:
    fault = LineFault("D1", "No", 1, 2, suggestion="fri", unfinished=True, line=4)
    moved = fault.moved(1)
    assert (moved.suggestion, moved.unfinished, moved.line) == ("fri", True, 4)


def test_the_end_never_lies_before_the_start() -> None:
    assert (LineFault("X", "No", 5, 2).start, LineFault("X", "No", 5, 2).end) == (5, 5)


def test_carets() -> None:
    assert caret_line(LineFault("O5", "No", 2, 5)) == "  ^^^"
    assert caret_line(LineFault("O5", "No", 2, 2)) == "  ^"
    assert caret_line(Notice("O3", "No", 0, 2), "日本x") == "^^^^"
    assert caret_line(LineFault("O5", "No", 2, 3), "e\u0301x") == " ^"
    assert caret_line(LineFault("O5", "No", 5, 7), "abc") == "     ^^"
