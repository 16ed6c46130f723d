"""Actions: everything a key, the palette or a user's own key can start."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from plantui.keys.context import Context


class Subject(enum.Enum):
    """What an action acts on, so that the palette can name it beside the key."""

    NOTHING = "nothing"
    ROW = "row"
    """Whatever is under the cursor."""
    CLIENT = "client"
    PLAN = "plan"
    LINE = "line"
    """A line of the plan: problem, goal, objective or intervention."""
    OBJECTIVE = "objective"
    NOTE = "note"
    REVIEW = "review"
    PANE = "pane"
    STORE = "store"
    TEXT = "text"
    """The text being typed."""
    PANEL = "panel"


class Group(enum.Enum):
    """The headings of help and of the printed key table."""

    MOVE = "Move"
    GO = "Go"
    ADD = "Add"
    CHANGE = "Change"
    PROGRESS = "Progress"
    CLIENT = "Plan and client"
    EXPORT = "Export"
    VIEW = "View"
    SAFE = "Safe"
    TYPING = "Typing"
    PANEL = "Panels"
    COMMAND = "Commands"


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the program can do, and how it is reached."""

    id: str
    """Permanent name, as the keymap file writes it (`review.this`)."""
    title: str
    """What the palette and the which-key strip call it."""
    help: str
    """What it does, as the key table says it."""
    group: Group
    keys: Mapping[Context, tuple[str, ...]] = {}
    """The default keys by context, in the order they are shown. Sequences have spaces (`g t`)."""
    subject: Subject = Subject.NOTHING
    words: tuple[str, ...] = ()
    """Synonyms the palette also finds it by."""
    short: str = ""
    """The word beside the second key of a prefix; the title where empty."""
    verb: str = ""
    """The palette verb of its one-line form (`when`), where it has one."""
    changes: bool = False
    """Whether it writes to a chart; a read-only store refuses it."""
    undo: bool = False
    """Whether `u` takes it back."""
    repeatable: bool = False
    """Whether `.` does it again elsewhere."""
    bulk: bool = False
    """Whether it acts on all ticked rows."""
    palette: bool = True
    """Whether the palette lists it; plain movement and panel answers are not listed."""

    @property
    def word(self) -> str:
        """The short word, or the title."""
        return self.short or self.title


class Registry:
    """The actions that exist in this program, in catalogue order."""

    def __init__(self, actions: Iterable[Action]) -> None:
        self._by_id = {action.id: action for action in actions}

    @classmethod
    def of(cls, ids: Iterable[str]) -> Registry:
        """The actions of the catalogue that the doors really carry out.

        Raises:
            ValueError: an id is not in the catalogue; the message names all of them.
        """
        from plantui.keys.catalogue import CATALOGUE

        wanted = frozenset(ids)
        unknown = wanted - {action.id for action in CATALOGUE}
        if unknown:
            raise ValueError(f"Not in the catalogue: {', '.join(sorted(unknown))}")
        return cls(action for action in CATALOGUE if action.id in wanted)

    @classmethod
    def full(cls) -> Registry:
        """Every action of the catalogue: for documentation and tests, not for a running program."""
        from plantui.keys.catalogue import CATALOGUE

        return cls(CATALOGUE)

    def __contains__(self, action_id: object) -> bool:
        return action_id in self._by_id

    def __iter__(self) -> Iterator[Action]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, action_id: str) -> Action | None:
        """The action with this id, or None when it does not exist here."""
        return self._by_id.get(action_id)

    def __getitem__(self, action_id: str) -> Action:
        """The action with this id.

        Raises:
            KeyError: it does not exist here.
        """
        return self._by_id[action_id]

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, in catalogue order."""
        return tuple(self._by_id)

    def listed(self) -> tuple[Action, ...]:
        """The actions the palette lists."""
        return tuple(action for action in self if action.palette)
