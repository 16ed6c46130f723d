"""The rehearsal store: the caseload of the drawings, the same every time, marked as invented."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.shell import Shell


def _rows(shell: Shell, *arguments: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(shell.run(*arguments, "--format", "json").out)["items"]
    return rows


def test_the_queue_is_that_of_the_drawings(demo: Shell) -> None:
    assert demo.check("due", "--overdue", "--names", "initials").splitlines() == [
        "C-033  P.J.  review  11 d late  27 Feb 2026  5 objectives, 5 with evidence",
        "C-014  M.R.  review   4 d late   6 Mar 2026  4 objectives, 3 with evidence",
        "C-021  R.D.  review   2 d late   8 Mar 2026  4 objectives, 3 with evidence",
    ]
    first = _rows(demo, "due", "--overdue")[0]
    assert {key: first[key] for key in ("client", "kind", "due", "clock", "days_late")} == {
        "client": "C-033",
        "kind": "review",
        "due": "2026-02-27",
        "clock": "interim",
        "days_late": 11,
    }
    counted = demo.run("due", "--overdue", "--count", "--fail")
    assert (counted.code, counted.out) == (1, "3\n")


def test_thirty_four_clients_at_every_stage(demo: Shell) -> None:
    rows = _rows(demo, "list")
    assert len(rows) == 34
    assert {row["status"] for row in rows} == {"active", "on-hold", "screening", "plan-not-required"}
    plans = {str(row["plan"]) for row in rows}
    assert {"", "v1", "v2", "v3"} <= plans
    assert any("draft" in plan for plan in plans)
    assert len(_rows(demo, "list", "--closed")) > 34


def test_the_store_is_sound(demo: Shell) -> None:
    assert demo.run("verify").code == 0


def test_it_is_the_same_store_every_time(demo: Shell, tmp_path: Path) -> None:
    other = Shell(tmp_path / "other")
    store = str(tmp_path / "second")
    other.check("demo", "--store", store, "--no-open")
    for code in ("C-014", "C-033"):
        mine = demo.check("export", "bundle", code, "-o", "-")
        assert other.check("--store", store, "export", "bundle", code, "-o", "-") == mine
        assert json.loads(mine)["rehearsal"] is True


def test_the_backlog_has_ten_overdue_reviews(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.check("demo", "--backlog", "--store", str(shell.store), "--no-open")
    assert shell.check("due", "--overdue", "--count") == "10\n"


def test_demo_keeps_what_was_done_and_resets_only_rehearsal_stores(demo: Shell, tmp_path: Path) -> None:
    demo.check("new", stdin="Newcomer, Nell")
    demo.check("demo", "--store", str(demo.store), "--no-open")
    assert len(_rows(demo, "list")) == 35
    demo.check("demo", "--reset", "--store", str(demo.store), "--no-open")
    assert len(_rows(demo, "list")) == 34
    real = tmp_path / "real"
    demo.check("--store", str(real), "init", "--no-encryption", "--name", "D", "--initials", "D", "--credential", "")
    refused = demo.run("demo", "--reset", "--store", str(real), "--no-open")
    assert refused.code == 7
    assert (real / "vault.json").exists()
