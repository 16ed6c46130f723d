"""What `verify` says about private notes, without opening any: against the audit trail, the users and the charts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plantui.vault.audit import AuditTrail, parse
from plantui.vault.faults import VaultFault, from_os_error
from plantui.vault.files import exists
from plantui.vault.locks import steady
from plantui.vault.manifest import Vault
from plantui.vault.parts import Parts
from plantui.vault.private import ABORTED, REMOVED, SAVED
from plantui.vault.privatefile import ENDING, PrivateShelf, fingerprint, read_name, short_sha
from plantui.vault.sealing.slot import slot_of
from plantui.vault.seam import AuditLine, Finding, Findings
from plantui.vault.standing import DISPOSED, NOTE

_MARKS = (b'"act":"private.', f'"act":"{DISPOSED}"'.encode())
_COMPARE = "Compare with a snapshot or a backup; find out who could write to this folder."


RESTORED = "private.restore"
"""The act of a line that says which file of private notes was put back, and whose."""


class PrivateSave(NamedTuple):
    """A save of private notes, as the audit trail tells it.

    Attributes:
        rev: which one, from 1.
        sha: the short hash of the file it made.
    """

    rev: int
    sha: str


def check_private(parts: Parts, vault: Vault) -> Findings:
    """Return what was found.

    Raises:
        VaultFault: the folder or the audit trail cannot be read.
    """
    try:
        # Whoever saves holds this lock, so that file and line are of one moment.
        with steady(parts.locks, "vault"):
            return list(_check(parts, vault))
    except OSError as error:
        raise from_os_error(error, "checking private notes") from error


def _check(parts: Parts, vault: Vault) -> Iterator[Finding]:
    shelf = PrivateShelf(parts)
    saves = saves_of(parts.trail)
    slots = {slot.name: fingerprint(slot.public) for slot in (vault.sealing.slots if vault.sealing else ())}
    for file in shelf.names():
        name = read_name(file)
        path = f"{shelf.folder}/{file}"
        if name is None:
            yield _note("", f"{path} does not belong in the store.", "Move it out of the store.")
            continue
        if name.ending != ENDING:
            if (name.author, name.chart) not in saves or not exists(parts.fs, shelf.path(name.author, name.chart)):
                yield _note(name.chart, f"The making of {path} was interrupted.", "Nothing to do: a save clears it.")
            continue
        mine = saves.pop((name.author, name.chart), None)
        yield from _judge(parts, shelf, name.author, name.chart, mine, slots)
    for (author, chart), left in sorted(saves.items()):
        fresh = shelf.fresh(author, chart)
        if len(left) == 1 and left[0].rev == 1 and _sha(parts, fresh) == left[0].sha:
            continue
        if left:
            yield Finding(
                code="E304",
                sentence=f"The private notes of {author} about chart {chart} are gone.",
                next_step=_COMPARE,
                chart=chart,
            )


def _judge(
    parts: Parts, shelf: PrivateShelf, author: str, chart: str, saves: list[PrivateSave] | None, slots: dict[str, str]
) -> Iterator[Finding]:
    path = shelf.path(author, chart)
    try:
        header = shelf.header(author, chart)
    except VaultFault as fault:
        yield Finding(code=fault.code, sentence=f"{path}: {fault.sentence}", next_step=fault.next_step, chart=chart)
        return
    if header is None:
        return
    sha = _sha(parts, path)
    if not saves:
        gone = "was removed, and is there" if saves is not None else "was made by no line of the audit trail"
        yield Finding(code="E303", sentence=f"{path} {gone}.", next_step=_COMPARE, chart=chart)
    elif not any(save == (header.rev, sha) for save in saves):
        yield Finding(
            code="E303",
            sentence=f"{path} is not what its author saved: it was changed, or belongs to another time.",
            next_step=_COMPARE,
            chart=chart,
        )
    elif saves[-1].rev == header.rev + 1 and _sha(parts, shelf.fresh(author, chart)) == saves[-1].sha:
        yield _note(chart, f"A save of {path} was interrupted.", "Nothing to do: the next save clears it.")
    elif saves[-1].sha != sha:
        yield Finding(
            code="E303",
            sentence=f"{path} is an older one: it was put back, or a power cut interrupted the save after it.",
            next_step=_COMPARE,
            chart=chart,
        )
    if not exists(parts.fs, parts.layout.chart(chart)):
        yield _note(chart, f"{path} belongs to a chart that is gone.", "Dispose of the chart again, or restore it.")
    elif slots.get(slot_of(author)) != header.slot:
        yield _note(
            chart,
            f"{path} can be opened by nobody: its author left, or got another passphrase from somebody else.",
            "A backup of vault.json from then opens it with the passphrase of then; else remove the file.",
        )


def saves_of(trail: AuditTrail, keep: int = 2) -> dict[tuple[str, str], list[PrivateSave]]:
    """Return the last saves of each file that stand, by author and chart; none for one that was removed.

    Args:
        trail: the audit trail.
        keep: how many of each; 0 for all.

    Raises:
        VaultFault: the trail cannot be read.
    """
    found: dict[tuple[str, str], list[PrivateSave]] = {}
    for place in trail.lines():
        if not place.whole or not any(mark in place.raw for mark in _MARKS):
            continue
        line = parse(place.raw)
        if line is None:
            continue
        if line.act == DISPOSED:
            found |= {whose: [] for whose in found if whose[1] == line.chart}
            continue
        told = _told(line)
        whose = (told.get("author") or line.who, line.chart)
        if line.act == REMOVED:
            found[whose] = []
        elif line.act in (SAVED, ABORTED, RESTORED) and told.get("rev", "").isdigit():
            save = PrivateSave(int(told["rev"]), told.get("sha", ""))
            saves = [each for each in found.get(whose, []) if each != save]
            if line.act != ABORTED:
                saves = [*(each for each in saves if each.rev < save.rev), save]
            found[whose] = saves[-keep:]
    return found


def _told(line: AuditLine) -> dict[str, str]:
    return dict((word.partition(":")[0], word.partition(":")[2]) for word in line.detail)


def _sha(parts: Parts, path: str) -> str:
    try:
        return short_sha(parts.fs.read(path))
    except FileNotFoundError:
        return ""


def _note(chart: str, sentence: str, step: str) -> Finding:
    return Finding(code=NOTE, sentence=sentence, next_step=step, chart=chart)
