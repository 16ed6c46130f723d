"""Fields of a plan that this program does not know: carried through a document so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from plantui.model.base import Part

P = TypeVar("P", bound=Part)


def unknown_fields(part: Part, path: str = "") -> dict[str, dict[str, Any]]:
    """Path of every inner part that holds unknown fields, with these fields; parts in lists go by their ids."""
    found = {path: dict(part.extra)} if part.extra else {}
    for _, step, inner in _parts_in(part):
        found |= unknown_fields(inner, f"{path}/{step}" if path else step)
    return found


def with_unknown_fields(part: P, found: Mapping[str, Mapping[str, Any]], path: str = "") -> P:
    """The part with unknown fields put back where their paths lead; paths that lead nowhere any more are dropped."""
    if not found:
        return part
    changes: dict[str, Any] = {}
    for name, step, inner in _parts_in(part):
        renewed = with_unknown_fields(inner, found, f"{path}/{step}" if path else step)
        if renewed is inner:
            continue
        held = changes.get(name, getattr(part, name))
        changes[name] = (
            tuple(renewed if each is inner else each for each in held) if isinstance(held, tuple) else renewed
        )
    if path in found:
        changes["extra"] = dict(found[path])
    return msgspec.structs.replace(part, **changes) if changes else part


def _parts_in(part: Part) -> Iterator[tuple[str, str, Part]]:
    """Field name, path step and value of every part directly inside."""
    for field in part.__struct_fields__:
        value = getattr(part, field)
        if isinstance(value, Part):
            yield field, field, value
        elif isinstance(value, tuple):
            for each in value:
                if isinstance(each, Part):
                    yield field, str(getattr(each, "id", "")), each
