"""Every key of a typed line is kept as a draft until the line is in the store."""

from __future__ import annotations

import pytest
from tests.tui.desk.trouble import fail
from tests.tui.desk.writing import book, drafts, keep, left
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.practice.texts import Spot, Texts
from plantui.tui.desk import recovery, reopening
from plantui.tui.desk.held_text import HeldText
from plantui.tui.desk.note import NotePage
from plantui.vault.drafts import DraftBook
from plantui.vault.faults import StoreFull
from plantui.vault.founddraft import FoundDraft, Owner


def test_every_key_of_a_line_is_kept(demo: Seat) -> None:
    keep(demo).press("2 a o").type("Walk")
    assert drafts(demo) == ["add: Walk"]
    demo.type("s").press("backspace").type(" daily")
    assert drafts(demo) == ["add: Walk daily"]


def test_an_opened_line_that_nobody_changed_leaves_nothing(demo: Seat) -> None:
    keep(demo).press("2 e")
    assert drafts(demo) == []
    demo.press("esc")
    assert drafts(demo) == []


def test_the_draft_goes_when_the_line_is_stored(demo: Seat) -> None:
    keep(demo).press("2 e", "; -> 4")
    assert len(drafts(demo)) == 1
    demo.press("enter")
    assert len(drafts(demo)) == 1
    demo.room.practice.save()
    demo.press("j")
    assert drafts(demo) == []


def test_the_draft_stays_while_the_line_cannot_be_stored(demo: Seat) -> None:
    keep(demo).press("2 e", "; -> 4", "enter")
    fail(demo)
    demo.press("j")
    assert len(drafts(demo)) == 1


def test_the_next_line_is_a_text_of_its_own(demo: Seat) -> None:
    keep(demo).press("2 a o").type("PHQ-9 18 -> 9 by 12 may").press("enter").type("Call")
    assert drafts(demo) == ["add: Call", "add: PHQ-9 18 -> 9 by 12 may"] or drafts(demo) == [
        "add: PHQ-9 18 -> 9 by 12 may",
        "add: Call",
    ]
    demo.room.practice.save()
    demo.type("s")
    assert drafts(demo) == ["add: Calls"]


def test_escape_lets_the_draft_go_for_the_words_are_in_history(demo: Seat) -> None:
    keep(demo).press("2 a o").type("Walk").press("esc")
    assert drafts(demo) == []
    assert demo.press("a o", "up").desk.state.line.field.text == "Walk"


def test_a_new_client_a_reason_and_a_signature_are_kept(demo: Seat) -> None:
    keep(demo).press("1 a c").type("Okafor, Ada")
    assert drafts(demo) == ["client: Okafor, Ada"]
    demo.press("esc", "2 s x").type("moved away")
    assert drafts(demo) == ["reason: moved away"]


def test_a_filter_is_not(demo: Seat) -> None:
    keep(demo).press("1 /").type("rey")
    assert drafts(demo) == []


def test_a_line_that_another_terminal_types_is_held(demo: Seat) -> None:
    keep(demo).press("2 e").type("; -> 5")
    other = keep(demo.again(), "two", "pts/3").press("2 e")
    assert other.desk.context() is Context.HELD
    screen = other.screen(80, 24)
    assert "SOMEBODY IS TYPING HERE" in screen
    assert "This text is being typed by DW on pts/7 since 13:52." in screen
    assert "r read only" in screen
    other.press("q")
    assert other.desk.state.line is None
    assert other.desk.context() is Context.NORMAL


def test_read_only_leaves_it_to_them(demo: Seat) -> None:
    keep(demo).press("2 e").type("; -> 5")
    other = keep(demo.again(), "two", "pts/3").press("2 e", "r")
    assert other.desk.state.line is None
    assert other.said == "Read only: held by DW on pts/7 since 13:52. :takeover"
    screen = other.screen(80, 24)
    assert "READ ONLY" in screen.splitlines()[0]
    assert "g1.1   typed by DW on pts/7 since 13:52" in screen


def test_taking_over_goes_on_and_the_other_is_told(demo: Seat) -> None:
    keep(demo).press("2 e").type("; -> 5")
    text = demo.desk.state.line.field.text
    other = keep(demo.again(), "two", "pts/3").press("2 e", "t")
    assert other.desk.state.line.field.text == text
    assert other.said.startswith("Taken over from DW on pts/7 since 13:52.")
    demo.desk.drafts.texts.look()
    demo.press("j")
    assert demo.desk.state.line is None
    assert demo.said == "DW on pts/3 took this line over. Read only; your words are kept. :takeover"
    assert isinstance(demo.desk.state.scene, HeldText)
    assert demo.desk.history("edit objective")[-1].startswith(text)
    other.type(" by 1 jun")
    assert other.desk.context() is Context.LINE
    assert f"edit: {text} by 1 jun" in drafts(demo)


