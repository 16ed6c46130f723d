"""The log of errors says where the program broke, and nothing of a client."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from tests.cli.inside import Inside

from plantui.settings import faultlog

NOW = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)


def broken(client: str) -> Exception:
    """An error whose message, cause and variables name a client."""
    try:
        try:
            raise KeyError(client)
        except KeyError as error:
            raise ValueError(f"no such note: {client}") from error
    except ValueError as error:
        return error


def test_where_it_broke_and_no_word(tmp_path: Path) -> None:
    said = faultlog.told(broken("Reyes, Maria"), tmp_path / "log", NOW)
    file = tmp_path / "log" / "errors.log"
    text = file.read_text()
    assert str(file) in said
    assert text.startswith("2026-03-10T13:52:00+00:00 PlanTUI ")
    assert "builtins.ValueError\n  tests/settings/test_faultlog.py:" in text
    assert "builtins.KeyError\n  tests/settings/test_faultlog.py:" in text
    assert "broken" in text
    assert "Reyes" not in text + said
    assert "no such note" not in text + said
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_it_is_added_to_and_never_grows_for_ever(tmp_path: Path) -> None:
    for _ in range(3):
        faultlog.keep(broken("x"), tmp_path, NOW)
    file = tmp_path / "errors.log"
    assert file.read_text().count("PlanTUI") == 3
    file.write_text("x" * (faultlog.LARGEST + 1))
    faultlog.keep(broken("x"), tmp_path, NOW)
    assert file.read_text().count("PlanTUI") == 1
    assert (tmp_path / "errors.log.1").stat().st_size > faultlog.LARGEST


def test_where_it_cannot_be_written_the_sentence_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file in the way")
    said = faultlog.told(broken("x"), tmp_path / "log", NOW)
    assert said.startswith("PlanTUI stopped because of an error of its own (ValueError at test_faultlog.py:")
    assert "errors.log" not in said
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "errors.log").symlink_to(tmp_path / "elsewhere")
    assert faultlog.keep(broken("x"), tmp_path / "link", NOW) is None
    assert not (tmp_path / "elsewhere").exists()


def test_the_command_line_keeps_it(tmp_path: Path) -> None:
    at = Inside(tmp_path)
    with mock.patch("plantui.cli.libraries._shelf", side_effect=broken("Reyes, Maria")):
        done = at.run("lib", "list")
    assert done.code == 7
    assert "error of its own (ValueError at " in done.err
    (file,) = tmp_path.rglob("errors.log")
    assert str(file) in done.err
    assert "Reyes" not in file.read_text() + done.err
