from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.quickentry import LINE_KINDS, AnyLine, LineFault, parse_change, parse_plan_line, print_line, print_outline
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
