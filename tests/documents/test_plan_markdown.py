from __future__ import annotations

from datetime import date

import msgspec
from hypothesis import given, settings

from plantui.clinical.binding import content_digest
from plantui.documents.plan_markdown import AID, REHEARSAL, plan_markdown
from plantui.documents.plan_reader import read_plan
from plantui.model.chart import Chart
from plantui.model.plan import Plan
from plantui.model.progress import Progress
from plantui.model.status import Status
from tests.documents.samples import NOW, PLAN, SHELF, TODAY, reyes
from tests.documents.strategies import charts
from tests.snapshots import Snapshots


def text_of(chart: Chart, plan: Plan | None = None, **rest: object) -> str:
    return plan_markdown(chart, plan or chart.plans[0], SHELF, TODAY, **rest)  # type: ignore[arg-type]


def test_the_plan_as_a_payer_reads_it(snapshot: Snapshots) -> None:
    snapshot(text_of(reyes()), "plan")


def test_what_a_payer_asks_for_is_there() -> None:
    text = text_of(reyes())
    for wanted in (
        "- **Client:** Reyes, Maria",
        "- **Date of birth:** 2 April 1988",
        "| F41.1 | Generalized anxiety disorder | primary | 9 September 2025 |",
        "- **Plan:** version 3, in force since 12 December 2025",
        "- **Amount:** 50 min",
        "- **Frequency:** 1 time per week",
        "- **Duration:** 6 months",
        "- **First promised for:** 30 April 2026",
        "- **Target date:** 12 May 2026",
        "- **Latest score:** 11 on 3 March 2026",
        "more walking, fewer worksheets",
        "| clinician | Dana Whitlock, LCSW | 12 December 2025 at 15:00 (UTC) | typed initials |",
        f"`{content_digest(PLAN)}`",
    ):
        assert wanted in text
    assert AID in text


def test_a_user_is_named_as_they_signed() -> None:
    chart = reyes()
    plan = chart.plans[0]
    mine = msgspec.structs.replace(plan.signatures[0], user="dw")
    chart = msgspec.structs.replace(
        chart,
        client=msgspec.structs.replace(chart.client, clinician="dw", supervisor="ro"),
        plans=(msgspec.structs.replace(plan, signatures=(mine, *plan.signatures[1:])),),
    )
    text = text_of(chart)
    assert "- **Clinician:** Dana Whitlock, LCSW\n" in text
    assert "- **Supervisor:** ro\n" in text


def test_a_rehearsal_says_so_in_the_front_and_on_the_page() -> None:
    for chart, flag in ((reyes(), True), (msgspec.structs.replace(reyes(), rehearsal=True), False)):
        text = text_of(chart, rehearsal=flag)
        assert f"> **{REHEARSAL}**" in text
        assert "rehearsal: true\n" in text
        assert read_plan(text, SHELF).client.rehearsal
    assert REHEARSAL not in text_of(reyes())


def test_a_notice_stands_at_the_head() -> None:
    text = text_of(reyes(), notice="42 CFR part 2 forbids\nfurther disclosure.\n\nSee the consent.")
    assert "> 42 CFR part 2 forbids\\\n> further disclosure.\n" in text
    assert text.index("> See the consent.") < text.index("# Treatment plan")
    assert read_plan(text, SHELF).plan == reyes().plans[0]


def test_text_changed_after_signing_is_said() -> None:
    signed = reyes().plans[0]
    changed = msgspec.structs.replace(signed, orientation="changed later")
    text = text_of(msgspec.structs.replace(reyes(), plans=(changed,)))
    assert "The signature of Dana Whitlock binds another text than this one." in text
    assert "binds another text" not in text_of(reyes())


def test_changes_of_status_after_signing_stand_apart_from_what_was_signed() -> None:
    row = Progress(id="pr", node="o11", date=date(2026, 3, 2), at=NOW, status=Status.MET, reason="seven on two visits")
    text = text_of(msgspec.structs.replace(reyes(), progress=(row,)))
    assert "- **Since then:** reached on 2 March 2026 (seven on two visits)" in text
    assert read_plan(text, SHELF).plan == reyes().plans[0]


def test_a_draft_says_that_nobody_signed_and_what_is_missing() -> None:
    draft = msgspec.structs.replace(PLAN, signatures=(), discharge=(), service=None)
    text = text_of(msgspec.structs.replace(reyes(), plans=(draft,)))
    assert "version 3, draft (not signed)" in text
    assert "This version is a draft: nobody has signed it." in text
    assert "## Still missing" in text
    assert "TP005" in text.split("## Still missing")[1]
    assert "## Discharge criteria\n\n*not recorded*" in text


def test_an_earlier_version_says_that_it_was_replaced() -> None:
    first = msgspec.structs.replace(reyes().plans[0], id="plan2", number=2)
    chart = msgspec.structs.replace(reyes(), plans=(first, reyes().plans[0]))
    text = text_of(chart, first)
    assert "- **Plan:** version 2, replaced" in text
    assert "| 2 (this one) | replaced |" in text
    assert "| 3 | in force |" in text


@given(charts())
@settings(max_examples=40)
def test_the_document_of_any_chart_reads_back(chart: Chart) -> None:
    for plan in chart.plans:
        text = plan_markdown(chart, plan, SHELF, TODAY)
        assert not {character for character in text if ord(character) < 32 and character != "\n"}
        reading = read_plan(text, SHELF)
        assert reading.findings == ()
        assert reading.plan == plan
