"""Contexts: what a key means depends on where it is pressed."""

from __future__ import annotations

import enum


class Context(enum.Enum):
    """Where a key is pressed. The most specific binding wins (`chain`)."""

    ANY = "any"
    """Everywhere, unless the context says otherwise."""
    NORMAL = "normal"
    """Lists, trees and pages; letters are verbs."""
    REVIEW = "review"
    NOTE = "note"
    """A note being read; the text itself is TEXT."""
    STEPS = "steps"
    """The steps of a new plan."""
    TEXT = "text"
    """The note body."""
    LINE = "line"
    """A one-line field: tree line, prompt, filter, blank."""
    PICK = "pick"
    """A search field with a list under it."""
    HELP = "help"
    """The help list before anything is typed; once something is, it is PICK."""
    MEASURE = "measure"
    SIGN = "sign"
    """The first field of a plan's signature: one letter answers."""
    SIGN_COMMENT = "sign comment"
    """The client's sentence; letters are typed."""
    SIGN_INITIALS = "sign initials"
    """The initials; letters are typed, `!` signs anyway."""
    CONFIRM = "confirm"
    MOVE = "move"
    CONFLICT = "conflict"
    SAVEFAIL = "savefail"
    HELD = "held"
    """A text that another terminal is typing."""
    JUMP = "jump"
    """Labels on the rows, or letters in a panel."""
    LOCK = "lock"
    """The passphrase field."""
    LOCK_LEFT = "lock left"
    """Locked, and the passphrase field has been left."""
    BLANK = "blank"


_UNDER_NORMAL = (Context.REVIEW, Context.NOTE, Context.STEPS)
_UNDER_SIGN = (Context.SIGN_COMMENT, Context.SIGN_INITIALS)
_INSERTING = frozenset(
    {
        Context.TEXT,
        Context.LINE,
        Context.PICK,
        Context.HELP,
        Context.SIGN_COMMENT,
        Context.SIGN_INITIALS,
        Context.LOCK,
    }
)
_LOCKED_KEEPS = frozenset({"privacy.blank", "help.here", "ui.cancel"})
_BLANK_KEEPS = frozenset({"privacy.blank"})


def chain(context: Context) -> tuple[Context, ...]:
    """The contexts whose bindings hold here, most specific first; ANY is always last."""
    if context is Context.ANY:
        return (Context.ANY,)
    if context in _UNDER_NORMAL:
        return (context, Context.NORMAL, Context.ANY)
    if context in _UNDER_SIGN:
        return (context, Context.SIGN, Context.ANY)
    if context is Context.HELP:
        return (context, Context.PICK, Context.ANY)
    return (context, Context.ANY)


def inserts(context: Context) -> bool:
    """Whether printable keys are typed here instead of being verbs or answers."""
    return context in _INSERTING


def keeps(context: Context) -> frozenset[str] | None:
    """The action ids of ANY that still hold here, or None for all of them.

    A locked screen keeps blanking, help and leaving the field; a blank one keeps blanking alone.
    """
    if context in (Context.LOCK, Context.LOCK_LEFT):
        return _LOCKED_KEEPS
    if context is Context.BLANK:
        return _BLANK_KEEPS
    return None
