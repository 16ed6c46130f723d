from __future__ import annotations

from datetime import date

import pytest

from plantui.quickentry import (
    LineFault,
    ObjectiveLine,
    Period,
    caret_line,
    line_of_statement,
    parse_objective,
    print_line,
)
from tests.quickentry.vocabulary import LEXICON, but, place

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


# code, typed, the marked place, message: the messages of the design first
FAULTS = [
    ("O1", "PHQ9 -> 9", "->", "From what? PHQ-9 18 -> 9, or ? -> 9 to use the next score"),
    ("O2", "PHQ-9 40 -> 9", "40", "PHQ-9 goes from 0 to 27"),
    ("O4", "PHQ-9 9 -> 9", "9 -> 9", "Baseline and goal are the same"),
    (
        "O5",
        "Walk daily; blue",
        "blue",
        '"blue" is not a date, status, cadence or measure. Text goes before the first ;',
    ),
    ("O6", "; by fri", "", "What should change? Start with words or a measure"),
    ("D1", "PHQ-9 18 -> 9 by frday", "frday", "Not a date: frday. Did you mean fri (Fri 13 Mar)?"),
    ("D2", "Walk; by +12", "+12", "12 what? +12d, +12w or +12m"),
    ("D3", "Walk by feb 30", "feb 30", "There is no 30 February. Did you mean 28 feb (Sun 28 Feb 2027)?"),
    ("D5", "PHQ-9 18 -> 9 by -2w", "-2w", "That is in the past (24 Feb). Due dates lie ahead"),
    ("D6", "Walk; by review", "review", "This plan has no review date yet. w sets one"),
    ("O1", "PHQ-9 to 9", "to", "From what? PHQ-9 18 -> 9, or ? -> 9 to use the next score"),
    ("O1", "WHO-5 -> 60", "->", "From what? WHO-5 33 -> 60, or ? -> 60 to use the next score"),
    ("O1", "Calls -> 3", "->", "From what? Calls 6 -> 3, or ? -> 3 to use the next score"),
    ("O1", '"calls" -> 3', "->", 'From what? "calls" 6 -> 3, or ? -> 3 to use the next score'),
    ("O1", "-> 7", "->", "From what? 14 -> 7, or ? -> 7 to use the next score"),
    ("O1", "Walk; -> 7", "-> 7", "From what? Walk 2 -> 7, or ? -> 7 to use the next score"),
    ("O1", "PHQ-9 18 -> low", "->", "To what? PHQ-9 18 -> 9"),
    ("O1", "PHQ-9 18 -> ?", "?", "To what? PHQ-9 18 -> 9"),
    ("O2", "PHQ-9 18 -> 28", "28", "PHQ-9 goes from 0 to 27"),
    ("O2", "PHQ-9 18 -> 9; -> 30", "30", "PHQ-9 goes from 0 to 27"),
    ("O2", "PHQ-9 18 -> 9; 30 -> 9", "30", "PHQ-9 goes from 0 to 27"),
    ("O2", "WHODAS 2.0 (12) -5 -> 3", "-5", "WHODAS 2.0 (12) starts at 0"),
    ("O4", "PHQ-9 18 -> 9; -> 18", "18", "Baseline and goal are the same"),
    ("O5", "Walk; every now and then", "every now and then", None),
    ("O5", "Walk; every 0w", "every 0w", None),
    ("O5", "Walk; PHQ-9", "PHQ-9", None),
    ("O5", "Walk; she says PHQ-9 18 -> 9", "she says PHQ-9 18 -> 9", None),
    ("O6", "5 -> 1", "5 -> 1", "What should change? Start with words or a measure"),
    ("O6", "by fri", "by fri", None),
    ("O7", "PHQ-9 18 -> 12 -> 9", "12 -> 9", None),
    ("D1", "Walk; by frday", "frday", "Not a date: frday. Did you mean fri (Fri 13 Mar)?"),
    ("D1", "Walk; by fri or so", "fri or so", None),
]


@pytest.mark.parametrize(("code", "typed", "marked", "message"), FAULTS)
def test_faults(code: str, typed: str, marked: str, message: str | None) -> None:
    with pytest.raises(LineFault) as raised:
        parse_objective(typed, LEXICON)
    fault = raised.value
    assert fault.code == code
    assert place(fault, typed) == marked
    assert not fault.unfinished
    if message is not None:
        assert fault.message == message


def test_d4_in_a_line() -> None:
    typed = "Walk by 3/4"
    with pytest.raises(LineFault) as raised:
        parse_objective(typed, but(date_order=None))
    assert (raised.value.code, place(raised.value, typed)) == ("D4", "3/4")


def test_the_carets_stand_under_the_fault() -> None:
    typed = "日本 ; blue"
    with pytest.raises(LineFault) as raised:
        parse_objective(typed, LEXICON)
    assert caret_line(raised.value) == "     ^^^^"
    assert caret_line(raised.value, typed) == "       ^^^^"


@pytest.mark.parametrize(
    "typed",
    ["", "   ", ";", "PHQ-9 18 ->", "PHQ-9 18 -> ", "PHQ-9 ->", "PHQ-9 18 -> 9 by ", "Walk; by", "Walk; client"],
)
def test_unfinished_lines_are_not_scolded(typed: str) -> None:
    with pytest.raises(LineFault) as raised:
        parse_objective(typed, LEXICON)
    assert raised.value.unfinished


def test_o3_is_a_notice() -> None:
    line = parse_objective("PHG-9 18 -> 9", LEXICON)
    assert line == ObjectiveLine(text="PHG-9", label="PHG-9", baseline=18, target=9)
    (notice,) = line.notices
    assert notice.code == "O3"
    assert notice.message == 'Kept as your own count "PHG-9". Did you mean PHQ-9? (Tab)'
    assert (notice.start, notice.end, notice.suggestion) == (0, 5, "PHQ-9")


def test_o3_names_the_word_and_its_place() -> None:
    typed = "Lower mood; phq8 18 -> 9"
    (notice,) = parse_objective(typed, LEXICON).notices
    assert typed[notice.start : notice.end] == "phq8"


@pytest.mark.parametrize(
    "typed", ["Ask for help 1 -> 3", "Panic attacks 5 -> 1", "Rows at home 4 -> 1", '"phg9" 3 -> 1']
)
def test_o3_leaves_ordinary_words_alone(typed: str) -> None:
    assert parse_objective(typed, LEXICON).notices == ()


def test_a_slip_in_a_trailing_date_is_noticed() -> None:
    line = parse_objective("Name three signs by frday", LEXICON)
    assert line.text == "Name three signs by frday"
    (notice,) = line.notices
    assert (notice.code, notice.suggestion) == ("D1", "fri")


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
