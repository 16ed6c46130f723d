"""Palette lines: a verb and what it needs, several with ; between them."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from plantui.quickentry import messages
from plantui.quickentry.faults import LineFault
from plantui.quickentry.quotes import clean, masked, quotations, quoted, segments, trimmed
from plantui.quickentry.spelling import nearest

_ONE_WORD = (
    "about add addendum backup blank client commands doctor due event export filter glance goto help history import "
    "keys library lint lock log mark measure measures members names note q quit redo redraw review set settings shelf "
    "show sign snippets sort spread stats status suspend takeover template theme tour trend undo verify w when wq x"
)
VERBS = frozenset({*_ONE_WORD.split(), "keys test", "library edit", "template save"})
"""First words of a palette line."""

WHOLE_LINE = frozenset({"add", "note"})
"""Verbs that take the rest of the line as it is, ``;`` included: a line of the grammar, or the text of a note."""

_ACTION = re.compile(r"[a-z]+(?:\.[a-z_]+)+")
_ARGUMENT = re.compile(r"\S+")


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One command of a palette line.

    Attributes:
        verb: one of the verbs, in lower case, or the id of an action such as ``note.new``.
        args: its arguments; quotation marks around one hold it together and are taken off.
        rest: everything behind the verb as typed, outer spaces aside.
        start: where the verb begins in the line.
        rest_start: where ``rest`` begins in the line, for the columns of a fault in it.
    """

    verb: str
    args: tuple[str, ...] = ()
    rest: str = ""
    start: int = 0
    rest_start: int = 0


def parse_command(text: str, verbs: Collection[str] = VERBS) -> tuple[Command, ...]:
    """Read a palette line.

    Args:
        text: the line, with or without a ``:`` in front.
        verbs: the known verbs; those of two words are found too.

    Returns:
        The commands in order; none for an empty line.

    Raises:
        LineFault: C4 for a word that is no verb.
    """
    line = clean(text)
    begin = len(line) - len(line.lstrip(": "))
    found: list[Command] = []
    for part in segments(line[begin:]):
        if not part.text:
            continue
        start = begin + part.start
        end = begin + part.end
        command = _command(line, start, end, verbs)
        if command.verb in WHOLE_LINE:
            found.append(_command(line, start, len(line), verbs))
            break
        found.append(command)
    return tuple(found)


def print_command(command: Command) -> str:
    """The command as it would be typed."""
    rest = command.rest or " ".join(_print_argument(argument) for argument in command.args)
    return f"{command.verb} {rest}".rstrip()


def _command(line: str, start: int, end: int, verbs: Collection[str]) -> Command:
    words = [(start + found.start(), start + found.end()) for found in _ARGUMENT.finditer(line[start:end])]
    first = line[words[0][0] : words[0][1]].lower()
    verb, verb_end = first, words[0][1]
    if len(words) > 1:
        pair = f"{first} {line[words[1][0] : words[1][1]].lower()}"
        if pair in verbs:
            verb, verb_end = pair, words[1][1]
    if verb not in verbs and _ACTION.fullmatch(verb) is None:
        near = nearest(first, sorted(verbs))
        raise LineFault("C4", messages.no_such_command(first, near), start, words[0][1], suggestion=near)
    rest = trimmed(line, verb_end, end)
    return Command(verb=verb, args=_arguments(rest.text), rest=rest.text, start=start, rest_start=rest.start)


def _arguments(text: str) -> tuple[str, ...]:
    """The words of ``text``; a quotation is one word, or part of one."""
    hidden = masked(text)
    spans = {span.start: span for span in quotations(text)}
    found: list[str] = []
    for match in _ARGUMENT.finditer(hidden):
        parts: list[str] = []
        at = match.start()
        while at < match.end():
            span = spans.get(at)
            if span is not None:
                parts.append(span.inner)
                at = span.end
            else:
                parts.append(text[at])
                at += 1
        found.append("".join(parts))
    return tuple(found)


def _print_argument(argument: str) -> str:
    plain = bool(argument) and not re.search(r'[\s;"“”]', argument)
    return argument if plain else quoted(argument)
