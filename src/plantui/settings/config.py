"""`config.toml`: reading it, and changing one line of it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from plantui.settings.known import KNOWN, NAMES, Setting, Settings, known
from plantui.settings.problem import Problem, nearest
from plantui.settings.toml_lines import line_of_fault, toml_lines

_VALUE = re.compile(r"""^([^=]*=\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#]+)(.*)$""")


class Read(msgspec.Struct, frozen=True):
    """The settings in force, and what was wrong with the file."""

    settings: Settings
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    """Whether the file could be read at all."""


def read_config(text: str, file: Path) -> Read:
    """Read a configuration file.

    A name nobody knows is left out, a value out of range keeps its default; both are told. A text
    that is not TOML leaves all defaults.
    """
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = str(error).split(" (at ")[0]
        what = f"This is not TOML: {told}. The defaults hold."
        return Read(Settings(), (Problem(file, line_of_fault(str(error), text), what),), whole=False)
    lines = toml_lines(text)
    values: dict[str, object] = {}
    problems = []
    for name, written in _flat(tables).items():
        line = lines.get(name, 0)
        setting = known(name)
        if setting is None:
            problems.append(Problem(file, line, f"{name} is not a setting.", nearest(name, NAMES)))
            continue
        try:
            values[setting.field] = setting.kind.read(written)
        except ValueError as error:
            default = setting.shown(Settings())
            keeps = f" {default} holds." if default else " The default holds."
            problems.append(Problem(file, line, f"{name} {error}.{keeps}"))
    problems.sort(key=lambda one: one.line)
    return Read(msgspec.structs.replace(Settings(), **values), tuple(problems))


def with_setting(text: str, name: str, written: str, file: Path) -> str | Problem:
    """The text of a configuration file with one setting changed; comments and the rest stay.

    Args:
        text: The file as it is; empty for a new one.
        name: A setting (`lock.after`).
        written: Its value as typed (`10m`, `on`, `light`), without quotes.
        file: Named in the problem.
    """
    setting = known(name)
    if setting is None:
        return Problem(file, 0, f"{name} is not a setting.", nearest(name, NAMES))
    try:
        value = setting.kind.read(written)
    except ValueError as error:
        return Problem(file, 0, f"{name} {error}.")
    before = read_config(text, file)
    if not before.whole:
        return before.problems[0]
    changed = _put(text, setting, value)
    after = read_config(changed, file)
    others = [one for one in KNOWN if one is not setting]
    kept = all(one.value(before.settings) == one.value(after.settings) for one in others)
    if not after.whole or not kept or setting.value(after.settings) != value:
        return Problem(file, 0, f"{name} could not be changed in this file. Change it by hand.")
    return changed


def without_setting(text: str, name: str, file: Path) -> str | Problem:
    """The text of a configuration file with one setting left out, so that its default holds; the rest stays."""
    setting = known(name)
    if setting is None:
        return Problem(file, 0, f"{name} is not a setting.", nearest(name, NAMES))
    before = read_config(text, file)
    if not before.whole:
        return before.problems[0]
    at = toml_lines(text).get(name)
    if at is None:
        return text
    lines = text.removesuffix("\n").split("\n")
    del lines[at - 1]
    changed = "\n".join(lines) + "\n" if lines else ""
    after = read_config(changed, file)
    others = [one for one in KNOWN if one is not setting]
    if not after.whole or any(one.value(before.settings) != one.value(after.settings) for one in others):
        return Problem(file, 0, f"{name} could not be taken out of this file. Take it out by hand.")
    return changed


def _put(text: str, setting: Setting, value: object) -> str:
    shown = setting.kind.write(value)
    literal = shown if isinstance(value, bool) or _is_number(shown) else _quoted(shown)
    lines = text.removesuffix("\n").split("\n") if text else []
    places = toml_lines(text)
    at = places.get(setting.name)
    if at is not None:
        lines[at - 1] = _VALUE.sub(lambda found: f"{found[1]}{literal}{found[3]}", lines[at - 1])
        return "\n".join(lines) + "\n"
    table, _, short = setting.name.rpartition(".")
    heading = places.get(f"[{table}]") if table else None
    if heading is not None:
        lines.insert(heading, f"{short} = {literal}")
    else:
        first = min((line for name, line in places.items() if name.startswith("[")), default=len(lines) + 1)
        lines.insert(first - 1, f"{setting.name} = {literal}")
    return "\n".join(lines) + "\n"


def _is_number(shown: str) -> bool:
    return shown.removeprefix("-").isdigit()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'


def _flat(table: dict[str, object], before: str = "") -> dict[str, object]:
    """Tables in tables as dotted names."""
    flat: dict[str, object] = {}
    for key, value in table.items():
        if isinstance(value, dict) and value:
            flat |= _flat(value, f"{before}{key}.")
        elif not isinstance(value, dict):
            flat[f"{before}{key}"] = value
    return flat
