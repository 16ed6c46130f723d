"""Private psychotherapy notes: a sealed file for each author and client, which nobody but the author can open.

    private/AUTHOR.CHART.private    the notes of one author about one client
    private/AUTHOR.CHART.new        a save that was interrupted

Each file has a random key of its own, made anew at each save. It lies in the header under a key that follows from
the private key of the author's passphrase slot, so neither the data key of the store, nor another user, nor the
recovery key, nor a key left by `plantui unlock` opens it. With the slot it is gone: when the author leaves, or when
somebody else gives the author another passphrase, nobody can read these notes any more.

The audit trail says that they were opened or saved, never what is in them. No revision before is kept beside the
current one, because who removes a note wants it gone; snapshots and backups hold older files until they go.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from datetime import datetime

import msgspec

from plantui.vault.audit import Stamp
from plantui.vault.faults import StoreLocked, StoreMissing, Tampered, VaultFault, from_os_error
from plantui.vault.files import discard, ensure_dir, write_all
from plantui.vault.parts import Parts
from plantui.vault.privatefile import (
    FORMAT,
    MAGIC,
    PrivateHeader,
    PrivateShelf,
    decode_private_header,
    fingerprint,
    short_sha,
)
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.slot import slot_of
from plantui.vault.seam import Event

OPENED = "private.open"
SAVED = "private.save"
ABORTED = "private.abort"
REMOVED = "private.remove"

_DAMAGED = "Look for an older one in the snapshots or in a backup."


class PrivateNote(msgspec.Struct, frozen=True, array_like=True):
    """One private note.

    Attributes:
        at: when it was written.
        text: what was written.
    """

    at: datetime
    text: str


class PrivatePage(msgspec.Struct, frozen=True):
    """The private notes of one author about one client.

    Attributes:
        rev: how often they were saved; 0 when there are none.
        notes: oldest first.
    """

    rev: int = 0
    notes: tuple[PrivateNote, ...] = ()


class PrivateMoved(VaultFault):
    """The notes were saved in another terminal since they were read; nothing was changed."""

    code = "E303"


class PrivateLost(VaultFault):
    """The notes were sealed under a passphrase slot that is gone; nobody can open them."""

    code = "E201"


_pages = msgspec.msgpack.Decoder(tuple[PrivateNote, ...])


class PrivateNotes:
    """The private notes of one author, for as long as the passphrase is at hand.

    Args:
        parts: of the open store.
        key: the key that the author's passphrase opened.

    Raises:
        StoreLocked: the key did not come from a passphrase, so it opens no private note.
    """

    def __init__(self, parts: Parts, key: Key) -> None:
        if not key.user or key.slot != slot_of(key.user) or not key.private:
            raise StoreLocked(
                "Private notes open with their author's own passphrase only.",
                "Neither the recovery key nor an ssh-agent opens them.",
            )
        self._parts = parts
        self._key = key
        self._shelf = PrivateShelf(parts)

    @property
    def author(self) -> str:
        """The id of the user whose notes these are."""
        return self._key.user

    def read(self, chart: str) -> PrivatePage:
        """Return the notes about a client.

        Raises:
            PrivateLost: they were sealed under a passphrase that somebody else has replaced since.
            Tampered: the file is damaged, or was changed by somebody else.
            VaultFault: it cannot be read.
        """
        from plantui.vault.sealing.cipher import AES, reveal
        from plantui.vault.sealing.padding import unpad

        try:
            content = self._parts.fs.read(self._shelf.path(self.author, chart))
        except FileNotFoundError:
            return PrivatePage()
        except OSError as error:
            raise from_os_error(error, "reading private notes") from error
        line, _, sealed = content.partition(b"\n")
        header = decode_private_header(line, self._parts.vault, chart, self.author)
        if header.slot != fingerprint(self._public()):
            raise PrivateLost(
                "These private notes were sealed under a passphrase that somebody else has replaced: "
                "nobody can open them any more.",
                "A passphrase of then opens them in a backup of then. plantui private CLIENT --drop all removes them.",
            )
        secret = reveal(AES, self._lock(header), _bound(header), header.nonce, header.wrapped)
        padded = reveal(AES, secret, _body(line), header.body_nonce, sealed) if secret else None
        if padded is None:
            raise Tampered("These private notes are damaged, or were changed without the key.", _DAMAGED)
        return PrivatePage(header.rev, _pages.decode(unpad(padded)))

    def save(self, chart: str, expected: int, notes: Sequence[PrivateNote], event: Event) -> int:
        """Make these the notes about a client; return how often they were saved.

        Args:
            chart: its id.
            expected: what `read` said.
            notes: all of them, oldest first.
            event: the session and the moment; the rest is filled in here.

        Raises:
            PrivateMoved: another terminal saved meanwhile.
            VaultFault: nothing has changed, or the disk did not confirm it.
        """
        content = self._sealed(chart, expected + 1, notes)
        event = msgspec.structs.replace(event, who=self.author)
        path, fresh = self._shelf.path(self.author, chart), self._shelf.fresh(self.author, chart)
        saved = _stamp(event, SAVED, chart, expected + 1, content)
        # Under the lock of the manifest: a backup holds it too while it notes how far the audit trail reached.
        with self._parts.locks.hold("vault"):
            self._parts.guard()
            try:
                self._compare(chart, expected)
                leftover = self._leftover(fresh)
                self._write(fresh, content)
            except OSError as error:
                self._sweep(fresh)
                raise from_os_error(error, "saving private notes") from error
            stamps = [saved]
            if leftover is not None:
                stamps.insert(0, _stamp(event, ABORTED, chart, expected + 1, leftover))
            try:
                self._parts.trail.append(stamps, durable=True)
                self._parts.fs.replace(fresh, path)
            except (OSError, VaultFault) as error:
                # The line may be there although the trail said no; taking back one that is not does no harm. Where
                # that fails too, the file stays as the proof that the save was interrupted.
                with contextlib.suppress(VaultFault):
                    self._parts.trail.append([_stamp(event, ABORTED, chart, expected + 1, content)], durable=True)
                    self._sweep(fresh)
                if isinstance(error, OSError):
                    raise from_os_error(error, "saving private notes") from error
                raise
            self._sync(path)
        return expected + 1

    def remove(self, chart: str, event: Event) -> bool:
        """Remove all notes about a client, also those that nobody can open; False when there are none.

        Args:
            chart: its id.
            event: who does this; act, chart and detail are filled in here.

        Raises:
            VaultFault: they are still there, or the disk did not confirm it.
        """
        return remove_private(self._parts, self.author, chart, event)

    def _sealed(self, chart: str, rev: int, notes: Sequence[PrivateNote]) -> bytes:
        from plantui.vault.sealing.cipher import AES, NONCE, cipher, shut
        from plantui.vault.sealing.padding import CHART, pad

        secret = os.urandom(32)
        bare = PrivateHeader(
            magic=MAGIC,
            format=FORMAT,
            vault=self._parts.vault,
            chart=chart,
            author=self.author,
            rev=rev,
            alg=AES,
            slot=fingerprint(self._public()),
            salt=os.urandom(16),
            body_nonce=os.urandom(NONCE),
        )
        nonce, wrapped = shut(AES, self._lock(bare), _bound(bare), secret)
        line = msgspec.json.encode(msgspec.structs.replace(bare, nonce=nonce, wrapped=wrapped))
        padded = pad(msgspec.msgpack.encode(tuple(notes)), CHART)
        return b"\n".join((line, cipher(AES, secret).encrypt(bare.body_nonce, padded, _body(line))))

    def _lock(self, header: PrivateHeader) -> bytes:
        from plantui.vault.sealing.derivation import derive

        purpose = f"plantui private|{header.vault}|{header.author}|{header.chart}".encode()
        return derive(header.salt, self._key.private, purpose)

    def _public(self) -> bytes:
        from plantui.vault.sealing.letter import public_of

        if not self._key.private:
            raise StoreLocked("The store is locked.", "Unlock it again.")
        return public_of(self._key.private)

    def _compare(self, chart: str, expected: int) -> None:
        header = self._shelf.header(self.author, chart)
        if (header.rev if header else 0) != expected:
            raise PrivateMoved("These private notes were saved in another terminal meanwhile.", "Read them again.")

    def _leftover(self, fresh: str) -> bytes | None:
        try:
            content = self._parts.fs.read(fresh)
        except FileNotFoundError:
            return None
        self._parts.fs.unlink(fresh)
        return content

    def _write(self, fresh: str, content: bytes) -> None:
        fs, folder = self._parts.fs, self._shelf.folder
        ensure_dir(fs, folder, self._parts.layout.root)
        fd = fs.create(fresh)
        try:
            write_all(fs, fd, content)
            fs.fsync(fd)
        finally:
            fs.close(fd)
        # Its name must be durable before the line that tells of it: it proves that the save was interrupted.
        fs.sync_dir(folder)

    def _sweep(self, fresh: str) -> None:
        with contextlib.suppress(OSError):
            discard(self._parts.fs, fresh)

    def _sync(self, path: str) -> None:
        try:
            self._parts.fs.sync_dir(os.path.dirname(path))
        except OSError as error:
            raise Tampered(
                "The private notes are saved, but the disk did not confirm it.", "Check the disk, then save again."
            ) from error


def remove_private(parts: Parts, author: str, chart: str, event: Event) -> bool:
    """Remove the private notes of an author about a client, without opening them; False when there are none.

    Raises:
        VaultFault: they are still there, or the disk did not confirm it.
    """
    shelf = PrivateShelf(parts)
    paths = [shelf.path(author, chart), shelf.fresh(author, chart)]
    with parts.locks.hold("vault"):
        parts.guard()
        if author not in shelf.authors(chart):
            return False
        removed = msgspec.structs.replace(event, act=REMOVED, chart=chart, detail=(f"author:{author}",))
        parts.trail.append([Stamp(removed)], durable=True)
        try:
            # The notes last: as long as they are there, the removal can be found and done again.
            for path in reversed(paths):
                discard(parts.fs, path)
            parts.fs.sync_dir(shelf.folder)
        except OSError as error:
            raise from_os_error(error, "removing private notes") from error
    return True


def refuse_plain(sealed: bool) -> None:
    """Refuse a store without keys.

    Raises:
        StoreMissing: the store is not sealed.
    """
    if not sealed:
        raise StoreMissing(
            "Private notes need a sealed store, and this one holds plain files.", "plantui vault seal seals it."
        )


def _stamp(event: Event, act: str, chart: str, rev: int, content: bytes) -> Stamp:
    detail = (f"rev:{rev}", f"sha:{short_sha(content)}")
    return Stamp(msgspec.structs.replace(event, act=act, chart=chart, detail=detail))


def _bound(header: PrivateHeader) -> bytes:
    """What the wrapped key is bound to: everything in the header but itself."""
    return b"private|" + msgspec.json.encode(msgspec.structs.replace(header, nonce=b"", wrapped=b""))


def _body(line: bytes) -> bytes:
    """What the notes are bound to: the whole header."""
    return b"private body|" + hashlib.sha256(line).digest()
