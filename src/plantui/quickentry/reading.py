"""A line read aloud: what stands under a field while it is typed, so that the meaning is seen first."""

from __future__ import annotations

import msgspec

from plantui.quickentry.change import LineChange, parse_change
from plantui.quickentry.client import ClientLine, print_slot
from plantui.quickentry.datewords import DAYS, describe_date, print_date
from plantui.quickentry.faults import LineFault, Notice
from plantui.quickentry.goal import GoalLine
from plantui.quickentry.intervention import InterventionLine
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.line import AnyLine, ProblemOrPlanLine, parse_plan_line, parse_problem_or_plan
from plantui.quickentry.metric import print_with_unit
from plantui.quickentry.numbers import print_number
from plantui.quickentry.objective import ObjectiveLine
from plantui.quickentry.plan_level import DischargeLine, OutcomeLine, ServiceLine
from plantui.quickentry.problem import ProblemLine

STATUS_SAID = {
    "new": "not started",
    "act": "active",
    "met": "met",
    "hld": "on hold",
    "dis": "discontinued",
}
_GAP = "   "


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What to show under a field at this moment.

    Attributes:
        lines: the reading, first the kind, code and words; never empty once something is typed.
            For a line that stops too early it is the reading of what is there and what is missing.
        line: the line as read, or None when it does not read yet.
        fault: what keeps it from reading.
        notices: remarks that stop nothing.
    """

    lines: tuple[str, ...]
    line: AnyLine | None = None
    fault: LineFault | None = None
    notices: tuple[Notice, ...] = ()


def preview(
    kind: str,
    typed: str,
    lexicon: Lexicon,
    code: str | None = None,
    *,
    before: AnyLine | None = None,
    version: int | None = None,
) -> Preview:
    """The reading of a field as it stands; never raises for what is typed.

    Args:
        kind: kind of the line; ``problem`` also takes the plan's own lines.
        typed: the field.
        lexicon: what the reading depends on.
        code: the label the line will have, such as ``g2.3``.
        before: the line being edited; its differences are then named in a last line.
        version: number of the signed version that holds ``before``.
    """
    try:
        line, difference = _read(kind, typed, lexicon, before, version)
    except LineFault as fault:
        return Preview(lines=_so_far(kind, typed, lexicon, code, before, fault), fault=fault)
    lines = read_line(line, lexicon, code)
    return Preview(lines=(*lines, difference) if difference else lines, line=line, notices=line.notices)


def _read(kind: str, typed: str, lexicon: Lexicon, before: AnyLine | None, version: int | None) -> tuple[AnyLine, str]:
    if before is not None:
        change: LineChange = parse_change(kind, typed, before, lexicon, version=version)
        return change.line, change.difference
    read: AnyLine | ProblemOrPlanLine
    read = parse_problem_or_plan(typed, lexicon) if kind == "problem" else parse_plan_line(kind, typed, lexicon)
    return read, ""


def _so_far(
    kind: str,
    typed: str,
    lexicon: Lexicon,
    code: str | None,
    before: AnyLine | None,
    fault: LineFault,
) -> tuple[str, ...]:
    """The reading of the line up to its fault, then what is missing there."""
    name = f"= {kind} {code}" if code else f"= {kind}"
    missing = _missing(fault)
    for cut in (fault.start, typed.rfind(";", 0, fault.start)):
        part = typed[: max(cut, 0)].rstrip()
        if missing == "by ..." and part.lower().endswith("by"):
            part = part[:-2]
        part = part.rstrip(" ;,")
        if not part:
            continue
        try:
            line, _ = _read(kind, part, lexicon, before, None)
        except LineFault:
            continue
        said = read_line(line, lexicon, code)
        if fault.code == "O1":
            said = said[:1]
        shown = any(row.startswith(missing) for row in said)
        return (*said, missing) if missing and not shown else said
    return (name, missing) if missing else (name,)


def _missing(fault: LineFault) -> str:
    if not fault.unfinished:
        return ""
    return {"D1": "by ...", "O1": "-> ...", "O6": "...", "Q1": '... "', "P1": "dx ..."}.get(fault.code, "...")


def read_line(line: AnyLine, lexicon: Lexicon, code: str | None = None) -> tuple[str, ...]:
    """A line in words, for the screen and for the ear.

    The first row names the kind, the code and the words; the others say the rest, each fact with
    weekday and distance for dates, and ``(default)`` behind what was not typed.
    """
    match line:
        case ObjectiveLine():
            name, rows = "objective", _objective(line, lexicon)
        case GoalLine():
            name, rows = "goal", _goal(line, lexicon)
        case ProblemLine():
            name, rows = "problem", _problem(line)
        case InterventionLine():
            name, rows = "intervention", _intervention(line, lexicon)
        case ServiceLine():
            name, rows = "service of the plan", _service(line)
        case DischargeLine():
            name, rows = "discharge criterion", [line.text]
        case OutcomeLine():
            name, rows = "expected outcome", [line.text]
        case ClientLine():
            name, rows = "client", _client(line, lexicon)
    head = f"= {name} {code}" if code else f"= {name}"
    return (f"{head}  {rows[0]}".rstrip(), *(row for row in rows[1:] if row))


def _objective(line: ObjectiveLine, lexicon: Lexicon) -> list[str]:
    rows = [line.text, read_metric(line, lexicon)]
    due = f"due {describe_date(line.due, lexicon.today)}" if line.due is not None else "by ..."
    asked = "measured" if line.measure else "asked"
    if not line.counted:
        rows.append(due)
    elif line.every is not None:
        rows.append(f"{due}{_GAP}{asked} {line.every.every}")
    else:
        rows.append(f"{due}{_GAP}measured at each visit (default)")
    rows.append(
        _GAP.join(
            said
            for said in (
                STATUS_SAID.get(line.status or "", ""),
                f"{line.horizon} term" if line.horizon else "",
                f"who: {line.who}" if line.who else "",
            )
            if said
        )
    )
    rows.append(f"client {line.client_does}" if line.client_does else "")
    rows.append(f"clinician {line.clinician_does}" if line.clinician_does else "")
    return rows


def read_metric(line: ObjectiveLine, lexicon: Lexicon) -> str:
    """``calls/wk from 0 to 1, higher is better``; ``done or not done`` for what is not counted."""
    if not line.counted:
        return "done or not done"
    name = lexicon.measure_short(line.measure) if line.measure else str(line.label)
    target = print_with_unit(line.target, line.unit or "") if line.target is not None else "..."
    better = _direction(line, lexicon)
    if line.baseline is None:
        return f"{name} to {target}{better}; the next score becomes the baseline"
    percent = "%" if (line.unit or "").startswith("%") else ""
    return f"{name} from {print_number(line.baseline)}{percent} to {target}{better}"


def _direction(line: ObjectiveLine, lexicon: Lexicon) -> str:
    """From baseline to goal; with a pending baseline the measure's own."""
    if line.baseline is not None and line.target is not None:
        return ", higher is better" if line.target > line.baseline else ", lower is better"
    known = lexicon.measures.get(line.measure or "")
    own = {"higher_better": ", higher is better", "higher_worse": ", lower is better"}
    return own.get(str(known.direction), "") if known is not None else ""


