"""Footers, borders and the strip of second keys: as drawn, and only what exists."""

from __future__ import annotations

import pytest

from plantui.keys.action import Registry
from plantui.keys.context import Context
from plantui.keys.edge import EDGES, edge
from plantui.keys.footer import focuses, footer
from plantui.keys.grapheme import cells
from plantui.keys.keymap import default_keymap
from plantui.keys.parse import parse_keymap
from plantui.keys.whichkey import family, which_footer, which_key

FULL = Registry.full()
KEYMAP = default_keymap(FULL)
PLACES = [(context, focus) for context in Context for focus in focuses(context)]


def line(pairs, width):
    gap = "   " if width >= 120 else "  "
    return gap.join(" ".join(one for one in pair if one) for pair in pairs)


@pytest.mark.parametrize(
    ("context", "focus", "width", "drawn"),
    [
        (
            Context.NORMAL,
            "plan",
            120,
            "n note   r review   m measure   c client   a add...   s status...   i library   e edit   ? help"
            "   : commands",
        ),
        (
            Context.NORMAL,
            "caseload",
            80,
            "n note  r review  m measure  c client  a add  s status  ? help  : commands",
        ),
        (
            Context.REVIEW,
            "",
            80,
            "space accept  + = - rate  s status  w date  S sign  ] skip  A F drift  ? help",
        ),
        (
            Context.TEXT,
            "",
            120,
            "ctrl+j done   Tab next part   F3 link   ctrl+o text menu   F4 editor   ctrl+l blank   Esc read mode"
            "   F1 help",
        ),
        (
            Context.PICK,
            "statements",
            120,
            "type to search   down up move   Tab tick   Enter take   ctrl+j my own words   Esc close   F1 help",
        ),
        (
            Context.STEPS,
            "",
            120,
            "space tick   Enter next step   Shift+Tab step back   / filter   i own words   u undo"
            "   q leave, keep draft   ? help",
        ),
        (
            Context.NORMAL,
            "glance",
            120,
            "n note   m measure   r review   e edit plan   t trend   x g print   [ ] clients   ctrl+l blank"
            "   q back   ? help",
        ),
        (
            Context.CONFLICT,
            "",
            80,
            "m mine  t theirs  b both  e edit  l later  M T all  H versions  F1 help",
        ),
        (Context.LOCK, "", 80, "Enter unlock  Esc then q leave  F1 help"),
        (Context.BLANK, "", 80, "ctrl+l or Enter"),
        (Context.SIGN_INITIALS, "", 80, "initials then Enter  Esc leave unsigned  F1 help"),
        (Context.HELP, "", 120, "type to search   Enter run   ? every key   q back"),
        (Context.CONFIRM, "", 80, "y yes  n no  F1 help"),
    ],
)
def test_footers_as_drawn(context, focus, width, drawn):
    assert line(footer(context, focus, width, KEYMAP), width) == drawn


@pytest.mark.parametrize(("context", "focus"), PLACES)
@pytest.mark.parametrize("width", [200, 120, 119, 80, 60, 40])
def test_footers_fit_and_always_name_help(context, focus, width):
    pairs = footer(context, focus, width, KEYMAP)
    assert len(pairs) <= (10 if width >= 120 else 8)
    assert 1 + cells(line(pairs, width)) <= width
    assert any(keys in ("?", "F1") for keys, _ in pairs)


def test_words_shrink_before_a_key_is_dropped():
    wide = footer(Context.REVIEW, "", 120, KEYMAP)
    narrow = footer(Context.STEPS, "check", 80, KEYMAP)
    assert ("w", "next date") in wide
    assert [keys for keys, _ in narrow] == ["Enter", "space", "Tab", "Shift+Tab", "q", "?"]


def test_help_stays_when_nothing_else_fits():
    assert footer(Context.NORMAL, "plan", 6, KEYMAP) == (("?", "help"),)
    assert footer(Context.TEXT, "", 3, KEYMAP) == (("F1", "help"),)


def test_an_unknown_place_gets_the_footer_of_its_context():
    assert footer(Context.LINE, "somewhere", 80, KEYMAP) == footer(Context.LINE, "", 80, KEYMAP)
    assert footer(Context.NORMAL, "inbox", 80, KEYMAP) == footer(Context.NORMAL, "", 80, KEYMAP)


def test_words_and_keys_of_the_moment():
    told = {"line.deeper": ("", "intervention"), "measure.answer": ("0-3", "")}
    assert ("Tab", "intervention") in footer(Context.LINE, "add", 80, KEYMAP, told)
    assert footer(Context.MEASURE, "", 120, KEYMAP, told)[0] == ("0-3", "answer")


