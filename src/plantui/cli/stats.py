"""The caseload in numbers by command line."""

from __future__ import annotations

import click

from plantui.cli import exits
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.clinical.picture import picture


@click.command("stats", cls=GlobalCommand)
@click.pass_obj
def stats_command(session: Session) -> int:
    """The caseload in numbers: clients, plans, what is due, diagnoses, measures; no names."""
    now = session.now
    measures = session.library.measures
    summaries = session.practice.summaries()
    short = {name: measures[name].short for each in summaries for name in each.measures if name in measures}
    figures = picture(summaries, now.date(), now, session.setup.settings.review_window, short)
    if session.flags.form == "json":
        session.out_json({"group": each.group, "what": each.what, "count": each.number} for each in figures)
    elif session.flags.form == "md":
        lines: list[str] = []
        for place, each in enumerate(figures):
            if place == 0 or figures[place - 1].group != each.group:
                lines += ["", f"## {each.group.capitalize()}", ""] if lines else [f"## {each.group.capitalize()}", ""]
            lines.append(f"- {each.what}: {each.number}")
        session.out("\n".join(lines))
    else:
        table = [
            [each.group if not place or figures[place - 1].group != each.group else "", each.what, str(each.number)]
            for place, each in enumerate(figures)
        ]
        session.out(session.table(table, right=frozenset({2})))
    return exits.DONE
