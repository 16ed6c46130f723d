"""Signatures: typed initials in an open store, bound to the canonical content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import msgspec

from plantui.clinical.binding import content_digest, note_digest, review_digest
from plantui.clinical.blanks import blanks
from plantui.clinical.drift import LAST, drift
from plantui.clinical.lint import lint
from plantui.clinical.reference import profile_of
from plantui.clinical.schedule import cadence
from plantui.clinical.standing import current, draft, plan_in_force, signed
from plantui.model.chart import Chart
from plantui.model.note import Note
from plantui.model.plan import Plan
from plantui.model.progress import ReviewDate, ReviewSource
from plantui.model.review import Review
from plantui.model.signature import Collaboration, Signature, SignerKind, SigningMethod, TookPart
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.drafts import put_plan
from plantui.practice.notes import days_late
from plantui.practice.refusal import NeedsReason, Refused
from plantui.quickentry.blanks import parse_blanks

AGREED = "agreed, not yet signed"
"""What stands in place of the client's signature when they took part."""


def same_initials(typed: str, acting: Acting) -> bool:
    """Whether the typed initials are the user's own; points, spaces and case do not matter."""
    return _letters(typed) == _letters(acting.user.initials) != ""


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum()).casefold()


def signs_by(acting: Acting) -> SigningMethod:
    """What signs here: initials, or the passphrase. A rehearsal without a passphrase is signed with initials.

    Raises:
        Refused: the passphrase is to sign, and a plain store has none.
    """
    if acting.sign_by is not SigningMethod.PASSPHRASE or (acting.proof is None and acting.rehearsal):
        return SigningMethod.INITIALS
    if acting.proof is None:
        raise Refused(
            "sign.by is passphrase, and a plain store has none to ask for: plantui vault seal seals it, "
            "or set sign.by initials and start again."
        )
    return SigningMethod.PASSPHRASE


def vouched(typed: str, acting: Acting) -> str:
    """What a command takes in place of what was typed: the initials themselves, or a voucher for the passphrase.

    Raises:
        Refused: S1, it is neither the user's initials nor, where that is asked, their passphrase.
    """
    if signs_by(acting) is SigningMethod.PASSPHRASE and acting.proof is not None:
        return acting.proof.voucher(typed)
    if not same_initials(typed, acting):
        raise Refused(f"Those are not your initials ({acting.user.initials})", "S1")
    return typed


def make_signature(acting: Acting, initials: str, sha256: str, reason: str = "") -> Signature:
    """The acting clinician's signature under content with this digest.

    ``initials`` are what was typed, or the voucher for a passphrase (``vouched``).

    Raises:
        Refused: S1, these are not the user's initials, or no passphrase was given.
    """
    method = signs_by(acting)
    if method is SigningMethod.PASSPHRASE:
        if acting.proof is None or not acting.proof.good(initials):
            raise Refused("Your passphrase is your signature: type it.", "S1")
    elif not same_initials(initials, acting):
        raise Refused(f"Those are not your initials ({acting.user.initials})", "S1")
    return Signature(
        id=acting.new_id(),
        kind=SignerKind.CLINICIAN,
        user=acting.user.id,
        name=acting.user.name,
        initials=acting.user.initials,
        credential=acting.user.credential,
        at=acting.now,
        seals_at=acting.now + acting.seal_after,
        method=method,
        sha256=sha256,
        reason=reason,
    )


@dataclass(frozen=True)
class SignPlan(Command):
    """Sign the draft: it becomes the version in force and its review date is set.

    ``took_part`` is how the client took part; when they did not, ``why`` is required. ``anyway`` is the typed reason
    for signing against a gating payer profile. ``review_due`` overrides today plus the cadence.
    """

    act: ClassVar[str] = "plan.sign"
    initials: str
    took_part: TookPart
    comment: str = ""
    why: str = ""
    anyway: str = ""
    review_due: date | None = None

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        plan = draft(chart)
        if plan is None:
            raise Refused(
                f"{chart.code} has no draft to sign. The plan in force is signed; a change starts the next one."
            )
        check_signable(chart, plan, acting, self.anyway)
        if self.took_part is TookPart.NOT_YET and not self.why.strip():
            raise NeedsReason("Why has the client not taken part yet?")
        plan = msgspec.structs.replace(
            plan,
            effective=plan.effective or acting.today,
            collaboration=Collaboration(
                took_part=self.took_part,
                at=acting.now,
                comment=self.comment.strip(),
                reason=self.why.strip() or AGREED,
            ),
        )
        signature = make_signature(acting, self.initials, content_digest(plan), self.anyway.strip())
        plan = msgspec.structs.replace(plan, signatures=(*plan.signatures, signature))
        after = put_plan(chart, plan)
        due = self.review_due or _due(after, plan, acting)
        row = ReviewDate(id=acting.new_id(), due=due, at=acting.now, by=acting.user.id, source=ReviewSource.SIGNING)
        after = msgspec.structs.replace(after, schedule=(*after.schedule, row))
        return Done(after, f"Plan v{plan.number} of {chart.code} signed. Next review {due:%a} {due.day} {due:%b %Y}")


