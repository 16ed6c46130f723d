"""Problems, goals, objectives and interventions read from the headings of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from plantui.documents.facts import measure_name, measure_named
from plantui.documents.fields import NODES
from plantui.documents.known_ids import KnownIds
from plantui.documents.markdown_tree import Section
from plantui.documents.phrases import shown
from plantui.documents.prose import safe
from plantui.documents.reading import Findings, values
from plantui.model.codes import highest, next_code
from plantui.model.measure import Measure
from plantui.model.plan import Goal, Intervention, Node, Objective, Plan, Problem
from plantui.model.tree import KINDS

HEADED = re.compile(r"(problem|goal|objective|intervention)\b *", re.IGNORECASE)
"""How the heading of a node begins."""

_CODE = re.compile(r"[A-Za-z]?\d+(?:\.\d+[a-z]*)?")
_TYPES: tuple[type[Node], ...] = (Problem, Goal, Objective, Intervention)
_ARTICLES = {"problem": "a problem", "goal": "a goal", "objective": "an objective", "intervention": "an intervention"}


@dataclass
class _Draft:
    """A node while it is read."""

    line: int
    depth: int
    code: str
    text: str
    fields: dict[str, Any]
    inside: list[_Draft] = field(default_factory=list)


def read_tree(
    found: list[Section], ids: KnownIds, measures: Mapping[str, Measure], findings: Findings
) -> tuple[Problem, ...]:
    """The problems under the tree's heading, with everything inside them."""
    drafts = _drafts(found, ids, findings)
    _give_codes(drafts, findings)
    return tuple(problem for draft in drafts if isinstance(problem := _node(draft, ids, measures, findings), Problem))


def _drafts(found: list[Section], ids: KnownIds, findings: Findings) -> list[_Draft]:
    top: list[_Draft] = []
    path: list[_Draft] = []
    for section in found:
        if section.level <= 2:
            for entry in section.entries:
                findings.add(entry.line, f"{shown(entry.raw)} stands before the first problem and was not read.")
            _note_loose(section, findings)
            continue
        begun = HEADED.match(section.title)
        if begun is None:
            findings.add(
                section.line,
                f"{shown(section.title)} is no heading of a plan; "
                "begin it with Problem, Goal, Objective or Intervention.",
            )
            continue
        kind = begun.group(1).lower()
        depth = KINDS.index(kind)
        code, text = _code_and_text(section.title[begun.end() :], ids)
        _note_loose(section, findings)
        draft = _Draft(section.line, depth, code, text, values(section.entries, NODES[kind], _ARTICLES[kind], findings))
        del path[depth:]
        if len(path) < depth:
            findings.add(section.line, f"{shown(section.title)} stands under no {KINDS[depth - 1]} and was left out.")
            continue
        (path[-1].inside if path else top).append(draft)
        path.append(draft)
    return top


def _note_loose(section: Section, findings: Findings) -> None:
    for line, text in section.loose:
        findings.add(line, f"{shown(text)} belongs to no field and was not read; put it behind a label.")


def _code_and_text(title: str, ids: KnownIds) -> tuple[str, str]:
    """The code of a heading, empty when it has none, and the words behind the colon."""
    for code in ids.codes:
        shown_code = safe(code)
        if title == shown_code or title.startswith(f"{shown_code}:"):
            text = title[len(shown_code) :]
            break
    else:
        plain = _CODE.match(title)
        found = plain is not None and title[plain.end() : plain.end() + 1] in ("", ":", " ")
        code = plain.group().lower() if plain is not None and found else ""
        text = title[len(code) :]
    if text.startswith(":"):
        text = text[1:]
    return code, text.removeprefix(" ")


def _give_codes(drafts: list[_Draft], findings: Findings) -> None:
    """Codes for nodes that have none, or that share one with a node before them."""
    seen: set[str] = set()
    fresh: list[tuple[_Draft, _Draft | None]] = []

    def look(draft: _Draft, parent: _Draft | None) -> None:
        if draft.code in seen:
            findings.add(draft.line, f"{draft.code} stands twice; the later one was given a new code.")
            draft.code = ""
        if draft.code:
            seen.add(draft.code)
        else:
            fresh.append((draft, parent))
        for inner in draft.inside:
            look(inner, draft)

    for draft in drafts:
        look(draft, None)
    counters = highest(_skeleton(drafts)) if fresh else {}
    for draft, parent in fresh:
        above = _TYPES[parent.depth](id="-", code=parent.code, text="") if parent is not None else None
        while not draft.code or draft.code in seen:
            draft.code, counters = next_code(counters, above, _TYPES[draft.depth])
        seen.add(draft.code)


def _skeleton(drafts: list[_Draft]) -> Plan:
    """A plan with nothing but the codes, for counting."""

    def bare(draft: _Draft) -> Node:
        inside = tuple(bare(inner) for inner in draft.inside)
        return _built(draft.depth, {"id": "-", "code": draft.code, "text": ""}, inside)

    problems = tuple(problem for draft in drafts if isinstance(problem := bare(draft), Problem))
    return Plan(id="-", number=1, made=datetime.fromtimestamp(0, UTC), problems=problems)


def _built(depth: int, fields: dict[str, Any], inside: tuple[Any, ...]) -> Node:
    if depth == 0:
        return Problem(**fields, goals=inside)
    if depth == 1:
        return Goal(**fields, objectives=inside)
    if depth == 2:
        return Objective(**fields, interventions=inside)
    return Intervention(**fields)


def _node(draft: _Draft, ids: KnownIds, measures: Mapping[str, Measure], findings: Findings) -> Node:
    fields = dict(draft.fields)
    if draft.depth != 1 or (draft.text and "text" not in fields):
        fields["text"] = draft.text
    if draft.depth == 2 and "measure" in fields:
        fields["measure"] = _measure(draft, fields["measure"], ids, measures, findings)
    for flag in ("foreign", "raw"):
        if ids.flag(draft.code, flag):
            fields[flag] = True
    source = ids.fact(draft.code, "source")
    if source:
        fields["source"] = source
    fields |= {"id": ids.of_node(draft.code, draft.text), "code": draft.code}
    return _built(draft.depth, fields, tuple(_node(inner, ids, measures, findings) for inner in draft.inside))


def _measure(draft: _Draft, name: str, ids: KnownIds, measures: Mapping[str, Measure], findings: Findings) -> str:
    """The id of the measure an objective names: the one it had if its name still stands there."""
    kept = ids.fact(draft.code, "measure")
    if kept and name == safe(measure_name(kept, measures)):
        return kept
    known = measure_named(name, measures)
    if known is None:
        findings.add(
            draft.line,
            f"Objective {draft.code}: no measure is called {shown(name)}. "
            "Name one of the library, or put the words behind **Counted as:**",
        )
        return ""
    return known
