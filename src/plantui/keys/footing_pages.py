"""Footers of lists, trees and pages."""

from __future__ import annotations

from plantui.keys.context import Context as C
from plantui.keys.footing import COMMANDS as _COMMANDS
from plantui.keys.footing import HELP as _HELP
from plantui.keys.footing import MARKS as _MARKS
from plantui.keys.footing import hint as _h
from plantui.keys.footing import prefix as _prefix
from plantui.keys.hint import Hint

_MAIN = (
    _h("note.new", "note"),
    _h("review.this", "review"),
    _h("measure.record", "measure"),
    _h("client.find", "client"),
    _prefix("a", "add...", "add"),
    _prefix("s", "status...", "status"),
    _h("insert.statement", "library", rank=9),
    _h("edit.line", "edit", rank=9),
    _HELP,
    _COMMANDS,
)
PAGE = (
    _h("nav.down nav.up", "move", ""),
    _h("item.open", "open"),
    _h("filter.open", "filter"),
    _h("note.new", "note", rank=6),
    _h("measure.record", "measure", rank=8),
    _h("review.this", "review", rank=7),
    _h("ui.back", "back", rank=1),
    _HELP,
    _COMMANDS,
)
_READING = (
    _h("nav.down nav.up", "turn the page", "page"),
    _h("ui.back", "back", rank=1),
    _HELP,
)

PAGES: dict[tuple[C, str], tuple[Hint, ...]] = {
    (C.NORMAL, ""): PAGE,
    (C.NORMAL, "caseload"): _MAIN,
    (C.NORMAL, "plan"): _MAIN,
    (C.NORMAL, "queue"): _MAIN,
    (C.NORMAL, "empty"): (
        _h("add.client", "add client"),
        _COMMANDS,
        _HELP,
        _h("ui.back", "leave"),
    ),
    (C.NORMAL, "glance"): (
        _h("note.new", "note"),
        _h("measure.record", "measure"),
        _h("review.this", "review"),
        _h("edit.line", "edit plan", "edit"),
        _h("trend.open", "trend", rank=8),
        _h("export.glance", "print", rank=9),
        _h("client.prev client.next", "clients"),
        _h("privacy.blank", "blank", prefer="ctrl+l"),
        _h("ui.back", "back", rank=1),
        _HELP,
    ),
    (C.NORMAL, "trend"): (
        _h("pane.next", "measure"),
        _h("nav.down nav.up", "timeline"),
        _h("item.open", "open"),
        _h("measure.record", "record"),
        _h("ui.back", "back", rank=1),
        _HELP,
    ),
    (C.NORMAL, "history"): (
        _h("nav.down nav.up", "move", ""),
        _h("pane.next", "next part", "part"),
        _h("item.open", "read"),
        _h("client.prev client.next", "clients", rank=8),
        _h("ui.back", "back", rank=1),
        _HELP,
    ),
    (C.NORMAL, "version"): _READING,
    (C.NORMAL, "entry"): _READING,
    (C.NORMAL, "reviewed"): (
        _h("ui.back", "back", rank=1),
        _h("edit.undo", "undo"),
        _h("export.review", "export today's reviews", "export"),
        _HELP,
    ),
    (C.NORMAL, "shelf"): (
        _h("item.open", "take", rank=1),
        _h("shelf.put", "put below"),
        _h("shelf.put_inside", "put inside"),
        _h("item.remove", "off the shelf", "off"),
        _h("ui.back", "back", rank=1),
        _HELP,
        _COMMANDS,
    ),
    (C.NORMAL, "settings"): (
        _h("item.open", "change", rank=1),
        _h("item.remove", "back to the default", "default"),
        _h("ui.back", "back", rank=1),
        _HELP,
        _COMMANDS,
    ),
    (C.NORMAL, "keytest"): (
        Hint(literal="any key", words=("is shown",), rank=1),
        _h("ui.cancel", "leaves", rank=1),
        _h("help.here", "help", rank=0, prefer="f1"),
    ),
    (C.NORMAL, "page"): (
        _h("nav.down nav.up", "line"),
        _h("nav.page_down nav.page_up", "page", rank=6),
        _h("ui.back", "back", rank=1),
        _HELP,
        _COMMANDS,
    ),
    (C.NORMAL, "evidence"): (
        _h("nav.down nav.up", "move", ""),
        _h("ui.back", "back", rank=1),
        _HELP,
    ),
    (C.REVIEW, ""): (
        _h("item.tick", "accept", rank=1),
        _h(_MARKS, "rate", rank=1),
        _prefix("s", "status"),
        _h("edit.line", "edit", rank=10),
        _h("insert.statement", "remark", rank=8),
        _h("review.when", "next date", "date"),
        _h("mark.all", "accept all", rank=7),
        _h("sign.open", "sign", rank=1),
        _h("client.next", "skip"),
        _h("review.adjust review.refocus", "adjust, refocus", "drift"),
        _HELP,
    ),
    (C.NOTE, ""): (
        _h("note.edit", "write on", "write"),
        _h("item.open", "open link", "open"),
        _h("sign.open", "sign"),
        _h("ui.back", "back, keep draft", "back", rank=1),
        _h("history.open", "versions", rank=7),
        _HELP,
        _COMMANDS,
    ),
    (C.NOTE, "signed"): (
        _h("item.open", "open link", "open"),
        _h("addendum.add", "addendum"),
        _h("note.list", "all notes", "notes"),
        _h("ui.back", "back", rank=1),
        _HELP,
        _COMMANDS,
    ),
    (C.NORMAL, "notes"): (
        _h("item.open", "read"),
        _h("edit.line", "write on"),
        _h("sign.open", "sign"),
        _h("addendum.add", "addendum"),
        _h("item.remove", "remove a draft", "remove"),
        _h("filter.open", "filter"),
        _h("export.notes", "export", rank=7),
        _h("ui.back", "back", rank=1),
        _HELP,
    ),
    (C.NORMAL, "unsigned"): (
        _h("nav.down nav.up", "move", ""),
        _h("sign.open", "sign", rank=1),
        _h("item.open", "open"),
        _h("ui.back", "back", rank=1),
        _HELP,
        _COMMANDS,
    ),
    (C.STEPS, ""): (
        _h("item.tick", "tick"),
        _h("steps.next", "next step", "next", rank=1),
        _h("steps.back", "step back", "back"),
        _h("filter.open", "filter", rank=7),
        _h("insert.own_words", "own words", "own"),
        _h("edit.undo", "undo", rank=8, wide=True),
        _h("steps.leave", "leave, keep draft", "keep draft", "draft", rank=1),
        _HELP,
    ),
    (C.STEPS, "check"): (
        _h("steps.next", "go to the line", "go to line", "line"),
        _h("item.tick", "leave as it is", "leave as is", "leave"),
        _h("steps.sign", "to the signature", "to signature", "sign", rank=1),
        _h("steps.back", "back"),
        _h("steps.leave", "keep draft", "draft", rank=1),
        _HELP,
    ),
    (C.NORMAL, "private notes"): (
        _h("nav.down nav.up", "move", ""),
        _h("note.new", "write"),
        _h("item.remove", "remove"),
        _h("privacy.blank", "blank", rank=8, prefer="ctrl+l"),
        _h("ui.back", "close", rank=1),
        _HELP,
    ),
}
"""Context and place -> the hints of a list, a tree or a page."""
