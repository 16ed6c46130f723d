"""Strict reading of charts: quick when all is well, exact about every fault when not.

The quick way is msgspec's own decoder. Only when it refuses is the document walked in Python, which collects every
fault with its path and keeps fields that this program does not know in ``extra``.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from plantui.model.base import EXTRA, Part, Plain
from plantui.model.fault import ChartFaults, Fault

P = TypeVar("P", bound=Part)

_WORDS = {
    "object": "a group of fields",
    "array": "a list",
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "int | float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "date": "a date such as 2026-03-10",
    "datetime": "a date and time such as 2026-03-10T13:52:00+00:00",
}

_DEEPEST = 100
_NESTED = Fault("the document", f"this is nested more than {_DEEPEST} levels deep; no chart is.")


def decode(kind: type[P], plain: object) -> P:
    """The struct that ``plain`` describes.

    Raises:
        ChartFaults: with one fault for every place that is not as it must be.
    """
    if not _has_extra_key(plain):
        try:
            return msgspec.convert(plain, kind)
        except msgspec.ValidationError:
            pass
    faults: list[Fault] = []
    value = _struct(kind, plain, "", faults)
    if faults:
        raise ChartFaults(faults)
    assert isinstance(value, kind)
    return value


def parse_json(data: bytes | str) -> object:
    """Plain data from JSON text.

    Raises:
        ChartFaults: the text is not JSON, with the place, or it is nested more than 100 levels deep.
    """
    try:
        plain = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = str(error)[:200].removesuffix(".")
        raise ChartFaults([Fault("the document", f"this is not JSON: {reason}.")]) from None
    except RecursionError:
        raise ChartFaults([_NESTED]) from None
    if _deeper_than(plain, _DEEPEST):
        raise ChartFaults([_NESTED])
    return plain


def _has_extra_key(plain: object) -> bool:
    """Whether a field anywhere has the name under which msgspec would take fields in as unknown ones."""
    if isinstance(plain, dict):
        return EXTRA in plain or any(map(_has_extra_key, plain.values()))
    return isinstance(plain, list | tuple) and any(map(_has_extra_key, plain))


def _deeper_than(plain: object, levels: int) -> bool:
    inner = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    return levels < 0 or any(_deeper_than(each, levels - 1) for each in inner)


@cache
def _hints(kind: type[Part]) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _struct(kind: type[Part], plain: object, path: str, faults: list[Fault]) -> Part | None:
    if not isinstance(plain, dict):
        faults.append(Fault(path or "the document", f"this must be a group of fields, but it is {_shown(plain)}."))
        return None
    before = len(faults)
    values: dict[str, Any] = {}
    known = set()
    for field in msgspec.structs.fields(kind):
        if field.name == "extra":
            continue
        known.add(field.encode_name)
        here = f"{path}.{field.encode_name}" if path else field.encode_name
        if field.encode_name in plain:
            values[field.name] = _value(_hints(kind)[field.name], plain[field.encode_name], here, faults)
        elif field.required:
            faults.append(Fault(here, "this field is missing."))
    unknown = {key: inner for key, inner in plain.items() if key not in known}
    for key in unknown:
        if not isinstance(key, str):
            faults.append(Fault(path or "the document", f"a field name must be text, but it is {_shown(key)}."))
    if len(faults) > before:
        return None
    return kind(**values, extra=unknown)


def _value(hint: Any, plain: object, path: str, faults: list[Fault]) -> Any:  # noqa: ANN401
    structs = _structs_in(hint)
    if structs and isinstance(plain, dict) and get_origin(hint) is not dict:
        return _struct(structs[0], plain, path, faults)
    if get_origin(hint) is tuple and isinstance(plain, list | tuple):
        inner = get_args(hint)[0]
        return tuple(_value(inner, each, f"{path}[{index}]", faults) for index, each in enumerate(plain))
    try:
        return msgspec.convert(plain, hint)
    except msgspec.ValidationError as error:
        faults.append(Fault(path, _sentence(str(error), plain)))
        return None


def _structs_in(hint: Any) -> list[type[Part]]:  # noqa: ANN401
    if isinstance(hint, type) and issubclass(hint, Part):
        return [hint]
    if get_origin(hint) in (Union, types.UnionType):
        return [arm for arm in get_args(hint) if isinstance(arm, type) and issubclass(arm, Part)]
    return []


def _sentence(reason: str, plain: object) -> str:
    reason = reason.split(" - at ")[0]
    shown = _shown(plain)
    if reason.startswith("Invalid enum value"):
        return f"{shown} is not one of the words allowed here."
    if reason.startswith("Expected `") and "got `" in reason:
        wanted = reason.split("`")[1]
        arms = [arm for arm in wanted.split(" | ") if arm != "null"]
        name = _WORDS.get(" | ".join(arms)) or " or ".join(_WORDS.get(arm, arm) for arm in arms)
        return f"this must be {name}, but it is {shown}."
    for start, words in (
        ("Expected `int` >= ", "this must be at least "),
        ("Expected `int` <= ", "this must be at most "),
        ("Expected `str` of length >= ", "this text must have a length of at least "),
        ("Expected `str` of length <= ", "this text must have a length of at most "),
    ):
        if reason.startswith(start):
            return f"{words}{reason.removeprefix(start)}, but it is {shown}."
    if "matching regex" in reason:
        return f"{shown} does not have the form this field needs."
    if "timezone" in reason:
        return f"{shown} needs its offset from UTC, such as +00:00 at the end."
    if "RFC3339" in reason or "ISO8601" in reason or "date" in reason:
        return f"{shown} is not a date that exists, written as 2026-03-10 (with time: 2026-03-10T13:52:00+00:00)."
    return f"{reason} ({shown})."


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    return f'"{text[:40]}"' if len(text) <= 40 else f'"{text[:37]}..."'


def as_plain_copy(plain: Plain) -> Plain:
    """A deep copy of plain data: nobody may change what another holds."""
    copied: Plain = msgspec.json.decode(msgspec.json.encode(plain))
    return copied
