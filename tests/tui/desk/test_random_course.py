"""Any keys on the pages of measures, trend, history and events: nothing is raised, charts stay sound."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tui.desk.test_random_keys import play
from tests.tui.seat import copied, seat

STARTS = ("m", "t", "H", "a m", "a e", "t enter", "H enter", "m =", "m d", "m tab tab tab tab")
KEYS = [*"0123456789jk=dtHmqu", "enter", "enter", "tab", "shift+tab", "backspace", "esc", "up", "down", "G", "g", "]"]
TEXTS = ("crisis 2 mar; called", "pcl every 4w", "2 mar", "asq", "gas", "goal 0", "count", "12.5", "süß ☂️ \u202e[/x]")
MOVES = st.one_of(
    st.sampled_from(KEYS),
    st.sampled_from(TEXTS).map(lambda text: f"type {text}"),
    st.sampled_from(((120, 40), (80, 24), (60, 20), (40, 12), (200, 60))),
    st.just("paste"),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(STARTS), moves=st.lists(MOVES, max_size=40), size=st.sampled_from(((120, 40), (80, 24))))
def test_any_keys(invented_store: Path, start: str, moves: list[object], size: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        at = seat(copied(invented_store, Path(folder) / "store"), size=size, rehearsal=True)
        at.press(start)
        play(at, moves, size)
