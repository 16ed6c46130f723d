"""Coming, going, and everybody's own passphrase."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

import msgspec
import pytest

from plantui.vault.create import open_store
from plantui.vault.faults import StoreLocked, VaultFault, WrongPassphrase
from plantui.vault.manifest import User
from plantui.vault.sealing import staff
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.sealing.staff import StaffFault
from plantui.vault.snapshots import Snapshots
from tests.vault import house
from tests.vault.house import TODAY, WHO, NoLocks, event, faults, lines, summarise, tables
from tests.vault.sealing.sealed import CHEAP, PASSPHRASE, make, reopen, unlock
from tests.vault.simfs import Image, SimFs

STORE = Path("/store")
NEW = "four words of mine"
MO = User(id="u-mo", name="Mo Okafor", initials="MO", credential="LPC", role="supervisor")


def digests(path: Path) -> dict[str, str]:
    return {
        str(each.relative_to(path)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in path.rglob("*")
        if each.is_file()
    }


def test_a_new_passphrase_takes_the_place_of_the_old_one_and_writes_no_chart(tmp_path: Path) -> None:
    store, _ = make(tmp_path)
    for number in range(20):
        store.commit(f"c{number}", 0, tables(number), event())
    before = digests(tmp_path)
    staff.set_passphrase(store, WHO.id, NEW, event("vault.passphrase"), CHEAP)
    after = digests(tmp_path)
    changed = {path for path in after if after[path] != before.get(path) and not path.startswith("locks/")}
    assert changed == {"vault.json", "vault.json.bak", "audit/2026-03.jsonl"}
    with pytest.raises(WrongPassphrase):
        unlock(tmp_path)
    again = reopen(tmp_path, NEW)
    assert again.load("c7") == (1, tables(7))
    assert faults(again) == []
    # The terminal that was open goes on.
    assert store.commit("c7", 1, tables(8), event()) == 2


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(tmp_path: Path) -> None:
    _, founding = make(tmp_path)
    key = Keyring(tmp_path, places=()).unlock_recovery(founding.recovery)
    store = open_store(tmp_path, summarise, key=key)
    staff.set_passphrase(store, key.user, NEW, event("vault.passphrase"), CHEAP)
    assert unlock(tmp_path, NEW).user == WHO.id
    with pytest.raises(WrongPassphrase):
        unlock(tmp_path)


def test_a_new_recovery_key_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    store, founding = make(tmp_path)
    text, slot = staff.new_recovery(store)
    assert Keyring(tmp_path, places=()).unlock_recovery(founding.recovery).held
    staff.put_slot(store, slot, event("vault.recovery"))
    assert Keyring(tmp_path, places=()).unlock_recovery(text).held
    with pytest.raises(WrongPassphrase, match="newer one"):
        Keyring(tmp_path, places=()).unlock_recovery(founding.recovery)
    assert unlock(tmp_path).held


def test_each_user_opens_the_store_as_themselves(tmp_path: Path) -> None:
    store, _ = make(tmp_path)
    store.commit("aaa", 0, tables(1), event())
    staff.add(store, MO, event("users.add"), NEW, CHEAP)
    ring = Keyring(tmp_path, places=())
    assert [user.initials for user in ring.holders()] == ["DW", "MO"]
    assert ring.unlock(NEW).user == MO.id
    assert ring.unlock(PASSPHRASE).user == WHO.id
    assert ring.unlock(NEW, "mo").user == ring.unlock(NEW, MO.id).user == MO.id
    assert reopen(tmp_path, NEW).load("aaa") == (1, tables(1))
    # With initials, only the slot of that user is tried.
    for passphrase, user in ((NEW, "DW"), (PASSPHRASE, "MO"), (NEW, "XX")):
        with pytest.raises(WrongPassphrase):
            ring.unlock(passphrase, user)


def test_two_users_with_the_same_passphrase_are_told_apart_by_their_initials(tmp_path: Path) -> None:
    store, _ = make(tmp_path)
    staff.add(store, MO, event("users.add"), PASSPHRASE, CHEAP)
    ring = Keyring(tmp_path, places=())
    assert (ring.unlock(PASSPHRASE, "MO").user, ring.unlock(PASSPHRASE, "dw").user) == (MO.id, WHO.id)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": "U-DW"}, "The id U-DW belongs to Dana Weiss"),
        ({"initials": "dw"}, "Dana Weiss signs with DW already"),
        ({"role": "owner"}, "There is no role owner"),
    ],
)
def test_users_who_would_be_mistaken_for_others_are_refused(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    store, _ = make(tmp_path)
    with pytest.raises(StaffFault, match=said) as caught:
        staff.add(store, msgspec.structs.replace(MO, **changed), event("users.add"), NEW, CHEAP)
    assert caught.value.next_step
    assert reopen(tmp_path).vault.users == (WHO,)


def test_who_leaves_is_still_known_by_name_and_their_id_is_not_given_again(tmp_path: Path) -> None:
    store, _ = make(tmp_path)
    staff.add(store, MO, event("users.add"), NEW, CHEAP)
    staff.remove(store, MO.id, event("users.remove"))
    vault = reopen(tmp_path).vault
    assert (vault.users, vault.former) == ((WHO,), (MO,))
    with pytest.raises(WrongPassphrase):
        unlock(tmp_path, NEW)
    with pytest.raises(StaffFault, match="belongs to Mo Okafor"):
        staff.add(store, MO, event("users.add"), NEW, CHEAP)
    assert faults(store) == []


def test_the_last_one_cannot_leave(tmp_path: Path) -> None:
    store, _ = make(tmp_path)
    with pytest.raises(StaffFault, match="only one"):
        staff.remove(store, WHO.id, event("users.remove"))
    with pytest.raises(StaffFault, match="Nobody with the id"):
        staff.remove(store, "u-xx", event("users.remove"))
    assert unlock(tmp_path).held


def test_a_plain_store_has_users_without_slots(tmp_path: Path) -> None:
    store = house.make(tmp_path)
    staff.add(store, MO, event("users.add"))
    assert house.reopen(tmp_path).vault.users == (WHO, MO)
    staff.remove(store, WHO.id, event("users.remove"))
    vault = house.reopen(tmp_path).vault
    assert (vault.users, vault.former, vault.sealing) == ((MO,), (WHO,), None)
    for attempt in (
        lambda: staff.set_passphrase(store, MO.id, NEW, event("vault.passphrase")),
        lambda: staff.new_recovery(store),
    ):
        with pytest.raises(StoreLocked, match="not sealed"):
            attempt()


def test_every_change_of_the_manifest_is_in_the_log_under_the_hash_of_the_manifest(tmp_path: Path) -> None:
    store, _ = make(tmp_path)
    staff.add(store, MO, event("users.add"), NEW, CHEAP)
    named = f"vault:{hashlib.sha256((tmp_path / 'vault.json').read_bytes()).hexdigest()}"
    assert lines(store)[-1].detail == (named,)
    assert (tmp_path / "vault.json").read_bytes() == (tmp_path / "vault.json.bak").read_bytes()


def test_no_snapshot_opens_with_a_passphrase_of_the_past(tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    store.commit("aaa", 0, tables(1), event())
    snapshots = Snapshots(store.parts)
    tree = Path(snapshots.folder(snapshots.make(TODAY).label))
    for name in ("vault.json", "vault.json.bak"):
        assert (tree / name).exists()
    staff.set_passphrase(store, WHO.id, NEW, event("vault.passphrase"), CHEAP)
    current = (tmp_path / "s" / "vault.json").read_bytes()
    assert {(tree / name).read_bytes() for name in ("vault.json", "vault.json.bak")} == {current}
    assert store.verify() == []
    # Where that could not be done, it is told.
    (tree / "vault.json").unlink()
    (tree / "vault.json").write_bytes(b"{}")
    (tree / "vault.json").chmod(0o600)
    [found] = store.verify()
    assert "former passphrases" in found.sentence


def test_no_crash_of_a_change_of_passphrase_locks_anybody_out() -> None:
    fs = SimFs()
    store, _ = make(STORE, fs, NoLocks())
    store.commit("aaa", 0, tables(1), event())
    seen: dict[Image, bool] = {}
    done = False

    def look() -> None:
        for image in fs.crash_states(True, Random(len(seen))):
            seen.setdefault(image, done)

    fs.observe = look
    staff.set_passphrase(store, WHO.id, NEW, event("vault.passphrase"), CHEAP)
    done = True
    look()
    fs.observe = lambda: None
    outcomes = set()
    for image, acknowledged in seen.items():
        again = SimFs(image)
        worked = []
        for passphrase in (PASSPHRASE, NEW):
            try:
                assert reopen(STORE, passphrase, fs=again, locks=NoLocks()).load("aaa") == (1, tables(1))
                worked.append(passphrase)
            except WrongPassphrase:
                continue
        assert worked == ([NEW] if acknowledged else worked)
        assert len(worked) == 1
        outcomes.add(worked[0])
    assert outcomes == {PASSPHRASE, NEW}
    assert len(seen) > 10


def test_a_change_of_passphrase_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    store, _ = make(tmp_path)
    (tmp_path / "vault.json.new").mkdir()
    with pytest.raises(VaultFault):
        staff.set_passphrase(store, WHO.id, NEW, event("vault.passphrase"), CHEAP)
    (tmp_path / "vault.json.new").rmdir()
    assert unlock(tmp_path).held
    assert store.commit("aaa", 0, tables(1), event()) == 1
