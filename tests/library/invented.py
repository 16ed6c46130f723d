"""The invented caseload as its files say it: plans by code, links, review dates, next visits."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from plantui.library import shipped
from plantui.quickentry import Lexicon, ObjectiveLine, parse_client
from plantui.quickentry.note import parse_note
from plantui.quickentry.outline import OutlineLine, parse_outline

Facts = dict[str, Any]

FOLDER = files("plantui.library") / "demo"
LIBRARY = shipped()


def read(name: str) -> Facts:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


CASELOAD = read("caseload.toml")
BACKLOG = read("backlog.toml")
NOW = datetime.fromisoformat(CASELOAD["now"])
CODES = [*CASELOAD["clients"], *CASELOAD["closed"]]
CLIENTS = {code: read(f"{code}.toml") for code in CODES}


TODAY = NOW.date()


def lexicon(today: date = TODAY, codes: Mapping[str, str] | None = None) -> Lexicon:
    return Lexicon(today=today, measures=LIBRARY.measures, modalities=LIBRARY.modalities, codes=codes)


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


@cache
def outline(code: str, version: int) -> tuple[OutlineLine, ...]:
    plan = CLIENTS[code]["plan"][version]
    return parse_outline(plan["lines"], lexicon(day(plan["made"])))


@cache
def tree(code: str, version: int) -> dict[str, OutlineLine]:
    """Lines by the code they get in order of appearance."""
    found: dict[str, OutlineLine] = {}
    problem = goal = objective = action = 0
    for line in outline(code, version):
        if line.kind == "problem":
            problem += 1
            found[f"p{problem}"] = line
        elif line.kind == "goal":
            goal, objective = goal + 1, 0
            found[f"g{goal}"] = line
        elif line.kind == "objective":
            objective, action = objective + 1, 0
            found[f"g{goal}.{objective}"] = line
        else:
            action += 1
            found[f"g{goal}.{objective}{chr(96 + action)}"] = line
    return found


def in_force(code: str, moment: str) -> dict[str, OutlineLine]:
    """The plan that stood signed at a moment; a day counts to its end."""
    signed = [plan["signed"]["at"] for plan in CLIENTS[code].get("plan", ()) if "signed" in plan]
    at = bisect_right(signed, moment if "T" in moment else f"{moment}T24")
    return tree(code, at - 1) if at else {}


def objectives(code: str) -> dict[str, ObjectiveLine]:
    found = in_force(code, CASELOAD["now"])
    return {name: line.value for name, line in found.items() if isinstance(line.value, ObjectiveLine)}


def links(code: str, note: Facts) -> set[str]:
    return {link.code for link in parse_note(note["text"], lexicon()).links}


def review_date(code: str) -> date | None:
    """The review date in force at ``now``: the last one written."""
    facts = CLIENTS[code]
    rows = [(plan["signed"]["at"], plan["signed"].get("review")) for plan in facts.get("plan", ()) if "signed" in plan]
    rows += [(review["at"], review.get("next")) for review in facts.get("review", ())]
    rows += [(f"{move['on']}T18:00", move["to"]) for move in facts.get("move", ())]
    set_to = [due for _, due in sorted((at, due) for at, due in rows if due)]
    return day(set_to[-1]) if set_to else None


def next_visit(code: str) -> datetime | None:
    line = parse_client(CLIENTS[code]["client"], lexicon())
    if line.slot is None or line.since is None:
        return None
    first = line.since + timedelta(days=(line.slot.weekday - line.since.weekday()) % 7)
    step = 7 * line.slot.every_weeks
    today = NOW.date()
    ahead = first if first > today else today + timedelta(days=(first - today).days % step)
    return datetime.combine(ahead, line.slot.time)
