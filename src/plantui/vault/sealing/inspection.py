"""What `verify` looks at in a sealed store besides its charts: the manifest, and files that are not sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from plantui.vault.audit import parse
from plantui.vault.chartfile import read_header
from plantui.vault.codec import PLAIN
from plantui.vault.faults import VaultFault, from_os_error
from plantui.vault.locks import steady
from plantui.vault.manifest import Vault
from plantui.vault.parts import Parts
from plantui.vault.sealing.leftovers import plain_left
from plantui.vault.sealing.oldtrees import old_manifests
from plantui.vault.seam import Finding, Findings
from plantui.vault.standing import NOTE

_NAMED = "vault:"


def inspect(parts: Parts, vault: Vault, deep: bool) -> Findings:
    """Return what was found.

    Args:
        parts: of the open store.
        vault: its manifest.
        deep: True to look into every file.

    Raises:
        VaultFault: a folder cannot be read.
    """
    try:
        # Under the lock, because whoever changes the manifest writes its line first.
        with steady(parts.locks, "vault"):
            found = list(_manifest(parts, vault))
        found += _snapshots(parts)
        return [*found, *(_plain(parts, vault) if deep else ())]
    except OSError as error:
        raise from_os_error(error, "checking the store") from error


def _manifest(parts: Parts, vault: Vault) -> Iterator[Finding]:
    if vault.sealing is not None and vault.sealing.unfinished:
        yield Finding(
            code=NOTE,
            sentence="The sealing of this store was interrupted: plain charts are still read.",
            next_step="Type: plantui vault seal",
        )
    content = parts.fs.read(parts.layout.vault)
    current = _NAMED + hashlib.sha256(content).hexdigest()
    last = ""
    for place in parts.trail.lines():
        line = parse(place.raw) if place.whole else None
        if line is not None and not line.chart and line.mac:
            last = next((word for word in line.detail if word.startswith(_NAMED)), last)
    if last not in ("", current):
        yield Finding(
            code="E303",
            sentence="vault.json is not the one that was written last: an older one was put back, "
            "or a power cut interrupted a change of it.",
            next_step="Look at plantui users list. The next change of a passphrase or a user sets it right.",
        )
    try:
        second = parts.fs.read(f"{parts.layout.vault}.bak")
    except FileNotFoundError:
        second = b""
    if second != content:
        yield Finding(
            code=NOTE,
            sentence="vault.json.bak is not the same as vault.json: the last change of it was interrupted.",
            next_step="The next change of a passphrase or a user writes both.",
        )


def _snapshots(parts: Parts) -> Iterator[Finding]:
    if old := old_manifests(parts):
        yield Finding(
            code=NOTE,
            sentence=f"{len(old)} manifests in snapshots are older than vault.json: former passphrases may open them.",
            next_step="The next change of a passphrase or a user renews them.",
        )


def _plain(parts: Parts, vault: Vault) -> Iterator[Finding]:
    if vault.sealing is None or vault.sealing.unfinished:
        return
    for path in plain_left(parts):
        yield _readable(path)
    for shard in _names(parts, parts.layout.charts):
        for file in _names(parts, parts.layout.shard(shard)):
            chart, _, ending = file.rpartition(".")
            if ending not in ("prev", "new"):
                continue
            path = f"{parts.layout.shard(shard)}/{file}"
            try:
                header = read_header(parts.fs, path, parts.vault, chart)
            except (VaultFault, FileNotFoundError):
                continue
            if header.alg == PLAIN:
                yield _readable(path)


def _names(parts: Parts, folder: str) -> list[str]:
    try:
        return parts.fs.names(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _readable(path: str) -> Finding:
    return Finding(code="E302", sentence=f"{path} is not sealed.", next_step="Move it out of the store, or remove it.")
