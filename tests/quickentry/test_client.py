from __future__ import annotations

from datetime import date, time

import pytest

from plantui.quickentry import ClientLine, LineFault, Period, Slot, parse_client, print_client
from tests.quickentry.vocabulary import LEXICON, place

READ = [
    (
        "Reyes, Maria; dob 1991-04-02; dx F41.1; slot tue 14:00",
        ClientLine(family="Reyes", given="Maria", dob=date(1991, 4, 2), dx=("F41.1",), slot=Slot(1, time(14, 0))),
    ),
    (
        "Osei, Kwame; slot Wednesday 9:30 every 2w; id K-31; payer Blue Cross; since 24 feb; review every 12w; "
        "called Kwam; tag group; tag new-2026; dx F41.0, Z63.0",
        ClientLine(
            family="Osei",
            given="Kwame",
            slot=Slot(2, time(9, 30), 2),
            id="K-31",
            payer="Blue Cross",
            since=date(2026, 2, 24),
            review=Period(12, "w"),
            called="Kwam",
            tags=("group", "new-2026"),
            dx=("F41.0", "Z63.0"),
        ),
    ),
    ("Ito; slot tuesdays 2pm weekly", ClientLine(family="Ito", slot=Slot(1, time(14, 0)))),
    ("Prince", ClientLine(family="Prince")),
    ("van der Berg, Anna Maria", ClientLine(family="van der Berg", given="Anna Maria")),
    ('"Smith, Jr", Al', ClientLine(family="Smith, Jr", given="Al")),
    (
        'O\'Neil, Pat; payer "A; B"; slot fri 2pm; review 6 weeks',
        ClientLine(family="O'Neil", given="Pat", payer="A; B", slot=Slot(4, time(14, 0)), review=Period(6, "w")),
    ),
    ("王, 芳", ClientLine(family="王", given="芳")),
]


@pytest.mark.parametrize(("typed", "read"), READ)
def test_read(typed: str, read: ClientLine) -> None:
    line = parse_client(typed, LEXICON)
    assert line == read
    assert parse_client(print_client(line), LEXICON) == read


@pytest.mark.parametrize(
    ("code", "typed", "marked"),
    [
        ("O6", "; dob 1991-04-02", ""),
        ("O6", ", Maria", ", Maria"),
        ("O5", "Reyes; blue", "blue"),
        ("O5", "Reyes; payer", "payer"),
        ("D1", "Reyes; dob frday", "frday"),
        ("D5", "Reyes; dob 2027-01-01", "2027-01-01"),
        ("D3", "Reyes; dob 1991-02-30", "1991-02-30"),
        ("P1", "Reyes; dx gloom", "gloom"),
        ("K1", "Reyes; slot tue", "tue"),
        ("K1", "Reyes; slot someday 14:00", "someday 14:00"),
        ("K1", "Reyes; slot tue 14:00 every 0w", "tue 14:00 every 0w"),
        ("N5", "Reyes; slot tue 25:00", "25:00"),
        ("N5", "Reyes; slot tue noon", "noon"),
        ("K2", "Reyes; review often", "review often"),
        ("K3", "Reyes; id 3 4", "id 3 4"),
        ("K3", "Reyes; tag", "tag"),
        ("K4", "Reyes; kind crowd", "kind crowd"),
        ("K4", "Reyes; kind individual; member C-014", "Reyes; kind individual; member C-014"),
    ],
)
def test_faults(code: str, typed: str, marked: str) -> None:
    with pytest.raises(LineFault) as raised:
        parse_client(typed, LEXICON)
    assert raised.value.code == code
    assert place(raised.value, typed) == marked
