"""The stricter signature: the passphrase of who signs, checked before the act."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from plantui.practice.refusal import Refused

LONGEST_WAIT = 60.0
"""How long a wrong passphrase makes one wait at most, in seconds; it begins with one and doubles."""


@dataclass
class Proof:
    """Whether what is typed is the passphrase of one user.

    A passphrase is given for a voucher, and commands carry the voucher: what is kept of a change for undo never holds
    the passphrase. A voucher is good as long as the store is open, so that a change can be done anew after a conflict.

    Args:
        check: whether this is the passphrase; slow on purpose.
        failed: writes a wrong one into the audit trail.
        monotonic: a clock that nobody sets, in seconds.
    """

    check: Callable[[str], bool]
    failed: Callable[[], None] = lambda: None
    monotonic: Callable[[], float] = time.monotonic
    _vouchers: set[str] = field(default_factory=set, repr=False)
    _wrong: int = 0
    _until: float = 0.0

    def voucher(self, typed: str) -> str:
        """A voucher for a passphrase.

        Raises:
            Refused: S1, it is wrong, or it is too soon after a wrong one.
            VaultFault: the store cannot be asked, or a wrong try not be written down.
        """
        left = self._until - self.monotonic()
        if left > 0:
            raise Refused(f"The next try is in {left:.0f} s." if left >= 1 else "The next try is in a moment.", "S1")
        if not typed:
            raise Refused("Your passphrase is your signature: type it.", "S1")
        if not self.check(typed):
            wait = min(LONGEST_WAIT, 2.0**self._wrong)
            self._wrong += 1
            self._until = self.monotonic() + wait
            self.failed()
            raise Refused(f"That is not your passphrase. The next try is in {wait:g} s.", "S1")
        self._wrong = 0
        made = secrets.token_hex(16)
        self._vouchers.add(made)
        return made

    def good(self, voucher: str) -> bool:
        """Whether this voucher was given for the passphrase."""
        return voucher in self._vouchers
