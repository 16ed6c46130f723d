"""Disposal by command line: only what is over, only when asked, and what still holds it is named."""

from __future__ import annotations

import json

import pytest

from tests.e2e.shell import Shell

LATE = {"PLANTUI_NOW": "2040-01-01T09:00"}


@pytest.fixture
def ended(demo: Shell) -> str:
    """A client of the demo whose treatment has ended; keeps 20 Oct 2032 or so."""
    found = json.loads(demo.check("vault", "dispose", "--format", "json"))["items"]
    assert len(found) >= 2
    assert not any(row["over"] for row in found)
    return str(found[0]["client"])


def test_dates_are_listed_with_their_reasons(demo: Shell, ended: str) -> None:
    outcome = demo.run("vault", "dispose")
    assert outcome.code == 0
    assert all("  keep  " in line and " after the last service on " in line for line in outcome.out.splitlines())
    assert "guideline" in outcome.err
    assert ended in outcome.out
    assert "  may go  " in demo.check("vault", "dispose", **LATE)
    names = demo.check("vault", "dispose", "--names", "codes")
    assert "," not in names


def test_before_its_time_nothing_goes(demo: Shell, ended: str) -> None:
    early = demo.run("vault", "dispose", ended, "--yes")
    assert (early.code, early.out) == (2, "")
    assert "is kept until" in early.err
    assert "guideline" in early.err
    active = demo.run("vault", "dispose", "C-014", "--yes", **LATE)
    assert (active.code, active.out) == (2, "")
    assert "has not ended" in active.err
    assert demo.run("verify").code == 0


def test_after_its_time_it_asks_first(demo: Shell, ended: str) -> None:
    asked = demo.run("vault", "dispose", ended, **LATE)
    assert (asked.code, asked.out) == (9, "")
    assert "for good" in asked.err
    dry = demo.run("vault", "dispose", ended, "--dry-run", **LATE)
    assert (dry.code, dry.out) == (0, "")
    assert ended in demo.check("list", "--closed")
    reading = demo.run("--read-only", "vault", "dispose", ended, "--yes", **LATE)
    assert reading.code == 8


def test_a_disposed_chart_is_gone_and_what_holds_it_is_named(demo: Shell, ended: str) -> None:
    demo.check("mark", "C-014", "g1.1", "+1", **LATE)
    chart = json.loads(demo.check("log", ended, "--format", "json"))["items"][0]["chart"]
    outcome = demo.run("vault", "dispose", ended, "--yes", **LATE)
    assert (outcome.code, outcome.out) == (0, f"{ended} is removed.\n")
    assert "still in the snapshots 20400101T0900" in outcome.err
    assert "Backups and exports" in outcome.err
    assert ended not in demo.check("list", "--closed")
    assert demo.run("show", ended).code == 3
    live = [place for place in demo.store.rglob(f"*{chart}*") if "snapshots" not in place.parts]
    assert live == []
    verified = demo.run("verify", "--deep", **LATE)
    assert (verified.code, verified.out) == (0, "")
    assert json.loads(demo.check("log", chart, "--act", "chart.dispose", "--format", "json"))["items"][0]["who"] == "DW"
    assert demo.check("vault", "snapshots").startswith("20400101T0900")
    assert demo.run("vault", "snapshots", "--drop", "all").code == 9
    assert demo.run("vault", "snapshots", "--drop", "20200101T000000Z", "--yes").code == 3
    demo.check("vault", "snapshots", "--drop", "all", "--yes")
    assert list(demo.store.rglob(f"*{chart}*")) == []
    assert demo.check("vault", "snapshots") == ""


def test_the_rule_can_be_set(demo: Shell, ended: str) -> None:
    config = demo.folder / "home" / ".config" / "plantui" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text("[retention]\nyears = 20\n")
    found = json.loads(demo.check("vault", "dispose", "--format", "json"))["items"]
    assert all(row["keep_until"] >= "2045" and row["reason"].startswith("20 years") for row in found)


def test_show_tells_how_long_an_ended_treatment_is_kept(demo: Shell) -> None:
    first = json.loads(demo.check("vault", "dispose", "--format", "json"))["items"][0]
    code, until = first["client"], first["keep_until"]
    (facts,) = json.loads(demo.check("show", code, "--format", "json"))["items"]
    assert facts["keep_until"] == until
    assert "Keep until " in demo.check("show", code)
    assert "Keep until " in demo.check("show", code, "--format", "md")
    assert "keep_until" not in json.loads(demo.check("show", "C-014", "--format", "json"))["items"][0]
    assert "Keep until" not in demo.check("show", "C-014")
