"""Panels whose keys are single answers: measure, signature, question, move, conflict, failed save."""

from __future__ import annotations

from plantui.keys.action import Action, Group
from plantui.keys.action import Subject as S
from plantui.keys.context import Context as C


def _panel(action_id: str, context: C, keys: tuple[str, ...], title: str, short: str) -> Action:
    """A panel's key; not listed in the palette."""
    return Action(
        id=action_id,
        title=title,
        help=title,
        group=Group.PANEL,
        keys={context: keys},
        subject=S.PANEL,
        short=short,
        palette=False,
    )


ACTIONS: tuple[Action, ...] = (
    _panel(
        "measure.answer",
        C.MEASURE,
        tuple("0123456789"),
        "Answer and step; on a scale above 9 the digits collect and Enter steps",
        "answer",
    ),
    _panel("measure.back", C.MEASURE, ("backspace", "k", "up"), "Back one item", "back"),
    _panel("measure.skip", C.MEASURE, ("j", "down"), "Leave this item unanswered, step", "skip"),
    _panel("measure.total", C.MEASURE, ("=",), "Type the total only", "total"),
    _panel("measure.other", C.MEASURE, ("tab",), "Another measure", "other"),
    _panel("measure.date", C.MEASURE, ("d",), "Change the date", "date"),
    _panel("measure.save", C.MEASURE, ("enter",), "Save", "save"),
    _panel("sign.client_yes", C.SIGN, ("y",), "Client took part, today (first field of a plan)", "yes, today"),
    _panel("sign.client_phone", C.SIGN, ("p",), "Client took part by phone or video", "by phone"),
    _panel("sign.client_not", C.SIGN, ("n",), "Not yet (asks why)", "not yet"),
    _panel("sign.next", C.SIGN, ("tab",), "Next field", "next field"),
    _panel("sign.prev", C.SIGN, ("shift+tab",), "Previous field", "back"),
    _panel("sign.commit", C.SIGN, ("enter",), "In the comment: go on. In the initials: sign", "sign"),
    Action(
        id="sign.anyway",
        title="Under a gating profile: sign with a typed reason (not in the comment)",
        help="Under a gating profile: sign with a typed reason (not in the comment)",
        group=Group.PANEL,
        keys={C.SIGN: ("!",), C.SIGN_INITIALS: ("!",)},
        subject=S.PANEL,
        short="sign anyway",
        palette=False,
    ),
    _panel("confirm.yes", C.CONFIRM, ("y",), "Yes (Enter never means yes)", "yes"),
    _panel("confirm.no", C.CONFIRM, ("n",), "No", "no"),
    _panel("move.down", C.MOVE, ("j", "down"), "Down one place", "down"),
    _panel("move.up", C.MOVE, ("k", "up"), "Up one place", "up"),
    _panel("move.out", C.MOVE, ("h", "left"), "To the parent's level", "out"),
    _panel("move.in", C.MOVE, ("l", "right"), "Into the line above", "in"),
    _panel("move.drop", C.MOVE, ("enter",), "Drop here", "drop"),
    _panel("conflict.mine", C.CONFLICT, ("m",), "Keep mine", "mine"),
    _panel("conflict.theirs", C.CONFLICT, ("t",), "Take theirs", "theirs"),
    _panel("conflict.both", C.CONFLICT, ("b",), "Both, where the fields differ", "both"),
    _panel("conflict.edit", C.CONFLICT, ("e",), "Edit the line", "edit"),
    _panel("conflict.later", C.CONFLICT, ("l",), "Later: theirs stands, mine is kept aside", "later"),
    _panel("conflict.all_mine", C.CONFLICT, ("M",), "All the rest: mine (asks y)", "all mine"),
    _panel("conflict.all_theirs", C.CONFLICT, ("T",), "All the rest: theirs (asks y)", "all theirs"),
    _panel("store.retry", C.SAVEFAIL, ("r",), "Try to save again", "try again"),
    _panel("store.rescue", C.SAVEFAIL, ("w",), "Write a copy somewhere else", "write a copy"),
    _panel("held.read", C.HELD, ("r",), "Read only", "read only"),
    _panel("held.take_over", C.HELD, ("t",), "Take over; the other terminal becomes read-only", "take over"),
    _panel("held.back", C.HELD, ("q",), "Back", "back"),
    _panel("lock.open", C.LOCK, ("enter",), "Unlock with this passphrase", "unlock"),
    _panel("lock.field", C.LOCK_LEFT, ("enter", "tab"), "Back to the passphrase", "passphrase"),
)
