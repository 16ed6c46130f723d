"""Notes of couples and groups that are signed and not yet in the chart of every member, from summaries alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from plantui.model.summary import FiledNote, Summary


class NotFiled(NamedTuple):
    """A signed note of a couple or group, and the members in whose charts it is missing."""

    group: Summary
    note: FiledNote
    missing: tuple[Summary, ...]


def not_filed(summaries: Iterable[Summary], known: Mapping[str, Summary]) -> list[NotFiled]:
    """What a crash or a full disk kept from being filed; ``known`` finds the summary of a chart that is still there."""
    found = []
    for group in summaries:
        for note in group.filed_to:
            members = (known.get(chart) for chart in note.charts)
            missing = tuple(each for each in members if each is not None and note.note not in each.filed_from)
            if missing:
                found.append(NotFiled(group, note, missing))
    return found
