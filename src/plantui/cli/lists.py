"""Lists: clients, and what is due."""

from __future__ import annotations

import click

from plantui.cli import exits
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.cli.writing import read_as
from plantui.clinical.caseload import review_words
from plantui.clinical.due import DueRow, queue
from plantui.clinical.filters import flag, fold, matches, word
from plantui.clinical.visits import visit_of
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary
from plantui.practice.lexicon import lexicon
from plantui.quickentry import parse_filter
from plantui.quickentry.filters import Filter


def name_of(summary: Summary, names: str) -> str:
    """The name as the privacy mode allows; empty with codes."""
    if names == "codes":
        return ""
    if names == "initials":
        return summary.initials
    return f"{summary.family}, {summary.given}" if summary.given else summary.family


@click.command("list", cls=GlobalCommand)
@click.argument("filter_", metavar="[FILTER]", nargs=-1)
@click.option("--closed", is_flag=True, help="Ended treatments too.")
@click.option("--sort", "sort_by", type=click.Choice(["name", "code", "next", "due"]), default="name")
@click.pass_obj
def list_command(session: Session, filter_: tuple[str, ...], closed: bool, sort_by: str) -> int:
    """Clients, one a line. FILTER is words, flags and keys, such as overdue dx:F41 due<14d."""
    now = session.now
    typed = " ".join(filter_)
    with read_as(typed):
        wanted = parse_filter(typed, lexicon(None, session.practice.acting()))
    closed = closed or asks_for_closed(wanted)
    rows = [
        each
        for each in session.practice.summaries()
        if (closed or each.status != ClientStatus.DISCHARGED) and fits(session, each, wanted)
    ]
    far = "9999"
    keys = {
        "name": lambda each: (fold(each.family), fold(each.given), each.code),
        "code": lambda each: (each.code,),
        "next": lambda each: (f"{visit_of(each.slot, now):%Y%m%d%H%M}" if each.slot else far, each.code),
        "due": lambda each: (each.review_due.isoformat() if each.review_due else far, each.code),
    }
    rows.sort(key=keys[sort_by])
    if session.flags.form == "json":
        session.out_json(_row(session, each) for each in rows)
        return exits.DONE
    if not rows:
        session.tell("No client fits." if filter_ else "No client yet. plantui new adds one.")
        return exits.DONE
    table = []
    for each in rows:
        visit = visit_of(each.slot, now)
        when = f"{visit:%a} {visit.day} {visit:%b %H:%M}" if visit is not None else ""
        cells = [each.code, name_of(each, session.names), each.plan or "no plan", when, review_words(each, now.date())]
        if each.status != ClientStatus.ACTIVE:
            cells[2] = f"{cells[2]} ({each.status})"
        table.append([cell for index, cell in enumerate(cells) if index != 1 or session.names != "codes"])
    if session.flags.form == "md":
        session.out("\n".join(f"- {'  '.join(cell for cell in row if cell)}" for row in table))
    else:
        session.out(session.table(table))
    return exits.DONE


def asks_for_closed(wanted: Filter) -> bool:
    """Whether a filter is about ended treatments."""
    return any(term.flag == "closed" and not term.negated for term in wanted.terms)


def fits(session: Session, summary: Summary, wanted: Filter) -> bool:
    """Whether every term of a filter fits a client."""
    now = session.now
    for term in wanted.terms:
        if term.flag:
            fits = flag(summary, term.flag, now)
        elif term.key:
            fits = matches(summary, term.key, term.op, term.value, now.date())
        else:
            fits = word(summary, term.word)
        if fits == term.negated:
            return False
    return True


def _row(session: Session, each: Summary) -> dict[str, object]:
    visit = visit_of(each.slot, session.now)
    row: dict[str, object] = {
        "client": each.code,
        "status": each.status,
        "plan": each.plan,
        "signed": each.signed_on,
        "review_due": each.review_due,
        "formal_due": each.formal_due,
        "next_visit": visit.isoformat() if visit is not None else None,
        "dx": each.dx,
        "tags": each.tags,
    }
    if session.names == "full":
        row["name"] = name_of(each, "full")
    if session.names != "codes":
        row["initials"] = each.initials
    return row


@click.command("due", cls=GlobalCommand)
@click.option("--within", metavar="DAYS", help="How far ahead to look: 30d, 2w.")
@click.option("--overdue", is_flag=True, help="Late reviews only.")
@click.option("--count", is_flag=True, help="Only the number of rows.")
@click.option("--fail", is_flag=True, help="Exit with 1 when there are rows.")
@click.pass_obj
def due_command(session: Session, within: str | None, overdue: bool, count: bool, fail: bool) -> int:
    """What is due, in the order of the queue."""
    now = session.now
    window = _days(within) if within else session.setup.settings.review_window
    rows = queue(session.practice.summaries(), now.date(), now, window)
    if overdue:
        rows = tuple(row for row in rows if row.group == "overdue")
    if count:
        session.line(str(len(rows)))
    elif session.flags.form == "json":
        session.out_json(_due_row(row) for row in rows)
    else:
        table = [_due_cells(row, session.names) for row in rows]
        if session.flags.form == "md":
            session.out("\n".join(f"- {'  '.join(cell for cell in cells if cell)}" for cells in table))
        else:
            session.out(session.table(table, right=frozenset({len(table[0]) - 3, len(table[0]) - 2} if table else ())))
        if not rows:
            session.tell("Nothing is due.")
    return exits.FINDINGS if fail and rows else exits.DONE


def _days(text: str) -> int:
    from plantui.quickentry.cadence import read_period

    period = read_period(text.lstrip("+"))
    if text.isdigit():
        return int(text)
    if period is None:
        raise exits.Stop(exits.USAGE, f"--within takes a number of days, such as 30d or 2w, not {text!r}.")
    return period.n * {"d": 1, "w": 7, "m": 30, "y": 365}[period.unit]


def _due_row(row: DueRow) -> dict[str, object]:
    return {
        "client": row.client,
        "kind": row.kind,
        "due": row.due,
        "clock": row.clock,
        "days_late": row.days_late,
        "objectives": row.objectives,
        "with_evidence": row.with_evidence,
        "group": row.group,
        "text": row.text,
    }


def _due_cells(row: DueRow, names: str) -> list[str]:
    day = f"{row.due.day} {row.due:%b %Y}" if row.due is not None else ""
    evidence = f"{row.objectives} objectives, {row.with_evidence} with evidence" if row.kind == "review" else ""
    cells = [row.client, name_of(row.summary, names), row.kind, row.text, day, evidence]
    return [cell for index, cell in enumerate(cells) if index != 1 or names != "codes"]
