"""Drafts of a sealed store: nobody reads them without the key, and nobody changes them unseen."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from plantui.vault.draftreplay import GAP
from plantui.vault.drafts import DraftBook
from plantui.vault.faults import StoreLocked
from plantui.vault.founddraft import Owner
from plantui.vault.store import FileStore
from tests.vault.house import TODAY, faults
from tests.vault.sealing.sealed import make, reopen

TYPED = ["", "Reyes", "Reyes woke at 4", "Reyes woke at 4 and took zopiclone.", "Reyes woke at 5."]


def desk(store: FileStore) -> DraftBook:
    return DraftBook(store.parts, Owner(who="u-dw", session="s1"), lambda: TODAY, background=False)


def left(path: Path) -> tuple[FileStore, Path]:
    """A sealed store with a draft that somebody left."""
    store, _ = make(path)
    book = desk(store)
    draft = book.open("chart", "note", 2, TYPED[0])
    for text in TYPED[1:]:
        draft.change(text)
    book.leave()
    return store, Path(draft.path)


def test_a_sealed_draft_comes_back_and_shows_nothing(tmp_path: Path) -> None:
    store, file = left(tmp_path / "s")
    (found,) = desk(reopen(tmp_path / "s")).abandoned()
    assert (found.text, found.base_rev) == (TYPED[-1], 2)
    content = file.read_bytes()
    assert not any(word in content for word in (b"Reyes", b"woke", b"zopiclone"))
    assert content.partition(b"\n")[2].count(b"Z") > 0
    lengths = {len(record) for record in content.split(b'"')[3::2] if len(record) > 100}
    assert len(lengths) <= 2, "records tell how much was typed"
    assert faults(store) == []


def test_a_locked_store_keeps_drafts_and_shows_none(tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    book = desk(store)
    draft = book.open("chart", "note", 2, "")
    draft.change("before the lock")
    book.leave()
    assert store.key is not None
    store.key.forget()
    with pytest.raises(StoreLocked):
        book.open("chart", "other", 2, "")
    with pytest.raises(StoreLocked):
        book.abandoned()
    again = desk(reopen(tmp_path / "s"))
    draft = again.resume(again.abandoned()[0])
    draft.change("before the lock, and after")
    again.leave()
    assert [found.text for found in again.abandoned()] == ["before the lock, and after"]


def test_no_flipped_bit_changes_a_word(tmp_path: Path) -> None:
    store, file = left(tmp_path / "s")
    content = file.read_bytes()
    rng = Random(20260310)
    for _ in range(300):
        place = rng.randrange(len(content))
        file.write_bytes(content[:place] + bytes([content[place] ^ 1 << rng.randrange(8)]) + content[place + 1 :])
        for found in desk(store).abandoned():
            whole, missing, _ = found.text.partition(GAP)
            assert whole in TYPED
            assert bool(found.fault) >= bool(missing or whole == TYPED[-1])
        file.write_bytes(content)


def test_a_draft_that_was_moved_to_another_chart_is_refused(tmp_path: Path) -> None:
    store, file = left(tmp_path / "s")
    header, _, records = file.read_bytes().partition(b"\n")
    other = file.with_name("s1.other.note.draft")
    other.write_bytes(header.replace(b"chart.note", b"other.note").replace(b'"chart"', b'"other"', 2) + b"\n" + records)
    (found,) = desk(store).abandoned("other")
    assert found.text == ""
    assert found.fault
