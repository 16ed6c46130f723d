from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.cli import refs
from plantui.cli.exits import Stop
from plantui.glimpse import who
from plantui.glimpse.bare import Odd
from plantui.glimpse.sheet import Sheet
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary
from tests.documents.strategies import slots

NOW = datetime(2026, 3, 10, 13, 54, 0, 250_000, tzinfo=UTC)
names = st.sampled_from(
    ["Reyes", "Reiss", "Müller", "O'Neil", "de la Cruz", "Ng", "maria", "MARIA", "", "Öz", "1", "r y"]
)


@dataclass(frozen=True)
class Caseload:
    """Clients in a list, as the sheet and as the command line see them."""

    clients: list[Summary]
    split: int

    def sheet(self) -> Sheet:
        rows = []
        for at, client in enumerate(self.clients):
            kept = msgspec.json.decode(msgspec.json.encode({"summary": client}))
            shard = b"aa" if at < self.split else b"bb"
            rows.append((shard, who.rows_of(client.chart, kept)[0] + b"\t" + shard + b"\n"))
        found = Sheet()
        # Rows of the first shard are told twice: as they lay in the file, and as they were read anew.
        found.keep(b"".join(sorted(row for _, row in rows)))
        found.stale = {b"aa"}
        found.fresh = sorted(row for shard, row in rows if shard == b"aa")
        return found

    def asked(self, word: str, now: datetime) -> str | None:
        session = SimpleNamespace(practice=SimpleNamespace(summaries=lambda: self.clients), now=now)
        try:
            return refs.client(session, word).chart  # type: ignore[arg-type]
        except Stop:
            return None


@st.composite
def caseloads(draw: st.DrawFn) -> Caseload:
    shared = draw(slots)
    clients = [
        Summary(
            chart=f"chart{number}",
            code=f"C-{9 - number:03d}",
            family=draw(names) or "X",
            given=draw(names),
            called=draw(names),
            initials=draw(st.sampled_from(["M.R.", "A.B.", "", "Ö.M."])),
            status=draw(st.sampled_from([status.value for status in ClientStatus])),
            slot=draw(st.none() | slots | st.just(shared)),
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    return Caseload(clients, draw(st.integers(0, 6)))


def found(caseload: Caseload, word: str, now: datetime) -> str | None:
    sheet = caseload.sheet()
    try:
        if word == "next":
            return who._next(sheet, now.strftime("%Y-%m-%dT%H:%M:%S.%f"))
        return who.named(sheet, word)
    except Odd:
        return None


words = st.sampled_from(
    [
        "C-001",
        "c-002",
        "chart3",
        "mr",
        "M.R.",
        "ab",
        "rey",
        "müller",
        "MULLER",
        "maria",
        "é",
        "a",
        ".",
        "r y",
        "öm",
        "zz",
        "1",
    ]
) | names.filter(bool)


@given(caseloads(), words)
@settings(max_examples=200)
def test_a_word_means_whom_it_means_to_the_full_program(caseload: Caseload, word: str) -> None:
    wanted = caseload.asked(word, NOW)
    # A word that stands in a row but across its columns may be left to the full program; never somebody else.
    assert found(caseload, word, NOW) in (wanted, None)


def test_clear_words_are_answered() -> None:
    clients = [
        Summary(chart="a", code="C-001", family="Reyes", given="Maria", initials="M.R."),
        Summary(chart="b", code="C-002", family="Müller", given="Jan", initials="J.M."),
        Summary(chart="c", code="C-003", family="Ng", given="Lee", initials="L.N.", status="discharged"),
    ]
    caseload = Caseload(clients, 1)
    for word, chart in (("C-001", "a"), ("mr", "a"), ("reyes m", "a"), ("muller", "b"), ("MÜL", "b"), ("ng", "c")):
        assert found(caseload, word, NOW) == chart == caseload.asked(word, NOW)
    for word in ("x", "e"):
        assert found(caseload, word, NOW) is None


@given(caseloads(), st.integers(0, 40), st.sampled_from([(0, 0, 0), (9, 5, 0), (13, 54, 0), (14, 0, 1), (23, 59, 59)]))
@settings(max_examples=200)
def test_next_is_who_comes_next(caseload: Caseload, days: int, clock: tuple[int, int, int]) -> None:
    hour, minute, second = clock
    now = datetime(2026, 3, 10, hour, minute, second, 1, tzinfo=UTC) + timedelta(days=days)
    answer = found(caseload, "next", now)
    wanted = caseload.asked("next", now)
    if answer is None and wanted is not None:
        slot = next(client.slot for client in caseload.clients if client.chart == wanted)
        assert slot is not None
        first = slot.first or date.min
        assert slot.every_weeks > 3 or first - now.date() > timedelta(days=20)
    else:
        assert answer == wanted
