"""The line being typed: the field, what it will become, and the fault under the faulty place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.model.codes import next_code
from plantui.model.plan import Goal, Intervention, Objective, Problem
from plantui.model.tree import KINDS
from plantui.practice.lines import line_of
from plantui.quickentry.reading import Preview, preview
from plantui.tui.desk.state import LineEntry
from plantui.tui.frame import Block, Box, line
from plantui.tui.paint.field import faulty_field, field_lines
from plantui.tui.paint.view import drawn_tree
from plantui.tui.paint.words import hints
from plantui.tui.text import wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

_CLASSES: dict[str, type[Problem] | type[Goal] | type[Objective] | type[Intervention]] = {
    "problem": Problem,
    "goal": Goal,
    "objective": Objective,
    "intervention": Intervention,
}
_SHAPES = {
    "problem": "what brings them; dx F41.1; aeb what shows it   (or service, discharge, outcome)",
    "goal": '"their own words" what life looks like then',
    "objective": "PHQ-9 18 -> 9 by +12w; client ...; clinician ...",
    "intervention": "CBT: what you do; weekly",
}


def code_of(desk: Desk, entry: LineEntry) -> str:
    """The code the line has, or will have when it is kept."""
    chart = desk.shown.chart()
    if entry.purpose == "edit":
        place = desk.shown.place_of(entry.node)
        return place.node.code if place is not None else ""
    parent = desk.shown.place_of(entry.parent)
    if chart is None or (parent is None and entry.kind != "problem"):
        return ""
    return next_code(chart.counters, parent.node if parent is not None else None, _CLASSES[entry.kind])[0]


def reading(desk: Desk, entry: LineEntry) -> Preview:
    """What the line means as it stands."""
    code = code_of(desk, entry)
    lexicon = desk.shown.lexicon()
    key = (entry.purpose, entry.kind, entry.node, entry.field.text, code, id(lexicon))

    def make() -> tuple[object, Preview]:
        place = desk.shown.place_of(entry.node) if entry.purpose == "edit" else None
        before = line_of(place.node) if place is not None else None
        return lexicon, preview(entry.kind, entry.field.text, lexicon, code or None, before=before)

    kept: tuple[object, Preview] = desk.shown.keep("reading", key, make)
    return kept[1]


def entry_box(desk: Desk, width: int, height: int) -> tuple[Block, int]:
    """The box of the open line as lines of the tree, and before which line it stands."""
    entry = desk.state.line
    assert entry is not None
    wide = width >= 70
    indent = 3 if wide else 0
    inner = width - 2 * indent - 4
    code = code_of(desk, entry)
    read = reading(desk, entry)
    most = max(1, height - 6)
    fault = read.fault if entry.scolded else None
    if fault is not None:
        body = faulty_field(entry.field, fault, inner, most)
        body.append(line((f"   Fix it, or {desk.key('ui.cancel', Context.LINE)}: the text waits under up.", "must")))
    else:
        body = field_lines(entry.field, inner, most)[0]
        if wide and height > 10:
            body.append(line(""))
        said = read.lines if entry.field.text.strip() else _empty_words(desk, entry)
        body += [line((part, "preview")) for text in said for part in wrap(text, inner)]
        body += [
            line((part, "ask")) for notice in read.notices for part in wrap(f"{notice.code} {notice.message}", inner)
        ]
    from plantui.tui.paint.completion import match_lines

    spare = height - 3 - len(body)
    found = match_lines(desk, entry, inner, min(6, spare)) if fault is None and spare > 2 else []
    body += [line(""), *found] if found and wide else found
    body = body[: max(1, height - 2)]
    place = "fault" if fault is not None else entry.purpose
    foot = hints(edge(place, inner, desk.keymap, wide=wide), wide=wide)
    title = f"{'edit' if entry.purpose == 'edit' else 'new'} {entry.kind} {code}".rstrip()
    drawn = Box(inner + 4, len(body) + 2, title=title, foot=foot, focus=True).draw([line(" ", *each) for each in body])
    after = width - indent - inner - 4
    return tuple(((" " * indent, ""), *spans, (" " * after, "")) for spans in drawn), _place(desk, entry)


def _empty_words(desk: Desk, entry: LineEntry) -> tuple[str, ...]:
    if entry.purpose != "add":
        return ("...",)
    enter = desk.key("line.commit", Context.LINE)
    return (_SHAPES.get(entry.kind, ""), f"{enter} on an empty line stops.")


def _place(desk: Desk, entry: LineEntry) -> int:
    """The line before which the box stands: behind the edited line, or where the new line will be."""
    rows, drawn = desk.shown.tree_rows(), drawn_tree(desk)
    firsts = (*drawn.firsts, len(drawn.lines))
    if entry.purpose == "edit":
        at = next((index for index, row in enumerate(rows) if row.node == entry.node and not row.remark), len(rows) - 1)
        return firsts[at + 1] if rows else 0
    depth = KINDS.index(entry.kind)
    start = 0
    if entry.parent:
        start = next((index + 1 for index, row in enumerate(rows) if row.node == entry.parent), len(rows))
    passed = 0
    for index in range(start, len(rows)):
        row = rows[index]
        if row.remark:
            continue
        if row.depth < depth:
            return firsts[index]
        if row.depth == depth:
            if entry.index is not None and passed == entry.index:
                return firsts[index]
            passed += 1
    return len(drawn.lines)