def _goal(line: GoalLine, lexicon: Lexicon) -> list[str]:
    words = f'"{line.words}"' if line.words else ""
    due = f"due {describe_date(line.due, lexicon.today)}" if line.due is not None else ""
    return ["  ".join(part for part in (words, line.text) if part), due]


def _problem(line: ProblemLine) -> list[str]:
    facts = [", ".join(line.dx), line.severity or ""]
    lists = [("as evidenced by", line.evidence), ("strength:", line.strengths), ("barrier:", line.barriers)]
    return [
        line.text,
        _GAP.join(fact for fact in facts if fact),
        *(f"{name} {said}" for name, texts in lists for said in texts),
    ]


def _intervention(line: InterventionLine, lexicon: Lexicon) -> list[str]:
    words = f"{line.approach}: {line.text}" if line.approach else line.text
    facts = [
        line.frequency or "how often ...",
        f"{line.minutes} min" if line.minutes else "",
        f"who: {line.who}" if line.who else "",
        f"until {describe_date(line.due, lexicon.today)}" if line.due is not None else "",
        STATUS_SAID.get(line.status or "", ""),
    ]
    return [words, _GAP.join(fact for fact in facts if fact)]


def _service(line: ServiceLine) -> list[str]:
    return [f"{line.kind}, {line.minutes} min, {line.frequency}, for {line.period.words}"]


def _client(line: ClientLine, lexicon: Lexicon) -> list[str]:
    name = f"{line.family}, {line.given}" if line.given else line.family
    called = f"called {line.called}" if line.called else ""
    born = ""
    if line.dob is not None:
        today = lexicon.today
        age = today.year - line.dob.year - ((today.month, today.day) < (line.dob.month, line.dob.day))
        born = f"born {print_date(line.dob)} ({age} y)"
    slot = ""
    if line.slot is not None:
        slot = f"{DAYS[line.slot.weekday].capitalize()} {print_slot(line.slot).split(' ', 1)[1]}"
    facts = [born, ", ".join(line.dx), slot]
    others = [
        f"since {describe_date(line.since, lexicon.today)}" if line.since is not None else "",
        f"reviewed {line.review.every}" if line.review is not None else "",
        f"payer {line.payer}" if line.payer else "",
        f"id {line.id}" if line.id else "",
        f"tagged {', '.join(line.tags)}" if line.tags else "",
    ]
    together = ""
    if line.kind not in (None, "individual") or line.members:
        with_them = f": {', '.join(line.members)}" if line.members else ", no members yet"
        together = f"{line.kind or 'group (default)'}{with_them}"
    return [
        f"{name}  {called}".rstrip(),
        _GAP.join(fact for fact in facts if fact),
        _GAP.join(fact for fact in others if fact),
        together,
    ]
