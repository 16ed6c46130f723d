"""What clinical rules need to know of the library, without knowing the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from plantui.model.chart import Chart
from plantui.model.measure import Measure
from plantui.model.profile import Profile

DEFAULT_PROFILE = "self-pay"
"""The profile of a client whose payer has none: no formal clock, no gate."""


class Reference(Protocol):
    """Facts by id: measures and payer profiles."""

    @property
    def measures(self) -> Mapping[str, Measure]:
        """Measures by id."""
        ...

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """Payer profiles by id."""
        ...


def profile_of(chart: Chart, reference: Reference) -> Profile:
    """The client's payer profile; an unknown or missing one counts as the default, which asks for nothing."""
    wanted = chart.client.profile
    profile = reference.profiles.get(wanted) if wanted else None
    return profile or reference.profiles.get(DEFAULT_PROFILE) or Profile(id=DEFAULT_PROFILE, title="Self-pay")
