from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.clinical.answers import DECLINED, AnswerFault, accepted, cues
from plantui.clinical.risk import alert
from plantui.clinical.scoring import score, score_total
from plantui.library import load_measures

MEASURES = load_measures()
VECTORS = json.loads((Path(__file__).parent / "measure_vectors.json").read_text())["vectors"]
PHQ = MEASURES["phq9"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['measure']} {vector['case']}")
def test_the_worked_cases(vector: dict[str, Any]) -> None:
    found = score(
        MEASURES[vector["measure"]], vector["answers"], gate=vector.get("gate"), weights=vector.get("weights")
    )
    by_subscale = isinstance(vector["expected_band"], dict)
    assert found.total == vector["expected_total"]
    assert found.subscales == vector["expected_subscales"]
    assert (found.sub_bands if by_subscale else found.band or None) == vector["expected_band"]
    assert bool(found.alert.fired) is vector["risk_flag"]
    assert (found.alert.level or None) == vector["risk_level"]
    if "expected_category" in vector:
        assert found.category == vector["expected_category"]


def test_every_measure_that_is_keyed_by_item_has_worked_cases_or_is_one_free_number() -> None:
    keyed = {measure.id for measure in MEASURES.values() if measure.entry == "items"}
    assert keyed - {vector["measure"] for vector in VECTORS} == {"session_check"}
    assert score(MEASURES["session_check"], [7]).total == 7


@pytest.mark.parametrize(
    ("answers", "total", "prorated"),
    [
        ([2] * 9, 18, False),
        ([2, 2, 2, 2, 2, 2, 2, None, 2], 18, True),
        ([None, None, 1, 1, 1, 1, 1, 1, 2], 10, True),  # 8 / 7 * 9 = 10.28
        ([None, 1, 1, 1, 1, 1, 1, 1, 0], 8, True),  # 7 / 8 * 9 = 7.875
        ([None, None, None, 1, 1, 1, 1, 1, 2], None, False),
        ([1, 1, 1, 1, 1, 1, 1, 1, None], None, False),
        ([1, 1], None, False),
        ([], None, False),
    ],
)
def test_prorating(answers: list[int | None], total: int | None, prorated: bool) -> None:
    found = score(PHQ, answers)
    assert (found.total, found.prorated) == (total, prorated)
    assert found.basis == ("implementation choice" if prorated else "")
    assert bool(found.band) is (total is not None)


def test_a_half_is_rounded_up() -> None:
    gad = MEASURES["gad7"]
    assert score(gad, [1, 1, 1, 0, 0, 0, None]).total == 4  # 3.5
    dass = MEASURES["dass21"]
    answers: list[int | None] = [1] * 21
    answers[2] = None
    answers[4] = 0
    assert score(dass, answers).subscales["depression"] == 12  # 5 / 6 * 7 = 5.83, doubled
    answers[9] = None
    assert score(dass, answers).subscales["depression"] is None


def test_what_the_form_skips_counts_and_a_row_that_was_answered_keeps_its_answer() -> None:
    audit = MEASURES["auditc"]
    assert score(audit, [0, None, None]).total == 0
    assert score(audit, [0, 2, None]).total == 2
    assert score(audit, [1, None, None]).total is None
    ten = MEASURES["k10"]
    assert score(ten, [2, 1, None, 2, 1, None, 2, 2, 2, 2]).total == 16


def test_blanks_that_score_nothing() -> None:
    somatic = MEASURES["phq15"]
    answers: list[int | None] = [1] * 15
    answers[3] = None
    assert score(somatic, answers).total == 14
    answers[0] = None
    assert score(somatic, answers).total is None
    psc = MEASURES["psc17"]
    assert score(psc, [None] * 4 + [1] * 13).total is None
    assert score(psc, [None] * 4 + [1] * 13).subscales == {
        "internalising": None,
        "attention": None,
        "externalising": None,
    }


@pytest.mark.parametrize(("gate", "total"), [(0, 0), (1, 2), (None, 2)])
def test_a_gate_that_is_shut_leaves_the_rows_out(gate: int | None, total: int) -> None:
    assert score(MEASURES["pcptsd5"], [1, 1, 0, 0, 0], gate=gate).total == total


@pytest.mark.parametrize(
    ("answers", "named", "level"),
    [
        ([0, 0, 0, 0], "negative", ""),
        ([0, 0, 0, None], None, ""),
        ([0, 1, 0, 0], None, "urgent"),
        ([0, DECLINED, 0, 0, 0], "non_acute", "urgent"),
        ([0, 1, 0, 0, 1], "acute", "emergency"),
        ([1, None, None, None, 0], "non_acute", "urgent"),
    ],
)
def test_suicide_screen_with_blanks_and_declined_answers(answers: list[Any], named: str | None, level: str) -> None:
    found = score(MEASURES["asq"], answers)
    assert (found.category, found.alert.level, found.total) == (named, level, None)


