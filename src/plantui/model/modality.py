"""A treatment modality: what an intervention may be called before its colon."""

from __future__ import annotations

import msgspec


class Modality(msgspec.Struct, frozen=True):
    """A modality with the short form it is written in (CBT), which is its name where it has none."""

    id: str
    short: str
    name: str
    group: str = ""