def test_words_taken_over_are_left_although_nobody_can_tell_who_goes_on(
    demo: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, spot = book(demo, "one"), Spot(demo.desk.state.client, "note-n1")
    texts = Texts(mine)
    texts.typed(spot, 1, "", "Slept well")
    Texts(book(demo, "two")).typed(spot, 1, "", "Slept badly", take_over=True)

    def unreadable(*_: str) -> None:
        raise StoreFull("The folder cannot be read.", "")

    monkeypatch.setattr(mine, "holder", unreadable)
    texts.look()
    assert texts.news.pop().taken is not None
    assert [each.text for each in left(demo)] == ["Slept well"]


def test_a_terminal_that_went_away_holds_nothing(demo: Seat) -> None:
    keep(demo).press("2 e").type("; -> 5")
    demo.desk.drafts.leave()
    other = keep(demo.again(), "two").press("2 e")
    assert other.desk.context() is Context.LINE


def test_letters_are_kept_on_a_thread_in_their_order(demo: Seat) -> None:
    texts = Texts(book(demo, "one"))
    texts.start(lambda: None)
    spot = Spot(demo.desk.state.client, "note-n1")
    for size in range(1, 200):
        texts.typed(spot, 1, "", "x" * size)
    texts.sync(5)
    assert drafts(demo) == [f"note: {'x' * 199}"]
    texts.done(spot)
    texts.sync(5)
    texts.stop()
    assert drafts(demo) == []


def left_by_another(seat: Seat, *words: str) -> str:
    """Type into the plan in another terminal that then goes away; what was typed."""
    other = keep(seat.again(), "gone", "pts/3").press(*words)
    text = other.desk.state.line.field.text
    other.desk.drafts.leave()
    return text


def test_a_draft_that_was_left_is_offered_and_enter_goes_on(demo: Seat) -> None:
    text = left_by_another(demo, "2 a o", "Walk daily")
    keep(demo)
    recovery.begin(demo.desk)
    assert demo.said == "Draft from 13:52 (Reyes, M). Enter goes on."
    demo.press("enter")
    assert demo.desk.state.line.field.text == text
    assert demo.desk.state.line.purpose == "add"
    demo.type("!")
    assert drafts(demo) == ["add: Walk daily!"]
    demo.press("ctrl+j")
    demo.room.practice.save()
    demo.press("j")
    assert drafts(demo) == []


def test_a_draft_with_a_damaged_part_says_so(demo: Seat) -> None:
    left_by_another(demo, "2 a o", "W", "a", "l", "k")
    [path] = (demo.room.folder / "drafts").glob("*.draft")
    content = bytearray(path.read_bytes())
    content[content.rindex(b'"l"') + 1] ^= 1
    path.write_bytes(content)
    keep(demo)
    recovery.begin(demo.desk)
    assert demo.said == "Draft from 13:52 (Reyes, M). Not all of it can be read. Enter goes on."
    assert demo.press("enter").desk.state.line.field.text == "Wa [...] k"


def test_an_edited_line_goes_on_in_its_place(demo: Seat) -> None:
    text = left_by_another(demo, "2 j j j e", "; -> 6")
    keep(demo)
    recovery.begin(demo.desk)
    demo.press("enter")
    assert demo.desk.state.line.field.text == text
    assert demo.desk.shown.place().node.code == "g1.2"


def test_a_new_client_goes_on(demo: Seat) -> None:
    left_by_another(demo, "1 a c", "Okafor, Ada")
    keep(demo)
    recovery.begin(demo.desk)
    assert demo.said == "Draft from 13:52. Enter goes on."
    demo.press("enter")
    assert demo.desk.state.line.purpose == "client"
    assert demo.desk.state.line.field.text == "Okafor, Ada"


def test_moving_on_leaves_the_draft_for_the_next_start(demo: Seat) -> None:
    left_by_another(demo, "2 a o", "Walk daily")
    keep(demo)
    recovery.begin(demo.desk)
    demo.press("j", "enter")
    assert demo.desk.state.line is None
    assert drafts(demo) == ["add: Walk daily"]


def test_a_draft_whose_text_is_stored_goes_silently(demo: Seat) -> None:
    keep(demo, "gone").press("2 a o", "GAD-7 15 -> 7 by 12 may", "ctrl+j")
    demo.room.practice.save()
    demo.desk.drafts.leave()
    assert len(drafts(demo)) == 1
    again = keep(demo.again(), "two")
    recovery.begin(again.desk)
    assert again.said == ""
    assert drafts(again) == []


def test_a_draft_left_meanwhile_is_offered_when_one_comes_to_its_chart(demo: Seat) -> None:
    keep(demo)
    recovery.begin(demo.desk)
    text = left_by_another(demo, "2 a o", "Walk daily")
    recovery.offer_here(demo.press("j").desk)
    assert demo.said == ""
    demo.press("k")
    recovery.offer_here(demo.desk)
    assert demo.said == "Draft from 13:52 (Reyes, M). Enter goes on."
    demo.press("enter")
    assert demo.desk.state.line.field.text == text


def test_nothing_is_offered_while_somebody_types(demo: Seat) -> None:
    keep(demo)
    recovery.begin(demo.desk)
    left_by_another(demo, "2 a o", "Walk daily")
    demo.press("a c").type("Vega")
    recovery.offer_here(demo.desk)
    assert demo.said == ""


def test_a_draft_of_somebody_else_is_not_offered(demo: Seat) -> None:
    other = demo.again()
    owner = Owner(who="ro", session="ro1", place="pts/9")
    draft = DraftBook(other.room.store.parts, owner, other.room.clock, background=False).open(
        demo.desk.state.client, "note-n1", 1, ""
    )
    draft.change("words of a colleague")
    draft.leave()
    keep(demo)
    recovery.begin(demo.desk)
    assert demo.said == ""
    assert drafts(demo) == ["note: words of a colleague"]


def draft_of(demo: Seat, field: str, text: str) -> FoundDraft:
    return FoundDraft(
        id="x", chart=demo.desk.state.client, field=field, base_rev=1, text=text,
        at=demo.desk.now(), since=demo.desk.now(), owner=Owner(who="dw", session="s"), live=False, typed=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "keys"),
    [("add-objective-01gone-end-", ("2", "a", "o")), ("sign-comment", ("2 e", "; -> 5", "enter", "S y"))],
)
def test_a_text_whose_place_is_gone_waits_in_history(demo: Seat, field: str, keys: tuple[str, ...]) -> None:
    reopening.reopen(keep(demo).desk, draft_of(demo, field, "Walk daily"))
    assert "What was typed waits under up" in demo.said
    demo.press(*keys, "up")
    assert "Walk daily" in demo.screen()


