"""Questions that a person answers with y, and who may have them asked."""

from __future__ import annotations

import sys

from plantui.cli.exits import PERSON, PRIVACY, Stop
from plantui.cli.session import Session
from plantui.cli.waiting import typed_line
from plantui.vault.seam import Event


def confirmed(session: Session, question: str) -> bool:
    """Whether somebody answers a question with y; `--yes` does it for them.

    Raises:
        Stop: there is nobody to ask.
    """
    if session.flags.yes:
        return True
    if sys.stdin is None or not sys.stdin.isatty():
        raise Stop(PERSON, f"{question} That needs a person at a terminal, or --yes.")
    print(f"{question} y or n: ", end="", file=sys.stderr, flush=True)
    line = typed_line()
    if not line:
        raise KeyboardInterrupt
    return line.strip().lower() in ("y", "yes")


def refuse_readers(session: Session) -> None:
    """Refuse somebody who may only read.

    Raises:
        Stop: they may only read, or `--read-only` was given.
    """
    barred = session.practice.barred
    if barred:
        raise Stop(PRIVACY, barred)


def refuse_read_only(session: Session) -> None:
    """Refuse to change a person's own files where `--read-only` was given; no store is needed for it.

    Raises:
        Stop: nothing is to be changed.
    """
    if session.flags.read_only:
        raise Stop(PRIVACY, "Read only: --read-only changes nothing.")


def event(session: Session, act: str, *detail: str) -> Event:
    """An event of this run."""
    acting = session.practice.acting()
    return Event(act=act, who=acting.user.id, at=acting.now, session=session.terminal, detail=detail)
