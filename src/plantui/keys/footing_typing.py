"""Footers of places where text is typed."""

from __future__ import annotations

from plantui.keys.context import Context as C
from plantui.keys.footing import ESC as _ESC
from plantui.keys.footing import HELP as _HELP
from plantui.keys.footing import TYPE as _TYPE
from plantui.keys.footing import hint as _h
from plantui.keys.hint import Hint

_PICK = (
    _TYPE,
    _h("pick.down pick.up", "", rank=3),
    _h("pick.accept", "take"),
    _ESC,
    _HELP,
)
_FILTER = (
    _h("line.commit", "keep", rank=1),
    _h("line.prev_match", "history", rank=7),
    _h("ui.cancel", "clear", rank=2),
    _HELP,
)

_CHOOSING = (
    _TYPE,
    _h("pick.down pick.up", "move", "", rank=3),
    _h("pick.tick", "tick"),
    _h("pick.accept", "take", rank=1),
    _h("pick.own_words", "my own words", "own words", "own"),
    _ESC,
    _HELP,
)
TYPING: dict[tuple[C, str], tuple[Hint, ...]] = {
    (C.LINE, "setting"): (
        _h("line.commit", "set", rank=1),
        _h("line.prev_match", "history"),
        _h("ui.cancel", "leave it", rank=2),
        _HELP,
    ),
    (C.TEXT, ""): (
        _h("text.done", "done", rank=1),
        _h("text.next_part", "next part", "next part", "next"),
        _h("text.link", "link"),
        Hint(prefix="ctrl+o", words=("text menu", "menu")),
        _h("edit.editor", "editor", rank=7),
        _h("privacy.blank", "blank", rank=8, wide=True),
        _h("ui.cancel", "read mode", "read mode", "read", rank=2),
        _HELP,
    ),
    (C.TEXT, "addendum"): (
        _h("text.done", "done", rank=1),
        _h("privacy.blank", "blank", rank=8, wide=True),
        _h("ui.cancel", "leave, kept unsigned", "leave", rank=2),
        _HELP,
    ),
    (C.TEXT, "private"): (
        _h("text.done", "keep", rank=1),
        _h("privacy.blank", "blank", rank=8, wide=True),
        _h("ui.cancel", "keep and read", "read", rank=2),
        _HELP,
    ),
    (C.LINE, "private word"): (
        _h("line.commit", "open", rank=1),
        _h("ui.cancel", "close", rank=2),
        _HELP,
    ),
    (C.TEXT, "outline"): (
        _h("text.done", "take it", rank=1),
        _h("edit.editor", "editor"),
        _h("ui.cancel", "later", rank=2),
        _HELP,
    ),
    (C.LINE, "range"): (
        _h("line.commit", "export", rank=1),
        _h("line.prev_match", "history", rank=7),
        _h("ui.cancel", "drop", rank=2),
        _HELP,
    ),
    (C.LINE, "header"): (
        _h("line.commit", "keep", rank=1),
        _h("ui.cancel", "as it was", rank=2),
        _HELP,
    ),
    (C.LINE, ""): (
        _h("line.commit", "keep", rank=1),
        _h("line.prev_match", "history"),
        _h("ui.cancel", "drop", rank=2),
        _HELP,
    ),
    (C.LINE, "add"): (
        _h("line.commit", "keep, next", "keep, next", "keep", rank=1),
        _h("line.deeper", "deeper"),
        _h("line.shallower", "shallower", rank=9),
        _h("line.next_match", "library"),
        _h("edit.editor", "editor", rank=10),
        _h("line.done", "stop"),
        _h("ui.cancel", "drop", rank=2),
        _HELP,
    ),
    (C.LINE, "edit"): (
        _h("line.commit", "keep", rank=1),
        _h("line.prev_match", "history", rank=7),
        _h("edit.editor", "editor"),
        _h("ui.cancel", "drop", rank=2),
        _HELP,
    ),
    (C.LINE, "filter"): _FILTER,
    (C.LINE, "search"): _FILTER,
    (C.LINE, "risk"): (
        _h("line.commit", "into today's note", "into the note", "note", rank=1),
        _h("line.prev_match", "history", rank=7),
        _h("ui.cancel", "save, leave it open", "leave it open", "open", rank=2),
        _HELP,
    ),
    (C.LINE, "measure date"): (
        _h("line.commit", "keep", rank=1),
        _h("line.prev_match", "history", rank=7),
        _h("ui.cancel", "as it was", rank=2),
        _HELP,
    ),
    (C.LINE, "blanks"): (
        _h("line.deeper", "next"),
        _h("line.shallower", "back"),
        _h("line.commit", "done", rank=1),
        _h("ui.cancel", "leave for later", "leave for later", "later", rank=2),
        _HELP,
    ),
    (C.LINE, "choices"): (
        _h("line.deeper", "next"),
        _h("line.shallower", "back"),
        _h("line.next_match", "choose"),
        _h("line.commit", "done", rank=1),
        _h("ui.cancel", "leave for later", "leave for later", "later", rank=2),
        _HELP,
    ),
    (C.LINE, "words"): (
        _h("line.commit", "next step", "next", rank=1),
        _h("line.deeper", "next question"),
        _h("line.shallower", "back"),
        _h("line.prev_match", "history", rank=7),
        _h("ui.cancel", "close, keep draft", "keep draft", "draft", rank=2),
        _HELP,
    ),
    (C.PICK, ""): _PICK,
    (C.PICK, "measures"): (
        _TYPE,
        _h("pick.down pick.up", "move", "", rank=3),
        _h("pick.accept", "key it", rank=1),
        _ESC,
        _HELP,
    ),
    (C.PICK, "follow"): (
        _TYPE,
        _h("pick.down pick.up", "move", "", rank=3),
        _h("pick.accept", "follow", rank=1),
        _ESC,
        _HELP,
    ),
    (C.PICK, "statements"): _CHOOSING,
    (C.PICK, "templates"): _CHOOSING,
    (C.PICK, "palette"): (
        _TYPE,
        _h("pick.down pick.up", "", rank=3),
        _h("pick.accept", "run", rank=1),
        _h("pick.tick", "complete"),
        _ESC,
        _HELP,
    ),
    (C.PICK, "clients"): (
        _TYPE,
        _h("pick.down pick.up", "", rank=3),
        _h("pick.accept", "open", rank=1),
        _ESC,
        _HELP,
    ),
    (C.PICK, "help"): (
        _TYPE,
        _h("pick.accept", "run", rank=1),
        _ESC,
        _HELP,
    ),
    (C.HELP, ""): (
        _TYPE,
        _h("pick.accept", "run", rank=1),
        _h("help.all", "every key", "all keys", rank=0),
        _h("ui.back", "back", rank=1),
    ),
}
"""Context and place -> the hints of a field, a text or a search."""
