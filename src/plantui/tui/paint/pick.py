"""The statement picker: what is typed, the matches, and what the one under the cursor would become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.model.statement import Statement, StatementKind
from plantui.practice.picking import Use, own_values
from plantui.quickentry import preview
from plantui.quickentry.blanks import bracketed
from plantui.tui.desk.filling import Fill
from plantui.tui.desk.library_use import used_here
from plantui.tui.desk.pick import PickPanel, code_at, hits, plain_words, under_cursor
from plantui.tui.frame import Block, Box, Line, line, rule, scrolled
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.defaults import defaulted
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.words import count, hints
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LABEL = 9
WIDEST = 102
TALLEST = 26
TOLD = 6
"""Rows about the statement under the cursor, on a narrow screen."""
TOLD_WIDE = 11
"""The same on a wide one, with the reason for the order below."""
WHY = "Why these first: this problem's tags, then words you typed, then how often you use them."


def _sizes(desk: Desk) -> tuple[int, int, int]:
    """Width and height of the panel, and the rows of its list."""
    wide = desk.state.width >= WIDE
    width = min(WIDEST, desk.state.width - 18) if wide else desk.state.width - (4 if desk.state.width > 60 else 0)
    height = min(TALLEST, desk.state.height - 4)
    told = TOLD_WIDE if wide and height >= TALLEST else TOLD_WIDE - 2 if wide else TOLD
    rows = max(2, height - 5 - told)
    return width, height, min(rows, height - 5)


def follow_pick(desk: Desk, panel: PickPanel) -> None:
    """Keep the match under the cursor in view."""
    found = len(hits(desk, panel).statements)
    panel.cursor = max(0, min(panel.cursor, found - 1))
    panel.top = scrolled(panel.top, panel.cursor, found, _sizes(desk)[2])


def pick_panel(desk: Desk, panel: PickPanel, width: int, height: int) -> Block:
    """The panel over the panes."""
    wide = desk.state.width >= WIDE
    width, height, rows = _sizes(desk)
    inner = width - 4
    found = hits(desk, panel)
    body: list[Line] = [line("/ ", *field_lines(panel.typed, inner - 2, 1)[0][0]), rule(inner)]
    shown = found.statements[panel.top : panel.top + rows]
    known, client = used_here(desk), own_values(desk.chart())["client"]
    for at, each in enumerate(shown, panel.top):
        text = bracketed(each.text.replace("{client}", client))
        body.append(_row(text, inner, at == panel.cursor, each.id in panel.ticks, known.get(each.id)))
    if not shown:
        body += [line((part, "note")) for part in wrap(_nothing(desk, panel), inner)]
    body += [line("")] * (rows + 2 - len(body)) + [rule(inner)]
    here = under_cursor(desk, panel)
    if here is not None:
        body += told(desk, panel, here, inner, wide=wide)
        if wide and height >= TALLEST and len(body) + 4 <= height:
            body += [line(""), line((shorten(WHY, inner), "note"))]
    tags = ", ".join(desk.library.statements.problems[tag].title for tag in panel.tags)
    number = f"{found.count} of {found.total}"
    room = inner - cells(panel.title) - cells(number) - 8
    title = f"{panel.title}   {shorten(tags, room)}" if tags and room > 8 else panel.title
    foot = hints(edge("statements", inner, desk.keymap, wide=wide), wide=wide)
    box = Box(width, height, title=title, right=number, foot=foot, focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def _nothing(desk: Desk, panel: PickPanel) -> str:
    typed = panel.typed.text.strip()
    own = desk.key("pick.own_words", Context.PICK)
    if typed:
        return f"Nothing in the library fits {typed}. {own} takes it as your own words."
    return "The library has nothing of this kind."


def _row(said: str, width: int, here: bool, ticked: bool, use: Use | None) -> Line:
    often = f"  {use.times}x" if use is not None else ""
    box = "[x]" if ticked else "[ ]"
    text = f"{'>' if here else ' '} {box} {said}"
    spans = line(fit(shorten(text, width - cells(often)), width - cells(often)), (often, "note"))
    return tint(fit_line(spans, width), "selected") if here else spans


def told(desk: Desk, panel: PickPanel, statement: Statement, width: int, *, wide: bool) -> list[Line]:
    """What a statement would become for this client, and where it comes from."""
    rows: list[tuple[str, str]] = []
    fill = Fill(statement)
    known = fill.known(desk)
    blanks = [
        f"{name} {each.value}{f' ({each.why})' if each.why and wide else ''}" if each.value else f"{name} ? you type it"
        for name, each in known.items()
    ]
    if blanks:
        rows.append(("Blanks", ("   " if wide else "  ").join(blanks)))
    rows.append(("Fits", fits(desk, statement) if wide else fits(desk, statement).removeprefix("problem ")))
    paired = desk.library.statements.paired(statement)
    if paired:
        rows.append(("Pairs", "; ".join(bracketed(each.text) for each in paired)))
    if statement.evidence and wide:
        rows.append(("Evidence", "; ".join(statement.evidence)))
    if wide or not paired:
        rows.append(("Source", source(desk, statement)))
    lines = [line((" It will read, with this client's values", "head"))] if wide else []
    lines += _reading(desk, panel, statement, width, 3 if wide else max(2, TOLD - len(rows)))
    if wide:
        lines.append(line(""))
    lines += [line((fit(name, LABEL), "head"), shorten(said, width - LABEL)) for name, said in rows]
    return lines


def _reading(desk: Desk, panel: PickPanel, statement: Statement, width: int, most: int) -> list[Line]:
    """The line it would become, with its reading."""
    if panel.spot is None:
        return [line((part, "preview")) for part in wrap(plain_words(desk, statement), width)[:most]]
    fill = Fill(statement, code_at(desk, panel.spot, len(panel.ticks)))
    said = preview(statement.kind, fill.line(desk, fill.held(desk)), desk.shown.lexicon(), fill.code).lines
    head = said[0].removeprefix(f"= {statement.kind} ")
    code, _, text = head.partition("  ")
    room = max(10, width - 9)
    rest = _facts(defaulted(desk, fill, said[1:]), room, most)
    shown = [*_at_most(wrap(text, room), max(1, most - len(rest)), room), *rest]
    return [line((f"  {code if not at else '':<7}", "code"), (part, "preview")) for at, part in enumerate(shown)]


def _facts(said: tuple[str, ...], width: int, most: int) -> list[str]:
    """Measure, date and rhythm in as few rows as leave one for the words; on one row the date counts most."""
    rows = [part for each in said for part in wrap(each, width)]
    if len(rows) < most:
        return rows
    due = next((each.partition("   ")[0] for each in said if each.startswith("due ")), "")
    measured = [each.partition(",")[0].partition(";")[0] for each in said if not each.startswith("due ")]
    what = shorten(", ".join(measured), width - cells(due) - 2) if due else shorten(", ".join(measured), width)
    return [", ".join(part for part in (what, due) if part)] if what or due else []


def _at_most(rows: Sequence[str], most: int, width: int) -> list[str]:
    """The first rows; a mark stands where the rest is left out."""
    if len(rows) <= most:
        return list(rows)
    return [*rows[: most - 1], shorten(" ".join(rows[most - 1 :]), width)]


def fits(desk: Desk, statement: Statement) -> str:
    """The statement's problem, how often it is used, and how often its goal was reached here."""
    shelf = desk.library.statements
    use = used_here(desk).get(statement.id, Use())
    said = f"problem {shelf.problems[statement.problem].title}"
    if not use.times:
        return f"{said}      not used in other plans yet"
    reached = f", goal reached in {use.reached}" if statement.kind == StatementKind.OBJECTIVE else ""
    return f"{said}      used in {count(use.times, 'other plan')}{reached}"


def source(desk: Desk, statement: Statement) -> str:
    """Where a statement comes from."""
    if statement.own:
        from pathlib import PurePath

        return f"practice library, {PurePath(desk.library.statements.file_of(statement.id)).name}"
    problem = desk.library.statements.problems[statement.problem]
    signed = f", signed off by {problem.reviewed_by}" if problem.reviewed_by else ""
    return f"comes with the program{signed}"


PAINTERS: dict[str, Painter] = {
    "PickPanel": Painter(pick_panel, follow_pick),
}
"""Kind of scene -> its painter."""
