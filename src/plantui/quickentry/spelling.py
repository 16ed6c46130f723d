"""How near two short words are, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable


def distance(one: str, other: str, limit: int = 2) -> int:
    """Edits (insert, delete, replace, swap of neighbours) from ``one`` to ``other``.

    Counts no further than ``limit``: anything beyond is reported as ``limit + 1``, so that long or
    unlike words cost next to nothing.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    earlier: list[int] = []
    above = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        row = [i]
        for j, target in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (char != target))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == target:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        earlier, above = above, row
    return min(above[-1], limit + 1)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that ``word`` was probably meant to be, or None when nothing is near.

    One edit for words up to four letters, two for longer ones; the first of equally near words wins.
    """
    limit = 1 if len(word) <= 4 else 2
    best: str | None = None
    least = limit + 1
    for candidate in words:
        edits = distance(word, candidate, limit)
        if edits < least:
            best, least = candidate, edits
    return best
