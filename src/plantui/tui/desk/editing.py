"""Text through the person's own editor: a note, the lines of a plan, a line being typed.

The desk cannot leave the screen by itself: it asks for it (``DeskState.errand``), and the app serves the errand after
the key, with the terminal lent to the editor.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from plantui.documents.outline import plan_outline
from plantui.keys import body as bodies
from plantui.keys.field import opened
from plantui.practice.drafts import plan_at_hand
from plantui.practice.refusal import Refused
from plantui.settings.editor import SAID_FIRST, Edited, edit_text
from plantui.settings.environment import editor_command
from plantui.settings.leftover import Whence
from plantui.tui.desk.editor_outline import TARGET, OutlinePage, codes_of, done, rewrite
from plantui.tui.desk.keeping import Typed
from plantui.tui.desk.note import NotePage, joined
from plantui.tui.desk.note_addendum import AddendumPage
from plantui.tui.desk.scene import Scene
from plantui.tui.desk.state import ConfirmPanel

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

REMARK = "# "
"""How lines of the outline begin that are not part of the plan."""
TOLD = (
    "Two spaces a level: problem, goal, objective, intervention. A code names the line it stands before.",
    "A line without a code is new. A line that is taken out is removed, or discontinued once it was signed.",
)
"""What stands over the outline."""


@dataclass
class Errand:
    """A text that goes through the editor: what it starts from, and what is done with it afterwards."""

    text: str = field(repr=False)
    command: str
    runtime: Path | None
    no_color: bool
    back: Callable[[Desk, Edited], None]
    whence: Whence | None = None

    def run(self) -> Edited:
        """Run the editor on this terminal and wait."""
        return edit_text(self.text, self.command, self.runtime, os.environ, no_color=self.no_color, whence=self.whence)


def send(desk: Desk, text: str, back: Callable[[Desk, Edited], None], whence: Whence | None = None) -> None:
    """Ask for the editor; the first time in a run after a word about what that means.

    ``whence`` says where the text belongs, should the program be killed meanwhile.

    Raises:
        Refused: there is no editor, or it is switched off.
    """
    command = editor_command(desk.settings, os.environ)
    if not command:
        if not desk.settings.editor_enabled:
            raise Refused("The editor is switched off: editor.enabled is false.")
        raise Refused("E402 No editor is set: editor.command names one, or VISUAL or EDITOR.")
    runtime = desk.paths.runtime if desk.paths is not None else None
    errand = Errand(text, command, runtime, desk.state.theme == "mono", back, whence)

    def go(desk: Desk) -> None:
        desk.state.editor_told = True
        desk.state.errand = errand

    if desk.state.editor_told:
        go(desk)
    else:
        desk.state.confirm = ConfirmPanel(f"{SAID_FIRST} Open {command}?", go)


def whence_of(
    desk: Desk, typed: Typed | None, *, text: str | None = None, head: str = "", one_line: bool = False
) -> Whence | None:
    """Where a text that is being typed belongs; None where no draft of it is kept.

    With ``text`` only where that is what is being typed.
    """
    store = desk.locking.premises.store if desk.locking.premises is not None else None
    if store is None or typed is None or text not in (None, typed.text):
        return None
    who, rev = desk.practice.acting().user.id, desk.practice.revision(typed.chart)
    return Whence(
        vault=store.vault.id, who=who, chart=typed.chart, target=typed.target, rev=rev, head=head, one_line=one_line
    )


def serve(desk: Desk, errand: Errand) -> None:
    """Run an errand and take in what came back; the terminal is the editor's meanwhile."""
    edited = errand.run()
    desk.look_at_clock()
    errand.back(desk, edited)
    if edited.said:
        desk.warn(edited.said)
    desk.drafts.follow(desk)


