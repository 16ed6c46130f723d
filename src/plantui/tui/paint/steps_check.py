"""The last step of a new plan: the check list, and the signature under it or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.standing import draft
from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.model.tree import walk
from plantui.tui.desk.naming import full_name
from plantui.tui.desk.signer import word_here
from plantui.tui.desk.steps import StepsPage
from plantui.tui.desk.steps_check import Check, checks, musts, review_day
from plantui.tui.frame import Block, Box, Line, beside, line, scrolled, stack
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.meanings import meaning_lines
from plantui.tui.paint.signature import sign_panel
from plantui.tui.paint.words import count, hints, year_day
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

SIGN_ROWS = 9
HINTED = 70
"""Columns from which the hint of a row stands beside it."""
STYLES = {"must": "must", "ask": "ask", "note": "note", "ok": "done", "left": "stopped"}


def check_boxes(desk: Desk, page: StepsPage, width: int, height: int) -> Block:
    """Both boxes in a room of this size."""
    if width >= WIDE:
        left = width - 66
        return beside(_check(desk, page, left, height), _sign(desk, page, width - left, height))
    panel = desk.state.sign
    below = min(height - 5, 12 if panel is not None else SIGN_ROWS)
    return stack(_check(desk, page, width, height - below), _sign(desk, page, width, below))


def _took_part(width: int) -> list[str]:
    """How the client took part: what the signature asks first."""
    rows = ["Client took part    [y] yes, today"]
    for answer in ("[p] by phone", "[n] not yet (say why)"):
        if cells(rows[-1]) + 3 + cells(answer) <= width:
            rows[-1] = f"{rows[-1]}   {answer}"
        else:
            rows.append(f"{'':<20}{answer}")
    return rows


def _check(desk: Desk, page: StepsPage, width: int, height: int) -> Block:
    inner = width - 4
    rows = checks(desk, page)
    told = meaning_lines(desk, inner) if height > 8 else []
    room = height - 2 - len(told)
    shown = _rows(rows, page.cursor, inner, whole=True)
    if len(shown) > room:
        shown = _rows(rows, page.cursor, inner, whole=False)
    spots = [number for number, (at, _) in enumerate(shown) if at == page.cursor]
    top = min(scrolled(page.top, spots[-1], len(shown), room), spots[0]) if spots else 0
    body = [line(" ", *spans) for _, spans in shown[top : top + room]]
    body += [line("")] * (room - len(body)) + [line(" ", *spans) for spans in told]
    signing = desk.state.sign is not None
    foot = hints(edge("check", inner, desk.keymap, wide=width >= WIDE), wide=True)
    must, ask = musts(desk, page)
    said = ", ".join(part for part in (f"{must} must" if must else "", f"{ask} ask" if ask else "") if part)
    return Box(width, height, title="CHECK", right=said, foot=foot, focus=not signing).draw(body)


def _rows(rows: tuple[Check, ...], cursor: int, width: int, *, whole: bool) -> list[tuple[int, Line]]:
    """The rows as lines, each with its number; ``whole`` says all of every row, not only of the one under the cursor.

    The hint stands at the right, on a narrow box under the row of the cursor.
    """
    shown: list[tuple[int, Line]] = []
    for at, row in enumerate(rows):
        here = at == cursor
        hint = row.hint if width >= HINTED else ""
        room = width - 14 - (cells(hint) + 1 if hint else 0)
        code = fit(row.code, 6) if row.code else "" if row.word == "ok" else fit("", 6)
        room += 6 - cells(code)
        parts = wrap(row.message, room) if here or whole else [shorten(row.message, room)]
        if row.hint and not hint and here:
            parts = (*parts, f"({row.hint})")
        for number, part in enumerate(parts):
            mark = f"{'>' if here else ' '} {row.word:<6}" if not number else " " * 8
            spans = line((mark, STYLES.get(row.word, "")), f"{code if not number else ' ' * cells(code)}{part}")
            if not number and hint:
                spans = (*fit_line(spans, width - cells(hint)), (hint, "note"))
            shown.append((at, tint(fit_line(spans, width), "selected") if here else spans))
    return shown


def _sign(desk: Desk, page: StepsPage, width: int, height: int) -> Block:
    panel = desk.state.sign
    if panel is not None:
        drawn = sign_panel(desk, panel, width, height)
        rest = height - len(drawn)
        return stack(drawn, tuple(fit_line(line(""), width) for _ in range(rest))) if rest > 0 else drawn[:height]
    chart = desk.chart()
    plan = draft(chart)
    user = desk.practice.acting().user
    summary = desk.practice.summary(chart.id)
    inner = width - 4
    counts = dict.fromkeys(("problem", "goal", "objective", "intervention"), 0)
    for place in walk(plan) if plan is not None else ():
        counts[place.kind] += 1
    credential = f", {user.credential}" if user.credential else ""
    must = sum(row.rule == "TP110" for row in checks(desk, page))
    key, word = desk.key("steps.sign", Context.STEPS), word_here(desk)
    held = ", ".join(count(each, kind) for kind, each in counts.items())
    whole = wrap(f"{held}, next review {year_day(review_day(desk))}", inner)
    body = [
        *(whole if len(whole) == 1 or height > SIGN_ROWS + 2 else (held,)),
        *_took_part(inner),
        "Client's comment",
        *([""] if height > SIGN_ROWS or inner > HINTED else []),
        f"Signing as          {user.name}{credential} ({user.initials})",
        f"{word.capitalize():<20}[    ]" + (f"         blocked: {count(must, 'blank')}" if must else ""),
        f"{key} goes here",
    ]
    name = full_name(summary, desk.state.names) if summary is not None else chart.code
    shown = name if name == chart.code else f"{name}  {chart.code}"
    number = plan.number if plan is not None else 1
    codes = "".join(f"   {code}" for code in (summary.dx[:1] if summary is not None else ()))
    box = Box(
        width,
        height,
        title=f"SIGN PLAN v{number}   {shown}{codes}",
        foot=f"typing your {word} is your signature",
    )
    return box.draw([line(" ", shorten(each, inner)) for each in body])
