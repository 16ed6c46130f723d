"""Any commands in any order: the chart stays sound, what was signed stays as it was, and undo leads back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from plantui.clinical.binding import content_digest
from plantui.clinical.standing import current, signed
from plantui.model.chart import Chart
from plantui.model.codec import from_bundle, from_tables, to_bundle, to_tables
from plantui.model.diff import apply, diff, invert
from plantui.model.signature import TookPart
from plantui.model.status import Status
from plantui.model.tree import walk
from plantui.model.validate import check
from plantui.practice.command import Command
from plantui.practice.commands.nodes import AddNode, EditNode, MoveNode, RemoveNode, ShiftNode
from plantui.practice.commands.plan import AddCriterion, AddOutcome, StartDraft
from plantui.practice.commands.progress import MarkProgress, SetStatus
from plantui.practice.commands.schedule import SetReviewDate
from plantui.practice.commands.signing import SignPlan
from plantui.practice.lexicon import lexicon
from plantui.practice.lines import line_of
from plantui.practice.refusal import Refused
from plantui.quickentry.change import parse_change
from plantui.quickentry.faults import LineFault
from plantui.quickentry.line import parse_plan_line
from tests.adversary.charts import WORDS
from tests.practice.rooms import NOW, acting, open_room

LINES = {
    "problem": ["Low mood; dx F33.1", "x", "[/x] \u202e"],
    "goal": ['"Feel like myself"', "Return to what matters", "x by eoy"],
    "objective": ["PHQ-9 18 -> 9 by +12w", "Call her sister", "Sleep 6 h; nights 2 -> 5", "x ; who Maria"],
    "intervention": ["CBT: log; weekly", "x; 50m", "BA: plan two"],
}
CLAUSES = ["; by +8w", "; -> 3", "; act", "; met", "; hld", "; who Ana", "other words", "; dis", "; every 3w"]


class Player:
    """Chooses the next command by dice."""

    def __init__(self, chart: Chart, seed: int) -> None:
        self.chart = chart
        self.dice = Random(seed)
        self.now = NOW

    def move(self) -> Command:
        """Some command about some line, as somebody could give it."""
        dice, plan = self.dice, current(self.chart)
        places = list(walk(plan)) if plan is not None else []
        node = dice.choice(places).node.id if places and dice.random() < 0.97 else "gone"
        other = dice.choice(places).node.id if places else ""
        place = next((each for each in places if each.node.id == node), None)
        words = lexicon(self.chart, acting(self.now))
        kind = dice.choice(list(LINES))
        if dice.random() < 0.25:
            line = parse_plan_line(kind, dice.choice(LINES[kind]), words)
            return AddNode(line, "" if kind == "problem" else other, dice.choice([None, 0, 1, 99]))
        if dice.random() < 0.15 and place is not None:
            clause = dice.choice(CLAUSES)
            return EditNode(node, parse_change(place.kind, clause, line_of(place.node), words).line)
        return dice.choice(
            [
                RemoveNode(node, "no longer"),
                RemoveNode(node),
                ShiftNode(node, dice.choice([-5, -1, 1, 5])),
                MoveNode(node, other, dice.choice([None, 0, 7])),
                MarkProgress(node, dice.choice(["+", "-", "=", 2, -2])),
                MarkProgress(node, 1, (self.now - timedelta(days=3)).date()),
                SetStatus(node, dice.choice(list(Status)), reason=dice.choice(["", "moved away"])),
                SetReviewDate((self.now + timedelta(days=dice.randint(-3, 90))).date(), dice.choice(WORDS)),
                SignPlan("DW", dice.choice(list(TookPart)), dice.choice(WORDS), why="not here", anyway="needed now"),
                StartDraft(dice.choice(WORDS)),
                AddCriterion(dice.choice(WORDS)),
                AddOutcome(dice.choice(WORDS)),
            ]
        )


def signed_contents(chart: Chart) -> dict[str, str]:
    """Digest of each signed version."""
    return {plan.id: content_digest(plan) for plan in chart.plans if signed(plan)}


@pytest.mark.parametrize("seed", range(25))
def test_any_commands_in_any_order(seed: int, tmp_path: Path) -> None:
    room = open_room(tmp_path / "store")
    player = Player(room.chart(room.planned()), seed)
    refused = done = 0
    for number in range(60):
        player.now += timedelta(hours=player.dice.choice([0.01, 1, 30]))
        before = player.chart
        try:
            command = player.move()
            after = command.do(before, acting(player.now, f"{seed}-{number}")).chart
        except (Refused, LineFault):
            refused += 1
            continue
        done += 1
        assert check(after) == [], command
        assert from_tables(to_tables(after)) == after, command
        assert to_bundle(from_bundle(to_bundle(after))) == to_bundle(after), command
        kept = signed_contents(after)
        assert all(kept[plan] == digest for plan, digest in signed_contents(before).items()), command
        old, new = to_tables(before), to_tables(after)
        assert apply(new, invert(diff(old, new))) == old, command
        player.chart = after
    assert done > 10
    assert refused > 0
