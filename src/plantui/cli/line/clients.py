"""Clients in a conversation: choosing one, taking one on, closing a case, and who is there."""

from __future__ import annotations

from datetime import date

from plantui.cli import refs
from plantui.cli.exits import Stop
from plantui.cli.line.room import Room
from plantui.cli.line.speech import counted, day_said, distance_said, full_day_said, sentence, together
from plantui.cli.lists import asks_for_closed, fits
from plantui.clinical.schedule import earlier
from plantui.clinical.visits import visit_of
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary
from plantui.practice.commands.clients import STATUS_SENTENCES, SetClientStatus, SetMembers
from plantui.practice.intake import to_client
from plantui.practice.members import meant as members_meant
from plantui.practice.refusal import Refused
from plantui.quickentry import parse_client, parse_filter
from plantui.quickentry.palette import Command
from plantui.quickentry.reading import read_line

MOST = 30
"""Names said in one answer; a filter makes a list shorter."""


def meant(room: Room, word: str) -> Summary | None:
    """The client that an id, initials or a piece of a name means; several are offered by number.

    Raises:
        Refused: nobody fits, or too many do.
    """
    summaries = room.practice.summaries()
    if word.casefold() == "next":
        try:
            return refs.client(room.session, word)
        except Stop as stop:
            raise Refused(stop.sentence) from None
    found = refs.fitting(summaries, word)
    if not found:
        raise Refused(f"No client fits {word[:60]}. list says who is there.")
    if len(found) == 1:
        return found[0]
    if len(found) > 9:
        raise Refused(f"{len(found)} clients fit {word[:60]}: a few letters more.", "C1")
    found.sort(key=lambda each: (each.family.casefold(), each.given.casefold(), each.code))
    at = room.talk.choice(f"{len(found)} clients fit {word[:60]}.", [introduced(room, each) for each in found])
    return found[at] if at is not None else None


def introduced(room: Room, summary: Summary) -> str:
    """Reyes, Maria, C-014."""
    name = room.name(summary)
    return name if name == summary.code else f"{name}, {summary.code}"


def client(room: Room, command: Command) -> None:
    """`client rey`: go to a client; alone, say who it is about."""
    if command.rest:
        chosen = meant(room, command.rest)
        if chosen is None:
            return
        go_to(room, chosen)
    summary = room.practice.summary(room.chart().id)
    assert summary is not None
    room.talk.say(standing(room, summary))


def go_to(room: Room, summary: Summary) -> None:
    """Make a client the one the conversation is about; looking at a chart is recorded."""
    if summary.chart != room.chart_id:
        room.chart_id, room.node = summary.chart, ""
        room.practice.charts.log([("chart.view", summary.chart)], room.practice.acting())
    room.practice.chart(summary.chart)


def standing(room: Room, summary: Summary) -> str:
    """Reyes, Maria, C-014. Plan version 3, signed 12 December. Review 4 days late."""
    today = room.session.now.date()
    parts = [f"{introduced(room, summary)}."]
    if summary.status != ClientStatus.ACTIVE:
        words = STATUS_SENTENCES[ClientStatus(summary.status)]
        parts.append(f"{words[0].upper()}{words[1:]}.")
    parts.append(_plan_said(summary, today))
    first = earlier(summary.review_due, summary.formal_due)
    if first is not None:
        parts.append(f"Review {distance_said(first[0], today)}.")
    return " ".join(parts)


def _plan_said(summary: Summary, today: date) -> str:
    if not summary.plan:
        return "No plan yet."
    plan = f"Plan version {summary.plan_number}"
    signed = f"signed {day_said(summary.signed_on, today)}" if summary.signed_on is not None else ""
    if "draft" in summary.plan:
        return f"{plan}, a draft. The version before it was {signed}." if signed else f"{plan}, a draft."
    return f"{plan}, {signed}."


def take_on(room: Room, line: str) -> None:
    """`add c Last, First; dob ...`: a new client, whom the conversation is then about."""
    room.may_change()
    words = room.words()
    read = parse_client(line, words)
    taken, dx = to_client(read, room.practice.acting(), room.practice.summaries())
    step = room.practice.admit(taken, dx, read.id or "")
    room.save()
    room.chart_id, room.node = step.chart_id, ""
    room.talk.say(sentence(room.discreet(step.message, step.chart_id)))
    if room.names == "full":
        room.talk.say(*(sentence(each) for each in read_line(read, words)))


def listing(room: Room, command: Command) -> None:
    """`list overdue`: the clients in care that a filter leaves, by name."""
    wanted = parse_filter(command.rest, room.words())
    closed = asks_for_closed(wanted)
    found = [
        each
        for each in room.practice.summaries()
        if (closed or each.status != ClientStatus.DISCHARGED) and fits(room.session, each, wanted)
    ]
    found.sort(key=lambda each: (each.family.casefold(), each.given.casefold(), each.code))
    room.talk.say(f"{counted(len(found), 'client')}.")
    for each in found[:MOST]:
        visit = visit_of(each.slot, room.session.now)
        when = f" Visit {full_day_said(visit.date())} at {visit:%H:%M}." if visit is not None else ""
        room.talk.say(f"{standing(room, each)}{when}")
    if len(found) > MOST:
        room.talk.say(f"{len(found) - MOST} more. list and a few words, such as list overdue, says fewer.")


def members(room: Room, command: Command) -> None:
    """`members`: who is seen together; `members couple C-014, Sam Oyelaran` sets it, `members none` ends it."""
    chart = room.chart()
    summaries = room.practice.summaries()
    if command.rest:
        room.do(SetMembers(*members_meant(command.rest, chart, summaries)))
        return
    if not chart.client.members:
        room.talk.say(f"{chart.code} has no members. members couple C-014, C-015 says who is seen together.")
        return
    known = {each.chart: each for each in summaries}
    told = [room.name(known[person.chart]) if person.chart in known else person.name for person in chart.client.members]
    room.talk.say(f"A {chart.client.kind.value} of {together(told)}.")


def close_case(room: Room, command: Command) -> None:
    """`close moved away`: close the case, with the reason."""
    chart = room.chart()
    reason = command.rest or room.talk.ask(f"Why close the case of {chart.code}? Enter leaves it open.")
    if not reason:
        room.talk.say("Left open.")
        return
    room.do(SetClientStatus(ClientStatus.DISCHARGED, reason))


def reopen(room: Room, command: Command) -> None:
    """`reopen`: the client is in care again."""
    room.do(SetClientStatus(ClientStatus.ACTIVE))
