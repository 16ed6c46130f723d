"""What the environment says about the terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest

from plantui.tui.terminal.surroundings import escape_delay, refusal, theme_for


def test_refusal_names_the_next_step() -> None:
    assert refusal({"TERM": "xterm-256color"}) is None
    assert refusal({"TERM": "linux"}) is None
    for environment in ({"TERM": "dumb"}, {}):
        sentence = refusal(environment)
        assert sentence is not None
        assert "plantui line" in sentence
    assert "TERM=dumb" in str(refusal({"TERM": "dumb"}))


@pytest.mark.parametrize(
    ("given", "delay"), [("", 0.04), ("100", 0.1), ("0", 0.04), ("x", 0.04), ("99999999999", 0.04), ("25", 0.025)]
)
def test_escape_delay(given: str, delay: float) -> None:
    assert escape_delay({"ESCDELAY": given}) == delay


@pytest.mark.parametrize(
    ("chosen", "environment", "theme"),
    [
        ("dark", {"TERM": "xterm-256color"}, "dark"),
        ("light", {"TERM": "xterm-256color", "NO_COLOR": "1"}, "mono"),
        ("light", {"TERM": "xterm-256color", "NO_COLOR": ""}, "light"),
        ("contrast", {"TERM": "xterm-256color"}, "contrast"),
        ("contrast", {"TERM": "linux"}, "mono"),
        ("contrast", {"TERM": "xterm", "COLORTERM": "truecolor"}, "contrast"),
        ("dark", {"TERM": "vt220"}, "mono"),
        ("pink", {"TERM": "xterm"}, "dark"),
        ("mono", {"TERM": "xterm"}, "mono"),
    ],
)
def test_theme_for_a_terminal(chosen: str, environment: dict[str, str], theme: str) -> None:
    assert theme_for(chosen, environment) == theme


def test_asking_loads_nothing_heavy() -> None:
    code = (
        "import sys, plantui.tui.terminal.surroundings, plantui.tui.terminal.opening, plantui.tui.terminal.start; "
        "sys.exit(any(name.split('.')[0] in ('textual', 'rich', 'asyncio', 'msgspec') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
