"""A desk to sit down at: keys go in, the screen comes out, without a terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.e2e.keystrokes import is_key
from tests.practice.rooms import LIBRARY, NOW, USER, Room, open_room

from plantui.keys.action import Registry
from plantui.keys.context import Context
from plantui.keys.keymap import Keymap, default_keymap
from plantui.keys.token import from_character
from plantui.model.chart import Chart
from plantui.model.codec import to_tables
from plantui.practice.acting import TWELVE_WEEKS
from plantui.practice.opening import open_practice, summariser
from plantui.practice.premises import Premises
from plantui.practice.rehearsal.caseload import invented_charts
from plantui.settings.known import Settings
from plantui.tui.desk.actions import ACTIONS
from plantui.tui.desk.desk import Desk
from plantui.tui.desk.starting import start_desk
from plantui.tui.paint.screen import paint
from plantui.tui.paint.view import ScreenSight
from plantui.vault.create import create_store, open_store
from plantui.vault.manifest import User as StoreUser
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.seam import Event

SIZE = (120, 40)


def tokens(words: Iterable[str]) -> list[str]:
    """Words as the keystroke tables write them: the name of a key is that key, anything else is typed."""
    found: list[str] = []
    for word in words:
        found.extend([from_character(word) if len(word) == 1 else word] if is_key(word) else map(from_character, word))
    return found


@dataclass
class Seat:
    """A desk on the store of a room."""

    room: Room
    desk: Desk

    def press(self, *words: str) -> Seat:
        """Press keys: `press("a c", "Reyes, Maria", "enter")`; blanks between single keys do not count."""
        for word in words:
            parts = word.split(" ")
            keys = parts if all(len(part) == 1 or is_key(part) for part in parts) and len(parts) > 1 else [word]
            for token in tokens(keys):
                self.desk.press(token)
        return self

    def type(self, text: str) -> Seat:
        """Type a text letter by letter, whatever it looks like."""
        for letter in text:
            self.desk.press(from_character(letter))
        return self

    def open_up(self) -> Seat:
        """Come back from behind a blank screen and a lock, which on a plain store Enter opens."""
        closed = (Context.BLANK, Context.LOCK, Context.LOCK_LEFT)
        for _ in range(8):
            if self.desk.context() in closed:
                self.desk.press("enter")
            elif self.desk.locking.page(self.desk) is not None:
                self.desk.press("esc")
        return self

    def screen(self, width: int = SIZE[0], height: int = SIZE[1]) -> str:
        """The screen as text."""
        return paint(self.desk, width, height).text()

    @property
    def said(self) -> str:
        """The message line."""
        return self.desk.state.message.text

    @property
    def chart(self) -> Chart:
        """The chart of the chosen client."""
        return self.desk.chart()

    def again(self) -> Seat:
        """The same store, opened anew as after a restart."""
        return seat(self.room.again())


def seat(room: Room, *, keymap: Keymap | None = None, size: tuple[int, int] = SIZE, rehearsal: bool = False) -> Seat:
    """Sit down at the desk of a room."""
    clock = room.clock
    desk = Desk(
        room.practice,
        LIBRARY,
        keymap or default_keymap(Registry.of(ACTIONS)),
        Settings(),
        ACTIONS,
        lambda: clock.moment,
        room.folder.with_name("exports"),
        ScreenSight(),
        rehearsal,
    )
    opener = partial(open_practice, room.folder, LIBRARY, lambda _: clock)
    rings = partial(Keyring, room.folder, places=())
    desk.locking.premises = Premises.around(
        room.practice, room.store, lambda key: opener(key=key), rings, session="seat"
    )
    desk.state.width, desk.state.height = size
    start_desk(desk)
    desk.sight.follow(desk)
    return Seat(room, desk)


def fill(folder: Path, charts: Iterable[Chart]) -> None:
    """Put charts into a new store."""
    user = StoreUser(id=USER.id, name=USER.name, initials=USER.initials, credential=USER.credential, role="clinician")
    create_store(folder, made=NOW, users=[user], rehearsal=True)
    store = open_store(folder, summariser(LIBRARY, TWELVE_WEEKS))
    for chart in charts:
        store.commit(chart.id, 0, to_tables(chart), Event(act="chart.import", who=USER.id, at=NOW, session="fill"))
    store.reserve_client_number(99)
    store.close()


def invented(folder: Path) -> Room:
    """A room with the invented caseload at the moment of the drawings."""
    fill(folder, invented_charts(LIBRARY, NOW))
    return open_room(folder)


def copied(source: Path, target: Path) -> Room:
    """A room on a copy of a store."""
    shutil.copytree(source, target, copy_function=shutil.copy)
    return open_room(target)
