"""A practice's own content file: read once, with a sentence for everything that cannot be used."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import msgspec


class OwnEntries(NamedTuple):
    """What a practice's file holds: entries by id, and sentences about what was left out and why."""

    entries: dict[str, dict[str, Any]]
    problems: tuple[str, ...]


def read_own(file: Path, key: str) -> OwnEntries:
    """The entries under ``key`` of a JSON file: ``{"KEY": [{"id": ..., ...}]}``."""
    try:
        content = msgspec.json.decode(file.read_bytes())
    except FileNotFoundError:
        return OwnEntries({}, (f"{file}: there is no such file. Shipped content is used alone.",))
    except OSError as error:
        return OwnEntries({}, (f"{file}: cannot be read ({error.strerror}). Shipped content is used alone.",))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return OwnEntries({}, (f"{file}: this is not JSON ({str(error)[:120]}). Shipped content is used alone.",))
    listed = content.get(key) if isinstance(content, dict) else None
    if not isinstance(listed, list):
        return OwnEntries({}, (f'{file}: write the entries as a list under "{key}". Shipped content is used alone.',))
    entries: dict[str, dict[str, Any]] = {}
    problems = []
    for number, entry in enumerate(listed, 1):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry["id"]:
            entries[entry["id"]] = entry
        else:
            problems.append(f'{file}: entry {number} of "{key}" has no id; it is left out.')
    return OwnEntries(entries, tuple(problems))
