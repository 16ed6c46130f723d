from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from plantui.model.canonical import canonical, to_plain
from plantui.model.chart import SCHEMA, TABLES, Chart
from plantui.model.codec import from_bundle, from_plain, from_tables, to_bundle, to_tables
from plantui.model.fault import ChartFaults
from plantui.model.validate import check
from tests.model.strategies import charts

CLIENT = {"family": "Reyes"}
SMALLEST: dict[str, Any] = {"id": "c", "code": "C-1", "made": "2026-03-10T00:00:00Z", "client": CLIENT}


@settings(max_examples=40)
@given(charts())
def test_tables_and_bundles_give_the_chart_back(chart: Chart) -> None:
    assert check(chart) == []
    assert from_tables(to_tables(chart)) == chart
    written = to_bundle(chart)
    assert to_bundle(from_bundle(written)) == written


@settings(max_examples=20)
@given(charts())
def test_tables_hold_one_document_for_every_part(chart: Chart) -> None:
    tables = to_tables(chart)
    assert set(tables) == {"chart", "client"} | {table for table in TABLES if getattr(chart, table)}
    for table in set(tables) - {"chart", "client"}:
        assert list(tables[table]) == [part.id for part in getattr(chart, table)]
        assert all("id" not in document for document in tables[table].values())
    assert tables["chart"][chart.id]["schema"] == SCHEMA


def test_documents_come_in_the_order_of_their_ids() -> None:
    row = {"due": "2026-06-02", "at": "2026-03-10T00:00:00Z", "source": "signing"}
    tables = to_tables(from_plain(SMALLEST))
    tables["schedule"] = {"b": row, "a": row, "c": row}
    assert [each.id for each in from_tables(tables).schedule] == ["a", "b", "c"]
    bundle = {**SMALLEST, "schedule": [{**row, "id": "b"}, {**row, "id": "a"}]}
    assert json.loads(to_bundle(from_plain(bundle)))["schedule"][0]["id"] == "a"


@pytest.mark.parametrize("tables", [{}, {"chart": {}}, {"chart": {"a": {}, "b": {}}}, {"chart": {"a": SMALLEST}}])
def test_tables_without_head_or_client_are_refused(tables: Any) -> None:
    with pytest.raises(ChartFaults):
        from_tables(tables)


def test_fields_of_a_newer_program_survive_every_change() -> None:
    goal = {"id": "g", "code": "g1", "text": "x", "gas": {"levels": [1, 2]}}
    plan = {
        "id": "v",
        "number": 1,
        "made": "2026-03-10T00:00:00Z",
        "mood": "good",
        "problems": [{"id": "p", "code": "p1", "text": "Worry", "goals": [goal], "colour": "blue"}],
    }
    bundle = {**SMALLEST, "plans": [plan], "client": {**CLIENT, "guardian": {"name": "Bo", "email": "b@x"}}, "star": 1}
    chart = from_bundle(json.dumps(bundle).encode())
    assert chart.extra == {"star": 1}
    assert chart.plans[0].problems[0].goals[0].extra == {"gas": {"levels": [1, 2]}}
    changed = msgspec.structs.replace(chart, code="C-2")
    again = json.loads(to_bundle(from_tables(to_tables(changed))))
    assert again == {**bundle, "code": "C-2", "schema": SCHEMA}


@settings(max_examples=30)
@given(charts())
def test_unknown_fields_are_part_of_the_canonical_bytes(chart: Chart) -> None:
    plain = to_plain(chart)
    for part in [plain, plain["client"], *(part for table in TABLES for part in plain.get(table, []))]:
        part["from later"] = {"deep": [1]}
    again = from_plain(plain)
    assert canonical(to_plain(again)) == canonical(plain)
