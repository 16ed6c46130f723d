from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.model.base import whole
from plantui.model.client import Client
from plantui.model.ids import ALPHABET, ids, make_id, seeded_ids
from plantui.model.measure import Band, Measure
from plantui.model.note import VisitKind
from plantui.model.period import Period, Unit
from plantui.model.plan import Frequency, Goal
from plantui.model.schema import bundle_schema
from plantui.model.status import STATUS_MEANINGS, STATUS_WORDS, Status
from tests.model.strategies import NOW


def test_ids_are_in_order_of_time() -> None:
    moments = [NOW + timedelta(milliseconds=n) for n in range(50)]
    made = [make_id(moment, 2**80 - 1 - n) for n, moment in enumerate(moments)]
    assert made == sorted(made)
    assert all(len(each) == 26 and set(each) <= set(ALPHABET) for each in made)


@given(st.integers(0, 2**200))
def test_only_the_low_bits_of_chance_count(bits: int) -> None:
    assert make_id(NOW, bits) == make_id(NOW, bits % 2**80)
    assert make_id(NOW, 0)[:10] == make_id(NOW, bits)[:10]


def test_seeded_ids_come_out_the_same_and_real_ones_never() -> None:
    def clock() -> datetime:
        return NOW

    one, other = seeded_ids(clock, "demo"), seeded_ids(clock, "demo")
    assert [one() for _ in range(5)] == [other() for _ in range(5)]
    assert seeded_ids(clock, "demo")() != seeded_ids(clock, "else")()
    source = ids(clock)
    assert len({source() for _ in range(200)}) == 200


def test_every_status_has_a_word_and_a_meaning() -> None:
    assert [status.word for status in Status] == ["new", "act", "met", "hld", "dis"]
    assert [status.value for status in Status] == ["planned", "active", "completed", "on-hold", "cancelled"]
    assert {STATUS_WORDS[status.word] for status in Status} == set(Status) == set(STATUS_MEANINGS)
    assert [status for status in Status if not status.open] == [Status.MET, Status.STOPPED]


def test_visits_that_did_not_take_place() -> None:
    assert [kind.value for kind in VisitKind if not kind.kept] == ["missed", "cancelled"]


@pytest.mark.parametrize(
    ("client", "full", "spoken", "initials"),
    [
        (Client(family="Reyes", given="Maria"), "Reyes, Maria", "Maria Reyes", "M.R."),
        (Client(family="Reyes", given="Maria", called="Mia"), "Reyes, Maria", "Mia Reyes", "M.R."),
        (Client(family="Reyes"), "Reyes", "Reyes", "R."),
        (Client(family="österberg", given=" émile"), "österberg,  émile", "émile österberg", "É.Ö."),
    ],
)
def test_names(client: Client, full: str, spoken: str, initials: str) -> None:
    assert (client.full_name, client.spoken_name, client.initials) == (full, spoken, initials)


@pytest.mark.parametrize(
    ("words", "text", "title"),
    [
        ("My nights", "Sleep", '"My nights"  Sleep'),
        ("My nights", "", '"My nights"'),
        ("", "Sleep", "Sleep"),
        ("", "", ""),
    ],
)
def test_the_title_of_a_goal(words: str, text: str, title: str) -> None:
    assert Goal(id="g", code="g1", words=words, text=text).title == title


@pytest.mark.parametrize(
    ("total", "band"), [(0, "low"), (9, "low"), (9.5, "low"), (10, "high"), (99, "high"), (-1, "")]
)
def test_the_band_is_the_last_one_reached(total: float, band: str) -> None:
    measure = Measure(id="m", short="M", name="M", construct="", bands=(Band(0, "low", 9), Band(10, "high")))
    assert measure.band(total) == band


@pytest.mark.parametrize(("value", "text"), [(18.0, "18"), (18.5, "18.5"), (18, "18"), (-0.0, "0")])
def test_whole_numbers_have_no_fraction(value: float, text: str) -> None:
    assert str(whole(value)) == text


def test_the_schema_speaks_of_fields_people_see() -> None:
    schema = bundle_schema()
    chart = schema["$defs"]["Chart"]
    assert schema["$ref"] == "#/$defs/Chart"
    assert {"id", "code", "made", "client"} <= set(chart["required"])
    assert "schema" in chart["properties"]
    for definition in schema["$defs"].values():
        assert "+" not in definition.get("properties", {})
        assert "additionalProperties" not in definition
    assert NOW.tzinfo is UTC


@pytest.mark.parametrize(
    ("times", "n", "unit", "words"),
    [
        (1, 1, Unit.DAY, "daily"),
        (1, 1, Unit.WEEK, "weekly"),
        (1, 2, Unit.WEEK, "fortnightly"),
        (1, 3, Unit.WEEK, "every 3 weeks"),
        (2, 1, Unit.WEEK, "2 a week"),
        (2, 3, Unit.WEEK, "2 in 3 weeks"),
        (1, 1, Unit.YEAR, "every year"),
    ],
)
def test_how_often_in_a_list(times: int, n: int, unit: Unit, words: str) -> None:
    assert Frequency(times=times, per=Period(n=n, unit=unit)).words == words
