"""A keymap file as people write it: read whole, or refused with the line and the reason."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.keys.action import Registry
from plantui.keys.context import Context
from plantui.keys.footer import focuses, footer
from plantui.keys.helppage import every_key, help_page
from plantui.keys.keymap import PROTECTED, Keymap
from plantui.keys.machine import Machine
from plantui.keys.markdown import to_markdown
from plantui.keys.palette import search
from plantui.keys.parse import keymap_or_default, parse_keymap
from plantui.keys.token import NAMED
from tests.adversary.charts import NASTY

REGISTRY = Registry.full()
ACTIONS = [action.id for action in REGISTRY]
CHORDS = ["ctrl+a", "ctrl+j", "ctrl+x", "ctrl+q", "alt+x", "shift+up", "Ctrl+O"]
KEYS = [*NAMED, *CHORDS, *"abjkgtz+-=?/:;.,[]{}#*!\"'\\é日"]
TYPED = st.sampled_from(KEYS) | st.lists(st.sampled_from(KEYS), max_size=3).map(" ".join) | st.sampled_from(NASTY)
NAMES = st.sampled_from(ACTIONS) | st.sampled_from(["note.nwe", "", "keys", "note", *NASTY])


def quoted(text: str) -> str:
    """A TOML string."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in plain) + '"'


@st.composite
def files(draw: st.DrawFn) -> str:
    """Keymap files, right and wrong."""
    lines = []
    for table in draw(st.lists(st.sampled_from(["keys", "unbind", "user", "hints", "kyes"]), max_size=4, unique=True)):
        lines.append(f"[{table}]")
        rows = draw(st.dictionaries(NAMES | TYPED, TYPED | st.lists(TYPED, max_size=3) | st.integers(), max_size=5))
        if table == "unbind":
            rows = {"keys": draw(st.lists(TYPED, max_size=4))}
        for name, value in rows.items():
            written = [quoted(each) for each in value] if isinstance(value, list) else value
            shown = f"[{', '.join(written)}]" if isinstance(written, list) else written
            lines.append(f"{quoted(name)} = {quoted(shown) if isinstance(value, str) else shown}")
    return "\n".join(lines)


def use(keymap: Keymap) -> None:
    """Every question the screens ask of a keymap."""
    machine = Machine(keymap)
    for context in Context:
        for key in ("g", "t", "?", "esc", "z", "enter", "ctrl+l", "é"):
            machine.feed(key, context)
        machine.paste("two\nlines", context)
        for focus in focuses(context) or ("",):
            help_page(context, focus, keymap)
            footer(context, focus, 80, keymap)
    every_key(keymap)
    to_markdown(keymap)


@settings(max_examples=150)
@given(files())
def test_any_file_is_a_keymap_or_has_reasons(text: str) -> None:
    read = parse_keymap(text, REGISTRY)
    if isinstance(read, Keymap):
        for action in PROTECTED:
            assert any(read.keys_for(action, context) for context in Context), f"{action} has no key left"
        use(read)
        return
    assert read
    for problem in read:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert "\n" not in problem.sentence
        assert not any(ord(char) < 32 for char in problem.sentence), problem.sentence


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_what_is_no_toml_leaves_the_defaults(text: str) -> None:
    keymap, _ = keymap_or_default(text, REGISTRY)
    assert keymap.keys_for("note.new", Context.NORMAL)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(KEYS), max_size=12), st.sampled_from(list(Context)))
def test_any_keys_in_any_context_are_decided(keys: list[str], context: Context) -> None:
    keymap, _ = keymap_or_default("", REGISTRY)
    machine = Machine(keymap)
    for key in keys:
        assert machine.feed(key, context) is not None
    machine.feed("esc", context)
    assert machine.prefix == "" or context is Context.BLANK


@settings(max_examples=100)
@given(st.text(max_size=30) | st.sampled_from(NASTY))
def test_any_palette_query(query: str) -> None:
    assert {action.id for action in search(query, REGISTRY)} <= set(ACTIONS)
