"""The desk on Textual: what waits for a rest, what follows, what is tried again, and how it ends."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from typing import Any

import pytest
from tests.tui.desk.trouble import Full, slow
from tests.tui.seat import Seat, seat
from textual import events
from textual.pilot import Pilot

from plantui.tui import app as app_module
from plantui.tui.app import DeskApp
from plantui.tui.desk import messages
from plantui.tui.desk.desk import Desk
from plantui.tui.run import not_stored

SIZE = (120, 40)
PATIENCE = 30.0


async def until(done: Any) -> None:
    """Let the loop run until something holds."""
    end = asyncio.get_running_loop().time() + PATIENCE
    while not done():
        assert asyncio.get_running_loop().time() < end, "it did not come"
        await asyncio.sleep(0)


def shown(app: DeskApp) -> str:
    return app.canvas.frame.text()


async def burst(pilot: Pilot[Any], keys: str) -> None:
    for key in keys:
        pilot.app.post_message(events.Key(key, key))
    await pilot.pause()


async def test_a_burst_is_one_place_for_all_keys(demo: Seat) -> None:
    async with DeskApp(demo.desk).run_test(size=SIZE) as pilot:
        await burst(pilot, "2")
        await pilot.press("a", "o", *"Walk", "enter", "enter")
        assert "g1.3 new Walk" in shown(pilot.app)  # type: ignore[arg-type]


async def test_the_plan_stands_still_while_a_key_repeats(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "FOLLOW_SECONDS", 3600)
    monkeypatch.setattr(app_module, "REPEAT_SECONDS", 3600)
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await burst(pilot, "jjjj")
        assert demo.chart.client.family == "Ebner"
        assert "2 PLAN  Ebner" not in shown(app)


async def test_a_single_key_shows_the_plan_at_once(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "FOLLOW_SECONDS", 3600)
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await burst(pilot, "j")
        assert "2 PLAN  Osei" in shown(app)


async def test_the_plan_follows_at_rest(demo: Seat) -> None:
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await burst(pilot, "jjjj")
        await until(lambda: "2 PLAN  Ebner" in shown(app))


async def test_a_verb_shows_the_plan_at_once(demo: Seat) -> None:
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await burst(pilot, "jjjj2")
        assert "2 PLAN  Ebner" in shown(app)


async def test_the_strip_comes_after_a_silence(demo: Seat) -> None:
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await burst(pilot, "g")
        await until(lambda: "client before" in shown(app))
        await pilot.press("escape")
        assert "client before" not in shown(app)


async def test_a_practised_hand_never_sees_the_strip(demo: Seat) -> None:
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await burst(pilot, "gg")
        await asyncio.sleep(0)
        assert not app._waits.get("strip")


async def test_a_fault_is_shown_after_a_rest(demo: Seat) -> None:
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "a", "o")
        await burst(pilot, "PHQ-9 40")
        await pilot.press("space", "minus", "greater_than_sign", "space", "9")
        await until(lambda: "O2 PHQ-9 goes from 0 to 27" in shown(app))
        await pilot.press("backspace")
        assert "O2" not in shown(app)


async def test_a_fault_in_the_field_of_a_page_is_shown_after_a_rest(
    demo: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "SCOLD_SECONDS", 3600)
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("m", "d")
        await burst(pilot, "frda")
        assert "D1" not in shown(app)
        monkeypatch.setattr(app_module, "SCOLD_SECONDS", 0)
        await burst(pilot, "y")
        await until(lambda: "D1 Not a date: frday" in shown(app))
        monkeypatch.setattr(app_module, "SCOLD_SECONDS", 3600)
        await pilot.press("backspace")
        assert "D1" not in shown(app)


async def test_a_failed_save_is_tried_again_by_itself(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "RETRY_SECONDS", 0.05)
    full = Full(demo.room.practice.charts)
    demo.room.practice.charts = full  # type: ignore[assignment]
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "plus")
        await until(lambda: "CANNOT SAVE" in shown(app))
        full.room = True
        await until(lambda: "CANNOT SAVE" not in shown(app))
        await until(lambda: "saved 13:52" in shown(app))
        assert demo.room.practice.writer.waiting == 0


async def test_a_letter_on_its_way_into_a_line_never_answers_the_box(demo: Seat) -> None:
    full = Full(demo.room.practice.charts)
    demo.room.practice.charts = full  # type: ignore[assignment]
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        full.gate.clear()
        await pilot.press("2", "plus", "a", "o")
        full.gate.set()
        await until(lambda: "NOT SAVED. Type on" in shown(app))
        await pilot.press(*"rework", "space", *"L")
        assert demo.desk.state.line is not None
        assert demo.desk.state.line.field.text == "rework L"
        assert "CANNOT SAVE" not in shown(app)
        await pilot.press("enter")
        assert "CANNOT SAVE" in shown(app)
        await pilot.press("escape", "escape")
        assert demo.desk.state.line is None


async def test_another_terminal_s_change_comes_by_itself(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "POLL_SECONDS", 0.02)
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE):
        other = seat(demo.room.again())
        other.press("a c", "Vega, Luz; slot tue 9:30", "enter")
        other.room.practice.save()
        await until(lambda: "Vega, Luz" in shown(app))


async def test_a_message_goes_by_itself_when_its_time_has_come(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "LINGERS", timedelta(milliseconds=1))
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "+", "j")
        await until(lambda: "g1.1 marked +1" not in shown(app))
        assert demo.desk.state.passing == ""


async def test_a_message_stays_for_its_two_seconds(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "LINGERS", timedelta(hours=1))
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "+", "j", "k")
        assert "g1.1 marked +1" in shown(app)
        assert app.waits("message")


async def test_a_hang_up_stores_what_waits(demo: Seat) -> None:
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "plus")
        app.ended(1)
        assert demo.room.practice.writer.waiting == 0


async def test_leaving_stores_everything(demo: Seat) -> None:
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "plus", "Q")
    assert app.return_code == 0
    assert demo.again().chart.progress[-1].mark == 1


async def test_leaving_waits_for_a_disk_that_is_slow(demo: Seat) -> None:
    disk = slow(demo)
    app = DeskApp(demo.desk)
    answers = threading.Timer(0.2, disk.gate.set)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "plus", "minus")
        answers.start()
        await pilot.press("Q")
    answers.join()
    assert demo.room.practice.writer.waiting == 0
    assert demo.again().chart.progress[-1].mark == -1


async def test_what_a_disk_never_took_is_told_at_the_end(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "LEAVE_SECONDS", 0.05)
    disk = slow(demo)
    writer = demo.room.practice.writer
    async with DeskApp(demo.desk).run_test(size=SIZE) as pilot:
        await pilot.press("2", "plus", "minus", "Q")
    assert not_stored(writer).startswith(
        "Not everything could be stored: the last 2 changes are lost, because the disk"
    )
    disk.gate.set()
    assert writer._thread is not None
    writer._thread.join()
    assert writer.waiting == 1
    assert "the last change is lost" in not_stored(writer)
    writer.drop()
    assert not_stored(writer) == ""


async def test_what_a_hang_up_finds_on_its_way_to_a_slow_disk_is_stored(demo: Seat) -> None:
    disk = slow(demo)
    app = DeskApp(demo.desk)
    answers = threading.Timer(0.4, disk.gate.set)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", "plus")
        answers.start()
        await asyncio.to_thread(app.ended, 1)
        assert demo.room.practice.writer.waiting == 0
    answers.join()


async def test_the_theme_follows(demo: Seat) -> None:
    app = DeskApp(demo.desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("z", "t")
        assert app.canvas.palette.theme == "light"


async def test_an_error_of_the_program_ends_it_without_a_word_of_a_chart(demo: Seat) -> None:
    def broken(_: Desk) -> None:
        raise ValueError("Reyes, Maria")

    demo.desk.actions = dict(demo.desk.actions) | {"nav.down": broken}
    app = DeskApp(demo.desk)
    with pytest.raises(ValueError, match="Reyes"):
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("j")
    assert isinstance(app.fault, ValueError)
