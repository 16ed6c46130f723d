"""Making the keys of a store: a passphrase, and a recovery key on paper."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from plantui.cli.passphrases import say
from plantui.cli.session import Session

if TYPE_CHECKING:
    from plantui.vault.sealing.founding import Founding


def founded(session: Session, user: str, vault: str = "") -> Founding:
    """Ask for a passphrase, make the keys, and see the recovery key safely on paper.

    Args:
        session: the run.
        user: the id of the first user.
        vault: the id of the store, when it has one.

    Raises:
        Stop: there is nobody to ask.
    """
    from plantui.vault.sealing.founding import found
    from plantui.vault.sealing.process import harden

    harden()
    if not session.passphrases.scripted:
        say("The charts are sealed with a passphrase. Nobody can read them without it, and nobody can reset it.")
    passphrase = session.passphrases.choose("New passphrase")
    founding = found(user, passphrase, vault=vault)
    hand_out(session, founding.recovery)
    return founding


def hand_out(session: Session, recovery: str) -> None:
    """Print a recovery key, once; at a terminal ask it back until it was typed right.

    Raises:
        Stop: there is nobody to ask.
    """
    if session.passphrases.scripted:
        sys.stdout.write(f"{recovery}\n")
        sys.stdout.flush()
        return
    say(
        "\nThis is the recovery key. It opens the store when the passphrase is forgotten. It is shown this once: "
        "write it on paper, keep the paper locked away, not with the computer.\n"
    )
    sys.stdout.write(f"    {recovery}\n")
    sys.stdout.flush()
    say("")
    from plantui.vault.sealing.recovery import parse

    while parse(session.passphrases.ask("Type it back from the paper")) != parse(recovery):
        say("That is not it. Compare it letter by letter, and type it once more.")
    say("Right. Clear this window now: the key should be on the paper only.")
