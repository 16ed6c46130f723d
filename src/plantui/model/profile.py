"""A payer profile: review clocks, signatures and which lint rules gate signing. Always data, never code."""

from __future__ import annotations

import msgspec


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What one payer or accreditor expects.

    ``interim_days`` and ``formal_days`` are the two review clocks; None sets no clock. ``gates`` says whether lint
    errors stop signing until "sign anyway" with a reason. ``verified`` stays False until the practice confirms it.
    """

    id: str
    title: str
    interim_days: int | None = None
    formal_days: int | None = None
    gates: bool = False
    raises: dict[str, str] = msgspec.field(default_factory=dict)
    source: str = ""
    checked: str = ""
    verified: bool = False
