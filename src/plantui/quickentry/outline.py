"""A plan as indented text: one line a node, two spaces a level, codes in front where there are any."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.line import AnyLine, LineKind, kind_of_line, parse_plan_line, print_line

TREE_KINDS: tuple[LineKind, ...] = ("problem", "goal", "objective", "intervention")
_CODES = {
    "problem": re.compile(r"(p[0-9]{1,4})(?:\s+|$)", re.IGNORECASE),
    "goal": re.compile(r"(g[0-9]{1,4})(?:\s+|$)", re.IGNORECASE),
    "objective": re.compile(r"(g[0-9]{1,4}\.[0-9]{1,4})(?:\s+|$)", re.IGNORECASE),
    "intervention": re.compile(r"(g[0-9]{1,4}\.[0-9]{1,4}[a-z])(?:\s+|$)", re.IGNORECASE),
}
_BULLET = re.compile(r"-\s+()")
_INDENT = "  "


class OutlineLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an outline.

    Attributes:
        level: 0 for the outermost.
        kind: kind of the line.
        value: the line as read.
        line_number: from 1, empty lines and remarks counted.
        code: the label in front, if there was one.
    """

    level: int
    kind: LineKind
    value: AnyLine
    line_number: int
    code: str | None = None


class OutlineFault(LineFault):
    """An outline that does not read: the first fault, and all of them in ``faults``, by line."""

    def __init__(self, faults: tuple[LineFault, ...]) -> None:
        first = faults[0]
        super().__init__(
            first.code,
            first.message,
            first.start,
            first.end,
            suggestion=first.suggestion,
            unfinished=first.unfinished,
            line=first.line,
        )
        self.faults = faults


def parse_outline(text: str, lexicon: Lexicon, base_kind: str = "problem") -> tuple[OutlineLine, ...]:
    """Read several lines of a plan, each two spaces further in than the line it belongs to.

    Empty lines count for nothing, nor do lines that begin with ``# ``. A dash in front of a line is a
    list mark; what follows it is the line, never a code. Where the outermost kind is
    the problem, unindented lines that begin with service, discharge or outcome belong to the plan.

    Args:
        text: the lines.
        lexicon: what their reading depends on.
        base_kind: kind of the outermost lines: problem, goal, objective or intervention.

    Raises:
        OutlineFault: with every fault of the text, each with its line number and column.
        KeyError: for a ``base_kind`` that is none of the four.
    """
    if base_kind not in TREE_KINDS:
        raise KeyError(base_kind)
    base = TREE_KINDS.index(base_kind)
    found: list[OutlineLine] = []
    faults: list[LineFault] = []
    above = -1
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = line.rstrip("\r\n \t")
        if not line.strip() or re.match(r"\s*#(?:\s|$)", line):
            continue
        try:
            level = _level(line)
        except LineFault as fault:
            faults.append(fault.moved(0, number))
            above = len(TREE_KINDS)
            continue
        try:
            read = _line(line, level, base, above, lexicon, number)
            found.append(read)
            above = level if read.kind in TREE_KINDS else -1
        except LineFault as fault:
            faults.append(fault.moved(0, number))
            above = max(level, above) if fault.code in ("E3", "E4") else level
    if faults:
        raise OutlineFault(tuple(faults))
    return tuple(found)


def print_outline(lines: Iterable[OutlineLine], lexicon: Lexicon) -> str:
    """The text of an outline, codes in front where the lines have them; it reads back as the same lines."""
    rows: list[str] = []
    for line in lines:
        said = print_line(line.value, lexicon)
        pattern = _CODES.get(line.kind)
        if line.code:
            said = f"{line.code} {said}"
        elif said.startswith(("#", "\ufeff")) or _BULLET.match(said) or (pattern is not None and pattern.match(said)):
            said = f"- {said}"
        rows.append(_INDENT * line.level + said)
    return "".join(f"{row}\n" for row in rows)


def _level(line: str) -> int:
    """The level of a line from the spaces in front of it."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        at = indent.index("\t")
        raise LineFault("E1", messages.tabs_in_indent(), at, at + 1)
    if indent.strip(" "):
        raise LineFault("E1", messages.odd_space(), 0, len(indent))
    if len(indent) % len(_INDENT):
        raise LineFault("E2", messages.odd_indent(len(indent)), 0, len(indent))
    return len(indent) // len(_INDENT)


def _line(line: str, level: int, base: int, above: int, lexicon: Lexicon, number: int) -> OutlineLine:
    indent = level * len(_INDENT)
    said = line[indent:]
    if base + level >= len(TREE_KINDS):
        raise LineFault("E4", messages.too_deep(TREE_KINDS[-1]), 0, max(indent, 1))
    kind = TREE_KINDS[base + level]
    if level > above + 1:
        parent = TREE_KINDS[base + level - 1] if level else ""
        raise LineFault("E3", messages.skipped_level(kind, parent), 0, indent)
    match = _BULLET.match(said) or _CODES[kind].match(said)
    code = match[1].lower() if match is not None and match[1] else None
    begin = match.end() if match else 0
    if kind == "problem" and code is None:
        kind = kind_of_line(said[begin:])
    try:
        value = parse_plan_line(kind, said[begin:], lexicon)
    except LineFault as fault:
        raise fault.moved(indent + begin) from None
    return OutlineLine(level=level, kind=kind, value=value, line_number=number, code=code)
