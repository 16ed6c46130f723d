"""The statement picker: words of the library for the line under the cursor, several at once, or own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from plantui.keys.context import Context
from plantui.keys.field import opened
from plantui.library.statements.search import Hits
from plantui.model.codes import next_code
from plantui.model.plan import Goal, Intervention, Objective
from plantui.model.statement import Statement, StatementKind
from plantui.model.tree import KINDS, Place, children
from plantui.practice.commands.statements import InsertLines, Taken
from plantui.practice.lines import Line
from plantui.practice.picking import OFFERED, asked, problems_here
from plantui.practice.refusal import Refused
from plantui.quickentry import LineFault, parse_plan_line
from plantui.tui.desk.blanks import BlanksPage, open_blanks
from plantui.tui.desk.filling import Fill
from plantui.tui.desk.library_use import weights
from plantui.tui.desk.scene import only_here
from plantui.tui.desk.searching import SearchPanel
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

CLASSES: dict[str, type[Goal] | type[Objective] | type[Intervention]] = {
    "goal": Goal,
    "objective": Objective,
    "intervention": Intervention,
}
HISTORY = "insert.statement"


class Spot(NamedTuple):
    """Where taken lines go: the kind they become, the line they go under, their place there (None: last)."""

    kind: str
    parent: str
    place: int | None = None


Words = Callable[["Desk", list[str]], None]
"""What happens with statements taken as plain words: a remark of a review, a sentence of a note."""


@dataclass(eq=False)
class PickPanel(SearchPanel):
    """The search, and the ticked statements in the order of ticking.

    With a ``spot`` the statements become lines of the plan; else ``words`` takes them as text.
    """

    history: ClassVar[str] = HISTORY
    acts: ClassVar[dict[str, Action]] = {}
    title: str = ""
    kinds: tuple[StatementKind, ...] = ()
    tags: tuple[str, ...] = ()
    spot: Spot | None = None
    words: Words | None = None
    chart: str = ""
    ticks: dict[str, None] = field(default_factory=dict)

    def focus(self) -> str:
        """Its footer and help."""
        return "statements"

    def count(self, desk: Desk) -> int:
        """How many statements fit."""
        return len(hits(desk, self).statements)

    def said(self, desk: Desk) -> str:
        """How many are ticked."""
        return f"{len(self.ticks)} ticked" if self.ticks else ""

    def stands(self) -> object:
        """The match under the cursor, and what is ticked."""
        return super().stands(), tuple(self.ticks)


def hits(desk: Desk, panel: PickPanel) -> Hits:
    """The statements that fit, best first."""
    search = desk.library.statements.search
    key = (panel.typed.text, panel.kinds, panel.tags, id(search), desk.practice.version)

    def make() -> Hits:
        return search.find(panel.typed.text, kinds=panel.kinds, tags=panel.tags, uses=weights(desk))

    found: Hits = desk.shown.keep("pick", key, make)
    return found


def under_cursor(desk: Desk, panel: PickPanel) -> Statement | None:
    """The statement under the cursor."""
    found = hits(desk, panel).statements
    return found[min(panel.cursor, len(found) - 1)] if found else None


def spot_here(desk: Desk) -> tuple[Place, Spot]:
    """Where words go, seen from the line under the cursor: inside it, or beside an intervention.

    Raises:
        Refused: there is no line to put anything under.
    """
    chart = desk.chart()
    place = desk.shown.place()
    if place is None:
        raise Refused(f"{chart.code} has no line to put words under. {desk.key('add.plan')} starts a plan.")
    if place.depth < 3:
        return place, Spot(KINDS[place.depth + 1], place.node.id)
    parent = place.parents[-1]
    order = [node.id for node in children(parent)]
    return place, Spot("intervention", parent.id, order.index(place.node.id) + 1)


def code_at(desk: Desk, spot: Spot, ahead: int = 0) -> str:
    """The code that the line ``ahead`` lines after the next one will have."""
    chart, parent = desk.shown.chart(), desk.shown.place_of(spot.parent)
    if chart is None or parent is None:
        return ""
    counters, code = chart.counters, ""
    for _ in range(ahead + 1):
        code, counters = next_code(counters, parent.node, CLASSES[spot.kind])
    return code


def open_pick(desk: Desk) -> None:
    """The library for the line under the cursor.

    Raises:
        Refused: there is none.
    """
    place, spot = spot_here(desk)
    chart = desk.chart()
    under = desk.shown.place_of(spot.parent)
    assert under is not None
    desk.open(
        PickPanel(
            title=_title(spot.kind, under),
            kinds=OFFERED[spot.kind],
            tags=problems_here(chart, place, desk.library.statements),
            spot=spot,
            chart=chart.id,
            typed=opened("", desk.history(HISTORY)),
        )
    )


def open_words(desk: Desk, title: str, kinds: tuple[StatementKind, ...], words: Words) -> None:
    """The library for words of any place: ``words`` gets what was taken, blanks as ``[name]``.

    Args:
        desk: the desk; the chosen client's problems come first.
        title: what the words are for.
        kinds: the kinds of statement offered; none offers all.
        words: what happens with them.
    """
    chart = desk.chart()
    tags = problems_here(chart, desk.shown.place(), desk.library.statements)
    desk.open(PickPanel(title=title, kinds=kinds, tags=tags, words=words, chart=chart.id))


def _title(kind: str, under: Place) -> str:
    node = under.node
    named = f'{node.code} "{node.words}"' if isinstance(node, Goal) and node.words else node.code
    return f"{kind.capitalize()}s for {named}"


def _panel(desk: Desk) -> PickPanel:
    scene = desk.state.scene
    assert isinstance(scene, PickPanel)
    return scene


def tick(desk: Desk) -> None:
    """Tick the match under the cursor, or take the tick away, and step."""
    panel = _panel(desk)
    chosen = under_cursor(desk, panel)
    if chosen is None:
        raise Refused("Nothing to tick.")
    if chosen.id in panel.ticks:
        del panel.ticks[chosen.id]
    else:
        panel.ticks[chosen.id] = None
    panel.step(desk, 1)


def accept(desk: Desk) -> None:
    """Take the ticked statements, or the one under the cursor; their blanks follow.

    Raises:
        Refused: nothing fits.
    """
    panel = _panel(desk)
    shelf = desk.library.statements
    chosen = [shelf[name] for name in panel.ticks if name in shelf]
    here = under_cursor(desk, panel)
    if not chosen and here is None:
        own = desk.key("pick.own_words", Context.PICK)
        raise Refused(f"Nothing fits {panel.typed.text}. {own} takes it as your own words.")
    chosen = chosen or ([here] if here is not None else [])
    desk.close(panel)
    if panel.spot is None:
        if panel.words is not None:
            panel.words(desk, [plain_words(desk, each) for each in chosen])
        return
    spot = panel.spot
    fills = [Fill(each, code_at(desk, spot, at)) for at, each in enumerate(chosen)]
    open_blanks(desk, BlanksPage(fills=fills, then=lambda desk, taken: put_in(desk, spot, taken, panel.chart)))


def plain_words(desk: Desk, statement: Statement) -> str:
    """A statement as text: what the chart and its defaults know is filled in, other blanks stay as ``[name]``."""
    from plantui.quickentry import fill

    held = Fill(statement).held(desk)
    holes = {blank.name: held.get(blank.name) or f"[{blank.name}]" for blank in asked(statement)}
    return fill(statement.text, {**held, **holes})


def put_in(desk: Desk, spot: Spot, taken: list[Taken], chart: str = "") -> None:
    """Put lines into the plan: one step, which ``.`` does again elsewhere."""
    step = desk.do(InsertLines(tuple(taken), spot.parent, spot.place), chart)
    state = desk.state
    state.tree.folded.discard(spot.parent)
    state.tree.filter = ""
    if desk.state.on_main:
        state.pane = Pane.PLAN
    state.tree.cursor = step.focus or state.tree.cursor
    desk.again = _again(tuple(taken), spot.kind)


def _again(taken: tuple[Taken, ...], kind: str) -> Action:
    def again(desk: Desk) -> None:
        place, spot = spot_here(desk)
        if KINDS.index(kind) == place.depth and place.parent is not None:
            order = [node.id for node in children(place.parent)]
            spot = Spot(kind, place.parent.id, order.index(place.node.id) + 1)
        if spot.kind != kind:
            raise Refused(f"The same words are {kind}s; they do not go under {place.node.code}.")
        step = desk.do(InsertLines(taken, spot.parent, spot.place))
        desk.state.tree.cursor = step.focus

    return again


def own_words(desk: Desk) -> None:
    """Take what was typed as own words.

    Raises:
        Refused: nothing was typed, or it does not read as a line of its kind.
    """
    panel = _panel(desk)
    typed = panel.typed.text.strip()
    if not typed:
        raise Refused("Type your own words first.")
    if panel.spot is None:
        desk.close(panel)
        if panel.words is not None:
            panel.words(desk, [typed])
        return
    try:
        read = parse_plan_line(panel.spot.kind, typed, desk.shown.lexicon())
    except LineFault as fault:
        raise Refused(fault.message, fault.code) from None
    assert isinstance(read, Line)
    desk.close(panel)
    put_in(desk, panel.spot, [Taken(read)], panel.chart)


PickPanel.acts = {
    "pick.tick": tick,
    "pick.accept": accept,
    "pick.own_words": own_words,
}

ACTIONS: dict[str, Action] = {
    "insert.statement": open_pick,
    "pick.tick": only_here("the statement library"),
    "pick.own_words": only_here("the statement library"),
}
"""Action id -> what runs."""
