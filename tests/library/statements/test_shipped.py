"""The statements that come with the program: nothing in them needs looking at, and their ids stay."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date

import pytest

from plantui.library import shipped
from plantui.library.content import shipped_bytes
from plantui.library.statements.check import SAFETY, counts
from plantui.library.statements.headings import GROUPS
from plantui.library.statements.page import read_page
from plantui.library.statements.shelf import SHIPPED
from plantui.library.statements.wording import printed
from plantui.model.statement import StatementKind
from plantui.practice.statement_check import check_library

LIBRARY = shipped()
STATEMENTS = LIBRARY.statements
PROBLEMS = ("alcohol", "depression", "gad", "insomnia", "panic", "ptsd")
CORE = {"d": 12, "g": 10, "o": 30, "i": 50, "h": 8, "x": 4}
"""Letter of the id -> how many statements of that kind a page of the core has."""

STOCK_PHRASES = re.compile(
    r"verbali[sz]e|\bexplore\b|\bprocess(es|ed|ing)?\b(?! therapy)|coping skills|healthy coping|as evidenced by|"
    r"decrease the frequency|develop (a|an) |insight|client will|identify and replace",
    re.IGNORECASE,
)
"""Turns of phrase of published planners, which are not ours."""


def test_nothing_is_found_but_that_no_clinician_has_signed_off_yet() -> None:
    found = check_library(LIBRARY, date(2026, 3, 10))
    assert [f"{each.place} {each.rule} {each.message}" for each in found if each.rule != "unreviewed"] == []
    assert [each.id for each in found] == list(PROBLEMS)


def test_every_page_is_a_problem_of_its_own_name() -> None:
    assert sorted(path.stem for path in SHIPPED.glob("*.md") if path.stem != "README") == list(PROBLEMS)
    assert tuple(STATEMENTS.problems) == PROBLEMS
    assert STATEMENTS.faults == ()
    assert not any(each.own for each in STATEMENTS.values())


@pytest.mark.parametrize("problem", PROBLEMS)
def test_the_core_size(problem: str) -> None:
    assert list(counts(STATEMENTS, problem).values()) == list(CORE.values())


@pytest.mark.parametrize("problem", PROBLEMS)
def test_ids_that_were_given_stay(problem: str) -> None:
    """A plan may hold any of these ids. A statement that is dropped keeps its id unused."""
    given = {f"{problem}.{letter}{n:02d}" for letter, most in CORE.items() for n in range(1, most + 1)}
    assert {each.id for each in STATEMENTS.of(problem)} == given
    for each in STATEMENTS.of(problem):
        letter = each.id.partition(".")[2][0]
        assert {"discharge": "x"}.get(each.kind, each.kind[0]) == letter


@pytest.mark.parametrize("problem", PROBLEMS)
def test_objectives_of_every_group_and_something_for_every_risk(problem: str) -> None:
    mine = STATEMENTS.of(problem)
    groups = Counter(each.group for each in mine if each.kind == StatementKind.OBJECTIVE)
    assert set(groups) == set(GROUPS)
    assert min(groups.values()) >= 3
    assert STATEMENTS.problems[problem].risks
    assert {each.kind for each in mine if SAFETY in each.tags} >= {"objective", "intervention", "homework", "discharge"}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_interventions_name_their_modality_and_evidence(problem: str) -> None:
    interventions = STATEMENTS.of(problem, StatementKind.INTERVENTION)
    assert len({each.modality for each in interventions}) >= 7
    assert all(each.evidence and each.tags for each in interventions)
    safety = [each for each in interventions if SAFETY in each.tags]
    assert all(not each.modality for each in safety)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_the_measures_of_a_problem_are_used_and_known(problem: str) -> None:
    facts = STATEMENTS.problems[problem]
    assert set(facts.measures) <= set(LIBRARY.measures)
    assert all(re.fullmatch(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?", code) for code in facts.codes)
    metrics = " ".join(each.metric for each in STATEMENTS.of(problem))
    assert LIBRARY.measures[facts.measures[0]].short in metrics


def test_nearly_every_objective_says_what_goes_with_it() -> None:
    objectives = STATEMENTS.of("", StatementKind.OBJECTIVE)
    alone = [each.id for each in objectives if not STATEMENTS.paired(each)]
    assert len(alone) <= 3
    assert all(len(STATEMENTS.paired(each)) <= 6 for each in objectives)


def test_every_statement_is_a_sentence() -> None:
    for each in STATEMENTS.values():
        assert each.text[0].isupper() or each.text[0] == "{", each.text
        assert each.text.endswith("."), each.text
        assert "  " not in each.text
        assert "," not in printed(each.text)[-2:], each.text


def test_the_page_about_pages_shows_a_page_that_reads() -> None:
    text = (SHIPPED / "README.md").read_text(encoding="utf-8")
    shown = text.partition("```markdown\n")[2].partition("```")[0]
    read = read_page(shown, "shown.md", LIBRARY.modalities)
    assert read.faults == ()
    assert [(each.id, len(each.pairs)) for each in read.statements] == [("insomnia.o08", 2)]
    assert read.hidden == ("insomnia.o14",)


def test_no_stock_phrase() -> None:
    assert [each.id for each in STATEMENTS.values() if STOCK_PHRASES.search(each.text)] == []


def test_no_words_of_instruments_and_no_criteria() -> None:
    """A scale is named and scored; what its questions say is not ours to print."""
    cues = {
        item["label"].casefold()
        for measure in json.loads(shipped_bytes("measures.json"))["measures"]
        for item in measure["items"]
        if " " in item["label"]
    }
    assert len(cues) > 50
    texts = [each.text.casefold() for each in STATEMENTS.values()]
    assert {cue for cue in cues if any(cue in text for text in texts)} == {"low mood"}


def test_a_default_for_every_span() -> None:
    """Weeks and months are never left to be asked when the plan is in a hurry."""
    for each in STATEMENTS.values():
        for name in ("weeks", "months"):
            if name in each.blanks:
                assert re.search(rf"\{{{name}=\d+\}}", each.text), each.id
