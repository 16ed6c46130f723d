"""`plantui show`: a plan, or one line of it with its evidence, as plain text, Markdown or plain data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from plantui.clinical.reference import Reference
from plantui.clinical.trend import show, show_mark
from plantui.documents.one_line import one_line, sentence
from plantui.documents.prose import escaped
from plantui.documents.show_facts import evidence_facts, history_facts, place_of, plan_facts, plan_of
from plantui.glimpse.day import full
from plantui.model.base import Plain
from plantui.model.chart import Chart
from plantui.model.period import Period, Unit

NO_PLAN = "No plan yet."


def show_plain(
    chart: Chart,
    library: Reference,
    today: date,
    code: str | None = None,
    *,
    version: int | None = None,
    history: bool = False,
) -> Plain:
    """The plan, or the line with ``code``, as plain data; dates are ISO texts.

    Args:
        chart: the client's chart.
        library: measures and payer profiles.
        today: scores after this day do not count.
        code: the code of a line, also one it had before; None shows the whole plan.
        version: the number of a version, shown as it was written; None is the one to work on, as it stands.
        history: whether versions, dated changes and review dates are added.

    Raises:
        KeyError: there is no such version, or no such line in it.
    """
    plan = plan_of(chart, version)
    if plan is None:
        if version is not None:
            raise KeyError(version)
        if code is not None:
            raise KeyError(code)
        facts: Plain = {"client": chart.code, "plan": None, "lines": []}
    elif code is None:
        facts = plan_facts(chart, plan, library, today)
    else:
        place = place_of(chart, plan, code)
        if place is None:
            raise KeyError(code)
        facts = {**evidence_facts(chart, place, library, today), "plan": plan.number}
    return {**facts, "history": history_facts(chart)} if history else facts


def show_lines(
    chart: Chart,
    library: Reference,
    today: date,
    code: str | None = None,
    *,
    version: int | None = None,
    history: bool = False,
    names: str = "full",
) -> list[str]:
    """The same as lines of plain text; nothing is cut or wrapped. ``names`` is full, initials or codes.

    Raises:
        KeyError: see ``show_plain``.
    """
    facts = show_plain(chart, library, today, code, version=version, history=history)
    lines = list(_evidence(facts) if code is not None else _plan(facts, chart, names))
    hidden = {"full": "", "initials": chart.client.initials}.get(names, chart.code)
    return [*lines, *_history(facts["history"], hidden)] if history else lines


def show_markdown(
    chart: Chart,
    library: Reference,
    today: date,
    code: str | None = None,
    *,
    version: int | None = None,
    history: bool = False,
) -> str:
    """The same as Markdown: the tree as nested lists.

    Raises:
        KeyError: see ``show_plain``.
    """
    facts = show_plain(chart, library, today, code, version=version, history=history)
    if code is None:
        head = f"# {escaped(one_line(chart.code))}, {_plan_words(facts)}"
        tree = [f"{'  ' * line['depth']}- {escaped('  '.join(_cells(line)))}" for line in facts["lines"]]
        lines = [head, "", *(tree or [NO_PLAN])]
        for label, name in (("Discharge criteria", "discharge"), ("Expected outcomes", "outcomes")):
            if facts.get(name):
                lines += ["", f"## {label}", "", *(f"- {escaped(one_line(text))}" for text in facts[name])]
    else:
        lines = [f"# {escaped(one_line(facts['code']))}", "", *(f"- {escaped(line)}" for line in _evidence(facts))]
    if history:
        lines += ["", "## History", "", *(f"- {escaped(line.strip())}" for line in _history(facts["history"])[2:])]
    return "\n".join(lines) + "\n"


def _plan_words(facts: Plain) -> str:
    if facts["plan"] is None:
        return "no plan"
    signed = f", signed {full(facts['signed'])}" if facts["signed"] else ""
    return f"plan v{facts['plan']}, {facts['status']}{signed}"


def _plan(facts: Plain, chart: Chart, names: str) -> Iterator[str]:
    name = {"full": chart.client.full_name, "initials": chart.client.initials}.get(names, "")
    yield "  ".join(part for part in (one_line(chart.code), one_line(name), _plan_words(facts)) if part)
    if facts["plan"] is None:
        yield NO_PLAN
        return
    for label, name in (("Review due", "review_due"), ("Formal review due", "formal_due")):
        if facts[name]:
            yield f"{label} {full(facts[name])}"
    if facts["service"]:
        yield f"Service {_service(facts['service'])}"
    for line in facts["lines"]:
        yield "  " * line["depth"] + "  ".join(_cells(line))
    yield from (f"Discharge {one_line(text)}" for text in facts["discharge"])
    yield from (f"Outcome {one_line(text)}" for text in facts["outcomes"])


def _service(service: Plain) -> str:
    times = f"{service['times']} time{'s' if service['times'] > 1 else ''} per {_span(service['per'])}"
    return f"{one_line(service['kind'])}, {service['minutes']} min, {times}, for {_span(service['duration'])}"


def _span(short: str) -> str:
    unit = next(unit for unit in Unit if unit.letter == short[-1])
    words = Period(n=int(short[:-1]), unit=unit).words.removeprefix("every ")
    return words


def _cells(line: Plain) -> list[str]:
    """The columns of a line of the tree."""
    start = " ".join(part for part in (one_line(line["code"]), line["status"] or "") if part)
    words = sentence(line["text"])
    mark = f"{show_mark(line['mark'])} {full(line['mark_on'])}" if line["mark"] is not None else ""
    if line["kind"] == "problem":
        cells = [words, ", ".join(map(one_line, line["dx"])), line["severity"] or ""]
    elif line["kind"] == "goal":
        cells = [f'"{one_line(line["words"])}"' if line["words"] else "", words, _by(line["due"])]
    elif line["kind"] == "objective":
        own = "" if line["count"] and line["count"] == line["text"] else words
        cells = [own, _aim(line), _by(line["due"]), _now(line), line["trend"] if line["now"] is not None else ""]
    else:
        approach = f"{one_line(line['approach'])}: " if line["approach"] else ""
        cells = [f"{approach}{words}", line["often"], one_line(line["who"])]
    return [cell for cell in (start, *cells, mark) if cell]


def _aim(line: Plain) -> str:
    if line["measure"] is None and line["count"] is None:
        return ""
    name = one_line(line["measure"] or line["count"])
    start = "?" if line["baseline"] is None else show(line["baseline"])
    aim = f"{start} -> {show(line['target'])}" if line["target"] is not None else ""
    return " ".join(part for part in (name, aim, one_line(line["unit"])) if part)


def _by(iso: str | None) -> str:
    return f"by {full(iso)}" if iso else ""


def _now(line: Plain) -> str:
    return f"now {show(line['now'])} ({full(line['now_on'])})" if line["now"] is not None else ""


def _evidence(facts: Plain) -> Iterator[str]:
    yield f"{one_line(facts['code'])}  {facts['sentence']}".rstrip()
    if facts["kind"] == "objective":
        yield f"Trend {facts['trend']}"
    for line in facts["inside"]:
        yield "  " * (line["depth"] - facts["depth"]) + "  ".join(_cells(line))
    for score in facts["scores"]:
        total = "no total" if score["total"] is None else show(score["total"])
        band = f"  {one_line(score['band'])}" if score["band"] else ""
        yield f"Score {full(score['date'])}  {one_line(score['code'])}  {total}{band}"
    for note in facts["notes"]:
        linked = " ".join(f"{one_line(link['code'])} {_mark(link['mark'])}" for link in note["links"])
        yield "  ".join(part for part in (f"Note {full(note['date'])}", linked, one_line(note["text"])) if part)
    for mark in facts["marks"]:
        reason = f"  {one_line(mark['reason'])}" if mark["reason"] else ""
        yield f"Mark {full(mark['date'])}  {_mark(mark['mark'])}{reason}"
    yield from _changes(facts["changes"])


def _mark(mark: int | None) -> str:
    return "." if mark is None else show_mark(mark)


def _changes(changes: list[dict[str, Any]]) -> Iterator[str]:
    for change in changes:
        reason = f"  {one_line(change['reason'])}" if change["reason"] else ""
        yield f"Status {full(change['date'])}  {one_line(change['code'])}  {change['status']}{reason}"


def _history(history: Plain, hidden: str = "") -> list[str]:
    """The history in lines; ``hidden`` stands in place of the client's name where that is not shown."""
    lines = ["", "HISTORY"]
    for version in history["versions"]:
        effective = f", takes effect {full(version['effective'])}" if version["effective"] else ""
        reason = f": {one_line(version['reason'])}" if version["reason"] else ""
        lines.append(f"v{version['version']}  {version['status']}, made {full(version['made'])}{effective}{reason}")
        for part in version["signatures"]:
            own = hidden and part["kind"] in ("client", "guardian")
            name = ", ".join(one_line(text) for text in (hidden if own else part["name"], part["credential"]) if text)
            lines.append(f"  signed as {part['kind']}  {name}  {part['at']}  {part['method']}  {part['sha256']}")
    lines += _changes(history["changes"])
    for row in history["review_dates"]:
        reason = f"  {one_line(row['reason'])}" if row["reason"] else ""
        lines.append(f"Review date {full(row['due'])}  set {row['set']} by {row['source']}{reason}")
    return lines
