"""Finding an action by words, as the palette and the help list do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from plantui.keys.action import Action

_WORD, _INSIDE, _LETTERS = 1, 2, 3


def folded(text: str) -> str:
    """A text for comparing: lower case, without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def search(query: str, actions: Iterable[Action], recent: Sequence[str] = ()) -> tuple[Action, ...]:
    """The actions that every word of the query fits, best first.

    A word fits best when it is the action's own verb or short name; then the beginning of a word, then
    any part of one, then a word that begins alike and has the letters in order. The title and whole
    synonyms come before what synonyms begin with, and these before the id. Equal fits keep recent actions
    first, then the catalogue's order.

    Args:
        query: What was typed; without words everything is returned, recent actions first.
        actions: What there is to find.
        recent: Ids of actions run lately, latest first.
    """
    words = folded(query).replace(".", " ").replace("_", " ").split()
    newest = {action_id: place for place, action_id in enumerate(recent)}
    found = []
    for place, action in enumerate(actions):
        fit = _fit(words, action)
        if fit is not None:
            found.append((fit, newest.get(action.id, len(newest)), place, action))
    found.sort(key=lambda one: one[:3])
    return tuple(action for *_, action in found)


def _fit(words: list[str], action: Action) -> int | None:
    """How well all words fit; lower is better, None when one does not fit at all."""
    fields = (
        folded(f"{action.title} {action.verb}"),
        folded(" ".join((*action.words, action.short))),
        folded(action.id.replace(".", " ").replace("_", " ")),
    )
    total = 0
    for word in words:
        if word in (action.verb, folded(action.short)):
            continue
        if word in map(folded, action.words):
            total += 3 * _WORD
            continue
        best = min(
            (3 * how + where for where, field in enumerate(fields) if (how := _how(word, field)) is not None),
            default=None,
        )
        if best is None:
            return None
        total += best
    return total


def _how(word: str, field: str) -> int | None:
    if f" {word}" in f" {field}":
        return _WORD
    if word in field:
        return _INSIDE
    if any(one.startswith(word[0]) and _in_order(word, one) for one in field.split()):
        return _LETTERS
    return None


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(one in rest for one in letters)
