"""Opening a store: from a folder to a practice somebody can work in."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from plantui.clinical.summary import summarise
from plantui.library import Library
from plantui.model.base import Plain, Tables
from plantui.model.codec import from_tables
from plantui.model.fault import ChartFaults
from plantui.model.ids import Ids, ids
from plantui.model.period import Period
from plantui.model.signature import SigningMethod
from plantui.practice.acting import TWELVE_WEEKS, Acting, User
from plantui.practice.practice import Practice
from plantui.practice.proof import Proof
from plantui.practice.store import StoredCharts, StoredUndo
from plantui.vault.create import open_store
from plantui.vault.faults import StoreLocked
from plantui.vault.manifest import Vault
from plantui.vault.sealing.key import Key
from plantui.vault.seam import Event, Summarise
from plantui.vault.store import FileStore


@dataclass(frozen=True)
class Habits:
    """The practice's defaults that commands need.

    ``cadence`` is the review rhythm, ``seal_after`` how long a signature can be taken back, ``date_order`` how ``3/4``
    is read (dmy, mdy, or None when it must be asked), ``sign_by`` what signs, ``undo`` how far back undo reaches.
    """

    cadence: Period = TWELVE_WEEKS
    seal_after: timedelta = timedelta(seconds=60)
    date_order: str | None = None
    sign_by: SigningMethod = SigningMethod.INITIALS
    undo: timedelta = timedelta(days=30)


def summariser(library: Library, cadence: Period) -> Summarise:
    """What the vault keeps in the header of every chart: its summary and its glance page."""

    def make(chart_id: str, tables: Tables) -> Plain:
        if not tables:
            return {}
        try:
            chart = from_tables(tables)
        except ChartFaults:
            return {}
        from plantui.documents.glance import stored_glance

        plain: Plain = msgspec.to_builtins(summarise(chart, library, cadence))
        return {"summary": plain, "glance": stored_glance(chart, library, cadence)}

    return make


def open_practice(
    folder: Path,
    library: Library,
    clock: Callable[[FileStore], Callable[[], datetime]],
    habits: Habits | None = None,
    user: str = "",
    new_ids: Ids | None = None,
    *,
    key: Key | None = None,
    session: str = "",
) -> tuple[Practice, FileStore]:
    """The practice in a folder, and its store.

    Args:
        folder: where the store is.
        library: measures, modalities and profiles.
        clock: gives the clock to use for this store; only a rehearsal store may have another than the real one.
        habits: the practice's defaults.
        user: initials or id of who works here; the first user of the store when empty.
        new_ids: where ids come from; the clock and the system's randomness by default.
        key: the key of a sealed store; whose slot it came from is who works here, whatever ``user`` says.
        session: names this terminal in the audit trail; random by default.

    Raises:
        StoreLocked: the store is sealed, and there is no key.
        VaultFault: there is no store, or it cannot be used.
    """
    habits = habits or Habits()
    store = open_store(folder, summariser(library, habits.cadence), key=key)
    now = clock(store)
    store.keep_snapshots(now)
    who = key.user if key is not None else user
    session = session or secrets.token_hex(4)

    def failed() -> None:
        event = Event(act="sign.failed", who=acting().user.id, at=acting().now, session=session)
        store.record([event], durable=True)

    proof = Proof(lambda typed: _is_theirs(folder, acting().user.id, typed), failed) if key is not None else None
    acting = acting_in(store.vault, library, now, habits, who, new_ids, proof)
    practice = Practice(StoredCharts(store, session), StoredUndo(store.undo_log(acting().user.id, habits.undo)), acting)
    practice.refresh()
    return practice, store


def _is_theirs(folder: Path, user: str, typed: str) -> bool:
    """Whether this is the passphrase of a user, as the store is now.

    Raises:
        VaultFault: the store cannot be read.
    """
    from plantui.vault.sealing.keyring import Keyring
    from plantui.vault.sealing.slot import RECOVERY

    try:
        key = Keyring(folder).unlock(typed, user)
    except StoreLocked:
        return False
    try:
        return key.user == user and key.slot != RECOVERY
    finally:
        key.forget()


def acting_in(
    vault: Vault,
    library: Library,
    now: Callable[[], datetime],
    habits: Habits | None = None,
    user: str = "",
    new_ids: Ids | None = None,
    proof: Proof | None = None,
) -> Callable[[], Acting]:
    """Who acts in a store, and when, as long as it is not known better; it needs no key.

    Args:
        vault: what the store says about itself.
        library: measures, modalities and profiles.
        now: the clock of the store.
        habits: the practice's defaults.
        user: initials or id of who works here; the first user of the store when empty.
        new_ids: where ids come from; the clock and the system's randomness by default.
        proof: takes the passphrase of who works here, where signatures ask for it.
    """
    habits = habits or Habits()
    known = vault.users
    who = next((each for each in known if user.casefold() in (each.id.casefold(), each.initials.casefold())), known[0])
    acting_user = User(who.id, who.name, who.initials, who.credential, who.role)
    source = new_ids or ids(now)

    def acting() -> Acting:
        return Acting(
            user=acting_user,
            now=now(),
            new_id=source,
            library=library,
            cadence=habits.cadence,
            seal_after=habits.seal_after,
            date_order=habits.date_order,
            rehearsal=vault.rehearsal,
            sign_by=habits.sign_by,
            proof=proof,
        )

    return acting
