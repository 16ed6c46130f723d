from __future__ import annotations

from datetime import date

import pytest

from plantui.quickentry import (
    AnyLine,
    GoalLine,
    InterventionLine,
    LineFault,
    ObjectiveLine,
    ProblemLine,
    parse_change,
    parse_objective,
    parse_plan_line,
    print_line,
)
from tests.quickentry.vocabulary import LEXICON, place

BEFORE = parse_objective("PHQ-9 18 -> 9 by 12 may", LEXICON)

# The table of the interaction design, and what follows from it.
APPENDED = [
    ("; -> 7", {"target", "text"}, "goal 9 -> 7 (v3 said 9)"),
    ("; by +6w", {"due"}, "due Tue 12 May 2026 -> Tue 21 Apr 2026 (v3 said Tue 12 May 2026)"),
    ("; met", {"status"}, "status met today"),
    (
        "; GAD-7 15 -> 7",
        {"measure", "baseline", "target", "text"},
        "measure PHQ-9 -> GAD-7 (v3 said PHQ-9); baseline 18 -> 15 (v3 said 18); goal 9 -> 7 (v3 said 9)",
    ),
    ("; every 2w", {"every"}, "every none -> every 2 weeks (v3 said nothing)"),
    ("; client keeps the log", {"client_does"}, "client none -> keeps the log (v3 said nothing)"),
    ("", set(), ""),
]


@pytest.mark.parametrize(("appended", "fields", "difference"), APPENDED)
def test_a_clause_appended(appended: str, fields: set[str], difference: str) -> None:
    opened = print_line(BEFORE, LEXICON)
    change = parse_change("objective", opened + appended, BEFORE, LEXICON, version=3)
    assert change.fields == fields
    assert change.difference == difference
    if appended:
        assert parse_change("objective", appended, BEFORE, LEXICON, version=3) == change


def test_without_a_version_nothing_is_remembered() -> None:
    assert parse_change("objective", "; -> 7", BEFORE, LEXICON).difference == "goal 9 -> 7"


def test_only_what_is_written_changes() -> None:
    line = parse_change("objective", "; -> 7", BEFORE, LEXICON).line
    assert line == ObjectiveLine(
        text="Reduce PHQ-9 from 18 to 7", measure="phq9", baseline=18, target=7, due=date(2026, 5, 12)
    )


def test_words_of_their_own_stay_when_the_goal_moves() -> None:
    before = parse_objective("Lower depressed mood PHQ-9 18 -> 9", LEXICON)
    change = parse_change("objective", "; -> 7", before, LEXICON)
    assert change.fields == {"target"}
    assert getattr(change.line, "text", "") == "Lower depressed mood"


def test_the_line_is_written_over_freely() -> None:
    change = parse_change("objective", "Walk daily; by fri", BEFORE, LEXICON)
    assert change.line == ObjectiveLine(text="Walk daily", due=date(2026, 3, 13))
    assert change.fields == {"text", "measure", "baseline", "target", "due"}
    assert "words Walk daily" in change.difference
    assert "measure PHQ-9 -> none" in change.difference


def test_a_renamed_count_says_its_words_once() -> None:
    before = parse_objective("Panic attacks 5 -> 1", LEXICON)
    change = parse_change("objective", "Panic at work 5 -> 1", before, LEXICON)
    assert change.fields == {"text", "label"}
    assert change.difference == "words Panic at work"


def test_a_pending_baseline_is_named() -> None:
    change = parse_change("objective", "; ? -> 7", BEFORE, LEXICON)
    assert change.difference == "baseline 18 -> the next score; goal 9 -> 7"
    assert parse_change("objective", "; 16 -> 7", change.line, LEXICON).difference == "baseline the next score -> 16"


def test_a_date_gone_by_does_not_stop_an_edit() -> None:
    before = ObjectiveLine(text="Walk", due=date(2026, 2, 1))
    change = parse_change("objective", "; client walks", before, LEXICON)
    assert change.fields == {"client_does"}
    with pytest.raises(LineFault) as raised:
        parse_change("objective", "; by 2 feb 2026", before, LEXICON)
    assert raised.value.code == "D5"


def test_faults_stand_where_they_were_typed() -> None:
    for typed in ("; blue", print_line(BEFORE, LEXICON) + "; blue"):
        with pytest.raises(LineFault) as raised:
            parse_change("objective", typed, BEFORE, LEXICON)
        assert place(raised.value, typed) == "blue"


def test_a_goal_still_to_be_filled() -> None:
    for bare in (
        ObjectiveLine(text="Follow mood", measure="phq9", baseline=18),
        ObjectiveLine(text="Follow mood", measure="phq9"),
        ObjectiveLine(text="Follow mood", label="days", baseline_pending=True),
    ):
        assert parse_change("objective", "; by fri", bare, LEXICON).fields == {"due"}
        assert parse_change("objective", "; -> 7", bare, LEXICON).difference == "goal none -> 7"


def test_what_the_one_line_form_cannot_say_stays() -> None:
    retired = ObjectiveLine(text="Cope", measure="old_scale", baseline=3, target=1)
    moved = parse_change("objective", "; -> 2", retired, LEXICON)
    assert moved.fields == {"target"}
    for approach in ("Drama", "Drama: play"):
        own = InterventionLine(approach=approach, text="scenes")
        assert parse_change("intervention", "; 30m", own, LEXICON).fields == {"minutes"}


EDITS: list[tuple[str, AnyLine, str, set[str], str]] = [
    ("goal", GoalLine(words="I want sleep", text="Sleep"), "; by 12 may", {"due"}, "due none -> Tue 12 May 2026"),
    ("goal", GoalLine(words="I want sleep", text="Sleep"), "Sleep", {"words"}, "their words removed"),
    (
        "problem",
        ProblemLine(text="Worry"),
        "; dx F41.1; mild",
        {"dx", "severity"},
        "diagnosis F41.1; severity none -> mild",
    ),
    ("problem", ProblemLine(text="Worry", dx=("F41.1",)), "Worry", {"dx"}, "diagnosis removed"),
    (
        "intervention",
        InterventionLine(text="Diary"),
        "; weekly; 20m",
        {"frequency", "minutes"},
        "frequency none -> weekly; length none -> 20 min",
    ),
]


@pytest.mark.parametrize(("kind", "before", "typed", "fields", "difference"), EDITS)
def test_other_kinds(kind: str, before: AnyLine, typed: str, fields: set[str], difference: str) -> None:
    change = parse_change(kind, typed, before, LEXICON)
    assert change.fields == fields
    assert change.difference == difference


def test_a_client_and_a_service() -> None:
    client = parse_plan_line("client", "Reyes, Maria; slot tue 14:00", LEXICON)
    assert parse_change("client", "; slot wed 9:00; review every 6w", client, LEXICON).difference == (
        "slot tue 14:00 -> wed 09:00; review none -> 6 weeks"
    )
    service = parse_plan_line("service", "service group 90m weekly for 12w", LEXICON)
    change = parse_change("service", "service group 60m weekly for 6w", service, LEXICON)
    assert change.difference == "length 90 min -> 60 min; for 12 weeks -> 6 weeks"


def test_none_and_empty_text_are_the_same() -> None:
    before = InterventionLine(text="Diary", approach="", who="")
    assert parse_change("intervention", "Diary", before, LEXICON).fields == frozenset()
