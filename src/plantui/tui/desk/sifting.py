"""Filtering and finding clients quickly: names are folded once, each letter looks at what the last one left."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from heapq import nsmallest
from itertools import islice

from plantui.clinical import filters
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary
from plantui.quickentry import Filter, Lexicon, LineFault, parse_filter
from plantui.quickentry.filters import FilterTerm

Fits = Callable[[Summary], bool]
"""Whether a client belongs to what was asked for."""

WHOLE_FROM = 3
"""From so many letters on a word also finds names that have its letters in order."""
KEPT_WORDS = 200


class Sifter:
    """Finds clients by filter or by words; remembers folded names and what the last words found."""

    def __init__(self) -> None:
        self._folded: dict[str, tuple[Summary, str]] = {}
        self._of: Mapping[str, Summary] | None = None
        self._found: dict[str, frozenset[str]] = {}

    def wanted(self, typed: str, lexicon: Lexicon) -> Filter | None:
        """The filter a line means; while its end is not whole, what stands before; None for no filter."""
        text = typed.strip()
        while text:
            try:
                found = parse_filter(text, lexicon)
            except LineFault:
                text = text.rpartition(" ")[0].rstrip()
                continue
            return found if found.terms else None
        return None

    def fit(
        self, wanted: Filter, known: Mapping[str, Summary], now: datetime, marked: Collection[str]
    ) -> frozenset[str]:
        """The chart ids that every term of a filter fits."""
        words = [term for term in wanted.terms if term.word]
        others = [(term.negated, _test(term, now, marked)) for term in wanted.terms if not term.word]
        charts: Iterable[str] = known
        for term in words:
            found = self._with_word(term.word, known)
            charts = [chart for chart in charts if (chart in found) != term.negated]
        return frozenset(chart for chart in charts if all(fits(known[chart]) != negated for negated, fits in others))

    def search(self, typed: str, known: Mapping[str, Summary], most: int) -> list[Summary]:
        """Clients that every word fits: those whose name begins with the first word come first."""
        words = filters.fold(typed).replace(",", " ").split()
        charts: Iterable[str] = known
        for word in words:
            found = self._with_word(word, known)
            charts = [chart for chart in charts if chart in found]
        first = words[0] if words else ""

        def rank(chart: str) -> tuple[bool, int, str, str]:
            folded = self._folded[chart][1]
            fit = 0 if folded.startswith(first) else 1 if f" {first}" in folded else 2 if first in folded else 3
            return known[chart].status == ClientStatus.DISCHARGED, fit, folded, chart

        return [known[chart] for chart in nsmallest(most, charts, key=rank)]

    def warm(self, known: Mapping[str, Summary], most: int) -> bool:
        """Fold so many names that are not folded yet; whether any are left."""
        missing = [chart for chart in known if chart not in self._folded]
        for chart in islice(missing, most):
            self._folded[chart] = (known[chart], filters.haystack(known[chart]))
        return len(missing) > most

    def _fold(self, known: Mapping[str, Summary]) -> None:
        """Fold every name that is new or has changed."""
        if self._of is known:
            return
        folded = self._folded
        for chart, summary in known.items():
            kept = folded.get(chart)
            if kept is None or kept[0] is not summary:
                folded[chart] = (summary, filters.haystack(summary))
        self._of = known
        self._found.clear()

    def _with_word(self, word: str, known: Mapping[str, Summary]) -> frozenset[str]:
        self._fold(known)
        wanted = filters.fold(word)
        found = self._found.get(wanted)
        if found is None:
            found = self._look_for(wanted, known)
            if len(self._found) > KEPT_WORDS:
                self._found.clear()
            self._found[wanted] = found
        return found

    def _look_for(self, wanted: str, known: Mapping[str, Summary]) -> frozenset[str]:
        folded = self._folded
        shorter = self._found.get(wanted[:-1])
        if len(wanted) < WHOLE_FROM:
            # Fewer letters are only looked for as they stand, which needs no pattern.
            among: Iterable[str] = known if shorter is None else shorter
            return frozenset(chart for chart in among if wanted in folded[chart][1])
        pattern = filters.word_pattern(wanted)
        if shorter is None or len(wanted) == WHOLE_FROM:
            # Letters in order begin at the beginning of a word; a word that stands there as it is holds its beginning.
            first, start = f" {wanted[0]}", wanted[: WHOLE_FROM - 1]
            among = [chart for chart in known if start in (name := folded[chart][1]) or first in f" {name}"]
        else:
            among = shorter
        return frozenset(chart for chart in among if pattern.search(folded[chart][1]))


def _test(term: FilterTerm, now: datetime, marked: Collection[str]) -> Fits:
    if term.flag:
        return lambda summary: filters.flag(summary, term.flag, now, marked)
    today = now.date()
    return lambda summary: filters.matches(summary, term.key, term.op, term.value, today)
