"""Scores in a conversation: a total, all answers, or the items one at a time; which measures are followed."""

from __future__ import annotations

from datetime import date

from plantui.cli.line.marks import is_code
from plantui.cli.line.room import Room
from plantui.cli.line.speech import spoken
from plantui.model.measure import Measure
from plantui.model.plan import Objective
from plantui.practice.commands.measures import FollowMeasure, RecordMeasure, StopFollowing
from plantui.practice.measure_form import Asked, MeasureForm
from plantui.practice.measure_offer import goals_of, is_personal, of_objective, offered
from plantui.practice.measure_rows import Row
from plantui.practice.refusal import Refused
from plantui.practice.scores import alert_words, score_of_answers, score_of_total
from plantui.quickentry import parse_date
from plantui.quickentry.cadence import read_period
from plantui.quickentry.palette import Command
from plantui.quickentry.score import read_score

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_BACK = ("back", "k")
_SKIP = ("skip", "j")


def measure(room: Room, command: Command) -> None:
    """`measure phq9 =12`, `measure phq9 1,1,2,...`, or `measure phq9` and the items one at a time."""
    chart = room.chart()
    room.may_change()
    words = list(command.args)
    day = room.session.now.date()
    if "on" in words:
        at = words.index("on")
        day = parse_date(" ".join(words[at + 1 :]), room.words(), "past")
        words = words[:at]
    if not words:
        choices = offered(chart, room.session.library.measures)
        if not choices:
            raise Refused("Which measure? measure phq9.")
        at_choice = room.talk.choice("Which measure?", [each.title for each in choices])
        if at_choice is not None:
            _key(room, MeasureForm(choices[at_choice]), day)
        return
    name, value = words[0], " ".join(words[1:])
    if is_code(name):
        _key(room, MeasureForm(_own_count(room, name)), day, value.removeprefix("="))
        return
    known = find(room, name)
    if value:
        read = read_score(value, known)
        acting = room.practice.acting()
        if read.items:
            score = score_of_answers(known, read.items, day, acting)
        else:
            score = score_of_total(known, read.total or 0, day, acting)
        record(room, RecordMeasure(score), known)
        return
    _key(room, MeasureForm(Asked(known.id, known, goals=goals_of(chart))), day)


def find(room: Room, name: str) -> Measure:
    """The measure of that name.

    Raises:
        Refused: there is none.
    """
    found = room.session.library.measures.find(name)
    if found is None:
        like = room.words().measure_like(name)
        hint = f" Did you mean {like}?" if like else ""
        raise Refused(f"No measure is called {name[:40]}.{hint}")
    return found


def _own_count(room: Room, code: str) -> Asked:
    node = room.place(code).node
    measures = room.session.library.measures
    if isinstance(node, Objective) and is_personal(node.measure, measures):
        return of_objective(node, measures)
    if not isinstance(node, Objective) or not node.measured or node.measure:
        name = measures.get(node.measure) if isinstance(node, Objective) and node.measure else None
        more = f" It is measured by {name.short}: name that instead." if name is not None else ""
        raise Refused(f"{node.code} has no count of its own.{more}")
    return Asked(f"own {node.id}", None, node)


def _key(room: Room, form: MeasureForm, day: date, first: str = "") -> None:
    """Ask the rows one at a time."""
    talk = room.talk
    if len(form.rows) > 1:
        talk.say(f"{form.asked.title}, {len(form.rows)} rows. A number answers. Or back, skip, total, leave.")
    waiting = first
    while (row := form.row) is not None:
        said, waiting = (waiting, "") if waiting else (talk.ask(_asked(row)), "")
        word = said.casefold()
        if word in ("leave", "stop"):
            talk.say("Nothing was recorded.")
            return
        if word in _BACK:
            if not form.back():
                talk.say("This is the first one.")
        elif word in _SKIP or (not said and row.optional):
            form.skip()
        elif word in ("total", "=") and form.asked.measure is not None and not form.total_only:
            form = MeasureForm(form.asked, total_only=True)
        elif not said:
            talk.say("A number, skip or leave.")
        else:
            _answer(room, form, row, said)
    if form.missing_words:
        talk.say(spoken(form.missing_words))
        if talk.ask("Enter records it as it is; leave records nothing.").casefold() in ("leave", "n", "no"):
            talk.say("Nothing was recorded.")
            return
    score = form.score(day, room.practice.acting())
    record(room, RecordMeasure(score), form.asked.measure)


def _asked(row: Row) -> str:
    number = f"{row.number}. " if row.number.isdigit() and row.number != "0" else ""
    label = f"{row.label[0].upper()}{row.label[1:]}" if row.label else "Value"
    ends = f", {row.low_cue} to {row.high_cue}" if row.low_cue and row.high_cue else ""
    optional = " Enter leaves it out." if row.optional else ""
    return f"{number}{label}, {row.range_words.replace('-', ' to ')}{ends}.{optional}"


def _answer(room: Room, form: MeasureForm, row: Row, said: str) -> None:
    """Key the characters of an answer; what does not fit changes nothing."""
    try:
        for char in said.replace(",", "."):
            if not (char.isascii() and char.isdigit()) and char != ".":
                raise Refused(f"That is not a number: {said[:20]}.")
            if row.single and len(said) > 1:
                raise Refused(f"One number, {row.range_words.replace('-', ' to ')}.")
            form.key(char)
        form.enter_number()
    except Refused as refused:
        form.typed = ""
        room.talk.say(spoken(refused.sentence))


def record(room: Room, command: RecordMeasure, known: Measure | None) -> None:
    """Store a score. Where an answer calls for a safety check, ask for the risk line first."""
    alerts = alert_words(known, command.score) if known is not None else ()
    if alerts and not command.risk:
        risk = room.talk.ask(
            f"{spoken('; '.join(alerts))}. Say in a line what you asked and found. Enter leaves the risk line open."
        )
        command = RecordMeasure(command.score, risk)
    room.do(command)


def follow(room: Room, command: Command) -> None:
    """`follow phq9 every 2w`: ask it again every so often."""
    room.chart()
    if not command.args:
        raise Refused("Which measure? follow phq9 every 2w.")
    known = find(room, command.args[0])
    rest = " ".join(command.args[1:]).removeprefix("every").strip()
    days = None
    if rest:
        period = read_period(rest)
        if period is None:
            raise Refused(f"How often? follow {known.id} every 2w.")
        days = period.n * _DAYS[period.unit]
    room.do(FollowMeasure(known.id, days))


def unfollow(room: Room, command: Command) -> None:
    """`unfollow phq9`."""
    room.chart()
    if not command.args:
        raise Refused("Which measure? unfollow phq9.")
    room.do(StopFollowing(find(room, command.args[0]).id))
