"""Checking charts beyond their bytes: do they read, do their links lead somewhere, do signatures fit their content."""

from __future__ import annotations

from collections.abc import Iterator

from plantui.clinical.binding import content_digest, note_digest, review_digest
from plantui.model.chart import Chart
from plantui.model.fault import ChartFaults
from plantui.model.signature import Signature
from plantui.model.validate import check
from plantui.practice.practice import Practice
from plantui.vault.faults import VaultFault


def check_charts(practice: Practice) -> list[dict[str, str]]:
    """A finding for every chart that does not read or hold together, with what to do about it."""
    findings: list[dict[str, str]] = []
    for summary in sorted(practice.summaries(), key=lambda each: each.code):
        try:
            chart = practice.chart(summary.chart)
        except (VaultFault, ChartFaults) as error:
            findings.append(_finding("E304", summary.chart, f"{summary.code}: {error}", "Restore it from a backup."))
            continue
        for fault in check(chart):
            step = "Correct the file it was imported from, and import it again."
            findings.append(_finding("E304", chart.id, f"{chart.code}: {fault}", step))
        for place, signature in _unfitting(chart):
            findings.append(
                _finding(
                    "E304",
                    chart.id,
                    f"{chart.code}: the text of {place} is not what {signature.name} signed.",
                    "Compare it with a backup; the signed text is the one whose hash fits.",
                )
            )
    return findings


def _finding(code: str, chart: str, sentence: str, step: str) -> dict[str, str]:
    return {"code": code, "chart": chart, "sentence": sentence, "next_step": step}


def _unfitting(chart: Chart) -> Iterator[tuple[str, Signature]]:
    for plan in chart.plans:
        yield from ((f"plan v{plan.number}", each) for each in plan.signatures if each.sha256 != content_digest(plan))
    for note in chart.notes:
        digest = note_digest(note)
        yield from ((f"the note of {note.date}", each) for each in note.signatures if each.sha256 != digest)
    for review in chart.reviews:
        digest = review_digest(review)
        yield from ((f"the review of {review.date}", each) for each in review.signatures if each.sha256 != digest)
