"""Client numbers are given once."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantui.vault.faults import Tampered
from tests.vault.house import make, reopen


def test_numbers_go_up_and_survive(tmp_path: Path) -> None:
    store = make(tmp_path)
    assert [store.next_client_number() for _ in range(3)] == [1, 2, 3]
    assert reopen(tmp_path).next_client_number() == 4
    assert (tmp_path / "counter").read_text() == "4\n"


def test_numbers_that_came_from_elsewhere_are_passed_over(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.reserve_client_number(33)
    store.reserve_client_number(14)
    assert store.next_client_number() == 34
    store.reserve_client_number(34)
    assert store.next_client_number() == 35


@pytest.mark.parametrize("junk", ["", "x\n", "12", "-3\n", "1 2\n"])
def test_a_damaged_counter_gives_nothing_until_it_is_put_right(tmp_path: Path, junk: str) -> None:
    store = make(tmp_path)
    (tmp_path / "counter").write_text(junk)
    with pytest.raises(Tampered, match="counter") as caught:
        store.next_client_number()
    assert caught.value.next_step
    store.reserve_client_number(14)
    assert store.next_client_number() == 15
