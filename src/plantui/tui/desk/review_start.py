"""How a review begins: everything due, the ticked ones, this client's, a row of the queue; and its export."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from plantui.clinical.due import DueRow
from plantui.practice.refusal import Refused
from plantui.practice.reviewing import Waiting, reviewed_on, waiting, waiting_for
from plantui.tui.desk import bulk, ticking
from plantui.tui.desk.exporting import stored_first, write_each
from plantui.tui.desk.lists import queue_key
from plantui.tui.desk.review import ReviewPage
from plantui.tui.desk.review_cards import Stop
from plantui.tui.desk.review_prompt import Asked, ask
from plantui.tui.desk.scene import only_here
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from pathlib import Path

    from plantui.tui.desk.desk import Action, Desk


def run_all(desk: Desk) -> None:
    """Review everything due, one after another; with ticks the ticked ones alone, and this week's when none is late.

    Raises:
        Refused: nothing is due, or nothing that is ticked can be reviewed.
    """
    ticked = ticking.ticked_clients(desk)
    now, window = desk.now(), desk.settings.review_window
    if ticked:
        found = _ticked(desk, ticked)
        if not found:
            raise Refused("None of the ticked clients has a signed plan to review.")
        ticking.clear(desk, desk.state.pane)
    else:
        summaries = desk.practice.summaries()
        found = waiting(summaries, now, window) or waiting(summaries, now, window, week=True)
        if not found:
            raise Refused(f"Nothing is due. {desk.key('review.this')} reviews this client's plan.")
    start(desk, found, only=False)


def _ticked(desk: Desk, charts: list[str]) -> tuple[Waiting, ...]:
    """The ticked plans in the order of the run; those that are not due come last, as they are listed."""
    now, window = desk.now(), desk.settings.review_window
    summaries = [summary for chart in charts if (summary := desk.practice.summary(chart)) is not None]
    due = waiting(summaries, now, window, week=True)
    known = {each.chart for each in due}
    rest = [
        waiting_for(summary, now, window)
        for summary in summaries
        if summary.chart not in known and summary.signed_on is not None
    ]
    return (*due, *rest)


def review_this(desk: Desk) -> None:
    """Review this client's plan now.

    Raises:
        Refused: there is no signed plan.
    """
    chart = desk.chart()
    summary = desk.practice.summary(chart.id)
    if summary is None or summary.signed_on is None:
        raise Refused(f"{chart.code} has no signed plan yet, so there is nothing to review.")
    row = _row_here(desk) if desk.state.on_main and desk.state.pane is Pane.QUEUE else None
    row = row if row is not None and row.chart == chart.id else None
    start(desk, (waiting_for(summary, desk.now(), desk.settings.review_window, row),), only=True)


def _row_here(desk: Desk) -> DueRow | None:
    rows = desk.shown.lists.queue()
    cursor = desk.state.queue.cursor
    return next((row for row in rows if queue_key(row) == cursor), None)


def open_row(desk: Desk) -> bool:
    """Open the review of the row under the queue's cursor; False when the row is about something else.

    A row about drift opens it too: its two answers are there. So does one about a review that was left unsigned.
    """
    row = _row_here(desk)
    if row is None or row.summary.signed_on is None:
        return False
    if row.group == "loose_ends" and row.kind != "drift" and not (row.kind == "unsigned" and "review" in row.text):
        return False
    desk.run("review.this")
    return True


def start(desk: Desk, found: tuple[Waiting, ...], *, only: bool) -> None:
    """Open the cards, or show these plans in the review that is open already."""
    stops = [Stop(each.chart, each.place, each.kind) for each in found]
    coming = waiting(desk.practice.summaries(), desk.now(), desk.settings.review_window, week=True)
    due = [Stop(each.chart, each.place, each.kind) for each in coming]
    page = next((scene for scene in desk.state.scenes if isinstance(scene, ReviewPage)), None)
    if page is None:
        page = ReviewPage(stops=stops, due=due, only=only, origin=desk.state.client)
        page.show(desk, 0)
        desk.open(page)
    else:
        while desk.state.scene is not page:
            desk.close()
        page.stops, page.due, page.only = stops, due, only
        page.show(desk, 0)


def reopen_field(desk: Desk, chart: str, target: str, text: str) -> None:
    """Go on with a field of a review that was being typed when the terminal went away.

    Raises:
        Refused: the review, or its objective, is no longer open.
    """
    _, asked, node = target.split("-", 2)
    summary = desk.practice.summary(chart)
    if summary is None or summary.signed_on is None or asked not in get_args(Asked):
        raise Refused("That review is no longer open.")
    start(desk, (waiting_for(summary, desk.now(), desk.settings.review_window),), only=True)
    page = desk.state.page
    if isinstance(page, ReviewPage):
        lines = page.card(desk).lines
        at = page.card(desk).index(node) if node else len(lines)
        page.cursor = at if at is not None else page.cursor
        ask(desk, page, cast(Asked, asked), node, text)


def export_reviews(desk: Desk) -> None:
    """Export the last review of this client, or of every ticked one; on the last page of a run today's.

    Raises:
        Refused: there is no signed review, or the folder cannot be used.
        OSError: a file cannot be written.
    """
    page = desk.state.scene
    if isinstance(page, ReviewPage) and page.over:
        acting = desk.practice.acting()
        charts = [chart.id for chart in reviewed_on(desk.practice, acting.today, acting.user.id)]
        if not charts:
            raise Refused("No review was signed today, so there is nothing to export.")
    else:
        charts = ticking.ticked_clients(desk) or [desk.chart().id]
    if len(charts) == 1:
        _export(desk, charts)
        return
    question = f"Export the last reviews of {len(charts)} clients?"
    bulk.asked(desk, len(charts), question, lambda desk: _export(desk, charts))


def _export(desk: Desk, charts: list[str]) -> None:
    from plantui.practice.reviewing import export_review

    def write(chart: str) -> Path:
        return export_review(desk.practice, chart, desk.export_dir)

    if len(charts) == 1:
        stored_first(desk)
        path = write(charts[0])
        said = f"Review of {desk.practice.chart(charts[0]).code} exported to {path}"
    else:
        written, without = write_each(desk, charts, write)
        if not written:
            raise Refused("None of them has a signed review to export.")
        left = f"; no review: {', '.join(without)}" if without else ""
        said = f"{len(written)} review{'' if len(written) == 1 else 's'} exported to {desk.export_dir}{left}"
    desk.exported = lambda desk: _export(desk, charts)
    desk.say(said)


ACTIONS: dict[str, Action] = {
    "review.run": run_all,
    "review.this": review_this,
    "review.adjust": only_here("a review"),
    "review.refocus": only_here("a review"),
    "review.evidence": only_here("a review"),
    "export.review": export_reviews,
}
"""Action id -> what runs."""
