"""The check of the statement library: how pages read, how statements are worded, and whether they make plan lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from plantui.clinical.lint import Level
from plantui.library import Library
from plantui.library.statements.check import check
from plantui.practice.statement_lines import line_fault
from plantui.quickentry import Lexicon


class LibraryFinding(NamedTuple):
    """One thing to look at.

    Attributes:
        severity: error (must), warn (ask) or info (note).
        rule: short name of the rule; ``form`` when the page itself does not read.
        id: the statement or problem; empty when a line is neither.
        file: the page.
        line: line in it, from 1; 0 when the whole page is meant.
        message: a sentence.
    """

    severity: Level
    rule: str
    id: str
    file: str
    line: int
    message: str

    @property
    def place(self) -> str:
        """``insomnia.md:12``."""
        name = Path(self.file).name
        return f"{name}:{self.line}" if self.line else name


def check_library(library: Library, today: date, page: Path | None = None) -> tuple[LibraryFinding, ...]:
    """Everything to look at in the library, or on one page of it.

    Args:
        library: the library.
        today: the day from which dates in metrics count.
        page: only this page, as if it lay in the practice's folder; None for all.
    """
    shelf = library.statements.with_page(page) if page is not None else library.statements
    lexicon = Lexicon(today=today, measures=library.measures, modalities=library.modalities)
    rows = [LibraryFinding("error", "form", "", fault.file, fault.line, fault.what) for fault in shelf.faults]
    pages = {problem: shelf.pages_of(problem) for problem in shelf.problems}
    for found in check(shelf, library.measures, lambda statement: line_fault(statement, lexicon)):
        files = (shelf.file_of(found.id),) if found.id in shelf else pages.get(found.id, ())
        file = str(page) if page is not None and str(page) in files else next(iter(files), "")
        rows.append(LibraryFinding(found.severity, found.rule, found.id, file, found.line, found.message))
    return tuple(row for row in rows if page is None or row.file == str(page))
