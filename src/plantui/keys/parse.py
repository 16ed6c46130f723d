"""The user's keymap file, read whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from plantui.keys import token
from plantui.keys.action import Action, Registry
from plantui.keys.conflict import Claim, conflicts
from plantui.keys.context import Context, inserts
from plantui.keys.keymap import PROTECTED, Binding, Keymap, default_bindings, default_keymap
from plantui.keys.place import Places, line_of_fault
from plantui.keys.problem import Problem

FIXED = ("ui.quit_hint", "ui.saved_hint", "measure.answer")
"""Actions whose keys no file can change."""
TABLES = ("keys", "unbind", "user", "hints")
LONGEST_HINT = 10_000
"""Milliseconds; a longer wait for the strip is taken for a mistake."""

_VERBS = (Context.ANY, Context.NORMAL, Context.REVIEW, Context.NOTE, Context.STEPS)
_OPEN = (*_VERBS, Context.TEXT, Context.LINE, Context.PICK)


def parse_keymap(text: str, registry: Registry) -> Keymap | tuple[Problem, ...]:
    """Read a keymap file.

    Args:
        text: The whole file: TOML with the tables `keys`, `unbind`, `user` and `hints`.
        registry: The actions that exist; other ids are problems.

    Returns:
        The keymap, or every problem found, in the order of the file. On any problem the file counts
        for nothing and the defaults hold.
    """
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = str(error).split(" (at ")[0]
        return (Problem(line_of_fault(str(error), text), "", f"This is not TOML: {told}"),)
    reader = _Reader(registry, Places(text))
    keymap = reader.read(tables)
    return tuple(sorted(reader.problems, key=lambda one: one.line)) if reader.problems else keymap


def keymap_or_default(text: str, registry: Registry) -> tuple[Keymap, tuple[Problem, ...]]:
    """The file's keymap, or the defaults with the reasons why the file was ignored."""
    read = parse_keymap(text, registry)
    if isinstance(read, Keymap):
        return read, ()
    return default_keymap(registry), read


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one; empty when none does."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


