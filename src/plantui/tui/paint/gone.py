"""Pages about one chart, when that chart can no longer be read: they say why and stay standing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from plantui.model.fault import ChartFaults
from plantui.practice.refusal import Refused
from plantui.tui.frame import Block, Box, line
from plantui.tui.text import wrap
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk
    from plantui.tui.desk.scene import Scene

Paint = Callable[["Desk", Any, int, int], Block]
Follow = Callable[["Desk", Any], None]
UNREADABLE = (Refused, VaultFault, ChartFaults)
"""What reading a chart can raise: another terminal may have taken it away or damaged it meanwhile."""


def or_why(paint: Paint) -> Paint:
    """The painter; a chart that cannot be read becomes a box with the reason."""

    def painted(desk: Desk, scene: Any, width: int, height: int) -> Block:  # noqa: ANN401
        try:
            return paint(desk, scene, width, height)
        except UNREADABLE as fault:
            close = desk.key("ui.cancel")
            body = [line(f" {part}") for part in wrap(str(fault), max(10, width - 4))]
            return Box(width, height, title="NOT THERE", foot=f"{close} closes", focus=True).draw(body)

    return painted


def said_there(desk: Desk, scene: Scene) -> str:
    """What a scene says in the message line; nothing where its chart cannot be read."""
    try:
        return scene.said(desk)
    except UNREADABLE:
        return ""


def or_stay(follow: Follow) -> Follow:
    """The scrolling; where the chart cannot be read nothing scrolls."""

    def followed(desk: Desk, scene: Any) -> None:  # noqa: ANN401
        try:
            follow(desk, scene)
        except UNREADABLE:
            return

    return followed
