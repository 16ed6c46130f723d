"""What the palette lists for what is typed: whole lines, words that complete them, actions, the user's own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantui.keys import token
from plantui.keys.action import Action, Group, Subject
from plantui.keys.context import Context
from plantui.keys.palette import folded, search
from plantui.practice.refusal import Refused
from plantui.quickentry import LineFault
from plantui.tui.desk import naming, rewinding, ticking
from plantui.tui.desk.palette_lines import available, read, verbs
from plantui.tui.desk.palette_verbs import HABITS
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


class Entry(NamedTuple):
    """One row: what it is called, the key it has, what it would act on.

    Enter runs ``action`` or ``line``; where ``fill`` is not empty it puts that into the field instead.
    """

    title: str
    key: str = ""
    about: str = ""
    action: str = ""
    line: str = ""
    fill: str = ""


def plain(text: str) -> str:
    """What was typed without the colon of habit."""
    return text.strip().lstrip(":").strip()


def entries(desk: Desk, typed: str, behind: Context) -> tuple[Entry, ...]:
    """The rows for what is typed, the one that Enter runs first.

    Args:
        desk: the desk.
        typed: what stands in the field.
        behind: the context under the palette, whose keys are shown.
    """
    text = plain(typed)
    every = listed(desk)
    actions = search(text, every, desk.state.commands.actions)
    known = frozenset(action.id for action in actions)
    actions += tuple(each for each in every if each.id not in known and _has_key(desk, each, behind, text))
    if not text:
        actions = _by_use(desk, actions)
    actions = tuple(sorted(actions, key=lambda action: not _has_key(desk, action, behind, text)))
    found = [_of_action(desk, action, behind) for action in actions]
    own = _own_keys(desk, text)
    if not text:
        return (*found, *own)
    chosen = _choices(desk, typed.lstrip().lstrip(":").lstrip(), text)
    if chosen:
        return (*chosen, *found, *own)
    return (*_whole_line(desk, text, sure=not found and not own), *found, *own)


def _has_key(desk: Desk, action: Action, behind: Context, text: str) -> bool:
    """Whether what is typed is a key of an action: it then comes first. gu is g u."""
    keys = desk.keymap.keys_for(action.id, behind) if text else ()
    return any(token.shown(one).replace(" ", "") == text.replace(" ", "") for one in keys)


def listed(desk: Desk) -> tuple[Action, ...]:
    """The actions the palette lists: a command without a key gives way to the action with one that has its verb."""
    actions = desk.keymap.registry.listed()
    with_keys = {action.verb for action in actions if action.verb and action.keys}
    return tuple(action for action in actions if action.keys or action.verb not in with_keys)


ADDED = {
    "add.client": "c Last, First",
    "add.problem": "p Panic; dx F40.01",
    "add.goal": 'g "Sing again"',
    "add.objective": "o PHQ-9 18 -> 9 by +12w",
    "add.intervention": "i CBT: thought record",
}
"""How each kind of line is typed behind `add`."""
ORDER = (
    Group.CLIENT,
    Group.ADD,
    Group.PROGRESS,
    Group.CHANGE,
    Group.EXPORT,
    Group.GO,
    Group.SAFE,
    Group.VIEW,
    Group.TYPING,
    Group.MOVE,
    Group.PANEL,
    Group.COMMAND,
)
"""Groups in the order in which they are listed while nothing is typed."""


def _by_use(desk: Desk, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Recent actions first, then the daily verbs, then the rest."""
    recent = desk.state.commands.actions
    return tuple(sorted(actions, key=lambda action: -1 if action.id in recent else ORDER.index(action.group)))


def users_key(desk: Desk, action: Action, behind: Context) -> str:
    """The user's key of an action: the one that holds behind the palette, else one of another place."""
    for context in dict.fromkeys((behind, Context.NORMAL, *action.keys)):
        key = desk.keymap.keys_text(action.id, context)
        if key:
            return key
    return ""


def _of_action(desk: Desk, action: Action, behind: Context) -> Entry:
    verb = verbs().get(action.verb)
    bare = verb is None or verb.bare or not action.id.startswith("command.")
    fill = "" if bare else f"{action.verb} "
    return Entry(action.title, users_key(desk, action, behind), about(desk, action), action.id, fill=fill)


