"""What can go wrong with a store, each as a sentence with a code and a next step.

Codes are those of the error screens: E201 locked or wrong passphrase, E301 disk full, E302 no permission,
E303 changed outside, E304 damaged. Two are added here: E305 not there (no store, no chart, or not one this
program reads) and E306 in use.
"""

from __future__ import annotations

import errno
from typing import ClassVar

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class VaultFault(Exception):
    """A store could not do what was asked.

    Attributes:
        code: the code of the error screen, `E201` or `E301` to `E306`.
        sentence: what happened, in plain words, with the place.
        next_step: what to do now.
    """

    code: ClassVar[str] = "E304"

    def __init__(self, sentence: str, next_step: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.sentence} {self.next_step}".rstrip()


class StoreLocked(VaultFault):
    """The store is sealed and its key is not at hand; nothing was read or changed."""

    code = "E201"


class WrongPassphrase(StoreLocked):
    """What was typed opens no slot of the store."""


class StoreFull(VaultFault):
    """There is no room left; nothing was changed."""

    code = "E301"


class StoreForbidden(VaultFault):
    """The account may not read or write here, or others may read along; nothing was changed."""

    code = "E302"


class Conflict(VaultFault):
    """The chart was saved by someone else since it was read; nothing was changed.

    Attributes:
        current_rev: the revision that is in the store now.
    """

    code = "E303"

    def __init__(self, chart: str, expected_rev: int, current_rev: int) -> None:
        super().__init__(
            f"Chart {chart} was changed meanwhile: it is at revision {current_rev}, "
            f"the change was made on revision {expected_rev}.",
            "Read it again and merge.",
        )
        self.chart = chart
        self.expected_rev = expected_rev
        self.current_rev = current_rev


class Tampered(VaultFault):
    """A file is damaged, or is not what it says it is."""

    code = "E304"


class UnknownKey(Tampered):
    """Something is sealed with a data key that is not at hand: it was changed elsewhere, or it is foreign."""


class StoreUnreadable(VaultFault):
    """The disk answered with an error; nothing was changed."""

    code = "E304"


class CommitUncertain(VaultFault):
    """The change is in the store and visible, but the disk did not confirm that it will survive a power cut.

    Attributes:
        rev: the revision that is in the store now.
    """

    code = "E304"

    def __init__(self, chart: str, rev: int) -> None:
        super().__init__(
            f"Chart {chart} is saved as revision {rev}, but the disk did not confirm it.",
            "Keep this terminal open, save again, and check the disk.",
        )
        self.chart = chart
        self.rev = rev


class NotFound(VaultFault):
    """There is no such chart, or no such revision of it."""

    code = "E305"


class StoreMissing(VaultFault):
    """There is no store here, or not one that this program reads."""

    code = "E305"


class StoreBusy(VaultFault):
    """Another terminal held a lock for too long; nothing was changed."""

    code = "E306"


class NotPlain(VaultFault, ValueError):
    """A document holds a value that JSON cannot keep as it is; nothing was changed."""

    code = "E304"


def from_os_error(error: OSError, doing: str) -> VaultFault:
    """Turn an error of the operating system into a sentence.

    Args:
        error: what was raised.
        doing: what was being done, as a phrase that follows "while", e.g. "saving chart X".
    """
    reason = error.strerror or str(error)
    if error.errno in _FULL:
        return StoreFull(f"The disk is full (while {doing}).", "Free some space, then try again.")
    if error.errno in _FORBIDDEN:
        place = f" {error.filename}" if error.filename else " the store"
        return StoreForbidden(
            f"This account may not write or read{place} ({reason}, while {doing}).",
            "Check who owns the store and that the disk is not mounted read-only.",
        )
    return StoreUnreadable(
        f"The disk answered with an error ({reason}, while {doing}).",
        "Try again; if it happens again, check the disk and run plantui verify.",
    )
