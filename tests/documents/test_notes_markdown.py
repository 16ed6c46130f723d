"""Notes as a document: what a reader must find, and nothing a writer can break."""

from __future__ import annotations

from datetime import date

import msgspec

from plantui.documents.notes_markdown import notes_markdown
from plantui.practice.commands.notes import KeepAddendum, KeepNote, SignAddendum
from plantui.practice.commands.signing import SignNote
from plantui.practice.group_notes import sign_note
from plantui.quickentry.header import NoteHeader
from tests.practice.rooms import LIBRARY, Room, open_room

TODAY = date(2026, 3, 10)


def made(tmp_path) -> tuple[Room, str, str]:
    room = open_room(tmp_path / "store")
    chart = room.planned()
    text = "Kept the log. #1.1+1 @phq9=12\n# not a heading\n<b>bold</b> \x1b[31m"
    header = NoteHeader(date=date(2026, 3, 3), minutes=50, kind="individual", place="video")
    note = room.do(chart, KeepNote(text, header)).focus
    room.do(chart, SignNote(note, "dw"))
    room.clock.forward(minutes=2)
    added = room.do(chart, KeepAddendum(note, "She called at 17:10.")).focus
    room.do(chart, SignAddendum(note, added, "dw"))
    return room, chart, note


def written(room: Room, chart: str, **options) -> str:
    found = room.chart(chart)
    return notes_markdown(found, found.notes, LIBRARY, TODAY, **options)


def test_what_an_auditor_looks_for(tmp_path) -> None:
    room, chart, _ = made(tmp_path)
    text = written(room, chart)
    for said in (
        "- **Client:** Reyes, Maria",
        "- **Time:** 50 minutes",
        "- **Visit:** individual, video",
        "- **Plan in force:** none on this day",
        "- **Late entry:** signed 7 days after the visit",
        "- g1.1 Reduce GAD-7 from 15 to 7: +1, better",
        "- PHQ-9 12, Moderate",
        "Signed by Dana Whitlock, LCSW, 10 March 2026 at",
        "### Addendum, 10 March 2026 at",
        "She called at 17:10.",
    ):
        assert said in text, said


def test_text_is_never_markup_or_a_control(tmp_path) -> None:
    room, chart, _ = made(tmp_path)
    text = written(room, chart)
    assert "\x1b" not in text
    assert "<b>" not in text
    assert "\n# not a heading" not in text


def test_drafts_and_invented_people_are_marked(tmp_path) -> None:
    room, chart, note = made(tmp_path)
    found = room.chart(chart)
    bare = msgspec.structs.replace(found.notes[0], signatures=(), addenda=())
    text = notes_markdown(found, (bare,), LIBRARY, TODAY, rehearsal=True, left_out=2)
    assert "**DRAFT**, not signed" in text
    assert "Rehearsal: invented person" in text
    assert "2 drafts that nobody has signed" in text
    assert note in {each.id for each in found.notes}


def test_a_signature_over_other_text_is_named(tmp_path) -> None:
    room, chart, _ = made(tmp_path)
    found = room.chart(chart)
    changed = msgspec.structs.replace(found.notes[0], text="other words")
    assert "binds another text than this one" in notes_markdown(found, (changed,), LIBRARY, TODAY)


def test_a_note_filed_from_a_group_says_so_and_names_nobody_else(tmp_path) -> None:
    room = open_room(tmp_path / "store")
    maria = room.client("Reyes, Maria")
    room.client("Osei, Kwame")
    pair = room.client("Both; kind couple; member C-001; member C-002")
    note = room.do(pair, KeepNote("Kwame listened.", NoteHeader(kind="couple"))).focus
    sign_note(room.practice, pair, note, "dw")
    text = written(room, maria)
    assert "- **Filed from:** a group visit; the others are not named" in text
    assert "The partner listened." in text
    assert "Kwame" not in text
    assert "C-002" not in text
    assert "C-003" not in text