def test_what_is_not_registered_is_not_shown():
    few = default_keymap(Registry.of({"note.new", "help.here", "progress.up", "ui.cancel"}))
    assert footer(Context.NORMAL, "plan", 120, few) == (("n", "note"), ("?", "help"))
    assert footer(Context.REVIEW, "", 120, few) == (("+", "rate"), ("?", "help"))
    assert edge("plan", 76, few, wide=True) == (("+", "progress"),)
    assert which_key("s", Context.NORMAL, few) == ()


def test_the_keys_in_force_are_shown():
    keymap = parse_keymap(
        '[keys]\n"note.new" = "f6"\n"status.met" = "V m"\n"status.new" = "V n"\n"status.active" = "V a"\n'
        '"status.hold" = "V h"\n"status.stopped" = "V x"\n[user]\n"V z" = "lint"\n',
        FULL,
    )
    pairs = footer(Context.NORMAL, "plan", 120, keymap)
    assert ("F6", "note") in pairs
    assert ("V", "status...") in pairs
    assert family("V", Context.NORMAL, keymap) == "status"
    assert which_key("V", Context.NORMAL, keymap)[-1].name == "lint"


@pytest.mark.parametrize("place", EDGES)
@pytest.mark.parametrize("wide", [True, False])
def test_borders_name_keys_and_fit(place, wide):
    pairs = edge(place, 70, KEYMAP, wide=wide)
    assert pairs
    assert 1 + cells(line(pairs, 120 if wide else 80)) <= 70


@pytest.mark.parametrize(
    ("place", "wide", "drawn"),
    [
        ("plan", True, "z folds   o add line   s status   + - = progress"),
        ("plan", False, "o add  s status  + - = progress"),
        ("queue", True, "R starts with the oldest"),
        ("queue", False, "R runs"),
        ("objectives", False, "* accept all with evidence  i remark  e edit"),
        ("objectives", True, "space accept, step   + = - rate, step   s status   e edit   i remark"),
        ("statements", False, "Enter take  Tab tick  ctrl+j own words  Esc"),
        ("savefail", True, "r try again   w write a copy elsewhere   L lock and wait"),
    ],
)
def test_borders_as_drawn(place, wide, drawn):
    assert line(edge(place, 76, KEYMAP, wide=wide), 120 if wide else 80) == drawn


def test_an_unknown_place_has_no_border_keys():
    assert edge("nowhere", 76, KEYMAP, wide=True) == ()


def test_the_strip_after_s():
    rows = which_key("s", Context.NORMAL, KEYMAP)
    assert [(row.key, row.name, row.detail) for row in rows] == [
        ("n", "new", "not started"),
        ("a", "act", "active"),
        ("m", "met", "reached (asks the date)"),
        ("h", "hld", "on hold"),
        ("x", "dis", "discontinued (asks why)"),
    ]
    assert line(which_footer("s", Context.NORMAL, KEYMAP, 80), 80) == "n new  a active  m met  h hold  x stop  Esc"
    assert family("s", Context.NORMAL, KEYMAP) == "status"


@pytest.mark.parametrize("prefix", ["a", "s", "x", "g", "z"])
def test_where_room_is_short_the_last_words_go_and_every_key_stays(prefix):
    for width in (80, 120):
        shown = which_footer(prefix, Context.NORMAL, KEYMAP, width)
        keys = [row.key for row in which_key(prefix, Context.NORMAL, KEYMAP)]
        assert [key for key, _ in shown] == [*keys, "Esc"]
        assert width < 120 or shown[0][1], "the first keeps its word"
        assert len(line(shown, width)) <= width or not any(word for _, word in shown)


@pytest.mark.parametrize("prefix", ["a", "s", "x", "g", "z"])
def test_every_prefix_has_a_name_and_rows(prefix):
    assert family(prefix, Context.NORMAL, KEYMAP)
    rows = which_key(prefix, Context.NORMAL, KEYMAP)
    assert len(rows) >= 5
    assert all(row.name and row.word for row in rows)


def test_the_text_menu_is_a_strip_too():
    rows = which_key("ctrl+o", Context.TEXT, KEYMAP)
    assert sorted(row.key for row in rows) == sorted("lisdtmfe:")
    assert family("ctrl+o", Context.TEXT, KEYMAP) == "text menu"
    assert which_key("j", Context.NORMAL, KEYMAP) == ()
    assert family("j", Context.NORMAL, KEYMAP) == ""
