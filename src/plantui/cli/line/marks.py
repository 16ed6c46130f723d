"""Progress marks, statuses, review dates and events in a conversation."""

from __future__ import annotations

import re
from datetime import date

from plantui.cli.line.clients import introduced
from plantui.cli.line.room import Room
from plantui.cli.line.speech import counted, sentence
from plantui.clinical.due import queue
from plantui.clinical.standing import current
from plantui.model.event import EventKind
from plantui.model.status import STATUS_WORDS, Status
from plantui.practice.commands.events import RecordEvent
from plantui.practice.commands.progress import MarkProgress, SetStatus
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.lines import to_period
from plantui.practice.refusal import NeedsReason, Refused
from plantui.quickentry import parse_date, parse_when
from plantui.quickentry.event import parse_event
from plantui.quickentry.mark import parse_mark
from plantui.quickentry.palette import Command
from plantui.quickentry.when import parse_spread
from plantui.settings.known import Settings

SAID_MARKS = {"plus": "+", "minus": "-", "same": "=", "better": "+", "worse": "-", "zero": "0"}
"""How a mark can be said -> how it is typed."""
SAID_STATUS = {
    "active": "act",
    "hold": "hld",
    "held": "hld",
    "stop": "dis",
    "stopped": "dis",
    "discontinued": "dis",
    "reached": "met",
}
"""How a status can be said -> the screen's word."""
_SIGNS = ("+", "-", "=")
_CODE = re.compile(r"#?(p\d+|g?\d+(\.\d+[a-z]*)?)", re.IGNORECASE)


def is_code(word: str) -> bool:
    """Whether a word names a line of a plan."""
    return _CODE.fullmatch(word) is not None


def coded(room: Room, words: list[str], asked: str) -> str:
    """Take the code off the front of words, or the line spoken of last; the id of the node.

    Raises:
        Refused: neither is there.
    """
    if words and is_code(words[0]):
        return room.place(words.pop(0)).node.id
    if not room.node:
        room.chart()
        raise Refused(asked)
    return room.node


def read_mark(words: list[str]) -> int | str:
    """A mark as typed or said: +, plus, plus 2, -1.

    Raises:
        LineFault: it is none.
    """
    said = "".join(SAID_MARKS.get(word.casefold(), word) for word in words)
    return said if said in _SIGNS else parse_mark(said)


def mark(room: Room, command: Command) -> None:
    """`mark 1.2 plus`: a progress mark."""
    words = list(command.args)
    if len(words) > 1 and is_code(words[0]):
        node = coded(room, words, "")
    elif (words and words[0][0] in "+-=") or (words and words[0].casefold() in SAID_MARKS):
        node = coded(room, [], "Which objective? mark 1.2 plus.")
    else:
        raise Refused("mark takes an objective and a mark: mark 1.2 plus, mark 1.2 minus 2, mark 1.2 same.")
    day: date | None = None
    if "on" in words:
        at = words.index("on")
        day = parse_date(" ".join(words[at + 1 :]), room.words(), "past")
        words = words[:at]
    room.do(MarkProgress(node, read_mark(words), day))


def status(room: Room, command: Command) -> None:
    """`status 1.2 met 3 mar`: a status, with its day, or for dis the reason."""
    words = list(command.args)
    known = [*STATUS_WORDS, *SAID_STATUS]
    if words and words[0].casefold() in known:
        node = coded(room, [], "Which line? status 1.2 met.")
    else:
        node = coded(room, words, "Which line? status 1.2 met.")
    if not words:
        raise Refused(f"Which status? {', '.join(STATUS_WORDS)}.")
    word = words.pop(0).casefold()
    word = SAID_STATUS.get(word, word)
    if word not in STATUS_WORDS:
        raise Refused(f"There is no status {word[:20]}. Statuses: {', '.join(STATUS_WORDS)}.")
    set_status(room, node, STATUS_WORDS[word], " ".join(words))


def set_status(room: Room, node: str, chosen: Status, rest: str) -> None:
    """Set a status; what is missing is asked for."""
    day = parse_date(rest, room.words(), "past") if rest and chosen is not Status.STOPPED else None
    reason = rest if chosen is Status.STOPPED else ""
    try:
        room.do(SetStatus(node, chosen, day, reason))
    except NeedsReason as needed:
        reason = room.talk.ask(f"{needed.sentence} Enter leaves it as it is.")
        if not reason:
            room.talk.say("Left as it was.")
            return
        room.do(SetStatus(node, chosen, day, reason))


def when(room: Room, command: Command) -> None:
    """`when +6w cancelled twice`: the review date of this plan."""
    chart = room.chart()
    if current(chart) is None:
        raise Refused(f"{chart.code} has no plan yet, so there is nothing to review.")
    typed = command.rest or room.talk.ask("When is the next review? A date, or Enter to leave it.")
    if not typed:
        room.talk.say("Left as it was.")
        return
    words = room.words()
    chosen = parse_when(typed, words)
    if chosen.spread is not None:
        raise Refused("spread is for several plans: type spread 2/d from mon.")
    due = chosen.date or (to_period(chosen.period).after(words.today) if chosen.period is not None else words.today)
    room.do(SetReviewDate(due, chosen.reason))


def spread(room: Room, command: Command) -> None:
    """`spread 2/d from mon`: the overdue reviews, so many a working day, the latest first."""
    if not command.rest:
        raise Refused("spread takes a pace: spread 2/d from mon.")
    room.may_change()
    pace = parse_spread(command.rest, room.words())
    now = room.session.now
    window: Settings = room.session.setup.settings
    rows = queue(room.practice.summaries(), now.date(), now, window.review_window)
    late = [row.summary for row in rows if row.group == "overdue"]
    if not late:
        room.talk.say("No review is overdue.")
        return
    from plantui.practice.spreading import spread_days

    days = spread_days(pace, len(late), now.date())
    room.talk.say(f"{counted(len(late), 'overdue review')}: {'; '.join(introduced(room, each) for each in late)}.")
    if not room.talk.agreed("Spread them?"):
        room.talk.say("Left as they were.")
        return
    here = room.chart_id, room.node
    try:
        group = room.new_id()
        for summary, day in zip(late, days, strict=True):
            room.chart_id = summary.chart
            step = room.do(SetReviewDate(day), quiet=True, group=group)
            room.talk.say(sentence(f"{summary.code}: {step.message}"))
    finally:
        room.chart_id, room.node = here


def event(room: Room, command: Command) -> None:
    """`event crisis 2 mar; two nights, home now`."""
    room.chart()
    typed = command.rest or room.talk.ask("What happened, and when? Crisis, relapse, loss, life event, hospital stay.")
    if not typed:
        room.talk.say("Nothing was added.")
        return
    read = parse_event(typed, room.words())
    room.do(RecordEvent(EventKind(read.kind), read.day, read.text))
