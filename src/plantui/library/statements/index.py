"""Words of the library and where they stand: sets of statements as bits of one number.

A set of 10,000 statements is a number of 10,000 bits, and "both words" is one ``&``. That makes a key of a search
a few dozen operations on numbers, whatever the length of the statements.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from plantui.library.statements.words import slip, words_of
from plantui.model.statement import Statement

Bits = int
"""A set of statements: bit n stands for the statement at place n."""

WHOLE, BEGINS, BESIDE, INSIDE, SLIP = 5, 4, 3, 2, 1
"""How well a word fits: a whole word of the sentence, the beginning of one, of one beside the sentence (title, tags,
modality, measure), the inside of one, or but for one letter."""

LEVELS = (WHOLE, BEGINS, BESIDE, INSIDE, SLIP)
LEAST_INSIDE = 3
"""Letters that are looked for inside words; fewer would be found in nearly all of them."""
LEAST_SLIP = 4
"""Letters in which a slip is forgiven."""
_MOST_KEPT = 256

Fit = dict[int, Bits]
"""Level -> the statements that fit so well, each at its best level only."""


class _Vocabulary:
    """Words in alphabetical order, and the statements each stands in."""

    def __init__(self, found: Mapping[str, Bits]) -> None:
        self.words = sorted(found)
        self.bits = [found[word] for word in self.words]
        self._joined = "\n".join(self.words)
        self._starts = list(accumulate((len(word) + 1 for word in self.words), initial=0))

    def whole(self, word: str) -> Bits:
        at = bisect_left(self.words, word)
        return self.bits[at] if at < len(self.words) and self.words[at] == word else 0

    def beginning(self, start: str) -> Bits:
        found = 0
        for at in range(bisect_left(self.words, start), bisect_left(self.words, f"{start}\U0010ffff")):
            found |= self.bits[at]
        return found

    def inside(self, part: str, among: Iterable[int] | None) -> tuple[list[int], Bits]:
        """Places of the words that hold a part, among those where it can be (None: all), and their statements."""
        found = self._holding(part) if among is None else [at for at in among if part in self.words[at]]
        bits = 0
        for at in found:
            bits |= self.bits[at]
        return found, bits

    def _holding(self, part: str) -> list[int]:
        """Places of all words that hold a part: one search through all of them, which is quicker than one in each."""
        found = []
        at = self._joined.find(part)
        while at >= 0:
            found.append(bisect_right(self._starts, at) - 1)
            at = self._joined.find(part, self._starts[found[-1] + 1])
        return found

    def slips(self, typed: str) -> Bits:
        """The statements with words that begin like ``typed`` but for one letter; the first is taken for right."""
        found = 0
        for at in range(bisect_left(self.words, typed[0]), bisect_left(self.words, f"{typed[0]}\U0010ffff")):
            if slip(typed, self.words[at]):
                found |= self.bits[at]
        return found


class StatementIndex:
    """Finds the statements that fit a word, and remembers, so that a longer word only narrows a shorter one.

    Args:
        statements: in the order in which equals are listed.
        beside: by problem, words under which all its statements are found too: its title and family.
    """

    def __init__(self, statements: Sequence[Statement], beside: Mapping[str, str]) -> None:
        self._fits: dict[str, Fit] = {}
        self._inside: dict[str, list[int]] = {}
        self.everything: Bits = (1 << len(statements)) - 1
        self._named = _standing(_names(each) for each in statements)
        self._first = _Vocabulary(_standing(words_of(each.text.partition(" ")[0]) for each in statements))
        self._text = _Vocabulary(_standing(words_of(each.text) for each in statements))
        found = _standing(_beside(each) for each in statements)
        for problem, said in beside.items():
            for word in words_of(said):
                found[word] = found.get(word, 0) | self._named.get(problem, 0)
        self._beside = _Vocabulary(found)

    def of_kinds(self, kinds: Iterable[str]) -> Bits:
        """The statements of some kinds; all of them when none is named."""
        wanted = [self._named.get(f"kind {kind}", 0) for kind in kinds]
        return union(wanted) if wanted else self.everything

    def tagged(self, tags: Iterable[str]) -> Bits:
        """The statements of these problems, or with one of these tags."""
        return union(self._named.get(tag.lower(), 0) for tag in tags)

    def opening(self, words: Iterable[str]) -> Bits:
        """The statements that open with one of these words, or with a longer one that begins so."""
        return union(self._first.beginning(word) for word in words)

    def fit(self, word: str) -> Fit:
        """The statements that fit a folded word, by how well."""
        known = self._fits.get(word)
        if known is None:
            known = self._look(word)
            if len(self._fits) >= _MOST_KEPT:
                self._fits.clear()
                self._inside.clear()
            self._fits[word] = known
        return known

    def _look(self, word: str) -> Fit:
        inside = 0
        if len(word) >= LEAST_INSIDE:
            self._inside[word], inside = self._text.inside(word, self._inside.get(word[:-1]))
        found = {
            WHOLE: self._text.whole(word),
            BEGINS: self._text.beginning(word),
            BESIDE: self._beside.beginning(word),
            INSIDE: inside,
        }
        if len(word) >= LEAST_SLIP and not any(found.values()):
            found[SLIP] = self._text.slips(word)
        taken = 0
        for level in found:
            found[level] &= ~taken
            taken |= found[level]
        return {level: bits for level, bits in found.items() if bits}


def _names(statement: Statement) -> set[str]:
    return {f"kind {statement.kind}", statement.problem, *(tag.lower() for tag in statement.tags)}


def _beside(statement: Statement) -> set[str]:
    return words_of(" ".join((statement.modality, statement.metric, statement.group, *statement.tags)))


def _standing(sets: Iterable[set[str]]) -> dict[str, Bits]:
    """Word -> the places of the sets that hold it."""
    places: dict[str, list[int]] = {}
    for place, words in enumerate(sets):
        for word in words:
            standing = places.get(word)
            if standing is None:
                places[word] = [place]
            else:
                standing.append(place)
    return {word: bits_of(standing) for word, standing in places.items()}


def bits_of(places: Sequence[int]) -> Bits:
    """The set that holds these places, which are in rising order."""
    whole = bytearray(places[-1] // 8 + 1 if places else 0)
    for place in places:
        whole[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(whole, "little")


def union(sets: Iterable[Bits]) -> Bits:
    """What stands in any of the sets."""
    found = 0
    for each in sets:
        found |= each
    return found
