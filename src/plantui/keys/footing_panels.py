"""Footers of panels that take single answers."""

from __future__ import annotations

from plantui.keys.context import Context as C
from plantui.keys.footing import HELP as _HELP
from plantui.keys.footing import hint as _h
from plantui.keys.hint import Hint

_SIDES = (_h("conflict.mine", "mine", rank=1), _h("conflict.theirs", "theirs", rank=1))
_OTHER_WAYS = (
    _h("conflict.edit", "edit"),
    _h("conflict.later", "later"),
    _h("conflict.all_mine conflict.all_theirs", "all"),
    _h("history.open", "versions"),
    _HELP,
)

_HELD_TEXT = (
    Hint(actions=("palette.open",), words=("takeover",), rank=1),
    _h("nav.down nav.up", "scroll"),
    _h("ui.back", "back", rank=1),
    _HELP,
)
"""Where a text is read that another terminal types."""

PANELS: dict[tuple[C, str], tuple[Hint, ...]] = {
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
    (C.CONFLICT, ""): (*_SIDES, _h("conflict.both", "both"), *_OTHER_WAYS),
    (C.CONFLICT, "either"): (*_SIDES, *_OTHER_WAYS),
    (C.CONFLICT, "sealed"): (_SIDES[1], _h("conflict.later", "later"), _h("history.open", "versions"), _HELP),
    (C.CONFLICT, "sides"): (*_SIDES, *_OTHER_WAYS[2:]),
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
    (C.NORMAL, "held"): _HELD_TEXT,
    (C.NOTE, "held"): _HELD_TEXT,
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
"""Context and place -> the hints of a panel."""
