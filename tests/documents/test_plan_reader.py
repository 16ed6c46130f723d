from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.documents.plan_markdown import plan_markdown
from plantui.documents.plan_reader import Reading, read_plan
from plantui.model.chart import Chart
from plantui.model.client import Client
from plantui.model.period import Period, Unit
from plantui.model.plan import (
    Criterion,
    Frequency,
    Goal,
    Intervention,
    Objective,
    Plan,
    Problem,
    Service,
    Severity,
)
from plantui.model.status import Status
from plantui.model.tree import objectives, walk
from tests.documents.samples import SHELF, TODAY
from tests.documents.strategies import plans, texts

MADE = datetime(2025, 12, 12, 15, tzinfo=UTC)
WEEK = Period(n=1, unit=Unit.WEEK)
PLAN = Plan(
    id="01plan",
    number=2,
    made=MADE,
    orientation="Cognitive behavioural",
    service=Service(
        kind="Individual psychotherapy",
        minutes=50,
        frequency=Frequency(times=1, per=WEEK),
        duration=Period(n=6, unit=Unit.MONTH),
    ),
    discharge=(Criterion(id="d1", text="PHQ-9 below 5 twice"), Criterion(id="d2", text="Two months without panic")),
    problems=(
        Problem(
            id="p",
            code="p1",
            text="Low mood",
            severity=Severity.MODERATE,
            goals=(
                Goal(
                    id="g",
                    code="g1",
                    words="Feel like myself again",
                    objectives=(
                        Objective(
                            id="o1",
                            code="g1.1",
                            text="Lower depressed mood",
                            measure="phq9",
                            baseline=18,
                            target=9,
                            due=date(2026, 5, 12),
                            status=Status.ACTIVE,
                            interventions=(Intervention(id="i1", code="g1.1a", text="behavioural activation"),),
                        ),
                    ),
                ),
            ),
        ),
    ),
)


def chart_with(*plans: Plan) -> Chart:
    return Chart(id="c", code="C-014", made=MADE, client=Client(family="Reyes", given="Maria"), plans=plans)


@settings(max_examples=60)
@given(plans())
def test_a_plan_comes_back_as_it_was(plan: Plan) -> None:
    text = plan_markdown(chart_with(plan), plan, SHELF, TODAY)
    reading = read_plan(text, SHELF)
    assert reading.findings == ()
    assert reading.plan == plan
    assert reading.client.code == "C-014"


def written(plan: Plan) -> list[str]:
    return plan_markdown(chart_with(plan), plan, SHELF, TODAY).split("\n")


def edited(old: str, new: str, plan: Plan | None = None) -> Reading:
    text = "\n".join(written(plan or PLAN))
    assert old in text
    return read_plan(text.replace(old, new, 1), SHELF)


def only_objective(reading: Reading) -> Objective:
    assert reading.plan is not None
    return next(objectives(reading.plan))


def test_an_edited_date_and_target_are_read_and_ids_stay() -> None:
    reading = edited("- **Target date:** 12 May 2026", "- **Target date:** 2026-06-30")
    assert reading.findings == ()
    assert only_objective(reading).due == date(2026, 6, 30)
    assert only_objective(reading).id == "o1"


def test_an_edited_measure_is_found_by_name() -> None:
    reading = edited("- **Measure:** PHQ-9", "- **Measure:** gad 7")
    assert only_objective(reading).measure == "gad7"


def test_a_measure_nobody_knows_is_a_finding_with_its_line() -> None:
    reading = edited("- **Measure:** PHQ-9", "- **Measure:** PHX-9")
    assert only_objective(reading).measure == ""
    assert [finding.sentence for finding in reading.findings] == [
        'Objective g1.1: no measure is called "PHX-9". Name one of the library, or put the words behind **Counted as:**'
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("12 May 2026", "31 April 2026", 'Target date: "31 April 2026" is a date that does not exist.'),
        ("12 May 2026", "in May", 'Target date: "in May" is not a date; write it as 12 May 2026 or 2026-05-12.'),
        ("**Baseline:** 18", "**Baseline:** many", 'Baseline: "many" is not a number.'),
        (
            "**Amount:** 50 min",
            "**Amount:** long",
            'Amount: "long" is not a length in minutes from 1 to 1440; write it as 50 min.',
        ),
        (
            "**Status:** active",
            "**Status:** busy",
            'Status: "busy" is not a status; write one of: not started, active, reached, on hold, discontinued.',
        ),
        (
            "**Severity:** moderate",
            "**Severtiy:** moderate",
            '"Severtiy" is no field of a problem. Did you mean Severity?',
        ),
        (
            "**Severity:** moderate",
            "**Colour:** blue",
            '"Colour" is no field of a problem. It may hold: '
            "Diagnoses, Severity, As evidenced by, Strengths, Barriers, Status, Reason.",
        ),
        (
            "##### Objective g1.1",
            "##### Aim g1.1",
            '"Aim g1.1: Lower depressed mood" is no heading of a plan; '
            "begin it with Problem, Goal, Objective or Intervention.",
        ),
        ("#### Goal g1\n", "", '"Objective g1.1: Lower depressed mood" stands under no goal and was left out.'),
        (
            "- **Severity:** moderate\n",
            "- **Severity:** moderate\n- **Severity:** mild\n",
            "Severity stands twice; the later line was taken. Take one of them out.",
        ),
        ("## Service", "## Servise", '"Servise" is no section of a plan; nothing under it was read.'),
        (
            "- **Severity:** moderate\n",
            "\nShe said so.\n\n",
            '"She said so." belongs to no field and was not read; put it behind a label.',
        ),
    ],
)
def test_what_was_edited_into_nonsense_is_named_with_its_line(old: str, new: str, sentence: str) -> None:
    reading = edited(old, new)
    assert sentence in [finding.sentence for finding in reading.findings]
    line = next(finding.line for finding in reading.findings if finding.sentence == sentence)
    document = "\n".join(written(PLAN)).replace(old, new, 1).split("\n")
    word = sentence.split('"')[1].split(":")[0] if '"' in sentence else "Severity"
    assert word in document[line - 1]


