"""Notes: drafts with what is read from them, signatures, addenda, late entries, formats, homework."""

from __future__ import annotations

from datetime import date, time

import pytest

from plantui.clinical.binding import note_digest
from plantui.model.note import NoteFormat
from plantui.practice.commands.nodes import AddNode
from plantui.practice.commands.notes import DropNote, KeepAddendum, KeepNote, SignAddendum
from plantui.practice.commands.progress import MarkProgress
from plantui.practice.commands.signing import SignNote
from plantui.practice.lexicon import lexicon
from plantui.practice.notes import days_late, draft_of, unsigned, visit_number, with_mark
from plantui.practice.notes_format import HEADINGS, empty_text, reformatted, sections, starts, written
from plantui.practice.notes_header import header_of, header_words, over, usual_header
from plantui.practice.notes_homework import homework, still_open
from plantui.practice.refusal import Refused
from plantui.quickentry import parse_plan_line
from plantui.quickentry.header import NoteHeader, parse_header
from tests.practice.rooms import Room

TODAY = date(2026, 3, 10)
HEADER = NoteHeader(date=TODAY, start=time(14), minutes=50, kind="individual", place="in-person", format="DAP")


def keep(room: Room, chart: str, text: str, header: NoteHeader = HEADER, note: str = "") -> str:
    return room.do(chart, KeepNote(text, header, note)).focus


def note(room: Room, chart: str, note_id: str):
    return next(each for each in room.chart(chart).notes if each.id == note_id)


def test_what_stands_in_the_text_is_read(room: Room) -> None:
    chart = room.planned()
    text = (
        "DATA\nKept the log. #1.1+1 Slept. #1.2=\nhw: log daily\nnext: bring it\nrisk: none\n"
        "off: rent\nwith: sister\nfeedback: useful"
    )
    kept = note(room, chart, keep(room, chart, text))
    assert [(link.node, link.mark) for link in kept.links] == [
        (room.node(chart, "g1.1"), 1),
        (room.node(chart, "g1.2"), 0),
    ]
    assert (kept.homework, kept.next, kept.risk) == (("log daily",), ("bring it",), ("none",))
    assert (kept.off, kept.present, kept.feedback) == (("rent",), ("sister",), ("useful",))
    assert (kept.date, kept.start, kept.minutes, kept.format) == (TODAY, "14:00", 50, NoteFormat.DAP)
    assert kept.by == "dw"


def test_a_draft_is_amended_in_its_place(room: Room) -> None:
    chart = room.planned()
    first = keep(room, chart, "one #1.1+")
    begun = note(room, chart, first).written
    room.clock.forward(hours=1)
    assert keep(room, chart, "two #1.1-", note=first) == first
    assert [each.text for each in room.chart(chart).notes] == ["two #1.1-"]
    assert note(room, chart, first).written == begun


def test_scores_typed_in_a_note_are_scores(room: Room) -> None:
    chart = room.planned()
    kept = keep(room, chart, "@phq9=1,1,2,2,1,2,1,1,1 and @gad7=9")
    scores = room.chart(chart).measures
    assert [(score.measure, score.total, score.note) for score in scores] == [("phq9", 12, kept), ("gad7", 9, kept)]
    assert [event.text for event in room.chart(chart).events] == ["PHQ-9 item 9"]
    keep(room, chart, "@phq9=11", note=kept)
    assert [(score.measure, score.total) for score in room.chart(chart).measures] == [("phq9", 11)]
    assert not room.chart(chart).events


def test_the_same_score_is_not_written_twice(room: Room) -> None:
    chart = room.planned()
    kept = keep(room, chart, "@gad7=9")
    before = room.chart(chart).measures
    keep(room, chart, "@gad7=9 again", note=kept)
    assert room.chart(chart).measures == before
    keep(room, chart, "@gad7=9 in a second note")
    assert room.chart(chart).measures == before


def test_a_risk_line_answers_what_is_open_and_only_while_it_stands(room: Room) -> None:
    chart = room.planned()
    kept = keep(room, chart, "@phq9=1,1,2,2,1,2,1,1,1")
    assert not room.chart(chart).events[0].answered
    keep(room, chart, "@phq9=1,1,2,2,1,2,1,1,1\nrisk: asked, no plan, safety plan reviewed", note=kept)
    assert room.chart(chart).events[0].answered == kept
    keep(room, chart, "@phq9=1,1,2,2,1,2,1,1,1", note=kept)
    assert not room.chart(chart).events[0].answered


