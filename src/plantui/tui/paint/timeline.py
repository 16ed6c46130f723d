"""The timeline of a chart as rows, and one entry of it as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from plantui.clinical.timeline import Moment, MomentKind
from plantui.clinical.trend import show, show_mark
from plantui.model.chart import Chart
from plantui.model.note import Addendum, Note
from plantui.model.review import Review
from plantui.model.score import Score
from plantui.model.signature import Signature
from plantui.model.tree import objectives, walk
from plantui.practice.commands.events import event_words
from plantui.practice.histories import signed_words
from plantui.practice.scores import alert_words
from plantui.tui.desk.naming import full_name, short_name
from plantui.tui.desk.timeline import EntryPage
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.words import long_day, year_day
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def who(desk: Desk, chart_id: str, *, wide: bool) -> str:
    """The client in a first row: Reyes, M C-014."""
    summary = desk.practice.summary(chart_id)
    if summary is None:
        return ""
    name = (full_name if wide else short_name)(summary, desk.state.names)
    return name if name == summary.code else f"{name}  {summary.code}" if wide else f"{name} {summary.code}"


def stands_for(desk: Desk, chart_id: str) -> str:
    """What stands in place of the client's name where names are not shown; empty where they are."""
    summary = desk.practice.summary(chart_id)
    return full_name(summary, desk.state.names) if summary is not None and desk.state.names != "full" else ""


def head(desk: Desk, left: str, right: str, width: int) -> Line:
    """A page's first row."""
    now = f"{desk.now():%H:%M} "
    end = f"{right}   {now}" if right else now
    if cells(left) + cells(end) + 2 > width:
        end = now
    start = shorten(f" {left}", width - cells(end) - 1)
    return fit_line(line((start + " " * max(1, width - cells(start) - cells(end)) + end, "bar")), width, "bar")


def timeline_lines(rows: Sequence[Moment], cursor: int, top: int, room: int, width: int) -> list[Line]:
    """The rows that show, the cursor's marked."""
    lines: list[Line] = []
    label = max([8, *(min(14, cells(row.label)) for row in rows)])
    for place, row in enumerate(rows[top : top + room], top):
        spans = timeline_row(row, label, width)
        spans = line(">" if place == cursor else " ", *spans)
        lines.append(tint(fit_line(spans, width), "cursor") if place == cursor else fit_line(spans, width))
    return lines


