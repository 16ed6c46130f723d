from __future__ import annotations

import pytest

from plantui.library.content import shipped_bytes
from plantui.library.statements.lexis import Lexis
from plantui.library.statements.wording import check_wording, printed
from tests.library.statements.pages import statement

LEXIS = Lexis()
GOOD = "Walk {minutes=20} minutes on {target} days a week within {weeks=6} weeks, by log."
METRIC = '"days with a walk" {baseline} -> {target} by +{weeks}w'


def rules(text: str, kind: str = "objective", **facts: object) -> set[tuple[str, str]]:
    found = check_wording(statement(text, kind, **facts), LEXIS)
    return {(finding.rule, finding.severity) for finding in found}


def test_a_good_objective_has_no_finding() -> None:
    assert rules(GOOD, metric=METRIC) == set()
    assert rules("Name three early signs within {weeks=4} weeks, on the worksheet.") == set()
    assert rules("Lower PHQ-9 to {target} by {date}.", metric="PHQ-9 {baseline} -> {target} by {date}") == set()


@pytest.mark.parametrize(
    ("text", "metric", "rule", "severity"),
    [
        ("Walk outdoors within {weeks=6} weeks, by log.", "", "no-number", "error"),
        ("Walk outdoors within 6 weeks, by log.", "", "no-number", "error"),
        ("Walk outdoors in {months=3} months, by log.", "", "no-number", "error"),
        ("Walk {minutes=20} minutes each day, by log.", "", "no-time", "error"),
        (GOOD, "", "no-metric", "warn"),
        (GOOD, '"days" -> {target} by +{weeks}w', "no-baseline", "warn"),
        ("Walk {n=3} times within {weeks=6} weeks.", "", "no-source", "warn"),
        ("Understand {n=3} triggers within {weeks=6} weeks, by log.", "", "vague-verb", "warn"),
        ("Work on {n=3} triggers within {weeks=6} weeks, by log.", "", "vague-verb", "warn"),
        ("Improve sleep within {weeks=6} weeks, by log.", "", "vague-verb", "warn"),
        ("Improve sleep to {n=6} hours within {weeks=6} weeks, by log.", "", "unseen-verb", "warn"),
        ("Ponder {n=3} triggers within {weeks=6} weeks, by log.", "", "unseen-verb", "warn"),
        ("Walk {n=3} times and call one friend within {weeks=6} weeks, by log.", "", "two-in-one", "warn"),
    ],
)
def test_an_objective_that_could_not_be_judged(text: str, metric: str, rule: str, severity: str) -> None:
    assert (rule, severity) in rules(text, metric=metric)


@pytest.mark.parametrize(
    "text",
    [
        "Walk daily within {weeks=6} weeks, by log.",
        "Have 2 or fewer heavy days within {weeks=6} weeks, by log.",
        "Walk one way to work for 3 months, by log.",
        "Walk twice a week by {by=+8w}, by log.",
        "Keep work and sleep apart on {n=5} days, for {weeks=6} weeks, by log.",
        "Be active for {minutes=20} minutes a day within {weeks=6} weeks, by log.",
        "Carry out one experiment a week for {weeks=6} weeks, with the outcome written down.",
    ],
)
def test_an_objective_that_can_be_judged(text: str) -> None:
    assert rules(text) == set()


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        ("Trust {nigth}.", "blank", "error"),
        ("Trust {n:nmber=3}.", "blank", "error"),
        ("Trust {n={x}}.", "blank", "error"),
        ("Trust } the night.", "blank", "error"),
        ("Trust {3}.", "blank", "error"),
        ("Agree a no-suicide contract.", "do-not-offer", "error"),
        ("Use Conversion Therapy.", "do-not-offer", "error"),
        ("Increase the dose of the antidepressant.", "medication", "error"),
        ("Live as a person who denies nothing.", "avoid-term", "warn"),
        ("Be with the elderly.", "avoid-term", "warn"),
        ("Let her sleep.", "gendered", "warn"),
        ("I will sleep.", "promise", "warn"),
        ("Sleep; rest.", "shape", "warn"),
        ('Say "no".', "shape", "warn"),
        (" ".join(["night"] * 21), "long", "warn"),
    ],
)
def test_what_no_statement_says(text: str, rule: str, severity: str) -> None:
    assert (rule, severity) in rules(text, "goal")


@pytest.mark.parametrize(
    "text",
    [
        "Trust {base}, {goal:number=3|4} and {skill=slow breathing|grounding}.",
        "Ask the prescriber about the dose.",
        "Coordinate the dose with {prescriber}.",
        "Clean the kitchen.",
        "Be here and there, in the other place.",
        " ".join(["night"] * 19) + " {skill=slow|quick or slow|in between}.",
    ],
)
def test_what_a_statement_may_say(text: str) -> None:
    assert rules(text, "goal") == set()


def test_an_intervention_says_who_does_what_and_why_it_is_thought_to_help() -> None:
    known = {"evidence": ("common practice", "NICE NG222 (2022)")}
    assert rules("Teach the record.", "intervention", **known) == set()
    assert rules("Write with {client} a plan.", "intervention", **known) == set()
    assert rules("Teach the record.", "intervention") == {("no-evidence", "warn")}
    assert rules("The record is taught.", "intervention", **known) == {("no-action", "warn")}
    assert rules("Teach it.", "intervention", evidence=("My cousin",)) == {("unknown-evidence", "warn")}
    assert rules("The record is taught.", "homework") == set()


def test_a_finding_names_its_place() -> None:
    (found,) = check_wording(statement("I will sleep.", "goal", line=7), LEXIS)
    assert (found.id, found.line) == ("sleep.o1", 7)
    assert found.message.startswith('"will"')


def test_blanks_as_they_print() -> None:
    assert printed("{n=3} {skill=a b|c} {setting|home} {target} {n:number=2}") == "3 a b home target 2"


def test_the_words_of_the_check() -> None:
    assert len(LEXIS.avoid) == 37
    assert LEXIS.most_words("goal") == 20
    assert b"improve" in shipped_bytes("statement_lint.json")
    assert all(source.link.startswith("https://") for source in LEXIS.evidence.values())
    assert LEXIS.evidence["NICE NG222 (2022)"].label == "NICE NG222"
    assert "APA Div 12" in LEXIS.evidence
