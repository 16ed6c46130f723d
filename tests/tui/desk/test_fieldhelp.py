"""What belongs where the cursor stands, one line for every field."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.tui.seat import Seat

from plantui.keys.field import opened
from plantui.tui.desk.fieldhelp import CLAUSES, FIRST, PROMPTS, field_help
from plantui.tui.desk.state import LineEntry, Purpose


def said(kind: str, text: str) -> str:
    purpose = "client" if kind == "client" else "add"
    return field_help(LineEntry(purpose, kind=kind, field=opened(text)))


@pytest.mark.parametrize(
    ("kind", "text", "help_"),
    [
        ("objective", "", FIRST["objective"]),
        ("objective", "Call a friend", ""),
        ("objective", "PHQ-9 18 -> 9 by ", CLAUSES["objective"]["by"]),
        ("objective", "PHQ-9 18 -> 9 by +12w every ", CLAUSES["objective"]["every"]),
        ("objective", 'Say "no; not now"', ""),
        ("objective", "PHQ-9 18 -> 9; ", "Next: by, every, client, clinician, who, short ..."),
        ("objective", "PHQ-9 18 -> 9; clinician plan", CLAUSES["objective"]["clinician"]),
        ("problem", "Worry; dx F4", CLAUSES["problem"]["dx"]),
        ("problem", "service indiv", CLAUSES["problem"]["service"]),
        ("goal", '"Sing" Join; by ', CLAUSES["goal"]["by"]),
        ("intervention", "CBT: thought record; who ", CLAUSES["intervention"]["who"]),
        ("client", "Vega, Luz; slot ", CLAUSES["client"]["slot"]),
        ("client", "", FIRST["client"]),
    ],
)
def test_what_belongs_here(kind: str, text: str, help_: str) -> None:
    assert said(kind, text) == help_


def test_every_prompt_has_its_line() -> None:
    told = {*PROMPTS, "add", "edit", "client"}
    assert {"when", "reason", "date", "code", "rescue", "filter"} <= set(get_args(Purpose)) & told


def test_it_stands_in_the_message_line(demo: Seat) -> None:
    demo.press("2 a o").type("PHQ-9 18 -> 9 by ")
    assert CLAUSES["objective"]["by"] in demo.screen().splitlines()[-2]
