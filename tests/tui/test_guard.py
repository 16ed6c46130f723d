"""The guard on Textual: idle lock, blank into lock, keys derived beside the loop, nothing left in canvas or shadow."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.desk.test_locking import WORDS, reachable
from tests.tui.desk.vaulted import PASSPHRASE, vaulted
from tests.tui.desk.writing import drafts, left
from tests.tui.seat import Seat
from tests.tui.test_app import SIZE, shown, until

from plantui.practice.premises import Premises
from plantui.tui import guard as guard_module
from plantui.tui.app import DeskApp
from plantui.tui.guard import Guard


class Time:
    """A clock put forward by hand."""

    def __init__(self) -> None:
        self.moment = 1000.0

    def __call__(self) -> float:
        return self.moment


@pytest.fixture
def sealed(sealed_store: Path, tmp_path: Path) -> Seat:
    return vaulted(sealed_store, tmp_path / "store", sealed=True)[0]


def remembering() -> list[object]:
    """Every function of the screen that remembers what it was asked."""
    modules = [
        module for name, module in tuple(sys.modules.items()) if name.startswith(("plantui.tui", "textual", "rich"))
    ]
    found = [each for module in modules for each in tuple(vars(module).values())]
    return [each for each in found if type(each).__name__ == "_lru_cache_wrapper"]


def app_of(seat: Seat) -> tuple[DeskApp, Time]:
    clock = Time()
    app = DeskApp(seat.desk)
    app.guard = Guard(app, clock)
    return app, clock


async def test_after_five_minutes_without_a_key_it_locks(sealed: Seat) -> None:
    app, clock = app_of(sealed)
    async with app.run_test(size=SIZE) as pilot:
        clock.moment += 299
        app.guard.look()
        assert sealed.desk.locking.page(sealed.desk) is None
        await pilot.press("j")
        clock.moment += 299
        app.guard.look()
        assert sealed.desk.locking.page(sealed.desk) is None
        clock.moment += 1
        app.guard.look()
        await until(lambda: "PlanTUI is locked" in shown(app))


async def test_a_key_after_the_machine_slept_locks_and_does_nothing_else(sealed: Seat) -> None:
    app, clock = app_of(sealed)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        marks = len(sealed.chart.progress)
        clock.moment += 3600
        await pilot.press("plus")
        assert "PlanTUI is locked" in shown(app)
        assert sealed.desk.locking.page(sealed.desk).field_.text == ""
        await pilot.press(*[{" ": "space"}.get(letter, letter) for letter in PASSPHRASE], "enter")
        await until(lambda: "2 PLAN" in shown(app))
        assert len(sealed.chart.progress) == marks


async def test_a_blank_screen_becomes_the_lock(sealed: Seat) -> None:
    app, _ = app_of(sealed)
    settings = type(sealed.desk.settings)
    from datetime import timedelta

    sealed.desk.settings = settings(blank_lock_after=timedelta(seconds=0))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+l")
        await until(lambda: "PlanTUI is locked" in shown(app))
        assert not sealed.desk.state.blank


async def test_coming_back_in_time_keeps_it_open(sealed: Seat) -> None:
    app, _ = app_of(sealed)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+l")
        assert app.waits("blank")
        await pilot.press("enter")
        assert not app.waits("blank")


async def test_nothing_is_left_in_the_canvas_the_shadow_or_what_drawing_remembers(
    sealed: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiped = threading.Event()
    wipe = guard_module.wipe
    monkeypatch.setattr(guard_module, "wipe", lambda: (wipe(), wiped.set()))
    app, _ = app_of(sealed)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "a", "o", *"Walk", "escape", "1", "slash", *"rey", "enter", "2", "plus", "g", "t")
        assert WORDS.search(shown(app))
        await pilot.press("L")
        await until(wiped.is_set)
        await pilot.pause()
        sealed.desk.locking.premises.settle()
        gc.collect()
        caches = remembering()
        explained = {each.__doc__ for each in caches}
        text = "\n".join(set(reachable(app, sealed.desk, *caches)) - explained)
        assert set(WORDS.findall(text)) == set()
        assert not WORDS.search(app.export_screenshot())


async def test_keys_during_the_derivation_wait_and_the_loop_goes_on(sealed: Seat) -> None:
    app, _ = app_of(sealed)
    gate = threading.Event()
    premises: Premises = sealed.desk.locking.premises
    unlock = premises.unlock

    def slow(typed: str) -> object:
        assert gate.wait(10)
        return unlock(typed)

    premises.unlock = slow  # type: ignore[method-assign,assignment]
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("L", *[{" ": "space"}.get(letter, letter) for letter in PASSPHRASE], "enter")
        await pilot.press("2", "plus")
        assert "Unlocking." in shown(app)
        gate.set()
        await until(lambda: "g1.1 marked +1" in shown(app))


async def test_a_wait_ends_by_itself_and_makes_the_try(sealed: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    app, _ = app_of(sealed)
    locking = sealed.desk.locking
    moment = [0.0]
    locking.monotonic = lambda: moment[0]
    async with app.run_test(size=SIZE) as pilot:
        later: list[Callable[[], None]] = []
        monkeypatch.setattr(app, "later", lambda name, seconds, then: later.append(then))
        await pilot.press("L", "x", "enter")
        await until(lambda: "The next try is in 1 s." in shown(app))
        await pilot.press(*[{" ": "space"}.get(letter, letter) for letter in PASSPHRASE], "enter")
        moment[0] = 1.0
        for then in list(later):
            then()
        await until(lambda: "1 CASELOAD" in shown(app))


async def test_the_end_stores_what_is_typed(sealed: Seat) -> None:
    app, _ = app_of(sealed)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "a", "o", *"Walk")
        await asyncio.to_thread(app.guard.end, lost=True)
        assert drafts(sealed) == ["add: Walk"]
        acts = [line.act for line in sealed.room.store.audit(_all())]
        assert acts[-1] == "session.lost"


def _all() -> object:
    from plantui.vault.seam import AuditQuery

    return AuditQuery()


async def test_leaving_with_a_line_open_leaves_its_draft(sealed: Seat) -> None:
    app, _ = app_of(sealed)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "a", "o", *"Walk")
        sealed.desk.done = True
        app.changed()
        await pilot.pause()
    assert [found.text for found in left(sealed)] == ["Walk"]
