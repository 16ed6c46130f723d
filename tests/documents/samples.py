"""A chart as the drawings have it, and the little library it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from plantui.clinical.binding import content_digest
from plantui.model.assessment import Assessment, Diagnosis, Need, NeedOutcome
from plantui.model.chart import Chart
from plantui.model.client import Client, Person
from plantui.model.consent import Consent
from plantui.model.measure import Band, Measure, RiskRule
from plantui.model.note import Link, Note
from plantui.model.period import Period, Slot, Unit
from plantui.model.plan import (
    Criterion,
    Frequency,
    Goal,
    Intervention,
    Objective,
    Plan,
    Problem,
    Service,
    Severity,
)
from plantui.model.profile import Profile
from plantui.model.progress import ReviewDate, ReviewSource
from plantui.model.review import Review
from plantui.model.score import Score
from plantui.model.signature import Collaboration, Signature, SignerKind, SigningMethod, TookPart
from plantui.model.status import Status

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 13, 54, tzinfo=UTC)

PHQ9 = Measure(
    id="phq9",
    short="PHQ-9",
    name="Patient Health Questionnaire",
    construct="depression",
    low=0,
    high=27,
    reliable=6,
    item_count=9,
    bands=(
        Band(0, "minimal"),
        Band(5, "mild"),
        Band(10, "moderate", 14),
        Band(15, "moderately severe"),
        Band(20, "severe"),
    ),
    risk_rules=(RiskRule(on="item", item=9, op=">=", value=1, level="safety check"),),
)
GAD7 = Measure(
    id="gad7",
    short="GAD-7",
    name="Generalized Anxiety Disorder scale",
    construct="anxiety",
    low=0,
    high=21,
    reliable=4,
    item_count=7,
    bands=(Band(0, "minimal"), Band(5, "mild"), Band(10, "moderate", 14), Band(15, "severe")),
)


@dataclass(frozen=True)
class Shelf:
    """A library of two measures and one profile."""

    measures: Mapping[str, Measure] = field(default_factory=lambda: {"phq9": PHQ9, "gad7": GAD7})
    profiles: Mapping[str, Profile] = field(
        default_factory=lambda: {
            "self-pay": Profile(id="self-pay", title="Self-pay"),
            "medicaid-90": Profile(id="medicaid-90", title="Medicaid, 90 days", formal_days=90, gates=True),
        }
    )


SHELF = Shelf()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T15:00:00+00:00")


def _note(number: int, day: str, *links: Link, **rest: Any) -> Note:
    signature = Signature(
        id=f"ns{number}",
        kind=SignerKind.CLINICIAN,
        name="Dana Whitlock",
        credential="LCSW",
        at=_moment(day),
        method=SigningMethod.INITIALS,
        sha256="0" * 64,
    )
    return Note(
        id=f"n{number:02d}",
        date=date.fromisoformat(day),
        written=_moment(day),
        links=links,
        signatures=(signature,),
        **rest,
    )


def _scores(measure: str, objective: str, *taken: tuple[str, int], **rest: Any) -> list[Score]:
    return [
        Score(
            id=f"{measure or objective}{at}",
            date=date.fromisoformat(day),
            at=_moment(day),
            measure=measure,
            objective=objective,
            total=total,
            **rest,
        )
        for at, (day, total) in enumerate(taken)
    ]


def signed(plan: Plan, day: str = "2025-12-12") -> Plan:
    """The plan with the clinician's and the client's signature over its content."""
    bound = content_digest(plan)
    signatures = tuple(
        Signature(
            id=f"s-{kind}",
            kind=kind,
            name=name,
            credential=credential,
            initials=initials,
            at=_moment(day),
            method=method,
            sha256=bound,
        )
        for kind, name, credential, initials, method in (
            (SignerKind.CLINICIAN, "Dana Whitlock", "LCSW", "DW", SigningMethod.INITIALS),
            (SignerKind.CLIENT, "Maria Reyes", "", "MR", SigningMethod.IN_PERSON),
        )
    )
    return msgspec.structs.replace(plan, signatures=signatures)


WEEK = Period(n=1, unit=Unit.WEEK)

PLAN = Plan(
    id="plan3",
    number=3,
    made=_moment("2025-12-10"),
    made_by="dw",
    effective=date(2025, 12, 12),
    service=Service(
        kind="Individual psychotherapy",
        minutes=50,
        frequency=Frequency(times=1, per=WEEK),
        duration=Period(n=6, unit=Unit.MONTH),
    ),
    discharge=(Criterion(id="d1", text="PHQ-9 and GAD-7 below 5 on two visits"),),
    collaboration=Collaboration(
        took_part=TookPart.IN_PERSON, at=_moment("2025-12-12"), comment="more walking, fewer worksheets"
    ),
    problems=(
        Problem(
            id="p1",
            code="p1",
            text="Worry that keeps her up at night",
            dx=("F41.1",),
            severity=Severity.MODERATE,
            evidence=("lies awake past 2 four nights a week",),
            strengths=("Walks daily", "Keeps lists"),
            goals=(
                Goal(
                    id="g1",
                    code="g1",
                    words="I want my nights back",
                    objectives=(
                        Objective(
                            id="o11",
                            code="g1.1",
                            text="Reduce GAD-7 from 15 to 7",
                            measure="gad7",
                            baseline=15,
                            target=7,
                            initial_due=date(2026, 4, 30),
                            due=date(2026, 5, 12),
                            every=Period(n=2, unit=Unit.WEEK),
                            status=Status.ACTIVE,
                            client_does="logs worry daily",
                            interventions=(
                                Intervention(id="i111", code="g1.1a", text="worry postponement", approach="CBT"),
                                Intervention(id="i112", code="g1.1b", text="relaxation training"),
                            ),
                        ),
                        Objective(
                            id="o12",
                            code="g1.2",
                            text="Sleep 6 h or more",
                            label="nights per week",
                            baseline=2,
                            target=5,
                            due=date(2026, 5, 12),
                            status=Status.ACTIVE,
                            interventions=(
                                Intervention(
                                    id="i121",
                                    code="g1.2a",
                                    text="sleep diary and stimulus control",
                                    frequency=Frequency(times=1, per=WEEK),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Problem(
            id="p2",
            code="p2",
            text="Low mood, withdrawn from friends",
            dx=("F33.1",),
            goals=(
                Goal(
                    id="g2",
                    code="g2",
                    words="Feel like myself again",
                    objectives=(
                        Objective(
                            id="o21",
                            code="g2.1",
                            text="Reduce PHQ-9 from 18 to 9",
                            measure="phq9",
                            baseline=18,
                            target=9,
                            due=date(2026, 5, 12),
                            every=WEEK,
                            status=Status.ACTIVE,
                            interventions=(Intervention(id="i211", code="g2.1a", text="behavioural activation"),),
                        ),
                        Objective(
                            id="o22",
                            code="g2.2",
                            text="Pleasant activities",
                            label="per week",
                            baseline=0,
                            target=3,
                            due=date(2026, 4, 14),
                        ),
                    ),
                ),
            ),
        ),
    ),
)


def reyes() -> Chart:
    """Maria Reyes as the drawings of the glance page and of the review have her."""
    phq = _scores(
        "phq9", "", ("2025-09-15", 18), ("2025-10-14", 18), ("2025-12-12", 17), ("2026-01-20", 16), ("2026-02-10", 15)
    )
    last = _scores("phq9", "", ("2026-03-03", 12), answers=(2, 2, 2, 2, 1, 1, 1, 1, 0))
    gad = _scores(
        "gad7",
        "",
        ("2025-09-15", 15),
        ("2025-10-14", 15),
        ("2025-12-12", 15),
        ("2026-01-20", 14),
        ("2026-02-10", 13),
        ("2026-03-03", 11),
    )
    sleep = _scores(
        "",
        "o12",
        ("2025-12-12", 2),
        ("2026-01-06", 3),
        ("2026-01-20", 3),
        ("2026-02-10", 3),
        ("2026-02-24", 4),
        ("2026-03-03", 4),
    )
    early = [_note(number, f"2025-12-{12 + number}", Link(node="o11", mark=0)) for number in range(1, 10)]
    notes = [
        *early,
        _note(20, "2026-02-17", Link(node="o11", mark=0), off=("work deadlines",)),
        _note(21, "2026-02-24", Link(node="o11", mark=1), Link(node="o12", mark=1), Link(node="o21", mark=1)),
        _note(
            22,
            "2026-03-03",
            Link(node="o11", mark=1),
            Link(node="o12", mark=1),
            Link(node="o21"),
            homework=("log daily before 20:00", "phone out of the bedroom"),
            next=("bring the log", "plan two activities with prices."),
        ),
    ]
    review = Review(
        id="r1",
        date=date(2025, 12, 12),
        at=_moment("2025-12-12"),
        plan="plan3",
        signatures=(
            Signature(
                id="rs",
                kind=SignerKind.CLINICIAN,
                name="Dana Whitlock",
                at=_moment("2025-12-12"),
                method=SigningMethod.INITIALS,
                sha256="0" * 64,
            ),
        ),
    )
    return Chart(
        id="chart14",
        code="C-014",
        made=_moment("2025-09-09"),
        client=Client(
            family="Reyes",
            given="Maria",
            born=date(1988, 4, 2),
            payer="Blue Cross",
            clinician="Dana Whitlock, LCSW",
            slot=Slot(weekday=1, time="14:00"),
            preferences=("more walking, fewer worksheets",),
            team=(Person(name="Elena", relation="sister", note="supports"),),
        ),
        diagnoses=(
            Diagnosis(id="dx1", code="F41.1", title="Generalized anxiety disorder", since=date(2025, 9, 9)),
            Diagnosis(id="dx2", code="F33.1", title="Major depressive disorder, recurrent, moderate", rank=2),
        ),
        assessments=(
            Assessment(
                id="as1",
                date=date(2025, 9, 9),
                at=_moment("2025-09-09"),
                strengths=("Walks daily", "Keeps lists"),
                needs=(Need(id="n1", text="sleep", outcome=NeedOutcome.ADDRESSED),),
            ),
        ),
        plans=(signed(PLAN),),
        schedule=(ReviewDate(id="rd1", due=date(2026, 3, 6), at=_moment("2025-12-12"), source=ReviewSource.SIGNING),),
        notes=tuple(notes),
        measures=(*phq, *last, *gad, *sleep),
        reviews=(review,),
        consents=(Consent(id="co1", recipient="Elena", given=date(2025, 9, 9)),),
    )
