"""A review as every door shows and changes it: the card, what is due one after another, what was done today.

The commands are in ``commands.reviews`` and ``commands.review_signing``; what a person reads of a review is here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal, NamedTuple

from plantui.clinical.due import DueRow
from plantui.clinical.due import queue as due_queue
from plantui.clinical.phrase import distance
from plantui.clinical.reference import profile_of
from plantui.clinical.review import Weighed, first_open, gaps, minutes, open_review, weigh
from plantui.clinical.review_period import Period, period
from plantui.clinical.schedule import Clock, cadence, earlier, formal_due, interim_due, last_review
from plantui.clinical.standing import signed_by
from plantui.model.chart import Chart
from plantui.model.period import Period as Rhythm
from plantui.model.period import Unit
from plantui.model.plan import Plan
from plantui.model.review import DriftDecision, Review, ReviewKind
from plantui.model.signature import SignerKind
from plantui.model.status import ClientStatus, Status
from plantui.model.summary import Summary
from plantui.practice.acting import Acting
from plantui.practice.commands.review_signing import next_due, plan_signed_with
from plantui.practice.commands.reviews import plan_under_review
from plantui.practice.exporting import write_private
from plantui.practice.practice import Practice
from plantui.practice.refusal import NothingThere
from plantui.practice.review_changes import draft_words, version_changes

Place = Literal["overdue", "now", "this_week", "this"]
"""Where a plan to review comes from: a group of the queue, or ``this`` one by its own key."""

RUN_GROUPS: Final[tuple[Literal["overdue", "now", "this_week"], ...]] = ("overdue", "now", "this_week")
"""Groups of the queue that are gone through one after another: the most overdue plan comes first."""

_KINDS: Final[dict[Clock, ReviewKind]] = {"interim": ReviewKind.INTERIM, "formal": ReviewKind.FORMAL}
_PLACES: Final[dict[str, Place]] = {group: group for group in RUN_GROUPS}


class Waiting(NamedTuple):
    """A plan to review: the client's summary, where it comes from and what kind of review it is.

    ``due`` is its day and ``clock`` the clock it belongs to, None and empty for an event; ``text`` is the column of the
    queue, 4 d late.
    """

    summary: Summary
    place: Place
    kind: ReviewKind
    due: date | None
    clock: Clock | Literal[""]
    text: str

    @property
    def chart(self) -> str:
        """The chart's id."""
        return self.summary.chart

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return minutes(self.summary.objectives, self.summary.with_evidence)


def waiting(
    summaries: Iterable[Summary], now: datetime, window_days: int = 30, *, week: bool = False
) -> tuple[Waiting, ...]:
    """The plans due, in the order in which they are reviewed one after another; each client once.

    Overdue ones first, most days late first; then clients with an event not yet answered, newest first; then those due
    today, and with ``week`` those of the coming week. A client without a signed plan has nothing to review and is left
    out.
    """
    known = {summary.chart: summary for summary in summaries}
    rows = [row for row in due_queue(known.values(), now.date(), now, window_days) if row.summary.signed_on is not None]
    own: dict[str, list[DueRow]] = {}
    for row in rows:
        own.setdefault(row.chart, []).append(row)
    found: dict[str, Waiting] = {}
    for group in RUN_GROUPS:
        for row in rows:
            later = group == "this_week" and row.due != now.date() and not week
            if row.group == group and row.chart not in found and not later:
                found[row.chart] = _waiting(row, own[row.chart], group)
    return tuple(found.values())


def waiting_for(summary: Summary, now: datetime, window_days: int = 30, row: DueRow | None = None) -> Waiting:
    """One client's plan, reviewed by its own key or from a row of the queue.

    A review from a formal row is formal, and so is one that is asked for when the formal date is overdue or within the
    week; one from an event answers the event.
    """
    rows = [each for each in due_queue([summary], now.date(), now, window_days) if each.group != "loose_ends"]
    chosen = row if row is not None and row.group != "loose_ends" else next(iter(rows), None)
    if chosen is not None:
        return _waiting(chosen, rows, _PLACES.get(chosen.group, "this"))
    first = earlier(summary.review_due, summary.formal_due)
    if first is None:
        return Waiting(summary, "this", ReviewKind.INTERIM, None, "", "")
    return Waiting(summary, "this", ReviewKind.INTERIM, *first, distance(first[0], now.date()))


def next_plan(summaries: Iterable[Summary], today: date) -> Waiting | None:
    """The plan whose review comes next after today, or None."""
    found = [
        Waiting(summary, "this", _KINDS[first[1]], *first, distance(first[0], today))
        for summary in summaries
        if summary.status != ClientStatus.DISCHARGED
        and (first := earlier(summary.review_due, summary.formal_due)) is not None
        and first[0] > today
    ]
    return min(found, key=lambda each: (each.due or today, each.summary.code), default=None)


