"""The disk says no beneath private notes: they are as they were, and nothing is taken for damage."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from plantui.vault.create import open_store
from plantui.vault.faults import VaultFault
from plantui.vault.private import PrivateNotes, PrivatePage
from tests.vault.failing import FailingFs
from tests.vault.house import event, faults, summarise
from tests.vault.sealing.sealed import reopen, unlock
from tests.vault.sealing.test_private import NOTES, filled, page


@pytest.mark.parametrize("wrong", [errno.EIO, errno.ENOSPC, -errno.ENOSPC])
def test_an_error_at_any_call_leaves_the_notes_as_they_were(tmp_path: Path, wrong: int) -> None:
    at, refused, reached = 0, 0, True
    while reached:
        at += 1
        path = tmp_path / str(at)
        filled(path)
        fs = FailingFs(lambda call, name, at=at: wrong if call == at else 0)  # type: ignore[misc]
        fs.armed = False
        key = unlock(path)
        store = open_store(path, summarise, key=key, fs=fs)  # type: ignore[arg-type]
        notes = PrivateNotes(store.parts, key)
        fs.armed = True
        try:
            notes.save("aaa", 1, NOTES[:1], event())
            rev = 2
        except VaultFault as fault:
            refused += bool(fault.sentence)
            rev = 2 if "did not confirm" in fault.sentence else 1
        reached = len(fs.calls) >= at
        fs.armed = False
        assert page(path) == PrivatePage(rev, NOTES[:1] if rev == 2 else NOTES)
        assert faults(reopen(path)) == []
        assert notes.save("aaa", rev, NOTES, event()) == rev + 1
        assert reopen(path).verify(deep=True) == []
    assert refused > 8


@pytest.mark.parametrize("first", ["replace", "fdatasync"])
def test_two_errors_in_a_row_raise_no_alarm_and_the_next_save_settles_it(tmp_path: Path, first: str) -> None:
    """The rename, or the sync of the line, and then the line that takes it back."""
    filled(tmp_path)
    later = ("open_append", "fdatasync")
    fs = FailingFs(lambda _, name: errno.EIO if name == first or (name in later and first in fs.calls[:-1]) else 0)
    fs.armed = False
    key = unlock(tmp_path)
    notes = PrivateNotes(open_store(tmp_path, summarise, key=key, fs=fs).parts, key)  # type: ignore[arg-type]
    fs.armed = True
    with pytest.raises(VaultFault):
        notes.save("aaa", 1, NOTES[:1], event())
    fs.armed = False
    assert page(tmp_path) == PrivatePage(1, NOTES)
    assert faults(reopen(tmp_path)) == []
    assert notes.save("aaa", 1, NOTES, event()) == 2
    assert reopen(tmp_path).verify(deep=True) == []
    assert not list(tmp_path.rglob("*.new"))
