"""The program makes no noise: no bell, no notification, no clipboard, no title but its own, no mouse."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

TITLE = re.compile(rb"\x1b\]2;PlanTUI(?:\x07|\x1b\\)")
QUESTION = re.compile(rb"\x1b\](?:1[0-2]|4;\d+);\?(?:\x07|\x1b\\)")
MOUSE = re.compile(rb"\x1b\[\?(?:9|100[0-6]|1015|1016)h")


def test_whatever_is_pressed_there_is_no_noise(shell: Shell, terminal: Callable[..., Terminal]) -> None:
    shell.check("demo", "--no-open", "--store", str(shell.store))
    window = terminal(PLANTUI_NOW="2026-03-10T13:52")
    window.wait_for("1 CASELOAD")
    # Keys that mean nothing, a faulty line, a refusal, a copied line, a blank screen, the palette.
    window.press("V", "W", "0", "ctrl+s", "ctrl+q", "k", "g", "x", "a", "c", *"Vega; dob 1991-02-30", "enter")
    window.wait_for("There is no 30 February")
    window.press("esc", "y", "d", "esc", "ctrl+l", "ctrl+l", ":", spacing=5)
    window.wait_for("COMMANDS")
    window.press(*"names codes", "enter")
    window.wait_for("Names: codes")
    window.wait_quiet()
    quiet = QUESTION.sub(b"", TITLE.sub(b"", window.raw))
    assert b"\x07" not in quiet
    assert re.findall(rb"\x1b\](?:9|52|777|99);", window.raw) == []
    assert MOUSE.findall(window.raw) == []
    assert window.titles
    assert set(window.titles) == {"PlanTUI"}
