"""The keymap file: what it may say, and how its mistakes are named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.keys.action import Registry
from plantui.keys.context import Context
from plantui.keys.decision import Line, Run
from plantui.keys.keymap import Keymap, default_keymap
from plantui.keys.machine import Machine
from plantui.keys.parse import keymap_or_default, parse_keymap
from plantui.keys.shipped import SHIPPED

FULL = Registry.full()
EXAMPLE = """\
[keys]                        # action id = one key, or a list; replaces the default
"note.new"      = ["n", "f6"]
"edit.redo"     = ["U"]
"status.met"    = ["s m", "T"]      # sequences are keys separated by a space

[unbind]
keys = ["Q"]

[user]                        # your own: key = palette line
"b" = "when +12w"
"X" = "export plan; export glance"

[hints]
after = 300
"""


def read(text, registry=FULL):
    keymap = parse_keymap(text, registry)
    assert isinstance(keymap, Keymap), keymap
    return keymap


def told(text, registry=FULL):
    problems = parse_keymap(text, registry)
    assert not isinstance(problems, Keymap)
    return [problem.sentence for problem in problems]


def test_the_documented_example():
    keymap = read(EXAMPLE)
    assert keymap.keys_for("note.new", Context.NORMAL) == ("n", "f6")
    assert keymap.keys_for("edit.redo", Context.NORMAL) == ("U",)
    assert keymap.keys_for("status.met", Context.REVIEW) == ("s m", "T")
    assert keymap.keys_for("app.quit", Context.NORMAL) == ()
    assert keymap.hint_after == 300
    reader = Machine(keymap)
    assert reader.feed("b", Context.NORMAL) == Line("when +12w", "b")
    assert reader.feed("T", Context.NORMAL) == Run("status.met", "T")


def test_an_empty_file_is_the_default():
    keymap = read("# nothing yet\n")
    for context in Context:
        assert keymap.bindings(context) == default_keymap(FULL).bindings(context)
    assert keymap.hint_after is None


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_keymaps_are_valid(name):
    read(SHIPPED[name])


def test_arrows_leave_the_letters_free():
    keymap = read(SHIPPED["arrows"] + '\n[user]\nj = "lint"\nk = "lint"\nh = "lint"\nl = "lint"\n')
    assert keymap.keys_for("nav.down", Context.NORMAL) == ("down",)
    assert keymap.table(Context.NORMAL).get(("j",)).line == "lint"


def test_colemak_moves_on_the_same_fingers():
    keymap = read(SHIPPED["colemak"])
    moves = [keymap.keys_text(one, Context.NORMAL) for one in ("nav.left", "nav.down", "nav.up", "nav.right")]
    assert moves == ["h", "n", "e", "i"]
    assert keymap.keys_for("insert.statement", Context.TEXT) == ("ctrl+o i",)
    assert keymap.keys_for("edit.editor", Context.TEXT) == ("f4",)
    assert len(keymap.bindings(Context.NORMAL)) == len(default_keymap(FULL).bindings(Context.NORMAL)) + 1


def test_two_actions_can_change_places():
    keymap = read('[keys]\n"note.new" = "o"\n"node.sibling" = "n"\n')
    assert keymap.table(Context.NORMAL).get(("o",)).action == "note.new"
    assert keymap.table(Context.NORMAL).get(("n",)).action == "node.sibling"


def test_keys_without_quotes_around_the_id():
    assert read('[keys]\nnote.new = "f6"\n').keys_for("note.new", Context.NORMAL) == ("f6",)


def test_kind_spellings_are_understood():
    keymap = read('[keys]\n"note.new" = ["Ctrl+T", "F6"]\n"text.done" = "Ctrl+J"\n"ui.cancel" = ["Escape"]\n')
    assert keymap.keys_for("note.new", Context.NORMAL) == ("ctrl+t", "f6")
    assert keymap.keys_for("ui.cancel", Context.LINE) == ("esc",)


def test_a_letter_never_takes_the_place_of_typing():
    keymap = read(
        '[keys]\n"edit.editor" = "C"\n"palette.open" = ";"\n"privacy.blank" = ["X", "f7"]\n"help.here" = "V"\n'
    )
    assert keymap.keys_for("edit.editor", Context.NORMAL) == ("C",)
    assert keymap.keys_for("edit.editor", Context.LINE) == ("f4",)
    assert keymap.keys_for("palette.open", Context.NORMAL) == (";", "ctrl+o", "f2")
    assert keymap.keys_for("palette.open", Context.TEXT) == ("ctrl+o :", "f2")
    assert keymap.keys_for("privacy.blank", Context.NORMAL) == ("X", "f7")
    assert keymap.keys_for("privacy.blank", Context.TEXT) == ("f7",)
    assert keymap.keys_for("privacy.blank", Context.BLANK) == ("enter", "f7")
    assert keymap.keys_for("help.here", Context.MEASURE) == ("f1",)


def test_panels_keep_their_answers():
    keymap = read('[keys]\n"history.open" = "T"\n"app.lock" = "W"\n[unbind]\nkeys = ["n"]\n')
    assert keymap.keys_for("history.open", Context.CONFLICT) == ("H",)
    assert keymap.keys_for("app.lock", Context.SAVEFAIL) == ("L",)
    assert keymap.keys_for("confirm.no", Context.CONFIRM) == ("n",)
    assert keymap.keys_for("note.new", Context.NORMAL) == ()


def test_a_palette_only_command_can_be_given_a_key():
    assert read('[keys]\n"command.backup" = "f6"\n').keys_for("command.backup", Context.NORMAL) == ("f6",)


def test_an_action_can_lose_its_keys():
    assert read('[keys]\n"app.quit" = []\n').keys_for("app.quit", Context.NORMAL) == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[keys]\n\n"note.nwe" = "f6"', "line 3: note.nwe is not an action. Did you mean note.new?"),
        ('[keys] # a\u2028b\n"yyyyyy" = "f6"', "line 2: yyyyyy is not an action."),
        ('[keys]\n"zzzzzz" = "f6"', "line 2: zzzzzz is not an action."),
        ('[keys]\n"note.new" = "crtl+n"', "line 2: crtl+n is not a key. Did you mean ctrl+n?"),
        ('[keys]\n"note.new" = ""', 'line 2: "" is not a key.'),
        ('[keys]\n"note.new" = 5', "line 2: note.new takes a key or a list of keys, in quotes."),
        ('[keys]\n"note.new" = ["n",\n  "ctrl+b"]', "line 3: ctrl+b is reserved."),
        ('[keys]\n"note.new" = "ctrl+s"', "line 2: ctrl+s is reserved."),
        ('[keys]\n"note.new" = "ctrl+q"', "line 2: ctrl+q is reserved."),
        ('[keys]\n"note.new" = "ctrl+space"', "line 2: ctrl+@ is reserved."),
        ('[keys]\n"note.new" = "ctrl+["', "line 2: ctrl+[ is reserved."),
        ('[keys]\n"note.new" = "alt+n"', "line 2: alt+n is reserved: alt is read as Esc by many terminals."),
        (
            '[keys]\n"note.new" = "ctrl+shift+n"',
            "line 2: ctrl+shift+n is reserved: terminals do not tell ctrl+shift from ctrl.",
        ),
        ('[keys]\n"note.new" = "shift+up"', "line 2: shift+up is reserved: many terminals do not send it."),
        ('[keys]\n"note.new" = "ctrl+1"', "line 2: ctrl+1 is not sent by terminals."),
        ('[keys]\n"ui.quit_hint" = "f6"', "line 2: ui.quit_hint keeps its own key."),
        ('[keys]\n"note.new" = "j"', "line 2: j is bound twice in NORMAL: nav.down and note.new."),
        (
            '[keys]\n"note.new" = "V"\n"edit.line" = "V"',
            "line 3: V is bound twice in NORMAL: note.new and edit.line.",
        ),
        (
            '[keys]\n"note.new" = "g"',
            "line 2: g cannot be a command (note.new) and begin g g (nav.top) in NORMAL.",
        ),
        (
            '[keys]\n"note.new" = "j n"',
            "line 2: j cannot be a command (nav.down) and begin j n (note.new) in NORMAL.",
        ),
        (
            '[keys]\n"help.here" = "f3"',
            "line 2: f3 is bound twice in TEXT, where f3 holds as everywhere: text.link and help.here.",
        ),
        (
            '[keys]\n"note.new" = "f9"',
            "line 2: f9 is bound twice in NORMAL, where f9 holds as everywhere: privacy.blank and note.new.",
        ),
        ('[user]\n"c" = "client rey"', 'line 2: c is bound twice in NORMAL: client.find and "client rey".'),
        ('[user]\n"b" = 5', "line 2: b needs a palette line, in quotes."),
        ('[user]\n"alt+b" = "lint"', "line 2: alt+b is reserved: alt is read as Esc by many terminals."),
        ('[unbind]\nkeys = ["Z"]', "line 2: Z is not bound, so it cannot be unbound."),
        ('[unbind]\nkeys = ["x"]', "line 2: x only begins other keys; name them, such as x p."),
        ('[unbind]\nkeys = ["L"]', "line 2: app.lock must keep at least one key."),
        ('[unbind]\nkey = ["Q"]', "line 2: key is not known under [unbind]. Did you mean keys?"),
        ('[keys]\n"ui.back" = []', "line 2: ui.back must keep at least one key."),
        ("[hints]\nafter = -2", "line 2: after is a number of milliseconds from -1 (never) to 10000."),
        ("[hints]\nafter = true", "line 2: after is a number of milliseconds from -1 (never) to 10000."),
        ("[hints]\nbefore = 2", "line 2: before is not known under [hints]. Did you mean after?"),
        ("[hint]\nafter = 2", "line 1: hint is not a table of a keymap. Did you mean hints?"),
        ('keys = "n"', "line 1: keys is a table: write [keys] on a line of its own."),
    ],
)
def test_every_mistake_names_its_line_its_entry_and_a_way_out(text, sentence):
    assert told(text) == [sentence]


def test_text_that_is_not_toml_names_its_line():
    assert told('[keys]\n"note.new" = \n')[0].startswith("line 2: This is not TOML:")
    assert told("[keys")[0].startswith("line 1: This is not TOML:")


@pytest.mark.parametrize("after", [-1, 0, 10_000])
def test_the_wait_for_the_strip(after):
    assert read(f"[hints]\nafter = {after}\n").hint_after == after


def test_a_key_written_with_an_escape_is_told_on_its_own_line():
    sentences = told('[keys]\n"note.new" = "\\u0063trl+b"\n"edit.line" = "ctrl+b"\n')
    assert sentences == ["line 2: ctrl+b is reserved.", "line 3: ctrl+b is reserved."]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    text = '[hints]\nafter = "x"\n[keys]\n"note.nwe" = "f6"\n"edit.redo" = "j"\n'
    assert [sentence.split(":")[0] for sentence in told(text)] == ["line 2", "line 4", "line 5"]


@pytest.mark.parametrize("action", ["ui.cancel", "app.lock", "privacy.blank", "ui.back", "palette.open"])
def test_protected_actions_keep_a_key(action):
    assert told(f'[keys]\n"{action}" = []') == [f"line 2: {action} must keep at least one key."]


def test_on_a_mistake_the_whole_file_counts_for_nothing():
    keymap, problems = keymap_or_default('[keys]\n"note.new" = "f6"\n"edit.redo" = "j"\n', FULL)
    assert problems
    assert keymap.keys_for("note.new", Context.NORMAL) == ("n",)
    keymap, problems = keymap_or_default('[keys]\n"note.new" = "f6"\n', FULL)
    assert not problems
    assert keymap.keys_for("note.new", Context.NORMAL) == ("f6",)


def test_an_action_that_does_not_exist_here_is_unknown():
    registry = Registry.of(set(FULL.ids) - {"node.grab"})
    assert told('[keys]\n"node.grab" = "V"', registry)[0].startswith("line 2: node.grab is not an action.")


TOKENS = st.one_of(
    st.sampled_from([*"jngsxVTbGq?", "ctrl+o", "ctrl+j", "f1", "f6", "esc", "alt+j", "g t", "j k", "", "ctrl+b"]),
    st.text(max_size=4),
)
QUOTE = st.builds(lambda text: "'" + "".join(one for one in text if one.isprintable() and one != "'") + "'", TOKENS)
ENTRIES = st.lists(
    st.builds(
        lambda action, keys: f'"{action}" = [{", ".join(keys)}]',
        st.sampled_from([*FULL.ids[::7], "ui.cancel", "palette.open", "no.such"]),
        st.lists(QUOTE, max_size=3),
    ),
    max_size=5,
)


@settings(max_examples=150, deadline=None)
@given(ENTRIES, st.lists(QUOTE, max_size=3), st.lists(QUOTE, max_size=2))
def test_random_files_never_raise_and_never_break_the_rules(entries, unbound, user):
    lines = ["[keys]", *entries, "[unbind]", f"keys = [{', '.join(unbound)}]", "[user]"]
    keymap, problems = keymap_or_default("\n".join([*lines, *(f"{one} = 'lint'" for one in user)]), FULL)
    for problem in problems:
        assert problem.line >= 1
        assert problem.sentence
    for action in ("ui.cancel", "app.lock", "privacy.blank", "ui.back", "palette.open"):
        assert keymap.keys_for(action, Context.NORMAL)
    for context in Context:
        sequences = [binding.sequence for binding in keymap.own(context)]
        for place, one in enumerate(sequences):
            for other in sequences[:place]:
                size = min(len(one), len(other))
                assert one[:size] != other[:size]
