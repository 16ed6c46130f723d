"""Every row of the key tables, with every key it names and in every context it stands in, does what it says here."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.keys.test_catalogue import parsed_rows
from tests.tui.desk.test_every_action import CASES
from tests.tui.desk.test_pasting import PLACES, TYPED, at_place
from tests.tui.desk.trouble import clash, fail
from tests.tui.seat import Seat, copied, seat, tokens

from plantui.keys.action import Registry
from plantui.keys.context import Context, chain, keeps
from plantui.keys.decision import Answer, Cancel, Run
from plantui.keys.machine import Machine
from plantui.tui.desk.actions import ACTIONS
from plantui.tui.desk.state import Pane

Check = Callable[[Seat], object]
Met = tuple[Context, str, str]
"""Where a key was pressed, the keys, and the action they ran."""

LATER = {
    *("screening.add", "assessment.add", "diagnosis.add", "consent.add", "authorization.add", "safety.open"),
    *("record.open", "thread.walk", "rota.open", "inbox.open", "plan.stuck", "privacy.client_mode"),
}
"""Rows of the clinical record that come later."""

MORE: dict[tuple[Context, str], tuple[tuple[str, ...], Check]] = {
    (Context.NOTE, "i"): (("n", "one", "esc i", " two"), lambda s: "one two" in s.screen()),
    (Context.STEPS, "space"): (
        ("j a t", "panic", "enter", "My nights", "enter space"),
        lambda s: "[x] Go where I want" in s.screen() and "> [ ] Treat a racing heart" in s.screen(),
    ),
    (Context.TEXT, "f4"): (("n f4",), lambda s: s.said.startswith("E402 No editor")),
    (Context.TEXT, "ctrl+o e"): (("n ctrl+o e",), lambda s: s.said.startswith("E402 No editor")),
    (Context.TEXT, "ctrl+z"): (("n", "one two", "ctrl+z"), lambda s: "two" not in s.desk.state.page.body.text),
    (Context.TEXT, "ctrl+y"): (("n", "one two", "ctrl+z ctrl+y"), lambda s: "two" in s.desk.state.page.body.text),
    (Context.TEXT, "ctrl+o l"): (("n ctrl+o l s",), lambda s: "#1.2" in s.desk.state.page.body.text),
    (Context.TEXT, "ctrl+o i"): (("n ctrl+o i",), lambda s: s.desk.context() is Context.PICK),
    (Context.TEXT, "ctrl+o :"): (("n ctrl+o :",), lambda s: "COMMANDS" in s.screen()),
    (Context.LINE, "f4"): (("2 a o", "Walk", "f4"), lambda s: s.said.startswith("E402 No editor")),
    (Context.SIGN, "shift+tab"): (("2 e", "; -> 5", "enter S shift+tab"), lambda s: "SIGN PLAN v4" in s.screen()),
    (Context.SIGN, "enter"): (("2 e", "; -> 5", "enter S enter"), lambda s: "SIGN PLAN v4" in s.screen()),
    (Context.SIGN, "!"): (("2 e", "; -> 5", "enter S !"), lambda s: s.desk.state.sign.problem),
    (Context.CONFLICT, "H"): (("clash", "H"), lambda s: "VERSIONS" in s.screen() or "theirs" in s.screen()),
    (Context.SAVEFAIL, "L"): (("fail", "L"), lambda s: "PlanTUI is locked" in s.screen()),
    (Context.NORMAL, "B"): (("B",), lambda s: s.screen().split() == ["ctrl+l", "or", "Enter"]),
}
"""Rows whose action `CASES` presses in another context."""


def press(at: Seat, words: tuple[str, ...]) -> tuple[list[str], list[tuple[int, Met]]]:
    """Press the words of a case: all keys, and what each of them ran with its place among them."""
    keys: list[str] = []
    for word in words:
        parts = word.split(" ")
        single = len(parts) > 1 and all(tokens([part]) == [part] for part in parts)
        keys += tokens(parts if single else [word])
    met: list[tuple[int, Met]] = []
    for place, key in enumerate(keys):
        context, before = at.desk.context(), at.desk.machine.pending
        decision = Machine.feed(copy_of(at.desk.machine), key, context)
        sequence = " ".join((*before, key))
        if isinstance(decision, Run):
            met.append((place, (context, sequence, decision.action)))
        elif isinstance(decision, Cancel):
            met.append((place, (context, sequence, "ui.cancel")))
        elif isinstance(decision, Answer):
            met.append((place, (context, sequence, "measure.answer")))
        at.desk.press(key)
    return keys, met


def copy_of(machine: Machine) -> Machine:
    """A machine in the same state, to be asked what a key would mean."""
    made = Machine(machine.keymap)
    made.pending = machine.pending
    return made


def trouble(at: Seat, words: tuple[str, ...]) -> tuple[str, ...]:
    if words[0] in ("clash", "fail"):
        (clash if words[0] == "clash" else fail)(at)
        return words[1:]
    return words


@pytest.fixture(scope="module")
def another(invented_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Seat]:
    """Sit down at a fresh copy of the invented caseload, as often as one likes."""
    folder = tmp_path_factory.mktemp("rows")
    count = iter(range(1000))

    def make() -> Seat:
        place = folder / f"{next(count)}"
        made = seat(copied(invented_store, place / "store"))
        shutil.rmtree(folder / f"{int(place.name) - 3}", ignore_errors=True)
        return made

    return make


def pairs() -> list[tuple[Context, str, str, str]]:
    """Rows with several keys: context, action, the first key, another."""
    told: dict[tuple[Context, str], list[str]] = {}
    for context, key, action, _ in parsed_rows():
        if action in ACTIONS and context is not Context.ANY and action != "measure.answer":
            told.setdefault((context, action), []).append(key)
    return [(*place, keys[0], other) for place, keys in told.items() for other in keys[1:]]


ALIKE = {(Context.TEXT, "ctrl+o l"), (Context.TEXT, "ctrl+o e"), (Context.NORMAL, ":")}
"""Second keys with a case of their own."""


@pytest.mark.parametrize(
    ("context", "action", "first", "other"), [each for each in pairs() if (each[0], each[3]) not in ALIKE]
)
def test_every_other_key_of_a_row_does_the_same(
    another: Callable[[], Seat], context: Context, action: str, first: str, other: str
) -> None:
    words = MORE[context, first][0] if (context, first) in MORE else CASES[action][0]
    one = another()
    keys, met = press(one, trouble(one, words))
    places = [place for place, each in met if each == (context, first, action)]
    assert places, f"{first} is not pressed in {context} by the case of {action}"
    start = places[-1] - len(first.split(" ")) + 1
    screens = []
    for sequence in (first, other):
        at = another()
        trouble(at, words)
        for key in keys[:start]:
            at.desk.press(key)
        before = at.screen()
        for key in sequence.split(" "):
            at.desk.press(key)
        screens.append((at.screen(), at.desk.state.blank, at.desk.done, at.desk.context()))
        assert screens[-1][0] != before or at.desk.done
    assert screens[0] == screens[1]


@pytest.mark.parametrize(("context", "key"), MORE)
def test_a_row_in_this_context(demo: Seat, context: Context, key: str) -> None:
    words, check = MORE[context, key]
    action = next(action for there, keys, action, _ in parsed_rows() if (there, keys) == (context, key))
    _, met = press(demo, trouble(demo, words))
    assert (context, key, action) in [each for _, each in met]
    assert check(demo), demo.screen()


def test_every_row_is_pressed(another: Callable[[], Seat]) -> None:
    """With the two tests above no row is left: this one says which are pressed by the cases of all actions."""
    met: set[Met] = set()
    for words in [words for words, _ in CASES.values() if words[0] != "held"]:
        at = another()
        met |= {each for _, each in press(at, trouble(at, words))[1]}
    others = {(context, other, action) for context, action, _, other in pairs()}
    mine = {(context, key) for context, key in MORE}
    left = [
        (context.name, key, action)
        for context, key, action, _ in parsed_rows()
        if (context, key, action) not in met | others
        and (context, key) not in mine
        and context is not Context.ANY
        and action not in LATER
        and action != "measure.answer"
    ]
    assert left == []


def test_only_the_clinical_record_is_missing() -> None:
    missing = {action for _, _, action, _ in parsed_rows() if action not in ACTIONS}
    assert missing <= LATER
    assert set(ACTIONS) <= set(Registry.full().ids)


ANYWHERE = [(key, action) for context, key, action, _ in parsed_rows() if context is Context.ANY]


@pytest.mark.parametrize("place", [*PLACES, *TYPED])
def test_what_holds_everywhere_holds_here(another: Callable[[], Seat], place: str) -> None:
    context, keys = PLACES.get(place) or TYPED[place]
    for key, action in ANYWHERE:
        at = at_place(another(), keys)
        assert at.desk.context() is context
        at.desk.machine.drop()
        kept = keeps(context)
        ran: list[str] = []
        known = at.desk.run
        at.desk.run = lambda name, known=known, ran=ran: (ran.append(name), known(name))[1]
        at.desk.press(key)
        if kept is not None and action not in kept:
            assert ran == [], (place, key)
        elif context is Context.TEXT and key == "ctrl+o":
            assert at.desk.machine.prefix == "ctrl+o"
        else:
            assert ran[:1] == [action], (place, key)


def test_digits_answer_up_to_the_range(demo: Seat) -> None:
    demo.press("m")
    for digit in "456789":
        demo.press(digit)
        assert demo.said == f"Item 1 takes 0-3, not {digit}."
    assert "1 of 9 items" in demo.press("3").screen()


def test_prefixes_and_letters_in_capitals_are_not_the_same_key(demo: Seat) -> None:
    for key in "ADFINTVWXYZC":
        demo.press(key)
        assert demo.said == f"{key} is not a key here. ? shows them."
    assert demo.desk.state.pane is Pane.CASELOAD
    assert chain(Context.REVIEW)[1] is Context.NORMAL
