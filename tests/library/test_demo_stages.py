"""The rehearsal caseload: every stage of a treatment is in it, and the drawings can be kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from plantui.model.status import ClientStatus
from plantui.quickentry import parse_client
from plantui.quickentry.note import parse_note
from tests.library.invented import (
    BACKLOG,
    CASELOAD,
    CLIENTS,
    CODES,
    TODAY,
    Facts,
    day,
    lexicon,
    links,
    next_visit,
    objectives,
    review_date,
)

each_client = pytest.mark.parametrize("code", CODES)


# The stages and the drawings


def test_every_stage_of_a_treatment_is_there() -> None:
    facts = CLIENTS.values()
    assert {each["status"] for each in facts} == {status.value for status in ClientStatus}
    assert any(not each.get("plan") and len(each.get("note", ())) >= 3 for each in facts), "no plan yet"
    assert any(each.get("plan") and "signed" not in each["plan"][-1] for each in facts), "a draft never signed"
    assert {len(each.get("plan", ())) for each in facts} >= {0, 1, 2, 3}, "amended plans"
    assert any(each.get("part2") for each in facts)
    assert any(each.get("kind") == "couple" and len(each["members"]) == 2 for each in facts)
    assert any("90m group" in each["visits"] for each in facts), "a group member"
    minors = [each for each in facts if each.get("guardian")]
    assert minors
    for minor in minors:
        born = parse_client(minor["client"], lexicon()).dob
        assert born is not None
        assert born > date(2008, 3, 10)
        assert minor["plan"][-1]["signed"]["guardian_signed"]
    assert any(event.get("answered") is None for each in facts for event in each.get("event", ()))
    assert any(row["status"] == "met" for each in facts if each["status"] == "active" for row in met(each))
    assert {event["kind"] for each in facts for event in each.get("event", ())} >= {
        "crisis", "relapse", "worsening", "goal-met", "missed-visits",
    }  # fmt: skip


def met(facts: Facts) -> list[Facts]:
    return [row for row in facts.get("status_change", ()) if row["status"] == "met"]


def test_one_open_client_and_both_closed_ones_have_met_everything() -> None:
    done = {
        code
        for code, facts in CLIENTS.items()
        if objectives(code) and set(objectives(code)) == {row["code"] for row in met(facts)}
    }
    assert done == {"C-007", "B-118", "B-123"}


def test_names_reach_beyond_ascii() -> None:
    names = "".join(facts["client"].split(";")[0] for facts in CLIENTS.values())
    assert {"'", "-", "ễ", "Š", "ů", "ü", "ı", "Α", "林"} <= set(names)
    assert max(len(facts["client"].split(";")[0]) for facts in CLIENTS.values()) > 40


def test_diagnoses_reach_across_the_work() -> None:
    families = {dx[:3] for facts in CLIENTS.values() for dx in parse_client(facts["client"], lexicon()).dx}
    assert families >= {
        "F10", "F25", "F31", "F32", "F33", "F40", "F41", "F42", "F43", "F45",
        "F50", "F51", "F53", "F60", "F63", "F84", "F90", "Z63",
    }  # fmt: skip


def test_at_least_ten_clients_have_a_year_of_notes() -> None:
    year = []
    for code, facts in CLIENTS.items():
        days = [day(note["at"]) for note in facts.get("note", ())]
        if len(days) >= 12 and days[-1] - days[0] >= timedelta(days=300):
            year.append(code)
    assert len(year) >= 10
    assert sum(len(facts.get("note", ())) for facts in CLIENTS.values()) >= 420


@pytest.mark.parametrize(("code", "visit"), CASELOAD["expect"]["next_visit"].items())
def test_the_next_visit_is_the_drawn_one(code: str, visit: str) -> None:
    assert next_visit(code) == datetime.fromisoformat(visit)


def test_nobody_else_comes_before_the_last_of_the_drawn_visits() -> None:
    drawn = CASELOAD["expect"]["next_visit"]
    last = max(datetime.fromisoformat(visit) for visit in drawn.values())
    others = [visit for code in CODES if code not in drawn and (visit := next_visit(code))]
    assert min(others) > last


def test_the_review_queue_is_the_drawn_one() -> None:
    expect = CASELOAD["expect"]
    today = TODAY
    groups: dict[str, dict[str, str]] = {"overdue": {}, "this_week": {}, "next_30_days": {}}
    for code in CASELOAD["clients"]:
        due = review_date(code)
        if due is None or due > today + timedelta(days=30):
            continue
        name = "overdue" if due < today else "this_week" if due <= today + timedelta(days=7) else "next_30_days"
        groups[name][code] = due.isoformat()
    assert groups == {name: expect[name] for name in groups}
    for code, due_day in expect["review_dates"].items():
        assert review_date(code) == day(due_day), code


def test_events_without_an_answer_are_the_expected_ones() -> None:
    unanswered = {
        code for code, facts in CLIENTS.items() for event in facts.get("event", ()) if "answered" not in event
    }
    assert unanswered == {"C-028"}
    assert set(CASELOAD["expect"]["now_group"]) == {"C-028", "C-025"}


def test_unsigned_work_is_the_expected_one() -> None:
    notes = {
        code for code, facts in CLIENTS.items() for note in facts.get("note", ()) if note.get("signed", True) is False
    }
    drafts = {code for code, facts in CLIENTS.items() for plan in facts.get("plan", ()) if "signed" not in plan}
    assert notes == {"C-017"}
    assert sorted(notes | drafts) == CASELOAD["expect"]["unsigned"]


def off_plan(code: str) -> int:
    """Notes without a link among the last five under the plan."""
    facts = CLIENTS[code]
    start = next((plan["signed"]["at"] for plan in facts.get("plan", ()) if "signed" in plan), None)
    under = [note for note in facts.get("note", ()) if start and note["at"] > start]
    return sum(1 for note in under[-5:] if not links(code, note))


def test_only_the_expected_client_drifts() -> None:
    assert [code for code in CODES if off_plan(code) >= 3] == CASELOAD["expect"]["drift"]
    assert off_plan("C-005") == 4


@each_client
def test_followed_measures_were_taken_in_time(code: str) -> None:
    facts = CLIENTS[code]
    if facts["status"] not in ("active",):
        return
    asked = {line.split(" every ")[0]: int(line.split(" every ")[1][:-1]) for line in facts.get("follow", ())}
    for measure, weeks in asked.items():
        taken = [day(row["on"]) for row in facts.get("score", ()) if row.get("measure") == measure]
        assert taken, (code, measure)
        assert taken[-1] + timedelta(days=7 * weeks + 3) >= TODAY, (code, measure)


def test_reyes_is_as_drawn() -> None:
    facts = CLIENTS["C-014"]
    rows = [row for row in facts["score"] if row.get("measure") == "gad7"]
    assert [(row["on"], row["total"]) for row in rows] == [
        ("2025-09-15", 15), ("2025-10-14", 15), ("2025-12-16", 15),
        ("2026-01-20", 14), ("2026-02-10", 13), ("2026-03-03", 11),
    ]  # fmt: skip
    assert [row["total"] for row in facts["score"] if row.get("measure") == "phq9"] == [18, 18, 17, 16, 15, 12]
    since = [note for note in facts["note"] if note["at"] > "2025-12-13"]
    touched = [links("C-014", note) for note in since]
    assert (len(since), sum(1 for each in touched if each)) == (9, 7)
    assert not any("g2.2" in each for each in touched)
    counts = [sum(1 for each in touched if code in each) for code in ("g1.1", "g1.2", "g2.1")]
    assert counts == [5, 4, 4]
    readings = [parse_note(note["text"], lexicon()) for note in since]
    assert [off for reading in readings for off in reading.off] == ["work deadlines"] * 3
    assert readings[-1].next == ("bring the log; plan two activities with prices",)
    assert readings[-1].homework == ("log daily before 20:00; phone out of the bedroom",)
    assert facts["plan"][2]["signed"]["at"].startswith("2025-12-12")
    assert facts["plan"][2]["signed"]["comment"] == "more walking, fewer worksheets"
    assert [row["on"] for row in facts["missed"]] == ["2026-01-06"]


# The backlog


def test_the_backlog_has_ten_overdue_reviews_and_seven_without_change() -> None:
    moved = {row["client"]: day(row["to"]) for row in BACKLOG["move"]}
    dates = {code: moved.get(code, review_date(code)) for code in CASELOAD["clients"]}
    overdue = {code for code, due in dates.items() if due is not None and due < TODAY}
    assert len(overdue) == 10
    assert len(BACKLOG["unchanged"]) == 7
    assert overdue == set(BACKLOG["unchanged"]) | {row["client"] for row in BACKLOG["changed"]}
    for row in BACKLOG["changed"]:
        assert row["code"] in objectives(row["client"])
    for row in BACKLOG["move"]:
        assert day(row["on"]) <= TODAY
        assert row["reason"]


def test_nothing_stands_before_the_ten_of_the_backlog() -> None:
    for row in BACKLOG["without_event"]:
        assert row["on"] in [event["on"] for event in CLIENTS[row["client"]]["event"]]
    for row in BACKLOG["without_score"]:
        assert row["on"] in [score["on"] for score in CLIENTS[row["client"]]["score"]]
    left_out = {row["client"] for row in (*BACKLOG["without_event"], *BACKLOG["without_score"])}
    assert left_out == set(CASELOAD["expect"]["now_group"])


@pytest.mark.parametrize("code", [*BACKLOG["unchanged"], *(row["client"] for row in BACKLOG["changed"])])
def test_every_open_objective_of_the_backlog_has_evidence_that_agrees(code: str) -> None:
    """A score after the last review, and no note marks that point the other way (INTERACTION.md 3.6)."""
    facts = CLIENTS[code]
    closed = {row["code"] for row in facts.get("status_change", ())}
    since = max(review["at"][:10] for review in facts["review"])
    for name, line in objectives(code).items():
        if name in closed:
            continue
        key = "measure" if line.measure else "code"
        wanted = line.measure or name
        rows = [
            (row["on"], row["total"] if line.measure else row["value"])
            for row in facts["score"]
            if row.get(key) == wanted
        ]
        before = [value for on, value in rows if on <= since]
        after = [value for on, value in rows if on > since]
        assert after, (code, name)
        then = before[-1] if before else line.baseline
        assert line.target is not None
        assert line.baseline is not None
        gain = (after[-1] - then) * (1 if line.target > line.baseline else -1)
        marks = [
            mark
            for note in facts["note"]
            if note["at"][:10] > since
            for target, mark in parse_note(note["text"], lexicon()).marks.items()
            if target == name
        ]
        assert gain >= 0, (code, name)
        assert sum(marks) >= 0, (code, name)
