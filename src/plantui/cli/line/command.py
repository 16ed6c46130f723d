"""`plantui line`, and the review by command line: the same conversation."""

from __future__ import annotations

import click

from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session


@click.command("line", cls=GlobalCommand)
@click.pass_obj
def line_command(session: Session) -> int:
    """Line mode: plain sentences, one question at a time, new lines only at the end."""
    from plantui.cli.line.conversation import converse

    return converse(session)
