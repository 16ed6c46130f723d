"""The screens of the vault as text: locked, held, moved on, damaged, offered."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.snapshots import Snapshots
from tests.tui.desk.vaulted import vaulted
from tests.tui.desk.writing import keep, moved_on
from tests.tui.seat import Seat
from tests.vault.sealing.sealed import CHEAP

from plantui.tui.desk import recovery, storing
from plantui.vault.manifest import User
from plantui.vault.sealing import staff
from plantui.vault.seam import Event

SIZES = ((120, 40), (80, 24))
ALL = (*SIZES, (79, 23), (60, 20), (200, 60))


def named(size: tuple[int, int]) -> str:
    """80x24."""
    return f"{size[0]}x{size[1]}"


@pytest.fixture
def sealed(sealed_store: Path, tmp_path: Path) -> Seat:
    return vaulted(sealed_store, tmp_path / "store", sealed=True)[0]


@pytest.mark.parametrize("size", ALL, ids=named)
def test_locked(sealed: Seat, snapshot: Snapshots, size: tuple[int, int]) -> None:
    snapshot(sealed.press("2 a o").type("Walk").press("esc", "L").screen(*size), f"locked-{named(size)}")


@pytest.mark.parametrize("size", [*SIZES, (60, 20)], ids=named)
def test_locked_where_several_have_a_passphrase(sealed: Seat, snapshot: Snapshots, size: tuple[int, int]) -> None:
    """Until one of them has unlocked, all are named by their initials; then the one who did."""
    for number, initials in enumerate(("RO", "KTB")):
        staff.add(
            sealed.room.store,
            User(id=f"u{number}", name=f"Somebody {number}", initials=initials, credential="", role="clinician"),
            Event(act="user.add", who="dw", at=sealed.desk.now(), session="one"),
            f"passphrase {number}",
            CHEAP,
        )
    premises = sealed.desk.locking.premises
    assert premises is not None
    premises.user = ""
    snapshot(sealed.press("L").screen(*size), f"locked-several-{named(size)}")
    sealed.type("passphrase 1").press("enter", "L")
    assert re.search(r"^ *KTB   13:52$", sealed.screen(*size), re.MULTILINE)


def test_a_crowd_is_not_listed_to_its_end(sealed: Seat) -> None:
    for number in range(9):
        user = User(id=f"u{number}", name=f"Somebody {number}", initials=f"S{number}", credential="", role="reader")
        event = Event(act="user.add", who="dw", at=sealed.desk.now(), session="one")
        staff.add(sealed.room.store, user, event, f"passphrase {number}", CHEAP)
    sealed.desk.locking.premises.user = ""
    assert "DW S0 S1 S2 S3 S4 S5 ...   13:52" in sealed.press("L").screen(60, 20)


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_the_lock_at_work(sealed: Seat, snapshot: Snapshots, size: tuple[int, int]) -> None:
    sealed.press("L").type("wrong one")
    snapshot(sealed.screen(*size), f"locked-typed-{named(size)}")
    sealed.press("enter")
    snapshot(sealed.screen(*size), f"locked-wrong-{named(size)}")
    sealed.press("enter")
    snapshot(sealed.screen(*size), f"locked-armed-{named(size)}")
    sealed.press("esc")
    snapshot(sealed.screen(*size), f"locked-left-{named(size)}")


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_a_plain_store_locked(demo: Seat, snapshot: Snapshots, size: tuple[int, int]) -> None:
    snapshot(demo.press("L").screen(*size), f"locked-plain-{named(size)}")


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_held(demo: Seat, snapshot: Snapshots, size: tuple[int, int]) -> None:
    keep(demo).press("2 e").type("; -> 5")
    other = keep(demo.again(), "two", "pts/3").press("2 e")
    snapshot(other.screen(*size), f"held-{named(size)}")


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_a_draft_is_offered(demo: Seat, snapshot: Snapshots, size: tuple[int, int]) -> None:
    other = keep(demo.again(), "gone").press("2 a o").type("Walk daily")
    other.desk.drafts.leave()
    recovery.begin(keep(demo).desk)
    snapshot(demo.screen(*size), f"draft-offered-{named(size)}")


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_a_draft_moved_on(demo: Seat, snapshot: Snapshots, size: tuple[int, int]) -> None:
    snapshot(moved_on(demo).screen(*size), f"draft-moved-{named(size)}")


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_a_damaged_chart(demo: Seat, snapshot: Snapshots, size: tuple[int, int]) -> None:
    target = next(each for each in demo.room.practice.summaries() if each.code == "C-031")
    (path,) = demo.room.folder.glob(f"charts/*/{target.chart}.chart")
    path.write_bytes(b"garbage")
    demo.press("j")
    shown = demo.screen(*size).replace(target.chart, "x" * len(target.chart))
    snapshot(shown, f"damaged-{named(size)}")


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_a_failed_save_in_the_recovery_file(
    sized: Callable[[int, int], Seat], snapshot: Snapshots, size: tuple[int, int]
) -> None:
    from tests.tui.desk.trouble import fail

    seat = sized(*size)
    fail(seat)
    storing.keep_waiting(seat.desk)
    snapshot(seat.screen(*size), f"save-failed-kept-{named(size)}")
