"""A plan on paper and back: nothing a person typed changes, and nothing in it can become something else."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from plantui.documents.plan_markdown import plan_markdown
from plantui.documents.plan_reader import read_plan
from plantui.library.holder import shipped
from plantui.model.canonical import canonical
from plantui.model.chart import Chart
from tests.adversary.charts import NASTY, sound_charts

TODAY = date(2026, 3, 10)
LIBRARY = shipped()
MARKDOWN = ["---", "## Service", "### g1.1", "- a: b", "| x |", "    code", "> q", "```", "[x]: y", "<b>"]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@settings(max_examples=80, suppress_health_check=SLOW)
@given(sound_charts())
def test_a_plan_reads_back_as_it_was(chart: Chart) -> None:
    assume(chart.plans)
    for plan in chart.plans:
        text = plan_markdown(chart, plan, LIBRARY, TODAY)
        assert not any(ord(char) < 32 and char != "\n" for char in text)
        assert "\x7f" not in text
        reading = read_plan(text, LIBRARY)
        assert reading.findings == ()
        assert reading.plan is not None
        assert canonical(reading.plan) == canonical(plan)


@settings(max_examples=150, suppress_health_check=SLOW)
@given(sound_charts(), st.data())
def test_an_edited_document_is_read_or_said_to_be_wrong(chart: Chart, data: st.DataObject) -> None:
    assume(chart.plans)
    lines = plan_markdown(chart, chart.plans[0], LIBRARY, TODAY).split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        junk = data.draw(st.sampled_from([*NASTY, *MARKDOWN]))
        what = data.draw(st.sampled_from(["drop", "double", "junk", "cut", "swap"]))
        if what == "drop":
            lines[at] = ""
        elif what == "double":
            lines.insert(at, lines[at])
        elif what == "junk":
            lines.insert(at, junk)
        elif what == "cut":
            lines[at] = lines[at][: len(lines[at]) // 2]
        else:
            lines[at], lines[0] = lines[0], lines[at]
    reading = read_plan("\n".join(lines), LIBRARY)
    for finding in reading.findings:
        assert finding.line >= 1
        assert not any(ord(char) < 32 for char in finding.sentence)


@settings(max_examples=150)
@given(st.text(max_size=200))
@example("---\n? [\n---\n")
@example("---\na: &a [*a]\n---\n")
@example("---\n- 1\n---\n# x")
@example("---\n!!python/object/apply:os.system [ls]\n---\n")
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    read_plan(text, LIBRARY)