def edit_here(desk: Desk) -> None:
    """The editor for what has the keys: a line being typed, a note, an addendum, else the plan.

    Raises:
        Refused: there is no plan, the note is signed, or what is typed goes nowhere: a passphrase, a private note.
    """
    scene = desk.scene_with_keys()
    if desk.state.line is not None and scene is None:
        _line(desk)
    elif isinstance(scene, NotePage) and scene.mode != "header":
        _note(desk, scene)
    elif isinstance(scene, AddendumPage):
        _addendum(desk, scene)
    elif isinstance(scene, OutlinePage):
        _outline(desk, scene)
    elif scene is not None and scene.typing():
        _field(desk, scene)
    else:
        _plan(desk)


def _line(desk: Desk) -> None:
    entry = desk.state.line
    assert entry is not None

    def back(desk: Desk, edited: Edited) -> None:
        if desk.state.line is entry:
            entry.field = opened(first_line(edited.text), entry.field.history)

    spot = desk.drafts.spot_of(entry)
    typed = Typed(*spot, entry.field.text) if spot is not None else None
    send(desk, f"{entry.field.text}\n", back, whence_of(desk, typed, one_line=True))


def _field(desk: Desk, scene: Scene) -> None:
    """The one-line field of a page or panel."""
    field = scene.field()
    if field is None or field.secret:
        raise Refused("This does not go to the editor.")
    history = field.history

    def back(desk: Desk, edited: Edited) -> None:
        if scene in desk.state.scenes and not edited.problem:
            scene.put(desk, opened(first_line(edited.text), history))

    send(desk, f"{field.text}\n", back, whence_of(desk, scene.draft(), text=field.text, one_line=True))


def first_line(text: str) -> str:
    """The first line that says anything."""
    return next((line.strip() for line in text.split("\n") if line.strip()), "")


def _note(desk: Desk, page: NotePage) -> None:
    if page.locked:
        raise Refused(page.locked)

    def back(desk: Desk, edited: Edited) -> None:
        if page in desk.state.scenes and edited.text != page.body.text:
            text = bodies.tidied(edited.text)
            page.put_body(bodies.put(page.body, text, min(page.body.cursor, len(text))))

    typed = Typed(page.chart, f"note-{page.note}", page.whole())
    send(desk, page.body.text, back, whence_of(desk, typed, head=joined(page.header, "")))


def _addendum(desk: Desk, page: AddendumPage) -> None:
    def back(desk: Desk, edited: Edited) -> None:
        if page in desk.state.scenes and edited.text != page.body.text:
            text = bodies.tidied(edited.text)
            page.body = bodies.put(page.body, text, len(text))

    send(desk, page.body.text, back, whence_of(desk, page.draft()))


def _plan(desk: Desk) -> None:
    """The plan as an outline. A text that does not read is shown with what is wrong, and nothing of it is lost."""
    chart = desk.chart()
    if desk.state.line is not None:
        raise Refused("Finish the line first.")
    plan = plan_at_hand(chart)
    codes = codes_of(desk, chart.id)
    head = "".join(f"{REMARK}{line}\n" for line in (f"Plan v{plan.number} of {chart.code}.", *TOLD))
    fresh = f"{head}{plan_outline(plan, desk.shown.lexicon())}"
    text = desk.state.outlines.get(chart.id, fresh)

    def back(desk: Desk, edited: Edited) -> None:
        if edited.problem:
            return
        if edited.text.rstrip() == fresh.rstrip():
            desk.state.outlines.pop(chart.id, None)
            desk.say("The plan is unchanged.")
            return
        page = rewrite(desk, chart.id, codes, edited.text)
        if page is not None:
            desk.open(page)

    send(desk, text, back, whence_of(desk, Typed(chart.id, TARGET, text)))


def _outline(desk: Desk, page: OutlinePage) -> None:
    def back(desk: Desk, edited: Edited) -> None:
        if page in desk.state.scenes and not edited.problem:
            page.body = bodies.put(page.body, bodies.tidied(edited.text), 0)
            done(desk)

    send(desk, page.body.text, back, whence_of(desk, page.draft()))


ACTIONS: dict[str, Action] = {"edit.editor": edit_here}
"""Action id -> what runs."""
