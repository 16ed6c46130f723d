"""`vault.json`: what a store is, and who works in it."""

from __future__ import annotations

import hashlib
from datetime import datetime

import msgspec

from plantui.vault.faults import StoreMissing, Tampered, from_os_error
from plantui.vault.files import Fs, put
from plantui.vault.layout import Layout
from plantui.vault.sealing.slot import Sealing

MAGIC = "plantui-vault"
FORMAT = 1


class User(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works in the store.

    Attributes:
        id: permanent; the audit trail names users by it.
        name: as signatures print it.
        initials: as signatures are typed.
        credential: e.g. LCSW.
        role: clinician, supervisor or reader.
    """

    id: str
    name: str
    initials: str
    credential: str
    role: str


class Vault(msgspec.Struct, frozen=True, kw_only=True):
    """What a store is.

    Attributes:
        magic: always `plantui-vault`.
        format: the number of the layout of the store.
        id: permanent and random; every file of the store names it.
        made: when.
        practice: the name of the practice, or empty.
        rehearsal: True for a store that holds no real clients.
        users: who works in it.
        former: who no longer does; the audit trail still names them.
        sealing: how the store is sealed; None for a plain one.
    """

    magic: str = MAGIC
    format: int = FORMAT
    id: str
    made: datetime
    practice: str = ""
    rehearsal: bool = False
    users: tuple[User, ...] = ()
    former: tuple[User, ...] = ()
    sealing: Sealing | None = None


_vaults = msgspec.json.Decoder(Vault)


def read_vault(fs: Fs, layout: Layout) -> Vault:
    """Return what a store is.

    Raises:
        StoreMissing: there is no store, it is none of ours, or it is of a newer format.
        Tampered: `vault.json` is damaged.
        VaultFault: it cannot be read.
    """
    try:
        content = fs.read(layout.vault)
    except (FileNotFoundError, NotADirectoryError):
        raise StoreMissing(
            f"There is no store in {layout.root}.", "Make one with plantui init, or name another with --store."
        ) from None
    except OSError as error:
        raise from_os_error(error, f"opening the store {layout.root}") from error
    try:
        head = msgspec.json.decode(content, type=_Head)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Tampered(
            f"{layout.vault} is damaged.", f"Put back {layout.vault}.bak or a backup of this file."
        ) from error
    if head.magic != MAGIC:
        raise StoreMissing(f"{layout.root} is not a store of this program.", "Name another folder with --store.")
    if head.format > FORMAT:
        raise StoreMissing(
            f"The store {layout.root} was made by a newer version of this program (format {head.format}).",
            "Update plantui on this machine.",
        )
    try:
        return _vaults.decode(content)
    except msgspec.MsgspecError as error:
        raise Tampered(
            f"{layout.vault} is damaged ({error}).", f"Put back {layout.vault}.bak or a backup of this file."
        ) from error


def write_vault(fs: Fs, layout: Layout, vault: Vault) -> None:
    """Replace `vault.json`, then its second copy: one of them is whole at any moment.

    Raises:
        OSError: as the operating system says.
    """
    content = content_of(vault)
    put(fs, layout.vault, content, durable=True)
    put(fs, f"{layout.vault}.bak", content, durable=True)


def content_of(vault: Vault) -> bytes:
    """Return the bytes of `vault.json`."""
    plain: dict[str, object] = msgspec.to_builtins(vault)
    # Readers that know plain stores only look for these names and stand aside.
    for name in ("former", "sealing"):
        if not plain[name]:
            del plain[name]
    return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"


def named(vault: Vault) -> str:
    """Return the code by which the audit trail names a manifest."""
    return f"vault:{hashlib.sha256(content_of(vault)).hexdigest()}"


class _Head(msgspec.Struct):
    magic: str = ""
    format: int = 0
