"""The keymap by command line: checking the person's file, printing the table."""

from __future__ import annotations

import click

from plantui.cli import exits
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.keys.action import Registry
from plantui.keys.keymap import default_keymap
from plantui.keys.markdown import to_markdown
from plantui.keys.parse import keymap_or_default
from plantui.settings.own_files import read_text
from plantui.settings.problem import Problem


@click.command("keys", cls=GlobalCommand)
@click.option("--check", is_flag=True, help="Check keymap.toml.")
@click.option("--md", "markdown", is_flag=True, help="Print the keys in force as a Markdown table.")
@click.pass_obj
def keys_command(session: Session, check: bool, markdown: bool) -> int:
    """The keys in force; --check says what is wrong in keymap.toml."""
    from plantui.cli.door import screen_actions

    registry = Registry.of(screen_actions())
    path = session.setup.paths.keymap_file
    text = read_text(path)
    if isinstance(text, Problem):
        raise exits.Stop(exits.STORE, str(text))
    keymap, problems = keymap_or_default(text, registry) if text is not None else (default_keymap(registry), ())
    for problem in problems:
        session.tell(f"{path}: {problem.sentence}")
    if check:
        if not problems:
            session.tell(f"{path} is sound." if text is not None else f"There is no {path}; the default keys hold.")
        return exits.FINDINGS if problems else exits.DONE
    session.out(to_markdown(keymap))
    return exits.DONE
