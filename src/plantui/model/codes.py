"""Codes of plan nodes: labels for people, given once and never used again in a client's chart."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_lowercase

from plantui.model.plan import Goal, Node, Objective, Plan, Problem
from plantui.model.tree import walk


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = ascii_lowercase[rest] + text
    return text


def number_of(text: str) -> int:
    """The inverse of ``letters``; 0 for an empty text."""
    value = 0
    for letter in text:
        value = value * 26 + ascii_lowercase.index(letter) + 1
    return value


def series(parent: Node | None, child: type[Node]) -> str:
    """The counter a new child draws from: p and g run through the whole chart, the others count per parent."""
    if child is Problem:
        return "p"
    if child is Goal:
        return "g"
    if parent is None:
        raise ValueError("an objective or intervention has a parent")
    return parent.code


def next_code(counters: Mapping[str, int], parent: Node | None, child: type[Node]) -> tuple[str, dict[str, int]]:
    """The next free code for a child of this kind, and the counters after giving it out.

    An objective is counted under its goal (g1.2), an intervention by letters under its objective (g1.2a).
    """
    key = series(parent, child)
    number = counters.get(key, 0) + 1
    if child in (Problem, Goal):
        code = f"{key}{number}"
    elif child is Objective:
        code = f"{key}.{number}"
    else:
        code = f"{key}{letters(number)}"
    return code, {**counters, key: number}


def highest(plan: Plan) -> dict[str, int]:
    """Counters that cover every code used in this plan: for plans that came from outside."""
    counters: dict[str, int] = {}
    for place in walk(plan):
        key = series(place.parent, type(place.node))
        tail = place.node.code.removeprefix(key).removeprefix(".")
        if tail.isdigit():
            number = int(tail)
        elif tail.isalpha() and tail.isascii() and tail.islower():
            number = number_of(tail)
        else:
            continue
        counters[key] = max(counters.get(key, 0), number)
    return counters
