"""The guard: looks after the lock and the drafts while the program runs, by clocks and signals rather than by keys."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from plantui.practice.refusal import Refused
from plantui.practice.texts import Texts
from plantui.tui.desk.private import keep_private
from plantui.tui.terminal.traces import wipe
from plantui.vault.faults import VaultFault
from plantui.vault.sealing.runtime import since_boot
from plantui.vault.seam import Event

if TYPE_CHECKING:
    from plantui.practice.premises import Premises
    from plantui.tui.app import DeskApp

LAST_SECONDS = 5.0
"""How long a hang-up waits for the store, in all: a slow disk or a busy machine; usually it takes some hundredths."""
WIPE_SECONDS = 0.05
"""How long after a lock the locked screen stands, and what was shown before can be dropped."""


class Guard:
    """Locks after a time without a key, turns a blank screen into the lock, derives keys beside the loop.

    Args:
        app: the app on the terminal.
        clock: seconds that only go forward, sleep of the machine included.
    """

    def __init__(self, app: DeskApp, clock: Callable[[], float] = since_boot) -> None:
        self._app = app
        self._clock = clock
        self._touched = clock()

    def start(self) -> None:
        """Begin, on the loop of the app."""
        desk, loop = self._app.desk, asyncio.get_running_loop()
        locking, make = desk.locking, desk.locking.texts

        def news() -> None:
            loop.call_soon_threadsafe(self._attend)

        def texts(premises: Premises) -> Texts | None:
            made = make(premises)
            if made is not None:
                made.start(news)
            return made

        def run(work: Callable[[], object], then: Callable[[object], None]) -> None:
            def beside() -> None:
                outcome = work()
                loop.call_soon_threadsafe(self._derived, then, outcome)

            threading.Thread(target=beside, name="plantui-unlock", daemon=True).start()

        locking.texts, locking.run = texts, run
        locking.later = lambda seconds: self._app.later("unlock", seconds, self._waited)
        locking.forget = lambda: self._app.later("wipe", WIPE_SECONDS, self._wipe)
        if desk.drafts.texts is not None:
            desk.drafts.texts.start(news)
        self._wait_for_idleness()

    # keys

    def late(self) -> bool:
        """Whether the lock is due, before a key is handled: the machine may have slept. Then it locks."""
        if self._idle() < self._app.desk.settings.lock_after.total_seconds():
            return False
        self._touched = self._clock()
        return self._lock()

    def pressed(self) -> None:
        """A key was handled."""
        self._touched = self._clock()
        if self._app.desk.state.blank:
            if not self._app.waits("blank"):
                self._app.later("blank", self._app.desk.settings.blank_lock_after.total_seconds(), self._blank_over)
        else:
            self._app.not_later("blank")

    def look(self) -> None:
        """Now and then: whether it is time to lock, and what another terminal does with texts that are open here."""
        desk = self._app.desk
        if self._idle() >= desk.settings.lock_after.total_seconds():
            self._lock()
        if desk.drafts.look(desk):
            desk.sight.follow(desk)
            self._app.canvas.touch()

    # the lock

    def _idle(self) -> float:
        return self._clock() - self._touched

    def _wait_for_idleness(self) -> None:
        rest = self._app.desk.settings.lock_after.total_seconds() - self._idle()
        if rest <= 0:
            self._lock()
            rest = self._app.desk.settings.lock_after.total_seconds()
        self._app.later("idle", max(rest, 1.0), self._wait_for_idleness)

    def _blank_over(self) -> None:
        self._lock()

    def _lock(self) -> bool:
        desk = self._app.desk
        if desk.locking.page(desk) is not None:
            desk.state.blank = False
            self._app.canvas.touch()
            return False
        try:
            desk.locking.lock(desk, idle=True)
        except Refused:
            return False
        self._app.canvas.touch()
        return True

    def _wipe(self) -> None:
        """Drop what still shows in what the terminal keeps: once the locked screen stands."""
        if self._app.desk.locking.page(self._app.desk) is None:
            return
        wipe()
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _derived(self, then: Callable[[object], None], outcome: object) -> None:
        if self._app.is_running:
            then(outcome)
            self._app.changed()

    def _waited(self) -> None:
        self._app.desk.locking.tick(self._app.desk)
        self._app.changed()

    def _attend(self) -> None:
        self._app.desk.drafts.attend(self._app.desk)
        self._app.canvas.touch()

    def suspend(self) -> None:
        """Lock, and give the terminal back to the shell until it calls again."""
        self._lock()
        with self._app.suspend():
            os.kill(os.getpid(), signal.SIGSTOP)
        self._touched = self._clock()

    # the end

    def end(self, *, lost: bool) -> None:
        """Store what is being typed and what waits, within `LAST_SECONDS`, whatever the disk does.

        Args:
            lost: whether the terminal went away.
        """
        last = threading.Thread(target=self._store, args=(lost,), name="plantui-last", daemon=True)
        last.start()
        last.join(LAST_SECONDS)

    def _store(self, lost: bool) -> None:
        desk = self._app.desk
        premises = desk.locking.premises
        until = time.monotonic() + LAST_SECONDS
        if desk.drafts.texts is not None:
            # Nobody is there to be told; what reached the disk is found at the next start.
            with contextlib.suppress(VaultFault):
                desk.drafts.texts.sync(LAST_SECONDS / 3)
        with contextlib.suppress(VaultFault, Refused):
            keep_private(desk)
        # The rest of the time is for the changes: they are nowhere else.
        if desk.practice.writer.flush(max(0.0, until - time.monotonic())):
            desk.drafts.stored(desk)
            desk.drafts.wait(LAST_SECONDS / 6)
            if desk.locking.page(desk) is None:
                desk.views.write(desk)
        store = premises.store if premises is not None else None
        if lost and store is not None and premises is not None:
            acting = desk.practice.acting()
            event = Event(act="session.lost", who=acting.user.id, at=acting.now, session=premises.session)
            try:
                store.record([event], durable=True)
            except VaultFault:
                return
