"""One run of a command: flags, the open store, and what is printed."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from plantui.cli.exits import LOCKED, NOT_FOUND, Stop, shown
from plantui.cli.passphrases import Passphrases, say
from plantui.hush import Hush
from plantui.library import Library, shipped
from plantui.model.chart import SCHEMA
from plantui.model.signature import SigningMethod
from plantui.practice.opening import Habits, acting_in, open_practice
from plantui.practice.practice import Practice
from plantui.settings.clock import DEMO_START, Chosen, choose_clock
from plantui.settings.environment import date_order
from plantui.settings.load import SetUp, load
from plantui.vault.create import look_at
from plantui.vault.faults import VaultFault
from plantui.vault.manifest import Vault
from plantui.vault.seam import Event
from plantui.vault.store import FileStore

if TYPE_CHECKING:
    from plantui.practice.premises import Premises
    from plantui.vault.sealing.key import Key
    from plantui.vault.sealing.keyring import Keyring


_UNFINISHED = "The sealing of this store was interrupted. plantui vault seal finishes it."


@dataclass
class Flags:
    """Global flags, as given before or after the command."""

    store: str | None = None
    names: str | None = None
    form: str = "plain"
    no_color: bool = False
    ascii: bool = False
    read_only: bool = False
    no_pager: bool = False
    quiet: bool = False
    yes: bool = False
    passphrase_fd: int | None = None
    user: str | None = None


@dataclass
class Session:
    """What a command works with. The store is opened when it is first asked for."""

    flags: Flags = field(default_factory=Flags)
    folder: str | None = None
    """The store's folder when a command names it itself (init, demo)."""
    terminal: str = field(default_factory=lambda: secrets.token_hex(4))
    """What the audit trail calls this run."""
    hush: Hush = field(default_factory=Hush)
    """Whether the terminal shows what is typed; it is lifted once the store is open."""
    key: Key | None = None
    """The key of a sealed store, when a command came by it another way than by opening the store."""
    anew: bool = False
    """Whether the passphrase is asked for although the store is unlocked for this login."""
    _told: Chosen | None = None

    @cached_property
    def setup(self) -> SetUp:
        """Settings and places; what is wrong in the person's files is said on standard error."""
        found = load(self.folder or self.flags.store, os.environ)
        for problem in found.problems:
            self.tell(problem.sentence)
        return found

    @cached_property
    def library(self) -> Library:
        """Measures, modalities, payer profiles and statements."""
        paths = self.setup.paths
        return shipped(
            paths.measures_file if paths.measures_file.exists() else None,
            paths.profiles_file if paths.profiles_file.exists() else None,
            paths.library,
            paths.cache,
        )

    @cached_property
    def opened(self) -> tuple[Practice, FileStore]:
        """The practice and its store.

        Raises:
            VaultFault: there is no store, or it cannot be used.
        """
        vault = self._vault()
        key: Key | None = None
        if vault.sealing is not None:
            from plantui.cli.unlocking import unlocked

            key = self.key or unlocked(self, self.keyring, anew=self.anew)
        opened = self._open(key)
        if vault.sealing is not None and vault.sealing.unfinished and self.key is None:
            self.tell(_UNFINISHED)
        return opened

    @cached_property
    def premises(self) -> Premises:
        """The store for a program that runs long: open where its key is at hand, else locked.

        Raises:
            VaultFault: there is no store, or it cannot be used.
        """
        from plantui.practice.premises import Premises

        vault = self._vault()
        now = self._now(vault)
        key: Key | None = None
        if vault.sealing is not None:
            from plantui.cli.unlocking import at_hand

            key = self.key or at_hand(self, self.keyring)
            if vault.sealing.unfinished:
                self.tell(_UNFINISHED)
        made = Premises(
            opener=self._open,
            rings=self._ring,
            acting=acting_in(vault, self.library, now, self._habits(), self.flags.user or ""),
            session=self.terminal,
            user=self.flags.user or self._only_holder(),
        )
        made.practice.read_only = self.flags.read_only
        if key is not None or vault.sealing is None:
            made.begin(key)
        return made

    def _vault(self) -> Vault:
        """What the store says about itself, once the flags have been held against it."""
        vault = look_at(self.setup.paths.store)[1]
        if vault.sealing is None and self.flags.passphrase_fd is not None:
            raise Stop(LOCKED, "This store is not sealed: leave --passphrase-fd out.")
        user = self.flags.user or ""
        if user and not any(user.casefold() in (each.id, each.initials.casefold()) for each in vault.users):
            raise Stop(NOT_FOUND, f"Nobody with the initials {user} works in this store.")
        return vault

    def _open(self, key: Key | None) -> tuple[Practice, FileStore]:
        practice, store = open_practice(
            self.setup.paths.store,
            self.library,
            lambda store: self._now(store.vault),
            self._habits(),
            self.flags.user or "",
            key=key,
            session=self.terminal,
        )
        practice.read_only = self.flags.read_only
        return practice, store

    def _habits(self) -> Habits:
        settings = self.setup.settings
        return Habits(
            cadence=settings.review_cadence,
            seal_after=settings.sign_seal_after,
            date_order=date_order(settings, os.environ),
            sign_by=SigningMethod(settings.sign_by),
            undo=timedelta(days=settings.undo_days),
        )

    def _ring(self) -> Keyring:
        from plantui.vault.sealing.keyring import Keyring

        return Keyring(self.setup.paths.store)

    def _only_holder(self) -> str:
        holders = self.keyring.holders()
        return holders[0].id if len(holders) == 1 else ""

    @cached_property
    def passphrases(self) -> Passphrases:
        """Where passphrases come from."""
        return Passphrases(self.flags.passphrase_fd)

    @cached_property
    def keyring(self) -> Keyring:
        """The ways into the store.

        Raises:
            VaultFault: there is no store, or it cannot be used.
        """
        return self._ring()

    def note(self, ring: Keyring, act: str, key: Key | None = None, *detail: str, who: str = "") -> None:
        """Write into the audit trail what was done about the key. Where that fails, reading goes on with a warning."""
        at = self._chosen(ring.vault).clock.now()
        who = who or (key.user if key else "") or "nobody"
        try:
            ring.note(Event(act=act, who=who, at=at, session=self.terminal, detail=detail), key)
        except VaultFault as fault:
            self.tell(f"This could not be written into the audit trail. {fault}")

    def _now(self, vault: Vault) -> Callable[[], datetime]:
        """The clock of the store; it goes on when the store is opened again."""
        if self._told is None:
            self._told = self._chosen(vault)
            if self._told.sentence:
                self.tell(self._told.sentence)
        return self._told.clock.now

    def _chosen(self, vault: Vault) -> Chosen:
        made = vault.made.replace(tzinfo=None)
        start = DEMO_START if made == DEMO_START else None
        return choose_clock(rehearsal=vault.rehearsal, environ=os.environ, start=start)

    @property
    def practice(self) -> Practice:
        """The open practice."""
        return self.opened[0]

    @property
    def store(self) -> FileStore:
        """The store of the open practice."""
        return self.opened[1]

    @property
    def now(self) -> datetime:
        """The moment on the store's clock."""
        return self.practice.acting().now

    @property
    def names(self) -> str:
        """How names are shown: full, initials or codes."""
        return self.flags.names or self.setup.settings.names_default

    @property
    def aloud(self) -> bool:
        """Whether the output is listened to: whole sentences, no tables, no pager."""
        return os.environ.get("PLANTUI_A11Y", "").strip().lower() == "line"

    # printing

    def tell(self, sentence: str) -> None:
        """A message or question: standard error, never with the data."""
        if not self.flags.quiet:
            say(shown(sentence))

    def line(self, text: str) -> None:
        """A short line of data, such as a code, a path or what was done: standard output, never a pager."""
        sys.stdout.write(f"{text}\n")

    def done(self, text: str) -> None:
        """What was done, a line of data; a whole sentence where it is listened to."""
        if self.aloud:
            from plantui.cli.line.speech import sentence

            text = sentence(text)
        self.line(text)

    def out(self, text: str) -> None:
        """Data about clients: standard output, through a pager on a terminal; sentences where they are listened to."""
        if self.aloud:
            # Loaded here because hardly anybody needs it.
            from plantui.cli.line.speech import aloud

            sys.stdout.write(f"{aloud(text)}\n" if self.flags.form in (None, "plain") else text)
            return
        text = text if text.endswith("\n") or not text else f"{text}\n"
        if sys.stdout.isatty() and not self.flags.no_pager:
            from plantui.cli.pager import page

            if page(text):
                return
        sys.stdout.write(text)

    def out_json(self, rows: Iterable[Any], generated: datetime | None = None, **more: Any) -> None:  # noqa: ANN401
        """One JSON object with ``schema``, ``generated`` (the store's clock, unless given) and ``items``."""
        sys.stdout.write(self.as_json(rows, generated, **more))

    def as_json(self, rows: Iterable[Any], generated: datetime | None = None, **more: Any) -> str:  # noqa: ANN401
        """The same object as a text."""
        moment = (generated or self.now).isoformat(timespec="seconds")
        body = {"schema": SCHEMA, "generated": moment, **more, "items": list(rows)}
        return msgspec.json.format(msgspec.json.encode(body), indent=2).decode() + "\n"

    def table(self, rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
        """Rows in aligned columns, two spaces between, or as sentences; nothing is cut or wrapped."""
        if not rows:
            return ""
        if self.aloud:
            from plantui.cli.line.speech import sentence

            return "\n".join(sentence("  ".join(cell for cell in row if cell)) for row in rows)
        from wcwidth import wcswidth

        widths = [max(max(wcswidth(row[column]), 0) for row in rows) for column in range(len(rows[0]))]
        lines = []
        for row in rows:
            cells = []
            for column, cell in enumerate(row):
                gap = " " * (widths[column] - max(wcswidth(cell), 0))
                cells.append(gap + cell if column in right else cell + gap)
            lines.append("  ".join(cells).rstrip())
        return "\n".join(lines)

    def close(self) -> None:
        """Store what is waiting and keep the index for the next start."""
        if "premises" in self.__dict__:
            self.premises.close()
        if "opened" in self.__dict__:
            self.practice.save()
            self.store.close()
            if self.store.key is not None:
                self.store.key.forget()
