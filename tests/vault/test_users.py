"""The list of users: changed under its own lock, logged, kept twice."""

from __future__ import annotations

import errno
from pathlib import Path

import msgspec
import pytest

from plantui.vault.create import open_store
from plantui.vault.faults import StoreFull
from plantui.vault.manifest import User
from tests.vault.failing import FailingFs
from tests.vault.house import WHO, event, lines, make, reopen, summarise

SUPERVISOR = User(id="u-sk", name="Sam Keller", initials="SK", credential="PsyD", role="supervisor")


def test_users_are_replaced_and_logged(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    before = store.vault
    assert store.set_users([WHO, SUPERVISOR], event("user.add")).users == (WHO, SUPERVISOR)
    assert store.vault == reopen(tmp_path / "s").vault == msgspec.structs.replace(before, users=(WHO, SUPERVISOR))
    assert [line.act for line in lines(store)] == ["user.add"]
    kept = tmp_path / "s"
    assert (kept / "vault.json").read_bytes() == (kept / "vault.json.bak").read_bytes()


def test_a_full_disk_leaves_the_users_as_they_were(tmp_path: Path) -> None:
    make(tmp_path / "s")
    full = FailingFs(lambda call, name: errno.ENOSPC if name == "create" else 0)
    full.armed = False
    store = open_store(tmp_path / "s", summarise, fs=full)
    full.armed = True
    with pytest.raises(StoreFull):
        store.set_users([], event("user.remove"))
    assert reopen(tmp_path / "s").vault.users == (WHO,)


def test_what_a_store_is_can_be_read_without_the_program(tmp_path: Path) -> None:
    make(tmp_path / "s")
    kept = msgspec.json.decode((tmp_path / "s" / "vault.json").read_bytes())
    assert list(kept) == ["magic", "format", "id", "made", "practice", "rehearsal", "users"]
    assert kept["users"] == [msgspec.to_builtins(WHO)]
    assert kept["made"] == "2026-03-10T13:52:00Z"
