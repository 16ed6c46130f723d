"""Signing by command line: at a terminal, a line each; the initials are the signature."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import NOW, Practice
from tests.e2e.terminal import Terminal


def _plan(practice: Practice) -> dict[str, object]:
    plan: dict[str, object] = json.loads(practice.check("export", "bundle", "mr", "-o", "-"))["plans"][0]
    return plan


def test_a_plan_is_signed_by_answering_a_line_each(planned: Practice, terminal: Callable[..., Terminal]) -> None:
    window = terminal("sign", "mr", "plan", size=(100, 30), PLANTUI_NOW=NOW)
    window.wait_for("Did the client take part?")
    window.type("y\r")
    window.wait_for("Client's comment")
    window.type("more walking\r")
    window.wait_for("Initials:")
    window.type("dw\r")
    window.wait_for("Plan v1 of C-001 signed")
    assert window.wait_exit() == 0
    plan = _plan(planned)
    assert plan["collaboration"]["comment"] == "more walking"
    assert plan["signatures"][0]["initials"] == "DW"
    due = json.loads(planned.check("due", "--within", "90d", "--format", "json"))["items"]
    assert [row["due"] for row in due] == ["2026-06-02"]


def test_other_initials_leave_it_unsigned(planned: Practice, terminal: Callable[..., Terminal]) -> None:
    window = terminal("sign", "mr", "plan", size=(100, 30), PLANTUI_NOW=NOW)
    window.wait_for("Did the client take part?")
    window.type("n\r")
    window.wait_for("Why not yet?")
    window.type("in hospital\r")
    window.wait_for("Client's comment")
    window.type("\r")
    window.wait_for("Initials:")
    window.type("xy\r")
    window.wait_for("S1 Those are not your initials (DW)")
    assert window.wait_exit() == 2
    assert "signatures" not in _plan(planned)


def test_init_asks_what_it_needs(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    window = terminal("init", "--no-encryption", size=(100, 30), PLANTUI_STORE="")
    window.wait_for("Folder of the store")
    window.type(f"{tmp_path}/asked\r")
    window.wait_for("Your name:")
    window.type("Dana Whitlock\r")
    window.wait_for("Your initials, such as DW:")
    window.type("Dana Whitlock\r")
    window.wait_for("Initials are 1 to 6 letters or digits without spaces, such as DW: typing them signs.")
    window.type("DW\r")
    window.wait_for("Credential")
    window.type("LCSW\r")
    window.wait_for("Store made in")
    assert window.wait_exit() == 0
    assert (tmp_path / "asked" / "vault.json").exists()
