"""Where each terminal sits that works in a store, so that another one can name it: who, terminal, machine, since when.

The audit trail names the session of every save; a small file for each session says where that is. It holds the id of
a user and no word of a client, and outlives the session for a while: a conflict may come to light after it.
"""

from __future__ import annotations

import contextlib
import re
import time
from datetime import datetime

import msgspec

from plantui.vault.files import discard, ensure_dir, exists, put
from plantui.vault.parts import Parts
from plantui.vault.seam import is_name

KEPT_SECONDS = 7 * 86_400
"""How long the file of a session is kept after it began: a week."""

ENDING = ".json"
"""How the file of a session ends."""
_LONGEST = 1_000
_PLAIN = re.compile(r"[A-Za-z0-9._:%/-]{0,64}")


class Whereabouts(msgspec.Struct, frozen=True, kw_only=True):
    """Where a session works, or worked.

    Attributes:
        who: the id of the user.
        place: the terminal, e.g. `pts/3`; empty where it is not known.
        host: the machine somebody sits at, a name or an address; empty where it is not known.
        since: when the session began.
    """

    who: str
    place: str = ""
    host: str = ""
    since: datetime


def leave_word(parts: Parts, session: str, where: Whereabouts) -> None:
    """Say where a session sits, once; what is older than a week goes. A disk that refuses is no reason to stop."""
    path = _path(parts, session)
    if not path:
        return
    with contextlib.suppress(OSError):
        if not exists(parts.fs, parts.layout.sessions):
            ensure_dir(parts.fs, parts.layout.sessions, parts.layout.root)
        if exists(parts.fs, path):
            return
        put(parts.fs, path, msgspec.json.encode(where), durable=False)
        _sweep(parts)


def whereabouts(parts: Parts, session: str) -> Whereabouts | None:
    """Where a session sits, or sat; None when nothing is known of it."""
    path = _path(parts, session)
    try:
        found = msgspec.json.decode(parts.fs.read(path, _LONGEST), type=Whereabouts) if path else None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if found is None or found.since.tzinfo is None:
        return None
    # The file is not sealed: what it says may only ever look like a name.
    plain = all(_PLAIN.fullmatch(part) for part in (found.who, found.place, found.host))
    return found if plain else None


def _path(parts: Parts, session: str) -> str:
    return f"{parts.layout.sessions}/{session}{ENDING}" if is_name(session) else ""


def _sweep(parts: Parts) -> None:
    oldest = time.time_ns() - KEPT_SECONDS * 1_000_000_000
    for name in parts.fs.names(parts.layout.sessions):
        path = f"{parts.layout.sessions}/{name}"
        with contextlib.suppress(OSError):
            if parts.fs.stat(path).st_mtime_ns < oldest:
                discard(parts.fs, path)
