"""Slots: what opens a sealed store, what does not, and what somebody with the disk alone can change unseen: nothing."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.vault.create import create_store, open_store
from plantui.vault.faults import StoreLocked, StoreMissing, Tampered, WrongPassphrase
from plantui.vault.sealing.founding import found
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.sealing.recovery import SIZE, new_secret, parse, printed
from plantui.vault.sealing.slot import Cost
from tests.vault.house import TODAY, WHO, event, faults, summarise, tables
from tests.vault.sealing.sealed import CHEAP, PASSPHRASE, make, manifest, put_manifest, reopen, unlock


def test_a_sealed_store_opens_with_its_passphrase_and_works(tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    for rev in range(3):
        assert store.commit("aaa", rev, tables(rev), event()) == rev + 1
    store.close()
    again = reopen(tmp_path / "s")
    assert again.load("aaa") == (3, tables(2))
    assert again.load("aaa", 2) == (2, tables(1))
    assert [row.summary["name"] for row in again.list()[0]] == ["aaa"]
    assert faults(again) == []
    assert again.key is not None
    assert (again.key.user, again.key.slot) == (WHO.id, "user.u-dw")


def test_both_ciphers_make_a_store(tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s", alg="chacha20poly1305")
    store.commit("aaa", 0, tables(1), event())
    assert reopen(tmp_path / "s").load("aaa") == (1, tables(1))
    [file] = (tmp_path / "s" / "charts").rglob("*.chart")
    assert b'"alg":"chacha20poly1305"' in file.read_bytes()


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        " ",
        "A walk by the river",
        "a walk by the river ",
        "a walk by the rive",
        "ＡＡＡＡ",
        "x" * 5000,
        "\0",
        "\udcff",
    ],
)
def test_a_wrong_passphrase_is_a_sentence(tmp_path: Path, wrong: str) -> None:
    make(tmp_path / "s")
    with pytest.raises(WrongPassphrase) as caught:
        unlock(tmp_path / "s", wrong)
    assert caught.value.code == "E201"
    assert "recovery key" in caught.value.next_step


def test_without_a_key_a_sealed_store_stays_shut(tmp_path: Path) -> None:
    make(tmp_path / "s")
    with pytest.raises(StoreLocked) as caught:
        open_store(tmp_path / "s", summarise)
    assert caught.value.code == "E201"


def test_the_same_letters_typed_on_another_system_are_the_same_passphrase(tmp_path: Path) -> None:
    founding = found(WHO.id, "Gr\u00f6\u00dfe", cost=CHEAP)
    create_store(tmp_path / "s", made=TODAY, users=[WHO], founding=founding)
    assert unlock(tmp_path / "s", "Gro\u0308\u00dfe").kid == founding.key.kid


def test_an_empty_passphrase_is_not_taken() -> None:
    with pytest.raises(ValueError, match="at least one letter"):
        found(WHO.id, "", cost=CHEAP)


def test_the_real_cost_is_the_default_and_opens(tmp_path: Path) -> None:
    founding = found(WHO.id, PASSPHRASE)
    [slot, _] = founding.sealing.slots
    assert slot.cost == Cost(t=3, m=64 * 1024, p=4)
    create_store(tmp_path / "s", made=TODAY, users=[WHO], founding=founding)
    assert unlock(tmp_path / "s").kid == founding.key.kid
    with pytest.raises(WrongPassphrase):
        unlock(tmp_path / "s", "a walk by the sea")


# the recovery key


@given(st.binary(min_size=SIZE, max_size=SIZE))
def test_a_recovery_key_reads_back_however_it_is_typed(secret: bytes) -> None:
    text = printed(secret)
    groups = text.split("-")
    assert [len(group) for group in groups] == [4] * 9
    for typed in (text, text.lower(), " ".join(groups), text.replace("-", ""), f"  {text}\n", text.replace("O", "0")):
        assert parse(typed) == secret


@given(st.binary(min_size=SIZE, max_size=SIZE), st.integers(0, 35), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_slip_in_a_recovery_key_is_found(secret: bytes, at: int, letter: str) -> None:
    plain = printed(secret).replace("-", "")
    slipped = plain[:at] + letter + plain[at + 1 :]
    # The check has 20 bits: a slip within the first 32 letters passes one time in a million, which no run meets.
    assert (parse(slipped) == secret) == (slipped == plain)
    assert parse(plain[:at] + plain[at + 1 :]) is None
    if plain[at : at + 1] != plain[at + 1 : at + 2]:
        assert parse(plain[:at] + plain[at + 1 : at + 2] + plain[at : at + 1] + plain[at + 2 :]) in (None, secret)


def test_recovery_keys_are_random() -> None:
    assert len({new_secret() for _ in range(300)}) == 300
    assert len(new_secret()) == 20


def test_the_recovery_key_opens_the_store_as_its_first_user(tmp_path: Path) -> None:
    _, founding = make(tmp_path / "s")
    key = Keyring(tmp_path / "s", places=()).unlock_recovery(founding.recovery.lower().replace("-", " "))
    assert (key.user, key.slot, key.kid) == (WHO.id, "recovery", founding.key.kid)
    # It is taken for what it is at the prompt of the passphrase too.
    assert unlock(tmp_path / "s", founding.recovery).slot == "recovery"


def test_no_other_recovery_key_does(tmp_path: Path) -> None:
    make(tmp_path / "s")
    ring = Keyring(tmp_path / "s", places=())
    with pytest.raises(WrongPassphrase, match="does not open this store"):
        ring.unlock_recovery(printed(b"r" * 20))
    with pytest.raises(WrongPassphrase, match="nine groups"):
        ring.unlock_recovery("ABCD-EFGH")


def test_the_recovery_key_is_kept_nowhere(tmp_path: Path) -> None:
    store, founding = make(tmp_path / "s")
    store.commit("aaa", 0, tables(1), event())
    store.close()
    secret = parse(founding.recovery) or b""
    wanted = [founding.recovery.encode(), founding.recovery.replace("-", "").encode(), secret, founding.key.data_key]
    for path in (tmp_path / "s").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(each in content for each in wanted), path
    assert founding.recovery not in repr(founding)


# what somebody who can write to the disk can do without the key

Change = Callable[[dict[str, Any]], None]


def _slot(content: dict[str, Any], **changed: object) -> None:
    content["sealing"]["slots"][0].update(changed)


SHUTS: dict[str, Change] = {
    "renamed": lambda content: _slot(content, name="user.other"),
    "of another user": lambda content: _slot(content, user="u-xx"),
    "fewer passes": lambda content: _slot(content, cost={"t": 2, "m": 8, "p": 1}),
    "less memory": lambda content: _slot(content, cost={"t": 1, "m": 16, "p": 1}),
    "more lanes": lambda content: _slot(content, cost={"t": 1, "m": 16, "p": 2}),
    "another salt": lambda content: _slot(content, salt="AAAAAAAAAAAAAAAAAAAAAA=="),
    "another public key": lambda content: _slot(content, public="A" * 43 + "="),
    "another nonce": lambda content: _slot(content, nonce="AAAAAAAAAAAAAAAA"),
    "another kind": lambda content: _slot(content, kind="recovery"),
    "the slot of another store": lambda content: content.update(id="f" * 32),
    "no slots": lambda content: content["sealing"].update(slots=[]),
}


@pytest.mark.parametrize("how", SHUTS)
def test_a_changed_slot_no_longer_opens(tmp_path: Path, how: str) -> None:
    make(tmp_path / "s")
    content = manifest(tmp_path / "s")
    changed = copy.deepcopy(content)
    SHUTS[how](changed)
    assert changed != content
    put_manifest(tmp_path / "s", changed)
    with pytest.raises(WrongPassphrase):
        unlock(tmp_path / "s")
    put_manifest(tmp_path / "s", content)
    assert unlock(tmp_path / "s").held


@pytest.mark.parametrize(
    "cost",
    [
        {"t": 33},
        {"m": 2**20 + 1},
        {"m": 2**30},
        {"p": 17, "m": 8192},
        {"t": 9, "m": 2**20},
        {"t": 2**40},
        {"t": 0},
        {"p": 0},
        {"m": 7},
        {"t": -1},
    ],
)
def test_a_cost_that_would_stall_the_machine_is_refused_before_it_does(tmp_path: Path, cost: dict[str, int]) -> None:
    make(tmp_path / "s")
    content = manifest(tmp_path / "s")
    _slot(content, cost={"t": 1, "m": 8, "p": 1} | cost)
    put_manifest(tmp_path / "s", content)
    with pytest.raises(Tampered, match="out of range"):
        unlock(tmp_path / "s")


def test_a_machine_without_the_memory_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "s")

    def full(self: object, secret: bytes) -> bytes:
        raise MemoryError

    monkeypatch.setattr(
        "cryptography.hazmat.primitives.kdf.argon2.Argon2id",
        type(
            "Full",
            (),
            {
                "__init__": lambda self, **named: None,
                "derive": full,
            },
        ),
    )
    with pytest.raises(StoreLocked, match="1 MB of memory"):
        unlock(tmp_path / "s")


def test_a_slot_of_a_newer_program_is_said_to_be_one(tmp_path: Path) -> None:
    make(tmp_path / "s")
    content = manifest(tmp_path / "s")
    _slot(content, cost={"kdf": "argon3", "t": 1, "m": 8, "p": 1})
    put_manifest(tmp_path / "s", content)
    with pytest.raises(StoreMissing, match=r"Update plantui|argon3"):
        unlock(tmp_path / "s")


SHOWS: dict[str, Change] = {
    "a role": lambda content: content["users"][0].update(role="supervisor"),
    "a name": lambda content: content["users"][0].update(name="Somebody Else"),
    "one more user": lambda content: content["users"].append(content["users"][0] | {"id": "u-xx"}),
    "rehearsal": lambda content: content.update(rehearsal=True),
    "the date": lambda content: content.update(made="2020-01-01T00:00:00Z"),
    "a slot taken away": lambda content: content["sealing"]["slots"].pop(),
    "a slot twice": lambda content: content["sealing"]["slots"].append(content["sealing"]["slots"][1]),
    "the cipher": lambda content: content["sealing"].update(alg="chacha20poly1305"),
    "plain charts allowed": lambda content: content["sealing"].update(unfinished=True),
    "lines without authentication allowed": lambda content: content["sealing"].update(since=99),
    "the mac": lambda content: content["sealing"].update(mac="AAAA"),
    "no mac": lambda content: content["sealing"].pop("mac"),
    "another key": lambda content: content["sealing"].update(kid="00000000"),
    "a retired key": lambda content: content["sealing"].update(
        retired=[{"kid": "0" * 8, "nonce": "AAAA", "sealed": ""}]
    ),
    "a foreign renewal": lambda content: _slot(
        content, renewals=[{"kid": "0" * 8, "sender": "A" * 43 + "=", "nonce": "A" * 16, "sealed": "AAAA"}]
    ),
}


@pytest.mark.parametrize("how", SHOWS)
def test_whatever_else_is_changed_in_the_manifest_shows(tmp_path: Path, how: str) -> None:
    make(tmp_path / "s")
    content = manifest(tmp_path / "s")
    changed = copy.deepcopy(content)
    SHOWS[how](changed)
    assert changed != content
    put_manifest(tmp_path / "s", changed)
    with pytest.raises(Tampered) as caught:
        unlock(tmp_path / "s")
    assert "vault.json.bak" in caught.value.next_step
    put_manifest(tmp_path / "s", content)
    assert unlock(tmp_path / "s").held


def test_a_plain_manifest_does_not_pass_for_a_sealed_one(tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    store.commit("aaa", 0, tables(1), event())
    key = unlock(tmp_path / "s")
    content = manifest(tmp_path / "s")
    del content["sealing"]
    put_manifest(tmp_path / "s", content)
    with pytest.raises(Tampered, match="no longer says"):
        open_store(tmp_path / "s", summarise, key=key)
    with pytest.raises(Tampered, match="no longer says"):
        store.commit("aaa", 1, tables(2), event())
    # Whoever opens it as a plain store sees that its charts are not.
    plain = open_store(tmp_path / "s", summarise)
    [row] = plain.list()[0]
    assert "protected by aes256gcm" in row.fault


def test_a_key_of_another_store_opens_nothing(tmp_path: Path) -> None:
    make(tmp_path / "s")
    make(tmp_path / "t")
    with pytest.raises(Tampered, match="another key"):
        open_store(tmp_path / "s", summarise, key=unlock(tmp_path / "t"))
