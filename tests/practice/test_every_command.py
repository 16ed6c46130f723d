"""Undo and then redo of every command there is are the identity on the stored documents."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import plantui.practice
from plantui.clinical.review import open_review
from plantui.clinical.standing import draft
from plantui.model.base import Tables
from plantui.model.codec import to_tables
from plantui.model.review import DriftDecision
from plantui.model.signature import SignerKind
from plantui.practice.barriers import Stays
from plantui.practice.command import Command, Step
from plantui.practice.commands.charting import RecordScore
from plantui.practice.commands.notes import SignAddendum
from plantui.practice.commands.plan import StartDraft
from plantui.practice.commands.review_signing import Seal
from plantui.practice.commands.signing import CollectSignature
from plantui.practice.practice import Practice
from tests.practice.one_of_each import DRAFT, REVIEWED, SIGN, UNSIGNED, added_to, changed_draft, number, ready_to_sign
from tests.practice.rooms import NOW, Room

NEVER_UNDONE = {
    "Seal": "taking it back would be taking back what it is for",
    "CollectSignature": "what another person signed is final",
    "Revise": "makes rehearsal stores alone",
}
"""Commands that nobody takes back, and why."""


def commands() -> Iterator[type[Command]]:
    """Every command of the package, wherever it is written."""
    for module in pkgutil.walk_packages(plantui.practice.__path__, "plantui.practice."):
        for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(found, Command) and not inspect.isabstract(found) and found.__module__ == module.name:
                yield found


def test_every_command_is_here() -> None:
    here = {name.split()[0] for name in (*DRAFT, *UNSIGNED, *REVIEWED)} | NEVER_UNDONE.keys()
    assert {found.__name__ for found in commands()} - {"ReviewCommand"} - here == set()


def reviewed(room: Room) -> str:
    """A plan signed twelve weeks ago and one score for two of three objectives."""
    room.clock.moment = NOW - timedelta(weeks=12)
    chart = room.planned()
    room.do(chart, SIGN)
    room.clock.moment = NOW
    for measure, total in (("gad7", 11), ("phq9", 12)):
        room.do(chart, RecordScore(number(room, measure, total), measure))
    return chart


def stored(room: Room, chart: str) -> Tables:
    """The documents of the chart as they lie in the store."""
    room.practice.save()
    return room.again().practice.charts.load(chart)[1]


def turned_and_turned_again(room: Room, chart: str, command: Command) -> Step:
    before = stored(room, chart)
    step = room.do(chart, command)
    after = stored(room, chart)
    assert step.changed
    assert after != before
    assert after == to_tables(room.chart(chart))
    for _ in range(2):
        room.practice.undo()
        assert stored(room, chart) == before
        assert to_tables(room.chart(chart)) == before
        room.practice.redo()
        assert stored(room, chart) == after
        assert to_tables(room.chart(chart)) == after
    # Also by a program that was started anew, from the log alone.
    later = room.again()
    later.practice.undo()
    assert stored(later, chart) == before
    return step


@pytest.mark.parametrize("signed", [False, True], ids=["draft", "signed"])
@pytest.mark.parametrize("name", DRAFT)
def test_undo_and_redo_are_the_identity(room: Room, name: str, signed: bool) -> None:
    chart = room.planned()
    if signed:
        room.do(chart, SIGN)
        room.clock.forward(minutes=5)
    if signed and name in ("UntickLine", "WordGoal new"):
        room.do(chart, StartDraft("goal reached"))
    step = turned_and_turned_again(room, chart, DRAFT[name](room, chart))
    assert step.command is not None
    assert type(step.command).__name__ == name.split()[0]


@pytest.mark.parametrize("name", [*UNSIGNED, *REVIEWED])
def test_undo_and_redo_of_signing_and_reviewing_are_the_identity(room: Room, name: str) -> None:
    chart = room.planned() if name in UNSIGNED else reviewed(room)
    command = {**UNSIGNED, **REVIEWED}[name](room, chart)
    assert type(command).__name__ == name
    turned_and_turned_again(room, chart, command)


def test_taking_on_and_bringing_in_are_undone_too(room: Room, tmp_path: Path) -> None:
    chart = room.client()
    after = stored(room, chart)
    room.practice.undo()
    assert stored(room, chart) == {}
    room.practice.redo()
    assert stored(room, chart) == after
    other: Practice = room.again().practice
    assert other.summary(chart) is not None


def test_what_nobody_takes_back_is_no_step(room: Room) -> None:
    chart = reviewed(room)
    room.do(chart, ready_to_sign(room, chart))
    review = room.chart(chart).reviews[-1]
    done = room.practice.history().done
    room.practice.seal(chart, (review.id,))
    assert Seal.act == "sign.seal"
    assert len(room.practice.history().done) < len(done)


def test_the_signature_of_another_is_final(room: Room) -> None:
    chart = reviewed(room)
    room.do(chart, CollectSignature(room.chart(chart).plans[-1].id, SignerKind.CLIENT, "Maria Reyes"))
    with pytest.raises(Stays, match="Plan v1 of C-001 is sealed, so this stays: Client signed v1 of C-001"):
        room.practice.undo()


def test_an_addendum_is_closed_by_its_own_seal(room: Room) -> None:
    chart = room.planned()
    note, addendum = added_to(room, chart)
    room.do(chart, SignAddendum(note, addendum, "dw"))
    room.practice.seal(chart, (note,))
    with pytest.raises(Stays, match="The addendum of 10 Mar of C-001 is sealed"):
        room.practice.undo()
    assert not any(past.act.startswith("note.add") for past in room.practice.history().done)


def test_drift_is_answered_by_what_was_adjusted(room: Room) -> None:
    chart = reviewed(room)
    room.do(chart, changed_draft(room, chart))
    review = open_review(room.chart(chart))
    assert review is not None
    assert (review.drift, review.plan) == (DriftDecision.AMEND, draft(room.chart(chart)).id)