def timeline_row(row: Moment, label: int, width: int) -> Line:
    """`12 Dec 2025  visit 3   g1.2 +1  g1.1 0      PHQ-9 17`."""
    side = "  ".join(row.side)
    room = width - 16 - label
    words = "  ".join(row.words)
    if side and words:
        left = min(cells(words), max(room // 3, room - cells(side) - 3))
        words = f"{fit(shorten(words, left), left)}   {side}"
    style = "overdue" if row.open else ""
    return line(
        f"{year_day(row.day):>11}  ", (fit(shorten(row.label, label), label), style), "  ", shorten(words or side, room)
    )


# one entry


def entry_page(desk: Desk, page: EntryPage, width: int, height: int) -> Block:
    """One entry to be read, its own first row included."""
    lines = entry_lines(desk, page, width)
    wide = width >= WIDE
    left = f"{_title(page)}   {who(desk, page.chart, wide=wide)}"
    room = height - 3
    more = f"{page.top + 1}-{min(len(lines), page.top + room)} of {len(lines)}" if len(lines) > room else ""
    box = Box(width, height - 1, title=_title(page).lower(), foot="read only", foot_right=more, focus=True)
    return (head(desk, left, year_day(date.fromisoformat(page.day)), width), *box.draw(lines[page.top :]))


def follow_entry(desk: Desk, page: EntryPage) -> None:
    """Stop at the last line."""
    lines = entry_lines(desk, page, desk.state.width)
    page.top = max(0, min(page.top, len(lines) - (desk.state.height - 5)))


def _title(page: EntryPage) -> str:
    return {
        MomentKind.VISIT: "NOTE",
        MomentKind.MISSED: "NOTE",
        MomentKind.REVIEW: "REVIEW",
        MomentKind.EVENT: "EVENT",
        MomentKind.STATUS: "STATUS",
    }.get(page.kind, "SCORES")


def entry_lines(desk: Desk, page: EntryPage, width: int) -> list[Line]:
    """The entry as lines that fit into a page."""
    chart = desk.practice.chart(page.chart)
    key = (id(chart), page.kind, page.ref, page.day, width, desk.state.names)

    def make() -> tuple[object, list[Line]]:
        lines: list[Line] = []
        for text, style in _entry(desk, page, chart):
            for part in text.split("\n"):
                lines += [line(" ", (piece, style)) for piece in (wrap(part, width - 4) or [""])]
        return chart, lines

    kept: tuple[object, list[Line]] = desk.shown.keep("entry", key, make)
    return kept[1]


def _entry(desk: Desk, page: EntryPage, chart: Chart) -> Iterator[tuple[str, str]]:
    codes = {place.node.id: place.node.code for plan in chart.plans for place in walk(plan)}
    day = date.fromisoformat(page.day)
    if page.kind in (MomentKind.VISIT, MomentKind.MISSED):
        for note in chart.notes:
            if note.id == page.ref:
                yield from _note(note, codes, stands_for(desk, chart.id))
    elif page.kind is MomentKind.REVIEW:
        for review in chart.reviews:
            if review.id == page.ref:
                yield from _review(review, chart, codes, stands_for(desk, chart.id))
    elif page.kind is MomentKind.EVENT:
        for event in chart.events:
            if event.id == page.ref:
                yield event_words(event.kind), "strong"
                yield event.text or "(no words)", ""
                yield "", ""
                yield f"happened {long_day(event.date)} {event.date.year}, written down {_moment(event.at)}", ""
                yield _answered(chart, event.answered), "" if event.answered else "overdue"
    elif page.kind is MomentKind.STATUS:
        for row in chart.progress:
            if row.id == page.ref and row.status is not None:
                yield f"{codes.get(row.node, '')} {row.status.word}", "strong"
                yield row.reason, ""
    scores = [score for score in chart.measures if score.date == day]
    if scores and page.kind in (MomentKind.VISIT, MomentKind.SCORES):
        yield "", ""
        yield "SCORES OF THE DAY", "head"
        for score in scores:
            yield from _score(desk, score, chart)


def _answered(chart: Chart, ref: str) -> str:
    if not ref:
        return "not answered yet: a review answers it (r)"
    for review in chart.reviews:
        if review.id == ref:
            return f"answered by the review of {year_day(review.date)}"
    for note in chart.notes:
        if note.id == ref:
            return f"answered by the note of {year_day(note.date)}"
    return "answered"


def _note(note: Note, codes: dict[str, str], client: str) -> Iterator[tuple[str, str]]:
    facts = [
        f"{long_day(note.date)} {note.date.year}",
        note.start or "",
        f"{note.minutes} min" if note.minutes else "",
        note.kind.value,
        note.place.value if note.place is not None else "",
        note.cpt,
        note.format.value,
    ]
    yield "  ".join(fact for fact in facts if fact), "strong"
    marks = [
        f"{codes[link.node]} {show_mark(link.mark) if link.mark is not None else '.'}"
        for link in note.links
        if link.node in codes
    ]
    if marks:
        yield f"touched {'  '.join(marks)}", ""
    if note.filed_from:
        yield "filed from a group visit", ""
    yield "", ""
    yield note.text or "(no words)", ""
    yield "", ""
    yield from _signed(note.signatures, note.addenda, client)


def _review(review: Review, chart: Chart, codes: dict[str, str], client: str) -> Iterator[tuple[str, str]]:
    number = next((plan.number for plan in chart.plans if plan.id == review.plan), 0)
    since = f" since {year_day(review.since)}" if review.since is not None else ""
    yield f"{review.kind.value} review of plan v{number}{since}", "strong"
    yield "", ""
    for each in review.lines:
        mark = show_mark(each.mark) if each.mark is not None else "not touched" if not each.touched else "."
        status = f"  {each.status.word}" if each.status is not None else ""
        yield f"{codes.get(each.objective, '?')}  {mark}{status}", ""
        for text in (each.remark, each.evidence):
            if text:
                yield f"  {text}", ""
    yield "", ""
    if review.drift is not None:
        yield f"drift: {review.drift.value}{f': {review.refocus}' if review.refocus else ''}", ""
    if review.decisions:
        yield f"decided: {review.decisions}", ""
    if review.next_due is not None:
        yield f"next review {long_day(review.next_due)} {review.next_due.year}", ""
    if review.participants:
        yield f"took part: {', '.join(review.participants)}", ""
    yield from _signed(review.signatures, review.addenda, client)


def _signed(signatures: Sequence[Signature], addenda: Sequence[Addendum], client: str) -> Iterator[tuple[str, str]]:
    for signature in signatures:
        yield f"signed {signed_words(signature, client)}", "done"
    if not signatures:
        yield "unsigned", "overdue"
    for addendum in addenda:
        yield "", ""
        yield f"ADDENDUM {_moment(addendum.at)}", "head"
        yield addendum.text, ""
        for signature in addendum.signatures:
            yield f"signed {signed_words(signature, client)}", "done"


def _score(desk: Desk, score: Score, chart: Chart) -> Iterator[tuple[str, str]]:
    measure = desk.library.measures.get(score.measure) if score.measure else None
    codes = {each.id: f"{each.code} {each.label}" for plan in chart.plans for each in objectives(plan)}
    name = measure.short if measure is not None else codes.get(score.objective, score.measure or "count")
    if measure is not None and score.objective in codes:
        name = f"{codes[score.objective].split(' ')[0]} {name}"
    total = show(score.total) if score.total is not None else "no total"
    prorated = ", prorated" if score.prorated else ""
    yield f"{name} {total}{f', {score.band}' if score.band else ''}{prorated}", "strong"
    if measure is not None and score.answers:
        labels = [cue.label for cue in measure.items] or [str(n) for n in range(1, len(score.answers) + 1)]
        pairs = [
            f"{label} {'blank' if given is None else show(given)}"
            for label, given in zip(labels, score.answers, strict=False)
        ]
        yield f"  {', '.join(pairs)}", ""
    if measure is not None and (words := alert_words(measure, score)):
        yield f"  {'; '.join(words)}", "ask"


def _moment(at: datetime) -> str:
    return f"{at.day} {at:%b %Y %H:%M}"


PAINTERS: dict[str, Painter] = {
    "EntryPage": Painter(entry_page, follow_entry),
}
"""Kind of scene -> its painter."""
