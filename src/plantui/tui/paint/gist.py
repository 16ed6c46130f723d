"""What a note says about a line of the plan, in one sentence."""

from __future__ import annotations

from plantui.model.note import Note
from plantui.practice.notes_format import HEADINGS


def gist(note: Note, code: str) -> str:
    """The sentence of a note that links to a code, without the links; else its first sentence."""
    label = "#" + code.removeprefix("g")
    rows = [row.strip().rstrip(".") for row in note.text.split("\n") if row.strip() not in HEADINGS[note.format]]
    sentences = [part.strip() for row in rows for part in row.split(". ") if part.strip()]
    found = next((part for part in sentences if label in part or f"#{code}" in part), "")
    text = _words(found or (sentences[0] if sentences else ""))
    if not text and sentences:
        at = sentences.index(found) if found in sentences else 0
        text = _words(sentences[max(0, at - 1)])
    for heading in ("DATA", "ASSESSMENT", "PLAN", "S:", "O:", "D:", "A:", "P:"):
        text = text.removeprefix(heading).strip()
    return text


def _words(sentence: str) -> str:
    """The sentence without links and score tokens."""
    return " ".join(word for word in sentence.split() if not word.startswith(("#", "@")))
