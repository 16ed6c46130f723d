"""Text from people is never markup. It is drawn through `plantui.tui.text` and by the canvas, and by nothing else.

Textual and rich read `[...]` in a str as markup in many places: a goal called `[/x]` would crash the program or draw
something else than was written.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import PACKAGE, calls, complaints, python_files

PARSES_MARKUP = {"from_markup", "render_markup", "render_str", "escape"}
DRAWS_STR = {"Static", "Label", "Button", "Tooltip", "Option", "notify", "add_row", "add_leaf", "set_label"}
TITLES = {"border_title", "border_subtitle", "tooltip", "title", "sub_title"}
WIDGETS = ("textual.widgets", "rich.console", "rich.markup", "rich.text")


def markup(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a str that is not a constant could be read as markup."""
    for call, name in calls(tree):
        last = name.rpartition(".")[2]
        if last in PARSES_MARKUP and name not in {"re.escape", "html.escape"}:
            yield call.lineno, f"{last}() parses markup"
        elif last in DRAWS_STR and not _literal(call):
            yield call.lineno, f"{last}() of text that may hold markup; draw it through plantui.tui.text"
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and not isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in TITLES:
                    yield node.lineno, f"{target.attr} set to text that may hold markup or a name"
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(WIDGETS):
            yield node.lineno, f"{node.module} draws str as markup; the canvas draws everything"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith(WIDGETS):
                    yield node.lineno, f"{alias.name} draws str as markup; the canvas draws everything"


def _literal(call: ast.Call) -> bool:
    """Whether a call takes constants only, or says that there is no markup."""
    if any(word.arg == "markup" and _false(word.value) for word in call.keywords):
        return True
    drawn = [*call.args, *(word.value for word in call.keywords if word.arg in {"label", "content", "message"})]
    return all(not isinstance(value, ast.JoinedStr | ast.Name | ast.Attribute | ast.BinOp) for value in drawn)


def _false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def test_no_text_of_people_can_become_markup() -> None:
    assert complaints(python_files(PACKAGE / "tui"), markup) == []


@pytest.mark.parametrize(
    "sample",
    [
        "Static(f'goal {text}')",
        "label = Label(goal.text)",
        "self.notify(f'{name} saved')",
        "self.notify('saved ' + name, timeout=3)",
        "self.border_title = client.name",
        "self.app.title = f'PlanTUI {name}'",
        "Content.from_markup('[b]x')",
        "rich.text.Text.from_markup(line)",
        "Content(escape(text))",
        "from textual.widgets import Tree",
        "import rich.console",
    ],
)
def test_the_rule_complains(sample: str) -> None:
    assert len(list(markup(ast.parse(sample)))) == 1


@pytest.mark.parametrize(
    "sample",
    [
        "Static('fixed')",
        "self.notify(text, markup=False)",
        "self.app.title = 'PlanTUI'",
        "Segment(visible(text), style)",
        "re.escape(text)",
        "from textual.widget import Widget",
    ],
)
def test_the_rule_lets_safe_text_pass(sample: str) -> None:
    assert list(markup(ast.parse(sample))) == []
