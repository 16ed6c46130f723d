"""Searching statements: words in any order; this problem first, then how well they fit, then own use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

import msgspec

from plantui.library.statements.index import BEGINS, WHOLE, Bits, StatementIndex, bits_of, union
from plantui.library.statements.words import asked_words, folded
from plantui.model.statement import Statement

SHOWN = 200
"""Statements handed out unless more are asked for; nobody reads on."""


class Hits(msgspec.Struct, frozen=True):
    """What a search found: ``7 of 212``.

    Attributes:
        statements: the best, in order.
        count: how many fit.
        total: how many there are of the kinds that were asked for.
    """

    statements: tuple[Statement, ...]
    count: int
    total: int


class StatementSearch:
    """Searches one set of statements; made once, asked at every key."""

    def __init__(self, statements: Sequence[Statement], beside: Mapping[str, str]) -> None:
        self._statements = tuple(statements)
        self._index = StatementIndex(self._statements, beside)
        self._places = {each.id: place for place, each in enumerate(self._statements)}

    def find(
        self,
        query: str = "",
        *,
        kinds: Iterable[str] = (),
        tags: Iterable[str] = (),
        uses: Mapping[str, int] | None = None,
        most: int = SHOWN,
    ) -> Hits:
        """The statements that hold every word of a query, or a beginning or part of each.

        Order: those of this problem first, then by how well the words fit, then by own use, then those that open with
        one of the words, then as they stand in the library.

        Args:
            query: words in any order; accents, case and hyphens make no difference. Empty finds all.
            kinds: only these kinds; none means any.
            tags: ids of problems and tags that belong to the problem at hand.
            uses: statement id -> how often this practice has used it.
            most: how many to hand out.
        """
        asked = self._index.of_kinds(kinds)
        words = asked_words(query)
        fits, opening = self._fitting(words, asked), self._index.opening(words)
        here = self._index.tagged(tags)
        count = union(fits).bit_count()
        used = sorted((uses or {}).items(), key=lambda each: -each[1])
        favourites = [self._places[name] for name, times in used if times > 0 and name in self._places]
        favoured = bits_of(sorted(favourites))
        order: list[int] = []
        for tier in [*(fit & here for fit in fits), *(fit & ~here for fit in fits)]:
            if len(order) >= most:
                break
            mine = tier & favoured
            order += [place for place in favourites if mine >> place & 1] if mine else []
            rest = tier & ~mine
            order += islice(chain(_rising(rest & opening), _rising(rest & ~opening)), max(most - len(order), 0))
        found = tuple(self._statements[place] for place in order[:most])
        return Hits(found, count, asked.bit_count())

    def __len__(self) -> int:
        """How many statements there are."""
        return len(self._statements)

    def holders(self, word: str) -> Counter[str]:
        """How many statements of each problem hold a word, or one that begins so, in their sentence."""
        fit = self._index.fit(folded(word))
        bits = fit.get(WHOLE, 0) | fit.get(BEGINS, 0)
        return Counter(self._statements[place].problem for place in _rising(bits))

    def _fitting(self, words: Sequence[str], asked: Bits) -> list[Bits]:
        """The statements that fit all words, best first: how well the words fit is added up."""
        sums = {0: asked}
        for word in words:
            fit = self._index.fit(word)
            more: dict[int, Bits] = {}
            for total, bits in sums.items():
                for level, fitting in fit.items():
                    both = bits & fitting
                    if both:
                        more[total + level] = more.get(total + level, 0) | both
            sums = more
        return [sums[total] for total in sorted(sums, reverse=True)]


def _rising(bits: Bits) -> Iterator[int]:
    """The places of a set in rising order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
