"""The disk says no beneath a real store: each trouble ends in its box, the text is kept, and there is a way on."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.practice.rooms import open_room
from tests.tui.desk.trouble import Bell
from tests.tui.desk.writing import drafts, keep
from tests.tui.seat import Seat
from tests.tui.seat import seat as sit

from plantui.practice.unsaved import left_behind
from plantui.tui.desk import storing
from plantui.vault.files import RealFs

NEW = ("create", "write", "mkdir", "link")
CHANGES = (*NEW, "open_append", "replace", "unlink", "truncate", "rmdir", "fsync", "fdatasync", "sync_dir")
BESIDE = "Your last 1 change is in memory and in the recovery file, not the store."
NOWHERE = "Your last 1 change is in memory, not in the store."


class Trouble:
    """Lets file operations below some folders fail, while it is on."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.on = False
        self.below: list[str] = []
        self.calls: tuple[str, ...] = ()
        self.number = 0
        self._open: dict[int, str] = {}
        for name in CHANGES:
            patch.setattr(RealFs, name, self._wrapped(name, getattr(RealFs, name)))

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(fs: RealFs, first: Any, *rest: Any) -> Any:
            path = first if isinstance(first, str) else self._open.get(first, "")
            if self.on and name in self.calls and any(f"{path}/".startswith(f"{place}/") for place in self.below):
                raise OSError(self.number, os.strerror(self.number), first if isinstance(first, str) else None)
            made = real(fs, first, *rest)
            if name in ("create", "open_append"):
                self._open[made] = path
            return made

        return call

    def begin(self, number: int, calls: tuple[str, ...], *below: Path) -> None:
        self.on, self.number, self.calls, self.below = True, number, calls, [str(each) for each in below]


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trouble]:
    made = Trouble(monkeypatch)
    yield made
    made.on = False


CASES = {
    "the disk is full": (errno.ENOSPC, NEW, "", "E301", "The disk is full", NOWHERE, "Free some space"),
    "the store may not be written any more": (
        errno.EACCES,
        CHANGES,
        "store",
        "E302",
        "This account may not write or read",
        BESIDE,
        "Check who owns the store",
    ),
    "a chart is of another account": (
        errno.EPERM,
        ("link",),
        "store",
        "E302",
        "This account may not write or read",
        BESIDE,
        "Check who owns the store",
    ),
    "the disk became read-only": (
        errno.EROFS,
        CHANGES,
        "",
        "E302",
        "This account may not write or read",
        NOWHERE,
        "that the disk is not mounted read-only",
    ),
    "a sync fails": (
        errno.EIO,
        ("fsync", "fdatasync"),
        "store",
        "E304",
        "The disk answered with an error",
        BESIDE,
        "check the disk and run plantui verify",
    ),
}


def told(seat: Seat) -> str:
    """The box as running text."""
    inside = re.findall(r"^║(.*)║$", seat.screen(80, 24), re.MULTILINE)
    assert inside, seat.screen(80, 24)
    return " ".join(" ".join(inside).split())


def stored(seat: Seat) -> Seat:
    """Somebody else's look at what is in the store."""
    return sit(open_room(seat.room.folder, seat.room.clock), rehearsal=True)


