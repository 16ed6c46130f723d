from __future__ import annotations

from datetime import date

import pytest

from plantui.quickentry import (
    ObjectiveLine,
    Period,
    line_of_statement,
    parse_objective,
    print_line,
)
from tests.quickentry.vocabulary import LEXICON

JUN2, MAY5, MAY12 = date(2026, 6, 2), date(2026, 5, 5), date(2026, 5, 12)
FRI, EOQ = date(2026, 3, 13), date(2026, 3, 31)

# The table of the interaction design: typed, read, and the fields that count as typed.
READ = [
    (
        "PHQ-9 18 -> 9 by +12w",
        ObjectiveLine(text="Reduce PHQ-9 from 18 to 9", measure="phq9", baseline=18, target=9, due=JUN2),
        "measure baseline target due",
    ),
    (
        "Lower depressed mood PHQ-9 18 -> 9 by +12w",
        ObjectiveLine(text="Lower depressed mood", measure="phq9", baseline=18, target=9, due=JUN2),
        "text measure baseline target due",
    ),
    (
        'Sleep 6 h or more; "nights per week" 2 -> 5 by 12 may; every 1w',
        ObjectiveLine(
            text="Sleep 6 h or more", label="nights per week", baseline=2, target=5, due=MAY12, every=Period(1, "w")
        ),
        "text label baseline target due every",
    ),
    (
        "Panic attacks 5 -> 1 /wk by +8w",
        ObjectiveLine(text="Panic attacks", label="Panic attacks", baseline=5, target=1, unit="/wk", due=MAY5),
        "text label baseline target unit due",
    ),
    (
        "gad7 15 to 7 by in 8w every 2w",
        ObjectiveLine(
            text="Reduce GAD-7 from 15 to 7", measure="gad7", baseline=15, target=7, due=MAY5, every=Period(2, "w")
        ),
        "measure baseline target due every",
    ),
    ("Walk 5 to 10 minutes a day; by fri", ObjectiveLine(text="Walk 5 to 10 minutes a day", due=FRI), "text due"),
    (
        "Use 2 coping skills at work 0% -> 80% of days by eoq",
        ObjectiveLine(
            text="Use 2 coping skills at work",
            label="Use 2 coping skills at work",
            baseline=0,
            target=80,
            unit="% of days",
            due=EOQ,
        ),
        "text label baseline target unit due",
    ),
    (
        "GAD-7 ? -> 7 by +8w",
        ObjectiveLine(text="Bring GAD-7 to 7", measure="gad7", baseline_pending=True, target=7, due=MAY5),
        "measure baseline_pending target due",
    ),
    (
        "Name three early warning signs by fri",
        ObjectiveLine(text="Name three early warning signs", due=FRI),
        "text due",
    ),
    # lines that people type
    (
        "PHQ-9 18 -> 9 by 12 may; every 2w; client fills it in on Mondays; clinician reviews it",
        ObjectiveLine(
            text="Reduce PHQ-9 from 18 to 9",
            measure="phq9",
            baseline=18,
            target=9,
            due=MAY12,
            every=Period(2, "w"),
            client_does="fills it in on Mondays",
            clinician_does="reviews it",
        ),
        "measure baseline target due every client_does clinician_does",
    ),
    (
        'Call one friend a week "calls/wk" 0 -> 1 by +8w',
        ObjectiveLine(text="Call one friend a week", label="calls/wk", baseline=0, target=1, due=MAY5),
        "text label baseline target due",
    ),
    (
        '"calls/wk" 0 to 3; who partner; long; act',
        ObjectiveLine(
            text="Raise calls/wk from 0 to 3",
            label="calls/wk",
            baseline=0,
            target=3,
            who="partner",
            horizon="long",
            status="act",
        ),
        "label baseline target who horizon status",
    ),
    (
        "Reduce PHQ-9 from 18 to 9 by 12 may",
        ObjectiveLine(text="Reduce PHQ-9 from 18 to 9", measure="phq9", baseline=18, target=9, due=MAY12),
        "measure baseline target due",
    ),
    (
        "Lower mood (PHQ-9 18 -> 9) by 12 may",
        ObjectiveLine(text="Lower mood", measure="phq9", baseline=18, target=9, due=MAY12),
        "text measure baseline target due",
    ),
    (
        "gad 7 15->7 every 2 weeks by 12 may",
        ObjectiveLine(
            text="Reduce GAD-7 from 15 to 7", measure="gad7", baseline=15, target=7, due=MAY12, every=Period(2, "w")
        ),
        "measure baseline target due every",
    ),
    (
        "Insomnia Severity Index 20 → 8",
        ObjectiveLine(text="Reduce ISI from 20 to 8", measure="isi", baseline=20, target=8),
        "measure baseline target",
    ),
    (
        "SUDS 0-100 80 -> 30",
        ObjectiveLine(text="Reduce SUDS 0-100 from 80 to 30", measure="suds", baseline=80, target=30),
        "measure baseline target",
    ),
    (
        "Sleep better; nights 2 -> 5",
        ObjectiveLine(text="Sleep better", label="nights", baseline=2, target=5),
        "text label baseline target",
    ),
    (
        "Drinks a week 2.5 -> -1",
        ObjectiveLine(text="Drinks a week", label="Drinks a week", baseline=2.5, target=-1),
        "text label baseline target",
    ),
    (
        "PHQ-9 18 -> 9 points by self report by 12 may",
        ObjectiveLine(
            text="Reduce PHQ-9 from 18 to 9 points by self report",
            measure="phq9",
            baseline=18,
            target=9,
            unit="points by self report",
            due=MAY12,
        ),
        "measure baseline target unit due",
    ),
    (
        "Panic attacks: 5 per week -> 1 per week by +8w",
        ObjectiveLine(text="Panic attacks", label="Panic attacks", baseline=5, target=1, unit="per week", due=MAY5),
        "text label baseline target unit due",
    ),
    (
        "Calls 0/wk -> 3; due 12 may",
        ObjectiveLine(text="Calls", label="Calls", baseline=0, target=3, unit="/wk", due=MAY12),
        "text label baseline target unit due",
    ),
    (
        "Drinking 20 -> 8 drinks a week, by 12 may every week",
        ObjectiveLine(
            text="Drinking",
            label="Drinking",
            baseline=20,
            target=8,
            unit="drinks a week",
            due=MAY12,
            every=Period(1, "w"),
        ),
        "text label baseline target unit due every",
    ),
    (
        "Walks 0 -> 3 every week",
        ObjectiveLine(text="Walks", label="Walks", baseline=0, target=3, unit="every week"),
        "text label baseline target unit",
    ),
    (
        "PHQ-9 18->9 in 8 weeks; client: fills it in",
        ObjectiveLine(
            text="Reduce PHQ-9 from 18 to 9", measure="phq9", baseline=18, target=9, due=MAY5, client_does="fills it in"
        ),
        "measure baseline target due client_does",
    ),
    (
        "Lower GAD-7 from 15 to 7 or below within 8 weeks.",
        ObjectiveLine(
            text="Reduce GAD-7 from 15 to 7 or below", measure="gad7", baseline=15, target=7, unit="or below", due=MAY5
        ),
        "measure baseline target unit due",
    ),
    (
        "Walk; by 12 may every 2w; long term",
        ObjectiveLine(text="Walk", due=MAY12, every=Period(2, "w"), horizon="long"),
        "text due every horizon",
    ),
    # texts that only look like more
    ("Walk 5 to 10 minutes a day", ObjectiveLine(text="Walk 5 to 10 minutes a day"), "text"),
    ("Stand by her sister", ObjectiveLine(text="Stand by her sister"), "text"),
    ('Say "no; thanks" at work', ObjectiveLine(text='Say "no; thanks" at work'), "text"),
    ('"Be home; by fri"; by 12 may', ObjectiveLine(text="Be home; by fri", due=MAY12), "text due"),
    ('"Be home by fri"', ObjectiveLine(text="Be home by fri"), "text"),
    ('"I can" is said aloud', ObjectiveLine(text='"I can" is said aloud'), "text"),
    ("Home -> school without mum", ObjectiveLine(text="Home -> school without mum"), "text"),
    ("Home ->", ObjectiveLine(text="Home ->"), "text"),
    ("PHQ-9 -> low", ObjectiveLine(text="PHQ-9 -> low"), "text"),
    ('Jump a 5" step', ObjectiveLine(text='Jump a 5" step'), "text"),
    (
        "Walks 1 -> 3 days; -> 80%",
        ObjectiveLine(text="Walks", label="Walks", baseline=1, target=80, unit="% days"),
        "text label baseline target unit",
    ),
    # blanks that are still to be filled
    (
        "PHQ-9 {baseline} -> {target}",
        ObjectiveLine(text="Bring PHQ-9 to {target}", measure="phq9", baseline_pending=True),
        "measure baseline_pending",
    ),
    (
        'Sleep {hours=6} h; "nights" 2 -> {goal} by +{weeks=8}w',
        ObjectiveLine(text="Sleep {hours=6} h", label="nights", baseline=2, unit="by +{weeks=8}w"),
        "text label baseline unit",
    ),
    (
        "Walks 0% -> {percent=80}% of days by 12 may",
        ObjectiveLine(text="Walks", label="Walks", baseline=0, unit="% of days", due=MAY12),
        "text label baseline unit due",
    ),
    ("Join a group by {by=+8w}", ObjectiveLine(text="Join a group by {by=+8w}"), "text"),
    ("Bring a friend; ; by fri;", ObjectiveLine(text="Bring a friend", due=FRI), "text due"),
    # a field given twice: the later one wins
    ("Walk by 12 may; by fri", ObjectiveLine(text="Walk", due=FRI), "text due"),
    (
        "PHQ-9 18 -> 9 by 12 may; GAD-7 15 -> 7",
        ObjectiveLine(text="Reduce GAD-7 from 15 to 7", measure="gad7", baseline=15, target=7, due=MAY12),
        "measure baseline target due",
    ),
    (
        "Days walked 0% -> 80% of days; -> 90",
        ObjectiveLine(text="Days walked", label="Days walked", baseline=0, target=90, unit="% of days"),
        "text label baseline target unit",
    ),
    (
        "Walks 1 -> 3 /wk; 2 -> 4; -> 5 by 12 may",
        ObjectiveLine(text="Walks", label="Walks", baseline=2, target=5, unit="/wk", due=MAY12),
        "text label baseline target unit due",
    ),
]


