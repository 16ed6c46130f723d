"""The files of private notes, as anybody in the store sees them: whose they are, not what is in them."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import msgspec

from plantui.vault.faults import StoreMissing, Tampered, from_os_error
from plantui.vault.parts import Parts
from plantui.vault.seam import is_name

MAGIC = "plantui-private"
FORMAT = 1
FOLDER = "private"
ENDING = "private"
FRESH = "new"

_HEAD = 4096
_DAMAGED = "Look for an older one in the snapshots or in a backup."


class PrivateHeader(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a file of private notes.

    Attributes:
        magic: always `plantui-private`.
        format: the number of this layout.
        vault: the id of the store.
        chart: the id of the client's chart.
        author: the id of the user who wrote them.
        rev: how often they were saved, from 1.
        alg: the cipher.
        slot: the fingerprint of the author's passphrase slot.
        salt: random, for the key that wraps.
        body_nonce: of the notes.
        nonce: of `wrapped`.
        wrapped: the key of this file, under one that only the author's slot gives.
    """

    magic: str
    format: int
    vault: str
    chart: str
    author: str
    rev: int
    alg: str
    slot: str
    salt: bytes
    body_nonce: bytes
    nonce: bytes = b""
    wrapped: bytes = b""


class PrivateName(NamedTuple):
    """Whose notes a file holds, about whom.

    Attributes:
        author: the id of the user.
        chart: the id of the client's chart.
        ending: `private`, or `new` for what an interrupted save left.
    """

    author: str
    chart: str
    ending: str


_headers = msgspec.json.Decoder(PrivateHeader)


def fingerprint(public: bytes) -> str:
    """Return the fingerprint of a slot, made of its public key: 32 hex digits."""
    return hashlib.sha256(b"plantui private" + public).hexdigest()[:32]


def short_sha(content: bytes) -> str:
    """Return what the audit trail calls a file by: the first half of its SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()[:32]


def decode_private_header(line: bytes, vault: str, chart: str, author: str) -> PrivateHeader:
    """Return the header of a file of private notes.

    Raises:
        Tampered: it is damaged, or belongs elsewhere.
        StoreMissing: a newer program wrote it.
    """
    try:
        header = _headers.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        header = None
    if header is None or header.magic != MAGIC or header.rev < 1:
        raise Tampered("A file of private notes has no readable header.", _DAMAGED)
    if header.format > FORMAT:
        raise StoreMissing(
            f"These private notes were written by a newer version of this program (format {header.format}).",
            "Update plantui on this machine.",
        )
    if (header.vault, header.chart, header.author) != (vault, chart, author):
        raise Tampered("A file of private notes belongs to another client, author or store.", _DAMAGED)
    return header


def read_name(file: str) -> PrivateName | None:
    """Return what a file is by its name, or None."""
    parts = file.split(".")
    if len(parts) != 3 or parts[2] not in (ENDING, FRESH) or not (is_name(parts[0]) and is_name(parts[1])):
        return None
    return PrivateName(*parts)


class PrivateShelf:
    """The folder of the private notes, for looking only.

    Args:
        parts: of the open store.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.folder = f"{parts.layout.root}/{FOLDER}"

    def path(self, author: str, chart: str) -> str:
        """The file of an author's notes about a client.

        Raises:
            Tampered: an id cannot be a part of a file name.
        """
        return f"{self.folder}/{_stem(author, chart)}.{ENDING}"

    def fresh(self, author: str, chart: str) -> str:
        """The file of a save that is being made.

        Raises:
            Tampered: an id cannot be a part of a file name.
        """
        return f"{self.folder}/{_stem(author, chart)}.{FRESH}"

    def names(self) -> list[str]:
        """The files there are, ours or not.

        Raises:
            VaultFault: the folder cannot be read.
        """
        try:
            return self._parts.fs.names(self.folder)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise from_os_error(error, "looking for private notes") from error

    def kept(self) -> list[PrivateName]:
        """Whose notes there are, and about whom; sorted.

        Raises:
            VaultFault: the folder cannot be read.
        """
        found = (read_name(file) for file in self.names())
        return [name for name in found if name is not None and name.ending == ENDING]

    def authors(self, chart: str) -> list[str]:
        """The ids of those who keep notes about a client.

        Raises:
            VaultFault: the folder cannot be read.
        """
        return [name.author for name in self.kept() if name.chart == chart]

    def charts(self, author: str) -> list[str]:
        """The charts about which somebody keeps notes.

        Raises:
            VaultFault: the folder cannot be read.
        """
        return [name.chart for name in self.kept() if name.author == author]

    def header(self, author: str, chart: str) -> PrivateHeader | None:
        """Return the header of a file; None when there is none.

        Raises:
            Tampered: it is damaged, or belongs elsewhere.
            VaultFault: it cannot be read.
        """
        try:
            head = self._parts.fs.read(self.path(author, chart), _HEAD)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise from_os_error(error, "reading private notes") from error
        return decode_private_header(head.partition(b"\n")[0], self._parts.vault, chart, author)


def _stem(author: str, chart: str) -> str:
    if not (is_name(author) and is_name(chart)):
        raise Tampered("This user or chart has an id that cannot be the name of a file.", "Run plantui verify.")
    return f"{author}.{chart}"