class _Reader:
    """One reading of one file; problems collect while it goes on."""

    def __init__(self, registry: Registry, places: Places) -> None:
        self.problems: list[Problem] = []
        self._registry = registry
        self._places = places
        self._claims: dict[Context, list[Claim]] = {
            context: [Claim(one) for one in bindings] for context, bindings in default_bindings(registry).items()
        }

    def read(self, tables: dict[str, object]) -> Keymap:
        for name in tables:
            if name not in TABLES:
                self._fault(self._places.table(name), name, "is not a table of a keymap", nearest(name, TABLES))
        self._unbind(self._table(tables, "unbind"))
        self._keys(_flat(self._table(tables, "keys")))
        self._user(self._table(tables, "user"))
        hint_after = self._hints(self._table(tables, "hints"))
        self._protect()
        self.problems += conflicts(self._claims, default_bindings(self._registry))
        own = {context: tuple(one.binding for one in claims) for context, claims in self._claims.items()}
        return Keymap(self._registry, own, hint_after)

    def _fault(self, line: int, entry: str, reason: str, near: str = "") -> None:
        self.problems.append(Problem(line, entry, f"{entry} {reason}", near))

    def _table(self, tables: dict[str, object], name: str) -> dict[str, object]:
        table = tables.get(name, {})
        if isinstance(table, dict):
            return table
        self._fault(self._places.entry("", name), name, f"is a table: write [{name}] on a line of its own")
        return {}

    def _sequence(self, written: str, line: int) -> str:
        """A sequence in our spelling, or empty after a problem."""
        tokens = [token.tidy(one) for one in written.split()]
        if not tokens:
            self._fault(line, f'"{written}"', "is not a key")
            return ""
        for one in tokens:
            fault = token.fault(one)
            if fault:
                known = (*token.NAMED, *(f"ctrl+{letter}" for letter in "cdefgjklnoprtuvwxyz"))
                self._fault(line, one, fault, nearest(one, known) if fault == "is not a key" else "")
                return ""
        return " ".join(tokens)

    def _listed(self, table: str, key: str, value: object) -> list[tuple[str, int]] | None:
        """A key or a list of keys with their lines; None after a problem."""
        written = [value] if isinstance(value, str) else value
        line = self._places.entry(table, key)
        if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
            self._fault(line, key, "takes a key or a list of keys, in quotes")
            return None
        found = []
        for one in written:
            at = self._places.value(table, key, one)
            sequence = self._sequence(one, at)
            if not sequence:
                return None
            found.append((sequence, at))
        return found

    def _unbind(self, table: dict[str, object]) -> None:
        for key in table:
            if key != "keys":
                self._fault(self._places.entry("unbind", key), key, "is not known under [unbind]", "keys")
        for sequence, line in self._listed("unbind", "keys", table.get("keys", [])) or []:
            held = [
                (context, claim)
                for context in _OPEN
                for claim in self._claims[context]
                if claim.binding.keys == sequence
            ]
            for context, claim in held:
                self._claims[context].remove(claim)
            if not held:
                self._unbound(sequence, line)

    def _unbound(self, sequence: str, line: int) -> None:
        longer = [
            claim.binding.keys
            for context in _OPEN
            for claim in self._claims[context]
            if claim.binding.keys.startswith(f"{sequence} ")
        ]
        if longer:
            self._fault(line, sequence, f"only begins other keys; name them, such as {longer[0]}")
        else:
            self._fault(line, sequence, "is not bound, so it cannot be unbound")

    def _keys(self, table: dict[str, object]) -> None:
        for action_id, value in table.items():
            line = self._places.entry("keys", action_id)
            action = self._registry.get(action_id)
            if action is None:
                self._fault(line, action_id, "is not an action", nearest(action_id, self._registry.ids))
            elif action_id in FIXED:
                self._fault(line, action_id, "keeps its own key")
            else:
                listed = self._listed("keys", action_id, value)
                if listed is not None:
                    self._rebind(action, listed)

    def _rebind(self, action: Action, listed: list[tuple[str, int]]) -> None:
        for context, sequences in _spread(action, [sequence for sequence, _ in listed]).items():
            kept = [one for one in self._claims[context] if one.binding.action != action.id]
            lines = dict(listed)
            kept += [Claim(Binding(keys=one, action=action.id), lines[one]) for one in sequences]
            self._claims[context] = kept

    def _user(self, table: dict[str, object]) -> None:
        for key, value in table.items():
            line = self._places.entry("user", key)
            sequence = self._sequence(key, line)
            if not isinstance(value, str) or not value.strip():
                self._fault(line, key, "needs a palette line, in quotes")
            elif sequence:
                self._claims[Context.NORMAL].append(Claim(Binding(keys=sequence, line=value.strip()), line))

    def _hints(self, table: dict[str, object]) -> int | None:
        for key in table:
            if key != "after":
                self._fault(self._places.entry("hints", key), key, "is not known under [hints]", "after")
        after = table.get("after")
        if after is None:
            return None
        if not isinstance(after, int) or isinstance(after, bool) or not -1 <= after <= LONGEST_HINT:
            line = self._places.entry("hints", "after")
            self._fault(line, "after", f"is a number of milliseconds from -1 (never) to {LONGEST_HINT}")
            return None
        return after

    def _protect(self) -> None:
        for action_id in PROTECTED:
            if action_id not in self._registry:
                continue
            if not any(one.binding.action == action_id for context in _OPEN for one in self._claims[context]):
                line = self._places.entry("keys", action_id)
                line = line if line > 1 else self._places.entry("unbind", "keys")
                self._fault(line, action_id, "must keep at least one key")


def _flat(table: dict[str, object], before: str = "") -> dict[str, object]:
    """Ids written without quotes (`note.new = "n"`) arrive as tables in tables; put them together."""
    flat: dict[str, object] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{before}{key}.")
        else:
            flat[f"{before}{key}"] = value
    return flat


def _spread(action: Action, sequences: list[str]) -> dict[Context, list[str]]:
    """Which of an action's new keys hold in which of its contexts.

    Where text is typed, and everywhere at once, only keys that type nothing can hold; letters go to
    the contexts where letters are verbs. A context that would be left without any key keeps its
    defaults, and so do panels the action has a second place in.
    """
    letters = [one for one in sequences if token.is_printable(one.split(" ")[0])]
    others = [one for one in sequences if one not in letters]
    contexts = tuple(action.keys) or (Context.NORMAL,)
    everywhere = Context.ANY in contexts
    typed = any(inserts(context) for context in contexts)
    spread: dict[Context, list[str]] = {}
    for context in contexts:
        if context not in _OPEN and contexts[0] in _OPEN:
            continue
        if context is Context.ANY:
            fitting = others
        elif inserts(context):
            fitting = [] if everywhere else others
        elif everywhere:
            fitting = letters
        else:
            fitting = [*letters, *(one for one in others if not typed or " " not in one)]
        if not sequences or fitting or (everywhere and others and context is not Context.ANY):
            spread[context] = fitting
    return spread
