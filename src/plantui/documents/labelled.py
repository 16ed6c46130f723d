"""Labelled lines in Markdown: writing the fields of a part of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plantui.documents.fields import NOT_RECORDED, Field
from plantui.documents.prose import EMPTY, escaped, indented
from plantui.model.base import Part


def line(label: str, words: str) -> str:
    """One labelled line; the words are a person's and are escaped."""
    return shown(label, indented(words, 2))


def shown(label: str, markdown: str) -> str:
    """One labelled line whose words are Markdown of ours."""
    return f"- **{label}:** {markdown}"


def several(label: str, texts: Iterable[str]) -> list[str]:
    """A label with a list of lines under it."""
    return [f"- **{label}:**", *(f"  - {indented(text, 4) if text else EMPTY}" for text in texts)]


def numbered(texts: Sequence[str]) -> list[str]:
    """A numbered list; the numbers tie the lines to their ids."""
    lines = []
    for number, text in enumerate(texts, 1):
        marker = f"{number}. "
        lines.append(marker + (escaped(text).replace("\n", "\n" + " " * len(marker)) if text else EMPTY))
    return lines


def field_lines(part: Part, fields: Iterable[Field], instead: dict[str, str] | None = None) -> list[str]:
    """The lines of a part's fields. Empty ones are left out, or said to be not recorded when a payer looks for them.

    Args:
        part: the part of the plan.
        fields: its fields in the order of the document.
        instead: Markdown to show for fields by name, in place of their own words.
    """
    lines: list[str] = []
    for field in fields:
        value = getattr(part, field.name)
        if instead and field.name in instead:
            lines.append(shown(field.label, instead[field.name]))
        elif value is None or value in ("", ()):
            if field.asked:
                lines.append(shown(field.label, NOT_RECORDED))
        elif field.kind.several:
            lines += several(field.label, (field.kind.words(each) for each in value))
        else:
            lines.append(line(field.label, field.kind.words(value)))
    return lines


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table; cells are Markdown already."""
    return [
        f"| {' | '.join(heads)} |",
        f"|{'|'.join(' --- ' for _ in heads)}|",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
