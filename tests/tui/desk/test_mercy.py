"""A signature can be taken back on the screen it was made on; leaving that screen seals it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.tui.seat import Seat

from plantui.clinical.standing import sealed
from plantui.model.signature import Signature
from plantui.practice.opening import Habits, open_practice
from plantui.vault.seam import AuditQuery

SIGNED = ("2 e", "; -> 5", "enter S y enter", "dw", "enter")
"""Reyes' plan is changed and signed."""


def _reyes(at: Seat, *, stored: bool = False):
    practice = at.room.again().practice if stored else at.room.practice
    return next(practice.chart(each.chart) for each in practice.summaries() if each.code == "C-014")


def _signature(at: Seat, *, stored: bool = False) -> Signature:
    """The clinician's signature under v4."""
    return next(plan for plan in _reyes(at, stored=stored).plans if plan.number == 4).signatures[0]


def _note(at: Seat):
    return max(_reyes(at).notes, key=lambda note: note.written)


def _is_sealed(at: Seat, signature: Signature) -> bool:
    """Whether it is sealed within the minute."""
    return sealed(signature, at.room.clock.moment + timedelta(seconds=1))


def _acts(at: Seat) -> list[str]:
    at.room.practice.save()
    return [line.act for line in at.room.store.audit(AuditQuery(act="sign"))]


def test_moving_within_the_plan_is_no_leaving(demo: Seat) -> None:
    demo.press(*SIGNED, "j j k z z 1 2")
    demo.press("?", "esc", ":", "esc", "c", "esc", "f", "esc")
    assert not _is_sealed(demo, _signature(demo))
    demo.press("u")
    assert demo.said.startswith("Undone: Plan v4 of C-014 signed.")


@pytest.mark.parametrize(
    "way",
    [("1 j",), ("c", "osei", "enter"), ("]",), ("g t",), ("g n",), ("3",), ("n",), ("q y",), ("L",), ("Q",)],
    ids=["list", "found", "next", "glance at next", "notes", "queue", "note", "quit", "lock", "quit at once"],
)
def test_leaving_the_screen_seals_it(demo: Seat, way: tuple[str, ...]) -> None:
    demo.press(*SIGNED)
    assert not _is_sealed(demo, _signature(demo))
    if way == ("Q",):
        demo.desk.run("app.quit")
    else:
        demo.press(*way)
    assert _is_sealed(demo, _signature(demo, stored=True))


def test_what_was_sealed_by_going_away_stays_when_one_is_back(demo: Seat) -> None:
    demo.press(*SIGNED, "1 j k u")
    assert (
        demo.said == "Plan v4 of C-014 is sealed, so this stays: Plan v4 of C-014 signed. A change of a line starts v5."
    )
    assert _acts(demo) == ["sign.seal"]


def test_a_seal_forgets_nothing_that_could_be_done_again(demo: Seat) -> None:
    demo.press(*SIGNED, "+ u 1 j U")
    assert demo.said.startswith("Again: g1.1 marked")


def test_a_blank_screen_is_no_leaving(demo: Seat) -> None:
    demo.press(*SIGNED, "ctrl+l", "ctrl+l")
    demo.desk.press("enter")
    assert not _is_sealed(demo, _signature(demo))


def test_a_signature_taken_back_is_not_sealed_and_one_given_again_is(demo: Seat) -> None:
    demo.press(*SIGNED, "u 1 j k")
    assert not next(plan for plan in _reyes(demo).plans if plan.number == 4).signatures
    assert _acts(demo) == []
    demo.press("2 S y enter", "dw", "enter u U 1 j")
    assert _is_sealed(demo, _signature(demo))


def test_a_note_is_taken_back_where_one_stands_after_it_and_sealed_by_going(demo: Seat) -> None:
    demo.press("n").type("#1.1+ Slept").press("ctrl+j").type("dw").press("enter u")
    assert demo.said.startswith("Undone: Note of 10 Mar signed.")
    assert not _note(demo).signatures
    demo.press("S").type("dw").press("enter")
    assert not _is_sealed(demo, _note(demo).signatures[0])
    demo.press("1 j")
    assert _is_sealed(demo, _note(demo).signatures[0])
    demo.press("k g n a x").type("He called later").press("ctrl+j")
    assert demo.desk.focus() == "strip"


def test_an_addendum_is_sealed_by_leaving_too(demo: Seat) -> None:
    demo.press("g n a x").type("He called later").press("ctrl+j").type("dw").press("enter")
    noted = next(note for note in _reyes(demo).notes if note.addenda)
    assert not _is_sealed(demo, noted.addenda[0].signatures[0])
    demo.press("q 1 j")
    noted = next(note for note in _reyes(demo).notes if note.addenda)
    assert _is_sealed(demo, noted.addenda[0].signatures[0])


def test_a_list_over_several_clients_is_one_screen(demo: Seat) -> None:
    demo.press("n").type("#1.1+ Slept").press("esc q g u")
    rows = [demo.desk.state.client]
    while _note(demo).id not in repr(demo.desk.state.page.stands()) and len(rows) < 20:
        demo.press("j")
        rows.append(demo.desk.state.client)
    demo.press("S").type("dw").press("enter")
    assert _note(demo).signatures
    demo.press("j k j")
    assert not _is_sealed(demo, _note(demo).signatures[0])
    demo.press("q")
    assert _is_sealed(demo, _note(demo).signatures[0])


def test_while_nothing_can_be_stored_the_minute_seals(demo: Seat) -> None:
    demo.press(*SIGNED)
    demo.room.practice.writer.failure = OSError("the disk is full")
    demo.desk.mercy.end(demo.desk)
    demo.room.practice.writer.failure = None
    assert not _is_sealed(demo, _signature(demo))
    demo.room.clock.forward(seconds=61)
    assert _is_sealed(demo, _signature(demo))


def test_a_review_is_one_screen_until_it_is_left(demo: Seat) -> None:
    demo.press("R * S", "dw", "enter", "]", "[")
    assert _acts(demo) == []
    demo.press("q")
    assert _acts(demo) == ["sign.seal"]


def test_sealed_at_once_offers_no_way_back(demo: Seat) -> None:
    demo.room.practice.save()
    library = demo.room.practice.acting().library
    clock = demo.room.clock
    practice, _ = open_practice(demo.room.folder, library, lambda _: clock, Habits(seal_after=timedelta(0)))
    demo.room.practice.take_up(practice)
    demo.press(*SIGNED)
    assert demo.said.startswith("Plan v4 of C-014 signed.")
    assert "undo" not in demo.said
    demo.press("n").type("#1.1+ Slept").press("ctrl+j").type("dw").press("enter")
    assert demo.said.startswith("Note of 10 Mar signed.")
    assert "undo" not in demo.said
    demo.press("u")
    assert demo.said.startswith("The note of 10 Mar of C-014 is sealed, so this stays")
