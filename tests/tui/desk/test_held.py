"""Two terminals on one store: a text that one of them types is read only in the other, until it is taken over."""

from __future__ import annotations

import pytest
from tests.tui.desk.reviews import REYES
from tests.tui.desk.writing import drafts, keep, left
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.practice.commands.nodes import RemoveNode
from plantui.practice.notes import draft_of
from plantui.tui.desk.held import HeldPanel
from plantui.tui.desk.held_text import HeldText
from plantui.tui.desk.note import NotePage
from plantui.tui.desk.review_prompt import ReviewPrompt

HELD = "Read only: held by DW on pts/7 since 13:52. :takeover"


def second(demo: Seat) -> Seat:
    """Another terminal of the same person, on pts/3."""
    return keep(demo.again(), "two", "pts/3")


def look(seat: Seat) -> None:
    """What the program does every few seconds."""
    seat.desk.drafts.look(seat.desk)
    seat.desk.drafts.attend(seat.desk)
    seat.desk.sight.follow(seat.desk)


def takeover(seat: Seat) -> Seat:
    return seat.press(":").type("takeover").press("enter")


def page(seat: Seat) -> NotePage:
    found = seat.desk.state.page
    assert isinstance(found, NotePage)
    return found


# a line of the plan


def test_a_held_line_is_read_as_it_is_typed_there(demo: Seat) -> None:
    keep(demo).press("2 e").type("; -> 5")
    other = second(demo).press("2 e", "r")
    for size in ((120, 40), (80, 24), (60, 20)):
        assert "READ ONLY" in other.screen(*size).splitlines()[0]
        assert "g1.1   typed by DW on pts/7 since 13:52" in other.screen(*size)
    assert ": takeover" in other.screen().splitlines()[-1]
    demo.type(" by 1 jun")
    look(other)
    scene = other.desk.state.scene
    assert isinstance(scene, HeldText)
    assert scene.text.endswith("; -> 5 by 1 jun")
    assert other.press("q").desk.state.scenes == []
    assert "READ ONLY" not in other.screen()


@pytest.mark.parametrize(
    "verb", ["+", "-", "=", "s", "d", "e", "a", "o", "n", "m", "r", "u", "p", "x", "S", "space", "z"]
)
def test_verbs_over_a_held_line_are_answered_with_its_holder(demo: Seat, verb: str) -> None:
    keep(demo).press("2 e").type("; -> 5")
    other = second(demo).press("2 e", "r", "j")
    before = other.chart
    other.desk.say("")
    other.press(verb)
    assert other.said == HELD
    assert other.chart is before
    assert isinstance(other.desk.state.scene, HeldText)


def test_takeover_goes_on_with_it_and_the_other_reads_its_own_words(demo: Seat) -> None:
    keep(demo).press("2 e").type("; -> 5")
    other = takeover(second(demo).press("2 e", "r"))
    assert other.said == "Taken over from DW on pts/7 since 13:52. What was typed there is kept."
    assert other.desk.context() is Context.LINE
    demo.type(" by 1")
    look(demo)
    assert demo.said == "DW on pts/3 took this line over. Read only; your words are kept. :takeover"
    assert "READ ONLY" in demo.screen().splitlines()[0]
    assert "; -> 5 by 1" in " ".join(demo.screen().split())
    before = demo.chart
    for key in (*"quSd+5 ", "enter"):
        demo.press("space" if key == " " else key)
        assert demo.said == "Read only: held by DW on pts/3 since 13:52. :takeover"
    assert demo.chart is before
    other.type(" by 1 jun")
    look(demo)
    assert "1 jun" not in demo.screen(), "its own words stay"
    assert demo.press("esc").desk.state.scenes == []
    assert demo.desk.history("edit objective")[-1].endswith("; -> 5 by 1")


