from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings

from plantui.clinical import standing
from plantui.clinical.standing import current, derived, label, plan_in_force, resolve, sealed, settle
from plantui.model.chart import Chart
from plantui.model.plan import Intervention, Plan
from plantui.model.signature import SignerKind
from plantui.model.status import Status
from plantui.model.tree import find, walk
from tests.clinical.build import (
    NOW,
    TODAY,
    agreed,
    at,
    chart,
    day,
    draft,
    goal,
    in_force,
    objective,
    problem,
    signature,
    status_row,
)
from tests.model.strategies import charts

CLINICIAN, CLIENT, GUARDIAN, SUPERVISOR = SignerKind
NEW, ACT, MET, HLD, DIS = Status


@pytest.mark.parametrize(
    ("signers", "collaboration", "signed", "holds"),
    [
        ((), None, False, False),
        ((CLIENT,), None, False, False),
        ((SUPERVISOR,), None, False, False),
        ((), agreed("agreed, not yet signed"), False, False),
        ((CLINICIAN,), None, True, False),
        ((CLINICIAN,), agreed(), True, False),
        ((CLINICIAN,), agreed("   "), True, False),
        ((CLINICIAN,), agreed("agreed, not yet signed"), True, True),
        ((CLINICIAN, CLIENT), None, True, True),
        ((CLINICIAN, GUARDIAN), None, True, True),
        ((CLINICIAN, SUPERVISOR), None, True, False),
    ],
)
def test_signed_and_in_force(signers: tuple[SignerKind, ...], collaboration: object, signed: bool, holds: bool) -> None:
    plan = draft(signatures=tuple(signature(kind) for kind in signers), collaboration=collaboration)
    assert standing.signed(plan) is signed
    assert standing.in_force(plan) is holds


def test_a_reason_for_signing_anyway_does_not_stand_in_the_clients_place() -> None:
    assert not standing.in_force(draft(signatures=(signature(reason="payer asked for it today"),)))


SIGNED_ALONE = (signature(),)


@pytest.mark.parametrize(
    ("plans", "force", "begun", "shown", "words"),
    [
        ((), None, None, None, ""),
        ((draft(),), None, 1, 1, "draft v1"),
        ((in_force(),), 1, None, 1, "v1"),
        ((in_force(), in_force(number=3), in_force(number=2)), 3, None, 3, "v3"),
        ((draft(number=4), in_force(number=3)), 3, 4, 4, "v4 draft"),
        ((draft(signatures=SIGNED_ALONE),), None, None, 1, "v1"),
        ((in_force(), draft(number=2, signatures=SIGNED_ALONE)), 1, None, 1, "v1"),
        ((draft(number=1), in_force(number=2)), 2, None, 2, "v2"),
        ((draft(signatures=SIGNED_ALONE), draft(number=2)), None, 2, 2, "v2 draft"),
        ((draft(signatures=SIGNED_ALONE), draft(number=2, signatures=SIGNED_ALONE)), None, None, 2, "v2"),
    ],
)
def test_which_version(
    plans: tuple[Plan, ...], force: int | None, begun: int | None, shown: int | None, words: str
) -> None:
    whole = chart(*plans)
    found = (plan_in_force(whole), standing.draft(whole), current(whole))
    assert tuple(plan.number if plan else None for plan in found) == (force, begun, shown)
    assert label(whole) == words


def test_a_signature_can_be_taken_back_until_it_is_sealed() -> None:
    fresh = signature(seals_at=NOW + timedelta(seconds=60))
    assert not sealed(fresh, NOW)
    assert not sealed(fresh, NOW + timedelta(seconds=59))
    assert sealed(fresh, NOW + timedelta(seconds=60))
    assert sealed(signature(), NOW)


def test_the_day_a_version_takes_effect() -> None:
    assert standing.effective_day(in_force(since=day("1 feb"))) == day("1 feb")
    assert standing.effective_day(in_force(since=day("1 feb"), effective=day("1 mar"))) == day("1 mar")
    assert standing.effective_day(draft()) is None
    assert standing.signed_day(draft(effective=TODAY)) is None


def folded(*rows: tuple[Status, str], written: Status = ACT, made: str = "1 jan") -> tuple[Status, object, str]:
    plan = in_force(objective(status=written), since=day(made))
    progress = tuple(status_row("g1.1", status, day(when), reason=status.word) for status, when in rows)
    node = find(resolve(chart(plan, progress=progress), plan), "g1.1").node
    return node.status, node.reached, node.status_reason


