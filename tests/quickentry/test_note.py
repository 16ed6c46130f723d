from __future__ import annotations

import pytest

from plantui.quickentry import LineFault, Link, parse_mark, parse_note, print_link, print_mark, read_note, read_score
from plantui.quickentry.note import NoteReading
from tests.quickentry.vocabulary import LEXICON, but

# The table of the interaction design: codes with marks, in the order of the text.
LINKS = [
    ("#1.1+", [("g1.1", 1)]),
    ("#g2.1=", [("g2.1", 0)]),
    ("#g1.2 +1", [("g1.2", 1)]),
    ("#1.1++, then #2.1--.", [("g1.1", 2), ("g2.1", -2)]),
    ("#1.2- sleep worse", [("g1.2", -1)]),
    ("#g1.2 - client said", [("g1.2", None)]),
    ("#1.2b used", [("g1.2b", None)]),
    ("see issue #1", []),
    ("room#1.2", []),
    # the rest of the grammar
    ("#1.1+1 Two bad nights", [("g1.1", 1)]),
    ("#1.1+2#2.1-2", [("g1.1", 2), ("g2.1", -2)]),
    ("#1.1+0 #1.2-1", [("g1.1", 0), ("g1.2", -1)]),
    ("#g1 #p1 #G1.2A", [("g1", None), ("p1", None), ("g1.2a", None)]),
    ('(#1.1+) and "#1.2="', [("g1.1", 1), ("g1.2", 0)]),
    ("#1.1. #1.2, #2.1; done", [("g1.1", None), ("g1.2", None), ("g2.1", None)]),
    ("#g1.2 +10 minutes", [("g1.2", None)]),
    ("#g1.2 -1.5 h", [("g1.2", None)]),
    ("#g1.2\n+1", [("g1.2", None)]),
    ("#1.1−", [("g1.1", -1)]),
    ("#1.2.3 ##1.1 #x #. #", []),
    ("#1.2by a/b#1.1 page_#1.1", []),
    ("#1.1", [("g1.1", None)]),
]


def marks(reading: NoteReading) -> list[tuple[str, int | None]]:
    return [(link.code, link.mark) for link in reading.links]


@pytest.mark.parametrize(("text", "read"), LINKS)
def test_links(text: str, read: list[tuple[str, int | None]]) -> None:
    reading = parse_note(text, LEXICON)
    assert marks(reading) == read
    assert reading.faults == ()
    assert reading.notices == ()
    for link in reading.links:
        assert text[link.start] == "#"
        assert link.node == (LEXICON.codes or {})[link.code]


def test_a_link_ends_with_its_mark() -> None:
    text = "Log kept #1.1+1 all week"
    (link,) = parse_note(text, LEXICON).links
    assert text[link.start : link.end] == "#1.1+1"


def test_of_several_marks_the_last_counts() -> None:
    reading = parse_note("#1.1+ but later #g1.1- and #1.1 again, #1.2=", LEXICON)
    assert [(link.mark, link.replaced) for link in reading.links] == [
        (1, True),
        (-1, False),
        (None, False),
        (0, False),
    ]
    assert reading.marks == {"g1.1": -1, "g1.2": 0}


def test_an_alias_is_the_same_line() -> None:
    codes = {**(LEXICON.codes or {}), "g2.7": "01o11"}
    reading = parse_note("#2.7+ #1.1-", but(codes=codes))
    assert [link.replaced for link in reading.links] == [True, False]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("#1.9+", "There is no g1.9. g1 has g1.1 and g1.2"),
        ("#1.2c", "There is no g1.2c. g1.2 has g1.2a and g1.2b"),
        ("#1.1a", "There is no g1.1a. g1.1 has none"),
        ("#7.1", "There is no g7.1. The plan has g1 and g2"),
        ("#7.1a", "There is no g7.1a. The plan has g1 and g2"),
        ("#g3", "There is no g3. The plan has g1 and g2"),
        ("#p2", "There is no p2. The plan has p1"),
    ],
)
def test_n1_unknown_codes_stay_text(text: str, message: str) -> None:
    reading = parse_note(f"yes {text}", LEXICON)
    assert reading.links == ()
    (notice,) = reading.notices
    assert (notice.code, notice.message) == ("N1", message)
    assert (notice.start, notice.end) == (4, 4 + len(text.rstrip("+")))


def test_without_codes_nothing_is_checked() -> None:
    (link,) = parse_note("#9.9+", but(codes=None)).links
    assert link == Link(code="g9.9", mark=1, start=0, end=5)
    (notice,) = parse_note("#9.9+", but(codes={})).notices
    assert notice.message == "There is no g9.9. The plan has none"


@pytest.mark.parametrize("text", ["#1.1+3", "#1.1-9", "#1.1+++", "#1.1=5", "#1.1+-"])
def test_n2_marks_out_of_range(text: str) -> None:
    reading = parse_note(f"so {text} then", LEXICON)
    (fault,) = reading.faults
    assert (fault.code, fault.message) == ("N2", "Marks go from -2 to +2")
    assert (fault.start, fault.end) == (7, 3 + len(text))
    assert marks(reading) == [("g1.1", None)]


