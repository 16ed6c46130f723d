"""Writing by command line: clients, plan lines, marks, status, review dates. Prose comes from standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click

from plantui.cli import exits, refs
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.cli.waiting import prompted
from plantui.clinical.schedule import earlier
from plantui.model.status import STATUS_WORDS, Status
from plantui.model.tree import KINDS
from plantui.practice.commands.outlines import AddLines
from plantui.practice.commands.progress import MarkProgress, SetStatus
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.intake import to_client
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import to_period
from plantui.practice.refusal import NeedsReason
from plantui.quickentry import LineFault, parse_client, parse_date
from plantui.quickentry.faults import caret_line
from plantui.quickentry.mark import parse_mark
from plantui.quickentry.outline import OutlineFault, parse_outline
from plantui.quickentry.reading import read_line
from plantui.quickentry.when import parse_when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantui.model.summary import Summary
    from plantui.practice.command import Command

_CODE = re.compile(r"^(p\d+|g?\d+|g?\d+\.\d+[a-z]*)$", re.IGNORECASE)


def read_stdin(what: str) -> str:
    """Text from standard input; at a terminal a line says that it is waited for."""
    if sys.stdin.isatty():
        print(f"{what}, then Ctrl+D:", file=sys.stderr)
    try:
        return sys.stdin.read()
    except UnicodeDecodeError:
        raise exits.Stop(exits.USAGE, "The text is not UTF-8. Save it as UTF-8 and try again.") from None


def refuse_prose(word: str, instead: str) -> None:
    """Refuse text in arguments: other users of the machine can see them.

    Raises:
        Stop: always.
    """
    raise exits.Stop(
        exits.PRIVACY,
        f"Text never goes in arguments: the process list and the shell's history would keep it. {instead}",
    )


def explain(fault: LineFault, line: str) -> exits.Stop:
    """The message of a faulty line with the place marked under it."""
    shown = line if len(line) <= 200 else f"{line[:197]}..."
    return exits.Stop(exits.USAGE, f"{shown}\n{caret_line(fault, shown)}\n{fault.code} {fault.message}")


@contextmanager
def read_as(line: str) -> Iterator[None]:
    """While a line is read: what is wrong in it is told with the place marked.

    Raises:
        Stop: it does not read.
    """
    try:
        yield
    except LineFault as fault:
        raise explain(fault, line) from None


def day_of(session: Session, typed: str) -> date:
    """The day of a note, a score or a mark, as it was typed.

    Raises:
        Stop: it is not a day, or it lies ahead.
    """
    with read_as(typed):
        return parse_date(typed, lexicon(None, session.practice.acting()), "past")


@click.command("new", cls=GlobalCommand)
@click.argument("prose", metavar="", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Only say how the line reads.")
@click.pass_obj
def new_command(session: Session, prose: tuple[str, ...], dry_run: bool) -> int:
    """Take on a client, one line on standard input, such as Last, First; dob 1991-04-02; dx F41.1."""
    if prose:
        refuse_prose(prose[0], "Type: plantui new, then the line; or plantui new < FILE")
    lines = [line for line in read_stdin("One client line").splitlines() if line.strip()]
    if len(lines) != 1:
        raise exits.Stop(exits.USAGE, f"new takes one client line; {len(lines)} came. plantui import takes a list.")
    words = lexicon(None, session.practice.acting())
    try:
        line = parse_client(lines[0], words)
    except LineFault as fault:
        raise explain(fault, lines[0]) from None
    if dry_run:
        session.tell("\n".join(read_line(line, words)))
        return exits.DONE
    client, dx = to_client(line, session.practice.acting(), session.practice.summaries())
    step = session.practice.admit(client, dx, line.id or "")
    session.practice.save()
    code = step.chart.code if step.chart is not None else ""
    if session.flags.form == "json":
        session.out_json([{"client": code}], client=code)
    else:
        session.line(code)
    return exits.DONE


@click.command("add", cls=GlobalCommand)
@click.argument("who", metavar="CLIENT")
@click.argument("code", metavar="[CODE]", required=False)
@click.argument("prose", metavar="", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Only say how the lines read.")
@click.pass_obj
def add_command(session: Session, who: str, code: str | None, prose: tuple[str, ...], dry_run: bool) -> int:
    """Add plan lines from standard input, one a line, two spaces a level: problem, goal, objective, intervention."""
    if prose or (code is not None and not _CODE.match(code)):
        refuse_prose(who, f"Type: plantui add {who}, then the lines; or plantui add {who} < FILE")
    summary = refs.client(session, who)
    chart = session.practice.chart(summary.chart)
    parent, base = "", "problem"
    if code is not None:
        place = refs.node(chart, code)
        if place.depth == 3:
            raise exits.Stop(exits.USAGE, f"{place.node.code} is an intervention; nothing goes inside it.")
        parent, base = place.node.id, KINDS[place.depth + 1]
    text = read_stdin("Plan lines")
    words = lexicon(chart, session.practice.acting())
    try:
        lines = parse_outline(text, words, base)
    except OutlineFault as faults:
        typed = text.splitlines()
        said = []
        for fault in faults.faults:
            number = fault.line or 1
            line = typed[number - 1] if number <= len(typed) else ""
            said.append(f"line {number}\n{explain(fault, line).sentence}")
        raise exits.Stop(exits.USAGE, "\n".join(said) + "\nNothing was added.") from None
    if not lines:
        raise exits.Stop(exits.USAGE, "Nothing to add: standard input has no lines.")
    if dry_run:
        for each in lines:
            session.tell("  " * each.level + "; ".join(read_line(each.value, words)))
        return exits.DONE
    step = session.practice.perform(summary.chart, AddLines(lines, parent))
    session.practice.save()
    added = step.message.removesuffix(" added").split(", ")
    if session.flags.form == "json":
        session.out_json([{"client": summary.code, "code": each} for each in added])
    else:
        session.line(" ".join(added))
    return exits.DONE


@click.command("mark", cls=GlobalCommand, context_settings={"ignore_unknown_options": True})
@click.argument("who", metavar="CLIENT")
@click.argument("code", metavar="CODE")
@click.argument("mark", metavar="MARK", type=click.UNPROCESSED)
@click.option("--date", "day", metavar="D", help="The day it is about; today when left out.")
@click.pass_obj
def mark_command(session: Session, who: str, code: str, mark: str, day: str | None) -> int:
    """A progress mark on an objective: +2 +1 0 -1 -2, or one of + = -."""
    summaries = refs.clients(session, (who,))
    with read_as(mark):
        value = parse_mark(mark)
    on = day_of(session, day) if day else None
    found = [(each, _place(session, each, code)) for each in summaries]
    return _do(session, [(each, MarkProgress(node, value, on)) for each, node in found])


@click.command("status", cls=GlobalCommand)
@click.argument("who", metavar="CLIENT")
@click.argument("code", metavar="CODE")
@click.argument("word", metavar="WORD", type=click.Choice([*STATUS_WORDS], case_sensitive=False))
@click.option("--date", "day", metavar="D", help="The day from which it holds; today when left out.")
@click.option("--why", metavar="-", help="- reads the reason from standard input.")
@click.pass_obj
def status_command(session: Session, who: str, code: str, word: str, day: str | None, why: str | None) -> int:
    """A status: new, act, met, hld or dis (which needs a reason)."""
    if why is not None and why != "-":
        refuse_prose(why, "Type: --why - and give the reason on standard input.")
    if who == "-" and why is not None:
        raise exits.Stop(exits.USAGE, "Standard input holds either the ids or the reason: name the client.")
    summaries = refs.clients(session, (who,))
    status = STATUS_WORDS[word]
    reason = read_stdin("The reason").strip() if why == "-" else ""
    if status is Status.STOPPED and not reason:
        if not sys.stdin.isatty():
            raise exits.Stop(exits.USAGE, "dis needs a reason: --why - reads it from standard input.")
        reason = prompted("Why")
    on = day_of(session, day) if day else None
    found = [(each, _place(session, each, code)) for each in summaries]
    try:
        return _do(session, [(each, SetStatus(node, status, on, reason)) for each, node in found])
    except NeedsReason as needed:
        raise exits.Stop(exits.USAGE, f"{needed.sentence} --why - reads it from standard input.") from None


@click.command("when", cls=GlobalCommand, context_settings={"ignore_unknown_options": True})
@click.argument("words", metavar="CLIENT... DATE", nargs=-1, required=True)
@click.option("--spread", metavar="2/d", help="Several clients: so many per working day or week, from DATE on.")
@click.pass_obj
def when_command(session: Session, words: tuple[str, ...], spread: str | None) -> int:
    """Set the review date: +6w, 30 apr, eoq, 2026-06-02."""
    if len(words) < 2 and spread is None:
        raise exits.Stop(exits.USAGE, "when takes a client and a date: plantui when C-014 +6w")
    if spread is not None:
        return _spread(session, words, spread)
    if any(_is_date(session, word) for word in words[1:-1]):
        refuse_prose(words[-1], "Give the date alone.")
    summaries = refs.clients(session, words[:-1])
    if len(summaries) > 1:
        raise exits.Stop(exits.USAGE, "Several clients need --spread, such as --spread 2/d.")
    summary = summaries[0]
    known = lexicon(session.practice.chart(summary.chart), session.practice.acting())
    with read_as(words[-1]):
        when = parse_when(words[-1], known)
    if when.spread is not None:
        raise exits.Stop(exits.USAGE, "Use --spread for several clients.")
    if when.reason:
        refuse_prose(words[-1], "Give the date alone.")
    due = when.date or (to_period(when.period).after(known.today) if when.period is not None else known.today)
    return _do(session, [(summary, SetReviewDate(due))])


def _is_date(session: Session, word: str) -> bool:
    """Whether a word alone is a review date: what follows it is a reason."""
    try:
        parse_date(word, lexicon(None, session.practice.acting()))
    except LineFault:
        return False
    return True


def _spread(session: Session, words: Sequence[str], spread: str) -> int:
    """Review dates of several clients, so many per working day or week, the latest first."""
    from plantui.practice.spreading import spread_days
    from plantui.quickentry.when import Spread, parse_spread

    known = lexicon(None, session.practice.acting())
    with read_as(spread):
        pace = parse_spread(spread, known)
    names = list(words)
    if _is_date(session, names[-1]):
        start = parse_date(names.pop(), known)
        pace = Spread(pace.count, pace.per, pace.start or start)
    summaries = refs.clients(session, tuple(names))

    def lateness(summary: Summary) -> tuple[str, str]:
        due = earlier(summary.review_due, summary.formal_due)
        return (due[0].isoformat() if due is not None else "9999", summary.code)

    days = spread_days(pace, len(summaries), known.today)
    late = sorted(summaries, key=lateness)
    return _do(session, [(each, SetReviewDate(day)) for each, day in zip(late, days, strict=True)])


def _place(session: Session, summary: Summary, code: str) -> str:
    """The id of the plan line with this code."""
    return refs.node(session.practice.chart(summary.chart), code).node.id


def _do(session: Session, commands: Sequence[tuple[Summary, Command]]) -> int:
    """Do a command for each of some clients, one intention for undo, and say what was done."""
    group = session.practice.acting().new_id()
    done = [(each.code, session.practice.perform(each.chart, command, group).message) for each, command in commands]
    session.practice.save()
    if session.flags.form == "json":
        session.out_json({"client": code, "done": message} for code, message in done)
    else:
        for code, message in done:
            session.done(f"{code}: {message}" if code not in message else message)
    return exits.DONE
