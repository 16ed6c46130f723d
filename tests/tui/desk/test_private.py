"""Private notes on the screen: the passphrase each time, kept without a draft, gone with the panel."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import Snapshots
from tests.tui.desk.vaulted import PASSPHRASE, vaulted
from tests.tui.seat import Seat

from plantui.tui.desk.private import PrivatePanel
from plantui.vault.seam import AuditQuery

PHRASE = "the dream of the empty house came back"


@pytest.fixture
def at(sealed_store: Path, tmp_path: Path) -> Seat:
    return vaulted(sealed_store, tmp_path / "s", sealed=True)[0]


def enter(at: Seat, passphrase: str = PASSPHRASE) -> Seat:
    return at.press("g v").type(passphrase).press("enter")


def panel(at: Seat) -> PrivatePanel | None:
    scene = at.desk.state.scene
    return scene if isinstance(scene, PrivatePanel) else None


def acts(at: Seat) -> list[str]:
    return [line.act for line in at.room.store.audit(AuditQuery(act="private"))]


def held(folder: Path) -> list[str]:
    """Files that hold the phrase."""
    return [path.name for path in folder.rglob("*") if path.is_file() and PHRASE.encode() in path.read_bytes()]


def test_a_note_is_written_read_again_and_removed(at: Seat) -> None:
    enter(at)
    assert "Once you leave this store nobody can open" in at.screen()
    at.press("n").type(PHRASE).press("ctrl+j")
    assert PHRASE in at.screen()
    at.press("n").type("a second one").press("esc")
    assert "2 of 2" in at.screen()
    at.press("q")
    assert panel(at) is None
    assert PHRASE not in at.screen()
    enter(at)
    assert PHRASE in at.screen()
    at.press("k d")
    assert "Remove the private note of 10 Mar 2026" in at.screen()
    at.press("y")
    assert PHRASE not in at.screen()
    assert "a second one" in at.screen()
    at.press("q")
    assert acts(at) == [*["private.open", "private.save", "private.save"], "private.open", "private.save"]
    assert held(at.room.folder) == []
    assert at.room.store.verify(deep=True) == []


def test_a_burst_of_keys_ends_where_single_keys_do(at: Seat) -> None:
    at.press("g v").type(PASSPHRASE).press("enter", "n").type(PHRASE).press("ctrl+j", "q", "g v").type(PASSPHRASE)
    at.press("enter")
    assert PHRASE in at.screen()


def test_a_wrong_passphrase_opens_nothing_and_three_close_the_panel(at: Seat) -> None:
    at.press("g v").type("wrong").press("enter")
    assert "That is not your passphrase" in at.said
    assert "(1)" in at.screen()
    at.type("wrong").press("enter").type("wrong").press("enter")
    assert panel(at) is None
    assert acts(at) == ["private.failed"] * 3


def test_what_is_typed_shows_as_stars_and_esc_forgets_it(at: Seat) -> None:
    at.press("g v").type(PASSPHRASE)
    assert "*" * len(PASSPHRASE) in at.screen()
    assert PASSPHRASE not in at.screen()
    assert PASSPHRASE not in repr(at.desk.state)
    at.press("esc")
    assert panel(at) is None


def test_the_lock_keeps_what_was_typed_and_closes_the_panel(at: Seat) -> None:
    enter(at).press("n").type(PHRASE)
    open_now = panel(at)
    assert open_now is not None
    book = open_now.book
    assert book is not None
    at.desk.run("app.lock")
    assert open_now.book is None
    assert open_now.page.notes == ()
    assert PHRASE not in repr(at.desk.state)
    assert PHRASE not in at.screen()
    assert held(at.room.folder) == []
    at.type(PASSPHRASE).press("enter")
    assert panel(at) is None
    enter(at)
    assert PHRASE in at.screen()


def test_leaving_for_a_pane_keeps_what_was_typed(at: Seat) -> None:
    enter(at).press("n").type(PHRASE).press("esc", "2")
    assert panel(at) is None
    assert at.desk.state.on_main
    enter(at)
    assert PHRASE in at.screen()


def test_no_draft_and_no_undo_step_is_kept_of_it(at: Seat) -> None:
    enter(at).press("n").type(PHRASE)
    assert not [path for path in (at.room.folder / "drafts").glob("*.draft") if "private" in path.name]
    at.press("ctrl+j")
    steps = at.room.store.undo_log("dw").list(at.room.clock())
    assert PHRASE not in repr(steps)
    assert PHRASE not in repr(vars(at.desk.state.journal))


def test_nothing_written_keeps_nothing(at: Seat) -> None:
    enter(at).press("n", "ctrl+j")
    assert "nothing was kept" in at.said
    at.press("n", "esc", "d")
    assert "There is no private note to remove" in at.said
    assert acts(at) == ["private.open"]


def test_a_plain_store_says_why(tmp_path: Path, sealed_store: Path) -> None:
    from tests.tui.seat import invented, seat

    at = seat(invented(tmp_path / "plain"))
    at.press("g v")
    assert "need a sealed store" in at.said
    assert panel(at) is None
    shutil.rmtree(tmp_path / "plain")


def test_a_long_note_scrolls_and_every_size_shows_the_panel(at: Seat) -> None:
    enter(at).press("n").type("word " * 500).press("ctrl+j", "n").type("last").press("ctrl+j")
    for width, height in ((120, 40), (80, 24), (79, 23), (60, 20), (200, 60), (40, 12)):
        drawn = at.screen(width, height).splitlines()
        assert any("last" in row for row in drawn)
        assert all(len(row) <= width for row in drawn)
    at.press("k")
    assert "word word" in at.screen(80, 24)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
def test_the_panel_as_it_is_drawn(at: Seat, snapshot: Snapshots, size: tuple[int, int]) -> None:
    name = f"{size[0]}x{size[1]}"
    at.press("g v").type("river")
    snapshot(at.screen(*size), f"private-word-{name}")
    at.press("esc")
    enter(at)
    snapshot(at.screen(*size), f"private-empty-{name}")
    at.press("n").type(f"{PHRASE}; I was bored and it frightened me.").press("enter").type("Ask about it.")
    snapshot(at.screen(*size), f"private-writing-{name}")
    at.press("ctrl+j", "n").type("A second one.").press("ctrl+j")
    snapshot(at.screen(*size), f"private-notes-{name}")


def test_words_typed_without_the_key_to_write_reach_nothing_behind(at: Seat) -> None:
    before = at.desk.practice.version
    enter(at)
    for key in ("*", "w", "+", "u", "r", "M"):
        at.press(key)
        assert panel(at) is not None
        assert not at.desk.state.caseload.ticks
        assert at.desk.state.line is None
    assert "n writes a private note. q closes them first." in at.said
    assert at.desk.practice.version == before


def test_a_private_note_goes_to_no_editor_and_neither_does_the_plan_behind_it(at: Seat) -> None:
    enter(at).press("n").type(PHRASE).press("f4")
    assert at.said == "This does not go to the editor."
    assert at.desk.state.confirm is None
    found = panel(at)
    assert found is not None
    assert found.writing is not None
    assert found.writing.text == PHRASE
