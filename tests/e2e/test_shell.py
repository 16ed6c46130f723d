"""The shell that the command line tests use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e import shell as shell_module
from tests.e2e.shell import Outcome, Shell


@pytest.fixture
def echo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell whose `plantui` says what it was given."""
    script = tmp_path / "plantui"
    script.write_text('#!/bin/sh\nprintf "%s|" "$@"\ncat\necho "$PLANTUI_NAMES" >&2\nexit 4\n')
    script.chmod(0o755)
    monkeypatch.setattr(shell_module, "program", lambda: str(script))
    return Shell(tmp_path)


def test_arguments_input_outputs_and_code(echo: Shell) -> None:
    outcome = echo.run("glance", "C-014", stdin="né\n", PLANTUI_NAMES="codes")
    assert outcome == Outcome(4, "glance|C-014|né\n", "codes\n")


def test_bytes_that_are_no_text_are_passed_and_shown(echo: Shell) -> None:
    assert echo.run("x", stdin=b"\xff").out == "x|\ufffd"


def test_check_tells_what_went_wrong(echo: Shell) -> None:
    with pytest.raises(AssertionError, match="exit code 4"):
        echo.check("due")


def test_the_store_lies_in_the_folder(tmp_path: Path) -> None:
    assert Shell(tmp_path).store == tmp_path / "store"