def test_the_latest_status_counts_whatever_the_order_of_the_rows() -> None:
    assert folded() == (ACT, None, "")
    assert folded((MET, "1 feb")) == (MET, day("1 feb"), "met")
    assert folded((MET, "1 mar"), (HLD, "1 feb")) == (MET, day("1 mar"), "met")
    assert folded((MET, "1 feb"), (ACT, "1 mar")) == (ACT, None, "act")


def test_on_one_day_the_row_written_last_counts() -> None:
    plan = in_force(objective(), since=day("1 jan"))
    later, earlier = at(day("5 mar")), at(day("4 mar"))
    rows = (status_row("g1.1", DIS, TODAY, later), status_row("g1.1", MET, TODAY, earlier))
    assert find(resolve(chart(plan, progress=rows), plan), "g1.1").node.status is DIS


def test_a_line_the_version_closed_is_not_opened_by_an_older_row() -> None:
    assert folded((ACT, "1 feb"), written=DIS, made="1 mar")[0] is DIS
    assert folded((ACT, "2 mar"), written=DIS, made="1 mar")[0] is ACT
    assert folded((HLD, "1 feb"), written=ACT, made="1 mar")[0] is HLD


def test_a_row_of_the_moment_the_version_was_made_is_older_than_it() -> None:
    plan = in_force(objective(status=DIS), since=day("1 mar"))
    row = status_row("g1.1", ACT, day("1 mar"), plan.made)
    assert find(resolve(chart(plan, progress=(row,)), plan), "g1.1").node.status is DIS


def test_marks_say_nothing_about_status_and_rows_of_other_lines_nothing_about_this() -> None:
    plan = in_force(objective(), objective("g1.2"))
    whole = chart(plan, progress=(status_row("g1.2", MET, TODAY), status_row("elsewhere", DIS, TODAY)))
    assert find(settle(whole, plan), "g1.1").node.status is ACT
    assert find(settle(whole, plan), "g1.2").node.status is MET


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ((), NEW),
        ((NEW,), NEW),
        ((NEW, ACT), ACT),
        ((MET, ACT, DIS), ACT),
        ((MET,), MET),
        ((MET, DIS), MET),
        ((DIS, DIS), DIS),
        ((HLD, DIS), HLD),
        ((HLD, MET), HLD),
        ((HLD, NEW), NEW),
        ((MET, NEW), ACT),
    ],
)
def test_problems_and_goals_derive_theirs(inside: tuple[Status, ...], expected: Status) -> None:
    assert derived(inside) is expected
    lines = tuple(objective(f"g1.{n}", status=status) for n, status in enumerate(inside))
    plan = draft(problems=(problem(goal(*lines)),))
    resolved = resolve(chart(plan), plan)
    assert resolved.problems[0].goals[0].status is expected
    assert resolved.problems[0].status is expected


def test_an_explicit_status_overrides() -> None:
    plan = draft(problems=(problem(goal(objective(), status=HLD)),))
    assert resolve(chart(plan), plan).problems[0].status is HLD
    plan = in_force(objective())
    whole = chart(plan, progress=(status_row("p1", MET, TODAY, reason="enough"),))
    assert resolve(whole, plan).problems[0].status is MET
    assert resolve(whole, plan).problems[0].status_reason == "enough"
    assert resolve(whole, plan).problems[0].goals[0].status is ACT


def test_an_intervention_can_be_discontinued_by_a_row() -> None:
    plan = in_force(objective())
    resolved = resolve(chart(plan, progress=(status_row("g1.1a", DIS, TODAY),)), plan)
    assert standing.active_interventions(resolved.problems[0].goals[0].objectives[0]) == []


@settings(max_examples=40)
@given(charts())
def test_resolving_changes_only_statuses_and_is_done_once(whole: Chart) -> None:
    for plan in whole.plans:
        resolved = resolve(whole, plan)
        assert resolve(whole, resolved) == resolved
        assert settle(whole, settle(whole, plan)) == settle(whole, plan)
        for before, after in zip(walk(plan), walk(resolved), strict=True):
            assert before.node.id == after.node.id
            assert isinstance(after.node, Intervention) or standing.status_of(after.node) is after.node.status
        assert msgspec.structs.replace(resolved, problems=()) == msgspec.structs.replace(plan, problems=())
