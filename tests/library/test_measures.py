from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plantui.library import load_measures
from plantui.library.content import shipped_bytes
from plantui.library.measure_entry import MeasureFault, laid_over, measure_from

MEASURES = load_measures()
ENTRIES = json.loads(shipped_bytes("measures.json"))["measures"]


def own(tmp_path: Path, content: Any) -> Path:
    file = tmp_path / "measures.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return file


def test_every_entry_of_the_file_is_a_measure() -> None:
    assert len(MEASURES) == len(ENTRIES) == 120
    assert list(MEASURES) == [entry["id"] for entry in ENTRIES]
    assert MEASURES.problems == ()
    for entry in ENTRIES:
        measure = MEASURES[entry["id"]]
        assert measure.facts == entry
        assert (measure.short, measure.entry) == (entry["short"], entry["entry"])
        assert measure.direction in ("higher_worse", "higher_better", "set_per_use")
        assert len(measure.items) == len(entry["items"]) + len(entry.get("followup_items", ()))
        assert [band.min for band in measure.bands] == sorted(band.min for band in measure.bands)
        assert {rule.level for rule in measure.risk_rules} <= {"prompt", "urgent", "emergency"}
        if measure.low is not None:
            assert measure.high is not None
            assert measure.low < measure.high


def test_no_instrument_text_is_shipped() -> None:
    """Cues are ours and short; the words of a form are not in the file."""
    for measure in MEASURES.values():
        for cue in measure.items:
            assert cue.text == ""
            assert 1 <= len(cue.label.split()) <= 5, (measure.id, cue.label)


@pytest.mark.parametrize(
    ("measure_id", "reliable", "mcid"),
    [("phq9", 6, 5), ("gad7", 4, 4), ("pcl5", 15, 10), ("who5", None, 10), ("oasis", 5, None), ("suds", None, None)],
)
def test_change_that_counts_comes_with_its_source(measure_id: str, reliable: object, mcid: object) -> None:
    measure = MEASURES[measure_id]
    assert (measure.reliable, measure.mcid) == (reliable, mcid)
    assert bool(measure.reliable_source) is (reliable is not None)
    assert bool(measure.mcid_source) is (mcid is not None)


def test_a_value_nobody_checked_says_so() -> None:
    assert MEASURES["phq9"].reliable_confidence == "verified"
    assert MEASURES["wsas"].reliable_confidence == "unverified"


def test_what_a_measure_is_made_of() -> None:
    phq = MEASURES["phq9"]
    assert (phq.low, phq.high, phq.item_count, phq.item_values, phq.due_days) == (0, 27, 9, (0, 1, 2, 3), 14)
    assert [phq.band(total) for total in (4, 5, 14, 27)] == ["Minimal", "Mild", "Moderate", "Severe"]
    assert (phq.items[8].n, phq.items[8].risk) == (9, True)
    assert [(rule.item, rule.value, rule.level) for rule in phq.risk_rules] == [(9, 1, "prompt"), (9, 2, "urgent")]
    assert [cue.n for cue in MEASURES["dast10"].items if cue.reverse] == [3]
    assert MEASURES["csi4"].items[0].values == (0, 1, 2, 3, 4, 5, 6)
    assert (MEASURES["dass21"].low, MEASURES["dass21"].high) == (None, None)
    assert MEASURES["asq"].bands == ()
    assert MEASURES["asq"].risk_rules[0].items == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("phq9", "phq9"),
        ("PHQ-9", "phq9"),
        ("Phq 9", "phq9"),
        ("  gad7 ", "gad7"),
        ("patient health questionnaire-9", "phq9"),
        ("DASS21", "dass21"),
        ("Goal 0-10", "goal_rating"),
        ("goal_rating", "goal_rating"),
        ("SHAI", "hai"),
        ("BAM-R", "bam"),
        ("phq", None),
        ("", None),
        ("--", None),
        ("calls/wk", None),
    ],
)
def test_names_whatever_case_hyphens_and_spaces(name: str, found: str | None) -> None:
    measure = MEASURES.find(name)
    assert (measure.id if measure else None) == found


