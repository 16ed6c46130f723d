"""Who works in a store: coming, going, and everybody's own passphrase."""

from __future__ import annotations

import msgspec

from plantui.vault.faults import StoreLocked, VaultFault
from plantui.vault.manifest import User, Vault
from plantui.vault.sealing.founding import passphrase_slot, recovery_slot
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.rotation import rotate
from plantui.vault.sealing.slot import AGENT, PASSPHRASE, Cost, Slot
from plantui.vault.seam import Event
from plantui.vault.store import FileStore

ROLES = ("clinician", "supervisor", "reader")


class StaffFault(VaultFault):
    """The list of users would not make sense; nothing was changed."""

    code = "E305"


def add(store: FileStore, user: User, event: Event, passphrase: str = "", cost: Cost | None = None) -> Vault:
    """Let somebody work in the store; give them a slot when it is sealed.

    Args:
        store: the store, open.
        user: who; the id and the initials must be nobody else's, former users included.
        event: who does this.
        passphrase: of the new user; not used in a plain store.
        cost: what a guess of it shall cost.

    Raises:
        StaffFault: somebody has the id or the initials, or the role is none.
        VaultFault: the list is as it was.
    """
    slot = _slot(store, user.id, passphrase, cost)

    def change(vault: Vault) -> Vault:
        refuse(vault, user)
        return _with_slot(msgspec.structs.replace(vault, users=(*vault.users, user)), slot)

    return store.change_vault(change, event)


def refuse(vault: Vault, user: User) -> None:
    """Refuse a user who would be mistaken for another.

    Raises:
        StaffFault: somebody has the id or the initials, or the role is none.
    """
    for each in (*vault.users, *vault.former):
        if user.id.casefold() == each.id.casefold():
            raise StaffFault(f"The id {user.id} belongs to {each.name}.", "Choose another.")
    for each in vault.users:
        if user.initials.casefold() == each.initials.casefold():
            raise StaffFault(f"{each.name} signs with {each.initials} already.", "Choose other initials.")
    if user.role not in ROLES:
        raise StaffFault(f"There is no role {user.role}.", f"There are {', '.join(ROLES)}.")


def set_passphrase(store: FileStore, user: str, passphrase: str, event: Event, cost: Cost | None = None) -> Vault:
    """Give a user another passphrase, or a first one. No chart is written: one file changes.

    Args:
        store: the store, open and sealed.
        user: the id of the user.
        passphrase: the new one.
        event: who does this.
        cost: what a guess of it shall cost.

    Raises:
        StaffFault: there is no such user.
        StoreLocked: the store is not sealed.
        VaultFault: the passphrase is the old one.
    """
    _key(store)
    slot = _slot(store, user, passphrase, cost)

    def change(vault: Vault) -> Vault:
        _find(vault, user)
        return _with_slot(vault, slot)

    return store.change_vault(change, event)


def new_recovery(store: FileStore) -> tuple[str, Slot]:
    """Return another recovery key as it is printed, and its slot. `put_slot` makes it count, once it is on paper.

    Raises:
        StoreLocked: the store is not sealed.
    """
    return recovery_slot(_key(store))


def put_slot(store: FileStore, slot: Slot, event: Event) -> Vault:
    """Put a slot in the place of the one of the same name, or beside the others.

    Raises:
        StoreLocked: the store is not sealed.
        VaultFault: the slots are as they were.
    """
    _key(store)
    return store.change_vault(lambda vault: _with_slot(vault, slot), event)


def drop_agent(store: FileStore, user: str, event: Event) -> int:
    """Let no ssh-agent open the store for a user any more; return how many slots there were.

    Raises:
        StoreLocked: the store is not sealed.
        VaultFault: the slots are as they were.
    """
    _key(store)
    sealing = store.vault.sealing
    gone = {slot.name for slot in (sealing.slots if sealing else ()) if (slot.user, slot.kind) == (user, AGENT)}

    def change(vault: Vault) -> Vault:
        assert vault.sealing is not None
        slots = tuple(slot for slot in vault.sealing.slots if slot.name not in gone)
        return msgspec.structs.replace(vault, sealing=msgspec.structs.replace(vault.sealing, slots=slots))

    if gone:
        store.change_vault(change, event)
    return len(gone)


def remove(store: FileStore, user: str, event: Event) -> Vault:
    """Let somebody work in the store no longer. In a sealed store all their slots go, and the data key is changed.

    Whoever leaves may have kept a copy of what they could read while they were here, key included; what is
    written from now on is out of their reach.

    Args:
        store: the store, open.
        user: the id of the user.
        event: who does this.

    Raises:
        StaffFault: there is no such user, or nobody would be left who can open the store.
        VaultFault: the list is as it was.
    """

    def change(vault: Vault) -> Vault:
        gone = _find(vault, user)
        users = tuple(each for each in vault.users if each.id != user)
        if not users:
            raise StaffFault(f"{gone.name} is the only one who works in this store.", "Add somebody first.")
        vault = msgspec.structs.replace(vault, users=users, former=(*vault.former, gone))
        if vault.sealing is None:
            return vault
        slots = tuple(slot for slot in vault.sealing.slots if slot.user != user)
        if not any(slot.kind == PASSPHRASE for slot in slots):
            raise StaffFault(f"Nobody but {gone.name} has a passphrase to this store.", "Give somebody else one first.")
        return msgspec.structs.replace(vault, sealing=msgspec.structs.replace(vault.sealing, slots=slots))

    return rotate(store, event, change) if store.key is not None else store.change_vault(change, event)


def _key(store: FileStore) -> Key:
    if store.key is None:
        raise StoreLocked("This store is not sealed.", "plantui vault seal seals it.")
    return store.key


def _slot(store: FileStore, user: str, passphrase: str, cost: Cost | None) -> Slot | None:
    return None if store.key is None else passphrase_slot(store.key, user, passphrase, cost)


def _with_slot(vault: Vault, slot: Slot | None) -> Vault:
    """Return a manifest with a slot in the place of the one of the same name, or as the last."""
    if slot is None or vault.sealing is None:
        return vault
    slots = vault.sealing.slots
    if vault.sealing.slot(slot.name) is None:
        slots = (*slots, slot)
    else:
        slots = tuple(slot if each.name == slot.name else each for each in slots)
    return msgspec.structs.replace(vault, sealing=msgspec.structs.replace(vault.sealing, slots=slots))


def _find(vault: Vault, user: str) -> User:
    for each in vault.users:
        if each.id == user:
            return each
    raise StaffFault(f"Nobody with the id {user} works in this store.", "plantui users list shows who does.")
