"""Panels over the panes: prompt, signature, question, strip of second keys, failed save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.standing import draft
from plantui.keys.context import Context
from plantui.keys.field import LineField
from plantui.keys.whichkey import FAMILIES, which_key
from plantui.model.signature import TookPart
from plantui.model.tree import walk
from plantui.practice.refusal import Refused
from plantui.quickentry import LineFault, parse_date, parse_when
from plantui.quickentry.datewords import describe_date
from plantui.quickentry.reading import preview
from plantui.tui.desk.prompts import when_due
from plantui.tui.desk.state import LineEntry, SignPanel, SignStage
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.paint.entry import faulty_field, field_lines
from plantui.tui.paint.words import full_name
from plantui.tui.text import wrap
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def prompt_panel(desk: Desk, entry: LineEntry, width: int) -> Block:
    """A one-line prompt with what it means underneath."""
    inner = width - 4
    body, _ = field_lines(entry.field, inner)
    for text, style in _prompt_words(desk, entry):
        body += [line((part, style)) for part in wrap(text, inner)]
    if entry.scolded and entry.purpose == "client":
        read = preview("client", entry.field.text, desk.shown.lexicon())
        if read.fault is not None:
            body = faulty_field(entry.field, read, inner)
    foot = "Enter keep   Esc drop   up history"
    title = entry.title
    return Box(width, len(body) + 2, title=title, foot=foot, focus=True).draw([line(" ", *spans) for spans in body])


def _prompt_words(desk: Desk, entry: LineEntry) -> list[tuple[str, str]]:
    text, lexicon = entry.field.text, desk.shown.lexicon()
    if entry.purpose == "client":
        if not text.strip():
            return [("Last, First; dob 1991-04-02; dx F41.1; slot tue 14:00     Only the name is required.", "preview")]
        return [(said, "preview") for said in preview("client", text, lexicon).lines]
    if entry.purpose == "filter":
        shape = "words, or keys: overdue  unsigned  noplan  drift  today  dx:F41  due<14d  !overdue"
        return [("any words of a line" if entry.then == "2" else shape, "preview")]
    try:
        if entry.purpose == "when":
            if not text.strip():
                return [("+6w   eoq   30 apr   then a reason, if there is one", "preview")]
            when = parse_when(text, lexicon)
            due = when_due(when, lexicon.today)
            reason = f"   because {when.reason}" if when.reason else ""
            return [(f"= next review {describe_date(due, lexicon.today)}{reason}", "preview")]
        if entry.purpose == "date":
            day = parse_date(text, lexicon, "past") if text.strip() else lexicon.today
            return [(f"= {describe_date(day, lexicon.today)}", "preview")]
    except Refused as refused:
        return [(refused.sentence, "ask")]
    except LineFault as fault:
        style = "must" if entry.scolded else "preview"
        return [(f"{fault.code} {fault.message}" if entry.scolded else "...", style)]
    return []


def sign_panel(desk: Desk, panel: SignPanel, width: int) -> Block:
    """The signature panel: what is signed, how the client took part, initials."""
    chart = desk.practice.chart(panel.chart)
    plan = draft(chart)
    user = desk.practice.acting().user
    summary = desk.practice.summary(chart.id)
    name = full_name(summary, desk.state.names) if summary is not None else chart.code
    number = plan.number if plan is not None else 0
    counts = dict.fromkeys(("problem", "goal", "objective", "intervention"), 0)
    for place in walk(plan) if plan is not None else ():
        counts[place.kind] += 1
    what = ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items())
    cadence = desk.practice.acting().cadence
    body: list[Line] = [
        line((f"Plan v{number}     {name}  {chart.code}", "strong")),
        line(what),
        line(f"Next review {cadence.words.removeprefix('every ')} from today, unless w has set it"),
        line(""),
        _took_part(panel),
    ]
    if panel.took_part is TookPart.NOT_YET:
        body.append(_field("Why not yet", panel.why, panel.stage is SignStage.WHY, width))
    body.append(_field("Client's comment", panel.comment, panel.stage is SignStage.COMMENT, width))
    if panel.stage is SignStage.ANYWAY or panel.anyway.text:
        body.append(_field("Sign anyway because", panel.anyway, panel.stage is SignStage.ANYWAY, width))
    credential = f", {user.credential}" if user.credential else ""
    body += [
        line(""),
        line(f"{'Signing as':<21}{user.name}{credential}"),
        _field("Initials", panel.initials, panel.stage is SignStage.INITIALS, width),
        line(""),
    ]
    if panel.problem:
        body += [line((part, "must")) for part in wrap(panel.problem, width - 4)]
    else:
        body.append(line("After signing this text cannot change. A change starts the next version."))
    foot = "typing your initials is your signature   Esc leaves it unsigned"
    box = Box(width, len(body) + 2, title="SIGN", foot=foot, focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def _took_part(panel: SignPanel) -> Line:
    answers = (
        (TookPart.IN_PERSON, "y", "yes, today"),
        (TookPart.BY_PHONE, "p", "by phone"),
        (TookPart.NOT_YET, "n", "not yet"),
    )
    spans: list[tuple[str, str]] = []
    for answer, key, words in answers:
        chosen = panel.took_part is answer
        spans.append((f"[{'x' if chosen else key}] {words}   ", "selected" if chosen else ""))
    mark = ">" if panel.stage is SignStage.TOOK_PART else " "
    return line(f"{'Client took part':<20}{mark}", *spans)


def _field(label: str, field: LineField, open_here: bool, width: int) -> Line:
    mark = ">" if open_here else " "
    head = f"{label:<20}{mark}"
    if not open_here:
        return line(head, (field.text, "field"))
    lines, row = field_lines(field, max(10, width - 26))
    return line(head, *lines[row])


def confirm_panel(question: str, width: int) -> Block:
    """A question that only y answers with yes."""
    body = [line(part) for part in wrap(question, width - 4)]
    box = Box(width, len(body) + 2, title="", foot="y yes   n no", focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def strip_panel(desk: Desk, width: int) -> Block:
    """The keys that may follow a pending prefix."""
    prefix = desk.machine.prefix
    context = desk.context()
    rows = which_key(prefix, context, desk.keymap)
    columns = 2 if width >= 70 else 1
    each = (width - 4) // columns
    cells_ = [f"{row.key:<3} {row.name}{f'  {row.detail}' if row.detail and each > 44 else ''}" for row in rows]
    half = -(-len(cells_) // columns)
    body = []
    for index in range(half):
        parts = [cells_[index + half * column] for column in range(columns) if index + half * column < len(cells_)]
        body.append(line(" ", *(f"{part[: each - 1]:<{each}}" for part in parts)))
    title = f"{prefix}  {FAMILIES.get(prefix, '')}".rstrip()
    return Box(width, len(body) + 2, title=title, foot="Esc", focus=False).draw(body)


def failure_panel(desk: Desk, width: int) -> Block:
    """A save that failed: what happened, what is safe, what to do."""
    failure = desk.practice.writer.failure
    waiting = desk.practice.writer.waiting
    happened = failure.sentence if isinstance(failure, VaultFault) else str(failure)
    step = failure.next_step if isinstance(failure, VaultFault) else "Press r to try again."
    code = failure.code if isinstance(failure, VaultFault) else "E303"
    said = [
        happened,
        f"Changes in memory and not in the store: {waiting}.",
        "Do not close this terminal.",
        step,
        "",
        f"{code}  plantui verify checks the store afterwards",
    ]
    body = [line(part) for text in said for part in (wrap(text, width - 4) or ("",))]
    keys = desk.keymap.keys_text("store.retry", Context.SAVEFAIL)
    box = Box(width, len(body) + 2, title="CANNOT SAVE", foot=f"{keys} try again", focus=True)
    return box.draw([line(" ", *spans) for spans in body])
