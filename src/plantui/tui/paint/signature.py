"""The signature panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.standing import draft
from plantui.keys.edge import edge
from plantui.keys.field import LineField
from plantui.model.signature import TookPart
from plantui.model.tree import walk
from plantui.tui.desk.naming import full_name
from plantui.tui.desk.signature import SignPanel, SignStage
from plantui.tui.desk.signer import typed_word
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.words import count, hints, year_day
from plantui.tui.text import cells, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LABEL = 20


def sign_panel(desk: Desk, panel: SignPanel, width: int, height: int) -> Block:
    """What is signed, how the client took part, initials."""
    chart = desk.practice.chart(panel.chart)
    plan = draft(chart)
    user = desk.practice.acting().user
    summary = desk.practice.summary(chart.id)
    name = full_name(summary, desk.state.names) if summary is not None else chart.code
    counts = dict.fromkeys(("problem", "goal", "objective", "intervention"), 0)
    for place in walk(plan) if plan is not None else ():
        counts[place.kind] += 1
    due = f", next review {year_day(panel.due)}" if panel.due is not None else ""
    inner = width - 4
    body: list[Line] = [line(shorten(", ".join(count(each, kind) for kind, each in counts.items()) + due, inner))]
    body += _took_part(panel, inner)
    if panel.took_part is TookPart.NOT_YET:
        body += _field("Why not yet", panel, SignStage.WHY, inner)
    body += _field("Client's comment", panel, SignStage.COMMENT, inner)
    body.append(line(""))
    found = _found(desk, panel)
    if found:
        body.append(line(f"{'Check':<{LABEL}}", (found, "must" if panel.gate and panel.musts else "")))
    if panel.stage is SignStage.ANYWAY or panel.anyway.text:
        body += _field("Sign anyway because", panel, SignStage.ANYWAY, inner)
    credential = f", {user.credential}" if user.credential else ""
    body.append(line(f"{'Signing as':<{LABEL}}{user.name}{credential} ({user.initials})"))
    body += _initials(panel, panel.initials)
    body.append(line(""))
    if panel.problem:
        body += [line((part, "must")) for part in wrap(panel.problem, inner)]
    else:
        said = "Signed text cannot change. A change starts the next version."
        body += [line(part) for part in wrap(said, inner)]
    wide = desk.state.width >= WIDE
    foot = hints(edge("sign passphrase" if panel.initials.secret else "sign", inner, desk.keymap, wide=wide), wide=wide)
    codes = summary.dx[0] if summary is not None and summary.dx else ""
    shown = name if name == chart.code else f"{name}  {chart.code}"
    title = f"SIGN PLAN v{plan.number if plan is not None else 0}   {shown}   {codes}".rstrip()
    box = Box(width, min(height, len(body) + 2), title=title, foot=foot, focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def _took_part(panel: SignPanel, width: int) -> list[Line]:
    answers = (
        (TookPart.IN_PERSON, "y", "yes, today"),
        (TookPart.BY_PHONE, "p", "by phone"),
        (TookPart.NOT_YET, "n", "not yet (say why)"),
    )
    here = panel.stage is SignStage.TOOK_PART
    rows: list[list[tuple[str, str]]] = [[]]
    for answer, key, words in answers:
        chosen = panel.took_part is answer
        box = "x" if chosen else key if here else " "
        said = f"[{box}] {words}"
        taken = sum(cells(text) for text, _ in rows[-1])
        if rows[-1] and LABEL + taken + cells(said) > width:
            rows.append([])
        rows[-1].append((f"{said}   ", "selected" if chosen else ""))
    head = f"{'Client took part':<{LABEL - 1}}{'>' if here else ' '}"
    return [line(head if not at else " " * LABEL, *spans) for at, spans in enumerate(rows)]


def _field(label: str, panel: SignPanel, stage: SignStage, width: int) -> list[Line]:
    here = panel.stage is stage
    head = f"{label:<{LABEL - 1}}{'>' if here else ' '}"
    field = panel.part(stage)
    if not here:
        return [line(head, (shorten(field.text, width - LABEL), "field"))]
    lines, _ = field_lines(field, max(10, width - LABEL), 3)
    return [line(head if not number else " " * LABEL, *spans) for number, spans in enumerate(lines)]


def _initials(panel: SignPanel, field: LineField) -> list[Line]:
    here = panel.stage is SignStage.INITIALS
    head = f"{typed_word(field).capitalize():<{LABEL - 1}}{'>' if here else ' '}"
    typed = "*" * len(field.text) if field.secret else field.text
    inside = field_lines(field, 12, 1)[0][0] if here else line((shorten(typed, 4) or "    ", "field"))
    return [line(head, "[ ", *inside, " ]")]


def _found(desk: Desk, panel: SignPanel) -> str:
    said = ", ".join(f"{number} {word}" for number, word in ((panel.musts, "must"), (panel.asks, "ask")) if number)
    if not said:
        return ""
    if panel.gate and panel.musts:
        return f"{said}: blocked by {panel.gate}"
    return f"{said}; none stops you ({desk.key('plan.lint')} lists them, after Esc)"
