"""A review in progress: marks, statuses, remarks and decisions are a draft in the chart, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import msgspec

from plantui.clinical.review import Weighed, acceptable, open_review, period_start, reviewed_plan, weigh
from plantui.clinical.standing import draft
from plantui.model.canonical import clean_text
from plantui.model.chart import Chart
from plantui.model.plan import Plan
from plantui.model.review import DriftDecision, Review, ReviewKind, ReviewLine
from plantui.model.status import Status
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.nodes import EditNode
from plantui.practice.commands.progress import SIGNS, SetStatus, mark_text
from plantui.practice.lines import Line
from plantui.practice.refusal import Refused

REVIEW_WEIGHT = {ReviewKind.INTERIM: 0, ReviewKind.EVENT: 1, ReviewKind.FORMAL: 2}
"""How much a kind of review weighs: where two meet, the weightier one counts."""


def plan_under_review(chart: Chart) -> Plan:
    """The signed version that is reviewed.

    Raises:
        Refused: nothing was signed yet.
    """
    plan = reviewed_plan(chart)
    if plan is None:
        raise Refused(f"{chart.code} has no signed plan yet, so there is nothing to review.")
    return plan


def begun(chart: Chart, acting: Acting, kind: ReviewKind) -> Review:
    """The review in progress, or the one that begins now.

    One that was begun as an interim review becomes formal when it is gone on with from a formal row: the weightier
    kind counts.

    Raises:
        Refused: nothing was signed yet.
    """
    plan = plan_under_review(chart)
    there = open_review(chart)
    if there is not None:
        return msgspec.structs.replace(there, kind=kind) if REVIEW_WEIGHT[kind] > REVIEW_WEIGHT[there.kind] else there
    return Review(
        id=acting.new_id(),
        date=acting.today,
        at=acting.now,
        by=acting.user.id,
        kind=kind,
        plan=plan.id,
        since=period_start(chart),
    )


def put_review(chart: Chart, review: Review) -> Chart:
    """The chart with this review in the place of the one with the same id, or added."""
    rest = tuple(review if each.id == review.id else each for each in chart.reviews)
    known = any(each.id == review.id for each in chart.reviews)
    return msgspec.structs.replace(chart, reviews=rest if known else (*rest, review))


def put_lines(review: Review, lines: Iterable[ReviewLine]) -> Review:
    """The review with these lines in the place of those about the same objectives, or added."""
    known = {line.objective: line for line in review.lines} | {line.objective: line for line in lines}
    return msgspec.structs.replace(review, lines=tuple(known.values()))


def line_of_review(review: Review, node: str) -> ReviewLine:
    """What the review says about an objective; an empty line when nothing."""
    return next((line for line in review.lines if line.objective == node), ReviewLine(objective=node))


@dataclass(frozen=True)
class ReviewCommand(Command):
    """A change of the review in progress. ``kind`` is what it is when it begins with this command."""

    kind: ReviewKind = ReviewKind.INTERIM

    def weighed(self, chart: Chart, acting: Acting, node: str) -> Weighed:
        """The objective as the review weighs it.

        Raises:
            Refused: it is not part of the review.
        """
        found = next(
            (each for each in weigh(chart, acting.library.measures, acting.today) if each.objective.id == node), None
        )
        if found is None:
            plan_under_review(chart)
            raise Refused("That objective is not part of this review: it is new, or closed already.")
        return found


@dataclass(frozen=True)
class Rate(ReviewCommand):
    """A mark on an objective, -2 to +2 or one of the signs + = -: + or - pressed again raises to 2."""

    act: ClassVar[str] = "review.mark"
    node: str = ""
    mark: int | str = 0

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        found = self.weighed(chart, acting, self.node)
        mark = self.mark
        if isinstance(mark, str):
            sign = SIGNS[mark]
            mark = 2 * sign if sign and found.mark is not None and found.mark * sign > 0 else sign
        review = begun(chart, acting, self.kind)
        line = msgspec.structs.replace(line_of_review(review, self.node), mark=mark, suggested=found.suggested)
        after = put_review(chart, put_lines(review, [line]))
        return Done(after, f"{found.objective.code} rated {mark_text(mark)}", self.node)


@dataclass(frozen=True)
class Accept(ReviewCommand):
    """Accept the suggestion for one objective.

    Raises:
        Refused: there is none; a person must say something.
    """

    act: ClassVar[str] = "review.accept"
    node: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        found = self.weighed(chart, acting, self.node)
        code = found.objective.code
        if found.mark is not None:
            return Done(chart, f"{code} has its mark already: {mark_text(found.mark)}", self.node)
        if found.suggested is None:
            raise Refused(f"{code}: {found.trend.reason}. It needs you: a mark, a status or a remark.")
        review = begun(chart, acting, self.kind)
        after = put_review(chart, put_lines(review, [_accepted(review, found)]))
        return Done(after, f"{code} accepted {mark_text(found.suggested)}", self.node)


def _accepted(review: Review, found: Weighed) -> ReviewLine:
    old = line_of_review(review, found.objective.id)
    return msgspec.structs.replace(old, mark=found.suggested, suggested=found.suggested)


@dataclass(frozen=True)
class AcceptAll(ReviewCommand):
    """Accept every suggestion that exists. It never fills an objective without evidence and never sets a status."""

    act: ClassVar[str] = "review.accept"

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        plan_under_review(chart)
        found = acceptable(weigh(chart, acting.library.measures, acting.today))
        if not found:
            return Done(chart, "Nothing to accept: no suggestion is open.")
        review = begun(chart, acting, self.kind)
        after = put_review(chart, put_lines(review, [_accepted(review, each) for each in found]))
        said = ", ".join(f"{each.objective.code} {mark_text(each.suggested or 0)}" for each in found)
        return Done(after, f"Accepted {said}")


@dataclass(frozen=True)
class SetReviewStatus(ReviewCommand):
    """A status set in a review: a dated event at once, and part of the review. ``met`` keeps its day."""

    act: ClassVar[str] = "review.status"
    node: str = ""
    status: Status = Status.ACTIVE
    day: date | None = None
    reason: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        found = self.weighed(chart, acting, self.node)
        done = SetStatus(self.node, self.status, self.day, self.reason).do(chart, acting)
        review = begun(done.chart, acting, self.kind)
        old = line_of_review(review, self.node)
        line = msgspec.structs.replace(old, status=self.status, suggested=found.suggested)
        return Done(put_review(done.chart, put_lines(review, [line])), done.message, self.node)


@dataclass(frozen=True)
class Remark(ReviewCommand):
    """Words about an objective; empty words take the remark away."""

    act: ClassVar[str] = "review.remark"
    node: str = ""
    text: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        found = self.weighed(chart, acting, self.node)
        text = clean_text(self.text.strip())
        if text == found.remark:
            return Done(chart, f"The remark on {found.objective.code} stays as it was", self.node)
        review = begun(chart, acting, self.kind)
        line = msgspec.structs.replace(line_of_review(review, self.node), remark=text, suggested=found.suggested)
        said = "Remark on" if text else "No remark on"
        return Done(put_review(chart, put_lines(review, [line])), f"{said} {found.objective.code}", self.node)


@dataclass(frozen=True)
class EditReviewed(ReviewCommand):
    """An objective's line written anew in a review: the next version of the plan, signed together with the review."""

    act: ClassVar[str] = "review.edit"
    node: str = ""
    line: Line | None = None
    difference: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        self.weighed(chart, acting, self.node)
        if self.line is None:
            raise Refused("There is no line to keep.")
        review = begun(chart, acting, self.kind)
        done = EditNode(self.node, self.line, self.difference).do(chart, acting)
        if done.chart == chart:
            return done
        return Done(joined(put_review(done.chart, review), review), done.message, self.node)


