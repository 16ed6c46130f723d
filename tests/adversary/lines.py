"""Lines as a tired, hurried or hostile person types them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.line import LINE_KINDS
from tests.adversary.charts import NASTY


@dataclass(frozen=True)
class Facts:
    """The facts of a measure, as the grammar asks for them."""

    id: str
    short: str
    low: float | None
    high: float | None
    direction: str = "higher_worse"
    item_count: int | None = None
    item_values: tuple[int, ...] | None = None


LEXICON = Lexicon(
    today=date(2026, 3, 10),
    now=datetime(2026, 3, 10, 13, 52, tzinfo=UTC),
    measures={
        "phq9": Facts("phq9", "PHQ-9", 0, 27, item_count=9, item_values=(0, 1, 2, 3)),
        "gad7": Facts("gad7", "GAD-7", 0, 21, item_count=7, item_values=(0, 1, 2, 3)),
        "ors": Facts("ors", "ORS", 0, 40, "higher_better"),
        "gas": Facts("gas", "GAS", None, None, "set_per_use"),
    },
    modalities={"cbt": "CBT", "act": "ACT", "motivational interviewing": "MI"},
    date_order="dmy",
    review=date(2026, 6, 2),
)

_TYPED = """
PHQ-9 phq9 GAD-7 ORS gas -> => to from by every for at on until weekly daily monthly 2x/w
today tom fri +12w -3d 12 may 30 feb 3/4 31.12. 2026-02-30 eoq review next last week in ago
18 9 0 -1 3.5 99 1e9 50% 6h+ 50m 1h ? + = - ++ -- # #1.1 @ ! ~ ; ; ; : , . ' " " “ ” ( ) { } [ ]
client clinician who short mid long new act met hld dis dob dx slot tag id since payer review
F41.1 F33.1, z63.0 Reyes, Maria tue 14:00 25:00 CBT MI individual group twice a month
worry sleep nights/wk Tagebuch père 日本 ٣ １２
"""
WORDS = [*LINE_KINDS, *_TYPED.split()]
SPACES = [" ", " ", " ", "  ", "", "\u00a0", "\t"]


@st.composite
def soup(draw: st.DrawFn) -> str:
    """Words of the grammar in any order, with a nasty one here and there."""
    words = draw(st.lists(st.sampled_from(WORDS) | st.sampled_from(NASTY), max_size=10))
    return "".join(word + draw(st.sampled_from(SPACES)) for word in words)


GOOD = [
    ("objective", "PHQ-9 18 -> 9 by +12w"),
    ("objective", "Sleep 6 h+, nights/wk 2 -> 5 by 12 may every 2w; client keeps the log; act"),
    ("objective", '"Call ; sister" ; who Maria; by review'),
    ("goal", '"I want my nights back" Sleep through and worry less'),
    ("problem", "Worry that keeps her up at night; dx F41.1"),
    ("intervention", "CBT: Worry postponement, log daily; weekly; 50m; who Maria"),
    ("service", "service individual 50m weekly for 12 w"),
    ("discharge", "discharge PHQ-9 under 5 twice running"),
    ("outcome", "outcome back at work part time"),
    ("client", "Reyes, Maria; dob 1991-04-02; dx F41.1; slot tue 14:00"),
]


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A good line with a slip: a piece cut out, put in, doubled or exchanged, or stopped half-way."""
    kind, line = draw(st.sampled_from(GOOD))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(line)))
        end = draw(st.integers(start, min(len(line), start + 6)))
        middle = draw(st.sampled_from(["", line[start:end] * 2, *WORDS[:60], " ; ", "\x1b[A", "\u202e"]))
        line = line[:start] + middle + line[end:]
    return kind, line[: draw(st.integers(0, len(line)))] if draw(st.booleans()) else line
