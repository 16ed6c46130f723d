"""A list of clients by command line."""

from __future__ import annotations

from plantui.cli import exits
from plantui.cli.session import Session
from plantui.practice.clientlist import ListFaults, read_list, take_list


def import_list(session: Session, data: bytes, mapping: tuple[str, ...], *, dry_run: bool) -> int:
    """Take on every client of a list, or none when a row does not read."""
    try:
        lines = read_list(data, session.practice, mapping)
    except ListFaults as faults:
        raise exits.Stop(exits.USAGE, "\n".join([*faults.faults, "Nothing was imported."])) from None
    if dry_run:
        session.tell(f"{len(lines)} clients would be imported.")
        return exits.DONE
    codes = take_list(lines, session.practice)
    session.practice.save()
    if session.flags.form == "json":
        session.out_json([{"client": code} for code in codes])
    else:
        session.line("\n".join(codes))
    return exits.DONE
