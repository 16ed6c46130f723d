"""The modalities that an intervention line may begin with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from plantui.library.content import shipped_bytes
from plantui.model.modality import Modality


class _File(msgspec.Struct):
    modalities: tuple[Modality, ...]


class Modalities(Mapping[str, str]):
    """Every lower-case short form, id and full name of a modality -> how it is printed (cbt -> CBT)."""

    @cached_property
    def table(self) -> tuple[Modality, ...]:
        """The modalities themselves, in the order of the file."""
        return msgspec.json.decode(shipped_bytes("modalities.json"), type=_File).modalities

    @cached_property
    def _printed(self) -> dict[str, str]:
        printed: dict[str, str] = {}
        for modality in self.table:
            for name in (modality.short, modality.id.replace("_", "-"), modality.name):
                printed.setdefault(name.lower(), modality.short)
        return printed

    def __getitem__(self, name: str) -> str:
        return self._printed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._printed)

    def __len__(self) -> int:
        return len(self._printed)


def load_modalities() -> Modalities:
    """The shipped modalities; the file is read when first used."""
    return Modalities()
