"""Drafts: whatever was typed comes back, and nobody types over somebody else."""

from __future__ import annotations

import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from plantui.vault import drafts
from plantui.vault.create import open_store
from plantui.vault.drafts import DraftBook
from plantui.vault.faults import NotFound, StoreForbidden
from plantui.vault.files import RealFs
from plantui.vault.founddraft import DraftHeld, Owner
from plantui.vault.store import FileStore
from tests.vault.house import TODAY, faults, make, reopen, summarise

HERE = Owner(who="u-dw", session="s1", place="pts/7")
THERE = Owner(who="u-ro", session="s2", place="pts/3")


def desk(store: FileStore, owner: Owner = HERE, **more: bool) -> DraftBook:
    return DraftBook(store.parts, owner, lambda: TODAY, **({"background": False} | more))  # type: ignore[arg-type]


def names(path: Path) -> list[str]:
    return sorted(place.name for place in (path / "drafts").iterdir())


def hang_up(book: DraftBook) -> None:
    """What the kernel does when the process dies: the files are closed, nothing else."""
    for draft in book._open:
        draft._file.close()
    book._open.clear()


def test_a_text_that_was_left_comes_back_with_its_revision(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    moments = iter(TODAY + timedelta(seconds=10 * number) for number in range(100))
    book = DraftBook(store.parts, HERE, lambda: next(moments), background=False)
    draft = book.open("chart", "note-n1", 4, "Slept 5 h. ")
    for text in ("Slept 5 h. W", "Slept 5 h. Wo", "Slept 4 h. Wo"):
        draft.change(text)
    assert desk(store, THERE).abandoned() == []
    hang_up(book)
    (found,) = desk(store, THERE).abandoned()
    assert (found.chart, found.field, found.base_rev, found.text) == ("chart", "note-n1", 4, "Slept 4 h. Wo")
    assert (found.owner, found.live, found.fault) == (HERE, False, "")
    assert (found.since, found.at) == (TODAY, TODAY + timedelta(seconds=40))
    assert desk(store).abandoned("other") == []
    assert faults(store) == []


def test_what_was_committed_is_discarded_and_leaves_nothing(tmp_path: Path) -> None:
    book = desk(make(tmp_path / "s"))
    draft = book.open("chart", "note", 1, "")
    draft.change("Woke at 4.")
    draft.discard()
    draft.discard()
    draft.sync()
    assert names(tmp_path / "s") == []
    with pytest.raises(ValueError, match="closed"):
        draft.change("more")


def test_where_nothing_was_typed_nothing_is_left(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    book = desk(store)
    book.open("chart", "note", 1, "as it is in the chart")
    book.leave()
    assert names(tmp_path / "s") == []
    book.open("chart", "note", 1, "as it is in the chart").rebase(2)
    hang_up(book)
    assert names(tmp_path / "s") == ["s1.chart.note.draft"]
    assert desk(store).abandoned() == []
    assert names(tmp_path / "s") == []


def test_the_same_session_finds_its_own_text_after_a_lock(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    book = desk(store)
    book.open("chart", "note", 1, "").change("before the lock")
    book.leave()
    other = book.open("chart", "note", 1, "")
    other.change("typed without looking")
    assert names(tmp_path / "s") == ["s1-2.chart.note.draft", "s1.chart.note.draft"]
    other.leave()
    assert {found.text for found in book.abandoned()} == {"before the lock", "typed without looking"}


def test_going_on_with_a_text_leaves_one_draft_of_it(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    book = desk(store, THERE)
    book.open("chart", "note", 3, "").change("half a sen")
    hang_up(book)
    (found,) = desk(store).abandoned()
    here = desk(store)
    draft = here.resume(found)
    assert (draft.text, draft.base_rev, draft.field, draft.chart) == ("half a sen", 3, "note", "chart")
    assert names(tmp_path / "s") == ["s1.chart.note.draft"]
    with pytest.raises(NotFound):
        desk(store, THERE).resume(found)
    desk(store, THERE).forget(found)
    hang_up(here)
    (again,) = desk(store).abandoned()
    assert (again.text, again.base_rev) == ("half a sen", 3)


def test_two_terminals_cannot_go_on_with_the_same_text(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    gone = desk(store, Owner(who="u", session="s3"))
    gone.open("chart", "note", 3, "").change("half")
    gone.leave()
    (found,) = desk(store).abandoned()
    gone.open("chart", "note", 3, "").change("typing now")
    with pytest.raises(DraftHeld) as held:
        desk(store).resume(found)
    assert held.value.found.text == "typing now"
    (still,) = desk(store).abandoned()
    assert still == found


def test_a_text_that_is_being_typed_is_held(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    there = desk(store, THERE)
    there.open("chart", "note", 3, "").change("their words")
    with pytest.raises(DraftHeld, match=r"typed by u-ro on pts/3 since 13:52") as held:
        desk(store).open("chart", "note", 3, "")
    assert held.value.code == "E306"
    assert (held.value.found.text, held.value.found.live) == ("their words", True)
    with pytest.raises(DraftHeld):
        there.open("chart", "note", 3, "")
    desk(store).open("chart", "note-2", 3, "")
    desk(store).open("chart-2", "note", 3, "")


def test_a_text_can_be_taken_over_and_theirs_is_kept(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    there, here = desk(store, THERE), desk(store)
    theirs = there.open("chart", "note", 3, "")
    theirs.change("their words")
    assert there.taken(theirs) is None
    mine = here.open("chart", "note", 3, "their words", take_over=True)
    assert there.taken(theirs) == HERE
    assert here.taken(mine) is None
    theirs.change("their words, a little late")
    mine.change("their words and mine")
    assert here.abandoned() == []
    hang_up(there)
    (kept,) = here.abandoned()
    assert kept.text == "their words, a little late"
    here.forget(kept)
    mine.discard()
    assert names(tmp_path / "s") == []


def test_a_draft_follows_the_chart(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    book = desk(store)
    draft = book.open("chart", "note", 3, "")
    draft.change("text")
    draft.rebase(5)
    draft.change("text and more")
    hang_up(book)
    (found,) = book.abandoned()
    assert (found.base_rev, found.text) == (5, "text and more")


def test_the_end_that_was_torn_off_is_passed_over(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    book = desk(store)
    draft = book.open("chart", "note", 1, "")
    draft.change("kept")
    size = os.stat(draft.path).st_size
    draft.change("kept and torn")
    hang_up(book)
    os.truncate(draft.path, os.stat(draft.path).st_size - 1)
    assert [found.text for found in book.abandoned()] == ["kept"]
    os.truncate(draft.path, size)
    assert [found.text for found in book.abandoned()] == ["kept"]


def test_a_damaged_draft_is_listed_with_what_is_left_of_it(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    (tmp_path / "s" / "drafts").mkdir(mode=0o700)
    broken = tmp_path / "s" / "drafts" / "s9.chart.note.draft"
    broken.write_bytes(b"no header\n")
    (tmp_path / "s" / "drafts" / "not a draft").write_bytes(b"")
    (found,) = desk(store).abandoned()
    assert (found.chart, found.field, found.text, found.typed) == ("chart", "note", "", True)
    assert "no readable header" in found.fault
    desk(store).forget(found)
    assert not broken.exists()


def test_leftovers_of_dead_writers_are_swept_but_not_those_of_living_ones(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    folder = tmp_path / "s" / "drafts"
    folder.mkdir(mode=0o700)
    for name in ("old.c.f.draft.new", "young.c.f.draft.new", "gone.c.f.taken"):
        (folder / name).write_bytes(b"")
    os.utime(folder / "old.c.f.draft.new", (1, 1))
    desk(store).abandoned()
    assert names(tmp_path / "s") == ["young.c.f.draft.new"]


@pytest.mark.parametrize("field", ["", "a.b", "Note", "../x", "a b", "x" * 65])
def test_a_field_that_cannot_be_a_file_name_is_refused(tmp_path: Path, field: str) -> None:
    with pytest.raises(ValueError, match="cannot name a draft"):
        desk(make(tmp_path / "s")).open("chart", field, 1, "")


def test_drafts_are_0600_under_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = make(tmp_path / "s")
        desk(store).open("chart", "note", 1, "").change("private")
        assert {place.stat().st_mode & 0o777 for place in (tmp_path / "s").rglob("*") if place.is_file()} == {0o600}
        assert (tmp_path / "s" / "drafts").stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(before)


def test_nothing_is_written_where_the_store_forbids_it(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    allowed = [True]

    def guard() -> None:
        if not allowed:
            raise StoreForbidden("The store was sealed meanwhile.")

    book = DraftBook(store.parts._replace(guard=guard), HERE, lambda: TODAY, background=False)
    draft = book.open("chart", "note", 1, "")
    draft.change("allowed")
    size = os.stat(draft.path).st_size
    allowed.clear()
    with pytest.raises(StoreForbidden):
        draft.change("allowed no more")
    with pytest.raises(StoreForbidden):
        book.open("chart", "other", 1, "")
    assert os.stat(draft.path).st_size == size
    assert draft.fault is not None


class Disk(RealFs):
    """Tells when it is asked to sync, and waits for leave to."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.leave = threading.Event()

    def fdatasync(self, fd: int) -> None:
        self.asked.set()
        assert self.leave.wait(30)
        super().fdatasync(fd)


def test_no_keystroke_waits_for_the_disk_and_the_last_one_reaches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "SYNC_EVERY", 0.001)
    make(tmp_path / "s").close()
    disk = Disk()
    book = desk(open_store(tmp_path / "s", summarise, fs=disk), background=True)
    draft = book.open("chart", "note", 1, "")
    draft.change("a")
    assert disk.asked.wait(30)
    # The disk is busy; typing goes on.
    draft.change("ab")
    disk.asked.clear()
    disk.leave.set()
    assert disk.asked.wait(30)
    draft.sync()
    thread = book._thread
    draft.discard()
    assert thread is not None
    thread.join(30)
    assert not thread.is_alive()
    again = book.open("chart", "note", 1, "")
    again.change("b")
    assert book._thread is not None
    again.discard()


def test_another_store_does_not_read_these_drafts(tmp_path: Path) -> None:
    one, two = make(tmp_path / "s"), make(tmp_path / "t")
    book = desk(one)
    book.open("chart", "note", 1, "").change("private")
    book.leave()
    (tmp_path / "s" / "drafts").rename(tmp_path / "t" / "drafts")
    (found,) = desk(two).abandoned()
    assert (found.text, "another place or store" in found.fault) == ("", True)
    assert desk(reopen(tmp_path / "s")).abandoned() == []
