"""The cancel ladder: one thing at a time, and never the end of the program."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.keys.ladder import LADDER, Layer, Standing, next_cancel

FLAGS = [field.name for field in msgspec.structs.fields(Standing)]


def test_every_rung_but_the_last_has_a_flag():
    assert [layer.name.lower() for layer in LADDER[:-1]] == FLAGS


@pytest.mark.parametrize("flag", FLAGS)
def test_each_thing_alone_is_the_next_one(flag):
    assert next_cancel(Standing(**{flag: True})) is Layer[flag.upper()]


def test_the_main_screen_only_says_which_key_leaves():
    assert next_cancel(Standing()) is Layer.MAIN


def test_the_innermost_thing_goes_first():
    assert next_cancel(Standing(line=True, panel=True, screen=True)) is Layer.LINE
    assert next_cancel(Standing(panel=True, text=True)) is Layer.PANEL
    assert next_cancel(Standing(ticks=True, filter=True)) is Layer.TICKS


@given(st.sets(st.sampled_from(FLAGS)))
def test_ten_presses_reach_the_main_screen_from_anywhere(open_things):
    standing = Standing(**dict.fromkeys(open_things, True))
    presses = 0
    while (layer := next_cancel(standing)) is not Layer.MAIN:
        presses += 1
        assert presses <= 10
        standing = msgspec.structs.replace(standing, **{layer.name.lower(): False})
    assert presses == len(open_things)
