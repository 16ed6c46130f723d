"""The line being typed: the field, what it will become, and the fault under the faulty place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plantui.keys.field import LineField
from plantui.model.codes import next_code
from plantui.model.plan import Goal, Intervention, Objective, Problem
from plantui.model.tree import KINDS, find
from plantui.practice.lines import line_of
from plantui.quickentry.reading import Preview, preview
from plantui.tui.desk.outline import TreeRow
from plantui.tui.desk.state import LineEntry
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.text import cells, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

_CLASSES: dict[str, type[Problem] | type[Goal] | type[Objective] | type[Intervention]] = {
    "problem": Problem,
    "goal": Goal,
    "objective": Objective,
    "intervention": Intervention,
}


def code_of(desk: Desk, entry: LineEntry) -> str:
    """The code the line has, or will have when it is kept."""
    plan, chart = desk.shown.plan(), desk.shown.chart()
    if entry.purpose == "edit":
        place = find(plan, entry.node) if plan is not None else None
        return place.node.code if place is not None else ""
    if chart is None:
        return ""
    parent = find(plan, entry.parent) if plan is not None and entry.parent else None
    if parent is None and entry.kind != "problem":
        return ""
    counters = chart.counters
    return next_code(counters, parent.node if parent is not None else None, _CLASSES[entry.kind])[0]


def reading(desk: Desk, entry: LineEntry) -> Preview:
    """What the line means as it stands."""
    lexicon = desk.shown.lexicon()
    code = code_of(desk, entry) or None
    if entry.purpose == "edit":
        plan = desk.shown.plan()
        place = find(plan, entry.node) if plan is not None else None
        before = line_of(place.node) if place is not None else None
        return preview(entry.kind, entry.field.text, lexicon, code, before=before)
    return preview(entry.kind, entry.field.text, lexicon, code)


def field_lines(field: LineField, width: int) -> tuple[list[Line], int]:
    """The field wrapped to a width, with the caret; and the row the caret is on.

    At the end of the text the caret is `_`; inside it the character under it is marked.
    """
    text, at = field.text, field.cursor
    under = text[at] if at < len(text) else "_"
    marked = text[:at] + under + text[at + 1 :]
    lines: list[Line] = []
    caret_row = 0
    start = 0
    for part in _chop(marked, width):
        end = start + len(part)
        if start <= at < end or (at == start == end):
            inner = at - start
            lines.append(
                line((part[:inner], "field"), (part[inner : inner + 1], "caret"), (part[inner + 1 :], "field"))
            )
            caret_row = len(lines) - 1
        else:
            lines.append(line((part, "field")))
        start = end
    if field.suggestion and at == len(text):
        lines[-1] = (*lines[-1], *line((f"({field.suggestion})", "suggestion")))
    return lines, caret_row


def _chop(text: str, width: int) -> list[str]:
    """A text in pieces of at most ``width`` cells, broken behind a space where there is one; no character is lost."""
    pieces: list[str] = []
    piece, used = "", 0
    for char in text:
        size = 1 if char.isascii() else cells(char)
        if used + size > width and piece:
            cut = piece.rfind(" ") + 1 or len(piece)
            pieces.append(piece[:cut])
            piece = piece[cut:]
            used = cells(piece)
        piece += char
        used += size
    return [*pieces, piece]


def faulty_field(field: LineField, read: Preview, width: int) -> list[Line]:
    """The field with carets under the faulty place, and the sentence that says what would be right."""
    fault = read.fault
    lines, _ = field_lines(field, width)
    if fault is None:
        return lines
    shown: list[Line] = []
    start = 0
    pieces = _chop(f"{field.text}_" if field.cursor >= len(field.text) else field.text, width)
    pointed = False
    for piece, drawn in zip(pieces, lines, strict=False):
        end = start + len(piece)
        shown.append(drawn)
        if not pointed and (start <= fault.start < end or end >= len(field.text)):
            pointed = True
            before = cells(piece[: fault.start - start])
            inside = cells(piece[max(0, fault.start - start) : fault.end - start])
            shown.append(line(" " * before, ("^" * max(1, inside), "must")))
        start = end
    return [*shown, *(line((part, "must")) for part in wrap(f"{fault.code} {fault.message}", width))]


def entry_box(desk: Desk, width: int, rows: Sequence[TreeRow]) -> tuple[Block, int]:
    """The box of the open line as rows of the tree, and before which row it stands."""
    entry = desk.state.line
    assert entry is not None
    wide = width >= 70
    indent = 3 if wide else 0
    inner = width - 2 * indent - 4
    code = code_of(desk, entry)
    verb = "edit" if entry.purpose == "edit" else "new"
    read = reading(desk, entry)
    body: list[Line]
    if entry.scolded and read.fault is not None:
        body = faulty_field(entry.field, read, inner)
    else:
        body = field_lines(entry.field, inner)[0]
        if wide:
            body.append(line(""))
        said = read.lines if entry.field.text.strip() else _empty_words(entry)
        body += [line((part, "preview")) for text in said for part in wrap(text, inner)]
        body += [
            line((part, "ask")) for notice in read.notices for part in wrap(f"{notice.code} {notice.message}", inner)
        ]
    foot = _foot(entry, wide)
    box = Box(inner + 4, len(body) + 2, title=f"{verb} {entry.kind} {code}".rstrip(), foot=foot, focus=True)
    drawn = box.draw([line(" ", *spans) for spans in body])
    padded = tuple((((" " * indent), ""), *spans, ((" " * (width - indent - inner - 4)), "")) for spans in drawn)
    return padded, _place(entry, rows)


def _foot(entry: LineEntry, wide: bool) -> str:
    if entry.purpose == "edit":
        return "Enter keep   Esc drop" if wide else "Enter keep  Esc drop"
    if wide:
        return "Enter keep, next   Tab deeper   Shift+Tab shallower   ctrl+j stop"
    return "Tab deeper  S-Tab shallower"


def _empty_words(entry: LineEntry) -> tuple[str, ...]:
    shapes = {
        "problem": "what brings them; dx F41.1; aeb what shows it",
        "goal": '"their own words" what life looks like then',
        "objective": "PHQ-9 18 -> 9 by +12w; client ...; clinician ...",
        "intervention": "CBT: what you do; weekly",
    }
    return (shapes.get(entry.kind, ""), "Enter on an empty line stops.") if entry.purpose == "add" else ("...",)


def _place(entry: LineEntry, rows: Sequence[TreeRow]) -> int:
    """The row before which the box stands: behind the edited line, or where the new line will be."""
    if entry.purpose == "edit":
        return next(
            (index + 1 for index, row in enumerate(rows) if row.node == entry.node and not row.remark), len(rows)
        )
    depth = KINDS.index(entry.kind)
    start = 0
    if entry.parent:
        start = next(
            (index + 1 for index, row in enumerate(rows) if row.node == entry.parent and not row.remark), len(rows)
        )
    passed = 0
    for index in range(start, len(rows)):
        row = rows[index]
        if row.depth < depth and not row.remark:
            return index
        if row.depth == depth and not row.remark:
            if entry.index is not None and passed == entry.index:
                return index
            passed += 1
    return len(rows)
