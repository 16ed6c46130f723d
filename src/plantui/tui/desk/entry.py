"""Typing plan lines: which line opens where, what Enter, Tab and Escape do to it, and what it will become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.field import opened
from plantui.model.plan import Node
from plantui.model.tree import KINDS, Place, children
from plantui.practice.commands.nodes import AddNode, EditNode
from plantui.practice.commands.plan import AddCriterion, AddOutcome, SetService
from plantui.practice.lines import Line, line_of, to_service
from plantui.practice.refusal import Refused
from plantui.practice.texts import Spot
from plantui.quickentry import (
    AnyLine,
    DischargeLine,
    LineFault,
    OutcomeLine,
    ServiceLine,
    parse_plan_line,
    parse_problem_or_plan,
    print_line,
)
from plantui.quickentry.change import parse_change
from plantui.tui.desk.glancing import GlancePage
from plantui.tui.desk.held import hold
from plantui.tui.desk.lines import line_here
from plantui.tui.desk.state import LineEntry, Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

TREE = ("add", "edit")
"""Purposes of lines that stand in the tree."""


def history_name(entry: LineEntry) -> str:
    """The name of the history a line goes to: by purpose, and in the tree by kind."""
    return f"{entry.purpose} {entry.kind}".strip()


def open_line(desk: Desk, entry: LineEntry, text: str = "") -> None:
    """Open a line; the plan pane takes the focus when the line stands in it."""
    entry.field = opened(text, desk.history(history_name(entry)))
    entry.before = text
    if entry.purpose in TREE and not entry.on_page:
        desk.to_main()
        desk.state.pane = Pane.PLAN
    desk.state.line = entry


def _ancestor(place: Place | None, depth: int) -> Node | None:
    """The node at a depth on the way to the cursor's line, that line included."""
    if place is None:
        return None
    chain = (*place.parents, place.node)
    return chain[depth] if depth < len(chain) else None


def spot(desk: Desk, kind: str) -> tuple[str, int | None]:
    """Where a new line of a kind goes, seen from the cursor: its parent (empty: the plan) and its index there.

    Raises:
        Refused: there is nothing to put it under.
    """
    place = desk.shown.place()
    depth = KINDS.index(kind)
    if depth == 0:
        return "", _index_after(desk, None, _ancestor(place, 0))
    parent = _ancestor(place, depth - 1) or _last_inside(place, depth - 1)
    if parent is None:
        wanted = KINDS[depth - 1]
        key = desk.key(f"add.{wanted}")
        raise Refused(f"{_a(kind).capitalize()} goes under {_a(wanted)}. {key} adds one.")
    after = _ancestor(place, depth) if place is not None and place.depth >= depth else None
    return parent.id, _index_after(desk, parent, after)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _last_inside(place: Place | None, depth: int) -> Node | None:
    """The last line at a depth below the cursor's, for adding inside something not yet entered."""
    if place is None:
        return None
    node: Node = place.node
    for _ in range(place.depth, depth):
        inside = children(node)
        if not inside:
            return None
        node = inside[-1]
    return node


def _index_after(desk: Desk, parent: Node | None, after: Node | None) -> int | None:
    plan = desk.shown.plan()
    if plan is None or after is None:
        return None
    order = [node.id for node in children(parent if parent is not None else plan)]
    return order.index(after.id) + 1 if after.id in order else None


def start_adding(desk: Desk, kind: str) -> None:
    """Open a line for a new node of this kind in the right place for the cursor.

    Raises:
        Refused: there is nothing to put it under.
    """
    chart = desk.chart()
    parent, index = spot(desk, kind)
    open_line(desk, LineEntry("add", kind=kind, parent=parent, index=index, chart=chart.id))


def same_kind(desk: Desk) -> None:
    """A new line below, of the same kind."""
    if desk.shown.plan() is None or not desk.shown.tree_rows():
        start_adding(desk, "problem")
    else:
        start_adding(desk, line_here(desk, "o adds a line below a line").kind)


def inside(desk: Desk) -> None:
    """A new line inside, one kind deeper."""
    if desk.shown.plan() is None or not desk.shown.tree_rows():
        start_adding(desk, "problem")
        return
    place = line_here(desk, "O adds a line inside a line")
    if place.depth == 3:
        key = desk.key("node.sibling")
        raise Refused(f"Nothing goes inside an intervention. {key} adds another one under {place.parents[-1].code}.")
    start_adding(desk, KINDS[place.depth + 1])


def edit(desk: Desk) -> None:
    """Open the line under the cursor in its one-line form, the cursor at its end."""
    if isinstance(desk.state.page, GlancePage):
        desk.to_main()
        desk.state.pane = Pane.PLAN
    place = line_here(desk, "e edits a line")
    if hold(desk, Spot(desk.chart().id, f"edit-{place.node.id}")):
        return
    text = print_line(line_of(place.node), desk.shown.lexicon())
    open_line(desk, LineEntry("edit", kind=place.kind, node=place.node.id, chart=desk.chart().id), text)


def keep_tree_line(desk: Desk, entry: LineEntry, *, go_on: bool) -> None:
    """Keep the line that is being typed in the tree; with ``go_on`` open the next one of its kind.

    An empty added line stops.

    Raises:
        LineFault: the line does not read; it stays.
        Refused: it does not fit; it stays.
    """
    if entry.purpose == "edit":
        _keep_edit(desk, entry)
    elif not entry.field.text.strip():
        desk.state.line = None
    else:
        _keep_added(desk, entry, go_on=go_on)


