"""The machine: prefixes, texts, answers, and what happens to keys that mean nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.keys.action import Registry
from plantui.keys.context import Context
from plantui.keys.decision import (
    Answer,
    Cancel,
    Edit,
    Nothing,
    Pending,
    Run,
    Text,
    Unknown,
)
from plantui.keys.keymap import default_keymap
from plantui.keys.machine import Machine

KEYMAP = default_keymap(Registry.full())


def machine():
    return Machine(KEYMAP)


def fed(keys, context=Context.NORMAL):
    reader = machine()
    return [reader.feed(key, context) for key in keys.split()]


def test_one_key_runs_its_action():
    assert fed("j") == [Run("nav.down", "j")]


def test_two_keys_run_their_action():
    assert fed("g t") == [Pending("g"), Run("client.today", "g t")]


def test_a_prefix_waits_and_esc_only_drops_it():
    assert fed("g esc j") == [Pending("g"), Cancel("g"), Run("nav.down", "j")]


@pytest.mark.parametrize("key", ["esc", "ctrl+g", "ctrl+c"])
def test_the_three_cancel_keys_are_the_same(key):
    assert fed(key) == [Cancel("")]
    assert fed(f"s {key}") == [Pending("s"), Cancel("s")]


def test_an_unknown_second_key_is_said_and_not_passed_on():
    assert fed("g x n") == [
        Pending("g"),
        Unknown("g x is not a key. g ? shows them."),
        Run("note.new", "n"),
    ]


def test_question_mark_as_second_key_asks_for_the_strip_and_keeps_the_prefix():
    reader = machine()
    assert reader.feed("g", Context.NORMAL) == Pending("g")
    assert reader.feed("?", Context.NORMAL) == Pending("g", strip=True)
    assert reader.strip
    assert reader.feed("t", Context.NORMAL) == Run("client.today", "g t")
    assert not reader.strip


def test_an_unbound_key_says_where_the_keys_are_shown():
    assert fed("V") == [Unknown("V is not a key here. ? shows them.")]
    assert fed("f7", Context.TEXT) == [Unknown("F7 is not a key here. F1 shows them.")]


def test_an_unregistered_key_is_unbound():
    reader = Machine(default_keymap(Registry.of({"help.here", "nav.down"})))
    assert reader.feed("g", Context.NORMAL) == Unknown("g is not a key here. ? shows them.")


def test_text_is_typed_where_text_is_typed():
    assert fed("j space +", Context.LINE) == [Text("j"), Text(" "), Text("+")]
    assert fed("é", Context.PICK) == [Text("é")]
    assert fed("q", Context.LOCK) == [Text("q")]


def test_editing_keys_go_to_the_field():
    assert fed("ctrl+w backspace", Context.LINE) == [Edit("ctrl+w"), Edit("backspace")]
    assert fed("enter up", Context.TEXT) == [Edit("enter"), Edit("up")]
    assert fed("enter", Context.LINE) == [Run("line.commit", "enter")]


def test_the_text_menu_is_a_prefix_in_a_note_and_the_palette_elsewhere():
    assert fed("ctrl+o l", Context.TEXT) == [Pending("ctrl+o"), Run("text.link", "ctrl+o l")]
    assert fed("ctrl+o", Context.LINE) == [Run("palette.open", "ctrl+o")]


def test_panels_take_single_answers():
    assert fed("3", Context.MEASURE) == [Answer("3")]
    assert fed(".", Context.MEASURE) == fed(",", Context.MEASURE) == [Answer(".")]
    assert fed("k", Context.MEASURE) == [Run("measure.back", "k")]
    assert fed("d", Context.JUMP) == [Answer("d")]
    assert fed("y", Context.CONFIRM) == [Run("confirm.yes", "y")]
    assert fed("enter", Context.CONFIRM)[0].message.startswith("Enter is not a key here.")


def test_letters_of_a_signature_are_answers_first_and_text_later():
    assert fed("y", Context.SIGN) == [Run("sign.client_yes", "y")]
    assert fed("y !", Context.SIGN_COMMENT) == [Text("y"), Text("!")]
    assert fed("y !", Context.SIGN_INITIALS) == [Text("y"), Run("sign.anyway", "!")]
    assert fed("enter tab", Context.SIGN_INITIALS) == [Run("sign.commit", "enter"), Run("sign.next", "tab")]


def test_a_blank_screen_swallows_everything_else():
    assert fed("a ctrl+o esc", Context.BLANK) == [Nothing(), Nothing(), Nothing()]
    assert fed("enter", Context.BLANK) == [Run("privacy.blank", "enter")]


def test_a_prefix_is_never_an_answer_to_a_panel_that_appeared_meanwhile():
    reader = machine()
    reader.feed("g", Context.NORMAL)
    assert isinstance(reader.feed("r", Context.SAVEFAIL), Unknown)
    assert reader.feed("r", Context.SAVEFAIL) == Run("store.retry", "r")


def test_the_help_list_has_two_keys_until_something_is_typed():
    assert fed("?", Context.HELP) == [Run("help.all", "?")]
    assert fed("q", Context.HELP) == [Run("ui.back", "q")]
    assert fed("n ?", Context.PICK) == [Text("n"), Text("?")]


@pytest.mark.parametrize("context", list(Context))
def test_pasting_changes_text_only_where_text_is_typed(context):
    pasted = machine().paste("q\nQ y\r\n" * 1000, context)
    if context in (Context.TEXT, Context.LINE, Context.PICK, Context.HELP, Context.LOCK):
        assert isinstance(pasted, Text)
        assert "\r" not in pasted.text
        assert context is Context.TEXT or "\n" not in pasted.text
    else:
        assert isinstance(pasted, Unknown | Nothing)


def test_a_refused_paste_names_the_key_for_a_note():
    assert machine().paste("x", Context.NORMAL) == Unknown("Pasted text ignored here. n starts a note.")
    assert machine().paste("x", Context.CONFIRM) == Unknown("Pasted text ignored here.")


def test_a_paste_drops_a_prefix():
    reader = machine()
    reader.feed("ctrl+o", Context.TEXT)
    assert reader.paste("l", Context.TEXT) == Text("l")
    assert reader.feed("l", Context.TEXT) == Text("l")


KEYS = st.one_of(
    st.characters(codec="utf-8").filter(lambda one: one not in "\r\n\t\x1b\x7f\x08 "),
    st.sampled_from([*"gsaxz?qjf", "ctrl+o", "ctrl+l", "esc", "enter", "tab", "space", "f1", "up", "alt+j"]),
    st.text(max_size=6),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(KEYS, st.sampled_from(list(Context))), max_size=40))
def test_random_keys_never_raise_and_esc_always_ends_a_prefix(presses):
    reader = machine()
    for key, context in presses:
        decision = reader.feed(key, context)
        assert bool(reader.pending) == isinstance(decision, Pending)
        assert reader.prefix == (decision.prefix if isinstance(decision, Pending) else "")
    reader.feed("esc", Context.NORMAL)
    assert reader.pending == ()


@settings(max_examples=80, deadline=None)
@given(st.lists(KEYS, max_size=30), st.sampled_from([Context.NORMAL, Context.TEXT, Context.LINE, Context.REVIEW]))
def test_decisions_depend_on_the_keys_alone(keys, context):
    first, second = machine(), machine()
    assert [first.feed(key, context) for key in keys] == [second.feed(key, context) for key in keys]
