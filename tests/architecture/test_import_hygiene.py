"""What a module loads when it is imported, seen in a fresh process: the only way to know that an import is deferred."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, python_files

SCREEN = {"textual", "rich"}
LOADS = {
    "model": SCREEN | {"tinydb", "click", "markdown_it", "filelock", "cryptography"},
    "clinical": SCREEN | {"tinydb", "click", "markdown_it", "filelock", "cryptography"},
    "quickentry": SCREEN | {"tinydb", "click", "markdown_it", "filelock", "cryptography"},
    "library": SCREEN | {"tinydb", "click", "filelock", "cryptography"},
    "documents": SCREEN | {"tinydb", "click", "cryptography"},
    "vault": SCREEN | {"click"},
    "practice": SCREEN | {"click"},
    "settings": SCREEN | {"tinydb", "click"},
    "keys": SCREEN | {"tinydb", "click"},
    "cli": SCREEN,
}
"""Layer -> top-level packages that importing all of its modules must not load."""


def loaded_by(imports: list[str], *, path: Path | None = None) -> set[str]:
    """The top-level packages in memory after these imports in a process of their own."""
    script = "\n".join(
        [
            "import sys",
            f"sys.path.insert(0, {str(path)!r})" if path else "",
            *(f"import {name}" for name in imports),
            "print(*{name.partition('.')[0] for name in sys.modules})",
        ]
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def modules_of(layer: str) -> list[str]:
    """The names of all the modules of a layer."""
    relative = [path.relative_to(PACKAGE.parent) for path in python_files(PACKAGE / layer)]
    return [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in relative]


@pytest.mark.parametrize("layer", LOADS)
def test_a_layer_loads_only_what_is_its_own(layer: str) -> None:
    modules = modules_of(layer)
    assert modules, f"there is no layer {layer}"
    assert loaded_by(modules) & LOADS[layer] == set()


def test_every_module_can_be_the_first_to_be_imported() -> None:
    """A circle of imports hides until somebody enters it at another place."""
    script = """
import importlib, sys
for name in sys.argv[1:]:
    for loaded in [loaded for loaded in sys.modules if loaded.partition(".")[0] == "plantui"]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(name, error)
"""
    modules = [name for layer in LOADS for name in modules_of(layer)]
    done = subprocess.run([sys.executable, "-c", script, *modules], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_stray_import_is_seen(tmp_path: Path) -> None:
    (tmp_path / "stray.py").write_text("import rich.text\n")
    assert "rich" in loaded_by(["stray"], path=tmp_path)
    assert "rich" not in loaded_by(["plantui"])