def _waiting(row: DueRow, own: Iterable[DueRow], place: Place) -> Waiting:
    """The plan of a row; ``own`` are all rows of its chart."""
    own = list(own)
    soon = ("overdue", "this_week")
    formal = next((each for each in own if each.clock == "formal" and (each == row or each.group in soon)), None)
    if formal is not None:
        kind = ReviewKind.FORMAL
    elif any(each.group == "now" for each in own):
        kind = ReviewKind.EVENT
    else:
        kind = ReviewKind.INTERIM
    review = formal or next((each for each in own if each.kind == "review"), None)
    if review is None:
        return Waiting(row.summary, place, kind, None, "", f"{row.kind} {row.text}")
    clock: Clock = "formal" if review.clock == "formal" else "interim"
    text = f"{row.kind} {row.text}" if row.group == "now" else review.text
    return Waiting(row.summary, place, kind, review.due, clock, text)


@dataclass(frozen=True)
class Card:
    """Everything a review shows, computed from the chart alone.

    ``plan`` is the signed version that is reviewed, ``changed`` the draft that the signature signs too. ``interim`` and
    ``formal`` are the two clocks as they stand, ``formal`` None where the payer sets none. ``next_due`` is the interim
    date the signature sets, ``rhythm`` the plan's; ``formal_next`` is the formal date after it.
    """

    chart: Chart
    plan: Plan
    changed: Plan | None
    review: Review | None
    kind: ReviewKind
    lines: tuple[Weighed, ...]
    period: Period
    plan_changes: tuple[str, ...]
    draft_changes: tuple[str, ...]
    interim: date | None
    formal: date | None
    formal_next: date | None
    profile: str
    next_due: date
    next_chosen: bool
    rhythm: Rhythm
    today: date

    @property
    def gaps(self) -> tuple[Weighed, ...]:
        """The objectives that stop the signature."""
        return gaps(self.lines)

    @property
    def to_accept(self) -> tuple[Weighed, ...]:
        """The objectives whose suggestion nobody accepted yet; they do not stop the signature."""
        return tuple(each for each in self.lines if each.waits)

    @property
    def start(self) -> int:
        """The index of the line to begin or to go on with; behind the last one when all is said."""
        return first_open(self.lines)

    def index(self, node: str) -> int | None:
        """The index of an objective among the lines."""
        return next((at for at, each in enumerate(self.lines) if each.objective.id == node), None)


def card(chart: Chart, acting: Acting, kind: ReviewKind = ReviewKind.INTERIM) -> Card:
    """The review of a chart as it stands.

    Args:
        chart: the client's chart.
        acting: who reviews, when, and with what at hand.
        kind: what the review is when it has not begun yet.

    Raises:
        Refused: there is no signed plan to review.
    """
    plan = plan_under_review(chart)
    today, measures = acting.today, acting.library.measures
    profile = profile_of(chart, acting.library)
    review = open_review(chart)
    lines = weigh(chart, measures, today)
    over = period(chart, lines, measures, today)
    changed = plan_signed_with(chart, review)
    kinds = (ReviewKind.INTERIM, ReviewKind.EVENT, ReviewKind.FORMAL)
    now_kind = max(kind, review.kind, key=kinds.index) if review is not None else kind
    formal = formal_due(chart, profile)
    formal_next = formal
    if profile.formal_days is not None and now_kind is ReviewKind.FORMAL:
        formal_next = Rhythm(n=profile.formal_days, unit=Unit.DAY).after(today)
    return Card(
        chart=chart,
        plan=plan,
        changed=changed,
        review=review,
        kind=now_kind,
        lines=lines,
        period=over,
        plan_changes=version_changes(chart, acting),
        draft_changes=draft_words(chart, plan, changed, acting),
        interim=interim_due(chart, acting.cadence, profile),
        formal=formal,
        formal_next=formal_next,
        profile=profile.title if formal is not None else "",
        next_due=next_due(chart, review, acting),
        next_chosen=review is not None and review.next_due is not None and review.next_due > today,
        rhythm=cadence(chart, acting.cadence, profile),
        today=today,
    )


_MARKED: Final = ((2, "much better"), (1, "better"), (0, "same"), (-1, "worse"), (-2, "much worse"))


