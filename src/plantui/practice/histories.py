"""What a chart's history can show: versions and what changed in them, who did what, what was kept aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol, runtime_checkable

from plantui.clinical.standing import in_force, plan_in_force, signed
from plantui.model.base import Tables
from plantui.model.chart import Chart
from plantui.model.plan import Plan
from plantui.model.signature import Signature, SignerKind
from plantui.practice.plan_changes import LineChange, line_changes
from plantui.quickentry import Lexicon


class ChangeInWords(NamedTuple):
    """One change of a line between two versions, in words: added, removed, discontinued, moved or changed."""

    word: str
    code: str
    words: str = ""

    @property
    def said(self) -> str:
        """`g1.2 target 4 -> 5`, `g2.2 added: Pleasant activities/wk 0 -> 3`."""
        if self.word == "changed":
            return f"{self.code} {self.words}".rstrip()
        return f"{self.code} {self.word}{f': {self.words}' if self.words else ''}"


class Version(NamedTuple):
    """One version of a plan, with what it changed against the one before it."""

    plan: Plan
    standing: str
    changes: tuple[ChangeInWords, ...]

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """Who signed, in order."""
        return self.plan.signatures


def versions(chart: Chart, lexicon: Lexicon) -> tuple[Version, ...]:
    """Every version, newest first."""
    ordered = sorted(chart.plans, key=lambda plan: plan.number)
    newest = plan_in_force(chart)
    found = []
    for place, plan in enumerate(ordered):
        before = next((each for each in ordered if each.id == plan.amends), ordered[place - 1] if place else None)
        changes = compare(before, plan, lexicon) if before is not None else ()
        found.append(Version(plan, _standing(plan, newest), tuple(changes)))
    return tuple(reversed(found))


def _standing(plan: Plan, newest: Plan | None) -> str:
    if not signed(plan):
        return "draft"
    if newest is not None and newest.number > plan.number:
        return "replaced"
    return "in force" if in_force(plan) else "signed"


def compare(before: Plan, after: Plan, lexicon: Lexicon) -> list[ChangeInWords]:
    """What a version changed, in words, in its own order; what it removed comes last."""
    said = [ChangeInWords(each.word, each.code, _words(each, lexicon)) for each in line_changes(before, after)]
    return [change for change in said if change.words or change.word != "changed"]


def _words(change: LineChange, lexicon: Lexicon) -> str:
    if change.word == "discontinued" and change.new is not None:
        return change.new.status_reason
    if change.word in ("added", "removed"):
        node = change.new or change.old
        return str(getattr(node, "title", "") or getattr(node, "text", ""))
    return change.difference(lexicon)


# who did what


class Act(NamedTuple):
    """One act on a chart, from the audit trail: it holds no clinical content."""

    at: datetime
    who: str
    act: str
    rev: int
    detail: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was done, in words: plan edited, chart viewed."""
        return act_words(self.act)


class KeptAside(NamedTuple):
    """A revision of a chart that can still be read though it is not the current one."""

    rev: int
    at: datetime | None
    who: str
    why: str


@runtime_checkable
class Trail(Protocol):
    """Where a chart's acts and older revisions are found."""

    def acts(self, chart: str) -> Sequence[Act]:
        """Every act on a chart, newest first."""

    def kept_aside(self, chart: str) -> Sequence[KeptAside]:
        """Versions that lost a conflict or lie in a snapshot, newest first."""

    def older(self, chart: str, rev: int) -> Tables:
        """The tables of a revision that is kept."""


_SUBJECTS = {"score": "score", "event": "event", "progress": "progress", "measure": "measure", "sign": "signature"}
_VERBS: Mapping[str, str] = {
    "add": "added",
    "edit": "edited",
    "move": "moved",
    "remove": "removed",
    "put": "line put",
    "insert": "line inserted",
    "fill": "blanks filled",
    "confirm": "line confirmed",
    "sign": "signed",
    "countersign": "signed by another",
    "start": "started",
    "several": "changed in several places",
    "service": "service set",
    "discharge": "discharge criterion added",
    "outcome": "outcome added",
    "write": "written",
    "drop": "removed",
    "mark": "marked",
    "status": "status set",
    "follow": "followed",
    "unfollow": "no longer followed",
    "view": "viewed",
    "import": "imported",
    "restore": "put back as it was",
    "repair": "repaired",
    "file": "document filed",
    "seal": "sealed",
    "abort": "not saved",
    "next": "next date set",
    "when": "date set",
    "revise": "revised",
}
_WHOLE: Mapping[str, str] = {
    "undo": "a change taken back",
    "redo": "a change made again",
    "undo.plan.sign": "plan: signature taken back",
    "undo.plan.countersign": "plan: signature of another taken back",
    "undo.note.sign": "note: signature taken back",
    "undo.note.add.sign": "addendum: signature taken back",
    "undo.review.sign": "review: signature taken back",
    "redo.plan.sign": "plan: signature given again",
    "redo.plan.countersign": "plan: signature of another given again",
    "redo.note.sign": "note: signature given again",
    "redo.note.add.sign": "addendum: signature given again",
    "redo.review.sign": "review: signature given again",
    "sign.failed": "signature: wrong passphrase",
    "score.add": "score recorded",
    "event.add": "event recorded",
    "note.add.sign": "note signed",
    "note.file": "note filed from a group visit",
    "client.members": "members changed",
    "review.when": "review date set",
    "client.add": "client taken on",
    "client.edit": "client changed",
    "chart.dispose": "chart disposed of",
    "export.plan": "plan exported",
    "export.bundle": "whole chart exported",
    "export.glance": "glance sheet exported",
    "export.notes": "notes exported",
    "export.review": "review exported",
    "private.open": "private notes opened",
    "private.save": "private notes saved",
    "private.failed": "private notes: wrong passphrase",
}


def act_words(act: str) -> str:
    """An act of the audit trail in words; an unknown one as it is written there."""
    known = _WHOLE.get(act)
    if known is not None:
        return known
    subject, _, verb = act.partition(".")
    if verb not in _VERBS:
        return act
    return f"{_SUBJECTS.get(subject, subject)} {_VERBS[verb]}"


def signed_words(signature: Signature, client: str = "") -> str:
    """`Dana Whitlock, LCSW, 12 Dec 2025 14:55, initials`.

    ``client`` stands in place of the name where client or guardian signed, for a screen that shows no names.
    """
    local = signature.at
    kind = "" if signature.kind is SignerKind.CLINICIAN and signature.credential else f", {signature.kind.value}"
    own = signature.kind in (SignerKind.CLIENT, SignerKind.GUARDIAN)
    said = client if client and own else signature.name or signature.initials
    name = ", ".join(part for part in (said, signature.credential) if part)
    return f"{name}{kind}, {local.day} {local:%b %Y %H:%M}, {signature.method.value}"


def acts_of(lines: Iterable[Act], hide: frozenset[str] = frozenset()) -> list[Act]:
    """The acts, newest first, without some."""
    return sorted((line for line in lines if line.act not in hide), key=lambda act: act.at, reverse=True)
