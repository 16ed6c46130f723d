"""Where everything in a store lies, and whether the store may be used as it is."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from plantui.vault.faults import NotFound, StoreForbidden
from plantui.vault.files import Fs, Stat, is_dir
from plantui.vault.seam import is_name


class Layout(msgspec.Struct, frozen=True):
    """The paths of a store.

    ```
    vault.json            what the store is; vault.json.bak is the same once more
    counter               the highest client code given so far
    charts/7f/ID.chart    one chart; ID.prev is the revision before; ID.new a save that was interrupted
    locks/                one lock per shard and a few more; never deleted
    audit/2026-03.jsonl   the audit trail, a file a month
    undo/USER.jsonl       what a user can still undo
    private/              private notes, a file for each author and client, see `private`
    drafts/               texts that are being typed, see `drafts`
    sessions/             where each terminal sits that works here, see `whereabouts`
    snapshots/STAMP/      the store as it was, in hard links, see `snapshots`
    ballast               space for drafts when the disk is full; holds nothing
    index                 the caseload, can always be made again
    ```

    Attributes:
        root: the folder of the store, absolute.
    """

    root: str

    @property
    def vault(self) -> str:
        """The file that says what the store is."""
        return f"{self.root}/vault.json"

    @property
    def counter(self) -> str:
        """The file with the highest client code."""
        return f"{self.root}/counter"

    @property
    def charts(self) -> str:
        """The folder of the shards."""
        return f"{self.root}/charts"

    @property
    def locks(self) -> str:
        """The folder of the locks."""
        return f"{self.root}/locks"

    @property
    def audit(self) -> str:
        """The folder of the audit trail."""
        return f"{self.root}/audit"

    @property
    def undo(self) -> str:
        """The folder of the undo logs."""
        return f"{self.root}/undo"

    @property
    def drafts(self) -> str:
        """The folder of the drafts."""
        return f"{self.root}/drafts"

    @property
    def sessions(self) -> str:
        """The folder that says where each terminal sits."""
        return f"{self.root}/sessions"

    @property
    def ballast(self) -> str:
        """The file that is given up so that drafts can still be written to a full disk."""
        return f"{self.root}/ballast"

    @property
    def snapshots(self) -> str:
        """The folder of the snapshots."""
        return f"{self.root}/snapshots"

    @property
    def index(self) -> str:
        """The caseload index."""
        return f"{self.root}/index"

    def lock(self, name: str) -> str:
        """The file of a lock."""
        return f"{self.locks}/{name}.lock"

    def shard(self, shard: str) -> str:
        """The folder of a shard, `00` to `ff`."""
        return f"{self.charts}/{shard}"

    def chart(self, chart: str) -> str:
        """The file of a chart.

        Raises:
            NotFound: this cannot be the id of a chart.
        """
        return f"{self.charts}/{shard_of(chart)}/{chart}.chart"

    def previous(self, chart: str) -> str:
        """The revision before the current one."""
        return f"{self.charts}/{shard_of(chart)}/{chart}.prev"

    def fresh(self, chart: str) -> str:
        """The revision being written."""
        return f"{self.charts}/{shard_of(chart)}/{chart}.new"


def shard_of(chart: str) -> str:
    """Return the shard of a chart, `00` to `ff`: ids are ordered by time, their hashes spread evenly.

    Raises:
        NotFound: this cannot be the id of a chart.
    """
    if not is_name(chart):
        raise NotFound(f"{chart!r} is not the id of a chart.", "Look it up in the list.")
    return hashlib.sha256(chart.encode()).hexdigest()[:2]


def layout_at(path: Path) -> Layout:
    """Return the layout of a store in a folder, existing or not."""
    return Layout(os.path.realpath(path.expanduser()))


def complaint(path: str, state: Stat, owner: int) -> str:
    """Return what is wrong with the owner or the mode of a file of a store, or nothing.

    Args:
        path: the file, for the sentence.
        state: its state.
        owner: the number of the account that must own it.
    """
    if state.st_uid != owner:
        return f"{path} belongs to another account ({account(state.st_uid)}, not {account(owner)})."
    if state.st_mode & 0o077:
        return f"{path} is open to other accounts (mode {state.st_mode & 0o7777:04o})."
    wanted = 0o700 if is_dir(state) else 0o600
    if state.st_mode & wanted != wanted:
        return f"{path} cannot be used by its owner (mode {state.st_mode & 0o7777:04o})."
    return ""


def remedy(path: str, state: Stat, owner: int, *, inside: bool = False) -> str:
    """Return the line that puts the owner or the mode right.

    Args:
        path: the file or the folder.
        state: its state.
        owner: the number of the account that must own it.
        inside: whether it lies in a store of that account, so that it is a stray and not somebody else's store.
    """
    if state.st_uid != owner and inside:
        return f"Type: sudo chown {account(owner)} {path}"
    if state.st_uid != owner:
        return "Work as that account, or make a store of your own: one store has one account."
    return f"Type: chmod {'700' if is_dir(state) else '600'} {path}"


def refuse_if_open(fs: Fs, layout: Layout, owner: int) -> None:
    """Refuse a store that others can read or that belongs to somebody else.

    Raises:
        StoreForbidden: with the line that puts it right.
        OSError: as the operating system says.
    """
    for path in (layout.root, layout.vault, layout.charts, layout.audit):
        try:
            state = fs.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        if sentence := complaint(path, state, owner):
            raise StoreForbidden(sentence, remedy(path, state, owner, inside=path != layout.root))


def account(number: int) -> str:
    """Return the name of an account, or its number."""
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