def tally_words(found: Card) -> str:
    """The objectives in a line: 4 objectives: 2 better (g1.1, g1.2), 1 same (g2.1), 1 not started (g2.2)."""
    groups: dict[str, list[str]] = {word: [] for _, word in _MARKED}
    for each in found.lines:
        groups.setdefault(_said_of(each), []).append(each.objective.code)
    parts = [f"{len(codes)} {word} ({', '.join(codes)})" for word, codes in groups.items() if codes]
    noun = "objective" if len(found.lines) == 1 else "objectives"
    return f"{len(found.lines)} {noun}: {', '.join(parts)}" if parts else "no open objective"


def _said_of(each: Weighed) -> str:
    if each.status in (Status.MET, Status.STOPPED, Status.HOLD):
        return {Status.MET: "met", Status.STOPPED: "discontinued", Status.HOLD: "on hold"}[each.status]
    if each.mark is not None:
        return dict(_MARKED)[each.mark]
    return "not started" if each.objective.status is Status.NEW else "not touched"


def decisions(found: Card) -> tuple[str, ...]:
    """What the review decides: about the plan, about drift, and what was written, each on its own."""
    parts = [f"plan changed to v{found.changed.number}"] if found.changed is not None else ["continue"]
    review = found.review
    if review is not None and review.drift is DriftDecision.REFOCUS:
        parts.append(f"refocus next visit on {review.refocus}" if review.refocus else "refocus next visit")
    if review is not None and review.decisions:
        parts += [line.strip() for line in review.decisions.splitlines() if line.strip()]
    return tuple(parts)


def decision_words(found: Card) -> str:
    """The decisions in a line: continue; refocus next visit on g2.2."""
    return "; ".join(decisions(found))


def refocus_words(found: Card, index: int) -> str:
    """What to come back to: the objectives no note touched, else the one at this index."""
    codes = [each.objective.code for each in found.lines if not each.touched_in]
    if not codes and 0 <= index < len(found.lines):
        codes = [found.lines[index].objective.code]
    return ", ".join(codes)


class Done(NamedTuple):
    """The reviews a user signed on a day: how many, how many of them changed the plan, the first and last moment."""

    reviewed: int
    amended: int
    first: datetime | None
    last: datetime | None


def export_review(practice: Practice, chart_id: str, folder: Path, *, force: bool = False) -> Path:
    """Write the last signed review of a client into the export folder and log it.

    Raises:
        Refused: there is no signed review, or the folder can be read by everybody.
        OSError: it cannot be written.
    """
    chart = practice.chart(chart_id)
    text = review_text(chart, practice)
    target = folder / review_file_name(chart, practice)
    practice.charts.log([("export.review", chart_id)], practice.acting())
    write_private(target, text, force=force)
    return target


def review_text(chart: Chart, practice: Practice) -> str:
    """The last signed review as Markdown.

    Raises:
        Refused: no review was signed yet.
    """
    from plantui.documents.review_markdown import review_markdown

    acting = practice.acting()
    return review_markdown(chart, review_to_export(chart), acting.library, acting.today, rehearsal=acting.rehearsal)


def review_to_export(chart: Chart) -> Review:
    """The last signed review.

    Raises:
        Refused: no review was signed yet.
    """
    review = last_review(chart)
    if review is None:
        raise NothingThere(f"{chart.code} has no signed review yet, so there is nothing to export.")
    return review


def review_file_name(chart: Chart, practice: Practice) -> str:
    """The file name of a review export: code and dates, never a name."""
    return f"{chart.code}_review_{review_to_export(chart).date.isoformat()}_{practice.acting().today.isoformat()}.md"


def done_on(practice: Practice, day: date, user: str) -> Done:
    """What a user reviewed on a day, over the whole practice; only charts reviewed last on that day are opened."""
    moments: list[datetime] = []
    amended = 0
    for chart in reviewed_on(practice, day, user):
        for review in _signed_on(chart, day, user):
            signature = review.signatures[0]
            moments.append(signature.at)
            amended += any(each.at == signature.at for plan in chart.plans for each in plan.signatures)
    return Done(len(moments), amended, min(moments, default=None), max(moments, default=None))


def reviewed_on(practice: Practice, day: date, user: str) -> list[Chart]:
    """The charts with a review that this user signed on this day."""
    found = []
    for summary in practice.summaries():
        if summary.reviewed_on == day:
            chart = practice.chart(summary.chart)
            if _signed_on(chart, day, user):
                found.append(chart)
    return found


def _signed_on(chart: Chart, day: date, user: str) -> list[Review]:
    return [
        review
        for review in chart.reviews
        if (signature := signed_by(review.signatures, SignerKind.CLINICIAN)) is not None
        and signature.at.date() == day
        and signature.user == user
    ]
