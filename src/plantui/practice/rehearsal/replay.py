"""Replaying what a clinician would have typed about one client, at the times they would have typed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

import msgspec

from plantui.model.assessment import (
    Assessment,
    FitDecision,
    Need,
    NeedOutcome,
    Screening,
    TraumaEntry,
)
from plantui.model.chart import Chart
from plantui.model.client import ChartKind, Client, Person
from plantui.model.consent import Authorization, Consent
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.ids import seeded_ids
from plantui.model.note import Note, VisitKind
from plantui.model.plan import Severity
from plantui.model.review import DriftDecision, Review, ReviewKind, ReviewLine
from plantui.model.score import Follow
from plantui.model.signature import SignerKind, TookPart
from plantui.model.status import STATUS_WORDS, ClientStatus
from plantui.model.tree import find_code
from plantui.practice.acting import Acting
from plantui.practice.command import Command
from plantui.practice.commands.charting import File, RecordScore, WriteNote
from plantui.practice.commands.clients import new_chart
from plantui.practice.commands.progress import MarkProgress, SetStatus
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.commands.signing import CollectSignature, SignNote, SignPlan, SignReview
from plantui.practice.drafts import plan_at_hand
from plantui.practice.intake import to_client
from plantui.practice.lexicon import lexicon
from plantui.practice.notes import make_note
from plantui.practice.rehearsal.versions import Revise
from plantui.practice.scores import count_of, score_of_answers, score_of_total
from plantui.quickentry import parse_client
from plantui.quickentry.header import parse_header
from plantui.quickentry.note import parse_note

Facts = dict[str, Any]
"""A table of a client file."""

_MORNING = time(8, 0)
_EVENING = time(18, 0)
_ORDER = (
    "screening",
    "assessment",
    "consent",
    "authorization",
    "missed",
    "score",
    "event",
    "note",
    "review",
    "plan",
    "mark",
    "status_change",
    "move",
)
_LATE = ("mark", "status_change", "move")
_SIGNED_AFTER = timedelta(minutes=15)


class Replay:
    """One client's chart in the making.

    Args:
        code: the client's code.
        facts: the client file.
        acting: who acts, with the defaults; its moment and ids are set for each step.
        now: the present moment of the rehearsal; nothing is written later than it.
    """

    def __init__(self, code: str, facts: Facts, acting: Acting, now: datetime) -> None:
        self._facts = facts
        self._now = now
        self._at = now
        self._acting = replace(acting, new_id=seeded_ids(lambda: self._at, code))
        self._code = code
        self._chart: Chart | None = None

    @property
    def chart(self) -> Chart:
        """The chart so far."""
        assert self._chart is not None
        return self._chart

    def run(self) -> Chart:
        """Replay everything; the finished chart."""
        steps = sorted(self._steps(), key=lambda step: step[:2])
        first = min((at for at, *_ in steps), default=self._now)
        self._take_on(min(first, self._now))
        for at, _, table, facts in steps:
            self._at = min(at, self._now)
            _STEPS[table](self, facts)
        self._settle()
        return self.chart

    def _steps(self) -> Iterator[tuple[datetime, int, str, Facts]]:
        for rank, table in enumerate(_ORDER):
            for facts in self._facts.get(table, ()):
                moment = facts.get("at") or facts.get("made")
                late = table in _LATE or "code" in facts
                at = self._moment(moment) if moment else self._day_moment(facts["on"], late)
                yield at, rank, table, facts

    def _zone(self) -> tzinfo | None:
        return self._now.tzinfo

    def _moment(self, text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=self._zone())

    def _day_moment(self, text: str, late: bool) -> datetime:
        return datetime.combine(date.fromisoformat(text), _EVENING if late else _MORNING, tzinfo=self._zone())

    def _act(self) -> Acting:
        return replace(self._acting, now=self._at)

    def _do(self, command: Command) -> str:
        done = command.do(self.chart, self._act())
        self._chart = done.chart
        return done.focus

    def _node(self, code: str) -> str:
        place = find_code(plan_at_hand(self.chart), code)
        if place is None:
            raise KeyError(f"{self._code}: {code} is not in the plan on {self._at:%Y-%m-%d}")
        return place.node.id

    def _take_on(self, at: datetime) -> None:
        facts = self._facts
        self._at = self._now
        client, dx = to_client(parse_client(facts["client"], lexicon(None, self._act())), self._act())
        started = datetime.combine(client.since, _MORNING, tzinfo=self._zone()) if client.since else at
        self._at = min(at, started)
        self._chart = new_chart(_with_facts(client, facts), self._code, dx, self._act())

    def _settle(self) -> None:
        facts = self._facts
        client = msgspec.structs.replace(
            self.chart.client,
            status=ClientStatus(facts.get("status", "active")),
            status_on=date.fromisoformat(facts["status_on"]) if "status_on" in facts else None,
            status_reason=facts.get("status_reason", ""),
        )
        self._chart = msgspec.structs.replace(self.chart, client=client)

    # what may stand in a file

    def _screening(self, facts: Facts) -> None:
        entry = Screening(
            id=self._acting.new_id(),
            date=date.fromisoformat(facts["on"]),
            at=self._at,
            by=self._acting.user.id,
            source=facts.get("source", ""),
            concern=facts.get("concern", ""),
            decision=FitDecision(facts["decision"]) if "decision" in facts else None,
            reason=facts.get("why", ""),
        )
        self._do(File(entry))

    def _assessment(self, facts: Facts) -> None:
        new_id = self._acting.new_id
        entry = Assessment(
            id=new_id(),
            date=date.fromisoformat(facts["on"]),
            at=self._at,
            by=self._acting.user.id,
            source=facts.get("source", ""),
            findings=facts.get("findings", ""),
            severity=Severity(facts["severity"]) if "severity" in facts else None,
            risk=facts.get("risk", ""),
            history=facts.get("history", ""),
            needs=tuple(
                Need(
                    id=new_id(),
                    text=need["text"],
                    outcome=NeedOutcome(need["outcome"]) if "outcome" in need else None,
                    reason=need.get("reason", ""),
                )
                for need in facts.get("needs", ())
            ),
            strengths=tuple(facts.get("strengths", ())),
            coping=tuple(facts.get("coping", ())),
            barriers=tuple(facts.get("barriers", ())),
            culture=facts.get("culture", ""),
            formulation=facts.get("formulation", ""),
            trauma=tuple(
                TraumaEntry(id=new_id(), date=date.fromisoformat(entry["date"]), text=entry["text"])
                for entry in facts.get("trauma", ())
            ),
            avoid=tuple(facts.get("avoid", ())),
        )
        self._do(File(entry))

    def _consent(self, facts: Facts) -> None:
        entry = Consent(
            id=self._acting.new_id(),
            purpose=facts.get("purpose", ""),
            recipient=facts.get("recipient", ""),
            scope=facts.get("scope", ""),
            given=date.fromisoformat(facts["on"]),
            until=_day(facts.get("until")),
            revoked=_day(facts.get("revoked")),
        )
        self._do(File(entry))

    def _authorization(self, facts: Facts) -> None:
        entry = Authorization(
            id=self._acting.new_id(),
            number=facts.get("number", ""),
            payer=facts.get("payer", ""),
            units=facts["units"],
            start=date.fromisoformat(facts["on"]),
            until=_day(facts.get("until")),
            note=facts.get("note", ""),
        )
        self._do(File(entry))

    def _missed(self, facts: Facts) -> None:
        note = Note(
            id=self._acting.new_id(),
            date=date.fromisoformat(facts["on"]),
            kind=VisitKind(facts["kind"]),
            text=facts.get("why", ""),
            written=self._at,
            by=self._acting.user.id,
        )
        self._do(WriteNote(note))
        self._do(SignNote(note.id, self._acting.user.initials))

    def _score(self, facts: Facts) -> None:
        day, acting = date.fromisoformat(facts["on"]), self._act()
        if "code" in facts:
            self._do(RecordScore(count_of(self._node(facts["code"]), facts["value"], day, acting), facts["code"]))
            return
        measure = acting.library.measures[facts["measure"]]
        if "items" in facts:
            made = score_of_answers(measure, facts["items"], day, acting)
        else:
            asked = {}
            if "risk" in facts:
                asked = {rule.item: facts["risk"] for rule in measure.risk_rules if rule.item is not None}
            made = score_of_total(measure, facts["total"], day, acting, asked=asked)
        self._do(RecordScore(made, measure.short))

    def _event(self, facts: Facts) -> None:
        entry = ClinicalEvent(
            id=self._acting.new_id(),
            date=date.fromisoformat(facts["on"]),
            at=self._at,
            by=self._acting.user.id,
            kind=EventKind(facts["kind"]),
            text=facts.get("text", ""),
        )
        self._do(File(entry))

    def _note(self, facts: Facts) -> None:
        acting = self._act()
        words = lexicon(self.chart, acting)
        header = parse_header(facts.get("header") or self._facts.get("visits", ""), words)
        note = make_note(facts["text"].strip(), header, words, acting, self._at.date())
        note = msgspec.structs.replace(note, date=self._at.date(), start=f"{self._at:%H:%M}")
        for typed in parse_note(note.text, words).scores:
            measure = acting.library.measures[typed.measure]
            if typed.items:
                made = score_of_answers(measure, typed.items, note.date, acting, note.id)
            else:
                made = score_of_total(measure, typed.total or 0, note.date, acting, note.id)
            self._do(RecordScore(made, measure.short))
        visit_end = self._at + timedelta(minutes=note.minutes or 50)
        note = msgspec.structs.replace(note, written=min(visit_end, self._now))
        self._do(WriteNote(note))
        when = facts.get("signed", True)
        if when is False:
            return
        self._at = min(visit_end + _SIGNED_AFTER if when is True else self._moment(when), self._now)
        self._do(SignNote(note.id, self._acting.user.initials))

    def _review(self, facts: Facts) -> None:
        plan = plan_at_hand(self.chart)
        marks, remarks = facts.get("marks", {}), facts.get("remarks", {})
        lines = tuple(
            ReviewLine(objective=self._node(code), mark=marks.get(code), remark=remarks.get(code, ""))
            for code in dict.fromkeys([*marks, *remarks])
        )
        signed_before = [each for each in self.chart.reviews if each.signatures]
        entry = Review(
            id=self._acting.new_id(),
            date=self._at.date(),
            at=self._at,
            by=self._acting.user.id,
            kind=ReviewKind(facts.get("kind", "interim")),
            plan=plan.id,
            since=signed_before[-1].date if signed_before else plan.effective,
            lines=lines,
            drift=DriftDecision(facts["drift"]) if "drift" in facts else None,
            decisions=facts.get("decisions", ""),
            next_due=_day(facts.get("next")),
        )
        self._do(File(entry))
        if facts.get("signed", True):
            self._do(SignReview(entry.id, self._acting.user.initials))

    def _plan(self, facts: Facts) -> None:
        self._do(
            Revise(
                lines=facts["lines"],
                service=facts.get("service", ""),
                discharge=tuple(facts.get("discharge", ())),
                outcome=tuple(facts.get("outcome", ())),
                reason=facts.get("reason", ""),
                sources=facts.get("sources", {}),
            )
        )
        signing = facts.get("signed")
        if not signing:
            return
        self._at = min(self._moment(signing["at"]), self._now)
        self._do(
            SignPlan(
                initials=self._acting.user.initials,
                took_part=TookPart(signing.get("took_part", "yes")),
                comment=signing.get("comment", ""),
                why=signing.get("why", ""),
                anyway=signing.get("anyway", "signed in the course of care"),
                review_due=_day(signing.get("review")),
            )
        )
        plan, client = plan_at_hand(self.chart), self.chart.client
        if signing.get("client_signed"):
            self._do(CollectSignature(plan.id, SignerKind.CLIENT, client.spoken_name))
        if signing.get("guardian_signed") and client.guardian is not None:
            self._do(CollectSignature(plan.id, SignerKind.GUARDIAN, client.guardian.name))

    def _mark(self, facts: Facts) -> None:
        self._do(MarkProgress(self._node(facts["code"]), facts["mark"], date.fromisoformat(facts["on"])))

    def _status_change(self, facts: Facts) -> None:
        status = STATUS_WORDS[facts["status"]]
        self._do(SetStatus(self._node(facts["code"]), status, date.fromisoformat(facts["on"]), facts.get("why", "")))

    def _move(self, facts: Facts) -> None:
        self._do(SetReviewDate(date.fromisoformat(facts["to"]), facts.get("reason", "")))


_STEPS: dict[str, Callable[[Replay, Facts], None]] = {table: getattr(Replay, f"_{table}") for table in _ORDER}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _person(facts: Facts) -> Person:
    return Person(
        name=facts["name"], relation=facts.get("relation") or facts.get("role") or "", phone=facts.get("phone", "")
    )


def _with_facts(client: Client, facts: Facts) -> Client:
    plain = {
        name: facts[name] for name in ("pronouns", "language", "phone", "email", "address", "profile") if name in facts
    }
    follows = []
    for line in facts.get("follow", ()):
        measure, _, every = line.partition(" every ")
        follows.append(Follow(measure=measure, every_days=int(every.removesuffix("w")) * 7))
    return msgspec.structs.replace(
        client,
        **plain,
        called=facts.get("called", client.called),
        supervisor=facts.get("supervisor", ""),
        kind=ChartKind(facts.get("kind", "individual")),
        members=tuple(_person(each) for each in facts.get("members", ())),
        guardian=_person(facts["guardian"]) if "guardian" in facts else None,
        emergency=tuple(_person(each) for each in facts.get("emergency", ())),
        team=tuple(_person(each) for each in facts.get("team", ())),
        preferences=tuple(facts.get("preferences", ())),
        part2=bool(facts.get("part2", False)),
        follows=tuple(follows),
    )
