"""The vault group: sealing a plain store, its passphrase, recovery key, data key, export and anchors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plantui.cli import exits
from plantui.cli.disposal import dispose_command, snapshots_command
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.cli.waiting import agreed
from plantui.vault.create import look_at
from plantui.vault.seam import Event

if TYPE_CHECKING:
    from plantui.vault.store import FileStore

_TOLD_EVERY = 100


@click.group("vault")
def vault_command() -> None:
    """Seal the store; its passphrase, keys and anchors; what is kept, and for how long."""


vault_command.add_command(dispose_command)
vault_command.add_command(snapshots_command)


def event(session: Session, act: str, *detail: str) -> Event:
    """An event of the open practice."""
    acting = session.practice.acting()
    return Event(act=act, who=acting.user.id, at=acting.now, session=session.terminal, detail=detail)


def opened(session: Session) -> FileStore:
    """The store, open for somebody who may change who gets in.

    The passphrase is asked for although the store may be unlocked for this login: whoever passes a terminal that
    was left alone must not be able to let themselves in for good.

    Raises:
        Stop: this user may only read.
    """
    session.anew = True
    acting = session.practice.acting().user
    if acting.role == "reader" or session.flags.read_only:
        raise exits.Stop(exits.PRIVACY, f"{acting.initials} may only read here: a clinician or a supervisor does this.")
    return session.store


def sealed(session: Session) -> FileStore:
    """The same, where only a sealed store makes sense.

    Raises:
        Stop: the store is not sealed, or this user may only read.
    """
    store = opened(session)
    if store.key is None:
        raise exits.Stop(exits.USAGE, "This store is not sealed. plantui vault seal seals it.")
    return store


@vault_command.command("seal", cls=GlobalCommand)
@click.option("--drop-snapshots", is_flag=True, help="Remove the snapshots from before, do not seal them.")
@click.pass_obj
def seal_command(session: Session, drop_snapshots: bool) -> int:
    """Seal a store of plain files, with a new passphrase and a recovery key."""
    from plantui.cli.founding import founded
    from plantui.vault.sealing.conversion import begin, finish

    folder = session.setup.paths.store
    vault = look_at(folder)[1]
    if vault.sealing is None:
        _refuse_drafts(folder)
        users = vault.users
        wanted = (session.flags.user or users[0].initials).casefold()
        who = next((user for user in users if wanted in (user.id.casefold(), user.initials.casefold())), None)
        if who is None:
            raise exits.Stop(exits.NOT_FOUND, f"Nobody with the initials {session.flags.user} works in this store.")
        founding = founded(session, who.id, vault.id)
        begin(folder, founding)
        session.key = founding.key
        session.flags.user = None
        others = [user.initials for user in users if user.id != who.id]
        if others:
            session.tell(f"No passphrase yet: {', '.join(others)}. plantui users passphrase XX gives them one.")
    elif not vault.sealing.unfinished:
        session.tell("This store is sealed already.")
        return exits.DONE
    store = session.store
    left = finish(
        store,
        event(session, "vault.seal"),
        lambda done, of: _progress(session, done, of),
        drop_snapshots=drop_snapshots,
    )
    for sentence in left:
        session.tell(sentence)
    if left:
        session.tell("Until then the sealing is not finished. Put these right and type plantui vault seal again.")
        return exits.FINDINGS
    session.tell(
        "Every chart is sealed. What the disk keeps of the files before, and older backups, is as readable as it was."
    )
    return exits.DONE


def _refuse_drafts(folder: Path) -> None:
    """Stop while somebody's text is not finished: it would be left plain.

    Raises:
        Stop: there are drafts.
    """
    drafts = list((folder / "drafts").glob("*.draft"))
    if drafts:
        count = "A text is" if len(drafts) == 1 else f"{len(drafts)} texts are"
        raise exits.Stop(
            exits.IN_USE, f"{count} not finished yet. Open plantui, save or drop them, then seal the store."
        )


def _progress(session: Session, done: int, of: int) -> None:
    if done % _TOLD_EVERY == 0 and done < of:
        session.tell(f"{done} of {of} charts.")


@vault_command.command("passphrase", cls=GlobalCommand)
@click.pass_obj
def passphrase_command(session: Session) -> int:
    """Change your passphrase; no chart is written. The recovery key stands in for a forgotten one."""
    from plantui.cli.asking import confirmed
    from plantui.practice.private import lost_with
    from plantui.vault.sealing import staff

    store = sealed(session)
    user = session.practice.acting().user.id
    own = store.key is not None and store.key.slot == f"user.{user}"
    # Only the passphrase itself, not the recovery key, hands on what it opens.
    if not own and (lost := lost_with(store, user)) and not confirmed(session, f"{lost} Go on?"):
        raise exits.Stop(exits.PERSON, "Nothing was changed.")
    passphrase = session.passphrases.choose("New passphrase")
    staff.set_passphrase(store, session.practice.acting().user.id, passphrase, event(session, "vault.passphrase"))
    session.keyring.lock()
    session.tell("The passphrase is changed. A copy of vault.json made before still opens with the old one.")
    return exits.DONE


@vault_command.command("recovery", cls=GlobalCommand)
@click.pass_obj
def recovery_command(session: Session) -> int:
    """Make a new recovery key; the one before opens nothing any more."""
    from plantui.cli.founding import hand_out
    from plantui.vault.sealing import staff

    store = sealed(session)
    text, slot = staff.new_recovery(store)
    hand_out(session, text)
    staff.put_slot(store, slot, event(session, "vault.recovery"))
    session.tell("The recovery key is changed.")
    return exits.DONE


@vault_command.command("rotate", cls=GlobalCommand)
@click.option("--now", is_flag=True, help="Seal every chart anew at once, not at its next save.")
@click.pass_obj
def rotate_command(session: Session, now: bool) -> int:
    """Change the data key. Everybody's passphrase and the recovery key stay as they are."""
    from plantui.vault.sealing.rotation import rotate
    from plantui.vault.snapshots import Snapshots

    store = sealed(session)
    rotate(store, event(session, "vault.rotate"))
    session.keyring.lock()
    if not now:
        session.tell("The data key is changed. Each chart gets it at its next save; plantui vault rotate --now: all.")
        return exits.DONE
    Snapshots(store.parts).make(session.now, "rotation")
    rewriting = store.rewriting(event(session, "vault.rotate"))
    left = rewriting.run(lambda done, of: _progress(session, done, of))
    for sentence in left:
        session.tell(sentence)
    session.tell("The data key is changed, and the charts are sealed with it.")
    return exits.FINDINGS if left else exits.DONE


