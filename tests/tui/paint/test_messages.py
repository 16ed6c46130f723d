"""The message line: whole where it is long, without a key that would be a letter."""

from __future__ import annotations

from tests.tui.seat import Seat

from plantui.tui.desk.state import MessageKind
from plantui.vault.faults import StoreFull


def test_a_long_message_takes_two_rows(demo: Seat) -> None:
    demo.desk.say("Plan of C-014 exported to /home/whitlock/.local/share/plantui/store-exports/C-014_plan_v3.md")
    rows = demo.screen(80, 24).splitlines()
    assert rows[-3].rstrip() == " Plan of C-014 exported to"
    assert rows[-2].rstrip().endswith("store-exports/C-014_plan_v3.md")
    assert len(rows) == 24
    assert "note" in rows[-1]


def test_the_key_at_the_end_of_a_message_stays_with_its_word(demo: Seat) -> None:
    for extra in range(8):
        demo.desk.say(f"g1.3 put here with 1 line under it; from another plan: make them {'x' * extra}   u undo")
        rows = [row.strip() for row in demo.screen(80, 24).splitlines()[-3:-1]]
        assert "u undo" in " | ".join(rows), rows


def test_a_filter_of_lines_hides_no_missing_plan(demo: Seat) -> None:
    demo.press("c").type("osei").press("enter", "/").type("sleep").press("enter")
    assert "No plan yet. a t starts one" in demo.screen(80, 24)


def test_undo_is_not_named_while_its_key_is_a_letter(demo: Seat) -> None:
    demo.press("2 a o").type("Walk daily").press("enter")
    assert " g1.3 added" in demo.screen(80, 24)
    assert "u undo" not in demo.screen(80, 24)
    demo.press("enter")
    assert "g1.3 added   u undo" in demo.screen(80, 24).splitlines()[-2], "the line is left: the key is a verb again"


def test_the_footer_names_what_is_next_for_the_client(demo: Seat) -> None:
    assert "r review" in demo.screen(80, 24).splitlines()[-1]
    demo.press("c").type("osei").press("enter")
    assert "a t plan" in demo.screen(80, 24).splitlines()[-1]
    demo.press("2 a p").type("Low mood").press("enter", "enter")
    assert "S sign" in demo.screen(80, 24).splitlines()[-1]
    demo.press("1", "space")
    assert "w review date" in demo.screen(80, 24).splitlines()[-1]


# how long a message stays


def message(at: Seat) -> str:
    """The message line as it is shown."""
    return at.screen().splitlines()[-2].strip()


def test_what_was_done_stays_two_seconds_behind_the_next_key(demo: Seat) -> None:
    demo.press("2 +")
    said = "g1.1 marked +1   u undo"
    assert message(demo) == said
    demo.room.clock.forward(hours=1)
    demo.press("j")
    assert demo.said == ""
    assert message(demo) == said
    demo.room.clock.forward(seconds=1.9)
    demo.press("j")
    assert message(demo) == said, "counted from the first key"
    demo.room.clock.forward(seconds=0.2)
    demo.press("j")
    assert message(demo) == ""


def test_what_is_newer_takes_its_place_at_once(demo: Seat) -> None:
    demo.press("2 +", "j")
    assert message(demo) == "g1.1 marked +1   u undo"
    demo.press("z w")
    assert message(demo) == demo.said != ""
    demo.press("2 +", "j", "a o")
    assert message(demo).startswith("One behaviour;"), "the place that was opened has something to say"


def test_a_warning_stays_until_something_moves(demo: Seat) -> None:
    demo.press("1", "g X")
    said = demo.said
    assert said.startswith("g X is not a key.")
    demo.press("ctrl+s", "g X")
    assert message(demo) == said
    demo.press("z", "esc")
    demo.desk.warn(said)
    demo.press("j")
    assert message(demo) == ""


def test_an_error_stays_until_it_is_answered(demo: Seat) -> None:
    demo.desk.say("E303 The disk did not confirm the save.", MessageKind.ERROR)
    demo.press("j j k")
    assert message(demo) == "E303 The disk did not confirm the save.   Esc seen"
    demo.press("z w")
    assert message(demo) == "Long lines are wrapped"
    demo.press("j")
    assert message(demo) == "E303 The disk did not confirm the save.   Esc seen", "what is said over it passes"
    pane = demo.desk.state.pane
    demo.press("esc")
    assert message(demo) == ""
    assert demo.desk.state.pane is pane
    assert "seen" not in demo.press("j").screen()


def test_a_fault_of_the_store_is_an_error_and_a_refusal_is_not(demo: Seat) -> None:
    demo.desk.run("shelf.put")
    assert demo.desk.state.message.kind is MessageKind.WARNING

    def full(desk: object) -> None:
        raise StoreFull("The disk is full.", "Free some space.")

    demo.desk._guarded(full)
    assert demo.desk.state.message.kind is MessageKind.ERROR
    assert demo.said.startswith("E301 ")


def test_nothing_said_is_left_behind_the_lock(demo: Seat) -> None:
    demo.press("2 +", "j", "L")
    assert demo.desk.state.passing == ""
    assert "g1.1" not in demo.screen()
