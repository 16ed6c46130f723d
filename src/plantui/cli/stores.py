"""Making, opening and checking stores: init, demo, verify."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from plantui.cli import exits
from plantui.cli.door import GlobalCommand, open_screen
from plantui.cli.initials import asked_initials, asked_name, user_id
from plantui.cli.session import Session
from plantui.cli.waiting import prompted
from plantui.settings.clock import DEMO_START, choose_clock
from plantui.vault.create import create_store, refuse_if_taken
from plantui.vault.faults import StoreMissing
from plantui.vault.manifest import User, named, read_vault

NO_PASSPHRASE = (
    "A passphrase is needed to seal the charts. Run plantui init at a terminal, or give it with --passphrase-fd N. "
    "--no-encryption makes a store of plain files that only your account can read; keep it on an encrypted disk."
)


@click.command("init", cls=GlobalCommand)
@click.option("--name", help="Your name, as signatures print it.")
@click.option("--initials", help="Your initials: typing them signs.")
@click.option("--credential", help="Your credential, such as LCSW.")
@click.option("--no-encryption", is_flag=True, help="Keep charts as plain files.")
@click.option("--rehearsal", is_flag=True, help="A store for practising: invented clients only.")
@click.pass_obj
def init_command(
    session: Session,
    name: str | None,
    initials: str | None,
    credential: str | None,
    no_encryption: bool,
    rehearsal: bool,
) -> int:
    """Make a store: one folder with one file for each chart."""
    opens = make_store(session, name, initials, credential, sealed=not no_encryption, rehearsal=rehearsal)
    session.tell(f"{opens} opens it; a c adds the first client.")
    return exits.DONE


def first_store(session: Session) -> None:
    """The first run of all: ask for what a store needs, then make it.

    Raises:
        Stop: there is nobody to ask.
    """
    from plantui.cli.passphrases import say

    say("There is no store yet. A few questions make one; ctrl+c leaves. plantui demo shows invented clients first.\n")
    opens = make_store(session, None, None, None, sealed=True, rehearsal=False)
    if opens != "plantui":
        session.tell(f"From now on {opens} opens it.")


def make_store(
    session: Session, name: str | None, initials: str | None, credential: str | None, *, sealed: bool, rehearsal: bool
) -> str:
    """Make a store, asking for what was not given; the command that opens it.

    Raises:
        Stop: what was given does not fit, or there is nobody to ask.
        VaultFault: something is in the folder already, or it cannot be written.
    """
    if not sealed and session.flags.passphrase_fd is not None:
        raise exits.Stop(exits.USAGE, "A store that is not encrypted has no passphrase: leave --passphrase-fd out.")
    if sealed and not (session.passphrases.scripted or session.passphrases.askable):
        raise exits.Stop(exits.PERSON, NO_PASSPHRASE)
    folder = session.setup.paths.store
    if sys.stdin.isatty() and session.flags.store is None and not os.environ.get("PLANTUI_STORE") and name is None:
        answer = prompted("Folder of the store", str(folder))
        folder = Path(answer).expanduser().absolute()
    usual = session.flags.store is None and folder == session.setup.paths.store
    called = asked_name(name, "Your name", "A name")
    letters = asked_initials(initials)
    title = asked_name(credential, "Credential, such as LCSW (may be empty)", "A credential", empty=True)
    user = User(id=user_id(letters), name=called, initials=letters, credential=title, role="clinician")
    clock = choose_clock(rehearsal=rehearsal, environ=os.environ)
    if clock.sentence:
        session.tell(clock.sentence)
    kind = "Rehearsal store" if rehearsal else "Store"
    if not sealed:
        create_store(folder, made=clock.clock.now(), users=[user], rehearsal=rehearsal)
        session.tell(f"{kind} made in {folder}. Charts are not encrypted: only your account can read them.")
    else:
        from plantui.cli.founding import founded

        refuse_if_taken(folder)
        founding = founded(session, user.id)
        create_store(folder, made=clock.clock.now(), users=[user], rehearsal=rehearsal, founding=founding)
        session.folder = str(folder)
        session.__dict__.pop("setup", None)
        session.note(session.keyring, "vault.init", founding.key, named(session.keyring.vault))
        session.tell(f"{kind} made in {folder}. Charts are sealed: the passphrase or the recovery key opens them.")
    return "plantui" if usual else f"plantui --store {folder}"


@click.command("demo", cls=GlobalCommand)
@click.option("--backlog", is_flag=True, help="Ten overdue reviews.")
@click.option("--reset", is_flag=True, help="Begin again with fresh invented clients.")
@click.option("--no-open", is_flag=True, help="Make the store and do not open the screen.")
@click.option("--tour", is_flag=True, help="Ten tasks, on a store of its own that goes when you leave.")
@click.pass_obj
def demo_command(session: Session, backlog: bool, reset: bool, no_open: bool, tour: bool) -> int:
    """Open a rehearsal store of invented clients; it stays when you leave."""
    if tour:
        return _tour(session)
    given = session.flags.store
    folder = Path(given).expanduser().absolute() if given else session.setup.paths.demo
    if backlog and not given:
        folder = folder.with_name(f"{folder.name}-backlog")
    session.__dict__.pop("setup", None)
    session.folder = str(folder)
    if reset and folder.exists():
        _remove_rehearsal(folder)
    if not folder.exists() or not any(folder.iterdir()):
        make_demo(session, folder, backlog=backlog)
    elif not session.store.vault.rehearsal:
        raise exits.Stop(exits.STORE, f"{folder} is a real store. plantui demo only opens rehearsal stores.")
    if no_open or not (sys.stdin.isatty() and sys.stdout.isatty()):
        session.tell(f"The rehearsal store is in {folder}. plantui --store {folder} opens it.")
        return exits.DONE
    return open_screen(session)


def _tour(session: Session) -> int:
    """The tour, on a rehearsal store in a private folder that is removed afterwards."""
    import tempfile

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise exits.Stop(exits.PERSON, "The tour needs a terminal.")
    runtime = session.setup.paths.runtime
    place = str(runtime) if runtime is not None and runtime.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="plantui-tour-", dir=place, ignore_cleanup_errors=True) as folder:
        store = Path(folder) / "store"
        session.__dict__.pop("setup", None)
        session.folder = str(store)
        make_demo(session, store, backlog=False)
        code = open_screen(session, tour=True)
        session.close()
        for name in ("opened", "premises"):
            session.__dict__.pop(name, None)
    return code


def make_demo(session: Session, folder: Path, *, backlog: bool) -> None:
    """Make the rehearsal store and put the invented clients in."""
    from plantui.practice.rehearsal.caseload import CLINICIAN, invented_charts

    user = User(
        id=CLINICIAN.id,
        name=CLINICIAN.name,
        initials=CLINICIAN.initials,
        credential=CLINICIAN.credential,
        role=CLINICIAN.role,
    )
    start = DEMO_START.astimezone()
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    create_store(fresh, made=start, users=[user], practice="Mill Lane Practice (invented)", rehearsal=True)
    charts = invented_charts(session.library, start, backlog=backlog)
    session.folder = str(fresh)
    session.__dict__.pop("setup", None)
    practice, store = session.opened
    practice.read_only = False
    for chart in charts:
        practice.bring_in(chart)
    practice.save()
    store.close()
    for name in ("opened", "setup"):
        session.__dict__.pop(name, None)
    # What the making of the store left behind itself is no part of it.
    shutil.rmtree(fresh / "snapshots", ignore_errors=True)
    shutil.rmtree(fresh / "undo", ignore_errors=True)
    (fresh / "undo").mkdir(mode=0o700)
    if folder.exists():
        folder.rmdir()
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh.rename(folder)
    session.folder = str(folder)


def _remove_rehearsal(folder: Path) -> None:
    """Remove a rehearsal store; anything else is left alone.

    Raises:
        Stop: it is not a rehearsal store.
    """
    from plantui.vault.files import RealFs
    from plantui.vault.layout import layout_at

    try:
        rehearsal = read_vault(RealFs(), layout_at(folder)).rehearsal
    except StoreMissing:
        rehearsal = not any(folder.iterdir())
    if not rehearsal:
        raise exits.Stop(exits.STORE, f"{folder} is not a rehearsal store: nothing was removed.")
    shutil.rmtree(folder)
