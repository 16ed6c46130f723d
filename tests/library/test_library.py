from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from plantui.library import Library, load_profiles, shipped
from plantui.model.profile import Profile

LIBRARY = shipped()
PRESETS = ("self-pay", "interim-6wk", "medicaid-90", "commercial-180", "medicare-1y", "sud-part2", "tjc", "carf")


def test_the_presets() -> None:
    assert tuple(LIBRARY.profiles) == PRESETS
    for profile_id, profile in LIBRARY.profiles.items():
        assert profile.id == profile_id
        assert profile.title
        assert profile.source
        assert profile.checked
        assert profile.verified is False
        assert profile.gates is (profile_id not in ("self-pay", "interim-6wk"))
        assert set(profile.raises.values()) <= {"warn", "error"}
        assert all(rule.startswith("TP") and rule[2:].isdigit() for rule in profile.raises)


@pytest.mark.parametrize(
    ("profile_id", "interim", "formal"),
    [
        ("self-pay", None, None),
        ("interim-6wk", 42, None),
        ("medicaid-90", None, 90),
        ("commercial-180", None, 180),
        ("medicare-1y", None, 365),
        ("tjc", None, None),
    ],
)
def test_the_clocks_of_the_presets(profile_id: str, interim: int | None, formal: int | None) -> None:
    profile = LIBRARY.profiles[profile_id]
    assert (profile.interim_days, profile.formal_days) == (interim, formal)


@pytest.mark.parametrize("profile_id", ["", "unheard-of", "self-pay"])
def test_a_client_without_a_known_profile_pays_alone(profile_id: str) -> None:
    assert LIBRARY.profile(profile_id).id == "self-pay"


def test_a_practices_profiles_are_laid_over_the_presets(tmp_path: Path) -> None:
    file = tmp_path / "profiles.json"
    entries = [
        {"id": "medicaid-90", "formal_days": 60, "verified": True},
        {"id": "county", "title": "County clinic", "formal_days": 120},
        {"id": "broken", "title": "x", "formal_days": "often"},
    ]
    file.write_text(json.dumps({"profiles": entries}))
    profiles = load_profiles(file)
    assert (profiles["medicaid-90"].formal_days, profiles["medicaid-90"].verified) == (60, True)
    assert profiles["medicaid-90"].title == LIBRARY.profiles["medicaid-90"].title
    assert profiles["county"] == Profile(id="county", title="County clinic", formal_days=120)
    assert len(profiles) == len(PRESETS) + 1
    (problem,) = profiles.problems
    assert 'profile "broken" is left out' in problem
    assert LIBRARY.profiles.problems == ()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("cbt", "CBT"),
        ("cognitive behavioural therapy", "CBT"),
        ("cbt-i", "CBT-I"),
        ("act", "ACT"),
        ("act team", "ACT team"),
        ("behavioural activation", "BA"),
        ("schema therapy", "Schema therapy"),
        ("schema", "Schema therapy"),
    ],
)
def test_modalities_by_every_way_to_write_them(typed: str, printed: str) -> None:
    assert LIBRARY.modalities[typed] == printed


def test_the_table_of_modalities() -> None:
    table = LIBRARY.modalities.table
    assert len(table) == 80
    assert len({modality.id for modality in table}) == len({modality.short for modality in table}) == len(table)
    assert all(name == name.lower() for name in LIBRARY.modalities)
    assert set(LIBRARY.modalities.values()) == {modality.short for modality in table}
    assert "conversion" not in " ".join(LIBRARY.modalities)


def test_the_library_is_a_value() -> None:
    with pytest.raises(AttributeError):
        LIBRARY.measures = shipped().measures
    assert isinstance(LIBRARY, Library)


def test_no_file_is_read_before_the_first_question() -> None:
    """The program starts often; content is read when somebody asks."""
    watched = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "from plantui.library import shipped\n"
        "library = shipped()\n"
        "print(any(path.endswith('.json') for path in opened))\n"
        "library.measures.find('phq9')\n"
        "print(sum(path.endswith('.json') for path in opened))\n"
    )
    found = subprocess.run([sys.executable, "-c", watched], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "1"]