def test_it_can_be_taken_back(demo: Seat) -> None:
    keep(demo).press("2 e").type("; -> 5")
    other = second(demo).press("2 e", "t")
    look(demo)
    other.type(" by 1 jun")
    takeover(demo)
    assert demo.desk.state.line.field.text.endswith("; -> 5 by 1 jun")
    look(other)
    assert other.said == "DW on pts/7 took this line over. Read only; your words are kept. :takeover"
    demo.press("enter")
    demo.room.practice.save()
    demo.press("j")
    look(other)
    said = "Nobody else types this text any more. Your words wait under up in its field."
    assert other.said == said
    before = other.chart
    other.press("+").type("dS")
    assert other.chart is before, "letters on their way into the line are no verbs now"
    assert other.said == f"{said} Esc closes them."
    assert other.press("esc").desk.state.scenes == []
    assert drafts(demo) == [], "every word is in the store"


def test_what_was_finished_meanwhile_is_not_gone_on_with_as_it_was(demo: Seat) -> None:
    keep(demo).press("n").type("Slept well")
    others = [keep(demo.again(), name, "pts/3").press("n") for name in ("two", "three")]
    demo.type(" at last").press("ctrl+j", "esc")
    demo.room.practice.save()
    demo.press("j")
    for other, key in zip(others, "tr", strict=True):
        assert isinstance(other.desk.state.scene, HeldPanel)
        other.room.practice.refresh()
        assert other.press(key).said == "Nobody types this any more. It can be changed here again."
        assert other.desk.state.scenes == []
    other = others[0].press("n").type(" Ate well.").press("esc", "q")
    other.room.practice.save()
    note = draft_of(other.chart, other.desk.now().date(), "dw")
    assert note is not None
    assert "Slept well at last" in note.text


def test_a_line_that_is_gone_is_not_taken_over(draft: Seat) -> None:
    keep(draft).press("e").type("; -> 5")
    other = second(draft).press("2 e")
    here = other.desk.shown.place()
    assert here is not None
    other.room.practice.perform(other.chart.id, RemoveNode(here.node.id))
    other.press("t")
    assert other.said.startswith("That line is no longer in the plan. What was typed is here to be read")
    assert "; -> 5" in other.screen()
    look(draft)
    assert draft.desk.state.line is not None, "it stays with whom it is"


def test_a_command_being_typed_over_a_held_text_is_not_taken_away(demo: Seat) -> None:
    keep(demo).press("2 e").type("; -> 5")
    other = second(demo).press("2 e", "r", ":").type("takeo")
    demo.press("esc", "j")
    look(other)
    assert other.type("ver").desk.context() is Context.PICK
    assert other.press("enter").said == "Nobody types this any more. It can be changed here again."
    assert other.desk.state.scenes == []


def test_what_another_terminal_leaves_is_free_again(demo: Seat) -> None:
    keep(demo).press("2 e").type("; -> 5")
    other = second(demo).press("2 e", "r")
    demo.press("esc")
    demo.press("j")
    look(other)
    assert other.said == "Nobody else types this text any more."
    assert other.press("e").desk.context() is Context.LINE


def test_a_process_that_is_gone_holds_nothing(demo: Seat) -> None:
    keep(demo).press("2 e").type("; -> 5")
    other = second(demo).press("2 e", "r")
    demo.desk.drafts.leave()
    takeover(other)
    assert other.said == "Nobody types this any more. It can be changed here again."
    assert other.press("e").desk.context() is Context.LINE


def test_takeover_needs_something_that_is_held(demo: Seat) -> None:
    takeover(keep(demo))
    assert demo.said == "Nothing here is typed in another terminal, so there is nothing to take over."


def test_a_text_that_both_began_belongs_to_the_first(demo: Seat) -> None:
    other = second(demo).press("2 e")
    keep(demo).press("2 e").type("; -> 5")
    other.type(";")
    assert other.said == ""
    look(other)
    assert isinstance(other.desk.state.scene, HeldText)
    assert other.press("x").said == HELD
    assert other.desk.history("edit objective")[-1].endswith(";")


# a note


