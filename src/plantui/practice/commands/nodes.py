"""Lines of the plan tree: adding, editing, removing, moving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import msgspec

from plantui.clinical.standing import resolve
from plantui.model.chart import Chart
from plantui.model.codes import next_code
from plantui.model.plan import Intervention, Node, Objective, Plan
from plantui.model.status import STATUS_WORDS, Status
from plantui.model.tree import KINDS, Place, children, find, insert, kind_of, rebuild, replace_node
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.progress import SetStatus
from plantui.practice.drafts import open_draft, put_plan, was_signed
from plantui.practice.lines import Line, apply_line, new_node
from plantui.practice.refusal import NeedsConfirming, Refused


def placed(plan: Plan, node_id: str) -> Place:
    """Where a node stands in a plan.

    Raises:
        Refused: it is not there.
    """
    place = find(plan, node_id)
    if place is None:
        raise Refused("That line is no longer in the plan.")
    return place


def siblings(plan: Plan, place: Place) -> tuple[Node, ...]:
    """The nodes on the same level under the same parent, in order."""
    return children(place.parent if place.parent is not None else plan)


def coded(chart: Chart, plan: Plan, node: Node, parent: str | None, index: int | None) -> tuple[Chart, Plan, Node]:
    """The node with a code never used before, put into the plan, and the chart that remembers the code."""
    parent_node = placed(plan, parent).node if parent else None
    code, counters = next_code(chart.counters, parent_node, type(node))
    node = msgspec.structs.replace(node, code=code)
    return msgspec.structs.replace(chart, counters=counters), insert(plan, node, parent, index), node


@dataclass(frozen=True)
class AddNode(Command):
    """A new problem, goal, objective or intervention read from a line.

    ``parent`` is the id of the node it goes under (empty for a problem), ``index`` its place among the siblings, last
    when None. On a signed plan this starts the next version.
    """

    act: ClassVar[str] = "plan.add"
    repeatable: ClassVar[bool] = True
    line: Line
    parent: str = ""
    index: int | None = None

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        chart, plan = open_draft(chart, acting)
        node = new_node(self.line, acting)
        _check_parent(plan, node, self.parent)
        chart, plan, node = coded(chart, plan, node, self.parent or None, self.index)
        return Done(put_plan(chart, plan), f"{node.code} added", node.id)


def _check_parent(plan: Plan, node: Node, parent: str) -> None:
    kind = kind_of(node)
    wanted = KINDS[KINDS.index(kind) - 1] if kind != "problem" else ""
    if not wanted:
        return
    found = find(plan, parent) if parent else None
    if found is None or found.kind != wanted:
        raise Refused(f"{'An' if kind[0] in 'oi' else 'A'} {kind} goes under {_with_article(wanted)}.")


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


@dataclass(frozen=True)
class EditNode(Command):
    """A node's line written anew; fields that a line cannot say stay as they are."""

    act: ClassVar[str] = "plan.edit"
    node: str
    line: Line
    difference: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        before = chart
        status = getattr(self.line, "status", None)
        chart, plan = open_draft(chart, acting)
        old = placed(plan, self.node).node
        new = apply_line(old, self.line, promised=was_signed(before, self.node))
        if status and hasattr(old, "status"):
            new = msgspec.structs.replace(new, status=old.status)
        if new == old:
            chart = before
            said = f"{old.code} is unchanged"
        else:
            chart = put_plan(chart, replace_node(plan, self.node, lambda _: new))
            said = f"{old.code} {self.difference or 'changed'}"
        if status:
            done = SetStatus(self.node, STATUS_WORDS[status]).do(chart, acting)
            return done if new == old else Done(done.chart, f"{said}; {done.message}", self.node)
        return Done(chart, said, self.node)


