"""What an editor still had when the program was killed: found when both are gone, kept as a draft, removed."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from tests.vault.house import TODAY, event, make, tables

from plantui.practice.texts import Spot, Texts
from plantui.settings.leftover import HELD, PLACE, TEXT, Leftover, Whence, belongs, find, mark, places, take_up
from plantui.vault.drafts import DraftBook
from plantui.vault.founddraft import Owner
from plantui.vault.store import FileStore

GIVEN = "DATA\nWe spoke.\n"
HEAD = "14:00 50m video DAP\n\n"
WRITTEN = "DATA\nWe spoke about sleep, größer.\n"


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    made = make(tmp_path / "store")
    made.commit("aaa", 0, tables(1), event())
    return made


def texts_of(store: FileStore, session: str = "s1") -> Texts:
    return Texts(DraftBook(store.parts, Owner(who="u-dw", session=session), lambda: TODAY, background=False))


def whence(store: FileStore, **more: object) -> Whence:
    known = {"vault": store.vault.id, "who": "u-dw", "chart": "aaa", "target": "note-n1", "rev": 1, "head": HEAD}
    return Whence(**(known | more))


def leave(place: Path, where: Whence | None, written: str | bytes = WRITTEN, given: str = GIVEN) -> Path:
    """A folder as it is when the program and the editor were killed."""
    place.mkdir(exist_ok=True, mode=0o700)
    folder = place / f"plantui-{len(list(place.iterdir()))}"
    folder.mkdir(mode=0o700)
    os.close(mark(folder, where, given))
    (folder / TEXT).write_bytes(written.encode() if isinstance(written, str) else written)
    return folder


def only(place: Path) -> Leftover:
    (found,) = find([place])
    return found


def test_what_was_left_becomes_a_draft_and_goes(store: FileStore, tmp_path: Path) -> None:
    folder = leave(tmp_path / "run", whence(store))
    left = only(tmp_path / "run")
    assert belongs(left, store.vault.id, "u-dw")
    texts = texts_of(store)
    assert take_up(left, texts)
    assert not folder.exists()
    (found,) = texts.abandoned("aaa")
    assert (found.field, found.text, found.base_rev) == ("note-n1", HEAD + WRITTEN, 1)


def test_what_lies_there_says_no_word_but_the_text_and_is_private(store: FileStore, tmp_path: Path) -> None:
    folder = leave(tmp_path / "run", whence(store))
    assert {each.name for each in folder.iterdir()} == {TEXT, PLACE, HELD}
    assert b"spoke" not in (folder / PLACE).read_bytes() + (folder / HELD).read_bytes()
    assert [(folder / name).stat().st_mode & 0o777 for name in (PLACE, HELD)] == [0o600, 0o600]


@pytest.mark.parametrize("written", [GIVEN, "", " \n"], ids=["unchanged", "empty", "blank"])
def test_what_says_nothing_new_goes_silently(store: FileStore, tmp_path: Path, written: str) -> None:
    folder = leave(tmp_path / "run", whence(store), written)
    texts = texts_of(store)
    assert not take_up(only(tmp_path / "run"), texts)
    assert not folder.exists()
    assert texts.abandoned() == []


def test_the_draft_it_was_made_from_gives_way_and_another_one_stays(store: FileStore, tmp_path: Path) -> None:
    texts = texts_of(store)
    texts.put_aside(Spot("aaa", "note-n1"), 1, "", HEAD + GIVEN)
    texts.put_aside(Spot("aaa", "note-n1"), 1, "", HEAD + "something else")
    leave(tmp_path / "run", whence(store))
    assert take_up(only(tmp_path / "run"), texts)
    assert {each.text for each in texts.abandoned()} == {HEAD + WRITTEN, HEAD + "something else"}


def test_a_line_loses_the_line_end_of_the_editor(store: FileStore, tmp_path: Path) -> None:
    leave(tmp_path / "run", whence(store, head="", one_line=True, target="edit-n1"), "Walk daily\n", "Walk\n")
    texts = texts_of(store)
    assert take_up(only(tmp_path / "run"), texts)
    assert texts.abandoned()[0].text == "Walk daily"
    leave(tmp_path / "again", whence(store, head="", one_line=True, target="edit-n1"), "Walk\n\n", "Walk\n")
    assert not only(tmp_path / "again").changed


def test_while_the_editor_or_the_program_lives_it_is_theirs(store: FileStore, tmp_path: Path) -> None:
    folder = leave(tmp_path / "run", whence(store))
    (folder / HELD).unlink()
    (folder / PLACE).unlink()
    held = mark(folder, whence(store), GIVEN)
    editor = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[held])
    try:
        os.close(held)
        assert find([tmp_path / "run"]) == [], "the program is gone, the editor is not"
    finally:
        editor.communicate(b"\n", timeout=30)
    left = only(tmp_path / "run")
    again = os.open(folder / HELD, os.O_RDONLY)
    import fcntl

    fcntl.flock(again, fcntl.LOCK_EX)
    texts = texts_of(store)
    assert not take_up(left, texts), "another terminal was faster"
    assert (folder / TEXT).exists()
    os.close(again)
    assert take_up(left, texts)


def test_a_text_that_is_typed_in_another_terminal_waits(store: FileStore, tmp_path: Path) -> None:
    folder = leave(tmp_path / "run", whence(store))
    other = DraftBook(store.parts, Owner(who="u-dw", session="s2"), lambda: TODAY, background=False)
    draft = other.open("aaa", "note-n1", 1, "")
    draft.change("typed")
    texts = texts_of(store)
    assert not take_up(only(tmp_path / "run"), texts)
    assert folder.exists()
    draft.leave()
    assert take_up(only(tmp_path / "run"), texts)


def test_copies_of_the_editor_stay_and_are_named(store: FileStore, tmp_path: Path) -> None:
    folder = leave(tmp_path / "run", whence(store))
    (folder / ".text.md.swp").write_bytes(b"unsaved")
    assert only(tmp_path / "run").copies == (".text.md.swp",)
    assert take_up(only(tmp_path / "run"), texts_of(store))
    left = only(tmp_path / "run")
    assert (left.text, left.whence, left.copies) == (None, None, (".text.md.swp",))
    assert not belongs(left, store.vault.id, "u-dw")
    assert not take_up(left, texts_of(store)), "it is not taken a second time"


def test_a_draft_that_cannot_be_kept_leaves_everything(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plantui.vault.faults import StoreFull

    def full(*_: object) -> None:
        raise StoreFull("The disk is full.")

    folder = leave(tmp_path / "run", whence(store))
    texts = texts_of(store)
    monkeypatch.setattr(texts, "put_aside", full)
    with pytest.raises(StoreFull):
        take_up(only(tmp_path / "run"), texts)
    assert (folder / TEXT).read_text() == WRITTEN


def test_only_what_is_ours_and_private_is_looked_at(store: FileStore, tmp_path: Path) -> None:
    run = tmp_path / "run"
    for name, mode in (("plantui-open", 0o755), ("other-x", 0o700)):
        folder = leave(run, whence(store))
        folder.chmod(mode)
        folder.rename(run / name)
    (run / "plantui-empty").mkdir(mode=0o700)
    (run / "plantui-file").write_text("x")
    elsewhere = leave(tmp_path / "elsewhere", whence(store))
    (run / "plantui-link").symlink_to(elsewhere)
    assert find([run, tmp_path / "none"]) == []


@pytest.mark.parametrize("where", [{"who": "u-ro"}, {"vault": "another"}])
def test_what_belongs_to_others_is_not_taken_for_ours(store: FileStore, tmp_path: Path, where: dict[str, str]) -> None:
    leave(tmp_path / "run", whence(store, **where))
    assert not belongs(only(tmp_path / "run"), store.vault.id, "u-dw")


def test_what_is_no_text_and_what_has_no_place_is_shown_as_it_is(store: FileStore, tmp_path: Path) -> None:
    leave(tmp_path / "run", whence(store), b"\xff\xfe")
    leave(tmp_path / "run", None)
    leave(tmp_path / "run", whence(store), b"x" * 1_000_001)
    assert [(each.text, each.whence is None) for each in find([tmp_path / "run"])] == [
        (None, False),
        (WRITTEN, True),
        (None, False),
    ]


def test_the_latest_comes_last(store: FileStore, tmp_path: Path) -> None:
    old, new = leave(tmp_path / "run", whence(store)), leave(tmp_path / "run", whence(store))
    moment = (TODAY - timedelta(days=1)).timestamp()
    os.utime(new / TEXT, (moment, moment))
    assert [each.folder for each in find([tmp_path / "run"])] == [new, old]


def test_it_is_looked_for_where_editors_get_their_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert places(None) == (tmp_path,)
    assert places(tmp_path / "run") == (tmp_path / "run", tmp_path)
