"""What can be listened to: the plan, the next visit's page, what is due, what happened, what is wrong."""

from __future__ import annotations

from plantui.cli.line.clients import go_to, introduced, meant
from plantui.cli.line.room import Room
from plantui.cli.line.speech import aloud, counted, sentence, spoken
from plantui.clinical.due import queue
from plantui.clinical.lint import SCREEN_WORDS, lint
from plantui.clinical.reference import profile_of
from plantui.documents.glance import glance, glance_plain
from plantui.documents.show import show_lines
from plantui.practice.refusal import Refused
from plantui.quickentry.palette import Command

MOST_DUE = 30


def plan(room: Room, command: Command) -> None:
    """`plan`: the plan, a line a sentence; `plan 1.2`: one line with the scores and notes behind it."""
    code = command.args[0].lstrip("#") if command.args else None
    chart = room.chart()
    if code is not None:
        code = room.place(code).node.code
    lines = show_lines(chart, room.session.library, room.session.now.date(), code, names=room.names)
    room.talk.say(*aloud("\n".join(lines)).splitlines())


def history(room: Room, command: Command) -> None:
    """`history`: versions with their changes, and who did what."""
    from plantui.practice.histories import signed_words, versions

    chart = room.chart()
    found = versions(chart, room.words())
    if not found:
        raise Refused(f"{chart.code} has no plan yet.")
    for each in found:
        made = each.plan.made
        said = f"Version {each.plan.number}, {each.standing}, begun {made.day} {made:%B %Y}."
        reason = f" Because: {each.plan.reason}" if each.plan.reason else ""
        room.talk.say(f"{said}{reason}")
        room.talk.say(*(sentence(change.said) for change in each.changes))
        room.talk.say(*(sentence(signed_words(signature)) for signature in each.signatures))


def glanced(room: Room, command: Command) -> None:
    """`glance`, `glance rey`: the page for the next visit, read out."""
    if command.rest:
        chosen = meant(room, command.rest)
        if chosen is None:
            return
        go_to(room, chosen)
    settings = room.session.setup.settings
    page = glance(room.chart(), room.session.library, room.session.now, room.names, settings.review_cadence)
    room.talk.say(*aloud(glance_plain(page)).splitlines())


def due(room: Room, command: Command) -> None:
    """`due`, `due overdue`: what is due, in the order of the queue."""
    now = room.session.now
    rows = queue(room.practice.summaries(), now.date(), now, room.session.setup.settings.review_window)
    word = command.rest.casefold()
    if word not in ("", "overdue", "late"):
        raise Refused("due says everything, due overdue the late reviews.")
    rows = tuple(row for row in rows if row.group == "overdue") if word else rows
    if not rows:
        room.talk.say("Nothing is due.")
        return
    for row in rows[:MOST_DUE]:
        said = f"{introduced(room, row.summary)}: {row.kind}, {spoken(row.text)}"
        evidence = f", {row.objectives} objectives, {row.with_evidence} with evidence" if row.kind == "review" else ""
        room.talk.say(f"{said}{evidence}.")
    if len(rows) > MOST_DUE:
        room.talk.say(f"{len(rows) - MOST_DUE} more.")


def linted(room: Room, command: Command) -> None:
    """`lint`: what an auditor, or the next clinician, would miss in this plan."""
    chart, library = room.chart(), room.session.library
    today = room.session.now.date()
    found = lint(chart, library, today, profile_of(chart, library), room.practice.reached())
    if not found:
        room.talk.say("Nothing found.")
        return
    room.talk.say(f"{counted(len(found), 'finding')}.")
    for each in found:
        where = f" {each.code}." if each.code else ""
        room.talk.say(f"{SCREEN_WORDS[each.severity].capitalize()}.{where} {spoken(each.message)}")


def trend(room: Room, command: Command) -> None:
    """`trend 1.1`: an objective with its scores; alone, each objective's course."""
    if command.args:
        plan(room, command)
        return
    from plantui.clinical.review import weigh
    from plantui.clinical.trend import show

    acting = room.practice.acting()
    found = weigh(room.chart(), acting.library.measures, acting.today)
    if not found:
        raise Refused(f"{room.chart().code} has no signed objective that is open.")
    for each in found:
        course = each.trend
        now = f", now {show(course.now)}" if course.now is not None else ""
        room.talk.say(f"{each.objective.code}, {course.word}{now}. {spoken(course.reason)}.")
