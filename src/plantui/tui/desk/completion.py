"""Library matches under a line that is being typed, and the grey word that may follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantui.keys import field as fields
from plantui.keys.field import LineField
from plantui.library.statements.words import folded
from plantui.model.codes import next_code
from plantui.model.statement import Statement
from plantui.practice.commands.statements import InsertLines, Taken
from plantui.practice.picking import OFFERED, problems_here
from plantui.tui.desk.blanks import BlanksPage, open_blanks
from plantui.tui.desk.filling import Fill
from plantui.tui.desk.library_use import weights
from plantui.tui.desk.pick import CLASSES
from plantui.tui.desk.state import LineEntry

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

SHOWN = 5
"""Matches under a line."""
LEAST = 3
"""Letters of a word from which one is suggested."""
_LAST_WORD = re.compile(r"[^\W\d_]{3,}$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset({"and", "the", "for", "with", "from", "into", "each", "every", "one", "two", "week", "weeks"})
_QUOTED = re.compile(r'"[^"]*"?')


def matches(desk: Desk, entry: LineEntry) -> tuple[Statement, ...]:
    """The statements that come nearest to the words of a line being added, at most five."""
    if entry.purpose != "add" or entry.kind not in OFFERED:
        return ()
    words = _words(entry.field.text)
    chart = desk.shown.chart()
    search = desk.library.statements.search
    key = (entry.kind, words, entry.parent, id(chart), id(search))

    def make() -> tuple[object, tuple[Statement, ...]]:
        tags = _tags(desk, entry)
        use = weights(desk)
        found: dict[str, Statement] = {}
        # All words first; where too little fits, one at a time, the rarest first.
        rare = sorted(words, key=lambda word: search.holders(word).total() or len(search))
        asked = [words, *((word,) for word in rare)] if len(words) > 1 else [words]
        others: dict[str, Statement] = {}
        for some in asked:
            hits = search.find(" ".join(some), kinds=OFFERED[entry.kind], tags=tags, uses=use, most=SHOWN)
            for each in hits.statements:
                (found if each.problem in tags else others).setdefault(each.id, each)
            if len(found) >= SHOWN:
                break
        return chart, (*found.values(), *others.values())[:SHOWN]

    kept: tuple[object, tuple[Statement, ...]] = desk.shown.keep("matches", key, make)
    return kept[1]


def _tags(desk: Desk, entry: LineEntry) -> tuple[str, ...]:
    chart, place = desk.shown.chart(), desk.shown.place_of(entry.parent)
    if chart is None:
        return ()
    key = (id(chart), entry.parent, id(desk.library.statements))

    def make() -> tuple[object, tuple[str, ...]]:
        return chart, problems_here(chart, place, desk.library.statements)

    kept: tuple[object, tuple[str, ...]] = desk.shown.keep("match tags", key, make)
    return kept[1]


def _words(text: str) -> tuple[str, ...]:
    """The words of a line that say what it is about: without quoted names, values, dates and clauses."""
    plain = _QUOTED.sub(" ", text.partition(";")[0])
    head = plain.partition("->")[0].partition(" by ")[0]
    found = (folded(word) for word in _WORD.findall(head))
    return tuple(dict.fromkeys(word for word in found if word not in _COMMON))[:4]


def suggest(desk: Desk) -> None:
    """Put the grey continuation of the word at the end of the line being added."""
    entry = desk.state.line
    if entry is None or entry.purpose != "add":
        return
    entry.field = fields.suggest(entry.field, continuation(desk, entry))


def continuation(desk: Desk, entry: LineEntry) -> str:
    """What would end the word being typed, taken from the matches; empty where nothing does."""
    field = entry.field
    typed = _LAST_WORD.search(field.text)
    if typed is None or field.cursor != len(field.text) or len(typed[0]) < LEAST:
        return ""
    begun = folded(typed[0])
    if len(begun) != len(typed[0]):
        return ""
    for each in matches(desk, entry):
        for word in _WORD.findall(each.text):
            if len(word) > len(begun) and folded(word).startswith(begun):
                return str(word[len(begun) :])
    return ""


def into_matches(desk: Desk) -> None:
    """Down: into the matches under the line; in a prompt, and behind an older line, the newer line of the history."""
    entry = desk.state.line
    if entry is None:
        return
    found = matches(desk, entry)
    if found and entry.field.place < 0:
        entry.match = min(entry.match + 1, len(found) - 1)
    else:
        _turn(entry, fields.newer(entry.field))


def back_up(desk: Desk) -> None:
    """Up: back to the line; there the older line of its history."""
    entry = desk.state.line
    if entry is None:
        return
    if entry.match >= 0:
        entry.match -= 1
    else:
        _turn(entry, fields.older(entry.field))


def _turn(entry: LineEntry, field: LineField) -> None:
    entry.field = field
    entry.scolded = False


def take_match(desk: Desk) -> bool:
    """Enter on a match: it goes in where the line would, its blanks follow, and the line goes on.

    False while the line itself is meant.
    """
    entry = desk.state.line
    if entry is None or entry.match < 0:
        return False
    found = matches(desk, entry)
    if entry.match >= len(found):
        entry.match = -1
        return False
    chosen = found[entry.match]
    entry.match = -1
    fill = Fill(chosen, _code(desk, entry))

    def put_in(desk: Desk, taken: list[Taken]) -> None:
        step = desk.do(InsertLines(tuple(taken), entry.parent, entry.index), entry.chart)
        desk.state.tree.cursor = step.focus
        desk.state.tree.folded.discard(entry.parent)
        if entry.index is not None:
            entry.index += len(taken)
        desk.remember(f"{entry.purpose} {entry.kind}", entry.field.text)
        entry.field = fields.opened("", desk.history(f"{entry.purpose} {entry.kind}"))

    open_blanks(desk, BlanksPage(fills=[fill], then=put_in))
    return True


def _code(desk: Desk, entry: LineEntry) -> str:
    chart, parent = desk.shown.chart(), desk.shown.place_of(entry.parent)
    if chart is None or parent is None:
        return ""
    return next_code(chart.counters, parent.node, CLASSES[entry.kind])[0]


ACTIONS: dict[str, Action] = {"line.next_match": into_matches, "line.prev_match": back_up}
"""Action id -> what runs."""
