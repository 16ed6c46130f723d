"""Whether anyone could tell that an objective has been reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plantui.clinical.lint.finding import Case, Rule, Spot
from plantui.clinical.trend import baseline
from plantui.model.plan import Objective

_STATES = re.compile(
    r"^(?:to |the client |client |will |can |be able to )*"
    r"(?:feel|be more|be less|become|understand|realise|realize|appreciate|explore|process|work on|work through|"
    r"gain insight|cope|deal with|address|learn about|develop|consider|try|improve|increase|decrease|reduce|lower|"
    r"raise|lessen|enhance|strengthen|manage|overcome|resolve)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\{|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|once|twice|every|daily|weekly)\b", re.IGNORECASE
)


def done_or_not(objective: Objective) -> bool:
    """Whether the wording itself says when it is done.

    A state or a direction without a number ("Feel better", "Reduce anxiety") does not; a deed ("Name the signs"), or
    anything with a number, does.
    """
    text = objective.text.strip()
    return bool(text) and (_NUMBER.search(text) is not None or _STATES.match(text) is None)


def _no_measure(case: Case) -> Iterator[Spot]:
    for objective in case.objectives:
        if not objective.measured and not done_or_not(objective):
            yield Spot(f"Objective {objective.code} has no measure.", objective.code, objective.id)


def _no_baseline(case: Case) -> Iterator[Spot]:
    for objective in case.objectives:
        if objective.measured and baseline(case.chart, objective) is None:
            yield Spot(f"Objective {objective.code} has no baseline.", objective.code, objective.id)


def _no_target(case: Case) -> Iterator[Spot]:
    for objective in case.objectives:
        if objective.measured and (objective.target is None or objective.target == objective.baseline):
            yield Spot(
                f"Objective {objective.code} has no target, or the target equals the baseline.",
                objective.code,
                objective.id,
            )


def _wrong_way(case: Case) -> Iterator[Spot]:
    for objective in case.objectives:
        measure = case.reference.measures.get(objective.measure) if objective.measure else None
        if measure is None or objective.baseline is None or objective.target is None:
            continue
        way = objective.target - objective.baseline
        if (measure.direction == "higher_worse" and way > 0) or (measure.direction == "higher_better" and way < 0):
            yield Spot("The target moves the wrong way from the baseline.", objective.code, objective.id)


RULES = (
    Rule("TP020", "error", _no_measure),
    Rule("TP021", "error", _no_baseline),
    Rule("TP022", "error", _no_target),
    Rule("TP028", "error", _wrong_way),
)
