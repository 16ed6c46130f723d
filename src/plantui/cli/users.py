"""The users group: who works in the store."""

from __future__ import annotations

import sys

import click

from plantui.cli import exits
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.cli.vaults import event, opened, sealed
from plantui.cli.waiting import agreed
from plantui.vault.manifest import User, Vault

ROLES = ("clinician", "supervisor", "reader")


@click.group("users")
def users_command() -> None:
    """Who works in the store."""


@users_command.command("list", cls=GlobalCommand)
@click.pass_obj
def list_command(session: Session) -> int:
    """Who works in the store, and who did."""
    vault = session.store.vault
    opens = {slot.user for slot in vault.sealing.slots if slot.user} if vault.sealing else None
    rows = [_row(user, "" if opens is None or user.id in opens else "no passphrase") for user in vault.users]
    rows += [_row(user, "left") for user in vault.former]
    if session.flags.form == "json":
        session.out_json(rows)
    else:
        session.out(session.table([[*(row[key] for key in row if key != "user")] for row in rows]))
    return exits.DONE


def _row(user: User, remark: str) -> dict[str, str]:
    return {
        "user": user.id,
        "initials": user.initials,
        "name": user.name,
        "credential": user.credential,
        "role": user.role,
        "remark": remark,
    }


@users_command.command("add", cls=GlobalCommand)
@click.option("--name", help="The name, as signatures print it.")
@click.option("--initials", help="The initials: typing them signs.")
@click.option("--credential", help="The credential, such as LCSW.")
@click.option("--role", type=click.Choice(ROLES), default="clinician", show_default=True, help="What they may do.")
@click.pass_obj
def add_command(session: Session, name: str | None, initials: str | None, credential: str | None, role: str) -> int:
    """Let somebody work in the store; in a sealed one they choose a passphrase of their own, here and now."""
    from plantui.cli.initials import asked_initials, asked_name
    from plantui.vault.sealing import staff

    store = opened(session)
    called = asked_name(name, "Name", "A name")
    letters = asked_initials(initials, "Initials, such as DW")
    title = asked_name(credential, "Credential, such as LCSW (may be empty)", "A credential", empty=True)
    user = User(id=_free_id(store.vault, letters), name=called, initials=letters, credential=title, role=role)
    staff.refuse(store.vault, user)
    passphrase = "" if store.key is None else session.passphrases.choose(f"New passphrase of {letters}")
    staff.add(store, user, event(session, "users.add", user.id), passphrase)
    session.tell(f"{letters} works here now, as {role}.")
    return exits.DONE


@users_command.command("passphrase", cls=GlobalCommand)
@click.argument("initials", metavar="XX")
@click.pass_obj
def passphrase_command(session: Session, initials: str) -> int:
    """Give a user another passphrase, when they forgot theirs or have none yet."""
    from plantui.cli.asking import confirmed
    from plantui.practice.private import lost_with
    from plantui.vault.sealing import staff

    store = sealed(session)
    user = _named(session, initials)
    # Whoever changes their own keeps what it opens.
    own = store.key is not None and store.key.slot == f"user.{user.id}"
    if not own and (lost := lost_with(store, user.id)) and not confirmed(session, f"{lost} Go on?"):
        raise exits.Stop(exits.PERSON, "Nothing was changed.")
    passphrase = session.passphrases.choose(f"New passphrase of {user.initials}")
    staff.set_passphrase(store, user.id, passphrase, event(session, "users.passphrase", user.id))
    session.tell(f"{user.initials} has a new passphrase.")
    return exits.DONE


@users_command.command("remove", cls=GlobalCommand)
@click.argument("initials", metavar="XX")
@click.pass_obj
def remove_command(session: Session, initials: str) -> int:
    """Let somebody work here no longer: their passphrase opens nothing, and the data key is changed."""
    from plantui.practice.private import lost_with
    from plantui.vault.sealing import staff

    store = opened(session)
    user = _named(session, initials)
    lost = lost_with(store, user.id)
    if not session.flags.yes:
        if not sys.stdin.isatty():
            raise exits.Stop(exits.PERSON, f"{user.name} would be removed. {lost} --yes does it.".replace("  ", " "))
        said = f"{user.name} ({user.initials}) will not open this store any more. Their charts stay. {lost} Remove?"
        said = said.replace("  ", " ")
        if not agreed(said):
            raise exits.Stop(exits.DONE, "Nothing was changed.")
    staff.remove(store, user.id, event(session, "users.remove", user.id))
    session.tell(f"{user.initials} works here no longer. What they signed keeps their name.")
    if store.key is not None:
        session.keyring.lock()
        session.tell(
            "The data key is changed; plantui vault rotate --now seals every chart with it at once. "
            "If they knew the recovery key, plantui vault recovery makes another."
        )
    return exits.DONE


def _named(session: Session, initials: str) -> User:
    wanted = initials.casefold()
    for user in session.store.vault.users:
        if wanted in (user.id.casefold(), user.initials.casefold()):
            return user
    raise exits.Stop(exits.NOT_FOUND, f"Nobody with the initials {initials} works in this store.")


def _free_id(vault: Vault, initials: str) -> str:
    """An id from initials that nobody has or had."""
    from plantui.cli.initials import user_id

    plain = user_id(initials)
    taken = {user.id for user in (*vault.users, *vault.former)}
    return next(each for each in (plain, *(f"{plain}{number}" for number in range(2, 1000))) if each not in taken)
