"""The statement library as a page: the list, and what stands behind the row under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.library.statements.check import counts
from plantui.model.statement import Statement
from plantui.practice.library_facts import Fact, problem_facts, statement_facts
from plantui.practice.picking import Use
from plantui.quickentry.blanks import bracketed
from plantui.tui.desk.library_page import LibraryPage, row_here, rows
from plantui.tui.desk.library_use import used_here
from plantui.tui.frame import Block, Box, Line, beside, block, line, rule, scrolled, stack
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.words import count
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LABEL = 12
BELOW = 8
"""Rows of the part under the list on a narrow screen."""


def _sizes(desk: Desk) -> tuple[int, int, int]:
    """Width of the list, its rows, and the rows below it."""
    wide = desk.state.width >= WIDE
    room = desk.state.height - 3
    below = 0 if wide else min(BELOW, max(0, room - 8))
    return (desk.state.width * 11 // 20 if wide else desk.state.width), room - below, below


def follow_library(desk: Desk, page: LibraryPage) -> None:
    """Keep the row under the cursor in view."""
    _, height, _ = _sizes(desk)
    shown = [row.head == "" for row in rows(desk, page)]
    chosen = [at for at, choice in enumerate(shown) if choice]
    page.cursor = max(0, min(page.cursor, len(chosen) - 1))
    at = chosen[page.cursor] if chosen else 0
    if page.cursor == 0:
        at = 0
    page.top = scrolled(page.top, at, len(shown), height - 2 - _head_rows(page), margin=2)
    if page.one and page.one in desk.library.statements:
        lines = whole(desk, desk.library.statements[page.one], desk.state.width - 6)
        page.read_top = max(0, min(page.read_top, len(lines) - (desk.state.height - 6)))


def _head_rows(page: LibraryPage) -> int:
    return 2 if page.filtering or page.filter else 0


def library_page(desk: Desk, page: LibraryPage, width: int, height: int) -> Block:
    """The page, its own first row included."""
    shelf = desk.library.statements
    now = desk.now()
    left = f" STATEMENT LIBRARY   {count(len(shelf), 'statement')}, {count(len(shelf.problems), 'problem')}"
    right = f"{now:%a} {now.day} {now:%b %Y %H:%M} " if width >= WIDE else f"{now:%H:%M} "
    head = fit_line(
        line((left, "bar"), (" " * max(1, width - cells(left) - cells(right)), "bar"), (right, "bar")), width
    )
    room = height - 1
    if page.one and page.one in shelf:
        statement = shelf[page.one]
        lines = whole(desk, statement, width - 4)
        shown = [line(" ", *each) for each in lines[page.read_top : page.read_top + room - 2]]
        problem = shelf.problems.get(statement.problem)
        title = f"{problem.title if problem is not None else statement.problem}: {statement.kind}"
        return block([head, *Box(width, room, title=title, right=statement.id, focus=True).draw(shown)], width, height)
    wide = width >= WIDE
    across, _, below = _sizes(desk)
    list_box = _list(desk, page, across, room if wide else room - below)
    if wide:
        return block([head, *beside(list_box, _detail(desk, page, width - across, room))], width, height)
    parts = stack(list_box, _detail(desk, page, width, below)) if below > 2 else list_box
    return block([head, *parts], width, height)


def _list(desk: Desk, page: LibraryPage, width: int, height: int) -> Block:
    shelf = desk.library.statements
    inner = width - 4
    body: list[Line] = []
    if page.filtering:
        body = [line("/ ", *field_lines(page.typed, inner - 2, 1)[0][0]), rule(inner)]
    elif page.filter:
        body = [line((f"/{page.filter}", "match")), rule(inner)]
    known = used_here(desk)
    at = -1
    shown = rows(desk, page)
    room = height - 2 - len(body)
    for number, row in enumerate(shown):
        if not row.head:
            at += 1
        if not page.top <= number < page.top + room:
            continue
        if row.head:
            body.append(line((f"  {row.head}", "head")))
            continue
        here = at == page.cursor
        text, right = _words(desk, page, row.problem, row.statement, known)
        spans = line(
            fit(shorten(f"{'>' if here else ' '} {text}", inner - cells(right)), inner - cells(right)), (right, "note")
        )
        body.append(tint(fit_line(spans, inner), "cursor") if here else spans)
    if not shown:
        clear = desk.key("ui.cancel", Context.LINE)
        body += [line(part) for part in wrap(f"Nothing matches /{page.filter}. {clear} clears it.", inner)]
    problem = shelf.problems.get(page.problem)
    title = "Presenting problems" if problem is None else problem.title
    number = sum(not row.head for row in shown)
    if page.filtering:
        foot = f"{desk.key('line.commit', Context.LINE)} keep   {desk.key('ui.cancel', Context.LINE)} clear"
    else:
        foot = f"{desk.key('item.open')} opens   {desk.key('filter.open')} filter"
    return Box(width, height, title=title, right=f"{number}", foot=foot, focus=True).draw(
        [line(" ", *each) for each in body]
    )


def _words(
    desk: Desk, page: LibraryPage, problem: str, statement: Statement | None, known: dict[str, Use]
) -> tuple[str, str]:
    shelf = desk.library.statements
    if statement is None:
        total = sum(counts(shelf, problem).values())
        found = shelf.problems[problem]
        return found.title, f"  {'own' if found.own else found.family.replace('_', ' and ')}  {total}"
    use = known.get(statement.id)
    often = f"  {use.times}x" if use is not None else ""
    where = f"  {statement.problem} {statement.kind}" if page.filter and not page.problem else ""
    return bracketed(statement.text), f"{'  own' if statement.own else ''}{where}{often}"


def _detail(desk: Desk, page: LibraryPage, width: int, height: int) -> Block:
    here = row_here(desk, page)
    inner = width - 4
    lines: list[Line] = []
    title = ""
    if here is not None and here.statement is not None:
        title = here.statement.id
        lines = whole(desk, here.statement, inner)
    elif here is not None:
        problem = desk.library.statements.problems[here.problem]
        title = problem.title
        short = {each: measure.short for each, measure in desk.library.measures.items()}
        lines = _facts(problem_facts(desk.library.statements, problem, short), inner)
    return Box(width, height, title=title).draw([line(" ", *each) for each in lines[: height - 2]])


def whole(desk: Desk, statement: Statement, width: int) -> list[Line]:
    """A statement with everything about it."""
    use = used_here(desk).get(statement.id, Use())
    lines = [line((part, "strong")) for part in wrap(bracketed(statement.text), width)]
    said = (
        f"in {count(use.times, 'other plan')}, goal reached in {use.reached}" if use.times else "in no other plan yet"
    )
    facts = (*statement_facts(desk.library.statements, statement), Fact("used", said))
    return [*lines, line(""), *_facts(facts, width)]


def _facts(facts: tuple[Fact, ...], width: int) -> list[Line]:
    lines: list[Line] = []
    last = ""
    for fact in facts:
        for number, part in enumerate(wrap(fact.value, max(8, width - LABEL))):
            name = fact.name if not number and fact.name != last else ""
            lines.append(line((fit(name, LABEL), "head"), part))
        last = fact.name
    return lines


PAINTERS: dict[str, Painter] = {
    "LibraryPage": Painter(library_page, follow_library),
}
"""Kind of scene -> its painter."""
