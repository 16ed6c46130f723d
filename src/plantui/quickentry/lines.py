"""What every read line has in common."""

from __future__ import annotations

import msgspec

from plantui.quickentry.faults import Notice

STATUS_WORDS = {
    "new": "new",
    "planned": "new",
    "act": "act",
    "active": "act",
    "met": "met",
    "completed": "met",
    "hld": "hld",
    "hold": "hld",
    "on hold": "hld",
    "on-hold": "hld",
    "dis": "dis",
    "discontinued": "dis",
    "cancelled": "dis",
}
"""Status as typed to the three letters shown on screen."""

DUE_WORDS = ("by", "due")
"""Words in front of a date."""


class Line(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A line as it was read.

    Two lines are equal when they say the same; how they were typed and what was remarked about the
    typing makes no difference.

    Attributes:
        notices: remarks that stop nothing, with their places in the typed line.
    """

    notices: tuple[Notice, ...] = ()

    def facts(self) -> tuple[object, ...]:
        """The fields that make up what the line says, in their order."""
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "notices")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Line) and type(self) is type(other) and self.facts() == other.facts()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.facts()))


class PlanLine(Line, frozen=True, kw_only=True, eq=False):
    """A line of a plan as it was read.

    Attributes:
        given: names of the fields that were typed; the others have their defaults.
    """

    given: frozenset[str] = frozenset()

    def facts(self) -> tuple[object, ...]:
        """The fields that make up what the line says, in their order."""
        names = self.__struct_fields__
        return tuple(getattr(self, name) for name in names if name not in ("given", "notices"))
