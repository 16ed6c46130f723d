"""A small sealed store for tests. Its passphrases are cheap to guess, so that the tests are quick."""

from __future__ import annotations

from pathlib import Path

import msgspec

from plantui.vault.create import create_store, open_store
from plantui.vault.files import Fs
from plantui.vault.locks import Locks
from plantui.vault.sealing.founding import Founding, found
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.sealing.slot import Cost
from plantui.vault.store import FileStore
from tests.vault.house import TODAY, WHO, summarise

CHEAP = Cost(t=1, m=8, p=1)
PASSPHRASE = "a walk by the river"


def make(path: Path, fs: Fs | None = None, locks: Locks | None = None, **more: str) -> tuple[FileStore, Founding]:
    """Make a sealed store and open it."""
    founding = found(WHO.id, PASSPHRASE, cost=CHEAP, **more)
    create_store(path, made=TODAY, users=[WHO], founding=founding, fs=fs)
    return reopen(path, fs=fs, locks=locks), founding


def unlock(path: Path, passphrase: str = PASSPHRASE, fs: Fs | None = None) -> Key:
    return Keyring(path, fs, places=()).unlock(passphrase)


def reopen(path: Path, passphrase: str = PASSPHRASE, fs: Fs | None = None, locks: Locks | None = None) -> FileStore:
    return open_store(path, summarise, key=unlock(path, passphrase, fs), fs=fs, locks=locks)


def manifest(path: Path) -> dict[str, object]:
    """What `vault.json` says, as plain data that a test may change and write back."""
    found: dict[str, object] = msgspec.json.decode((path / "vault.json").read_bytes())
    return found


def put_manifest(path: Path, content: object) -> None:
    (path / "vault.json").write_bytes(msgspec.json.encode(content))
