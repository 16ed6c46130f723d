"""The migration chain: pure steps on plain data, one per schema number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plantui.model.base import Plain
from plantui.model.chart import SCHEMA
from plantui.model.fault import ChartFaults, Fault

Step = Callable[[Plain], Plain]

STEPS: Mapping[int, Step] = {}
"""Schema number -> the step that turns a chart of that number into the next one."""


def migrate(plain: Plain, steps: Mapping[int, Step] = STEPS, newest: int = SCHEMA) -> Plain:
    """The chart, as plain data, brought to the newest schema. One that does not say its number has the first.

    Raises:
        ChartFaults: the schema number is not a number, newer than this program, or a step is not known.
    """
    number = plain.get("schema", 1)
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise ChartFaults([Fault("schema", "this must be a whole number from 1.")])
    if number > newest:
        raise ChartFaults(
            [Fault("schema", f"this chart has schema {number}; this program reads up to {newest}. Update PlanTUI.")]
        )
    while number < newest:
        step = steps.get(number)
        if step is None:
            raise ChartFaults([Fault("schema", f"no step is known from schema {number} to {number + 1}.")])
        plain = {**step(plain), "schema": number + 1}
        number += 1
    return plain
