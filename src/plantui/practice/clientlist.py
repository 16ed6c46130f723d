"""A list of clients as CSV: each row becomes a client line, read by the same grammar."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from plantui.practice.intake import to_client
from plantui.practice.lexicon import lexicon
from plantui.practice.practice import Practice
from plantui.quickentry import ClientLine, LineFault, parse_client

FIELDS = ("last", "first", "dob", "dx", "slot", "payer", "since", "review", "called", "tag", "id")
"""Columns that are understood; ``last`` is required."""
_ALIASES = {
    "last name": "last",
    "family": "last",
    "surname": "last",
    "first name": "first",
    "given": "first",
    "date of birth": "dob",
    "birth date": "dob",
    "diagnosis": "dx",
    "icd-10": "dx",
    "client id": "id",
    "preferred name": "called",
}


class ListFaults(Exception):
    """A list does not read; ``faults`` are sentences, at most fifty, none of them with a name in it."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults[:50])
        super().__init__("\n".join(self.faults))


def read_list(data: bytes, practice: Practice, mapping: Sequence[str] = ()) -> list[ClientLine]:
    """The clients of a list.

    Args:
        data: the file.
        practice: whose words hold.
        mapping: ``field=column`` for columns with names of their own.

    Raises:
        ListFaults: it is no such list, or a row does not read.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ListFaults(["The list is not UTF-8. Save it as CSV UTF-8 and try again."]) from None
    rows = csv.DictReader(io.StringIO(text))
    words = lexicon(None, practice.acting())
    lines: list[ClientLine] = []
    faults: list[str] = []
    try:
        columns = _columns(rows.fieldnames or [], mapping)
        for row in rows:
            typed = _line({field: (row.get(column) or "").strip() for field, column in columns.items()})
            try:
                lines.append(parse_client(typed, words))
            except LineFault as fault:
                faults.append(f"row {rows.line_num}: {fault.code} {fault.message}")
    except csv.Error as error:
        faults.append(f"row {rows.line_num + 1}: this is not CSV: {error}")
    if faults:
        raise ListFaults(faults)
    return lines


def take_list(lines: Sequence[ClientLine], practice: Practice) -> list[str]:
    """Take on the clients of a list, one intention for undo; their codes.

    Raises:
        Refused: a code is taken.
    """
    codes = []
    group = practice.acting().new_id() if len(lines) > 1 else ""
    for line in lines:
        client, dx = to_client(line, practice.acting(), practice.summaries() if line.members else ())
        step = practice.admit(client, dx, line.id or "", group)
        codes.append(step.chart.code if step.chart is not None else "")
    return codes


def _columns(names: Sequence[str], mapping: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        plain = (name or "").strip().lower()
        field = _ALIASES.get(plain, plain)
        if field in FIELDS:
            found.setdefault(field, name)
    for pair in mapping:
        field, _, column = pair.partition("=")
        if field not in FIELDS or column not in names:
            raise ListFaults([f"--map {pair}: fields are {', '.join(FIELDS)}; columns are {', '.join(names)}."])
        found[field] = column
    if "last" not in found:
        said = f"No column holds the last name. --map last=COLUMN says which; columns are {', '.join(names)}."
        raise ListFaults([said])
    return found


def _line(row: dict[str, str]) -> str:
    def quoted(text: str) -> str:
        return f'"{text}"' if ";" in text or "," in text else text

    line = quoted(row.get("last", ""))
    if row.get("first"):
        line += f", {row['first']}"
    for field in ("dob", "dx", "slot", "payer", "since", "review", "called", "id"):
        if row.get(field):
            line += f"; {field} {row[field] if field in ('dx', 'slot', 'dob') else quoted(row[field])}"
    for tag in row.get("tag", "").replace(",", " ").split():
        line += f"; tag {tag}"
    return line
