"""The audit trail as people read it: who, what, whose chart; names as the privacy mode allows; no clinical word."""

from __future__ import annotations

import json
import re
from datetime import datetime

import pytest

from tests.cli.conftest import Practice
from tests.e2e.shell import Shell


def rows(practice: Shell, *arguments: str, **environment: str) -> list[dict[str, object]]:
    return json.loads(practice.check("log", *arguments, "--format", "json", **environment))["items"]


def test_changes_views_and_exports_are_there_in_order(planned: Practice) -> None:
    planned.check("show", "C-001")
    planned.check("glance", "C-001")
    planned.check("export", "plan", "C-001", "-o", "-")
    found = rows(planned)
    assert [row["seq"] for row in found] == list(range(1, len(found) + 1))
    acts = [row["act"] for row in found]
    assert acts[-3:] == ["chart.view", "chart.view", "export.plan"]
    assert {row["who"] for row in found} == {"DW"}
    assert found[-1] | {"seq": 0, "session": "", "at": "", "chart": ""} == {
        "seq": 0,
        "at": "",
        "who": "DW",
        "session": "",
        "act": "export.plan",
        "client": "C-001",
        "chart": "",
        "revision": None,
        "detail": [],
        "name": "Reyes, Maria",
        "initials": "M.R.",
    }
    assert datetime.fromisoformat(str(found[0]["at"])).utcoffset() is not None


def test_names_follow_the_privacy_mode(planned: Practice) -> None:
    full, initials, codes = (planned.check("log", "--names", mode) for mode in ("full", "initials", "codes"))
    assert "Reyes, Maria" in full
    assert "Reyes" not in initials
    assert "M.R." in initials
    assert "M.R." not in codes
    assert all("C-001" in text for text in (full, initials, codes))
    assert "name" not in rows(planned, "--names", "initials")[0]
    assert "initials" not in rows(planned, "--names", "codes")[0]


def test_no_word_of_a_chart_is_in_the_log(planned: Practice) -> None:
    text = planned.check("log", "--names", "codes") + planned.check("log", "--format", "json", "--names", "codes")
    for word in ("Worry", "nights", "GAD", "Reyes", "Maria", "1991", "F41"):
        assert word not in text


def test_it_can_be_narrowed(planned: Practice) -> None:
    planned.check("new", stdin="Adler, Jo")
    planned.check("mark", "C-001", "g1.1", "+1", PLANTUI_NOW="2026-03-12T09:00")
    later = {"PLANTUI_NOW": "2026-03-14T09:00"}
    everything = len(rows(planned))
    assert {row["client"] for row in rows(planned, "C-001")} == {"C-001"}
    assert {row["client"] for row in rows(planned, "mr")} == {"C-001"}
    assert [row["act"] for row in rows(planned, "--since", "2026-03-11", **later)] == ["progress.mark"]
    assert len(rows(planned, "--until", "11 mar", **later)) == everything - 1
    assert len(rows(planned, "--who", "dw")) == everything
    assert [row["act"] for row in rows(planned, "--act", "progress")] == ["progress.mark"]
    assert len(rows(planned, "--last", "2")) == 2
    assert len(rows(planned, "--last", "0")) == everything
    chart = str(rows(planned, "C-001")[0]["chart"])
    assert rows(planned, chart) == rows(planned, "C-001")
    assert rows(planned, "0" * 26) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("C-099",), 3), (("--who", "ZZ"), 3), (("--since", "30 feb"), 2), (("--last", "-1"), 2), (("--last", "x"), 2)],
)
def test_what_fits_nobody_is_said(planned: Practice, arguments: tuple[str, ...], code: int) -> None:
    outcome = planned.run("log", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err


def test_forms(planned: Practice) -> None:
    lines = planned.check("log").splitlines()
    assert re.match(r"Tue 10 Mar 2026 13:5\d:\d\d  DW  ", lines[0])
    assert all(line.startswith("- Tue 10 Mar") for line in planned.check("log", "--format", "md").splitlines())
    empty = planned.run("log", "--act", "nothing")
    assert (empty.code, empty.out) == (0, "")
    assert "No line fits" in empty.err
