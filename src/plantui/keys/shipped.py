"""The keymaps that come with the program, as the text of a keymap file."""

from __future__ import annotations

from collections.abc import Container

DEFAULT = """\
# The default keymap. Every table may be left out.
#
# [keys]                     action id = one key, or a list; replaces the default
# "note.new" = ["n", "f6"]
#
# [unbind]
# keys = ["Q"]
#
# [user]                     a key of your own = a palette line
# "b" = "when +12w"
#
# [hints]
# after = 300                milliseconds before the strip of second keys; -1 = never
"""

ARROWS = """\
# Arrows move; h, j, k and l mean nothing and are free for [user].

[keys]
"nav.down" = "down"
"nav.up" = "up"
"nav.left" = "left"
"nav.right" = "right"
"move.down" = "down"
"move.up" = "up"
"move.out" = "left"
"move.in" = "right"
"measure.back" = ["backspace", "up"]
"measure.skip" = "down"
"""

COLEMAK = """\
# For Colemak: h n e i move, in the places where h j k l are on QWERTY. What n, e and i did is on
# j, k and l.

[keys]
"nav.down" = ["n", "down"]
"nav.up" = ["e", "up"]
"nav.right" = ["i", "right"]
"node.move_down" = "N"
"node.move_up" = "E"
"note.new" = "j"
"edit.line" = "k"
"edit.editor" = ["K", "f4"]
"insert.statement" = "l"
"note.edit" = ["l", "k"]
"insert.own_words" = "l"
"move.down" = ["n", "down"]
"move.up" = ["e", "up"]
"move.in" = ["i", "right"]
"measure.back" = ["backspace", "e", "up"]
"measure.skip" = ["n", "down"]
"""

SHIPPED = {"default": DEFAULT, "arrows": ARROWS, "colemak": COLEMAK}
"""Keymap files by the name `plantui keys --use` knows them by."""


def shipped_text(name: str, known: Container[str]) -> str:
    """A shipped keymap as a file, without the actions that do not exist in this program.

    Raises:
        KeyError: there is no such keymap.
    """
    lines = SHIPPED[name].splitlines()
    return "\n".join(line for line in lines if not line.startswith('"') or line.split('"')[1] in known) + "\n"