def test_one_undo_takes_back_a_note_with_its_scores(room: Room) -> None:
    chart = room.planned()
    before = room.chart(chart)
    keep(room, chart, "#1.1+ @phq9=12")
    room.practice.undo()
    assert room.chart(chart) == before


def test_a_visit_ahead_has_no_note(room: Room) -> None:
    chart = room.planned()
    with pytest.raises(Refused, match="cannot lie ahead"):
        keep(room, chart, "x", NoteHeader(date=date(2026, 3, 11)))


def test_signed_text_cannot_change(room: Room) -> None:
    chart = room.planned()
    kept = keep(room, chart, "#1.1+ kept the log")
    assert room.do(chart, SignNote(kept, "dw")).message == "Note of 10 Mar signed."
    signature = note(room, chart, kept).signatures[0]
    assert signature.sha256 == note_digest(note(room, chart, kept))
    with pytest.raises(Refused, match="signed and cannot change"):
        keep(room, chart, "other words", note=kept)
    with pytest.raises(Refused, match="it stays"):
        room.do(chart, DropNote(kept))


def test_unfilled_blanks_stop_the_signature(room: Room) -> None:
    chart = room.planned()
    kept = keep(room, chart, "Practised {skill=breathing|grounding} for {minutes} minutes.")
    with pytest.raises(Refused, match=r"fill the blanks first: \{skill\}, \{minutes\}") as refused:
        room.do(chart, SignNote(kept, "dw"))
    assert refused.value.code == "S2"


def test_a_signature_can_be_taken_back_until_the_seal(room: Room) -> None:
    chart = room.planned()
    kept = keep(room, chart, "#1.1+")
    room.do(chart, SignNote(kept, "dw"))
    room.clock.forward(seconds=50)
    room.practice.undo()
    assert not note(room, chart, kept).signatures
    room.do(chart, SignNote(kept, "dw"))
    room.clock.forward(seconds=61)
    assert all(past.act != "note.sign" for past in room.practice.history().done)


def test_a_note_without_a_link_says_how_many_of_the_last_five(room: Room) -> None:
    from plantui.model.signature import TookPart
    from plantui.practice.commands.signing import SignPlan

    chart = room.planned()
    room.do(chart, SignPlan("dw", TookPart.IN_PERSON))
    for text in ("a", "b", "c #1.1+"):
        keep(room, chart, text)
    kept = keep(room, chart, "talked about the move")
    assert (
        room.do(chart, SignNote(kept, "dw")).message == "Note of 10 Mar signed. No objective touched (3 of the last 5)."
    )


def test_addenda_stand_under_what_is_sealed(room: Room) -> None:
    chart = room.planned()
    kept = keep(room, chart, "#1.1+ kept the log")
    with pytest.raises(Refused, match="This is a draft"):
        room.do(chart, KeepAddendum(kept, "more"))
    room.do(chart, SignNote(kept, "dw"))
    with pytest.raises(Refused, match="u takes the signature back"):
        room.do(chart, KeepAddendum(kept, "more"))
    room.clock.forward(seconds=61)
    digest = note_digest(note(room, chart, kept))
    added = room.do(chart, KeepAddendum(kept, "  She called later.  ")).focus
    room.do(chart, KeepAddendum(kept, "She called at 17:10.", added))
    assert [each.text for each in note(room, chart, kept).addenda] == ["She called at 17:10."]
    with pytest.raises(Refused, match="not your initials"):
        room.do(chart, SignAddendum(kept, added, "xy"))
    room.do(chart, SignAddendum(kept, added, "dw"))
    assert note(room, chart, kept).addenda[0].signatures[0].credential == "LCSW"
    assert note_digest(note(room, chart, kept)) == digest
    with pytest.raises(Refused, match="That addendum is signed"):
        room.do(chart, KeepAddendum(kept, "other", added))
    with pytest.raises(Refused, match="needs words"):
        room.do(chart, KeepAddendum(kept, "  "))


