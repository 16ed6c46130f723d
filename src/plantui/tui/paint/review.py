"""The page of a review: one card, and the last page of a run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantui.keys.edge import edge
from plantui.model.review import ReviewKind
from plantui.practice.refusal import Refused
from plantui.practice.reviewing import Card, Waiting, done_on, next_plan, waiting, waiting_for
from plantui.tui.desk.naming import full_name, short_name
from plantui.tui.desk.review_cards import ReviewCards
from plantui.tui.frame import Block, Box, Line, beside, block, line, scrolled, stack
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.review_boxes import legend, objective_lines, why_box
from plantui.tui.paint.review_foot import after_box, next_box
from plantui.tui.paint.review_since import since_box
from plantui.tui.paint.review_words import due_words
from plantui.tui.paint.words import count, hints, long_day, short_day, year_day
from plantui.tui.text import cells, shorten

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

WIDE = 100
"""From so many columns the evidence stands beside the objectives."""

LONGEST = 112
"""Columns of the objectives on a wide screen: further apart a row is hard to follow."""

_PLACES = {"overdue": "overdue", "now": "after an event", "this_week": "this week"}


def review_page(desk: Desk, page: ReviewCards, width: int, height: int) -> Block:
    """The card, or the last page; its own first row included."""
    if page.over:
        return _last_page(desk, page, width, height)
    try:
        card = page.card(desk)
    except Refused as refused:
        return block([line(f" {refused.sentence}")], width, height)
    since, following, after = _rest(desk, page, card, width, height)
    room = height - 1 - len(since) - len(following) - len(after)
    middle = _objectives(desk, page, card, width, max(3, room))
    return block((_header(desk, page, card, width), *since, *middle, *following, *after), width, height)


def _rest(desk: Desk, page: ReviewCards, card: Card, width: int, height: int) -> tuple[Block, Block, Block]:
    """The boxes around the objectives: what happened, what the signature does, what follows."""
    behind = page.cursor >= len(card.lines)
    coming = _coming(desk, page)
    named = ""
    if coming:
        named = f"{short_name(coming[0].summary, desk.state.names)} ({coming[0].text})"
    following = next_box(desk, card, width, behind, named)
    after = after_box(desk, coming, width, 4) if width >= WIDE and height >= 32 else ()
    left = height - 1 - len(following) - len(after)
    most = min(left // 2 if height >= 22 else left // 3, 11)
    since = since_box(desk, card, width, most) if most >= 3 else ()
    return since, following, after


def _coming(desk: Desk, page: ReviewCards) -> list[Waiting]:
    """The plans after this one, and what is due besides."""
    done = {each.chart for each in page.done_here} | {page.stop.chart}
    after = [] if page.only else page.stops[page.at + 1 :]
    own = {stop.chart for stop in page.stops}
    besides = [stop for stop in page.due if stop.chart not in own and (page.only or stop.place == "this_week")]
    found = []
    for stop in (*after, *besides):
        summary = desk.practice.summary(stop.chart)
        if summary is not None and stop.chart not in done:
            found.append(waiting_for(summary, desk.now(), desk.settings.review_window)._replace(place=stop.place))
    return found


def _header(desk: Desk, page: ReviewCards, card: Card, width: int) -> Line:
    wide = width >= WIDE
    stop, now = page.stop, desk.now()
    counted_in = page.due if page.only else page.stops
    alike = [each.chart for each in counted_in if each.place == stop.place]
    at = alike.index(stop.chart) + 1 if stop.chart in alike else 0
    place = _PLACES.get(stop.place, "")
    summary = desk.practice.summary(stop.chart)
    code = card.chart.code
    name = code if summary is None else (full_name if wide else short_name)(summary, desk.state.names)
    who = name if name == code else f"{name}{'  ' if wide else ' '}{code}"
    signed = min((each.at for each in card.plan.signatures), default=None)
    version = f"v{card.plan.number}"
    brief = version + (f" {short_day(signed.date())}" if signed is not None else "")
    gap = "   " if wide else "  "
    if wide:
        counted = f" {at} of {len(alike)} {place}" if place and at else ""
        plan = f"plan {version}" + (f" signed {year_day(signed.date())}" if signed is not None else "")
        due = due_words(card, *_clock(card))
        rights = [f"{now:%a} {now.day} {now:%b %H:%M} ", f"{now:%H:%M} "]
        lefts = [[f" REVIEW{counted}", who, each, due] for each in (plan, brief)]
    else:
        counted = f" {at}/{len(alike)}" if place and at else ""
        rights = [f"{due_words(card, *_clock(card), weekday=False)} "]
        lefts = [[f" REVIEW{counted}", who, brief], [f" REVIEW{counted}", who]]
    banner = "REHEARSAL" if desk.rehearsal else ""
    tried = [(gap.join(filter(None, left)), right) for left in lefts for right in rights]
    room = width - (cells(banner) + 2 if banner else 0) - 2
    text, right = next((each for each in tried if cells(each[0]) + cells(each[1]) <= room), tried[-1])
    text = shorten(text, max(10, width - cells(right) - cells(banner) - 2))
    space = " " * max(1, width - cells(text) - cells(banner) - cells(right) - 2)
    spans = line((text, "bar"), (f"  {banner}", "rehearsal" if banner else "bar"), (space, "bar"), (right, "bar"))
    return fit_line(spans, width, "bar")


def _clock(card: Card) -> tuple[date | None, str]:
    """The day of the clock that this review answers, and its name."""
    if card.kind is ReviewKind.FORMAL and card.formal is not None:
        return card.formal, "formal"
    return card.interim, "interim"


def _objectives(desk: Desk, page: ReviewCards, card: Card, width: int, height: int) -> Block:
    wide = width >= WIDE
    right = max(min(56, width * 44 // 120), min(width - LONGEST, 90)) if wide else 0
    left = width - right
    behind = page.cursor >= len(card.lines)
    each = None if behind else card.lines[page.cursor]
    inner = left - 2
    rows = objective_lines(desk, card, inner, page.cursor, narrow=not wide)
    shown = [spans for spans, _ in rows]
    if wide:
        keys = (desk.key("insert.statement"), desk.key("mark.all"))
        told = legend(card, each, inner, keys)
        shown += told if len(shown) + len(told) <= height - 2 else []
    if not card.lines:
        shown.append(line("  No objective is open. The review looks at the plan as a whole."))
    shown = _scroll(page, rows, shown, height - 2)
    foot = hints(edge("objectives", inner, desk.keymap, wide=wide), wide=wide)
    box = Box(left, height, title="OBJECTIVES", foot=foot, focus=not behind).draw(shown)
    return beside(box, why_box(desk, card, each, right, height)) if wide else box


def _scroll(page: ReviewCards, rows: list[tuple[Line, int | None]], shown: list[Line], height: int) -> list[Line]:
    """The lines in view: the heading stays, the objective under the cursor is among them."""
    if len(shown) <= height:
        return shown
    owners = [owner for _, owner in rows]
    at = next((index for index, owner in enumerate(owners) if owner == page.cursor), len(rows) - 1)
    top = scrolled(page.top, max(0, at - 1), len(shown) - 1, height - 1)
    return [shown[0], *shown[1 + top : height + top]]


def follow_review(desk: Desk, page: ReviewCards) -> None:
    """After each key: the card's client is chosen, the cursor stands on a line."""
    page.settle(desk)


