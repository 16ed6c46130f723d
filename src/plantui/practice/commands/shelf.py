"""Putting a copied line into a plan, with all under it; one intention, one undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import msgspec

from plantui.model.chart import Chart
from plantui.model.plan import Node, Plan
from plantui.model.tree import KINDS, children, find, with_children
from plantui.practice.acting import Acting
from plantui.practice.command import Command, Done
from plantui.practice.commands.nodes import coded
from plantui.practice.drafts import open_draft, put_plan
from plantui.practice.refusal import Refused
from plantui.practice.shelving import Copy, for_another, fresh, size


@dataclass(frozen=True)
class PutCopy(Command):
    """Put a copied line under ``parent`` (empty for a problem) at ``index`` among its children, last when None.

    Into another client's plan it goes without what belonged to the first one (see ``shelving.for_another``).
    """

    act: ClassVar[str] = "plan.put"
    repeatable: ClassVar[bool] = True
    copy: Copy
    parent: str = ""
    index: int | None = None

    def do(self, chart: Chart, acting: Acting) -> Done:
        """See Command."""
        own = self.copy.chart == chart.id
        chart, plan = open_draft(chart, acting)
        kind = self.copy.kind
        wanted = KINDS[KINDS.index(kind) - 1] if kind != "problem" else ""
        place = find(plan, self.parent) if self.parent else None
        if (place.kind if place is not None else "") != wanted:
            if not wanted:
                raise Refused("A problem stands under nothing.")
            an = "An" if kind[0] in "aeiou" else "A"
            raise Refused(f"{an} {kind} goes under {'an' if wanted[0] in 'aeiou' else 'a'} {wanted}.")
        copied, names = self.copy.node, self.copy.names
        node = fresh(copied) if own else for_another(copied, names, acting.library.statements)
        chart, plan, first = _put(chart, plan, node, self.parent, self.index, acting)
        below = size(node) - 1
        also = f" with {below} line{'s' if below != 1 else ''} under it" if below else ""
        theirs = "" if own else f"; from another plan: make {'it' if not below else 'them'} theirs"
        return Done(put_plan(chart, plan), f"{first.code} put here{also}{theirs}", first.id)


def _put(
    chart: Chart, plan: Plan, node: Node, parent: str, index: int | None, acting: Acting
) -> tuple[Chart, Plan, Node]:
    """A line and all under it as new lines of the plan, with ids and codes of their own."""
    bare = with_children(node, ())
    assert isinstance(bare, Node)
    bare = msgspec.structs.replace(bare, id=acting.new_id(), code="")
    chart, plan, placed = coded(chart, plan, bare, parent or None, index)
    for child in children(node):
        chart, plan, _ = _put(chart, plan, child, placed.id, None, acting)
    return chart, plan, placed
