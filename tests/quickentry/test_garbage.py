"""Five thousand lines nobody would type on purpose: a value or a fault with a place, never anything else."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from plantui.quickentry import (
    LINE_KINDS,
    LineFault,
    caret_line,
    parse_blanks,
    parse_change,
    parse_command,
    parse_date,
    parse_export,
    parse_filter,
    parse_header,
    parse_mark,
    parse_note,
    parse_outline,
    parse_plan_line,
    parse_problem_or_plan,
    parse_spread,
    parse_when,
    preview,
    read_line,
    read_note,
    read_score,
)
from plantui.quickentry.line import AnyLine
from plantui.quickentry.objective import ObjectiveLine
from tests.quickentry.vocabulary import LEXICON, but

UNKNOWING = but(date_order=None, measures={}, modalities={}, codes=None)
GOOD = [
    "PHQ-9 18 -> 9 by +12w",
    'Sleep 6 h or more; "nights per week" 2 -> 5 by 12 may; every 1w',
    "Use 2 coping skills at work 0% -> 80% of days by eoq",
    "Walk 5 to 10 minutes a day; by fri",
    '"I want my nights back" Sleep through; by +6m',
    "Worry; dx F41.1; aeb lies awake; moderate; strength walks",
    "CBT: thought records; weekly; 50m; who partner",
    "service individual 50m weekly for 12 w",
    "Reyes, Maria; dob 1991-04-02; dx F41.1; slot tue 14:00 every 2w",
    "when spread 2/d from mon",
    "export plan marked to x; add o Walk; by fri",
    "overdue dx:F41 due<14d !unsigned",
    "today 14:00-14:50 50m individual video DAP",
    "#1.1++ @phq9=1,1,2,2,1,2,1,1,1 #1.9+3\nhw: log\nnext: go",
    "{skill=slow breathing|grounding} {n:number=3}",
    "p1 Worry\n  g1 Sleep\n    g1.2 Walk; by fri\n\tx",
]
_SIGNS = "; : , . - + = # @ ! / ( ) { } [ ] < > | % ? ' \" “ ” \\ \t \n \x00 \x1b \u202e \ud800 \u00a0 ² ٣ １ é 日 😀 −"
_WORDS = "-> → to by every next 0 1e9 -1.5 F41.1 25:00 in ago client who dx slot PHQ-9 gad7 spread from"
PIECES = [*_SIGNS.split(" "), *_WORDS.split(), " ", "  ", "9" * 30, "30 feb", "every 0w"]


def every_reader(text: str) -> list[Callable[[], object]]:
    readers: list[Callable[[], object]] = []
    for lexicon in (LEXICON, UNKNOWING):
        readers += [
            lambda lexicon=lexicon: parse_date(text, lexicon),
            lambda lexicon=lexicon: parse_date(text, lexicon, "past"),
            lambda lexicon=lexicon: parse_problem_or_plan(text, lexicon),
            lambda lexicon=lexicon: parse_header(text, lexicon),
            lambda lexicon=lexicon: parse_when(text, lexicon),
            lambda lexicon=lexicon: parse_spread(text, lexicon),
            lambda lexicon=lexicon: parse_filter(text, lexicon),
            lambda lexicon=lexicon: parse_outline(text, lexicon),
            lambda lexicon=lexicon: read_note(parse_note(text, lexicon), lexicon),
            lambda lexicon=lexicon: parse_change("objective", text, ObjectiveLine(text="Walk"), lexicon),
        ]
        for kind in LINE_KINDS:
            readers.append(lambda kind=kind, lexicon=lexicon: parse_plan_line(kind, text, lexicon))
    readers += [
        lambda: parse_command(text),
        lambda: parse_export(text),
        lambda: parse_mark(text),
        lambda: parse_blanks(text),
        lambda: read_score(text, LEXICON.measures["phq9"]),
    ]
    return readers


def calm(reader: Callable[[], object], text: str) -> None:
    """A value, or a fault that lies in the text and says something."""
    try:
        value = reader()
    except LineFault as fault:
        found = fault
    else:
        if isinstance(value, AnyLine):
            assert read_line(value, LEXICON)
        return
    lines = text.split("\n")
    line = text if found.line is None else lines[found.line - 1]
    assert 0 <= found.start <= found.end <= len(line) + (found.line is not None), (found, text)
    assert found.message
    assert "\n" not in found.message
    assert "^" in caret_line(found, line)


def mutated(random_: random.Random) -> str:
    text = random_.choice(GOOD)
    for _ in range(random_.randint(1, 5)):
        at = random_.randint(0, len(text))
        match random_.randrange(4):
            case 0:
                text = text[:at] + random_.choice(PIECES) + text[at:]
            case 1:
                text = text[:at] + text[at + random_.randint(1, 6) :]
            case 2:
                text = text[:at] + random_.choice(GOOD)
            case _:
                text = text[:at]
    return text


def test_five_thousand_lines() -> None:
    random_ = random.Random(20260310)
    for number in range(5000):
        text = mutated(random_) if number % 2 else "".join(random_.choices(PIECES, k=random_.randint(0, 12)))
        readers = every_reader(text)
        for reader in random_.sample(readers, 6):
            calm(reader, text)
        shown = preview(random_.choice(LINE_KINDS), text, LEXICON)
        assert shown.lines


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        ";",
        '"',
        '"" ',
        ' "x" ',
        "->",
        "1 -> ",
        "to 5 ",
        "by ",
        "every 2w ",
        "# ",
        "#1.1+",
        "@phq9=1,",
        "{",
        "{n}",
        "(",
        "= ",
        "/",
        ": ",
        "\n  ",
        "1,",
        "“",
    ],
)
def test_ten_thousand_characters(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    for reader in every_reader(text) + every_reader(f"PHQ-9 18 -> 9 {text}") + every_reader(f"service x {text} y"):
        calm(reader, f"service x PHQ-9 18 -> 9 {text}")