def _due(chart: Chart, plan: Plan, acting: Acting) -> date:
    moved = [row for row in chart.schedule if row.at >= plan.made and row.due >= acting.today]
    if moved:
        return max(moved, key=lambda row: row.at).due
    return cadence(chart, acting.cadence, profile_of(chart, acting.library)).after(acting.today)


def check_signable(chart: Chart, plan: Plan, acting: Acting, anyway: str) -> None:
    """Whether this draft may be signed.

    Raises:
        Refused: the plan is empty or has unfilled blanks, which stop every signature.
        NeedsReason: a gating payer profile has findings and no reason was typed.
    """
    if not plan.problems:
        raise Refused("The draft is empty. a p adds a problem.")
    left = blanks(plan)
    if left:
        places = ", ".join(f"{blank.code or 'the plan'} ({blank.name})" for blank in left[:3])
        raise Refused(f"Not yet: fill the blanks first: {places}.", "S2")
    profile = profile_of(chart, acting.library)
    if profile.gates and not anyway.strip():
        musts = [
            finding for finding in lint(chart, acting.library, acting.today, profile) if finding.severity == "error"
        ]
        if musts:
            first = musts[0]
            raise NeedsReason(f"{len(musts)} must under {profile.title}: {first.message} ! signs anyway with a reason.")


@dataclass(frozen=True)
class CollectSignature(Command):
    """The signature of the client, guardian or supervisor under a version the clinician has signed."""

    act: ClassVar[str] = "plan.countersign"
    plan: str
    kind: SignerKind
    name: str
    method: SigningMethod = SigningMethod.IN_PERSON

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        plan = next((each for each in chart.plans if each.id == self.plan), None)
        if plan is None or not signed(plan):
            raise Refused("The clinician signs first; then the others can.")
        if any(signature.kind is self.kind for signature in plan.signatures):
            raise Refused(f"The {self.kind.value} has signed v{plan.number} already.")
        signature = Signature(
            id=acting.new_id(),
            kind=self.kind,
            name=self.name,
            at=acting.now,
            method=self.method,
            sha256=content_digest(plan),
        )
        took_part = plan.collaboration
        if took_part is not None and self.kind in (SignerKind.CLIENT, SignerKind.GUARDIAN):
            took_part = msgspec.structs.replace(took_part, reason="")
        plan = msgspec.structs.replace(plan, signatures=(*plan.signatures, signature), collaboration=took_part)
        return Done(put_plan(chart, plan), f"{self.kind.value.capitalize()} signed v{plan.number} of {chart.code}")


@dataclass(frozen=True)
class SignNote(Command):
    """Sign a note; from its seal on only addenda are possible.

    ``file_to`` are the charts of members in which the note of a couple or group is filed (``practice.group_notes``).
    """

    act: ClassVar[str] = "note.sign"
    note: str
    initials: str
    file_to: tuple[str, ...] = ()

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        found = next((note for note in chart.notes if note.id == self.note), None)
        if found is None:
            raise Refused("That note is not in this chart.")
        if found.signatures:
            raise Refused(f"The note of {found.date.day} {found.date:%b} is signed already.")
        left = parse_blanks(found.text).names
        if left:
            raise Refused(f"Not yet: fill the blanks first: {', '.join(f'{{{name}}}' for name in left[:3])}.", "S2")
        found = msgspec.structs.replace(found, filed_to=self.file_to)
        signature = make_signature(acting, self.initials, note_digest(found))
        signed_note: Note = msgspec.structs.replace(found, signatures=(signature,))
        notes = tuple(signed_note if note.id == self.note else note for note in chart.notes)
        after = msgspec.structs.replace(chart, notes=notes)
        off = drift(after)
        of = f" ({off} of the last {LAST})" if off else ""
        linkable = plan_in_force(chart) or current(chart)
        touched = f" No objective touched{of}." if not found.links and found.kind.kept and linkable else ""
        late = days_late(signed_note)
        entry = f" Late entry, {late} d after the visit." if late else ""
        return Done(after, f"Note of {found.date.day} {found.date:%b} signed.{touched}{entry}", found.id)


@dataclass(frozen=True)
class SignReview(Command):
    """Sign a review: its marks count, its next date is set, and the events before it are answered."""

    act: ClassVar[str] = "review.sign"
    review: str
    initials: str

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        found = next((review for review in chart.reviews if review.id == self.review), None)
        if found is None:
            raise Refused("That review is not in this chart.")
        if found.signatures:
            raise Refused("This review is signed already.")
        rhythm = cadence(chart, acting.cadence, profile_of(chart, acting.library))
        due = found.next_due or rhythm.after(acting.today)
        settled = msgspec.structs.replace(found, next_due=due)
        signature = make_signature(acting, self.initials, review_digest(settled))
        signed_review: Review = msgspec.structs.replace(settled, signatures=(signature,))
        row = ReviewDate(id=acting.new_id(), due=due, at=acting.now, by=acting.user.id, source=ReviewSource.REVIEW)
        after = msgspec.structs.replace(
            chart,
            reviews=tuple(signed_review if review.id == self.review else review for review in chart.reviews),
            schedule=(*chart.schedule, row),
            events=tuple(
                msgspec.structs.replace(event, answered=self.review)
                if not event.answered and event.date <= found.date
                else event
                for event in chart.events
            ),
        )
        return Done(after, f"Review of {chart.code} signed. Next review {due:%a} {due.day} {due:%b %Y}")
