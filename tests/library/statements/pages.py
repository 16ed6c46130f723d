"""Small pages of statements for tests."""

from __future__ import annotations

from pathlib import Path

from plantui.library import load_modalities
from plantui.library.statements.page import Page, read_page
from plantui.library.statements.shelf import Statements
from plantui.model.statement import Statement, StatementKind

MODALITIES = load_modalities()

SLEEP = """\
---
id: sleep
title: Poor sleep
family: adult
codes: [F51.01, G47.00]
measures: [isi]
---

# Poor sleep

A note for readers.

## Behavioural descriptions

- Lies awake for an hour. {#d1}

## Goals

- Trust the night. {#g1}

## Objectives

### Counted

- Sleep {hours=6} hours or more on {target} nights a week within {weeks=8} weeks, by sleep diary. {#o1}
  - metric: "nights per week" {baseline} -> {target} by +{weeks}w
  - pairs: sleep diary; stimulus control
  - tags: night

## Interventions

### CBT-I

- Set up a sleep diary. {#i1}
  - evidence: AASM (2021); common practice
- Teach that bed is for sleep. {#i2}
  - tags: stimulus control

### Any approach

- Ask about snoring. {#i3}

## Homework

- Fill in the diary. {#h1}

## Discharge

- ISI under 8. {#x1}
"""


def read(text: str, *, own: bool = False) -> Page:
    return read_page(text, "sleep.md", MODALITIES, own=own)


def page(*lines: str, problem: str = "sleep", front: str = "") -> str:
    """A page with these lines below its front matter; line 1 of them is line 5 of the file, more with ``front``."""
    return "\n".join(("---", f"id: {problem}", "title: T", *([front] if front else []), "---", *lines))


def shelf(folder: Path, *, own: dict[str, str] | None = None, cache: Path | None = None, **files: str) -> Statements:
    """A shelf of these shipped files (name without ending -> text), with the practice's own."""
    for name, texts in (("shipped", files), ("own", own or {})):
        (folder / name).mkdir(exist_ok=True)
        for stem, text in texts.items():
            (folder / name / f"{stem}.md").write_text(text)
    return Statements(folder / "own", cache, folder / "shipped")


def statement(text: str, kind: str = "objective", **facts: object) -> Statement:
    """A statement by itself."""
    said = {"id": "sleep.o1", "problem": "sleep", **facts}
    return Statement(kind=StatementKind(kind), text=text, **said)
