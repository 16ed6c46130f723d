"""An ssh-agent opens a store only through a slot that was made for one of its keys, and says no in sentences."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from plantui.vault.create import open_store
from plantui.vault.sealing import staff
from plantui.vault.sealing.agent import AgentFault, agent_slot, keys
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.sealing.payload import pack, unpack
from plantui.vault.sealing.rotation import rotate
from tests.vault.house import WHO, event, faults, summarise, tables
from tests.vault.sealing.sealed import CHEAP, PASSPHRASE, make, manifest, put_manifest
from tests.vault.sealing.test_staff import MO, NEW


def text(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content


def parts(content: bytes) -> Iterator[bytes]:
    at = 0
    while at + 4 <= len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        yield content[at + 4 : at + 4 + size]
        at += 4 + size


class Agent:
    """As much of an ssh-agent as is asked for, on a socket of its own."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        self.private = Ed25519PrivateKey.generate()
        self.public = self.private.public_key().public_bytes_raw()
        self.asked = 0
        self.answer: Callable[[bytes], bytes] = self.honest
        self._server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._server.bind(self.path)
        self._server.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._server.accept()
            except OSError:
                return
            with caller:
                (size,) = struct.unpack(">I", caller.recv(4, socket.MSG_WAITALL))
                caller.sendall(self.answer(caller.recv(size, socket.MSG_WAITALL)))

    def honest(self, request: bytes) -> bytes:
        blob = text(b"ssh-ed25519") + text(self.public)
        if request[0] == 11:
            rsa = text(text(b"ssh-rsa") + text(b"\1\0\1")) + text(b"old key")
            return text(b"\x0c" + struct.pack(">I", 2) + rsa + text(blob) + text(b"dana@desk"))
        self.asked += 1
        key, challenge = list(parts(request[1:]))[:2]
        if key != blob:
            return text(b"\x05")
        return text(b"\x0e" + text(text(b"ssh-ed25519") + text(self.private.sign(challenge))))

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[Agent]:
    made = Agent(tmp_path / "agent")
    yield made
    made.close()


def test_only_keys_that_sign_the_same_each_time_are_offered(agent: Agent) -> None:
    assert keys(agent.path) == [(agent.public, "dana@desk")]


def test_without_a_slot_the_agent_is_not_even_asked(agent: Agent, tmp_path: Path) -> None:
    make(tmp_path / "s")
    assert Keyring(tmp_path / "s", places=()).unlock_agent(socket=agent.path) is None
    assert agent.asked == 0


