"""Linking while a note is typed: the objectives that fit what stands behind a ``#``."""

from __future__ import annotations

import re
from typing import NamedTuple

from plantui.clinical.standing import current, open_objectives, resolve
from plantui.model.chart import Chart
from plantui.model.plan import Objective, Plan

_BEGUN = re.compile(r"#(g?[0-9]{0,4}(?:\.[0-9]{0,4})?[a-z]?)\Z", re.IGNORECASE)
_OPENING = "([{<\"'“‘„«,;:/—–|"


class Begun(NamedTuple):
    """A link that is being typed: where its ``#`` stands, and what stands behind it."""

    start: int
    typed: str


class Match(NamedTuple):
    """A line of the plan that fits: its code as it is typed in a note, what is still to be typed, its id."""

    code: str
    rest: str
    node: str


def begun(text: str, cursor: int) -> Begun | None:
    """The link before the cursor that is still being typed; None when there is none."""
    line = text.rfind("\n", 0, cursor) + 1
    match = _BEGUN.search(text, max(line, cursor - 12), cursor)
    if match is None:
        return None
    start = match.start()
    before = text[start - 1 : start]
    after = text[cursor : cursor + 1]
    if after and (after.isalnum() or after in "._"):
        return None
    follows = before.isspace() or before == "" or before in _OPENING or _behind_link(text, start)
    return Begun(start, match[1]) if follows else None


def _behind_link(text: str, start: int) -> bool:
    """Whether a link ends right before: ``#1.1+#2.1``."""
    return re.search(r"#g?[0-9]+\.[0-9]+[a-z]?(?:[+\-=][+\-0-9]?)?\Z", text[max(0, start - 14) : start]) is not None


def linkable(chart: Chart) -> tuple[Plan | None, list[Objective]]:
    """The plan a note can touch, as it stands today, and its open objectives in order."""
    plan = current(chart)
    if plan is None:
        return None, []
    resolved = resolve(chart, plan)
    return resolved, open_objectives(resolved)


def matches(chart: Chart, typed: str) -> list[Match]:
    """The lines that what was typed can become: open objectives, and behind a whole code its interventions."""
    low = typed.lower().removeprefix("g")
    found: list[Match] = []
    for objective in linkable(chart)[1]:
        code = objective.code.removeprefix("g")
        if code.startswith(low) and code != low:
            found.append(Match(code, code[len(low) :], objective.id))
        elif low == code or (low.startswith(code) and low[len(code) :].isalpha()):
            found += [
                Match(inner, inner[len(low) :], step.id)
                for step in objective.interventions
                if (inner := step.code.removeprefix("g")).startswith(low) and inner != low
            ]
    return found


def whole(chart: Chart, typed: str) -> bool:
    """Whether what was typed is the whole code of an open objective."""
    low = typed.lower().removeprefix("g")
    return any(objective.code.removeprefix("g") == low for objective in linkable(chart)[1])
