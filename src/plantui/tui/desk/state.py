"""The state that keys act on, as plain data. Widgets draw it; nothing else remembers anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from plantui.keys.field import LineField, opened
from plantui.model.signature import TookPart


class Pane(StrEnum):
    """The three panes of the main screen, by the digit that focuses them."""

    CASELOAD = "1"
    PLAN = "2"
    QUEUE = "3"


class View(StrEnum):
    """What fills the screen."""

    MAIN = "main"
    GLANCE = "glance"
    HELP = "help"
    LINT = "lint"


@dataclass
class ListState:
    """A list pane: the key of the row under the cursor, the first row shown, its filter and its ticks.

    Rows are named by a key (a chart id in the caseload; chart id and kind in the queue), so that the cursor stays on
    its row when the list changes. ``filter`` is the text as typed, without the slash.
    """

    cursor: str = ""
    top: int = 0
    filter: str = ""
    ticks: set[str] = field(default_factory=set)
    range_from: str = ""
    sort: str = "next"


@dataclass
class TreeState:
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


Purpose = Literal["add", "edit", "client", "filter", "when", "reason", "date", "find"]
"""What a typed line is for: a new line of the tree, an edited one, a new client, a filter, a review date, a reason."""


@dataclass
class LineEntry:
    """A line being typed, and what will become of it.

    In the tree ``kind`` is what an added line will be, ``parent`` the id of the node it goes under (empty: the plan)
    and ``index`` its place among the siblings there; ``node`` is the node being edited. ``before`` is the node's
    one-line form when editing began. ``then`` names the action that asked for a prompt, with its arguments in ``about``.
    ``scolded`` shows a fault under the field: set by Enter or by a rest of 400 ms, cleared by the next letter.
    """

    purpose: Purpose
    field: LineField = field(default_factory=opened)
    title: str = ""
    kind: str = ""
    parent: str = ""
    index: int | None = None
    node: str = ""
    before: str = ""
    then: str = ""
    about: tuple[str, ...] = ()
    scolded: bool = False
    chart: str = ""


class SignStage(StrEnum):
    """Fields of the signature panel, in their order."""

    TOOK_PART = "took_part"
    WHY = "why"
    COMMENT = "comment"
    ANYWAY = "anyway"
    INITIALS = "initials"


@dataclass
class SignPanel:
    """The signature panel of a plan: which field is being filled and what was filled so far."""

    chart: str
    stage: SignStage = SignStage.TOOK_PART
    took_part: TookPart | None = None
    why: LineField = field(default_factory=opened)
    comment: LineField = field(default_factory=opened)
    anyway: LineField = field(default_factory=opened)
    initials: LineField = field(default_factory=opened)
    problem: str = ""


@dataclass
class ConfirmPanel:
    """A question that only ``y`` answers with yes; ``then`` names what happens, with its arguments."""

    question: str
    then: str
    about: tuple[str, ...] = ()


@dataclass
class MovePanel:
    """A line that was grabbed: the node and where it would be dropped (parent id, index among the siblings)."""

    node: str
    parent: str
    index: int


class MessageKind(StrEnum):
    """How long a message stays."""

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
    ``histories`` keeps abandoned and entered lines by purpose and kind, in memory only.
    """

    width: int = 80
    height: int = 24
    view: View = View.MAIN
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
    sign: SignPanel | None = None
    confirm: ConfirmPanel | None = None
    move: MovePanel | None = None
    page_top: int = 0
    page_cursor: int = 0
    search: LineField = field(default_factory=opened)
    all_keys: bool = False
    message: Message = field(default_factory=Message)
    histories: dict[str, tuple[str, ...]] = field(default_factory=dict)
    strip: bool = False
    names: str = "full"
    theme: str = "dark"
    read_only: bool = False
    leaving: bool = False
