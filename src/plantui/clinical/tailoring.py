"""Words of the library that nobody has fitted to the client yet (TP037; the tailoring ledger).

A line taken from the library is raw until something in it is put by hand: a blank filled, the line edited, or the words
confirmed as they are. Its provenance (``source``) stays.
"""

from __future__ import annotations

from plantui.model.plan import Node, Plan
from plantui.model.tree import walk


def raw_lines(plan: Plan) -> tuple[Node, ...]:
    """The open lines of a plan that still stand as the library has them, in the order of the screen."""
    return tuple(
        place.node for place in walk(plan) if place.node.raw and (place.node.status is None or place.node.status.open)
    )
