"""Typing plan lines: which line opens where, what Enter, Tab and Escape do to it, and what it will become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.field import opened
from plantui.model.plan import Node, Plan
from plantui.model.tree import KINDS, Place, children, find
from plantui.practice.commands.nodes import AddNode, EditNode
from plantui.practice.commands.plan import AddCriterion, AddOutcome, SetService
from plantui.practice.lines import Line, line_of, to_service
from plantui.practice.refusal import Refused
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
from plantui.tui.desk.state import LineEntry, MessageKind, Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def remember(desk: Desk, entry: LineEntry) -> None:
    """Keep what was typed in that field's history, so that Up brings it back."""
    text = entry.field.text
    if text.strip():
        name = f"{entry.purpose} {entry.kind}"
        old = tuple(line for line in desk.state.histories.get(name, ()) if line != text)
        desk.state.histories[name] = (*old, text)[-100:]


def open_line(desk: Desk, entry: LineEntry, text: str = "") -> None:
    """Open a line; the plan pane takes the focus when the line stands in it."""
    history = desk.state.histories.get(f"{entry.purpose} {entry.kind}", ())
    entry.field = opened(text, history)
    entry.before = text
    desk.state.line = entry
    if entry.purpose in ("add", "edit"):
        desk.state.pane = Pane.PLAN


def _ancestor(place: Place | None, depth: int) -> Node | None:
    """The node at a depth on the way to the cursor's line, that line included."""
    if place is None:
        return None
    chain = (*place.parents, place.node)
    return chain[depth] if depth < len(chain) else None


def start_adding(desk: Desk, kind: str) -> None:
    """Open a line for a new node of this kind in the right place for the cursor.

    Raises:
        Refused: there is nothing to put it under.
    """
    chart = desk.chart()
    place = desk.shown.place()
    depth = KINDS.index(kind)
    if depth == 0:
        after = _ancestor(place, 0)
        open_line(desk, LineEntry("add", kind=kind, chart=chart.id, index=_index_after(desk.shown.plan(), None, after)))
        return
    parent = _ancestor(place, depth - 1)
    if parent is None:
        wanted = KINDS[depth - 1]
        above = _first_of(desk, depth - 1)
        if above is None:
            article = "an" if wanted[0] in "aeiou" else "a"
            raise Refused(
                f"{_article(kind).capitalize()} {kind} goes under {article} {wanted}. a {wanted[0]} adds one."
            )
        parent = above
    after = _ancestor(place, depth) if place is not None and place.depth >= depth else None
    index = _index_after(desk.shown.plan(), parent, after)
    open_line(desk, LineEntry("add", kind=kind, parent=parent.id, index=index, chart=chart.id))


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _first_of(desk: Desk, depth: int) -> Node | None:
    """The only candidate at a depth below the cursor, for adding inside something not yet entered."""
    place = desk.shown.place()
    if place is None:
        return None
    node: Node = place.node
    for _ in range(place.depth, depth):
        inside = children(node)
        if not inside:
            return None
        node = inside[-1]
    return node


def _index_after(plan: Plan | None, parent: Node | None, after: Node | None) -> int | None:
    if plan is None or after is None:
        return None
    order = [node.id for node in (children(parent) if parent is not None else plan.problems)]
    return order.index(after.id) + 1 if after.id in order else None


def same_kind(desk: Desk) -> None:
    """A new line below, of the same kind."""
    place = desk.shown.place()
    start_adding(desk, place.kind if place is not None else "problem")


def inside(desk: Desk) -> None:
    """A new line inside, one kind deeper."""
    place = desk.shown.place()
    if place is None:
        start_adding(desk, "problem")
    elif place.depth == 3:
        raise Refused(f"Nothing goes inside an intervention. o adds another one under {place.parents[-1].code}.")
    else:
        start_adding(desk, KINDS[place.depth + 1])


def edit(desk: Desk) -> None:
    """Open the line under the cursor in its one-line form, the cursor at its end."""
    place = desk.shown.place()
    if place is None:
        raise Refused("e edits a line of the plan. a p adds the first one.")
    text = print_line(line_of(place.node), desk.shown.lexicon())
    entry = LineEntry("edit", kind=place.kind, node=place.node.id, chart=desk.chart().id)
    open_line(desk, entry, text)


