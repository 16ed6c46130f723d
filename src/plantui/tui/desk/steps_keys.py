"""What the keys of the new-plan steps do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.standing import draft
from plantui.keys.context import Context
from plantui.keys.field import opened
from plantui.model.plan import Node
from plantui.model.tree import walk
from plantui.practice.commands.statements import FillLines, InsertLines, Taken, TickGoal
from plantui.practice.lines import Line
from plantui.practice.refusal import Refused
from plantui.practice.templates import BLANK, gaps, problem_line
from plantui.quickentry import LineFault, parse_plan_line
from plantui.tui.desk import signing
from plantui.tui.desk.blanks import BlanksPage, open_blanks
from plantui.tui.desk.filling import Fill
from plantui.tui.desk.scene import RECALLED, only_here
from plantui.tui.desk.steps import (
    FILTER,
    KINDS,
    LISTS,
    OUTCOMES,
    WORDS,
    Step,
    StepsPage,
    about,
    choices,
    found_templates,
    subjects,
    where_left,
)
from plantui.tui.desk.steps_check import blank_of, check_here, go_to_check, leave_check
from plantui.tui.desk.steps_rows import fresh_problems, tick_command
from plantui.tui.desk.steps_words import ask, keep_words

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def start(desk: Desk) -> None:
    """Start a plan, or go on with the one that was begun."""
    chart = desk.chart()
    if isinstance(desk.state.page, StepsPage):
        return
    now, subject = where_left(desk)
    page = StepsPage(chart=chart.id, now=now, subject=subject)
    desk.open(page)
    enter(desk, page)


def enter(desk: Desk, page: StepsPage) -> None:
    """Begin the step the page stands at."""
    page.cursor = page.top = 0
    page.mode, page.filter = "", ""
    page.typed = opened()
    if page.now is Step.WORDS:
        ask(desk, page, 0)
    elif page.now is Step.BLANKS:
        _fill(desk, page)


def _page(desk: Desk) -> StepsPage:
    scene = desk.state.scene
    assert isinstance(scene, StepsPage)
    return scene


# forward and back


def go_on(desk: Desk) -> None:
    """Enter in a list: the next goal or problem, then the next step; in the check list: to the line."""
    page = _page(desk)
    if page.now is Step.CHECK:
        check = check_here(desk, page)
        if check is None or not (check.ref and fill_line(desk, page, check.ref, blank_of(check))):
            go_to_check(desk, check)
        return
    _forward(desk, page)


def _forward(desk: Desk, page: StepsPage) -> None:
    if page.now is Step.GOALS and page.subject + 1 >= len(subjects(desk, page.now)):
        without = next((problem.code for problem, _ in subjects(desk, page.now) if not problem.goals), "")
        if without:
            own = desk.key("insert.own_words", Context.STEPS)
            raise Refused(f"{without} has no goal yet: objectives go under one. Tick one, or {own} writes one.")
    if page.subject + 1 < len(subjects(desk, page.now)):
        page.subject += 1
    else:
        page.now, page.subject = Step(page.now + 1), 0
        while page.now in (Step.OBJECTIVES, Step.INTERVENTIONS) and not subjects(desk, page.now):
            page.now = Step(page.now + 1)
    enter(desk, page)


def go_back(desk: Desk) -> None:
    """The goal or problem before this one, then the step before."""
    _back(desk, _page(desk))


def _back(desk: Desk, page: StepsPage) -> None:
    if page.now is Step.PROBLEM:
        raise Refused("This is the first step.")
    if page.subject and page.now in (Step.WORDS, *LISTS):
        page.subject -= 1
    else:
        page.now = Step.INTERVENTIONS if page.now in (Step.BLANKS, Step.CHECK) else Step(page.now - 1)
        while page.now > Step.PROBLEM and not subjects(desk, page.now):
            page.now = Step(page.now - 1)
        page.subject = max(0, len(subjects(desk, page.now)) - 1) if page.now is not Step.PROBLEM else 0
    enter(desk, page)


def leave(desk: Desk) -> None:
    """Leave; the draft is kept."""
    desk.close(_page(desk))


# the first step


def _tick_template(desk: Desk) -> None:
    page = _page(desk)
    found = found_templates(desk, page)
    if not found:
        raise Refused("No template fits.")
    chosen = found[min(page.cursor, len(found) - 1)]
    if chosen.id in page.ticks:
        del page.ticks[chosen.id]
    else:
        page.ticks[chosen.id] = None
    page.step(desk, 1)


def _take_templates(desk: Desk) -> None:
    page = _page(desk)
    found = found_templates(desk, page)
    if not page.ticks and not found:
        own = desk.key("pick.own_words", Context.PICK)
        raise Refused(f"No template fits {page.typed.text}. {own} takes it as the problem in your own words.")
    chosen = list(page.ticks) or [found[min(page.cursor, len(found) - 1)].id]
    shelf = desk.library.statements
    chart = desk.chart()
    there = {problem.source for problem in fresh_problems(chart)}
    new = [shelf.problems[name] for name in chosen if name in shelf.problems and name not in there]
    if new:
        taken = tuple(Taken(problem_line(problem, chart), problem.id) for problem in new)
        desk.do(InsertLines(taken), page.chart)
    page.ticks.clear()
    if BLANK in chosen:
        page.mode, page.typed = "own", opened("", desk.history(WORDS))
        return
    _forward(desk, page)


def _own_problem(desk: Desk) -> None:
    page = _page(desk)
    _add_own(desk, page, page.typed.text)
    _forward(desk, page)


# the client's words


def _next_question(by: int) -> Action:
    def turn(desk: Desk) -> None:
        page = _page(desk)
        if page.now is not Step.WORDS:
            raise Refused("This line has one field.")
        if by < 0 and page.question == 0:
            keep_words(desk, page)
            _back(desk, page)
            return
        keep_words(desk, page)
        last = 0 if page.subject else len(OUTCOMES) - 1
        ask(desk, page, min(page.question + by, last))

    return turn


# tick lists


def tick(desk: Desk) -> None:
    """Tick and step down; in the check list leave the finding as it is."""
    page = _page(desk)
    if page.now is Step.CHECK:
        leave_check(desk, page)
        return
    found, here = choices(desk, page), about(desk, page)
    if not found or here is None:
        own, search = desk.key("insert.own_words", Context.STEPS), desk.key("filter.open")
        raise Refused(f"Nothing to tick. {own} writes your own words, {search} searches the library.")
    row = found[min(page.cursor, len(found) - 1)]
    parent: Node = here[1] if here[1] is not None else here[0]
    step = desk.do(tick_command(desk, row, parent), page.chart)
    plan = draft(desk.chart())
    if not row.node and plan is not None:
        code = next((place.node.code for place in walk(plan) if place.node.id == step.focus), "")
        desk.say(f"{code} ticked. {tally(desk)}   {desk.key('edit.undo')} undo")
    page.cursor = min(page.cursor + 1, max(0, len(choices(desk, page)) - 1))


def tally(desk: Desk) -> str:
    """How many objectives and interventions the new plan has."""
    problems = fresh_problems(desk.chart())
    objectives = [each for problem in problems for goal in problem.goals for each in goal.objectives]
    interventions = sum(len(each.interventions) for each in objectives)
    return f"{_count(len(objectives), 'objective')}, {_count(interventions, 'intervention')}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def own_words(desk: Desk) -> None:
    """A line in own words."""
    page = _page(desk)
    if page.now not in LISTS:
        raise Refused("Own words go into the lists of goals, objectives and interventions: step back.")
    page.mode, page.typed = "own", opened("", desk.history(WORDS))


def _add_own(desk: Desk, page: StepsPage, typed: str) -> None:
    """Put a line of own words into the draft.

    Raises:
        Refused: it is empty, or does not read as a line of its kind.
    """
    if not typed.strip():
        raise Refused("Type your own words first.")
    kind = str(KINDS.get(page.now, "problem"))
    try:
        read = parse_plan_line(kind, typed, desk.shown.lexicon())
    except LineFault as fault:
        raise Refused(fault.message, fault.code) from None
    assert isinstance(read, Line)
    parent = ""
    here = about(desk, page) if page.now in LISTS else None
    if here is not None:
        problem, goal = here
        parent = problem.id if goal is None else goal.id
        if page.now is Step.INTERVENTIONS and goal is not None:
            bare = next((each for each in goal.objectives if not each.interventions), goal.objectives[0])
            parent = bare.id
    if page.now is Step.GOALS:
        desk.do(TickGoal(parent, Taken(read)), page.chart)
    else:
        desk.do(InsertLines((Taken(read),), parent), page.chart)
    desk.remember(WORDS, typed)
    page.mode, page.typed = "", opened()


def open_filter(desk: Desk) -> None:
    """Search the library for more rows."""
    page = _page(desk)
    if page.now not in LISTS:
        raise Refused("There is nothing to filter on this step.")
    page.mode, page.typed = "filter", opened(page.filter, desk.history(FILTER))


def commit(desk: Desk) -> None:
    """Enter in a field."""
    page = _page(desk)
    if page.mode == "filter":
        page.mode, page.typed = "", opened()
    elif page.mode == "own":
        if not page.typed.text.strip():
            page.mode = ""
        elif page.now is Step.PROBLEM:
            _own_problem(desk)
        else:
            _add_own(desk, page, page.typed.text)
            page.cursor = max(0, len(choices(desk, page)) - 1)
    elif page.now is Step.WORDS:
        keep_words(desk, page)
        _forward(desk, page)


# blanks and signature


def _fill(desk: Desk, page: StepsPage, node: str = "", name: str = "") -> None:
    """All blanks in one run, or those of one line from a named one on; without any the check list follows at once."""
    plan = draft(desk.chart())
    open_now = gaps(plan, desk.library.statements, (node,) if node else ()) if plan is not None else ()
    fills = list(map(Fill.of_gap, open_now))
    page.now = Step.CHECK
    if not node:
        page.cursor = 0
    if not fills:
        return

    def filled(desk: Desk, taken: list[Taken]) -> None:
        desk.do(FillLines(tuple(zip((fill.node for fill in fills), taken, strict=True))), page.chart)

    def back(desk: Desk) -> None:
        page.now = Step.BLANKS
        _back(desk, page)

    blanks = BlanksPage(fills=fills, then=filled, back=back, steps=page)
    blanks.place = next((at for at, blank in enumerate(fills[0].blanks) if blank.name == name), 0)
    open_blanks(desk, blanks)


def fill_line(desk: Desk, page: StepsPage, node: str, name: str = "") -> bool:
    """Fill the blanks of one line, ``name`` first; False when it has none that can be asked."""
    plan = draft(desk.chart())
    if plan is None or not any(Fill.of_gap(gap).blanks for gap in gaps(plan, desk.library.statements, (node,))):
        return False
    _fill(desk, page, node, name)
    return True


def to_signature(desk: Desk) -> None:
    """To the signature, which stands below the check list."""
    page = _page(desk)
    if page.now is not Step.CHECK:
        raise Refused("The signature comes last: Enter goes on.")
    desk.state.sign = signing.make_panel(desk)


StepsPage.acts = {
    "pick.tick": _tick_template,
    "pick.accept": _take_templates,
    "pick.own_words": _own_problem,
    "line.commit": commit,
    "line.done": commit,
    "line.deeper": _next_question(1),
    "line.shallower": _next_question(-1),
    "steps.next": go_on,
    "item.open": go_on,
    "steps.back": go_back,
    "pane.prev": go_back,
    "steps.sign": to_signature,
    "sign.open": to_signature,
    "item.tick": tick,
    "insert.own_words": own_words,
    "insert.statement": own_words,
    "filter.open": open_filter,
    "steps.leave": leave,
    "ui.back": leave,
    **RECALLED,
}

ACTIONS: dict[str, Action] = {
    "add.plan": start,
    "steps.next": only_here("a new plan"),
    "steps.back": only_here("a new plan"),
    "steps.sign": only_here("a new plan"),
    "steps.leave": only_here("a new plan"),
    "insert.own_words": only_here("a new plan"),
}
"""Action id -> what runs."""
