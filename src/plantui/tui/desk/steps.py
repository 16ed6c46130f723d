"""A new plan in seven steps, from a template to the signature; every step is in the draft as soon as it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar, Literal

from plantui.clinical.blanks import blanks
from plantui.clinical.standing import draft, label
from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.model.plan import Goal, Problem
from plantui.model.statement import StatementKind
from plantui.practice.templates import Template, fitting, templates
from plantui.tui.desk.keeping import Typed
from plantui.tui.desk.moving import go_to_client
from plantui.tui.desk.scene import Scene
from plantui.tui.desk.state import Pane
from plantui.tui.desk.steps_rows import (
    TickRow,
    found_for,
    fresh_goals,
    fresh_problems,
    goal_rows,
    intervention_rows,
    objective_rows,
)

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


class Step(IntEnum):
    """The seven steps."""

    PROBLEM = 1
    WORDS = 2
    GOALS = 3
    OBJECTIVES = 4
    INTERVENTIONS = 5
    BLANKS = 6
    CHECK = 7


TITLES = {
    Step.PROBLEM: "Problem",
    Step.WORDS: "Their words",
    Step.GOALS: "Goals",
    Step.OBJECTIVES: "Objectives",
    Step.INTERVENTIONS: "Interventions",
    Step.BLANKS: "Blanks",
    Step.CHECK: "Check and sign",
}
LISTS = (Step.GOALS, Step.OBJECTIVES, Step.INTERVENTIONS)
"""Steps that are tick lists."""
KINDS = {
    Step.GOALS: StatementKind.GOAL,
    Step.OBJECTIVES: StatementKind.OBJECTIVE,
    Step.INTERVENTIONS: StatementKind.INTERVENTION,
}
PROMPTS = (
    "What do they want, in their own words?",
    "What do they hope for from coming here?",
    "How would they know that things had improved?",
)
"""The first session's open questions; the first answer is the goal's title, the others are expected outcomes."""
OUTCOMES = ("", "Hopes", "Would know by")
"""What stands before the client's words in an expected outcome, by question."""
WORDS = "steps words"
FILTER = "steps filter"
Mode = Literal["", "own", "filter"]


