"""The passphrase of a signature is checked beside the keys: the screen goes on, what is typed waits in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.desk.vaulted import PASSPHRASE, Hands, vaulted
from tests.tui.seat import Seat

from plantui.model.signature import SigningMethod
from plantui.practice.opening import Habits
from plantui.tui.desk.locking import LockPage
from plantui.tui.desk.vouching import CHECKING
from plantui.vault.seam import AuditQuery

STRICT = Habits(sign_by=SigningMethod.PASSPHRASE)
Slow = Callable[[], None]


@pytest.fixture
def room(sealed_store: Path, tmp_path: Path) -> tuple[Seat, Hands]:
    return vaulted(sealed_store, tmp_path / "store", sealed=True, habits=STRICT)


@pytest.fixture
def strict(room: tuple[Seat, Hands]) -> Seat:
    """A sealed store whose signatures ask for the passphrase."""
    return room[0]


def slowly(at: Seat) -> Slow:
    """What is slow waits until it is let go."""
    waiting: list[tuple[Callable[[], object], Callable[[object], None]]] = []
    at.desk.locking.run = lambda work, then: waiting.append((work, then))

    def let_go() -> None:
        for work, then in waiting[:]:
            waiting.remove((work, then))
            then(work())

    return let_go


def amended(at: Seat) -> Seat:
    return at.press("2 e").type("; -> 5").press("enter", "S y enter")


def newest_plan(at: Seat):
    return max(at.chart.plans, key=lambda plan: plan.number)


def test_the_panel_says_that_it_is_checking_and_signs_when_it_is_done(strict: Seat) -> None:
    let_go = slowly(strict)
    amended(strict).type(PASSPHRASE).press("enter")
    assert CHECKING in strict.screen()
    assert not newest_plan(strict).signatures
    let_go()
    assert "Plan v4 of C-014 signed" in strict.said
    assert CHECKING not in strict.screen()
    assert newest_plan(strict).signatures[0].method is SigningMethod.PASSPHRASE


def test_keys_that_come_meanwhile_go_where_they_would_have_gone(strict: Seat) -> None:
    let_go = slowly(strict)
    amended(strict).type(PASSPHRASE).press("enter")
    strict.press("j a o").type("Walk daily; by 2026-05-01")
    strict.desk.paste(" every day")
    strict.press("enter")
    before = strict.screen()
    assert CHECKING in before
    assert "Walk" not in before
    let_go()
    strict.press("esc", "esc")
    words = [row.words for row in strict.desk.shown.tree_rows()]
    assert any("Walk daily" in each for each in words), words
    signed = next(plan for plan in strict.chart.plans if plan.number == 4)
    assert signed.signatures
    assert newest_plan(strict).number == 5


def test_a_burst_and_a_slow_hand_end_in_the_same_state(sealed_store: Path, tmp_path: Path) -> None:
    ended = []
    for number, slow in enumerate((True, False)):
        at, _ = vaulted(sealed_store, tmp_path / f"store-{number}", sealed=True, habits=STRICT)
        let_go = slowly(at) if slow else lambda: None
        amended(at).type(PASSPHRASE).press("enter")
        at.press("j + j = s h")
        let_go()
        ended.append((at.screen(), at.said))
    assert ended[0] == ended[1]


def test_a_wrong_one_is_said_and_written_into_the_trail(strict: Seat) -> None:
    let_go = slowly(strict)
    amended(strict).type("wrong").press("enter")
    let_go()
    panel = strict.desk.state.sign
    assert panel is not None
    assert panel.problem == "S1 That is not your passphrase. The next try is in 1 s."
    assert panel.initials.text == ""
    [failed] = strict.room.store.audit(AuditQuery(act="sign.failed"))
    assert (failed.who, failed.sess, failed.detail) == ("dw", "one", ())
    # Too soon is no try.
    strict.type(PASSPHRASE).press("enter")
    let_go()
    assert panel.problem.startswith("S1 The next try is in")
    assert len(list(strict.room.store.audit(AuditQuery(act="sign.failed")))) == 1


def test_a_note_and_a_review_are_checked_beside_the_keys_too(strict: Seat) -> None:
    let_go = slowly(strict)
    strict.press("n").type("#1.1+").press("ctrl+j").type(PASSPHRASE).press("enter")
    assert CHECKING in strict.screen()
    let_go()
    assert max(strict.chart.notes, key=lambda each: each.written).signatures
    strict.press("r * + S").type(PASSPHRASE).press("enter")
    assert CHECKING in strict.screen()
    let_go()
    assert max(strict.chart.reviews, key=lambda each: each.at).signatures


def test_the_screen_can_be_blanked_meanwhile(strict: Seat) -> None:
    let_go = slowly(strict)
    amended(strict).type(PASSPHRASE).press("enter", "ctrl+l")
    assert strict.desk.state.blank
    assert "Reyes" not in strict.screen()
    let_go()
    assert newest_plan(strict).signatures
    assert strict.desk.state.blank


def test_what_comes_after_a_lock_signs_nothing(strict: Seat) -> None:
    let_go = slowly(strict)
    amended(strict).type(PASSPHRASE).press("enter", "j")
    strict.desk.locking.lock(strict.desk, idle=True)
    assert isinstance(strict.desk.state.scene, LockPage)
    assert not strict.desk.vouching.busy
    let_go()
    strict.type(PASSPHRASE).press("enter")
    let_go()
    assert newest_plan(strict).number == 4
    assert not newest_plan(strict).signatures


def test_what_breaks_while_checking_does_not_break_the_screen(strict: Seat) -> None:
    proof = strict.desk.practice.acting().proof
    assert proof is not None
    (Path(strict.room.folder) / "vault.json").rename(strict.room.folder / "gone")
    (Path(strict.room.folder) / "vault.json.bak").unlink(missing_ok=True)
    amended(strict)
    strict.type(PASSPHRASE).press("enter")
    panel = strict.desk.state.sign
    assert panel is not None
    assert panel.problem.startswith("E3")
    assert not newest_plan(strict).signatures