def _last_page(desk: Desk, page: ReviewCards, width: int, height: int) -> Block:
    """What was done today and what comes next."""
    now, user = desk.now(), desk.practice.acting().user.id
    wide = min(width, 80)
    left = page.open_stops()
    key = (desk.practice.version, now.date(), now.hour)
    today = now.date()
    done = desk.shown.keep("reviewed today", (*key, user), lambda: done_on(desk.practice, today, user))
    window = desk.settings.review_window
    due = desk.shown.keep("review due", key, lambda: waiting(desk.practice.summaries(), now, window))
    if page.only and due:
        said = f"Signed. {count(len(due), 'plan')} still due: {desk.key('review.run')} goes through them."
    elif left and not page.only:
        said = f"{count(len(left), 'plan')} left for later {'stays' if len(left) == 1 else 'stay'} due."
    else:
        said = "Nothing more is due." if not due else f"{count(len(due), 'plan')} still due."
    body = ["", said, ""]
    if done.reviewed and done.first is not None and done.last is not None:
        plans = f"{count(done.reviewed, 'plan')} reviewed, {done.amended} amended, {done.reviewed} signed"
        body.append(f"Today   {plans}      {done.first:%H:%M} to {done.last:%H:%M}")
    coming = due[0] if due else next_plan(desk.practice.summaries(), now.date())
    if coming is not None and coming.due is not None:
        days = (today - coming.due).days
        late = f" ({days} d late)" if days > 0 else ""
        body.append(f"Next    {full_name(coming.summary, desk.state.names)}, {long_day(coming.due)}{late}")
    undo, back = desk.key("edit.undo"), desk.key("ui.back")
    if page.done_here:
        body += ["", f"{undo}  take back the last signature (until you leave this screen)    {back}  back"]
    else:
        body += ["", f"{back}  back"]
    box = Box(wide, len(body) + 3, title="REVIEW DUE", focus=True).draw([line(f" {text}") for text in body])
    head = tint(fit_line(line(f" REVIEW   {long_day(now.date())} {now:%H:%M}"), width), "bar")
    above = max(0, (height - 1 - len(box)) // 2) if height > len(box) + 4 else 0
    return block(stack((head,), block((), width, above), box), width, height)


PAINTERS: dict[str, Painter] = {
    "ReviewPage": Painter(review_page, follow_review),
}
"""Kind of scene -> its painter."""
