"""Texts that an editor still had when the program was killed: kept as drafts, or named where they cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.cli.asking import confirmed
from plantui.settings.leftover import Leftover, belongs, find, places, take_up
from plantui.vault.seam import Finding, Findings
from plantui.vault.standing import NOTE

if TYPE_CHECKING:
    from plantui.cli.session import Session
    from plantui.practice.texts import Texts

CODE = "E401"
"""The code of an editor that failed."""


def take_up_all(session: Session, texts: Texts) -> int:
    """Keep the texts of whoever works here as drafts, and remove what the editor had; how many there are.

    Raises:
        VaultFault: a draft could not be kept; the rest is as it was.
    """
    if session.practice.barred:
        return 0
    return sum(take_up(left, texts) for left in _mine(session, find(places(session.setup.paths.runtime))))


def look_after(session: Session, *, ask: bool) -> Findings:
    """Ask about each text of whoever works here, and name what is left.

    Args:
        session: the run.
        ask: whether somebody is there to answer.

    Raises:
        VaultFault: a draft could not be kept.
    """
    found = find(places(session.setup.paths.runtime))
    mine = _mine(session, found)
    findings = [_finding(session, left) for left in found if left not in mine]
    may_take = not session.practice.barred
    for left in mine:
        said = f"An editor still had a text of {_code(session, left)} when PlanTUI was killed ({left.folder})."
        if not left.changed:
            if may_take:
                _take(session, left)
        elif ask and may_take and confirmed(session, f"{said} Keep it as a draft and remove it?"):
            if _take(session, left):
                session.tell("It is a draft now: plantui offers it at the next start.")
        else:
            step = "Start plantui: it becomes a draft, and the copy is removed; or plantui verify --yes."
            findings.append(Finding(code=CODE, sentence=said, next_step=step, chart=_chart(left)))
    return findings


def _mine(session: Session, found: list[Leftover]) -> list[Leftover]:
    vault, who = session.store.vault.id, session.practice.acting().user.id
    return [left for left in found if belongs(left, vault, who)]


def _take(session: Session, left: Leftover) -> bool:
    from plantui.practice.texts import Texts
    from plantui.vault.drafts import DraftBook
    from plantui.vault.founddraft import Owner

    acting = session.practice.acting
    owner = Owner(who=acting().user.id, session=session.terminal)
    book = DraftBook(session.store.parts, owner, lambda: acting().now, background=False)
    done = take_up(left, Texts(book))
    if left.copies:
        session.tell(f"Copies of the editor stay in {left.folder}: {', '.join(left.copies)}.")
    return done


def _finding(session: Session, left: Leftover) -> Finding:
    """What is not ours to take: of another store, of somebody else, or of nobody knows what."""
    whence = left.whence
    if whence is None or left.text is None:
        what = f"An editor left {', '.join(left.copies) or 'a text'} in {left.folder}; where it belongs is not known."
        return Finding(code=CODE, sentence=what, next_step=f"Look into it, then: rm -r {left.folder}")
    if whence.vault != session.store.vault.id:
        what = f"An editor left a text of another store in {left.folder}."
        return Finding(code=NOTE, sentence=what, next_step="Start plantui on that store: it becomes a draft there.")
    user = next((each.initials for each in session.store.vault.users if each.id == whence.who), "somebody who left")
    what = f"An editor still had a text of {user} when PlanTUI was killed ({left.folder})."
    return Finding(code=CODE, sentence=what, next_step=f"It becomes a draft when {user} starts plantui.")


def _chart(left: Leftover) -> str:
    return left.whence.chart if left.whence is not None else ""


def _code(session: Session, left: Leftover) -> str:
    summary = session.practice.summary(_chart(left))
    return summary.code if summary is not None else "somebody who is not in the store"
