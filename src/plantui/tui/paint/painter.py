"""How a page or panel is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from plantui.tui.frame import Block

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk
    from plantui.tui.desk.scene import Scene


def _stays(desk: Desk, scene: Scene) -> None:
    """Nothing to scroll."""


class Painter(NamedTuple):
    """How a scene is drawn.

    ``paint`` gets the desk, the scene, the width and the height. A page fills exactly that, its own first row
    included; a panel returns a block no larger, which is centred over what is behind, or stands at the foot.
    ``follow`` scrolls the scene so that its cursor stays in view; it is called after each key.
    """

    paint: Callable[[Desk, Any, int, int], Block]
    follow: Callable[[Desk, Any], None] = _stays
    at_foot: bool = False
