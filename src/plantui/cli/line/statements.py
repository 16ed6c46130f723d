"""Words of the statement library in a conversation: found, chosen by number, their blanks asked one at a time."""

from __future__ import annotations

from plantui.cli.line.lines import parent_for
from plantui.cli.line.room import Room
from plantui.cli.line.speech import sentence
from plantui.model.statement import Statement
from plantui.model.tree import KINDS, find
from plantui.practice.commands.nodes import AddNode
from plantui.practice.commands.statements import InsertLines, Taken
from plantui.practice.drafts import plan_at_hand
from plantui.practice.picking import NEXT_SCORE, OFFERED, asked, known_values, own_values, problems_here, ranked
from plantui.practice.picking import uses as uses_of
from plantui.practice.refusal import Refused
from plantui.practice.statement_lines import statement_line
from plantui.practice.templates import problem_line, templates
from plantui.quickentry import GoalLine, InterventionLine, LineFault, ObjectiveLine, parse_plan_line
from plantui.quickentry.palette import Command
from plantui.quickentry.reading import read_line

_KINDS = {"g": "goal", "o": "objective", "i": "intervention"}


def insert(room: Room, command: Command) -> None:
    """`insert o sleep diary`: statements of the library that fit, as a line of the plan."""
    chart = room.chart()
    room.may_change()
    word, _, typed = command.rest.partition(" ")
    kind = _KINDS.get(word.casefold(), word.casefold())
    if kind not in OFFERED:
        raise Refused("insert takes g, o or i and a few words: insert o sleep diary.")
    parent = parent_for(room, kind)
    if parent is None:
        room.talk.say("Nothing was added.")
        return
    shelf = room.session.library.statements
    here = find(plan_at_hand(chart), parent)
    problems = problems_here(chart, here, shelf)
    uses = ranked(uses_of(room.practice.summaries(), chart.id))
    found = shelf.search.find(typed, kinds=OFFERED[kind], tags=problems, uses=uses, most=9).statements
    if not found:
        room.talk.say(f"Nothing in the library fits. add {word} and your own words.")
        return
    at = room.talk.choice("Which one?", [each.text for each in found])
    if at is None:
        room.talk.say("Nothing was added.")
        return
    taken = _filled(room, found[at], kind)
    if taken is not None:
        room.do(InsertLines((taken,), parent))
        room.talk.say(*(sentence(each) for each in read_line(taken.line, room.words())))


def _filled(room: Room, statement: Statement, kind: str) -> Taken | None:
    """Ask for the blanks of a statement, one at a time; None when somebody leaves."""
    values: dict[str, str] = {}
    chart, words = room.chart(), room.words()
    for blank in asked(statement):
        known = known_values(statement, chart, room.session.library, words, values).get(blank.name)
        usual = known.value if known is not None else ""
        options = f" {', '.join(blank.options)}." if blank.options else ""
        shown = known.why if known is not None and usual == NEXT_SCORE else usual
        keep = f" Enter takes {shown}." if usual else " Enter leaves it open."
        answer = room.talk.ask(f"{blank.name.replace('_', ' ').capitalize()}?{options}{keep}")
        if answer.casefold() == "leave":
            room.talk.say("Nothing was added.")
            return None
        if answer or usual:
            values[blank.name] = answer or usual
    text = statement_line(statement, own_values(chart) | values, words)
    try:
        line = parse_plan_line(kind, text, words)
    except LineFault as fault:
        raise Refused(f"With these words it does not read: {fault.message}") from None
    assert isinstance(line, GoalLine | ObjectiveLine | InterventionLine)
    return Taken(line, statement.id, raw=not values)


def start(room: Room, command: Command) -> None:
    """`start`: begin a plan with a problem of the library, or with your own words."""
    chart = room.chart()
    room.may_change()
    found = templates(chart, room.session.library.statements)
    chosen = [each for each in found if command.rest.casefold() in f"{each.id} {each.title}".casefold()][:9]
    if not chosen:
        raise Refused(f"No template fits {command.rest[:40]}. add p and your own words begins a plan too.")
    at = room.talk.choice(
        "What is the first problem about?", [f"{each.title}, {each.why}" if each.why else each.title for each in chosen]
    )
    if at is None:
        room.talk.say("Nothing was begun.")
        return
    if not chosen[at].id:
        room.talk.say("add p and your own words begins the plan.")
        return
    line = problem_line(room.session.library.statements.problems[chosen[at].id], chart)
    room.do(AddNode(line))
    room.talk.say(*(sentence(each) for each in read_line(line, room.words())))
    room.talk.say(f"insert g, o or i and a few words adds {', '.join(KINDS[1:])} from the library.")