SCORES = [
    ("@phq9=12", ("phq9", 12, ())),
    ("@phq9=1,1,2,2,1,2,1,1,1", ("phq9", None, (1, 1, 2, 2, 1, 2, 1, 1, 1))),
    ("@PHQ-9:12 today", ("phq9", 12, ())),
    ("@who5=60.", ("who5", 60, ())),
    ("(@phq9=12, better)", ("phq9", 12, ())),
    ("@phq9=12, 3 nights", ("phq9", 12, ())),
    ("@gad7=1, 1, 2, 2, 1, 2, 1", ("gad7", None, (1, 1, 2, 2, 1, 2, 1))),
    ("@who5=5,5,4,3,2", ("who5", None, (5, 5, 4, 3, 2))),
    ("@bam=-2.5", ("bam", -2.5, ())),
]


@pytest.mark.parametrize(("text", "read"), SCORES)
def test_scores(text: str, read: tuple[str, float | None, tuple[int, ...]]) -> None:
    reading = parse_note(text, LEXICON)
    (score,) = reading.scores
    assert (score.measure, score.total, score.items) == read
    assert text[score.start] == "@"
    assert reading.faults == ()


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("@phq9=1,1,2", "N3", "PHQ-9 has 9 items, 3 given. Give a total or all 9"),
        ("@phq9=31", "N4", "PHQ-9 goes from 0 to 27"),
        ("@phq9=1,1,2,2,1,2,1,1,7", "N4", "Item 9 of PHQ-9 takes 0 to 3"),
        ("@who5=5,5,4,3,9", "N4", "Item 5 of WHO-5 takes 0 to 5"),
    ],
)
def test_scores_that_cannot_be(text: str, code: str, message: str) -> None:
    reading = parse_note(f"so {text} ok", LEXICON)
    (fault,) = reading.faults
    assert (fault.code, fault.message) == (code, message)
    assert f"so {text} ok"[fault.start : fault.end] == text.split("=")[1]
    assert reading.scores == ()


def test_names_that_are_no_measure_stay_text() -> None:
    reading = parse_note("@phg9=12 and a@phq9=3 and @home", LEXICON)
    (notice,) = reading.notices
    assert (notice.code, notice.message) == ("N7", "No measure is called phg9. Did you mean PHQ-9?")
    assert reading.scores == ()


def test_lines() -> None:
    text = "DATA\nslept\n  HW: log before 20:00; not in bed\r\nnext:bring the log\nrisk: none; item 9 = 0\n"
    text += "off: work deadlines\noff: landlord\nwith: partner\nhw:\nThe next: is text\n"
    reading = parse_note(text, LEXICON)
    assert reading.homework == ("log before 20:00; not in bed",)
    assert reading.next == ("bring the log",)
    assert reading.risk == ("none; item 9 = 0",)
    assert reading.off == ("work deadlines", "landlord")
    assert reading.with_ == ("partner",)


def test_what_was_understood() -> None:
    reading = parse_note("#1.1+ #1.1- #2.1 @phq9=12 #1.9\nhw: log\nnext: go\nrisk: none", LEXICON)
    assert read_note(reading, LEXICON) == (
        "g1.1 +1 (replaced)   g1.1 -1   g2.1   PHQ-9 12",
        "homework, next time and risk lines found",
        "There is no g1.9. g1 has g1.1 and g1.2",
    )
    assert read_note(parse_note("", LEXICON), LEXICON) == ()


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("++", 2),
        ("+2", 2),
        ("+", 1),
        ("+1", 1),
        ("=", 0),
        ("+0", 0),
        ("0", 0),
        ("-", -1),
        ("-1", -1),
        ("--", -2),
        ("-2", -2),
    ],
)
def test_marks(typed: str, mark: int) -> None:
    assert parse_mark(f" {typed} ") == mark
    assert parse_mark(print_mark(mark)) == mark


@pytest.mark.parametrize("typed", ["+3", "better", "1.5", "-", ""])
def test_marks_that_are_none(typed: str) -> None:
    if typed == "-":
        typed = "---"
    with pytest.raises(LineFault) as raised:
        parse_mark(typed, 4)
    assert (raised.value.code, raised.value.start, raised.value.end) == ("N2", 4, 4 + len(typed))


def test_printed_links_read_back() -> None:
    for link in parse_note("#1.1+ #1.2- #2.1= #g1 #1.2b++", LEXICON).links:
        (again,) = parse_note(print_link(link), LEXICON).links
        assert (again.code, again.mark) == (link.code, link.mark)


def test_a_score_by_itself() -> None:
    phq9 = LEXICON.measures["phq9"]
    assert read_score("=12", phq9).total == 12
    assert read_score("12", phq9).total == 12
    assert read_score("1, 1,2,2,1,2,1,1,1", phq9).items == (1, 1, 2, 2, 1, 2, 1, 1, 1)
    for typed, code in [("31", "N4"), ("1,2", "N3"), ("low", "N8"), ("", "N8")]:
        with pytest.raises(LineFault) as raised:
            read_score(typed, phq9)
        assert raised.value.code == code
