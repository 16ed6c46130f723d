"""Desks that can be locked: on the plain invented caseload, and on a sealed one."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.practice.rooms import LIBRARY, NOW, USER, Clock, Room
from tests.tui.desk.writing import book
from tests.tui.seat import Seat, seat
from tests.vault.sealing.sealed import CHEAP, PASSPHRASE

from plantui.model.codec import to_tables
from plantui.practice.acting import TWELVE_WEEKS
from plantui.practice.opening import Habits, open_practice, summariser
from plantui.practice.practice import Practice
from plantui.practice.premises import Premises
from plantui.practice.rehearsal.caseload import invented_charts
from plantui.practice.texts import Texts
from plantui.vault.create import create_store, open_store
from plantui.vault.drafts import DraftBook
from plantui.vault.founddraft import Owner
from plantui.vault.manifest import User as StoreUser
from plantui.vault.sealing.founding import found
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.seam import Event
from plantui.vault.store import FileStore

__all__ = ["PASSPHRASE", "Hands", "sealed_caseload", "vaulted"]


def sealed_caseload(folder: Path) -> None:
    """The invented caseload in a new sealed store, its passphrase cheap to guess."""
    user = StoreUser(id=USER.id, name=USER.name, initials=USER.initials, credential=USER.credential, role="clinician")
    create_store(folder, made=NOW, users=[user], rehearsal=True, founding=found(USER.id, PASSPHRASE, cost=CHEAP))
    store = open_store(folder, summariser(LIBRARY, TWELVE_WEEKS), key=Keyring(folder, places=()).unlock(PASSPHRASE))
    for chart in invented_charts(LIBRARY, NOW):
        store.commit(chart.id, 0, to_tables(chart), Event(act="chart.import", who=USER.id, at=NOW, session="fill"))
    store.reserve_client_number(99)
    store.close()


@dataclass
class Hands:
    """Time for a lock, put forward by hand."""

    moment: float = 0.0

    def __call__(self) -> float:
        return self.moment


def vaulted(
    source: Path, target: Path, *, session: str = "one", sealed: bool = False, habits: Habits | None = None
) -> tuple[Seat, Hands]:
    """A desk on a copy of a store, its texts kept, with a lock whose time stands still."""
    shutil.copytree(source, target, copy_function=shutil.copy)
    clock = Clock()

    def opener(key: Key | None) -> tuple[Practice, FileStore]:
        return open_practice(target, LIBRARY, lambda _: clock, habits, key=key, session=session)

    key = Keyring(target, places=()).unlock(PASSPHRASE) if sealed else None
    practice, store = opener(key)
    made = seat(Room(target, clock, practice, store), rehearsal=True)
    premises = Premises.around(practice, store, opener, lambda: Keyring(target, places=()), session)
    hands = Hands()
    locking = made.desk.locking
    locking.premises, locking.monotonic = premises, hands

    def texts(again: Premises) -> Texts:
        assert again.store is not None
        owner = Owner(who="dw", session=session, place="pts/7")
        return Texts(DraftBook(again.store.parts, owner, clock, background=False))

    locking.texts = texts
    made.desk.drafts.attach(Texts(book(made, session)), {"dw": "DW"})
    return made, hands
