"""A chart from outside: whatever the file holds, it is read whole or refused in plain words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.model.canonical import canonical, digest, to_plain
from plantui.model.chart import Chart
from plantui.model.codec import from_bundle, from_plain, from_tables, to_bundle, to_tables
from plantui.model.diff import apply, diff, invert
from plantui.model.fault import ChartFaults, Fault
from tests.adversary.charts import PLAIN, charts

JUNK = PLAIN | st.sampled_from([10**30, -1, 1e300, 0.5, True, "2026-02-30", "2026-03-10", [], {}, [[]], {"id": 1}])


@settings(max_examples=60)
@given(charts())
def test_tables_give_the_chart_back(chart: Chart) -> None:
    assert from_tables(to_tables(chart)) == chart


@settings(max_examples=60)
@given(charts())
def test_a_bundle_read_and_written_is_the_same_bytes(chart: Chart) -> None:
    written = to_bundle(chart)
    again = from_plain(json.loads(written))
    assert to_bundle(again) == written
    assert digest(again) == digest(chart)


@settings(max_examples=40)
@given(charts(), charts())
def test_a_difference_leads_there_and_back(one: Chart, other: Chart) -> None:
    before, after = to_tables(one), to_tables(other)
    changes = diff(before, after)
    assert canonical(apply(before, changes)) == canonical(after)
    assert canonical(apply(after, invert(changes))) == canonical(before)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to everything inside plain data."""
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(place for key, each in inner for place in places(each, (*path, key)))]


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Plain data with the place at `path` holding something else."""
    if not path:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = put(value[path[0]], path[1:], new)
    return copied


@settings(max_examples=200)
@given(st.data())
def test_a_broken_bundle_is_refused_in_sentences(data: st.DataObject) -> None:
    plain = json.loads(canonical(to_plain(data.draw(charts()))))
    for _ in range(data.draw(st.integers(1, 3))):
        plain = put(plain, data.draw(st.sampled_from(places(plain))), data.draw(JUNK))
    read = read_or_faults(json.dumps(plain).encode())
    if isinstance(read, Chart):
        assert from_bundle(to_bundle(read)) == read
    else:
        assert read
        for fault in read:
            assert fault.path
            assert fault.message.endswith(".")
            assert "msgspec" not in fault.message
            assert "`" not in fault.message


def read_or_faults(data: bytes) -> Chart | tuple[Fault, ...]:
    """The chart in a bundle, or why it is none. Anything but `ChartFaults` goes through."""
    try:
        return from_bundle(data)
    except ChartFaults as refused:
        return refused.faults


SMALLEST = {"id": "a", "code": "C-1", "made": "2026-03-10T00:00:00Z", "client": {"family": "Reyes"}}


@pytest.mark.parametrize(
    "more",
    [
        {"client": {"family": "Reyes", "+": {"given": "Maria", "new": 1}}},
        {"client": {"family": "Reyes", "+": "x"}},
        {"+": {"code": "C-2"}},
        {"new": {"+": {"a": 1}, "b": [{"+": 2}]}},
        {"new": [10**30, 1e19, -0.0]},
    ],
)
def test_fields_nobody_knows_change_nothing_else(more: dict[str, Any]) -> None:
    chart = from_bundle(json.dumps(SMALLEST | more).encode())
    assert (chart.code, chart.client.given) == ("C-1", "")
    assert from_bundle(to_bundle(chart)) == chart


@pytest.mark.parametrize("depth", [101, 600, 5000])
def test_a_document_nested_too_deeply_is_refused(depth: int) -> None:
    bottomless = json.dumps(SMALLEST)[:-1] + ', "new": ' + "[" * depth + "]" * depth + "}"
    faults = read_or_faults(bottomless.encode())
    assert "levels deep" in str(faults)


@settings(max_examples=100)
@given(st.binary(max_size=60))
def test_bytes_that_are_no_bundle_are_refused(data: bytes) -> None:
    with pytest.raises(ChartFaults):
        from_bundle(data)
