from __future__ import annotations

import hashlib
import unicodedata
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.model.canonical import canonical, clean_text, digest, to_plain
from plantui.model.chart import Chart
from plantui.model.client import Client
from plantui.model.codec import from_bundle, to_bundle, to_tables
from plantui.model.plan import Objective
from tests.model.strategies import charts


def objective(**fields: Any) -> Objective:
    return Objective(id="o", code="g1.1", text="Sleep", **fields)


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ({"b": 1, "a": 2}, b'{"a":2,"b":1}'),
        ({"n": 18.0}, b'{"n":18}'),
        ({"n": 18.5}, b'{"n":18.5}'),
        ({"n": 2.0**53 - 1}, b'{"n":9007199254740991}'),
        ({"n": 2.0**53}, b'{"n":9007199254740992.0}'),
        ({"n": 2.0**60}, b'{"n":1.152921504606847e18}'),
        ({"t": "a\r\nb\rc"}, b'{"t":"a\\nb\\nc"}'),
        ({"t": "e\u0301"}, '{"t":"é"}'.encode()),
        ({"e\u0301": [{"z": 1, "y": (1.0, None)}]}, '{"é":[{"y":[1,null],"z":1}]}'.encode()),
        (objective(baseline=18.0), b'{"baseline":18,"code":"g1.1","id":"o","text":"Sleep"}'),
        (objective(), b'{"code":"g1.1","id":"o","text":"Sleep"}'),
        (objective(extra={"later": 1}), b'{"code":"g1.1","id":"o","later":1,"text":"Sleep"}'),
    ],
)
def test_canonical_bytes(value: Any, data: bytes) -> None:
    assert canonical(value) == data
    assert digest(value) == hashlib.sha256(data).hexdigest()


@given(st.text())
def test_clean_text_is_one_form_and_stays(text: str) -> None:
    clean = clean_text(text)
    assert clean == clean_text(clean)
    assert "\r" not in clean
    assert unicodedata.is_normalized("NFC", clean)
    assert clean_text(text.replace("\r\n", "\n").replace("\n", "\r\n")) == clean_text(text)


@settings(max_examples=30)
@given(charts())
def test_the_same_chart_is_the_same_bytes_whatever_the_order_of_its_fields(chart: Chart) -> None:
    plain = to_plain(chart)
    assert canonical(chart) == canonical(dict(reversed(plain.items())))
    assert to_bundle(chart) == to_bundle(from_bundle(to_bundle(chart)))


@settings(max_examples=30)
@given(charts())
def test_every_change_of_a_field_changes_the_digest(chart: Chart) -> None:
    assert digest(chart) != digest(msgspec.structs.replace(chart, code=chart.code + "x"))
    assert digest(chart) != digest(msgspec.structs.replace(chart, extra={**chart.extra, "unheard of": 1}))


@settings(max_examples=30)
@given(charts())
def test_plain_data_holds_no_default_and_no_wrapper_of_unknown_fields(chart: Chart) -> None:
    def visit(value: Any) -> None:
        if isinstance(value, dict):
            assert "+" not in value
            assert "extra" not in value
            for inner in value.values():
                visit(inner)
        elif isinstance(value, list):
            for inner in value:
                visit(inner)

    plain = to_plain(chart)
    visit(plain)
    assert ("rehearsal" in plain) is chart.rehearsal


def test_the_smallest_chart() -> None:
    made = datetime(2026, 3, 10, tzinfo=UTC)
    chart = Chart(id="c", code="C-001", made=made, client=Client(family="Reyes"))
    assert to_bundle(chart) == (
        b'{"client":{"family":"Reyes"},"code":"C-001","id":"c","made":"2026-03-10T00:00:00Z","schema":1}\n'
    )
    assert to_tables(chart)["client"] == {"c": {"family": "Reyes"}}
