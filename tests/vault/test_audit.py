"""The audit trail: a chain of lines over months, repaired after a crash, without clinical content."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from plantui.vault.faults import Tampered
from plantui.vault.lines import WINDOW, whole_until
from plantui.vault.seam import AuditQuery, Event
from tests.vault.failing import FailingFs
from tests.vault.house import TODAY, event, faults, lines, make, reopen, tables


def months(path: Path) -> dict[str, list[bytes]]:
    return {file.name: file.read_bytes().splitlines() for file in sorted((path / "audit").iterdir())}


def month_file(path: Path, month: str = "2026-03") -> Path:
    return path / "audit" / f"{month}.jsonl"


def test_each_line_carries_the_hash_of_the_one_before_over_months(tmp_path: Path) -> None:
    store = make(tmp_path)
    for days in (0, 1, 40, 400):
        store.record([event("chart.view", TODAY + timedelta(days=days), "g1.2")], durable=True)
    found = months(tmp_path)
    assert [len(rows) for rows in found.values()] == [2, 1, 1]
    assert list(found) == ["2026-03.jsonl", "2026-04.jsonl", "2027-04.jsonl"]
    prev = hashlib.sha256(store.vault.id.encode()).hexdigest()
    for number, raw in enumerate((raw for rows in found.values() for raw in rows), 1):
        line = json.loads(raw)
        assert list(line) == ["seq", "at", "who", "sess", "act", "chart", "rev", "sha", "detail", "prev"]
        assert (line["seq"], line["prev"]) == (number, prev)
        prev = hashlib.sha256(raw).hexdigest()
    assert faults(store) == []


def test_a_save_is_one_line_with_the_hash_of_its_file(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.commit("chart", 0, tables("secret"), event("plan.edit", TODAY, "g1.2", "met"))
    (line,) = lines(store)
    assert (line.act, line.chart, line.rev, line.who, line.sess) == ("plan.edit", "chart", 1, "u-dw", "s1")
    assert line.detail == ("g1.2", "met")
    (file,) = (tmp_path / "charts").rglob("*.chart")
    assert line.sha == hashlib.sha256(file.read_bytes()).hexdigest()
    assert b"secret" not in month_file(tmp_path).read_bytes()


def test_a_batch_is_one_write_and_one_sync_and_a_view_needs_none(tmp_path: Path) -> None:
    make(tmp_path).record([event()], durable=True)
    store = reopen(tmp_path, fs=(fs := FailingFs(lambda call, name: 0)))
    store.record([event("chart.view")] * 20, durable=True)
    assert (fs.calls.count("write"), fs.calls.count("fdatasync"), fs.calls.count("sync_dir")) == (1, 1, 0)
    store.record([event("chart.view")], durable=False)
    assert (fs.calls.count("write"), fs.calls.count("fdatasync")) == (2, 1)
    store.record([], durable=True)
    assert fs.calls.count("write") == 2
    assert [line.seq for line in lines(store)] == list(range(1, 23))


def test_a_clock_that_goes_back_reopens_no_month(tmp_path: Path) -> None:
    store = make(tmp_path)
    for days in (40, 0, -400):
        store.record([event("chart.view", TODAY + timedelta(days=days))], durable=True)
    assert list(months(tmp_path)) == ["2026-04.jsonl"]
    assert len(lines(store)) == 3
    assert faults(store) == []


def test_the_month_is_that_of_utc(tmp_path: Path) -> None:
    late = datetime(2026, 3, 31, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    make(tmp_path).record([event("chart.view", late)], durable=True)
    assert list(months(tmp_path)) == ["2026-04.jsonl"]


@pytest.mark.parametrize(
    "rest", [b"{", b'{"seq":3', b"\0" * 700, b"\0" * 100 + b'"}\n', b"junk\n", b"\n", b"\xff\n\xfe"]
)
def test_what_a_crash_left_is_cut_and_logged(tmp_path: Path, rest: bytes) -> None:
    store = make(tmp_path)
    store.record([event(), event()], durable=True)
    with month_file(tmp_path).open("ab") as file:
        file.write(rest)
    assert len(lines(store)) == 2
    assert store.verify() != []
    assert faults(store) == []
    store.record([event("chart.view")], durable=True)
    assert [(line.act, line.detail) for line in lines(store)[2:]] == [
        ("audit.repair", (f"cut:{len(rest)}",)),
        ("chart.view", ()),
    ]
    assert store.verify() == []


def test_the_rest_of_a_crash_at_the_end_of_a_month_is_cut_too(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.record([event(), event()], durable=True)
    with month_file(tmp_path).open("ab") as file:
        file.write(b'{"seq":3,')
    month_file(tmp_path, "2026-04").write_bytes(b"")
    month_file(tmp_path, "2026-04").chmod(0o600)
    assert len(lines(store)) == 2
    assert faults(store) == []
    store.record([event("chart.view", TODAY + timedelta(days=30))], durable=True)
    assert [line.act for line in lines(store)] == ["plan.edit", "plan.edit", "audit.repair", "chart.view"]
    assert store.verify() == []


def test_a_whole_line_without_its_line_break_does_not_count(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.record([event(), event()], durable=True)
    month_file(tmp_path).write_bytes(month_file(tmp_path).read_bytes()[:-1])
    assert len(lines(store)) == 1
    store.record([event("chart.view")], durable=True)
    assert [line.act for line in lines(store)] == ["plan.edit", "audit.repair", "chart.view"]
    assert faults(store) == []


def test_the_end_is_found_behind_lines_longer_than_a_window(tmp_path: Path) -> None:
    def readable(row: bytes) -> bool:
        return row.startswith(b"ok")

    long = b"ok" + b"x" * (2 * WINDOW) + b"\n"
    assert whole_until(long, readable) == len(long)
    assert whole_until(long + b"junk", readable) == len(long)
    assert whole_until(b"junk\njunk", readable) == 0
    store = make(tmp_path)
    log = store.undo_log("dw")
    for number in range(3):
        log.append({"text": "x" * (2 * WINDOW)}, ["chart"], TODAY)
        log.append({"n": number}, ["chart"], TODAY)
    assert [step.number for step in log.list(TODAY)] == [1, 2, 3, 4, 5, 6]


def test_an_end_that_no_crash_explains_is_not_cut(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.record([event()], durable=True)
    month_file(tmp_path).write_bytes(b"junk\n" * 500_000)
    with pytest.raises(Tampered, match="damaged"):
        store.record([event()], durable=True)
    assert month_file(tmp_path).stat().st_size == 2_500_000


def test_damage_in_the_middle_is_said_not_skipped(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.record([event()] * 3, durable=True)
    rows = month_file(tmp_path).read_bytes().splitlines(keepends=True)
    month_file(tmp_path).write_bytes(rows[0] + b"junk\n" + rows[2])
    with pytest.raises(Tampered, match="Line 2 of the audit trail of 2026-03"):
        lines(store)
    assert {finding.code for finding in store.verify()} == {"E303", "E304"}


def test_a_query_picks_by_time_user_chart_and_act(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.commit("aaa", 0, tables(1), event("plan.edit"))
    store.commit("bbb", 0, tables(1), event("plan.sign.client", TODAY + timedelta(days=30)))
    store.record([Event(act="planning", who="u2", at=TODAY + timedelta(days=31), session="s2")], durable=False)

    def found(**query: object) -> list[int]:
        return [line.seq for line in store.audit(AuditQuery(**query))]

    assert found() == [1, 2, 3]
    assert found(act="plan") == [1, 2]
    assert found(act="plan.sign") == [2]
    assert found(who="u2") == [3]
    assert found(chart="bbb") == [2]
    assert found(since=TODAY + timedelta(days=1)) == [2, 3]
    assert found(since=TODAY, until=TODAY + timedelta(days=30)) == [1]
    assert found(who="u2", chart="bbb") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"act": "Plan edit"},
        {"act": ""},
        {"act": "x" * 41},
        {"at": datetime(2026, 3, 10)},
        {"who": ""},
        {"who": "Dana Weiss"},
        {"session": ""},
        {"chart": "../x"},
        {"detail": ("two words",)},
        {"detail": ("\x1b[2J",)},
        {"detail": ("größer",)},
        {"who": "dw\u202e"},
        {"detail": ("x" * 81,)},
        {"detail": ("x",) * 33},
    ],
)
def test_an_event_holds_codes_only(wrong: dict) -> None:
    right = {"act": "plan.edit", "who": "u", "at": datetime(2026, 3, 10, tzinfo=UTC), "session": "s"}
    assert Event(**right).detail == ()
    with pytest.raises(ValueError, match=r"."):
        Event(**{**right, **wrong})
