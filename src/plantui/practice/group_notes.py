"""A note of a couple, family or group: signed once, filed in the chart of every member.

It is filed when it is signed, not when it is sealed: nothing runs at the moment of sealing, and a visit must not be
missing from a chart because the program was closed. Signing and filing are one intention for undo, so that until the
seal one `u` takes back both. Which charts it is filed in is settled in the note itself and bound by its signature:
what a crash or a full disk kept from being filed is found again, and filed again without doubles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plantui.model.chart import Chart
from plantui.model.client import ChartKind
from plantui.model.fault import ChartFaults
from plantui.model.note import Note
from plantui.model.summary import Summary
from plantui.practice.command import Command, Step
from plantui.practice.commands.group_notes import FileGroupNote, filed_id
from plantui.practice.commands.notes import SignAddendum
from plantui.practice.commands.signing import SignNote
from plantui.practice.group_text import Part, parts_of
from plantui.practice.lexicon import lexicon
from plantui.practice.members import Member, members_of
from plantui.practice.notes import note_in
from plantui.practice.refusal import Refused
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.practice.practice import Practice

Do = Callable[[Command, str, str], Step]
"""Does a command on a chart, as part of an intention: (command, chart id, group of steps)."""


@dataclass(frozen=True)
class Signed:
    """What signing did: the step of the signature, and the sentence that tells of the members' charts too."""

    step: Step
    message: str


def together(chart: Chart) -> bool:
    """Whether notes of this chart are filed in the charts of members."""
    return chart.client.kind is not ChartKind.INDIVIDUAL and bool(chart.client.members)


def together_words(chart: Chart, summary: Callable[[str], Summary | None]) -> str:
    """How a line is about one member alone, and how it is said who came; empty for a chart of one person."""
    if not together(chart):
        return ""
    codes = (found.code for person in chart.client.members if (found := summary(person.chart)) is not None)
    return f"{next(codes, 'A name')}: at the start of a line is for that chart alone; with: says who came"


def parts_for(practice: Practice, chart: Chart, note: Note, addendum: str | None = None) -> tuple[Part, ...]:
    """What each member's chart is to hold of a note, or of an addendum to it; members without a chart too.

    Raises:
        Refused: a name in front of a colon fits two members.
    """
    if not together(chart) and not note.filed_to:
        return ()
    found = (practice.summary(person.chart) for person in chart.client.members if person.chart)
    members = members_of(chart.client, [summary for summary in found if summary is not None])
    gone = [chart_id for chart_id in note.filed_to if chart_id not in {each.chart for each in members}]
    members += tuple(_former(practice, chart_id) for chart_id in gone)
    return parts_of(chart, note, members, lexicon(chart, practice.acting()), addendum)


def _former(practice: Practice, chart_id: str) -> Member:
    """Somebody who is no longer a member: the note was to be filed for them, and their name is left out like others."""
    summary = practice.summary(chart_id)
    if summary is None:
        return Member(chart=chart_id)
    given = tuple(dict.fromkeys(name for name in (summary.given, summary.called) if name))
    return Member(
        chart=chart_id,
        code=summary.code,
        given=given,
        family=summary.family,
        written=f"{summary.given} {summary.family}".strip(),
        initials=summary.initials.replace(".", ""),
    )


def told(parts: Iterable[Part]) -> str:
    """Where a note will be filed, in a sentence without names: "Filed in C-014, C-015; missed: C-016."""
    parts = tuple(parts)
    came = [
        f"{part.member.code}{' (own line)' if part.own else ''}" for part in parts if part.member.chart and part.came
    ]
    away = [part.member.code for part in parts if part.member.chart and not part.came]
    without = [part.member.label for part in parts if not part.member.chart]
    said = [f"in {', '.join(came)}" if came else "", f"missed: {', '.join(away)}" if away else ""]
    said.append(f"no chart: {', '.join(without)}" if without else "")
    return "; ".join(filter(None, said))


def missing(practice: Practice, chart: Chart, note: Note) -> tuple[str, ...]:
    """The charts in which a signed note, or an addendum to it, is still to be filed, by id.

    One that cannot be read counts as such.
    """
    return tuple(chart_id for chart_id in note.filed_to if not _is_filed(practice, chart, note, chart_id))


