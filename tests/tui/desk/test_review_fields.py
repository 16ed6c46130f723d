"""A field of a review is kept with every key, comes back where it was typed, and goes through the editor."""

from __future__ import annotations

import msgspec
import pytest
from tests.tui.desk.reviews import REYES, page_of
from tests.tui.desk.writing import drafts, keep
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.settings.editor import Edited
from plantui.tui.desk import recovery
from plantui.tui.desk.review_prompt import ReviewPrompt


def left_in_review(demo: Seat, *keys: str) -> Seat:
    """Type into a field of Reyes' review in a terminal whose line then drops."""
    gone = keep(demo.again(), "gone", "pts/3").press(*REYES, *keys).type(" Bad nights")
    gone.desk.drafts.leave()
    return gone


@pytest.mark.parametrize(
    "keys",
    [("i",), ("j", "j", "i"), ("j", "e"), ("j", "s", "x"), ("j", "j", "j", "j", "j", "i")],
    ids=["remark", "remark below", "edit", "reason", "decision"],
)
def test_a_field_comes_back_where_it_was_typed(demo: Seat, keys: tuple[str, ...]) -> None:
    gone = left_in_review(demo, *keys)
    was = gone.desk.state.scene
    assert isinstance(was, ReviewPrompt)
    keep(demo)
    recovery.begin(demo.desk)
    assert demo.said == "Draft from 13:52 (Reyes, M). Enter goes on."
    demo.press("enter")
    now = demo.desk.state.scene
    assert isinstance(now, ReviewPrompt)
    assert (now.asked, now.node, now.title, now.before) == (was.asked, was.node, was.title, was.before)
    assert now.text.text == was.text.text
    assert page_of(demo).cursor == page_of(gone).cursor
    demo.type("!")
    assert drafts(demo) == [f"review: {was.text.text}!"]


@pytest.mark.parametrize("keys", [("i",), ("j", "j", "j", "j", "i")], ids=["remark", "decision"])
def test_a_field_that_is_stored_goes_silently(demo: Seat, keys: tuple[str, ...]) -> None:
    gone = keep(demo.again(), "gone").press(*REYES, *keys).type("Bad nights").press("enter")
    gone.room.practice.save()
    gone.desk.drafts.leave()
    assert len(drafts(demo)) == 1
    again = keep(demo.again(), "two")
    recovery.begin(again.desk)
    assert again.said == ""
    assert drafts(again) == []


def test_a_remark_that_changed_meanwhile_is_shown_beside_the_draft(demo: Seat) -> None:
    left_in_review(demo, "i")
    other = demo.again().press(*REYES, "i").type("Sleeps at last").press("enter")
    other.room.practice.save()
    again = keep(demo.again(), "two")
    recovery.begin(again.desk)
    again.press("enter")
    screen = again.screen(80, 24)
    assert "THE LINE OF YOUR DRAFT MOVED ON" in screen
    assert "theirs   Sleeps at last" in screen
    assert "mine      Bad nights" in screen
    again.press("t")
    assert drafts(again) == []
    assert again.press(*REYES, "i", "up").desk.state.scene.field().text == " Bad nights"  # type: ignore[union-attr]


def test_the_editor_takes_a_field_of_a_review(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PLANTUI_EDITOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    demo.desk.settings = msgspec.structs.replace(demo.desk.settings, editor_command="vi")
    demo.desk.state.editor_told = True
    demo.press(*REYES, "i").type("Two bad").press("f4")
    errand = demo.desk.state.errand
    assert errand is not None
    assert errand.text == "Two bad\n"
    demo.desk.state.errand = None
    errand.back(demo.desk, Edited(text="Two bad nights\n\n"))
    assert demo.desk.context() is Context.LINE
    demo.press("enter")
    assert demo.said.startswith("Remark on g1.1")
    assert page_of(demo).card(demo.desk).lines[0].remark == "Two bad nights"
