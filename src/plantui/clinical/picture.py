"""The caseload as a picture: counts alone, no names and no codes of clients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from plantui.clinical.due import GROUPS as DUE_GROUPS
from plantui.clinical.due import TITLES, queue
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary

MOST = 10
"""Rows of diagnoses and of measures at most; the rest is counted together."""


class Figure(NamedTuple):
    """One figure: the group it stands in, what is counted, and how many."""

    group: str
    what: str
    number: int


def picture(
    summaries: Iterable[Summary], today: date, now: datetime, window_days: int, short: dict[str, str]
) -> list[Figure]:
    """Every figure, in the order in which it is shown.

    Args:
        summaries: every chart of the practice.
        today: the day of the picture.
        now: its moment, for what is unsigned for more than a day.
        window_days: how far ahead reviews count as due.
        short: id of a measure -> its printed name.
    """
    known = list(summaries)
    seen = [each for each in known if each.status != ClientStatus.DISCHARGED]
    figures = [Figure("clients", "in care", len(seen))]
    standing = Counter(each.status for each in known)
    for status in ClientStatus:
        if status is not ClientStatus.ACTIVE and standing[status]:
            figures.append(Figure("clients", status.value.replace("-", " "), standing[status]))
    figures += [
        Figure("plans", "signed", sum(each.signed_on is not None for each in seen)),
        Figure("plans", "draft only", sum(each.signed_on is None and each.plan_number > 0 for each in seen)),
        Figure("plans", "none", sum(each.plan_number == 0 and _needs_plan(each) for each in seen)),
        Figure(
            "plans", "being amended", sum(each.signed_on is not None and each.draft_since is not None for each in seen)
        ),
        Figure("objectives", "open", sum(each.objectives for each in seen)),
        Figure("objectives", "with evidence", sum(each.with_evidence for each in seen)),
        Figure("objectives", "met, with a measured change", sum(len(each.achieved) for each in known)),
    ]
    rows = queue(known, today, now, window_days)
    figures += [Figure("due", TITLES[group].lower(), sum(row.group == group for row in rows)) for group in DUE_GROUPS]
    loose = Counter(row.kind for row in rows if row.group == "loose_ends")
    figures += [Figure("loose ends", kind, count) for kind, count in sorted(loose.items())]
    figures += _ranked("diagnoses", Counter(code for each in seen for code in {code.split(".")[0] for code in each.dx}))
    figures += _ranked("measures", Counter(short.get(name, name) for each in seen for name in each.measures))
    return figures


def _needs_plan(summary: Summary) -> bool:
    return summary.status != ClientStatus.NO_PLAN_NEEDED


def _ranked(group: str, counted: Counter[str]) -> list[Figure]:
    """The most frequent ones, then how many others there are."""
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [Figure(group, what, count) for what, count in ordered[:MOST]]
    rest = sum(count for _, count in ordered[MOST:])
    return [*shown, Figure(group, "others", rest)] if rest else shown