def test_every_measure_is_found_by_its_id_and_its_short_name() -> None:
    for measure in MEASURES.values():
        assert MEASURES.find(measure.id) is measure
        assert MEASURES.find(measure.short) is measure


def test_an_unknown_measure_is_none() -> None:
    assert "phq99" not in MEASURES
    assert MEASURES.get("phq99") is None
    with pytest.raises(KeyError):
        MEASURES["phq99"]


def test_a_practices_file_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    file = own(
        tmp_path,
        {
            "measures": [
                {
                    "id": "phq9",
                    "items": [{"n": 9, "text": "Licensed words"}],
                    "change": {"reliable": {"points": 5, "source": "our service"}},
                },
                {
                    "id": "ours",
                    "short": "Our scale",
                    "name": "Our own scale",
                    "range": [0, 10],
                    "items": [{"n": 1}, {"n": 2}],
                    "scoring": {"reverse_items": [2]},
                },
            ]
        },
    )
    measures = load_measures(file)
    assert len(measures) == 121
    assert list(measures)[-1] == "ours"
    phq = measures["phq9"]
    assert (phq.items[8].text, phq.items[8].label, phq.items[0].text) == ("Licensed words", "suicide or self-harm", "")
    assert (phq.reliable, phq.reliable_source, phq.mcid, phq.high) == (5, "our service", 5, 27)
    assert measures.find("our SCALE") is measures["ours"]
    ours = measures["ours"]
    assert (ours.high, ours.decimals, [cue.reverse for cue in ours.items]) == (10, 0, [False, True])
    assert measures["gad7"] == MEASURES["gad7"]
    assert measures.problems == ()
    assert "ours" in measures


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "this is not JSON"),
        ("[]", 'write the entries as a list under "measures"'),
        ({"measures": {}}, "as a list"),
        ({"measures": [{"short": "x"}, "y"]}, 'entry 1 of "measures" has no id'),
        ({"measures": [{"id": "ours"}]}, 'measure "ours" is left out'),
        ({"measures": [{"id": "phq9", "range": "wide"}]}, 'measure "phq9" is left out'),
        ({"measures": [{"id": "phq9", "change": 5}]}, 'measure "phq9" is left out'),
        ({"measures": [{"id": "phq9", "items": 3}]}, 'measure "phq9" is left out'),
    ],
)
def test_a_faulty_file_is_spoken_of_and_the_shipped_measures_stay(tmp_path: Path, content: Any, words: str) -> None:
    file = own(tmp_path, content)
    measures = load_measures(file)
    assert words in measures.problems[0]
    assert str(file) in measures.problems[0]
    assert len(measures) == 120
    assert measures["phq9"] == MEASURES["phq9"]


def test_a_file_that_is_not_there_is_spoken_of(tmp_path: Path) -> None:
    assert "there is no such file" in load_measures(tmp_path / "none.json").problems[0]
    assert "cannot be read" in load_measures(tmp_path).problems[0]
    assert len(load_measures(tmp_path)) == 120


def test_laying_over_leaves_the_base_alone() -> None:
    base = {"a": {"b": 1, "c": 2}, "items": [{"n": 1, "label": "x"}]}
    merged = laid_over(base, {"a": {"b": 3}, "items": [{"n": 2}, {"n": 1, "text": "t"}], "d": 4})
    assert merged == {"a": {"b": 3, "c": 2}, "items": [{"n": 1, "label": "x", "text": "t"}, {"n": 2}], "d": 4}
    assert base == {"a": {"b": 1, "c": 2}, "items": [{"n": 1, "label": "x"}]}


def test_an_entry_without_a_name_is_no_measure() -> None:
    with pytest.raises(MeasureFault, match="short"):
        measure_from({"id": "x"})
