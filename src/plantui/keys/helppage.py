"""The help page of a place: its keys by heading, always the ones in force."""

from __future__ import annotations

import msgspec

from plantui.keys import token
from plantui.keys.action import Group
from plantui.keys.context import Context as C
from plantui.keys.context import chain
from plantui.keys.footer import hints_of
from plantui.keys.hint import Hint, resolve
from plantui.keys.keymap import Keymap


class HelpRow(msgspec.Struct, frozen=True):
    """One line of help."""

    keys: str
    """As printed."""
    words: str
    actions: tuple[str, ...]
    """What Enter on the line runs: the first of them."""
    each: tuple[str, ...] = ()
    """Its keys one by one, each as printed, where the line is about one action."""


class HelpPart(msgspec.Struct, frozen=True):
    """A heading and its lines."""

    title: str
    rows: tuple[HelpRow, ...]


def _h(actions: str, words: str, between: str = " ", prefer: str = "") -> Hint:
    return Hint(actions=tuple(actions.split()), words=(words,), between=between, prefer=prefer)


_PLAN: tuple[tuple[str, tuple[Hint, ...]], ...] = (
    (
        "MOVE",
        (
            _h("nav.down nav.up", "up and down (arrows too)"),
            _h("nav.left nav.right", "fold, unfold"),
            _h("nav.prev_part nav.next_part", "previous, next goal"),
            _h("nav.top nav.bottom", "first, last line", ", "),
            _h("nav.code nav.jump", "go to a code, jump labels"),
            _h("filter.open", "filter"),
            _h("client.prev client.next client.find", "client before, after; find one"),
            _h("pane.caseload pane.plan pane.queue pane.next", "panes"),
        ),
    ),
    (
        "ADD",
        (
            _h("node.sibling node.child", "line like this, line inside"),
            _h(
                "add.client add.problem add.goal add.objective add.intervention",
                "client, problem, goal, objective, intervention",
                ", ",
            ),
            _h("insert.statement", "from the library, or your own words"),
        ),
    ),
    (
        "CHANGE",
        (
            _h("edit.line edit.editor", "edit the line, edit in your editor"),
            _h("item.remove", "remove (draft), discontinue (signed)"),
            _h("node.move_down node.move_up node.grab", "move down, up; grab and move"),
            _h("shelf.copy shelf.put shelf.put_inside", "copy, put below, put inside"),
        ),
    ),
    (
        "PROGRESS",
        (
            _h("progress.up progress.same progress.down", "better, same, worse"),
            _h(
                "status.new status.active status.met status.hold status.stopped",
                "status: new, act, met, on hold, stopped",
                ", ",
            ),
        ),
    ),
    (
        "PLAN AND CLIENT",
        (
            _h("review.this sign.open review.when", "review, sign, review date"),
            _h("history.open plan.lint", "versions, problems found", ", "),
            _h("note.new measure.record trend.open export.plan", "note, measure, trend, export", ", "),
        ),
    ),
    (
        "SAFE",
        (
            _h("edit.undo edit.redo edit.repeat", "undo, redo, do again"),
            _h("ui.cancel", "cancel"),
            _h("privacy.blank app.lock", "blank the screen, lock", prefer="ctrl+l"),
        ),
    ),
)


def help_page(context: C, focus: str, keymap: Keymap) -> tuple[HelpPart, ...]:
    """The keys of one place by heading; only what is registered.

    The plan tree has a page of its own; every other place begins with the keys of its footer, then lists its actions by
    group.
    """
    if context is C.NORMAL and focus == "plan":
        parts = [HelpPart(title, _rows(hints, context, keymap)) for title, hints in _PLAN]
        return tuple(part for part in parts if part.rows)
    if context in _FIELDS:
        return _of_field(context, focus, keymap)
    return (*_of_place(context, focus, keymap), *_grouped(context, keymap), *_typed(context, keymap))


_FIELDS = (C.LINE, C.PICK, C.TEXT)
"""Where letters are typed: there the keys mean what the foot of the place says."""


