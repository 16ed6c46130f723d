"""The last boxes of a review's card: what the signature sets and signs, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.practice.reviewing import Card, Waiting
from plantui.tui.desk.naming import full_name
from plantui.tui.desk.signer import word_here
from plantui.tui.frame import Block, Box, line
from plantui.tui.frame.line import fit_line, shorten_line, tint
from plantui.tui.paint.review_words import clocks_words, next_words, still_open
from plantui.tui.paint.words import count
from plantui.tui.text import cells, fit

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def next_box(desk: Desk, card: Card, width: int, here: bool, following: str) -> Block:
    """What the signature sets and signs, and what is still open."""
    wide = width >= 100
    when, sign = desk.key("review.when"), desk.key("sign.open")
    clocks = clocks_words(card)
    label = 14 if wide else 13
    change = f"{when} change: +6w, eoq, 30 apr" if wide else f"{when} change"
    nexts = next_words(card)
    inner = width - 4
    room = 40 if wide else inner - label - cells(change)
    row = line((f"{'Next review':<{label}}", "head"), fit(nexts, max(cells(nexts) + 2, room)), change)
    body = [row]
    if clocks:
        body.append(line((f"{'Payer':<{label}}", "head"), clocks))
    if wide:
        number_now = card.plan.number
        if card.changed is not None:
            changes = "; ".join(card.draft_changes) or "changed"
            body.append(line((f"{'Plan':<{label}}", "head"), f"becomes v{card.changed.number}: {changes}"))
        else:
            stays = f"stays v{number_now}, no change of wording"
            makes = f"(an edited line makes this v{number_now + 1})"
            body.append(line((f"{'Plan':<{label}}", "head"), fit(stays, 40), makes))
    elif card.changed is not None:
        body.append(line((f"{'Plan':<{label}}", "head"), f"becomes v{card.changed.number}, signed with the review"))
    left = (still_open(card, inner - label), "must" if card.gaps else "")
    body.append(line((f"{'Still open':<{label}}", "head"), left))
    how = f"{sign}, your {word_here(desk)}, {desk.key('sign.commit', Context.SIGN_INITIALS)}"
    tail = "" if wide or not following else f"next: {following}"
    gap = max(2, inner - label - cells(how) - cells(tail))
    body.append(line((f"{'Sign':<{label}}", "head"), how, " " * gap if tail else "", tail))
    if here:
        body[-1] = tint(fit_line(body[-1], width - 4), "cursor")
    shown = [shorten_line(line(">" if here and each is body[-1] else " ", *each), width - 2) for each in body]
    return Box(width, len(body) + 2, title="NEXT REVIEW AND SIGNATURE", focus=here).draw(shown)


def after_box(desk: Desk, coming: list[Waiting], width: int, height: int) -> Block:
    """What follows and about how long it takes."""
    counts = []
    for place, word in (("overdue", "more overdue"), ("now", "after an event"), ("this_week", "this week")):
        found = sum(1 for each in coming if each.place == place)
        counts += [f"{found} {word}"] if found else []
    title = f"AFTER THIS   {', '.join(counts) or 'nothing more is due'}"
    shown = coming[: max(0, height - 2)]
    names = [full_name(each.summary, desk.state.names) for each in shown]
    name_width = min(24, max([13, *map(cells, names)]))
    text_width = min(24, max([10, *(cells(each.text) for each in shown)]))
    body = []
    for name, each in zip(names, shown, strict=True):
        evidence = f"{count(each.summary.objectives, 'objective')}, {each.summary.with_evidence} with evidence"
        who = f" {fit(name, name_width)} {fit(each.text, text_width)} "
        body.append(line(who, fit(evidence, max(30, 84 - cells(who))), f"about {each.minutes} min"))
    return Box(width, height, title=title).draw(body)
