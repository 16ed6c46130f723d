"""Snippets: short names for phrases, expanded while a note is typed."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from plantui.settings.problem import Problem
from plantui.settings.toml_lines import line_of_fault, toml_lines

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class Snippets(msgspec.Struct, frozen=True):
    """The phrases by name, and what was wrong with the file."""

    phrases: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()


def read_snippets(text: str, file: Path) -> Snippets:
    """Read `snippets.toml`: `name = "phrase"`, one a line; phrases may have blanks and several lines.

    An entry that cannot be used is left out and told.
    """
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = str(error).split(" (at ")[0]
        what = f"This is not TOML: {told}. There are no snippets."
        return Snippets({}, (Problem(file, line_of_fault(str(error), text), what),))
    lines = toml_lines(text)
    phrases: dict[str, str] = {}
    problems = []
    for name, phrase in table.items():
        line = lines.get(name, lines.get(f"[{name}]", 0))
        if not _NAME.fullmatch(name):
            problems.append(Problem(file, line, f"{name}: a name is a letter, then letters, digits, - or _."))
        elif not isinstance(phrase, str) or not phrase.strip():
            problems.append(Problem(file, line, f"{name} needs a phrase in quotes."))
        else:
            phrases[name] = phrase
    return Snippets(phrases, tuple(problems))
