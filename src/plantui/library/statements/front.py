"""The head of a page: which presenting problem its statements belong to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import PurePath
from typing import Any

import msgspec

from plantui.library.statements.fault import StatementFault, nearest
from plantui.model.statement import PresentingProblem

FENCE = "---"
ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
NAMES = ("id", "title", "family", "codes", "measures", "risks", "hide", "reviewed_by", "reviewed_on")
"""What the front matter may say."""
_LISTS = ("codes", "measures", "risks", "hide")


class Front(msgspec.Struct, frozen=True):
    """What the head of a page says, and the line (from 0) on which the text below it begins."""

    problem: PresentingProblem
    hidden: tuple[str, ...]
    """Ids of shipped statements of this problem that the practice does not want to see."""
    body_line: int
    faults: tuple[StatementFault, ...]


def read_front(lines: list[str], file: str, *, own: bool) -> Front:
    """Read the front matter of a page.

    Without a usable id the file's name serves, so that its statements are not lost; the fault says so.
    """
    faults: list[StatementFault] = []

    def fault(line: int, what: str) -> None:
        faults.append(StatementFault(file, line, what))

    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    said: dict[str, Any] = {}
    if not lines or lines[0].rstrip() != FENCE:
        fault(1, "The page has no front matter. Begin it with --- and lines such as id: and title:, then ---.")
        body = 0
    elif end is None:
        fault(1, "The front matter has no end. Put a line of --- after it.")
        body = len(lines)
    else:
        said, body = _yaml(lines[1:end], fault), end + 1
    places = {name: number for number, line in enumerate(lines[:body], 1) for name in [line.partition(":")[0].strip()]}
    for name in said:
        if name not in NAMES:
            what = f'"{name[:40]}" is not a name of the front matter.{nearest(name, NAMES)}'
            fault(places.get(name, 1), what)
    texts = {name: _text(said.get(name)) for name in NAMES if name not in _LISTS}
    lists = {name: _list(said.get(name)) for name in _LISTS}
    for name, read in {**texts, **lists}.items():
        if read is None:
            wanted = "a list of words, such as [a, b]" if name in _LISTS else "one line of text"
            fault(places.get(name, 1), f"{name} is not {wanted}. It is left out.")
    problem_id = texts["id"] or ""
    if not ID.fullmatch(problem_id):
        stem = PurePath(file).stem.lower()
        standing = re.sub(r"[^a-z0-9_-]+", "_", stem).lstrip("0123456789_-")[:40] or "own"
        if said:
            began = "There is no id" if not problem_id else f'"{problem_id[:40]}" is not an id'
            rule = "An id begins with a letter and holds a to z, 0 to 9, - and _."
            fault(places.get("id", 1), f"{began}. {rule} {standing} is used.")
        problem_id = standing
    if said and not texts["title"]:
        fault(places.get("title", 1), "There is no title. Write title: and the problem in a few words.")
    problem = PresentingProblem(
        id=problem_id,
        title=texts["title"] or problem_id.replace("_", " ").capitalize(),
        family=texts["family"] or "",
        codes=lists["codes"] or (),
        measures=lists["measures"] or (),
        risks=lists["risks"] or (),
        reviewed_by=texts["reviewed_by"] or "",
        reviewed_on=texts["reviewed_on"] or "",
        own=own,
    )
    return Front(problem, lists["hide"] or (), body, tuple(faults))


def _yaml(lines: list[str], fault: Callable[[int, str], None]) -> dict[str, Any]:
    import yaml

    try:
        said = yaml.safe_load("\n".join(lines))
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = 2 + mark.line if mark is not None else 2
        fault(line, "This line of the front matter cannot be read. Write name: value, with quotes around odd marks.")
        return {}
    if said is None:
        return {}
    if not isinstance(said, dict):
        fault(2, "The front matter is not a list of names with values, such as title: Insomnia.")
        return {}
    return {str(name): value for name, value in said.items()}


def _text(value: object) -> str | None:
    """One line of text; empty for nothing, None for what is none."""
    if value is None:
        return ""
    if isinstance(value, bool | dict | list | set | tuple | bytes):
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    return " ".join(str(value).split())[:200]


def _list(value: object) -> tuple[str, ...] | None:
    """Words of a list, or of one line with commas between; None for what is neither."""
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(word for part in value.split(",") if (word := " ".join(part.split())[:120]))
    if not isinstance(value, list):
        return None
    words = [_text(each) for each in value[:200]]
    return None if None in words else tuple(word for word in words if word)
