"""Writing a note: fifteen keys and the prose, links while typing, sections, snippets, reading, drafts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.model.note import NoteFormat
from plantui.tui.desk.note import NotePage
from plantui.tui.desk.scene import Visit


def page(seat: Seat) -> NotePage:
    found = seat.desk.state.page
    assert isinstance(found, NotePage)
    return found


def last(seat: Seat):
    return max(seat.chart.notes, key=lambda note: (note.date, note.written))


def codes(seat: Seat) -> list[tuple[str, int | None]]:
    return [(link.code, link.mark) for link in page(seat).reading(seat.desk).links]


def test_task_4_a_linked_note_signed(demo: Seat) -> None:
    before = len(demo.chart.notes)
    demo.press("n").type("#1.1+#2.1=").press("ctrl+j").type("dw").press("enter")
    assert demo.said == "Note of 10 Mar signed.   u undo"
    note = last(demo)
    assert len(demo.chart.notes) == before + 1
    assert [link.mark for link in note.links] == [1, 0]
    assert note.signatures[0].initials == "DW"
    assert demo.desk.state.on_main
    assert demo.desk.context() is Context.NORMAL


def test_one_key_at_a_time_ends_the_same(demo: Seat, sized) -> None:
    other = sized(120, 40)
    keys = ["n", *"#1.1+", "space", *"Slept", ".", "tab", *"Gain", "ctrl+j", "d", "w", "enter"]
    for key in keys:
        demo.desk.press(key)
        demo.screen()
    for key in keys:
        other.desk.press(key)
    mine, theirs = last(demo), last(other)
    assert (mine.text, len(mine.signatures), len(theirs.signatures)) == (theirs.text, 1, 1)
    assert demo.said == other.said


def test_task_11_a_draft_is_signed_with_four_keys(demo: Seat) -> None:
    demo.press("n").type("#1.1+ Kept the log.").press("esc q")
    assert "kept as a draft" in demo.said
    demo.press("S")
    assert "Kept the log." in demo.screen()
    demo.press("dw", "enter")
    assert demo.said == "Note of 10 Mar signed.   u undo"


def test_wrong_initials_leave_it_open(demo: Seat) -> None:
    demo.press("n").type("#1.1+").press("ctrl+j").type("xy").press("enter")
    assert "S1 Those are not your initials (DW)" in demo.screen()
    demo.press("esc")
    assert demo.said == "Left unsigned; the draft is kept."
    assert not last(demo).signatures
    assert demo.desk.state.on_main


def test_enter_without_initials_asks_for_them(demo: Seat) -> None:
    demo.press("n").type("#1.1+").press("ctrl+j", "enter")
    assert "Your initials, please" in demo.screen()
    assert not last(demo).signatures


def test_undo_takes_the_signature_back_and_the_note_after_it(demo: Seat) -> None:
    before = demo.chart
    demo.press("n").type("#1.1+").press("ctrl+j").type("dw").press("enter u")
    assert "Undone: Note of 10 Mar signed." in demo.said
    assert not last(demo).signatures
    demo.press("u")
    assert demo.chart.notes == before.notes


def test_nothing_written_leaves_no_note(demo: Seat) -> None:
    before = demo.chart
    demo.press("n esc q")
    assert demo.chart == before
    demo.press("n ctrl+j")
    assert demo.said == "Nothing was written, so no note was kept."
    assert demo.chart == before


def test_leaving_keeps_a_draft_and_n_goes_on_with_it(demo: Seat) -> None:
    demo.press("n").type("Kept the log.").press("esc", "esc")
    assert last(demo).text.startswith("DATA\nKept the log.")
    assert demo.desk.state.on_main
    demo.press("n")
    assert demo.said == "Going on with today's draft."
    demo.type("Gain.").press("esc q")
    assert sum(not note.signatures for note in demo.chart.notes) == 1
    assert "ASSESSMENT\nGain." in last(demo).text


def test_a_draft_that_is_emptied_goes(demo: Seat) -> None:
    demo.press("n").type("x").press("esc q")
    before = len(demo.chart.notes)
    demo.press("n shift+tab", "backspace", "esc q")
    assert len(demo.chart.notes) == before - 1
    assert "Draft of 10 Mar 2026 removed" in demo.said


# links


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("#1.1", "+"), "#1.1+"),
        (("#2.", "down", "+"), "#2.2+"),
        (("#2.", "down", "up", "="), "#2.1="),
        (("#2.", "+"), "#2.+"),
        (("#2.1", "tab"), "#2.1a"),
        (("#2.", "tab", "-"), "#2.1-"),
        (("#", "down", "down", "enter"), "#2.1"),
        (("#2.", "enter"), "#2.\n"),
        (("#2.", "down", "space", "x"), "#2.2 x"),
        (("#2.", "esc", "+"), "#2.+"),
        (("issue #1", "space", "+"), "issue #1 +"),
        (("#1.1+", "#2.1="), "#1.1+#2.1="),
    ],
)
def test_typing_a_link(demo: Seat, keys: tuple[str, ...], text: str) -> None:
    demo.press("n")
    for key in keys:
        demo.press(key)
    body = page(demo).body
    assert body.text[len("DATA\n") : body.cursor] == text


def test_the_list_shows_what_fits_and_goes(demo: Seat) -> None:
    screen = demo.press("n").type("#2.").screen()
    assert "╔═ #2. ═" in screen
    assert "> 1  g2.1 PHQ-9 18 -> 9" in screen
    assert "#2.  choose an objective of goal 2" in screen
    demo.press("esc")
    assert "╔═ #2. ═" not in demo.screen()
    assert demo.desk.context() is Context.TEXT


def test_letters_link_and_mark(demo: Seat) -> None:
    demo.press("n").type("Slept").press("f3")
    assert "a  g1.1  GAD-7 15 -> 7" in demo.screen()
    demo.press("s", "+", "+", "d", "=", "esc")
    assert codes(demo) == [("g1.2", 2), ("g2.1", 0)]
    assert demo.desk.context() is Context.TEXT
    demo.press("ctrl+o l", "!")
    assert "! is not in this list." in demo.said


def test_what_was_understood_is_told(demo: Seat) -> None:
    demo.press("n").type("#1.1+1 #1.2= @phq9=12 #1.9+ @gad7=99")
    demo.press("tab tab").type("hw: log").press("enter").type("next: bring it")
    screen = demo.screen()
    assert "g1.1  +1     g1.2  0     PHQ-9 12 on 10 Mar (was 12 on 3 Mar)" in screen
    assert "homework and next time lines found" in screen
    assert "There is no g1.9. g1 has g1.1 and g1.2" in screen
    assert "GAD-7 goes from 0 to 21" in screen
    assert "Not linked yet: g2.1, g2.2" in screen
    assert "12 today" in screen


def test_the_last_visit_is_shown_and_never_copied(demo: Seat) -> None:
    screen = demo.press("n").screen()
    assert "LAST VISIT 3 Mar" in screen
    assert "next: bring the log; plan two" in screen
    assert "bring the log" not in page(demo).body.text


# sections, formats, header


def test_tab_goes_through_the_sections(demo: Seat) -> None:
    demo.press("n").type("one").press("tab").type("two").press("tab").type("three").press("tab").type(" more")
    assert page(demo).body.text == "DATA\none more\n\nASSESSMENT\ntwo\n\nPLAN\nthree"
    demo.press("tab", "shift+tab", "shift+tab")
    assert demo.desk.context() is Context.LINE
    demo.press("enter")
    assert demo.desk.context() is Context.TEXT


def test_the_header_is_a_line(demo: Seat) -> None:
    demo.press("n shift+tab")
    assert "today 14:00 50m individual DAP" in demo.screen()
    demo.type(" video 25:00").press("enter")
    assert "N5 Not a time: 25:00" in demo.screen()
    assert demo.desk.context() is Context.LINE
    demo.press("ctrl+w", "enter").type("x").press("esc q")
    assert (last(demo).place, last(demo).minutes) == ("video", 50)


def test_escape_leaves_the_header_as_it_was(demo: Seat) -> None:
    demo.press("n shift+tab").type(" video").press("esc")
    assert page(demo).header.place is None


def test_a_date_ahead_is_refused_and_the_note_stays(demo: Seat) -> None:
    demo.press("n").type("x").press("shift+tab", "ctrl+u").type("2026-03-12").press("enter ctrl+j")
    assert isinstance(demo.desk.state.page, NotePage)


def test_the_format_changes_and_no_word_is_lost(demo: Seat) -> None:
    demo.press("n").type("one").press("tab").type("two").press("ctrl+o f", "s")
    assert page(demo).body.text == "SUBJECTIVE\none\n\nOBJECTIVE\n\n\nASSESSMENT\ntwo\n\nPLAN\n"
    assert page(demo).form is NoteFormat.SOAP
    demo.press("ctrl+o f", "f")
    assert page(demo).body.text == "one\n\ntwo"
    demo.press("ctrl+z")
    assert "SUBJECTIVE" in page(demo).body.text


def test_date_time_and_measure_are_put_in(demo: Seat) -> None:
    demo.press("n ctrl+o d").type(" ").press("ctrl+o t").type(" ").press("ctrl+o m", "a")
    assert "10 Mar 2026 13:52 PHQ-9 12 on 3 Mar, now @phq9=" in page(demo).body.text
    demo.type("11").press("esc q")
    assert [(score.measure, score.total) for score in demo.chart.measures if score.note] == [("phq9", 11)]


# snippets


@pytest.fixture
def phrases(demo: Seat, tmp_path: Path) -> Seat:
    import msgspec

    from plantui.settings.paths import find_paths

    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "snippets.toml").write_text(
        'tel = "Seen by video; identity and place confirmed."\n'
        'exp = "Practised {skill=breathing|grounding} for {minutes} minutes; {skill} helped."\n'
        'two = """First line\nsecond line"""\n'
    )
    demo.desk.paths = msgspec.structs.replace(find_paths(None, {}), config=folder)
    return demo


def test_a_snippet_expands_at_tab(phrases: Seat) -> None:
    phrases.press("n").type("Yes. ;tel").press("tab")
    assert "DATA\nYes. Seen by video; identity and place confirmed." in page(phrases).body.text
    assert ";tel  Seen by video" in phrases.screen()


def test_an_unknown_name_is_text_and_tab_goes_on(phrases: Seat) -> None:
    phrases.press("n").type(";nope").press("tab").type("x")
    assert "DATA\n;nope\n\nASSESSMENT\nx" in page(phrases).body.text


def test_blanks_are_filled_one_after_another_and_once_by_name(phrases: Seat) -> None:
    phrases.press("n").type(";exp").press("tab").type("walking").press("tab").type("10").press("tab").type(" Good.")
    assert page(phrases).body.text.startswith("DATA\nPractised walking for 10 minutes; walking helped.")
    phrases.press("esc i")


def test_tab_takes_a_default(phrases: Seat) -> None:
    phrases.press("n").type(";exp").press("tab", "tab").type("5").press("tab")
    assert page(phrases).body.text.startswith("DATA\nPractised breathing for 5 minutes; breathing helped.")


def test_open_blanks_stop_the_signature(phrases: Seat) -> None:
    phrases.press("n").type(";exp").press("tab", "ctrl+j").type("dw").press("enter")
    assert "S2 Not yet: fill the blanks first: {skill}, {minutes}." in phrases.screen()


def test_snippets_can_be_chosen_from_a_list(phrases: Seat) -> None:
    phrases.press("n ctrl+o s")
    assert ";tel" in phrases.screen()
    phrases.type("second").press("enter")
    assert "DATA\nFirst line\nsecond line" in page(phrases).body.text


def test_without_a_file_it_says_how_to_make_one(demo: Seat) -> None:
    demo.press("n ctrl+o s")
    assert "snippets.toml" in demo.said


# reading


def test_escape_reads_and_e_writes_on(demo: Seat) -> None:
    demo.press("n").type("one").press("esc")
    assert demo.desk.context() is Context.NOTE
    demo.press("e").type(" two").press("esc i").type(" three")
    assert "DATA\none two three" in page(demo).body.text


def test_marks_while_reading_go_into_the_text(demo: Seat) -> None:
    demo.press("n").type("Kept #1.1 well").press("esc", "+", "+")
    assert "Kept #1.1+2 well" in page(demo).body.text
    assert last(demo).links[0].mark == 2
    demo.press("-")
    assert "Kept #1.1-1 well" in page(demo).body.text
    demo.press("j", "+")
    assert "there is none" in demo.said


def test_undo_while_reading_takes_typing_back(demo: Seat) -> None:
    demo.press("n").type("one two").press("esc u")
    assert "one two" not in page(demo).body.text
    demo.press("U")
    assert "one two" in page(demo).body.text


def test_a_link_opens_its_line_and_q_comes_back(demo: Seat) -> None:
    demo.press("n").type("Kept #1.2+ well").press("esc enter")
    assert isinstance(demo.desk.state.scene, Visit)
    assert demo.desk.shown.place().node.code == "g1.2"
    demo.press("j j j j", "+")
    assert "in the note of 10 Mar" in demo.said
    demo.press("q")
    assert isinstance(demo.desk.state.scene, NotePage)
    assert codes(demo)[0] == ("g1.2", 1)
    assert len(codes(demo)) == 2


def test_the_sign_strip_opens_while_reading(demo: Seat) -> None:
    demo.press("n").type("#1.1+").press("esc S")
    assert "SIGN NOTE of Tue 10 Mar 2026" in demo.screen()
    demo.press("dw", "enter")
    assert last(demo).signatures


def test_a_note_without_a_link_is_signed_and_counted(demo: Seat) -> None:
    demo.press("n").type("Talked about the move").press("ctrl+j")
    assert "No objective is linked." in demo.screen()
    demo.press("dw", "enter")
    assert "No objective touched (" in demo.said


def test_a_risk_line_is_asked_for_while_an_item_is_open(demo: Seat) -> None:
    demo.press("n").type("@phq9=1,1,2,2,1,2,1,1,1").press("ctrl+j")
    assert "A risk: line is missing: PHQ-9 item 9 is open." in demo.screen()


def test_other_clients_wait_while_a_note_is_open(demo: Seat) -> None:
    demo.press("n").type("x").press("esc ]")
    assert "This note is one client's" in demo.said
    assert demo.chart.code == "C-014"


def test_paste_brings_line_ends_into_a_note(demo: Seat) -> None:
    demo.press("n")
    demo.desk.paste("one\r\ntwo\x1b[31m")
    assert page(demo).body.text.startswith("DATA\none\ntwo[31m")


def test_a_reader_cannot_write(demo: Seat) -> None:
    demo.desk.state.read_only = True
    demo.press("n")
    assert "Read only" in demo.said
    assert demo.desk.state.on_main


def test_the_draft_book_gets_the_whole_note(demo: Seat) -> None:
    demo.press("n").type("Kept the log")
    typed = page(demo).draft()
    assert typed is not None
    assert typed.chart == demo.chart.id
    assert typed.text.startswith("2026-03-10 14:00 50m individual DAP\n\nDATA\nKept the log")
    assert typed.before.startswith("2026-03-10 14:00 50m individual DAP\n\nDATA\n\n")


def test_a_draft_that_was_left_is_opened_again(demo: Seat) -> None:
    from plantui.tui.desk.note_opening import reopen_note

    demo.press("n").type("Kept the log")
    typed = page(demo).draft()
    chart, target, text, _ = typed
    demo.desk.state.scenes.clear()
    reopen_note(demo.desk, chart, target, text.replace("14:00", "15:10"))
    assert page(demo).body.text == text.partition("\n\n")[2]
    assert f"{page(demo).header.start:%H:%M}" == "15:10"
    demo.press("esc q")
    assert (last(demo).start, last(demo).text[:17]) == ("15:10", "DATA\nKept the log")


def test_a_blank_says_what_it_takes(phrases: Seat) -> None:
    screen = phrases.press("n").type(";exp").press("tab").screen()
    assert "skill: breathing, grounding   type it; Tab takes breathing" in screen
    assert "minutes: number   type it" in phrases.press("tab").screen()
