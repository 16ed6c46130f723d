"""Who is seen together, by command line: members by their codes, names without a chart from standard input."""

from __future__ import annotations

import click

from plantui.cli import exits, refs
from plantui.cli.door import GlobalCommand
from plantui.cli.lists import name_of
from plantui.cli.session import Session
from plantui.cli.writing import read_stdin, refuse_prose
from plantui.model.chart import Chart
from plantui.model.client import ChartKind, Person
from plantui.practice.commands.clients import SetMembers
from plantui.practice.members import CODE, people, read_members

KINDS = tuple(kind.value for kind in ChartKind if kind is not ChartKind.INDIVIDUAL)


@click.command("members", cls=GlobalCommand)
@click.argument("who", metavar="CLIENT")
@click.argument("codes", metavar="[CODE]...|-", nargs=-1)
@click.option("--kind", type=click.Choice(KINDS), help="What the chart is; a group when nothing is said.")
@click.option("--none", "nobody", is_flag=True, help="Nobody is a member any more.")
@click.pass_obj
def members_command(session: Session, who: str, codes: tuple[str, ...], kind: str | None, nobody: bool) -> int:
    """Say, or set, who is seen together in a chart; a note of theirs is filed in the chart of each.

    Members are named by their client codes. With - one line is read from standard input, where a member without a
    chart stands by name: couple C-014, Sam Oyelaran.
    """
    summary = refs.client(session, who)
    chart = session.practice.chart(summary.chart)
    wanted, typed = (ChartKind(kind) if kind else None), codes
    if codes == ("-",):
        said, read = read_members(read_stdin("Who is seen together").strip())
        wanted, typed = wanted or said, read or ()
        nobody = nobody or read == () or (wanted is ChartKind.INDIVIDUAL and not typed)
    elif not all(CODE.fullmatch(code) or _known(session, code) for code in codes):
        refuse_prose(who, f"Members are named by code; a name comes on standard input: plantui members {who} -")
    if nobody and typed:
        raise exits.Stop(exits.USAGE, "--none and members are two different things. Take one.")
    if nobody or typed or wanted is not None:
        there = chart.client.members
        members = people(typed, session.practice.summaries(), chart) if typed or nobody else there
        step = session.practice.perform(chart.id, SetMembers(members, wanted))
        session.practice.save()
        if session.flags.form != "json":
            session.line(step.message)
            return exits.DONE
    return _listed(session, refs.chart(session, chart.code))


def _known(session: Session, code: str) -> bool:
    return any(each.code.casefold() == code.casefold() for each in session.practice.summaries())


def _told(session: Session, person: Person) -> tuple[str, str]:
    """Code and name of a member, the name as the privacy mode allows."""
    summary = session.practice.summary(person.chart)
    if summary is not None:
        return summary.code, name_of(summary, session.names) if session.names != "codes" else ""
    return "", person.name if session.names == "full" else "".join(f"{word[0]}." for word in person.name.split())


def _listed(session: Session, chart: Chart) -> int:
    members = [_told(session, person) for person in chart.client.members]
    if session.flags.form == "json":
        rows = [{"client": code or None, "name": name} for code, name in members]
        session.out_json(rows, kind=chart.client.kind.value)
    elif members:
        session.out(session.table([[code or "no chart", name] for code, name in members]))
    else:
        session.tell(f"{chart.code} is {chart.client.kind.value}: no members.")
    return exits.DONE
