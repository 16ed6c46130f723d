"""A list pane's rows under their headings, for lists of any length: nothing is built for rows that do not show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

Row = TypeVar("Row")


class Listing(Generic[Row]):
    """Rows in groups, each with a heading line above it.

    A *row* is counted without the headings, a *line* with them. ``key`` names a row for good, so that a cursor stays on
    its row when the list changes.
    """

    def __init__(self, groups: Sequence[tuple[str, Sequence[Row]]], key: Callable[[Row], str]) -> None:
        self.groups = tuple((title, rows) for title, rows in groups if rows)
        self.key = key
        self._first = [0, *accumulate(len(rows) for _, rows in self.groups)]
        self._places: dict[str, int] | None = None

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._first[-1]

    @property
    def lines(self) -> int:
        """How many lines there are, headings included."""
        return self.count + len(self.groups)

    def __iter__(self) -> Iterator[Row]:
        for _, rows in self.groups:
            yield from rows

    def row(self, index: int) -> Row:
        """The row with this number, from 0.

        Raises:
            IndexError: there is none.
        """
        if not 0 <= index < self.count:
            raise IndexError(index)
        group = bisect_right(self._first, index) - 1
        return self.groups[group][1][index - self._first[group]]

    def name_at(self, index: int) -> str:
        """The key of a row."""
        return self.key(self.row(index))

    def line_of(self, index: int) -> int:
        """The line a row stands on."""
        return index + bisect_right(self._first, index)

    def at_line(self, line: int) -> tuple[str, int | None]:
        """What stands on a line: the title of a heading, or nothing and the number of a row."""
        for group, (title, rows) in enumerate(self.groups):
            start = self._first[group] + group
            if line == start:
                return title, None
            if line <= start + len(rows):
                return "", self._first[group] + line - start - 1
        return "", None

    def find(self, key: str, near: int = 0) -> int | None:
        """The number of the row with this key; ``near`` is where it was last, which is looked at first."""
        for index in (near, near + 1, near - 1):
            if 0 <= index < self.count and self.name_at(index) == key:
                return index
        if self._places is None:
            self._places = {self.key(row): index for index, row in enumerate(self)}
        return self._places.get(key)

    def keys(self) -> list[str]:
        """Every key, top to bottom."""
        return [self.key(row) for row in self]

    def heads(self) -> list[int]:
        """The number of the first row of each group."""
        return self._first[:-1]


def put_in(rows: list[Row], row: Row, before: Callable[[Row, Row], bool]) -> None:
    """Put a row into sorted rows at its place; ``before(a, b)`` tells whether ``a`` stands before ``b``."""
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        if before(row, rows[middle]):
            high = middle
        else:
            low = middle + 1
    rows.insert(low, row)
