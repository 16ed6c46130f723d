"""Clinical content: measures, modalities, payer profiles and statements, as shipped and as the practice adds."""

from __future__ import annotations

from plantui.library.holder import Library, shipped
from plantui.library.measures import Measures, load_measures
from plantui.library.modalities import Modalities, load_modalities
from plantui.library.profiles import Profiles, load_profiles
from plantui.library.statements import Statements, load_statements

__all__ = [
    "Library",
    "Measures",
    "Modalities",
    "Profiles",
    "Statements",
    "load_measures",
    "load_modalities",
    "load_profiles",
    "load_statements",
    "shipped",
]
