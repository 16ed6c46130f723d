"""Opening a text again that was being typed: after a hang-up, a lock, or from another terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plantui.keys.field import opened
from plantui.model.tree import KINDS
from plantui.practice.refusal import Refused
from plantui.practice.texts import NOBODY, Spot
from plantui.tui.desk.editor_outline import reopen_outline
from plantui.tui.desk.entry import edit, history_name, open_line
from plantui.tui.desk.events import reopen_event
from plantui.tui.desk.moving import go_to_client, settle_tree
from plantui.tui.desk.note_addendum import reopen_addendum
from plantui.tui.desk.note_opening import reopen_note
from plantui.tui.desk.plain import show
from plantui.tui.desk.prompts import add_client
from plantui.tui.desk.review_start import reopen_field
from plantui.tui.desk.signature import SignStage
from plantui.tui.desk.signing import open_panel
from plantui.tui.desk.state import LineEntry, Pane
from plantui.tui.desk.steps import WORDS
from plantui.tui.desk.steps_words import reopen_words

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk
    from plantui.vault.founddraft import FoundDraft

Reopen = Callable[["Desk", str, str, str], None]
"""Opens a text where it was: the desk, the id of the chart, the target, the text.

Raises:
    Refused: its place is no longer there.
"""
TO_READ = ("note", "addendum", "outline", "edit")
"""First words of targets whose text no history has: `up` recalls no text of many lines, nor a line that is gone."""
TITLES = {"remove": "reason", "stop": "reason", "close": "reason"}


def _edited(desk: Desk, chart: str, target: str, text: str) -> None:
    """An edited line of the tree."""
    node = target.partition("-")[2]
    _into_tree(desk, chart, node)
    if desk.shown.place_of(node) is None:
        raise Refused("That line is no longer in the plan.")
    entry = desk.state.line
    if entry is None or entry.node != node:
        edit(desk)
    _put(desk, text)


def _added(desk: Desk, chart: str, target: str, text: str) -> None:
    """A line that was being added to the tree."""
    _, kind, parent, index, _ = target.split("-", 4)
    parent = "" if parent == "plan" else parent
    _into_tree(desk, chart, parent)
    if kind not in KINDS or (parent and desk.shown.place_of(parent) is None):
        raise Refused("The line it was to stand under is no longer in the plan.")
    place = None if index == "end" else int(index)
    open_line(desk, LineEntry("add", kind=kind, parent=parent, index=place, chart=chart))
    _put(desk, text)


def _into_tree(desk: Desk, chart: str, node: str) -> None:
    desk.to_main()
    go_to_client(desk, chart)
    desk.state.pane = Pane.PLAN
    place = desk.shown.place_of(node)
    if place is not None:
        desk.state.tree.folded.difference_update(parent.id for parent in place.parents)
        desk.state.tree.cursor = node
    settle_tree(desk)


def _client(desk: Desk, _chart: str, _target: str, text: str) -> None:
    """The line of a new client."""
    add_client(desk)
    _put(desk, text)


def _signature(desk: Desk, chart: str, target: str, text: str) -> None:
    """A field of the signature panel."""
    go_to_client(desk, chart)
    open_panel(desk)
    panel = desk.state.sign
    stage = SignStage(target.partition("-")[2])
    if panel is not None:
        setattr(panel, stage.value, opened(text, desk.history(f"sign {stage.value}")))


def _reason(desk: Desk, chart: str, target: str, text: str) -> None:
    """The reason of a line that was to be removed or discontinued, of a case that was to be closed."""
    parts = target.split("-", 2)
    if len(parts) < 3 or parts[1] not in TITLES:
        raise Refused("What the reason was for is not known any more.")
    if parts[1] == "close":
        desk.to_main()
        go_to_client(desk, chart)
    else:
        _into_tree(desk, chart, parts[2])
        if desk.shown.place_of(parts[2]) is None:
            raise Refused("That line is no longer in the plan.")
    open_line(desk, LineEntry("reason", title=TITLES[parts[1]], then=parts[1], about=(parts[2],), chart=chart))
    _put(desk, text)


def _put(desk: Desk, text: str) -> None:
    entry = desk.state.line
    assert entry is not None
    entry.field = opened(text, desk.history(history_name(entry)))


REOPEN: dict[str, Reopen] = {
    "edit": _edited,
    "add": _added,
    "client": _client,
    "sign": _signature,
    "reason": _reason,
    "note": reopen_note,
    "addendum": reopen_addendum,
    "outline": reopen_outline,
    "review": reopen_field,
    "event": reopen_event,
    "words": reopen_words,
}
"""First word of a target -> how its text is opened again."""


def _history(target: str) -> str:
    """The history in which a text waits that cannot be opened where it was."""
    name, _, rest = target.partition("-")
    if name == "words":
        return WORDS
    if name == "sign":
        return f"sign {rest}"
    if name == "review":
        from plantui.tui.desk.review_prompt import HISTORIES

        return next((history for asked, history in HISTORIES.items() if asked == rest.partition("-")[0]), name)
    return f"add {rest.partition('-')[0]}" if name == "add" else name


def _show(desk: Desk, found: FoundDraft) -> None:
    """A page with the words of a text that no field would recall."""
    summary = desk.practice.summary(found.chart)
    title = f"{summary.code}: what was typed" if summary is not None else "What was typed"
    show(desk, title, lambda desk: [(row, "") for row in found.text.split("\n")])


def reopen(desk: Desk, found: FoundDraft) -> bool:
    """Open a text where it was. Whether it is open.

    One whose place is gone waits in the history of its field, or stands on a page to be read where there is none.

    Raises:
        VaultFault: its chart cannot be read.
    """
    spot = Spot(found.chart, found.field)
    name = found.field.partition("-")[0]
    how = REOPEN.get(name)
    try:
        if how is None:
            raise Refused("Its place is not known any more.")
        if found.chart != NOBODY and desk.practice.summary(found.chart) is None:
            raise Refused("Its client is no longer here.")
        how(desk, found.chart, found.field, found.text)
    except Refused as refused:
        if name in TO_READ:
            _show(desk, found)
            desk.warn(f"{refused.sentence} What was typed is here to be read, and kept as a draft.")
            return False
        desk.remember(_history(found.field), found.text)
        desk.warn(f"{refused.sentence} What was typed waits under up in the next line of its kind.")
        return False
    entry = desk.state.line
    if entry is not None:
        desk.drafts.adopt(entry, spot)
    desk.drafts.goes_on(spot, found.text)
    return True
