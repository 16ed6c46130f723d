from __future__ import annotations

from tests.tui.seat import Seat

from plantui.tui.desk.caseload_picture import PicturePage


def test_the_caseload_in_numbers_names_nobody(demo: Seat) -> None:
    demo.press("g s")
    assert isinstance(demo.desk.state.page, PicturePage)
    shown = demo.screen()
    assert "in care                    34" in shown
    assert "Reyes" not in shown
    assert "C-0" not in shown


def test_it_turns_and_stops_at_its_end(demo: Seat) -> None:
    demo.screen(80, 24)
    demo.press("g s", "G")
    assert "others" in demo.screen(80, 24)
    demo.press("g g")
    assert "in care" in demo.screen(80, 24)
    page = demo.desk.state.page
    assert page is not None
    back = page.stow(demo.desk)
    demo.press("q")
    assert demo.desk.state.on_main
    assert back is not None
    back(demo.desk)
    assert "in care" in demo.screen(80, 24)
