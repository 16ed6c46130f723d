"""The library as one value, handed to whoever needs clinical content."""

from __future__ import annotations

from pathlib import Path

import msgspec

from plantui.library.measures import Measures, load_measures
from plantui.library.modalities import Modalities, load_modalities
from plantui.library.profiles import Profiles, load_profiles
from plantui.library.statements import Statements, load_statements
from plantui.model.profile import Profile


class Library(msgspec.Struct, frozen=True):
    """Measures by id, modalities by every way to write them, payer profiles and statements by id.

    Files are read when first used.
    """

    measures: Measures
    modalities: Modalities
    profiles: Profiles
    statements: Statements = msgspec.field(default_factory=load_statements)

    def profile(self, profile_id: str) -> Profile:
        """The payer profile with this id; the default one, which asks for nothing, for an empty or unknown id."""
        return self.profiles.choose(profile_id)


def shipped(
    measure_file: Path | None = None,
    profile_file: Path | None = None,
    statement_folder: Path | None = None,
    cache: Path | None = None,
) -> Library:
    """The library that comes with the program, with the practice's own files laid over it where there are any.

    Args:
        measure_file: the practice's measures.
        profile_file: the practice's payer profiles.
        statement_folder: the folder of the practice's statements.
        cache: the folder for what can be compiled again; None compiles each time.
    """
    return Library(
        measures=load_measures(measure_file),
        modalities=load_modalities(),
        profiles=load_profiles(profile_file),
        statements=load_statements(statement_folder, cache),
    )