def test_lines_added_by_hand_get_codes_and_the_same_ids_each_time() -> None:
    old = "## Discharge criteria"
    new = "##### Objective: Walk with a friend\n\n- **Target date:** 1 May 2026\n\n" + old
    first, second = edited(old, new), edited(old, new)
    assert first.findings == ()
    assert first == second
    assert first.plan is not None
    added = list(objectives(first.plan))[-1]
    assert (added.code, added.text, added.due) == ("g1.2", "Walk with a friend", date(2026, 5, 1))
    assert added.id != "o1"
    assert len(added.id) == 26


def test_a_block_copied_twice_gives_the_copy_a_code_and_an_id_of_its_own() -> None:
    text = "\n".join(written(PLAN))
    start, end = text.index("##### Objective g1.1"), text.index("## Discharge criteria")
    reading = read_plan(text[:end] + text[start:end] + text[end:], SHELF)
    assert reading.plan is not None
    assert [objective.code for objective in objectives(reading.plan)] == ["g1.1", "g1.2"]
    assert len({place.node.id for place in walk(reading.plan)}) == len(list(walk(reading.plan)))
    assert "g1.1 stands twice; the later one was given a new code." in [f.sentence for f in reading.findings]


def test_an_id_that_was_given_twice_is_kept_once() -> None:
    reading = edited("g1.1a: {id: i1}", "g1.1a: {id: o1}")
    assert reading.plan is not None
    found = [place.node.id for place in walk(reading.plan)]
    assert found[2] == "o1"
    assert found[3] != "o1"


def test_a_numbered_line_taken_out_leaves_the_ids_of_the_others() -> None:
    reading = edited("1. PHQ-9 below 5 twice\n", "")
    assert reading.plan is not None
    assert [(part.id, part.text) for part in reading.plan.discharge] == [("d2", "Two months without panic")]


def test_without_front_matter_the_plan_cannot_be_dated_and_says_so() -> None:
    text = "\n".join(written(PLAN))
    reading = read_plan(text.split("---\n", 2)[2], SHELF)
    assert reading.plan is None
    assert reading.findings[0].sentence == "There is no front matter between two lines of ---, so ids cannot be kept."
    assert any("made" in finding.sentence for finding in reading.findings)


@pytest.mark.parametrize(
    "text", ["", "hello", "---\n", "---\n: [\n---\n", "---\n- a\n---\n# x", "\x00", "---\ndocument: note\n---\n"]
)
def test_what_is_no_plan_is_said_in_a_sentence(text: str) -> None:
    reading = read_plan(text, SHELF)
    assert reading.plan is None
    assert reading.findings


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = "\ufeff" + "\r\n".join(written(PLAN))
    assert read_plan(text, SHELF).plan == PLAN


def test_hard_wrapped_prose_is_read_as_one_line() -> None:
    reading = edited("- **Orientation:** Cognitive behavioural", "- **Orientation:** Cognitive\n  behavioural")
    assert reading.plan == PLAN


@given(plans(), st.data())
@settings(max_examples=60)
def test_no_edit_raises_an_error(plan: Plan, data: st.DataObject) -> None:
    lines = written(plan)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["drop", "double", "swap", "cut", "put"]))
        if change == "drop" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(at, lines[at])
        elif change == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "cut":
            lines[at] = lines[at][: data.draw(st.integers(0, 10))]
        else:
            lines.insert(at, data.draw(texts))
    reading = read_plan("\n".join(lines), SHELF)
    for finding in reading.findings:
        assert finding.line >= 1
        assert not {unicodedata.category(character) for character in finding.sentence} & {"Cc", "Cs"}
        assert finding.sentence.endswith((".", "?", "**"))
    assert reading.plan is not None or reading.findings
