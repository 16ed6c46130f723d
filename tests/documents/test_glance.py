from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.documents.cells import cells
from plantui.documents.glance import glance, glance_facts, glance_plain, stored_glance
from plantui.documents.glance_markdown import glance_markdown
from plantui.documents.glance_text import glance_text
from plantui.glimpse.page import completed
from plantui.model.assessment import Assessment, TraumaEntry
from plantui.model.chart import Chart
from plantui.model.client import Client, Person
from plantui.model.consent import Authorization
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.review import DriftDecision
from tests.documents.samples import NOW, SHELF, reyes
from tests.documents.strategies import charts
from tests.snapshots import Snapshots


def opens(chart: Chart, now: datetime = NOW) -> dict[str, str]:
    return {label: words for label, words, _ in glance(chart, SHELF, now).opens}


@pytest.mark.parametrize("width", [120, 80])
def test_the_page_as_it_is_drawn(width: int, snapshot: Snapshots) -> None:
    snapshot(glance_text(glance(reyes(), SHELF, NOW), width), f"glance-{width}")


def test_the_page_without_boxes_and_as_markdown(snapshot: Snapshots) -> None:
    page = glance(reyes(), SHELF, NOW)
    snapshot(glance_plain(page), "glance-plain")
    snapshot(glance_markdown(page), "glance-markdown")


def test_a_chart_with_nothing_in_it_has_a_page() -> None:
    bare = Chart(id="c", code="C-001", made=NOW, client=Client(family="Osei"))
    page = glance(bare, SHELF, NOW)
    assert page.visit == "visit 1"
    assert page.title == ""
    assert opens(bare) == {"Next": "(none)", "Homework": "(none)", "Risk": "No open risk line.", "Due": "nothing"}
    assert all(len(line) == 80 for line in glance_text(page, 80))


def test_the_page_as_data_names_its_fields() -> None:
    facts = glance_facts(glance(reyes(), SHELF, NOW))
    assert msgspec.json.decode(msgspec.json.encode(facts)) == facts
    assert facts["client"] == "C-014"
    assert {"label": "Due", "words": "plan review 4 d late; PHQ-9 due today; GAD-7 due 17 Mar", "remark": ""} in facts[
        "opens"
    ]
    assert facts["plan"][2] == {
        "kind": "o",
        "code": "g1.1",
        "status": "act",
        "words": "GAD-7",
        "span": "15 -> 7",
        "by": "by 12 May",
        "now": "11",
        "trend": "better",
        "mark": "+1 3 Mar",
    }
    assert facts["scores"][0]["totals"] == ["15", "15", "15", "14", "13", "11"]


def test_names_are_shown_as_asked() -> None:
    chart = reyes()
    assert "Reyes" in glance_plain(glance(chart, SHELF, NOW))
    initials = glance_plain(glance(chart, SHELF, NOW, "initials"))
    assert "M.R." in initials
    assert "Reyes" not in initials
    codes = glance_plain(glance(chart, SHELF, NOW, "codes"))
    assert "M.R." not in codes
    assert codes.startswith("GLANCE  C-014  today 14:00")


def test_a_relative_without_a_relation_is_named_where_the_client_is() -> None:
    chart = reyes()
    client = msgspec.structs.replace(chart.client, emergency=(Person(name="Sam Oyelaran"),))
    chart = msgspec.structs.replace(chart, client=client)
    shown = {names: " ".join(glance(chart, SHELF, NOW, names).people) for names in ("full", "initials", "codes")}
    assert {names: "Sam Oyelaran" in words for names, words in shown.items()} == {
        "full": True,
        "initials": False,
        "codes": False,
    }


def test_what_to_avoid_and_trauma_come_first() -> None:
    care = Assessment(
        id="as9",
        date=date(2026, 1, 2),
        at=NOW,
        avoid=("closed doors.",),
        trauma=tuple(
            TraumaEntry(id=f"t{year}", date=date(year, 5, 1), text=f"loss in {year}") for year in (2001, 2019, 2024)
        ),
    )
    chart = msgspec.structs.replace(reyes(), assessments=(*reyes().assessments, care))
    page = glance(chart, SHELF, NOW)
    assert page.opens[:2] == [
        ("Avoid", "closed doors", ""),
        ("Trauma", "loss in 2024 (1 May 2024); loss in 2019 (1 May 2019)", "and 1 more"),
    ]


def test_an_open_risk_line_stays_until_it_is_answered() -> None:
    event = ClinicalEvent(id="e1", date=date(2026, 3, 3), at=NOW, kind=EventKind.RISK_ITEM, text="PHQ-9 item 9 was 2.")
    chart = msgspec.structs.replace(reyes(), events=(event,))
    assert opens(chart)["Risk"].startswith("OPEN: PHQ-9 item 9 was 2 (3 Mar).")
    assert "No open risk line" not in opens(chart)["Risk"]
    answered = msgspec.structs.replace(chart, events=(msgspec.structs.replace(event, answered="n22"),))
    assert opens(answered)["Risk"] == "PHQ-9 item 9 was 0 on 3 Mar. No open risk line."


def test_an_answer_the_clinician_wrote_about_is_not_said_twice() -> None:
    chart = reyes()
    note = msgspec.structs.replace(chart.notes[-1], risk=("none reported; PHQ-9 item 9 = 0",))
    told = msgspec.structs.replace(chart, notes=(*chart.notes[:-1], note))
    assert opens(told)["Risk"] == "none reported; PHQ-9 item 9 = 0 (3 Mar). No open risk line."


