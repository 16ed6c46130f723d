"""ICD-10-CM codes as they are typed: dx F41.1, F33.1."""

from __future__ import annotations

import re

from plantui.quickentry import messages
from plantui.quickentry.faults import LineFault

_CODE = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?")
_WORD = re.compile(r"[^\s,]+")


def read_codes(text: str, offset: int) -> tuple[str, ...]:
    """The codes in ``text``, in upper case, each once, separated by commas or spaces.

    Raises:
        LineFault: P1 for what cannot be an ICD-10-CM code.
    """
    codes: dict[str, None] = {}
    for word in _WORD.finditer(text):
        code = word[0].upper()
        if _CODE.fullmatch(code) is None:
            start, end = offset + word.start(), offset + word.end()
            raise LineFault("P1", messages.not_a_diagnosis(word[0]), start, end)
        codes[code] = None
    if not codes:
        raise LineFault("P1", messages.not_a_diagnosis("nothing"), offset, offset + len(text), unfinished=True)
    return tuple(codes)


def are_codes(text: str) -> bool:
    """Whether ``text`` is nothing but codes."""
    words = _WORD.findall(text[:200].upper())
    return bool(words) and len(text) <= 200 and all(_CODE.fullmatch(word) for word in words)
