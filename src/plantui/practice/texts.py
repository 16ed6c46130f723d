"""Texts that are being typed on this terminal, each kept as a draft; no key waits for the disk."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from plantui.vault.draft import Draft
from plantui.vault.drafts import DraftBook
from plantui.vault.faults import VaultFault
from plantui.vault.founddraft import DraftHeld, FoundDraft, Owner


class Spot(NamedTuple):
    """Which text: the id of its chart (`NOBODY` where there is none yet), and an id of the text inside the chart."""

    chart: str
    target: str


NOBODY = "new"
"""Stands for the chart of somebody who is not in the store yet."""


@dataclass(frozen=True)
class News:
    """What came of keeping a text: it is held elsewhere, was taken over, or could not be kept. One of the three."""

    spot: Spot
    held: FoundDraft | None = None
    taken: Owner | None = None
    fault: VaultFault | None = None


class Texts:
    """The drafts of this terminal, written on a thread of their own once it is started.

    Without ``start`` everything happens on the caller's thread, which is what tests and commands want. ``news`` is
    what the caller should tell; ``report`` is called on the thread when there is some.
    """

    def __init__(self, book: DraftBook) -> None:
        self._book = book
        self._drafts: dict[Spot, Draft] = {}
        self._refused: set[Spot] = set()
        self._wanted: dict[Spot, str] = {}
        self._work: deque[Callable[[], None]] = deque()
        self._changed = threading.Condition()
        self._turn = threading.RLock()
        self._thread: threading.Thread | None = None
        self._busy = False
        self._stopping = False
        self._report: Callable[[], None] = lambda: None
        self.news: deque[News] = deque()

    def start(self, report: Callable[[], None]) -> None:
        """Write on a thread from now on; ``report`` is called there when there is news."""
        self._report = report
        self._work.append(self._prepare)
        self._thread = threading.Thread(target=self._run, name="plantui-texts", daemon=True)
        self._thread.start()

    # typing

    def holder(self, spot: Spot) -> FoundDraft | None:
        """The draft of another terminal that types this text now; None when nobody does, or nobody can tell."""
        if spot in self._drafts:
            return None
        with contextlib.suppress(VaultFault):
            return self._book.holder(spot.chart, spot.target)
        return None

    def elsewhere(self, chart: str) -> list[FoundDraft]:
        """The drafts that other terminals type in a chart now; none when nobody does, or nobody can tell."""
        with contextlib.suppress(VaultFault):
            return self._book.elsewhere(chart)
        return []

    def typed(self, spot: Spot, rev: int, before: str, text: str, *, take_over: bool = False) -> None:
        """Keep a text as it is now.

        Args:
            spot: which text.
            rev: the revision of the chart it stands on.
            before: the text as typing began.
            text: the text.
            take_over: True to go on although another terminal types it.
        """
        with self._changed:
            pending = spot in self._wanted
            self._wanted[spot] = text
        if not pending and spot in self._drafts and self._turn.acquire(blocking=False):
            # An open draft takes a key in less time than handing it to the thread would.
            try:
                self._keep(spot, rev, before, take_over)
            finally:
                self._turn.release()
        elif not pending:
            self._do(lambda: self._keep(spot, rev, before, take_over))

    def moved_on(self, chart: str, rev: int) -> None:
        """The chart is at another revision: what changed in it was not a text that is being typed."""
        self._do(lambda: self._rebase(chart, rev))

    def done(self, spot: Spot) -> None:
        """The text is in the store, or nobody wants it: its draft goes."""
        self._do(lambda: self._discard(spot))

    def look(self) -> None:
        """Look whether another terminal took a text over; ``news`` has it then."""
        if self._drafts:
            self._do(self._look_for_taken)

    def known(self, spot: Spot) -> bool:
        """Whether this terminal keeps a draft of the text."""
        return spot in self._drafts or spot in self._wanted

    # finding

    def abandoned(self, chart: str = "") -> list[FoundDraft]:
        """What was being typed when a terminal went away, the latest first.

        Raises:
            VaultFault: the folder cannot be read, or the store is locked.
        """
        with self._turn:
            return self._book.abandoned(chart)

    def resume(self, found: FoundDraft) -> Spot:
        """Go on with a draft that was left behind.

        Raises:
            NotFound: it is gone.
            DraftHeld: another terminal goes on with it.
            VaultFault: it is still where it was.
        """
        spot = Spot(found.chart, found.field)
        with self._turn:
            self._drafts[spot] = self._book.resume(found)
        return spot

    def forget(self, found: FoundDraft) -> None:
        """Remove a draft that was left behind.

        Raises:
            VaultFault: it is still there.
        """
        with self._turn:
            self._book.forget(found)

    def put_aside(self, spot: Spot, rev: int, before: str, text: str) -> None:
        """Leave a text as a draft that nobody types, to be found later.

        Raises:
            VaultFault: it could not be kept.
        """
        with self._turn:
            draft = self._book.open(spot.chart, spot.target, rev, before, take_over=True)
            draft.change(text)
            draft.leave()

    # ending

    def sync(self, timeout: float) -> None:
        """Wait until the disk has every text, for so many seconds at most.

        Raises:
            VaultFault: it has not got all of them.
        """
        self._drain(timeout)
        with self._turn:
            self._book.sync()

    def leave(self, timeout: float = 2.0) -> None:
        """Leave every text to be found again, before the store is locked or closed.

        Raises:
            VaultFault: not every text is on the disk; those are still open here.
        """
        self._drain(timeout)
        with self._turn:
            try:
                self._book.leave()
            finally:
                self._drafts = {spot: draft for spot, draft in self._drafts.items() if draft.fault is not None}

    def stop(self) -> None:
        """End the thread."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(1.0)
            self._thread = None

    # inside

    def _do(self, work: Callable[[], None]) -> None:
        if self._thread is None:
            with self._turn:
                work()
            return
        with self._changed:
            self._work.append(work)
            self._changed.notify_all()

    def _drain(self, timeout: float) -> None:
        end = time.monotonic() + timeout
        with self._changed:
            while (self._work or self._busy) and self._thread is not None and time.monotonic() < end:
                self._changed.wait(max(0.0, end - time.monotonic()))

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._work and not self._stopping:
                    self._changed.wait()
                if self._stopping and not self._work:
                    return
                work = self._work.popleft()
                self._busy = True
            try:
                with self._turn:
                    work()
            finally:
                with self._changed:
                    self._busy = False
                    self._changed.notify_all()
            if self.news:
                self._report()

    def _prepare(self) -> None:
        """Have ready what the first letter would wait for."""
        with contextlib.suppress(VaultFault):
            self._book.prepare()

    def _keep(self, spot: Spot, rev: int, before: str, take_over: bool) -> None:
        with self._changed:
            text = self._wanted.pop(spot, None)
        if text is None:
            return
        draft = self._drafts.get(spot)
        try:
            if draft is None:
                draft = self._book.open(spot.chart, spot.target, rev, before, take_over=take_over)
                self._drafts[spot] = draft
            draft.change(text)
            self._refused.discard(spot)
        except DraftHeld as held:
            self._tell_once(News(spot, held=held.found))
        except VaultFault as fault:
            self._tell_once(News(spot, fault=fault))

    def _tell_once(self, news: News) -> None:
        """Say it, but not at every further letter."""
        if news.spot not in self._refused:
            self._refused.add(news.spot)
            self.news.append(news)

    def _rebase(self, chart: str, rev: int) -> None:
        for spot, draft in self._drafts.items():
            if spot.chart == chart:
                with contextlib.suppress(VaultFault):
                    draft.rebase(rev)

    def _discard(self, spot: Spot) -> None:
        with self._changed:
            self._wanted.pop(spot, None)
        self._refused.discard(spot)
        draft = self._drafts.pop(spot, None)
        if draft is not None:
            # What cannot be removed is found later, with a text that the store has: then it goes silently.
            with contextlib.suppress(VaultFault):
                draft.discard()

    def _look_for_taken(self) -> None:
        for spot, draft in list(self._drafts.items()):
            with contextlib.suppress(VaultFault):
                owner = self._book.taken(draft)
                if owner is not None:
                    del self._drafts[spot]
                    self._refused.add(spot)
                    self.news.append(News(spot, taken=owner))
                    there = self.holder(spot)
                    if there is not None and there.text.startswith(draft.text):
                        # Every word of it goes on there.
                        draft.discard()
                    else:
                        draft.leave()
