"""Client text on a terminal goes through a pager, so that nothing stays in the scrollback; elsewhere it is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

Opens = Callable[..., Terminal]
PAGED = (("show", "C-014"), ("glance", "C-014"), ("list",), ("due",), ("lint", "C-027"))
PRINTED = (("due", "--count"), ("mark", "C-014", "1.1", "+1"), ("config", "theme"), ("--version",))


@pytest.mark.parametrize("words", PAGED, ids=" ".join)
def test_on_a_terminal_it_is_paged(demo: Shell, terminal: Opens, tmp_path: Path, words: tuple[str, ...]) -> None:
    seen = tmp_path / "paged"
    window = terminal(*words, PLANTUI_PAGER=f"tee {seen}")
    assert window.wait_exit() == (1 if words[0] == "lint" else 0)
    assert seen.read_text().strip()
    assert b"\x1b[" not in seen.read_bytes()


@pytest.mark.parametrize("words", PRINTED, ids=" ".join)
def test_what_is_short_and_names_nobody_is_not(
    demo: Shell, terminal: Opens, tmp_path: Path, words: tuple[str, ...]
) -> None:
    seen = tmp_path / "paged"
    assert terminal(*words, PLANTUI_PAGER=f"tee {seen}").wait_exit() == 0
    assert not seen.exists()


def test_print_cat_and_a_pipe_print_directly(demo: Shell, terminal: Opens, tmp_path: Path) -> None:
    seen = tmp_path / "paged"
    window = terminal("show", "C-014", "--print", PLANTUI_PAGER=f"tee {seen}")
    window.wait_for("g1.1 act")
    assert window.wait_exit() == 0
    window = terminal("list", PLANTUI_PAGER="cat")
    window.wait_for("C-014")
    assert window.wait_exit() == 0
    assert "C-014" in demo.run("list", PLANTUI_PAGER=f"tee {seen}").out
    assert not seen.exists()


def test_a_pager_that_is_not_there_prints(demo: Shell, terminal: Opens) -> None:
    window = terminal("list", PLANTUI_PAGER="no-such-pager-anywhere")
    window.wait_for("C-014")
    assert window.wait_exit() == 0
