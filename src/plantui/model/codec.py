"""A chart to and from what is kept: tables of documents, and the bundle that one client travels in."""

from __future__ import annotations

from typing import Any

from plantui.model.base import Plain, Tables
from plantui.model.canonical import canonical, to_plain
from plantui.model.chart import TABLES, Chart
from plantui.model.decode import decode, parse_json
from plantui.model.fault import ChartFaults, Fault
from plantui.model.migrate import migrate
from plantui.model.validate import check


def to_tables(chart: Chart) -> Tables:
    """The chart as tables of documents keyed by id; ``chart`` and ``client`` hold one document each."""
    plain = to_plain(chart)
    tables: Tables = {}
    for table in TABLES:
        parts = plain.pop(table, [])
        if parts:
            tables[table] = {part["id"]: {k: v for k, v in part.items() if k != "id"} for part in parts}
    chart_id = plain.pop("id")
    tables["client"] = {chart_id: plain.pop("client")}
    tables["chart"] = {chart_id: plain}
    return tables


def from_tables(tables: Tables) -> Chart:
    """The chart that tables hold; documents come in order of their ids, which is the order they were made in.

    Raises:
        ChartFaults: something in the tables is not as it must be.
    """
    heads = tables.get("chart", {})
    if len(heads) != 1:
        raise ChartFaults([Fault("chart", "a chart has exactly one head document.")])
    chart_id, head = next(iter(heads.items()))
    clients = tables.get("client", {})
    if chart_id not in clients:
        raise ChartFaults([Fault("client", "the client document is missing.")])
    plain: dict[str, Any] = {**head, "id": chart_id, "client": clients[chart_id]}
    for table in TABLES:
        documents = tables.get(table)
        if documents:
            plain[table] = [{**document, "id": key} for key, document in sorted(documents.items())]
    return from_plain(plain)


def from_plain(plain: object) -> Chart:
    """The chart that a bundle's plain data describes, migrated to the schema of today.

    Raises:
        ChartFaults: with every fault and its path.
    """
    if not isinstance(plain, dict):
        raise ChartFaults([Fault("the document", "a chart bundle is one JSON object.")])
    return decode(Chart, migrate(plain))


def to_bundle(chart: Chart) -> bytes:
    """The whole chart as canonical bytes with a newline at the end: the same bytes each time."""
    return canonical(_in_order(to_plain(chart))) + b"\n"


def from_bundle(data: bytes) -> Chart:
    """The chart in a bundle, checked as a whole.

    Raises:
        ChartFaults: with every fault and its path.
    """
    chart = from_plain(parse_json(data))
    faults = check(chart)
    if faults:
        raise ChartFaults(faults)
    return chart


def _in_order(plain: Plain) -> Plain:
    return {key: sorted(value, key=lambda part: part["id"]) if key in TABLES else value for key, value in plain.items()}
