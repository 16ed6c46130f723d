from __future__ import annotations

from typing import Any

import pytest

from plantui.model.chart import SCHEMA
from plantui.model.fault import ChartFaults
from plantui.model.migrate import STEPS, migrate


def rename(plain: dict[str, Any]) -> dict[str, Any]:
    """An invented step: what was called ``label`` is called ``code``."""
    return {("code" if key == "label" else key): value for key, value in plain.items()}


def double(plain: dict[str, Any]) -> dict[str, Any]:
    return {**plain, "code": plain["code"] * 2}


def test_each_step_is_taken_once_in_order() -> None:
    old = {"schema": 1, "label": "C-1", "unheard of": [1]}
    assert migrate(old, {1: rename, 2: double}, 3) == {"schema": 3, "code": "C-1C-1", "unheard of": [1]}
    assert migrate({"schema": 2, "code": "a"}, {1: rename, 2: double}, 3) == {"schema": 3, "code": "aa"}
    assert old == {"schema": 1, "label": "C-1", "unheard of": [1]}


def test_a_chart_that_does_not_say_is_of_the_first_schema() -> None:
    assert migrate({"label": "x"}, {1: rename}, 2) == {"schema": 2, "code": "x"}


def test_the_newest_is_left_as_it_is() -> None:
    plain = {"schema": SCHEMA, "code": "x"}
    assert migrate(plain) is plain


@pytest.mark.parametrize("number", [0, -1, "1", 1.0, True, None])
def test_a_number_that_is_none_is_refused(number: object) -> None:
    with pytest.raises(ChartFaults, match="whole number from 1"):
        migrate({"schema": number})


def test_a_newer_chart_is_refused_with_what_to_do() -> None:
    with pytest.raises(ChartFaults, match="Update PlanTUI"):
        migrate({"schema": SCHEMA + 1})


def test_a_gap_in_the_chain_is_named() -> None:
    with pytest.raises(ChartFaults, match="no step is known from schema 2 to 3"):
        migrate({"schema": 1, "label": "x"}, {1: rename}, 3)


def test_there_is_a_step_for_every_older_schema() -> None:
    assert set(STEPS) == set(range(1, SCHEMA))
