"""The keys named in the lower border of a pane or panel."""

from __future__ import annotations

from plantui.keys.context import Context as C
from plantui.keys.hint import Hint, Shown, Told, fitted
from plantui.keys.keymap import Keymap


def _h(actions: str, *words: str, rank: int = 5, wide: bool | None = None) -> Hint:
    """A hint for actions, their ids with spaces between."""
    return Hint(actions=tuple(actions.split()), words=words or ("",), rank=rank, wide=wide)


_MARKS = "progress.up progress.same progress.down"

_EDGES: dict[str, tuple[C, tuple[Hint, ...]]] = {
    "plan": (
        C.NORMAL,
        (
            Hint(prefix="z", words=("folds",), wide=True),
            _h("node.sibling", "add line", "add"),
            Hint(prefix="s", words=("status",)),
            _h("progress.up progress.down progress.same", "progress"),
        ),
    ),
    "queue": (C.NORMAL, (_h("review.run", "starts with the oldest", "runs"),)),
    "add": (
        C.LINE,
        (
            _h("line.commit", "keep, next", wide=True),
            _h("line.deeper", "deeper"),
            _h("line.shallower", "shallower"),
            _h("line.done", "stop", wide=True),
        ),
    ),
    "edit": (C.LINE, (_h("line.commit", "keep"), _h("ui.cancel", "drop"))),
    "fault": (C.LINE, (_h("ui.cancel", "drop"), _h("line.prev_match", "history"))),
    "objectives": (
        C.REVIEW,
        (
            _h("item.tick", "accept, step", wide=True),
            _h(_MARKS, "rate, step", wide=True),
            Hint(prefix="s", words=("status",), wide=True),
            _h("mark.all", "accept all with evidence", "accept all with evidence", "accept all", wide=False),
            _h("insert.statement", "remark", wide=False),
            _h("edit.line", "edit"),
            _h("insert.statement", "remark", wide=True),
        ),
    ),
    "evidence": (C.REVIEW, (_h("review.evidence", "the notes in full"),)),
    "note": (
        C.TEXT,
        (
            _h("text.done", "done"),
            _h("text.next_part", "next part"),
            Hint(prefix="ctrl+o", words=("text menu",)),
            _h("text.link", "link"),
        ),
    ),
    "link": (C.TEXT, (Hint(literal="digit or arrows, then + - ="),)),
    "sign": (
        C.SIGN_INITIALS,
        (
            Hint(literal="typing your initials is your signature", rank=1),
            _h("ui.cancel", "leaves it unsigned"),
        ),
    ),
    "sign passphrase": (
        C.SIGN_INITIALS,
        (
            Hint(literal="your passphrase is your signature", rank=1),
            _h("ui.cancel", "leaves it unsigned"),
        ),
    ),
    "statements": (
        C.PICK,
        (
            _h("pick.accept", "take"),
            _h("pick.tick", "tick several", "tick"),
            _h("pick.own_words", "my own words", "own words"),
            _h("ui.cancel"),
        ),
    ),
    "palette": (C.PICK, (_h("pick.accept", "run"), _h("pick.tick", "complete"), _h("ui.cancel"))),
    "clients": (C.PICK, (_h("pick.accept", "open"), _h("ui.cancel"))),
    "help": (
        C.HELP,
        (_h("pick.accept", "runs it"), Hint(literal="your own keys are shown", rank=9)),
    ),
    "blanks": (
        C.LINE,
        (
            _h("line.deeper", "next blank"),
            _h("line.shallower", "back"),
            _h("line.commit", "all done"),
            _h("ui.cancel", "leave blanks"),
        ),
    ),
    "steps": (
        C.STEPS,
        (
            _h("item.tick", "tick and step", "tick"),
            _h("steps.next", "next"),
            _h("filter.open", "filter", wide=True),
            _h("insert.own_words", "own words"),
        ),
    ),
    "check": (
        C.STEPS,
        (_h("steps.next", "goes to the line"), _h("item.tick", "says: leave as it is")),
    ),
    "timeline": (C.NORMAL, (_h("item.open", "opens"),)),
    "savefail": (
        C.SAVEFAIL,
        (
            _h("store.retry", "try again"),
            _h("store.rescue", "write a copy elsewhere"),
            _h("app.lock", "lock and wait"),
        ),
    ),
    "held": (
        C.HELD,
        (_h("held.read", "read only"), _h("held.take_over", "take over"), _h("held.back", "back")),
    ),
}

EDGES = tuple(_EDGES)
"""The panes and panels that name keys in their border."""


def edge(place: str, width: int, keymap: Keymap, *, wide: bool, told: Told | None = None) -> tuple[Shown, ...]:
    """Keys and words for the lower border of a pane or panel, in order; empty for an unknown place.

    Args:
        place: One of `EDGES`.
        width: Columns there are for the text.
        keymap: The keys in force.
        wide: Whether the whole screen is wide: that decides which hints are chosen.
        told: Keys and words of this moment, as for the footer.
    """
    context, hints = _EDGES.get(place, (C.NORMAL, ()))
    return fitted(hints, context, width, keymap, told=told, wide=wide)
