"""Signatures, versions and what is missing: the tail of a plan on paper."""

from __future__ import annotations

from datetime import date

from plantui.clinical.binding import content_digest
from plantui.clinical.lint import lint
from plantui.clinical.reference import Reference, profile_of
from plantui.clinical.standing import current, effective_day, signed_by
from plantui.documents.labelled import table
from plantui.documents.phrases import METHODS, day_words, moment_words
from plantui.documents.plan_header import status_of_version
from plantui.documents.prose import escaped, in_cell
from plantui.model.chart import Chart
from plantui.model.plan import Plan
from plantui.model.signature import Signature, SignerKind


def signature_lines(plan: Plan) -> list[str]:
    """Who signed this version, when and how, and the hash of the content each signature binds."""
    bound = content_digest(plan)
    hash_line = f"Content hash of this version (SHA-256): `{bound}`"
    if not plan.signatures:
        return ["This version is a draft: nobody has signed it.", "", hash_line]
    heads = ("Signed as", "Name and credential", "Signed on", "How", "Content hash", "Remark")
    rows = [
        (
            part.kind.value,
            in_cell(f"{part.name}, {part.credential}" if part.credential else part.name),
            moment_words(part.at),
            METHODS[part.method],
            f"`{part.sha256}`",
            in_cell(part.reason),
        )
        for part in plan.signatures
    ]
    lines = [*table(heads, rows), "", hash_line]
    for part in plan.signatures:
        if part.sha256 != bound:
            lines += ["", f"The signature of {escaped(part.name)} binds another text than this one."]
    return lines


def version_lines(chart: Chart, plan: Plan) -> list[str]:
    """Every version of the plan, the newest first, with its signatures and the reason it was made."""
    heads = ("Version", "Status", "Takes effect", "Clinician signed", "Client signed", "Why")
    versions = chart.plans if any(each.id == plan.id for each in chart.plans) else (*chart.plans, plan)
    rows = []
    for each in sorted(versions, key=lambda part: part.number, reverse=True):
        day = effective_day(each)
        rows.append(
            (
                f"{each.number}{' (this one)' if each.id == plan.id else ''}",
                status_of_version(chart, each),
                day_words(day) if day else "",
                _signed(signed_by(each.signatures, SignerKind.CLINICIAN)),
                _signed(signed_by(each.signatures, SignerKind.CLIENT, SignerKind.GUARDIAN)) or _stand_in(each),
                in_cell(each.reason),
            )
        )
    return table(heads, rows)


def _signed(signature: Signature | None) -> str:
    return day_words(signature.at.date()) if signature is not None else ""


def _stand_in(plan: Plan) -> str:
    reason = plan.collaboration.reason if plan.collaboration is not None else ""
    return in_cell(reason)


def missing_lines(chart: Chart, plan: Plan, library: Reference, today: date) -> list[str]:
    """What the plan check calls a must under the client's payer profile; nothing for a version no longer worked on."""
    if plan != current(chart):
        return []
    found = lint(chart, library, today, profile_of(chart, library))
    return [f"- {escaped(finding.message)} ({finding.id})" for finding in found if finding.severity == "error"]
