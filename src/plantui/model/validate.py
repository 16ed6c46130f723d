"""What must hold across a chart beyond the type of each field: ids once, codes once, links that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plantui.model.chart import TABLES, Chart
from plantui.model.fault import Fault
from plantui.model.plan import Intervention, Objective
from plantui.model.status import Status
from plantui.model.tree import walk


def check(chart: Chart) -> list[Fault]:
    """Every fault of the chart as a whole, with its path; empty when it is sound."""
    return [*_ids(chart), *_plans(chart), *_links(chart)]


def _ids(chart: Chart) -> Iterator[Fault]:
    for table in TABLES:
        yield from _once((part.id for part in getattr(chart, table)), table, "id")


def _once(values: Iterable[str], path: str, what: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield Fault(f"{path}[{index}].{what}", f'"{value}" is used twice.')
        seen.add(value)


def _plans(chart: Chart) -> Iterator[Fault]:
    yield from _once((str(plan.number) for plan in chart.plans), "plans", "number")
    for index, plan in enumerate(chart.plans):
        path = f"plans[{index}]"
        places = list(walk(plan))
        yield from _once((place.node.id for place in places), path, "node id")
        yield from _once((place.node.code for place in places), path, "node code")
        for place in places:
            node = place.node
            if isinstance(node, Intervention) and node.status not in (Status.ACTIVE, Status.STOPPED):
                yield Fault(f"{path} {node.code}.status", "an intervention is active or discontinued.")
            if isinstance(node, Objective) and node.target is not None and not node.measured:
                yield Fault(f"{path} {node.code}.target", "a target needs a measure or a count of its own.")


def _links(chart: Chart) -> Iterator[Fault]:
    nodes = {place.node.id for plan in chart.plans for place in walk(plan)}
    plans = {plan.id for plan in chart.plans}
    for index, note in enumerate(chart.notes):
        for at, link in enumerate(note.links):
            if link.node not in nodes:
                yield Fault(f"notes[{index}].links[{at}].node", "no plan has a node with this id.")
    for index, row in enumerate(chart.progress):
        if row.node not in nodes:
            yield Fault(f"progress[{index}].node", "no plan has a node with this id.")
        if (row.mark is None) == (row.status is None):
            yield Fault(f"progress[{index}]", "a row holds either a mark or a status.")
    for index, score in enumerate(chart.measures):
        if not score.measure and not score.objective:
            yield Fault(f"measures[{index}]", "a score belongs to a measure or to an objective.")
        elif score.objective and score.objective not in nodes:
            yield Fault(f"measures[{index}].objective", "no plan has a node with this id.")
    for index, review in enumerate(chart.reviews):
        if review.plan not in plans:
            yield Fault(f"reviews[{index}].plan", "there is no plan with this id.")
