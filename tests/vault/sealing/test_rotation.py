"""A new data key: everybody who stays gets it without being asked, whoever left does not, and nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import msgspec
import pytest

from plantui.vault.chartfile import decode
from plantui.vault.create import create_store, open_store
from plantui.vault.faults import StoreLocked, Tampered, UnknownKey, VaultFault, WrongPassphrase
from plantui.vault.files import RealFs
from plantui.vault.layout import layout_at
from plantui.vault.manifest import User, read_vault
from plantui.vault.sealing import staff
from plantui.vault.sealing.codec import SealedCodec
from plantui.vault.sealing.founding import found
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.sealing.payload import pack, unpack
from plantui.vault.sealing.rotation import rotate
from plantui.vault.sealing.wrapping import renew
from plantui.vault.store import FileStore
from tests.vault.failing import FailingFs
from tests.vault.house import TODAY, WHO, NoLocks, event, faults, summarise, tables
from tests.vault.sealing.sealed import CHEAP, PASSPHRASE, make, manifest, put_manifest, reopen, unlock
from tests.vault.simfs import Image, SimFs

STORE = Path("/store")
THEIRS = "the other one's words"
MO = User(id="u-mo", name="Mo Okafor", initials="MO", credential="LPC", role="supervisor")


def two(path: Path) -> FileStore:
    """A store with two users and a chart."""
    store, _ = make(path)
    store.commit("aaa", 0, tables(1), event())
    staff.add(store, MO, event("users.add"), THEIRS, CHEAP)
    return store


def kids(path: Path) -> dict[str, str]:
    """The key each chart file is sealed with."""
    found = {}
    for file in (path / "charts").rglob("*.*"):
        found[file.name] = file.read_bytes().partition(b'"kid":"')[2][:8].decode()
    return found


def test_after_a_rotation_everything_is_read_and_new_saves_have_the_new_key(tmp_path: Path) -> None:
    store = two(tmp_path)
    old = store.key.kid if store.key else ""
    store.commit("bbb", 0, tables(2), event())
    rotate(store, event("vault.rotate"))
    new = store.key.kid if store.key else ""
    assert new != old
    assert store.commit("aaa", 1, tables(3), event()) == 2
    assert kids(tmp_path) == {"aaa.chart": new, "aaa.prev": old, "bbb.chart": old}
    assert store.load("aaa") == (2, tables(3))
    assert store.load("aaa", 1) == (1, tables(1))
    assert store.load("bbb") == (1, tables(2))
    assert faults(store) == []
    for passphrase in (PASSPHRASE, THEIRS):
        again = reopen(tmp_path, passphrase)
        assert again.load("aaa") == (2, tables(3))
        assert again.load("bbb") == (1, tables(2))
        assert faults(again) == []


def test_many_rotations_reach_who_was_away_for_all_of_them(tmp_path: Path) -> None:
    store = two(tmp_path)
    for number in range(5):
        rotate(store, event("vault.rotate"))
        store.commit(f"c{number}", 0, tables(number), event())
    again = reopen(tmp_path, THEIRS)
    assert [again.load(f"c{number}")[1] for number in range(5)] == [tables(number) for number in range(5)]
    assert again.load("aaa")[1] == tables(1)
    rotate(again, event("vault.rotate"))
    # The terminal that rotated before follows by itself, at its next write or look.
    assert store.commit("aaa", 1, tables(9), event()) == 2
    assert store.key is not None
    assert again.key is not None
    assert store.key.kid == again.key.kid == kids(tmp_path)["aaa.chart"]
    assert faults(again) == []


def test_a_rotation_between_unlocking_and_opening_is_no_fault(tmp_path: Path) -> None:
    store = two(tmp_path)
    key = unlock(tmp_path, THEIRS)
    rotate(store, event("vault.rotate"))
    store.commit("aaa", 1, tables(2), event())
    assert open_store(tmp_path, summarise, key=key).load("aaa") == (2, tables(2))


def test_slots_and_shared_keys_made_after_rotations_read_what_was_sealed_before(tmp_path: Path) -> None:
    store = two(tmp_path)
    for number in range(3):
        rotate(store, event("vault.rotate"))
        store.commit(f"c{number}", 0, tables(number), event())
    staff.set_passphrase(store, WHO.id, "words of today", event("vault.passphrase"), CHEAP)
    key = unlock(tmp_path, "words of today")
    again = open_store(tmp_path, summarise, key=key)
    assert again.load("aaa") == (1, tables(1))
    assert [again.load(f"c{number}")[1] for number in range(3)] == [tables(number) for number in range(3)]
    assert faults(again) == []
    shared = unpack(pack(key), again.vault)
    assert shared is not None
    last = open_store(tmp_path, summarise, key=shared)
    assert last.load("aaa") == (1, tables(1))
    assert faults(last) == []


def test_who_rotates_with_a_shared_key_goes_on_too(tmp_path: Path) -> None:
    """It has no private key to read the letters to its slot with, but it is the one who wrote them."""
    store = two(tmp_path)
    shared = unpack(pack(unlock(tmp_path)), store.vault)
    assert shared is not None
    again = open_store(tmp_path, summarise, key=shared)
    rotate(again, event("vault.rotate"))
    assert again.commit("aaa", 1, tables(2), event()) == 2
    rotate(store, event("vault.rotate"))
    with pytest.raises(StoreLocked, match="unlock"):
        again.commit("aaa", 2, tables(3), event())
    assert reopen(tmp_path, THEIRS).load("aaa") == (2, tables(2))


def test_the_recovery_key_stays_good(tmp_path: Path) -> None:
    store, founding = make(tmp_path)
    store.commit("aaa", 0, tables(1), event())
    rotate(store, event("vault.rotate"))
    store.commit("aaa", 1, tables(2), event())
    key = Keyring(tmp_path, places=()).unlock_recovery(founding.recovery)
    assert open_store(tmp_path, summarise, key=key).load("aaa") == (2, tables(2))


def test_all_charts_at_once(tmp_path: Path) -> None:
    store = two(tmp_path)
    for number in range(6):
        store.commit(f"c{number}", 0, tables(number), event())
    store.commit("c0", 1, tables(7), event())
    store.undo_log(WHO.id).append({"a": 1}, ["c0"], TODAY)
    store.list()
    store.close()
    rotate(store, event("vault.rotate"))
    told: list[tuple[int, int]] = []
    assert store.rewriting(event("vault.rotate")).run(lambda done, of: told.append((done, of))) == []
    assert told == [(number, 7) for number in range(1, 8)]
    assert store.key is not None
    assert set(kids(tmp_path).values()) == {store.key.kid}
    assert not list((tmp_path / "charts").rglob("*.prev"))
    assert store.load("c0") == (3, tables(7))
    assert [step.step for step in store.undo_log(WHO.id).list(TODAY)] == [{"a": 1}]
    assert faults(reopen(tmp_path, THEIRS)) == []
    revisions = {row.chart: row.rev for row in store.list()[0]}
    store.rewriting(event("vault.rotate")).run()
    assert {row.chart: row.rev for row in store.list()[0]} == revisions


def test_who_left_can_open_nothing_that_came_after(tmp_path: Path) -> None:
    store = two(tmp_path)
    shutil.copytree(tmp_path, tmp_path.with_name("taken-home"))
    theirs = unlock(tmp_path, THEIRS)
    staff.remove(store, MO.id, event("users.remove"))
    store.commit("aaa", 1, tables("after"), event())
    for passphrase in (THEIRS, THEIRS.upper()):
        with pytest.raises(WrongPassphrase):
            unlock(tmp_path, passphrase)
    # The key they may have kept does not help, nor does the manifest they took home.
    content = (tmp_path / "charts").rglob("aaa.chart")
    whole = next(iter(content)).read_bytes()
    theirs.alg = "aes256gcm"
    with pytest.raises(UnknownKey):
        decode(whole, store.vault.id, "aaa", SealedCodec(theirs))
    shutil.copy(tmp_path.with_name("taken-home") / "vault.json", tmp_path / "vault.json")
    old = reopen(tmp_path, THEIRS)
    with pytest.raises(UnknownKey):
        old.load("aaa")


def test_a_terminal_of_who_left_is_refused_at_its_next_write(tmp_path: Path) -> None:
    store = two(tmp_path)
    theirs = reopen(tmp_path, THEIRS)
    staff.remove(store, MO.id, event("users.remove"))
    with pytest.raises(StoreLocked):
        theirs.commit("aaa", 1, tables(2), event())
    with pytest.raises(StoreLocked):
        theirs.undo_log(MO.id).append({"a": 1}, ["aaa"], TODAY)
    assert store.load("aaa") == (1, tables(1))
    assert faults(store) == []


def test_a_foreign_key_cannot_be_slipped_into_a_slot(tmp_path: Path) -> None:
    """Letters can be written by anybody: the public key stands in the file. The proof inside cannot."""
    store, _ = make(tmp_path)
    vault = read_vault(RealFs(), layout_at(tmp_path))
    assert vault.sealing is not None
    stranger = Key(vault.id, b"s" * 32)
    forged = renew(stranger, vault.sealing.slots[0], b"t" * 32).renewals[0]
    content = manifest(tmp_path)
    content["sealing"]["slots"][0]["renewals"] = [msgspec.to_builtins(forged)]  # type: ignore[index]
    put_manifest(tmp_path, content)
    with pytest.raises(Tampered, match="without the key before it"):
        unlock(tmp_path)
    with pytest.raises(VaultFault):
        store.commit("aaa", 0, tables(1), event())


def test_no_crash_of_a_rotation_locks_anybody_out() -> None:
    fs = SimFs()
    store, founding = make(STORE, fs, NoLocks())
    staff.add(store, MO, event("users.add"), THEIRS, CHEAP)
    for chart in ("aaa", "bbb"):
        store.commit(chart, 0, tables(1), event())
    store.commit("bbb", 1, tables(2), event())
    seen: dict[Image, None] = {}
    fs.observe = lambda: seen.update(dict.fromkeys(fs.crash_states(True, Random(len(seen)), most=8)))
    rotate(store, event("vault.rotate"))
    assert store.rewriting(event("vault.rotate")).run() == []
    fs.observe = lambda: None
    turned = 0
    for image in seen:
        again = SimFs(image)
        for passphrase in (PASSPHRASE, THEIRS, founding.recovery):
            opened = reopen(STORE, passphrase, fs=again, locks=NoLocks())
            assert opened.load("aaa")[1] == tables(1)
            assert opened.load("bbb")[1] == tables(2)
        assert opened.key is not None
        turned += opened.key.kid != founding.key.kid
        assert opened.rewriting(event("vault.rotate")).run() == []
        for chart in ("aaa", "bbb"):
            rev, content = opened.load(chart)
            assert opened.commit(chart, rev, content, event()) == rev + 1
        # The line about a new manifest comes before the manifest: a crash in between is told as such.
        assert [fault for fault in faults(opened) if "a power cut interrupted a change of it" not in fault] == []
    assert len(seen) > 50
    assert 0 < turned < len(seen)


@pytest.mark.parametrize("wrong", ["write", "fsync", "replace", "sync_dir", "create", "fdatasync"])
def test_a_rotation_that_fails_leaves_a_store_that_goes_on(tmp_path: Path, wrong: str) -> None:
    founding = found(WHO.id, PASSPHRASE, cost=CHEAP)
    create_store(tmp_path, made=TODAY, users=[WHO], founding=founding)
    failing = FailingFs(lambda at, name: 0)
    failing.armed = False
    store = open_store(tmp_path, summarise, key=unlock(tmp_path), fs=failing)
    store.commit("aaa", 0, tables(1), event())
    codes = []
    for number in range(1, 9):
        failing.calls.clear()
        nth = number
        failing._wrong = lambda at, name, nth=nth: 5 if name == wrong and failing.calls.count(wrong) == nth else 0
        failing.armed = True
        try:
            rotate(store, event("vault.rotate"))
        except VaultFault as fault:
            codes.append(fault.code)
        failing.armed = False
        rev = store.load("aaa")[0]
        assert store.commit("aaa", rev, tables(number), event()) == rev + 1
        assert reopen(tmp_path).load("aaa") == (rev + 1, tables(number))
    assert set(codes) == {"E304"}
