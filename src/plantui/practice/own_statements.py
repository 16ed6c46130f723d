"""Adding statements to the practice's own pages of the library, in the form in which pages are written by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from plantui.library import Statements
from plantui.library.modalities import Modalities
from plantui.library.statements.front import ID
from plantui.library.statements.headings import ANY_APPROACH, GROUPS, KINDS
from plantui.library.statements.page import read_page
from plantui.model.statement import Statement, StatementKind
from plantui.practice.refusal import Refused

_DETAIL = re.compile(r"\s+(?:[-*]\s+)?(metric|evidence|pairs|tags)\s*:\s*\S.*", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-*]\s+)?(\S.*)")


class Added(NamedTuple):
    """What was added: the page, and the statements with the ids they have from now on."""

    page: Path
    statements: tuple[Statement, ...]


def own_page_text(shelf: Statements, folder: Path, problem: str, title: str) -> tuple[Path, str]:
    """The practice's page of a problem with its text; a page that is not there yet begins with its front matter."""
    there = [Path(name) for name in shelf.pages_of(problem) if Path(name).parent == folder]
    if there:
        return there[0], there[0].read_text(encoding="utf-8")
    known = shelf.problems.get(problem)
    named = title or (known.title if known is not None else problem.replace("-", " ").capitalize())
    lines = ["---", f"id: {problem}", f"title: {named}", "---", "", f"# {named}", ""]
    return folder / f"{problem}.md", "\n".join(lines) + "\n"


def put_below(text: str, kind: StatementKind, under: str, items: Sequence[str]) -> str:
    """A page's text with list items put last below a heading; the headings are made where they are missing.

    Args:
        text: the page.
        kind: the second-level heading.
        under: the third-level heading, for objectives and interventions; empty elsewhere.
        items: whole rows, those of one statement behind each other.
    """
    lines = text.rstrip("\n").split("\n")
    heading = next(name for name, each in KINDS.items() if each is kind)
    start = _heading(lines, "## ", heading, 0, len(lines))
    if start is None:
        lines += ["", f"## {heading}"]
        start = len(lines) - 1
    end = next((at for at in range(start + 1, len(lines)) if re.match(r"#{1,2} ", lines[at])), len(lines))
    if under:
        inner = _heading(lines, "### ", under, start + 1, end)
        if inner is None:
            lines[end:end] = ["", f"### {under}"]
            inner = end + 1
            end += 2
        end = next((at for at in range(inner + 1, end) if lines[at].startswith("### ")), end)
        start = inner
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    gap = [""] if end == start + 1 else []
    after = [""] if end < len(lines) and lines[end].strip() else []
    lines[end:end] = [*gap, *items, *after]
    return "\n".join(lines) + "\n"


def _heading(lines: Sequence[str], mark: str, title: str, start: int, end: int) -> int | None:
    wanted = title.lower()
    for at in range(start, end):
        if lines[at].startswith(mark) and " ".join(lines[at][len(mark) :].lower().split()) == wanted:
            return at
    return None


def add_statements(
    typed: str,
    shelf: Statements,
    folder: Path,
    modalities: Modalities,
    *,
    problem: str,
    kind: StatementKind,
    group: str = "",
    modality: str = "",
    title: str = "",
    keep: bool = True,
) -> Added:
    """Add statements, one a line; indented lines such as ``metric: ...`` belong to the one above.

    Args:
        typed: the lines.
        shelf: the library.
        folder: the practice's library folder; it is made where it is missing.
        modalities: what an intervention may stand under.
        problem: id of the presenting problem; a new one begins a page of its own.
        kind: the kind of the statements.
        group: the group of objectives; empty takes the first that fits (Counted, or Skills in use without a metric).
        modality: the modality of interventions; empty is any approach.
        title: the title of a new problem.
        keep: False only checks.

    Returns:
        The page and what stands on it new.

    Raises:
        Refused: nothing was typed, a name is not known, or the page would not read.
        OSError: the page cannot be written.
    """
    if not ID.fullmatch(problem):
        raise Refused(f"{problem} is not an id: a letter first, then a to z, 0 to 9, - and _.")
    rows = [line.rstrip() for line in typed.splitlines() if line.strip()]
    if not rows:
        raise Refused("Nothing was typed: one statement a line.")
    items = _items(rows)
    under = _under(kind, group, modality, modalities, counted=any("metric" in row.lower() for row in items))
    path, text = own_page_text(shelf, folder, problem, title)
    old = read_page(text, str(path), modalities, own=True)
    before, faults = {each.id for each in old.statements}, {fault.what for fault in old.faults}
    new_text = put_below(text, kind, under, items)
    page = read_page(new_text, str(path), modalities, own=True)
    fresh = [fault for fault in page.faults if fault.what not in faults]
    if fresh:
        raise Refused(f"That does not read as a page: {fresh[0].what}")
    new = tuple(each for each in page.statements if each.id not in before)
    known = {each.text.casefold(): each.id for each in shelf.of(problem, kind)}
    twice = next((known[each.text.casefold()] for each in new if each.text.casefold() in known), "")
    if twice or not new:
        raise Refused(f"{twice or 'The page'} says that already.")
    if keep:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(new_text, encoding="utf-8")
        path.chmod(0o600)
    return Added(path, new)


def _items(rows: Sequence[str]) -> list[str]:
    items: list[str] = []
    for number, row in enumerate(rows, 1):
        if row[:1].isspace():
            found = _DETAIL.fullmatch(row)
            if found is None or not items:
                known = "metric, evidence, pairs or tags"
                raise Refused(f"Line {number}: an indented line says {known} of the statement above it.")
            items.append(f"  - {row.strip().lstrip('-* ').strip()}")
            continue
        item = _ITEM.fullmatch(row)
        assert item is not None
        items.append(f"- {item[1].strip()}")
    return items


def _under(kind: StatementKind, group: str, modality: str, modalities: Modalities, *, counted: bool) -> str:
    if kind == StatementKind.OBJECTIVE:
        wanted = group or ("Counted" if counted else "Skills in use")
        found = next((each for each in GROUPS if each.lower() == wanted.lower()), "")
        if not found:
            raise Refused(f"{wanted} is not a group of objectives: {', '.join(GROUPS)}.")
        return found
    if kind == StatementKind.INTERVENTION:
        if not modality or modality.lower() == ANY_APPROACH.lower():
            return ANY_APPROACH
        printed = modalities.get(modality.lower(), "")
        if not printed:
            raise Refused(f"{modality} is not a modality the library knows.")
        return printed
    return ""
