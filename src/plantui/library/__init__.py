"""Clinical content: measures, modalities and payer profiles, as shipped and as the practice adds to them."""

from __future__ import annotations

from plantui.library.holder import Library, shipped
from plantui.library.measures import Measures, load_measures
from plantui.library.modalities import Modalities, load_modalities
from plantui.library.profiles import Profiles, load_profiles

__all__ = [
    "Library",
    "Measures",
    "Modalities",
    "Profiles",
    "load_measures",
    "load_modalities",
    "load_profiles",
    "shipped",
]
