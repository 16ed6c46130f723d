from __future__ import annotations

from datetime import date, time

import pytest

from plantui.quickentry import LineFault, NoteHeader, parse_header, print_header
from tests.quickentry.vocabulary import LEXICON, place

READ = [
    (
        "today 14:00 50m individual DAP",
        NoteHeader(
            date=date(2026, 3, 10),
            start=time(14, 0),
            end=time(14, 50),
            minutes=50,
            kind="individual",
            format="DAP",
        ),
    ),
    (
        "video 14:00-14:45 indiv 3 mar soap",
        NoteHeader(
            date=date(2026, 3, 3),
            start=time(14, 0),
            end=time(14, 45),
            minutes=45,
            kind="individual",
            place="video",
            format="SOAP",
        ),
    ),
    ("14:00 - 15:10", NoteHeader(start=time(14, 0), end=time(15, 10), minutes=70)),
    ("23:30-00:20 crisis", NoteHeader(start=time(23, 30), end=time(0, 20), minutes=50, kind="crisis")),
    ("last fri couple in-person", NoteHeader(date=date(2026, 3, 6), kind="couple", place="in-person")),
    ("3 mar 2025 missed", NoteHeader(date=date(2025, 3, 3), kind="missed")),
    ("3/3 group", NoteHeader(date=date(2026, 3, 3), kind="group")),
    ("2 weeks ago 90 min", NoteHeader(date=date(2026, 2, 24), minutes=90)),
    ("10m ago 10m", NoteHeader(date=date(2025, 5, 10), minutes=10)),
    ("-2d outdoors free", NoteHeader(date=date(2026, 3, 8), place="outdoors", format="free")),
    ("14:00", NoteHeader(start=time(14, 0))),
    ("phone", NoteHeader(kind="phone")),
    ("individual phone", NoteHeader(kind="individual", place="phone")),
    ("phone family", NoteHeader(kind="family", place="phone")),
    ("phone video", NoteHeader(kind="phone", place="video")),
    ("phone phone", NoteHeader(kind="phone", place="phone")),
    ("2pm 50m", NoteHeader(start=time(14, 0), end=time(14, 50), minutes=50)),
    ("BIRP intake Cancelled", NoteHeader(kind="cancelled", format="BIRP")),
    ("", NoteHeader()),
]


@pytest.mark.parametrize(("typed", "read"), READ)
def test_read(typed: str, read: NoteHeader) -> None:
    header = parse_header(typed, LEXICON)
    assert header == read
    assert parse_header(print_header(header), LEXICON) == read


@pytest.mark.parametrize(
    ("code", "typed", "marked", "message"),
    [
        ("N5", "today 25:00", "25:00", "Not a time: 25:00"),
        ("N5", "14:00-14:75 DAP", "14:75", "Not a time: 14:75"),
        ("N5", "14:0", "14:0", "Not a time: 14:0"),
        ("N5", "13pm", "13pm", "Not a time: 13pm"),
        ("N6", "today blue", "blue", '"blue" is not a date, time, length, kind, place or format'),
        ("D1", "frday 14:00", "frday", "Not a date: frday. Did you mean fri (Fri 6 Mar)?"),
        ("D5", "tomorrow", "tomorrow", "That is in the future (11 Mar). This date lies behind"),
        ("D3", "DAP 30 feb", "30 feb", "There is no 30 February. Did you mean 28 feb (Sat 28 Feb)?"),
    ],
)
def test_faults(code: str, typed: str, marked: str, message: str) -> None:
    with pytest.raises(LineFault) as raised:
        parse_header(typed, LEXICON)
    assert (raised.value.code, raised.value.message) == (code, message)
    assert place(raised.value, typed) == marked
