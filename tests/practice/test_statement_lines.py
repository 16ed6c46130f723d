"""Library statements as plan lines: what is filled, what is asked, what reads."""

from __future__ import annotations

from datetime import date

import pytest

from plantui.library import shipped
from plantui.model.statement import Statement, StatementKind
from plantui.practice.statement_lines import line_fault, statement_line
from plantui.quickentry import Lexicon, ObjectiveLine, parse_plan_line

LIBRARY = shipped()
LEXICON = Lexicon(today=date(2026, 3, 10), measures=LIBRARY.measures, modalities=LIBRARY.modalities)
NIGHTS = "Sleep {hours=6} hours or more on {target} nights a week within {weeks=8} weeks, by diary."
METRIC = '"nights" {baseline} -> {target} by +{weeks}w'


def made(text: str, kind: str = "objective", **facts: str) -> Statement:
    return Statement(id="x.o1", kind=StatementKind(kind), problem="x", text=text, **facts)


def line(statement: Statement, **values: str) -> str:
    return statement_line(statement, values, LEXICON)


def test_blanks_of_text_and_metric_are_filled_together() -> None:
    said = line(made(NIGHTS, metric=METRIC), baseline="2", target="5", weeks="9")
    words = "Sleep 6 hours or more on 5 nights a week within 9 weeks, by diary."
    read = parse_plan_line("objective", said, LEXICON)
    assert read == ObjectiveLine(text=words, label="nights", baseline=2, target=5, due=date(2026, 5, 12))


def test_a_default_that_stands_in_the_text_holds_in_the_metric() -> None:
    assert line(made(NIGHTS, metric=METRIC), baseline="2", target="5").endswith('"nights" 2 -> 5 by +8w')


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Name three signs within {weeks=4} weeks, on a sheet.", date(2026, 4, 7)),
        ("Name three signs within {months=2} months, on a sheet.", date(2026, 5, 10)),
        ("Name three signs by {date=+3w}, on a sheet.", date(2026, 3, 31)),
        ("Name three signs by {by=+3w}, on a sheet.", date(2026, 3, 31)),
    ],
)
def test_a_statement_without_metric_takes_its_date_from_its_blanks(text: str, due: date) -> None:
    read = parse_plan_line("objective", line(made(text)), LEXICON)
    assert isinstance(read, ObjectiveLine)
    assert (read.due, read.counted) == (due, False)


def test_other_kinds() -> None:
    assert line(made("Rest.", "goal")) == "Rest."
    assert line(made("Teach {skill=breathing}.", "intervention", modality="CBT-I")) == "CBT-I: Teach breathing."
    assert line(made("Ask about snoring.", "intervention")) == "Ask about snoring."
    assert line(made("ISI under {cutoff=8}.", "discharge")) == "discharge ISI under 8."
    assert line(made("Rest {n}.", "homework")) == "Rest {n}."


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (made(NIGHTS, metric=METRIC), ""),
        (made(NIGHTS, metric='"nights" {baseline} ->'), "(O1)"),
        (made(NIGHTS, metric="{baseline} -> {target} by +{weeks}w"), "no name"),
        (made(NIGHTS, metric="phg9 {baseline} -> {target} by +{weeks}w"), "Did you mean PHQ-9?"),
        (made(NIGHTS, metric="by +{weeks}w"), "counts nothing"),
        (made("Rest {n=3} times, by log."), "no date"),
        (made("Lower PHQ-9 within {weeks=8} weeks.", metric="PHQ-9 {baseline} -> {target=60} by +{weeks}w"), ""),
        (made("Lower PHQ-9 within {weeks=8} weeks.", metric="PHQ-9 {baseline} -> 60 by +{weeks}w"), "(O2)"),
        (made("act: Rest.", "intervention"), ""),
        (made("CBT: Rest.", "intervention", modality="ACT"), ""),
        (made("Rest.", "intervention", modality="Nobody's"), "words change"),
        (made("Rest.", "homework"), ""),
        (made("a\nb", "goal"), "words change"),
    ],
)
def test_what_is_wrong_with_a_line(statement: Statement, said: str) -> None:
    fault = line_fault(statement, LEXICON)
    assert (said in fault) if said else fault == "", fault


@pytest.mark.parametrize("problem", list(LIBRARY.statements.problems))
def test_every_shipped_statement_reads(problem: str) -> None:
    for statement in LIBRARY.statements.of(problem):
        assert line_fault(statement, LEXICON) == "", statement.id


def test_statements_read_while_blanks_are_open() -> None:
    for statement in LIBRARY.statements.of("", StatementKind.OBJECTIVE):
        read = parse_plan_line("objective", line(statement), LEXICON)
        assert isinstance(read, ObjectiveLine)
        assert read.counted is bool(statement.metric)
        assert bool(read.measure) is (bool(statement.metric) and '"' not in statement.metric), statement.id
        assert read.due is not None
        assert read.notices == ()
