"""Changes that cannot be stored stay, in memory and in the recovery file, until they can."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.tui.desk.trouble import Bell, fail
from tests.tui.desk.vaulted import PASSPHRASE, vaulted
from tests.tui.seat import Seat

from plantui.practice.unsaved import RecoveryFile, left_behind
from plantui.tui.desk import recovery, storing
from plantui.tui.paint import trouble
from plantui.vault.faults import CommitUncertain, StoreForbidden, StoreFull, StoreUnreadable


def test_the_box_says_what_happened_and_what_is_safe(demo: Seat) -> None:
    fail(demo)
    screen = demo.screen()
    assert "╔═ CANNOT SAVE ═" in screen
    assert "The disk is full (while saving)." in screen
    assert "Your last 1 change is in memory, not in the store." in screen
    assert "E301  plantui verify checks the store afterwards" in screen
    assert "NOT SAVED" in screen
    assert "r try again" in screen


def test_the_box_tells_how_little_room_there_is(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trouble, "room_left", lambda _: "0 bytes")
    fail(demo)
    assert "The disk is full (0 bytes free on the data disk)." in demo.screen()


def test_what_waits_is_in_the_recovery_file_beside_the_store(demo: Seat) -> None:
    full = fail(demo)
    storing.keep_waiting(demo.desk)
    (file,) = demo.room.folder.parent.glob("store-unsaved-*")
    assert file.stat().st_mode & 0o077 == 0
    assert "Your last 1 change is in memory and in the recovery file, not the store." in demo.screen()
    assert left_behind(demo.room.store.parts) == [], "its run is still there"
    full.room = True
    demo.press("r")
    assert demo.room.practice.writer.flush(10)
    storing.keep_waiting(demo.desk)
    assert not file.exists()


def test_the_next_run_offers_to_store_it(demo: Seat) -> None:
    fail(demo)
    storing.keep_waiting(demo.desk)
    demo.desk.drafts.recovery._let_go()
    again = demo.room.folder
    other = Seat(*_again(demo))
    recovery.begin(other.desk)
    assert other.said == "1 change of 13:52 was not stored. Enter stores it now."
    other.press("enter")
    assert other.said == "Stored now: 1 change of the earlier run."
    assert other.room.practice.writer.flush(10)
    assert other.again().chart.progress[-1].mark == 1
    assert not list(again.parent.glob("store-unsaved-*"))


def _again(seat: Seat) -> tuple[object, object]:
    """The same store after the run ended without storing."""
    from tests.practice.rooms import open_room
    from tests.tui.seat import seat as sit

    made = sit(open_room(seat.room.folder, seat.room.clock), rehearsal=True)
    return made.room, made.desk


def test_the_recovery_file_of_a_sealed_store_is_sealed(sealed_store: Path, tmp_path: Path) -> None:
    seat, _ = vaulted(sealed_store, tmp_path / "store", sealed=True)
    fail(seat)
    storing.keep_waiting(seat.desk)
    (file,) = tmp_path.glob("store-unsaved-*")
    assert b"marked" not in file.read_bytes()
    assert b"g1.1" not in file.read_bytes()
    seat.desk.drafts.recovery._let_go()
    (found,) = left_behind(seat.room.store.parts)
    assert [each.message for each in found.kept.changes] == ["g1.1 marked +1"]
    assert PASSPHRASE.encode() not in file.read_bytes()


def test_a_recovery_file_that_cannot_be_written_is_said(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreForbidden("This account may not write here.", "Check who owns the folder.")

    fail(demo)
    monkeypatch.setattr(RecoveryFile, "write", refuse)
    storing.keep_waiting(demo.desk)
    assert "The recovery file could not be written: This account may not write" in demo.screen()
    assert "is in memory, not in the store." in demo.screen()


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (StoreFull("The disk is full.", "Free some space, then try again."), "E301"),
        (StoreForbidden("This account may not write.", "Check who owns the store."), "E302"),
        (StoreUnreadable("The disk answered with an error.", "Try again, then check the disk."), "E304"),
    ],
)
def test_every_failed_save_shows_its_code_and_a_next_step(demo: Seat, fault: StoreFull, code: str) -> None:
    fail(demo)
    demo.room.practice.writer.failure = fault
    screen = " ".join(demo.screen().split())
    assert f"{code} plantui verify checks the store afterwards" in screen
    assert fault.next_step.split(".")[0] in screen.replace("║ ║ ", "")


def test_a_save_that_the_disk_did_not_confirm_is_told_and_is_no_conflict(
    demo: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = demo.room.store.commit

    def unsure(*given: object) -> int:
        rev = commit(*given)  # type: ignore[arg-type]
        raise CommitUncertain(str(given[0]), rev)

    monkeypatch.setattr(demo.room.store, "commit", unsure)
    demo.press("2 +")
    demo.room.practice.save()
    storing.tell_doubt(demo.desk)
    assert "the disk did not confirm it. Keep this terminal open, save again, and check the disk." in demo.said
    monkeypatch.undo()
    demo.press("-")
    demo.room.practice.save()
    assert demo.again().chart.progress[-1].mark == -1


def test_trying_again_when_there_is_room(demo: Seat) -> None:
    full = fail(demo)
    full.room = True
    demo.press("r")
    assert demo.room.practice.writer.flush(10)
    assert "CANNOT SAVE" not in demo.screen()
    assert demo.again().chart.progress[-1].mark == 1


def test_keys_typed_at_the_box_change_nothing(demo: Seat) -> None:
    fail(demo)
    before = demo.chart
    demo.press(*"d+sxjJKMSaco")
    demo.press("enter")
    assert demo.chart is before
    assert "CANNOT SAVE" in demo.screen()


def test_a_copy_elsewhere_can_be_read_back(demo: Seat) -> None:
    fail(demo)
    folder = demo.room.folder.with_name("rescue")
    demo.press("w", "ctrl+u").type(str(folder)).press("enter")
    (copy,) = folder.iterdir()
    assert copy.name == "C-014_unsaved_2026-03-10_1352.json"
    assert json.loads(copy.read_text())["code"] == "C-014"
    assert copy.stat().st_mode & 0o077 == 0
    assert "Copy written to" in demo.said


def test_the_line_being_typed_comes_back_after_the_copy(demo: Seat) -> None:
    demo.press("2 a o").type("Walk")
    line = demo.desk.state.line
    demo.room.practice.writer.failure = StoreFull("The disk is full.", "")
    demo.press("w", "esc")
    assert demo.desk.state.line is line
    demo.room.practice.writer.failure = None
    demo.type(" daily")
    assert demo.desk.state.line.field.text == "Walk daily"


def test_a_folder_that_everybody_reads_is_refused(demo: Seat) -> None:
    fail(demo)
    open_to_all = demo.room.folder.with_name("open")
    open_to_all.mkdir(mode=0o755)
    demo.press("w", "ctrl+u").type(str(open_to_all)).press("enter")
    assert "can be read by everybody" in demo.said
    assert demo.desk.state.line is not None


def damage(seat: Seat, code: str) -> None:
    """Leave garbage in the place of a chart, and choose it."""
    target = next(each for each in seat.room.practice.summaries() if each.code == code)
    (path,) = seat.room.folder.glob(f"charts/*/{target.chart}.chart")
    path.write_bytes(b"garbage")
    seat.press("j")


def test_a_damaged_chart_shows_its_box_and_the_last_good_version_is_put_back(demo: Seat) -> None:
    demo.press("j", "z a", "a p", "Grief; dx F43.21", "enter", "esc", "1")
    demo.room.practice.save()
    demo.press("k")
    demo.desk.practice._open.clear()
    damage(demo, "C-031")
    screen = demo.screen()
    assert "CANNOT READ THIS CHART" in screen
    assert "E304" in screen
    assert "the rest of the caseload works." in screen
    demo.press("enter")
    assert "Put back revision 1" in demo.screen()
    demo.press("n")
    assert "CANNOT READ THIS CHART" in demo.screen()
    demo.press("enter", "y")
    assert demo.said.startswith("Put back as it was")
    assert "CANNOT READ" not in demo.screen()
    assert demo.chart.code == "C-031"


def test_a_damaged_chart_of_which_nothing_is_kept_says_so(demo: Seat) -> None:
    damage(demo, "C-031")
    demo.press("enter")
    assert "plantui restore FILE takes one from a backup." in demo.said


def test_a_damaged_chart_does_not_end_the_program(demo: Seat) -> None:
    target = next(each for each in demo.room.practice.summaries() if each.code == "C-031")
    (path,) = demo.room.folder.glob(f"charts/*/{target.chart}.chart")
    path.write_bytes(b"garbage")
    demo.press("j")
    assert "E304" in demo.screen()
    for keys in ("2", "a p", "enter", "+", "S", "w", "1", "enter", "x p", "d", "u"):
        demo.press(keys)
        assert demo.desk.state.line is None
        assert "E304" in demo.screen()
    demo.press("k")
    assert "Worry that keeps her up at night" in demo.screen()


def test_the_writer_can_be_heard(demo: Seat) -> None:
    bell = Bell()
    demo.room.practice.writer.start(bell)
    demo.press("2 +")
    bell.wait()
    assert demo.room.practice.writer.waiting == 0
