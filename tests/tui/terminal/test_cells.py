"""Cells: one code point for each cell, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plantui.tui.terminal.cells import FIRST_CODE, SECOND, Cells
from plantui.tui.text import cells as width
from plantui.tui.text import visible


@given(st.text())
def test_as_many_code_points_as_cells(text: str) -> None:
    table = Cells()
    made = table.cells(text)
    assert len(made) == width(text)
    back = [table.cluster(code).text if code >= FIRST_CODE else code for code in made if code != SECOND]
    assert "".join(back) == visible(text)


def test_what_stays_and_what_becomes_a_cluster() -> None:
    table = Cells()
    assert table.cells("Müller │ Ж →") == "Müller │ Ж →"
    wide = table.cells("日")
    assert wide[1] == SECOND
    assert table.cluster(wide[0]) == ("日", 2, True)
    assert table.cluster(table.cells("👩")[0]) == ("👩", 2, False)
    assert table.cluster(table.cells("z\u0335")[0]) == ("z\u0335", 1, False)
    assert table.cells("日日") == wide * 2
    vowel = table.cells("दी")
    assert table.cluster(vowel[0]) == ("दी", 2, False)
    assert vowel[1] == SECOND


def test_private_characters_are_no_codes() -> None:
    table = Cells()
    made = table.cells("\U00100000")
    assert table.cluster(made).text == "\U00100000"
