"""Blanks in statements, templates and snippets: {target}, {n=3}, {skill=slow breathing|grounding}."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, cast, get_args

import msgspec

from plantui.clinical.blanks import SHORT_FORMS as SHORT_FORMS
from plantui.quickentry import messages
from plantui.quickentry.faults import LineFault
from plantui.quickentry.spelling import nearest

BlankType = Literal["text", "number", "date", "measure", "freq"]
BLANK_TYPES: tuple[BlankType, ...] = get_args(BlankType)

_NAMES = (
    "activity area baseline behaviour by change client clinician_role cutoff date date2 days distance event "
    "frequency hours interval measure method minutes months n n2 need nth percent person prescriber problem "
    "seconds service setting situation skill support_person target target2 threshold times total transition "
    "treatment value weeks"
)
BLANK_NAMES = tuple(_NAMES.split())
"""The closed list of names."""

_TYPED = {
    "number": "baseline cutoff days distance hours interval minutes months n n2 nth percent seconds "
    "target target2 threshold times total value weeks",
    "date": "by date date2",
    "measure": "measure",
    "freq": "frequency",
}
_TYPE_OF: dict[str, BlankType] = {
    name: cast("BlankType", kind) for kind, names in _TYPED.items() for name in names.split()
}
_BLANK = re.compile(r"\{([^{}\n]{1,200})\}")
_INSIDE = re.compile(r"\s*([A-Za-z][\w-]*)\s*(?::\s*([A-Za-z]+)\s*)?(?:=([^|]*))?((?:\|[^|]*)*)")


class Blank(msgspec.Struct, frozen=True, kw_only=True):
    """One blank.

    Attributes:
        name: a name of the closed list, short forms written out.
        type: text, number, date, measure or freq: as typed, else what the name calls for.
        default: what stands there unless something else is put in; None without one.
        options: the choices offered, the default first; empty for a free blank.
        start: where ``{`` stands in the text.
        end: one past ``}``.
    """

    name: str
    type: BlankType = "text"
    default: str | None = None
    options: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


class BlankText(msgspec.Struct, frozen=True, kw_only=True):
    """A text with its blanks.

    Attributes:
        pieces: the text in order, blanks among strings.
        blanks: the blanks in order.
        faults: braces that hold no blank (B1, B2); they stay text.
    """

    pieces: tuple[str | Blank, ...]
    blanks: tuple[Blank, ...]
    faults: tuple[LineFault, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names, each once, in the order of the text."""
        return tuple(dict.fromkeys(blank.name for blank in self.blanks))


def parse_blanks(text: str) -> BlankText:
    """Take a text apart into words and blanks. Never raises: what is no blank stays text."""
    pieces: list[str | Blank] = []
    blanks: list[Blank] = []
    faults: list[LineFault] = []
    at = 0
    for match in _BLANK.finditer(text):
        try:
            blank = _blank(match)
        except LineFault as fault:
            faults.append(fault)
            continue
        if match.start() > at:
            pieces.append(text[at : match.start()])
        pieces.append(blank)
        blanks.append(blank)
        at = match.end()
    if at < len(text) or not pieces:
        pieces.append(text[at:])
    return BlankText(pieces=tuple(pieces), blanks=tuple(blanks), faults=tuple(faults))


def fill(text: str, values: Mapping[str, str], *, defaults: bool = True) -> str:
    """``text`` with its blanks filled.

    Args:
        text: the text.
        values: words by name of blank (short forms allowed); an empty value leaves the blank open.
        defaults: whether a blank without a value takes its default.

    Returns:
        The text; a blank with neither value nor default stays as ``{name}``.
    """
    known = {SHORT_FORMS.get(name, name): value for name, value in values.items() if value}
    parts: list[str] = []
    for piece in parse_blanks(text).pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif piece.name in known:
            parts.append(known[piece.name])
        elif defaults and piece.default is not None:
            parts.append(piece.default)
        else:
            parts.append(print_blank(piece) if not defaults else f"{{{piece.name}}}")
    return "".join(parts)


def bracketed(text: str) -> str:
    """``text`` as it is read in a list: a blank is ``[12]`` with its default, ``[support person]`` without one."""
    pieces = parse_blanks(text).pieces
    return "".join(
        piece if isinstance(piece, str) else f"[{piece.default or piece.name.replace('_', ' ')}]" for piece in pieces
    )


def ask_order(text: str, metric: str = "") -> tuple[Blank, ...]:
    """The blanks of a statement in the order they are asked, each name once.

    Those that stand only in the text come first, then the metric's, left to right. What one place
    says about a blank (type, default, choices) holds for all places of that name.
    """
    in_text, in_metric = parse_blanks(text).blanks, parse_blanks(metric).blanks
    metric_names = {blank.name for blank in in_metric}
    asked: dict[str, Blank] = {}
    for blank in (*(blank for blank in in_text if blank.name not in metric_names), *in_metric):
        asked.setdefault(blank.name, blank)
    for blank in (*in_text, *in_metric):
        kept = asked[blank.name]
        if kept.default is None and not kept.options and (blank.default is not None or blank.options):
            asked[blank.name] = msgspec.structs.replace(kept, default=blank.default, options=blank.options)
        elif kept.type == "text" and blank.type != "text":
            asked[blank.name] = msgspec.structs.replace(kept, type=blank.type)
    return tuple(asked.values())


def print_blank(blank: Blank) -> str:
    """``{n:number=3|4|5}``: everything a blank says, and no more."""
    said = blank.name
    if blank.type != _TYPE_OF.get(blank.name, "text"):
        said += f":{blank.type}"
    if blank.default is not None:
        said += f"={blank.default}"
    rest = blank.options[1:] if blank.default is not None else blank.options
    return "{" + "|".join((said, *rest)) + "}"


def _blank(match: re.Match[str]) -> Blank:
    inside = _INSIDE.fullmatch(match[1])
    start, end = match.span()
    if inside is None:
        raise LineFault("B1", messages.no_such_blank(match[1], None), start, end)
    typed, kind, default, choices = inside.groups()
    name = SHORT_FORMS.get(typed.lower(), typed.lower())
    if name not in BLANK_NAMES:
        near = nearest(name, BLANK_NAMES)
        raise LineFault("B1", messages.no_such_blank(typed, near), start, end, suggestion=near)
    if kind is not None and kind.lower() not in BLANK_TYPES:
        at = start + 1 + inside.start(2)
        raise LineFault("B2", messages.no_such_blank_type(kind), at, at + len(kind))
    default = default.strip() if default is not None else None
    options = [choice.strip() for choice in choices.split("|") if choice.strip()]
    if options and default:
        options.insert(0, default)
    return Blank(
        name=name,
        type=cast("BlankType", kind.lower()) if kind is not None else _TYPE_OF.get(name, "text"),
        default=default or None,
        options=tuple(dict.fromkeys(options)),
        start=start,
        end=end,
    )
