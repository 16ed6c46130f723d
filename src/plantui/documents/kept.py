"""What the text of a document cannot show and must not lose, carried in its front matter by paths.

Two things: fields of a plan that this program does not know, and texts with characters that no document may hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from plantui.documents.prose import safe
from plantui.model.base import Part

P = TypeVar("P", bound=Part)


def unknown_fields(part: Part, path: str = "") -> dict[str, dict[str, Any]]:
    """Path of every inner part that holds unknown fields, with these fields; parts in lists go by their ids."""
    found = {path: dict(part.extra)} if part.extra else {}
    for _, step, inner in _parts_in(part):
        found |= unknown_fields(inner, _step(path, step))
    return found


def with_unknown_fields(part: P, found: Mapping[str, Mapping[str, Any]], path: str = "") -> P:
    """The part with unknown fields put back where their paths lead; paths that lead nowhere any more are dropped."""
    if not found:
        return part
    changes: dict[str, Any] = {}
    for name, step, inner in _parts_in(part):
        renewed = with_unknown_fields(inner, found, _step(path, step))
        if renewed is inner:
            continue
        changes[name] = _swapped(changes.get(name, getattr(part, name)), inner, renewed)
    if path in found:
        changes["extra"] = dict(found[path])
    return msgspec.structs.replace(part, **changes) if changes else part


def exact_texts(part: Part, path: str = "") -> dict[str, str]:
    """Path of every text that a document shows with marks in place of some characters, with the text as it is."""
    found: dict[str, str] = {}
    for name, value in _texts_in(part):
        if safe(value) != value:
            found[_step(path, name)] = value
    for _, step, inner in _parts_in(part):
        found |= exact_texts(inner, _step(path, step))
    return found


def with_exact_texts(part: P, found: Mapping[str, str], path: str = "") -> P:
    """The part with such texts put back where the marks still stand; a text that was edited stays as edited."""
    if not found:
        return part
    changes: dict[str, Any] = {}
    for name, value in _texts_in(part):
        exact = found.get(_step(path, name))
        if exact is None or exact == value or safe(exact) != value:
            continue
        field, _, index = name.partition("#")
        if index:
            held = list(changes.get(field, getattr(part, field)))
            held[int(index)] = exact
            changes[field] = tuple(held)
        else:
            changes[field] = exact
    for name, step, inner in _parts_in(part):
        renewed = with_exact_texts(inner, found, _step(path, step))
        if renewed is not inner:
            held = changes.get(name, getattr(part, name))
            changes[name] = _swapped(held, inner, renewed)
    return msgspec.structs.replace(part, **changes) if changes else part


def _step(path: str, step: str) -> str:
    return f"{path}/{step}" if path else step


def _swapped(held: Any, old: Part, new: Part) -> Any:  # noqa: ANN401
    return tuple(new if each is old else each for each in held) if isinstance(held, tuple) else new


def _texts_in(part: Part) -> Iterator[tuple[str, str]]:
    """Field name (with # and the index in a tuple) and text, for every text directly inside."""
    for field in part.__struct_fields__:
        value = getattr(part, field)
        if isinstance(value, tuple):
            yield from ((f"{field}#{index}", text) for index, text in enumerate(value) if type(text) is str)
        elif type(value) is str and field not in ("id", "code"):
            yield field, value


def _parts_in(part: Part) -> Iterator[tuple[str, str, Part]]:
    """Field name, path step and value of every part directly inside."""
    for field in part.__struct_fields__:
        value = getattr(part, field)
        if isinstance(value, Part):
            yield field, field, value
        elif isinstance(value, tuple):
            for each in value:
                if isinstance(each, Part):
                    yield field, f"{field}={getattr(each, 'id', '')}", each
