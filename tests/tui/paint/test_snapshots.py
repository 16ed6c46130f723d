"""Every screen as text, to be read in review: layout, words and keys as drawn, numbers from the rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.snapshots import Snapshots
from tests.tui.desk.trouble import clash, fail
from tests.tui.desk.writing import keep
from tests.tui.seat import Seat

from plantui.vault.faults import StoreFull

SIZES = ((120, 40), (80, 24))
ELSEWHERE = ((79, 23), (60, 20), (200, 60))


def named(size: tuple[int, int]) -> str:
    """80x24."""
    return f"{size[0]}x{size[1]}"


CALL = 'Call one friend a week "calls/wk" 0 -> 1 by +8w'


def typing(*keys: str, text: str = "", then: tuple[str, ...] = ()) -> Callable[[Seat], object]:
    return lambda seat: seat.press(*keys).type(text).press(*then)


def held(keys: str, text: str) -> Callable[[Seat], object]:
    """A text that another terminal types, read only here."""

    def go(seat: Seat) -> object:
        keep(seat.again(), "other", "pts/3").press(keys).type(text)
        return keep(seat).press(keys, "r")

    return go


SCREENS: dict[str, Callable[[Seat], object]] = {
    "main": typing("2"),
    "caseload": typing(),
    "queue": typing("3 j j j"),
    "add-problem": typing("a p", text="Panic with avoidance; dx F40.01; aeb plans the day around exits"),
    "add-goal": typing("2 a g", text='"Sing again" Join the choir'),
    "add-objective": typing("2 G a o", text=CALL),
    "add-intervention": typing("2 a i", text="CBT: thought record; weekly"),
    "add-empty": typing("2 a o"),
    "adding-on": typing("2 G a o", text=CALL, then=("enter", "tab", "BA: plan the call")),
    "edit": typing("2 e", text="; -> 5"),
    "edited": typing("2 e", text="; -> 5", then=("enter",)),
    "fault": typing("2 a o", text="PHQ-9 18 -> 9 by february 30", then=("enter",)),
    "sign": typing("2 e", text="; -> 5", then=("enter", "S")),
    "sign-why": typing("2 e", text="; -> 5", then=("enter", "S n", "on holiday")),
    "sign-comment": typing("2 e", text="; -> 5", then=("enter", "S y", "OK if slowly")),
    "sign-initials": typing("2 e", text="; -> 5", then=("enter", "S y", "OK if slowly", "enter", "xx", "enter")),
    "signed": typing("2 e", text="; -> 5", then=("enter", "S y enter", "dw", "enter")),
    "client": typing("a c", text="Vega, Luz; dob 1991-04-02; dx F41.1; slot thu 9:00"),
    "client-fault": typing("a c", text="Vega, Luz; dob 1991-02-30", then=("enter",)),
    "filter": typing("/", text="overdue"),
    "filtered": typing("/", text="overdue", then=("enter",)),
    "nothing-matches": typing("/", text="dx:F99", then=("enter",)),
    "when": typing("w", text="+6w cancelled twice"),
    "when-spread": typing("3 space space space space space w", text="spread 2/d from mon"),
    "reason": typing("2 s x", text="no longer wanted"),
    "met": typing("2 s m", text="3 mar"),
    "code": typing("#", text="2.2"),
    "finder": typing("c", text="re"),
    "strip-status": typing("2", "s", "?"),
    "strip-add": typing("a", "?"),
    "strip-go": typing("g", "?"),
    "strip-view": typing("z", "?"),
    "help": typing("2 ?"),
    "help-caseload": typing("?"),
    "help-line": typing("2 a o f1"),
    "help-search": typing("2 ?", text="undo"),
    "help-every-key": typing("? ?"),
    "glance": typing("enter"),
    "findings": typing("2 a o", text=CALL, then=("enter", "enter", "g p")),
    "jump": typing("2 f"),
    "move": typing("2 M l"),
    "ticks": typing("3 space v j j"),
    "confirm": typing("q"),
    "confirm-many": typing("* w", text="+4w", then=("enter",)),
    "blank": typing("ctrl+l"),
    "save-failed": fail,
    "conflict": clash,
    "held-line": held("2 e", "; -> 5"),
    "held-note": held("n", "Slept well #1.2+ on four nights"),
    "no-plan": typing("j"),
    "folded": typing("2 z 2"),
    "wrapped": typing("2 z w"),
    "codes": typing("z p z p"),
    "sorted": typing("z s z s g g"),
    "zoomed": typing("2 z z"),
    "filter-plan": typing("2 /", text="sleep"),
}


@pytest.mark.parametrize("size", SIZES, ids=named)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(sized: Callable[[int, int], Seat], snapshot: Snapshots, screen: str, size: tuple[int, int]) -> None:
    at = sized(*size)
    SCREENS[screen](at)
    shown = at.screen(*size).replace(str(at.desk.export_dir), "EXPORTS")
    snapshot(shown, f"{screen}-{named(size)}")


@pytest.mark.parametrize("size", ELSEWHERE, ids=named)
@pytest.mark.parametrize(
    "screen",
    ["add-objective", "glance", "help", "sign", "conflict", "held-line", "held-note", "save-failed", "strip-status"],
)
def test_screen_elsewhere(
    sized: Callable[[int, int], Seat], snapshot: Snapshots, screen: str, size: tuple[int, int]
) -> None:
    at = sized(*size)
    SCREENS[screen](at)
    snapshot(at.screen(*size).replace(str(at.desk.export_dir), "EXPORTS"), f"{screen}-{named(size)}")


@pytest.mark.parametrize("size", [*ELSEWHERE, (40, 12), (39, 12)], ids=named)
def test_main_screen_elsewhere(sized: Callable[[int, int], Seat], snapshot: Snapshots, size: tuple[int, int]) -> None:
    snapshot(sized(*size).press("2").screen(*size), f"main-{named(size)}")


@pytest.mark.parametrize("size", ELSEWHERE, ids=named)
def test_the_empty_store_elsewhere(empty: Seat, snapshot: Snapshots, size: tuple[int, int]) -> None:
    snapshot(empty.screen(*size), f"empty-{named(size)}")


@pytest.mark.parametrize("size", SIZES, ids=named)
def test_empty_states(empty: Seat, snapshot: Snapshots, size: tuple[int, int]) -> None:
    name = named(size)
    snapshot(empty.screen(*size), f"empty-{name}")
    snapshot(empty.press("a c").screen(*size), f"empty-adding-{name}")
    empty.type("Reyes, Maria; dob 1991-04-02; slot tue 14:00").press("enter")
    snapshot(empty.screen(*size), f"first-client-{name}")
    snapshot(empty.press("a p").screen(*size), f"first-problem-{name}")
    snapshot(empty.press("esc g n").screen(*size), f"no-notes-{name}")
    snapshot(empty.press("t").screen(*size), f"no-scores-{name}")
    snapshot(empty.press("g h R").screen(*size), f"nothing-due-{name}")


def test_a_failed_save_over_a_line(demo: Seat, snapshot: Snapshots) -> None:
    demo.press("2 a o").type("Walk daily")
    demo.room.practice.writer.failure = StoreFull("The disk is full (0 bytes free).", "Free some space.")
    snapshot(demo.screen(80, 24), "save-failed-typing-80x24")
