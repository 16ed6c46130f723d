"""A glance page: stored in advance with its dates open, completed on the day it is read, and printed as plain lines.

The stored page is plain data. A date whose words depend on the day of reading stands in its texts as a token: US, a
letter for the rule, the ISO date, US. Text from people never holds US, since control characters are taken out first.
"""

from __future__ import annotations

from plantui.glimpse import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MARK = "\x1f"
"""Stands on both sides of a token."""

FORMAT = 2
"""Number of the stored form; a reader that knows another leaves the page to the full program."""


def token(rule: str, iso: str) -> str:
    """A date to be put into words later. Rules: s short, f full, d due, b target date, e end of a span.

    Rule n is a name that is shown only where names are shown in full.
    """
    return f"{MARK}{rule}{iso}{MARK}"


def said(words: str, today: str, names: str = "full") -> str:
    """The words with every token completed for the day ``today``; ``names`` is full, initials or codes."""
    if MARK not in words:
        return words
    parts = words.split(MARK)
    parts[1::2] = [
        (part[1:] if names == "full" else "...") if part[0] == "n" else _phrase(part[0], part[1:], today)
        for part in parts[1::2]
    ]
    return "".join(parts)


def _phrase(rule: str, iso: str, today: str) -> str:
    if rule == "f":
        return day.full(iso)
    if rule == "d":
        if iso < today:
            return f"{day.number(today) - day.number(iso)} d late"
        return "due today" if iso == today else f"due {day.short(iso, today)}"
    if rule == "b":
        return f"{'by' if iso >= today else 'was due'} {day.short(iso, today)}"
    if rule == "e":
        return f"{'to' if iso >= today else 'ended'} {day.short(iso, today)}"
    return day.short(iso, today)


class GlancePage:
    """Everything about the next visit, in words, for one moment.

    Attributes:
        name: the client's name in the chosen form; empty when codes are wanted.
        code: the client's code.
        visit: today 14:00, visit 13.
        clock: Tue 10 Mar 2026 13:54.
        rehearsal: whether the person is invented.
        opens: rows of OPEN WITH: label, words, and a remark for the right margin.
        title: v3, signed 12 Dec 2025, review due 6 Mar; empty without a plan.
        plan: rows of the plan: kind (p, g, o, i), code, status word, words, and columns that only objectives fill: from
            where to where, target date, now, trend word, last mark; a problem has its diagnoses for a target date.
        sums: Moving, Stuck and Off plan, each with its words.
        scores: blocks of a measure: name, totals oldest first, goal, lines.
        visits: the last three: day and words.
        people: lines.
    """

    __slots__ = (
        "clock",
        "code",
        "name",
        "opens",
        "people",
        "plan",
        "rehearsal",
        "scores",
        "sums",
        "title",
        "visit",
        "visits",
    )
    name: str
    code: str
    visit: str
    clock: str
    rehearsal: bool
    opens: list[tuple[str, str, str]]
    title: str
    plan: list[list[str]]
    sums: list[tuple[str, str]]
    scores: list[tuple[str, list[str], str, list[str]]]
    visits: list[tuple[str, str]]
    people: list[str]


def completed(stored: dict[str, Any], now: str, names: str) -> GlancePage:
    """The page for one moment.

    Args:
        stored: the page as ``plantui.documents.glance.stored_glance`` made it.
        now: the local moment, 2026-03-10T13:54.
        names: full, initials or codes.
    """
    today = now[:10]
    page = GlancePage()
    page.name = "" if names == "codes" else stored["initials" if names == "initials" else "name"]
    page.code = stored["code"]
    page.visit = _visit(stored, today)
    page.clock = f"{day.with_weekday(today)} {now[11:16]}"
    page.rehearsal = stored["rehearsal"]
    page.opens = [
        (label, said(words, today), said(side, today))
        for label, words, side, since, until in stored["opens"]
        if (not since or since <= today) and (not until or today <= until)
    ]
    page.title = said(stored["title"], today)
    page.plan = [[said(cell, today) for cell in row] for row in stored["plan"]]
    page.sums = [(label, said(words, today)) for label, words in stored["sums"]]
    page.scores = [
        (name, list(totals), goal, [said(line, today) for line in lines])
        for name, totals, goal, lines in stored["scores"]
    ]
    page.visits = [(said(when, today), words) for when, words in stored["visits"]]
    page.people = [said(line, today, names) for line in stored["people"]]
    return page


def _visit(stored: dict[str, Any], today: str) -> str:
    counted = f"visit {stored['kept'] + (stored['last'] != today)}"
    slot = stored["slot"]
    if not slot:
        return counted
    on = day.slot_day(slot, today)
    if on == today:
        return f"today {slot['time']}, {counted}"
    return f"{day.WEEKDAYS[day.weekday(day.number(on))]} {day.short(on, today)} {slot['time']}, {counted}"


def plain_lines(page: GlancePage) -> list[str]:
    """The page without boxes, for pipes and files: nothing is wrapped, cut or padded to a width."""
    head = [part for part in ("GLANCE", page.name, page.code, page.visit, page.clock) if part]
    lines = ["  ".join(head)]
    if page.rehearsal:
        lines.append("Rehearsal: invented person")
    lines += ["", "OPEN WITH"]
    lines += [_row(label, words, side) for label, words, side in page.opens]
    lines += ["", f"PLAN {page.title}" if page.title else "PLAN (none)"]
    for kind, code, status, words, span, first, now, trend, mark in page.plan:
        if kind == "o":
            cells = (f"  {code} {status} {words} {span}".rstrip(), first, f"now {now}" if now else "", trend, mark)
            lines.append("  ".join(cell for cell in cells if cell))
        elif kind == "i":
            lines.append(f"       {words}")
        else:
            lines.append("  ".join(cell for cell in (f"{code} {words}", first) if cell))
    lines += [_row(label, words, "") for label, words in page.sums]
    lines += ["", "SCORES"]
    for name, totals, goal, inside in page.scores:
        lines.append("  ".join(cell for cell in (name, " ".join(totals), f"goal {goal}" if goal else "") if cell))
        lines += [f"  {line}" for line in inside]
    lines += [] if page.scores else ["(none)"]
    lines += ["", "LAST THREE VISITS"]
    lines += [f"{when}  {words}".rstrip() for when, words in page.visits] or ["(none)"]
    lines += ["", "STRENGTHS, PREFERENCES, PEOPLE", *page.people]
    return lines


def _row(label: str, words: str, side: str) -> str:
    return f"{label:<9} {words}  ({side})" if side else f"{label:<9} {words}"
