"""Copying lines to the shelf, putting them below or inside another line, and the page that shows the shelf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.model.plan import Goal, Node
from plantui.model.tree import KINDS, Place, children, find
from plantui.practice.command import Step
from plantui.practice.commands.shelf import PutCopy
from plantui.practice.commands.statements import FillLines, Taken
from plantui.practice.drafts import plan_at_hand
from plantui.practice.refusal import Refused
from plantui.practice.shelving import MOST, Copy, names_of
from plantui.practice.templates import gaps
from plantui.tui.desk import naming, ticking
from plantui.tui.desk.blanks import BlanksPage, open_blanks
from plantui.tui.desk.entry import spot
from plantui.tui.desk.filling import Fill
from plantui.tui.desk.lines import line_here, lines_here
from plantui.tui.desk.moving import focus_on, settle_tree
from plantui.tui.desk.scene import Scene
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def copy(desk: Desk) -> None:
    """Lay the line under the cursor, or the ticked ones, with all under them on the shelf."""
    chart = desk.chart()
    places = _outermost(lines_here(desk, "y copies a line"))
    names = names_of(chart.client)
    # The first of several comes to lie on top, so that it is put first.
    for place in reversed(places):
        desk.state.shelf.put(Copy(place.node, chart.id, chart.code, names))
    first = places[0].node.code if len(places) == 1 else f"{len(places)} lines"
    below = sum(Copy(place.node, "", "").below for place in places)
    lines = f"{below} line{'s' if below != 1 else ''}"
    also = f" with {lines} under {'it' if len(places) == 1 else 'them'}" if below else ""
    put, inside = desk.key("shelf.put"), desk.key("shelf.put_inside")
    desk.say(f"{first}{also} on the shelf   {put} puts it below   {inside} inside")
    ticking.clear(desk, Pane.PLAN)


def _outermost(places: list[Place]) -> list[Place]:
    """The lines that are not inside another one of them."""
    chosen = {place.node.id for place in places}
    found = [place for place in places if not any(parent.id in chosen for parent in place.parents)]
    if len(found) > MOST:
        raise Refused(f"The shelf holds {MOST} lines; {len(found)} are ticked.")
    return found


def _top(desk: Desk) -> Copy:
    top = desk.state.shelf.top
    if top is None:
        raise Refused(f"The shelf is empty. {desk.key('shelf.copy')} copies the line under the cursor.")
    return top


def _put(desk: Desk, copied: Copy, parent: str, index: int | None) -> None:
    group = desk.practice.acting().new_id()
    step = desk.do(PutCopy(copied, parent, index), group=group)
    tree = desk.state.tree
    tree.folded.discard(parent)
    tree.filter = ""
    tree.cursor = step.focus
    settle_tree(desk)
    if copied.chart != step.chart_id:
        _ask(desk, step, group)


def _ask(desk: Desk, put: Step, group: str) -> None:
    """Ask for the blanks of what came from another client's plan: one intention with the putting."""
    plan = plan_at_hand(desk.practice.chart(put.chart_id))
    place = find(plan, put.focus)
    if place is None:
        return
    found = gaps(plan, desk.library.statements, _ids(place.node))
    if not found:
        return
    fills = list(map(Fill.of_gap, found))

    def filled(desk: Desk, taken: list[Taken]) -> None:
        # What was left open as it came is not theirs yet, and stays marked.
        lines = tuple((gap.node.id, each) for gap, each in zip(found, taken, strict=True) if _says_more(each, gap.node))
        if lines:
            desk.do(FillLines(lines), put.chart_id, group)

    open_blanks(desk, BlanksPage(fills=fills, then=filled))


def _says_more(taken: Taken, node: Node) -> bool:
    """Whether a blank of the line was filled."""
    parts = ("text", "baseline", "target", "due")
    return any(getattr(taken.line, part, None) not in (None, "", getattr(node, part, None)) for part in parts)


def _ids(node: Node) -> tuple[str, ...]:
    return (node.id, *(inner for child in children(node) for inner in _ids(child)))


def _below(desk: Desk, copied: Copy) -> None:
    _seen(desk)
    parent, index = spot(desk, copied.kind)
    _put(desk, copied, parent, index)


