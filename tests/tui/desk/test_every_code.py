"""Every error code of the screens and of the parser is reached by pressing keys, and its message names a next step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.tui.desk.trouble import clash, fail
from tests.tui.desk.vaulted import vaulted
from tests.tui.seat import Seat

from plantui.vault.faults import StoreForbidden

LINES = {
    "D1": (("2 a o",), "Walk; by frday", "Did you mean fri"),
    "D2": (("2 a o",), "Walk; by +12", "+12d, +12w or +12m"),
    "D3": (("2 a o",), "Walk; by feb 30", "Did you mean 28 feb"),
    "D4": (("2 a o",), "Walk; by 3/4", "Type 3 apr"),
    "D5": (("2 a o",), "Walk; by -2w", "Due dates lie ahead"),
    "O1": (("2 a o",), "PHQ-9 -> 9", "PHQ-9 18 -> 9, or ? -> 9"),
    "O2": (("2 a o",), "PHQ-9 40 -> 9", "PHQ-9 goes from 0 to 27"),
    "O3": (("2 a o",), "PHG-9 18 -> 9", "Did you mean PHQ-9?"),
    "O4": (("2 a o",), "PHQ-9 9 -> 9", "Baseline and goal are the same"),
    "O5": (("2 a o",), "Walk daily; blue", "cadence or measure. Text goes before"),
    "O6": (("2 a o",), "; by fri", "Start with words or a measure"),
    "N1": (("n",), "#1.9+ ", "g1 has g1.1 and g1.2"),
    "N2": (("n",), "#1.1+3 ", "Marks go from -2 to +2"),
    "N3": (("n",), "@phq9=1,1,2 ", "Give a total or all 9"),
    "N4": (("n",), "@phq9=31 ", "PHQ-9 goes from 0 to 27"),
    "N5": (("n shift+tab",), " 25:00", "Not a time: 25:00"),
    "C1": ((":",), "client mr", "Two clients are M.R.: C-014, C-027"),
    "C2": ((":",), "export pln", "plan, glance, notes, review, bundle"),
    "C3": (("3 space space :",), "spread 0/d", "At least one a day"),
}
"""Code -> where, what is typed, and the step or the bounds that the message names."""


@pytest.mark.parametrize("code", LINES)
def test_a_code_of_the_parser(demo: Seat, code: str) -> None:
    keys, typed, step = LINES[code]
    demo.press(*keys)
    if code == "N5":
        demo.press(*["backspace"] * 60)
    demo.type(typed)
    if code not in ("O3", "N1", "N2", "N3", "N4"):
        demo.press("enter")
    screen = flat(demo)
    assert step in screen, screen
    if code != "O3":
        assert re.search(rf"\b{code}\b", screen), screen


def flat(at: Seat) -> str:
    """The screen as one line of words, borders and blanks apart."""
    return " ".join(re.sub(r"[║│╔╗╚╝═─┌┐└┘]", " ", at.screen()).split())


def test_d6_a_plan_without_a_review_date(draft: Seat) -> None:
    draft.press("a o").type("Walk daily; by review").press("enter")
    assert "D6 This plan has no review date yet. w sets one" in flat(draft)


def test_s1_other_initials(demo: Seat) -> None:
    demo.press("2 e").type("; -> 5").press("enter", "S y enter").type("xx").press("enter")
    assert "S1 Those are not your initials (DW)" in flat(demo)


def test_s2_open_fields(demo: Seat) -> None:
    demo.press("r S")
    assert "S2" in demo.screen()
    assert "g2.2 needs a mark, a status or a remark" in flat(demo)


def test_e201_wrong_passphrase(sealed_store: Path, tmp_path: Path) -> None:
    at, _ = vaulted(sealed_store, tmp_path / "store", sealed=True)
    at.press("L").type("nonsense").press("enter")
    assert "E201 That passphrase does not open the store. The next try is in 1 s." in flat(at)


def test_e301_disk_full(demo: Seat) -> None:
    fail(demo)
    screen = flat(demo)
    assert "E301" in screen
    assert "Free some space" in screen
    assert "r try again" in screen


def test_e302_no_permission(demo: Seat) -> None:
    demo.press("2 a o").type("Walk")
    demo.room.practice.writer.failure = StoreForbidden("The store cannot be written.", "Make it yours: chmod u+w.")
    demo.press("daily")
    demo.desk.state.undisturbed = False
    screen = flat(demo)
    assert "E302" in screen
    assert "chmod u+w" in screen


def test_e303_changed_outside(demo: Seat) -> None:
    clash(demo)
    for size in ((120, 40), (80, 24), (60, 20)):
        screen = demo.screen(*size)
        assert "E303" in screen, size
        assert "m mine" in screen


def test_e304_a_chart_that_cannot_be_read(demo: Seat) -> None:
    target = next(each for each in demo.room.practice.summaries() if each.code == "C-031")
    (path,) = demo.room.folder.glob(f"charts/*/{target.chart}.chart")
    path.write_bytes(b"garbage")
    demo.press("j")
    assert "E304" in demo.screen()
    assert "Enter puts the last good version back" in flat(demo)
    assert "a t plan" not in demo.screen().splitlines()[-1], "what cannot be read is not begun anew"


def test_e402_no_editor(demo: Seat) -> None:
    demo.press("n f4")
    assert "E402 No editor is set: editor.command names one, or VISUAL or EDITOR." in flat(demo)
