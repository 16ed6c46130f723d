"""Reading a plan back from the Markdown that `plan_markdown` wrote, also when somebody has edited it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec

from plantui.clinical.reference import Reference
from plantui.documents.fields import COLLABORATION, PLAN, SERVICE
from plantui.documents.front import split
from plantui.documents.kept import with_exact_texts, with_unknown_fields
from plantui.documents.known_ids import KnownIds
from plantui.documents.markdown_tree import Section, sections
from plantui.documents.phrases import read_day, shown
from plantui.documents.plan_markdown import DOCUMENT, TREE_SECTION
from plantui.documents.reading import Finding, Findings, values
from plantui.documents.tree_reader import HEADED, read_tree
from plantui.model.canonical import to_plain
from plantui.model.decode import decode
from plantui.model.fault import ChartFaults
from plantui.model.plan import Criterion, Outcome, Plan, Service
from plantui.model.signature import Collaboration, Signature

_OURS = ("Client", "Strengths, needs and preferences", "Signatures", "Versions", "Still missing")
_READ = (
    "This plan",
    "Service",
    TREE_SECTION,
    "Discharge criteria",
    "Expected outcomes",
    "How the client took part",
)


class ClientNamed(NamedTuple):
    """Whom a document says it is about. Empty or None where it does not say."""

    code: str = ""
    name: str = ""
    born: date | None = None
    rehearsal: bool = False


class Reading(NamedTuple):
    """What a document gave: a plan if it holds one, whom it is for, and every line that could not be read as it is.

    A plan with findings is what remains without the lines they name.
    """

    plan: Plan | None
    client: ClientNamed
    findings: tuple[Finding, ...]


def read_plan(text: str, library: Reference) -> Reading:
    """The plan in a document. Nothing that stands in the document raises an error."""
    findings = Findings()
    parts = split(text)
    if parts.fault:
        findings.add(parts.fault_line, parts.fault)
    front = parts.front
    found = sections(parts.body, parts.body_line)
    client = _client(front, found)
    if front.get("document", DOCUMENT) != DOCUMENT:
        findings.add(2, f"This is {shown(str(front['document']))}, not a treatment plan. Give the file of a plan.")
        return Reading(None, client, findings.in_order())
    plan = _plan(front, found, library, findings)
    return Reading(plan, client, findings.in_order())


def _client(front: dict[str, Any], found: list[Section]) -> ClientNamed:
    labelled = {entry.label: entry for each in found if each.title == "Client" for entry in each.entries}
    born = None
    if "Date of birth" in labelled and not labelled["Date of birth"].absent:
        try:
            born = read_day(labelled["Date of birth"].text.strip())
        except ValueError:
            born = None
    name = labelled["Client"].text if "Client" in labelled else ""
    return ClientNamed(str(front.get("client", "")), name, born, front.get("rehearsal") is True)


def _plan(front: dict[str, Any], found: list[Section], library: Reference, findings: Findings) -> Plan | None:
    by_title: dict[str, list[Section]] = {title: [] for title in _READ}
    title = ""
    for each in found:
        if each.level in (1, 2):
            title = each.title
        if each.level == 2 and title not in _READ and title not in _OURS:
            findings.add(each.line, f"{shown(title)} is no section of a plan; nothing under it was read.")
        if title in by_title:
            by_title[title].append(each)
        elif HEADED.match(each.title) and title not in _OURS:
            findings.add(each.line, f'{shown(each.title)} must stand under "## {TREE_SECTION}".')
    if not any(by_title.values()):
        findings.add(1, f'There is no plan here. A plan has a section "## {TREE_SECTION}".')
        return None
    made = _moment(front, "made", findings)
    if made is None:
        return None
    ids = KnownIds(front, findings)
    fields: dict[str, Any] = values(_entries(by_title["This plan"], findings), PLAN, "a plan", findings)
    plan = Plan(
        id=ids.plan,
        number=_number(front, findings),
        made=made,
        made_by=_text(front, "made_by", findings),
        amends=_text(front, "amends", findings),
        service=_service(by_title["Service"], findings),
        discharge=tuple(
            Criterion(id=ids.listed("discharge", number, text), text=text)
            for number, text in _list(by_title["Discharge criteria"], findings)
        ),
        outcomes=tuple(
            Outcome(id=ids.listed("outcomes", number, text), text=text)
            for number, text in _list(by_title["Expected outcomes"], findings)
        ),
        problems=read_tree(by_title[TREE_SECTION], ids, library.measures, findings),
        collaboration=_collaboration(front, by_title["How the client took part"], made, findings),
        signatures=_signatures(front, findings),
        **fields,
    )
    whole = with_exact_texts(with_unknown_fields(plan, _unknown(front)), _exact(front))
    return _checked(whole, findings)


def _entries(found: list[Section], findings: Findings) -> list[Any]:
    for each in found:
        for line, text in each.loose:
            findings.add(line, f"{shown(text)} belongs to no field and was not read; put it behind a label.")
        if each.level > 2:
            findings.add(each.line, f"{shown(each.title)} does not belong under this section.")
    return [entry for each in found for entry in each.entries]


def _list(found: list[Section], findings: Findings) -> list[tuple[int, str]]:
    return [(entry.number, "" if entry.absent else entry.raw) for entry in _entries(found, findings)]


def _service(found: list[Section], findings: Findings) -> Service | None:
    entries = _entries(found, findings)
    if not entries:
        return None
    fields = values(entries, SERVICE, "the service line", findings)
    needed = [field.label for field in SERVICE[:4] if field.name not in fields]
    if needed == ["Type"]:
        fields["kind"] = ""
    elif needed:
        line = entries[0].line
        findings.add(line, f"The service line needs {', '.join(needed)} as well; it was left out.")
        return None
    return Service(**fields)


def _collaboration(
    front: dict[str, Any], found: list[Section], made: datetime, findings: Findings
) -> Collaboration | None:
    entries = _entries(found, findings)
    if not entries:
        return None
    fields = values(entries, COLLABORATION, "how the client took part", findings)
    if "took_part" not in fields:
        findings.add(entries[0].line, "It must say how the client took part; begin with **The client took part:**")
        return None
    at = _moment(front, "took_part_at", findings) if "took_part_at" in front else made
    return Collaboration(at=at or made, **fields)


def _signatures(front: dict[str, Any], findings: Findings) -> tuple[Signature, ...]:
    listed = front.get("signatures", [])
    if not isinstance(listed, list):
        findings.add(2, "The signatures in the front matter were changed; they were left out.")
        return ()
    read = []
    for number, plain in enumerate(listed, 1):
        try:
            read.append(decode(Signature, plain))
        except ChartFaults as error:
            findings.add(2, f"Signature {number} in the front matter was changed and left out: {error.faults[0]}")
    return tuple(read)


def _number(front: dict[str, Any], findings: Findings) -> int:
    number = front.get("plan")
    if isinstance(number, int) and not isinstance(number, bool) and number >= 1:
        return number
    findings.add(1, "The front matter has no version number (plan: 1); 1 was taken.")
    return 1


def _text(front: dict[str, Any], name: str, findings: Findings) -> str:
    value = front.get(name, "")
    if isinstance(value, str):
        return value
    findings.add(2, f"{name} in the front matter must be text; it was left out.")
    return ""


def _moment(front: dict[str, Any], name: str, findings: Findings) -> datetime | None:
    value = front.get(name)
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = None
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    findings.add(2, f"The front matter must say {name}: when, as 2026-03-10T13:52:00+00:00. Put that line back.")
    return None


def _unknown(front: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = front.get("unknown", {})
    if not isinstance(found, dict):
        return {}
    return {
        path: fields
        for path, fields in found.items()
        if isinstance(path, str) and isinstance(fields, dict) and all(isinstance(key, str) for key in fields)
    }


def _exact(front: dict[str, Any]) -> dict[str, str]:
    found = front.get("exact", {})
    if not isinstance(found, dict):
        return {}
    return {path: text for path, text in found.items() if isinstance(path, str) and isinstance(text, str)}


def _checked(plan: Plan, findings: Findings) -> Plan | None:
    """The plan once more through the strict decoder: what a person wrote by hand may be out of range."""
    try:
        plain = to_plain(plan)
    except (TypeError, ValueError, OverflowError, msgspec.MsgspecError):
        findings.add(2, "A value in the front matter cannot be kept in a chart; put the front matter back as it was.")
        return None
    try:
        decode(type(plan), plain)
    except ChartFaults as error:
        for fault in error.faults:
            findings.add(1, f"The plan as a whole cannot be taken: {fault}")
        return None
    return plan
