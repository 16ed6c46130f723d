"""Disposal: which charts may go, and removing one for good. Nothing is ever removed by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plantui.cli import exits, refs
from plantui.cli.asking import confirmed, event, refuse_readers
from plantui.cli.door import GlobalCommand
from plantui.cli.lists import name_of
from plantui.cli.session import Session
from plantui.clinical.retention import Retention, RetentionRule, retention
from plantui.model.status import ClientStatus

if TYPE_CHECKING:
    from plantui.model.summary import Summary

GUIDELINE = (
    "The dates follow a guideline (APA: seven years after the last service, or three after majority). "
    "The law of your state comes first; retention.years and the like set other numbers."
)


def rule(session: Session) -> RetentionRule:
    """How long charts are kept here."""
    settings = session.setup.settings
    return RetentionRule(settings.retention_years, settings.retention_after_majority, settings.retention_majority)


@click.command("dispose", cls=GlobalCommand)
@click.argument("who", metavar="[CLIENT]", required=False)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.pass_obj
def dispose_command(session: Session, who: str | None, dry_run: bool) -> int:
    """Remove a chart for good once its time is over; without CLIENT, list ended treatments and their dates."""
    if who is None:
        return _list(session)
    refuse_readers(session)
    summary = refs.client(session, who)
    chart = refs.chart(session, summary.code)
    kept = retention(chart, rule(session))
    if kept is None:
        raise exits.Stop(exits.USAGE, f"The treatment of {summary.code} has not ended. Nothing was removed.")
    if not kept.over(session.now.date()):
        session.tell(GUIDELINE)
        raise exits.Stop(exits.USAGE, f"{summary.code} is kept until {_day(kept)}: {kept.reason}. Nothing was removed.")
    session.tell(f"{summary.code} had to be kept until {_day(kept)}: {kept.reason}. {GUIDELINE}")
    if dry_run:
        return exits.DONE
    if not confirmed(session, f"Remove the chart of {summary.code} for good, with its drafts and versions?"):
        raise exits.Stop(exits.PERSON, "Nothing was removed.")
    return _dispose(session, summary)


def _dispose(session: Session, summary: Summary) -> int:
    from plantui.vault.disposal import dispose

    store = session.store
    rev, _ = store.load(summary.chart)
    done = dispose(store.parts, summary.chart, rev, event(session, "chart.dispose"))
    session.practice.refresh()
    if session.flags.form == "json":
        session.out_json([{"client": summary.code, "snapshots": [label.at for label in done.snapshots]}])
    else:
        session.line(f"{summary.code} is removed.")
    if done.snapshots:
        names = ", ".join(label.name for label in done.snapshots)
        session.tell(f"It is still in the snapshots {names}.")
        session.tell("They go in time, or at once with plantui vault snapshots --drop all.")
    session.tell("Backups and exports are outside of the store: whoever keeps them removes them there.")
    return exits.DONE


def _list(session: Session) -> int:
    today = session.now.date()
    rows: list[tuple[Summary, Retention]] = []
    for summary in session.practice.summaries():
        if summary.status == ClientStatus.DISCHARGED:
            kept = retention(session.practice.chart(summary.chart), rule(session))
            if kept is not None:
                rows.append((summary, kept))
    rows.sort(key=lambda row: (row[1].until, row[0].code))
    if session.flags.form == "json":
        session.out_json(
            {"client": summary.code, "keep_until": kept.until, "reason": kept.reason, "over": kept.over(today)}
            for summary, kept in rows
        )
        return exits.DONE
    table = [
        [
            summary.code,
            *([name_of(summary, session.names)] if session.names != "codes" else []),
            "may go" if kept.over(today) else "keep",
            f"until {_day(kept)}",
            kept.reason,
        ]
        for summary, kept in rows
    ]
    session.out(session.table(table))
    session.tell(GUIDELINE if rows else "No treatment has ended.")
    return exits.DONE


@click.command("snapshots", cls=GlobalCommand)
@click.option("--drop", metavar="STAMP|all", help="Remove a snapshot before its time, or all of them.")
@click.pass_obj
def snapshots_command(session: Session, drop: str | None) -> int:
    """List the snapshots by their stamps, or remove some before their time."""
    from plantui.vault.label import read_label
    from plantui.vault.snapshots import Snapshots

    snapshots = Snapshots(session.store.parts)
    found = snapshots.labels()
    if drop is None:
        if session.flags.form == "json":
            session.out_json({"stamp": label.name, "at": label.at, "reason": label.reason} for label in found)
        else:
            session.out("\n".join(label.name for label in found))
        return exits.DONE
    refuse_readers(session)
    wanted = found if drop == "all" else [label for label in found if label == read_label(drop)]
    if not wanted:
        raise exits.Stop(exits.NOT_FOUND, f"There is no snapshot {drop}." if drop != "all" else "There is none.")
    several = f"{len(wanted)} snapshots" if len(wanted) != 1 else f"The snapshot {wanted[0].name}"
    if not confirmed(session, f"{several} will be removed, and what only they hold. Go on?"):
        raise exits.Stop(exits.PERSON, "Nothing was removed.")
    session.store.record([event(session, "snapshot.drop", *(label.name for label in wanted[-32:]))], durable=True)
    for label in wanted:
        snapshots.let_go(label)
    session.tell(f"{several} {'is' if len(wanted) == 1 else 'are'} removed.")
    return exits.DONE


def _day(kept: Retention) -> str:
    return f"{kept.until.day} {kept.until:%b %Y}"