def joined(chart: Chart, review: Review) -> Chart:
    """The chart whose review in progress will sign the draft of the plan with it, where there is one."""
    plan = draft(chart)
    if plan is None or not plan.amends:
        return chart
    return put_review(chart, msgspec.structs.replace(review, plan=plan.id))


@dataclass(frozen=True)
class Adjusted(ReviewCommand):
    """The tree was changed on a visit from the review: the draft is signed with it, and drift has its answer."""

    act: ClassVar[str] = "review.adjust"

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        review = begun(chart, acting, self.kind)
        if draft(chart) is None:
            return Done(chart, "The plan was not changed.")
        review = msgspec.structs.replace(review, drift=DriftDecision.AMEND, refocus="")
        return Done(joined(put_review(chart, review), review), "The changes of the plan are signed with this review")


@dataclass(frozen=True)
class Refocus(ReviewCommand):
    """Keep the plan and come back to it: a line on the next glance page. The same words again take it back."""

    act: ClassVar[str] = "review.refocus"
    text: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        review = begun(chart, acting, self.kind)
        text = clean_text(self.text.strip())
        if review.drift is DriftDecision.REFOCUS and review.refocus == text:
            off = msgspec.structs.replace(review, drift=None, refocus="")
            return Done(put_review(chart, off), "No refocus line")
        after = put_review(chart, msgspec.structs.replace(review, drift=DriftDecision.REFOCUS, refocus=text))
        return Done(after, f"Refocus next visit: {text or 'come back to the plan'}")


@dataclass(frozen=True)
class NextReview(ReviewCommand):
    """The day of the next interim review, with a reason if there is one. It holds from the signature on."""

    act: ClassVar[str] = "review.next"
    due: date | None = None
    reason: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        review = begun(chart, acting, self.kind)
        if self.due is None or self.due <= acting.today:
            raise Refused("The next review lies ahead: give a day after today, such as +6w.", "D5")
        review = msgspec.structs.replace(review, next_due=self.due)
        if self.reason.strip():
            review = _decided(review, f"next review {self.due.day} {self.due:%b}: {self.reason.strip()}")
        days = (self.due - acting.today).days
        said = f"Next review {self.due:%a} {self.due.day} {self.due:%b %Y} (in {days} d)"
        return Done(put_review(chart, review), said)


@dataclass(frozen=True)
class Decide(ReviewCommand):
    """A decision in words, with its reason; ``replace`` writes all of them anew."""

    act: ClassVar[str] = "review.decide"
    text: str = ""
    replace: bool = False

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        review = begun(chart, acting, self.kind)
        text = clean_text(self.text.strip())
        if self.replace:
            return Done(put_review(chart, msgspec.structs.replace(review, decisions=text)), "Decisions written")
        if not text:
            raise Refused("What was decided, and why?")
        return Done(put_review(chart, _decided(review, text)), "Decision written")


def _decided(review: Review, text: str) -> Review:
    text = clean_text(text)
    return msgspec.structs.replace(review, decisions=f"{review.decisions.rstrip()}\n{text}".strip())


@dataclass(frozen=True)
class TookPartInReview(ReviewCommand):
    """Who took part in the review besides the clinician: client, sister, supervisor."""

    act: ClassVar[str] = "review.participants"
    names: tuple[str, ...] = ()

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        review = begun(chart, acting, self.kind)
        names = tuple(dict.fromkeys(clean_text(name.strip()) for name in self.names if name.strip()))
        said = f"With {', '.join(names)}" if names else "Nobody else took part"
        return Done(put_review(chart, msgspec.structs.replace(review, participants=names)), said)
