"""The first hour of somebody who has never seen the program, key by key, at 80 by 24.

They have its own words and nothing else: what the keys here follow stands on the screen before them. Own store, first
client, first plan from a template, first note, first score, the line that drops; then an ordinary day in the invented
practice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.home import program
from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

NOW = "2026-03-10T13:52"
PASSPHRASE = "four quiet words here"
Open = Callable[..., Terminal]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path, PLANTUI_NOW=NOW)


@pytest.fixture
def window(shell: Shell) -> Iterator[Open]:
    """Open terminals with the program; they are closed after the test."""
    with ExitStack() as stack:

        def start(*arguments: str) -> Terminal:
            made = Terminal([program(), *arguments], env=shell.env, cwd=shell.folder, cols=80, rows=24)
            stack.enter_context(made)
            return made

        yield start


def step(window: Terminal, *keys: str, shows: str | list[str], foot: str = "") -> None:
    """Press keys in one write, then read what must stand there: lines of the page, and the keys at the foot."""
    window.burst(keys)
    for text in [shows] if isinstance(shows, str) else shows:
        window.wait_for(text)
    window.wait_for(lambda lines: foot in lines[-1])


def make_a_store(window: Terminal) -> None:
    window.wait_for("Your name:")
    window.burst(["Anna Berg", "enter"])
    window.wait_for("Your initials, such as DW:")
    window.burst(["AB", "enter"])
    window.wait_for("Credential")
    window.burst(["PsyD", "enter"])
    window.wait_for("New passphrase:")
    assert "it, and\nnobody can reset it." in window.text
    window.burst([PASSPHRASE, "enter"])
    window.wait_for("The same again:")
    window.burst([PASSPHRASE, "enter"])
    window.wait_for("Type it back from the paper:")
    key = re.search(r"^    ([A-Z0-9-]{20,})$", window.text, re.M)
    assert key is not None, window.text
    window.burst(["not it", "enter"])
    window.wait_for("Compare it letter by letter")
    window.type(f"{key[1].lower().replace('-', ' ')}\n")
    window.wait_for("a c adds the first client")
    assert window.wait_exit() == 0


def unlock(window: Terminal, passphrase: str, *, shows: str) -> None:
    window.wait_for("Passphrase  [_")
    window.burst([passphrase, "enter"])
    window.wait_for(shows)


def test_from_nothing_to_a_signed_plan_and_back_after_the_line_dropped(window: Open, shell: Shell) -> None:
    make_a_store(window("init", "--rehearsal"))

    desk = window()
    unlock(desk, "something else", shows="E201 That passphrase does not open the store")
    desk.wait_gone("next try")
    desk.wait_for("E201 That passphrase does not open the store")
    unlock(desk, PASSPHRASE, shows="Welcome, AB. Everything is saved as you go.")
    desk.wait_for(":tour")

    # The first client.
    step(desk, "a", "t", shows="No client here. a c adds one.", foot="a c add client")
    step(desk, "a", "c", shows="Only the name is required")
    step(desk, "Lind, Nora; dob 1991-04-02; dx F33.1; slot tue 14:00", shows="born 2 Apr 1991 (34 y)   F33.1")
    step(desk, "enter", shows=["C-001 Lind, Nora added   a t starts the plan", "No plan yet."], foot="a t plan")

    # The first plan, from a template.
    step(desk, "a", "t", shows=["> [ ] Depression", "fits F33.1", "crisis and trauma"], foot="ctrl+j own words")
    step(desk, "enter", shows="What do they want, in their own words?")
    step(desk, "I want to feel like myself", "enter", shows="[3 GOALS]", foot="space tick")
    step(desk, "enter", shows="Lower the PHQ-9 total from [baseline] to [target] or below within")
    assert "{" not in desk.text
    step(desk, "space", shows="g1.1 ticked. 1 objective, 0 interventions.")
    step(desk, "enter", shows="> [ ] g1.1  Review the PHQ-9 with the client every [2] weeks")
    step(desk, "space", "enter", shows="[BLANKS]")
    step(desk, "18", "tab", shows=["PHQ-9 [ 18 ] -> [ 12_ ], in [ 12 ] weeks", "one reliable change."])
    assert "{" not in desk.text
    step(
        desk,
        "9",
        shows=["Enter takes the 2 values shown, Esc leaves them open.", "PHQ-9 from 18 to 9, lower is better"],
    )
    step(desk, "enter", shows=["As the library words it", "space: right as it is"], foot="Tab sign")
    step(desk, "space", shows="g1.1a confirmed as it is")
    step(desk, "tab", shows="SIGN PLAN v1   Lind, Nora", foot="y yes, today")
    step(desk, "y", "enter", "AB", "enter", shows="Plan v1 of C-001 signed. Next review Tue 2 Jun 2026")
    desk.wait_for("p1 Depression")

    # The first note, linked and signed.
    step(desk, "n", shows="NOTE Lind, N C-001 visit 1", foot="ctrl+j done")
    step(desk, "Walked twice, PHQ-9 talked through #1.1+ ", shows="Understood  g1.1 +1")
    step(desk, "tab", "Lighter", "tab", "hw: walk on three days", shows="Understood  g1.1 +1, homework")
    step(desk, "ctrl+j", shows="SIGN NOTE of Tue 10 Mar 2026")
    assert "u undo" not in desk.text
    step(desk, "AB", "enter", shows="Note of 10 Mar signed.")

    # The first score, with an answer that asks for a word about risk; then its trend.
    step(desk, "m", shows="suicide or self-harm", foot="0-3 answer")
    step(desk, "12", shows="3 so far, 2 of 9 items")
    step(desk, "2121101", "0", shows=["11  Moderate", "Enter saves."], foot="at the end")
    step(desk, "enter", shows="Item 9 is 1: what did you ask, what did you find?")
    step(desk, "Passing thoughts, no plan, no intent", "enter", shows="the risk line is in today's")
    assert desk.lines[-2].startswith(" note")
    desk.wait_for("11 bett")
    step(desk, "t", shows="18 -> 11: better by 7 (a change of 6 counts), since the start", foot="q back")
    step(desk, "q", shows="REVIEW DUE")

    # Private notes: what is typed before their key to write reaches nothing behind them.
    step(desk, "g", "v", shows="Your passphrase  [_")
    step(desk, PASSPHRASE, "enter", shows="Nothing yet.", foot="n write")
    step(desk, "w", shows="n writes a private note. q closes them first.")
    step(desk, "n", "My own hurry", "ctrl+j", shows="A private note about C-001 is kept.")
    step(desk, "q", shows="REVIEW DUE")

    # The line drops in the middle of a sentence.
    step(desk, "n", shows="Going on with today's draft.")
    step(desk, " She said that the evenin", shows="said that the evenin")
    desk.wait_for("draft saved")
    desk.hangup()
    desk.wait_exit()

    again = window()
    unlock(again, PASSPHRASE, shows="Enter goes on.")
    step(again, "enter", shows="that the evenin_")
    step(again, "gs are long", "ctrl+j", shows="SIGN NOTE")
    step(again, "AB", "enter", shows="Note of 10 Mar signed.")
    step(again, "L", shows="PlanTUI is locked")
    unlock(again, PASSPHRASE, shows="p1 Depression")
    step(again, "x", "p", shows="Plan of C-001 exported to")
    assert list(shell.store.parent.glob("*exports/C-001_plan_v1_2026-03-10.md"))
    again.burst(["q", "y"])
    assert again.wait_exit() == 0


def test_an_ordinary_day_in_the_invented_practice(window: Open, shell: Shell) -> None:
    desk = window("demo", "--store", str(shell.store))
    desk.wait_for("REVIEW DUE")
    step(desk, "?", shows="HELP for the caseload")
    step(desk, "q", "g", "t", shows=["OPEN WITH", "PLAN v3, signed 12 Dec 2025"], foot="q back")

    # A review.
    step(desk, "q", "r", shows=["REVIEW 2/3  Reyes, M", "g1.1, g1.2, g2.1 to accept; g2.2 needs you"], foot="A F drift")
    step(desk, "*", shows="Accepted g1.1 +1, g1.2 +1, g2.1 0")
    step(desk, "=", shows="Still open   nothing")
    step(desk, "S", shows="Review of plan v3     Reyes, Maria  C-014")
    step(desk, "DW", "enter", shows="Review of C-014 signed. Next review Tue 2 Jun 2026")
    step(desk, "q", shows="Review in 84 d")

    # Dates of several clients, taken back and set again.
    step(desk, "1", "space", "j", "j", "space", shows="2 ticked", foot="w review date")
    step(desk, "w", "+6w", shows="next review Tue 21 Apr 2026 (in 42 d)")
    step(desk, "enter", shows="Review dates of 2 plans set   u undo")
    step(desk, "u", shows="Undone: ")
    step(desk, "U", shows="Again: ")

    # A plan by typing, for somebody who has none.
    step(desk, "c", "osei", shows="> Osei, Kwame  C-031")
    step(desk, "enter", shows="No plan yet. a t starts one", foot="a t plan")
    step(desk, "a", "p", "Low mood; dx F33.1", "enter", shows=["p1 added", "new problem p2"], foot="Tab goal")
    assert "u undo" not in desk.text
    step(desk, "tab", "Enjoy the evenings", "enter", "tab", shows="Lower the PHQ-9 total from [baseline]")
    step(desk, "PHQ-9 18 -> 9 by +12w", "enter", "tab", shows="new intervention g1.1a")
    step(desk, "BA: two outings a week", "enter", "enter", shows="two outings a week")
    desk.wait_for("g1.1 new PHQ-9 18 -> 9")
    step(desk, "S", shows="SIGN PLAN v1   Osei, Kwame", foot="y yes, today")
    step(desk, "y", "enter", "DW", "enter", shows="Plan v1 of C-031 signed.")

    # The library, the palette, the filter.
    step(desk, "i", shows=["Interventions for g1.1", "/ _"], foot="Tab tick")
    assert "{" not in desk.text
    step(desk, "esc", shows="two outings a week")
    step(desk, ":", "when +8w", shows="next review Tue 5 May 2026")
    step(desk, "enter", shows="Review of C-031 set to Tue 5 May 2026")
    step(desk, "1", "/", "overdue", "enter", shows="> Jonas, P")
    step(desk, "esc", shows="THIS WEEK")

    # Away from the desk, and a letter for the payer.
    step(desk, "ctrl+l", shows="ctrl+l or Enter")
    assert len(desk.text.split()) == 3
    step(desk, "ctrl+l", shows="REVIEW DUE")
    step(desk, "x", "p", shows="exported to")
    step(desk, "g", "v", shows="Private notes need a sealed store, and this one holds plain files.")
    desk.wait_for("plantui vault seal seals it.")
    desk.burst(["q", "y"])
    assert desk.wait_exit() == 0
    assert list(shell.store.parent.glob("*exports/*_plan_v*.md"))


def test_line_mode_goes_on_with_the_same_store(shell: Shell) -> None:
    shell.check("demo", "--no-open", "--store", str(shell.store))
    said = shell.check("line", stdin="client rey\nplan\nclient osei\nadd p Low mood.; dx F33.1\nplan\nquit\n")
    assert "Reyes, Maria, C-014. Plan version 3, signed 12 December." in said
    assert "Low mood, F33.1" in said
    assert ".," not in said
