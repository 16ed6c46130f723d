"""Keys that are claimed twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from plantui.keys.context import Context, chain
from plantui.keys.keymap import Binding
from plantui.keys.problem import Problem


class Claim(msgspec.Struct, frozen=True):
    """A binding, and the line of the file that asks for it."""

    binding: Binding
    line: int = 0
    """0 for a default."""

    @property
    def name(self) -> str:
        """The action id, or the user's palette line in quotes."""
        return self.binding.action or f'"{self.binding.line}"'


def conflicts(
    claims: Mapping[Context, Sequence[Claim]], defaults: Mapping[Context, Sequence[Binding]]
) -> list[Problem]:
    """Every key that is bound twice in a context, or is a command and begins other keys as well.

    A key of ANY may be covered by a more specific context only where the defaults do so.
    """
    problems: dict[tuple[object, ...], Problem] = {}
    for context, own in claims.items():
        for first, second in _pairs(own):
            shorter = min(first, second, key=lambda claim: len(claim.binding.sequence))
            where = (context, shorter) if first.binding.keys != second.binding.keys else (context, first, second)
            problems.setdefault(where, _clash(first, second, _name(context)))
    covered = {(one.keys, other.keys) for _, one, other in _over_any(defaults)}
    for context, specific, general in _over_any(
        {context: [claim.binding for claim in own] for context, own in claims.items()}
    ):
        if (specific.keys, general.keys) in covered:
            continue
        first = _claim_of(claims[Context.ANY], general)
        second = _claim_of(claims[context], specific)
        problem = _clash(first, second, f"{_name(context)}, where {general.keys} holds as everywhere")
        problems.setdefault((specific, general), problem)
    return list(problems.values())


def _name(context: Context) -> str:
    return context.name.replace("_", " ")


def _pairs(own: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Claims of one context that cannot both hold."""
    for place, second in enumerate(own):
        for first in own[:place]:
            if first.line or second.line:
                keys, others = first.binding.sequence, second.binding.sequence
                size = min(len(keys), len(others))
                if keys[:size] == others[:size]:
                    yield first, second


def _clash(first: Claim, second: Claim, where: str) -> Problem:
    earlier, later = sorted((first, second), key=lambda claim: claim.line)
    shorter, longer = sorted((first, second), key=lambda claim: len(claim.binding.sequence))
    if shorter.binding.keys == longer.binding.keys:
        reason = f"{later.binding.keys} is bound twice in {where}: {earlier.name} and {later.name}"
    else:
        reason = (
            f"{shorter.binding.keys} cannot be a command ({shorter.name}) and begin "
            f"{longer.binding.keys} ({longer.name}) in {where}"
        )
    return Problem(later.line or 1, later.binding.keys, reason)


def _over_any(own: Mapping[Context, Sequence[Binding]]) -> Iterator[tuple[Context, Binding, Binding]]:
    """Bindings of a context that cover one of ANY: (context, the binding, the covered one)."""
    general = own.get(Context.ANY, ())
    for context in Context:
        if context is Context.ANY or len(chain(context)) < 2:
            continue
        for one in own.get(context, ()):
            for other in general:
                size = min(len(one.sequence), len(other.sequence))
                if one.sequence[:size] == other.sequence[:size]:
                    yield context, one, other


def _claim_of(claims: Sequence[Claim], binding: Binding) -> Claim:
    return next(claim for claim in claims if claim.binding is binding)
