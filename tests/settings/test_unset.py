"""Taking a setting out of config.toml: its default holds, everything else stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantui.settings.config import read_config, with_setting, without_setting
from plantui.settings.problem import Problem

FILE = Path("config.toml")
TEXT = """\
# mine
theme = "light"   # for the sun

[lock]
after = "10m"     # long
# end
"""


@pytest.mark.parametrize("name", ["theme", "lock.after"])
def test_one_line_goes_and_the_rest_stays(name: str) -> None:
    changed = without_setting(TEXT, name, FILE)
    assert isinstance(changed, str)
    gone = [line for line in TEXT.splitlines() if line not in changed.splitlines()]
    assert len(gone) == 1
    assert gone[0].startswith(name.rpartition(".")[2])


def test_what_is_not_there_is_left_alone() -> None:
    assert without_setting(TEXT, "note.format", FILE) == TEXT


def test_set_and_taken_out_is_as_before() -> None:
    changed = with_setting(TEXT, "note.format", "SOAP", FILE)
    assert isinstance(changed, str)
    assert without_setting(changed, "note.format", FILE) == TEXT


def test_problems_are_returned() -> None:
    assert isinstance(without_setting(TEXT, "lok.after", FILE), Problem)
    assert isinstance(without_setting("theme = ", "theme", FILE), Problem)
    whole = 'lock = { after = "10m",\n  x = 1 }\n'
    kept = without_setting(whole, "lock.after", FILE)
    assert isinstance(kept, Problem) or read_config(kept, FILE).settings.lock_after is not None
