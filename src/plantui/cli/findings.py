"""Lint by command line: the same rules and ids as on the screen."""

from __future__ import annotations

import click

from plantui.cli import exits, refs
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.clinical.lint import SCREEN_WORDS, Finding, lint
from plantui.clinical.reference import profile_of
from plantui.model.status import ClientStatus


@click.command("lint", cls=GlobalCommand)
@click.argument("who", metavar="[CLIENT...]", nargs=-1)
@click.option("--all", "everybody", is_flag=True, help="Every client in care.")
@click.option("--must-only", is_flag=True, help="Only what must be settled.")
@click.option("--profile", metavar="ID", help="Check against this payer profile.")
@click.pass_obj
def lint_command(session: Session, who: tuple[str, ...], everybody: bool, must_only: bool, profile: str | None) -> int:
    """What an auditor, or the next clinician, would miss. Exit code 1 when there is a must."""
    library = session.library
    if profile is not None and profile not in library.profiles:
        known = ", ".join(sorted(library.profiles))
        raise exits.Stop(exits.NOT_FOUND, f"There is no payer profile {profile}. Known: {known}")
    summaries = refs.clients(session, who)
    if everybody or not who:
        summaries = sorted(
            (each for each in session.practice.summaries() if each.status != ClientStatus.DISCHARGED),
            key=lambda each: each.code,
        )
    reached = session.practice.reached()
    found: list[tuple[str, Finding]] = []
    for summary in summaries:
        chart = session.practice.chart(summary.chart)
        chosen = library.profile(profile) if profile is not None else profile_of(chart, library)
        found += [(summary.code, each) for each in lint(chart, library, session.now.date(), chosen, reached)]
    if must_only:
        found = [(code, each) for code, each in found if each.severity == "error"]
    if session.flags.form == "json":
        session.out_json(
            {
                "client": code,
                "id": each.id,
                "severity": each.severity,
                "code": each.code,
                "message": each.message,
                "ref": each.ref,
            }
            for code, each in found
        )
    elif session.flags.form == "md":
        session.out(
            "\n".join(
                f"- {code} {each.code} {SCREEN_WORDS[each.severity]}: {each.message} ({each.id})"
                for code, each in found
            )
        )
    else:
        rows = [[code, SCREEN_WORDS[each.severity], each.code, each.id, each.message] for code, each in found]
        session.out(session.table(rows))
        if not found:
            session.tell("Nothing found.")
    return exits.FINDINGS if any(each.severity == "error" for _, each in found) else exits.DONE