@vault_command.command("agent", cls=GlobalCommand)
@click.option("--remove", is_flag=True, help="Let no ssh-agent open the store for you any more.")
@click.pass_obj
def agent_command(session: Session, remove: bool) -> int:
    """Let your ssh-agent open the store without a passphrase. Off unless you say so; see the sentence it prints."""
    from plantui.vault.sealing import agent, staff

    store = sealed(session)
    user = session.practice.acting().user
    if remove:
        gone = staff.drop_agent(store, user.id, event(session, "vault.agent", "remove"))
        session.tell("No ssh-agent opens the store for you any more." if gone else "No ssh-agent opened it for you.")
        return exits.DONE
    if not session.flags.yes:
        if not sys.stdin.isatty():
            raise exits.Stop(exits.PERSON, f"{agent.RISK} --yes does it.")
        if not agreed(f"{agent.RISK} Go on?"):
            raise exits.Stop(exits.DONE, "Nothing was changed.")
    held = agent.keys()
    if not held:
        raise exits.Stop(exits.USAGE, "The ssh-agent holds no Ed25519 key. ssh-add adds one; other kinds cannot do it.")
    public, comment = held[0]
    assert store.key is not None
    staff.put_slot(store, agent.agent_slot(store.key, public, user=user.id), event(session, "vault.agent", "add"))
    session.tell(f"{agent.RISK} From now on the key {comment} opens it; plantui vault agent --remove ends that.")
    return exits.DONE


@vault_command.command("export", cls=GlobalCommand)
@click.option("-o", "--output", metavar="PATH|-", default="-", show_default=True, help="A file, or standard output.")
@click.pass_obj
def export_command(session: Session, output: str) -> int:
    """Write vault.json out for safe keeping: without it no passphrase opens the store. It holds no key in the clear."""
    from plantui.vault.files import RealFs, put
    from plantui.vault.manifest import content_of

    _, vault = look_at(session.setup.paths.store)
    if vault.sealing is None:
        raise exits.Stop(exits.USAGE, "This store is not sealed: there are no keys to keep.")
    content = content_of(vault)
    if output == "-":
        sys.stdout.write(content.decode())
    else:
        target = Path(output).expanduser().absolute()
        try:
            put(RealFs(), str(target), content, durable=True)
        except OSError as error:
            raise exits.Stop(exits.STORE, f"{target} could not be written: {error.strerror}.") from None
        session.line(str(target))
    session.tell("Should vault.json be lost, put this in its place. Export it again when users or passphrases change.")
    return exits.DONE


@vault_command.command("anchor", cls=GlobalCommand)
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.pass_obj
def anchor_command(session: Session, file: Path) -> int:
    """Add the head of the audit trail to a file kept elsewhere; plantui verify --anchor FILE compares."""
    from plantui.vault import anchor

    store = session.store
    line = anchor.write(anchor.take(store.parts.trail, store.vault.id, session.now)).decode()
    if str(file) == "-":
        sys.stdout.write(line)
        return exits.DONE
    if file.absolute().is_relative_to(store.layout.root):
        raise exits.Stop(exits.USAGE, "An anchor beside the trail proves nothing: name a file outside the store.")
    try:
        with file.open("a", encoding="utf-8") as kept:
            kept.write(line)
    except OSError as error:
        raise exits.Stop(exits.STORE, f"{file} could not be written: {error.strerror}.") from None
    session.tell(f"The head of the audit trail is in {file}. Keep it on another machine.")
    return exits.DONE
