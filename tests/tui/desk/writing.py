"""Desks whose texts are kept as drafts, as a terminal keeps them, on the test's own thread."""

from __future__ import annotations

from tests.tui.seat import Seat

from plantui.practice.texts import Texts
from plantui.tui.desk import recovery
from plantui.vault.drafts import DraftBook
from plantui.vault.founddraft import FoundDraft, Owner


def book(seat: Seat, session: str, place: str = "pts/7") -> DraftBook:
    """The drafts of a terminal, without a thread that syncs."""
    owner = Owner(who="dw", session=session, place=place)
    return DraftBook(seat.room.store.parts, owner, seat.room.clock, background=False)


def keep(seat: Seat, session: str = "one", place: str = "pts/7") -> Seat:
    """Keep what is typed at this seat."""
    seat.desk.drafts.attach(Texts(book(seat, session, place)), {"dw": "DW"})
    return seat


def moved_on(seat: Seat) -> Seat:
    """A terminal that goes on with a draft whose line was changed in the chart since."""
    seat.press("2 e", "; every 3w", "enter")
    seat.room.practice.save()
    gone = keep(seat.again(), "gone").press("2 e").type("; -> 5")
    gone.desk.drafts.leave()
    seat.press("e", "; -> 6", "enter")
    seat.room.practice.save()
    again = keep(seat.again(), "two")
    recovery.begin(again.desk)
    return again.press("enter")


def drafts(seat: Seat) -> list[str]:
    """The texts of the drafts there are, whoever types them, by their targets."""
    found = []
    shelf = book(seat, "looker")._shelf
    for draft in sorted(shelf.ids()):
        each = shelf.read(draft)
        assert each is not None
        found.append(f"{each.field.partition('-')[0]}: {each.text}")
    return found


def left(seat: Seat) -> list[FoundDraft]:
    """What a terminal that went away has left."""
    return book(seat, "finder").abandoned()
