"""Signing at a terminal: an act of a person, never of a script."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import click

from plantui.cli import exits, refs
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.cli.waiting import typed_line
from plantui.clinical.review import open_review
from plantui.clinical.standing import draft
from plantui.model.signature import SigningMethod, TookPart
from plantui.practice.commands.review_signing import SignReviewed, check_complete, plan_signed_with
from plantui.practice.commands.signing import SignPlan, check_signable, signs_by, vouched
from plantui.practice.group_notes import file_waiting, parts_for, told, waiting
from plantui.practice.group_notes import sign_note as signed_and_filed
from plantui.practice.practice import Practice
from plantui.practice.refusal import NeedsReason, Refused

_ANSWERS = {"y": TookPart.IN_PERSON, "p": TookPart.BY_PHONE, "n": TookPart.NOT_YET}


def ask_hidden(question: str) -> str:
    """What somebody types at the terminal itself, unseen: standard input may have been the note."""
    import getpass

    return getpass.getpass(f"{question}: ")


@dataclass(frozen=True)
class Voice:
    """How a person is told something, and asked."""

    tell: Callable[[str], None]
    ask: Callable[[str], str]
    hidden: Callable[[str], str] = ask_hidden


def _ask(question: str) -> str:
    print(f"{question} ", end="", file=sys.stderr, flush=True)
    answer = typed_line()
    if not answer:
        raise exits.Stop(exits.PERSON, "\nLeft unsigned.")
    return answer.strip()


def ask_signature(practice: Practice, voice: Voice) -> str:
    """What signs, as commands take it: initials as they are typed, or a voucher for the passphrase.

    Raises:
        Refused: S1, that is not the passphrase; or a plain store has none to ask for.
        VaultFault: the store cannot be asked.
        Stop: nobody is there to ask.
    """
    acting = practice.acting()
    if signs_by(acting) is SigningMethod.PASSPHRASE:
        return vouched(voice.hidden(f"Passphrase of {acting.user.initials}"), acting)
    return voice.ask("Initials:")


@click.command("sign", cls=GlobalCommand)
@click.argument("who", metavar="CLIENT")
@click.argument("what", metavar="plan|note|review", type=click.Choice(["plan", "note", "review"]))
@click.pass_obj
def sign_command(session: Session, who: str, what: str) -> int:
    """Sign the draft of a plan, the oldest unsigned note or review. Asks a line each; initials or passphrase sign."""
    if not sys.stdin.isatty():
        raise exits.Stop(exits.PERSON, "A signature needs a person at a terminal. Run plantui sign there.")
    summary = refs.client(session, who)
    message = SIGNING[what](session.practice, summary.chart, Voice(session.tell, _ask))
    session.practice.save()
    session.done(message)
    return exits.DONE


def sign_plan(practice: Practice, chart_id: str, voice: Voice) -> str:
    """Sign the draft of the plan; what was done, in a sentence.

    Raises:
        Refused: there is no draft, or these are not the user's initials.
        Stop: the person left it unsigned.
    """
    chart = practice.chart(chart_id)
    plan = draft(chart)
    if plan is None:
        raise Refused(f"{chart.code} has no draft to sign.")
    acting = practice.acting()
    anyway = ""
    try:
        check_signable(chart, plan, acting, "")
    except NeedsReason as needed:
        voice.tell(needed.sentence)
        anyway = voice.ask("Sign anyway, because (empty leaves it unsigned):")
        if not anyway:
            raise exits.Stop(exits.PERSON, "Left unsigned.") from None
    signs_by(acting)
    voice.tell(f"Plan v{plan.number} of {chart.code}. Signing as {acting.user.name}, {acting.user.credential}.")
    answer = ""
    while answer not in _ANSWERS:
        answer = voice.ask("Did the client take part? y yes, today   p by phone   n not yet:").lower()[:1]
    took_part = _ANSWERS[answer]
    why = ""
    while took_part is TookPart.NOT_YET and not why:
        why = voice.ask("Why not yet?")
    comment = voice.ask("Client's comment (may be empty):")
    initials = ask_signature(practice, voice)
    return practice.perform(chart_id, SignPlan(initials, took_part, comment, why, anyway)).message


def sign_note(practice: Practice, chart_id: str, voice: Voice) -> str:
    """Sign the oldest unsigned note; see ``sign_plan``."""
    chart = practice.chart(chart_id)
    unsigned = sorted((note for note in chart.notes if not note.signatures), key=lambda note: (note.date, note.written))
    if not unsigned:
        return _file_notes(practice, chart_id, voice)
    note = unsigned[0]
    voice.tell(f"Note of {note.date:%a} {note.date.day} {note.date:%b %Y} of {chart.code}:")
    voice.tell(note.text)
    parts = parts_for(practice, chart, note)
    if parts:
        voice.tell(f"Signing files it {told(parts)}.")
    return signed_and_filed(practice, chart_id, note.id, ask_signature(practice, voice)).message


def _file_notes(practice: Practice, chart_id: str, voice: Voice) -> str:
    """File the signed notes of a couple or group that are not in the charts of all members yet."""
    chart = practice.chart(chart_id)
    left = waiting(practice, chart)
    if not left:
        raise Refused(f"{chart.code} has no unsigned note.")
    days = ", ".join(f"{note.date.day} {note.date:%b %Y}" for note in left)
    voice.tell(f"Signed, and not yet in the chart of every member: note of {days}.")
    return file_waiting(practice, chart_id, ask_signature(practice, voice))


def sign_review(practice: Practice, chart_id: str, voice: Voice) -> str:
    """Sign the review in progress, with what it changed in the plan; see ``sign_plan``."""
    chart = practice.chart(chart_id)
    review = open_review(chart)
    if review is None:
        raise Refused(f"{chart.code} has no unsigned review.")
    check_complete(chart, practice.acting())
    changed = plan_signed_with(chart, review)
    version = f" It signs plan v{changed.number} too." if changed is not None else ""
    voice.tell(f"Review of {review.date:%a} {review.date.day} {review.date:%b %Y} of {chart.code}.{version}")
    initials = ask_signature(practice, voice)
    try:
        return practice.perform(chart_id, SignReviewed(review.kind, initials)).message
    except NeedsReason as needed:
        voice.tell(needed.sentence)
        anyway = voice.ask("Sign anyway, because (empty leaves it unsigned):")
        if not anyway:
            raise exits.Stop(exits.PERSON, "Left unsigned.") from None
        return practice.perform(chart_id, SignReviewed(review.kind, initials, anyway)).message


SIGNING = {"plan": sign_plan, "note": sign_note, "review": sign_review}
"""What can be signed -> how."""