@dataclass(frozen=True)
class RemoveNode(Command):
    """Take a line out of a draft with all under it; a line of a signed version is discontinued in the next draft."""

    act: ClassVar[str] = "plan.remove"
    repeatable: ClassVar[bool] = True
    node: str
    reason: str = ""

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        before = chart
        chart, plan = open_draft(chart, acting)
        place = placed(plan, self.node)
        inside = _ids_below(place.node)
        if was_signed(before, self.node):
            if placed(resolve(chart, plan), self.node).node.status is Status.STOPPED:
                raise Refused(f"{place.node.code} is discontinued already.")
            plan = rebuild(plan, lambda node: _stopped(node, self.reason) if node.id in inside else node)
            return Done(put_plan(chart, plan), f"{place.node.code} discontinued in draft v{plan.number}", self.node)
        if _linked(chart, inside):
            raise NeedsConfirming(f"Notes or scores link to {place.node.code}. Discontinue it instead?")
        near = _neighbour(siblings(plan, place), place)
        plan = replace_node(plan, self.node, lambda _: None)
        # Marks and statuses of a line that was never signed go with it; undo brings them back.
        chart = msgspec.structs.replace(chart, progress=tuple(row for row in chart.progress if row.node not in inside))
        below = len(inside) - 1
        also = f" with {below} line{'s' if below != 1 else ''} under it" if below else ""
        return Done(put_plan(chart, plan), f"{place.node.code} removed{also}", near)


def _ids_below(node: Node) -> set[str]:
    return {node.id}.union(*(_ids_below(child) for child in children(node)))


def _linked(chart: Chart, nodes: set[str]) -> bool:
    noted = any(link.node in nodes for note in chart.notes for link in note.links)
    return noted or any(score.objective in nodes for score in chart.measures)


def _stopped(node: Node, reason: str) -> Node:
    if node.status is not None and not node.status.open:
        return node
    return msgspec.structs.replace(node, status=Status.STOPPED, status_reason=reason)


def _neighbour(nodes: tuple[Node, ...], place: Place) -> str:
    order = [node.id for node in nodes]
    at = order.index(place.node.id)
    rest = order[at + 1 :] or order[:at][::-1]
    if rest:
        return rest[0]
    return place.parent.id if place.parent is not None else ""


@dataclass(frozen=True)
class ShiftNode(Command):
    """Move a line up (``by`` negative) or down among its siblings."""

    act: ClassVar[str] = "plan.move"
    node: str
    by: int

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        before = chart
        chart, plan = open_draft(chart, acting)
        place = placed(plan, self.node)
        order = siblings(plan, place)
        at = [node.id for node in order].index(self.node)
        to = max(0, min(at + self.by, len(order) - 1))
        if to == at:
            edge = "last" if self.by > 0 else "first"
            return Done(before, f"{place.node.code} is the {edge} one here already", self.node)
        return Done(_moved(chart, plan, place, place.parent, to), f"{place.node.code} moved", self.node)


@dataclass(frozen=True)
class MoveNode(Command):
    """Move a line with all under it to a parent of the same kind as its own, at a place among the children there.

    Under another goal or objective it takes a new code; the old one keeps working as an alias. Notes link by permanent
    id, so no move breaks one.
    """

    act: ClassVar[str] = "plan.move"
    node: str
    parent: str
    index: int | None = None

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        chart, plan = open_draft(chart, acting)
        place = placed(plan, self.node)
        parent = find(plan, self.parent) if self.parent else None
        wanted = KINDS[place.depth - 1] if place.depth else ""
        if (parent.kind if parent else "") != wanted:
            raise Refused(
                f"{place.node.code} goes under {_with_article(wanted)}." if wanted else "A problem stays on top."
            )
        target = parent.node if parent else None
        return Done(_moved(chart, plan, place, target, self.index), f"{place.node.code} moved", self.node)


def _moved(chart: Chart, plan: Plan, place: Place, parent: Node | None, index: int | None) -> Chart:
    node: Node = place.node
    same = (parent.id if parent else "") == (place.parent.id if place.parent else "")
    if not same and isinstance(node, Objective | Intervention) and parent is not None:
        chart, node = _recoded(chart, node, parent)
    plan = replace_node(plan, place.node.id, lambda _: None)
    return put_plan(chart, insert(plan, node, parent.id if parent else None, index))


def _recoded(chart: Chart, node: Objective | Intervention, parent: Node) -> tuple[Chart, Node]:
    code, counters = next_code(chart.counters, parent, type(node))
    aliases = {**chart.aliases, node.code: node.id}
    moved: Node = msgspec.structs.replace(node, code=code)
    if isinstance(moved, Objective):
        inside: list[Intervention] = []
        for child in moved.interventions:
            aliases[child.code] = child.id
            child_code, counters = next_code(counters, moved, Intervention)
            inside.append(msgspec.structs.replace(child, code=child_code))
        moved = msgspec.structs.replace(moved, interventions=tuple(inside))
    return msgspec.structs.replace(chart, counters=counters, aliases=aliases), moved
