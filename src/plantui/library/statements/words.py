"""Words as they are compared: without case, accents and hyphens."""

from __future__ import annotations

import re
from unicodedata import normalize

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
_MARKS = re.compile("[\u0300-\u036f]")
_BLANK = re.compile(r"\{[^{}=|]*(?:=([^{}|]*))?((?:\|[^{}|]*)*)\}")
_RUN = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_SPLIT = re.compile("[-']")


def folded(text: str) -> str:
    """``text`` in lower case without accents: Größe and GROSSE are one."""
    low = text.casefold()
    if low.isascii():
        return low
    return _MARKS.sub("", normalize("NFKD", low.translate(_LETTERS)))


def words_of(text: str) -> set[str]:
    """The words of a text, folded. One with a hyphen counts in its parts and in one piece: PHQ-9 is phq, 9 and phq9.

    Of a blank, what may stand in it counts: its default and its choices.
    """
    if "{" in text:
        text = _BLANK.sub(lambda found: f"{found[1] or ''} {(found[2] or '').replace('|', ' ')}", text)
    low = folded(text)
    found = set(_RUN.findall(low))
    if "-" in low or "'" in low:
        for run in [run for run in found if not run.isalnum()]:
            parts = _SPLIT.split(run)
            found.remove(run)
            found.update(parts, ["".join(parts)])
    return found


def asked_words(query: str) -> tuple[str, ...]:
    """The words of a question, folded, each once, the longest first, since it narrows most. ``phq-9`` is one word."""
    runs = ("".join(_SPLIT.split(run)) for run in _RUN.findall(folded(query)))
    return tuple(sorted(dict.fromkeys(runs), key=lambda word: (-len(word), word)))


def slip(typed: str, word: str) -> bool:
    """Whether ``typed`` is the beginning of ``word`` but for one letter: missing, extra, wrong, or two swapped."""
    at = 0
    shorter = min(len(typed), len(word))
    while at < shorter and typed[at] == word[at]:
        at += 1
    if at == len(typed):
        return True
    rest = typed[at + 1 :]
    return (
        word.startswith(rest, at + 1)
        or word.startswith(rest, at)
        or word.startswith(typed[at:], at + 1)
        or (
            word[at + 1 : at + 2] == typed[at]
            and word[at : at + 1] == typed[at + 1 : at + 2] != ""
            and word.startswith(typed[at + 2 :], at + 2)
        )
    )
