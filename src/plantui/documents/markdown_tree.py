"""A Markdown document as headings and labelled lines, each with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from plantui.documents.prose import words

_LABEL = re.compile(r"([A-Z][^:\n]{1,40}):(?: |$)")


@dataclass(frozen=True)
class Entry:
    """One line of a list, in two readings: all of it (``raw``), or a label and the ``text`` after it, as typed.

    ``absent`` says that the text is set in italics: the document's own words for an empty field. ``number`` is that
    of a numbered list.
    """

    line: int
    raw: str
    label: str
    text: str
    absent: bool = False
    inside: tuple[Entry, ...] = ()
    number: int = 0


@dataclass
class Section:
    """A heading with what stands under it up to the next heading: list lines, and lines that are neither."""

    line: int
    level: int
    title: str
    entries: list[Entry] = field(default_factory=list)
    loose: list[tuple[int, str]] = field(default_factory=list)


def sections(body: str, first_line: int) -> list[Section]:
    """The headings of a document in order. Lines are counted from 1; the body begins after ``first_line`` lines."""
    found = [Section(first_line + 1, 0, "")]
    parser = MarkdownIt("commonmark").enable("table")
    for node in SyntaxTreeNode(parser.parse(body)).children:
        line = first_line + (node.map[0] if node.map else 0) + 1
        if node.type == "heading":
            found.append(Section(line, int(node.tag[1]), words(_inline(node))))
        elif node.type in ("bullet_list", "ordered_list"):
            found[-1].entries += _entries(node, first_line)
        elif node.type == "paragraph":
            tokens = _inline(node)
            if not _absent(tokens):
                found[-1].loose.append((line, words(tokens)))
        elif node.type in ("code_block", "fence", "html_block"):
            found[-1].loose.append((line, node.content))
    return found


def _entries(list_node: SyntaxTreeNode, first_line: int) -> Iterator[Entry]:
    for node in list_node.children:
        line = first_line + (node.map[0] if node.map else 0) + 1
        tokens: list[Token] = []
        texts: list[str] = []
        inside: list[Entry] = []
        for child in node.children:
            if child.type in ("bullet_list", "ordered_list"):
                inside += _entries(child, first_line)
            elif child.type == "paragraph":
                if not tokens:
                    tokens = list(_inline(child))
                else:
                    texts.append(words(_inline(child)))
            else:
                texts.append(child.content if child.type in ("code_block", "fence", "html_block") else "")
        label, rest = _labelled(tokens)
        text = "\n\n".join((words(rest).removeprefix(" ") if label else words(rest), *texts))
        number = int(node.info) if node.info.isdigit() else 0
        raw = "\n\n".join((words(tokens), *texts))
        yield Entry(line, raw, label, text, _absent(rest) and not texts, tuple(inside), number)


def _labelled(tokens: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """The label in bold (or in plain words before a colon) and what follows it."""
    start = next((at for at, token in enumerate(tokens) if token.type != "text" or token.content), 0)
    if tokens and tokens[start].type == "strong_open":
        end = next((at for at, token in enumerate(tokens) if token.type == "strong_close"), len(tokens) - 1)
        label = words(tokens[start : end + 1]).strip()
        rest = list(tokens[end + 1 :])
        if not label.endswith(":") and rest and rest[0].type == "text" and rest[0].content.startswith(":"):
            rest[0] = rest[0].copy(content=rest[0].content[1:])
        return label.rstrip(":").strip(), rest
    if tokens and tokens[start].type == "text" and (found := _LABEL.match(tokens[start].content)):
        first = tokens[start].copy(content=" " + tokens[start].content[found.end() :])
        return found.group(1), [first, *tokens[start + 1 :]]
    return "", tokens


def _absent(tokens: Sequence[Token]) -> bool:
    shown = [token for token in tokens if token.type != "text" or token.content.strip()]
    return len(shown) >= 2 and shown[0].type == "em_open" and shown[-1].type == "em_close"


def _inline(node: SyntaxTreeNode) -> Sequence[Token]:
    for child in node.children:
        if child.type == "inline":
            return child.token.children or () if child.token else ()
    return ()
