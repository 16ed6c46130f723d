"""The keys in force: which sequence runs which action in which context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from plantui.keys import token
from plantui.keys.action import Registry
from plantui.keys.context import Context, chain, inserts, keeps

Sequence = tuple[str, ...]
"""Tokens pressed one after another."""

PROTECTED = ("ui.cancel", "app.lock", "privacy.blank", "ui.back", "palette.open")
"""Actions that must keep at least one key, whatever a keymap file says."""


class Binding(msgspec.Struct, frozen=True):
    """A sequence that does something in a context: run an action, or a palette line of the user's."""

    keys: str
    """Tokens with a space between them."""
    action: str = ""
    line: str = ""
    """The palette line of a key from `[user]`; such a binding has no action."""

    @property
    def sequence(self) -> Sequence:
        """The tokens."""
        return tuple(self.keys.split(" "))


class Table:
    """All that can be pressed in one context, the fallbacks included."""

    def __init__(self) -> None:
        self._bindings: dict[Sequence, Binding] = {}
        self._prefixes: set[Sequence] = set()

    def put(self, binding: Binding) -> None:
        """Let a binding hold, over whatever it hides: the same keys, or keys that begin alike."""
        sequence = binding.sequence
        prefixes = [sequence[:length] for length in range(1, len(sequence))]
        for shorter in prefixes:
            self._bindings.pop(shorter, None)
        if sequence in self._prefixes:
            self._bindings = {keys: one for keys, one in self._bindings.items() if keys[: len(sequence)] != sequence}
            self._prefixes = {keys[:length] for keys in self._bindings for length in range(1, len(keys))}
        self._bindings[sequence] = binding
        self._prefixes.update(prefixes)

    def get(self, sequence: Sequence) -> Binding | None:
        """What this sequence does, or None."""
        return self._bindings.get(sequence)

    def is_prefix(self, sequence: Sequence) -> bool:
        """Whether more keys may follow."""
        return sequence in self._prefixes

    def under(self, prefix: Sequence) -> tuple[Binding, ...]:
        """The bindings that begin with these keys and go on."""
        size = len(prefix)
        return tuple(one for keys, one in self._bindings.items() if len(keys) > size and keys[:size] == prefix)

    def __iter__(self) -> Iterator[Binding]:
        return iter(self._bindings.values())

    def __len__(self) -> int:
        return len(self._bindings)


class Keymap:
    """Bindings by context, and the questions the screens ask about them.

    Make one with `default_keymap` or `parse.parse_keymap`; it does not change afterwards.
    """

    def __init__(
        self,
        registry: Registry,
        own: Mapping[Context, tuple[Binding, ...]],
        hint_after: int | None = None,
    ) -> None:
        self.registry = registry
        self.hint_after = hint_after
        """Milliseconds before the strip of second keys shows, 0 at once, -1 never; None: the settings say."""
        self._own = dict(own)
        self._tables: dict[Context, Table] = {}
        self._keys: dict[tuple[str, Context], tuple[str, ...]] = {}

    def own(self, context: Context) -> tuple[Binding, ...]:
        """The bindings of this context alone, without its fallbacks."""
        return self._own.get(context, ())

    def table(self, context: Context) -> Table:
        """What can be pressed here; the most specific binding wins."""
        known = self._tables.get(context)
        if known is None:
            known = self._tables[context] = self._flattened(context)
        return known

    def _flattened(self, context: Context) -> Table:
        table = Table()
        kept = keeps(context)
        typing = inserts(context)
        for level in reversed(chain(context)):
            for binding in self.own(level):
                if level is Context.ANY and kept is not None and binding.action not in kept:
                    continue
                if typing and level is not context and token.is_printable(binding.sequence[0]):
                    continue
                table.put(binding)
        return table

    def bindings(self, context: Context) -> Mapping[str, Binding]:
        """Every sequence that does something here, with what it does."""
        return {binding.keys: binding for binding in self.table(context)}

    def keys_for(self, action_id: str, context: Context) -> tuple[str, ...]:
        """The sequences that run an action here: those of this context first, then the fallbacks'."""
        known = self._keys.get((action_id, context))
        if known is None:
            table = self.table(context)
            known = tuple(
                binding.keys
                for level in chain(context)
                for binding in self.own(level)
                if binding.action == action_id and table.get(binding.sequence) is binding
            )
            self._keys[action_id, context] = known
        return known

    def keys_text(self, action_id: str, context: Context) -> str:
        """The first of them as screens print it (`F3`, `g t`); empty when there is none."""
        keys = self.keys_for(action_id, context)
        return token.shown(keys[0]) if keys else ""


def default_bindings(registry: Registry) -> dict[Context, tuple[Binding, ...]]:
    """The default keys of the registered actions, by context."""
    own: dict[Context, list[Binding]] = {context: [] for context in Context}
    for action in registry:
        for context, keys in action.keys.items():
            own[context].extend(Binding(keys=one, action=action.id) for one in keys)
    return {context: tuple(bindings) for context, bindings in own.items()}


def default_keymap(registry: Registry) -> Keymap:
    """The default keymap, restricted to what is registered."""
    return Keymap(registry, default_bindings(registry))
