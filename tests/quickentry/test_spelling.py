from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.quickentry.spelling import distance, nearest


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("", "", 0), ("fri", "fri", 0), ("frday", "friday", 1), ("mya", "may", 1), ("phg9", "phq9", 1), ("ab", "cd", 2)],
)
def test_distance(one: str, other: str, edits: int) -> None:
    assert distance(one, other) == edits


def test_far_words_cost_no_more_than_the_limit() -> None:
    assert distance("a" * 1000, "b" * 1000) == 3
    assert distance("a", "b" * 9, 1) == 2


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


def test_nearest() -> None:
    assert nearest("exprt", ["status", "export"]) == "export"
    assert nearest("xyz", ["status", "export"]) is None
    assert nearest("fir", ["fri", "feb"]) == "fri"
