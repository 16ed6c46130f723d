"""Every row of the grammar's tables, read from the tables themselves: none can be missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plantui.quickentry import (
    LineFault,
    describe_date,
    parse_client,
    parse_date,
    parse_export,
    parse_header,
    parse_note,
    parse_objective,
    parse_spread,
)
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.reading import read_line
from tests.quickentry.test_change import APPENDED
from tests.quickentry.test_note import LINKS
from tests.quickentry.test_objective import READ
from tests.quickentry.vocabulary import LEXICON, TODAY, but

TEXT = Path(__file__).with_name("grammar_rows.md").read_text(encoding="utf-8")


def rows(part: str) -> list[list[str]]:
    """The cells of a table, without its head."""
    table = TEXT.partition(f"## {part} ")[2].partition("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def code(cell: str) -> list[str]:
    """What stands in a cell as it is typed."""
    return re.findall("`([^`]+)`", cell)


def test_all_tables_are_there() -> None:
    assert [len(rows(part)) for part in ("6.2", "6.3", "6.4", "6.5", "6.8")] == [12, 9, 4, 8, 22]


DATES = [(typed, *row[1:3]) for row in rows("6.2") for typed in code(row[0])]


@pytest.mark.parametrize(("typed", "future", "past"), DATES)
def test_dates(typed: str, future: str, past: str) -> None:
    assert future or past
    if future:
        assert describe_date(parse_date(typed, LEXICON), TODAY) == future
    if past:
        assert describe_date(parse_date(typed, LEXICON, "past"), TODAY) == past


@pytest.mark.parametrize(("typed", "read"), [(code(row[0])[0], row[1]) for row in rows("6.3")])
def test_plan_lines(typed: str, read: str) -> None:
    """The reading in full is held by ``READ``; here the table's own words must be found in what is said."""
    assert typed in [line for line, *_ in READ]
    line = parse_objective(typed, LEXICON)
    said = "; ".join(read_line(line, LEXICON))
    for day in re.findall(r"due (\w{3} \d+ \w{3} 2026)", read):
        assert f"due {day}" in said
    for words in re.findall(r'(?:text|count) "([^"]+)"', read):
        assert words in (line.text, line.label)
    if "done or not done" in read:
        assert "done or not done" in said
        assert line.target is None
    for first in re.findall(r"^(Reduce [^;]+|Bring [^;]+)", read):
        assert line.text == first


@pytest.mark.parametrize("appended", [code(row[0])[0] for row in rows("6.4")])
def test_changes(appended: str) -> None:
    assert appended in [clause for clause, *_ in APPENDED]


@pytest.mark.parametrize(("typed", "read"), [(each, row[1]) for row in rows("6.5") for each in code(row[0])])
def test_notes(typed: str, read: str) -> None:
    reading = parse_note(typed, LEXICON)
    if typed.startswith("@"):
        (score,) = reading.scores
        assert (score.measure, score.total or sum(score.items)) == ("phq9", 12)
        assert bool(score.items) == ("," in typed)
    else:
        assert typed in [text for text, _ in LINKS]
        for link in reading.links:
            assert link.code in read


def objective(typed: str) -> Callable[[Lexicon], object]:
    return lambda lexicon: parse_objective(typed, lexicon)


def fault_of(read: Callable[[Lexicon], object], lexicon: Lexicon) -> tuple[str, str]:
    with pytest.raises(LineFault) as raised:
        read(lexicon)
    return raised.value.code, raised.value.message


def example(row: list[str]) -> tuple[str, str] | None:
    """What the example of a row really makes the parser say: the code and the message; None where no parser is."""
    label, cell, _ = row
    typed = (code(cell) or [""])[0]
    plain = but(date_order=None) if label == "D4" else LEXICON
    if label[0] == "D":
        return fault_of(objective(f"Walk; {typed}"), plain)
    if label == "O3":
        (notice,) = parse_objective(typed, LEXICON).notices
        return notice.code, notice.message
    if label == "O5":
        return fault_of(objective(typed.replace("...", "Walk")), LEXICON)
    if label == "O6":
        return fault_of(objective("; by fri"), LEXICON)
    if label[0] == "O":
        return fault_of(objective(typed), LEXICON)
    if label == "N5":
        return fault_of(lambda lexicon: parse_header(typed, lexicon), LEXICON)
    if label[0] == "N":
        reading = parse_note(typed, LEXICON)
        (told,) = (*reading.faults, *reading.notices)
        return told.code, told.message
    if label == "C2":
        return fault_of(lambda _: parse_export(typed), LEXICON)
    if label == "C3":
        return fault_of(lambda lexicon: parse_spread(typed, lexicon), LEXICON)
    return None


@pytest.mark.parametrize("row", rows("6.8"), ids=lambda row: row[0])
def test_messages(row: list[str]) -> None:
    said = example(row)
    if said is None:
        assert row[0] in ("C1", "S1", "S2"), "said by the practice: tests of the screen hold them"
    else:
        assert said == (row[0], row[2])


def test_a_client_line_has_its_clauses_named() -> None:
    assert fault_of(lambda lexicon: parse_client("Vega; foo", lexicon), LEXICON)[0] == "O5"