@dataclass(eq=False)
class StepsPage(Scene):
    """The steps of a new plan.

    ``now`` is the step, ``subject`` which problem or goal of several it is about, ``cursor`` and ``top`` the row of a
    list. ``typed`` is the field of the moment, ``mode`` what it is for in a list. ``ticks`` are the templates ticked in
    the first step, ``answers`` what was typed to each question, ``before`` what stood in the field when it was opened,
    ``left`` the findings left as they are.
    """

    holds: ClassVar[bool] = True
    signs: ClassVar[bool] = True
    acts_in: ClassVar[str] = "steps_keys"
    chart: str = ""
    now: Step = Step.PROBLEM
    subject: int = 0
    cursor: int = 0
    top: int = 0
    typed: LineField = field(default_factory=opened)
    mode: Mode = ""
    filter: str = ""
    ticks: dict[str, None] = field(default_factory=dict)
    answers: list[str] = field(default_factory=lambda: ["", "", ""])
    question: int = 0
    before: str = ""
    left: set[tuple[str, str]] = field(default_factory=set)

    def context(self) -> Context:
        """A search, a line, a list."""
        if self.mode or self.now is Step.WORDS:
            return Context.LINE
        return Context.PICK if self.now is Step.PROBLEM else Context.STEPS

    def focus(self) -> str:
        """Its footer and help."""
        if self.mode == "filter":
            return "search"
        if self.mode:
            return ""
        if self.now is Step.WORDS:
            return "words"
        return {Step.PROBLEM: "templates", Step.CHECK: "check"}.get(self.now, "")

    def field(self) -> LineField | None:
        """The field of the moment."""
        return self.typed if self.context() is not Context.STEPS else None

    def put(self, desk: Desk, field: LineField) -> None:
        """Keep what is typed."""
        if field.text != self.typed.text and (self.now is Step.PROBLEM or self.mode == "filter"):
            self.cursor = self.top = 0
        self.typed = field
        if self.mode == "filter":
            self.filter = field.text

    def step(self, desk: Desk, by: int) -> None:
        """Another row."""
        self.cursor = max(0, min(self.cursor + by, self.count(desk) - 1))

    def count(self, desk: Desk) -> int:
        """Rows that the cursor can stand on."""
        if self.now is Step.PROBLEM:
            return len(found_templates(desk, self))
        if self.now is Step.CHECK:
            from plantui.tui.desk.steps_check import checks

            return len(checks(desk, self))
        return len(choices(desk, self))

    def stands(self) -> object:
        """The row under the cursor."""
        return self.now, self.subject, self.cursor, self.typed, self.mode

    def cancel(self, desk: Desk) -> bool:
        """Close the field, then the filter."""
        if self.mode:
            filtering = self.mode == "filter"
            desk.remember(FILTER if filtering else WORDS, self.typed.text)
            self.mode, self.typed = "", opened()
            if filtering:
                self.filter = ""
            return True
        if self.filter:
            self.filter = ""
            return True
        return False

    def closed(self, desk: Desk) -> None:
        """The draft stays; what was typed waits in history."""
        if self.now is Step.WORDS or self.mode == "own":
            desk.remember(WORDS, self.typed.text)
        chart = desk.shown.chart()
        if chart is not None and draft(chart) is not None and desk.state.sign is None:
            key = desk.key("add.plan")
            desk.say(f"{label(chart).capitalize()} is kept. {key} goes on with it; it shows under LOOSE ENDS.")

    def signed(self, desk: Desk) -> None:
        """The plan is signed: back to the panes, the cursor on it."""
        desk.close(self)
        desk.state.pane = Pane.PLAN

    def said(self, desk: Desk) -> str:
        """What the step asks for."""
        if self.mode == "own":
            return "Your own words, as a line of the plan."
        if self.now is Step.PROBLEM:
            return f"{len(self.ticks)} ticked" if self.ticks else "Which template? Blank is the last."
        if self.now is Step.WORDS:
            return "Enter on an empty line skips it."
        if self.now is Step.CHECK:
            from plantui.tui.desk.steps_check import outcome

            return outcome(desk, self)
        return ""

    def draft(self) -> Typed | None:
        """Words that are being typed, theirs or one's own; all else is in the draft of the plan."""
        place = f"{self.now.value}-{self.subject}"
        if self.mode == "own":
            return Typed(self.chart, f"words-own-{place}", self.typed.text)
        if self.now is Step.WORDS and not self.mode:
            return Typed(self.chart, f"words-{self.question}-{place}", self.typed.text, self.before)
        return None

    def title_of_text(self) -> str:
        """What the text is."""
        return "words"

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The step comes back; it is all in the draft."""
        chart, now, subject, cursor = self.chart, self.now, self.subject, self.cursor
        question, typed = self.question, self.draft()
        own, spot = self.mode == "own", typed.spot if typed is not None else None

        def come_back(desk: Desk) -> None:
            from plantui.tui.desk.steps_words import go_on

            page = StepsPage(chart=chart, now=now, subject=subject, cursor=cursor)
            if spot is not None:
                go_on(desk, page, "own" if own else question, desk.drafts.text_of(spot))
            desk.open(page)

        return come_back


def found_templates(desk: Desk, page: StepsPage) -> tuple[Template, ...]:
    """The templates that fit what is typed."""
    chart = desk.chart()
    shelf = desk.library.statements
    key = (id(chart), id(shelf), page.typed.text)

    def make() -> tuple[object, tuple[Template, ...]]:
        return chart, fitting(templates(chart, shelf), page.typed.text, shelf.problems)

    kept: tuple[object, tuple[Template, ...]] = desk.shown.keep("templates", key, make)
    return kept[1]


def subjects(desk: Desk, now: Step) -> tuple[tuple[Problem, Goal | None], ...]:
    """What a step is about, one after another: each problem, or each goal that can have what the step offers."""
    chart = desk.shown.chart()
    if chart is None:
        return ()
    if now in (Step.WORDS, Step.GOALS):
        return tuple((problem, None) for problem in fresh_problems(chart))
    goals = fresh_goals(chart)
    if now is Step.INTERVENTIONS:
        goals = tuple((problem, goal) for problem, goal in goals if goal.objectives)
    return goals


def about(desk: Desk, page: StepsPage) -> tuple[Problem, Goal | None] | None:
    """The problem and goal the step is about now."""
    found = subjects(desk, page.now)
    return found[min(page.subject, len(found) - 1)] if found else None


def rows(desk: Desk, page: StepsPage) -> tuple[TickRow, ...]:
    """The rows of the tick list."""
    here = about(desk, page)
    if here is None or page.now not in LISTS:
        return ()
    problem, goal = here
    shelf = desk.library.statements
    key = (id(desk.shown.chart()), id(shelf), page.now, page.subject, page.filter, desk.practice.version)

    def make() -> tuple[object, tuple[TickRow, ...]]:
        found = found_for(desk, page.filter, KINDS[page.now], problem)
        if goal is None:
            made = goal_rows(problem, shelf, found)
        elif page.now is Step.OBJECTIVES:
            made = objective_rows(problem, goal, shelf, found)
        else:
            made = intervention_rows(problem, goal, shelf, found)
        return desk.shown.chart(), made

    kept: tuple[object, tuple[TickRow, ...]] = desk.shown.keep("steps rows", key, make)
    return kept[1]


def choices(desk: Desk, page: StepsPage) -> tuple[TickRow, ...]:
    """The rows that can be ticked."""
    return tuple(row for row in rows(desk, page) if not row.head)


def settle(desk: Desk, page: StepsPage) -> None:
    """After the draft has changed under the page: a step that lost what it was about gives way to an earlier one.

    The page is about one client: coming back to it from another one's plan brings that client back.
    """
    if desk.state.page is not page:
        return
    if desk.state.client != page.chart and desk.practice.summary(page.chart) is not None:
        go_to_client(desk, page.chart)
    while page.now in (Step.WORDS, *LISTS) and not subjects(desk, page.now):
        page.now = Step(page.now - 1)
        page.subject = page.cursor = 0
        page.typed = opened()
    page.subject = max(0, min(page.subject, max(0, len(subjects(desk, page.now)) - 1)))
    page.cursor = max(0, min(page.cursor, page.count(desk) - 1))


def where_left(desk: Desk) -> tuple[Step, int]:
    """The step at which a draft was left, from what is in it."""
    chart = desk.chart()
    plan = draft(chart)
    problems = fresh_problems(chart)
    if plan is None or not problems:
        return Step.PROBLEM, 0
    for at, problem in enumerate(problems):
        if not problem.goals:
            return Step.WORDS, at
    for at, problem in enumerate(problems):
        if not any(goal.text for goal in problem.goals):
            return Step.GOALS, at
    goals = fresh_goals(chart)
    for at, (_, goal) in enumerate(goals):
        if not goal.objectives:
            return Step.OBJECTIVES, at
    for at, (_, goal) in enumerate(goals):
        if not any(objective.interventions for objective in goal.objectives):
            return Step.INTERVENTIONS, at
    return (Step.BLANKS if blanks(plan) else Step.CHECK), 0
