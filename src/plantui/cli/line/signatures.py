"""Signatures in a conversation: the plan, a note, a review."""

from __future__ import annotations

from plantui.cli.exits import Stop
from plantui.cli.line.notes import sign_note
from plantui.cli.line.room import Room
from plantui.cli.line.speech import question_said, sentence, spoken
from plantui.cli.signing import SIGNING, Voice
from plantui.clinical.review import open_review
from plantui.clinical.standing import draft
from plantui.practice.notes import unsigned
from plantui.practice.refusal import Refused
from plantui.quickentry.palette import Command


def sign(room: Room, command: Command) -> None:
    """`sign plan`, `sign note`, `sign review`; alone, what there is to sign."""
    chart = room.chart()
    room.may_change()
    waiting = {
        "plan": draft(chart) is not None,
        "note": bool(unsigned(chart)),
        "review": open_review(chart) is not None,
    }
    what = command.rest.casefold()
    if not what:
        found = [name for name, there in waiting.items() if there]
        if not found:
            raise Refused(f"{chart.code} has nothing to sign.")
        at = room.talk.choice("What is to be signed?", found) if len(found) > 1 else 0
        if at is None:
            room.talk.say("Left unsigned.")
            return
        what = found[at]
    if what not in SIGNING:
        raise Refused("Sign what? sign plan, sign note or sign review.")
    if what == "review":
        from plantui.cli.line.reviews import review_here

        review_here(room)
        return
    if what == "note" and len(unsigned(chart)) == 1:
        only = unsigned(chart)[0]
        room.talk.say(f"Note of {only.date.day} {only.date:%B %Y}.", *only.text.splitlines())
        sign_note(room, only.id)
        return

    def ask(question: str) -> str:
        return room.talk.ask(question_said(question))

    voice = Voice(lambda text: room.talk.say(*map(spoken, text.splitlines())), ask)
    try:
        message = SIGNING[what](room.practice, chart.id, voice)
    except Stop as stop:
        room.talk.say(stop.sentence.strip())
        return
    room.save()
    room.talk.say(sentence(room.discreet(message, chart.id)))


def unsigned_things(room: Room, command: Command) -> None:
    """`unsigned`: every draft of every client."""
    found = [
        each
        for each in room.practice.summaries()
        if each.draft_since is not None or each.unsigned_notes or each.unsigned_reviews
    ]
    found.sort(key=lambda each: (each.family.casefold(), each.given.casefold(), each.code))
    if not found:
        room.talk.say("Everything is signed.")
        return
    from plantui.cli.line.clients import introduced

    for each in found:
        parts = [f"plan version {each.plan_number}"] if each.draft_since is not None else []
        parts += [f"note of {day.day} {day:%B}" for day, _ in each.unsigned_notes]
        parts += [f"review of {day.day} {day:%B}" for day, _ in each.unsigned_reviews]
        room.talk.say(f"{introduced(room, each)}: {', '.join(parts)}.")
