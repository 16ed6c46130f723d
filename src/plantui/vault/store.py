"""`FileStore`: the charts of one practice as files, the first implementation of `ChartStore`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from plantui.vault.audit import AuditTrail, Mark, Stamp
from plantui.vault.body import encode_tables
from plantui.vault.chartfile import Header, decode, encode
from plantui.vault.check import Check
from plantui.vault.codec import Codec, PlainCodec
from plantui.vault.commit import Commit
from plantui.vault.counter import Counter
from plantui.vault.faults import NotFound, Tampered, UnknownKey, VaultFault, from_os_error
from plantui.vault.files import Fs, exists
from plantui.vault.founddraft import doubtful_drafts
from plantui.vault.index import Caseload
from plantui.vault.layout import Layout
from plantui.vault.locks import Locks
from plantui.vault.manifest import User, Vault, named, read_vault, write_vault
from plantui.vault.mount import caution
from plantui.vault.parts import Parts
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.watch import Watch
from plantui.vault.seam import AuditLine, AuditQuery, Cursor, Event, Findings, ListedChart, Summarise, Tables
from plantui.vault.undolog import AGE, UndoLog

if TYPE_CHECKING:
    from plantui.vault.history import RevInfo
    from plantui.vault.keeper import SnapshotKeeper
    from plantui.vault.sealing.rewriting import Rewriting


class FileStore:
    """One open store. Any number may be open on the same folder, in any number of processes.

    `list` belongs to one thread; everything else may be called from any, so that one thread can save while
    another one reads.
    """

    def __init__(
        self,
        layout: Layout,
        vault: Vault,
        summarise: Summarise,
        fs: Fs,
        locks: Locks,
        now_ns: Callable[[], int],
        key: Key | None = None,
    ) -> None:
        self._layout = layout
        self._watch = Watch(fs, layout, vault, key)
        self._key = key
        self._summarise = summarise
        self._fs = fs
        self._locks = locks
        self._codec = _codec(key)
        self._trail = AuditTrail(layout, vault.id, fs, locks, key.sign if key else None, self._watch.look)
        self._commit = Commit(layout, vault.id, fs, locks, self._trail, self._watch.look)
        self._caseload = Caseload(layout, vault.id, fs, locks, self._codec, now_ns, self._watch.look)
        self._counter = Counter(layout, fs, locks)
        self._clock: Callable[[], datetime] | None = None
        self._keeper: SnapshotKeeper | None = None

    @property
    def layout(self) -> Layout:
        """Where everything lies."""
        return self._layout

    @property
    def vault(self) -> Vault:
        """What the store is, as it was when it was opened or something was written last."""
        return self._watch.vault

    @property
    def key(self) -> Key | None:
        """The key of a sealed store; None for a plain one."""
        return self._key

    @property
    def parts(self) -> Parts:
        """What drafts, snapshots and the like work with."""
        return Parts(self._layout, self.vault.id, self._fs, self._locks, self._codec, self._trail, self._watch.look)

    def list(self, since: Cursor | None = None) -> tuple[list[ListedChart], Cursor]:
        """Return all charts in the order of their making, or only what changed since a cursor.

        The summaries belong to the store: look at them, do not change them. A chart that cannot be read is
        listed with its fault.

        Raises:
            VaultFault: the folders cannot be read.
        """
        return self._caseload.list(since)

    def load(self, chart: str, rev: int | None = None) -> tuple[int, Tables]:
        """Return revision and tables of a chart, freshly parsed.

        Args:
            chart: its id.
            rev: a revision; besides the current one, the one before it and those in snapshots are kept.

        Raises:
            NotFound: there is no such chart, or the revision is not kept.
            Tampered: the file is damaged or belongs elsewhere.
            VaultFault: it cannot be read.
        """
        found = self._read(self._layout.chart(chart), chart)
        if found is None:
            if self._has_previous(chart):
                raise Tampered(
                    f"The file of chart {chart} is gone, the revision before it is still there.",
                    "Run plantui verify.",
                )
            raise NotFound(f"There is no chart {chart}.", "Look it up in the list.")
        if rev is not None and found[0].rev != rev:
            from plantui.vault.history import load_kept

            return rev, load_kept(self.parts, chart, rev)
        return found[0].rev, found[1]

    def history(self, chart: str) -> Sequence[RevInfo]:
        """Return every revision of a chart that is known of, the newest first, and where it can be read.

        Raises:
            VaultFault: the audit trail or the folders cannot be read.
        """
        from plantui.vault.history import history

        return history(self.parts, chart)

    def commit(self, chart: str, expected: int, tables: Tables, event: Event) -> int:
        """Save the next revision of a chart and its audit line; return the revision.

        Args:
            chart: its id: 1 to 64 of a-z, 0-9, - and _.
            expected: the revision the change was made on; 0 makes a new chart.
            tables: everything the chart holds.
            event: who does what; its chart is filled in here.

        Raises:
            Conflict: somebody saved meanwhile; carries the current revision.
            NotFound: there is no such chart.
            NotPlain: a value is not one that JSON keeps.
            CommitUncertain: saved and visible, but not confirmed by the disk.
            StoreFull: the disk is full.
            VaultFault: anything else; except with `CommitUncertain` nothing visible has changed.
        """
        body = encode_tables(chart, tables)
        summary = self._summarise(chart, tables)
        self._watch.look()
        content = encode(self.vault.id, chart, expected + 1, self._codec, body, summary)
        rev = self._commit.save(chart, expected, content, event)
        self._nudge()
        return rev

    def keep_snapshots(self, now: Callable[[], datetime]) -> None:
        """Make a snapshot beside the saves, at most once an hour by a clock; `close` waits for one that is made."""
        self._clock = now

    def put_back(self, chart: str, tables: Tables, event: Event, *, above: int | None = None) -> int:
        """Save a chart as its next revision, also where it is gone or damaged; return the revision.

        Args:
            chart: its id.
            tables: everything it shall hold.
            event: who does what.
            above: go above this revision, and set aside what is there although it can be read.

        Raises:
            Conflict: somebody saved meanwhile.
            UnknownKey: what is there is sealed with a key that is not at hand.
            VaultFault: see `commit`.
        """
        try:
            rev, _ = self.load(chart)
        except UnknownKey:
            raise
        except (NotFound, Tampered):
            rev = 0
        if rev and above is None:
            return self.commit(chart, rev, tables, event)
        from plantui.vault.reinstate import Reinstatement

        again = Reinstatement(self.parts)
        self._watch.look()
        rev = again.highest(chart) if above is None else above
        body, summary = encode_tables(chart, tables), self._summarise(chart, tables)
        return again.save(chart, rev, encode(self.vault.id, chart, rev + 1, self._codec, body, summary), event)

    def record(self, events: Sequence[Event], durable: bool) -> None:
        """Add events that change no chart (views, exports, unlocks) to the audit trail, in one write.

        Args:
            events: what was done.
            durable: True to wait for the disk. Otherwise they become durable with the next durable line.

        Raises:
            VaultFault: nothing was added.
        """
        self._trail.append([Stamp(event) for event in events], durable=durable)

    def audit(self, query: AuditQuery) -> Iterator[AuditLine]:
        """Return the lines of the audit trail that fit, oldest first.

        Raises:
            VaultFault: the trail is damaged or cannot be read.
        """
        return self._trail.find(query)

    def audit_behind(self, mark: Mark) -> tuple[Sequence[bytes], Mark]:
        """Return the lines of the audit trail that came since a mark, as they lie, and the next mark.

        Raises:
            VaultFault: the trail cannot be read.
        """
        return self._trail.behind(mark)

    def verify(self, deep: bool = False) -> Findings:
        """Check modes, the chain of the audit trail, and every chart against it.

        Args:
            deep: True to read and hash every chart in full, not its header only.

        Raises:
            VaultFault: the folders cannot be read.
        """
        doubt = self._key.doubt if self._key else None
        check = Check(
            self._layout, self.vault.id, self._fs, self._locks, self._codec, self._trail, self._counter, doubt
        )
        findings = [*check.run(deep), *doubtful_drafts(self.parts)]
        if self._key is not None:
            # Loaded here because it needs the cipher.
            from plantui.vault.sealing.inspection import inspect

            findings += inspect(self.parts, self.vault, deep)
        # Loaded here because only this needs it.
        from plantui.vault.privatecheck import check_private

        return [*findings, *check_private(self.parts, self.vault)]

    def next_client_number(self) -> int:
        """Return a number for a client code that was never given before, from 1.

        Raises:
            Tampered: the counter is gone or damaged; `reserve_client_number` puts it right.
            VaultFault: no number was given.
        """
        return self._counter.take()

    def reserve_client_number(self, number: int) -> None:
        """Make sure that no number up to `number` will be given again (codes that came with an import).

        Raises:
            VaultFault: the disk said no.
        """
        self._counter.reserve(number)

    def undo_log(self, user: str, age: timedelta = AGE) -> UndoLog:
        """Return the undo log of a user, whose steps are kept as long as ``age``.

        Raises:
            ValueError: the id cannot be a file name.
        """
        return UndoLog(self._layout, user, self._fs, self._locks, self._codec, self._watch.look, age)

    def set_users(self, users: Sequence[User], event: Event) -> Vault:
        """Replace the list of users; the audit line is written first.

        Raises:
            VaultFault: the list is as it was.
        """
        return self.change_vault(lambda vault: msgspec.structs.replace(vault, users=tuple(users)), event)

    def change_vault(self, change: Callable[[Vault], Vault], event: Event, turned: Key | None = None) -> Vault:
        """Change what `vault.json` says; the audit line is written first.

        Args:
            change: makes the new manifest from the one on the disk.
            event: who does what; in a sealed store its line also names the new manifest.
            turned: a key with the new data key, when that is what changes; the key of the store turns to it.

        Raises:
            VaultFault: the manifest is as it was.
        """
        with self._locks.hold("vault"):
            self._watch.look()
            vault = change(self.vault)
            if self._key is not None:
                vault = (turned or self._key).attest(vault)
                event = msgspec.structs.replace(event, detail=(*event.detail, named(vault)))
            self._trail.append([Stamp(event)], durable=True)
            try:
                write_vault(self._fs, self._layout, vault)
            except OSError as error:
                self._turn(vault, turned)
                raise from_os_error(error, "changing vault.json") from error
            self._turn(vault, turned)
            self._watch.look()
        if self._key is not None:
            from plantui.vault.sealing.oldtrees import renew_manifests

            # The change is made. What a snapshot keeps of the manifest before is told by `verify`.
            with contextlib.suppress(VaultFault):
                renew_manifests(self.parts)
        return vault

    def rewriting(self, event: Event) -> Rewriting:
        """Return what writes everything in a sealed store anew, as its key says now.

        Args:
            event: who does it; its act is the act of each save.
        """
        # Loaded here because it needs the cipher.
        from plantui.vault.sealing.rewriting import Rewriting

        return Rewriting(self.parts, self._commit, event)

    def caution(self) -> str:
        """Return a sentence when the store lies on a disk that can lose saves, or nothing."""
        return caution(self._layout.root)

    def close(self) -> None:
        """Keep the caseload index for the next start. Everything else is on the disk already."""
        self._caseload.write()
        if self._keeper is not None:
            self._keeper.finish()

    def _nudge(self) -> None:
        if self._clock is None:
            return
        if self._keeper is None:
            # Loaded here because reading never needs it.
            from plantui.vault.keeper import SnapshotKeeper

            self._keeper = SnapshotKeeper(self.parts, self._clock)
        self._keeper.nudge()

    def _turn(self, vault: Vault, turned: Key | None) -> None:
        """Turn the key once `vault.json` says so, even when a later step of writing it failed."""
        if self._key is not None and turned is not None and read_vault(self._fs, self._layout) == vault:
            self._key.turn(turned.data_key)

    def _has_previous(self, chart: str) -> bool:
        try:
            return exists(self._fs, self._layout.previous(chart))
        except OSError as error:
            raise from_os_error(error, f"reading chart {chart}") from error

    def _read(self, path: str, chart: str) -> tuple[Header, Tables] | None:
        try:
            content = self._fs.read(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise from_os_error(error, f"reading chart {chart}") from error
        return decode(content, self.vault.id, chart, self._codec)


def _codec(key: Key | None) -> Codec:
    if key is None:
        return PlainCodec()
    # Loaded here because a plain store never needs the cipher.
    from plantui.vault.sealing.codec import SealedCodec

    return SealedCodec(key)
