from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.rooms import Room, open_room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return open_room(tmp_path / "store")
