"""One page of statements, read: Markdown in, statements and faults out. Nothing that is written there stops it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from plantui.clinical.blanks import names
from plantui.library.statements.fault import StatementFault, nearest
from plantui.library.statements.front import read_front
from plantui.library.statements.headings import ANY_APPROACH, GROUPS, KINDS, group_of, kind_of
from plantui.model.statement import PresentingProblem, Statement, StatementKind

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

LONGEST = 1_000
"""Characters of a statement; a longer text is a page, not a sentence."""

DETAILS = ("metric", "evidence", "pairs", "tags")
"""What may stand indented under a statement."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_ID = re.compile(r"\s*\{#([A-Za-z0-9][A-Za-z0-9_-]{0,39})\}\s*$")
_STRAY_ID = re.compile(r"\{#[^{}]*\}")
_DETAIL = re.compile(r"\s*([A-Za-z][A-Za-z -]{0,20}?)\s*:\s*(.*)", re.DOTALL)
_SHORT_FORMS = {"base": "baseline", "goal": "target"}


class Page(msgspec.Struct, frozen=True):
    """A page as read.

    Attributes:
        problem: the presenting problem.
        statements: in the order of the page; no id stands twice.
        hidden: ids of shipped statements that the page asks to leave out.
        faults: in the order of the page.
    """

    problem: PresentingProblem
    statements: tuple[Statement, ...] = ()
    hidden: tuple[str, ...] = ()
    faults: tuple[StatementFault, ...] = ()


def read_page(text: str, file: str, modalities: Mapping[str, str], *, own: bool = False) -> Page:
    """Read a page of statements. Never raises: what cannot be used is a fault with its line.

    Args:
        text: the whole file.
        file: its name, for faults; its stem is the problem's id when the page names none.
        modalities: lower-case name of a modality -> how it is printed.
        own: whether it is the practice's own.
    """
    lines = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    faults = []
    for number, line in enumerate(lines, 1):
        if _CONTROL.search(line):
            lines[number - 1] = _CONTROL.sub("", line)
            faults.append(StatementFault(file, number, "There is a control character here. It is left out."))
    front = read_front(lines, file, own=own)
    reading = _Reading(file, front.problem, modalities, front.body_line)
    reading.read("\n".join(lines[front.body_line :]))
    hidden = tuple(_whole_id(front.problem.id, each) for each in front.hidden)
    everything = sorted([*faults, *front.faults, *reading.faults], key=lambda fault: fault.line)
    if not reading.statements and not everything:
        everything = [StatementFault(file, 0, "There is no statement on this page.")]
    return Page(front.problem, tuple(reading.statements.values()), hidden, tuple(everything))


def _whole_id(problem: str, written: str) -> str:
    return written if "." in written else f"{problem}.{written.lower()}"


class _Reading:
    """What has been gathered while going down a page."""

    def __init__(self, file: str, problem: PresentingProblem, modalities: Mapping[str, str], body_line: int) -> None:
        self.file = file
        self.problem = problem
        self.modalities = modalities
        self.body_line = body_line
        self.statements: dict[str, Statement] = {}
        self.faults: list[StatementFault] = []
        self.kind: StatementKind | None = None
        self.below_heading = False
        self.group = ""
        self.modality = ""

    def read(self, body: str) -> None:
        from markdown_it import MarkdownIt
        from markdown_it.tree import SyntaxTreeNode

        tokens = MarkdownIt("commonmark", {"html": False}).parse(body)
        for node in SyntaxTreeNode(tokens).children:
            if node.type == "heading":
                self.heading(node)
            elif node.type in ("bullet_list", "ordered_list"):
                self.listed(node)
            elif self.kind is not None:
                self.fault(node, "This is no list item, so it is no statement. Begin a statement with a hyphen.")

    def fault(self, node: SyntaxTreeNode, what: str) -> None:
        self.faults.append(StatementFault(self.file, self.line(node), what))

    def line(self, node: SyntaxTreeNode) -> int:
        """The line of the file on which a block begins."""
        return self.body_line + 1 + (node.map[0] if node.map else 0)

    def heading(self, node: SyntaxTreeNode) -> None:
        title, level = _words(node), int(node.tag[1:])
        if level == 1:
            return
        if level == 2:
            self.kind, self.group, self.modality = kind_of(title), "", ""
            self.below_heading = True
            if self.kind is None:
                kinds = ", ".join(KINDS)
                what = f'"{title[:60]}" is not a kind of statement: {kinds}.{nearest(title, tuple(KINDS))}'
                self.fault(node, f"{what} What stands below it is left out.")
        elif level > 3:
            self.fault(node, "Headings go three deep: the problem, the kind, and the group or modality.")
        elif self.kind == StatementKind.OBJECTIVE:
            self.group = group_of(title)
            if not self.group:
                groups = ", ".join(GROUPS)
                self.fault(node, f'"{title[:60]}" is not a group of objectives: {groups}.{nearest(title, GROUPS)}')
        elif self.kind == StatementKind.INTERVENTION:
            self.modality = self.modalities.get(" ".join(title.lower().split()), "")
            if not self.modality and title.lower() != ANY_APPROACH.lower():
                printed = (*dict.fromkeys(self.modalities.values()), ANY_APPROACH)
                what = f'"{title[:60]}" is not a modality the library knows.{nearest(title, printed)}'
                self.fault(node, f'{what} "{ANY_APPROACH}" names none.')
        elif self.kind is not None:
            self.fault(node, "Only objectives and interventions have sub-headings.")

    def listed(self, node: SyntaxTreeNode) -> None:
        if self.kind is None:
            if not self.below_heading:
                self.fault(node, "This list stands under no heading, such as ## Goals, so it is left out.")
            return
        for child in node.children:
            self.statement(child, self.kind)

    def statement(self, node: SyntaxTreeNode, kind: StatementKind) -> None:
        said = next((child for child in node.children if child.type == "paragraph"), None)
        text = _words(said) if said is not None and said is node.children[0] else ""
        found = _ID.search(text)
        text = " ".join(_STRAY_ID.sub(" ", text[: found.start()] if found else text).split())
        if not text:
            self.fault(node, "This list item has no words, so it is left out.")
            return
        if len(text) > LONGEST:
            self.fault(node, f"This is longer than {LONGEST} characters, so it is left out.")
            return
        details: dict[str, str] = {}
        for child in node.children[1:]:
            if child.type in ("bullet_list", "ordered_list"):
                for each in child.children:
                    self.detail(each, kind, details)
            else:
                self.fault(child, "A statement is one paragraph. This is left out.")
        metric = details.get("metric", "")
        statement_id = self.new_id(node, found[1].lower() if found else "", text, kind)
        used = (_SHORT_FORMS.get(name, name) for name in names(f"{text} {metric}"))
        self.statements[statement_id] = Statement(
            id=statement_id,
            kind=kind,
            problem=self.problem.id,
            text=text,
            group=self.group,
            metric=metric,
            modality=self.modality,
            evidence=_parts(details.get("evidence", "")),
            pairs=_parts(details.get("pairs", "")),
            tags=_parts(details.get("tags", "")),
            blanks=tuple(dict.fromkeys(used)),
            own=self.problem.own,
            line=self.line(node),
        )

    def new_id(self, node: SyntaxTreeNode, written: str, text: str, kind: StatementKind) -> str:
        """The id that is written, else one made from the words, so that it stays while they do."""
        if written:
            whole = f"{self.problem.id}.{written}"
            if whole not in self.statements:
                return whole
            taken = self.statements[whole].line
            self.fault(node, f"The id {written} is taken by line {taken}. An id is made for this one.")
        plain = " ".join(text.casefold().split())
        for turn in range(1_000_000):
            mark = blake2b(f"{kind}\0{plain}\0{turn}".encode(), digest_size=4).hexdigest()
            whole = f"{self.problem.id}.{kind[0]}-{mark}"
            if whole not in self.statements:
                break
        return whole

    def detail(self, node: SyntaxTreeNode, kind: StatementKind, details: dict[str, str]) -> None:
        paragraph = node.children[0] if node.children else None
        said = _raw(paragraph) if paragraph is not None and paragraph.type == "paragraph" else ""
        found = _DETAIL.fullmatch(said)
        if found is None or len(node.children) > 1:
            known = ", ".join(DETAILS)
            self.fault(node, f"Under a statement stand lines such as metric: ...; known are {known}. This is left out.")
            return
        name, value = found[1].lower(), " ".join(found[2].split())
        if name not in DETAILS:
            self.fault(node, f'"{found[1]}" is not one of {", ".join(DETAILS)}.{nearest(name, DETAILS)}')
        elif name == "metric" and kind != StatementKind.OBJECTIVE:
            self.fault(node, "Only an objective has a metric. This is left out.")
        elif name in details:
            self.fault(node, f"This statement has {name}: twice. The first holds.")
        elif not value or len(value) > LONGEST:
            self.fault(node, f"{name}: says nothing." if not value else f"{name}: is longer than {LONGEST} characters.")
        else:
            details[name] = value


def _parts(value: str) -> tuple[str, ...]:
    return tuple(part for each in value.split(";") if (part := each.strip()))


def _words(node: SyntaxTreeNode) -> str:
    """The words of a heading or paragraph on one line, without the marks of Markdown."""
    return " ".join("".join(_pieces(node)).split())


def _raw(node: SyntaxTreeNode) -> str:
    """A paragraph as it is written."""
    return " ".join(child.content for child in node.children if child.type == "inline")


def _pieces(node: SyntaxTreeNode) -> Iterator[str]:
    if node.type in ("softbreak", "hardbreak"):
        yield " "
    elif node.children:
        for child in node.children:
            yield from _pieces(child)
    elif node.type != "inline":
        yield node.content
