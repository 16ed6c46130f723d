"""Steps that were one intention are taken back together, also after a restart."""

from __future__ import annotations

from plantui.practice.history import Past, intention
from tests.practice.rooms import NOW


def past(at: int, group: str) -> Past:
    return Past(id=str(at), at=NOW, chart="c", code="C-001", act="a", message="m", changes=(), group=group)


def test_neighbours_of_one_group_at_the_end_count() -> None:
    assert intention(()) == 0
    assert intention([past(1, "")]) == 1
    assert intention([past(1, ""), past(2, "")]) == 1
    assert intention([past(1, "x"), past(2, "y"), past(3, "y")]) == 2
    assert intention([past(1, "y"), past(2, ""), past(3, "y")]) == 1
