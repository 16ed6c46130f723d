"""The lock: everything of a client goes out of memory, and a passphrase brings one back to where one was."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.practice.premises import Fresh, Premises
from plantui.practice.refusal import Refused
from plantui.practice.texts import Spot
from plantui.tui.desk.keeping import DESK
from plantui.tui.desk.scene import Scene
from plantui.tui.desk.state import ConfirmPanel
from plantui.tui.desk.stowing import emptied, stow, unstow
from plantui.vault.codec import Place
from plantui.vault.faults import VaultFault, WrongPassphrase

if TYPE_CHECKING:
    from plantui.practice.texts import Texts
    from plantui.tui.desk.desk import Action, Desk
    from plantui.vault.sealing.keyring import Keyring

LONGEST_WAIT = 60.0
"""How long a wrong passphrase makes one wait at most, in seconds; it begins with one and doubles."""
MOST_NAMES = 8
"""How many initials the locked screen names."""
MOMENT = 0.3
"""How long a lock waits for what is being stored at this moment, in seconds; the rest is stored behind it."""
STOWED = Spot(DESK, "lock")
"""Where a lock leaves how to come back."""


_IN_MEMORY = Place("stow", "memory")


class Phase(Enum):
    """What the lock is doing: taking letters, making somebody wait, or deriving the key."""

    TYPING = "typing"
    WAITING = "waiting"
    OPENING = "opening"


@dataclass(eq=False)
class LockPage(Scene):
    """The locked screen. ``back`` opens the pages again; ``kept`` is how to come back where no draft could be left.

    ``keys`` are those that came while the key was derived or a wait ran with Enter pressed: they go where they would
    have gone a moment later, and nowhere else.
    """

    holds: ClassVar[bool] = True
    acts: ClassVar[dict[str, Action]] = {"app.quit": lambda desk: leave_locked(desk)}
    sealed: bool = True
    who: str = ""
    field_: LineField = field(default_factory=lambda: opened(secret=True))
    left: bool = False
    phase: Phase = Phase.TYPING
    wrong: int = 0
    until: float = 0.0
    armed: bool = False
    problem: str = ""
    refused: str = ""
    """Why the last try failed; it stays to be read when the wait is over."""
    safe: str = ""
    keys: list[str] = field(default_factory=list)
    back: list[Callable[[Desk], None]] = field(default_factory=list)
    kept: bytes = b""
    started: bool = True

    def context(self) -> Context:
        """The passphrase field, or beside it."""
        return Context.LOCK_LEFT if self.left else Context.LOCK

    def field(self) -> LineField | None:
        """The passphrase; a store without one has no field."""
        return None if self.left or not self.sealed else self.field_

    def put(self, desk: Desk, field: LineField) -> None:
        """Take the changed passphrase."""
        self.field_ = field

    def cancel(self, desk: Desk) -> bool:
        """Leave the field; it never unlocks and never quits."""
        self.left, self.armed = True, False
        self.field_ = opened(secret=True)
        return True

    def said(self, desk: Desk) -> str:
        """Nothing but what the lock says itself."""
        return " "

    def stands(self) -> object:
        """Its phase and how much is typed."""
        return self.phase, self.field_.cursor, self.left


class Locking:
    """The lock of one desk. ``premises`` is None where nothing can be locked (a reader without a store).

    ``run`` does slow work and hands its result to the second function; a screen puts a thread there. ``later`` calls
    back after so many seconds, ``monotonic`` is a clock that nobody sets, ``forget`` clears what the terminal keeps.
    """

    def __init__(self) -> None:
        self.premises: Premises | None = None
        self.texts: Callable[[Premises], Texts | None] = lambda _: None
        self.run: Callable[[Callable[[], object], Callable[[object], None]], None] = lambda work, then: then(work())
        self.later: Callable[[float], None] = lambda _: None
        self.forget: Callable[[], None] = lambda: None
        self.opened: Callable[[Desk], None] = lambda _: None
        self.monotonic: Callable[[], float] = time.monotonic

    @staticmethod
    def page(desk: Desk) -> LockPage | None:
        """The locked screen; None while it is open."""
        return next((scene for scene in desk.state.scenes if isinstance(scene, LockPage)), None)

    def people(self) -> dict[str, str]:
        """Initials of those who work in the open store, by their ids."""
        store = self.premises.store if self.premises is not None else None
        return {} if store is None else {user.id: user.initials for user in store.vault.users}

    # locking

    def begin_locked(self, desk: Desk) -> None:
        """Start with the lock: nobody has unlocked yet."""
        page = self._page(desk)
        page.started = False
        desk.open(page)

    def lock(self, desk: Desk, *, idle: bool = False) -> None:
        """Lock now, wherever one is.

        Raises:
            Refused: there is nothing to lock.
        """
        if self.premises is None:
            raise Refused("Nothing can be locked here: no store is open.")
        if self.page(desk) is not None:
            desk.state.blank = False
            return
        page = self._page(desk)
        writer = desk.practice.writer
        desk.vouching.drop()
        desk.mercy.end(desk)
        page.back = self._leave_pages(desk)
        if writer.failure is None and writer.waiting:
            # The line that was just kept is no draft any more, if the disk is quick.
            with contextlib.suppress(VaultFault):
                writer.flush(MOMENT)
        desk.drafts.stored(desk)
        kept = stow(desk)
        texts = desk.drafts.texts
        if texts is not None:
            texts.typed(STOWED, 0, "", kept.decode())
        problem = desk.drafts.leave()
        if texts is None or problem:
            page.kept, page.safe = self._sealed(kept), problem
        self._empty(desk)
        desk.open(page)
        self.settle(desk, idle=idle)

    def _leave_pages(self, desk: Desk) -> list[Callable[[Desk], None]]:
        """How to open the pages again; one that does not come back keeps what was typed in it, as when it is closed."""
        back = []
        for scene in tuple(desk.state.scenes):
            again = scene.stow(desk)
            if again is not None:
                back.append(again)
                continue
            desk.state.scenes.remove(scene)
            with contextlib.suppress(Refused, VaultFault):
                scene.closed(desk)
        return back

    def _page(self, desk: Desk) -> LockPage:
        assert self.premises is not None
        sealed = True
        try:
            sealed = self.premises.sealed()
        except VaultFault as fault:
            return LockPage(problem=f"{fault.code} {fault}")
        return LockPage(sealed=sealed, who=self._who(self.premises.rings()))

    def _who(self, ring: Keyring) -> str:
        """Whose passphrase is awaited, in initials: of who worked here or was named, else of all who have one."""
        known = ring.find(self.premises.user) if self.premises is not None and self.premises.user else None
        if known is not None:
            return known.initials
        names = [user.initials for user in ring.holders() or ring.vault.users]
        return " ".join(names if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 1], "..."])

    def _sealed(self, kept: bytes) -> bytes:
        """How to come back, sealed for memory, where no draft of it could be left."""
        store = self.premises.store if self.premises is not None else None
        return store.parts.codec.seal(_IN_MEMORY, kept) if store is not None else b""

    def _unsealed(self, kept: bytes) -> bytes:
        store = self.premises.store if self.premises is not None else None
        try:
            return store.parts.codec.open(_IN_MEMORY, kept) if store is not None and kept else b""
        except VaultFault:
            return b""

    def _empty(self, desk: Desk) -> None:
        """Take everything out of the desk that knows of a client."""
        from plantui.tui.desk.shown import Shown

        desk.state.scenes.clear()
        if desk.drafts.texts is not None:
            desk.drafts.texts.stop()
        desk.drafts.attach(None)
        desk.drafts.came_back({})
        desk.machine.drop()
        desk.state = emptied(desk.state)
        desk.state.blank = False
        # The box of a failed save waits: the locked screen is the only one there is.
        desk.state.looking = True
        desk.again = desk.exported = None
        desk.shown = Shown(desk)

    def settle(self, desk: Desk, *, idle: bool = False) -> None:
        """Put the charts away and forget the key, as soon as nothing waits to be stored."""
        if self.premises is None or self.page(desk) is None or self.premises.locked:
            return
        if desk.practice.writer.waiting == 0:
            desk.views.write(desk)
            desk.views.forget()
            self.premises.lock(idle=idle)
            self.forget()

    # keys

    def holds(self, desk: Desk, key: str) -> bool:
        """Whether a key is kept for later: the key of the store is being derived, or a wait runs with Enter pressed."""
        page = self.page(desk)
        if page is None or desk.state.blank:
            return False
        self.tick(desk)
        if page.phase is Phase.OPENING or page.armed:
            binding = desk.keymap.table(page.context()).get((key,))
            meant = binding.action if binding is not None else ""
            if meant == "privacy.blank":
                return False
            if page.armed and meant == "ui.cancel":
                page.armed = False
                return False
            page.keys.append(key)
            return True
        return False

    def tick(self, desk: Desk) -> None:
        """Time has passed: a wait may be over."""
        page = self.page(desk)
        if page is None or page.phase is not Phase.WAITING or self.monotonic() < page.until:
            return
        page.phase, page.problem = Phase.TYPING, page.refused
        if page.armed:
            page.armed = False
            self.open(desk)

    def open(self, desk: Desk) -> None:
        """Enter: try what was typed."""
        page = self.page(desk)
        if page is None or self.premises is None or page.phase is Phase.OPENING:
            return
        if page.phase is Phase.WAITING:
            page.armed = True
            return
        typed = page.field_.text
        if page.sealed and not typed:
            return
        page.field_ = opened(secret=True)
        page.phase, page.problem = Phase.OPENING, ""
        premises = self.premises

        def work() -> object:
            try:
                premises.settle()
                return premises.unlock(typed)
            except VaultFault as fault:
                return fault
            except Exception as error:
                return error

        self.run(work, lambda outcome: self._came(desk, page, outcome))

    def _came(self, desk: Desk, page: LockPage, outcome: object) -> None:
        page.phase = Phase.TYPING
        keys, page.keys = page.keys, []
        if isinstance(outcome, Fresh):
            self._enter(desk, page, outcome)
        elif isinstance(outcome, WrongPassphrase):
            wait = min(LONGEST_WAIT, 2.0**page.wrong)
            page.wrong += 1
            page.phase, page.until = Phase.WAITING, self.monotonic() + wait
            page.refused = f"{outcome.code} {outcome.sentence}"
            page.problem = f"{page.refused} The next try is in {wait:g} s."
            self.later(wait)
        elif isinstance(outcome, VaultFault):
            page.problem = f"{outcome.code} {outcome}"
        elif isinstance(outcome, Exception):
            raise outcome
        for key in keys:
            desk.press(key)

    def _enter(self, desk: Desk, page: LockPage, fresh: Fresh) -> None:
        assert self.premises is not None
        known = self.premises.caution if page.started else ""
        self.premises.enter(fresh)
        desk.state = emptied(desk.state)
        desk.state.looking = False
        texts = self.texts(self.premises)
        desk.drafts.attach(texts, self.people())
        if page.started:
            self._return(desk, page, texts)
        else:
            self.opened(desk)
        if fresh.caution and fresh.caution != known:
            desk.drafts.warn_too(desk, fresh.caution)

    def _return(self, desk: Desk, page: LockPage, texts: Texts | None) -> None:
        """Back to the row, the page and the sentence."""
        kept = self._unsealed(page.kept)
        left = [] if texts is None else texts.abandoned()
        found = next((each for each in left if (each.chart, each.field) == STOWED), None)
        if found is not None:
            kept = found.text.encode()
        if texts is not None and found is not None:
            texts.forget(found)
        from plantui.tui.desk.moving import settle

        stowed = unstow(desk, kept) if kept else None
        back: dict[Spot, str] = {}
        for spot, text in stowed.texts if stowed is not None else ():
            mine = next((each for each in left if (each.chart, each.field) == spot), None)
            if texts is not None and mine is not None:
                texts.resume(mine)
            back[spot] = text if mine is None else mine.text
        desk.drafts.came_back(back)
        for entry in (desk.state.line, desk.state.held):
            here = [spot for spot in back if entry is not None and back[spot] == entry.field.text]
            if entry is not None and here:
                desk.drafts.adopt(entry, here[0])
        for again in page.back:
            again(desk)
        settle(desk)


def lock(desk: Desk) -> None:
    """Lock now."""
    desk.locking.lock(desk)


def unlock(desk: Desk) -> None:
    """Enter on the locked screen."""
    desk.locking.open(desk)


def leave_locked(desk: Desk) -> None:
    """Leave from the lock; where changes wait it asks, and names nothing."""
    if desk.practice.writer.waiting:
        question = "Leave PlanTUI? Changes are not stored. They are in the recovery file, if it could be written."
        desk.state.confirm = ConfirmPanel(question, _leave)
    else:
        _leave(desk)


def _leave(desk: Desk) -> None:
    desk.done = True


def back_to_field(desk: Desk) -> None:
    """From beside the passphrase into it."""
    page = desk.locking.page(desk)
    if page is not None:
        page.left = False


ACTIONS: dict[str, Action] = {"app.lock": lock, "lock.open": unlock, "lock.field": back_to_field}
"""Action id -> what runs."""
