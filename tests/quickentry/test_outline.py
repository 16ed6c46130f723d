from __future__ import annotations

import pytest

from plantui.quickentry import (
    DischargeLine,
    GoalLine,
    InterventionLine,
    LineFault,
    ObjectiveLine,
    OutlineFault,
    OutlineLine,
    ProblemLine,
    ServiceLine,
    parse_outline,
    print_outline,
)
from tests.quickentry.vocabulary import LEXICON

PLAN = """\
service individual 50m weekly for 12 w
discharge sleeps 6 h; back at work

# a remark
Worry that keeps her up at night; dx F41.1
  "I want my nights back" Sleep through
    GAD-7 15 -> 7 by 12 may
      CBT: worry postponement; weekly
      Relaxation; daily
    Sleep 6 h or more; "nights per week" 2 -> 5 by 12 may
Low mood
  Return to what matters
"""


def test_a_plan() -> None:
    lines = parse_outline(PLAN, LEXICON)
    assert [(line.level, line.kind, line.line_number) for line in lines] == [
        (0, "service", 1),
        (0, "discharge", 2),
        (0, "problem", 5),
        (1, "goal", 6),
        (2, "objective", 7),
        (3, "intervention", 8),
        (3, "intervention", 9),
        (2, "objective", 10),
        (0, "problem", 11),
        (1, "goal", 12),
    ]
    assert isinstance(lines[0].value, ServiceLine)
    assert lines[1].value == DischargeLine(text="sleeps 6 h; back at work")
    assert lines[3].value == GoalLine(words="I want my nights back", text="Sleep through")
    assert lines[6].value == InterventionLine(text="Relaxation", frequency="daily")
    again = parse_outline(print_outline(lines, LEXICON), LEXICON)
    assert [(line.level, line.kind, line.value) for line in again] == [
        (line.level, line.kind, line.value) for line in lines
    ]


def test_codes_in_front() -> None:
    text = "p1 Worry\n  g1 Sleep\n    g1.2 Walk; by fri\n      g1.2a Diary; weekly\n    1.5 h outside a day\n"
    lines = parse_outline(text, LEXICON)
    assert [line.code for line in lines] == ["p1", "g1", "g1.2", "g1.2a", None]
    assert lines[4].value == ObjectiveLine(text="1.5 h outside a day")
    again = parse_outline(print_outline(lines, LEXICON), LEXICON)
    assert [(line.code, line.value) for line in again] == [(line.code, line.value) for line in lines]


def test_a_code_of_another_kind_is_text() -> None:
    (line,) = parse_outline("g1 Sleep", LEXICON)
    assert (line.kind, line.code, line.value) == ("problem", None, ProblemLine(text="g1 Sleep"))


def test_with_a_code_in_front_it_is_a_problem() -> None:
    (line,) = parse_outline("p1 Discharge anxiety", LEXICON)
    assert line.value == ProblemLine(text="Discharge anxiety")


@pytest.mark.parametrize("text", ["p1 is what she calls it", "- dash", "# hash", "#x", "-- both"])
def test_words_that_look_like_codes_or_marks_survive(text: str) -> None:
    lines = (OutlineLine(level=0, kind="problem", value=ProblemLine(text=text), line_number=1),)
    (again,) = parse_outline(print_outline(lines, LEXICON), LEXICON)
    assert (again.code, again.value) == (None, ProblemLine(text=text))


def test_list_marks_are_taken_off() -> None:
    lines = parse_outline("- Worry\n  - Sleep more\n", LEXICON)
    assert [line.value for line in lines] == [ProblemLine(text="Worry"), GoalLine(text="Sleep more")]


@pytest.mark.parametrize(
    ("base", "text", "kinds"),
    [
        ("goal", "Sleep\n  Walk", ["goal", "objective"]),
        ("objective", "Walk\n  Diary", ["objective", "intervention"]),
        ("intervention", "Diary", ["intervention"]),
        ("goal", "Discharge quietly", ["goal"]),
    ],
)
def test_relative_to_a_line(base: str, text: str, kinds: list[str]) -> None:
    assert [line.kind for line in parse_outline(text, LEXICON, base)] == kinds


def test_other_line_ends_and_a_mark_of_byte_order() -> None:
    assert len(parse_outline("\ufeffWorry\r\n  Sleep\r\n\r\n", LEXICON)) == 2
    assert parse_outline("", LEXICON) == ()


@pytest.mark.parametrize(
    ("text", "code", "line", "span", "message"),
    [
        ("Worry\n\tSleep", "E1", 2, (0, 1), "Tabs are not counted. Two spaces a level"),
        ("Worry\n  \tSleep", "E1", 2, (2, 3), "Tabs are not counted. Two spaces a level"),
        ("Worry\n\u00a0Sleep", "E1", 2, (0, 1), "Only plain spaces are counted in front. Two spaces a level"),
        ("Worry\n   Sleep", "E2", 2, (0, 3), "3 spaces in front: levels are two spaces each"),
        ("Worry\n Sleep", "E2", 2, (0, 1), "1 space in front: levels are two spaces each"),
        ("Worry\n    Walk", "E3", 2, (0, 4), "An objective needs a goal above it, one level up"),
        ("  Sleep", "E3", 1, (0, 2), "A goal needs a problem above it, one level up"),
        ("discharge x\n  Sleep", "E3", 2, (0, 2), "A goal needs a problem above it, one level up"),
        ("Worry\n  Sleep\n    Walk\n      Diary\n        More", "E4", 5, (0, 8), "Nothing goes inside an intervention"),
        (
            "Worry\n  Sleep\n    PHQ-9 40 -> 9",
            "O2",
            3,
            (10, 12),
            "PHQ-9 goes from 0 to 27",
        ),
        ("Worry\n  g1 Sleep; by frday", "D1", 2, (15, 20), "Not a date: frday. Did you mean fri (Fri 13 Mar)?"),
        ("Worry\n- Low; blue", "O5", 2, (7, 11), None),
    ],
)
def test_faults(text: str, code: str, line: int, span: tuple[int, int], message: str | None) -> None:
    with pytest.raises(LineFault) as raised:
        parse_outline(text, LEXICON)
    fault = raised.value
    assert (fault.code, fault.line, (fault.start, fault.end)) == (code, line, span)
    if message is not None:
        assert fault.message == message


def test_all_faults_at_once() -> None:
    with pytest.raises(OutlineFault) as raised:
        parse_outline("Worry; blue\n  Sleep\n   Walk\n    PHQ-9 40 -> 9\n      Diary\n", LEXICON)
    assert [(fault.line, fault.code) for fault in raised.value.faults] == [(1, "O5"), (3, "E2"), (4, "O2")]
    assert str(raised.value) == (
        'line 1, column 8: "blue" is not a diagnosis (dx), severity, strength, aeb or barrier. '
        "Text goes before the first ; [O5]"
    )


def test_an_unknown_kind_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError):
        parse_outline("x", LEXICON, "client")
