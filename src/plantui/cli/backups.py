"""Backups: writing one, and putting back the whole store or one chart."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plantui import __version__
from plantui.cli import exits, refs
from plantui.cli.asking import confirmed, event, refuse_readers
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.practice import safekeeping
from plantui.practice.refusal import OpenToOthers
from plantui.practice.safekeeping import Difference, Older
from plantui.vault.backup import BackupHead, write_backup
from plantui.vault.backupfile import BackupFile
from plantui.vault.faults import NotFound, VaultFault
from plantui.vault.files import RealFs, remove_tree
from plantui.vault.history import RevInfo
from plantui.vault.layout import layout_at
from plantui.vault.snapshots import Snapshots

if TYPE_CHECKING:
    from plantui.vault.store import FileStore

_NOT_SEALED = "It is not encrypted: whoever has the file can read every chart. Keep it on an encrypted disk."


def _when(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}"


def _charts(count: int) -> str:
    return f"{count} chart{'' if count == 1 else 's'}"


@click.command("backup", cls=GlobalCommand)
@click.option(
    "-o", "--output", metavar="FILE|-", help="The file, or - for standard output; a new one beside the store."
)
@click.option("--force", is_flag=True, help="Replace the file, or write where everybody can read.")
@click.pass_obj
def backup_command(session: Session, output: str | None, force: bool) -> int:
    """Write the whole store into one file, while others go on working."""
    store = session.store
    done = event(session, "store.backup")
    if output == "-":
        if sys.stdout.isatty():
            raise exits.Stop(exits.USAGE, "A backup is no text. Send it into a file or a pipe, or name a file with -o.")
        store.record([done], durable=True)
        head = write_backup(store.parts, sys.stdout.buffer, done.at, __version__, sealed=store.key is not None)
        sys.stdout.buffer.flush()
        _tell_backup(session, head)
        return exits.DONE
    if output is None:
        target = safekeeping.default_target(Path(store.layout.root), done.at.astimezone())
    else:
        target = Path(output).expanduser().absolute()
        if target.is_dir():
            target /= safekeeping.default_target(Path(store.layout.root), done.at.astimezone()).name
    try:
        head = safekeeping.back_up(store, target, done, __version__, force=force)
    except OpenToOthers as refused:
        raise exits.Stop(exits.PRIVACY, refused.sentence) from None
    if session.flags.form == "json":
        session.out_json([{"file": str(target), "charts": head.charts, "made": head.made, "sealed": head.sealed}])
    else:
        session.line(str(target))
    _tell_backup(session, head)
    return exits.DONE


def _tell_backup(session: Session, head: BackupHead) -> None:
    session.tell(f"{_charts(head.charts)} and the audit trail. {'' if head.sealed else _NOT_SEALED}".rstrip())


@click.command("restore", cls=GlobalCommand)
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option("--client", "who", metavar="CLIENT", help="Put back this client's chart only, as its next revision.")
@click.option("--to", "day", metavar="DATE", help="From the snapshots: as it was at the end of this day.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.pass_obj
def restore_command(session: Session, file: Path | None, who: str | None, day: str | None, dry_run: bool) -> int:
    """Put back a whole store from FILE, or one chart from FILE or from a snapshot.

    A whole store needs an empty folder (--store DIR). With neither FILE nor --client, the snapshots are listed; with
    --client alone, the revisions of the chart.
    """
    if file is not None and day is not None:
        raise exits.Stop(exits.USAGE, "--to takes a chart from the snapshots: leave FILE out, or --to.")
    if day is not None and who is None:
        raise exits.Stop(exits.USAGE, "--to needs --client CLIENT: only single charts are put back to a day.")
    if file is None and day is None:
        return _list_revisions(session, who) if who else _list_snapshots(session)
    try:
        backup = BackupFile(file.expanduser().absolute()) if file is not None else None
        if backup is not None and who is None:
            return _restore_store(session, backup, dry_run=dry_run)
        return _restore_chart(session, who or "", backup, day, dry_run=dry_run)
    except NotFound as fault:
        raise exits.Stop(exits.NOT_FOUND, str(fault)) from None


def _restore_chart(session: Session, who: str, backup: BackupFile | None, day: str | None, *, dry_run: bool) -> int:
    store = session.store
    refuse_readers(session)
    chart, code = _chart_of(session, who, backup)
    if backup is not None:
        older = safekeeping.in_backup(store, backup, chart)
    else:
        older = safekeeping.as_of(store, chart, _day(session, day or ""))
    now = safekeeping.current_tables(store, chart)
    changes = safekeeping.differences(now or {}, older.tables)
    if now is not None and not changes:
        session.tell(f"{code} holds what it held then (revision {older.rev}). Nothing was changed.")
        return exits.DONE
    for line in _said(code, older, changes, gone=now is None):
        session.tell(line)
    if dry_run:
        return exits.DONE
    if not confirmed(session, f"Put {code} back?"):
        raise exits.Stop(exits.PERSON, "Nothing was changed.")
    rev = safekeeping.put_back(store, chart, older, event(session, "chart.restore"))
    if session.flags.form == "json":
        session.out_json([{"client": code, "revision": rev, "from_revision": older.rev, "source": older.source}])
    else:
        session.line(f"{code}: revision {rev} holds what revision {older.rev} held. What was there before is kept.")
    return exits.DONE


def _chart_of(session: Session, who: str, backup: BackupFile | None) -> tuple[str, str]:
    """Id and code of the client that a word means, also of one whose chart is gone."""
    try:
        summary = refs.client(session, who)
        return summary.chart, summary.code
    except exits.Stop as stop:
        if stop.code != exits.NOT_FOUND:
            raise
    code = who.upper()
    return safekeeping.gone_chart(session.store, code, backup), code


def _day(session: Session, text: str) -> date:
    from plantui.practice.lexicon import lexicon
    from plantui.quickentry import parse_date

    return parse_date(text, lexicon(None, session.practice.acting()), "past")


def _said(code: str, older: Older, changes: list[Difference], *, gone: bool) -> list[str]:
    """What putting a chart back does, a line each. Counts only: no word of the chart."""
    source, _, label = older.source.partition(":")
    state = "is gone or damaged now" if gone else "would go back"
    place = "kept beside the current one" if source == "store" else f"from the {source} {label}"
    lines = [f"{code} {state}: revision {older.rev}, {place}."]
    if older.wanted != older.rev:
        lines.append(f"  Revision {older.wanted} was the last of that day; it is no longer kept.")
    for each in changes:
        parts = [(each.back, "back"), (each.gone, "gone"), (each.changed, "changed")]
        lines.append(f"  {each.table}: {', '.join(f'{count} {word}' for count, word in parts if count)}")
    return lines


def _list_snapshots(session: Session) -> int:
    store = session.store
    snapshots = Snapshots(store.parts)
    rows = []
    for label in reversed(snapshots.labels()):
        try:
            rows.append((label, snapshots.facts(label).charts))
        except VaultFault:
            continue
    if session.flags.form == "json":
        session.out_json({"at": label.at, "reason": label.reason, "charts": charts} for label, charts in rows)
        return exits.DONE
    session.out(session.table([[_when(label.at), _charts(charts), label.reason] for label, charts in rows]))
    if not rows:
        session.tell("There are no snapshots yet: one is made each hour in which something is saved.")
    return exits.DONE


def _list_revisions(session: Session, who: str) -> int:
    store = session.store
    chart, code = _chart_of(session, who, None)
    users = {user.id: user.initials for user in (*store.vault.users, *store.vault.former)}
    found = store.history(chart)
    if session.flags.form == "json":
        session.out_json(_revision(each, code, users) for each in found)
        return exits.DONE
    rows = [
        [
            str(each.rev),
            _when(each.at) if each.at else "",
            users.get(each.who, each.who),
            each.act,
            _kept(each),
        ]
        for each in found
    ]
    session.out(session.table(rows, right=frozenset({0})))
    return exits.DONE


def _revision(info: RevInfo, code: str, users: dict[str, str]) -> dict[str, object]:
    return {
        "client": code,
        "revision": info.rev,
        "at": info.at,
        "who": users.get(info.who, info.who),
        "act": info.act,
        "detail": info.detail,
        "current": info.current,
        "readable": info.readable,
        "snapshots": [label.at for label in info.snapshots],
    }


def _kept(info: RevInfo) -> str:
    if info.current:
        return "now"
    if info.snapshots:
        return f"snapshot {_when(info.snapshots[-1].at)}"
    return "beside the current one" if info.previous else "not kept"


def _restore_store(session: Session, backup: BackupFile, *, dry_run: bool) -> int:
    head = backup.head
    folder = session.setup.paths.store
    wrong = backup.check()
    if wrong:
        lines = "\n".join(f"  {sentence}" for sentence in wrong[:20])
        raise exits.Stop(exits.STORE, f"E304 {backup.path} is damaged:\n{lines}\nTake another backup.")
    kind = "sealed" if head.sealed else "not encrypted"
    session.tell(f"Backup of {_when(head.made)}: {_charts(head.charts)}, {head.seq} lines of the audit trail, {kind}.")
    if dry_run:
        session.tell(f"It is whole. It would be restored into {folder}.")
        return exits.DONE
    if session.flags.read_only:
        raise exits.Stop(exits.PRIVACY, "--read-only changes nothing, and restoring a store does.")
    root = Path(layout_at(folder).root)
    aside = _make_room(root)
    try:
        backup.unpack(root)
    except VaultFault:
        _step_back(root, aside, restored=False)
        raise
    try:
        # A sealed store asks for its passphrase here: nobody restores one without an entry in its audit trail.
        store = session.store
        made = f"{head.made.astimezone():%Y%m%dT%H%M%S}"
        store.record([event(session, "store.restore", f"backup:{made}", f"seq:{head.seq}")], durable=True)
    except BaseException:
        _step_back(root, aside, restored=True)
        raise
    return _report(session, store, root)


def _report(session: Session, store: FileStore, root: Path) -> int:
    findings = [found for found in store.verify(deep=True) if not found.code.startswith("N")]
    charts = len(session.practice.summaries())
    if session.flags.form == "json":
        session.out_json([{"store": str(root), "charts": charts, "findings": len(findings)}])
    else:
        session.line(str(root))
    for found in findings:
        session.tell(f"{found.code} {found.sentence} {found.next_step}")
    session.tell(f"{_charts(charts)} restored.{'' if findings else ' Nothing is missing or damaged.'}")
    return exits.FINDINGS if findings else exits.DONE


def _make_room(root: Path) -> Path | None:
    """Move a store without any chart out of the way; return where to.

    Raises:
        Stop: there are charts in the folder.
    """
    if not (root / "vault.json").exists():
        return None
    if any(root.glob("charts/*/*.chart")):
        raise exits.Stop(
            exits.STORE,
            f"{root} holds charts, and nothing is restored over them. --store DIR names a new folder; "
            "--client C-014 puts a single chart back.",
        )
    number = 1
    while (aside := root.with_name(f"{root.name}.empty-{number}")).exists():
        number += 1
    root.rename(aside)
    return aside


def _step_back(root: Path, aside: Path | None, *, restored: bool) -> None:
    if restored:
        remove_tree(RealFs(), str(root))
    if aside is not None and not root.exists():
        aside.rename(root)
