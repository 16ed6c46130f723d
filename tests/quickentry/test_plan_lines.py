from __future__ import annotations

from datetime import date

import pytest

from plantui.quickentry import (
    AnyLine,
    DischargeLine,
    GoalLine,
    InterventionLine,
    LineFault,
    OutcomeLine,
    Period,
    ProblemLine,
    Service,
    ServiceLine,
    parse_plan_line,
    parse_problem_or_plan,
    print_line,
)
from tests.quickentry.vocabulary import LEXICON, place

READ: list[tuple[str, str, AnyLine]] = [
    (
        "problem",
        "Worry that keeps her up at night; dx F41.1; aeb lies awake 2 h on 5 nights; moderate",
        ProblemLine(
            text="Worry that keeps her up at night",
            dx=("F41.1",),
            evidence=("lies awake 2 h on 5 nights",),
            severity="moderate",
        ),
    ),
    (
        "problem",
        "Low mood; dx f33.1, f32.A F33.1; strength has two friends; strength likes walking; barrier night shifts",
        ProblemLine(
            text="Low mood",
            dx=("F33.1", "F32.A"),
            strengths=("has two friends", "likes walking"),
            barriers=("night shifts",),
        ),
    ),
    ("problem", "Fractures; T74.21XA", ProblemLine(text="Fractures", dx=("T74.21XA",))),
    (
        "problem",
        "Panic; as evidenced by leaves shops; SEVERE",
        ProblemLine(text="Panic", evidence=("leaves shops",), severity="severe"),
    ),
    (
        "problem",
        "Panic; dx: F41.0; severity moderate; strengths: humour; barrier:shifts",
        ProblemLine(text="Panic", dx=("F41.0",), severity="moderate", strengths=("humour",), barriers=("shifts",)),
    ),
    ("problem", '"Sleep; appetite"; mild', ProblemLine(text="Sleep; appetite", severity="mild")),
    ("problem", '"I plan my day around exits."', ProblemLine(text='"I plan my day around exits."')),
    ("problem", '"Discharge anxiety"', ProblemLine(text="Discharge anxiety")),
    (
        "goal",
        '"I want my nights back"  Sleep through and worry less; by +6m',
        GoalLine(words="I want my nights back", text="Sleep through and worry less", due=date(2026, 9, 10)),
    ),
    ("goal", '"I want; my nights back"', GoalLine(words="I want; my nights back")),
    ("goal", "“I want my nights back” Sleep", GoalLine(words="I want my nights back", text="Sleep")),
    ("goal", "Sleep; BY 12 May", GoalLine(text="Sleep", due=date(2026, 5, 12))),
    ("goal", '"I want sleep", through', GoalLine(words="I want sleep", text="through")),
    ("goal", "Return to what matters", GoalLine(text="Return to what matters")),
    ("goal", '"" "Feel" again', GoalLine(text='"Feel" again')),
    ("goal", 'Say "no; thanks" more', GoalLine(text='Say "no; thanks" more')),
    (
        "intervention",
        "CBT: thought records; weekly",
        InterventionLine(approach="CBT", text="thought records", frequency="weekly"),
    ),
    (
        "intervention",
        "Cognitive Behavioural Therapy: diary; 2x/wk; 20 min; who partner; by 12 may; act",
        InterventionLine(
            approach="CBT",
            text="diary",
            frequency="2x/wk",
            minutes=20,
            who="partner",
            due=date(2026, 5, 12),
            status="act",
        ),
    ),
    (
        "intervention",
        "Sleep diary and stimulus control; weekly",
        InterventionLine(text="Sleep diary and stimulus control", frequency="weekly"),
    ),
    ("intervention", "Homework: log daily", InterventionLine(text="Homework: log daily")),
    (
        "intervention",
        '"Worry postponement; log daily"; dis',
        InterventionLine(text="Worry postponement; log daily", status="dis"),
    ),
    ("intervention", '"CBT: the book"', InterventionLine(text="CBT: the book")),
    (
        "service",
        "service individual 50m weekly for 12 w",
        ServiceLine(kind="individual", minutes=50, frequency="weekly", period=Period(12, "w")),
    ),
    (
        "service",
        "Service indiv 50 min twice a week for 6 months",
        ServiceLine(kind="individual", minutes=50, frequency="2x/wk", period=Period(6, "m")),
    ),
    (
        "service",
        "service individual, weekly, 50 min, for 12 weeks",
        ServiceLine(kind="individual", minutes=50, frequency="weekly", period=Period(12, "w")),
    ),
    ("discharge", "discharge PHQ-9 under 5 twice running", DischargeLine(text="PHQ-9 under 5 twice running")),
    ("discharge", "discharge sleeps 6 h; back at work", DischargeLine(text="sleeps 6 h; back at work")),
    ("outcome", "outcome back at work part time", OutcomeLine(text="back at work part time")),
]


@pytest.mark.parametrize(("kind", "typed", "read"), READ)
def test_read(kind: str, typed: str, read: AnyLine) -> None:
    line = parse_plan_line(kind, typed, LEXICON)
    assert line == read
    assert parse_plan_line(kind, print_line(line, LEXICON), LEXICON) == read


