"""Verify: what is wrong with the store, and putting right what can be."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from plantui.cli import exits
from plantui.cli.asking import confirmed, event, refuse_readers
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.cli.unedited import look_after
from plantui.vault.faults import VaultFault
from plantui.vault.seam import Finding, Findings

if TYPE_CHECKING:
    from plantui.vault.backupfile import BackupFile
    from plantui.vault.repair import Remedy
    from plantui.vault.store import FileStore

BEFORE = "before-repair"
"""The reason of the snapshot that is made before anything is repaired."""

_REPAIRED = frozenset({"E303", "E304"})


@click.command("verify", cls=GlobalCommand)
@click.option("--deep", is_flag=True, help="Read every chart in full.")
@click.option(
    "--anchor", "kept", metavar="FILE", type=click.File("rb"), help="Compare with what vault anchor wrote there."
)
@click.option(
    "--repair", is_flag=True, help="Put back what is damaged from the newest good version that is kept; asks first."
)
@click.option(
    "--from",
    "backups",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="With --repair: a backup to look into, besides those beside the store.",
)
@click.pass_obj
def verify_command(
    session: Session, deep: bool, kept: IO[bytes] | None, repair: bool, backups: tuple[Path, ...]
) -> int:
    """Check modes, charts, signatures and the audit trail; say what to do about each finding."""
    if backups and not repair:
        raise exits.Stop(exits.USAGE, "--from names a backup to repair from: add --repair.")
    if repair:
        _repair_manifest(session)
        _repair(session, [_backup(file) for file in backups])
    return _report(session, deep or repair, kept)


def _report(session: Session, deep: bool, kept: IO[bytes] | None) -> int:
    from plantui.practice.checking import check_charts

    practice, store = session.opened
    ask = session.flags.yes or bool(sys.stdin is not None and sys.stdin.isatty())
    found = [*store.verify(deep), *(_compared(store, kept) if kept is not None else ())]
    found += look_after(session, ask=ask)
    findings = [
        {"code": each.code, "chart": each.chart, "sentence": each.sentence, "next_step": each.next_step}
        for each in found
    ]
    findings += check_charts(practice)
    if session.flags.form == "json":
        session.out_json(findings)
    else:
        for each in findings:
            session.out(f"{each['code']}  {each['sentence']}\n      {each['next_step']}")
    count = len(practice.summaries())
    if not findings:
        session.tell(f"{count} chart{'' if count == 1 else 's'} checked. Nothing found.")
    return exits.FINDINGS if any(not each["code"].startswith("N") for each in findings) else exits.DONE


def _compared(store: FileStore, kept: IO[bytes]) -> Findings:
    """What the anchors of a file say against the audit trail.

    Raises:
        Stop: the file holds no anchors.
    """
    from plantui.vault import anchor

    try:
        anchors = anchor.read(kept.read())
    except ValueError as error:
        raise exits.Stop(exits.USAGE, f"{kept.name}: {error}. plantui vault anchor writes them.") from None
    if not anchors:
        raise exits.Stop(exits.USAGE, f"{kept.name} holds no anchor. plantui vault anchor writes them.")
    return anchor.check(store.parts.trail, store.vault.id, anchors)


def _backup(file: Path) -> BackupFile:
    from plantui.vault.backupfile import BackupFile
    from plantui.vault.faults import NotFound

    try:
        return BackupFile(file.expanduser().absolute())
    except NotFound as fault:
        raise exits.Stop(exits.NOT_FOUND, str(fault)) from None


def _repair_manifest(session: Session) -> None:
    """Put the second copy of `vault.json` back where the first is gone or damaged: nothing opens without it."""
    from plantui.vault.files import RealFs
    from plantui.vault.layout import layout_at
    from plantui.vault.repair import put_manifest, spare_manifest

    fs, layout = RealFs(), layout_at(session.setup.paths.store)
    try:
        content = spare_manifest(fs, layout)
    except OSError:
        return
    if content is None:
        return
    session.tell(f"{layout.vault} is gone or damaged. Its second copy is whole.")
    if session.flags.read_only or not confirmed(session, "Put it back?"):
        raise exits.Stop(exits.PERSON, "Nothing was changed.")
    put_manifest(fs, layout, content)
    session.tell("vault.json is put back.")


def _repair(session: Session, named: list[BackupFile]) -> None:
    """Repair what can be, a question for each; what is left is told by the report that follows."""
    from plantui.vault.snapshots import Snapshots

    refuse_readers(session)
    store = session.store
    _repair_modes(session, store)
    findings = store.verify(deep=True)
    backups = [*named, *_beside(store)]
    kept = False
    for chart in dict.fromkeys(each.chart for each in findings if _concerns(each)):
        told = [each.sentence for each in findings if each.chart == chart and _concerns(each)]
        remedy = _remedy(session, store, chart, backups, told)
        if remedy is None or not confirmed(session, _asked(session, remedy)):
            continue
        if not kept:
            Snapshots(store.parts).make(session.now, BEFORE)
            kept = True
        _put_back(session, store, remedy)
    session.practice.refresh()
    _repair_private(session, store, backups)
    _repair_counter(session, store, findings)


def _concerns(finding: Finding) -> bool:
    """Whether a finding is about the file of a chart; those about drafts and private notes name their file."""
    beside = finding.sentence.startswith(("The draft ", "The private notes ", "/"))
    return bool(finding.chart) and finding.code in _REPAIRED and not beside


def _remedy(
    session: Session, store: FileStore, chart: str, backups: list[BackupFile], told: list[str]
) -> Remedy | None:
    """The version to put back, after a sentence about what is wrong; None where nothing can or need be done."""
    from plantui.vault.repair import find_remedy

    for sentence in told:
        session.tell(sentence)
    try:
        remedy = find_remedy(store, chart, backups)
    except VaultFault as fault:
        session.tell(f"  {fault}")
        return None
    if remedy is None:
        session.tell("  No version of it is kept that can be read. --from FILE looks into a backup.")
        return None
    if (remedy.source, remedy.proven, remedy.rev) == ("store:current", True, remedy.wanted):
        session.tell("  The chart itself is the one that was saved last: there is nothing to put back.")
        return None
    return remedy


def _asked(session: Session, remedy: Remedy) -> str:
    source, _, label = remedy.source.partition(":")
    place = {"store": "kept beside it", "snapshot": f"in the snapshot {label}", "backup": f"in the backup {label}"}
    if remedy.source == "store:current":
        place["store"] = "what is there now"
    said = [f"  Revision {remedy.rev} is good, {place[source]}."]
    if remedy.rev < remedy.wanted:
        said.append(f"Revision {remedy.wanted} was saved last; what changed after {remedy.rev} is lost.")
    if not remedy.proven:
        said.append("The audit trail does not have its hash.")
    session.tell(" ".join(said))
    return f"Put chart {remedy.chart} back to it?"


def _put_back(session: Session, store: FileStore, remedy: Remedy) -> None:
    from plantui.vault.repair import repair

    try:
        rev = repair(store, remedy, event(session, "chart.repair"))
    except VaultFault as fault:
        session.tell(f"  {fault}")
        return
    session.tell(f"Chart {remedy.chart} is repaired: revision {rev}. What was in its place is in the folder damaged.")


def _repair_private(session: Session, store: FileStore, backups: list[BackupFile]) -> None:
    """Put private notes back, unopened, where they are damaged or gone."""
    from plantui.vault.privaterepair import find_private_remedies, put_private_back

    for remedy in find_private_remedies(store.parts, backups):
        whose = f"The private notes of {remedy.author} about chart {remedy.chart}"
        session.tell(f"{whose} are not what was saved last (save {remedy.wanted}).")
        if not remedy.rev:
            session.tell("  No good file of them is kept. --from FILE looks into a backup.")
            continue
        if confirmed(session, f"  Save {remedy.rev} is in {remedy.source.replace(':', ' ')}. Put it back?"):
            put_private_back(store.parts, remedy, event(session, "private.restore"))
            session.tell(f"{whose} are put back, unopened.")


def _repair_modes(session: Session, store: FileStore) -> None:
    from plantui.vault.repair import mend_modes

    wrong = [each for each in store.verify() if each.code == "E302" and each.next_step.startswith("Type: chmod")]
    if not wrong:
        return
    for each in wrong[:20]:
        session.tell(each.sentence)
    if confirmed(session, f"Set the modes of {len(wrong)} file{'' if len(wrong) == 1 else 's'} right?"):
        changed = mend_modes(store.parts.fs, store.layout)
        store.record([event(session, "store.repair", f"modes:{len(changed)}")], durable=True)


def _repair_counter(session: Session, store: FileStore, findings: Findings) -> None:
    """Let a damaged counter go on from the highest code in use, so that none is given twice."""
    if not any("counter of client codes" in each.sentence for each in findings):
        return
    codes = [each.code for each in session.practice.summaries()]
    numbers = [int(code[2:]) for code in codes if code[:2] == "C-" and code[2:].isdigit()]
    store.reserve_client_number(max(numbers, default=0))
    store.record([event(session, "store.repair", "counter")], durable=True)
    session.tell("The counter of client codes is set to the highest code in use.")


def _beside(store: FileStore) -> list[BackupFile]:
    """The backups in the folder where they go by themselves, newest first; those that cannot be read are left out."""
    from plantui.practice.safekeeping import default_target
    from plantui.vault.backupfile import BackupFile

    folder = default_target(Path(store.layout.root), store.vault.made).parent
    found: list[BackupFile] = []
    for file in sorted(folder.glob("*.tar"), reverse=True):
        try:
            found.append(BackupFile(file))
        except VaultFault:
            continue
    return found