def test_a_draft_can_be_thrown_away_with_its_scores(room: Room) -> None:
    chart = room.planned()
    before = room.chart(chart)
    kept = keep(room, chart, "#1.1+ @phq9=12")
    room.do(chart, DropNote(kept))
    after = room.chart(chart)
    assert (after.notes, after.measures, after.events) == (before.notes, before.measures, before.events)


def test_late_entries(room: Room) -> None:
    chart = room.planned()
    kept = keep(room, chart, "x", NoteHeader(date=date(2026, 3, 2)))
    assert days_late(note(room, chart, kept)) == 8
    room.clock.forward(days=2)
    assert "Late entry, 10 d after the visit." in room.do(chart, SignNote(kept, "dw")).message
    assert days_late(note(room, chart, kept)) == 10


def test_drafts_of_a_day_and_the_number_of_the_visit(room: Room) -> None:
    chart = room.planned()
    old = keep(room, chart, "old", NoteHeader(date=date(2026, 3, 3)))
    new = keep(room, chart, "new")
    keep(room, chart, "away", NoteHeader(date=date(2026, 3, 5), kind="missed"))
    now = room.chart(chart)
    assert draft_of(now, TODAY, "dw").id == new
    assert draft_of(now, TODAY, "kh") is None
    assert draft_of(now, date(2026, 3, 5), "dw") is None
    assert [each.id for each in unsigned(now)] == [old, unsigned(now)[1].id, new]
    assert (visit_number(now, note(room, chart, new)), visit_number(now, None)) == (2, 3)


# marks from the tree


def test_a_mark_of_the_tree_goes_into_the_draft_of_the_day(room: Room) -> None:
    chart = room.planned()
    kept = keep(room, chart, "DATA\nslept #1.1 well")
    room.do(chart, MarkProgress(room.node(chart, "g1.1"), "+"))
    assert note(room, chart, kept).text == "DATA\nslept #1.1+1 well"
    room.do(chart, MarkProgress(room.node(chart, "g1.1"), "+"))
    assert note(room, chart, kept).text == "DATA\nslept #1.1+2 well"
    room.do(chart, MarkProgress(room.node(chart, "g2.1"), "="))
    assert note(room, chart, kept).text.endswith("well\n#2.1=")
    assert not room.chart(chart).progress


@pytest.mark.parametrize(
    ("text", "mark", "result"),
    [
        ("", 1, "#1.1+1"),
        ("x", -2, "x\n#1.1-2"),
        ("a #g1.1 +1 b", 0, "a #1.1= b"),
        ("a #1.1+ b #1.1- c", 2, "a #1.1+ b #1.1+2 c"),
        ("a #1.1++ b #1.1 c", -1, "a #1.1-1 b #1.1 c"),
        ("#1.1= first", 1, "#1.1+1 first"),
    ],
)
def test_a_mark_is_put_where_the_one_that_counts_stands(room: Room, text: str, mark: int, result: str) -> None:
    chart = room.planned()
    words = lexicon(room.chart(chart), room.practice.acting())
    assert with_mark(text, "g1.1", mark, words) == result


# header


def test_the_header_comes_from_the_slot(room: Room) -> None:
    chart = room.chart(room.planned())
    usual = usual_header(chart, TODAY, NoteFormat.SOAP)
    assert header_words(usual, TODAY) == "today 14:00 50m individual SOAP"
    assert header_words(usual_header(chart, date(2026, 3, 9), NoteFormat.DAP), TODAY) == "2026-03-09 50m individual DAP"


def test_what_is_typed_stands_over_what_is_usual(room: Room) -> None:
    chart = room.chart(room.planned())
    words = lexicon(chart, room.practice.acting())
    usual = usual_header(chart, TODAY, NoteFormat.DAP)
    assert header_words(over(parse_header("video 14:10-15:00", words), usual), TODAY) == (
        "today 14:10 50m individual video DAP"
    )
    assert header_words(over(parse_header("missed", words), usual), TODAY) == "today 14:00 missed DAP"


@pytest.mark.parametrize("typed", ["today 14:00 50m individual in-person DAP", "2026-03-02 crisis phone free", "today"])
def test_a_header_reads_back_as_it_is_shown(room: Room, typed: str) -> None:
    words = lexicon(room.chart(room.planned()), room.practice.acting())
    shown = header_words(parse_header(typed, words), TODAY)
    assert parse_header(shown, words) == parse_header(typed, words)


