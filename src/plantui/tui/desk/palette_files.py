"""Verbs of palette lines about files: importing clients or a chart, backing up the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plantui import __version__
from plantui.model.codec import from_bundle
from plantui.model.fault import ChartFaults
from plantui.practice import safekeeping
from plantui.practice.clientlist import ListFaults, read_list, take_list
from plantui.practice.refusal import Refused
from plantui.quickentry.palette import Command
from plantui.tui.desk.about import store_of
from plantui.tui.desk.library_page import save_as_template
from plantui.tui.desk.moving import settle
from plantui.tui.desk.palette_lines import Verb
from plantui.tui.desk.plain import show
from plantui.tui.desk.settings_page import set_choices, set_line
from plantui.vault.seam import Event

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

LARGEST = 50_000_000
"""Bytes; a larger file is taken for the wrong one."""


def _file(rest: str) -> Path:
    path = Path(rest.strip().strip('"')).expanduser().absolute()
    if not path.is_file():
        raise Refused(f"There is no file {path}.")
    if path.stat().st_size > LARGEST:
        raise Refused(f"{path} is larger than 50 MB: it is no list and no bundle.")
    return path


def _import(desk: Desk, command: Command) -> None:
    """`import ~/people.csv`, `import C-014_bundle.json`: everything is checked before anything is imported."""
    if desk.state.read_only:
        raise Refused(desk.read_only_said)
    path = _file(command.rest)
    data = path.read_bytes()
    try:
        if path.suffix.lower() == ".csv" or data.lstrip()[:1] != b"{":
            lines = read_list(data, desk.practice)
            codes = take_list(lines, desk.practice)
        else:
            chart = from_bundle(data)
            desk.practice.bring_in(chart)
            codes = [chart.code]
    except ListFaults as faults:
        _told(desk, faults.faults)
        return
    except ChartFaults as faults:
        _told(desk, tuple(str(fault) for fault in faults.faults[:50]))
        return
    settle(desk)
    shown = ", ".join(codes[:5]) + (f" and {len(codes) - 5} more" if len(codes) > 5 else "")
    desk.say(f"{len(codes)} imported: {shown}   {desk.key('edit.undo')} undo")


def _told(desk: Desk, faults: tuple[str, ...]) -> None:
    lines = tuple((text, "must") for text in faults)
    show(desk, "Nothing was imported", lambda _: lines)
    desk.warn(f"Nothing was imported: {len(faults)} {'faults' if len(faults) > 1 else 'fault'}.")


def _session(desk: Desk) -> str:
    """The name of this terminal in the audit trail."""
    premises = desk.locking.premises
    return premises.session if premises is not None else ""


def _backup(desk: Desk, command: Command) -> None:
    """`backup`, `backup /media/stick/`: the whole store in one file."""
    store = store_of(desk)
    acting = desk.practice.acting()
    event = Event(act="store.backup", who=acting.user.id, at=acting.now, session=_session(desk))
    usual = safekeeping.default_target(Path(store.layout.root), acting.now.astimezone())
    target = Path(command.rest.strip().strip('"')).expanduser().absolute() if command.rest else usual
    if target.is_dir():
        target /= usual.name
    head = safekeeping.back_up(store, target, event, __version__)
    plain = "" if head.sealed else " It is not encrypted: keep it on an encrypted disk."
    desk.say(f"{head.charts} charts and the audit trail in {target}.{plain}")


VERBS: dict[str, Verb] = {
    "import": Verb(_import, "import ~/people.csv", prose=True, bare=False, takes="a file"),
    "backup": Verb(_backup, "backup", prose=True, takes="a file", says=lambda *_: "writes the whole store there"),
    "template save": Verb(
        lambda desk, command: save_as_template(desk, command.rest),
        "template save Panic, six visits",
        prose=True,
        bare=False,
        takes="a name",
        action="command.template.save",
        says=lambda *_: "keeps this plan as a template, without its values",
    ),
    "set": Verb(set_line, "set lock.after 10m", set_choices, prose=True, takes="a setting"),
}
"""Verb -> what it does."""
