"""Every rule answers for every chart the model allows, however odd: rules have no way to refuse."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plantui.clinical.caseload import caseload
from plantui.clinical.drift import coverage, drift, off_plan_topics
from plantui.clinical.due import queue
from plantui.clinical.filters import FLAGS, flag, matches, word
from plantui.clinical.standing import current, draft, label, plan_in_force, resolve
from plantui.clinical.summary import summarise
from plantui.clinical.trend import has_evidence, trend
from plantui.library.holder import shipped
from plantui.model.chart import Chart
from plantui.model.period import Period, Unit
from plantui.model.tree import objectives
from plantui.model.validate import check
from tests.adversary.charts import NASTY, charts, sound_charts

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)
LIBRARY = shipped()
CADENCE = Period(n=12, unit=Unit.WEEK)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@settings(max_examples=60, suppress_health_check=SLOW)
@given(sound_charts())
def test_the_charts_made_here_are_sound(chart: Chart) -> None:
    assert [fault for fault in check(chart) if ".objective" not in fault.path] == []


@settings(max_examples=150, suppress_health_check=SLOW)
@given(sound_charts() | charts())
def test_every_chart_has_a_standing(chart: Chart) -> None:
    assert label(chart).isprintable()
    for plan in (current(chart), draft(chart), plan_in_force(chart), *chart.plans):
        if plan is not None:
            shown = resolve(chart, plan)
            assert [one.id for one in objectives(shown)] == [one.id for one in objectives(plan)]
            for objective in objectives(shown):
                found = trend(chart, objective, LIBRARY.measures, TODAY)
                has_evidence(found)
    coverage(chart)
    assert drift(chart) >= 0
    off_plan_topics(chart)


@settings(max_examples=150, suppress_health_check=SLOW)
@given(st.lists(sound_charts() | charts(), max_size=2))
def test_every_caseload_has_a_list_and_a_queue(several: list[Chart]) -> None:
    summaries = [summarise(chart, LIBRARY, CADENCE) for chart in several]
    listed = [summary for group in caseload(summaries, NOW) for summary in group.rows]
    assert len(listed) <= len(several)
    for row in queue(summaries, TODAY, NOW):
        assert row.days_late >= 0
        assert row.text
    for summary in summaries:
        for name in (*FLAGS, "nonsense"):
            flag(summary, name, NOW)


@settings(max_examples=150, suppress_health_check=SLOW)
@given(
    charts(),
    st.sampled_from(["due", "next", "dx", "payer", "tag", "status", "measure", "nonsense"]),
    st.sampled_from([":", "<", ">"]),
    st.sampled_from([*NASTY, "14d", "9999y", "+0d", "today", "2026-02-30", TODAY, date.max]) | st.text(max_size=8),
)
def test_every_filter_matches_or_does_not(chart: Chart, key: str, op: str, value: str | date) -> None:
    summary = summarise(chart, LIBRARY, CADENCE)
    assert matches(summary, key, op, value, TODAY) in (True, False)
    if isinstance(value, str):
        assert word(summary, value) in (True, False)


@pytest.mark.parametrize("n", [1, 500, 10**6, 10**12])
@pytest.mark.parametrize("unit", list(Unit))
def test_a_period_that_leaves_the_calendar_is_no_traceback(n: int, unit: Unit) -> None:
    for day in (date.min, TODAY, date.max):
        assert Period(n=n, unit=unit).after(day) >= day
