"""Templates of new plans: which statements of a presenting problem are offered first, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from plantui.library.content import shipped_bytes
from plantui.library.statements.headings import GROUPS
from plantui.library.statements.shelf import Statements
from plantui.model.statement import Statement, StatementKind

MOST_PAIRED = 3
"""Interventions named by one objective that are offered at once."""
MOST_OTHERS = 9
"""Interventions named by none of the objectives that are offered at once."""


class Starter(msgspec.Struct, frozen=True):
    """What a shipped page offers first, as the ends of statement ids (``o01``)."""

    goals: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()


class _File(msgspec.Struct):
    templates: dict[str, Starter]


@lru_cache(maxsize=1)
def starters() -> Mapping[str, Starter]:
    """Problem id -> what its page offers first."""
    return msgspec.json.decode(shipped_bytes("templates.json"), type=_File).templates


def offered(shelf: Statements, problem: str, kind: StatementKind) -> tuple[Statement, ...]:
    """The goals or objectives that a template of this problem offers, objectives by their group.

    The practice's own statements come first in their group; a page that is not shipped offers everything on it.
    """
    starter = starters().get(problem)
    names = {StatementKind.GOAL: "goals", StatementKind.OBJECTIVE: "objectives"}.get(kind, "")
    mine = shelf.of(problem, kind) if problem else ()
    if starter is not None and names:
        order = {f"{problem}.{end}": place for place, end in enumerate(getattr(starter, names))}
        mine = tuple(each for each in mine if each.own or each.id in order)
        mine = tuple(sorted(mine, key=lambda each: (not each.own, order.get(each.id, 0))))
    if kind == StatementKind.OBJECTIVE:
        groups = {group: place for place, group in enumerate(GROUPS)}
        mine = tuple(sorted(mine, key=lambda each: groups.get(each.group, len(groups))))
    return mine


def interventions_for(
    shelf: Statements, problem: str, objectives: Iterable[Statement]
) -> tuple[tuple[Statement, str], ...]:
    """Interventions with the id of the objective each goes with; empty for one that no objective names.

    First one for each objective in turn, then a second for each, so that the first rows serve every objective; then
    further ones of the problem.
    """
    paired = [(each.id, shelf.paired(each)[:MOST_PAIRED]) for each in objectives]
    found: dict[str, tuple[Statement, str]] = {}
    for turn in range(MOST_PAIRED):
        for objective, named in paired:
            if turn < len(named):
                found.setdefault(named[turn].id, (named[turn], objective))
    mine = shelf.of(problem, StatementKind.INTERVENTION) if problem else ()
    others = [each for each in mine if each.id not in found]
    shipped = problem in starters()
    kept = [each for each in others if each.own or "safety" in each.tags] if shipped else others
    rest = [each for each in others if each not in kept] if shipped else []
    return (*found.values(), *((each, "") for each in [*kept, *rest][: MOST_OTHERS if shipped else None]))
