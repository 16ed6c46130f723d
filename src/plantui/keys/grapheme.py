"""Characters as readers see them: an accent, an emoji and a flag are one step for the cursor."""

from __future__ import annotations

from itertools import accumulate


def edges(text: str) -> tuple[int, ...]:
    """Where characters begin and end: indexes into the text, from 0 to its length."""
    if text.isascii():
        return tuple(range(len(text) + 1))
    from wcwidth import iter_graphemes

    return (0, *accumulate(len(one) for one in iter_graphemes(text)))


def before(text: str, place: int) -> int:
    """The edge before this place; 0 at the beginning."""
    if text.isascii():
        return max(0, place - 1)
    return max((edge for edge in edges(text) if edge < place), default=0)


def after(text: str, place: int) -> int:
    """The edge after this place; the length at the end."""
    if text.isascii():
        return min(len(text), place + 1)
    return min((edge for edge in edges(text) if edge > place), default=len(text))


def boundary(text: str, place: int) -> int:
    """The nearest edge at or after this place."""
    if text.isascii():
        return max(0, min(len(text), place))
    return min((edge for edge in edges(text) if edge >= place), default=len(text))


def cells(text: str) -> int:
    """How many columns a text takes; never negative."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def window(text: str, cursor: int, width: int) -> tuple[str, int]:
    """The part of a line that fits into `width` columns and holds the cursor.

    Returns:
        The part, and the column of the cursor in it (0 to width - 1): one column is kept free for a
        cursor at the end of the line.
    """
    room = max(1, width)
    head, tail = text[:cursor], text[cursor:]
    while head and cells(head) > room - 1:
        head = head[after(head, 0) :]
    column = cells(head)
    shown = head
    while tail:
        step = after(tail, 0)
        if cells(shown) + cells(tail[:step]) > room:
            break
        shown, tail = shown + tail[:step], tail[step:]
    return shown, column