def about(desk: Desk, action: Action) -> str:
    """What an action would act on here, or how it is typed with more behind it."""
    if action.id == "review.run":
        return desk.shown.lists.due_words()
    if action.id in ADDED:
        return f"takes a line:  :add {ADDED[action.id]}"
    if action.verb == "add":
        return subject(desk, action)
    if action.id in ("edit.undo", "edit.redo"):
        try:
            step = rewinding.next_steps(desk, back=action.id == "edit.undo")[-1]
        except Refused:
            return ""
        return naming.discreet(desk, step.message, step.chart)
    verb = verbs().get(action.verb)
    if verb is not None and (verb.takes or action.id.startswith("command.")):
        return f"takes {verb.takes}:  :{verb.shape}" if verb.takes else f":{verb.shape}"
    return subject(desk, action)


def subject(desk: Desk, action: Action) -> str:
    """The thing under the cursor that an action means; empty where there is none."""
    state = desk.state
    ticked = ticking.ticked(desk, state.pane) if action.bulk and state.on_main else []
    if ticked:
        return f"{len(ticked)} ticked"
    summary = desk.practice.summary(state.client) if state.client else None
    name = naming.full_name(summary, state.names) if summary is not None else ""
    if action.subject in (Subject.CLIENT, Subject.PLAN, Subject.NOTE, Subject.REVIEW):
        return name
    in_tree = state.on_main and state.pane is Pane.PLAN
    place = desk.shown.place() if in_tree or action.subject in (Subject.LINE, Subject.OBJECTIVE) else None
    if action.subject in (Subject.LINE, Subject.OBJECTIVE):
        return place.node.code if place is not None and in_tree else ""
    if action.subject is Subject.ROW:
        return place.node.code if place is not None else name
    return ""


def _choices(desk: Desk, typed: str, text: str) -> list[Entry]:
    """Words that may stand behind the verb, as far as they begin like what is typed."""
    name = max((name for name in available(desk) if typed.casefold().startswith(f"{name} ")), key=len, default="")
    verb = verbs().get(name)
    if verb is None or verb.choices is None:
        return []
    begun = typed[len(name) + 1 :].strip().casefold()
    words = [word for word in verb.choices(desk) if word.casefold().startswith(begun) and word.casefold() != begun]
    lines = [f"{name} {word}" for word in words]
    return [Entry(line, about=_says(desk, line) or "", line=line) for line in lines]


def _own_keys(desk: Desk, text: str) -> list[Entry]:
    """Lines on keys of the user's own."""
    words = folded(text).split()
    rows = [one for one in desk.keymap.own(Context.NORMAL) if one.line]
    return [
        Entry(one.line, token.shown(one.keys), "your own key", line=one.line)
        for one in rows
        if all(word in folded(one.line) for word in words)
    ]


def _whole_line(desk: Desk, text: str, *, sure: bool) -> list[Entry]:
    """The row that runs what is typed as it stands; with ``sure`` also where it does not read, to say why."""
    try:
        commands = read(desk, text)
    except LineFault:
        return []
    if len(commands) == 1 and not commands[0].rest:
        verb = commands[0].verb
        known = any(action.verb == verb for action in listed(desk))
        if verb not in HABITS and known and verb not in desk.keymap.registry:
            return []
    try:
        said = _says(desk, text)
    except LineFault as fault:
        if not sure and _named(desk, text):
            return []
        return [Entry(text, about=f"{fault.code} {fault.message}", line=text)]
    if said is None and not sure and _named(desk, text):
        return []
    return [Entry(text, about=said or "", line=text)]


def _named(desk: Desk, text: str) -> bool:
    """Whether every word of a text begins a word of some action: it is a search, not a faulty line."""
    words = folded(text).split()
    named = (folded(f" {action.title} {' '.join(action.words)}") for action in listed(desk))
    return any(all(f" {word}" in name for word in words) for name in named)


def _says(desk: Desk, text: str) -> str | None:
    """What a line does, in words; None where it does not fit.

    Raises:
        LineFault: it does not read.
    """
    said = []
    try:
        for command in read(desk, text):
            verb = verbs().get(command.verb)
            if verb is None:
                if command.rest:
                    return None
                continue
            if command.rest and verb.says is not None:
                words = verb.says(desk, command.rest)
                if not words:
                    return None
                said.append(words)
            elif command.verb in HABITS and verb.says is not None:
                said.append(verb.says(desk, ""))
            elif command.rest and not (verb.prose or verb.choices):
                return None
    except Refused:
        return None
    return "; ".join(said)
