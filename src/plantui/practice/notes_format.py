"""Formats of a note: which sections it has, and the same words under other headings."""

from __future__ import annotations

import re
from typing import Final

from plantui.model.note import NoteFormat

HEADINGS: Final[dict[NoteFormat, tuple[str, ...]]] = {
    NoteFormat.DAP: ("DATA", "ASSESSMENT", "PLAN"),
    NoteFormat.SOAP: ("SUBJECTIVE", "OBJECTIVE", "ASSESSMENT", "PLAN"),
    NoteFormat.BIRP: ("BEHAVIOR", "INTERVENTION", "RESPONSE", "PLAN"),
    NoteFormat.FREE: (),
}
"""The sections of each format, in order. A heading stands in capitals on a line of its own."""

ORDER: Final = tuple(HEADINGS)
"""The formats in the order in which they are offered."""

_KIN: Final[dict[str, tuple[str, ...]]] = {
    "DATA": ("SUBJECTIVE", "BEHAVIOR"),
    "SUBJECTIVE": ("DATA", "BEHAVIOR"),
    "OBJECTIVE": ("DATA", "BEHAVIOR"),
    "BEHAVIOR": ("DATA", "SUBJECTIVE"),
    "INTERVENTION": ("DATA", "OBJECTIVE"),
    "RESPONSE": ("ASSESSMENT",),
    "ASSESSMENT": ("RESPONSE",),
    "PLAN": ("PLAN",),
}
"""Where the words of a section go when the new format has no section of its name, best first."""


def empty_text(form: NoteFormat) -> str:
    """A note before anything is written: its headings, each with a line under it."""
    return "\n\n".join(f"{heading}\n" for heading in HEADINGS[form])


def sections(text: str, form: NoteFormat) -> list[tuple[str, str]]:
    """The text by its sections: heading and words. What stands before the first heading has an empty one."""
    found: list[tuple[str, str]] = []
    heading, begin = "", 0
    for match in _headings(text, form):
        found.append((heading, text[begin : match.start()].strip("\n")))
        heading, begin = match[1], match.end()
    found.append((heading, text[begin:].strip("\n")))
    return [each for each in found if each != ("", "")]


def starts(text: str, form: NoteFormat) -> list[int]:
    """Where one goes on writing in each section: behind the last word under each heading, in order of the text."""
    marks = _headings(text, form)
    begins = [match.end() for match in marks] or [0]
    ends = [match.start() for match in marks[1:]] + [len(text)]
    places = []
    for begin, end in zip(begins, ends, strict=True):
        words = text[begin:end].rstrip()
        first = begin + 1 if text[begin : begin + 1] == "\n" else begin
        places.append(max(begin + len(words), min(first, len(text))))
    return places


def written(text: str, form: NoteFormat) -> bool:
    """Whether the text says anything besides its headings."""
    return any(words.strip() for _, words in sections(text, form))


def reformatted(text: str, old: NoteFormat, new: NoteFormat) -> str:
    """The same words under the headings of another format. No word is lost, and no heading is invented for `free`."""
    if old is new:
        return text
    headings = HEADINGS[new]
    parts = [(heading, words) for heading, words in sections(text, old)]
    if not headings:
        return "\n\n".join(words for _, words in parts if words.strip())
    filled: dict[str, list[str]] = {heading: [] for heading in headings}
    for heading, words in parts:
        wanted = (heading, *_KIN.get(heading, ()))
        home = next((each for each in wanted if each in filled), headings[0])
        if words.strip():
            filled[home].append(words)
    return "\n\n".join(f"{heading}\n{chr(10).join(words)}" for heading, words in filled.items())


def _headings(text: str, form: NoteFormat) -> list[re.Match[str]]:
    """The headings of the format as they stand in the text; the first of each name counts."""
    names = HEADINGS[form]
    if not names:
        return []
    found = re.finditer(rf"^({'|'.join(names)})[ \t]*$", text, re.MULTILINE)
    first: dict[str, re.Match[str]] = {}
    for match in found:
        first.setdefault(match[1], match)
    return list(first.values())
