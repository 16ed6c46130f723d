from __future__ import annotations

from datetime import date

import pytest

from plantui.quickentry import KnownMeasure, Lexicon
from tests.quickentry.vocabulary import LEXICON


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("phq9", "phq9"),
        ("PHQ-9", "phq9"),
        ("phq 9", "phq9"),
        ("PHQ‑9", "phq9"),
        ("patient health questionnaire 9", "phq9"),
        ("SUDS 0-100", "suds"),
        ("BAM-R", "bam"),
        ("count", "counter"),
        ("phq", None),
        ("", None),
        ("-", None),
    ],
)
def test_measures_by_any_name(name: str, measure: str | None) -> None:
    assert LEXICON.measure_named(name) == measure


def test_modalities() -> None:
    assert LEXICON.modality_named("Cognitive-Behavioural Therapy") == "CBT"
    assert LEXICON.modality_named("mi") == "MI"
    assert LEXICON.modality_named("magic") is None


def test_slips() -> None:
    assert LEXICON.measure_like("PHG-9") == "PHQ-9"
    assert LEXICON.measure_like("gda7") == "GAD-7"
    assert LEXICON.measure_like("PHQ-9") is None
    assert LEXICON.measure_like("is") is None
    assert LEXICON.measure_like("counts") is None


def test_the_examples_are_known_measures() -> None:
    assert all(isinstance(measure, KnownMeasure) for measure in LEXICON.measures.values())


def test_an_empty_lexicon_knows_nothing() -> None:
    empty = Lexicon(today=date(2026, 3, 10))
    assert empty.measure_named("phq9") is None
    assert empty.measure_short("phq9") == "phq9"
