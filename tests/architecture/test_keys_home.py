"""A key is named in `plantui.keys` and nowhere else, so that the keymap can change it and the help knows it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import PACKAGE, complaints, dotted, python_files

CHORD = re.compile(r"(ctrl|alt)\+(shift\+)?(\S|[a-z]+)")


def key_literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where code outside `keys` knows a key."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(dotted(side).endswith((".key", ".character")) for side in sides) and any(map(_text, sides)):
                yield node.lineno, "a key is compared here; the keymap decides"
        elif isinstance(node, ast.Match) and dotted(node.subject).endswith((".key", ".character")):
            yield node.lineno, "a key is matched here; the keymap decides"
        elif isinstance(node, ast.Assign | ast.AnnAssign) and _binds(node):
            yield node.lineno, "BINDINGS binds keys past the keymap"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("key_"):
            yield node.lineno, f"Textual calls {node.name} for a key, past the keymap"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and CHORD.fullmatch(node.value):
            yield node.lineno, f"{node.value!r} is a key; only keys/ names keys"


def _text(node: ast.expr) -> bool:
    parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts)


def _binds(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    named = any(isinstance(target, ast.Name) and target.id == "BINDINGS" for target in targets)
    empty = isinstance(node.value, ast.List | ast.Tuple) and not node.value.elts
    return named and not empty


def test_keys_are_named_in_keys_alone() -> None:
    outside = [path for path in python_files(PACKAGE) if "keys" not in path.relative_to(PACKAGE).parts[:1]]
    assert complaints(outside, key_literals) == []


@pytest.mark.parametrize(
    "sample",
    [
        "if event.key == 'j': pass",
        "if event.key in ('j', 'down'): pass",
        "if 'q' == message.character: pass",
        "match event.key:\n case 'j': pass",
        "class A:\n BINDINGS = [Binding('q', 'quit')]",
        "class A:\n BINDINGS: ClassVar[list] = [('q', 'quit')]",
        "class A:\n def key_j(self): pass",
        "chord = 'ctrl+s'",
        "chord = 'alt+enter'",
    ],
)
def test_the_rule_complains(sample: str) -> None:
    assert len(list(key_literals(ast.parse(sample)))) == 1


@pytest.mark.parametrize(
    "sample", ["class A:\n BINDINGS = []", "self.handle(event.key, event.character)", "text = 'press ctrl+l to redraw'"]
)
def test_the_rule_lets_the_dispatcher_pass(sample: str) -> None:
    assert list(key_literals(ast.parse(sample))) == []
