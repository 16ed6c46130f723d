"""A couple on the screen: members, a note signed once, filed in each chart; ratings of one goal each."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.clinical.standing import sealed
from plantui.model.chart import Chart
from plantui.practice.commands.group_notes import FileGroupNote
from plantui.practice.refusal import Refused


@pytest.fixture
def pair(empty: Seat) -> Seat:
    """Maria, Kwame and the two as a couple, who is chosen."""
    for line in ("Reyes, Maria", "Osei, Kwame", "Reyes and Osei; kind couple; member C-001"):
        empty.press("a c").type(line).press("enter")
    empty.press(":").type("members couple C-001, C-002").press("enter")
    assert empty.said == "C-003 is a couple of 2 members   u undo"
    return empty


def of(seat: Seat, code: str) -> Chart:
    practice = seat.desk.practice
    (found,) = [each.chart for each in practice.summaries() if each.code == code]
    return practice.chart(found)


def written(seat: Seat, text: str) -> Seat:
    seat.press("n")
    seat.desk.paste(text)
    return seat


def test_the_note_says_where_it_will_be_filed_and_files_it(pair: Seat) -> None:
    written(pair, "Maria and Kwame spoke of the week.\nwith: Maria\nC-001: slept better")
    assert "Signing files it in C-001 (own line); missed: C-002" in pair.screen(120, 40)
    assert "Signing files it in C-001 (own line); missed: C-002" in pair.screen(80, 24)
    pair.press("ctrl+j")
    assert "Files in C-001 (own line); missed: C-002." in pair.screen()
    pair.press("dw", "enter")
    assert pair.said == "Note of 10 Mar signed. Filed in C-001, C-002.   u undo"
    (maria,), (kwame,) = of(pair, "C-001").notes, of(pair, "C-002").notes
    assert "Maria and the partner spoke of the week.\nslept better" in maria.text
    assert "Kwame" not in maria.text
    assert kwame.text == "Missed the visit."
    pair.press("g n enter")
    assert "Filed in 2 charts" in pair.screen()


def test_a_note_of_a_couple_says_how_a_line_is_about_one(pair: Seat) -> None:
    said = "C-001: at the start of a line is for that chart alone; with: says who came"
    assert said in pair.press("n").screen(80, 24)
    pair.press("esc q c").type("reyes, m").press("enter", "n")
    assert said not in pair.screen(80, 24)


def test_the_members_note_says_that_it_was_filed(pair: Seat) -> None:
    written(pair, "A good hour.").press("ctrl+j", "dw", "enter", "c")
    pair.type("reyes, m").press("enter", "g n")
    assert "filed from a group visit" in pair.screen(80, 24)
    pair.press("enter")
    assert "filed from a group visit" in pair.screen(120, 40)


def test_u_takes_back_all_of_it(pair: Seat) -> None:
    written(pair, "A good hour.").press("ctrl+j", "dw", "enter")
    assert of(pair, "C-001").notes
    pair.press("u")
    assert not of(pair, "C-001").notes
    assert not of(pair, "C-002").notes
    assert not of(pair, "C-003").notes[0].signatures


def test_what_was_not_filed_is_filed_by_s_on_the_note(pair: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = of(pair, "C-002").id
    whole = FileGroupNote.do

    def fails(command: FileGroupNote, chart: Chart, acting: object) -> object:
        if chart.id == lost:
            raise Refused("The chart is being repaired.")
        return whole(command, chart, acting)  # type: ignore[arg-type]

    written(pair, "A good hour.").press("ctrl+j")
    with monkeypatch.context() as patch:
        patch.setattr(FileGroupNote, "do", fails)
        pair.press("dw", "enter")
    assert "Not filed in C-002 (The chart is being repaired.)." in pair.said
    assert "1 unsigned" in pair.press("g h").screen()
    pair.press("g u")
    assert "not filed" in pair.screen(80, 24)
    assert "signed, and not yet in the chart of C-002" in pair.screen()
    pair.press("enter")
    assert "Not yet filed in C-002: S files it there" in pair.screen()
    pair.press("S")
    assert "Signed, and not yet filed in C-002." in pair.screen()
    pair.press("dw", "enter")
    assert pair.said == "Filed in C-002.   u undo"
    assert len(of(pair, "C-001").notes) == len(of(pair, "C-002").notes) == 1
    assert "unsigned" not in pair.press("g h").screen()
    pair.press("g n S")
    assert "signed already" in pair.said


def test_a_name_of_two_members_is_told_apart_before_signing(pair: Seat) -> None:
    pair.press("a c").type("Stone, Maria").press("enter", "c").type("reyes and").press("enter")
    pair.press(":").type("members group C-001, C-004").press("enter")
    written(pair, "Maria: spoke first").press("ctrl+j")
    assert pair.said == "Maria: fits two members (C-001, C-004). Begin that line with the code."


def test_members_alone_offers_the_line_to_change(pair: Seat) -> None:
    pair.press(":").type("members").press("enter")
    assert "members couple C-001, C-002" in pair.screen()
    pair.type(", Sam Oyelaran")
    assert "C-003: a couple of C-001" in pair.screen()
    pair.press("enter")
    assert [person.name for person in of(pair, "C-003").client.members] == ["Maria Reyes", "Kwame Osei", "Sam Oyelaran"]
    pair.press(":").type("members family").press("enter")
    assert pair.said == "C-003 is a family of 3 members   u undo"
    pair.press(":").type("members none").press("enter")
    assert not of(pair, "C-003").client.members
    pair.press(":").type("members C-001").press("enter", ":").type("members individual").press("enter")
    assert pair.said == "C-003 is a chart of one person   u undo"


def test_a_goal_rating_belongs_to_one_objective(draft: Seat) -> None:
    for line in ("Ring a friend; Goal 0-10 2 -> 8 by +12w", "Sing in the choir; Goal 0-10 1 -> 7 by +12w"):
        draft.press("2 G a o").type(line).press("ctrl+j")
    assert "Ring a friend" in draft.screen()
    draft.press("k m")
    assert "g2.2 Goal 0-10" in draft.screen()
    assert "Feeds     g2.2 Goal 0-10 2 -> 8" in draft.screen()
    draft.press("6", "enter", "enter")
    assert draft.said == "g2.2 Goal 0-10 6 on 10 Mar 2026. Feeds g2.2   u undo"
    (score,) = draft.chart.measures
    assert (score.measure, score.objective, score.total) == ("goal_rating", draft.room.node(draft.chart.id, "g2.2"), 6)
    draft.press("j m")
    assert "g2.3 Goal 0-10" in draft.screen()
    draft.press("3", "enter", "enter")
    assert [(each.objective, each.total) for each in draft.chart.measures] == [
        (draft.room.node(draft.chart.id, "g2.2"), 6),
        (draft.room.node(draft.chart.id, "g2.3"), 3),
    ]
    draft.press("t")
    assert "g2.2 Goal 0-10" in draft.screen() or "g2.3 Goal 0-10" in draft.screen()
    draft.press("m")
    assert "Goal 0-10" in draft.screen()


def test_m_on_an_objective_asks_what_it_is_measured_by(draft: Seat) -> None:
    draft.press("2 #").type("2.1").press("enter", "m")
    assert draft.screen().splitlines()[0].startswith(" PHQ-9")
    draft.press("esc", "#").type("1.2").press("enter", "m")
    assert draft.screen().splitlines()[0].startswith(" g1.2 nights per week")
    draft.press("esc", "1 m")
    assert draft.screen().splitlines()[0].startswith(" GAD-7")


def test_leaving_the_screen_seals_the_copies_too(pair: Seat) -> None:
    written(pair, "A good hour.").press("ctrl+j", "dw", "enter")
    pair.press("c").type("osei").press("enter")
    pair.press("u")
    assert of(pair, "C-003").notes[0].signatures
    for code in ("C-001", "C-002"):
        (copy,) = of(pair, code).notes
        assert sealed(copy.signatures[0], pair.desk.now())