@pytest.mark.parametrize(("typed", "read", "given"), READ)
def test_read(typed: str, read: ObjectiveLine, given: str) -> None:
    line = parse_objective(typed, LEXICON)
    assert line == read
    assert line.given == frozenset(given.split())
    again = parse_objective(print_line(line, LEXICON), LEXICON)
    assert again == line
    assert again.given == line.given


def test_direction_makes_the_verb() -> None:
    assert parse_objective("WHO-5 30 -> 60", LEXICON).text == "Raise WHO-5 from 30 to 60"
    assert parse_objective('"calls" 0 -> 3 /wk', LEXICON).text == "Raise calls from 0 to 3 /wk"
    assert parse_objective('"days" 0% -> 80% of days', LEXICON).text == "Raise days from 0% to 80% of days"


@pytest.mark.parametrize(
    ("text", "metric", "line"),
    [
        (
            "Sleep 6 hours or more on 5 nights a week within 8 weeks, by sleep diary.",
            '"nights per week" 2 -> 5 by +8w',
            ObjectiveLine(
                text="Sleep 6 hours or more on 5 nights a week within 8 weeks, by sleep diary.",
                label="nights per week",
                baseline=2,
                target=5,
                due=MAY5,
            ),
        ),
        (
            "Bring the PHQ-9 total from 18 to 9;  or below by fri",
            "PHQ-9 18 -> 9",
            ObjectiveLine(
                text="Bring the PHQ-9 total from 18 to 9; or below by fri", measure="phq9", baseline=18, target=9
            ),
        ),
        ("Name three signs.", "", ObjectiveLine(text="Name three signs.")),
        (
            "Sleep on {target} nights",
            '"nights" {baseline} -> {target}',
            ObjectiveLine(text="Sleep on {target} nights", label="nights", baseline_pending=True),
        ),
    ],
)
def test_a_library_statement_becomes_a_line(text: str, metric: str, line: ObjectiveLine) -> None:
    assert parse_objective(line_of_statement(text, metric, LEXICON), LEXICON) == line
