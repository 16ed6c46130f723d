"""Editing a line: its one-line form with clauses appended, or written over; what that changes."""

from __future__ import annotations

import msgspec

from plantui.quickentry.cadence import Period
from plantui.quickentry.client import ClientLine, Slot, print_slot
from plantui.quickentry.datewords import print_date, weekday_date
from plantui.quickentry.faults import LineFault
from plantui.quickentry.intervention import InterventionLine
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.line import AnyLine, parse_plan_line, print_line
from plantui.quickentry.messages import and_list, shorten
from plantui.quickentry.metric import print_with_unit
from plantui.quickentry.numbers import print_number
from plantui.quickentry.objective import ObjectiveLine, sentence_of

_CALLED = {
    "text": "words",
    "words": "their words",
    "label": "count",
    "baseline_pending": "baseline",
    "target": "goal",
    "client_does": "client",
    "clinician_does": "clinician",
    "dx": "diagnosis",
    "dob": "born",
    "minutes": "length",
    "family": "last name",
    "given": "first name",
    "period": "for",
}
_VALUES = ("baseline", "target")


class LineChange(msgspec.Struct, frozen=True, kw_only=True):
    """What an edited line changes.

    Attributes:
        line: the line as it reads now.
        fields: names of the fields whose value differs from before.
        difference: the changes in words, such as ``goal 9 -> 7 (v3 said 9)``; empty when nothing differs.
    """

    line: AnyLine
    fields: frozenset[str]
    difference: str


def parse_change(
    kind: str,
    typed: str,
    before: AnyLine,
    lexicon: Lexicon,
    *,
    version: int | None = None,
) -> LineChange:
    """Read an edited line and say what it changes.

    Args:
        kind: kind of the line.
        typed: the whole line as it stands in the editor, or only clauses beginning with ``;``,
            which are then taken as appended to the line's one-line form.
        before: the line as it was.
        lexicon: what the reading depends on. A due date the line already has may lie in the past.
        version: number of the signed version that holds ``before``, for "(v3 said 9)".

    Raises:
        LineFault: with columns in ``typed``.
    """
    lexicon = _remembering(before, lexicon)
    opened = print_line(before, lexicon) if typed.lstrip().startswith(";") else ""
    try:
        line = parse_plan_line(kind, opened + typed, lexicon)
    except LineFault as fault:
        raise fault.moved(-len(opened)) from None
    if isinstance(before, ObjectiveLine) and isinstance(line, ObjectiveLine):
        line = _with_unsaid(before, line, lexicon)
    fields = changed_fields(before, line)
    return LineChange(line=line, fields=fields, difference=_difference(before, line, fields, lexicon, version))


def _remembering(before: AnyLine, lexicon: Lexicon) -> Lexicon:
    """The lexicon with what the line already holds: a date gone by, an approach of the practice's own."""
    due = getattr(before, "due", None)
    if due is not None:
        lexicon = msgspec.structs.replace(lexicon, kept_dates=lexicon.kept_dates | {due})
    if isinstance(before, InterventionLine) and before.approach and not lexicon.modality_named(before.approach):
        modalities = {**lexicon.modalities, before.approach.lower(): before.approach}
        lexicon = msgspec.structs.replace(lexicon, modalities=modalities)
    return lexicon


def _with_unsaid(before: ObjectiveLine, line: ObjectiveLine, lexicon: Lexicon) -> ObjectiveLine:
    """Keep what the one-line form cannot say: a measure that nobody knows any more."""
    if before.measure and before.measure not in lexicon.measures and line.label == before.measure:
        return msgspec.structs.replace(line, measure=before.measure, label=None)
    return line


def changed_fields(before: AnyLine, after: AnyLine) -> frozenset[str]:
    """Names of the fields in which two lines of one kind differ; empty text and None are the same.

    So is a counted objective without a baseline, pending or not: either way the next score becomes it.
    """
    names = {name for name in _names(after) if _differs(getattr(before, name, None), getattr(after, name))}
    if isinstance(after, ObjectiveLine) and after.counted and after.baseline is None and "baseline" not in names:
        names.discard("baseline_pending")
    return frozenset(names)


def _differs(old: object, new: object) -> bool:
    empty = (None, "", ())
    return old != new and not (old in empty and new in empty)


def describe_difference(before: AnyLine, after: AnyLine, lexicon: Lexicon, version: int | None = None) -> str:
    """The differences between two lines of one kind in words; empty when there are none."""
    return _difference(before, after, changed_fields(before, after), lexicon, version)


def _names(line: AnyLine) -> tuple[str, ...]:
    remarks = ("notices",) if isinstance(line, ClientLine) else ("notices", "given")
    return tuple(name for name in line.__struct_fields__ if name not in remarks)


def _difference(before: AnyLine, after: AnyLine, fields: frozenset[str], lexicon: Lexicon, version: int | None) -> str:
    said: list[str] = []
    hidden: set[str] = set()
    if isinstance(before, ObjectiveLine) and isinstance(after, ObjectiveLine):
        hidden = _follow_from_others(before, after, lexicon)
    for name in _names(after):
        if name not in fields or name in hidden:
            continue
        old = _said(before, name, lexicon)
        new = _said(after, name, lexicon)
        called = _CALLED.get(name, name)
        if name == "status" and not old:
            said.append(f"{called} {new}" + (" today" if new == "met" else ""))
        elif name in ("text", "words") or isinstance(getattr(after, name), tuple):
            said.append(f"{called} {new or 'removed'}")
        else:
            remembered = f" (v{version} said {old or 'nothing'})" if version is not None else ""
            said.append(f"{called} {old or 'none'} -> {new or 'none'}{remembered}")
    return "; ".join(said)


def _follow_from_others(before: ObjectiveLine, after: ObjectiveLine, lexicon: Lexicon) -> set[str]:
    """Fields that change only because others do, and so are not worth saying."""
    hidden: set[str] = set()
    if (before.measure or None) != (after.measure or None) and before.measure and after.measure:
        hidden.add("label")
    if after.counted and after.text == sentence_of(after, lexicon):
        hidden.add("text")
    if before.label and before.label == before.text and after.label == after.text:
        hidden.add("label")
    hidden.add("baseline_pending" if before.baseline != after.baseline else "")
    return hidden


def _said(line: AnyLine, name: str, lexicon: Lexicon) -> str:
    """One field of a line in words, empty when it is not set."""
    value = getattr(line, name, None)
    match value:
        case None | "" | ():
            pending = name == "baseline" and isinstance(line, ObjectiveLine) and line.baseline_pending
            return "the next score" if pending else ""
        case True:
            return "the next score"
        case False:
            return ""
        case Period():
            return value.words if name in ("period", "review") else value.every
        case Slot():
            return print_slot(value)
        case tuple():
            return and_list([shorten(str(part)) for part in value])
    if name in _VALUES:
        unit = str(getattr(line, "unit", "") or "") if name == "target" else ""
        percent = "%" if str(getattr(line, "unit", "") or "").startswith("%") else ""
        return print_with_unit(value, unit) if name == "target" else print_number(value) + percent
    if name == "measure":
        return lexicon.measure_short(value)
    if name in ("due", "since"):
        return weekday_date(value)
    if name == "dob":
        return print_date(value)
    if name == "minutes":
        return f"{value} min"
    return shorten(str(value))
