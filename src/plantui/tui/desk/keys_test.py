"""What the terminal sends, key by key, and which of the keys that may be taken have arrived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plantui.keys import token
from plantui.keys.context import Context
from plantui.keys.keymap import Binding
from plantui.tui.desk.scene import Scene

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

MOST = 50
"""How many keys are remembered."""


@dataclass(eq=False)
class KeysTest(Scene):
    """Every key is shown instead of doing anything; Esc leaves; the keys that blank and help still do."""

    pressed: list[str] = field(default_factory=list)

    def focus(self) -> str:
        """Its footer and help."""
        return "keytest"

    def raw(self, desk: Desk, key: str) -> bool:
        """Take a key before it means anything."""
        self.pressed = [key, *self.pressed][:MOST]
        if key == "esc" or (key,) in {each.sequence for each in _kept(desk)}:
            return False
        desk.machine.drop()
        return True

    def stands(self) -> object:
        """What was pressed."""
        return tuple(self.pressed)


def _kept(desk: Desk) -> list[Binding]:
    """The keys that do what they do everywhere: blank the screen, and help."""
    return [each for each in desk.keymap.own(Context.ANY) if each.action in ("privacy.blank", "help.here")]


def meaning(desk: Desk, key: str) -> str:
    """What a key does on the main screen and while a text is typed."""
    said = []
    for context, where in ((Context.NORMAL, ""), (Context.TEXT, "in a note: "), (Context.LINE, "in a line: ")):
        table = desk.keymap.table(context)
        found = table.get((key,))
        if found is not None:
            action = desk.keymap.registry.get(found.action)
            said.append(f"{where}{action.title if action is not None else found.line}")
        elif table.is_prefix((key,)):
            said.append(f"{where}begins other keys")
        elif where and token.is_printable(key):
            continue
        if said and not where:
            break
    return "; ".join(dict.fromkeys(said))


def open_test(desk: Desk) -> None:
    """Show what the terminal sends."""
    desk.open(KeysTest())


ACTIONS: dict[str, Action] = {"command.keys.test": open_test}
"""Action id -> what runs."""
