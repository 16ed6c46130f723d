"""Anchors: the head of the audit trail, kept elsewhere, so that a cut end or a rewritten trail is noticed.

Whoever holds the key could compute the whole chain anew, and nobody can tell from a chain alone that its last
lines are missing. An anchor on paper, on another machine or in the system's log can. It holds no content.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from plantui.vault.audit import AuditTrail, digest, parse
from plantui.vault.faults import NotFound
from plantui.vault.seam import Finding, Findings

_STEP = "Compare with a backup of the audit folder, and find out who could write to it."


class Anchor(msgspec.Struct, frozen=True):
    """One line of an anchor file.

    Attributes:
        vault: the id of the store.
        at: when it was taken.
        seq: the number of the last line then.
        sha: SHA-256 of that line.
    """

    vault: str
    at: datetime
    seq: int
    sha: str


_anchors = msgspec.json.Decoder(Anchor)


def take(trail: AuditTrail, vault: str, at: datetime) -> Anchor:
    """Return an anchor for the trail as it is now.

    Raises:
        NotFound: there is no line yet.
        VaultFault: the trail cannot be read.
    """
    last: tuple[int, str] | None = None
    for place in trail.lines():
        line = parse(place.raw) if place.whole else None
        if line is not None:
            last = (line.seq, digest(place.raw))
    if last is None:
        raise NotFound("The audit trail has no line yet.", "Take an anchor after the first day of work.")
    return Anchor(vault, at, *last)


def write(anchor: Anchor) -> bytes:
    """Return the line of an anchor."""
    return msgspec.json.encode(anchor) + b"\n"


def read(content: bytes) -> list[Anchor]:
    """Return the anchors of a file, one a line, empty lines left out.

    Raises:
        ValueError: a line is no anchor; the message names it.
    """
    found: list[Anchor] = []
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(_anchors.decode(line))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise ValueError(f"line {number} is no anchor") from None
    return found


def check(trail: AuditTrail, vault: str, anchors: Sequence[Anchor]) -> Findings:
    """Return what anchors say against a trail.

    Raises:
        VaultFault: the trail cannot be read.
    """
    findings: Findings = []
    wanted = {anchor.seq for anchor in anchors}
    shas: dict[int, str] = {}
    last = 0
    for place in trail.lines():
        line = parse(place.raw) if place.whole else None
        if line is None:
            continue
        last = max(last, line.seq)
        if line.seq in wanted:
            shas[line.seq] = digest(place.raw)
    for anchor in anchors:
        when = anchor.at.strftime("%Y-%m-%d %H:%M")
        if anchor.vault != vault:
            sentence, step = f"The anchor of {when} belongs to another store.", "Name the file of this store."
        elif anchor.seq > last:
            sentence = (
                f"The audit trail ends with line {last}, but on {when} it had {anchor.seq} lines: its end was cut off."
            )
            step = _STEP
        elif shas.get(anchor.seq) != anchor.sha:
            sentence = f"Line {anchor.seq} of the audit trail is not what it was on {when}: the trail was written anew."
            step = _STEP
        else:
            continue
        findings.append(Finding(code="E303", sentence=sentence, next_step=step))
    return findings
