"""Private notes on the screen: a passphrase, what was written, and room for more. Nothing of it outlives the panel.

The text being typed is kept as no draft: drafts are sealed with the key of the store, which colleagues hold. It is
saved when it is done, when the panel closes, by the lock, and when the terminal goes away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.keys import body as bodies
from plantui.keys.body import TextBody
from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.keys.hint import Shown
from plantui.practice.private import AT_THE_START, PrivateBook, unlock
from plantui.practice.refusal import Refused
from plantui.tui.desk.scene import Scene
from plantui.tui.desk.state import ConfirmPanel
from plantui.tui.text import breaks
from plantui.vault.faults import VaultFault, WrongPassphrase
from plantui.vault.private import PrivatePage, refuse_plain

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk
    from plantui.vault.store import FileStore

PANEL = 84
"""How wide the panel is, in cells."""

TRIES = 3
"""After so many wrong passphrases the panel closes."""

STAYS = frozenset({"app", "help", "nav", "palette", "pane", "privacy", "ui"})
"""Families of actions that work over the notes as they do everywhere."""


@dataclass(eq=False)
class PrivatePanel(Scene):
    """The private notes about one client: ``book`` is None until the passphrase was right.

    ``writing`` is the note being typed; None while notes are read.
    """

    panel: ClassVar[bool] = True
    holds: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {}
    chart: str = ""
    code: str = ""
    word: LineField = field(default_factory=lambda: opened(secret=True), repr=False)
    wrong: int = 0
    book: PrivateBook | None = field(default=None, repr=False)
    page: PrivatePage = field(default_factory=PrivatePage, repr=False)
    cursor: int = 0
    top: int = 0
    writing: TextBody | None = field(default=None, repr=False)
    width: int = PANEL
    """As it was drawn last; what is typed is broken to it."""

    def context(self) -> Context:
        """The passphrase, the text, or the notes."""
        if self.book is None:
            return Context.LINE
        return Context.NORMAL if self.writing is None else Context.TEXT

    def focus(self) -> str:
        """Its footer."""
        return {Context.LINE: "private word", Context.TEXT: "private"}.get(self.context(), "private notes")

    def field(self) -> LineField | None:
        """The passphrase."""
        return self.word if self.book is None else None

    def put(self, desk: Desk, field: LineField) -> None:
        """Take the changed passphrase."""
        self.word = field

    def typing(self) -> bool:
        """Whether letters are typed."""
        return self.book is None or self.writing is not None

    def type(self, desk: Desk, text: str) -> None:
        """Letters go into the note, or the passphrase."""
        if self.writing is not None:
            self.writing = bodies.insert(self.writing, text)
        else:
            super().type(desk, text)

    def edit(self, desk: Desk, key: str) -> None:
        """Editing keys."""
        if self.writing is not None:
            self.writing = bodies.apply(self.writing, key, lambda text: breaks(text, self.width - 4), 8)
        else:
            super().edit(desk, key)

    def step(self, desk: Desk, by: int) -> None:
        """Another note."""
        self.cursor = max(0, min(self.cursor + by, len(self.page.notes) - 1))

    def cancel(self, desk: Desk) -> bool:
        """Esc ends the typing and keeps what was typed."""
        if self.writing is None:
            return False
        self.keep(desk)
        return True

    def closed(self, desk: Desk) -> None:
        """Keep what was typed, then forget it and the key."""
        try:
            self.keep(desk)
        finally:
            if self.book is not None:
                self.book.close()
            self.book, self.page, self.writing = None, PrivatePage(), None
            self.word = opened(secret=True)

    def keep(self, desk: Desk) -> None:
        """Save what was typed, if there is any.

        Raises:
            VaultFault: it is not saved, and still there to be typed.
        """
        if self.writing is None or self.book is None:
            return
        if self.writing.text.strip() and not desk.state.read_only:
            self.page = self.book.add(self.chart, self.writing.text)
            self.cursor = len(self.page.notes) - 1
            desk.say(f"A private note about {self.code} is kept.")
        self.writing = None

    def bars(self, desk: Desk, action: str) -> str:
        """What is typed to be a private note reaches nothing behind the panel."""
        if self.context() is not Context.NORMAL or action.partition(".")[0] in STAYS:
            return ""
        return f"{desk.key('note.new')} writes a private note. {desk.key('ui.back')} closes them first."

    def about(self, desk: Desk) -> str:
        """No chart: nothing of a chart is changed here, so nothing is undone here."""
        return ""

    def stands(self) -> object:
        """The note, or how much is typed."""
        return self.cursor, self.writing, self.word.cursor

    def told(self, desk: Desk) -> dict[str, Shown]:
        """Nothing depends on the moment."""
        return {}


def open_private(desk: Desk) -> None:
    """Ask for the passphrase of whoever works here, for their own notes about the chosen client.

    Raises:
        Refused: no client is chosen, or there is no store to keep them in.
        VaultFault: the store is not sealed.
    """
    chart = desk.chart()
    refuse_plain(_store(desk).key is not None)
    if not isinstance(desk.state.scene, PrivatePanel):
        desk.open(PrivatePanel(chart.id, chart.code))


def keep_private(desk: Desk) -> None:
    """Save a private note that is being typed: the terminal has gone away.

    Raises:
        VaultFault: it is not saved.
    """
    for scene in desk.state.scenes:
        if isinstance(scene, PrivatePanel):
            scene.keep(desk)


def _store(desk: Desk) -> FileStore:
    premises = desk.locking.premises
    if premises is None or premises.store is None:
        raise Refused("Private notes need a store that is open.")
    return premises.store


def _panel(desk: Desk) -> PrivatePanel:
    panel = desk.scene_with_keys()
    if not isinstance(panel, PrivatePanel):
        raise Refused("That works in private notes.")
    return panel


def try_word(desk: Desk) -> None:
    """Enter: open the notes with what was typed.

    Raises:
        VaultFault: they cannot be read.
    """
    panel = _panel(desk)
    typed, panel.word = panel.word.text, opened(secret=True)
    if panel.book is not None or not typed:
        return
    premises = desk.locking.premises
    session = premises.session if premises is not None else ""
    try:
        book = unlock(_store(desk), typed, desk.practice.acting, session)
    except WrongPassphrase as wrong:
        panel.wrong += 1
        if panel.wrong >= TRIES:
            desk.close(panel)
        desk.warn(f"{wrong.code} That is not your passphrase. The recovery key does not open private notes.")
        return
    try:
        panel.page = book.open(panel.chart)
    except VaultFault:
        book.close()
        desk.close(panel)
        raise
    panel.book = book
    panel.cursor = max(0, len(panel.page.notes) - 1)
    if not panel.page.notes:
        desk.say(AT_THE_START.partition(": ")[0] + ".")


def write(desk: Desk) -> None:
    """Begin a note."""
    panel = _panel(desk)
    if panel.book is not None and panel.writing is None:
        panel.writing = bodies.opened()


def done(desk: Desk) -> None:
    """Keep the note."""
    panel = _panel(desk)
    if panel.writing is not None and not panel.writing.text.strip():
        desk.say("Nothing was written, so nothing was kept.")
    panel.keep(desk)


def ask_to_remove(desk: Desk) -> None:
    """Ask whether the note under the cursor shall go.

    Raises:
        Refused: there is none.
    """
    panel = _panel(desk)
    if not panel.page.notes:
        raise Refused("There is no private note to remove.")
    note = panel.page.notes[panel.cursor]

    def remove(desk: Desk) -> None:
        if panel.book is not None:
            panel.page = panel.book.drop(panel.chart, note)
            panel.cursor = max(0, min(panel.cursor, len(panel.page.notes) - 1))
            desk.say("The private note is removed. Snapshots hold it until they go.")

    local = note.at.astimezone()
    desk.state.confirm = ConfirmPanel(f"Remove the private note of {local.day} {local:%b %Y %H:%M} for good?", remove)


def _turned(operation: Callable[[TextBody], TextBody]) -> Action:
    def turn(desk: Desk) -> None:
        panel = _panel(desk)
        if panel.writing is not None:
            panel.writing = operation(panel.writing)

    return turn


PrivatePanel.acts = {
    "line.commit": try_word,
    "line.done": try_word,
    "note.new": write,
    "item.remove": ask_to_remove,
    "item.open": lambda desk: None,
    "text.done": done,
    "text.undo": _turned(bodies.undo),
    "text.redo": _turned(bodies.redo),
    "text.date": lambda desk: _panel(desk).type(desk, f"{desk.now().day} {desk.now():%b %Y}"),
    "text.time": lambda desk: _panel(desk).type(desk, f"{desk.now():%H:%M}"),
}

ACTIONS: dict[str, Action] = {"private.open": open_private}
"""Action id -> what runs."""
