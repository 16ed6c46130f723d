"""Walking and rebuilding the plan tree. Plans are values: every change makes a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from plantui.model.plan import Goal, Intervention, Node, Objective, Plan, Problem

KINDS = ("problem", "goal", "objective", "intervention")
"""The kinds of node from the outside in; the index is the depth."""


class Place(NamedTuple):
    """A node where it stands: its kind, depth 0 to 3, its ancestors from the problem down, and the node."""

    kind: str
    depth: int
    parents: tuple[Node, ...]
    node: Node

    @property
    def parent(self) -> Node | None:
        """The node one level up, or None for a problem."""
        return self.parents[-1] if self.parents else None


def children(node: Node | Plan) -> tuple[Node, ...]:
    """The nodes one level inside."""
    if isinstance(node, Plan):
        return node.problems
    if isinstance(node, Problem):
        return node.goals
    if isinstance(node, Goal):
        return node.objectives
    if isinstance(node, Objective):
        return node.interventions
    return ()


def with_children(node: Node | Plan, inside: tuple[Node, ...]) -> Node | Plan:
    """The same node with other children; an intervention has none."""
    field = {Plan: "problems", Problem: "goals", Goal: "objectives", Objective: "interventions"}.get(type(node))
    return node if field is None else msgspec.structs.replace(node, **{field: inside})


def kind_of(node: Node) -> str:
    """problem, goal, objective or intervention."""
    return KINDS[(Problem, Goal, Objective, Intervention).index(type(node))]


def walk(plan: Plan) -> Iterator[Place]:
    """Every node of the plan, parents before children, in the order of the screen."""

    def below(node: Node, parents: tuple[Node, ...]) -> Iterator[Place]:
        yield Place(KINDS[len(parents)], len(parents), parents, node)
        for child in children(node):
            yield from below(child, (*parents, node))

    for problem in plan.problems:
        yield from below(problem, ())


def find(plan: Plan, node_id: str) -> Place | None:
    """Where the node with this id stands, or None."""
    return next((place for place in walk(plan) if place.node.id == node_id), None)


def find_code(plan: Plan, code: str) -> Place | None:
    """Where the node with this code stands (``g1.2``; ``1.2`` is taken for ``g1.2``), or None."""
    wanted = code.lower()
    if wanted[:1].isdigit():
        wanted = f"g{wanted}"
    return next((place for place in walk(plan) if place.node.code == wanted), None)


def objectives(plan: Plan) -> Iterator[Objective]:
    """Every objective in order."""
    return (place.node for place in walk(plan) if isinstance(place.node, Objective))


def rebuild(plan: Plan, change: Callable[[Node], Node | None]) -> Plan:
    """The plan with ``change`` applied to every node, children first; None takes the node out."""

    def visit(node: Node) -> Node | None:
        inside = tuple(kept for child in children(node) if (kept := visit(child)) is not None)
        same = all(a is b for a, b in zip(inside, children(node), strict=False)) and len(inside) == len(children(node))
        renewed = node if same else with_children(node, inside)
        assert not isinstance(renewed, Plan)
        return change(renewed)

    problems = tuple(kept for problem in plan.problems if (kept := visit(problem)) is not None)
    return msgspec.structs.replace(plan, problems=problems)


def replace_node(plan: Plan, node_id: str, change: Callable[[Node], Node | None]) -> Plan:
    """The plan with one node changed, or taken out when ``change`` gives None."""
    return rebuild(plan, lambda node: change(node) if node.id == node_id else node)


def insert(plan: Plan, node: Node, parent_id: str | None, index: int | None = None) -> Plan:
    """The plan with ``node`` put under a parent (None: at the top) at ``index``, by default last.

    Raises:
        KeyError: there is no such parent.
    """

    def placed(inside: tuple[Node, ...]) -> tuple[Node, ...]:
        at = len(inside) if index is None else max(0, min(index, len(inside)))
        return (*inside[:at], node, *inside[at:])

    if parent_id is None:
        result = with_children(plan, placed(plan.problems))
        assert isinstance(result, Plan)
        return result
    if find(plan, parent_id) is None:
        raise KeyError(parent_id)

    def change(parent: Node) -> Node:
        result = with_children(parent, placed(children(parent)))
        assert not isinstance(result, Plan)
        return result

    return replace_node(plan, parent_id, change)
