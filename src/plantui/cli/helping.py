"""Help by name, as people ask for it: ``plantui help``, ``plantui help note``, ``plantui help vault seal``."""

from __future__ import annotations

import click

from plantui.cli import exits
from plantui.cli.door import GlobalCommand, door
from plantui.cli.session import Session


@click.command("help", cls=GlobalCommand)
@click.argument("names", metavar="[COMMAND]...", nargs=-1)
@click.pass_context
def help_command(context: click.Context, names: tuple[str, ...]) -> int:
    """What a command does and its flags; without one, all commands."""
    session = context.ensure_object(Session)
    command: click.Command = door
    parent = click.Context(door, info_name="plantui", obj=session)
    for name in names:
        known = command.get_command(parent, name) if isinstance(command, click.Group) else None
        if known is None:
            raise exits.Stop(exits.NOT_FOUND, f"There is no command {' '.join(names)}. plantui help lists them.")
        command, parent = known, click.Context(known, info_name=name, parent=parent, obj=session)
    session.line(command.get_help(parent))
    return exits.DONE