def _is_filed(practice: Practice, chart: Chart, note: Note, member: str) -> bool:
    try:
        there = note_in(practice.chart(member), filed_id(note.id, member))
        wanted = {filed_id(addendum, member) for addendum, _ in _addenda(practice, chart, note, member)}
    except (Refused, VaultFault, ChartFaults):
        return False
    return there is not None and wanted <= {addendum.id for addendum in there.addenda}


def waiting(practice: Practice, chart: Chart) -> tuple[Note, ...]:
    """The signed notes of a chart that are not, with their addenda, in every chart they belong in, oldest first."""
    notes = sorted((note for note in chart.notes if note.filed_to), key=lambda note: (note.date, note.written))
    return tuple(note for note in notes if missing(practice, chart, note))


def sign_note(practice: Practice, chart_id: str, note_id: str, initials: str, do: Do | None = None) -> Signed:
    """Sign a note; one of a couple, family or group is filed in the charts of its members with the same signature.

    ``do`` does the commands; ``practice.perform`` does when it is left out.

    Raises:
        Refused: it cannot be signed; nothing was.
    """
    do = do or _by(practice)
    chart = practice.chart(chart_id)
    note = note_in(chart, note_id)
    parts = parts_for(practice, chart, note) if note is not None else ()
    to = tuple(part.member.chart for part in parts if part.member.chart)
    group = practice.acting().new_id() if to else ""
    step = do(SignNote(note_id, initials, to), chart_id, group)
    after = note_in(practice.chart(chart_id), note_id)
    if after is None or not to:
        return Signed(step, step.message)
    return Signed(step, f"{step.message.removesuffix('.')}. {_file(practice, chart_id, after, initials, do, group)}")


def sign_addendum(
    practice: Practice, chart_id: str, document: str, addendum: str, initials: str, do: Do | None = None
) -> Signed:
    """Sign an addendum; one to a note that was filed in members' charts is added there too.

    Raises:
        Refused: it cannot be signed; nothing was.
    """
    do = do or _by(practice)
    note = note_in(practice.chart(chart_id), document)
    group = practice.acting().new_id() if note is not None and note.filed_to else ""
    step = do(SignAddendum(document, addendum, initials), chart_id, group)
    after = note_in(practice.chart(chart_id), document)
    if after is None or not group:
        return Signed(step, step.message)
    return Signed(step, f"{step.message}. {_file(practice, chart_id, after, initials, do, group)}")


def file_waiting(practice: Practice, chart_id: str, initials: str, do: Do | None = None) -> str:
    """File the signed notes of a chart where they are still missing; what was done, in a sentence.

    Raises:
        Refused: nothing is missing, or these are not the user's initials.
    """
    do = do or _by(practice)
    notes = waiting(practice, practice.chart(chart_id))
    if not notes:
        raise Refused("Every signed note is in the charts of its members.")
    group = practice.acting().new_id()
    said = [_file(practice, chart_id, note, initials, do, group) for note in notes]
    return " ".join(dict.fromkeys(said))


def _by(practice: Practice) -> Do:
    return lambda command, chart_id, group: practice.perform(chart_id, command, group)


def _file(practice: Practice, chart_id: str, note: Note, initials: str, do: Do, group: str) -> str:
    """File a signed note in every chart that it belongs in; what was done, in a sentence."""
    chart = practice.chart(chart_id)
    parts = {part.member.chart: part for part in parts_for(practice, chart, note) if part.member.chart}
    done: list[str] = []
    failed: list[str] = []
    for member in note.filed_to:
        part = parts.get(member)
        if part is None:
            continue
        try:
            if do(FileGroupNote(note, part, initials, _addenda(practice, chart, note, member)), member, group).changed:
                done.append(part.member.code)
        except (Refused, VaultFault, ChartFaults) as fault:
            failed.append(f"{part.member.code or 'a member'} ({fault})")
    said = f"Filed in {', '.join(done)}." if done else ""
    if failed:
        said = f"{said} Not filed in {'; '.join(failed)}. S on the note files it there.".strip()
    return said


def _addenda(practice: Practice, chart: Chart, note: Note, member: str) -> tuple[tuple[str, str], ...]:
    """The signed addenda of a note with the words that a member's chart is to hold of each."""
    return tuple(
        (addendum.id, part.text)
        for addendum in note.addenda
        if addendum.signatures
        for part in parts_for(practice, chart, note, addendum.text)
        if part.member.chart == member and part.text
    )
