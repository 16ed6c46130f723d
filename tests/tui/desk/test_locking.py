"""The lock: nothing of a client stays in memory or on the screen, and one comes back to where one was."""

from __future__ import annotations

import gc
import re
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.practice.rooms import LIBRARY, NOW
from tests.tui.desk.trouble import fail
from tests.tui.desk.vaulted import PASSPHRASE, Hands, vaulted
from tests.tui.seat import Seat

from plantui.keys.context import Context
from plantui.practice.rehearsal.caseload import invented_charts
from plantui.tui.desk.locking import LockPage

Made = Callable[[], tuple[Seat, Hands]]


@pytest.fixture
def sealed(sealed_store: Path, tmp_path: Path) -> tuple[Seat, Hands]:
    """A desk on the sealed caseload."""
    return vaulted(sealed_store, tmp_path / "store", sealed=True)


@pytest.fixture
def plain(invented_store: Path, tmp_path: Path) -> tuple[Seat, Hands]:
    """A desk on the plain caseload, with a lock."""
    return vaulted(invented_store, tmp_path / "store")


def words_of_clients() -> set[str]:
    """Strings that belong to the invented clients and to nobody else."""
    found: set[str] = set()
    for chart in invented_charts(LIBRARY, NOW):
        found |= {chart.client.family, chart.code}
        found |= {problem.text for plan in chart.plans for problem in plan.problems if len(problem.text) > 8}
    return found


CLIENTS = words_of_clients()
WORDS = re.compile("|".join(map(re.escape, CLIENTS)))


def reachable(*roots: object) -> Iterator[str]:
    """Every string that can be reached from some objects, but for code, classes and modules."""
    seen: set[int] = set()
    waiting: list[object] = list(roots)
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type | types.ModuleType | types.CodeType):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            yield one
        elif isinstance(one, bytes):
            yield one.decode("utf-8", "replace")
        elif isinstance(one, types.FunctionType):
            waiting += [cell.cell_contents for cell in one.__closure__ or () if _filled(cell)]
            waiting += list(one.__defaults__ or ())
        elif one is not LIBRARY:
            waiting += gc.get_referents(one)


def _filled(cell: types.CellType) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def leaks(seat: Seat) -> set[str]:
    """Words of clients that can still be reached from the desk."""
    seat.desk.locking.premises.settle()
    return set(WORDS.findall("\n".join(reachable(seat.desk))))


PLACES: dict[str, tuple[str, ...]] = {
    "caseload": (),
    "plan": ("2 j",),
    "queue": ("3 j",),
    "filter": ("1 /", "rey"),
    "filtered": ("1 /", "rey", "enter"),
    "tree filtered": ("2 /", "sleep", "enter"),
    "line": ("2 e", "; -> 5"),
    "new line": ("2 a o", "Walk with Maria Reyes"),
    "new client": ("1 a c", "Okafor, Ada"),
    "client finder": ("c", "rey"),
    "glance": ("g t",),
    "findings": ("g p",),
    "help": ("?", "note"),
    "prefix": ("g",),
    "jump": ("f",),
    "moving": ("2 M j",),
    "question": ("q",),
    "reason": ("2 s x", "moved"),
    "signature": ("2 e", "; -> 5", "enter S y", "She agrees"),
    "ticked": ("space space",),
    "folded": ("2 z 2 j",),
    "message": ("2 +",),
    "undone": ("2 + u",),
    "history": ("2 a o", "Walk", "esc"),
    "review": ("R", "space", "j"),
    "review remark": ("R", "i", "a bad week"),
    "review visit": ("R", "A", "j"),
    "palette": (":", "rey"),
    "note": ("n", "We spoke about Maria Reyes"),
    "note read": ("n", "We spoke about sleep", "esc"),
    "notes": ("g n",),
    "trend": ("t",),
    "measure": ("m",),
    "versions": ("H",),
    "library": ("2 i",),
    "shelf": ("2 y",),
    "steps": ("j a t",),
}


