"""Filling blanks: the words with their blanks as fields, what they become, and what belongs in this one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantui.keys.edge import edge
from plantui.practice.picking import measure_of
from plantui.quickentry import fill as filled
from plantui.quickentry import parse_blanks, preview
from plantui.quickentry.blanks import bracketed
from plantui.tui.desk.blanks import BlanksPage
from plantui.tui.desk.filling import Fill
from plantui.tui.desk.library_use import used_here
from plantui.tui.desk.naming import full_name, short_name
from plantui.tui.desk.steps import Step
from plantui.tui.frame import Block, Box, Line, Span, block, line
from plantui.tui.frame.line import fit_line
from plantui.tui.paint.defaults import defaulted
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.words import hints
from plantui.tui.text import cells, fit, shorten, visible, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

MEANT = {
    "number": "a number",
    "text": "a few words",
    "date": "a date: 12 may, +8w, eoq",
    "measure": "a measure: PHQ-9, GAD-7",
    "freq": "how often: weekly, daily, 2x/wk",
}
"""Type of a blank -> what belongs there."""
_SPOKEN = (
    (re.compile(r" by \+(\{weeks[^}]*\})w"), r", in \1 weeks"),
    (re.compile(r" by \+(\{months[^}]*\})m"), r", in \1 months"),
    (re.compile(r" every 1w"), ", every week"),
    (re.compile(r" every (\{[^}]*\}|\d+)w"), r", every \1 weeks"),
)
NAMED = {
    "baseline": "where it stands now; ? takes the next score",
    "target": "what is to be reached",
    "weeks": "in how many weeks",
    "months": "in how many months",
    "interval": "every how many weeks it is asked",
    "hours": "how many hours",
    "minutes": "how many minutes",
    "days": "how many days",
    "times": "how many times",
    "n": "how many",
    "percent": "how many of a hundred",
    "person": "who: a role such as sister, not a name",
    "support_person": "who: a role such as sister, not a name",
    "prescriber": "who prescribes",
    "setting": "the place, such as the bus",
    "skill": "the skill",
    "activity": "the activity",
}
"""Name of a blank -> what belongs there, where the name alone says too little."""


def blanks_page(desk: Desk, page: BlanksPage, width: int, height: int) -> Block:
    """The page, its own first row included."""
    wide = desk.state.width >= WIDE
    head = page_head(desk, page, width)
    if page.steps is not None:
        from plantui.tui.paint.steps import steps_head

        head = steps_head(desk, Step.BLANKS, width)
    inner = width - 4
    fill = page.fill
    rows: list[Line] = [line("")]
    rows += words(fill, desk, page, inner)
    rows.append(line(""))
    if not page.problem:
        read = [part for text in _read(desk, fill) for part in wrap(text, inner - 2)]
        rows += [line((f"{'  ' if at else '= '}{said}", "preview")) for at, said in enumerate(read)]
        rows.append(line(""))
    rows += [line((part, "must")) for part in wrap(page.problem, inner)] if page.problem else _help(desk, page, inner)
    if not page.problem:
        rows += _offered(desk, page, inner)
    rows.append(line(""))
    rows += _around(desk, page, inner)
    room = height - len(head)
    foot = hints(edge("blanks", inner, desk.keymap, wide=wide), wide=wide)
    title = f"{fill.code} {fill.statement.kind}".strip()
    number = f"{page.at + 1} of {len(page.fills)}" if page.steps is not None and len(page.fills) > 1 else ""
    box = Box(width, room, title=title, right=number, foot=foot, focus=True).draw([line(" ", *each) for each in rows])
    return block([*head, *box], width, height)


def page_head(desk: Desk, page: BlanksPage, width: int) -> list[Line]:
    """The first row: what is done, how far it is, and for whom."""
    summary = desk.practice.summary(desk.state.client)
    named = full_name if width >= WIDE else short_name
    who = f"{named(summary, desk.state.names)} {summary.code}" if summary is not None else ""
    if summary is not None and named(summary, desk.state.names) == summary.code:
        who = summary.code
    several = f"  {page.at + 1} of {len(page.fills)} statements" if len(page.fills) > 1 else ""
    left = f" FILL THE BLANKS{several}"
    return [fit_line(line((f"{fit(left, max(1, width - cells(who) - 1))}{who} ", "bar")), width, "bar")]


def words(fill: Fill, desk: Desk, page: BlanksPage, width: int) -> list[Line]:
    """The sentence and its metric with the blanks as fields."""
    lines = _flow(_pieces(desk, fill, page, fill.statement.text), width)
    metric = _plain_metric(fill.statement.metric)
    if metric:
        lines += _flow(_pieces(desk, fill, page, metric), width)
    return lines


def _plain_metric(metric: str) -> str:
    """A metric as people read it: nights a week {baseline} -> {target}, in {weeks} weeks, every week."""
    said = metric.replace('"', "")
    for pattern, plain in _SPOKEN:
        said = pattern.sub(plain, said)
    return said


def _pieces(desk: Desk, fill: Fill, page: BlanksPage, text: str) -> list[Span]:
    held = fill.held(desk)
    here = page.fill is fill
    found: list[Span] = []
    for piece in parse_blanks(text).pieces:
        if isinstance(piece, str):
            found.append((piece, ""))
        elif piece.name not in {blank.name for blank in fill.blanks}:
            found.append((held.get(piece.name, piece.name), ""))
        elif here and piece.name == page.blank.name:
            field = page.typed
            before, under, after = field.text[: field.cursor], field.text[field.cursor :][:1], ""
            after = field.text[field.cursor + 1 :]
            found += [("[ ", "selected"), (before, "field selected"), (under or "_", "caret"), (after, "field")]
            found.append((" ]", "selected"))
        else:
            value = held.get(piece.name, "")
            found.append((f"[ {value} ]" if value else "[   ]", "field"))
    return found


def _flow(pieces: list[Span], width: int) -> list[Line]:
    """Spans laid out in rows, broken at spaces of ordinary words."""
    rows: list[list[Span]] = [[]]
    used = 0
    for text, style in pieces:
        parts = visible(text).split(" ") if not style else [visible(text)]
        for at, part in enumerate(parts):
            gap = " " if at else ""
            size = cells(part) + cells(gap)
            if used + size > width and used:
                rows.append([])
                used, gap, size = 0, "", cells(part)
            if part or gap:
                rows[-1].append((f"{gap}{part}", style))
                used += size
    return [tuple(row) for row in rows]


def _read(desk: Desk, fill: Fill) -> tuple[str, ...]:
    text = fill.line(desk, fill.held(desk))
    read = preview(fill.statement.kind, text, desk.shown.lexicon(), fill.code)
    if read.fault is not None:
        return (f"{read.fault.code} {read.fault.message}",)
    words = read.lines[0].removeprefix("= ").removeprefix(f"{fill.statement.kind} ").removeprefix(f"{fill.code}  ")
    return tuple(bracketed(each) for each in defaulted(desk, fill, (words, *read.lines[1:])))


def _help(desk: Desk, page: BlanksPage, width: int) -> list[Line]:
    """One line about the blank at hand: what belongs there, and where what stands there comes from."""
    blank = page.blank
    said = [NAMED.get(blank.name, MEANT[blank.type])]
    measure = measure_of(page.fill.statement, desk.library, desk.shown.lexicon())
    if measure is not None and blank.name in ("baseline", "target") and None not in (measure.low, measure.high):
        said.append(f"{measure.short} goes from {measure.low} to {measure.high}")
    if blank.options:
        said.append(f"down chooses: {', '.join(blank.options)}")
    known = page.fill.known(desk)[blank.name]
    if known.why and page.typed.text == known.value:
        said.append("the library's own value" if known.why == "default" else known.why)
    use = used_here(desk).get(page.fill.statement.id)
    if use is not None and blank.name == "target":
        said.append(f"{use.reached} of your {use.times} similar objectives reached theirs")
    name = fit(f"{blank.name}  ", max(7, cells(blank.name) + 2))
    return [line((part, "note")) for part in wrap(f"{name}{'; '.join(said)}.", width)]


def _offered(desk: Desk, page: BlanksPage, width: int) -> list[Line]:
    """The values that other blanks of this statement show, which nobody has taken yet."""
    shown = {name: known for name, known in page.fill.offered(desk).items() if name != page.blank.name}
    said = ", ".join(f"{name} {known.value}{f' ({known.why})' if known.why else ''}" for name, known in shown.items())
    return [line((part, "note")) for part in wrap(f"shown  {said}", width)] if said else []


def _around(desk: Desk, page: BlanksPage, width: int) -> list[Line]:
    """What was filled before, and what comes next."""
    rows: list[tuple[str, Fill]] = [("Done", each) for each in page.fills[: page.at][-2:]]
    rows += [("Next", each) for each in page.fills[page.at + 1 :][:3]]
    lines = []
    for word, each in rows:
        held, open_here = each.held(desk), {blank.name for blank in each.blanks}
        marked = open_here if word == "Next" else frozenset()
        shown = {name: f"[{value}]" if name in marked else value for name, value in held.items() if value}
        text = filled(each.statement.text, {**dict.fromkeys(open_here, "[ ]"), **shown})
        lines.append(line(shorten(f"{word:<9}{each.code:<6} {text}", width)))
    return lines


PAINTERS: dict[str, Painter] = {
    "BlanksPage": Painter(blanks_page),
}
"""Kind of scene -> its painter."""
