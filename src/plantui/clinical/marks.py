"""Progress marks of a line of the plan, from everywhere they are given."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from plantui.clinical.standing import signed_by
from plantui.model.chart import Chart
from plantui.model.signature import SignerKind


class MarkSource(StrEnum):
    """Where a mark was given."""

    NOTE = "note"
    QUICK = "quick"
    REVIEW = "review"


class DatedMark(NamedTuple):
    """A mark from -2 to +2, or None for a line that was touched without one; ``at`` orders marks of one day."""

    day: date
    mark: int | None
    note_id: str | None
    source: MarkSource
    at: datetime


def marks(chart: Chart, node_id: str) -> tuple[DatedMark, ...]:
    """Every mark and every touch of the line, newest first: notes, quick marks and signed reviews."""
    found = [
        DatedMark(note.date, link.mark, note.id, MarkSource.NOTE, note.written)
        for note in chart.notes
        for link in note.links
        if link.node == node_id
    ]
    found += [
        DatedMark(row.date, row.mark, None, MarkSource.QUICK, row.at)
        for row in chart.progress
        if row.node == node_id and row.mark is not None
    ]
    found += [
        DatedMark(review.date, line.mark, None, MarkSource.REVIEW, review.at)
        for review in chart.reviews
        if signed_by(review.signatures, SignerKind.CLINICIAN)
        for line in review.lines
        if line.objective == node_id and line.mark is not None
    ]
    return tuple(sorted(found, key=lambda mark: (mark.day, mark.at), reverse=True))


def latest_mark(chart: Chart, node_id: str) -> DatedMark | None:
    """The newest touch of the line that gave a mark, or None."""
    return next((mark for mark in marks(chart, node_id) if mark.mark is not None), None)
