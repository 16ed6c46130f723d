"""The requirements pin every package that a machine gets, and name no place to get it from."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT

PIN = re.compile(r"([a-z0-9-]+)==([0-9][A-Za-z0-9.]*)")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUNTIME = PROJECT["dependencies"]
TEST = PROJECT["optional-dependencies"]["test"]


def pins(path: Path) -> dict[str, str]:
    """Name -> version of a requirements file and of those it includes.

    Raises:
        ValueError: a line is neither a pin, an inclusion nor a comment.
    """
    found: dict[str, str] = {}
    for line in path.read_text().splitlines():
        if match := PIN.fullmatch(line):
            found[match[1]] = match[2]
        elif line.startswith("-r "):
            found |= pins(path.parent / line[3:])
        elif line and not line.startswith("#"):
            raise ValueError(f"{path.name}: {line!r} is no pin")
    return found


def closure(requirements: list[str]) -> set[str]:
    """The canonical names of all that the requirements bring with them on this machine."""
    todo, done = [Requirement(text) for text in requirements], set[tuple[str, frozenset[str]]]()
    while todo:
        wanted = todo.pop()
        key = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if key in done:
            continue
        done.add(key)
        for text in metadata.requires(wanted.name) or []:
            needed = Requirement(text)
            extras = wanted.extras or {""}
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                todo.append(needed)
    return {name for name, _ in done}


@pytest.mark.parametrize(("name", "wanted"), [("requirements.txt", RUNTIME), ("requirements-test.txt", RUNTIME + TEST)])
def test_all_that_is_needed_is_pinned_and_no_more(name: str, wanted: list[str]) -> None:
    assert set(pins(ROOT / name)) == closure(wanted)


def test_the_pins_lie_within_the_ranges_of_the_project() -> None:
    pinned = pins(ROOT / "requirements-test.txt")
    for text in RUNTIME + TEST:
        wanted = Requirement(text)
        assert pinned[canonicalize_name(wanted.name)] in wanted.specifier, text


@pytest.mark.parametrize(
    "line", ["click>=8", "click", "click==8.1 --hash=sha256:00", "--index-url https://x", "git+https://x"]
)
def test_what_is_no_pin_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(line + "\n")
    with pytest.raises(ValueError, match="no pin"):
        pins(tmp_path / "bad.txt")


def test_the_closure_follows_extras() -> None:
    assert {"pluggy", "iniconfig"} <= closure(["pytest"])
    assert "click" not in closure(["pytest"])
