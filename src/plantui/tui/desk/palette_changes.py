"""Verbs of palette lines that change a chart, or write a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from plantui.model.client import ChartKind
from plantui.model.status import STATUS_WORDS, Status
from plantui.practice.commands.clients import SetMembers
from plantui.practice.commands.measures import RecordMeasure
from plantui.practice.commands.progress import MarkProgress
from plantui.practice.members import meant, members_line, typed_members
from plantui.practice.refusal import NeedsReason, Refused
from plantui.practice.scores import score_of_answers, score_of_total
from plantui.practice.spreading import due_days
from plantui.quickentry import parse_date
from plantui.quickentry.datewords import describe_date
from plantui.quickentry.export import EXPORTS, parse_export
from plantui.quickentry.mark import parse_mark
from plantui.quickentry.palette import Command
from plantui.quickentry.reading import preview
from plantui.quickentry.score import read_score
from plantui.quickentry.when import parse_when
from plantui.tui.desk import ticking
from plantui.tui.desk.entry import start_adding
from plantui.tui.desk.finding import place_with_code
from plantui.tui.desk.lines import line_here, lines_here
from plantui.tui.desk.marking import set_status
from plantui.tui.desk.palette_lines import Verb, one_of, through_prompt
from plantui.tui.desk.planning import review_when
from plantui.tui.desk.prompts import add_client
from plantui.tui.desk.state import ConfirmPanel

if TYPE_CHECKING:
    from plantui.model.plan import Node
    from plantui.tui.desk.desk import Desk

_KINDS = {"p": "problem", "g": "goal", "o": "objective", "i": "intervention", "c": "client"}
_SIGNS = {1: "+", -1: "-", 0: "="}


def _add(desk: Desk, command: Command) -> None:
    """`add o PHQ-9 18 -> 9`: the rest of the line is the new line, `;` included."""
    word, _, text = command.rest.partition(" ")
    kind = _KINDS.get(word.casefold(), word.casefold())
    if kind not in _KINDS.values():
        raise Refused("Add what? add p, g, o or i and a line of the plan; add c and a client line.")
    if not text.strip():
        desk.run(f"add.{kind}")
    elif kind == "client":
        through_prompt(desk, add_client, text.strip())
    else:
        through_prompt(desk, lambda desk: start_adding(desk, kind), text.strip())


def _mark(desk: Desk, command: Command) -> None:
    """`mark +`, `mark 1.2 -1`."""
    if len(command.args) == 2:
        node = place_with_code(desk, command.args[0]).node
        sign = command.args[1]
        value: int | str = sign if sign in _SIGNS.values() else parse_mark(sign)
        desk.do(MarkProgress(node.id, value))
        return
    if len(command.args) != 1:
        raise Refused("mark takes a mark: mark +, or mark 1.2 -1.")
    value = parse_mark(command.args[0])
    if command.args[0] in _SIGNS.values():
        desk.run({"+": "progress.up", "-": "progress.down", "=": "progress.same"}[command.args[0]])
    else:
        desk.do(MarkProgress(line_here(desk, f"{mark_text(value)} marks an objective").node.id, value))


def mark_text(value: int) -> str:
    """+2, +1, 0, -1 or -2."""
    return f"{value:+d}" if value else "0"


def _status(desk: Desk, command: Command) -> None:
    """`status hld`, `status 1.2 met 3 mar`, `status dis moved away`."""
    words = list(command.args)
    nodes: list[Node]
    if words and words[0].casefold() not in STATUS_WORDS and any(char.isdigit() for char in words[0]):
        nodes = [place_with_code(desk, words.pop(0)).node]
    else:
        nodes = [place.node for place in lines_here(desk, "status sets the status of a line")]
    if not words:
        raise Refused(f"Which status? {', '.join(STATUS_WORDS)}.")
    word = one_of(words.pop(0), tuple(STATUS_WORDS), "Statuses")
    rest = " ".join(words)
    status, day, reason = STATUS_WORDS[word], None, ""
    if status is Status.STOPPED:
        reason = rest
        if not reason:
            raise NeedsReason("Why? status dis moved away")
    elif rest:
        day = parse_date(rest, desk.shown.lexicon(), "past")
    set_status(desk, tuple(node.id for node in nodes), status, day, reason)


def _when(desk: Desk, command: Command) -> None:
    """`when +6w cancelled twice`, for this plan or the ticked ones."""
    if not command.rest:
        desk.run("review.when")
        return
    through_prompt(desk, review_when, command.rest)


def _spread(desk: Desk, command: Command) -> None:
    """`spread 2/d from mon`: the ticked reviews, the longest waiting first."""
    if not ticking.ticked_clients(desk):
        here = f"{desk.key('item.tick')} ticks a row, {desk.key('mark.all')} all of them"
        raise Refused(f"spread is for ticked reviews: {here}; then spread 2/d from mon.")
    if not command.rest:
        desk.run("review.when")
        return
    through_prompt(desk, review_when, f"spread {command.rest}")


def _members(desk: Desk, command: Command) -> None:
    """`members couple C-014, Sam Oyelaran`: who is seen together; alone the palette with those it has."""
    chart = desk.chart()
    if not command.rest:
        from plantui.tui.desk.palette import open_with

        there = members_line(chart.client, desk.practice.summaries())
        open_with(desk, f"members {there}")
        return
    desk.do(SetMembers(*meant(command.rest, chart, desk.practice.summaries())))


def _says_members(desk: Desk, rest: str) -> str:
    chart, summaries = desk.chart(), desk.practice.summaries()
    members, kind = meant(rest, chart, summaries)
    kind = kind or (chart.client.kind if chart.client.kind is not ChartKind.INDIVIDUAL else ChartKind.GROUP)
    client = msgspec.structs.replace(chart.client, members=members)
    return f"{chart.code}: a {kind.value} of {', '.join(typed_members(client, summaries)) or 'nobody'}"


def _export(desk: Desk, command: Command) -> None:
    """`export plan`, `export plan marked to ~/plans`."""
    export = parse_export(command.rest)
    action = f"export.{export.what}"
    if action not in desk.actions:
        there = [what for what in EXPORTS if f"export.{what}" in desk.actions]
        raise Refused(f"This can be exported here: {', '.join(there)}.", "C2")
    if export.marked and not ticking.ticked_clients(desk):
        raise Refused(f"No client is ticked. {desk.key('item.tick')} ticks one in a list.")
    usual = desk.export_dir
    folder = Path(export.path).expanduser().absolute() if export.path else usual
    desk.export_dir = folder
    try:
        desk.run(action)
    finally:
        desk.export_dir = usual
    asked = desk.state.confirm
    if asked is not None and folder != usual:
        desk.state.confirm = ConfirmPanel(asked.question, lambda desk: _there(desk, folder, asked))


def _there(desk: Desk, folder: Path, asked: ConfirmPanel) -> None:
    usual = desk.export_dir
    desk.export_dir = folder
    try:
        asked.then(desk)
    finally:
        desk.export_dir = usual


def _note(desk: Desk, command: Command) -> None:
    """`note #1.1+ ...`: a note that begins with this text."""
    desk.run("note.new")
    scene = desk.scene_with_keys()
    if command.rest and scene is not None and scene.typing():
        scene.type(desk, command.rest)


def _measure(desk: Desk, command: Command) -> None:
    """`measure phq9 12`, `measure gad7 1,1,2,2,1,2,1`: a total, or all answers."""
    if not command.rest:
        desk.run("measure.record")
        return
    name, value = command.args[0], " ".join(command.args[1:])
    measure = desk.library.measures.find(name)
    if measure is None:
        like = desk.shown.lexicon().measure_like(name)
        raise Refused(f"No measure is called {name}.{f' Did you mean {like}?' if like else ''}")
    if not value:
        raise Refused(f"Which score? measure {measure.id} 12, or all answers with commas.")
    acting = desk.practice.acting()
    typed = read_score(value, measure)
    if typed.items:
        score = score_of_answers(measure, typed.items, acting.today, acting)
    else:
        score = score_of_total(measure, typed.total or 0, acting.today, acting)
    desk.do(RecordMeasure(score))


def _says_measure(desk: Desk, rest: str) -> str:
    name, _, value = rest.partition(" ")
    measure = desk.library.measures.find(name)
    if measure is None or not value.strip():
        return ""
    read_score(value, measure)
    return f"records {measure.short} today"


def exports(desk: Desk) -> tuple[str, ...]:
    """What can be exported here."""
    return tuple(what for what in EXPORTS if f"export.{what}" in desk.actions)


def _says_when(desk: Desk, rest: str) -> str:
    count = max(1, len(ticking.ticked_clients(desk)))
    when = parse_when(rest, desk.shown.lexicon())
    days = due_days(when, count, desk.now().date())
    said = describe_date(days[0], desk.now().date())
    return f"next review {said}" if count == 1 else f"{count} reviews from {said}"


def _says_line(desk: Desk, rest: str) -> str:
    word, _, text = rest.partition(" ")
    kind = _KINDS.get(word.casefold(), word.casefold())
    if kind not in _KINDS.values() or not text.strip():
        return ""
    said = preview(kind, text, desk.shown.lexicon()).lines
    return said[0] if said else ""


def _says_mark(desk: Desk, rest: str) -> str:
    words = rest.split()
    value = parse_mark(words[-1])
    where = f"marks {place_with_code(desk, words[0]).node.code}" if len(words) == 2 else "marks this objective"
    return f"{where} {mark_text(value)}"


def _says_status(desk: Desk, rest: str) -> str:
    words = rest.split()
    named = any(char.isdigit() for char in words[0])
    code = place_with_code(desk, words.pop(0)).node.code if named else "this line"
    return f"{code}: {one_of(words[0], tuple(STATUS_WORDS), 'Statuses') if words else ', '.join(STATUS_WORDS) + '?'}"


def _says_export(desk: Desk, rest: str) -> str:
    export = parse_export(rest)
    count = len(ticking.ticked_clients(desk))
    whose = f"{count} ticked clients" if count else "this client"
    return f"exports the {export.what} of {whose}"


VERBS: dict[str, Verb] = {
    "add": Verb(_add, "add o PHQ-9 18 -> 9 by +12w", prose=True, bare=False, takes="a line", says=_says_line),
    "mark": Verb(_mark, "mark 1.2 +1", lambda _: ("+", "=", "-"), prose=True, bare=False, says=_says_mark),
    "status": Verb(
        _status, "status met 3 mar", lambda _: tuple(STATUS_WORDS), prose=True, bare=False, says=_says_status
    ),
    "members": Verb(_members, "members couple C-014, C-015", prose=True, takes="client codes", says=_says_members),
    "when": Verb(_when, "when +6w", prose=True, takes="a date", says=_says_when),
    "spread": Verb(_spread, "spread 2/d from mon", prose=True, takes="a pace"),
    "export": Verb(_export, "export plan marked", exports, prose=True, bare=False, says=_says_export),
    "measure": Verb(
        _measure, "measure phq9 12", prose=True, action="measure.record", takes="a score", says=_says_measure
    ),
    "note": Verb(
        _note, "note #1.1+ ...", prose=True, action="note.new", says=lambda *_: "begins a note with these words"
    ),
}
"""Verb -> what it does."""
