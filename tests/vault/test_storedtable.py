"""A stored table answers as a dict of dicts does, whatever was parsed before."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from plantui.vault.body import decode_tables, encode_tables
from plantui.vault.faults import Tampered
from plantui.vault.storedtable import Document

DOCUMENTS: dict[str, Document] = {"a": {"x": 1}, "b": {"y": ["größer", None]}, "c": {}}


def stored(*looked_at: str) -> dict[str, Document]:
    table = decode_tables(encode_tables("chart", {"t": DOCUMENTS}))["t"]
    for key in looked_at:
        _ = table[key]
    return table


WAYS: dict[str, Callable[[dict[str, Any]], object]] = {
    "[]": lambda table: [table[key] for key in table],
    "in": lambda table: ("a" in table, "z" in table, len(table), bool(table)),
    "get": lambda table: (table.get("b"), table.get("z"), table.get("z", 5), table.get("a", 5)),
    "keys": lambda table: (list(table), list(table.keys()), list(reversed(table)), sorted(table)),
    "values": lambda table: list(table.values()),
    "items": lambda table: list(table.items()),
    "pop": lambda table: (table.pop("b"), table.pop("z", None), list(table.items())),
    "popitem": lambda table: (table.popitem(), list(table)),
    "setdefault": lambda table: (table.setdefault("a", {}), table.setdefault("z", {}), list(table.items())),
    "put": lambda table: (table.update(a={}, d={"q": 1}), table.__setitem__("b", {}), dict(table))[-1],
    "delete": lambda table: (table.__delitem__("a"), list(table.items())),
    "clear": lambda table: (table.clear(), list(table.items())),
    "dict": dict,
    "copy": lambda table: (table.copy(), copy.copy(table), copy.deepcopy(table), pickle.loads(pickle.dumps(table))),
    "unpacked": lambda table: {**table, "z": {}},
    "updated into": lambda table: (into := {"a": {}, "z": {}}, into.update(table))[0],
    "|": lambda table: (table | {"z": {}}, {"a": {}} | table, table | table),
    "|=": lambda table: table.__ior__({"a": {}}) == {**DOCUMENTS, "a": {}},
    "==": lambda table: (table == DOCUMENTS, table == DOCUMENTS, table == {}, table == stored(), stored() == table),
    "!=": lambda table: (table != DOCUMENTS, table != DOCUMENTS, table != {}, table != stored(), table != 5),
    "repr": repr,
    "json": json.dumps,
}


@pytest.mark.parametrize("looked_at", ["", "b", "abc"])
@pytest.mark.parametrize("way", WAYS)
def test_it_answers_as_a_dict(way: str, looked_at: str) -> None:
    assert WAYS[way](stored(*looked_at)) == WAYS[way](copy.deepcopy(DOCUMENTS))


def test_a_document_stays_the_one_that_was_handed_out() -> None:
    table = stored()
    table["a"]["x"] = 2
    assert table["a"] == {"x": 2} == dict(table)["a"]
    assert table.copy()["a"] is table["a"]


def test_a_missing_document_is_missed() -> None:
    for ask in (lambda: stored()["z"], lambda: stored().pop("z")):
        with pytest.raises(KeyError):
            ask()
    with pytest.raises(TypeError):
        hash(stored())


def test_what_is_no_document_is_damage() -> None:
    table = decode_tables(b'{"t":{"a":3,"b":3}}\n[]\n{}\n')["t"]
    assert table["b"] == {}
    for ask in (lambda: table["a"], lambda: table.get("a"), lambda: list(table.values()), lambda: dict(table)):
        with pytest.raises(Tampered, match="a cannot be read"):
            ask()


def test_a_document_over_two_lines_is_not_taken_for_two() -> None:
    table = decode_tables(b'{"t":{"a":9,"b":3}}\n{"x":\n1}\n{}\n')["t"]
    assert list(table.values()) == [{"x": 1}, {}]