@pytest.mark.parametrize(
    ("measure", "answers", "named"),
    [
        ("phq9", [2, 2, 2, 2, 0, 0, 0, 0, 1], True),
        ("phq9", [2, 2, 2, 2, 0, 0, 0, 0, None], None),
        ("phq9", [0, 0, 2, 2, 2, 2, 2, 2, 3], False),
        ("phq9", [None, 0, 2, 2, 2, 2, 2, 2, 3], None),
        ("pcl5", [None] * 20, None),
        ("itq", [None] * 18, None),
        ("itq", [0, None, *[4] * 16], None),
        ("itq", [4, None, *[4] * 16], "cptsd"),
        ("itq", [4] * 9 + [0, None] + [4] * 7, None),
        ("itq", [0, 0, *[None] * 16], "none"),
    ],
)
def test_a_named_result_stays_open_while_a_blank_could_decide(measure: str, answers: list[Any], named: object) -> None:
    assert score(MEASURES[measure], answers).category == named


def test_rules_are_tested_on_answers_even_without_a_total() -> None:
    found = score(PHQ, [None] * 8 + [2])
    assert found.total is None
    assert (found.alert.level, found.alert.items) == ("urgent", (9,))
    assert len(found.alert.fired) == 2


def test_a_keyed_total_asks_for_the_rows_that_alert_rules_name() -> None:
    unasked = score_total(PHQ, 12)
    assert (unasked.total, unasked.band, unasked.alert.level) == (12, "Moderate", "")
    assert {rule.item for rule in unasked.alert.not_asked} == {9}
    assert score_total(PHQ, 12, {9: 0}).alert.not_asked == ()
    assert score_total(PHQ, 12, {9: 1}).alert.level == "prompt"
    assert score_total(MEASURES["sbqr"], 7).alert.level == "urgent"
    assert score_total(MEASURES["sbqr"], 6).alert == ("", (), (), ())


def test_fields_asked_beside_a_total() -> None:
    screen = MEASURES["cssrs"]
    assert alert(screen, {}, None, {"ideation_level": 4, "behaviour_recent": False}).level == "emergency"
    assert alert(screen, {}, None, {"behaviour_recent": True}).level == "emergency"
    assert alert(screen, {}).level == ""
    assert alert(screen, {}).not_asked


@pytest.mark.parametrize(
    ("measure", "answers", "item", "words"),
    [
        ("phq9", [4], 1, "Item 1 of PHQ-9 is one of 0, 1, 2, 3, not 4."),
        ("phq9", [0, 1.5], 2, "one of"),
        ("phq9", [0] * 10, 0, "PHQ-9 has 9 items; 10 answers were given."),
        ("phq9", [DECLINED], 1, "does not accept a declined answer"),
        ("suds", [101], 1, "from 0 to 100, not 101"),
        ("counter", [-1], 1, "at least 0"),
        ("csi16", [0, 6], 2, "one of 0, 1, 2, 3, 4, 5"),
        ("gas", [3], 1, "one of -2, -1, 0, 1, 2"),
    ],
)
def test_answers_the_form_does_not_have(measure: str, answers: list[Any], item: int, words: str) -> None:
    with pytest.raises(AnswerFault, match=words) as refused:
        score(MEASURES[measure], answers)
    assert refused.value.item == item


@pytest.mark.parametrize("total", [-1, 28])
def test_totals_outside_the_range(total: int) -> None:
    with pytest.raises(AnswerFault, match="from 0 to 27"):
        score_total(PHQ, total)


@pytest.mark.parametrize(
    ("ratings", "weights", "t"),
    [
        ([1, 1, 1], None, 63.69),
        ([-2], None, 30),
        ([1, 0, -1], [2, 1, 1], 53.33),
        ([0, 0], None, 50),
        ([1, None, 1, 1], None, 63.69),
        ([1, None, 0, -1], [2, 3, 1, 1], 53.33),
        ([None], None, None),
        ([1, 1], [0, 0], None),
    ],
)
def test_goal_attainment(ratings: list[Any], weights: list[int] | None, t: float | None) -> None:
    assert score(MEASURES["gas"], ratings, weights=weights).total == t


def test_weights_belong_to_ratings() -> None:
    with pytest.raises(AnswerFault, match="as many weights"):
        score(MEASURES["gas"], [1, 1], weights=[1])


SUMS = [m.id for m in MEASURES.values() if m.entry == "items" and m.facts["scoring"]["method"] in ("sum", "count_yes")]


@settings(max_examples=100)
@given(st.data(), st.sampled_from(SUMS))
def test_whatever_is_answered_the_total_lies_in_the_range_of_the_measure(data: st.DataObject, measure_id: str) -> None:
    measure = MEASURES[measure_id]
    answers = [data.draw(st.none() | st.sampled_from(accepted(measure, cue))) for cue in cues(measure)]
    found = score(measure, answers)
    if found.total is not None:
        assert measure.low <= found.total <= measure.high
        assert found.band
    full = [
        answer if answer is not None else accepted(measure, cue)[0]
        for answer, cue in zip(answers, cues(measure), strict=True)
    ]
    assert score(measure, full).total is not None
    assert not score(measure, full).prorated
