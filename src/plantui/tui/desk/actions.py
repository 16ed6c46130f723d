"""Every action the desk carries out: what exists in the registry is exactly this.

A part is loaded when one of its actions is first run: the first screen needs few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

PARTS: dict[str, str] = {
    "about": "command.about command.log command.doctor command.verify",
    "caseload_picture": "caseload.stats",
    "checking": "plan.lint",
    "completion": "line.next_match line.prev_match",
    "conflict": (
        "conflict.mine conflict.theirs conflict.both conflict.edit conflict.later conflict.all_mine conflict.all_theirs"
    ),
    "editing": "edit.editor",
    "entry": (
        "add.problem add.goal add.objective add.intervention node.sibling node.child edit.line line.deeper "
        "line.shallower"
    ),
    "events": "event.add",
    "exporting": "export.plan export.glance export.bundle export.again",
    "filtering": "filter.open",
    "finding": "client.find pick.down pick.up pick.page_down pick.page_up pick.accept nav.code",
    "folding": (
        "fold.toggle fold.all fold.none fold.problems fold.goals fold.objectives fold.interventions view.zoom "
        "view.done view.wrap view.sort"
    ),
    "glancing": "client.today",
    "held": "held.read held.take_over held.back command.takeover",
    "helping": "help.here help.all",
    "history": "history.open",
    "jumping": "nav.jump",
    "keys_test": "command.keys.test",
    "leaving": "ui.saved_hint ui.quit_hint ui.cancel ui.back app.quit confirm.yes confirm.no",
    "library_page": "library.open command.library.edit command.template.save",
    "locking": "app.lock lock.open lock.field",
    "marking": (
        "progress.up progress.down progress.same status.new status.active status.met status.hold status.stopped"
    ),
    "measure": "measure.back measure.skip measure.total measure.date measure.other measure.save",
    "measure_follow": "add.measure",
    "measure_opening": "measure.record measure.answer",
    "moving": (
        "nav.down nav.up nav.left nav.right nav.top nav.bottom nav.page_down nav.page_up nav.prev_part "
        "nav.next_part pane.caseload pane.plan pane.queue pane.next pane.prev client.prev client.next "
        "client.back screen.home"
    ),
    "note_export": "export.notes",
    "note_list": "note.list addendum.add",
    "note_reading": (
        "note.new text.done text.next_part text.prev_part text.link text.date text.time text.measure "
        "text.format text.snippet note.edit"
    ),
    "ordering": "node.move_down node.move_up node.grab move.down move.up move.out move.in move.drop",
    "palette": (
        "palette.open command.theme command.names command.when command.spread command.goto command.members "
        "command.lint command.keys command.import command.backup command.redraw command.suspend"
    ),
    "palette_pages": "command.measures command.snippets",
    "pick": "insert.statement pick.tick pick.own_words",
    "planning": "review.when",
    "private": "private.open",
    "prompts": "add.client line.commit line.done line.accept text.undo text.redo",
    "removing": "item.remove",
    "review_start": "review.run review.this review.adjust review.refocus review.evidence export.review",
    "rewinding": "edit.undo edit.redo edit.repeat",
    "settings_page": "settings.open command.set",
    "shelf": "shelf.copy shelf.put shelf.put_inside command.shelf",
    "signing": (
        "sign.open sign.client_yes sign.client_phone sign.client_not sign.next sign.prev sign.commit sign.anyway"
    ),
    "steps_keys": "add.plan steps.next steps.back steps.sign steps.leave insert.own_words",
    "storing": "store.retry store.rescue",
    "ticking": "item.tick mark.range mark.all",
    "tour": "command.tour",
    "trend": "trend.open",
    "unsigned": "work.unsigned",
    "viewing": "item.open view.theme privacy.blank privacy.names",
}
"""Module of the desk -> the ids of its actions. A test holds it to what the modules say."""


def _late(part: str, action_id: str) -> Action:
    """An action whose part is loaded when it is run."""

    def run(desk: Desk) -> None:
        actions: dict[str, Action] = import_module(f"plantui.tui.desk.{part}").ACTIONS
        actions[action_id](desk)

    return run


ACTIONS: dict[str, Action] = {name: _late(part, name) for part, names in PARTS.items() for name in names.split()}
"""Action id -> what runs."""
