"""A look at this terminal and the installation: what works, what does not, and the line to change."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import click

from plantui import __version__
from plantui.cli import exits
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.settings.checkup import Finding, ask_system, files, machine, read_system, report, terminal
from plantui.settings.load import SetUp, load
from plantui.settings.own_files import read_text
from plantui.settings.problem import Problem
from plantui.settings.swallowing import swallowers
from plantui.vault.create import look_at
from plantui.vault.faults import StoreMissing, VaultFault
from plantui.vault.mount import caution


@click.command("doctor", cls=GlobalCommand)
@click.pass_obj
def doctor_command(session: Session) -> int:
    """Check this terminal, what may take keys on the way, the files and the store; name the line to change."""
    setup = load(session.folder or session.flags.store, os.environ)
    found = [*program(), *terminal(os.environ), *swallowers(os.environ, ask_system)]
    found += [*own_files(setup), *store(setup.paths.store)]
    found += [*files(setup.paths, setup.settings, os.environ), *machine(os.environ, read_system)]
    if session.flags.form == "json":
        from plantui.settings.clock import WallClock

        rows = [{"word": each.word, "part": each.part, "said": each.said, "change": each.change} for each in found]
        session.out_json(rows, generated=WallClock().now())
    else:
        text = "\n".join(report(found))
        if session.aloud:
            from plantui.cli.line.speech import aloud

            text = aloud(text)
        session.line(text)
    asks = sum(each.word == "ask" for each in found)
    session.tell(f"{asks} to look at." if asks else "All is well.")
    session.tell("plantui keys --test shows what your terminal sends for a key.")
    return exits.FINDINGS if asks else exits.DONE


def program() -> list[Finding]:
    """The versions of what runs."""
    return [Finding("ok", "program", f"PlanTUI {__version__}, Python {platform.python_version()}.")]


def own_files(setup: SetUp) -> list[Finding]:
    """What is wrong in the person's settings and keymap."""
    from plantui.cli.door import screen_actions
    from plantui.keys.action import Registry
    from plantui.keys.parse import keymap_or_default

    found = [Finding("ask", "settings", each.sentence) for each in setup.problems]
    path = setup.paths.keymap_file
    text = read_text(path)
    if isinstance(text, Problem):
        found.append(Finding("ask", "keymap", text.sentence))
    elif text is not None:
        _, problems = keymap_or_default(text, Registry.of(screen_actions()))
        said = [f"{path}: {each.sentence} The default keys are used." for each in problems]
        found += [Finding("ask", "keymap", each) for each in said]
    return found or [Finding("ok", "settings", f"{setup.paths.config} holds nothing that does not read.")]


def store(folder: Path) -> list[Finding]:
    """Whether there is a store, whether it is sealed, and whether it may be opened."""
    try:
        layout, vault = look_at(folder)
    except StoreMissing as missing:
        return [Finding("note", "store", missing.sentence, missing.next_step)]
    except VaultFault as fault:
        return [Finding("ask", "store", f"{fault.code} {fault.sentence}", fault.next_step)]
    kind = "rehearsal store" if vault.rehearsal else "store"
    doubt = caution(layout.root)
    network = [Finding("ask", "disk", doubt, "Move the store to a disk of this machine.")] if doubt else []
    if vault.sealing is None and not vault.rehearsal:
        said = f"{folder} is a {kind} of plain files: only your account can read them."
        return [*network, Finding("note", "store", said, "plantui vault seal encrypts it")]
    sealed = ", sealed" if vault.sealing is not None else ""
    return [*network, Finding("ok", "store", f"{folder} is a {kind}{sealed}.")]
