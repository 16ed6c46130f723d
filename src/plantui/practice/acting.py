"""Who acts, when, and with what at hand: everything a command may know besides the chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plantui.library import Library
from plantui.model.ids import Ids
from plantui.model.period import Period, Unit
from plantui.model.signature import SigningMethod
from plantui.practice.proof import Proof

TWELVE_WEEKS = Period(n=12, unit=Unit.WEEK)
"""The review rhythm of a practice that has set none."""


@dataclass(frozen=True)
class User:
    """A person who uses the store. ``role`` is clinician, supervisor or reader: policy, not cryptography."""

    id: str
    name: str
    initials: str
    credential: str = ""
    role: str = "clinician"


@dataclass(frozen=True)
class Acting:
    """One act: the user, the moment, a source of ids, the library and the practice's defaults.

    ``cadence`` is the practice's review rhythm, ``seal_after`` how long a signature can be taken back (0 to 300 s).
    ``sign_by`` is what signs, ``proof`` takes the passphrase of the user; a plain store has none.
    """

    user: User
    now: datetime
    new_id: Ids
    library: Library
    cadence: Period = TWELVE_WEEKS
    seal_after: timedelta = timedelta(seconds=60)
    date_order: str | None = None
    rehearsal: bool = False
    sign_by: SigningMethod = SigningMethod.INITIALS
    proof: Proof | None = None

    @property
    def today(self) -> date:
        """The day of the act, on the clock of the person who acts."""
        return self.now.date()
