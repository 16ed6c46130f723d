from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.quickentry import (
    LINE_KINDS,
    AnyLine,
    ClientLine,
    DischargeLine,
    GoalLine,
    InterventionLine,
    LineFault,
    ObjectiveLine,
    OutcomeLine,
    ProblemLine,
    parse_change,
    parse_plan_line,
    print_line,
    print_outline,
)
from plantui.quickentry.outline import OutlineLine, parse_outline
from tests.quickentry.strategies import goals, interventions, objectives, plan_lines, problems, typed_lines
from tests.quickentry.vocabulary import LEXICON


@settings(max_examples=600)
@given(plan_lines)
def test_what_a_chart_holds_prints_and_reads_back(drawn: tuple[str, AnyLine]) -> None:
    kind, line = drawn
    printed = print_line(line, LEXICON)
    again = parse_plan_line(kind, printed, LEXICON)
    assert again == line, printed
    assert print_line(again, LEXICON) == printed


@settings(max_examples=600)
@given(st.sampled_from(LINE_KINDS), typed_lines)
def test_what_is_typed_prints_and_reads_back(kind: str, typed: str) -> None:
    try:
        line = parse_plan_line(kind, typed, LEXICON)
    except LineFault:
        return
    again = parse_plan_line(kind, print_line(line, LEXICON), LEXICON)
    assert again == line
    assert getattr(again, "given", None) == getattr(line, "given", None)


@settings(max_examples=200)
@given(plan_lines)
def test_a_line_opened_and_kept_changes_nothing(drawn: tuple[str, AnyLine]) -> None:
    kind, line = drawn
    change = parse_change(kind, print_line(line, LEXICON), line, LEXICON)
    assert change.fields == frozenset()
    assert change.difference == ""


@settings(max_examples=200)
@given(problems, goals, objectives(), interventions, st.booleans())
def test_an_outline_reads_back(
    problem: AnyLine, goal: AnyLine, objective: AnyLine, intervention: AnyLine, coded: bool
) -> None:
    values = (problem, goal, objective, intervention)
    codes = ("p1", "g1", "g1.2", "g1.2a")
    kinds = ("problem", "goal", "objective", "intervention")
    lines = [
        OutlineLine(level=level, kind=kind, value=value, line_number=level + 1, code=code if coded else None)  # type: ignore[arg-type]
        for level, (kind, value, code) in enumerate(zip(kinds, values, codes, strict=True))
    ]
    assert parse_outline(print_outline(lines, LEXICON), LEXICON) == tuple(lines)


NASTY = [
    "PHQ-9 18 -> 9",
    "Walks 1 -> 3 by fri",
    "Be home by fri",
    "Reduce PHQ-9 from 18 to 9",
    "PHQ-9 to 9",
    "Calls -> 3",
    "CBT: the book",
    "Service dog died",
    "discharge",
    "outcome unclear",
    "sleep; eat",
    '"sleep; eat"',
    '"I can"',
    '"calls" 0 -> 1',
    'say "no',
    '5" step; 6" step',
    '""',
    '"',
    "“x; y”",
    " padded ",
    "PHG-9",
    "phq9",
    "Panic attacks:",
    "from",
    "Days away from",
    "Reduce",
    "by frday",
    "every 2w",
    "met",
    "short",
    "client",
    "18",
    "- dash",
    "{target}",
    "x -> {target}",
    "a \\; b",
    "Smith, John",
    ": colon first",
    ", comma first",
    "in 8 weeks",
]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_survive_everywhere(text: str) -> None:
    lines: list[tuple[str, AnyLine]] = [
        ("objective", ObjectiveLine(text=text)),
        ("objective", ObjectiveLine(text=text, due=date(2026, 5, 12), who=text, client_does=text, clinician_does=text)),
        ("objective", ObjectiveLine(text=text, measure="gad7", baseline=15, target=7)),
        ("objective", ObjectiveLine(text="Sleep", label=f"my {text}", baseline=1, target=2, unit="/wk")),
        ("objective", ObjectiveLine(text=f"my {text}", label=f"my {text}", baseline=1, target=2)),
        ("goal", GoalLine(text=text)),
        ("goal", GoalLine(words=text.strip(), text=text)),
        ("problem", ProblemLine(text=text, evidence=(text, text), strengths=(text,), barriers=(text,))),
        ("intervention", InterventionLine(text=text, who=text)),
        ("intervention", InterventionLine(text=text, approach="CBT", frequency="weekly")),
        ("discharge", DischargeLine(text=text)),
        ("outcome", OutcomeLine(text=text)),
        ("client", ClientLine(family=text, given=text, payer=text, called=text)),
    ]
    for kind, line in lines:
        printed = print_line(line, LEXICON)
        assert parse_plan_line(kind, printed, LEXICON) == line, printed
