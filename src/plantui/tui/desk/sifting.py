"""Filtering and finding clients quickly: words are searched in all names at once, and fewer names at each letter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from heapq import nsmallest
from itertools import accumulate

from plantui.clinical import filters
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary
from plantui.quickentry import Filter, LineFault, parse_filter
from plantui.quickentry.filters import FilterTerm

Fits = Callable[[Summary], bool]
"""Whether a client belongs to what was asked for."""


class Sifter:
    """Finds clients by filter or by words; remembers folded names and the last finds."""

    def __init__(self) -> None:
        self._folded: dict[str, tuple[Summary, str]] = {}
        self._of: Mapping[str, Summary] | None = None
        self._charts: list[str] = []
        self._starts: list[int] = []
        self._joined = ""
        self._found: dict[str, frozenset[str]] = {}

    def wanted(self, typed: str) -> Filter | None:
        """The filter a line means; while its end is not whole, what stands before; None for no filter."""
        text = typed.strip()
        while text:
            try:
                found = parse_filter(text)
            except LineFault:
                text = text.rpartition(" ")[0].rstrip()
                continue
            return found if found.terms else None
        return None

    def fits(self, wanted: Filter, known: Mapping[str, Summary], now: datetime, marked: Collection[str]) -> Fits:
        """A function that tells whether a client fits."""
        today = now.date()

        def test(term: FilterTerm) -> Fits:
            if term.flag:
                return lambda summary: filters.flag(summary, term.flag, now, marked)
            if term.key:
                return lambda summary: filters.matches(summary, term.key, term.op, term.value, today)
            charts = self._with_word(term.word, known)
            return lambda summary: summary.chart in charts

        tests = [(term.negated, test(term)) for term in wanted.terms]
        return lambda summary: all(fits(summary) != negated for negated, fits in tests)

    def search(self, typed: str, known: Mapping[str, Summary], most: int) -> list[Summary]:
        """Clients that every word fits: those whose name begins with the first word come first."""
        words = filters.fold(typed).replace(",", " ").split()
        charts: Collection[str] = known.keys()
        for word in words:
            found = self._with_word(word, known)
            charts = [chart for chart in charts if chart in found]
        first = words[0] if words else ""

        def rank(chart: str) -> tuple[bool, int, str, str]:
            folded = self._haystack(known[chart])
            fit = 0 if folded.startswith(first) else 1 if f" {first}" in folded else 2 if first in folded else 3
            return known[chart].status == ClientStatus.DISCHARGED, fit, folded, chart

        return [known[chart] for chart in nsmallest(most, charts, key=rank)]

    def _haystack(self, summary: Summary) -> str:
        known = self._folded.get(summary.chart)
        if known is None or known[0] is not summary:
            known = self._folded[summary.chart] = (summary, filters.haystack(summary))
        return known[1]

    def _join(self, known: Mapping[str, Summary]) -> None:
        if self._of is known:
            return
        self._charts = list(known)
        parts = [self._haystack(known[chart]) for chart in self._charts]
        self._starts = [0, *accumulate(len(part) + 1 for part in parts)]
        self._joined = "\n".join(parts)
        self._of = known
        self._found.clear()

    def _with_word(self, word: str, known: Mapping[str, Summary]) -> frozenset[str]:
        self._join(known)
        folded = filters.fold(word)
        found = self._found.get(folded)
        if found is None:
            pattern = filters.word_pattern(folded)
            shorter = self._found.get(folded[:-1])
            # From the third letter on a word finds only what its beginning found; before, it is looked for as it is.
            if shorter is not None and len(folded) != 3:
                found = frozenset(chart for chart in shorter if pattern.search(self._folded[chart][1]))
            else:
                lines = {bisect_right(self._starts, match.start()) - 1 for match in pattern.finditer(self._joined)}
                found = frozenset(self._charts[line] for line in lines)
            if len(self._found) > 200:
                self._found.clear()
            self._found[folded] = found
        return found
