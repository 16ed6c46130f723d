"""The keymap by command line: checking the person's file, printing the table, choosing a shipped one."""

from __future__ import annotations

import click

from plantui.cli import exits
from plantui.cli.asking import refuse_read_only
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.keys.action import Registry
from plantui.keys.keymap import default_keymap
from plantui.keys.markdown import to_markdown
from plantui.keys.parse import keymap_or_default
from plantui.keys.shipped import SHIPPED, shipped_text
from plantui.settings.own_files import read_text, write_text
from plantui.settings.problem import Problem


@click.command("keys", cls=GlobalCommand)
@click.option("--check", is_flag=True, help="Check keymap.toml.")
@click.option("--md", "markdown", is_flag=True, help="Print the keys in force as a Markdown table.")
@click.option("--test", "testing", is_flag=True, help="Show what the terminal really sends, key by key.")
@click.option("--use", metavar="NAME", type=click.Choice([*SHIPPED]), help="Use a shipped keymap.")
@click.pass_obj
def keys_command(session: Session, check: bool, markdown: bool, testing: bool, use: str | None) -> int:
    """The keys in force; --check says what is wrong in keymap.toml."""
    if testing:
        from plantui.cli.keytest import show_keys

        return show_keys()
    from plantui.cli.door import screen_actions

    registry = Registry.of(screen_actions())
    if use is not None:
        return _use(session, use, registry)
    path = session.setup.paths.keymap_file
    text = read_text(path)
    if isinstance(text, Problem):
        raise exits.Stop(exits.STORE, text.sentence)
    keymap, problems = keymap_or_default(text, registry) if text is not None else (default_keymap(registry), ())
    for problem in problems:
        session.tell(f"{path}: {problem.sentence}")
    if check:
        if not problems:
            session.tell(f"{path} is sound." if text is not None else f"There is no {path}; the default keys hold.")
        return exits.FINDINGS if problems else exits.DONE
    session.out(to_markdown(keymap))
    return exits.DONE


def _use(session: Session, name: str, registry: Registry) -> int:
    """Put a shipped keymap in the place of the person's; that one is kept beside it."""
    refuse_read_only(session)
    path = session.setup.paths.keymap_file
    before = read_text(path)
    if isinstance(before, Problem):
        raise exits.Stop(exits.STORE, before.sentence)
    kept = path.with_name("keymap.toml.before")
    if before and before not in {shipped_text(each, registry) for each in SHIPPED}:
        problem = write_text(kept, before)
        if problem is not None:
            raise exits.Stop(exits.STORE, problem.sentence)
        session.tell(f"Your own keymap is kept in {kept}.")
    problem = write_text(path, shipped_text(name, registry))
    if problem is not None:
        raise exits.Stop(exits.STORE, problem.sentence)
    session.tell(f"The keymap {name} is in {path}. An open PlanTUI takes it up by itself.")
    return exits.DONE
