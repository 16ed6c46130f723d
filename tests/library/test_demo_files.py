"""The rehearsal caseload: every line parses, every code exists, every figure fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from plantui.model.client import ChartKind
from plantui.model.event import EventKind
from plantui.model.review import ReviewKind
from plantui.model.status import STATUS_WORDS, ClientStatus
from plantui.quickentry import LineFault, ObjectiveLine, parse_client, parse_service
from plantui.quickentry.header import parse_header
from plantui.quickentry.note import parse_note
from plantui.quickentry.outline import OutlineFault, OutlineLine
from tests.library.invented import (
    CASELOAD,
    CLIENTS,
    CODES,
    FOLDER,
    LIBRARY,
    NOW,
    TODAY,
    Facts,
    day,
    in_force,
    lexicon,
    objectives,
    outline,
    tree,
)

TOP = {
    "client", "status", "status_on", "status_reason", "kind", "members", "pronouns", "called", "language", "phone",
    "email", "address", "supervisor", "profile", "guardian", "emergency", "team", "preferences", "part2", "follow",
    "visits", "score", "mark", "status_change", "missed", "screening", "assessment", "safety", "consent",
    "authorization", "event", "plan", "review", "move", "note",
}  # fmt: skip
each_client = pytest.mark.parametrize("code", CODES)


# The files


def test_the_clients_are_those_of_the_caseload_file() -> None:
    names = {entry.name for entry in FOLDER.iterdir() if re.fullmatch(r"[BC]-\d{3}\.toml", entry.name)}
    assert names == {f"{code}.toml" for code in CODES}
    assert CASELOAD["clients"] == [f"C-{number:03d}" for number in range(1, 35)]
    assert len(CASELOAD["closed"]) == 2


def test_everything_together_stays_small_enough_to_replay_quickly() -> None:
    sizes = [len((FOLDER / f"{code}.toml").read_bytes()) for code in CODES]
    assert sum(sizes) < 400_000


@each_client
def test_a_file_holds_only_fields_that_are_described(code: str) -> None:
    facts = CLIENTS[code]
    assert set(facts) <= TOP
    ClientStatus(facts["status"])
    ChartKind(facts.get("kind", "individual"))
    if facts["status"] != "active":
        assert facts["status_on"]
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for table in set(facts):
        assert f"`{table}`" in readme, table


@each_client
def test_nothing_is_later_than_the_moment_of_the_rehearsal_and_all_is_in_order(code: str) -> None:
    facts = CLIENTS[code]
    for table in ("note", "review"):
        moments = [row["at"] for row in facts.get(table, ())]
        assert moments == sorted(moments)
        assert len(set(moments)) == len(moments)
        assert all(datetime.fromisoformat(at) <= NOW for at in moments)
    for table in ("score", "missed", "mark", "status_change", "event", "move", "assessment", "screening", "safety"):
        days = [row["on"] for row in facts.get(table, ())]
        assert days == sorted(days)
        assert all(day(on) <= TODAY for on in days)
    signed = [plan["signed"]["at"] for plan in facts.get("plan", ()) if "signed" in plan]
    made = [plan["made"] for plan in facts.get("plan", ())]
    assert made == sorted(made)
    assert all(one < two for one, two in zip(made, signed, strict=False))
    assert all(one < two for one, two in zip(signed, made[1:], strict=False))
    assert all("signed" in plan for plan in facts.get("plan", ())[:-1])


@each_client
def test_the_client_line_and_the_followed_measures_parse(code: str) -> None:
    facts = CLIENTS[code]
    line = parse_client(facts["client"], lexicon())
    assert line.family
    assert line.since is not None
    assert line.id is None, "the id is the name of the file"
    for followed in facts.get("follow", ()):
        match = re.fullmatch(r"(\w+) every (\d+)w", followed)
        assert match is not None, followed
        assert match[1] in LIBRARY.measures
    dates = [day(note["at"]) for note in facts.get("note", ())]
    assert all(at >= line.since for at in dates)
    if facts.get("profile"):
        assert facts["profile"] in LIBRARY.profiles


def test_no_two_visits_overlap_and_none_falls_into_a_closure_or_on_a_missed_day() -> None:
    closures = [(day(row["from"]), day(row["to"])) for row in CASELOAD["closure"]]
    visits: list[tuple[datetime, datetime, str]] = []
    for code, facts in CLIENTS.items():
        missed = {row["on"] for row in facts.get("missed", ())}
        for note in facts.get("note", ()):
            begin = datetime.fromisoformat(note["at"])
            header = parse_header(note.get("header", facts["visits"]), lexicon(begin.date()))
            assert header.minutes
            visits.append((begin, begin + timedelta(minutes=header.minutes), code))
            assert note["at"][:10] not in missed, (code, note["at"])
            assert not any(first <= begin.date() <= last for first, last in closures), (code, note["at"])
    visits.sort()
    for (_, end, one), (begin, _, two) in pairwise(visits):
        assert end <= begin, (one, two, begin)


# Plans


def versions() -> Iterator[tuple[str, int]]:
    for code in CODES:
        for version in range(len(CLIENTS[code].get("plan", ()))):
            yield code, version


@pytest.mark.parametrize(("code", "version"), list(versions()))
def test_every_plan_line_parses(code: str, version: int) -> None:
    plan = CLIENTS[code]["plan"][version]
    try:
        lines = outline(code, version)
    except OutlineFault as fault:
        pytest.fail("; ".join(f"line {each.line}: {each.message}" for each in fault.faults))
    assert {line.level for line in lines} == {0, 1, 2, 3}
    assert parse_service(plan["service"])
    assert plan["discharge"]
    if version:
        assert plan["reason"]
    for line in lines:
        words = getattr(line.value, "words", None) or getattr(line.value, "text", None)
        assert words, line


@pytest.mark.parametrize(("code", "version"), list(versions()))
def test_every_line_of_a_plan_keeps_to_the_style_guide(code: str, version: int) -> None:
    """CLINICAL.md 6: lengths, a number, a date, both sides do something; a problem says what shows it."""
    plan = CLIENTS[code]["plan"][version]
    draft = "signed" not in plan
    assert any(getattr(line.value, "barriers", ()) for line in outline(code, version)), code
    for name, line in tree(code, version).items():
        value: Any = line.value
        if line.kind == "problem":
            assert value.dx, (code, name)
            assert value.evidence, (code, name)
            assert value.strengths, (code, name)
        elif line.kind == "goal":
            assert value.words, (code, name)
            assert len(value.text.split()) <= 20
        elif line.kind == "objective":
            assert len(value.text.split()) <= 35, (code, name)
            assert value.client_does, (code, name)
            if draft:
                continue
            assert value.clinician_does, (code, name)
            assert value.due, (code, name)
            assert day(plan["made"]) < value.due <= day(plan["made"]) + timedelta(days=366), (code, name)
        else:
            assert len(value.text.split()) <= 40, (code, name)
            assert value.approach, (code, name, value.text)
            assert value.frequency, (code, name, value.text)


@each_client
def test_a_later_version_repeats_the_codes_of_the_one_before(code: str) -> None:
    count = len(CLIENTS[code].get("plan", ()))
    for earlier, later in zip(range(count), range(1, count), strict=False):
        before, after = tree(code, earlier), tree(code, later)
        assert set(before) <= set(after)
        for name, line in before.items():
            assert line.kind == after[name].kind
            if line.kind == "objective":
                assert _counted(line) == _counted(after[name]), (code, name)


def _counted(line: OutlineLine) -> object:
    value = line.value
    assert isinstance(value, ObjectiveLine)
    return value.measure or value.label or value.text


@each_client
def test_every_diagnosis_has_a_problem_and_every_plan_an_assessment_before_it(code: str) -> None:
    facts = CLIENTS[code]
    plans = facts.get("plan", ())
    if not plans:
        return
    dx = {each for line in outline(code, len(plans) - 1) for each in getattr(line.value, "dx", ()) or ()}
    assert set(parse_client(facts["client"], lexicon()).dx) == dx
    assert min(row["on"] for row in facts["assessment"]) <= plans[0]["made"][:10]
    for row in facts["assessment"]:
        assert row["risk"], "an assessment has a risk result"
        for need in row["needs"]:
            assert need["outcome"] in ("addressed", "referred", "deferred")
            assert need["outcome"] == "addressed" or need["reason"]


@each_client
def test_an_open_objective_is_due_after_now_but_for_the_one_that_shows_date_past(code: str) -> None:
    closed = {row["code"] for row in CLIENTS[code].get("status_change", ())}
    past = {
        name
        for name, line in objectives(code).items()
        if name not in closed and line.due is not None and line.due < TODAY
    }
    assert past == ({"g1.2"} if code == "C-016" else set())


# Notes, scores, reviews


@each_client
def test_every_code_in_a_note_stands_in_the_plan_of_that_day(code: str) -> None:
    for note in CLIENTS[code].get("note", ()):
        known = dict.fromkeys(in_force(code, note["at"]), "x")
        reading = parse_note(note["text"], lexicon(day(note["at"]), known))
        assert reading.notices == (), (code, note["at"], [each.message for each in reading.notices])
        assert reading.faults == (), (code, note["at"], [str(each) for each in reading.faults])
        assert len(reading.links) == note["text"].count("#"), (code, note["at"])
        assert reading.risk, (code, note["at"], "every note says something about risk")


@each_client
def test_every_note_header_parses(code: str) -> None:
    facts = CLIENTS[code]
    for header in {facts["visits"], *(note["header"] for note in facts.get("note", ()) if "header" in note)}:
        try:
            parse_header(header, lexicon())
        except LineFault as fault:
            pytest.fail(f"{code}: {header}: {fault.message}")


@each_client
def test_scores_lie_in_their_range_and_items_add_up(code: str) -> None:
    for row in CLIENTS[code].get("score", ()):
        if "code" in row:
            line = in_force(code, row["on"])[row["code"]].value
            assert isinstance(line, ObjectiveLine)
            assert line.measure is None, (code, row, "this objective is fed by its measure")
            assert row["value"] >= 0
            continue
        measure = LIBRARY.measures[row["measure"]]
        assert measure.low is not None
        assert measure.high is not None
        assert measure.low <= row["total"] <= measure.high, (code, row)
        if "items" in row:
            assert len(row["items"]) == measure.item_count
            assert sum(row["items"]) == row["total"], (code, row)
        elif any(rule.item is not None or rule.on == "item" for rule in measure.risk_rules):
            assert "risk" in row, (code, row, "the answer to the risk row is asked for with a total")


def positive(row: Facts) -> bool:
    """Whether a score meets a risk rule of its measure."""
    for rule in LIBRARY.measures[row["measure"]].risk_rules:
        answer = row["total"]
        if rule.on == "item":
            answer = row["items"][rule.item - 1] if "items" in row and rule.item else row["risk"]
        value = rule.value
        assert isinstance(answer, int | float)
        assert isinstance(value, int | float)
        if answer >= value if rule.op == ">=" else answer == value:
            return True
    return False


def test_a_positive_risk_answer_is_followed_by_a_risk_line_but_for_the_open_one() -> None:
    unanswered = []
    for code, facts in CLIENTS.items():
        for row in facts.get("score", ()):
            if "measure" not in row or not positive(row):
                continue
            later = [note for note in facts["note"] if note["at"][:10] >= row["on"]]
            risk = [parse_note(note["text"], lexicon()).risk for note in later[:1]]
            if not any(risk):
                unanswered.append((code, row["on"]))
            if row["measure"] in ("phq9", "bsl23"):
                assert facts.get("safety"), (code, "a staying-safe plan goes with a positive answer")
    assert unanswered == [("C-025", "2026-03-10")]


def test_a_number_told_in_a_note_is_the_score_of_that_day() -> None:
    names = {LIBRARY.measures[key].short: key for key in ("phq9", "gad7", "pcl5", "spin", "dar5", "isi", "who5")}
    told = re.compile(rf"\b({'|'.join(names)}) (\d+)\b")
    found = 0
    for code, facts in CLIENTS.items():
        scores = {(row["on"], row["measure"]): row["total"] for row in facts.get("score", ()) if "measure" in row}
        for note in facts.get("note", ()):
            for name, number in told.findall(note["text"]):
                found += 1
                assert scores.get((note["at"][:10], names[name])) == int(number), (code, note["at"], name, number)
    assert found > 60


@each_client
def test_reviews_events_and_status_changes_name_what_exists(code: str) -> None:
    facts = CLIENTS[code]
    reviews = {review["at"][:10] for review in facts.get("review", ())}
    for review in facts.get("review", ()):
        ReviewKind(review["kind"])
        known = in_force(code, review["at"])
        assert set(review.get("marks", {})) | set(review.get("remarks", {})) <= set(known)
        assert all(-2 <= mark <= 2 for mark in review.get("marks", {}).values())
        assert review["decisions"]
    for event in facts.get("event", ()):
        EventKind(event["kind"])
        assert event.get("answered") is None or event["answered"] in reviews
    for row in (*facts.get("mark", ()), *facts.get("status_change", ())):
        assert row["code"] in in_force(code, row["on"])
        assert "status" not in row or row["status"] in STATUS_WORDS


def test_no_note_repeats_another() -> None:
    texts = [note["text"] for facts in CLIENTS.values() for note in facts.get("note", ())]
    sentences = Counter(
        sentence.strip()
        for text in texts
        for line in text.splitlines()
        if not re.match(r"(hw|next|risk|with|off|P|[A-Z]+$)", line)
        for sentence in re.split(r"(?<=[.!?])\s+", re.sub(r"#\S+", "", line))
        if len(sentence.split()) > 6
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []
    assert len(set(texts)) == len(texts)
