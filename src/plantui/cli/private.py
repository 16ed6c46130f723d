"""Private psychotherapy notes: read, added to and removed, with the passphrase of their author each time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from plantui.cli import exits, refs
from plantui.cli.asking import confirmed, refuse_readers
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session

if TYPE_CHECKING:
    from plantui.practice.private import PrivateBook
    from plantui.vault.private import PrivatePage


@click.command("private", cls=GlobalCommand)
@click.argument("who", metavar="CLIENT")
@click.option("--add", is_flag=True, help="Add a note; its text comes from standard input.")
@click.option("--drop", metavar="N|all", help="Remove a note by its number, or all of them.")
@click.pass_obj
def private_command(session: Session, who: str, add: bool, drop: str | None) -> int:
    """Your private notes about a client. Only your own passphrase opens them, and it is asked for each time.

    They are psychotherapy notes in the sense of 45 CFR 164.501, kept apart from the chart: in no export, search,
    page or log.
    """
    if add and drop is not None:
        raise exits.Stop(exits.USAGE, "--add adds a note and --drop removes one: give one of them.")
    book = _book(session)
    if add or drop is not None:
        refuse_readers(session)
    chart = refs.client(session, who)
    if drop == "all":
        return _clear(session, book, chart.chart, chart.code)
    page = book.open(chart.chart)
    if add:
        return _add(session, book, chart.chart, page)
    if drop is not None:
        return _drop(session, book, chart.chart, page, drop)
    return _show(session, page, chart.code)


def _book(session: Session) -> PrivateBook:
    """The notes of whoever works here; asks for the passphrase although the store may be unlocked for this login."""
    from plantui.practice.private import PrivateBook

    session.anew = True
    store = session.store
    return PrivateBook(store, store.key, session.practice.acting, session.terminal)


def _show(session: Session, page: PrivatePage, code: str) -> int:
    if session.flags.form == "json":
        rows = [{"number": at, "at": note.at, "text": note.text} for at, note in enumerate(page.notes, 1)]
        session.out_json(rows)
        return exits.DONE
    if not page.notes:
        session.tell(f"No private notes about {code}. plantui private {code} --add writes one.")
        return exits.DONE
    blocks = [f"{at}  {_when(note.at)}\n{_body(note.text)}" for at, note in enumerate(page.notes, 1)]
    session.out("\n\n".join(blocks))
    return exits.DONE


def _add(session: Session, book: PrivateBook, chart: str, page: PrivatePage) -> int:
    from plantui.cli.writing import read_stdin
    from plantui.practice.private import AT_THE_START

    if not page.notes:
        session.tell(AT_THE_START)
    after = book.add(chart, read_stdin("The private note"))
    session.tell(f"Private note {len(after.notes)} is kept.")
    return exits.DONE


def _drop(session: Session, book: PrivateBook, chart: str, page: PrivatePage, word: str) -> int:
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 6 else 0
    if not 1 <= number <= len(page.notes):
        raise exits.Stop(exits.NOT_FOUND, f"There is no private note {word[:20]}. There are {len(page.notes)}.")
    note = page.notes[number - 1]
    if not confirmed(session, f"Remove the private note of {_when(note.at)} for good?"):
        raise exits.Stop(exits.PERSON, "Nothing was removed.")
    book.drop(chart, note)
    _told(session, "It is")
    return exits.DONE


def _clear(session: Session, book: PrivateBook, chart: str, code: str) -> int:
    if not confirmed(session, f"Remove all your private notes about {code} for good?"):
        raise exits.Stop(exits.PERSON, "Nothing was removed.")
    if not book.clear(chart):
        raise exits.Stop(exits.NOT_FOUND, f"You keep no private notes about {code}.")
    _told(session, "They are")
    return exits.DONE


def _told(session: Session, gone: str) -> None:
    session.tell(f"{gone} removed. Snapshots hold what was until they go, plantui vault snapshots --drop all at once.")


def _when(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}"


def _body(text: str) -> str:
    from plantui.documents.prose import safe

    return "\n".join(f"   {line}".rstrip() for line in safe(text).split("\n"))
