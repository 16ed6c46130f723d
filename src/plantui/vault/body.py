"""The body of a chart file: a line that says how long each document is, then each document on a line of its own.

```
{"chart":{"01k...":212},"notes":{"01k...":1804,"01k...":977}}
{...}
{...}
{...}
```

The lines come in the order of the ids; a length is in bytes, with the line break. So a load finds every document
without parsing one, and a save takes those that did not change as they are.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TypeAlias

import msgspec

from plantui.vault.faults import NotPlain
from plantui.vault.seam import Tables
from plantui.vault.storedtable import StoredTable, json_line

LINES = 2
"""The format of a chart file from which on its body is in lines; before, it was one JSON text."""

_Lengths: TypeAlias = dict[str, dict[str, int]]

_lengths = msgspec.json.Decoder(_Lengths)
_tables = msgspec.json.Decoder(Tables)


class Unreadable(ValueError):
    """The bytes are no body of a chart."""


def encode_tables(chart: str, tables: Tables) -> bytes:
    """Return tables as a body that reads back as the same values.

    Args:
        chart: its id, for the sentence of a fault.
        tables: everything the chart holds.

    Raises:
        NotPlain: a value is not one that JSON keeps (NaN, a date, bytes, a tuple, a number as key ...).
    """
    # What nobody looked at since it was read needs no proof.
    seen = {name: table.touched() if isinstance(table, StoredTable) else table for name, table in tables.items()}
    try:
        same = _tables.decode(msgspec.json.encode(seen)) == seen
        body = _in_lines(tables)
    except (TypeError, ValueError, OverflowError, RecursionError, msgspec.MsgspecError) as error:
        raise NotPlain(f"Chart {chart} holds a value that cannot be stored ({error}).") from error
    if not same:
        raise NotPlain(
            f"Chart {chart} holds a value that would not read back the same "
            "(not a number, a date, bytes, or a key that is not text)."
        )
    return body


def decode_tables(body: bytes, form: int = LINES) -> Tables:
    """Return the tables in a body; each document is parsed when somebody looks at it.

    Args:
        body: the bytes.
        form: the format of the chart file they come from.

    Raises:
        Unreadable: they are no body of a chart.
    """
    try:
        if form < LINES:
            return _tables.decode(body)
        at = body.index(b"\n") + 1
        lengths = _lengths.decode(body[:at])
    except (ValueError, msgspec.MsgspecError) as error:
        raise Unreadable(str(error)) from error
    tables: Tables = {}
    for name, documents in lengths.items():
        bounds = list(accumulate(documents.values(), initial=at))
        places = zip(documents, map(slice, bounds, bounds[1:]), strict=True)
        tables[name] = StoredTable(body, slice(at, bounds[-1]), places)
        at = bounds[-1]
    if at != len(body):
        raise Unreadable(f"{len(body)} bytes where {at} should be")
    return tables


def _in_lines(tables: Tables) -> bytes:
    lengths: dict[str, dict[str, int]] = {}
    lines = [b""]
    for name, table in tables.items():
        of_table = lengths[name] = {}
        pairs = table.lines() if isinstance(table, StoredTable) else ((key, json_line(table[key])) for key in table)
        for key, line in pairs:
            of_table[key] = len(line)
            lines.append(line)
    lines[0] = json_line(lengths)
    return b"".join(lines)
