"""The door itself: global flags, the commands, and what every failure becomes."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from plantui import __version__
from plantui.cli import exits
from plantui.cli.session import Flags, Session
from plantui.hush import PATIENT, Hush

_GLOBAL = (
    click.Option(["--store"], metavar="DIR", help="The folder of the charts.", expose_value=False),
    click.Option(["--names"], type=click.Choice(["full", "initials", "codes"]), help="How names are shown."),
    click.Option(["--format", "form"], type=click.Choice(["plain", "md", "json"]), help="Form of the output."),
    click.Option(["--no-color"], is_flag=True, help="No colours."),
    click.Option(["--ascii"], is_flag=True, help="Borders of + - | only."),
    click.Option(["--read-only"], is_flag=True, help="Change nothing."),
    click.Option(["--print", "no_pager"], is_flag=True, help="No pager."),
    click.Option(["--quiet"], is_flag=True, help="No messages."),
    click.Option(["--yes"], is_flag=True, help="Answer questions with yes."),
    click.Option(["--passphrase-fd"], type=int, metavar="N", help="Read the passphrase from this descriptor."),
    click.Option(["--user"], metavar="XX", help="Who works here: initials."),
)


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> Any:  # noqa: ANN401
    """Keep a global flag wherever it stands; the one nearest to the command wins."""
    session = context.ensure_object(Session)
    if value is not None and value is not False and parameter.name is not None:
        setattr(session.flags, parameter.name, value)
    return value


def _global_options() -> list[click.Parameter]:
    options: list[click.Parameter] = []
    for option in _GLOBAL:
        options.append(
            click.Option(
                [*option.opts, option.name or ""] if option.name not in ("store",) else list(option.opts),
                type=option.type,
                is_flag=option.is_flag,
                metavar=option.metavar,
                help=option.help,
                expose_value=False,
                callback=_remember,
                hidden=False,
            )
        )
    return options


class GlobalCommand(click.Command):
    """A command that takes the global flags too."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own parameters, then the global flags."""
        own = super().get_params(ctx)
        known = {parameter.name for parameter in own}
        return [*own, *(option for option in _global_options() if option.name not in known)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own flags; those that every command takes are listed once, by ``plantui --help``."""
        options = [each for each in click.Command.get_params(self, ctx) if isinstance(each, click.Option)]
        own = [option.get_help_record(ctx) for option in options]
        with formatter.section("Options"):
            formatter.write_dl([record for record in own if record is not None])
        formatter.write_paragraph()
        formatter.write_text("plantui --help lists the flags that every command takes, such as --store and --format.")

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run the command. A passphrase is read before the command can read the same descriptor."""
        session = ctx.ensure_object(Session)
        session.passphrases.prepare()
        if ctx.command.name not in PATIENT:
            session.hush.lift()
        return super().invoke(ctx)


class LazyGroup(click.Group):
    """Commands whose modules are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order of help."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name."""
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        from importlib import import_module

        command = getattr(import_module(f"plantui.cli.{module}"), cmd_name.replace("-", "_") + "_command")
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with a line each, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _SAID[name]) for name in _COMMANDS])

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The global flags."""
        return [*_global_options(), *super().get_params(ctx)]


_SAID = {
    "init": "Make a store.",
    "demo": "Make and open a rehearsal store of invented clients.",
    "list": "Clients.",
    "due": "What is due.",
    "glance": "One page for the next visit.",
    "show": "A plan, or one line of it with its evidence.",
    "new": "A client, one line on standard input.",
    "members": "Who is seen together: a couple, a family, a group.",
    "add": "Plan lines, one a line on standard input.",
    "note": "A note of a visit, from standard input or your editor.",
    "mark": "A progress mark.",
    "status": "A status.",
    "measure": "A score: a total, or all answers.",
    "when": "The review date.",
    "review": "Review a plan, or everything due, line by line.",
    "sign": "Sign a plan, a note or a review, at a terminal.",
    "line": "Line mode: everything in plain sentences, for a screen reader.",
    "private": "Your private notes about a client, kept apart from the chart.",
    "export": "Plan, glance page, notes, review or everything of a client, into files.",
    "import": "A bundle or a list of clients.",
    "lint": "Findings in plans.",
    "schema": "The JSON Schema of a bundle.",
    "stats": "The caseload in numbers, no names.",
    "backup": "Write the whole store into one file.",
    "restore": "Put back a store from a backup, or one chart as it was.",
    "log": "Who did what, and when.",
    "verify": "Check the store.",
    "unlock": "Keep a sealed store open for later commands of this login.",
    "lock": "End what unlock began.",
    "vault": "Seal the store; its passphrase, keys and anchors.",
    "users": "Who works in the store.",
    "lib": "The statement library: list, show, add, check.",
    "keys": "The keymap.",
    "config": "The settings.",
    "doctor": "Check this terminal and the installation.",
    "completion": "Completion for bash, zsh or fish.",
    "help": "Help for a command.",
}
_COMMANDS = {
    "init": "stores",
    "demo": "stores",
    "list": "lists",
    "due": "lists",
    "glance": "pages",
    "show": "pages",
    "new": "writing",
    "members": "members",
    "add": "writing",
    "note": "note",
    "mark": "writing",
    "status": "writing",
    "measure": "measure",
    "when": "writing",
    "review": "review",
    "sign": "signing",
    "line": "line.command",
    "private": "private",
    "export": "files",
    "import": "files",
    "lint": "findings",
    "schema": "files",
    "stats": "stats",
    "backup": "backups",
    "restore": "backups",
    "log": "logs",
    "verify": "verify",
    "unlock": "unlocking",
    "lock": "unlocking",
    "vault": "vaults",
    "users": "users",
    "lib": "libraries",
    "keys": "keymaps",
    "config": "config",
    "doctor": "doctor",
    "completion": "completion",
    "help": "helping",
}


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="plantui", message="%(prog)s %(version)s")
@click.pass_context
def door(context: click.Context) -> None:
    """Treatment plans for psychotherapists, by keys alone. Without a command the full screen opens."""
    session = context.ensure_object(Session)
    if context.invoked_subcommand is None:
        if _first_run(session):
            from plantui.cli.stores import first_store

            first_store(session)
        raise SystemExit(open_screen(session))


def _first_run(session: Session) -> bool:
    """Whether somebody sits here who has no store yet, and named none."""
    flags = session.flags
    if flags.store or flags.read_only or flags.passphrase_fd is not None or os.environ.get("PLANTUI_STORE"):
        return False
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        return False
    folder = session.setup.paths.store
    try:
        return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    except OSError:
        # Opening it says why it cannot be used.
        return False


def open_screen(session: Session, *, tour: bool = False) -> int:
    """Open the full screen on the session's store, with the strip of the tour where it is asked for; the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise exits.Stop(exits.PERSON, "The full screen needs a terminal. plantui --help lists the commands.")
    from plantui.settings.environment import line_mode

    if line_mode(os.environ):
        session.hush.lift()
        from plantui.cli.line.conversation import converse

        return converse(session)
    from plantui.tui.run import run_screen

    premises = session.premises
    sentence = run_screen(
        premises,
        session.library,
        session.setup.settings,
        session.setup.paths,
        names=session.names,
        rehearsal=premises.acting().rehearsal,
        read_only=session.flags.read_only,
        ascii_only=session.flags.ascii,
        no_color=session.flags.no_color,
        tour=tour,
        before=session.hush.take,
    )
    if sentence:
        session.tell(sentence)
        return exits.STORE
    return exits.DONE


