"""The palette: every command by name, whole lines, and the key each has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from plantui.keys import field as fields
from plantui.keys.context import Context
from plantui.keys.field import opened
from plantui.practice.refusal import Refused
from plantui.tui.desk.entry import history_name
from plantui.tui.desk.helping import close_help
from plantui.tui.desk.palette_lines import run_line
from plantui.tui.desk.palette_rows import Entry, entries, plain, users_key
from plantui.tui.desk.palette_verbs import redraw, suspend
from plantui.tui.desk.searching import SearchPanel
from plantui.tui.desk.state import MessageKind

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

HISTORY = "palette"
"""The history that abandoned lines go to."""


@dataclass(eq=False)
class Palette(SearchPanel):
    """The search, and the context under the palette, on which the chosen row runs."""

    history: ClassVar[str] = HISTORY
    acts: ClassVar[dict[str, Action]] = {}
    behind: Context = Context.NORMAL

    def focus(self) -> str:
        """Its footer and help."""
        return "palette"

    def count(self, desk: Desk) -> int:
        """How many rows are listed."""
        return len(self.rows(desk))

    def step(self, desk: Desk, by: int) -> None:
        """Another row; above the first one stand earlier lines."""
        if by < 0 and self.cursor == 0:
            self.put(desk, fields.older(self.typed))
            return
        super().step(desk, by)

    def rows(self, desk: Desk) -> tuple[Entry, ...]:
        """What is listed."""
        state = desk.state
        here = (state.client, state.pane, state.tree.cursor, state.names, len(state.commands.actions))
        key = (self.typed.text, self.behind, desk.practice.version, desk.keymap, here, tuple(state.commands.actions))
        found: tuple[Entry, ...] = desk.shown.keep("palette", key, lambda: entries(desk, self.typed.text, self.behind))
        return found


def _panel(desk: Desk) -> Palette:
    scene = desk.state.scene
    assert isinstance(scene, Palette)
    return scene


def open_palette(desk: Desk) -> None:
    """Open the palette over whatever is there.

    Raises:
        Refused: a question waits for its answer.
    """
    if isinstance(desk.state.scene, Palette) and desk.state.help is None:
        return
    if desk.state.confirm is not None or desk.in_trouble:
        raise Refused("An answer is needed first.")
    if desk.state.help is not None:
        close_help(desk)
    if desk.state.jump is not None or desk.state.move is not None:
        from plantui.tui.desk.leaving import cancel

        cancel(desk)
    if not isinstance(desk.state.scene, Palette):
        desk.open(Palette(typed=opened("", desk.history(HISTORY)), behind=desk.context()))


def accept(desk: Desk) -> None:
    """Enter: run the chosen row on what is behind.

    Raises:
        Refused: nothing fits, or it does not fit here.
    """
    panel = _panel(desk)
    rows = panel.rows(desk)
    if not rows:
        text = plain(panel.typed.text)
        _run_whole(desk, panel, text)
        return
    chosen = rows[min(panel.cursor, len(rows) - 1)]
    if chosen.fill:
        panel.put(desk, opened(chosen.fill, desk.history(HISTORY)))
        desk.say(f"Type the rest: {chosen.about.lstrip(':') or chosen.title}")
    elif chosen.line:
        _run_whole(desk, panel, chosen.line)
    else:
        _run_action(desk, panel, chosen.action)


def as_typed(desk: Desk) -> None:
    """Run what is typed as a whole line."""
    panel = _panel(desk)
    _run_whole(desk, panel, plain(panel.typed.text))


def complete(desk: Desk) -> None:
    """Tab: put the chosen row into the field: its words, or the verb that it can also be typed as."""
    panel = _panel(desk)
    rows = panel.rows(desk)
    if not rows:
        raise Refused("Nothing fits what was typed.")
    chosen = rows[min(panel.cursor, len(rows) - 1)]
    if not chosen.line and plain(panel.typed.text) and panel.cursor == 0 and len(rows) > 1 and not chosen.action:
        chosen = rows[1]
    action = desk.keymap.registry.get(chosen.action)
    text = chosen.line or chosen.fill or (f"{action.verb} " if action is not None and action.verb else chosen.action)
    panel.put(desk, opened(text, desk.history(HISTORY)))


def _leave_line(desk: Desk) -> None:
    """The line being typed behind stays; should the command take its place, its words wait in history."""
    entry = desk.state.line
    if entry is not None:
        desk.remember(history_name(entry), entry.field.text)


def _run_action(desk: Desk, panel: Palette, action_id: str) -> None:
    action = desk.keymap.registry[action_id]
    key = users_key(desk, action, panel.behind)
    desk.close(panel)
    _leave_line(desk)
    desk.state.commands.ran(action_id)
    desk.run(action_id)
    message = desk.state.message
    if key and action_id not in desk.state.commands.told and message.kind is MessageKind.DONE:
        desk.state.commands.told.add(action_id)
        desk.say("   ".join(part for part in (message.text, f"Key for this: {key}") if part))


def _run_whole(desk: Desk, panel: Palette, text: str) -> None:
    if not text:
        raise Refused(f"Type a word of what is to be done. {desk.key('ui.cancel', Context.PICK)} closes this.")
    desk.close(panel)
    _leave_line(desk)
    try:
        run_line(desk, text)
    except Refused:
        if ";" not in text and desk.state.scene is not panel:
            desk.open(panel)
        raise
    desk.state.commands.typed(text)


Palette.acts = {
    "pick.accept": accept,
    "pick.tick": complete,
    "pick.own_words": as_typed,
}


def _line(verb: str) -> Action:
    """What a command without a key does when it is run by its id."""
    return lambda desk: run_line(desk, verb)


def _offer(verb: str) -> Action:
    """A command that needs more: the palette with the verb in its field."""
    return lambda desk: open_with(desk, f"{verb} ")


def open_with(desk: Desk, typed: str) -> None:
    """Open the palette with words in its field."""
    open_palette(desk)
    _panel(desk).put(desk, opened(typed, desk.history(HISTORY)))


ACTIONS: dict[str, Action] = {
    "palette.open": open_palette,
    "command.theme": _offer("theme"),
    "command.names": _offer("names"),
    "command.when": _line("when"),
    "command.spread": _line("spread"),
    "command.goto": _line("goto"),
    "command.members": _line("members"),
    "command.lint": lambda desk: desk.run("plan.lint"),
    "command.keys": _line("keys"),
    "command.import": _offer("import"),
    "command.backup": _line("backup"),
    "command.redraw": redraw,
    "command.suspend": suspend,
}
"""Action id -> what runs."""
