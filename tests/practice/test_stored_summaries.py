"""Summaries come from the index as JSON and are decoded once; what cannot be read any more is made from the chart."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from plantui.practice.charts import Buffer, kept_summary, without_collector
from plantui.practice.practice import Practice
from plantui.practice.store import StoredCharts
from tests.practice.rooms import Room, open_room


@pytest.fixture
def stored(tmp_path: Path) -> Room:
    room = open_room(tmp_path / "store")
    room.planned()
    return room.again()


class Renamed:
    """The charts of a store whose summaries another version of the program wrote."""

    def __init__(self, room: Room, stored: bytes) -> None:
        self._charts = StoredCharts(open_room(room.folder, room.clock).store, "s1")
        self._stored = stored

    def caseload(self) -> Iterable[tuple[str, int, Buffer]]:
        return [(chart, rev, self._stored) for chart, rev, _ in self._charts.caseload()]

    def __getattr__(self, name: str) -> object:
        return getattr(self._charts, name)


def opened_on(room: Room, stored: bytes) -> Practice:
    practice = Practice(Renamed(room, stored), room.practice.undo_steps, room.practice.acting)
    practice.refresh()
    return practice


def test_the_summary_of_a_start_is_that_of_the_chart(stored: Room) -> None:
    (summary,) = stored.practice.summaries()
    assert (summary.code, summary.family, summary.plan) == ("C-001", "Reyes", "draft v1")
    assert stored.practice.summary(summary.chart) is summary


OLD = (b'{"summary":{"chart":7}}', b'{"summary":{"code":"C-001"}}', b"[]", b'{"summary":"\xff"}')


@pytest.mark.parametrize("old", OLD)
def test_a_summary_of_another_version_is_made_anew_from_the_chart(stored: Room, old: bytes) -> None:
    (wanted,) = stored.practice.summaries()
    assert opened_on(stored, old).summaries() == [wanted]


def test_a_chart_without_a_summary_is_in_no_list(stored: Room) -> None:
    assert opened_on(stored, b"{}").summaries() == []


def test_fields_of_a_newer_version_are_passed_over() -> None:
    text = b'{"summary":{"chart":"c","code":"C-001","family":"A","mood":3},"glance":[1]}'
    summary = kept_summary(msgspec.Raw(text))
    assert summary is not None
    assert summary.code == "C-001"


def test_the_collector_comes_back() -> None:
    assert gc.isenabled()
    with without_collector():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with without_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