def test_a_kept_note_gives_its_header_back(room: Room) -> None:
    chart = room.planned()
    kept = keep(room, chart, "x")
    assert header_words(header_of(note(room, chart, kept)), TODAY) == "today 14:00 50m individual in-person DAP"


# formats


def test_an_empty_note_is_its_headings() -> None:
    assert empty_text(NoteFormat.DAP) == "DATA\n\n\nASSESSMENT\n\n\nPLAN\n"
    assert not written(empty_text(NoteFormat.DAP), NoteFormat.DAP)
    assert written("DATA\nx", NoteFormat.DAP)
    assert empty_text(NoteFormat.FREE) == ""


@pytest.mark.parametrize("form", list(NoteFormat))
def test_writing_begins_under_each_heading(form: NoteFormat) -> None:
    text = empty_text(form)
    for at, place in enumerate(starts(text, form)):
        added = text[:place] + "word" + text[place:]
        assert [words for _, words in sections(added, form)][at : at + 1] == ["word"]


def test_going_on_in_a_section_is_behind_its_last_word() -> None:
    text = "DATA\nOne two.\n\nASSESSMENT\n\nPLAN\nhw: x\n"
    assert [text[:place].rsplit("\n", 1)[-1] for place in starts(text, NoteFormat.DAP)] == ["One two.", "", "hw: x"]


@pytest.mark.parametrize("old", list(NoteFormat))
@pytest.mark.parametrize("new", list(NoteFormat))
def test_no_word_is_lost_between_formats(old: NoteFormat, new: NoteFormat) -> None:
    names = HEADINGS[old] or ("",)
    text = "\n".join(f"{name}\nword{number} #1.1+" for number, name in enumerate(names)).strip()
    after = reformatted(text, old, new)
    for number in range(len(names)):
        assert after.count(f"word{number} #1.1+") == 1
    assert [heading for heading, _ in sections(after, new) if heading] == list(HEADINGS[new])


def test_words_before_the_first_heading_stay() -> None:
    assert "early" in reformatted("early\nDATA\nlate", NoteFormat.DAP, NoteFormat.SOAP)


# homework


def test_homework_is_assigned_done_and_reviewed(room: Room) -> None:
    chart = room.planned()
    keep(room, chart, "hw: log daily\nhw: walk with Elena", NoteHeader(date=date(2026, 2, 24)))
    keep(room, chart, "hw: done: the log\nhw: phone out of the bedroom", NoteHeader(date=date(2026, 3, 3)))
    tasks = homework(room.chart(chart))
    assert [(task.text, task.answer, task.reviewed) for task in tasks] == [
        ("log daily", "done", date(2026, 3, 3)),
        ("walk with Elena", "", None),
        ("phone out of the bedroom", "", None),
    ]
    keep(room, chart, "hw: partly")
    assert [task.answer for task in homework(room.chart(chart))] == ["done", "partly", "partly"]
    assert not still_open(homework(room.chart(chart)))


def test_a_task_that_only_begins_like_an_answer_is_a_task(room: Room) -> None:
    chart = room.planned()
    keep(room, chart, "hw: done lists on the fridge")
    assert [task.text for task in homework(room.chart(chart))] == ["done lists on the fridge"]


def test_a_goal_rating_in_a_note_is_of_the_objective_that_it_speaks_of(room: Room) -> None:
    chart = room.planned()
    words = lexicon(room.chart(chart), room.practice.acting())
    for line in ("Ring a friend; Goal 0-10 2 -> 8 by +12w", "Sing in the choir; Goal 0-10 1 -> 7 by +12w"):
        parsed = parse_plan_line("objective", line, words)
        room.do(chart, AddNode(parsed, room.node(chart, "g2")))
    first = keep(room, chart, "@goal_rating=5")
    assert [score.objective for score in room.chart(chart).measures] == [""]
    keep(room, chart, "#2.3+ sang twice @goal_rating=5", note=first)
    assert [(score.objective, score.total) for score in room.chart(chart).measures] == [(room.node(chart, "g2.3"), 5)]
