"""Settings by command line: what they are, what one is set to, and changing one."""

from __future__ import annotations

import click

from plantui.cli import exits
from plantui.cli.asking import refuse_read_only
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.settings.config import with_setting, without_setting
from plantui.settings.known import KNOWN, NAMES, Settings, known
from plantui.settings.own_files import read_text, write_text
from plantui.settings.problem import Problem, nearest


@click.command("config", cls=GlobalCommand, context_settings={"ignore_unknown_options": True})
@click.argument("name", metavar="[NAME]", required=False)
@click.argument("value", metavar="[VALUE]", required=False)
@click.option("--default", "reset", is_flag=True, help="Set NAME back to its default.")
@click.pass_obj
def config_command(session: Session, name: str | None, value: str | None, reset: bool) -> int:
    """The settings: all of them, one, or one with a new value. Comments in config.toml stay."""
    settings = session.setup.settings
    if name is None:
        if session.flags.form == "json":
            from plantui.settings.clock import WallClock

            items = [{"name": each.name, "value": each.shown(settings), "help": each.help} for each in KNOWN]
            session.out_json(items, generated=WallClock().now())
        else:
            rows = [(each.name, each.shown(settings) or '""', each.help) for each in KNOWN]
            session.line(session.table(rows))
            session.tell(f"They are kept in {session.setup.paths.config_file}.")
        return exits.DONE
    setting = known(name)
    if setting is None:
        like = nearest(name, NAMES)
        hint = f" Did you mean {like}?" if like else " plantui config lists them."
        raise exits.Stop(exits.NOT_FOUND, f"{name} is not a setting.{hint}")
    if value is None and not reset:
        session.line(setting.shown(settings))
        return exits.DONE
    refuse_read_only(session)
    path = session.setup.paths.config_file
    text = read_text(path)
    if isinstance(text, Problem):
        raise exits.Stop(exits.STORE, text.sentence)
    there = text or ""
    changed = without_setting(there, name, path) if reset else with_setting(there, name, value or "", path)
    if isinstance(changed, Problem):
        raise exits.Stop(exits.USAGE, changed.sentence)
    problem = write_text(path, changed)
    if problem is not None:
        raise exits.Stop(exits.STORE, problem.sentence)
    session.tell(f"{name} is back to its default, {setting.shown(Settings()) or 'empty'}." if reset else f"{name} set.")
    return exits.DONE
