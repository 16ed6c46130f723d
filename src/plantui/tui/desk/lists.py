"""The caseload and the queue: computed once, then kept up to date chart by chart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from plantui.clinical.caseload import TITLES as CASE_TITLES
from plantui.clinical.caseload import CaseRow, caseload
from plantui.clinical.due import GROUPS, DueRow, queue
from plantui.clinical.due import TITLES as DUE_TITLES
from plantui.clinical.filing import not_filed
from plantui.clinical.schedule import earlier
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary
from plantui.practice.lexicon import lexicon
from plantui.quickentry import Lexicon
from plantui.tui.desk.listing import Listing, put_in
from plantui.tui.desk.sifting import Sifter
from plantui.tui.desk.state import Pane

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

MANY = 40
"""From so many changed charts on, the lists are computed afresh."""
SORTS = {"next": "next time", "name": "name", "review": "review date"}
"""How the caseload can be sorted, with the words of its foot."""


def queue_key(row: DueRow) -> str:
    """The key of a row of the queue: its chart first, then what tells it from the chart's other rows."""
    due = row.due.isoformat() if row.due else ""
    return f"{row.chart} {row.kind} {due} {row.text if row.kind in ('measure', 'date past', 'unsigned') else ''}"


def _case_key(row: CaseRow) -> str:
    return row.summary.chart