@pytest.mark.parametrize("case", CASES)
def test_each_trouble_ends_in_its_box_and_there_is_a_way_on(
    demo: Seat, trouble: Trouble, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, calls, where, code, happened, safe, step = CASES[case]
    monkeypatch.setattr("plantui.tui.paint.trouble.room_left", lambda _: "")
    store = demo.room.folder
    keep(demo)
    bell = Bell()
    demo.room.practice.writer.start(bell)
    demo.press("2 a o").type("Walk daily")
    assert drafts(demo) == ["add: Walk daily"]
    trouble.begin(number, calls, store if where else store.parent)
    demo.press("enter")
    bell.wait()
    storing.keep_waiting(demo.desk)
    box = told(demo)
    assert "CANNOT SAVE" in demo.screen(80, 24)
    assert happened in box
    assert safe in box
    assert "Do not close this terminal." in box
    assert step in box
    assert f"{code} plantui verify checks the store afterwards" in box
    # What was typed is still where it was, and nothing was changed.
    assert "add: Walk daily" in drafts(demo)
    assert "Walk daily" not in str(stored(demo).chart.plans)
    trouble.on = False
    demo.press("r")
    bell.wait()
    storing.keep_waiting(demo.desk)
    demo.desk.drafts.stored(demo.desk)
    assert "CANNOT SAVE" not in demo.screen(80, 24)
    assert "Walk daily" in str(stored(demo).chart.plans)
    assert not list(store.parent.glob("*-unsaved-*"))
    assert [each for each in demo.room.store.verify(deep=True) if each.code != "N301"] == []


@pytest.mark.parametrize("case", [case for case in CASES if CASES[case][5] == BESIDE])
def test_a_run_that_ends_in_trouble_leaves_its_changes_beside_the_store(
    demo: Seat, trouble: Trouble, case: str
) -> None:
    number, calls, *_ = CASES[case]
    bell = Bell()
    demo.room.practice.writer.start(bell)
    trouble.begin(number, calls, demo.room.folder)
    demo.press("2 +")
    bell.wait()
    storing.keep_waiting(demo.desk)
    demo.desk.drafts.recovery._let_go()
    trouble.on = False
    (found,) = left_behind(stored(demo).room.store.parts)
    assert [each.message for each in found.kept.changes] == ["g1.1 marked +1"]


def test_where_nothing_can_be_written_the_box_says_that_too(demo: Seat, trouble: Trouble) -> None:
    bell = Bell()
    demo.room.practice.writer.start(bell)
    trouble.begin(errno.EROFS, CHANGES, demo.room.folder.parent)
    demo.press("2 +")
    bell.wait()
    storing.keep_waiting(demo.desk)
    assert "The recovery file could not be written: This account may not write" in told(demo)


def test_a_folder_whose_sync_fails_is_no_failed_save_but_said(demo: Seat, trouble: Trouble) -> None:
    bell = Bell()
    demo.room.practice.writer.start(bell)
    trouble.begin(errno.EIO, ("sync_dir",), demo.room.folder / "charts")
    demo.press("2 +")
    bell.wait()
    assert demo.room.practice.writer.failure is None
    storing.tell_doubt(demo.desk)
    assert demo.said.startswith("E304 ")
    assert demo.said.endswith("the disk did not confirm it. Keep this terminal open, save again, and check the disk.")
    trouble.on = False
    assert demo.again().chart.progress[-1].mark == 1


def test_a_store_on_a_read_only_disk_opens_and_says_so_at_the_first_change(demo: Seat, trouble: Trouble) -> None:
    trouble.begin(errno.EROFS, CHANGES, demo.room.folder.parent)
    again = demo.again()
    assert "Reyes" in again.screen()
    again.press("j", "g t", "q", "q n", "1")
    bell = Bell()
    again.room.practice.writer.start(bell)
    again.press("2 +")
    bell.wait()
    assert "E302" in told(again)


def test_without_trouble_there_is_no_box(demo: Seat, trouble: Trouble) -> None:
    """The control: the same wrapping, switched off."""
    bell = Bell()
    demo.room.practice.writer.start(bell)
    trouble.begin(errno.EROFS, CHANGES, demo.room.folder)
    trouble.on = False
    demo.press("2 +")
    bell.wait()
    assert "CANNOT SAVE" not in demo.screen(80, 24)
    assert demo.again().chart.progress[-1].mark == 1


@pytest.mark.parametrize(("number", "code"), [(errno.EACCES, "E302"), (errno.EIO, "E304")])
def test_a_chart_that_may_not_be_read_has_its_box_and_the_others_go_on(
    demo: Seat, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    target = next(each for each in demo.room.practice.summaries() if each.code == "C-031")
    read = RealFs.read

    def refuse(fs: RealFs, path: str, limit: int = -1) -> bytes:
        if path.endswith(f"{target.chart}.chart"):
            raise OSError(number, os.strerror(number), path)
        return read(fs, path, limit)

    monkeypatch.setattr(RealFs, "read", refuse)
    screen = demo.press("j").screen()
    assert "CANNOT READ THIS CHART" in screen
    assert code in screen
    assert "The other charts are not touched by this" in screen
    assert "Worry that keeps her up at night" in demo.press("k").screen()
    monkeypatch.setattr(RealFs, "read", read)
    demo.desk.shown.forget_damage()
    assert "CANNOT READ THIS CHART" not in demo.press("j").screen()
