"""Panels over the panes: prompt, question, client finder, strip of second keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantui.clinical.caseload import review_words
from plantui.clinical.standing import signed_day
from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.keys.whichkey import family, which_key
from plantui.model.chart import Chart
from plantui.model.status import ClientStatus, Status
from plantui.model.tree import find
from plantui.practice.refusal import Refused
from plantui.practice.spreading import due_days
from plantui.quickentry import LineFault, parse_date, parse_filter, parse_when
from plantui.quickentry.datewords import describe_date
from plantui.quickentry.reading import preview
from plantui.tui.desk.finding import matches
from plantui.tui.desk.naming import full_name
from plantui.tui.desk.state import LineEntry, Pane
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.field import faulty_field, field_lines
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.words import hints, year_day
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def prompt_panel(desk: Desk, entry: LineEntry, width: int, height: int) -> Block:
    """A one-line prompt with what it means underneath."""
    inner = width - 4
    most = max(1, height - 5)
    fault = _fault(desk, entry) if entry.scolded else None
    if fault is not None:
        body = faulty_field(entry.field, fault, inner, most)
    else:
        body = field_lines(entry.field, inner, most)[0]
        body += [line((part, style)) for text, style in _words(desk, entry) for part in wrap(text, inner)]
    drop = "as it was" if entry.before else "clear" if entry.purpose == "filter" else "drop"
    keys = [("line.commit", "keep"), ("ui.cancel", drop), ("line.prev_match", "history")]
    foot = "   ".join(f"{desk.key(action, Context.LINE)} {word}" for action, word in keys)
    body = body[: max(1, height - 2)]
    box = Box(width, len(body) + 2, title=entry.title, foot=foot, focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def _fault(desk: Desk, entry: LineEntry) -> LineFault | None:
    """What is wrong with a prompt's line."""
    text, lexicon = entry.field.text, desk.shown.lexicon()
    try:
        if entry.purpose == "client":
            return preview("client", text, lexicon).fault
        if entry.purpose == "filter" and entry.then != Pane.PLAN:
            parse_filter(text, lexicon)
        elif entry.purpose == "when" and text.strip():
            parse_when(text, lexicon)
        elif entry.purpose == "date" and text.strip():
            parse_date(text, lexicon, "past")
    except LineFault as fault:
        return fault
    return None


def _words(desk: Desk, entry: LineEntry) -> list[tuple[str, str]]:
    text, lexicon = entry.field.text, desk.shown.lexicon()
    if entry.purpose == "client":
        if not text.strip():
            return [("Last, First; dob 1991-04-02; dx F41.1; slot tue 14:00     Only the name is required.", "preview")]
        return [(said, "preview") for said in preview("client", text, lexicon).lines]
    if entry.purpose == "filter":
        shape = "words, or: overdue unsigned noplan drift today dx:F41 due<14d !overdue"
        return [("words of a line" if entry.then == Pane.PLAN else shape, "preview")]
    if entry.purpose == "code":
        return [("1.2   g1   p2   1.2a   C-014", "preview")]
    try:
        if entry.purpose == "when":
            return _when_words(entry, text, desk)
        if entry.purpose == "date":
            day = parse_date(text, lexicon, "past") if text.strip() else lexicon.today
            return [(f"= {describe_date(day, lexicon.today)}", "preview")]
    except Refused as refused:
        return [(refused.sentence, "ask")]
    except LineFault:
        return [("...", "preview")]
    return []


def _when_words(entry: LineEntry, text: str, desk: Desk) -> list[tuple[str, str]]:
    lexicon = desk.shown.lexicon()
    if not text.strip():
        many = "   spread 2/d from mon" if len(entry.about) > 1 else ""
        return [(f"+6w   eoq   30 apr   every 8w{many}   then a reason, if there is one", "preview")]
    when = parse_when(text, lexicon)
    days = due_days(when, len(entry.about), lexicon.today)
    reason = f"   because {when.reason}" if when.reason else ""
    if days[0] != days[-1]:
        last = describe_date(days[-1], lexicon.today)
        return [(f"= from {describe_date(days[0], lexicon.today)} to {last}{reason}", "preview")]
    return [(f"= next review {describe_date(days[0], lexicon.today)}{reason}", "preview")]


