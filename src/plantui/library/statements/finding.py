"""What a check of statements found."""

from __future__ import annotations

from typing import NamedTuple

from plantui.clinical.lint import Level


class StatementFinding(NamedTuple):
    """One thing to look at.

    Attributes:
        rule: the short name of the rule, such as ``no-time``.
        severity: error (must), warn (ask) or info (note).
        id: the statement's id, or the problem's when it is about a page; empty when it is about a file.
        message: a sentence.
        line: line in the page, from 1; 0 when there is no one place.
    """

    rule: str
    severity: Level
    id: str
    message: str
    line: int = 0
