"""Payer profiles: the presets that come with the program, with the practice's own laid over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from plantui.library.content import shipped_bytes
from plantui.library.own_file import OwnEntries, read_own
from plantui.model.profile import Profile

DEFAULT = "self-pay"
"""The profile of a client without one: no formal clock, no gate."""


class _File(msgspec.Struct):
    profiles: list[dict[str, Any]]


class Profiles(Mapping[str, Profile]):
    """Profiles by id. An entry of the practice's file replaces fields of the preset with the same id, or adds one."""

    def __init__(self, own: Path | None = None) -> None:
        self._own_file = own

    @cached_property
    def _all(self) -> tuple[dict[str, Profile], tuple[str, ...]]:
        presets = msgspec.json.decode(shipped_bytes("profiles.json"), type=_File).profiles
        profiles = {entry["id"]: msgspec.convert(entry, Profile) for entry in presets}
        read = read_own(self._own_file, "profiles") if self._own_file is not None else OwnEntries({}, ())
        problems = list(read.problems)
        for profile_id, entry in read.entries.items():
            known = profiles.get(profile_id)
            base = msgspec.to_builtins(known) if known is not None else {}
            try:
                profiles[profile_id] = msgspec.convert({**base, **entry}, Profile)
            except msgspec.ValidationError as error:
                problems.append(f'{self._own_file}: profile "{profile_id}" is left out: {error}.')
        return profiles, tuple(problems)

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence for everything in the practice's file that could not be used."""
        return self._all[1]

    def choose(self, profile_id: str) -> Profile:
        """The profile with this id, else the default one."""
        return self._all[0].get(profile_id) or self._all[0][DEFAULT]

    def __getitem__(self, profile_id: str) -> Profile:
        return self._all[0][profile_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all[0])

    def __len__(self) -> int:
        return len(self._all[0])


def load_profiles(own: Path | None = None) -> Profiles:
    """The shipped presets, with the practice's own file laid over them; files are read when first used."""
    return Profiles(own)