def stands(seat: Seat) -> object:
    """Where somebody is: everything that must come back."""
    state = seat.desk.state
    line = None if state.line is None else (state.line.purpose, state.line.field.text, state.line.field.cursor)
    lists = [(each.cursor, each.top, each.filter, frozenset(each.ticks)) for each in (state.caseload, state.queue)]
    tree = state.tree
    shown = (tree.cursor, tree.top, frozenset(tree.folded), tree.filter)
    return state.pane, state.client, line, lists, shown, [type(scene) for scene in state.scenes]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", ["sealed", "plain"])
def test_nothing_of_a_client_is_left_and_one_comes_back(place: str, kind: str, request: pytest.FixtureRequest) -> None:
    seat, _ = request.getfixturevalue(kind)
    seat.press(*PLACES[place])
    seat.room.practice.save()
    before, screen = stands(seat), seat.screen()
    assert leaks(seat)
    seat.desk.locking.lock(seat.desk)
    shown = seat.screen() + seat.screen(80, 24) + seat.screen(60, 20)
    assert not [word for word in CLIENTS if word in shown]
    assert "PlanTUI is locked" in shown
    assert leaks(seat) == set()
    if kind == "sealed":
        seat.type(PASSPHRASE)
    seat.press("enter")
    assert seat.desk.locking.page(seat.desk) is None
    if place not in ("question", "jump", "prefix", "message", "undone", "palette", "library", "measure", "steps"):
        assert stands(seat) == before
    if place in ("caseload", "plan", "queue", "filtered", "line", "new line", "glance", "folded", "signature"):
        assert seat.screen().splitlines()[1:-2] == screen.splitlines()[1:-2]


@pytest.mark.parametrize("place", PLACES)
def test_the_blank_screen_shows_nothing_and_comes_back(demo: Seat, place: str) -> None:
    demo.press(*PLACES[place])
    before = demo.screen()
    demo.press("ctrl+l")
    assert demo.screen().split() == ["ctrl+l", "or", "Enter"]
    demo.press("x", "j").type("dd").press("enter")
    assert demo.screen().splitlines()[1:-2] == before.splitlines()[1:-2]


def test_the_text_goes_on_where_it_was_and_its_draft_too(sealed: tuple[Seat, Hands]) -> None:
    seat, _ = sealed
    seat.press("2 a o").type("Walk daily").press("left", "left")
    seat.desk.locking.lock(seat.desk)
    seat.type(PASSPHRASE).press("enter").type("XX")
    assert seat.desk.state.line.field.text == "Walk daiXXly"
    seat.press("end", "ctrl+u", "GAD-7 15 -> 4 by 1 jun", "ctrl+j")
    seat.room.practice.save()
    assert "GAD-7 15 -> 4" in seat.screen()


def test_the_last_export_is_forgotten(sealed: tuple[Seat, Hands]) -> None:
    seat, _ = sealed
    seat.press("x p")
    seat.desk.locking.lock(seat.desk)
    seat.type(PASSPHRASE).press("enter", "x x")
    assert seat.said == "Nothing was exported yet. x p exports the plan."


def test_the_key_is_forgotten(sealed: tuple[Seat, Hands]) -> None:
    seat, _ = sealed
    key = seat.room.store.key
    seat.desk.locking.lock(seat.desk)
    seat.desk.locking.premises.settle()
    assert not key.held


def test_wrong_passphrases_wait_longer_and_longer(sealed: tuple[Seat, Hands]) -> None:
    seat, hands = sealed
    seat.press("L")
    for wait in (1, 2, 4, 8, 16, 32, 60, 60):
        seat.type("nonsense").press("enter")
        assert f"E201 That passphrase does not open the store. The next try is in {wait} s." in seat.screen()
        hands.moment += wait
    seat.type(PASSPHRASE).press("enter")
    assert "CASELOAD" in seat.screen()


def test_what_was_wrong_stays_said_after_the_wait(sealed: tuple[Seat, Hands]) -> None:
    seat, hands = sealed
    seat.press("L").type("nonsense").press("enter")
    hands.moment += 1
    seat.desk.locking.tick(seat.desk)
    assert "E201 That passphrase does not open the store." in seat.screen()
    assert "next try" not in seat.screen()


