"""An ssh-agent as a way into a store: its Ed25519 signature over a fixed challenge is the same each time.

Off by default, and the risk is one sentence: whoever can use the agent's socket can open the store, and where the
agent is forwarded that includes root on every machine it is forwarded to. Keys that sign differently each time
(ECDSA) or outside the agent (security keys) cannot be used.
"""

from __future__ import annotations

import os
import secrets
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from plantui.vault.faults import VaultFault
from plantui.vault.sealing.derivation import derive
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.slot import AGENT, Slot, agent_slot_of

RISK = "Whoever can use your ssh-agent can open the store: where it is forwarded, that includes root on that machine."

_KIND = b"ssh-ed25519"
_LIST, _LISTED, _SIGN, _SIGNED = 11, 12, 13, 14
_LONGEST = 256 * 1024
_PATIENCE = 30.0


class AgentFault(VaultFault):
    """There is no agent, or it does not do what was asked."""

    code = "E201"


def keys(path: str | None = None) -> list[tuple[bytes, str]]:
    """Return the Ed25519 keys an agent holds: public key (32 bytes) and comment.

    Args:
        path: its socket; `SSH_AUTH_SOCK` by default.

    Raises:
        AgentFault: there is no agent, or it does not answer.
    """
    answer = _Reader(_ask(bytes([_LIST]), _LISTED, path))
    found: list[tuple[bytes, str]] = []
    for _ in range(answer.number()):
        blob, comment = _Reader(answer.text()), answer.text()
        if blob.text() == _KIND:
            found.append((blob.text(), comment.decode("utf-8", "replace")))
    return found


def agent_slot(key: Key, public: bytes, path: str | None = None, user: str = "") -> Slot:
    """Return a slot that an ssh key opens.

    Args:
        key: the key of the store.
        public: the ssh key, as `keys` returns it.
        user: the id of whom it makes somebody; the user of the key by default.
        path: the socket; `SSH_AUTH_SOCK` by default.

    Raises:
        AgentFault: the agent did not sign, or not the same way twice.
    """
    from plantui.vault.sealing.wrapping import make_slot

    user = user or key.user
    name, salt = agent_slot_of(user, public), secrets.token_bytes(16)
    lock = lock_of(key.vault, name, public, salt, path)
    if lock_of(key.vault, name, public, salt, path) != lock:
        raise AgentFault("The agent signs differently each time.", "Use an Ed25519 key that lies in the agent.")
    return make_slot(key, name, AGENT, lock, salt, user=user, agent=public)


def lock_of(vault: str, name: str, public: bytes, salt: bytes, path: str | None = None) -> bytes:
    """Return what opens a slot: made of the agent's signature, which is checked first.

    Raises:
        AgentFault: there is no agent, it has not got the key, or its answer is no signature.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    challenge = b"plantui agent slot 1\0" + f"{vault}|{name}|".encode() + salt
    request = bytes([_SIGN]) + _text(_text(_KIND) + _text(public)) + _text(challenge) + struct.pack(">I", 0)
    signed = _Reader(_Reader(_ask(request, _SIGNED, path)).text())
    kind, signature = signed.text(), signed.text()
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, challenge)
    except (InvalidSignature, ValueError):
        kind = b""
    if kind != _KIND:
        raise AgentFault("The agent's answer is no signature of that key.", "Give the passphrase.")
    return derive(salt, signature, f"plantui agent|{vault}|{name}".encode())


def _ask(request: bytes, expected: int, path: str | None) -> bytes:
    """Send a request, return the body of the answer."""
    with _connected(os.environ.get("SSH_AUTH_SOCK", "") if path is None else path) as agent:
        agent.sendall(_text(request))
        (size,) = struct.unpack(">I", _exactly(agent, 4))
        if not 0 < size <= _LONGEST:
            raise AgentFault("The ssh-agent answers what nobody understands.", "Give the passphrase.")
        answer = _exactly(agent, size)
    if answer[0] != expected:
        raise AgentFault("The ssh-agent did not do it: it lacks the key, or somebody said no.", "Give the passphrase.")
    return answer[1:]


@contextmanager
def _connected(path: str) -> Iterator[socket.socket]:
    if not path:
        raise AgentFault("There is no ssh-agent here.", "Start one, or give the passphrase.")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as agent:
        agent.settimeout(_PATIENCE)
        try:
            agent.connect(path)
            yield agent
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise AgentFault(f"The ssh-agent cannot be reached ({reason}).", "Give the passphrase.") from error


def _exactly(agent: socket.socket, size: int) -> bytes:
    taken = bytearray()
    while len(taken) < size:
        more = agent.recv(size - len(taken))
        if not more:
            raise AgentFault("The ssh-agent broke off.", "Give the passphrase.")
        taken += more
    return bytes(taken)


def _text(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content


class _Reader:
    """Reads the parts of an answer, one after another."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def number(self) -> int:
        return int.from_bytes(self._take(4))

    def text(self) -> bytes:
        return self._take(self.number())

    def _take(self, size: int) -> bytes:
        part = self._content[self._at : self._at + size]
        if len(part) != size:
            raise AgentFault("The ssh-agent answers what nobody understands.", "Give the passphrase.")
        self._at += size
        return part
