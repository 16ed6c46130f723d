"""What is being typed, kept with every key: `desk.drafts`.

How a page that holds a text of its own has it kept:

    class NotePage(Scene):
        def draft(self) -> Typed | None:                 # asked after each key; None while nothing is being typed
            return Typed(self.chart, f"note-{self.note}", self.text)

        def taken(self, desk, who) -> None: ...          # another terminal took the text over: go on read-only

    held.hold(desk, Spot(chart, target), read)           # before it opens: True when another terminal types this text;
                                                         # the box is on the screen then, and ``read`` its answer r;
                                                         # without one a box of its own shows the text
    desk.drafts.text_of(Spot(chart, target))             # in what ``stow`` returned: the text as it was, else None

and in `reopening.REOPEN` a function for the first word of its targets (``note``), which opens the page again with a
given text. Nothing else is to be done: the draft is opened with the first change, goes on with every key, and is
removed once the page is gone and nothing of its chart waits to be stored. A target is 1 to 64 of a-z, 0-9, - and _,
with ids in it and never a word of the chart.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from plantui.practice.texts import NOBODY, News, Spot, Texts
from plantui.tui.desk.state import LineEntry
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.practice.unsaved import RecoveryFile
    from plantui.tui.desk.desk import Action, Desk
    from plantui.vault.founddraft import FoundDraft

FLEETING = frozenset({"filter", "code", "when", "date", "rescue", "palette"})
"""Purposes of lines whose text weighs nothing: it is typed again sooner than it is found."""
DESK = "desk"
"""The target of the draft that a lock leaves: filters and the like, to come back to."""


class Typed(NamedTuple):
    """A text as it stands in a field: its chart, an id of the text inside it, the text, and what stood there before."""

    chart: str
    target: str
    text: str
    before: str = ""

    @property
    def spot(self) -> Spot:
        """Which text it is."""
        return Spot(self.chart, self.target)


@dataclass
class _Kept:
    """A text that is followed: what stood there when it was first seen, and as it was kept last."""

    before: str
    text: str


class Keeping:
    """Follows what is typed on one desk. Without ``texts`` (a reader, a test) nothing is kept."""

    def __init__(self) -> None:
        self.texts: Texts | None = None
        self.people: dict[str, str] = {}
        self.recovery: RecoveryFile | None = None
        self.recovery_fault = ""
        """Why there is no recovery file although changes wait."""
        self.place = ""
        """The terminal, as other terminals are told of it."""
        self.offered: Action | None = None
        """What Enter does while the sentence ``offering`` stands: going on with a draft, storing what was not."""
        self.offering: object = None
        self.looked_at = ""
        """The chart whose drafts were looked for last."""
        self._kept: dict[Spot, _Kept] = {}
        self._ending: set[Spot] = set()
        self._lines: dict[int, tuple[LineEntry, object, Spot]] = {}
        self._back: dict[Spot, str] = {}
        self._over: set[Spot] = set()

    def attach(self, texts: Texts | None, people: Mapping[str, str] | None = None) -> None:
        """Keep with these drafts from now on: the store was opened, or opened again.

        ``people`` are the initials of those who work in the store, by their ids.
        """
        self.texts = texts
        self.people = dict(people or {})
        self._kept.clear()
        self._ending.clear()
        self._lines.clear()
        self._over.clear()

    # following

    def follow(self, desk: Desk) -> None:
        """After a key: keep what changed, and let go of what is no longer typed."""
        texts = self.texts
        if texts is None:
            return
        seen = {typed.spot: typed for typed in self._being_typed(desk)}
        for spot, typed in seen.items():
            kept = self._kept.get(spot)
            if kept is None:
                kept = self._kept[spot] = _Kept(typed.before, typed.before)
            if typed.text != kept.text:
                kept.text = typed.text
                rev = desk.practice.revision(spot.chart)
                texts.typed(spot, rev, kept.before, typed.text, take_over=spot in self._over)
        for spot in self._kept.keys() - seen.keys():
            del self._kept[spot]
            self._over.discard(spot)
            self._ending.add(spot)
        self.stored(desk)

    def stored(self, desk: Desk) -> None:
        """Let go of texts that are in the store by now."""
        writer = desk.practice.writer
        if self.texts is None or not self._ending or writer.failure is not None:
            return
        for spot in tuple(self._ending):
            waits = writer.waiting > 0 if spot.chart == NOBODY else writer.concerns(spot.chart)
            if not waits:
                self._ending.discard(spot)
                # A text about somebody who is gone is not in the store: it stays to be found.
                gone = spot.chart not in (NOBODY, DESK) and desk.practice.summary(spot.chart) is None
                if spot not in self._kept and not gone:
                    self.texts.done(spot)

    def attend(self, desk: Desk) -> None:
        """Tell what came of keeping: a text is typed elsewhere too, was taken over, or cannot be kept."""
        texts = self.texts
        while texts is not None and texts.news:
            self._tell(desk, texts.news.popleft())

    def _tell(self, desk: Desk, news: News) -> None:
        from plantui.tui.desk import held

        if news.fault is not None:
            desk.warn(f"{news.fault.code} This text is not kept as a draft. {news.fault}")
        elif news.held is not None:
            held.also(desk, news.spot, news.held)
        elif news.taken is not None:
            held.taken(desk, news.spot, news.taken)

    def look(self, desk: Desk) -> bool:
        """Now and then: whether another terminal took a text over, and what it types of one that is read only here.

        Returns whether something on the screen changed.
        """
        if self.texts is None:
            return False
        self.texts.look()
        if all(scene.held_spot() is None for scene in desk.state.scenes):
            return False
        from plantui.tui.desk import held

        return held.look(desk)

    def barred(self, desk: Desk) -> str:
        """Why nothing may be changed where one is, when another terminal types its text; empty where none does."""
        if all(scene.held_spot() is None for scene in desk.state.scenes):
            return ""
        from plantui.tui.desk import held

        return held.barred(desk)

    def holder(self, spot: Spot) -> FoundDraft | None:
        """The draft of another terminal that types this text now."""
        return self.texts.holder(spot) if self.texts is not None and spot not in self._over else None

    def typed_elsewhere(self, chart: str, target: str) -> list[FoundDraft]:
        """The drafts that other terminals type in a chart now, those whose targets begin so."""
        found = self.texts.elsewhere(chart) if self.texts is not None else []
        over = {each for each in self._over if each.chart == chart}
        return [each for each in found if each.field.startswith(target) and Spot(chart, each.field) not in over]

    def taking(self, spot: Spot) -> None:
        """Take this text over from the other terminal with the first letter."""
        self._over.add(spot)

    def not_taking(self, spot: Spot) -> None:
        """It could not be opened here: it stays with the other terminal."""
        self._over.discard(spot)

    # what is typed

    def _being_typed(self, desk: Desk) -> Iterator[Typed]:
        state = desk.state
        for scene in state.scenes:
            typed = scene.draft()
            if typed is not None:
                yield typed
        lines = [entry for entry in (state.line, state.held) if entry is not None and entry.purpose not in FLEETING]
        self._lines = {key: known for key, known in self._lines.items() if any(known[0] is each for each in lines)}
        for entry in lines:
            yield Typed(*self._spot_of(entry), entry.field.text, entry.before)
        panel = state.sign
        if panel is not None:
            for name, field in (("why", panel.why), ("comment", panel.comment), ("anyway", panel.anyway)):
                if field.text:
                    yield Typed(panel.chart, f"sign-{name}", field.text)

    def _spot_of(self, entry: LineEntry) -> Spot:
        """Which text a line is. The next line, opened by Enter, is another one."""
        place = (entry.kind, entry.parent, entry.index)
        known = self._lines.get(id(entry))
        if known is not None and known[1] == place:
            kept = self._kept.get(known[2])
            fresh = not entry.field.text and not entry.field.past and kept is not None and bool(kept.text)
            if not fresh:
                return known[2]
        spot = Spot(entry.chart or NOBODY, target_of(entry))
        self._lines[id(entry)] = (entry, place, spot)
        return spot

    def spot_of(self, entry: LineEntry) -> Spot | None:
        """Which text an open line is; None for one that is not kept."""
        return None if entry.purpose in FLEETING else self._spot_of(entry)

    def adopt(self, entry: LineEntry, spot: Spot) -> None:
        """A line goes on with a draft that was found."""
        self._lines[id(entry)] = (entry, (entry.kind, entry.parent, entry.index), spot)

    def goes_on(self, spot: Spot, text: str) -> None:
        """A text is typed on from here; one that is taken over is kept at once."""
        # A draft that begins with its whole text would count as one into which nothing was typed.
        known = "" if spot in self._over else text
        self._kept[spot] = _Kept(known, known)

    def line_at(self, spot: Spot) -> LineEntry | None:
        """The open line that is this text."""
        return next((entry for entry, _, known in self._lines.values() if known == spot), None)

    # coming back

    def instead(self, desk: Desk, action_id: str) -> Action | None:
        """What Enter does while a draft is offered: it goes on with it. H over a box looks behind it."""
        if action_id == "history.open" and desk.in_trouble:
            from plantui.tui.desk.conflict import versions

            return versions
        if action_id != "item.open" or not desk.state.on_main:
            return None
        if self.offered is not None and desk.state.message is self.offering:
            return self.offered
        if desk.shown.damage():
            from plantui.tui.desk.recovery import ask_to_restore

            return ask_to_restore
        return None

    def offer(self, desk: Desk, sentence: str, action: Action) -> None:
        """Say what Enter does now; it does so until something moves."""
        desk.warn(sentence)
        self.offered, self.offering = action, desk.state.message

    def warn_too(self, desk: Desk, sentence: str) -> None:
        """Warn besides what was just said; where that offered something, Enter still does it."""
        said = desk.state.message
        desk.warn(f"{said.text} {sentence}" if said.text else sentence)
        if said.text and self.offering is said:
            self.offering = desk.state.message

    def text_of(self, spot: Spot) -> str | None:
        """The text that a lock left, as it was being typed; None where there is none."""
        return self._back.get(spot)

    def came_back(self, texts: dict[Spot, str]) -> None:
        """These texts were found after a lock, and are being kept again."""
        self._back = texts
        for spot, text in texts.items():
            known = text if self.texts is not None and self.texts.known(spot) else ""
            self._kept[spot] = _Kept(known, known)

    def typing_now(self) -> tuple[tuple[Spot, str], ...]:
        """The texts that are followed now, as they stand."""
        return tuple((spot, kept.text) for spot, kept in self._kept.items())

    def wait(self, timeout: float) -> None:
        """Wait until drafts that are done with are gone, for so many seconds at most."""
        if self.texts is not None:
            with contextlib.suppress(VaultFault):
                self.texts.sync(timeout)

    def leave(self) -> str:
        """Leave every text on the disk before the key goes; a sentence when one is not there."""
        if self.texts is None:
            return ""
        try:
            self.texts.leave()
        except VaultFault as fault:
            return f"{fault.code} What is being typed could not be stored as a draft. {fault}"
        return ""


def target_of(entry: LineEntry) -> str:
    """The id of the text that a line is, from which `reopening` can open it again."""
    if entry.purpose == "edit":
        return f"edit-{entry.node}"
    chance = secrets.token_hex(3)
    if entry.purpose == "add":
        index = "end" if entry.index is None else str(entry.index)
        return f"add-{entry.kind}-{entry.parent or 'plan'}-{index}-{chance}"[:64]
    if entry.then and len(entry.about) == 1:
        return f"{entry.purpose}-{entry.then}-{entry.about[0]}"[:64]
    return f"{entry.purpose}-{chance}"
