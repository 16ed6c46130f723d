"""Text from people on one line of plain text."""

from __future__ import annotations

from plantui.documents.prose import safe


def one_line(text: str) -> str:
    """The text on one line: control characters made visible, every run of white space one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(safe(text).split())


def sentence(text: str) -> str:
    """The text on one line, without a full stop at its end, to stand in a list."""
    line = one_line(text)
    return line[:-1] if line.endswith(".") and not line.endswith("..") else line
