"""The library page, own pages through the editor, a plan as a template."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from tests.tui.seat import Seat

from plantui.library.statements import load_statements
from plantui.model.statement import StatementKind
from plantui.practice.templates import save_template
from plantui.settings.editor import Edited
from plantui.settings.paths import find_paths
from plantui.tui.desk.library_page import LibraryPage, choices, edit_library
from plantui.tui.desk.state import ConfirmPanel


@pytest.fixture
def shelf(demo: Seat, tmp_path: Path) -> Seat:
    """A desk with a library folder of its own."""
    folder = tmp_path / "library"
    demo.desk.library = msgspec.structs.replace(demo.desk.library, statements=load_statements(folder))
    demo.desk.paths = msgspec.structs.replace(find_paths(str(tmp_path / "store"), {}), library=folder)
    return demo


def page_of(seat: Seat) -> LibraryPage:
    page = seat.desk.state.page
    assert isinstance(page, LibraryPage)
    return page


def test_problems_statements_and_one_read_whole(demo: Seat) -> None:
    demo.press("g l")
    assert "684 statements, 6 problems" in demo.screen()
    demo.press("j j j enter")
    assert page_of(demo).problem == "insomnia"
    demo.press("} }")
    here = choices(demo.desk, page_of(demo))[page_of(demo).cursor]
    assert here.statement is not None
    assert here.statement.kind is StatementKind.OBJECTIVE
    demo.press("enter")
    screen = demo.screen()
    for said in (
        "metric      ISI",
        "goes with",
        "used        in 1 other plan",
        "comes with the",
    ):
        assert said in screen
    demo.press("}")
    assert "insomnia.o02" in demo.screen()
    demo.press("q")
    assert not page_of(demo).one
    demo.press("q")
    assert page_of(demo).problem == ""
    assert page_of(demo).cursor == 3
    demo.press("q")
    assert demo.desk.state.on_main


def test_an_intervention_names_its_sources(demo: Seat) -> None:
    demo.press("g l /", "worry map", "enter", "enter")
    assert "evidence    NICE CG113 (2011), " in demo.screen()


def test_the_filter_searches_everything_and_esc_goes_back_step_by_step(demo: Seat) -> None:
    demo.press("g l /", "sleep efficiency")
    assert "Nothing" not in demo.screen()
    demo.press("enter", "enter")
    assert page_of(demo).one == "insomnia.x02"
    demo.press("esc")
    assert (page_of(demo).one, page_of(demo).filter) == ("", "sleep efficiency")
    demo.press("esc")
    assert page_of(demo).filter == ""
    demo.press("/", "zzzz")
    assert "Nothing matches /zzzz. Esc clears it." in demo.screen()


def test_a_page_of_the_practice_written_meanwhile_is_there(shelf: Seat) -> None:
    folder = shelf.desk.paths.library
    folder.mkdir()
    (folder / "own.md").write_text("---\nid: own\ntitle: Our own\n---\n\n## Goals\n\n- Sing again.\n")
    shelf.press("g l")
    assert "> Our own" in shelf.screen()


def test_own_statements_through_the_editor(shelf: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed")
    shelf.press("g l j j j enter")
    edit_library(shelf.desk)
    assert isinstance(shelf.desk.state.confirm, ConfirmPanel)
    shelf.press("y")
    errand = shelf.desk.state.errand
    assert errand is not None
    assert "id: insomnia" in errand.text
    errand.back(shelf.desk, Edited(text=errand.text.replace("## Goals\n", "## Goals\n\n- Sleep like a stone.\n")))
    assert shelf.said == "insomnia.md kept: 685 statements now."
    path = shelf.desk.paths.library / "insomnia.md"
    assert path.stat().st_mode & 0o777 == 0o600
    edit_library(shelf.desk)
    errand = shelf.desk.state.errand
    assert "Sleep like a stone." in errand.text
    errand.back(shelf.desk, Edited(text=errand.text.replace("## Goals", "## Gaols")))
    assert '"Gaols" is not a kind of statement' in shelf.said
    errand.back(shelf.desk, Edited(text=errand.text))
    assert shelf.said == "The library is unchanged."


def test_a_plan_becomes_a_template_without_its_values(shelf: Seat) -> None:
    shelf.press(":", "template save Sleep and worry", "enter")
    assert shelf.said.startswith("Template Sleep and worry kept: ")
    pages = sorted(shelf.desk.paths.library.glob("*.md"))
    assert len(pages) == 2
    text = "\n".join(page.read_text() for page in pages)
    assert "metric: GAD-7 {baseline} -> {target} by +{weeks=" in text
    assert '"Sleep 6 h+, nights/wk" {baseline} -> {target}' in text
    for private in ("Reyes", "Maria", " 15", "from 18", "I want my nights back"):
        assert private not in text
    assert not shelf.desk.library.statements.faults
    shelf.press("j", "a t", "sleep worry keeps", "enter", "enter")
    assert "Sleep through and worry less" in shelf.screen()
    shelf.press("space enter")
    assert shelf.screen().count("[ ]") == 2


def test_a_template_needs_a_name_that_is_free(shelf: Seat) -> None:
    shelf.press(":", "template save", "enter")
    assert "template save" in shelf.said
    shelf.press("esc", ":", "template save Mine", "enter", ":", "template save Mine", "enter")
    assert shelf.said.startswith("There is a template Mine")


def test_names_of_the_client_stay_out_of_a_template(shelf: Seat, tmp_path: Path) -> None:
    shelf.press("2 a o", 'Reyes, Maria walks "walks/wk" 1 -> 3 by +8w', "enter enter")
    plan, desk = shelf.desk.shown.plan(), shelf.desk
    assert plan is not None
    pages = save_template(plan, "W", shelf.chart, tmp_path / "x", desk.library.statements, desk.shown.lexicon())
    text = "\n".join(page.read_text() for page in pages)
    assert "{client}" in text
    assert "Maria" not in text
