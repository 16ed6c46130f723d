"""What the parts of one open store share, handed to drafts, snapshots and whatever else works beside the charts."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from plantui.vault.audit import AuditTrail
from plantui.vault.codec import Codec
from plantui.vault.files import Fs
from plantui.vault.layout import Layout
from plantui.vault.locks import Locks


class Parts(NamedTuple):
    """The inside of an open store.

    Attributes:
        layout: where everything lies.
        vault: the id of the store.
        fs: the file system.
        locks: the locks between terminals.
        codec: protects what is written and opens what is read.
        trail: the audit trail.
        guard: called before anything is written, with its lock held; refuses by raising.
    """

    layout: Layout
    vault: str
    fs: Fs
    locks: Locks
    codec: Codec
    trail: AuditTrail
    guard: Callable[[], object] = lambda: None
