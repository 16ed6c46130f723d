"""Palette lines: a verb with what it needs, several with ; between them, typed or put on a key of the user's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from plantui.keys.field import opened
from plantui.practice.refusal import Refused
from plantui.quickentry import LineFault
from plantui.quickentry.palette import Command, parse_command
from plantui.tui.desk.state import MessageKind

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


@dataclass(frozen=True)
class Verb:
    """A word of a palette line.

    Attributes:
        run: does it with what was typed behind it.
        shape: an example of the whole line, for the palette.
        choices: what may stand behind it, where there are only a few words.
        prose: whether any words may stand behind it.
        action: the action it needs; the verb does not exist where that does not. Empty for none.
        bare: whether it means something alone.
        takes: what stands behind it, in a word or two: "a date".
        says: what a line with it would do, in words; empty where it does not read.
    """

    run: Callable[[Desk, Command], None]
    shape: str = ""
    choices: Callable[[Desk], tuple[str, ...]] | None = None
    prose: bool = False
    action: str = ""
    bare: bool = True
    takes: str = ""
    says: Callable[[Desk, str], str] | None = None


@cache
def verbs() -> Mapping[str, Verb]:
    """Every verb that takes something, and those of habit."""
    from plantui.tui.desk import palette_changes, palette_files, palette_verbs

    return {**palette_verbs.VERBS, **palette_changes.VERBS, **palette_files.VERBS}


def available(desk: Desk) -> frozenset[str]:
    """The verbs that exist in this program."""
    own = {name for name, verb in verbs().items() if not verb.action or verb.action in desk.actions}
    missing = verbs().keys() - own
    return frozenset(own | {action.verb for action in desk.keymap.registry if action.verb} - missing)


def read(desk: Desk, text: str) -> tuple[Command, ...]:
    """The commands of a line.

    Raises:
        LineFault: C4 for a word that is no verb.
    """
    return parse_command(text, available(desk))


def run_line(desk: Desk, text: str) -> None:
    """Run a whole line, command by command; the first that is refused ends it.

    Raises:
        Refused: a command does not read or does not fit; what came before it is done.
    """
    try:
        commands = read(desk, text)
    except LineFault as fault:
        raise Refused(fault.message, fault.code) from None
    for number, command in enumerate(commands):
        said = desk.state.message
        run_command(desk, command)
        now = desk.state.message
        if now is not said and now.kind is not MessageKind.DONE:
            return
        if desk.state.confirm is not None and number + 1 < len(commands):
            rest = "; ".join(each.verb for each in commands[number + 1 :])
            raise Refused(f"{command.verb} asks first, so this was not done: {rest}.")


def run_command(desk: Desk, command: Command) -> None:
    """Run one command.

    Raises:
        Refused: it does not fit.
    """
    verb = verbs().get(command.verb)
    if verb is not None and (command.rest or verb.bare):
        try:
            verb.run(desk, command)
        except LineFault as fault:
            raise Refused(fault.message, fault.code) from None
        return
    if verb is not None:
        raise Refused(f"{command.verb} needs more: {verb.shape}")
    action = action_of(desk, command.verb)
    if action not in desk.actions:
        raise Refused(f"{command.verb} is not here. {desk.key('help.here')} lists what is.")
    if command.rest:
        raise Refused(f"{command.verb} takes nothing behind it.")
    desk.run(action)


def action_of(desk: Desk, verb: str) -> str:
    """The action a verb stands for: the one with a key rather than the one without; an id stands for itself."""
    if verb in desk.keymap.registry:
        return verb
    found = [action for action in desk.keymap.registry if action.verb == verb]
    return min(found, key=lambda action: action.id.startswith("command.")).id if found else ""


def through_prompt(desk: Desk, open_prompt: Action, text: str) -> None:
    """Answer a one-line prompt with ``text``, as if it had been typed there; a line being typed stays.

    Raises:
        Refused: the prompt does not open here, or the answer does not fit.
        LineFault: the answer does not read.
    """
    from plantui.tui.desk.entry import TREE, keep_tree_line
    from plantui.tui.desk.prompts import KEEP

    before = desk.state.line
    desk.state.line = None
    try:
        open_prompt(desk)
        entry = desk.state.line
        if entry is None:
            return
        entry.field = opened(text)
        if entry.purpose in TREE:
            keep_tree_line(desk, entry, go_on=False)
        else:
            KEEP[entry.purpose](desk, entry)
    finally:
        desk.state.line = before


def alone(action_id: str) -> Callable[[Desk, Command], None]:
    """A verb that runs an action and takes nothing."""

    def run(desk: Desk, command: Command) -> None:
        if command.rest:
            raise Refused(f"{command.verb} takes nothing behind it.")
        desk.run(action_id)

    return run


def one_of(word: str, words: tuple[str, ...], what: str) -> str:
    """The word that was meant, its beginning is enough.

    Raises:
        Refused: none, or several begin so.
    """
    plain = word.strip().casefold()
    found = [each for each in words if each == plain] or [each for each in words if plain and each.startswith(plain)]
    if len(found) != 1:
        raise Refused(f"{what}: {', '.join(words)}.")
    return found[0]
