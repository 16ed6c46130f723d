"""The desk: takes every key, synchronously, and lets actions change the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from plantui.keys import decision as decided
from plantui.keys.context import Context
from plantui.keys.field import LineField, apply, insert
from plantui.keys.keymap import Keymap
from plantui.keys.machine import Machine
from plantui.library import Library
from plantui.model.chart import Chart
from plantui.model.fault import ChartFaults
from plantui.practice.command import Command, Step
from plantui.practice.practice import Clash, Practice
from plantui.practice.refusal import Refused
from plantui.tui.desk import naming
from plantui.tui.desk.filtering import narrow
from plantui.tui.desk.jumping import answer
from plantui.tui.desk.keeping import Keeping
from plantui.tui.desk.locking import Locking
from plantui.tui.desk.mercy import Mercy, way_back
from plantui.tui.desk.messages import after_key, complain, say, standing
from plantui.tui.desk.shown import Shown
from plantui.tui.desk.signature import SignStage
from plantui.tui.desk.state import DeskState, Message, MessageKind, Pane
from plantui.tui.desk.typing import type_into
from plantui.tui.desk.views import Views
from plantui.tui.desk.vouching import Vouching
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.settings.known import Settings
    from plantui.settings.paths import Paths
    from plantui.tui.desk.scene import Scene
    from plantui.tui.desk.tour import Tour
    from plantui.tui.desk.userkeys import KeymapFile

Action = Callable[["Desk"], None]
"""What a key runs; it finishes before the next key is looked at."""
READ_ONLY = "Read only: this store was opened with --read-only."
NOT_NOW = "Nothing can be changed while changes wait to be saved."


class Sight(Protocol):
    """What of the state can be seen on a screen of its size."""

    def follow(self, desk: Desk) -> None:
        """Scroll panes and pages so that their cursors stay in view."""

    def visible(self, desk: Desk, pane: Pane) -> list[str]:
        """Keys of the rows of a pane that stand on the screen, top to bottom."""


class Desk:
    """Everything behind the screen: the state, the practice, and the one place that takes keys.

    ``actions`` maps action ids to what runs, ``sight`` knows what can be seen. ``clock`` is looked at when a key comes
    and not between keys, so that an idle screen stands still. Nothing here waits: changes go to the practice's writer.
    """

    def __init__(
        self,
        practice: Practice,
        library: Library,
        keymap: Keymap,
        settings: Settings,
        actions: Mapping[str, Action],
        clock: Callable[[], datetime],
        export_dir: Path,
        sight: Sight,
        rehearsal: bool = False,
    ) -> None:
        self.practice = practice
        self.library = library
        self.settings = settings
        self.machine = Machine(keymap)
        self.actions = actions
        self._clock = clock
        self.moment = clock()
        self.sight = sight
        self.rehearsal = rehearsal
        self.export_dir = export_dir
        self.paths: Paths | None = None
        """The person's own files and the places of this run; None where there are none, as in some tests."""
        self.keymap_file: KeymapFile | None = None
        self.tour: Tour | None = None
        self.state = DeskState()
        self.shown = Shown(self)
        self.drafts = Keeping()
        self.locking = Locking()
        self.views = Views()
        self.mercy = Mercy()
        self.vouching = Vouching()
        self.again: Action | None = None
        """What ``.`` does on the line under the cursor."""
        self.exported: Action | None = None
        """What exports the same thing again."""
        self.pressed = ""
        """The key that was pressed last."""
        self.saved_at: datetime | None = None
        self.done = False

    @property
    def keymap(self) -> Keymap:
        """The keys in force."""
        return self.machine.keymap

    def key(self, action_id: str, context: Context = Context.NORMAL) -> str:
        """The key of an action as it is printed; empty when it has none here."""
        return self.keymap.keys_text(action_id, context)

    def now(self) -> datetime:
        """The moment of the last key."""
        return self.moment

    def look_at_clock(self) -> datetime:
        """The moment now, from here on the one everything is shown for."""
        self.moment = self._clock()
        return self.moment

    # keys

    def context(self) -> Context:
        """Where a key pressed now would land."""
        state = self.state
        if state.blank:
            return Context.BLANK
        if state.confirm is not None:
            return Context.CONFIRM
        if self.in_trouble:
            return Context.CONFLICT if isinstance(self.practice.writer.failure, Clash) else Context.SAVEFAIL
        if state.help is not None:
            return Context.PICK if state.help.field.text else Context.HELP
        scene = state.acting
        if scene is not None:
            return scene.context()
        if state.jump is not None:
            return Context.JUMP
        if state.sign is not None:
            stage = state.sign.stage
            if stage is SignStage.TOOK_PART:
                return Context.SIGN
            return Context.SIGN_INITIALS if stage is SignStage.INITIALS else Context.SIGN_COMMENT
        if state.finder is not None:
            return Context.PICK
        if state.line is not None:
            return Context.LINE
        return Context.MOVE if state.move is not None else Context.NORMAL

    @property
    def in_trouble(self) -> bool:
        """Whether the box of a failed save or of a conflict has the keys.

        It waits while somebody types: a letter on its way into a line must not answer it.
        """
        state = self.state
        waits = state.looking or (state.undisturbed and state.typing)
        return self.practice.writer.failure is not None and not waits

    def focus(self) -> str:
        """The pane or panel that has the keys, as the footer and help know it."""
        state = self.state
        if state.help is not None:
            return "help"
        scene = state.acting
        if scene is not None and not scene.main:
            return scene.focus()
        if state.finder is not None:
            return "clients"
        if state.sign is not None:
            return "gated" if state.sign.gate and state.sign.musts else ""
        if state.line is not None:
            return "search" if state.line.purpose == "filter" and state.pane is Pane.PLAN else state.line.purpose
        if not self.shown.lists.anybody():
            return "empty"
        return {Pane.CASELOAD: "caseload", Pane.PLAN: "plan", Pane.QUEUE: "queue"}[state.pane]

    def press(self, key: str) -> None:
        """Take one key, as a token."""
        self.look_at_clock()
        self.pressed = key
        if self.locking.holds(self, key) or self.vouching.holds(self, key):
            return
        said, stood = self.state.message, standing(self)
        scene = self.scene_with_keys()
        if scene is None or not scene.raw(self, key):
            self._decide(self.machine.feed(key, self.context()))
        self._settle(said, stood)

    def paste(self, text: str) -> None:
        """Take pasted text: typed where text goes, refused elsewhere, never read as keys."""
        self.look_at_clock()
        if self.vouching.holds_text(self, text):
            return
        said, stood = self.state.message, standing(self)
        self._decide(self.machine.paste(text, self.context()))
        self._settle(said, stood)

    def beside(self, action: Action) -> None:
        """Run what comes from beside the keys, as if a key had run it."""
        said, stood = self.state.message, standing(self)
        self._guarded(action)
        self._settle(said, stood)

    def _settle(self, said: Message, stood: object) -> None:
        """After a key: old messages go, cursors come into view."""
        state = self.state
        after_key(self, said, stood)
        state.strip = self.machine.strip
        state.undisturbed = state.undisturbed and state.typing
        self.drafts.follow(self)
        self.drafts.attend(self)
        self.mercy.look(self)
        if self.tour is not None:
            self.tour.look(self)
        self.sight.follow(self)

    def _decide(self, decision: decided.Decision) -> None:
        if isinstance(decision, decided.Run):
            self.run(decision.action)
        elif isinstance(decision, decided.Text):
            self._type(lambda scene: scene.type(self, decision.text), lambda field: insert(field, decision.text))
        elif isinstance(decision, decided.Edit):
            self.edit(decision.key, apply)
        elif isinstance(decision, decided.Answer):
            scene = self.scene_with_keys()
            to_scene = scene.answer if scene is not None else answer
            self._guarded(lambda desk: to_scene(desk, decision.char))
        elif isinstance(decision, decided.Unknown):
            self.say(decision.message, MessageKind.WARNING)
        elif isinstance(decision, decided.Cancel):
            if decision.dropped:
                self.say("")
            else:
                self.run("ui.cancel")
        elif isinstance(decision, decided.Line):
            from plantui.tui.desk.palette_lines import run_line

            line = decision.line
            self._guarded(lambda desk: run_line(desk, line))

    def run(self, action_id: str) -> None:
        """Run an action; a refusal becomes the message."""
        scene = self.scene_with_keys()
        action = self.drafts.instead(self, action_id)
        action = action or (scene.acts.get(action_id) if scene is not None else None) or self.actions.get(action_id)
        if action is None:
            return
        barred = scene.bars(self, action_id) if scene is not None and action_id not in scene.acts else ""
        if barred:
            self.warn(barred)
            return
        known = self.keymap.registry.get(action_id)
        if known is not None and known.changes and not self._may_change():
            return
        self._guarded(action)

    @property
    def read_only_said(self) -> str:
        """Why nothing may be changed here: the person only reads, or the store was opened so."""
        return self.practice.barred or READ_ONLY

    def _may_change(self) -> bool:
        """Whether anything may be changed now; says why not."""
        if self.state.read_only:
            self.warn(self.read_only_said)
            return False
        if held := self.drafts.barred(self):
            self.warn(held)
            return False
        if self.practice.writer.failure is not None:
            self.state.looking = self.state.undisturbed = False
            self.warn(NOT_NOW)
            return False
        return True

    def _guarded(self, action: Action) -> None:
        try:
            action(self)
        except (Refused, VaultFault, ChartFaults, OSError) as error:
            complain(self, error)

    def scene_with_keys(self) -> Scene | None:
        """The scene that keys reach now; none while a question, help or a box is over it."""
        state = self.state
        over = state.blank or self.in_trouble or state.confirm is not None or state.help is not None
        return None if over else state.acting

    def edit(self, key: str, change: Callable[[LineField, str], LineField]) -> None:
        """Let an editing key change what is typed; in a line of the desk's own it does what ``change`` says."""
        self._type(lambda scene: scene.edit(self, key), lambda field: change(field, key))

    def _type(self, in_scene: Callable[[Scene], None], change: Callable[[LineField], LineField]) -> None:
        scene = self.scene_with_keys()
        if scene is not None:
            self._guarded(lambda _: in_scene(scene))
            return
        type_into(self.state, change)
        if self.state.line is not None:
            from plantui.tui.desk.completion import suggest

            suggest(self)
        if self.state.line is not None and self.state.line.purpose == "filter":
            narrow(self)

    # pages and panels

    def open(self, scene: Scene) -> None:
        """Put a page or panel on top."""
        if scene.acts_in:
            import_module(f"plantui.tui.desk.{scene.acts_in}")
        scene.on_top = self.state.occupied and not scene.main
        self.state.scenes.append(scene)

    def close(self, scene: Scene | None = None) -> None:
        """Take a page or panel away, and what stands on it; without one the top one."""
        scenes = self.state.scenes
        at = scenes.index(scene) if scene is not None and scene in scenes else len(scenes) - 1
        while len(scenes) > max(at, 0):
            scenes.pop().closed(self)

    def to_main(self) -> None:
        """Show the three panes: visited from a page that holds work in progress; other pages close."""
        state = self.state
        while state.scenes and (state.scenes[-1].panel or not state.on_main):
            if state.scenes[-1].holds and not state.scenes[-1].panel:
                from plantui.tui.desk.scene import Visit

                self.open(Visit())
                return
            self.close()

    # saying and doing

    def say(self, text: str, kind: MessageKind = MessageKind.DONE) -> None:
        """Put a sentence into the message line."""
        say(self, text, kind)

    def warn(self, text: str) -> None:
        """Say why something was not done."""
        self.say(text, MessageKind.WARNING)

    def chart(self) -> Chart:
        """The chart of the client that verbs act on.

        Raises:
            Refused: no client is chosen.
            VaultFault: it cannot be read.
        """
        if not self.state.client:
            if self.shown.lists.anybody():
                raise Refused(f"No client is chosen. {self.key('pane.caseload')} goes to the caseload.")
            raise Refused(f"No client here. {self.key('add.client')} adds one.")
        return self.practice.chart(self.state.client)

    def do(self, command: Command, chart_id: str = "", group: str = "") -> Step:
        """Do a command on the chosen client's chart and say what happened.

        Steps that follow each other with the same ``group`` are one intention for undo.

        Raises:
            Refused: it does not fit, or nothing may be changed.
        """
        if self.state.read_only:
            raise Refused(self.read_only_said)
        if held := self.drafts.barred(self):
            raise Refused(held)
        if self.practice.writer.failure is not None:
            self.state.looking = self.state.undisturbed = False
            raise Refused(NOT_NOW)
        step = self.practice.perform(chart_id or self.chart().id, command, group)
        self.say(self.told(step))
        return step

    def told(self, step: Step) -> str:
        """What a step did, with names as the privacy mode allows, and how to take it back."""
        said = naming.discreet(self, step.message, step.chart_id)
        hint = way_back(self) if step.act.endswith(".sign") else self.key("edit.undo")
        return f"{said}   {hint} undo" if step.changed and hint else said

    def remember(self, name: str, text: str) -> None:
        """Keep a line in the history of its field, so that Up brings it back."""
        if text.strip():
            old = tuple(line for line in self.state.histories.get(name, ()) if line != text)
            self.state.histories[name] = (*old, text)[-100:]

    def history(self, name: str) -> tuple[str, ...]:
        """Earlier lines of a field."""
        return self.state.histories.get(name, ())
