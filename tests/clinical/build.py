"""Charts in a few words. Today is Tue 10 Mar 2026, 13:52, in every test of this folder."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from plantui.model.chart import Chart
from plantui.model.client import Client
from plantui.model.note import Link, Note, VisitKind
from plantui.model.plan import Goal, Intervention, Objective, Plan, Problem
from plantui.model.progress import Progress, ReviewDate, ReviewSource
from plantui.model.review import Review, ReviewKind, ReviewLine
from plantui.model.score import Score
from plantui.model.signature import Collaboration, Signature, SignerKind, SigningMethod, TookPart
from plantui.model.status import Status
from tests.model.strategies import NOW, TODAY

__all__ = ["NOW", "TODAY"]

_serial = count(1)


def new_id() -> str:
    """An id after all earlier ones."""
    return f"z{next(_serial):06d}"


def day(text: str, year: int = 2026) -> date:
    """`10 mar` in 2026, or in another year."""
    return datetime.strptime(f"{text} {year}", "%d %b %Y").date()


def at(when: date, clock: time = time(12)) -> datetime:
    """Noon of a day, in the time zone of all tests."""
    return datetime.combine(when, clock, tzinfo=NOW.tzinfo)


def signature(kind: SignerKind = SignerKind.CLINICIAN, when: date = TODAY, **fields: Any) -> Signature:
    values = {
        "id": new_id(),
        "kind": kind,
        "name": "Dana Whitlock",
        "at": at(when),
        "method": SigningMethod.INITIALS,
        "sha256": "0" * 64,
    }
    return Signature(**{**values, **fields})


def agreed(reason: str = "") -> Collaboration:
    return Collaboration(took_part=TookPart.IN_PERSON, at=NOW, reason=reason)


def objective(code: str = "g1.1", **fields: Any) -> Objective:
    """An objective that no rule of lint objects to, unless a field says otherwise."""
    helps = (Intervention(id=f"{code}a", code=f"{code}a", text=f"Work on {code}"),)
    values = {
        "id": code,
        "code": code,
        "text": f"Name three signs of {code}",
        "due": TODAY + timedelta(weeks=12),
        "interventions": helps,
        "status": Status.ACTIVE,
    }
    return Objective(**{**values, **fields})


def gad(code: str = "g1.1", baseline: float | None = 15, target: float | None = 7, **fields: Any) -> Objective:
    """An objective measured by the GAD-7."""
    return objective(code, measure="gad7", baseline=baseline, target=target, **fields)


def nights(code: str = "g1.2", baseline: float | None = 2, target: float | None = 5, **fields: Any) -> Objective:
    """An objective with a count of its own."""
    return objective(code, label="nights per week", baseline=baseline, target=target, **fields)


def goal(*objectives: Objective, code: str = "g1", **fields: Any) -> Goal:
    return Goal(**{"id": code, "code": code, "words": f"My {code}", "objectives": objectives, **fields})


def problem(*goals: Goal, code: str = "p1", **fields: Any) -> Problem:
    values = {"id": code, "code": code, "text": f"Trouble {code}", "strengths": ("walks daily",), "goals": goals}
    return Problem(**{**values, **fields})


def draft(*objectives: Objective, number: int = 1, **fields: Any) -> Plan:
    """An unsigned version with one problem and one goal around the objectives."""
    values = {"id": f"v{number}", "number": number, "made": at(TODAY), "problems": (problem(goal(*objectives)),)}
    return Plan(**{**values, **fields})


def in_force(*objectives: Objective, since: date = TODAY, **fields: Any) -> Plan:
    """A version that clinician and client signed on a day."""
    signatures = (signature(when=since), signature(SignerKind.CLIENT, since))
    return draft(*objectives, **{"made": at(since), "signatures": signatures, **fields})


def chart(*plans: Plan, **tables: Any) -> Chart:
    client = tables.pop("client", None) or Client(family="Reyes", given="Maria")
    values = {"id": "c", "code": "C-014", "made": at(day("15 sep", 2025)), "client": client, "plans": plans}
    return Chart(**{**values, **tables})


def note(
    when: date, *links: Link | str, kind: VisitKind = VisitKind.INDIVIDUAL, signed: bool = True, **fields: Any
) -> Note:
    """A note; a link given as text is a touch without a mark."""
    linked = tuple(Link(node=link) if isinstance(link, str) else link for link in links)
    signatures = (signature(when=when),) if signed else ()
    values = {
        "id": new_id(),
        "date": when,
        "kind": kind,
        "links": linked,
        "written": at(when),
        "signatures": signatures,
    }
    return Note(**{**values, **fields})


def marked(node: str, mark: int) -> Link:
    return Link(node=node, mark=mark)


def quick(node: str, mark: int, when: date) -> Progress:
    return Progress(id=new_id(), node=node, date=when, at=at(when), mark=mark)


def status_row(node: str, status: Status, when: date, written: datetime | None = None, reason: str = "") -> Progress:
    return Progress(id=new_id(), node=node, date=when, at=written or at(when), status=status, reason=reason)


def score(measure: str, total: float | None, when: date, **fields: Any) -> Score:
    return Score(**{"id": new_id(), "measure": measure, "total": total, "date": when, "at": at(when), **fields})


def counted(node: str, total: float, when: date) -> Score:
    return score("", total, when, objective=node)


def review(when: date, *lines: ReviewLine, kind: ReviewKind = ReviewKind.INTERIM, signed: bool = True) -> Review:
    signatures = (signature(when=when),) if signed else ()
    return Review(id=new_id(), date=when, at=at(when), kind=kind, plan="v1", lines=lines, signatures=signatures)


def review_date(due: date, set_on: date) -> ReviewDate:
    return ReviewDate(id=new_id(), due=due, at=at(set_on), source=ReviewSource.SIGNING)
