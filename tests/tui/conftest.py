"""Desks for tests: on the invented caseload, on a store with one planned client, on an empty one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.practice.rooms import PLAN, open_room
from tests.tui.seat import Seat, copied, invented, seat


@pytest.fixture(scope="session")
def invented_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented caseload, to be copied."""
    folder = tmp_path_factory.mktemp("invented") / "store"
    invented(folder)
    return folder


@pytest.fixture(scope="session")
def sealed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented caseload, sealed, to be copied."""
    from tests.tui.desk.vaulted import sealed_caseload

    folder = tmp_path_factory.mktemp("sealed") / "store"
    sealed_caseload(folder)
    return folder


@pytest.fixture
def demo(invented_store: Path, tmp_path: Path) -> Seat:
    """The desk on the invented caseload: Reyes, Maria (C-014) is chosen, Tue 10 Mar 2026 13:52."""
    return seat(copied(invented_store, tmp_path / "store"), rehearsal=True)


@pytest.fixture
def empty(tmp_path: Path) -> Seat:
    """The desk on a store without clients."""
    return seat(open_room(tmp_path / "store"))


@pytest.fixture
def draft(tmp_path: Path) -> Seat:
    """One client with an unsigned plan of two problems; the plan has the focus, the cursor on g1.1."""
    room = open_room(tmp_path / "store")
    room.planned(PLAN)
    return seat(room).press("2")


@pytest.fixture
def sized(invented_store: Path, tmp_path: Path) -> Callable[[int, int], Seat]:
    """A desk on the invented caseload at another size."""
    made: list[Seat] = []

    def make(width: int, height: int) -> Seat:
        made.append(seat(copied(invented_store, tmp_path / f"store-{len(made)}"), size=(width, height), rehearsal=True))
        return made[-1]

    return make
