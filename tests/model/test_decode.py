from __future__ import annotations

import json
from typing import Any

import pytest

from plantui.model.codec import from_bundle
from plantui.model.decode import as_plain_copy, decode, parse_json
from plantui.model.fault import ChartFaults, Fault
from plantui.model.note import Note
from tests.model.test_codec import SMALLEST

NOTE = {"id": "n", "date": "2026-03-10", "written": "2026-03-10T14:00:00Z"}
PLAN = {"id": "v", "number": 1, "made": "2026-03-10T00:00:00Z"}
OBJECTIVE = {"id": "o", "code": "g1.1", "text": "Sleep"}


def faults(**fields: Any) -> tuple[Fault, ...]:
    with pytest.raises(ChartFaults) as refused:
        from_bundle(json.dumps({**SMALLEST, **fields}).encode())
    return refused.value.faults


def plan(**objective: Any) -> dict[str, Any]:
    goal = {"id": "g", "code": "g1", "objectives": [{**OBJECTIVE, **objective}]}
    return {**PLAN, "problems": [{"id": "p", "code": "p1", "text": "Worry", "goals": [goal]}]}


@pytest.mark.parametrize(
    ("fields", "path", "message"),
    [
        ({"code": None}, "code", "this must be text, but it is nothing."),
        ({"id": ""}, "id", 'this text must have a length of at least 1, but it is "".'),
        ({"client": {}}, "client.family", "this field is missing."),
        ({"client": []}, "client", "this must be a group of fields, but it is a list."),
        (
            {"client": {"family": "R", "status": "gone"}},
            "client.status",
            '"gone" is not one of the words allowed here.',
        ),
        ({"rehearsal": "yes"}, "rehearsal", 'this must be true or false, but it is "yes".'),
        ({"made": "2026-03-10T00:00:00"}, "made", None),
        ({"notes": [{**NOTE, "date": "2026-02-30"}]}, "notes[0].date", None),
        ({"notes": [NOTE, {**NOTE, "minutes": 0}]}, "notes[1].minutes", "this must be at least 1, but it is"),
        ({"notes": [{**NOTE, "minutes": 5000}]}, "notes[0].minutes", "this must be at most 1440, but it is"),
        ({"notes": [{**NOTE, "start": "25:00"}]}, "notes[0].start", '"25:00" does not have the form this field needs.'),
        ({"notes": [{**NOTE, "links": [{"node": "x", "mark": 3}]}]}, "notes[0].links[0].mark", None),
        ({"notes": {}}, "notes", "this must be a list, but it is a group of fields."),
        ({"plans": [plan(target="many", label="x")]}, "plans[0].problems[0].goals[0].objectives[0].target", None),
        ({"plans": [plan(status="met")]}, "plans[0].problems[0].goals[0].objectives[0].status", None),
        ({"schema": 99}, "schema", "this chart has schema 99; this program reads up to 1. Update PlanTUI."),
        ({"schema": True}, "schema", "this must be a whole number from 1."),
        ({"counters": {"p": "x"}}, "counters", None),
    ],
)
def test_a_fault_names_its_place(fields: dict[str, Any], path: str, message: str | None) -> None:
    (fault,) = faults(**fields)
    assert fault.path.startswith(path)
    assert fault.message.endswith(".")
    if message is not None:
        assert fault.message.startswith(message)
    assert str(fault) == f"{fault.path}: {fault.message}"


def test_every_fault_is_named_not_only_the_first() -> None:
    found = faults(code=1, client={"family": 2, "born": "soon"}, notes=[{**NOTE, "minutes": "x"}, {"id": "m"}])
    assert [fault.path for fault in found] == [
        "code",
        "client.family",
        "client.born",
        "notes[0].minutes",
        "notes[1].date",
        "notes[1].written",
    ]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'"x"', b"\xff", b"null"])
def test_what_is_no_bundle_at_all(data: bytes) -> None:
    with pytest.raises(ChartFaults):
        from_bundle(data)


def test_json_faults_say_the_place() -> None:
    with pytest.raises(ChartFaults, match="byte 5"):
        parse_json(b'{"a" 1}')


def test_an_unknown_field_beside_a_known_one_is_kept() -> None:
    note = decode(Note, {**NOTE, "kind": "group", "weather": "rain"})
    assert (note.kind, note.extra) == ("group", {"weather": "rain"})


def test_a_plain_copy_shares_nothing() -> None:
    inner: list[int] = []
    copied = as_plain_copy({"a": inner})
    inner.append(1)
    assert copied == {"a": []}