class Lists:
    """The rows of the two left panes, and the counts of the top row."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._version: Hashable = None
        self._day: Hashable = None
        self._known: dict[str, Summary] = {}
        self._cases: dict[str, list[CaseRow]] = {}
        self._due: dict[str, list[DueRow]] = {}
        self._epoch = 0
        self._kept: dict[str, tuple[Hashable, Any]] = {}
        self._sifter = Sifter()

    def _keep(self, name: str, key: Hashable, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        known = self._kept.get(name)
        if known is not None and known[0] == key:
            return known[1]
        value = make()
        self._kept[name] = (key, value)
        return value

    # up to date

    def _update(self) -> None:
        desk = self._desk
        now = desk.now()
        day = (now.date(), now.hour)
        if self._version == desk.practice.version and self._day == day:
            return
        summaries = {summary.chart: summary for summary in desk.practice.summaries()}
        changed = [chart for chart, summary in summaries.items() if self._known.get(chart) is not summary]
        gone = self._known.keys() - summaries.keys()
        if changed or gone or self._day != day:
            self._epoch += 1
            if self._day != day or len(changed) + len(gone) > MANY:
                self._afresh(summaries, now)
            else:
                self._renew([*changed, *gone], summaries, now)
        self._known, self._version, self._day = summaries, desk.practice.version, day

    def _afresh(self, summaries: dict[str, Summary], now: datetime) -> None:
        window = self._desk.settings.review_window
        in_care = [summary for summary in summaries.values() if summary.status != ClientStatus.DISCHARGED]
        self._cases = {group.title: list(group.rows) for group in caseload(in_care, now)}
        self._due = {group: [] for group in GROUPS}
        for row in queue(summaries.values(), now.date(), now, window):
            self._due[row.group].append(row)

    def _renew(self, charts: Iterable[str], summaries: dict[str, Summary], now: datetime) -> None:
        """Take the rows of some charts out and put the new ones in, in the order the clinical rules give."""
        window = self._desk.settings.review_window
        gone = set(charts)
        for title, cases in self._cases.items():
            self._cases[title] = [row for row in cases if row.summary.chart not in gone]
        for group, rows in self._due.items():
            self._due[group] = [row for row in rows if row.chart not in gone]

        def case_before(one: CaseRow, other: CaseRow) -> bool:
            found = [row for group in caseload([one.summary, other.summary], now) for row in group.rows]
            return found[0].summary.chart == one.summary.chart

        def due_before(one: DueRow, other: DueRow) -> bool:
            found = queue([one.summary, other.summary], now.date(), now, window)
            first = next(row for row in found if queue_key(row) in (queue_key(one), queue_key(other)))
            return queue_key(first) == queue_key(one)

        for chart in sorted(gone & summaries.keys()):
            summary = summaries[chart]
            if summary.status != ClientStatus.DISCHARGED:
                for part in caseload([summary], now):
                    put_in(self._cases.setdefault(part.title, []), part.rows[0], case_before)
            for due in queue([summary], now.date(), now, window):
                put_in(self._due[due.group], due, due_before)

    def forget(self) -> None:
        """Compute everything anew at the next look: what the rows depend on was set differently."""
        self._day = None

    # the panes

    def caseload(self) -> Listing[CaseRow]:
        """The rows of CASELOAD that its filter leaves, as it is sorted."""
        self._update()
        state = self._desk.state
        typed, sort = state.filter_of(Pane.CASELOAD), state.caseload.sort
        marked = frozenset(state.caseload.ticks) if "marked" in typed else frozenset[str]()
        key = (self._epoch, typed, sort, marked)
        found: Listing[CaseRow] = self._keep("caseload", key, lambda: self._sorted_cases(typed, sort, marked))
        return found

    def _sorted_cases(self, typed: str, sort: str, marked: frozenset[str]) -> Listing[CaseRow]:
        now = self._desk.now()
        groups: list[tuple[str, list[CaseRow]]] = [(title, self._cases.get(title, [])) for title in CASE_TITLES]
        wanted = self._sifter.wanted(typed, self._days())
        if wanted is not None:
            if any(term.flag == "closed" and not term.negated for term in wanted.terms):
                groups = [(group.title, list(group.rows)) for group in caseload(self._known.values(), now)]
            fit = self._sifter.fit(wanted, self._known, now, marked)
            groups = [(title, [row for row in rows if row.summary.chart in fit]) for title, rows in groups]
        if sort != "next":
            rows = [row for _, inside in groups for row in inside]
            rows.sort(key=_by_name if sort == "name" else _by_review)
            groups = [(f"BY {sort.upper()}", rows)]
        return Listing(groups, _case_key)

    def _days(self) -> Lexicon:
        """What a day in a filter can mean: no client's own dates."""
        return lexicon(None, self._desk.practice.acting())

    def queue(self) -> Listing[DueRow]:
        """The rows of REVIEW DUE that its filter leaves."""
        self._update()
        state = self._desk.state
        typed = state.filter_of(Pane.QUEUE)
        marked = frozenset(map(chart_of, state.queue.ticks)) if "marked" in typed else frozenset[str]()

        def make() -> Listing[DueRow]:
            wanted = self._sifter.wanted(typed, self._days())
            groups: list[tuple[str, list[DueRow]]] = [(DUE_TITLES[group], self._due[group]) for group in GROUPS]
            if wanted is not None:
                fit = self._sifter.fit(wanted, self._known, self._desk.now(), marked)
                groups = [(title, [row for row in rows if row.chart in fit]) for title, rows in groups]
            return Listing([(f"{title} {len(rows)}", rows) for title, rows in groups], queue_key)

        found: Listing[DueRow] = self._keep("queue", (self._epoch, typed, marked), make)
        return found

    # counts

    def anybody(self) -> bool:
        """Whether the store has any client."""
        self._update()
        return bool(self._known)

    def in_care(self) -> int:
        """How many clients are in care."""
        self._update()
        return sum(map(len, self._cases.values()))

    def due_count(self) -> int:
        """How many rows of the queue are due: everything but the loose ends."""
        self._update()
        return sum(len(rows) for group, rows in self._due.items() if group != "loose_ends")

    def unsigned_count(self) -> int:
        """How many documents wait for a signature, or to be filed: as many as the list of everything unsigned has rows.

        The loose ends hold those of them that have waited for more than a day.
        """
        self._update()

        def count() -> int:
            known = self._known.values()
            drafts = sum(each.draft_since is not None for each in known)
            left = len(not_filed(known, self._known))
            return left + drafts + sum(len(each.unsigned_notes) + len(each.unsigned_reviews) for each in known)

        found: int = self._keep("unsigned", self._epoch, count)
        return found

    def late_count(self) -> int:
        """How many rows wait since before today."""
        self._update()
        return len(self._due["now"]) + len(self._due["overdue"])

    def due_words(self) -> str:
        """What is due, in words: 3 overdue, 1 this week; empty when nothing is."""
        self._update()
        words = (("now", "now"), ("overdue", "overdue"), ("this_week", "this week"))
        return ", ".join(f"{len(self._due[group])} {word}" for group, word in words if self._due[group])

    def warm(self, most: int) -> bool:
        """Fold so many names in advance, so that the first search need not; whether any are left."""
        self._update()
        return self._sifter.warm(self._known, most)

    def search(self, typed: str, most: int) -> list[Summary]:
        """Clients whose name, initials or code fits the words, best first; closed cases last."""
        self._update()
        return self._sifter.search(typed, self._known, most)


def chart_of(key: str) -> str:
    """The chart id of a row of either left pane."""
    return key.partition(" ")[0]


def _by_name(row: CaseRow) -> tuple[str, str, str]:
    return row.summary.family.casefold(), row.summary.given.casefold(), row.summary.code


def _by_review(row: CaseRow) -> tuple[date, str, str]:
    first = earlier(row.summary.review_due, row.summary.formal_due)
    return (first[0] if first is not None else date.max, row.summary.family.casefold(), row.summary.code)