def _keep_edit(desk: Desk, entry: LineEntry) -> None:
    place = desk.shown.place_of(entry.node)
    if place is None:
        raise Refused("That line is no longer in the plan. Esc keeps your words in history.")
    typed = entry.field.text
    if typed == entry.before:
        desk.state.line = None
        desk.say(f"{place.node.code} is unchanged")
        return
    changed = parse_change(entry.kind, typed, line_of(place.node), desk.shown.lexicon())
    if not isinstance(changed.line, Line):
        raise Refused("That line belongs to the plan itself: a p takes service, discharge and outcome lines.")
    step = desk.do(EditNode(entry.node, changed.line, changed.difference), entry.chart)
    desk.remember(history_name(entry), typed)
    desk.state.line = None
    desk.state.tree.cursor = step.focus or desk.state.tree.cursor
    clause = typed.removeprefix(entry.before).strip()
    if typed.startswith(entry.before) and clause.startswith(";"):
        desk.again = _clause_again(clause)


def _clause_again(clause: str) -> Action:
    def again(desk: Desk) -> None:
        place = line_here(desk, "The clause goes on a line")
        try:
            changed = parse_change(place.kind, clause, line_of(place.node), desk.shown.lexicon())
        except LineFault as fault:
            raise Refused(f"{clause} does not fit {place.node.code}: {fault.message}", fault.code) from None
        if not isinstance(changed.line, Line):
            raise Refused(f"{clause} does not fit {place.node.code}.")
        desk.do(EditNode(place.node.id, changed.line, changed.difference))

    return again


def _keep_added(desk: Desk, entry: LineEntry, *, go_on: bool) -> None:
    text, lexicon = entry.field.text, desk.shown.lexicon()
    line: AnyLine
    if entry.kind == "problem":
        line = parse_problem_or_plan(text, lexicon)
    else:
        line = parse_plan_line(entry.kind, text, lexicon)
    if isinstance(line, Line):
        step = desk.do(AddNode(line, entry.parent, entry.index), entry.chart)
        desk.state.tree.cursor = step.focus
        desk.state.tree.folded.discard(entry.parent)
        desk.state.tree.filter = ""
        if entry.index is not None:
            entry.index += 1
        desk.again = _line_again(line, entry.kind)
    else:
        _keep_plan_line(desk, line, entry.chart)
    desk.remember(history_name(entry), text)
    if not go_on:
        desk.state.line = None
        return
    entry.field = opened("", desk.history(history_name(entry)))
    entry.scolded = False


def _line_again(line: Line, kind: str) -> Action:
    def again(desk: Desk) -> None:
        line_here(desk, "The same line goes below a line")
        parent, index = spot(desk, kind)
        desk.state.tree.cursor = desk.do(AddNode(line, parent, index)).focus

    return again


def _keep_plan_line(desk: Desk, line: AnyLine, chart: str) -> None:
    if isinstance(line, ServiceLine):
        desk.do(SetService(to_service(line)), chart)
    elif isinstance(line, DischargeLine):
        desk.do(AddCriterion(line.text), chart)
    elif isinstance(line, OutcomeLine):
        desk.do(AddOutcome(line.text), chart)


def deeper(desk: Desk) -> None:
    """Make the line being added one kind deeper, under the line above it."""
    _regrade(desk, 1)


def shallower(desk: Desk) -> None:
    """Make the line being added one kind shallower, behind its parent."""
    _regrade(desk, -1)


def _regrade(desk: Desk, by: int) -> None:
    entry = desk.state.line
    if entry is None or entry.purpose != "add":
        raise Refused("Tab changes the kind of a line that is being added to the plan.")
    plan = desk.shown.plan()
    depth = KINDS.index(entry.kind) + by
    if not 0 <= depth <= 3:
        edge = "an intervention is the deepest line" if by > 0 else "a problem is the outermost line"
        raise Refused(f"No further: {edge}.")
    parent = desk.shown.place_of(entry.parent)
    if by > 0:
        nodes = children(parent.node) if parent is not None else plan.problems if plan is not None else ()
        at = len(nodes) if entry.index is None else min(entry.index, len(nodes))
        if at == 0:
            raise Refused(f"Type {_a(entry.kind)} first; then Tab goes inside it.")
        entry.parent, entry.index = nodes[at - 1].id, None
    else:
        grand = parent.parent if parent is not None else None
        order = children(grand) if grand is not None else plan.problems if plan is not None else ()
        ids = [node.id for node in order]
        entry.index = ids.index(entry.parent) + 1 if entry.parent in ids else None
        entry.parent = grand.id if grand is not None else ""
    entry.kind = KINDS[depth]
    entry.scolded = False


def _adding(kind: str) -> Action:
    def add(desk: Desk) -> None:
        start_adding(desk, kind)

    return add


ACTIONS: dict[str, Action] = {
    "add.problem": _adding("problem"),
    "add.goal": _adding("goal"),
    "add.objective": _adding("objective"),
    "add.intervention": _adding("intervention"),
    "node.sibling": same_kind,
    "node.child": inside,
    "edit.line": edit,
    "line.deeper": deeper,
    "line.shallower": shallower,
}
"""Action id -> what runs."""
