"""What the program says about itself and its surroundings: about, log, doctor, and what a check of the store finds."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from plantui import __version__
from plantui.keys.taken import KEYS
from plantui.practice.refusal import Refused
from plantui.tui.desk import naming
from plantui.tui.desk.plain import Sentence, show

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk
    from plantui.vault.store import FileStore

FLUSH_SECONDS = 5.0
"""How long a check or a backup waits for the store to have everything."""


def store_of(desk: Desk) -> FileStore:
    """The open store, with everything stored that was changed.

    Raises:
        Refused: there is none, or changes wait to be saved.
    """
    premises = desk.locking.premises
    store = premises.store if premises is not None else None
    if store is None:
        raise Refused("There is no open store here.")
    if not desk.practice.writer.flush(FLUSH_SECONDS):
        raise Refused("Changes still wait to be saved. Try again when the first row says saved.")
    return store


def _python() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def _about(desk: Desk) -> list[Sentence]:
    lines = [
        f"PlanTUI {__version__}",
        "Treatment plans for psychotherapists, by keys alone.",
        "",
        "MIT licence. No network, no account, no mouse.",
        f"Python {_python()} on {sys.platform}",
    ]
    paths = desk.paths
    if paths is not None:
        lines += [
            "",
            f"Store      {paths.store}",
            f"Exports    {paths.exports}",
            f"Settings   {paths.config_file}",
            f"Keymap     {paths.keymap_file}",
            f"Log        {paths.log}",
        ]
    lines += ["", "Measures are shipped as scoring facts, never as the text of an instrument."]
    return [(text, "") for text in lines]


def about(desk: Desk) -> None:
    """Version, licence, and where things are kept."""
    show(desk, "About PlanTUI", _about)


def _log(desk: Desk) -> list[Sentence]:
    """The messages of this run, newest first, with names as the mode allows now."""
    said = [
        (f"{each.at:%H:%M:%S}  {_discreet(desk, each.text)}", "ask" if each.warning else "")
        for each in reversed(desk.state.journal.said)
    ]
    return said or [("Nothing was said in this run yet.", "")]


def _discreet(desk: Desk, text: str) -> str:
    """A message with every client's name as the mode allows: it may have been said in another mode."""
    names = desk.state.names
    if names == "full":
        return text
    for summary in desk.practice.summaries():
        if summary.family and summary.family in text:
            shown = naming.full_name(summary, names)
            for name in (naming.full_name(summary, "full"), naming.short_name(summary, "full"), summary.family):
                text = text.replace(name, shown)
    return text


def log(desk: Desk) -> None:
    """The messages of this run."""
    show(desk, "What was said in this run", _log)


def doctor(desk: Desk) -> None:
    """Check the terminal, what may take keys on the way, the files; name the line to change."""
    from plantui.settings.checkup import Finding, ask_system, files, machine, read_system, report, terminal
    from plantui.settings.swallowing import swallowers

    found = [Finding("ok", "program", f"PlanTUI {__version__}, Python {_python()}.")]
    found += [*terminal(os.environ), *swallowers(os.environ, ask_system)]
    if desk.paths is not None:
        found += files(desk.paths, desk.settings, os.environ)
    found += machine(os.environ, read_system)
    asks = sum(each.word == "ask" for each in found)
    lines: list[Sentence] = [(text, "ask" if text.startswith("ask") else "") for text in report(found)]
    lines += [("", ""), ("Keys that something on the way may take, and what does the same:", "head")]
    lines += [(f"{key.key:<8}{key.taker}: {key.instead}", "") for key in KEYS]
    lines += [("", ""), (":keys test shows which of them arrive.", "")]
    shown = tuple(lines)
    show(desk, "This terminal and installation", lambda _: shown)
    desk.say(f"{asks} to look at." if asks else "All is well.")


def verify(desk: Desk) -> None:
    """Check the store, its links and signatures."""
    from plantui.practice.checking import check_charts

    store = store_of(desk)
    found = [(each.code, each.sentence, each.next_step) for each in store.verify()]
    found += [(each["code"], each["sentence"], each["next_step"]) for each in check_charts(desk.practice)]
    count = len(desk.practice.summaries())
    charts = f"{count} chart{'' if count == 1 else 's'} checked"
    lines: list[Sentence] = []
    for code, sentence, step in found:
        lines += [(f"{code}  {sentence}", "ask" if not code.startswith("N") else ""), (f"      {step}", "")]
    shown: Sequence[Sentence] = tuple(lines or [(f"{charts}. Nothing found.", "")])
    show(desk, "The store, its links and signatures", lambda _: shown)
    bad = sum(not code.startswith("N") for code, _, _ in found)
    desk.say(f"{charts}. {bad} to look at." if bad else f"{charts}. Nothing found.")


ACTIONS: dict[str, Action] = {
    "command.about": about,
    "command.log": log,
    "command.doctor": doctor,
    "command.verify": verify,
}
"""Action id -> what runs."""
