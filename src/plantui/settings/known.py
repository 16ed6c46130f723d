"""The settings there are: names, defaults, ranges, and a line about each."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec

from plantui.model.note import NoteFormat
from plantui.model.period import Period, Unit
from plantui.settings.kind import Choice, Days, Folder, Kind, Rhythm, Span, Toggle, Whole, Words


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a person can set, with the defaults."""

    names_default: str = "full"
    """How names are shown at the start: full, initials or codes."""
    lock_after: timedelta = timedelta(minutes=5)
    """How long without a key until the program locks; 1 to 15 minutes."""
    blank_lock_after: timedelta = timedelta(seconds=60)
    """How long a blank screen waits until it is the lock."""
    sign_by: str = "initials"
    """What signs: initials, or the passphrase."""
    sign_seal_after: timedelta = timedelta(seconds=60)
    """How long a signature can be taken back; 0 to 300 seconds."""
    review_cadence: Period = Period(n=12, unit=Unit.WEEK)
    """The practice's interim review rhythm."""
    review_window: int = 30
    """How many days ahead the queue looks."""
    note_format: NoteFormat = NoteFormat.DAP
    note_length: timedelta = timedelta(minutes=50)
    """How long a visit is where the client's slot does not say."""
    date_order: str = "locale"
    """How 3/4 is meant: dmy, mdy, or what the locale says."""
    keys_hint_after: int = 300
    """Milliseconds of silence before the strip of second keys shows; 0 at once, -1 never."""
    theme: str = "dark"
    editor_enabled: bool = True
    editor_command: str = ""
    """The editor and its options; empty takes the environment's."""
    export_dir: Path | None = None
    """Where exports go; None is beside the store."""
    library_path: Path | None = None
    """The practice's own statement files; None is the folder `library` beside this file."""
    undo_days: int = 30
    """How many days the undo history reaches back."""
    retention_years: int = 7
    """How many years a chart is kept after the last service; a guideline's number, the law of the state comes first."""
    retention_after_majority: int = 3
    """How many years a chart is kept after a minor's majority, if that is later."""
    retention_majority: int = 18
    """The age of majority in the state of the practice."""


class Setting(msgspec.Struct, frozen=True):
    """One setting."""

    name: str
    """As the file and `:set` write it (`lock.after`)."""
    field: str
    """Its field in `Settings`."""
    kind: Kind
    help: str

    def value(self, settings: Settings) -> object:
        """What it is set to."""
        return getattr(settings, self.field)

    def shown(self, settings: Settings) -> str:
        """What it is set to, as people write it."""
        return self.kind.write(self.value(settings))


class _NoteFormats(Choice, frozen=True):
    """The note formats."""

    def read(self, written: object) -> NoteFormat:
        """The format."""
        return NoteFormat(super().read(written))


KNOWN: tuple[Setting, ...] = (
    Setting(
        "names.default", "names_default", Choice(("full", "initials", "codes")), "How names are shown at the start"
    ),
    Setting("lock.after", "lock_after", Span(60, 900), "Lock after this time without a key"),
    Setting("blank.lock_after", "blank_lock_after", Span(5, 900), "Lock a blank screen after this time"),
    Setting("sign.by", "sign_by", Choice(("initials", "passphrase")), "What signs"),
    Setting("sign.seal_after", "sign_seal_after", Span(0, 300), "How long a signature can be taken back"),
    Setting("review.cadence", "review_cadence", Rhythm(7, 366), "The practice's review rhythm"),
    Setting("review.window", "review_window", Days(1, 366), "How far ahead the queue looks"),
    Setting("note.format", "note_format", _NoteFormats(tuple(NoteFormat)), "Section headings of a new note"),
    Setting("note.length", "note_length", Span(300, 28_800), "Length of a visit without a slot"),
    Setting("date.order", "date_order", Choice(("locale", "dmy", "mdy")), "How 3/4 is meant"),
    Setting(
        "keys.hint_after",
        "keys_hint_after",
        Whole(-1, 10_000, "milliseconds"),
        "Silence before the second keys show; 0 at once, -1 never",
    ),
    Setting("theme", "theme", Choice(("dark", "light", "contrast", "mono")), "Colours"),
    Setting("editor.enabled", "editor_enabled", Toggle(), "Whether text may go to an editor"),
    Setting("editor.command", "editor_command", Words(), "The editor; empty takes VISUAL, then EDITOR"),
    Setting("export.dir", "export_dir", Folder(), "Where exports go; empty is beside the store"),
    Setting("library.path", "library_path", Folder(), "The practice's own statement files"),
    Setting("undo.days", "undo_days", Days(1, 366), "How far back undo reaches"),
    Setting(
        "retention.years",
        "retention_years",
        Whole(1, 100, "years"),
        "Keep charts so long after the last service (a guideline; states differ)",
    ),
    Setting(
        "retention.after_majority",
        "retention_after_majority",
        Whole(0, 100, "years"),
        "Keep charts of minors so long after majority, if that is later",
    ),
    Setting("retention.majority", "retention_majority", Whole(14, 25, "years"), "The age of majority"),
)
"""All settings, in the order they are listed."""

NAMES = tuple(setting.name for setting in KNOWN)
"""Their names."""

_BY_NAME = {setting.name: setting for setting in KNOWN}


def known(name: str) -> Setting | None:
    """The setting with this name, or None."""
    return _BY_NAME.get(name)
