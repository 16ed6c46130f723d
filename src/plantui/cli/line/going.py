"""What is about the conversation itself: names, the lock, exports, help, leaving."""

from __future__ import annotations

from pathlib import Path

from plantui.cli.line.clients import introduced, standing
from plantui.cli.line.room import Room
from plantui.cli.line.speech import together
from plantui.documents.glance import glance
from plantui.practice.exporting import bundle_text, plan_file_name, plan_text, write_private
from plantui.practice.notes_export import notes_file_name, notes_text, parse_span
from plantui.practice.refusal import Refused
from plantui.practice.reviewing import review_file_name, review_text
from plantui.quickentry import parse_export
from plantui.quickentry.palette import Command
from plantui.vault.faults import VaultFault, WrongPassphrase

MODES = ("full", "initials", "codes")


class Leaving(Exception):
    """The conversation is over."""


def names(room: Room, command: Command) -> None:
    """`names initials`: how names are said: full, initials or codes; alone, the next one."""
    word = command.rest.casefold()
    if word and word not in MODES:
        raise Refused(f"Names are said as {together(MODES, 'or')}.")
    room.names = word or MODES[(MODES.index(room.names) + 1) % len(MODES)]
    room.talk.say(f"Names: {room.names}.")


def export(room: Room, command: Command) -> None:
    """`export plan to ~/plans`: a file for people outside the program."""
    wanted = parse_export(command.rest)
    if wanted.marked:
        raise Refused("Here one client is exported at a time: export plan.")
    chart, practice, session = room.chart(), room.practice, room.session
    today = session.now.date().isoformat()
    if wanted.what == "plan":
        text, name = plan_text(chart, practice), plan_file_name(chart, practice)
    elif wanted.what == "bundle":
        text, name = bundle_text(chart), f"{chart.code}_bundle_{today}.json"
    elif wanted.what == "review":
        text, name = review_text(chart, practice), review_file_name(chart, practice)
    elif wanted.what == "glance":
        from plantui.documents.glance_markdown import glance_markdown

        page = glance(chart, session.library, session.now, room.names, session.setup.settings.review_cadence)
        text, name = glance_markdown(page), f"{chart.code}_glance_{today}.md"
    else:
        typed = room.talk.ask("Signed notes of which days? Enter takes all of them.")
        span = parse_span(typed, room.words(), chart)
        text, name = notes_text(chart, practice, span), notes_file_name(chart, practice)
    folder = Path(wanted.path).expanduser().absolute() if wanted.path else session.setup.paths.exports
    practice.charts.log([(f"export.{wanted.what}", chart.id)], practice.acting())
    try:
        write_private(folder / name, text)
    except OSError as error:
        raise Refused(f"{folder / name} could not be written: {error.strerror}.") from None
    room.talk.say(f"Written: {folder / name}")


def lock(room: Room, command: Command) -> None:
    """`lock`: forget the key and every chart; the passphrase opens it again."""
    if not shut(room):
        room.talk.say("This store is not sealed: whoever has the folder can read it. quit leaves.")
        return
    room.talk.say("Locked.")
    open_again(room)


def shut(room: Room) -> bool:
    """Forget the key and every chart; False in a store that is not sealed.

    What was begun is of whoever worked here, so their passphrase alone opens it again.
    """
    session = room.session
    key = session.store.key
    if key is None:
        return False
    session.flags.user = room.practice.acting().user.id
    room.save()
    room.forget_texts()
    session.note(session.keyring, "lock", key)
    session.close()
    session.__dict__.pop("opened", None)
    session.anew, session.key = True, None
    room.shelf.clear()
    room.last = None
    return True


def open_again(room: Room) -> None:
    """Ask for the passphrase until it fits.

    Raises:
        Leaving: somebody gave up.
    """
    while True:
        try:
            _ = room.practice
        except WrongPassphrase as wrong:
            room.talk.say(f"{wrong.sentence}")
            if room.talk.ask("Enter tries again, or quit.").casefold() in ("quit", "q"):
                raise Leaving from wrong
        except VaultFault as fault:
            room.talk.say(f"{fault.sentence} {fault.next_step}")
            raise Leaving from fault
        else:
            break
    if room.chart_id and room.practice.summary(room.chart_id) is None:
        room.chart_id, room.node = "", ""
    room.talk.say("Open.")


def retry(room: Room, command: Command) -> None:
    """`retry`: try again to store what waits."""
    waiting = room.practice.writer.waiting
    room.save()
    room.talk.say("Everything is saved." if waiting else "Nothing waits: everything is saved.")


def leave(room: Room, command: Command) -> None:
    """`quit`: everything is saved already."""
    if room.practice.writer.waiting:
        try:
            room.save()
        except VaultFault as fault:
            room.talk.say(f"NOT SAVED. {fault.sentence}")
            if not room.talk.agreed("Leave all the same, without the last change?"):
                return
    raise Leaving


def where(room: Room, command: Command) -> None:
    """`where`: the client and the line it is about."""
    chart = room.chart()
    summary = room.practice.summary(chart.id)
    assert summary is not None
    room.talk.say(standing(room, summary))
    from plantui.cli.line.lines import said
    from plantui.clinical.standing import current
    from plantui.model.tree import find

    plan = current(chart)
    here = find(plan, room.node) if plan is not None and room.node else None
    room.talk.say(f"At {said(here)}." if here is not None else "At no line of the plan.")


def next_client(room: Room, command: Command) -> None:
    """`next`: the client whose visit comes next."""
    from plantui.cli.line.clients import go_to, meant

    chosen = meant(room, "next")
    if chosen is not None:
        go_to(room, chosen)
        room.talk.say(f"{introduced(room, chosen)}.")
