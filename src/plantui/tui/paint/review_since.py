"""The first box of a review's card: what happened since the last review, as facts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.trend import show
from plantui.keys.context import Context
from plantui.practice.reviewing import Card
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.frame.line import shorten_line
from plantui.tui.paint.review_words import drift_words
from plantui.tui.paint.words import count, short_day
from plantui.tui.text import cells, fit

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def since_box(desk: Desk, card: Card, width: int, most: int) -> Block:
    """What happened since the last review: facts alone; drift with its two answers."""
    period = card.period
    wide = width >= 100
    start = short_day(period.start) if period.start is not None else "the beginning"
    what = "THE LAST REVIEW" if period.reviewed_before else "THE PLAN WAS SIGNED"
    title = f"SINCE {what}   {start} to today" if wide else f"SINCE {start.upper()}"
    title += f", {period.days} days"
    body = _since_wide(card, width - 3) if wide else _since_narrow(card, width - 3)
    said, answer = drift_words(card)
    if said or answer:
        adjust, refocus = (desk.key(each, Context.REVIEW) for each in ("review.adjust", "review.refocus"))
        offer = (
            f"{adjust} adjust the plan to fit    {refocus} keep it, refocus next visit    (or neither)"
            if wide
            else f"{adjust} adjust it    {refocus} refocus next visit"
        )
        if wide and len(body) + 2 <= most - 2:
            body.append(line(""))
        answered = answer if said else f"Decided       {answer}"
        text = f"{said}   {answered if answer else offer}".strip()
        body.append(line((text, "" if answer else "ask")))
    room = max(1, most - 2)
    if len(body) > room:
        # The question about drift is the last to go.
        body = [*body[: room - 1], body[-1]] if said or answer else body[:room]
    return Box(width, len(body) + 2, title=title).draw([shorten_line(line(" ", *each), width - 2) for each in body])


def _since_facts(card: Card) -> list[tuple[str, str, str]]:
    """Label, words and style of what is known, in reading order."""
    period = card.period
    topics = ", ".join(f"{topic} ({count(notes, 'note')})" for topic, notes in period.topics)
    many = len(period.topics) > 1 or any(topic.endswith("s") for topic, _ in period.topics)
    courses = "    ".join(f"{course.name} {' '.join(map(show, course.totals))}" for course in period.courses)
    agreed = ""
    if period.agreed is not None:
        day, comment = period.agreed
        agreed = f"with client {short_day(day)}" + (f'; "{comment}"' if comment else "")
    changes = list(card.plan_changes)
    changed = f"{changes[0]}{f', {len(changes) - 1} more' if len(changes) > 1 else ''}" if changes else "no"
    touch = f"{period.touching} touch the plan"
    named = f"{', '.join(period.untouched)} in {count(period.notes, 'note')}"
    untouched = named if period.untouched else "every objective was"
    return [
        ("Visits", f"{period.kept} kept, {period.missed} missed", ""),
        ("Notes", f"{period.notes} written, {period.signed} signed, {touch}", ""),
        ("Measures", courses or "none taken", ""),
        ("Risk", period.risk, "must" if period.risk.startswith("OPEN") else ""),
        ("Plan changed", changed, ""),
        ("Agreed", agreed or "not recorded", ""),
        ("Not touched", untouched, ""),
        ("Off", f"{topics} {'are' if many else 'is'} not in the plan" if topics else "nothing", ""),
    ]


def _events(card: Card) -> list[tuple[str, str]]:
    return [
        (f"{event.kind.value.replace('-', ' ')} {short_day(event.date)}", " ".join(event.text.split()))
        for event in card.period.events
    ]


def _since_wide(card: Card, width: int) -> list[Line]:
    left = width * 56 // 118
    lines: list[Line] = []
    for what, text in _events(card):
        happened = (f"{what}  {text}".rstrip(), "must")
        lines.append(line(("Event         ", "head"), happened, "   this review answers it"))
    facts = _since_facts(card)
    for (one, said, style), (other, more, tone) in zip(facts[::2], facts[1::2], strict=True):
        label, second = f"{one:<14}", f"{other:<8}"
        if cells(said) <= left - 15 and cells(more) <= width - left - 8:
            lines.append(line((label, "head"), (fit(said, left - 14), style), (second, "head"), (more, tone)))
        else:
            lines.append(line((label, "head"), (said, style)))
            lines.append(line((f"{other:<14}", "head"), (more, tone)))
    return lines


def _since_narrow(card: Card, width: int) -> list[Line]:
    period = card.period
    facts = {label: (words, style) for label, words, style in _since_facts(card)}
    visits = f"{count(period.kept, 'visit')}, {period.missed} missed"
    lines = [line((f"Event: {what}  {text}".rstrip(), "must")) for what, text in _events(card)[:1]]
    notes = f"{count(period.notes, 'note')}, {period.signed} signed, {period.touching} on the plan"
    risk, tone = facts["Risk"]
    if cells(f"{visits}  {notes}  {risk}") + 6 <= width:
        lines.append(line(f"{visits}  {notes}  ", (f"Risk: {risk}", tone)))
    else:
        lines += [line(f"{visits}  {notes}"), line((f"Risk: {risk}", tone))]
    changed = facts["Plan changed"][0]
    lines.append(line(facts["Measures"][0] + (f"   changed: {changed}" if changed != "no" else "")))
    topics = "; ".join(f"{topic} ({count(notes, 'note')})" for topic, notes in period.topics)
    untouched = f"Not touched: {', '.join(period.untouched)}" if period.untouched else ""
    off = f"Not in the plan: {topics}" if topics else ""
    if untouched or off:
        lines.append(line("     ".join(filter(None, (untouched, off)))))
    if period.agreed is not None and period.agreed[1]:
        lines.append(line(f'Client at signing: "{period.agreed[1]}"'))
    return lines
