"""The state that keys act on, as plain data. Widgets draw it; nothing else remembers anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.practice.shelving import Shelf
from plantui.tui.desk.journal import Journal
from plantui.tui.desk.palette_memory import PaletteMemory
from plantui.tui.desk.signature import SignPanel

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk
    from plantui.tui.desk.editing import Errand
    from plantui.tui.desk.scene import Scene


class Pane(StrEnum):
    """The three panes of the main screen, by the digit that focuses them."""

    CASELOAD = "1"
    PLAN = "2"
    QUEUE = "3"


@dataclass
class Ticked:
    """Ticked rows of a pane by key; ``range_from`` is the row where a range was begun, empty when there is none."""

    ticks: set[str] = field(default_factory=set)
    range_from: str = ""


@dataclass
class ListState(Ticked):
    """A list pane: the key of the row under the cursor, the first line shown, its filter and how it is sorted.

    Rows are named by a key (a chart id in the caseload; chart id, kind and day in the queue), so that the cursor stays
    on its row when the list changes; ``at`` is where that row was seen last. ``filter`` is as typed, without the slash.
    """

    cursor: str = ""
    at: int = 0
    top: int = 0
    filter: str = ""
    sort: str = "next"


@dataclass
class TreeState(Ticked):
    """The plan pane: the node under the cursor, folded nodes, and what is shown.

    ``folded`` holds ids of problems, goals and objectives whose inside is hidden. ``hide_done`` hides what is met or
    discontinued; ``wrap`` breaks long lines instead of cutting them.
    """

    cursor: str = ""
    top: int = 0
    folded: set[str] = field(default_factory=set)
    filter: str = ""
    hide_done: bool = False
    wrap: bool = False


Purpose = Literal["add", "edit", "client", "filter", "when", "reason", "date", "code", "rescue", "conflict"]
"""What a typed line is for: a new line of the tree, an edited one, a new client, a filter, a review date, a reason,
the day on which something was met, a code to go to, a folder to write a copy to, a line that two terminals changed."""


@dataclass
class LineEntry:
    """A line being typed, and what will become of it.

    In the tree ``kind`` is what an added line will be, ``parent`` the id of the node it goes under (empty: the plan)
    and ``index`` its place among the siblings there; ``node`` is the node being edited. ``before`` is what stood in the
    line when it was opened, ``origin`` the row under the cursor then. ``then`` names what a prompt is for, ``about``
    what it is about; ``chart`` is the chart it belongs to. ``scolded`` shows a fault under the field: set by Enter or
    by a rest of 400 ms, cleared by the next letter.
    ``on_page`` keeps a line of the tree on the page it was opened from.
    """

    purpose: Purpose
    field: LineField = field(default_factory=opened)
    title: str = ""
    kind: str = ""
    parent: str = ""
    index: int | None = None
    node: str = ""
    before: str = ""
    origin: str = ""
    then: str = ""
    about: tuple[str, ...] = ()
    scolded: bool = False
    chart: str = ""
    on_page: bool = False
    match: int = -1
    """The match of the library under the line that has the cursor; -1 while the line itself has it."""


@dataclass
class ConfirmPanel:
    """A question that only ``y`` answers with yes; ``then`` is what happens."""

    question: str
    then: Callable[[Desk], None]


@dataclass
class MovePanel:
    """A line that was grabbed: the node, where it would be dropped (parent id, index), and where it came from."""

    node: str
    parent: str
    index: int
    origin: tuple[str, int] = ("", 0)


@dataclass
class FinderPanel:
    """Finding a client: what is typed, which of the matches is chosen, and the first one shown."""

    field: LineField = field(default_factory=opened)
    cursor: int = 0


@dataclass
class HelpPanel:
    """Help for the place it was opened from; ``every`` shows all keys, ``cursor`` is -1 while no line is chosen."""

    context: Context
    focus: str = ""
    field: LineField = field(default_factory=opened)
    cursor: int = -1
    top: int = 0
    every: bool = False


@dataclass
class JumpPanel:
    """Jump labels: label -> pane and row key, and the first letter of a two-letter label once it is typed."""

    labels: dict[str, tuple[Pane, str]]
    typed: str = ""


class MessageKind(StrEnum):
    """How long a message stays: until the next key and 2 s more, until something moves, until Esc answers it."""

    DONE = "done"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Message:
    """The line second from below: what happened, to what, how to go back."""

    text: str = ""
    kind: MessageKind = MessageKind.DONE


@dataclass
class DeskState:
    """Everything that a screen is drawn from, besides the charts themselves.

    ``client`` is the id of the chart that the plan pane shows and verbs act on, ``last_client`` the one before it.
    ``memory`` keeps the cursor and folds of each client's tree, so that one returns exactly to where one was.
    ``histories`` keeps abandoned and entered lines by purpose and kind, in memory only. ``held`` is the line that was
    being typed when a copy is written elsewhere. ``looking`` is true while the box of a failed save is put aside to
    look around, ``undisturbed`` while somebody types and the box waits so that no letter answers it, ``plan_waits``
    while a key repeats and the plan pane stands still. ``shelf`` holds copied lines, ``commands`` what was run from the
    palette, ``journal`` what was said, ``passing`` a message whose next key has come, shown until ``passes_at``
    where nothing newer is, ``unanswered`` an error over which something newer was said; ``asked`` is what the
    terminal is to do after this key (redraw, suspend). ``errand`` is a text that is to go through the editor after
    this key, ``editor_told`` whether this run has said what that means, ``outlines`` plans as they came back from
    the editor and did not read, by chart.
    """

    width: int = 80
    height: int = 24
    scenes: list[Scene] = field(default_factory=list)
    pane: Pane = Pane.CASELOAD
    zoomed: bool = False
    blank: bool = False
    client: str = ""
    last_client: str = ""
    caseload: ListState = field(default_factory=ListState)
    queue: ListState = field(default_factory=ListState)
    tree: TreeState = field(default_factory=TreeState)
    memory: dict[str, TreeState] = field(default_factory=dict)
    line: LineEntry | None = None
    held: LineEntry | None = None
    sign: SignPanel | None = None
    confirm: ConfirmPanel | None = None
    move: MovePanel | None = None
    finder: FinderPanel | None = None
    help: HelpPanel | None = None
    jump: JumpPanel | None = None
    message: Message = field(default_factory=Message)
    passing: str = ""
    passes_at: datetime = datetime.min
    unanswered: Message = field(default_factory=Message)
    histories: dict[str, tuple[str, ...]] = field(default_factory=dict)
    outlines: dict[str, str] = field(default_factory=dict, repr=False)
    errand: Errand | None = None
    editor_told: bool = False
    shelf: Shelf = field(default_factory=Shelf)
    commands: PaletteMemory = field(default_factory=PaletteMemory)
    journal: Journal = field(default_factory=Journal)
    asked: str = ""
    strip: bool = False
    names: str = "full"
    theme: str = "dark"
    read_only: bool = False
    looking: bool = False
    undisturbed: bool = False
    plan_waits: bool = False

    @property
    def typing(self) -> bool:
        """Whether letters go into a field at this moment."""
        in_sign = self.sign is not None and self.sign.field is not None
        in_scene = self.scene is not None and self.scene.typing()
        return self.line is not None or self.finder is not None or self.help is not None or in_sign or in_scene

    @property
    def scene(self) -> Scene | None:
        """The page or panel on top of everything else that was opened."""
        return self.scenes[-1] if self.scenes else None

    @property
    def page(self) -> Scene | None:
        """The page that fills the screen, panels over it left aside; None: the three panes."""
        return next((scene for scene in reversed(self.scenes) if not scene.panel), None)

    @property
    def on_main(self) -> bool:
        """Whether the three panes are what is seen."""
        page = self.page
        return page is None or page.main

    @property
    def occupied(self) -> bool:
        """Whether a line, a signature, the client finder, jump labels or a grabbed line has the keys of a page."""
        return any(each is not None for each in (self.jump, self.sign, self.finder, self.line, self.move))

    @property
    def acting(self) -> Scene | None:
        """The scene that keys reach now: the top one, unless a line or panel of the desk was opened over it."""
        scene = self.scene
        return scene if scene is not None and (scene.on_top or not self.occupied) else None

    def ticked(self, pane: Pane) -> Ticked:
        """The ticks of a pane."""
        return {Pane.CASELOAD: self.caseload, Pane.PLAN: self.tree, Pane.QUEUE: self.queue}[pane]

    def listed(self, pane: Pane) -> ListState:
        """The state of a left pane."""
        return self.queue if pane is Pane.QUEUE else self.caseload

    def filter_of(self, pane: Pane) -> str:
        """The filter in force in a pane: while one is typed, what stands in the line."""
        if self.line is not None and self.line.purpose == "filter" and self.line.then == pane.value:
            return self.line.field.text
        return self.tree.filter if pane is Pane.PLAN else self.listed(pane).filter
