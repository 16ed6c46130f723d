"""The audit trail, to be read by people: who did what, to whose chart, and when. It holds no clinical content."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import click

from plantui.cli import exits, refs
from plantui.cli.door import GlobalCommand
from plantui.cli.lists import name_of
from plantui.cli.session import Session
from plantui.vault.seam import AuditLine, AuditQuery, is_name

if TYPE_CHECKING:
    from plantui.model.summary import Summary

SCREENFUL = 1000
"""How many lines a terminal gets when nobody says how many."""


@click.command("log", cls=GlobalCommand)
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--who", metavar="XX", help="By this user: initials or id.")
@click.option("--since", metavar="D", help="From this day on.")
@click.option("--until", metavar="D", help="Up to this day.")
@click.option("--act", metavar="ACT", help="This act, or all below it: plan, chart.view, export.")
@click.option("--last", type=click.IntRange(0), metavar="N", help="Only the last N lines; 0 is all of them.")
@click.pass_obj
def log_command(
    session: Session,
    client: str | None,
    who: str | None,
    since: str | None,
    until: str | None,
    act: str | None,
    last: int | None,
) -> int:
    """The audit trail: changes, views, exports, unlocks; oldest first, without a word of any chart."""
    query = AuditQuery(
        since=_begin(session, since) if since else None,
        until=_begin(session, until) + timedelta(days=1) if until else None,
        who=_user(session, who) if who else "",
        chart=_chart(session, client) if client else "",
        act=act or "",
    )
    lines: Iterator[AuditLine] | deque[AuditLine] = session.store.audit(query)
    if last is None and sys.stdout.isatty() and session.flags.form != "json":
        lines = deque(lines, SCREENFUL)
        if len(lines) == SCREENFUL:
            session.tell(f"The last {SCREENFUL} lines. --last 0 shows all of them.")
    elif last:
        lines = deque(lines, last)
    summaries = {each.chart: each for each in session.practice.summaries()}
    users = {user.id: user.initials for user in (*session.store.vault.users, *session.store.vault.former)}
    if session.flags.form == "json":
        session.out_json(_row(session, line, users, summaries.get(line.chart)) for line in lines)
        return exits.DONE
    table = [_cells(session, line, users, summaries.get(line.chart)) for line in lines]
    if session.flags.form == "md":
        session.out("\n".join(f"- {'  '.join(cell for cell in row if cell)}" for row in table))
    else:
        session.out(session.table(table))
    if not table:
        session.tell("No line fits.")
    return exits.DONE


def _row(session: Session, line: AuditLine, users: dict[str, str], summary: Summary | None) -> dict[str, object]:
    row: dict[str, object] = {
        "seq": line.seq,
        "at": line.at,
        "who": users.get(line.who, line.who),
        "session": line.sess,
        "act": line.act,
        "client": summary.code if summary else None,
        "chart": line.chart or None,
        "revision": line.rev or None,
        "detail": line.detail,
    }
    if summary and session.names == "full":
        row["name"] = name_of(summary, "full")
    if summary and session.names != "codes":
        row["initials"] = summary.initials
    return row


def _cells(session: Session, line: AuditLine, users: dict[str, str], summary: Summary | None) -> list[str]:
    local = line.at.astimezone()
    return [
        f"{local:%a} {local.day:2} {local:%b %Y %H:%M:%S}",
        users.get(line.who, line.who),
        line.act,
        summary.code if summary else line.chart,
        *([name_of(summary, session.names) if summary else ""] if session.names != "codes" else []),
        f"rev {line.rev}" if line.rev else "",
        " ".join(line.detail),
    ]


def _user(session: Session, word: str) -> str:
    vault = session.store.vault
    wanted = word.casefold()
    for user in (*vault.users, *vault.former):
        if wanted in (user.id.casefold(), user.initials.casefold()):
            return user.id
    if wanted == "nobody":
        return wanted
    raise exits.Stop(exits.NOT_FOUND, f"Nobody with the initials {word} works or worked in this store.")


def _chart(session: Session, word: str) -> str:
    """The chart a word means; the id of a chart that is gone is taken as it is."""
    try:
        return refs.client(session, word).chart
    except exits.Stop as stop:
        if stop.code == exits.NOT_FOUND and is_name(word) and len(word) >= 20:
            return word
        raise


def _begin(session: Session, text: str) -> datetime:
    """The first moment of a day, on the clock of the person who asks."""
    from plantui.practice.lexicon import lexicon
    from plantui.quickentry import parse_date

    day = parse_date(text, lexicon(None, session.practice.acting()), "past")
    return datetime.combine(day, time(), tzinfo=session.now.tzinfo)
