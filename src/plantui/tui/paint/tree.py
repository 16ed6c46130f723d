"""The rows of the plan tree as lines."""

from __future__ import annotations

from typing import NamedTuple

from plantui.model.status import Status
from plantui.tui.desk.outline import TreeRow
from plantui.tui.frame import Line, line
from plantui.tui.frame.line import fit_line
from plantui.tui.paint.layout import WIDE_PLAN, WIDEST_ROW
from plantui.tui.text import cells, fit, shorten, wrap

_INDENTS = (0, 2, 4, 9)
_NARROW_INDENTS = (0, 1, 2, 6)
_STATUS_STYLES = {Status.MET: "done", Status.STOPPED: "stopped", Status.HOLD: "stopped"}
_NO_BREAK = "\N{NO-BREAK SPACE}"
_LEAST_WORDS = 9
"""An objective's words are left out where fewer columns remain beside its numbers."""

_UNMOVED = {"at review": "at rev", "first score": "first"}
"""Words beside a score that nothing was compared with, and how they are shortened."""


class Drawn(NamedTuple):
    """The tree as lines without their first cell; ``owners`` names the node of each (empty for a blank line).

    ``starts`` is the first line of each node's own row, ``firsts`` that of every row, a blank line above it included.
    """

    lines: tuple[Line, ...]
    owners: tuple[str, ...]
    starts: dict[str, int]
    firsts: tuple[int, ...]


def tree_lines(rows: tuple[TreeRow, ...], width: int, *, wrapped: bool) -> Drawn:
    """Every row as one line of ``width`` cells, or as several where long ones are wrapped."""
    lines: list[Line] = []
    owners: list[str] = []
    starts: dict[str, int] = {}
    firsts: list[int] = []
    wide = width >= WIDE_PLAN - 1
    for index, row in enumerate(rows):
        firsts.append(len(lines))
        if wide and index and row.depth == 0:
            lines.append(fit_line((), width))
            owners.append("")
        if not row.remark:
            starts[row.node] = len(lines)
        own = row_lines(row, width, wrapped=wrapped)
        lines += own
        owners += ["" if row.remark else row.node] * len(own)
    return Drawn(tuple(lines), tuple(owners), starts, tuple(firsts))


def row_lines(row: TreeRow, width: int, *, wrapped: bool) -> list[Line]:
    """One row: a line, and the rest of its words below where it is wrapped."""
    wide = width >= WIDE_PLAN - 1
    indent = (_INDENTS if wide else _NARROW_INDENTS)[row.depth]
    style = _STATUS_STYLES.get(row.status, "") if row.status is not None else ""
    if row.depth == 2:
        found = _objective(row, min(width, WIDEST_ROW), indent, style, wide=wide, wrapped=wrapped)
        return [fit_line(each, width) for each in found]
    gap = "  " if wide else " "
    status = f"{row.status.word} " if row.status in (Status.MET, Status.STOPPED, Status.HOLD) else ""
    head = f"{' ' * indent}{row.code}{gap}"
    right = f" {row.right} " if row.right else " "
    room = max(4, (min(width, WIDEST_ROW) if row.right else width) - cells(head) - cells(status) - cells(right))
    approach = f"{row.approach}: " if row.approach and wide else ""
    words = f"{approach}{row.words}"
    word_style = style or ("must" if row.remark else "")
    pieces = wrap(words + _folded(row), room) if wrapped else (shorten(words, room - len(_folded(row))) + _folded(row),)
    first = line((head, "code"), (status, style), (fit(pieces[0], room), word_style), right)
    rest = [line(" " * cells(head), (piece, word_style)) for piece in pieces[1:]]
    return [fit_line(each, width) for each in (first, *rest)]


def _folded(row: TreeRow) -> str:
    """The mark of a folded line: it is never cut away."""
    return " ..." if row.folded else ""


def _objective(row: TreeRow, width: int, indent: int, style: str, *, wide: bool, wrapped: bool) -> list[Line]:
    """`g1.1 act GAD-7 15 -> 7   now 11 better  +1  12 May`."""
    word = row.status.word if row.status is not None else "new"
    right = _right(row, wide=wide)
    head = f"{' ' * indent}{row.code} "
    room = max(6, width - cells(head) - 4 - sum(cells(text) for text, _ in right) - 1)
    words = _words(row, room, wrapped=wrapped)
    first = line((head, "code"), (f"{word} ", style), (fit(words[0], room), style), " ", *right)
    rest = [line(" " * (cells(head) + 4), (piece, style)) for piece in words[1:]]
    return [fit_line(each, width) for each in (first, *rest)]


def _right(row: TreeRow, *, wide: bool) -> Line:
    """Last score with its trend, last mark, and the date."""
    style = row.trend if row.trend in ("better", "worse") else ""
    due = f"{row.due.day} {row.due:%b}" if row.due is not None else ""
    if wide:
        return line((fit(_now(row), 15), style), (fit(row.mark, 3, align=">"), ""), "  ", fit(due, 6), "      ")
    # Only the right edges stand under each other: what a short word leaves belongs to the line's own words.
    return line((f" {_briefly(row)}", style), (fit(row.mark, 4, align=">"), ""), "  ")


def _now(row: TreeRow) -> str:
    """`now 11 better`; `11 at review` while nothing was scored since; `now ? no data` where nothing ever was."""
    if not row.then:
        return f"now {row.now} {row.trend}" if row.now and row.trend else row.trend
    said = f"{row.then} {row.trend}"
    return said if row.trend in _UNMOVED else f"then {said}"


def _briefly(row: TreeRow) -> str:
    """The same in nine columns: `11 bett`, `11 at rev`, `no data`."""
    if not row.then:
        return f"{row.now} {row.trend[:4]}" if row.now and row.trend not in ("no data", "") else row.trend
    said = f"{row.then} {_UNMOVED.get(row.trend, row.trend[:4])}"
    return said if cells(said) <= 9 else f"then {row.then}"


def _words(row: TreeRow, room: int, *, wrapped: bool) -> tuple[str, ...]:
    """Words and numbers in the room there is: the words are cut first, then the count's name, the numbers last."""
    folded = _folded(row)
    counted = f"{row.figures} {row.steps}".strip()
    said = ", ".join(part for part in (row.words, counted) if part) + folded
    if cells(said) <= room:
        return (said,)
    if wrapped:
        return wrap(said.replace(row.steps, row.steps.replace(" ", _NO_BREAK)) if row.steps else said, room)
    if not row.steps:
        return (shorten(said.removesuffix(folded), room - cells(folded)) + folded,)
    left = room - cells(counted) - cells(folded) - 2
    if row.words and left >= _LEAST_WORDS:
        return (f"{shorten(row.words, left)}  {counted}{folded}",)
    name = room - cells(row.steps) - cells(folded) - 1
    counted = f"{shorten(row.figures, name)} {row.steps}".lstrip()
    return (shorten(counted, room - cells(folded)) + folded,)
