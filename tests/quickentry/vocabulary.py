"""The lexicon of all examples: Tue 10 Mar 2026, a few measures, day before month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import msgspec

from plantui.quickentry import Lexicon, LineFault

TODAY = date(2026, 3, 10)


@dataclass(frozen=True)
class Facts:
    id: str
    short: str
    low: float | None = None
    high: float | None = None
    direction: str = "higher_worse"
    item_count: int | None = None
    item_values: tuple[object, ...] | None = None
    name: str = ""


_FACTS = (
    Facts("phq9", "PHQ-9", 0, 27, item_count=9, item_values=(0, 1, 2, 3), name="Patient Health Questionnaire-9"),
    Facts("gad7", "GAD-7", 0, 21, item_count=7, item_values=(0, 1, 2, 3)),
    Facts("who5", "WHO-5", 0, 100, "higher_better", item_count=5, item_values=((0, 1, 2, 3, 4, 5),) * 5),
    Facts("isi", "ISI", 0, 28, name="Insomnia Severity Index"),
    Facts("suds", "SUDS 0-100", 0, 100),
    Facts("whodas12", "WHODAS 2.0 (12)", 0, None),
    Facts("bam", "BAM / BAM-R"),
    Facts("counter", "Count", direction="set_per_use"),
)

LEXICON = Lexicon(
    today=TODAY,
    now=datetime(2026, 3, 10, 13, 52, tzinfo=UTC),
    measures={facts.id: facts for facts in _FACTS},
    modalities={"cbt": "CBT", "cognitive behavioural therapy": "CBT", "ba": "BA", "motivational interviewing": "MI"},
    date_order="dmy",
    codes={
        "p1": "01p1",
        "g1": "01g1",
        "g1.1": "01o11",
        "g1.2": "01o12",
        "g1.2a": "01i12a",
        "g1.2b": "01i12b",
        "g2": "01g2",
        "g2.1": "01o21",
    },
)


def but(**changes: object) -> Lexicon:
    """The same lexicon with some of it changed."""
    return msgspec.structs.replace(LEXICON, **changes)


def place(fault: LineFault, line: str) -> str:
    """The stretch of ``line`` that a fault marks."""
    return line[fault.start : fault.end]
