"""The snapshots inside a store, when its keys change: they hold charts and manifests from before."""

from __future__ import annotations

import os

from plantui.vault.body import encode_tables
from plantui.vault.chartfile import decode, encode, open_summary
from plantui.vault.faults import VaultFault, from_os_error
from plantui.vault.files import discard, exists, is_dir, put, remove_tree
from plantui.vault.parts import Parts
from plantui.vault.sealing.leftovers import ENDINGS, files_below, is_sealed

_LOCK = "snapshots"
_MANIFESTS = ("vault.json", "vault.json.bak")


def seal_snapshots(parts: Parts) -> list[str]:
    """Seal the plain charts in the snapshots of a store that is being sealed, each under the revision it has.

    Returns:
        A sentence for each file that could not be.

    Raises:
        VaultFault: the disk said no; what was done stays done.
    """
    left: list[str] = []
    # A chart that did not change between two snapshots is one file with two names, and stays one.
    sealed: dict[int, str] = {}
    try:
        with parts.locks.hold(_LOCK):
            for path in list(files_below(parts, parts.layout.snapshots)):
                if not path.endswith(ENDINGS) or is_sealed(parts, path):
                    continue
                inode = parts.fs.stat(path).st_ino
                if path.endswith(".new"):
                    # What an interrupted save left proves no more than that; the revision before it is whole.
                    discard(parts.fs, path)
                elif inode in sealed:
                    discard(parts.fs, f"{path}.new")
                    parts.fs.link(sealed[inode], f"{path}.new")
                    parts.fs.replace(f"{path}.new", path)
                else:
                    try:
                        put(parts.fs, path, _sealed(parts, path), durable=True)
                        sealed[inode] = path
                    except VaultFault as fault:
                        left.append(f"{path}: {fault.sentence}")
    except OSError as error:
        raise from_os_error(error, "sealing the snapshots") from error
    return left


def drop_plain_snapshots(parts: Parts) -> int:
    """Remove the snapshots that hold a plain chart; return how many there were.

    Raises:
        VaultFault: some are still there.
    """
    dropped = 0
    try:
        with parts.locks.hold(_LOCK):
            for tree in _trees(parts):
                if any(path.endswith(ENDINGS) and not is_sealed(parts, path) for path in files_below(parts, tree)):
                    remove_tree(parts.fs, tree)
                    dropped += 1
            if dropped:
                parts.fs.sync_dir(parts.layout.snapshots)
    except OSError as error:
        raise from_os_error(error, "removing plain snapshots") from error
    return dropped


def renew_manifests(parts: Parts) -> None:
    """Put the manifest of the store into its snapshots, so that a passphrase of the past opens none of them.

    The manifest of today opens what they hold: it has the retired keys.

    Raises:
        VaultFault: some snapshots keep an older one.
    """
    try:
        with parts.locks.hold(_LOCK):
            for path in old_manifests(parts):
                fresh = f"{path}.new"
                discard(parts.fs, fresh)
                parts.fs.link(parts.layout.vault, fresh)
                parts.fs.replace(fresh, path)
                parts.fs.sync_dir(os.path.dirname(path))
    except OSError as error:
        raise from_os_error(error, "renewing the manifests of the snapshots") from error


def old_manifests(parts: Parts) -> list[str]:
    """Return the paths of manifests in snapshots that are not that of the store.

    Raises:
        OSError: as the operating system says.
    """
    current = parts.fs.read(parts.layout.vault)
    paths = [f"{tree}/{name}" for tree in _trees(parts) for name in _MANIFESTS]
    return [path for path in paths if exists(parts.fs, path) and parts.fs.read(path) != current]


def _sealed(parts: Parts, path: str) -> bytes:
    chart = path.rpartition("/")[2].rpartition(".")[0]
    header, tables = decode(parts.fs.read(path), parts.vault, chart, parts.codec)
    summary = open_summary(header, parts.codec)
    return encode(parts.vault, chart, header.rev, parts.codec, encode_tables(chart, tables), summary)


def _trees(parts: Parts) -> list[str]:
    try:
        trees = [f"{parts.layout.snapshots}/{name}" for name in parts.fs.names(parts.layout.snapshots)]
        return [tree for tree in trees if is_dir(parts.fs.stat(tree))]
    except FileNotFoundError:
        return []
