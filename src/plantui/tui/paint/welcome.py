"""Empty panes: what a plan is, and how the first one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.tui.desk.state import Pane
from plantui.tui.frame import Line, line
from plantui.tui.frame.line import shorten_line
from plantui.tui.paint.layout import WIDE_PLAN
from plantui.tui.text import wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def welcome(desk: Desk, width: int) -> list[Line]:
    """The plan pane of a store without clients."""
    plan = desk.key("add.plan") or desk.key("add.problem")
    note, due = desk.key("note.new"), desk.key("review.run")
    if width >= WIDE_PLAN:
        said = [
            "",
            "",
            "A plan here is one page:",
            "",
            "    problem         what brings them                     1 to 3",
            "      goal          in their own words                   1 or 2 each",
            "        objective   a number or a yes, and a date        2 or 3 each",
            "          intervention   what you will do                1 or 2 each",
            "",
            "That is enough for a payer, a colleague, and you on a Tuesday at 13:58.",
            "Everything can change later. A signed plan is amended, never locked shut.",
            "",
            f"First plan            {plan:<7} about 4 minutes",
            *([f"First note            {note:<7} type #1.1+ to tie it to the plan"] if note else []),
            *([f"Every 12 weeks        {due:<7} reviews what is due, one plan at a time"] if due else []),
            "",
            "",
            _ways(desk, "     "),
        ]
    else:
        said = [
            "",
            "A plan here is one page:",
            "",
            "  problem       what brings them      1 to 3",
            "    goal        in their own words    1 or 2",
            "      objective   a number and a date   2 or 3",
            "        intervention   what you do      1 or 2",
            "",
            "Everything can change later. A signed plan is",
            "amended, never locked shut.",
            "",
            f"First plan      {plan:<5} about 4 minutes",
            *([f"First note      {note:<5} type #1.1+ to link it"] if note else []),
            *([f"Every 12 weeks  {due:<5} reviews what is due"] if due else []),
        ]
    return [shorten_line(line(f" {text}" if width < WIDE_PLAN else f"  {text}"), width) for text in said]


def _ways(desk: Desk, gap: str) -> str:
    ways = (
        (desk.key("help.here"), "help"),
        (desk.key("palette.open"), "commands"),
        (desk.key("ui.back"), "leave"),
        (desk.key("privacy.blank", Context.ANY), "blank the screen"),
    )
    return gap.join(f"{key} {words}" for key, words in ways if key)


def no_plan(desk: Desk, width: int, height: int) -> list[Line]:
    """The tree of a client without a plan, of an empty draft, or of a filter that fits nothing."""
    add, begin = desk.key("add.problem"), desk.key("add.plan")
    typed = desk.state.filter_of(Pane.PLAN)
    if typed and desk.shown.plan() is not None:
        said = [f"Nothing matches /{typed}. {desk.key('ui.cancel')} clears it."]
    elif desk.shown.plan() is not None:
        hidden = desk.state.tree.hide_done and bool(desk.shown.plan().problems)  # type: ignore[union-attr]
        said = (
            [f"Everything is met or discontinued, and hidden. {desk.key('view.done')} shows it."]
            if hidden
            else [f"The draft is empty. {add} adds the first problem."]
        )
    else:
        said = [
            f"No plan yet. {begin or add} starts one (about 4 minutes).",
            *([f"{add} writes it line by line:"] if begin else []),
            "",
            "Worry that keeps her up at night; dx F41.1; aeb awake 2 h on 5 nights",
            "    a problem, with what shows it",
            '"I want my nights back" Sleep through',
            "    a goal, in the client's words",
            "GAD-7 15 -> 7 by +12w; client logs worry; clinician reviews the log",
            "    an objective: a number and a date",
            "CBT: worry postponement; weekly",
            "    an intervention",
            "",
            "Enter keeps a line, Tab goes one kind deeper.",
        ]
    inside = 2 if width >= WIDE_PLAN else 1
    lines = [line("")]
    for text in said:
        indent = inside + len(text) - len(text.lstrip())
        lines += [line(" " * indent, part) for part in wrap(text.lstrip(), width - indent)]
    return lines[:height] + [line("")] * (height - len(lines))