def test_enter_during_the_wait_tries_when_it_is_over(sealed: tuple[Seat, Hands]) -> None:
    seat, hands = sealed
    seat.press("L").type("nonsense").press("enter").type(PASSPHRASE).press("enter")
    assert "Enter was pressed: the next try is made by itself." in seat.screen()
    seat.press("2", "j")
    assert isinstance(seat.desk.state.scene, LockPage)
    hands.moment += 1
    seat.desk.locking.tick(seat.desk)
    assert seat.desk.locking.page(seat.desk) is None
    assert seat.desk.state.pane.value == "2"
    assert seat.desk.shown.place().node.code != "g1.1"


def test_keys_typed_while_the_key_is_derived_wait_for_it(sealed: tuple[Seat, Hands]) -> None:
    seat, _ = sealed
    jobs: list[Callable[[], None]] = []
    seat.desk.locking.run = lambda work, then: jobs.append(lambda: then(work()))
    seat.press("L").type(PASSPHRASE).press("enter")
    assert "Unlocking." in seat.screen()
    seat.press("2", "+", "ctrl+l")
    assert seat.desk.context() is Context.BLANK
    seat.press("ctrl+l")
    jobs.pop()()
    assert seat.said == "g1.1 marked +1   u undo"


def test_keys_after_a_wrong_passphrase_are_the_next_one(sealed: tuple[Seat, Hands]) -> None:
    seat, hands = sealed
    jobs: list[Callable[[], None]] = []
    seat.desk.locking.run = lambda work, then: jobs.append(lambda: then(work()))
    seat.press("L").type("nonsense").press("enter").type(PASSPHRASE)
    jobs.pop()()
    page = seat.desk.locking.page(seat.desk)
    assert page.field_.text == PASSPHRASE
    hands.moment += 1
    seat.press("enter")
    jobs.pop()()
    assert "CASELOAD" in seat.screen()


def test_escape_leaves_the_field_and_q_the_program(sealed: tuple[Seat, Hands]) -> None:
    seat, _ = sealed
    seat.press("L").type("abc").press("esc")
    assert not seat.desk.done
    assert "***" not in seat.screen()
    seat.press("enter").type("q")
    assert not seat.desk.done
    seat.press("esc", "q")
    assert seat.desk.done


def test_help_works_and_other_keys_do_nothing(sealed: tuple[Seat, Hands]) -> None:
    seat, _ = sealed
    seat.press("L", "f1")
    assert "KEYS HERE" in seat.screen()
    assert not [word for word in CLIENTS if word in seat.screen()]
    seat.press("esc", "ctrl+s", "ctrl+o", "f2", "down")
    assert isinstance(seat.desk.state.scene, LockPage)


def test_a_plain_store_says_that_it_has_no_passphrase(plain: tuple[Seat, Hands]) -> None:
    seat, _ = plain
    seat.press("L").type("dd")
    assert "This store has no passphrase: Enter comes back to where you left it." in seat.screen()
    assert "[" not in seat.screen().replace("[ ", "")
    seat.press("enter")
    assert "CASELOAD" in seat.screen()


def test_a_lock_keeps_trying_to_store_and_then_puts_the_charts_away(sealed: tuple[Seat, Hands]) -> None:
    seat, _ = sealed
    full = fail(seat)
    seat.press("L")
    assert "Changes wait to be stored. Do not close this terminal." in seat.screen()
    assert not [word for word in CLIENTS if word in seat.screen()]
    assert not seat.desk.locking.premises.locked
    seat.press("esc", "q")
    assert "Leave PlanTUI? Changes are not" in seat.screen()
    assert not [word for word in CLIENTS if word in seat.screen()]
    seat.press("n", "enter")
    full.room = True
    seat.room.practice.writer.retry()
    assert seat.room.practice.writer.flush(10)
    seat.desk.locking.settle(seat.desk)
    assert seat.desk.locking.premises.locked
    seat.type(PASSPHRASE).press("enter", "2")
    assert seat.chart.progress[-1].mark == 1