def _inside(desk: Desk, copied: Copy) -> None:
    _seen(desk)
    if copied.kind == "problem":
        raise Refused(f"A problem stands under nothing. {desk.key('shelf.put')} puts it below.")
    place = line_here(desk, "P puts the shelf inside a line")
    wanted = KINDS[KINDS.index(copied.kind) - 1]
    if place.kind != wanted:
        where = f"{place.node.code} is {_a(place.kind).lower()}"
        raise Refused(f"{_a(copied.kind)} goes under {_a(wanted).lower()}; {where}.")
    _put(desk, copied, place.node.id, None)


def _seen(desk: Desk) -> None:
    """The cursor of the plan says where; it must be seen."""
    state = desk.state
    desk.chart()
    if not state.on_main or (state.pane is not Pane.PLAN and desk.shown.place() is not None):
        key = desk.key("pane.plan")
        raise Refused(f"The shelf is put where the cursor of the plan stands. {key} goes there.")
    if state.pane is not Pane.PLAN:
        focus_on(desk, Pane.PLAN)


def _a(noun: str) -> str:
    return f"{'An' if noun[0] in 'aeiou' else 'A'} {noun}"


def put(desk: Desk) -> None:
    """Put what is on top of the shelf below the line under the cursor, where its kind goes."""
    copied = _top(desk)
    _below(desk, copied)
    desk.again = lambda desk: _below(desk, copied)


def put_inside(desk: Desk) -> None:
    """Put what is on top of the shelf inside the line under the cursor."""
    copied = _top(desk)
    _inside(desk, copied)
    desk.again = lambda desk: _inside(desk, copied)


def words(copied: Copy) -> str:
    """The copied line as its plan prints it."""
    node = copied.node
    return node.title if isinstance(node, Goal) else node.text or getattr(node, "measure", "")


def origin(desk: Desk, copied: Copy) -> str:
    """Whose plan a copy comes from, as the privacy mode allows."""
    summary = desk.practice.summary(copied.chart)
    return naming.short_name(summary, desk.state.names) if summary is not None else copied.client


@dataclass(eq=False)
class ShelfPage(Scene):
    """The copies, newest first; the one under the cursor is put next."""

    acts: ClassVar[dict[str, Action]] = {}
    cursor: int = 0
    top: int = 0

    def focus(self) -> str:
        """Its footer and help."""
        return "shelf"

    def step(self, desk: Desk, by: int) -> None:
        """Another copy."""
        self.cursor = max(0, min(self.cursor + by, len(desk.state.shelf.copies) - 1))

    def stands(self) -> object:
        """The copy under the cursor."""
        return self.cursor


def open_shelf(desk: Desk) -> None:
    """The shelf as a page."""
    if not isinstance(desk.state.page, ShelfPage):
        desk.open(ShelfPage())


def _chosen(desk: Desk) -> ShelfPage:
    page = desk.state.page
    assert isinstance(page, ShelfPage)
    _top(desk)
    desk.state.shelf.take(min(page.cursor, len(desk.state.shelf.copies) - 1))
    page.cursor = 0
    return page


def take(desk: Desk) -> None:
    """Enter: the copy under the cursor comes to the top of the shelf; back to the plan."""
    page = _chosen(desk)
    desk.close(page)
    desk.to_main()
    focus_on(desk, Pane.PLAN)
    desk.say(f"On top of the shelf: {words(_top(desk))}   {desk.key('shelf.put')} puts it below the cursor")


def _and_put(inside: bool) -> Action:
    def act(desk: Desk) -> None:
        take(desk)
        (put_inside if inside else put)(desk)

    return act


def drop(desk: Desk) -> None:
    """Take the copy under the cursor off the shelf."""
    page = _chosen(desk)
    gone = desk.state.shelf.copies.pop(0)
    page.cursor = 0
    desk.say(f"Off the shelf: {words(gone)}")


ShelfPage.acts = {
    "item.open": take,
    "shelf.put": _and_put(False),
    "shelf.put_inside": _and_put(True),
    "item.remove": drop,
}

ACTIONS: dict[str, Action] = {
    "shelf.copy": copy,
    "shelf.put": put,
    "shelf.put_inside": put_inside,
    "command.shelf": open_shelf,
}
"""Action id -> what runs."""