def main(arguments: list[str] | None = None, hush: Hush | None = None) -> int:
    """Run the command line; the exit code. ``hush`` is that of the terminal, where it was begun."""
    from plantui.model.fault import ChartFaults
    from plantui.practice.practice import Clash, Moved
    from plantui.practice.refusal import Refused
    from plantui.quickentry.faults import LineFault
    from plantui.vault.faults import Conflict, VaultFault

    session = Session(Flags(), hush=hush or Hush())
    # A name that this locale cannot spell must not end the program; text that is none must not be stored.
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "replace"), (sys.stdin, "strict")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)
    try:
        result = door.main(args=arguments, prog_name="plantui", standalone_mode=False, obj=session)
        session.close()
        if sys.stdout is not None:
            sys.stdout.flush()
    except exits.Stop as stop:
        _say(stop.sentence)
        return stop.code
    except click.exceptions.Abort:
        _say("Stopped.")
        return exits.INTERRUPTED
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        _say(told.getvalue().rstrip())
        return exits.USAGE
    except LineFault as fault:
        _say(f"{fault.code} {fault.message}")
        return exits.USAGE
    except Refused as refused:
        _say(f"{refused.code} {refused.sentence}".strip())
        return exits.of_refusal(refused)
    except ChartFaults as faults:
        for each in faults.faults[:50]:
            _say(str(each))
        return exits.USAGE
    except (Conflict, Clash, Moved) as error:
        _say(f"E303 {error}")
        return exits.IN_USE
    except VaultFault as fault:
        _say(f"{fault.code} {fault.sentence}")
        _say(fault.next_step)
        return {"E201": exits.LOCKED, "E306": exits.IN_USE}.get(fault.code, exits.STORE)
    except UnicodeDecodeError:
        _say("Standard input is not UTF-8 text. Nothing was changed.")
        return exits.USAGE
    except BrokenPipeError:
        _drop_output()
        return exits.DONE
    except Exception as error:
        from plantui.settings.clock import WallClock
        from plantui.settings.faultlog import told as said
        from plantui.settings.paths import find_paths

        if isinstance(error, OSError) and error.filename is None:
            _drop_output()
            _say(f"The output could not be written ({error.strerror or error}).")
        else:
            _say(said(error, find_paths(None, os.environ).log, WallClock().now()))
        return exits.STORE
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else exits.DONE
    return result if isinstance(result, int) else exits.DONE


def _drop_output() -> None:
    """Let what is still in the buffer of standard output go nowhere, so that Python does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _say(sentence: str) -> None:
    if sentence:
        print(exits.shown(sentence), file=sys.stderr)


def screen_actions() -> frozenset[str]:
    """Ids of the actions that the full screen carries out."""
    from plantui.tui.run import action_ids

    return action_ids()
