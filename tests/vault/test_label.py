"""Which snapshots are kept: one an hour for a day, one a day for a month, and those with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.vault.label import Label, kept, label_at, read_label
from tests.vault.house import TODAY

moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 10)).map(lambda moment: moment.astimezone())
labels = st.builds(label_at, moments, st.sampled_from(["", "", "", "rotation"]))


@given(labels)
def test_a_label_reads_back(label: Label) -> None:
    assert read_label(label.name) == label


@pytest.mark.parametrize("name", ["", "20260310", "20261310T135200Z", ".20260310T135200Z", "20260310T135200Z.A", "x"])
def test_what_is_no_label_is_none(name: str) -> None:
    assert read_label(name) is None


def test_a_reason_is_one_word() -> None:
    assert label_at(TODAY, "before-restore").name == "20260310T135200Z.before-restore"
    with pytest.raises(ValueError, match="one word"):
        label_at(TODAY, "Two Words")


def test_a_year_of_hourly_snapshots_leaves_a_day_of_hours_and_a_month_of_days() -> None:
    every = [label_at(TODAY - timedelta(hours=hours)) for hours in range(24 * 365)]
    left = sorted(kept(every, TODAY), reverse=True)
    assert left[:24] == every[:24]
    assert len({f"{label.at.astimezone():%Y%m%d}" for label in left}) == 30
    assert len(left) in (52, 53, 54)
    # The day that is only half over counts too; of each older day the last one stays.
    assert all(label.at.astimezone().hour == 23 for label in left[25:])


def test_days_without_work_do_not_use_up_the_days_that_are_kept() -> None:
    weekly = [label_at(TODAY - timedelta(days=7 * week)) for week in range(40)]
    assert sorted(kept(weekly, TODAY), reverse=True) == weekly[:30]


def test_what_was_made_for_a_reason_stays_for_thirty_days() -> None:
    crowd = [label_at(TODAY - timedelta(minutes=minutes)) for minutes in range(100)]
    young = label_at(TODAY - timedelta(minutes=30, seconds=1), "rotation")
    old = [label_at(TODAY - timedelta(days=31, minutes=number), "rotation") for number in range(3)]
    left = kept([*crowd, young, *old], TODAY)
    assert young in left
    assert not {*old} & left
    assert crowd[0] in kept([*crowd, label_at(TODAY, "rotation")], TODAY)


@given(st.lists(labels, max_size=80))
def test_keeping_twice_changes_nothing_and_the_newest_always_stays(found: list[Label]) -> None:
    left = kept(found, TODAY)
    assert left <= set(found)
    assert kept(left, TODAY) == left
    hourly = [label for label in found if not label.reason]
    assert not hourly or max(hourly) in left