def test_a_refocus_line_stands_until_the_next_review() -> None:
    chart = reyes()
    review = msgspec.structs.replace(chart.reviews[0], drift=DriftDecision.REFOCUS, refocus="g2.2: one walk with Ana")
    assert opens(msgspec.structs.replace(chart, reviews=(review,)))["Refocus"] == "g2.2: one walk with Ana"
    later = msgspec.structs.replace(review, id="r2", date=date(2026, 1, 20), drift=None, refocus="")
    assert "Refocus" not in opens(msgspec.structs.replace(chart, reviews=(review, later)))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-01-31", None),
        ("2026-02-01", "7 of 10 authorized left, to 31 Mar"),
        ("2026-03-31", "7 of 10 authorized left, to 31 Mar"),
        ("2026-04-01", "the authorization ended 31 Mar"),
    ],
)
def test_sessions_left_while_an_authorization_runs(day: str, words: str | None) -> None:
    part = Authorization(id="au1", number="A77", units=10, start=date(2026, 2, 1), until=date(2026, 3, 31))
    chart = msgspec.structs.replace(reyes(), authorizations=(part,))
    assert opens(chart, datetime.fromisoformat(f"{day}T09:00:00+00:00")).get("Sessions") == words


def test_an_objective_that_was_met_shows_when() -> None:
    from plantui.model.progress import Progress
    from plantui.model.status import Status

    row = Progress(id="pr1", node="o11", date=date(2026, 3, 2), at=NOW, status=Status.MET)
    page = glance(msgspec.structs.replace(reyes(), progress=(row,)), SHELF, NOW)
    shown = next(cells for cells in page.plan if cells[1] == "g1.1" and cells[0] == "o")
    assert shown[2:6] == ["met", "GAD-7", "15 -> 7", "reached 2 Mar"]


@given(charts(), st.integers(0, 700), st.integers(0, 86_399))
@settings(max_examples=40)
def test_a_page_stored_earlier_is_the_page_of_the_day(chart: Chart, days: int, seconds: int) -> None:
    now = NOW + timedelta(days=days, seconds=seconds)
    kept = msgspec.json.decode(msgspec.json.encode(stored_glance(chart, SHELF)))
    for names in ("full", "initials", "codes"):
        page = completed(kept, now.strftime("%Y-%m-%dT%H:%M"), names)
        assert glance_plain(page) == glance_plain(glance(chart, SHELF, now, names))


@given(charts(), st.integers(40, 200), st.none() | st.integers(1, 60))
@settings(max_examples=40)
def test_boxes_have_straight_edges_whatever_was_typed(chart: Chart, width: int, height: int | None) -> None:
    lines = glance_text(glance(chart, SHELF, NOW), width, height)
    assert {cells(line) for line in lines} == {width}
    assert not {unicodedata.category(character) for line in lines for character in line} & {"Cc", "Cs"}
    for line in lines:
        if line[0] in "║│":
            assert line[-1] in "║│"


@given(charts())
@settings(max_examples=40)
def test_every_line_of_the_plain_page_is_one_line(chart: Chart) -> None:
    text = glance_plain(glance(chart, SHELF, NOW))
    assert not {unicodedata.category(character) for character in text if character != "\n"} & {"Cc", "Cs"}


def test_a_visit_already_noted_today_keeps_its_number() -> None:
    chart = reyes()
    assert glance(chart, SHELF, NOW).visit == "today 14:00, visit 13"
    noted = msgspec.structs.replace(chart.notes[-1], id="n99", date=NOW.date())
    assert (
        glance(msgspec.structs.replace(chart, notes=(*chart.notes, noted)), SHELF, NOW).visit == "today 14:00, visit 13"
    )


def test_what_was_met_goes_first_when_room_is_short() -> None:
    page = glance(reyes(), SHELF, NOW)
    page.plan.append(["o", "g2.9", "met", "Call Ana", "", "reached 2 Mar", "", "", "never"])
    for width in (80, 120):
        whole = glance_text(page, width)
        shorter = glance_text(page, width, len(whole) - 1 if width > 100 else 22)
        assert any("g2.9" in line for line in whole)
        assert not any("g2.9" in line for line in shorter)
        assert any("relaxation" in line for line in shorter)


def test_six_objectives_fit_an_80x24_screen() -> None:
    page = glance(reyes(), SHELF, NOW)
    two_more = [["o", f"g3.{n}", "act", "Walk", "1 -> 3", "by 12 May", "2", "better", "+1 3 Mar"] for n in (1, 2)]
    page.plan += two_more
    assert len(glance_text(page, 80, 22)) <= 22
    assert len(glance_text(page, 80)) > 22


def test_the_stored_page_is_small() -> None:
    assert len(msgspec.json.encode(stored_glance(reyes(), SHELF))) < 3_000


def test_lines_that_are_left_over_hold_more_of_the_scores() -> None:
    page = glance(reyes(), SHELF, NOW)
    least = next(lines for height in range(12, 40) if len(lines := glance_text(page, 80, height)) <= height)
    more = glance_text(page, 80, len(least) + 2)
    assert len(least) < len(more) <= len(least) + 2
    assert sum("~" in line for line in more) <= sum("~" in line for line in least)
    assert all(len(line) == 80 for line in (*least, *more))
