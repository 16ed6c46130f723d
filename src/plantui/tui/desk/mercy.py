"""Signatures that can still be taken back: leaving the screen they were made on seals them, if their time does not."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from plantui.practice.command import Step
from plantui.practice.refusal import Refused
from plantui.tui.desk.scene import Scene
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


class Signed(NamedTuple):
    """What one signature stands under, by ids alone: the chart, and its plans, notes or reviews."""

    chart: str
    documents: tuple[str, ...]


class Screen(NamedTuple):
    """What is being looked at: a page, None for the three panes; and the client, where going to another one leaves."""

    page: Scene | None
    client: str


def signed_in(step: Step) -> Signed:
    """What a step signed."""
    touched = {change.path[1] for change in step.changes if change.path[0] in ("plans", "notes", "reviews")}
    return Signed(step.chart_id, tuple(sorted(touched)))


def screen_of(desk: Desk) -> Screen:
    """The screen that is seen now; a list over several clients is one screen."""
    page = desk.state.page
    one = page is None or page.main or page.follows
    return Screen(page, desk.state.client if one else "")


def way_back(desk: Desk) -> str:
    """The key that takes a signature back; empty where it is sealed at once."""
    return desk.key("edit.undo") if desk.practice.acting().seal_after else ""


def seal(desk: Desk, signed: Signed) -> None:
    """Seal a signature now; while nothing can be stored its time does that."""
    if desk.state.read_only or desk.practice.writer.failure is not None:
        return
    if desk.practice.summary(signed.chart) is not None:
        with contextlib.suppress(Refused, VaultFault):
            desk.practice.seal(signed.chart, signed.documents)


class Mercy:
    """The signatures made at one desk, each with the screen one stood on right after it."""

    def __init__(self) -> None:
        self._made: list[tuple[Signed, Screen]] = []
        self._new: list[Signed] = []

    def add(self, step: Step) -> None:
        """A signature was just made."""
        self._new.append(signed_in(step))

    def look(self, desk: Desk) -> None:
        """After a key: seal what was signed on a screen that is left."""
        if not self._made and not self._new:
            return
        here = screen_of(desk)
        self._made += [(signed, here) for signed in self._new]
        self._new.clear()
        for signed, screen in self._made:
            if screen != here:
                seal(desk, signed)
        self._made = [each for each in self._made if each[1] == here]

    def end(self, desk: Desk) -> None:
        """Seal everything: the desk is left or locked."""
        made, self._made, self._new = [*(each for each, _ in self._made), *self._new], [], []
        for signed in made:
            seal(desk, signed)
