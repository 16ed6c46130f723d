"""A verb that does not fit says why and what fits, and changes nothing."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.model.codec import to_tables

IN_THE_CASELOAD = {
    "+": "+ marks an objective of the plan. l goes into it.",
    "-": "- marks an objective of the plan. l goes into it.",
    "=": "= marks an objective of the plan. l goes into it.",
    "s a": "s sets the status of a line of the plan. l goes into it.",
    "s m": "s sets the status of a line of the plan. l goes into it.",
    "e": "e edits a line of the plan. l goes into it.",
    "o": "o adds a line below a line of the plan. l goes into it.",
    "O": "O adds a line inside a line of the plan. l goes into it.",
    "J": "J and K move a line of the plan. l goes into it.",
    "M": "M grabs a line of the plan. l goes into it.",
    ".": "Nothing to do again yet: a mark, a status, a date, a clause, a line or a removal can be.",
    "S": "Plan v3 is signed. Changing a line starts v4.",
    "u": "Nothing to undo.",
    "U": "Nothing to redo.",
    "g b": "There was no other client yet.",
}


@pytest.mark.parametrize("keys", IN_THE_CASELOAD)
def test_in_the_caseload(demo: Seat, keys: str) -> None:
    before = to_tables(demo.chart)
    demo.press(keys)
    assert demo.said == IN_THE_CASELOAD[keys]
    assert to_tables(demo.chart) == before


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("2 k +", "+ marks an objective; this is a goal. l goes in."),
        ("2 j +", "+ marks an objective; this is an intervention. l goes in."),
        ("2 j s m", "g1.1a is an intervention: s a makes it active, s x discontinues it."),
        ("2 j O", "Nothing goes inside an intervention. o adds another one under g1.1."),
        ("2 j z a", "g1.1a has nothing inside to fold."),
        ("2 z s", "A plan is in your own order: J and K move a line. 1 and z s sort the caseload."),
        ("3 z s", "REVIEW DUE is always in order of what is due. 1 and z s sort the caseload."),
        ("3 d", "A row goes when its cause is settled. w moves a review date."),
        ("2 M k", "g1.1 cannot go further up."),
        ("2 k k M l", "A problem stands under nothing."),
        ("enter f", "Jump labels are for the main screen."),
        ("enter space", "Rows are ticked on the main screen."),
        ("enter +", "+ marks an objective of the plan. 2 goes to it."),
        ("enter /", "Filters are for the panes. q goes back to them."),
        ("G ]", "That was the last client."),
        ("g g [", "That was the first client."),
    ],
)
def test_elsewhere(demo: Seat, keys: str, said: str) -> None:
    demo.press(keys)
    assert demo.said == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("#", "7.7", "enter"), "There is no g7.7. The plan has g1 and g2"),
        (("#", "blue", "enter"), "blue is not a code. Codes are p1, g1, 1.2 or 1.2a."),
        (("c", "zzz", "enter"), "Nobody fits zzz. Esc closes this."),
        (("w", "spread 2/d", "enter"), "spread is for several plans: tick them first."),
        (("2 s x", "enter"), "A word or two is enough; Esc leaves everything as it was."),
        (("a c", "Vega, Luz; id C-014", "enter"), "C-014 belongs to another client."),
    ],
)
def test_lines_that_are_refused_stay(demo: Seat, words: tuple[str, ...], said: str) -> None:
    demo.press(*words)
    assert said in demo.said
    assert demo.desk.state.line is not None or demo.desk.state.finder is not None


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("w", "C-100 has no plan yet, so nothing to review. a t starts one."),
        ("S", "No plan yet. a t starts one."),
        ("g p", "C-100 has no plan to check yet. a t starts one."),
        ("x p", "C-100 has no plan yet, so there is nothing to export."),
        ("2 e", "e edits a line of the plan. a p adds the first one."),
        ("a g", "A goal goes under a problem. a p adds one."),
        ("a o", "An objective goes under a goal. a g adds one."),
        ("a i", "An intervention goes under an objective. a o adds one."),
        ("z m", "There is no plan to fold here."),
    ],
)
def test_a_client_without_a_plan(demo: Seat, keys: str, said: str) -> None:
    demo.press("a c", "Vega, Luz", "enter").press(keys)
    assert demo.said == said


EVERYTHING = ["c", "e", "+", "x p", "enter", "g t", "g p", "w", "S", "d", "s x", "M", "J", ".", "u"]


@pytest.mark.parametrize("keys", EVERYTHING)
def test_an_empty_store_refuses_everything_kindly(empty: Seat, keys: str) -> None:
    empty.press(keys)
    assert empty.said
    assert empty.desk.state.line is None
    assert "No clients yet." in empty.screen()


def test_an_unknown_key_says_where_to_look(demo: Seat) -> None:
    assert demo.press("X").said == "X is not a key here. ? shows them."
    assert demo.press("g", "x").said == "g x is not a key. g ? shows them."


def test_read_only_refuses_every_change(demo: Seat) -> None:
    demo.desk.state.read_only = True
    before = to_tables(demo.chart)
    for action in demo.desk.keymap.registry:
        if not action.changes:
            continue
        for keys in action.keys.get(Context.NORMAL, ()):
            demo.press("2")
            demo.desk.say("")
            demo.press(*keys.split(" "))
            if action.id in [each.action for each in demo.desk.keymap.table(demo.desk.context())]:
                assert demo.said == "Read only: this store was opened with --read-only.", action.id
            assert demo.desk.state.line is None, action.id
    demo.press("2", "enter")
    assert demo.said == "Read only: this store was opened with --read-only."
    assert to_tables(demo.chart) == before
    assert "READ ONLY" in demo.screen()
