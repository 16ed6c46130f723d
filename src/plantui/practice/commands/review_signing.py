"""Signing a review: one signature for the review and for what it changed in the plan; sealing by leaving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

import msgspec

from plantui.clinical.binding import content_digest, review_digest
from plantui.clinical.reference import profile_of
from plantui.clinical.review import Weighed, evidence_words, gaps, weigh
from plantui.clinical.schedule import cadence
from plantui.clinical.standing import draft, sealed
from plantui.model.chart import Chart
from plantui.model.note import Addendum, Note
from plantui.model.plan import Plan
from plantui.model.progress import ReviewDate, ReviewSource
from plantui.model.review import Review, ReviewLine
from plantui.model.signature import Collaboration, Signature, TookPart
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.reviews import ReviewCommand, begun, line_of_review, plan_under_review, put_review
from plantui.practice.commands.signing import check_signable, make_signature
from plantui.practice.drafts import put_plan
from plantui.practice.refusal import Refused
from plantui.quickentry.messages import not_yet

TO_COLLECT = "changed at review, client signature to collect"
"""What stands in place of the client's signature under a version that a review made."""

Signable = TypeVar("Signable", Plan, Note, Review)
Sealable = TypeVar("Sealable", Plan, Note, Review, Addendum)


def plan_signed_with(chart: Chart, review: Review | None) -> Plan | None:
    """The draft that the signature of this review signs too: one begun in it, or changed in it."""
    plan = draft(chart)
    if plan is None or review is None or not plan.amends:
        return None
    return plan if review.plan == plan.id or plan.made >= review.at else None


def next_due(chart: Chart, review: Review | None, acting: Acting) -> date:
    """The day of the next interim review: as chosen in this one, else today and the rhythm."""
    if review is not None and review.next_due is not None and review.next_due > acting.today:
        return review.next_due
    return cadence(chart, acting.cadence, profile_of(chart, acting.library)).after(acting.today)


def check_complete(chart: Chart, acting: Acting) -> tuple[Weighed, ...]:
    """The objectives of the review, when it may be signed.

    Raises:
        Refused: S2, an objective without evidence has no mark, status or remark; or there is nothing to review.
    """
    plan_under_review(chart)
    weighed = weigh(chart, acting.library.measures, acting.today)
    missing = [each.objective.code for each in gaps(weighed)]
    if len(missing) == 1:
        raise Refused(not_yet(missing[0]), "S2")
    if missing:
        raise Refused(f"Not yet: {', '.join(missing)} need a mark, a status or a remark", "S2")
    return weighed


@dataclass(frozen=True)
class SignReviewed(ReviewCommand):
    """Sign the review in progress, and the version of the plan that it changed.

    Its marks count from now on, suggestions that nobody accepted are kept as not touched, the next date is set, and
    the events up to today are answered. ``anyway`` is the typed reason for signing a changed plan against a gating
    payer profile.
    """

    act: ClassVar[str] = "review.sign"
    initials: str = ""
    anyway: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        weighed = check_complete(chart, acting)
        reviewed = plan_under_review(chart)
        review = begun(chart, acting, self.kind)
        changed = plan_signed_with(chart, review)
        due = next_due(chart, review, acting)
        settled = msgspec.structs.replace(
            review,
            date=acting.today,
            at=acting.now,
            by=acting.user.id,
            plan=reviewed.id,
            lines=tuple(_settled(review, each) for each in weighed),
            next_due=due,
        )
        signature = make_signature(acting, self.initials, review_digest(settled))
        if changed is not None:
            chart = put_plan(chart, _sign_plan(chart, changed, acting, self.initials, self.anyway))
        row = ReviewDate(id=acting.new_id(), due=due, at=acting.now, by=acting.user.id, source=ReviewSource.REVIEW)
        after = msgspec.structs.replace(
            put_review(chart, msgspec.structs.replace(settled, signatures=(signature,))),
            schedule=(*chart.schedule, row),
            events=tuple(
                msgspec.structs.replace(event, answered=review.id)
                if not event.answered and event.date <= acting.today
                else event
                for event in chart.events
            ),
        )
        version = f" and plan v{changed.number}" if changed is not None else ""
        said = f"Review of {chart.code}{version} signed. Next review {due:%a} {due.day} {due:%b %Y}"
        return Done(after, said)


def _settled(review: Review, weighed: Weighed) -> ReviewLine:
    line = line_of_review(review, weighed.objective.id)
    touched = line.mark is not None or line.status is not None or bool(line.remark)
    return msgspec.structs.replace(line, suggested=weighed.suggested, evidence=evidence_words(weighed), touched=touched)


def _sign_plan(chart: Chart, plan: Plan, acting: Acting, initials: str, anyway: str) -> Plan:
    check_signable(chart, plan, acting, anyway)
    plan = msgspec.structs.replace(
        plan,
        effective=plan.effective or acting.today,
        reason=plan.reason or "changed at review",
        collaboration=Collaboration(took_part=TookPart.NOT_YET, at=acting.now, reason=TO_COLLECT),
    )
    signature = make_signature(acting, initials, content_digest(plan), anyway.strip())
    return msgspec.structs.replace(plan, signatures=(*plan.signatures, signature))


@dataclass(frozen=True)
class Seal(Command):
    """Seal this user's signatures now, because the screen they were made on is left. No content changes.

    ``documents`` are the ids of the plans, notes and reviews meant, with their addenda; all of the chart when empty.
    """

    act: ClassVar[str] = "sign.seal"
    documents: tuple[str, ...] = ()

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        after = msgspec.structs.replace(
            chart,
            plans=tuple(self._sealed(plan, acting) for plan in chart.plans),
            notes=tuple(self._sealed(note, acting) for note in chart.notes),
            reviews=tuple(self._sealed(review, acting) for review in chart.reviews),
        )
        return Done(after, "Signature sealed")

    def _sealed(self, part: Signable, acting: Acting) -> Signable:
        if self.documents and part.id not in self.documents:
            return part
        after = _sealed_by(part, acting)
        if isinstance(after, Note | Review) and after.addenda:
            after = msgspec.structs.replace(after, addenda=tuple(_sealed_by(each, acting) for each in after.addenda))
        return part if after == part else after


def _sealed_by(part: Sealable, acting: Acting) -> Sealable:
    def seal(signature: Signature) -> Signature:
        if signature.user != acting.user.id or sealed(signature, acting.now):
            return signature
        return msgspec.structs.replace(signature, seals_at=acting.now)

    return msgspec.structs.replace(part, signatures=tuple(map(seal, part.signatures)))
