"""Every page can be written for every chart, and nothing on it can steer a terminal."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plantui.clinical.lint.check import lint
from plantui.clinical.reference import profile_of
from plantui.documents.cells import cells
from plantui.documents.glance import glance, glance_facts, glance_plain, stored_glance
from plantui.documents.glance_markdown import glance_markdown
from plantui.documents.glance_text import LEAST, glance_text
from plantui.documents.outline import plan_outline
from plantui.documents.show import show_markdown, show_plain
from plantui.documents.show_facts import plan_of
from plantui.library.holder import shipped
from plantui.model.chart import Chart
from plantui.model.tree import walk
from tests.adversary.charts import charts, sound_charts
from tests.adversary.lines import LEXICON

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)
LIBRARY = shipped()
ANY = sound_charts() | charts()
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def steers(text: str) -> list[str]:
    """The characters of a text that a terminal would obey."""
    return [char for char in text if (ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160]


@settings(max_examples=120, suppress_health_check=SLOW)
@given(ANY)
def test_every_chart_can_be_checked(chart: Chart) -> None:
    for finding in lint(chart, LIBRARY, TODAY, profile_of(chart, LIBRARY)):
        assert finding.severity in ("error", "warn", "info")
        assert finding.message


@settings(max_examples=120, suppress_health_check=SLOW)
@given(ANY, st.sampled_from(["full", "initials", "codes"]), st.integers(20, 200), st.sampled_from([None, 10, 24, 40]))
def test_every_chart_has_a_glance_page(chart: Chart, names: str, width: int, height: int | None) -> None:
    assert msgspec.json.encode(stored_glance(chart, LIBRARY))
    page = glance(chart, LIBRARY, NOW, names)
    assert msgspec.json.encode(glance_facts(page))
    lines = glance_text(page, width, height)
    assert {cells(line) for line in lines} == {max(width, LEAST)}
    for text in (glance_plain(page), glance_markdown(page), "\n".join(lines)):
        assert steers(text) == []


@settings(max_examples=120, suppress_health_check=SLOW)
@given(sound_charts(), st.booleans())
def test_every_plan_can_be_shown(chart: Chart, history: bool) -> None:
    assert msgspec.json.encode(show_plain(chart, LIBRARY, TODAY, history=history))
    assert steers(show_markdown(chart, LIBRARY, TODAY, history=history)) == []
    plan = plan_of(chart, None)
    if plan is not None:
        for place in walk(plan):
            assert steers(show_markdown(chart, LIBRARY, TODAY, place.node.code)) == []


@settings(max_examples=120, suppress_health_check=SLOW)
@given(sound_charts())
def test_every_plan_has_an_outline(chart: Chart) -> None:
    for plan in chart.plans:
        assert steers(plan_outline(plan, LEXICON)) == []
