"""`plantui review`: a plan, or everything due, as the conversation of line mode."""

from __future__ import annotations

import sys

import click

from plantui.cli import exits, refs
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session


@click.command("review", cls=GlobalCommand)
@click.argument("who", metavar="[CLIENT]", required=False)
@click.option("--due", is_flag=True, help="Everything due, one plan after another.")
@click.pass_obj
def review_command(session: Session, who: str | None, due: bool) -> int:
    """Review a plan line by line: each objective, the next date, your initials."""
    if due == (who is not None):
        raise exits.Stop(exits.USAGE, "Review whom? plantui review C-014, or plantui review --due.")
    if sys.stdin is None or not sys.stdin.isatty():
        raise exits.Stop(exits.PERSON, "A review needs a person at a terminal. Run plantui review there.")
    from plantui.cli.line.conversation import converse

    if who is None:
        return converse(session, "review due")
    return converse(session, f"review {refs.client(session, who).code}")
