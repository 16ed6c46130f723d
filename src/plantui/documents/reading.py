"""What reading a document gives: findings with their lines, and fields turned into values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from plantui.documents.fields import SHOWN_ONLY, Field
from plantui.documents.markdown_tree import Entry
from plantui.documents.phrases import shown
from plantui.documents.prose import safe


class Finding(NamedTuple):
    """Something in a document that could not be read as it stands: its line, counted from 1, and a sentence."""

    line: int
    sentence: str


class Findings:
    """Collects findings while a document is read."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def add(self, line: int, sentence: str) -> None:
        """Add one; text from the document inside the sentence is made fit to print."""
        self._found.append(Finding(line, " ".join(safe(sentence).split())))

    def in_order(self) -> tuple[Finding, ...]:
        """All findings by line."""
        return tuple(sorted(self._found, key=lambda finding: finding.line))


def values(entries: Iterable[Entry], fields: Sequence[Field], what: str, findings: Findings) -> dict[str, Any]:
    """The values of the fields found in labelled lines, by name in the model.

    Args:
        entries: the lines.
        fields: what may stand there.
        what: the part they belong to, for sentences: "an objective".
        findings: where lines that cannot be read are noted.
    """
    known = {field.label.lower(): field for field in fields}
    found: dict[str, Any] = {}
    for entry in entries:
        if entry.label in SHOWN_ONLY:
            continue
        field = known.get(entry.label.lower())
        if field is None:
            findings.add(entry.line, _unknown(entry, fields, what))
            continue
        if field.name in found:
            findings.add(entry.line, f"{field.label} stands twice; the later line was taken. Take one of them out.")
        if entry.absent and not entry.inside:
            continue
        try:
            found[field.name] = _value(entry, field)
        except ValueError as error:
            findings.add(entry.line, f"{field.label}: {error}")
    return found


def _value(entry: Entry, field: Field) -> Any:  # noqa: ANN401
    if field.kind.several:
        if entry.inside:
            texts = ["" if inner.absent else inner.raw for inner in entry.inside]
        elif field.kind.prose:
            texts = [entry.text] if entry.text.strip() else []
        else:
            texts = [text for text in entry.text.split(",") if text.strip()]
        return tuple(field.kind.read(text) for text in texts)
    text = entry.text if field.kind.prose else entry.text.strip()
    if entry.inside:
        raise ValueError("this takes one line, not a list; put it on the line of its label.")
    if not text and not field.kind.prose:
        raise ValueError("nothing stands here; write it, or take the line out.")
    return field.kind.read(text)


def _unknown(entry: Entry, fields: Sequence[Field], what: str) -> str:
    if not entry.label:
        return f"{shown(entry.raw)} has no label; begin with one such as **{fields[0].label}:**"
    near = get_close_matches(entry.label, [field.label for field in fields], 1)
    hint = f"Did you mean {near[0]}?" if near else f"It may hold: {', '.join(field.label for field in fields)}."
    return f"{shown(entry.label)} is no field of {what}. {hint}"
