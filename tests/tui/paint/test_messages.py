"""The message line: whole where it is long, without a key that would be a letter."""

from __future__ import annotations

from tests.tui.seat import Seat


def test_a_long_message_takes_two_rows(demo: Seat) -> None:
    demo.desk.say("Plan of C-014 exported to /home/whitlock/.local/share/plantui/store-exports/C-014_plan_v3.md")
    rows = demo.screen(80, 24).splitlines()
    assert rows[-3].rstrip() == " Plan of C-014 exported to"
    assert rows[-2].rstrip().endswith("store-exports/C-014_plan_v3.md")
    assert len(rows) == 24
    assert "note" in rows[-1]


def test_undo_is_not_named_while_its_key_is_a_letter(demo: Seat) -> None:
    demo.press("2 a o").type("Walk daily").press("enter")
    assert " g1.3 added" in demo.screen(80, 24)
    assert "u undo" not in demo.screen(80, 24)
    demo.press("enter")
    assert "u undo" not in demo.screen(80, 24).splitlines()[-2]


def test_the_footer_names_what_is_next_for_the_client(demo: Seat) -> None:
    assert "r review" in demo.screen(80, 24).splitlines()[-1]
    demo.press("c").type("osei").press("enter")
    assert "a t plan" in demo.screen(80, 24).splitlines()[-1]
    demo.press("2 a p").type("Low mood").press("enter", "enter")
    assert "S sign" in demo.screen(80, 24).splitlines()[-1]
    demo.press("1", "space")
    assert "w review date" in demo.screen(80, 24).splitlines()[-1]
