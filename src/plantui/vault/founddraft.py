"""Drafts as they are found: what somebody typed, and whether they still do."""

from __future__ import annotations

from datetime import datetime

import msgspec

from plantui.vault.draftreplay import replay
from plantui.vault.faults import StoreBusy, StoreLocked, VaultFault, from_os_error
from plantui.vault.files import exists
from plantui.vault.parts import Parts
from plantui.vault.presence import FlockPresence, Presence
from plantui.vault.seam import Finding, Findings, is_name

ENDING = ".draft"
TAKEN = ".taken"


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """Who types, and where.

    Attributes:
        who: the id of the user.
        session: the id of the terminal session.
        place: the terminal, e.g. `pts/7`; empty where it is not known.
    """

    who: str
    session: str
    place: str = ""


class FoundDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A draft on the disk.

    Attributes:
        id: its id.
        chart: the chart it belongs to.
        field: which text of the chart.
        base_rev: the revision of the chart it stands on. When the chart is at a later one, show both.
        text: the text, as far as it could be read.
        at: when it was changed last.
        since: when the typing began.
        owner: who typed it.
        live: whether somebody is typing it now.
        typed: False when nothing was typed into it yet.
        fault: empty, or the sentence that says why it, or a part of it, cannot be read.
    """

    id: str
    chart: str
    field: str
    base_rev: int
    text: str
    at: datetime
    since: datetime
    owner: Owner
    live: bool
    typed: bool
    fault: str = ""


class DraftHeld(StoreBusy):
    """Somebody is typing this text in another terminal.

    Attributes:
        found: their draft, as it is now.
    """

    def __init__(self, found: FoundDraft) -> None:
        place = f" on {found.owner.place}" if found.owner.place else ""
        super().__init__(
            f"This text is being typed by {found.owner.who}{place} since {found.since:%H:%M}.",
            "Read it only, or take it over.",
        )
        self.found = found


def split_id(draft: str) -> tuple[str, str, str] | None:
    """Return session, chart and field of the id of a draft, or None when it is none."""
    parts = draft.split(".")
    if len(parts) != 3 or not all(is_name(part) for part in parts):
        return None
    return parts[0], parts[1], parts[2]


class DraftShelf:
    """The folder of the drafts, for looking only."""

    def __init__(self, parts: Parts, presence: Presence) -> None:
        self._parts = parts
        self._presence = presence

    def path(self, draft: str) -> str:
        """The file of a draft."""
        return f"{self._parts.layout.drafts}/{draft}{ENDING}"

    def taken_path(self, draft: str) -> str:
        """The file that says who took a draft over."""
        return f"{self._parts.layout.drafts}/{draft}{TAKEN}"

    def ids(self, chart: str = "", field: str = "") -> list[str]:
        """The ids of the drafts there are, of one chart, or of one field of it.

        Raises:
            VaultFault: the folder cannot be read.
        """
        try:
            names = self._parts.fs.names(self._parts.layout.drafts)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise from_os_error(error, "looking for drafts") from error
        found = []
        for name in names:
            split = split_id(name.removesuffix(ENDING)) if name.endswith(ENDING) else None
            if split and chart in ("", split[1]) and field in ("", split[2]):
                found.append(name.removesuffix(ENDING))
        return found

    def read(self, draft: str) -> FoundDraft | None:
        """Return a draft as it is now; None when it is gone.

        Raises:
            StoreLocked: the store is locked.
            VaultFault: it cannot be read at all.
        """
        split = split_id(draft)
        if split is None:
            return None
        try:
            live = self._presence.marked(self.path(draft)) and not exists(self._parts.fs, self.taken_path(draft))
            content = self._parts.fs.read(self.path(draft))
            since = datetime.fromtimestamp(self._parts.fs.stat(self.path(draft)).st_mtime_ns / 1e9).astimezone()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise from_os_error(error, "reading a draft") from error
        session, chart, field = split
        try:
            found = replay(content, self._parts.vault, draft, self._parts.codec)
        except StoreLocked:
            raise
        except VaultFault as fault:
            return FoundDraft(
                id=draft,
                chart=chart,
                field=field,
                base_rev=0,
                text="",
                at=since,
                since=since,
                owner=Owner(who="", session=session),
                live=live,
                # A power cut leaves no line, or a hole, of a header that was never synced: nothing was typed behind it.
                typed=b"\n" in content and not content.startswith(b"\0"),
                fault=str(fault),
            )
        header = found.header
        return FoundDraft(
            id=draft,
            chart=chart,
            field=field,
            base_rev=found.base_rev,
            text=found.text,
            at=found.at,
            since=header.at,
            owner=Owner(who=header.who, session=header.session, place=header.place),
            live=live,
            typed=found.typed,
            fault=found.fault,
        )


def doubtful_drafts(parts: Parts) -> Findings:
    """Return a finding for each draft of which a part cannot be read, for `verify`.

    Raises:
        VaultFault: the folder cannot be read, or the store is locked.
    """
    shelf = DraftShelf(parts, FlockPresence())
    findings: Findings = []
    for draft in shelf.ids():
        found = shelf.read(draft)
        if found is not None and found.typed and found.fault:
            findings.append(
                Finding(
                    code="E304",
                    sentence=f"Not all of the draft {shelf.path(draft)} can be read: {found.fault}",
                    next_step="Open the chart: what can be read is offered there.",
                    chart=found.chart,
                )
            )
    return findings
