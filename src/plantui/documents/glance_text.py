"""The glance page in boxes, for a screen of a given width: pure text, without colour or markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plantui.documents.cells import cells, drawn, fit, wrap
from plantui.glimpse.page import GlancePage

WIDE = 100
"""From this many columns plan and scores stand side by side."""

LEAST = 40
"""Narrower screens get this width all the same."""

_SINGLE = tuple("┌─┐│└┘")
_DOUBLE = tuple("╔═╗║╚╝")
_WORDS_LEAST = 16
_SHORT = {"Homework": "Hw"}


def glance_text(page: GlancePage, width: int, height: int | None = None) -> list[str]:
    """The page in lines of exactly ``width`` cells.

    When ``height`` is given and the page is higher, some of the plan is left out: objectives that were met go first,
    then interventions, then Moving, Stuck and Off plan. On a narrow screen these last go first, then scores, visits
    and people get one line each, and what lines are left over. Up to six objectives then fit 22 lines of 80 columns.
    """
    width = max(width, LEAST)
    lines: list[str] = []
    parts = _Parts()
    for parts in _WIDE_STEPS if width >= WIDE else _NARROW_STEPS:
        lines = _page(page, width, parts)
        if height is None or len(lines) <= height:
            break
    if height is not None and parts.brief and len(lines) < height:
        lines = _page(page, width, replace(parts, spare=height - len(lines)))
    return lines


@dataclass(frozen=True)
class _Parts:
    """What of the plan is shown; ``brief`` gives scores, visits and people one line each and ``spare`` between them."""

    met: bool = True
    interventions: bool = True
    sums: bool = True
    brief: bool = False
    spare: int = 0


_WIDE_STEPS = (_Parts(), _Parts(met=False), _Parts(False, False), _Parts(False, False, False))
_NARROW_STEPS = (
    _Parts(),
    _Parts(sums=False),
    _Parts(sums=False, brief=True),
    _Parts(False, True, False, brief=True),
    _Parts(False, False, False, brief=True),
)


def _page(page: GlancePage, width: int, parts: _Parts) -> list[str]:
    opens = _boxed("OPEN WITH", _opens(page, width - 4, width < WIDE), width, _DOUBLE)
    plan_title = f"PLAN {page.title}" if page.title else "PLAN (none)"
    if width >= WIDE:
        left = width * 13 // 20
        right = width - left
        plan = _wide_plan(page, left - 4, parts)
        scores = _wide_scores(page, right - 4)
        most = max(len(plan), len(scores))
        beside = zip(
            _boxed(plan_title, plan, left, _SINGLE, most),
            _boxed("SCORES", scores, right, _SINGLE, most),
            strict=True,
        )
        people = _boxed("STRENGTHS, PREFERENCES, PEOPLE", _wrapped(page.people, width - 4), width, _SINGLE)
        return [*_head(page, width), *opens, *(a + b for a, b in beside), *people]
    plan = _narrow_plan(page, width - 4, parts)
    rest = _narrow_rest(page, width - 4, parts)
    return [
        *_head(page, width),
        *opens,
        *_boxed(plan_title, plan, width, _SINGLE),
        *_boxed("SCORES AND VISITS", rest, width, _SINGLE),
    ]


def _head(page: GlancePage, width: int) -> list[str]:
    banner = [f" {fit('Rehearsal: invented person', width - 1)}"] if page.rehearsal else []
    clock = page.clock if width >= WIDE else page.clock[-5:]
    left = "   ".join(drawn(part) for part in ("GLANCE", f"{page.name} {page.code}", page.visit) if part)
    return [f" {_kept(left, width - len(clock) - 3)} {clock} ", *banner]


def _boxed(title: str, lines: Sequence[str], width: int, frame: tuple[str, ...], most: int = 0) -> list[str]:
    """Lines in a box with its title in the upper edge; padded with empty lines up to ``most``."""
    corner, flat, end, side, foot, last = frame
    name = drawn(title)
    name = name if cells(name) <= width - 6 else fit(name, width - 6)
    top = f"{corner}{flat} {name} "
    inner = [f"{side} {_kept(line, width - 4)} {side}" for line in [*lines, *[""] * (most - len(lines))]]
    return [top + flat * (width - cells(top) - 1) + end, *inner, foot + flat * (width - 2) + last]


def _kept(text: str, width: int) -> str:
    """A line that was laid out already in exactly ``width`` cells: its own spaces stay."""
    return text + " " * (width - cells(text)) if cells(text) <= width else fit(text, width)


def _wrapped(texts: Sequence[str], width: int) -> list[str]:
    return [line for text in texts for line in wrap(text, width)]


def _opens(page: GlancePage, width: int, narrow: bool) -> list[str]:
    lines: list[str] = []
    label_width = 5 if narrow else 9
    for label, words, side in page.opens:
        label = (_SHORT.get(label, label) if narrow else label)[:9]
        start = f"{label:<{label_width}} "
        room = width - len(start)
        side = "" if narrow else drawn(side)
        inside = wrap(words, room)
        if side and len(inside) == 1 and cells(inside[0]) + cells(side) + 2 <= room:
            lines.append(start + inside[0] + " " * (room - cells(inside[0]) - cells(side)) + side)
            continue
        lines.append(start + inside[0])
        lines += [" " * len(start) + each for each in [*inside[1:], *(wrap(f"({side})", room) if side else [])]]
    return lines


def _wide_plan(page: GlancePage, width: int, parts: _Parts) -> list[str]:
    lines: list[str] = []
    mark_width = max((cells(_signed(row[8])) for row in page.plan if row[0] == "o"), default=0)
    trend_width = max((len(row[7]) for row in page.plan if row[0] == "o"), default=0)
    now_width = max((len(row[6]) for row in page.plan if row[0] == "o"), default=0)
    for kind, code, status, words, span, first, now, word, mark in page.plan:
        if kind == "p":
            lines += [""] if lines else []
            lines.append(_two(f"{code} {words}", first, width))
        elif kind == "g":
            lines.append(fit(f"{code} {words}", width))
        elif kind == "i":
            lines += [" " * 7 + fit(words, width - 7)] if parts.interventions else []
        elif parts.met or status != "met":
            tail = f"{now:>{now_width}} {word:<{trend_width}} {_signed(mark):<{mark_width}}"
            start = f"  {code} {status} "
            room = width - len(start) - cells(tail) - 2
            lines.append(f"{start}{_objective(words, span, first, room)}  {tail}")
    if parts.sums and page.sums:
        lines.append("")
        for label, words in page.sums:
            inside = wrap(words, width - 10)
            lines += [f"{label:<9} {inside[0]}", *(" " * 10 + each for each in inside[1:])]
    return lines or ["No plan yet."]


def _signed(mark: str) -> str:
    """A mark under the others: no change has no sign, and stands where theirs have their digit."""
    return f" {mark}" if mark.startswith("0 ") else mark


def _objective(words: str, span: str, when: str, room: int) -> str:
    """An objective in the room there is: its words are cut first, then the date is left out, then the span."""
    for tail in (f" {span} {when}", f" {span}", ""):
        tail = tail.rstrip() if tail.strip() else ""
        left = room - cells(drawn(tail)) - 1
        if cells(drawn(words)) <= left or left >= _WORDS_LEAST:
            shown = drawn(words) if cells(drawn(words)) <= left else fit(words, left).rstrip()
            return _kept(f"{shown} {drawn(tail)}".rstrip(), room)
    return fit(words, room)


def _two(left: str, right: str, width: int) -> str:
    right = drawn(right)
    room = width - cells(right) - 2
    return fit(left, width) if not right or room < _WORDS_LEAST else f"{fit(left, room)}  {right}"


def _narrow_plan(page: GlancePage, width: int, parts: _Parts) -> list[str]:
    lines: list[str] = []
    doing: dict[str, None] = {}
    trend_width = max((7, *(len(row[7]) for row in page.plan if row[0] == "o")))
    for kind, code, status, words, span, first, now, word, mark in page.plan:
        if kind == "g":
            lines.append(fit(f"{code} {words}", width))
        elif kind == "i":
            doing |= dict.fromkeys(words.split("; "))
        elif kind == "o" and (parts.met or status != "met"):
            tail = f"{now:>4} {word:<{trend_width}} {_signed(mark):<9}"
            start = f" {code} {status} "
            lines.append(f"{start}{_objective(words, span, first, width - len(start) - cells(tail) - 1)} {tail}")
    if doing and parts.interventions:
        lines += wrap(f"Doing: {', '.join(doing)}", width)
    if parts.sums:
        lines += _wrapped([f"{label}: {words}" for label, words in page.sums if label != "Moving"], width)
    return lines or ["No plan yet."]


def _wide_scores(page: GlancePage, width: int) -> list[str]:
    lines: list[str] = []
    name_width = min(max((cells(drawn(name)) for name, *_ in page.scores), default=0), width - 26)
    for name, totals, goal, inside in page.scores:
        lines += [""] if lines else []
        lines.append(_measure(fit(name, name_width), totals, f"goal {goal}" if goal else "", width))
        lines += _wrapped_under(inside, width)
    lines += ["", "LAST THREE VISITS"] if lines else ["No scores yet.", "", "LAST THREE VISITS"]
    day_width = max((cells(when) for when, _ in page.visits), default=0)
    for when, words in page.visits:
        room = width - day_width - 2
        first, *more = wrap(words, room)
        lines += [f"{when:>{day_width}}  {first}", *(" " * (day_width + 2) + each for each in more)]
    return lines if page.visits else [*lines, "No visits yet."]


def _wrapped_under(texts: Sequence[str], width: int) -> list[str]:
    return [f"  {line}" for text in texts for line in wrap(text, width - 2)]


def _measure(name: str, totals: Sequence[str], goal: str, width: int) -> str:
    """Name, totals and goal on one line; the oldest totals go when there is no room."""
    for start in range(len(totals)):
        left = f"{name} {' '.join(f'{total:>2}' for total in totals[start:])}"
        gap = width - cells(left) - len(goal)
        if gap >= 2:
            return left + " " * gap + goal
    return _kept(name, width)


def _narrow_rest(page: GlancePage, width: int, parts: _Parts) -> list[str]:
    """Scores, visits and people."""
    scores = [f"{name} {' '.join(totals)}{f' goal {goal}' if goal else ''}" for name, totals, goal, _ in page.scores]
    seen = [f"{when} {words}" for when, words in page.visits]
    around = ". ".join(page.people[:-1])
    blocks = [_flowing(scores, width), _flowing(seen, width), list(wrap(around, width)) if around else []]
    if not parts.brief:
        return [line for block in blocks for line in block]
    spare = parts.spare
    lines: list[str] = []
    for block in filter(None, blocks):
        rows = min(len(block), 1 + spare)
        spare -= rows - 1
        if rows == len(block):
            lines += block
        else:
            # The last row that there is room for says with its cut that there is more.
            rest = " ".join(row if block is blocks[2] else f"{row};" for row in block[rows - 1 :])
            lines += [*block[: rows - 1], fit(rest.replace("    ", "; "), width)]
    return lines


def _flowing(texts: Sequence[str], width: int) -> list[str]:
    """Short texts one after the other with wide gaps, as many as fit on a line."""
    lines: list[str] = []
    for text in map(drawn, texts):
        if lines and cells(lines[-1]) + 4 + cells(text) <= width:
            lines[-1] += "    " + text
        else:
            lines += wrap(text, width)
    return lines