FAULTS = [
    ("problem", "O5", "Low mood; blue", "blue"),
    ("problem", "O5", "Low mood; strength", "strength"),
    ("problem", "O6", "; dx F41.1", ""),
    ("problem", "P1", "Low mood; dx F41.1, gloom", "gloom"),
    ("problem", "P1", "Low mood; dx F4", "F4"),
    ("goal", "O5", "Sleep; daily", "daily"),
    ("goal", "O6", "; by fri", ""),
    ("goal", "D1", "Sleep; by frday", "frday"),
    ("goal", "D5", "Sleep; by -2w", "-2w"),
    ("goal", "Q1", '"I want my nights', '"I want my nights'),
    ("intervention", "O5", "Diary; blue", "blue"),
    ("intervention", "O5", "Diary; 0x/wk", "0x/wk"),
    ("intervention", "O5", "Diary; 0m", "0m"),
    ("intervention", "O6", "; weekly", ""),
    ("intervention", "O8", "Diary; met", "met"),
    ("intervention", "D1", "Diary; by noon", "noon"),
    ("service", "V1", "service individual 50m weekly", "individual 50m weekly"),
    ("service", "V1", "service individual 50q weekly for 12 w", "50q"),
    ("service", "V1", "service individual 50m often for 12 w", "often"),
    ("service", "V1", "service individual 50m weekly for 12 q", "12 q"),
    ("discharge", "O6", "discharge ", "discharge"),
    ("outcome", "O6", "outcome", "outcome"),
]


@pytest.mark.parametrize(("kind", "code", "typed", "marked"), FAULTS)
def test_faults(kind: str, code: str, typed: str, marked: str) -> None:
    with pytest.raises(LineFault) as raised:
        parse_plan_line(kind, typed, LEXICON)
    assert raised.value.code == code
    assert place(raised.value, typed) == marked


def test_the_line_of_a_problem_takes_the_plans_own_lines() -> None:
    service = parse_problem_or_plan("service group 90m weekly for 12w", LEXICON)
    assert isinstance(service, ServiceLine)
    assert service.service == Service("group", 90, "weekly", Period(12, "w"))
    assert parse_problem_or_plan("Discharge sleeps", LEXICON) == DischargeLine(text="sleeps")
    assert parse_problem_or_plan("outcome works", LEXICON) == OutcomeLine(text="works")
    assert parse_problem_or_plan('"Service dog died"', LEXICON) == ProblemLine(text="Service dog died")
    assert parse_problem_or_plan("Outcomes unclear", LEXICON) == ProblemLine(text="Outcomes unclear")


@pytest.mark.parametrize(
    ("typed", "frequency"),
    [
        ("daily", "daily"),
        ("fortnightly", "fortnightly"),
        ("monthly", "monthly"),
        ("3x/d", "3x/d"),
        ("2x/mo", "2x/mo"),
        ("1x/wk", "weekly"),
        ("once a week", "weekly"),
        ("twice weekly", "2x/wk"),
        ("three times a week", "3x/wk"),
        ("one time per month", "monthly"),
        ("3 times per month", "3x/mo"),
        ("every 2w", "fortnightly"),
        ("every day", "daily"),
        ("every 3 weeks", "every 3w"),
    ],
)
def test_frequencies(typed: str, frequency: str) -> None:
    line = parse_plan_line("intervention", f"Diary; {typed}", LEXICON)
    assert isinstance(line, InterventionLine)
    assert line.frequency == frequency
    assert parse_plan_line("intervention", print_line(line, LEXICON), LEXICON) == line


def test_an_unknown_kind_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError):
        parse_plan_line("poem", "x", LEXICON)


def test_empty_strings_print_like_nothing() -> None:
    assert print_line(InterventionLine(text="Diary", approach="", who="", frequency=""), LEXICON) == "Diary"
    assert print_line(GoalLine(words="", text="Sleep"), LEXICON) == "Sleep"


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("problem", ""),
        ("problem", "Low mood; dx"),
        ("goal", " ; "),
        ("goal", '"I want'),
        ("goal", "Sleep; by"),
        ("intervention", ";"),
        ("intervention", "Diary; by "),
        ("service", "service"),
        ("service", "service individual 50m weekly"),
        ("discharge", "discharge"),
        ("client", ""),
        ("client", " , "),
        ("client", "Reyes; slot"),
        ("client", "Reyes; slot tue"),
        ("client", "Reyes; review"),
        ("client", "Reyes; payer"),
        ("client", "Reyes; tag"),
        ("client", "Reyes; dob "),
    ],
)
def test_unfinished_lines_are_not_scolded(kind: str, typed: str) -> None:
    with pytest.raises(LineFault) as raised:
        parse_plan_line(kind, typed, LEXICON)
    assert raised.value.unfinished


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("problem", "; dx F41.1"),
        ("goal", "; by fri"),
        ("intervention", "; weekly"),
        ("service", "service individual 50q weekly for 12 w"),
        ("client", "; dob today"),
        ("client", "Reyes; slot someday soon"),
        ("client", "Reyes; review often"),
        ("client", "Reyes; tag a b"),
    ],
)
def test_wrong_lines_are_not_unfinished(kind: str, typed: str) -> None:
    with pytest.raises(LineFault) as raised:
        parse_plan_line(kind, typed, LEXICON)
    assert not raised.value.unfinished


def test_o9_a_date_in_the_words_of_a_goal_is_noticed() -> None:
    typed = '"I want sleep" Sleep through by 12 may'
    line = parse_plan_line("goal", typed, LEXICON)
    assert line == GoalLine(words="I want sleep", text="Sleep through by 12 may")
    (notice,) = line.notices
    assert (notice.code, notice.suggestion) == ("O9", "; by 12 may")
    assert notice.message == "The date is part of the words. ; by 12 may makes it the goal's date"
    taken = typed[: notice.start].rstrip() + (notice.suggestion or "") + typed[notice.end :]
    assert parse_plan_line("goal", taken, LEXICON) == GoalLine(
        words="I want sleep", text="Sleep through", due=date(2026, 5, 12)
    )
    assert parse_plan_line("goal", "Stand by her; by 12 may", LEXICON).notices == ()
    assert parse_plan_line("goal", "Stand by her sister", LEXICON).notices == ()
