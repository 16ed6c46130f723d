"""The last row of every screen: the keys that matter here."""

from __future__ import annotations

from plantui.keys.context import Context as C
from plantui.keys.hint import NARROW_MOST, WIDE, WIDE_MOST, Hint, Shown, Told, fitted
from plantui.keys.keymap import Keymap


def _h(actions: str, *words: str, rank: int = 5, prefer: str = "", wide: bool | None = None) -> Hint:
    """A hint for actions, their ids with spaces between."""
    return Hint(actions=tuple(actions.split()), words=words or ("",), rank=rank, prefer=prefer, wide=wide)


def _prefix(key: str, *words: str) -> Hint:
    return Hint(prefix=key, words=words)


_HELP = _h("help.here", "help", rank=0)
_COMMANDS = _h("palette.open", "commands", rank=4)
_TYPE = Hint(literal="type", words=("to search",), rank=1)
_ESC = _h("ui.cancel", "close", "", rank=2)
_MARKS = "progress.up progress.same progress.down"

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
_PAGE = (
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
_PICK = (
    _TYPE,
    _h("pick.down pick.up", "", rank=3),
    _h("pick.accept", "take"),
    _ESC,
    _HELP,
)

_FOOTERS: dict[tuple[C, str], tuple[Hint, ...]] = {
    (C.NORMAL, ""): _PAGE,
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
    (C.LINE, "setting"): (
        _h("line.commit", "set", rank=1),
        _h("line.prev_match", "history"),
        _h("ui.cancel", "leave it", rank=2),
        _HELP,
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
        _h("review.adjust review.refocus", "drift", ""),
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
    (C.NORMAL, "private notes"): (
        _h("nav.down nav.up", "move", ""),
        _h("note.new", "write"),
        _h("item.remove", "remove"),
        _h("privacy.blank", "blank", rank=8, prefer="ctrl+l"),
        _h("ui.back", "close", rank=1),
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
    (C.LINE, "filter"): (
        _h("line.commit", "keep", rank=1),
        _h("line.prev_match", "history", rank=7),
        _h("ui.cancel", "clear", rank=2),
        _HELP,
    ),
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
    (C.PICK, "statements"): (
        _TYPE,
        _h("pick.down pick.up", "move", "", rank=3),
        _h("pick.tick", "tick"),
        _h("pick.accept", "take", rank=1),
        _h("pick.own_words", "my own words", "own words", "own"),
        _ESC,
        _HELP,
    ),
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
    (C.MEASURE, ""): (
        Hint(actions=("measure.answer",), literal="0-9", words=("answer", "answer", ""), rank=1),
        _h("measure.back", "back", ""),
        _h("measure.skip", "skip"),
        _h("measure.total", "total"),
        _h("measure.date", "date"),
        _h("measure.other", "other"),
        _h("measure.save", "save", rank=1),
        _HELP,
    ),
    (C.SIGN, ""): (
        _h("sign.client_yes", "yes, today", "yes, today", "yes", rank=1),
        _h("sign.client_phone", "by phone", "by phone", "phone", rank=1),
        _h("sign.client_not", "not yet", "not yet", "not", rank=1),
        _h("sign.next", "next field", "next"),
        _h("ui.cancel", "leave unsigned", "leave unsigned", "leave", rank=2),
        _HELP,
    ),
    (C.SIGN_COMMENT, ""): (
        _h("sign.commit", "go on", rank=1),
        _h("sign.prev", "back"),
        _h("ui.cancel", "leave unsigned", "leave unsigned", "leave", rank=2),
        _HELP,
    ),
    (C.SIGN_INITIALS, ""): (
        Hint(actions=("sign.commit",), lead="initials then", rank=1),
        _h("ui.cancel", "leave unsigned", "leave unsigned", "leave", rank=2),
        _HELP,
    ),
    (C.SIGN_INITIALS, "gated"): (
        Hint(actions=("sign.commit",), lead="initials then", rank=1),
        _h("sign.anyway", "sign anyway", "anyway"),
        _h("ui.cancel", "leave unsigned", "leave unsigned", "leave", rank=2),
        _HELP,
    ),
    (C.CONFIRM, ""): (_h("confirm.yes", "yes", rank=1), _h("confirm.no", "no", rank=1), _HELP),
    (C.MOVE, ""): (
        _h("move.down move.up", "place"),
        _h("move.out move.in", "level"),
        _h("move.drop", "drop here", "drop", rank=1),
        _h("ui.cancel", "put back", rank=2),
        _HELP,
    ),
    (C.CONFLICT, ""): (
        _h("conflict.mine", "mine", rank=1),
        _h("conflict.theirs", "theirs", rank=1),
        _h("conflict.both", "both"),
        _h("conflict.edit", "edit"),
        _h("conflict.later", "later"),
        _h("conflict.all_mine conflict.all_theirs", "all"),
        _h("history.open", "versions"),
        _HELP,
    ),
    (C.SAVEFAIL, ""): (
        _h("store.retry", "try again", rank=1),
        _h("store.rescue", "write a copy elsewhere", "write a copy", rank=1),
        _h("app.lock", "lock and wait"),
        _HELP,
    ),
    (C.HELD, ""): (
        _h("held.read", "read only"),
        _h("held.take_over", "take over"),
        _h("held.back", "back", rank=1),
        _HELP,
    ),
    (C.JUMP, ""): (
        Hint(literal="letters", words=("go there",), rank=1),
        _h("ui.cancel", "stay", rank=1),
        _HELP,
    ),
    (C.JUMP, "link"): (
        Hint(literal="letter", words=("links, then + - =",), rank=1),
        _h("ui.cancel", "close", rank=1),
        _HELP,
    ),
    (C.JUMP, "letters"): (
        Hint(literal="letter", words=("takes it",), rank=1),
        _h("ui.cancel", "close", rank=1),
        _HELP,
    ),
    (C.LOCK, ""): (
        _h("lock.open", "unlock", rank=1),
        Hint(
            actions=("ui.cancel", "app.quit"),
            between=" then ",
            elsewhere=C.LOCK_LEFT,
            words=("leave",),
            rank=1,
        ),
        _HELP,
    ),
    (C.LOCK_LEFT, ""): (
        _h("app.quit", "leave", rank=1),
        _h("lock.field", "passphrase", rank=1),
        _HELP,
    ),
}


def focuses(context: C) -> tuple[str, ...]:
    """The places of a context that have a footer of their own; the empty one is the context's."""
    return tuple(focus for one, focus in _FOOTERS if one is context)


def hints_of(context: C, focus: str) -> tuple[Hint, ...]:
    """The hints of a place with a footer of its own, without help and commands; none for another place."""
    return tuple(hint for hint in _FOOTERS.get((context, focus), ()) if hint not in (_HELP, _COMMANDS, _ESC))


def footer(
    context: C, focus: str, width: int, keymap: Keymap, told: Told | None = None
) -> tuple[Shown, ...]:
    """Keys and words for the last row, in order.

    Args:
        context: Where keys are pressed.
        focus: The pane or panel (`plan`, `glance`, `add`, `statements`); one without a footer of its
            own gets the context's, and a context without one gets the footer of a page.
        width: Columns of the screen. At most ten hints from 120 columns, eight below.
        keymap: The keys in force; what is not registered is not shown.
        told: Keys and words of this moment, by the hint's first action
            (`{"line.deeper": ("", "intervention")}`).
    """
    if context is C.BLANK:
        keys = [keymap.keys_text("privacy.blank", C.ANY), keymap.keys_text("privacy.blank", C.BLANK)]
        return ((" or ".join(dict.fromkeys(one for one in keys if one)), ""),)
    fallback = _FOOTERS.get((context, ""), _PAGE)
    hints = _FOOTERS.get((context, focus), fallback)
    most = WIDE_MOST if width >= WIDE else NARROW_MOST
    return fitted(hints, context, width, keymap, told=told, most=most)