def test_a_slot_for_an_ssh_key_opens_the_store_as_its_user(agent: Agent, tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    store.commit("aaa", 0, tables(1), event())
    assert store.key is not None
    staff.put_slot(store, agent_slot(store.key, agent.public, agent.path), event("vault.agent"))
    rotate(store, event("vault.rotate"))
    key = Keyring(tmp_path / "s", places=()).unlock_agent(socket=agent.path)
    assert key is not None
    assert key.user == WHO.id
    again = open_store(tmp_path / "s", summarise, key=key)
    assert again.load("aaa") == (1, tables(1))
    assert faults(again) == []
    for user, found in (("DW", True), ("MO", False)):
        assert (Keyring(tmp_path / "s", places=()).unlock_agent(user, agent.path) is not None) == found


def test_the_slot_goes_with_its_user(agent: Agent, tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    staff.add(store, MO, event("users.add"), NEW, CHEAP)
    key = Keyring(tmp_path / "s", places=()).unlock(NEW)
    theirs = open_store(tmp_path / "s", summarise, key=key)
    staff.put_slot(theirs, agent_slot(key, agent.public, agent.path), event("vault.agent"))
    assert Keyring(tmp_path / "s", places=()).unlock_agent(socket=agent.path) is not None
    staff.remove(store, MO.id, event("users.remove"))
    assert Keyring(tmp_path / "s", places=()).unlock_agent(socket=agent.path) is None


def test_the_slot_is_taken_away_again(agent: Agent, tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    assert store.key is not None
    staff.put_slot(store, agent_slot(store.key, agent.public, agent.path), event("vault.agent"))
    key = Keyring(tmp_path / "s", places=()).unlock_agent(socket=agent.path)
    assert key is not None
    kept = pack(key)
    assert unpack(kept, store.vault) is not None
    for user, count in (("u-mo", 0), (WHO.id, 1), (WHO.id, 0)):
        assert staff.drop_agent(store, user, event("vault.agent")) == count
    ring = Keyring(tmp_path / "s", places=())
    assert ring.unlock_agent(socket=agent.path) is None
    assert ring.unlock(PASSPHRASE).held
    # A key that it opened before, and that was left for later commands, goes too.
    assert unpack(kept, ring.vault) is None


def test_another_key_or_a_changed_slot_opens_nothing(agent: Agent, tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    assert store.key is not None
    staff.put_slot(store, agent_slot(store.key, agent.public, agent.path), event("vault.agent"))
    content = manifest(tmp_path / "s")
    other = Agent(tmp_path / "other")
    ring = Keyring(tmp_path / "s", places=())
    assert ring.unlock_agent(socket=other.path) is None
    other.private, other.public = Ed25519PrivateKey.generate(), agent.public
    assert ring.unlock_agent(socket=other.path) is None
    other.close()
    for field, value in (("salt", "AAAAAAAAAAAAAAAAAAAAAA=="), ("name", "agent.x"), ("user", "u-mo")):
        changed = manifest(tmp_path / "s")
        changed["sealing"]["slots"][-1][field] = value  # type: ignore[index]
        put_manifest(tmp_path / "s", changed)
        assert Keyring(tmp_path / "s", places=()).unlock_agent(socket=agent.path) is None
    put_manifest(tmp_path / "s", content)
    assert Keyring(tmp_path / "s", places=()).unlock_agent(socket=agent.path) is not None


def test_an_agent_that_signs_differently_each_time_gets_no_slot(agent: Agent, tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    assert store.key is not None
    key = store.key

    def fickle(request: bytes) -> bytes:
        # A key whose signatures are valid and random: the agent signs for another key of its own each time.
        agent.private = Ed25519PrivateKey.generate()
        return agent.honest(request)

    agent.answer = fickle
    with pytest.raises(AgentFault, match="no signature of that key"):
        agent_slot(key, agent.public, agent.path)


ANSWERS: dict[str, bytes] = {
    "no": text(b"\x05"),
    "nothing": b"",
    "half": struct.pack(">I", 100) + b"\x0e",
    "too much": struct.pack(">I", 1 << 30),
    "empty": struct.pack(">I", 0),
    "junk": text(b"\x0e" + b"\xff" * 40),
    "no signature": text(b"\x0e" + text(text(b"ssh-ed25519") + text(b"x" * 64))),
    "another kind": text(b"\x0e" + text(text(b"ssh-rsa") + text(b"x" * 64))),
}


@pytest.mark.parametrize("how", ANSWERS)
def test_an_agent_that_answers_anything_else_is_a_sentence(agent: Agent, tmp_path: Path, how: str) -> None:
    store, _ = make(tmp_path / "s")
    assert store.key is not None
    staff.put_slot(store, agent_slot(store.key, agent.public, agent.path), event("vault.agent"))
    agent.answer = lambda request: ANSWERS[how]
    with pytest.raises(AgentFault) as caught:
        agent_slot(store.key, agent.public, agent.path)
    assert caught.value.next_step
    assert Keyring(tmp_path / "s", places=()).unlock_agent(socket=agent.path) is None


@pytest.mark.parametrize("path", ["", "/nowhere/agent", "\0", "x" * 300])
def test_where_there_is_no_agent_it_is_said(path: str) -> None:
    with pytest.raises(AgentFault) as caught:
        keys(path)
    assert caught.value.code == "E201"
