"""Permanent ids: ordered by time, random enough that two terminals never make the same one."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from random import Random

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lower case: no i, l, o or u, so that ids read aloud are not misheard."""

Ids = Callable[[], str]
"""A source of new ids."""


def make_id(moment: datetime, random_bits: int) -> str:
    """A 26-character id: 48 bits of milliseconds since 1970, then the low 80 of ``random_bits``."""
    value = (int(moment.timestamp() * 1000) & (1 << 48) - 1) << 80 | random_bits & (1 << 80) - 1
    return "".join(ALPHABET[value >> shift & 31] for shift in range(125, -1, -5))


def ids(now: Callable[[], datetime]) -> Ids:
    """Ids for real work: the clock's time and the system's randomness."""
    return lambda: make_id(now(), secrets.randbits(80))


def seeded_ids(now: Callable[[], datetime], seed: str) -> Ids:
    """Ids that come out the same every time for the same seed and times: rehearsal stores and tests only."""
    source = Random(seed)
    return lambda: make_id(now(), source.getrandbits(80))