def confirm_panel(desk: Desk, question: str, width: int, height: int) -> Block:
    """A question that only one key answers with yes."""
    body = [line(part) for part in wrap(question, width - 4)][: max(1, height - 2)]
    yes, no = desk.key("confirm.yes", Context.CONFIRM), desk.key("confirm.no", Context.CONFIRM)
    box = Box(width, len(body) + 2, title="", foot=f"{yes} yes   {no} no", focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def finder_panel(desk: Desk, width: int, height: int) -> Block:
    """Clients by name: the field, and the matches under it."""
    panel = desk.state.finder
    assert panel is not None
    inner = width - 4
    found = matches(desk)
    room = max(1, min(14, height - 5))
    cursor = min(panel.cursor, len(found) - 1)
    top = max(0, min(cursor - room // 2, len(found) - room))
    body: list[Line] = [*field_lines(panel.field, inner, 1)[0], line("")]
    names, today = desk.state.names, desk.now().date()
    for index, summary in enumerate(found[top : top + room], top):
        born = desk.practice.summary(summary.chart)
        none = "none needed" if summary.status == ClientStatus.NO_PLAN_NEEDED else "no plan"
        right = f"{summary.plan or none:<11} {review_words(summary, today) if born and summary.plan else '':>9}"
        name = full_name(summary, names)
        who = name if name == summary.code else f"{name}  {summary.code}"
        spans = line(f"{'>' if index == cursor else ' '} ", fit(who, max(4, inner - 24)), " ", right)
        body.append(tint(fit_line(spans, inner), "selected") if index == cursor else spans)
    if not found:
        body.append(line("  Nobody fits."))
    wide = desk.state.width >= WIDE
    foot = hints(edge("clients", inner, desk.keymap, wide=wide), wide=wide)
    right = f"{len(found)} found" if panel.field.text.strip() else ""
    box = Box(width, min(height, room + 4), title="FIND A CLIENT", foot=foot, foot_right=right, focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def strip_panel(desk: Desk, width: int) -> Block:
    """The keys that may follow a pending prefix."""
    prefix, context = desk.machine.prefix, desk.context()
    rows = which_key(prefix, context, desk.keymap)
    columns = 2 if width >= 70 and len(rows) > 4 else 1
    each = (width - 4) // columns
    half = -(-len(rows) // columns)
    key = max((cells(row.key) for row in rows), default=1)
    name = max((cells(row.name) for row in rows), default=1)
    # What a key does is told beside its name only where there is room to tell it of all of them.
    told = all(key + name + cells(row.detail) + 6 <= each for row in rows)
    said = [f"{fit(row.key, key)}  {fit(row.name, name)}  {row.detail if told else ''}".rstrip() for row in rows]
    body: list[Line] = [
        line(*(fit(shorten(said[at], each - 2), each) for at in range(index, len(said), half))) for index in range(half)
    ]
    now = _status_now(desk) if context is Context.NORMAL and prefix == desk.key("status.new").split(" ")[0] else ""
    if now:
        body += [line(""), line(f"now: {now}")]
    meant = family(prefix, context, desk.keymap)
    of = _subject(desk, meant)
    title = f"{prefix}  {meant}{f' of {of}' if of else ''}".rstrip()
    foot = f"one of these, or {desk.key('ui.cancel')}; there is no need to wait for this box" if width >= 70 else ""
    return Box(width, len(body) + 2, title=title, foot=foot, focus=False).draw([line(" ", *spans) for spans in body])


def _subject(desk: Desk, meant: str) -> str:
    place = desk.shown.place() if meant == "status" and desk.state.pane is Pane.PLAN else None
    return place.node.code if place is not None else ""


def _status_now(desk: Desk) -> str:
    """`act since 12 Dec 2025`."""
    place = desk.shown.place() if desk.state.pane is Pane.PLAN else None
    chart = desk.shown.chart()
    if place is None or chart is None or place.node.status is None:
        return ""
    day = _status_day(chart, place.node.id, place.node.status)
    return f"{place.node.status.word}{f' since {year_day(day)}' if day is not None else ''}"


def _status_day(chart: Chart, node: str, status: Status) -> date | None:
    """Since when a line has its status: its last dated change, else the first signed version that wrote it so."""
    rows = [row for row in chart.progress if row.node == node and row.status is not None]
    if rows:
        return max(row.date for row in rows)
    since: date | None = None
    for plan in sorted(chart.plans, key=lambda plan: plan.number):
        place, day = find(plan, node), signed_day(plan)
        if place is None or place.node.status is not status:
            since = None
        elif since is None:
            since = day
    return since
