"""Links from a note to lines of the plan: #1.1+, #g2.1=, #1.2b."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.faults import LineFault, Notice
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.mark import mark_of, print_mark

_TARGET = re.compile(
    r"#(?:g?(?P<goal>[0-9]{1,4})\.(?P<number>[0-9]{1,4})(?P<letter>[a-z]?)|(?P<kind>[gp])(?P<top>[0-9]{1,4}))"
    r"(?![^\W_]|_|\.[0-9])",
    re.IGNORECASE,
)
_MARK = re.compile(r"[+\-−=]+[0-9]*")
_SPACED = re.compile(r" +(?P<mark>[+\-−][012])(?![0-9+\-=%]|\.[0-9]|\w)")
_OPENING = "([{<\"'“‘„«,;:/—–|"


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One link in a note.

    Attributes:
        code: the label in full, such as ``g1.2``, ``g1.2b``, ``g1`` or ``p1``.
        node: id of the plan's line, None when the lexicon has no codes to check against.
        mark: -2 to 2, None without a mark.
        replaced: a later mark in this note stands in place of this one.
        start: first character of the link in the text.
        end: one past its last, the mark included.
    """

    code: str
    node: str | None = None
    mark: int | None = None
    replaced: bool = False
    start: int
    end: int


class Links(msgspec.Struct, frozen=True):
    """The links of a text, with the codes the plan does not have and the marks that are none."""

    links: tuple[Link, ...]
    notices: tuple[Notice, ...]
    faults: tuple[LineFault, ...]


def find_links(text: str, lexicon: Lexicon) -> Links:
    """All links in ``text``, in order.

    An unknown code stays text and is named in a notice (N1); a mark out of range is a fault (N2).
    """
    found: list[Link] = []
    notices: list[Notice] = []
    faults: list[LineFault] = []
    at = text.find("#")
    link_end = -1
    while at >= 0:
        match = _TARGET.match(text, at) if _may_start(text, at, link_end) else None
        if match is None:
            at = text.find("#", at + 1)
            continue
        end, mark, fault = _mark_after(text, match.end())
        link_end = end
        code = _code(match)
        node = lexicon.codes.get(code) if lexicon.codes is not None else None
        if lexicon.codes is not None and node is None:
            notices.append(Notice("N1", _unknown(code, lexicon.codes), at, match.end()))
        elif fault is not None:
            faults.append(fault)
            found.append(Link(code=code, node=node, start=at, end=match.end()))
        else:
            found.append(Link(code=code, node=node, mark=mark, start=at, end=end))
        at = text.find("#", max(end, at + 1))
    return Links(_with_replaced(found), tuple(notices), tuple(faults))


def print_link(link: Link) -> str:
    """``#1.2+1``, ``#g1``, ``#1.2b=``: the spelling a link takes in a text."""
    code = link.code[1:] if "." in link.code else link.code
    return f"#{code}" if link.mark is None else f"#{code}{'=' if link.mark == 0 else print_mark(link.mark)}"


def _may_start(text: str, at: int, link_end: int) -> bool:
    """Whether ``#`` starts a word here or follows a link."""
    return at == 0 or at == link_end or text[at - 1].isspace() or text[at - 1] in _OPENING


def _code(match: re.Match[str]) -> str:
    if match["kind"]:
        return f"{match['kind'].lower()}{int(match['top'])}"
    return f"g{int(match['goal'])}.{int(match['number'])}{match['letter'].lower()}"


def _mark_after(text: str, at: int) -> tuple[int, int | None, LineFault | None]:
    """Where the link ends, its mark, and the fault of a mark out of range."""
    spaced = _SPACED.match(text, at)
    if spaced is not None:
        return spaced.end(), mark_of(spaced["mark"]), None
    attached = _MARK.match(text, at)
    if attached is None:
        return at, None, None
    mark = mark_of(attached[0])
    if mark is None:
        return attached.end(), None, LineFault("N2", messages.mark_range(), at, attached.end())
    return attached.end(), mark, None


def _with_replaced(links: list[Link]) -> tuple[Link, ...]:
    """Of several marks for one line the last counts."""
    marked: set[str] = set()
    result: list[Link] = []
    for link in reversed(links):
        key = link.node or link.code
        if link.mark is not None and key in marked:
            link = msgspec.structs.replace(link, replaced=True)
        elif link.mark is not None:
            marked.add(key)
        result.append(link)
    return tuple(reversed(result))


def _unknown(code: str, known: Collection[str]) -> str:
    """N1: what the line above the unknown code does have."""
    if "." not in code:
        tops = [name for name in known if re.fullmatch(rf"{code[0]}[0-9]+", name)]
        return messages.no_such_code(code, "The plan", sorted(tops, key=_order))
    parent = code.rstrip("abcdefghijklmnopqrstuvwxyz") if code[-1].isalpha() else code.partition(".")[0]
    shape = rf"{re.escape(parent)}[a-z]" if code[-1].isalpha() else rf"{re.escape(parent)}\.[0-9]+"
    children = [name for name in known if re.fullmatch(shape, name)]
    if not children and parent not in known:
        return _unknown(parent, known).replace(f"no {parent}.", f"no {code}.", 1)
    return messages.no_such_code(code, parent, sorted(children, key=_order))


def _order(code: str) -> tuple[list[int], str]:
    return [int(number) for number in re.findall(r"[0-9]+", code)], code[-1]