def _of_field(context: C, focus: str, keymap: Keymap) -> tuple[HelpPart, ...]:
    """The keys of a field: those that the place names, in its words, on top; then the others."""
    hints = hints_of(context, focus) if focus else ()
    said = {hint.actions[0]: hint.words[0] for hint in hints if len(hint.actions) == 1 and hint.words[0]}
    grouped = _grouped(context, keymap)
    rows = {row.actions[0]: row for part in grouped for row in part.rows if row.actions}
    here = tuple(HelpRow(rows[one].keys, word, (one,)) for one, word in said.items() if one in rows)
    rest = (
        HelpPart(part.title, tuple(row for row in part.rows if not row.actions or row.actions[0] not in said))
        for part in grouped
    )
    return (*((HelpPart(HERE, here),) if here else ()), *(part for part in rest if part.rows))


HERE = "HERE"
"""The heading of what is special about a place."""


def brief_page(context: C, focus: str, keymap: Keymap) -> tuple[HelpPart, ...]:
    """The page in few lines: what a place names at its foot, then the verbs, which mean the same everywhere.

    Where letters are typed there are few keys: then it is the whole page.
    """
    if C.NORMAL not in chain(context) or (context is C.NORMAL and focus == "plan"):
        return help_page(context, focus, keymap)
    parts = [HelpPart(title, _rows(hints, context, keymap)) for title, hints in _PLAN]
    return (*_of_place(context, focus, keymap), *(part for part in parts if part.rows))


def _of_place(context: C, focus: str, keymap: Keymap) -> tuple[HelpPart, ...]:
    """The keys that a page with a footer of its own names there."""
    if context not in (C.NORMAL, C.REVIEW, C.NOTE, C.STEPS) or (context is C.NORMAL and not focus):
        return ()
    hints = tuple(hint for hint in hints_of(context, focus) if hint.actions and hint.words[0])
    rows = _rows(hints, context, keymap)
    return (HelpPart(HERE, tuple(rows)),) if rows else ()


def _typed(context: C, keymap: Keymap) -> tuple[HelpPart, ...]:
    """The commands without a key, as they are typed in the palette; none where letters are typed."""
    colon = keymap.keys_text("palette.open", context)
    if C.NORMAL not in chain(context) or not colon:
        return ()
    rows = tuple(
        HelpRow(f"{colon}{action.verb}", action.help, (action.id,))
        for action in keymap.registry
        if action.verb and not any(keymap.keys_for(action.id, one) for one in C)
    )
    return (HelpPart("COMMANDS", rows),) if rows else ()


def every_key(keymap: Keymap) -> tuple[HelpPart, ...]:
    """All keys in force, a heading for each context."""
    parts = []
    for context in C:
        actions = dict.fromkeys(binding.action for binding in keymap.own(context) if binding.action)
        rows = tuple(_row(action_id, context, keymap) for action_id in actions)
        lines = tuple(_own(one.keys, one.line) for one in keymap.own(context) if one.line)
        if rows or lines:
            parts.append(HelpPart(context.name.replace("_", " "), (*rows, *lines)))
    return (*parts, *_typed(C.NORMAL, keymap))


def _rows(hints: tuple[Hint, ...], context: C, keymap: Keymap) -> tuple[HelpRow, ...]:
    rows = []
    for hint in hints:
        keys = resolve(hint, context, keymap)
        if keys:
            held = tuple(one for one in hint.actions if keymap.keys_for(one, context))
            rows.append(HelpRow(keys, hint.words[0], held))
    return tuple(rows)


def _row(action_id: str, context: C, keymap: Keymap) -> HelpRow:
    keys = keymap.keys_for(action_id, context)
    between = ", " if any(" " in one for one in keys) else " "
    each = tuple(map(token.shown, keys))
    return HelpRow(between.join(each), keymap.registry[action_id].help, (action_id,), each)


def _own(keys: str, said: str) -> HelpRow:
    """A key of the user's own with the palette line on it."""
    return HelpRow(token.shown(keys), said, (), (token.shown(keys),))


def _grouped(context: C, keymap: Keymap) -> tuple[HelpPart, ...]:
    held = {binding.action for binding in keymap.table(context) if binding.action}
    parts = []
    for group in Group:
        actions = [action.id for action in keymap.registry if action.id in held and action.group is group]
        rows = tuple(_row(action_id, context, keymap) for action_id in actions)
        if rows:
            parts.append(HelpPart(group.value.upper(), rows))
    lines = tuple(_own(one.keys, one.line) for one in keymap.table(context) if one.line)
    return (*parts, HelpPart("YOUR OWN", lines)) if lines else tuple(parts)
