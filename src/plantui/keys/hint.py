"""Hints: which keys a screen names at its foot, and how they are fitted into a width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from plantui.keys import token
from plantui.keys.context import Context
from plantui.keys.grapheme import cells
from plantui.keys.keymap import Keymap

Shown = tuple[str, str]
"""Keys and the word beside them, as printed; either may be empty."""
Told = Mapping[str, Shown]
"""Keys and words that depend on the moment, by action id; an empty part keeps what it was."""

WIDE = 120
"""Columns from which a screen is wide."""
WIDE_MOST = 10
"""Hints at the foot of a wide screen, at most."""
NARROW_MOST = 8
"""Hints at the foot of a narrow screen, at most."""


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """One hint: the keys of some actions and a word that shrinks."""

    actions: tuple[str, ...] = ()
    """Their first keys are shown side by side; unregistered ones are left out."""
    words: tuple[str, ...] = ("",)
    """The word, longest form first."""
    prefix: str = ""
    """Show the key that begins the sequences which begin with this one by default (`a`)."""
    literal: str = ""
    """Shown in place of keys: `type`, `letters`."""
    lead: str = ""
    """Stands before the keys: `initials then`."""
    between: str = " "
    """What stands between the keys of two actions."""
    prefer: str = ""
    """Show this key rather than the first, if it is in force."""
    elsewhere: Context | None = None
    """Where the keys are looked up when the action has none here."""
    rank: int = 5
    """What is dropped when room is short: highest first, rightmost first; 0 is never dropped."""
    wide: bool | None = None
    """Only on wide screens, only on narrow ones, or None for both."""


def resolve(hint: Hint, context: Context, keymap: Keymap) -> str | None:
    """The keys of a hint as printed, or None when nothing of it exists here."""
    if hint.prefix:
        return _prefix_key(hint.prefix, context, keymap)
    if not hint.actions:
        return hint.literal
    found = [_key(hint, action, context, keymap) for action in hint.actions]
    if not any(found):
        return None
    keys = hint.literal or hint.between.join(one for one in found if one)
    return f"{hint.lead} {keys}" if hint.lead else keys


def _key(hint: Hint, action: str, context: Context, keymap: Keymap) -> str:
    keys = keymap.keys_for(action, context)
    if not keys and hint.elsewhere is not None:
        keys = keymap.keys_for(action, hint.elsewhere)
    if hint.prefer in keys:
        return token.shown(hint.prefer)
    return token.shown(keys[0]) if keys else ""


def _prefix_key(prefix: str, context: Context, keymap: Keymap) -> str | None:
    for action in keymap.registry:
        for sequences in action.keys.values():
            if not any(one.startswith(f"{prefix} ") for one in sequences):
                continue
            for keys in keymap.keys_for(action.id, context):
                if " " in keys:
                    return token.shown(keys.split(" ")[0])
    return None


def fitted(
    hints: Sequence[Hint],
    context: Context,
    width: int,
    keymap: Keymap,
    *,
    told: Told | None = None,
    most: int | None = None,
    wide: bool | None = None,
) -> tuple[Shown, ...]:
    """The hints that exist here, fitted into a width.

    Three columns lie between two hints on a wide screen, two on a narrow one, and one before the
    first. The words shrink before a key is dropped.

    Args:
        hints: In the order they are printed.
        context: Where the keys are pressed.
        width: Columns of the line.
        keymap: The keys in force.
        told: Keys and words of this moment (`{"measure.answer": ("0-3", "")}`).
        most: How many at most; None for as many as fit.
        wide: Whether the screen is wide; None for what `width` says.
    """
    wide = width >= WIDE if wide is None else wide
    chosen = []
    for hint in hints:
        keys = resolve(hint, context, keymap) if hint.wide in (None, wide) else None
        if keys is None:
            continue
        moment = (told or {}).get(hint.actions[0] if hint.actions else "", ("", ""))
        words = (moment[1],) if moment[1] else hint.words
        chosen.append(_Fit(moment[0] or keys, words, 0 if wide else min(1, len(words) - 1), hint.rank))
    while most is not None and len(chosen) > most and _drop(chosen):
        pass
    gap = 3 if wide else 2
    while 1 + sum(one.size() for one in chosen) + gap * (len(chosen) - 1) > width:
        if not _shrink(chosen) and not _drop(chosen):
            break
    return tuple((one.keys, one.word()) for one in chosen)


class _Fit:
    """A hint while room is looked for."""

    def __init__(self, keys: str, words: tuple[str, ...], level: int, rank: int) -> None:
        self.keys = keys
        self.words = words
        self.level = level
        self.rank = rank

    def word(self) -> str:
        return self.words[self.level]

    def size(self) -> int:
        return cells(self.keys) + cells(self.word()) + (1 if self.keys and self.word() else 0)

    def saving(self) -> int:
        """Columns won by the next shorter word; 0 when there is none."""
        if self.level + 1 == len(self.words):
            return 0
        return cells(self.word()) - cells(self.words[self.level + 1])


def _shrink(chosen: list[_Fit]) -> bool:
    """Take the shorter word that wins most; False when no word can shrink."""
    best = max(chosen, key=lambda one: one.saving(), default=None)
    if best is None or best.saving() <= 0:
        return False
    best.level += 1
    return True


def _drop(chosen: list[_Fit]) -> bool:
    """Drop the least needed hint; False when only those are left that must stay."""
    place = max(range(len(chosen)), key=lambda index: (chosen[index].rank, index), default=None)
    if place is None or chosen[place].rank == 0:
        return False
    del chosen[place]
    return True
