"""`sign.by = passphrase`: what signs a plan, a note and a review in a sealed store, and why a plain one cannot."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.practice.rooms import open_room
from tests.tui.desk.vaulted import PASSPHRASE, vaulted
from tests.tui.seat import Seat, seat

from plantui.clinical.standing import in_force
from plantui.keys.context import Context
from plantui.model.signature import SigningMethod
from plantui.practice.opening import Habits, open_practice
from plantui.practice.refusal import Refused

STRICT = Habits(sign_by=SigningMethod.PASSPHRASE)


@pytest.fixture
def strict(sealed_store: Path, tmp_path: Path) -> Seat:
    """A sealed store whose signatures ask for the passphrase; Reyes is chosen."""
    return vaulted(sealed_store, tmp_path / "store", sealed=True, habits=STRICT)[0]


def amended(at: Seat) -> Seat:
    """The signature panel of an amended plan, at the field that signs."""
    return at.press("2 e").type("; -> 5").press("enter", "S y enter")


def patience(at: Seat) -> None:
    """The wait after a wrong passphrase is over."""
    proof = at.desk.practice.acting().proof
    assert proof is not None
    before = proof.monotonic
    proof.monotonic = lambda: before() + 61


def test_the_passphrase_signs_a_plan_and_the_signature_says_so(strict: Seat) -> None:
    amended(strict).type(PASSPHRASE)
    screen = strict.screen()
    assert PASSPHRASE not in screen
    assert "Passphrase         >[ *" in screen
    assert "your passphrase is your signature" in screen
    assert "passphrase then Enter" in screen
    strict.press("enter")
    assert "Plan v4 of C-014 signed" in strict.said
    signature = next(plan for plan in strict.chart.plans if plan.number == 4).signatures[0]
    assert signature.method is SigningMethod.PASSPHRASE
    assert (signature.initials, signature.user) == ("DW", "dw")


def test_initials_do_not_sign_there_and_a_wrong_passphrase_makes_one_wait(strict: Seat) -> None:
    amended(strict).type("dw").press("enter")
    panel = strict.desk.state.sign
    assert panel is not None
    assert panel.problem == "S1 That is not your passphrase. The next try is in 1 s."
    assert panel.initials.text == ""
    strict.type(PASSPHRASE).press("enter")
    assert panel.problem.startswith("S1 The next try is in")
    patience(strict)
    strict.type("wrong again").press("enter")
    assert panel.problem.endswith("The next try is in 2 s.")
    patience(strict)
    strict.type(PASSPHRASE).press("enter")
    assert in_force(next(plan for plan in strict.chart.plans if plan.number == 4))


def test_the_recovery_key_is_no_signature(strict: Seat) -> None:
    amended(strict).type("aaaa-aaaa-aaaa-aaaa-aaaa-aaaa-aaaa-aaaa-aa").press("enter")
    assert strict.desk.state.sign is not None
    assert "not your passphrase" in strict.desk.state.sign.problem


def test_what_is_kept_of_the_change_never_holds_the_passphrase(strict: Seat) -> None:
    amended(strict).type(PASSPHRASE).press("enter")
    strict.room.practice.save()
    kept = strict.desk.practice.__dict__
    assert PASSPHRASE not in repr(kept)
    assert PASSPHRASE not in repr(strict.desk.state)
    assert PASSPHRASE not in repr(strict.desk.state.histories)


def test_a_note_and_a_review_are_signed_by_it_too(strict: Seat) -> None:
    strict.press("n").type("#1.1+").press("ctrl+j")
    assert strict.desk.context() is Context.SIGN_INITIALS
    assert "Passphrase > [" in strict.screen()
    strict.press("enter")
    assert strict.desk.state.scene.problem == "Your passphrase, please; Esc leaves it unsigned."
    strict.type(PASSPHRASE).press("enter")
    note = max(strict.chart.notes, key=lambda each: each.written)
    assert note.signatures[0].method is SigningMethod.PASSPHRASE
    strict.press("r")
    assert "S, your passphrase, Enter" in strict.screen()
    strict.press("* + S")
    assert "Passphrase" in strict.screen()
    strict.type("dw").press("enter")
    assert "not your passphrase" in strict.screen()
    patience(strict)
    strict.type(PASSPHRASE).press("enter")
    chart = next(each.chart for each in strict.room.practice.summaries() if each.code == "C-014")
    signed = [each for each in strict.room.chart(chart).reviews if each.date == strict.desk.now().date()]
    assert signed[0].signatures[0].method is SigningMethod.PASSPHRASE


def test_a_plain_store_says_why_it_cannot(tmp_path: Path) -> None:
    room = open_room(tmp_path / "store")
    room.planned()
    room.practice.save()
    practice, store = open_practice(room.folder, room.practice.acting().library, lambda _: room.clock, STRICT)
    room.practice, room.store = practice, store
    at = seat(room).press("2 S")
    assert at.said.startswith("sign.by is passphrase, and a plain store has none to ask for: plantui vault seal")
    assert at.desk.state.sign is None
    at.press("n").type("seen").press("ctrl+j")
    assert at.said.startswith("sign.by is passphrase")
    assert at.desk.drafts is not None
    assert not any(note.signatures for note in at.chart.notes)


def test_a_plain_rehearsal_is_signed_with_initials(demo: Seat, tmp_path: Path) -> None:
    demo.room.practice.save()
    library = demo.room.practice.acting().library
    practice, _ = open_practice(demo.room.folder, library, lambda _: demo.room.clock, STRICT)
    demo.room.practice.take_up(practice)
    amended(demo).type("dw").press("enter")
    assert "Plan v4 of C-014 signed" in demo.said


def test_undo_reaches_as_far_back_as_it_is_set(demo: Seat) -> None:
    demo.press("2 +")
    demo.room.practice.save()
    library, clock, folder = demo.room.practice.acting().library, demo.room.clock, demo.room.folder
    clock.forward(days=8)
    for days, reaches in ((7, False), (9, True)):
        practice, store = open_practice(folder, library, lambda _: clock, Habits(undo=timedelta(days=days)))
        if reaches:
            assert practice.undo().message == "Undone: g1.1 marked +1"
        else:
            with pytest.raises(Refused, match="Nothing to undo"):
                practice.undo()
        store.close()


def test_the_field_is_a_secret_again_after_a_lock(strict: Seat) -> None:
    amended(strict).desk.locking.lock(strict.desk)
    strict.type(PASSPHRASE).press("enter")
    assert strict.desk.context() is Context.SIGN_INITIALS
    strict.type(PASSPHRASE)
    assert PASSPHRASE not in strict.screen()
    strict.press("enter")
    assert "Plan v4 of C-014 signed" in strict.said


def test_a_refused_signature_keeps_no_passphrase_in_its_field(strict: Seat) -> None:
    amended(strict).desk.state.read_only = True
    strict.type(PASSPHRASE).press("enter")
    panel = strict.desk.state.sign
    assert panel is not None
    assert panel.problem == "Read only: this store was opened with --read-only."
    assert panel.initials.text == ""
    assert panel.initials.secret
