"""The body of a chart file: what nobody touched goes on as it was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.vault.body import Unreadable, decode_tables, encode_tables
from plantui.vault.faults import NotPlain, Tampered
from plantui.vault.seam import Tables
from plantui.vault.storedtable import StoredTable
from tests.vault.house import tables

names = st.sampled_from(["client", "notes", "größer", "a\nb"])
ids = st.sampled_from(["n0", "n1", "n2", "ü", ""])
documents = st.dictionaries(st.text(max_size=4), st.integers(-9, 9) | st.text(max_size=9), max_size=3)
charts = st.dictionaries(names, st.dictionaries(ids, documents, max_size=4), max_size=3)
changes = st.lists(st.tuples(names, ids, st.sampled_from(["look", "change", "put", "drop", "drop table"])), max_size=6)


def carry_out(chart: Tables, steps: list[tuple[str, str, str]]) -> None:
    """Look at and change what is there, as any caller may."""
    for name, key, what in steps:
        if what == "put":
            chart.setdefault(name, {})[key] = {"put": name}
        elif what == "drop table":
            chart.pop(name, None)
        elif key not in chart.get(name, {}):
            continue
        elif what == "drop":
            del chart[name][key]
        elif what == "change":
            chart[name][key]["changed"] = [key]
        else:
            assert chart[name][key] is chart[name][key]


@given(charts, changes)
def test_whatever_is_touched_the_bytes_are_those_of_the_whole(chart: Tables, steps: list[tuple[str, str, str]]) -> None:
    stored = decode_tables(encode_tables("c", chart))
    carry_out(stored, steps)
    carry_out(chart, steps)
    assert encode_tables("c", stored) == encode_tables("c", chart)
    assert stored == chart


def test_what_nobody_touched_is_not_parsed_and_not_proved_again() -> None:
    whole = encode_tables("c", tables(1, 3))
    odd = whole.replace(b"visit 1,", b"visit\t1,")
    stored = decode_tables(odd)
    stored["notes"]["n0"]["text"] = "changed"
    fresh = encode_tables("c", stored)
    assert b"visit\t1," in fresh
    assert b"changed" in fresh
    with pytest.raises(Tampered, match="n1"):
        _ = decode_tables(fresh)["notes"]["n1"]


@pytest.mark.parametrize("value", [float("nan"), b"x", (1, 2), {1: "x"}])
def test_what_was_put_into_a_stored_table_is_proved(value: object) -> None:
    stored = decode_tables(encode_tables("c", tables(1)))
    stored["notes"]["n0"]["text"] = value
    with pytest.raises(NotPlain, match="chart"):
        encode_tables("chart", stored)


def test_a_body_that_is_cut_lengthened_or_none_is_unreadable() -> None:
    whole = encode_tables("c", tables(1, 2))
    for bad in (b"", b"\n", b"[]\n", b"{}", b'{"a":1}\n', b'{"a":{"b":"c"}}\n', b"\xff\n", whole[:-1], whole + b"{}\n"):
        with pytest.raises(Unreadable):
            decode_tables(bad)
    assert decode_tables(whole) == tables(1, 2)
    assert decode_tables(b"{}\n") == {}
    with pytest.raises(Unreadable):
        decode_tables(b"{", form=1)


def test_tables_that_were_read_are_stored_tables() -> None:
    assert {type(table) for table in decode_tables(encode_tables("c", tables(1))).values()} == {StoredTable}