def test_a_line_that_is_gone_can_be_read(demo: Seat) -> None:
    reopening.reopen(keep(demo).desk, draft_of(demo, "edit-01gone", "Walk daily"))
    assert demo.said.startswith("That line is no longer in the plan. What was typed is here to be read")
    assert "Walk daily" in demo.screen()


def test_a_note_that_was_signed_meanwhile_can_be_read_as_it_was_typed(demo: Seat) -> None:
    keep(demo).press("n").type("Slept")
    page = demo.desk.state.scene
    assert isinstance(page, NotePage)
    typed = page.whole().replace("Slept", "Slept well, and walked")
    demo.press("ctrl+j").type("dw").press("enter")
    demo.room.practice.save()
    Texts(book(demo, "gone")).put_aside(Spot(page.chart, f"note-{page.note}"), 1, "", typed)
    again = keep(demo.again(), "two")
    recovery.begin(again.desk)
    again.press("enter")
    assert again.said == "That note was signed meanwhile. What was typed is here to be read, and kept as a draft."
    assert "C-014: what was typed" in again.screen(80, 24)
    assert "Slept well, and walked" in again.screen(80, 24)
    again.press("q")
    assert again.desk.state.on_main
    again.desk.drafts.leave()
    assert [each.text for each in left(again)] == [typed]


@pytest.mark.parametrize("answer", ["m", "t", "l"])
def test_a_draft_whose_line_moved_on_is_shown_beside_it(demo: Seat, answer: str) -> None:
    demo.press("2 e", "; every 3w", "enter")
    demo.room.practice.save()
    text = left_by_another(demo, "2 e", "; -> 5")
    demo.press("e", "; -> 6", "enter")
    demo.room.practice.save()
    again = keep(demo.again(), "two")
    recovery.begin(again.desk)
    again.press("enter")
    screen = again.screen(80, 24)
    assert "THE LINE OF YOUR DRAFT MOVED ON" in screen
    assert "before   GAD-7 15 -> 7" in screen
    assert "theirs   GAD-7 15 -> 6" in screen
    assert "mine     GAD-7 15 -> 7" in screen
    assert "; -> 5" in " ".join(screen.split())
    again.press("b")
    assert "Mine goes on with the draft" in again.said
    again.press(answer)
    if answer == "m":
        assert again.desk.state.line.field.text == text
        assert len(drafts(again)) == 1
    elif answer == "t":
        assert drafts(again) == []
        assert again.press("2 e", "up").desk.state.line.field.text == text
    else:
        assert again.desk.state.line is None
        assert len(drafts(again)) == 1
