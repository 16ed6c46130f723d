"""Unlocking: how a command comes to the key of a sealed store; `unlock` and `lock`."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import click

from plantui.cli import exits
from plantui.cli.door import GlobalCommand
from plantui.cli.passphrases import say
from plantui.cli.session import Session
from plantui.cli.waiting import prompted
from plantui.vault.faults import StoreLocked, WrongPassphrase

if TYPE_CHECKING:
    from plantui.vault.sealing.key import Key
    from plantui.vault.sealing.keyring import Keyring

TRIES = 3
"""How often a passphrase is asked for. After each wrong one the wait doubles, from a second."""

_HOW_TO = (
    "plantui unlock --for 15m opens it for this login; a script gives --passphrase-fd N; at a terminal "
    "plantui asks for the passphrase."
)
_TIME = re.compile(r"([0-9]{1,4})(s|min|m|h)?")
_UNITS = {"s": 1, "m": 60, "min": 60, "h": 3600, None: 60}


def unlocked(session: Session, ring: Keyring, *, anew: bool = False) -> Key:
    """Return the key of a sealed store, with a line in the audit trail about it.

    A descriptor comes first, then a key that `unlock` left, an ssh-agent that has a slot, somebody at the terminal.

    Args:
        session: the run.
        ring: the ways in.
        anew: True to ask although the store is unlocked for this login, or an ssh-agent could do it.

    Raises:
        Stop: nobody in the store has the initials that were given.
        WrongPassphrase: what was given does not open the store.
        StoreLocked: there is nobody to ask.
    """
    try:
        return at_hand(session, ring, anew=anew) or _asked(session, ring)
    finally:
        session.hush.lift()


def _asked(session: Session, ring: Keyring) -> Key:
    user = session.flags.user or ""
    if not session.passphrases.askable:
        raise StoreLocked(f"The store {ring.layout.root} is locked.", _HOW_TO)
    user = user or _who(session, ring)
    for tried in range(1, TRIES):
        try:
            return _try(session, ring, user)
        except WrongPassphrase as wrong:
            wait = 2 ** (tried - 1)
            say(f"{wrong.code} {wrong.sentence} The next try is in {wait} s.")
            time.sleep(wait)
    return _try(session, ring, user)


def at_hand(session: Session, ring: Keyring, *, anew: bool = False) -> Key | None:
    """Return the key where nobody need be asked: from a descriptor, from `unlock`, from an ssh-agent; else None.

    Args:
        session: the run.
        ring: the ways in.
        anew: True to look at the descriptor alone.

    Raises:
        Stop: nobody in the store has the initials that were given.
        WrongPassphrase: what the descriptor gave does not open the store.
    """
    from plantui.vault.sealing.process import harden

    harden()
    user = session.flags.user or ""
    if user and ring.find(user) is None:
        raise exits.Stop(exits.NOT_FOUND, f"Nobody with the initials {user} works in this store.")
    if session.passphrases.scripted:
        return _try(session, ring, user)
    if anew:
        return None
    key = ring.from_session(user)
    if key is None:
        key = ring.unlock_agent(user)
        if key is not None:
            session.note(ring, "unlock.agent", key)
    return key


def _who(session: Session, ring: Keyring) -> str:
    """Ask who is there, where more than one has a passphrase: each is tried against one slot only."""
    holders = ring.holders()
    if len(holders) > 1:
        session.hush.lift()
    while len(holders) > 1:
        given = prompted("Your initials")
        if any(each == ring.find(given) for each in holders):
            return given
        say(f"Nobody with these initials has a passphrase here. {', '.join(each.initials for each in holders)} have.")
    return ""


def _try(session: Session, ring: Keyring, user: str) -> Key:
    try:
        key = ring.unlock(session.passphrases.read("Passphrase"), user)
    except WrongPassphrase:
        known = ring.find(user)
        session.note(ring, "unlock.failed", who=known.id if known else "nobody")
        raise
    session.note(ring, "unlock.recovery" if key.slot == "recovery" else "unlock.passphrase", key)
    return key


def seconds_of(text: str) -> int:
    """Return how long `15m`, `1h`, `90s` or `15` (minutes) is.

    Raises:
        Stop: it is no such time, or longer than an hour.
    """
    from plantui.vault.sealing.session import LONGEST

    match = _TIME.fullmatch(text.strip().lower())
    seconds = int(match[1]) * _UNITS[match[2]] if match else 0
    if not 1 <= seconds <= LONGEST:
        raise exits.Stop(exits.USAGE, f"{text} is not a time of up to an hour. 15m, 1h and 90s are.")
    return seconds


@click.command("unlock", cls=GlobalCommand)
@click.option("--for", "length", metavar="TIME", default="15m", show_default=True, help="How long, at most 60m.")
@click.pass_obj
def unlock_command(session: Session, length: str) -> int:
    """Keep the store open for later commands of this login."""
    seconds = seconds_of(length)
    ring = session.keyring
    if not ring.sealed:
        session.tell("This store is not sealed: there is nothing to unlock.")
        return exits.DONE
    key = unlocked(session, ring, anew=True)
    words = ring.share(key, seconds)
    session.note(ring, "unlock.keep", key, f"seconds:{seconds}")
    session.tell(f"Unlocked for {_said(seconds)}, {words}. plantui lock ends it at once.")
    return exits.DONE


@click.command("lock", cls=GlobalCommand)
@click.pass_obj
def lock_command(session: Session) -> int:
    """End what unlock began: later commands need the passphrase again."""
    ring = session.keyring
    key = ring.from_session() if ring.sealed else None
    if key is not None:
        # Before it is gone: without the key nobody can write the line.
        session.note(ring, "lock", key)
    session.tell("Locked." if ring.lock() else "Nothing was left open.")
    return exits.DONE


def _said(seconds: int) -> str:
    if seconds % 60:
        return f"{seconds} seconds"
    return "1 minute" if seconds == 60 else f"{seconds // 60} minutes"
