"""Making a store and opening one."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from plantui.vault.faults import StoreForbidden, StoreLocked, StoreMissing, Tampered, from_os_error
from plantui.vault.files import Fs, RealFs, exists, is_dir, put
from plantui.vault.layout import Layout, complaint, layout_at, refuse_if_open, remedy
from plantui.vault.locks import FileLocks, Locks
from plantui.vault.manifest import User, Vault, read_vault, write_vault
from plantui.vault.sealing.founding import Founding
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.watch import adopt
from plantui.vault.seam import Summarise
from plantui.vault.store import FileStore


def create_store(
    path: Path,
    *,
    made: datetime,
    users: Sequence[User],
    practice: str = "",
    rehearsal: bool = False,
    founding: Founding | None = None,
    fs: Fs | None = None,
) -> Vault:
    """Make an empty store.

    Args:
        path: its folder, missing or empty; its parents are made.
        made: now, with a time zone.
        users: who works in it, at least one.
        practice: the name of the practice.
        rehearsal: True for a store without real clients.
        founding: the keys of a sealed store, see `plantui.vault.sealing.founding`; without them it is plain.
        fs: the file system, for tests.

    Returns:
        What `open_store` will find.

    Raises:
        StoreMissing: something else is in the folder.
        StoreForbidden: the folder may not be used.
        VaultFault: the disk said no.
    """
    fs = fs or RealFs()
    layout = layout_at(path)
    try:
        _make_root(fs, layout.root)
        refuse_if_taken(path, fs)
        state = fs.stat(layout.root)
        if sentence := complaint(layout.root, state, os.geteuid()):
            raise StoreForbidden(sentence, remedy(layout.root, state, os.geteuid()))
        for folder in (layout.charts, layout.locks, layout.audit, layout.undo):
            with contextlib.suppress(FileExistsError):
                fs.mkdir(folder)
        put(fs, layout.counter, b"0\n", durable=True)
        vault = Vault(
            id=founding.vault if founding else secrets.token_hex(16),
            made=made,
            practice=practice,
            rehearsal=rehearsal,
            users=tuple(users),
        )
        if founding is not None:
            vault = founding.complete(vault)
        # Last, because it is what makes the folder a store.
        write_vault(fs, layout, vault)
    except OSError as error:
        raise from_os_error(error, f"making the store {layout.root}") from error
    return vault


def open_store(
    path: Path,
    summarise: Summarise,
    *,
    key: Key | None = None,
    fs: Fs | None = None,
    locks: Locks | None = None,
    now_ns: Callable[[], int] = time.time_ns,
) -> FileStore:
    """Open a store; any number of terminals may have it open.

    Args:
        path: its folder.
        summarise: makes the summary of a chart at each save.
        key: the key of a sealed store, see `plantui.vault.sealing.keyring`.
        fs: the file system, for tests.
        locks: the locks, for tests.
        now_ns: the clock of the file system in nanoseconds; it only decides how far the index is trusted.

    Raises:
        StoreMissing: there is no store, it is none of ours, or it is of a newer format.
        StoreForbidden: it belongs to another account, or others can read it; says the chmod line.
        StoreLocked: it is sealed, and there is no key.
        Tampered: `vault.json` is damaged, or was changed without the key.
        VaultFault: it cannot be read.
    """
    fs = fs or RealFs()
    layout, vault = look_at(path, fs)
    if vault.sealing is None and key is not None:
        raise Tampered("vault.json no longer says that the store is sealed.", "Put back vault.json.bak or a backup.")
    if vault.sealing is not None and key is None:
        raise StoreLocked(f"The store {layout.root} is sealed.", "Its passphrase or its recovery key opens it.")
    if key is not None:
        adopt(key, vault)
    return FileStore(layout, vault, summarise, fs, locks or FileLocks(layout, fs), now_ns, key)


def look_at(path: Path, fs: Fs | None = None) -> tuple[Layout, Vault]:
    """Return where a store lies and what it is; that takes no key.

    Raises:
        StoreMissing: there is no store, it is none of ours, or it is of a newer format.
        StoreForbidden: it belongs to another account, or others can read it; says the chmod line.
        Tampered: `vault.json` is damaged.
        VaultFault: it cannot be read.
    """
    fs = fs or RealFs()
    layout = layout_at(path)
    try:
        refuse_if_open(fs, layout, os.geteuid())
    except OSError as error:
        raise from_os_error(error, f"opening the store {layout.root}") from error
    return layout, read_vault(fs, layout)


def refuse_if_taken(path: Path, fs: Fs | None = None) -> None:
    """Refuse a folder that something else is in; a missing one is free.

    Raises:
        StoreMissing: something else is in the folder.
        VaultFault: it cannot be looked at.
    """
    fs = fs or RealFs()
    layout = layout_at(path)
    try:
        if exists(fs, layout.root) and not (is_dir(fs.stat(layout.root)) and _is_free(fs, layout)):
            raise StoreMissing(f"{layout.root} is not an empty folder.", "Name a new folder for the store.")
    except OSError as error:
        raise from_os_error(error, f"making the store {layout.root}") from error


def _make_root(fs: Fs, root: str) -> None:
    missing: list[str] = []
    folder = root
    while not exists(fs, folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for folder in reversed(missing):
        fs.mkdir(folder)
        fs.sync_dir(os.path.dirname(folder))


def _is_free(fs: Fs, layout: Layout) -> bool:
    """Tell whether a folder is empty, or holds no more than a making of a store that was interrupted."""
    folders = {"charts", "locks", "audit", "undo"}
    names = set(fs.names(layout.root))
    if not names <= folders | {"counter", "counter.new", "vault.json.new"}:
        return False
    return not any(fs.names(f"{layout.root}/{name}") for name in names & folders)
