"""Sealing a plain store that already holds charts.

    the manifest says: sealed, but plain charts are still read (`unfinished`)
    -> every chart is saved once more, sealed; the plain revision before it is removed; undo logs and index follow
    -> the manifest says: sealed, and nothing plain is read any more

The first step is one rename. Before it the store is plain, after it the passphrase opens it, and at every moment
all of its charts can be read. A run that was interrupted is taken up by the next one. Terminals that have the
plain store open are refused at their next write. What a disk keeps of files that were removed (and of older
backups) is out of reach: say so to whoever seals a store that held real clients.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from plantui.vault.audit import AuditTrail, parse
from plantui.vault.create import look_at
from plantui.vault.faults import StoreMissing, from_os_error
from plantui.vault.files import Fs, RealFs
from plantui.vault.locks import FileLocks, Locks
from plantui.vault.manifest import Vault, read_vault, write_vault
from plantui.vault.sealing.founding import Founding
from plantui.vault.sealing.leftovers import plain_left
from plantui.vault.sealing.oldtrees import drop_plain_snapshots, seal_snapshots
from plantui.vault.seam import Event
from plantui.vault.sheets import drop_sheets
from plantui.vault.store import FileStore


def begin(path: Path, founding: Founding, *, fs: Fs | None = None, locks: Locks | None = None) -> Vault:
    """Give a plain store its key. From here on it opens with the key only; `finish` seals what is in it.

    Args:
        path: its folder.
        founding: its keys, made for its id.
        fs: the file system, for tests.
        locks: the locks, for tests.

    Raises:
        StoreMissing: there is no store, or it is sealed already.
        VaultFault: the store is as it was.
    """
    fs = fs or RealFs()
    layout, _ = look_at(path, fs)
    locks = locks or FileLocks(layout, fs)
    # Nobody adds a line while the manifest changes: the lines after it must all be authenticated.
    with locks.hold("vault"), locks.hold("audit"):
        vault = read_vault(fs, layout)
        if vault.sealing is not None or vault.id != founding.vault:
            raise StoreMissing("This store is sealed already, or is another one.", "Look at it with plantui verify.")
        last = 0
        for place in AuditTrail(layout, vault.id, fs, locks).lines():
            line = parse(place.raw) if place.whole else None
            last = line.seq if line is not None else last
        vault = founding.complete(vault, since=last + 1, unfinished=True)
        try:
            write_vault(fs, layout, vault)
        except OSError as error:
            raise from_os_error(error, "sealing the store") from error
    return vault


def finish(
    store: FileStore,
    event: Event,
    progress: Callable[[int, int], object] = lambda done, of: None,
    *,
    drop_snapshots: bool = False,
) -> list[str]:
    """Seal what is in a store that `begin` gave a key; it may have been interrupted any number of times.

    Args:
        store: the store, opened with its key.
        event: who does this.
        progress: told after each chart how many are done, of how many.
        drop_snapshots: True to remove the snapshots from before, once the charts are sealed. Otherwise they are
            sealed too.

    Returns:
        A sentence for each file that is still plain. While there are any, plain charts are still read.

    Raises:
        VaultFault: the disk said no; what was done stays done.
    """
    store.record([msgspec.structs.replace(event, act="vault.seal")], durable=True)
    left = store.rewriting(msgspec.structs.replace(event, act="vault.seal")).run(progress)
    if drop_snapshots and not left:
        drop_plain_snapshots(store.parts)
    damaged = seal_snapshots(store.parts)
    left += damaged
    left += [f"{path} is still plain." for path in plain_left(store.parts) if not any(path in said for said in damaged)]
    if not left:
        store.change_vault(_finished, msgspec.structs.replace(event, act="vault.sealed"))
        try:
            # A fast reader that began while the store was plain may have ended a moment ago.
            drop_sheets(store.parts.fs, store.layout)
        except OSError as error:
            raise from_os_error(error, "sealing the store") from error
    return left


def _finished(vault: Vault) -> Vault:
    assert vault.sealing is not None
    return msgspec.structs.replace(vault, sealing=msgspec.structs.replace(vault.sealing, unfinished=False))
