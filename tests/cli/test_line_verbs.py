"""Line mode does whatever the full screen does to a chart, and stays up whatever is typed."""

from __future__ import annotations

import random

import pytest

from plantui.cli.door import screen_actions
from plantui.cli.line.conversation import read
from plantui.cli.line.verbs import SAME, VERBS
from plantui.keys.action import Group, Registry
from plantui.quickentry import LineFault
from tests.e2e.shell import Shell

LINES = 2_000
BESIDES = {"private.open"}
"""Actions that let something be written, although they change no chart."""
STILL = {"item.open", "item.tick", "mark.range", "mark.all", "trend.open", "history.open", "review.evidence"}
STILL |= {"shelf.copy"}
"""Actions beside those that change something which write nothing themselves."""
CHANGING = (Group.ADD, Group.CHANGE, Group.PROGRESS, Group.CLIENT)


def test_every_action_that_changes_a_chart_has_a_verb() -> None:
    done_here = {action for verb in VERBS.values() for action in verb.actions}
    changing = {action.id for action in Registry.of(screen_actions()) if action.changes}
    assert (changing | BESIDES) - done_here == set()


def test_every_action_is_said_to_change_something_or_not() -> None:
    """An action that is new under one of these headings changes something, or is named here."""
    here = [action for action in Registry.of(screen_actions()) if action.group in CHANGING]
    assert {action.id for action in here if not action.changes} == STILL


def test_verbs_name_actions_that_exist() -> None:
    known = {action.id for action in Registry.full()}
    assert {action for verb in VERBS.values() for action in verb.actions} - known == set()
    assert set(SAME.values()) <= set(VERBS)
    assert not set(SAME) & set(VERBS)


def test_a_line_is_read_as_commands() -> None:
    assert [each.verb for each in read("mark 1.1 plus; mark 1.2 same")] == ["mark", "mark"]
    (edit,) = read("edit 1.1 ; by +6w; -> 7")
    assert (edit.verb, edit.rest) == ("edit", "1.1 ; by +6w; -> 7")
    assert [each.verb for each in read(": Show 1.2")] == ["plan"]
    assert read("") == ()
    with pytest.raises(LineFault):
        read("note.new")


TAILS = [
    "",
    "1.1",
    "g1",
    "p1",
    "g2.2",
    "1.1 plus",
    "2.2 minus 2",
    "+",
    "met",
    "1.2 met 3 mar",
    "1.1 dis moved away",
    "rey",
    "C-014",
    "mr",
    "zzz",
    "+6w",
    "tomorrow",
    "frday",
    "o g1 PHQ-9 18 -> 9 by +12w",
    "o Sleep; blue",
    'g "words" text',
    "p Worry; dx F41.1",
    "i CBT: log; weekly",
    "c Quist, Lee",
    "c",
    "x y",
    "phq9",
    "phq9 =12",
    "phq9 =99",
    "phq9 1,1,2,2,1,2,1,1,1",
    "gad7 1,2",
    "g2.2 2",
    "1.1 ; -> 6",
    "1.2 ; by +9w",
    "1.1 New words",
    "plan",
    "note",
    "review",
    "bundle",
    "plan to /dev/null/x",
    "due",
    "overdue",
    "2/d from mon",
    "0/d",
    "crisis 2 mar; bad night",
    "#1.1+ slept better",
    "1.1 up",
    "1.1 down",
    "1.1 under g2",
    "g9",
    "\x00\x1b[31m",
    "; ; ;",
    "full",
    "initials",
    "all",
    "o sleep",
    "i worry",
    "1.1 on frday",
    "\u202eabc",
]
ANSWERS = [
    "",
    "1",
    "2",
    "3",
    "9",
    "y",
    "n",
    ".",
    "dw",
    "xy",
    "0",
    "skip",
    "back",
    "leave",
    "plus",
    "same",
    "minus",
    "met",
    "stop",
    "stop because",
    "remark good",
    "evidence",
    "refocus",
    "decide hold",
    "edit ; by +9w",
    "+1",
    "7",
    "yesterday",
    "total",
    "12",
    "=",
    "text of a note #1.1+",
    "say",
    "words",
]
LETTERS = "abc 1.+-;#@\"'=gpo\t\\/%{}é\u200b"


def lines(seed: int) -> list[str]:
    """Lines that a person, a cat or a broken terminal could type."""
    chance = random.Random(seed)
    verbs = [verb for verb in (*VERBS, *SAME) if verb not in ("quit", "q", "exit")]
    made = ["client rey"]
    while len(made) < LINES:
        kind = chance.random()
        if kind < 0.45:
            made.append(f"{chance.choice(verbs)} {chance.choice(TAILS)}")
        elif kind < 0.9:
            made.append(chance.choice(ANSWERS))
        else:
            made.append("".join(chance.choices(LETTERS, k=chance.randint(1, 30))))
    return made


@pytest.mark.parametrize("seed", [1, 2])
def test_two_thousand_random_lines_are_answered_in_sentences(demo: Shell, seed: int) -> None:
    outcome = demo.run("line", stdin="\n".join(lines(seed)))
    assert outcome.code == 0, outcome.err
    assert outcome.err == ""
    assert "Traceback" not in outcome.out
    assert "error of its own" not in outcome.out
    assert outcome.out.count("> ") >= LINES
    assert not [char for char in outcome.out if not (char.isprintable() or char == "\n")]
    assert "Nothing found." in demo.run("verify").out + demo.run("verify").err
