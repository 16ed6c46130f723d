"""The tour: ten tasks on invented clients, each done by pressing the real keys; a strip says the next one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plantui.clinical.standing import draft, plan_in_force, signed
from plantui.keys.context import Context
from plantui.model.chart import Chart
from plantui.model.tree import walk
from plantui.practice.refusal import Refused
from plantui.tui.desk.glancing import GlancePage
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

Told = Callable[["Desk"], str]
"""What is to be done, with the keys in force."""
Done = Callable[["Desk", "Before"], bool]
"""Whether it has been done."""


@dataclass(frozen=True)
class Before:
    """How things stood when a task began."""

    client: str
    charts: dict[str, Chart]

    def of(self, chart: Chart) -> Chart:
        """A chart as it was."""
        return self.charts.get(chart.id, chart)


@dataclass(frozen=True)
class Task:
    """One task: what it asks for, and when it is done."""

    tell: Told
    done: Done


def _key(desk: Desk, action: str, context: Context = Context.NORMAL) -> str:
    return desk.key(action, context) or f":{action}"


def _marks(chart: Chart) -> int:
    return sum(row.mark is not None for row in chart.progress)


def _lines(desk: Desk, kind: str) -> int:
    plan = desk.shown.plan()
    return sum(place.kind == kind for place in walk(plan)) if plan is not None else 0


def _here(desk: Desk) -> Chart | None:
    return desk.shown.chart()


def _glanced(desk: Desk, before: Before) -> bool:
    return isinstance(desk.state.page, GlancePage)


def _in_the_plan(desk: Desk, before: Before) -> bool:
    return not desk.state.scenes and desk.state.pane is Pane.PLAN


def _marked(desk: Desk, before: Before) -> bool:
    chart = _here(desk)
    return chart is not None and _marks(chart) > _marks(before.of(chart))


def _unmarked(desk: Desk, before: Before) -> bool:
    chart = _here(desk)
    return chart is not None and _marks(chart) < _marks(before.of(chart))


def _amended(desk: Desk, before: Before) -> bool:
    chart = _here(desk)
    return chart is not None and draft(chart) is not None and plan_in_force(chart) is not None


def _moved(desk: Desk, before: Before) -> bool:
    chart = _here(desk)
    return chart is not None and len(chart.schedule) > len(before.of(chart).schedule)


def _without_a_plan(desk: Desk, before: Before) -> bool:
    chart = _here(desk)
    return chart is not None and not chart.plans and desk.state.finder is None


def _begun(desk: Desk, before: Before) -> bool:
    return _lines(desk, "problem") > 0 and _lines(desk, "goal") > 0


def _whole(desk: Desk, before: Before) -> bool:
    return _lines(desk, "objective") > 0 and _lines(desk, "intervention") > 0


def _signed(desk: Desk, before: Before) -> bool:
    chart = _here(desk)
    if chart is None:
        return False
    return sum(map(signed, chart.plans)) > sum(map(signed, before.of(chart).plans))


def _tell_new_plan(desk: Desk) -> str:
    enter, deeper = _key(desk, "line.commit", Context.LINE), _key(desk, "line.deeper", Context.LINE)
    problem = _key(desk, "add.problem")
    return f"{problem} adds a problem: Low mood; dx F33.1 {enter}. {deeper}, then a goal: Enjoy the evenings {enter}."


def _tell_objective(desk: Desk) -> str:
    enter, deeper = _key(desk, "line.commit", Context.LINE), _key(desk, "line.deeper", Context.LINE)
    objective, treatment = "PHQ-9 18 -> 9 by +12w", "BA: two outings a week"
    return f"{deeper}, an objective: {objective} {enter}. {deeper}, what you do: {treatment} {enter}."


def _tell_sign(desk: Desk) -> str:
    cancel, sign = _key(desk, "ui.cancel", Context.LINE), _key(desk, "sign.open")
    yes, enter = _key(desk, "sign.client_yes", Context.SIGN), _key(desk, "sign.commit", Context.SIGN_INITIALS)
    initials = desk.practice.acting().user.initials
    return f"{cancel}, then {sign} signs: {yes}, {enter}, your initials here: {initials}, {enter}."


TASKS: tuple[Task, ...] = (
    Task(lambda desk: f"{_key(desk, 'client.today')} glances at the next client.", _glanced),
    Task(
        lambda desk: f"{_key(desk, 'ui.back')} goes back; {_key(desk, 'nav.right')} goes into the plan.", _in_the_plan
    ),
    Task(lambda desk: f"{_key(desk, 'progress.up')} marks the objective under the cursor better.", _marked),
    Task(lambda desk: f"{_key(desk, 'edit.undo')} takes the last change back.", _unmarked),
    Task(
        lambda desk: f"{_key(desk, 'edit.line')} edits. Type  ; -> 6  at its end and Enter: a new version.",
        _amended,
    ),
    Task(
        lambda desk: f"{_key(desk, 'palette.open')} takes whole lines:  when +6w  and Enter sets the review.",
        _moved,
    ),
    Task(
        lambda desk: f"{_key(desk, 'client.find')} finds a client: type  osei  and Enter. He has no plan yet.",
        _without_a_plan,
    ),
    Task(_tell_new_plan, _begun),
    Task(_tell_objective, _whole),
    Task(_tell_sign, _signed),
)
"""The tasks in order; the last one ends with a signed plan."""


class Tour:
    """Where somebody is on the tour."""

    def __init__(self, desk: Desk) -> None:
        self.at = 0
        self._before = self._stands(desk)

    @property
    def over(self) -> bool:
        """Whether every task is done."""
        return self.at >= len(TASKS)

    def look(self, desk: Desk) -> None:
        """After a key: whether the task is done; then the next one begins."""
        if not self.over and TASKS[self.at].done(desk, self._before):
            self.at += 1
            self._before = self._stands(desk)

    def strip(self, desk: Desk) -> str:
        """What the strip says."""
        if self.over:
            leave = _key(desk, "ui.back")
            return f"TOUR done   You signed a plan; your own clients were not touched. {leave} leaves."
        return f"TOUR {self.at + 1} of {len(TASKS)}   {TASKS[self.at].tell(desk)}"

    def _stands(self, desk: Desk) -> Before:
        chart = desk.shown.chart()
        return Before(desk.state.client, {chart.id: chart} if chart is not None else {})


def start(desk: Desk) -> None:
    """Ask for the tour: it runs on a copy of its own, and one comes back here.

    Raises:
        Refused: this is the tour.
    """
    if desk.tour is not None:
        raise Refused("This is the tour: the strip at the foot says what is next.")
    desk.state.asked = "tour"


def command(*, ascii_only: bool, no_color: bool) -> list[str]:
    """The command that runs the tour on a rehearsal store in a private folder."""
    import sys

    flags = [*(["--ascii"] if ascii_only else []), *(["--no-color"] if no_color else [])]
    return [sys.executable, "-m", "plantui", "demo", "--tour", *flags]


ACTIONS: dict[str, Action] = {"command.tour": start}
"""Action id -> what runs."""