def test_the_note_of_today_is_one_text_for_both_terminals(demo: Seat) -> None:
    keep(demo).press("n").type("Slept well")
    other = second(demo).press("n")
    assert isinstance(other.desk.state.scene, HeldPanel)
    other.press("r")
    for size in ((120, 40), (80, 24), (60, 20)):
        assert "READ ONLY" in other.screen(*size).splitlines()[0]
    assert other.said == HELD
    assert "Slept well" in other.screen()
    assert other.desk.context() is Context.NOTE
    demo.type(", and long")
    look(other)
    assert "Slept well, and long" in other.screen()


@pytest.mark.parametrize("verb", ["i", "e", "n", "S", "+", "m", "d", "u", "s m", "a o", "p", "w"])
def test_verbs_on_a_held_note_are_answered_with_its_holder(demo: Seat, verb: str) -> None:
    keep(demo).press("n").type("Slept well #1.1+")
    other = second(demo).press("n", "r", "j")
    before = other.chart
    other.desk.say("")
    other.press(verb)
    assert other.said == HELD
    assert other.chart is before
    assert page(other).mode == "reading"


def test_a_note_that_is_taken_over_goes_on_there(demo: Seat) -> None:
    keep(demo).press("n").type("Slept well")
    other = takeover(second(demo).press("n", "r"))
    assert other.desk.context() is Context.TEXT
    assert "Slept well" in page(other).body.text
    demo.type(" I think")
    look(demo)
    assert demo.said == "DW on pts/3 took this text over. Read only; your words are kept. :takeover"
    assert "READ ONLY" in demo.screen().splitlines()[0]
    assert "Slept well I think" in demo.screen()
    demo.type("quite Sd")
    assert demo.said == "Read only: held by DW on pts/3 since 13:52. :takeover"
    assert len(demo.desk.state.scenes) == 1
    demo.press("esc", "q")
    assert demo.desk.state.scenes == []
    assert draft_of(demo.chart, demo.desk.now().date(), "dw") is None, "the taken text does not come into the chart"
    assert [text for text in drafts(other) if "Slept well I think" in text], "it is kept as a draft"
    other.type(" indeed").press("ctrl+j", "esc")
    other.room.practice.save()
    note = draft_of(other.chart, other.desk.now().date(), "dw")
    assert note is not None
    assert "Slept well indeed" in note.text or "indeed" in note.text


def test_a_note_that_is_read_shows_what_was_stored_when_the_other_is_done(demo: Seat) -> None:
    keep(demo).press("n").type("Slept well")
    other = second(demo).press("n", "r")
    demo.type(" at last").press("ctrl+j", "esc")
    demo.room.practice.save()
    demo.press("j")
    other.room.practice.refresh()
    look(other)
    assert "READ ONLY" not in other.screen()
    assert "Slept well at last" in other.screen()
    assert other.press("i").desk.context() is Context.TEXT


def test_a_note_that_is_read_and_dropped_there_does_not_come_into_the_chart(demo: Seat) -> None:
    keep(demo).press("n").type("Slept well")
    other = second(demo).press("n", "r")
    demo.press(*["backspace"] * 10).press("esc", "q")
    demo.room.practice.save()
    demo.press("j")
    look(other)
    assert "Slept well" not in page(other).body.text
    assert other.press("q").desk.state.scenes == []
    assert draft_of(other.chart, other.desk.now().date(), "dw") is None


def test_letters_into_a_note_that_was_taken_over_are_no_verbs_when_it_is_free(demo: Seat) -> None:
    keep(demo).press("n").type("Slept well")
    other = takeover(second(demo).press("n", "r"))
    look(demo)
    other.press("ctrl+j", "esc")
    other.room.practice.save()
    other.press("j")
    demo.room.practice.refresh()
    look(demo)
    demo.type("qm")
    assert demo.desk.state.scene is page(demo)
    assert demo.said == "Read only: held by DW on pts/3 since 13:52. :takeover"
    demo.press("esc")
    look(demo)
    assert page(demo).holder == ""
    assert demo.press("i").desk.context() is Context.TEXT