def commit_tree_line(desk: Desk, entry: LineEntry, *, go_on: bool) -> None:
    """Keep the line that is being typed in the tree; with ``go_on`` open the next one of its kind.

    An empty added line stops. A line that does not parse stays, with its fault under it.
    """
    text = entry.field.text
    if not text.strip() and entry.purpose == "add":
        stop(desk)
        return
    try:
        if entry.purpose == "edit":
            _commit_edit(desk, entry)
        else:
            _commit_added(desk, entry, go_on=go_on)
    except LineFault:
        entry.scolded = True


def _commit_edit(desk: Desk, entry: LineEntry) -> None:
    plan = desk.shown.plan()
    place = find(plan, entry.node) if plan is not None else None
    if place is None:
        raise Refused("That line is no longer in the plan.")
    if entry.field.text == entry.before:
        desk.state.line = None
        desk.say(f"{place.node.code} is unchanged")
        return
    changed = parse_change(entry.kind, entry.field.text, line_of(place.node), desk.shown.lexicon())
    if not isinstance(changed.line, Line):
        raise Refused("That line belongs to the plan itself: a p takes service, discharge and outcome lines.")
    step = desk.do(EditNode(entry.node, changed.line, changed.difference))
    remember(desk, entry)
    desk.state.line = None
    desk.state.tree.cursor = step.focus or desk.state.tree.cursor


def _commit_added(desk: Desk, entry: LineEntry, *, go_on: bool) -> None:
    text, lexicon = entry.field.text, desk.shown.lexicon()
    line: AnyLine
    if entry.kind == "problem":
        line = parse_problem_or_plan(text, lexicon)
    else:
        line = parse_plan_line(entry.kind, text, lexicon)
    if not isinstance(line, Line):
        _keep_plan_line(desk, line)
        _after_keeping(desk, entry, go_on)
        return
    step = desk.do(AddNode(line, entry.parent, entry.index))
    desk.state.tree.cursor = step.focus
    desk.state.tree.folded.discard(entry.parent)
    if entry.index is not None:
        entry.index += 1
    _after_keeping(desk, entry, go_on)


def _keep_plan_line(desk: Desk, line: AnyLine) -> None:
    if isinstance(line, ServiceLine):
        desk.do(SetService(to_service(line)))
    elif isinstance(line, DischargeLine):
        desk.do(AddCriterion(line.text))
    elif isinstance(line, OutcomeLine):
        desk.do(AddOutcome(line.text))


def _after_keeping(desk: Desk, entry: LineEntry, go_on: bool) -> None:
    remember(desk, entry)
    if not go_on:
        desk.state.line = None
        return
    entry.field = opened("", desk.state.histories.get(f"{entry.purpose} {entry.kind}", ()))
    entry.scolded = False


def stop(desk: Desk) -> None:
    """Close the line without keeping it."""
    desk.state.line = None


def deeper(desk: Desk) -> None:
    """Make the line being added one kind deeper, under the line above it; elsewhere Tab accepts what is offered."""
    entry = desk.state.line
    if entry is None or entry.purpose != "add":
        return
    _regrade(desk, entry, 1)


def shallower(desk: Desk) -> None:
    """Make the line being added one kind shallower, behind its parent."""
    entry = desk.state.line
    if entry is None or entry.purpose != "add":
        return
    _regrade(desk, entry, -1)


def _regrade(desk: Desk, entry: LineEntry, by: int) -> None:
    plan = desk.shown.plan()
    depth = KINDS.index(entry.kind) + by
    if not 0 <= depth <= 3:
        edge = "an intervention is the deepest line" if by > 0 else "a problem is the outermost line"
        desk.say(f"No further: {edge}.", MessageKind.WARNING)
        return
    parent = find(plan, entry.parent) if plan is not None and entry.parent else None
    if by > 0:
        nodes = children(parent.node) if parent is not None else plan.problems if plan is not None else ()
        at = len(nodes) if entry.index is None else min(entry.index, len(nodes))
        if at == 0:
            desk.say(f"Type {_article(entry.kind)} {entry.kind} first; then Tab goes inside it.", MessageKind.WARNING)
            return
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
