"""Panels over what is behind: prompts, pickers, signatures, questions, boxes of trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.tui.desk.conflict import clash
from plantui.tui.frame import Block, centre, over
from plantui.tui.paint.conflict import conflict_page
from plantui.tui.paint.gone import or_why
from plantui.tui.paint.panels import confirm_panel, finder_panel, prompt_panel, strip_panel
from plantui.tui.paint.plan import typing_here
from plantui.tui.paint.scenes import painter
from plantui.tui.paint.signature import sign_panel
from plantui.tui.paint.trouble import failure_panel

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk
    from plantui.tui.desk.scene import Scene


def overlaid(desk: Desk, body: Block, width: int, height: int) -> Block:
    """What is behind with the panels over it, in the order in which keys reach them."""
    state = desk.state
    room = height - 3
    wide = min(width, 80)
    on_main = state.help is None
    below = [scene for scene in _panel_scenes(desk) if not scene.on_top] if on_main else []
    above = [scene for scene in _panel_scenes(desk) if scene.on_top] if on_main else []
    on_main = on_main and not (state.page is not None and state.page.on_top)
    for scene in below:
        body = _over(desk, body, scene, wide, height)
    if on_main and state.line is not None and not typing_here(desk):
        panel = prompt_panel(desk, state.line, min(width, 100), room)
        body = over(body, panel, 0, height - 2 - len(panel))
    if on_main and state.finder is not None:
        body = centre(body, finder_panel(desk, wide, room))
    if on_main and state.sign is not None and not (state.page is not None and state.page.signs):
        body = centre(body, or_why(sign_panel)(desk, state.sign, wide, room))
    for scene in above:
        body = _over(desk, body, scene, wide, height)
    if desk.in_trouble:
        clashed = clash(desk) is not None
        body = conflict_page(desk, width, height - 2) if clashed else centre(body, failure_panel(desk, wide, room))
    if state.confirm is not None:
        body = centre(body, confirm_panel(desk, state.confirm.question, min(wide, 64), room))
    if state.strip and desk.machine.prefix:
        panel = strip_panel(desk, wide)
        body = over(body, panel, 0, height - 2 - len(panel))
    return body


def _panel_scenes(desk: Desk) -> list[Scene]:
    """The panels that stand over the page on top, lowest first."""
    scenes = desk.state.scenes
    page = max((at for at, scene in enumerate(scenes) if not scene.panel), default=-1)
    return scenes[page + 1 :]


def _over(desk: Desk, body: Block, scene: Scene, width: int, height: int) -> Block:
    """What is behind with a panel over it."""
    drawn = painter(scene)
    panel = drawn.paint(desk, scene, width, height - 3)
    return over(body, panel, 0, height - 2 - len(panel)) if drawn.at_foot else centre(body, panel)
