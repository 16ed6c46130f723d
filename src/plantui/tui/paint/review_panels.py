"""Panels over a review: a field being typed, the evidence in full, the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.marks import MarkSource, marks
from plantui.clinical.trend import scores_for, show, show_mark
from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.practice.lines import line_of
from plantui.practice.reviewing import Card, decision_words, tally_words
from plantui.practice.spreading import due_days
from plantui.quickentry import LineFault, parse_date, parse_when
from plantui.quickentry.datewords import describe_date
from plantui.quickentry.reading import preview
from plantui.tui.desk.naming import full_name
from plantui.tui.desk.review_evidence import ReviewEvidence
from plantui.tui.desk.review_prompt import ReviewPrompt, fault_of
from plantui.tui.desk.review_signature import ReviewSignature
from plantui.tui.desk.signer import typed_word
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.paint.field import faulty_field, field_lines
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.review_words import clocks_words, name_of, then_now
from plantui.tui.paint.words import hints, long_day, short_day, year_day
from plantui.tui.text import shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LABEL = 13
PANEL = 80
"""Columns of a panel, at most."""


def prompt_panel(desk: Desk, prompt: ReviewPrompt, width: int, height: int) -> Block:
    """A field with what it will become."""
    inner, most = width - 4, max(1, height - 5)
    fault = fault_of(desk, prompt) if prompt.scolded else None
    if fault is not None:
        body = faulty_field(prompt.text, fault, inner, most)
        body.append(line((f"   Fix it, or {desk.key('ui.cancel', Context.LINE)}: the text waits under up.", "must")))
    else:
        body = field_lines(prompt.text, inner, most)[0]
        body += [line((part, "preview")) for text in _reading(desk, prompt) for part in wrap(text, inner)]
    keys = (("line.commit", "keep"), ("ui.cancel", "as it was"), ("line.prev_match", "history"))
    foot = "   ".join(f"{desk.key(action, Context.LINE)} {word}" for action, word in keys)
    body = body[: max(1, height - 2)]
    return Box(width, len(body) + 2, title=prompt.title, foot=foot, focus=True).draw(
        [line(" ", *spans) for spans in body]
    )


def _reading(desk: Desk, prompt: ReviewPrompt) -> tuple[str, ...]:
    typed, words = prompt.text.text, desk.shown.lexicon()
    if prompt.asked == "edit":
        place = desk.shown.place_of(prompt.node)
        if place is None:
            return ()
        version = prompt.page.card(desk).plan.number
        code = getattr(place.node, "code", None)
        return preview("objective", typed, words, code, before=line_of(place.node), version=version).lines
    try:
        if prompt.asked == "when":
            if not typed.strip():
                return ("+6w   eoq   30 apr   every 8w   then a reason, if there is one",)
            when = parse_when(typed, words)
            day = due_days(when, 1, words.today)[0]
            because = f"   because {when.reason}" if when.reason else ""
            return (f"= next review {describe_date(day, words.today)}{because}",)
        if prompt.asked == "met":
            day = parse_date(typed, words, "past") if typed.strip() else words.today
            return (f"= {describe_date(day, words.today)}",)
    except LineFault:
        return ("...",)
    return ()


def evidence_panel(desk: Desk, panel: ReviewEvidence, width: int, height: int) -> Block:
    """Scores and notes behind a line, in full; it scrolls."""
    card = panel.page.card(desk)
    at = card.index(panel.node)
    if at is None:
        gone = line(" This objective is no longer part of the review.")
        return Box(width, 3, title="EVIDENCE", focus=True).draw([gone])
    each = card.lines[at]
    inner = width - 4
    body = _evidence(desk, card, at, inner)
    room = max(1, height - 2)
    top = max(0, min(panel.top, len(body) - room))
    more = len(body) - room - top
    title = f"{each.objective.code} {name_of(each.objective, desk.library)}   evidence since {_since(card)}"
    foot = f"{desk.key('ui.cancel')} back to the card"
    right = f"{more} more below" if more > 0 else ""
    box = Box(width, min(height, len(body) + 2), title=title, foot=foot, foot_right=right, focus=True)
    return box.draw([line(" ", *spans) for spans in body[top : top + room]])


def follow_evidence(desk: Desk, panel: ReviewEvidence) -> None:
    """Stop at the last line."""
    card = panel.page.card(desk)
    at = card.index(panel.node)
    width = min(desk.state.width, PANEL)
    lines = len(_evidence(desk, card, at, width - 4)) if at is not None else 1
    panel.top = max(0, min(panel.top, lines - (desk.state.height - 5)))


def _since(card: Card) -> str:
    return short_day(card.period.start) if card.period.start is not None else "the beginning"


def _evidence(desk: Desk, card: Card, at: int, width: int) -> list[Line]:
    each = card.lines[at]
    lines = [line(part) for part in wrap(then_now(each), width)]
    limit = each.trend.threshold
    if limit.source:
        lines += [line((part, "note")) for part in wrap(f"What counts: {limit.basis}; {limit.source}", width)]
    scores = [score for score in scores_for(card.chart, each.objective) if score.total is not None]
    lines += [line(""), line(("Scores", "head"))]
    lines += [line(f"  {year_day(score.date):<12} {show(score.total or 0)}") for score in reversed(scores)]
    lines += [] if scores else [line("  none")]
    lines += [line(""), line(("Notes and marks, newest first", "head"))]
    notes = {note.id: note for note in card.chart.notes}
    touched = marks(card.chart, each.objective.id)
    for mark in touched:
        given = show_mark(mark.mark) if mark.mark is not None else "."
        note = notes.get(mark.note_id or "")
        source = "note" if note is not None else "quick mark" if mark.source is MarkSource.QUICK else "review"
        lines.append(line((f"  {year_day(mark.day):<12} {given:>2}  {source}", "code")))
        text = note.text if note is not None else ""
        lines += [line(f"    {part}") for row in text.splitlines() for part in wrap(row, width - 4)]
    return lines if touched else [*lines, line("  none")]


def signature_panel(desk: Desk, panel: ReviewSignature, width: int, height: int) -> Block:
    """What is signed, what it decides, and the initials."""
    card = panel.page.card(desk)
    user = desk.practice.acting().user
    inner = width - 4
    summary = desk.practice.summary(card.chart.id)
    name = full_name(summary, desk.state.names) if summary is not None else card.chart.code
    who = name if name == card.chart.code else f"{name}  {card.chart.code}"
    start = short_day(card.period.start) if card.period.start is not None else "the beginning"
    kind = {"interim": "Review", "formal": "Formal review", "event": "Review after an event"}[card.kind.value]
    head = f"{kind} of plan v{card.plan.number}     {who}     {start} to {short_day(card.today)}"
    body = [line(shorten(head, inner)), line("")]
    body += [line(part) for part in wrap(tally_words(card), inner)]
    body += [line(part) for part in wrap(f"Decision: {decision_words(card)}", inner)[:4]]
    if card.changed is not None:
        changes = "; ".join(card.draft_changes) or "changed"
        body += [line(part) for part in wrap(f"Plan v{card.changed.number} is signed with it: {changes}", inner)[:4]]
        body.append(line("The client's signature under it is still to collect."))
    if card.period.events:
        events = [f"{event.kind.value.replace('-', ' ')} {short_day(event.date)}" for event in card.period.events]
        body += [line(part) for part in wrap(f"Answers: {', '.join(events)}", inner)]
    clocks = clocks_words(card)
    body.append(line(f"Next review {long_day(card.next_due)} {card.next_due.year}{f'; {clocks}' if clocks else ''}"))
    credential = f", {user.credential}" if user.credential else ""
    body += [line(""), line(f"{'Signing as':<{LABEL}}{user.name}{credential}")]
    if panel.reasoning or panel.anyway.text:
        rows = field_lines(panel.anyway, inner - LABEL, 3)[0] if panel.reasoning else [line(panel.anyway.text)]
        body += [line(f"{'Anyway' if not number else '':<{LABEL}}", *spans) for number, spans in enumerate(rows)]
    resting = "*" * len(panel.initials.text) if panel.initials.secret else panel.initials.text
    inside = line(resting) if panel.reasoning else field_lines(panel.initials, 12, 1)[0][0]
    body += [line(f"{typed_word(panel.initials).capitalize():<{LABEL}}", "[ ", *inside, " ]"), line("")]
    if panel.problem:
        body += [line((part, "must")) for part in wrap(panel.problem, inner)]
    else:
        told = "After signing this text cannot change. You can amend it with a new version."
        body += [line(part) for part in wrap(told, inner)]
    wide = desk.state.width >= WIDE
    foot = hints(edge("sign passphrase" if panel.initials.secret else "sign", inner, desk.keymap, wide=wide), wide=wide)
    body = body[-(max(1, height - 2)) :] if len(body) > height - 2 else body
    box = Box(width, min(height, len(body) + 2), title="SIGN", foot=foot, focus=True)
    return box.draw([line(" ", *spans) for spans in body])


PAINTERS: dict[str, Painter] = {
    "ReviewEvidence": Painter(evidence_panel, follow_evidence),
    "ReviewPrompt": Painter(prompt_panel, at_foot=True),
    "ReviewSignature": Painter(signature_panel),
}
"""Kind of scene -> its painter."""
