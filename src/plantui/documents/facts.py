"""Measures by name and by id, for documents."""

from __future__ import annotations

from collections.abc import Mapping

from plantui.model.measure import Measure


def measure_name(measure_id: str, measures: Mapping[str, Measure]) -> str:
    """The printed name of a measure; its id when it is not known."""
    measure = measures.get(measure_id)
    return measure.short if measure is not None else measure_id


def measure_named(name: str, measures: Mapping[str, Measure]) -> str | None:
    """The id of the measure of this name, whatever its case, spaces and hyphens; None when there is none."""
    wanted = _squeezed(name)
    for measure in measures.values():
        if wanted and wanted in (_squeezed(measure.id), _squeezed(measure.short), _squeezed(measure.name)):
            return measure.id
    return None


def _squeezed(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
