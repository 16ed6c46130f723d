"""Parts of the screen that are loaded late: the lists that name them agree with what is there."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import plantui.tui.desk
from plantui.tui.desk.actions import ACTIONS, PARTS
from plantui.tui.desk.scene import Scene
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.scenes import WHERE


def modules() -> list[str]:
    return [found.name for found in pkgutil.iter_modules(plantui.tui.desk.__path__)]


@pytest.mark.parametrize("name", modules())
def test_every_action_of_a_part_is_named(name: str) -> None:
    part = import_module(f"plantui.tui.desk.{name}")
    own = getattr(part, "ACTIONS", {}) if name != "actions" else {}
    assert PARTS.get(name, "").split() == list(own)


def test_no_action_belongs_to_two_parts() -> None:
    assert len(ACTIONS) == sum(len(names.split()) for names in PARTS.values())


def kinds(kind: type[Scene]) -> list[type[Scene]]:
    return [each for one in kind.__subclasses__() for each in (one, *kinds(one))]


def test_every_scene_has_a_painter() -> None:
    for name in modules():
        import_module(f"plantui.tui.desk.{name}")
    drawn = {kind.__name__ for kind in kinds(Scene) if not kind.main and kind.__module__.startswith("plantui.")}
    parents = {base.__name__ for kind in kinds(Scene) for base in kind.__bases__}
    assert drawn - set(WHERE) <= parents
    for kind, module in WHERE.items():
        assert isinstance(import_module(f"plantui.tui.paint.{module}").PAINTERS[kind], Painter)


def test_the_first_screen_loads_few_parts() -> None:
    code = (
        "import sys, plantui.tui.desk.actions, plantui.tui.desk.starting;"
        "import plantui.tui.paint.screen, plantui.tui.paint.view;"
        "print(sum(name.startswith('plantui.tui.desk.') for name in sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(told.stdout) < len(modules()) / 2


def test_a_page_names_the_module_that_gives_it_its_keys() -> None:
    parts = [import_module(f"plantui.tui.desk.{name}") for name in modules()]
    found = {kind.__name__: kind for kind in kinds(Scene) if kind.__module__.startswith("plantui.")}
    for part in parts:
        for name in re.findall(r"^([A-Z]\w+)\.acts = ", Path(str(part.__file__)).read_text(encoding="utf-8"), re.M):
            own = found[name].__module__ == part.__name__
            assert found[name].acts_in == ("" if own else part.__name__.rpartition(".")[2]), name


def test_a_draft_that_is_resumed_first_of_all_has_its_keys() -> None:
    code = (
        "import sys; from plantui.tui.desk.note import NotePage; from plantui.tui.desk.desk import Desk\n"
        "from types import SimpleNamespace as Some\n"
        "desk = Some(state=Some(occupied=False, scenes=[]))\n"
        "page = NotePage.__new__(NotePage); Desk.open(desk, page); print('text.done' in page.acts)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "True"
