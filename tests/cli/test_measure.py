"""`plantui measure` and `plantui stats`: output, exit codes, nothing but data on standard output."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Practice
from tests.e2e.shell import Shell


def test_answers_are_scored_and_the_sentence_says_what_came_of_it(demo: Shell) -> None:
    said = demo.check("measure", "C-014", "phq9", "1,1,2,2,1,2,1,1,1")
    assert said == ("PHQ-9 12 on 10 Mar 2026 (was 12 on 3 Mar). Feeds g2.1. Item 9 is 1: a risk line is open.\n")


def test_the_risk_line_comes_from_standard_input(demo: Shell) -> None:
    said = demo.check("measure", "C-014", "phq-9", "1,1,2,2,1,2,1,1,1", "--risk", "-", stdin="asked; no plan\n")
    assert said.endswith("Item 9 is 1: the risk line is in today's note.\n")
    bundle = json.loads(demo.check("export", "bundle", "C-014", "-o", "-", "--format", "json"))
    assert [note["risk"] for note in bundle["notes"] if not note.get("signatures")] == [["asked; no plan"]]


def test_prose_as_an_argument_is_refused(demo: Shell) -> None:
    outcome = demo.run("measure", "C-014", "phq9", "=12", "--risk", "asked; no plan")
    assert (outcome.code, outcome.out) == (8, "")


def test_a_total_says_what_was_not_asked(demo: Shell) -> None:
    said = demo.check("measure", "C-014", "PHQ9", "=11", "--date", "9 mar")
    assert said == "PHQ-9 11 on 9 Mar 2026 (was 12 on 3 Mar). Feeds g2.1. Item 9 was not asked.\n"


def test_an_own_count_is_named_by_its_code(demo: Shell) -> None:
    said = demo.check("measure", "C-014", "g1.2", "4.5")
    assert said == "g1.2 Sleep 6 h+, nights/wk 4.5 on 10 Mar 2026 (was 4 on 3 Mar).\n"


def test_json_has_the_score(demo: Shell) -> None:
    body = json.loads(demo.check("measure", "C-014", "gad7", "1,1,1,1,1,1,1", "--format", "json"))
    row = body["items"][0]
    assert {key: row[key] for key in ("client", "measure", "date", "total", "band", "risk")} == {
        "client": "C-014",
        "measure": "gad7",
        "date": "2026-03-10",
        "total": 7,
        "band": "Mild",
        "risk": [],
    }


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("C-014", "phq9", "=31"), 2, "N4 PHQ-9 goes from 0 to 27"),
        (("C-014", "phq9", "1,1"), 2, "N3 PHQ-9 has 9 items, 2 given"),
        (("C-014", "phq9", "twelve"), 2, "N8"),
        (("C-014", "phg-9", "=12"), 3, "Did you mean PHQ-9?"),
        (("C-014", "nosuch", "=12"), 3, "No measure is called 'nosuch'"),
        (("C-014", "g1.1", "11"), 2, "It is measured by GAD-7"),
        (("C-014", "g1.2", "-4"), 2, "A count is a number"),
        (("C-014", "g9.9", "4"), 3, "There is no g9.9"),
        (("C-014", "phq9", "=12", "--date", "+3d"), 2, "future"),
        (("C-999", "phq9", "=12"), 3, "No client fits"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(demo: Shell, words: tuple[str, ...], code: int, said: str) -> None:
    before = demo.check("show", "C-014", "--format", "json")
    outcome = demo.run("measure", *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert json.loads(demo.check("show", "C-014", "--format", "json"))["items"] == json.loads(before)["items"]


def test_stats_counts_and_names_nobody(demo: Shell) -> None:
    plain = demo.check("stats")
    assert "Reyes" not in plain
    assert "C-014" not in plain
    items = json.loads(demo.check("stats", "--format", "json"))["items"]
    counted = {(row["group"], row["what"]): row["count"] for row in items}
    assert counted["clients", "in care"] == 34
    assert counted["due", "overdue"] == 3
    assert counted["measures", "PHQ-9"] == 12
    assert "## Clients\n\n- in care: 34" in demo.check("stats", "--format", "md")


def test_stats_of_an_empty_store(practice: Practice) -> None:
    items = json.loads(practice.check("stats", "--format", "json"))["items"]
    assert {row["count"] for row in items} == {0}


def test_history_says_what_changed_and_hides_names_when_told(demo: Shell) -> None:
    plain = demo.check("show", "C-014", "--history", "--names", "codes")
    assert "v3  g1.2 goal 4 -> 5" in plain
    assert "Reyes" not in plain
    facts = json.loads(demo.check("show", "C-014", "--history", "--names", "initials", "--format", "json"))["items"][0]
    assert {"version": 2, "code": "g1.2a", "change": "g1.2a added: Sleep diary and stimulus control"} in facts[
        "history"
    ]["changed"]
    names = {part["name"] for version in facts["history"]["versions"] for part in version["signatures"]}
    assert names == {"Dana Whitlock", "M.R."}
    assert "## What changed\n\n- v3 " in demo.check("show", "C-014", "--history", "--format", "md")
