"""How this practice uses the statements of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.practice.picking import Use, ranked, uses

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def used_here(desk: Desk) -> dict[str, Use]:
    """How this practice has used each statement."""
    version, client = desk.practice.version, desk.state.client
    found: dict[str, Use] = desk.shown.keep(
        "uses", (version, client), lambda: uses(desk.practice.summaries(), without=client)
    )
    return found


def weights(desk: Desk) -> dict[str, int]:
    """Statement id -> a weight, those used last first."""
    version = desk.practice.version
    found: dict[str, int] = desk.shown.keep("weights", version, lambda: ranked(uses(desk.practice.summaries())))
    return found