def test_a_note_signed_there_is_signed_here(demo: Seat) -> None:
    keep(demo).press("n").type("Slept well")
    other = second(demo).press("n", "r")
    demo.press("ctrl+j").type("dw").press("enter")
    demo.room.practice.save()
    other.room.practice.refresh()
    look(other)
    assert page(other).locked.startswith("Signed by Dana Whitlock")
    assert "READ ONLY" not in other.screen()


def test_a_kept_draft_that_is_open_for_reading_asks_before_it_is_written(demo: Seat) -> None:
    demo.press("n").type("Slept well").press("esc", "q")
    demo.room.practice.save()
    other = second(demo).press("n", "esc")
    assert page(other).mode == "reading"
    keep(demo).press("n").type("!")
    other.press("i")
    assert isinstance(other.desk.state.scene, HeldPanel)
    assert other.press("r").said == HELD
    assert "!" in page(other).body.text
    takeover(other)
    assert page(other).mode == "text"
    assert sum(isinstance(scene, NotePage) for scene in other.desk.state.scenes) == 1


def test_a_note_of_a_colleague_is_no_note_of_mine(demo: Seat) -> None:
    from plantui.vault.drafts import DraftBook
    from plantui.vault.founddraft import Owner

    owner = Owner(who="ro", session="ro1", place="pts/9")
    book = DraftBook(demo.room.store.parts, owner, demo.room.clock, background=False)
    book.open(demo.desk.state.client, "note-n1", 1, "").change("2026-03-10 14:00 DAP\n\nwords of a colleague")
    keep(demo).press("n")
    assert page(demo).mode == "text"


# a review


def test_a_field_of_a_review_is_held_too(demo: Seat) -> None:
    keep(demo).press(*REYES, "i").type("Two bad nights")
    other = second(demo).press(*REYES, "i")
    assert isinstance(other.desk.state.scene, HeldPanel)
    other.press("r")
    screen = other.screen()
    assert "READ ONLY" in screen.splitlines()[0]
    assert "remark on g1.1   typed by DW on pts/7 since 13:52" in screen
    assert other.press("+").said == HELD
    takeover(other)
    prompt = other.desk.state.scene
    assert isinstance(prompt, ReviewPrompt)
    assert prompt.text.text == "Two bad nights"
    look(demo)
    assert isinstance(demo.desk.state.scene, HeldText)
    assert "remark on g1.1   typed by DW on pts/3" in demo.screen()
    demo.press("esc")
    assert demo.press("i", "up").desk.state.scene is not None
    other.press("enter")
    assert other.said.startswith("Remark on g1.1")


def test_another_field_of_the_same_review_is_free(demo: Seat) -> None:
    keep(demo).press(*REYES, "i").type("Two bad nights")
    other = second(demo).press(*REYES, "j", "i")
    assert isinstance(other.desk.state.scene, ReviewPrompt)


# an addendum


def test_an_addendum_that_is_taken_over_does_not_come_into_the_chart(demo: Seat) -> None:
    keep(demo).press("g n", "a x").type("Forgot the sleep log")
    other = second(demo).press("g n", "a x")
    assert isinstance(other.desk.state.scene, HeldPanel)
    other.press("t").type("!")
    before = demo.chart
    demo.type(" and more")
    look(demo)
    assert demo.said == "DW on pts/3 took this text over. Read only; your words are kept. :takeover"
    assert "Forgot the sleep log and more" in demo.screen()
    assert demo.press("esc").chart == before
    assert "Forgot the sleep log and more" in [each.text for each in left(demo)]


# the whole store


def test_a_store_opened_to_be_read_says_so_on_every_page(demo: Seat) -> None:
    demo.desk.state.read_only = True
    for keys in (("enter",), ("esc", "g n"), ("q", "t"), ("q", "g g")):
        demo.press(*keys)
        for size in ((120, 40), (80, 24), (60, 20)):
            assert "READ ONLY" in demo.screen(*size).splitlines()[0], keys
