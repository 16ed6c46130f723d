"""A review in a conversation: one objective after the other, the next date, one signature."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from plantui.cli.line.clients import go_to, introduced, meant
from plantui.cli.line.lines import said as line_said
from plantui.cli.line.marks import SAID_MARKS, SAID_STATUS, read_mark
from plantui.cli.line.notes import ask_signature
from plantui.cli.line.review_words import objective_said, opening, rhythm_said
from plantui.cli.line.room import Room
from plantui.cli.line.speech import aloud, counted, full_day_said, mark_said, spoken, together
from plantui.documents.show import show_lines
from plantui.model.review import ReviewKind
from plantui.model.signature import SigningMethod
from plantui.model.status import STATUS_WORDS, Status
from plantui.practice.commands.review_signing import SignReviewed, check_complete
from plantui.practice.commands.reviews import (
    Accept,
    Decide,
    EditReviewed,
    NextReview,
    Rate,
    Refocus,
    Remark,
    SetReviewStatus,
)
from plantui.practice.commands.signing import same_initials, signs_by
from plantui.practice.lines import line_of, to_period
from plantui.practice.refusal import NeedsReason, Refused
from plantui.practice.reviewing import Card, Waiting, card, refocus_words, tally_words, waiting, waiting_for
from plantui.quickentry import LineFault, parse_when
from plantui.quickentry.change import parse_change
from plantui.quickentry.palette import Command

_HOW = "Enter accepts. Or plus, same, minus, met, hold, stop, remark, evidence, skip."
_MORE = "Also plus 2, minus 2, active, edit and a clause, refocus, decide, back, leave."


class Leaving(Exception):
    """The review is left as it stands; everything said so far is kept."""


def review(room: Room, command: Command) -> None:
    """`review`, `review rey`, `review due`: one plan, or everything due."""
    if command.rest.casefold() in ("due", "all", "run", "--due"):
        run(room)
        return
    if command.rest:
        chosen = meant(room, command.rest)
        if chosen is None:
            return
        go_to(room, chosen)
    review_here(room)


def run(room: Room) -> None:
    """Everything due, one plan after another, until somebody leaves."""
    room.may_change()
    found = _waiting(room)
    if not found:
        room.talk.say("No plan is due for review.")
        return
    room.talk.say(f"{counted(len(found), 'plan')} due.")
    for each in found:
        summary = room.practice.summary(each.chart)
        if summary is None:
            continue
        go_to(room, summary)
        room.talk.say(f"{introduced(room, summary)}. {spoken(each.text)}.".replace(". .", "."))
        try:
            _one(room, each.kind, again=False)
        except Leaving:
            room.talk.say("Left as it stands. review due goes on.")
            return
        except Refused as refused:
            room.talk.say(spoken(refused.sentence))
    room.talk.say("That was the last one due.")


def review_here(room: Room) -> None:
    """Review the plan of the client the conversation is about."""
    chart = room.chart()
    room.may_change()
    summary = room.practice.summary(chart.id)
    assert summary is not None
    found = waiting_for(summary, room.session.now, room.session.setup.settings.review_window)
    try:
        _one(room, found.kind, again=True)
    except Leaving:
        room.talk.say("Left as it stands. review goes on.")


def _waiting(room: Room) -> tuple[Waiting, ...]:
    return waiting(room.practice.summaries(), room.session.now, room.session.setup.settings.review_window)


def _card(room: Room, kind: ReviewKind) -> Card:
    return card(room.chart(), room.practice.acting(), kind)


def _one(room: Room, kind: ReviewKind, *, again: bool) -> None:
    """One plan: its objectives, the next date, the signature."""
    found = _card(room, kind)
    room.talk.say(*opening(found))
    told = False
    at = found.start
    while at < len(found.lines):
        room.node = found.lines[at].objective.id
        room.talk.say(objective_said(found, at, room.session.library.measures))
        if not told and found.lines[at].suggested is not None:
            room.talk.say(_HOW)
            told = True
        at = _answer(room, found, at)
        found = _card(room, kind)
    _next(room, found)
    _sign(room, _card(room, kind), again=again)


# answers


def _answer(room: Room, found: Card, at: int) -> int:
    """One line about an objective; the index of the one to go on with."""
    while True:
        said = room.talk.read()
        try:
            return _done(room, found, at, said)
        except NeedsReason as needed:
            room.talk.say(needed.sentence)
        except Refused as refused:
            room.talk.say(spoken(refused.sentence))
        except LineFault as fault:
            room.talk.say(spoken(fault.message))


def _done(room: Room, found: Card, at: int, said: str) -> int:
    kind, each = found.kind, found.lines[at]
    node = each.objective.id
    word, _, rest = said.partition(" ")
    word, rest = word.casefold(), rest.strip()
    if not said:
        if each.mark is not None or each.status is not None or (each.suggested is None and each.remark):
            return at + 1
        room.do(Accept(kind, node), quiet=True)
        room.talk.say(f"Accepted {mark_said(each.suggested or 0)}.")
        return at + 1
    if word in SAID_MARKS or said[0] in "+-=" or (said[0].isdigit() and len(said) == 1):
        step = room.do(Rate(kind, node, read_mark(said.split())), quiet=True)
        if word not in ("same", "="):
            room.talk.say(f"{spoken(step.message)}.")
        return at + 1
    status = SAID_STATUS.get(word, word)
    if status in STATUS_WORDS:
        _status(room, kind, node, STATUS_WORDS[status], rest)
        return at + 1
    other = _OTHERS.get(word)
    if other is None:
        room.talk.say(_HOW, _MORE)
        return at
    return other(room, found, at, rest)


def _status(room: Room, kind: ReviewKind, node: str, chosen: Status, rest: str) -> None:
    reason = ""
    day: date | None = None
    if chosen is Status.STOPPED:
        reason = rest or room.talk.ask("Why is it discontinued?")
    elif rest:
        from plantui.quickentry import parse_date

        day = parse_date(rest, room.words(), "past")
    room.do(SetReviewStatus(kind, node, chosen, day, reason))


def _remark(room: Room, found: Card, at: int, rest: str) -> int:
    text = rest or room.talk.ask("The remark in one line. Enter takes it away.")
    room.do(Remark(found.kind, found.lines[at].objective.id, text), quiet=True)
    room.talk.say("Remark kept." if text else "No remark.")
    if found.lines[at].suggested is None:
        return at + 1
    room.talk.say("And the mark?")
    return _answer(room, _card(room, found.kind), at)


def _evidence(room: Room, found: Card, at: int, rest: str) -> int:
    acting = room.practice.acting()
    lines = show_lines(
        found.chart, room.session.library, acting.today, found.lines[at].objective.code, names=room.names
    )
    room.talk.say(*aloud("\n".join(lines)).splitlines())
    return _answer(room, found, at)


def _skip(room: Room, found: Card, at: int, rest: str) -> int:
    return at + 1


def _back(room: Room, found: Card, at: int, rest: str) -> int:
    return max(0, at - 1)


def _leave(room: Room, found: Card, at: int, rest: str) -> int:
    raise Leaving


def _edit(room: Room, found: Card, at: int, rest: str) -> int:
    node = found.lines[at].objective
    before = line_of(node)
    typed = rest or room.talk.ask("The line anew, or a clause beginning with a semicolon. Enter leaves it.")
    if typed:
        change = parse_change("objective", typed, before, room.words(), version=found.plan.number)
        room.do(EditReviewed(found.kind, node.id, change.line, change.difference))  # type: ignore[arg-type]  # its kind
    return at


def _refocus(room: Room, found: Card, at: int, rest: str) -> int:
    room.do(Refocus(found.kind, rest or refocus_words(found, at)))
    return at


def _decide(room: Room, found: Card, at: int, rest: str) -> int:
    text = rest or room.talk.ask("What was decided, and why? Enter leaves it.")
    if text:
        room.do(Decide(found.kind, text))
    return at


def _say_plan(room: Room, found: Card, at: int, rest: str) -> int:
    room.talk.say(f"{found.lines[at].goal.title}.", line_said_of(found, at))
    return _answer(room, found, at)


def line_said_of(found: Card, at: int) -> str:
    """The objective as the plan words it."""
    from plantui.model.tree import find

    place = find(found.plan, found.lines[at].objective.id)
    return line_said(place) if place is not None else found.lines[at].objective.text


Other = Callable[[Room, Card, int, str], int]
_OTHERS: Mapping[str, Other] = {
    "remark": _remark,
    "evidence": _evidence,
    "skip": _skip,
    "next": _skip,
    "back": _back,
    "leave": _leave,
    "quit": _leave,
    "edit": _edit,
    "refocus": _refocus,
    "decide": _decide,
    "words": _say_plan,
}


# the end


def _next(room: Room, found: Card) -> None:
    """Ask for the day of the next review until it is one."""
    rhythm = "" if found.next_chosen else f", {rhythm_said(found.rhythm)}"
    question = f"Next review {full_day_said(found.next_due)}{rhythm}. Enter keeps it, or type a date."
    while typed := room.talk.ask(question):
        try:
            words = room.words()
            chosen = parse_when(typed, words)
            due = chosen.date
            if chosen.period is not None:
                due = to_period(chosen.period).after(words.today)
            room.do(NextReview(found.kind, due, chosen.reason))
        except LineFault as fault:
            room.talk.say(spoken(fault.message))
        except Refused as refused:
            room.talk.say(spoken(refused.sentence))
        else:
            return


def _sign(room: Room, found: Card, *, again: bool) -> None:
    """Ask for the initials; Enter leaves the review unsigned, with everything that was said."""
    acting = room.practice.acting()
    try:
        check_complete(room.chart(), acting)
    except Refused as refused:
        room.talk.say(f"{spoken(refused.sentence)}.", "Left unsigned. review goes on.")
        return
    if found.changed is not None:
        room.talk.say(f"Plan version {found.changed.number} is signed with it.")
    anyway = ""
    while True:
        initials = ask_signature(room)
        if initials.casefold() == "say":
            room.talk.say(f"{tally_words(found)}.")
            continue
        if not initials:
            room.talk.say("Left unsigned. review goes on.")
            return
        if signs_by(acting) is SigningMethod.INITIALS and not same_initials(initials, acting):
            room.talk.say(f"Those are not your initials, {acting.user.initials}.")
            continue
        try:
            room.do(SignReviewed(found.kind, initials, anyway), quiet=True)
        except NeedsReason as needed:
            room.talk.say(spoken(needed.sentence))
            anyway = room.talk.ask("Sign anyway, because? Enter leaves it unsigned.")
            if not anyway:
                room.talk.say("Left unsigned. review goes on.")
                return
            continue
        break
    room.talk.say(f"Signed.{_left(room) if again else ''}")


def _left(room: Room) -> str:
    """1 more overdue: Duarte, Rui."""
    late = [each for each in _waiting(room) if each.place == "overdue"]
    if not late:
        return ""
    names = [room.name(each.summary) for each in late]
    if len(names) > 3:
        names = [*names[:3], f"{len(late) - 3} more"]
    return f" {len(late)} more overdue: {together(names) if room.names != 'full' else '; '.join(names)}."
