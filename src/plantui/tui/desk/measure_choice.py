"""Which measures are offered for a client, in which order, and how one is found among all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from plantui.clinical.measuring import measures_due
from plantui.clinical.phrase import distance
from plantui.keys.palette import folded
from plantui.model.chart import Chart
from plantui.model.measure import Measure
from plantui.practice.commands.measures import days_words
from plantui.practice.measure_offer import objectives_of


class Choice(NamedTuple):
    """A measure in a list: what it is, and why it stands where it stands."""

    measure: Measure
    remark: str = ""


def choices(chart: Chart, measures: Mapping[str, Measure], typed: str, today: date) -> list[Choice]:
    """The measures that fit what was typed, this client's own first."""
    remarks = dict(_remarks(chart, measures, today))
    own = [name for name in remarks if name in measures]
    rest = [name for name in measures if name not in remarks]
    words = folded(typed).split()
    found: list[tuple[int, int, Choice]] = []
    for place, name in enumerate([*own, *rest]):
        measure = measures[name]
        rank = _rank(measure, words)
        if rank is not None:
            found.append((rank, place, Choice(measure, remarks.get(name, ""))))
    found.sort(key=lambda each: each[:2])
    return [choice for *_, choice in found]


def _rank(measure: Measure, words: list[str]) -> int | None:
    """How well every word fits: 0 the short name, 1 the beginning of a word, 2 inside one; None when one does not."""
    short = folded(measure.short)
    squeezed = "".join(char for char in short if char.isalnum())
    tags = " ".join(str(tag) for tag in measure.facts.get("tags", ()))
    text = folded(f"{measure.name} {measure.construct} {tags}")
    worst = 0
    for word in words:
        plain = "".join(char for char in word if char.isalnum())
        if short.startswith(word) or (plain and squeezed.startswith(plain)) or measure.id.startswith(plain or word):
            rank = 0
        elif any(each.startswith(word) for each in text.replace("-", " ").split()):
            rank = 1
        elif word in text:
            rank = 2
        else:
            return None
        worst = max(worst, rank)
    return worst


def _remarks(chart: Chart, measures: Mapping[str, Measure], today: date) -> Iterator[tuple[str, str]]:
    """Measure -> what it is to this client, in the order in which they are offered."""
    follows = {follow.measure: follow.every_days for follow in chart.client.follows}
    feeds: dict[str, list[str]] = {}
    for objective in objectives_of(chart):
        if objective.measure:
            feeds.setdefault(objective.measure, []).append(objective.code)
    due = {each.measure: each.day for each in measures_due(chart, measures)}
    for name in [*due, *feeds, *follows, *sorted({score.measure for score in chart.measures if score.measure})]:
        parts = [f"feeds {', '.join(feeds[name])}"] if name in feeds else []
        parts += [f"every {days_words(follows[name])}"] if name in follows else []
        parts += [_due_words(due[name], today)] if name in due else []
        yield name, ", ".join(parts) or "taken before"


def _due_words(day: date, today: date) -> str:
    words = distance(day, today)
    return words if words.endswith("late") else f"due {words}"
