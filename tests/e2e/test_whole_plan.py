"""A whole plan by keys alone, in a real terminal: typed, signed, found due, exported, read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plantui.documents.plan_reader import read_plan
from plantui.library import shipped
from plantui.model.codec import from_bundle
from plantui.model.tree import walk
from tests.e2e.shell import Shell
from tests.e2e.terminal import Terminal

NOW = "2026-03-10T13:52"
LATER = "2026-06-05T09:00"
CLIENT = "Reyes, Maria; dob 1991-04-02; dx F41.1, F33.1; slot tue 14:00"
PLAN = (
    ("problem", "Worry that keeps her up at night; dx F41.1; aeb lies awake 2 h on 5 nights"),
    ("goal", '"I want my nights back" Sleep through and worry less'),
    ("objective", "GAD-7 15 -> 7 by +9w; every 2w; client keeps the log; clinician reviews the log"),
    ("intervention", "CBT: Worry postponement; weekly"),
    ("intervention", "CBT: Relaxation training; daily"),
    ("objective", 'Sleep 6 h or more; "nights per week" 2 -> 5 by 12 may; every 1w'),
    ("intervention", "CBT-I: Sleep diary; weekly"),
    ("goal", '"Stop checking my phone at three" Quiet evenings'),
    ("objective", "Phone out of the bedroom by fri"),
    ("intervention", "Agree where the phone sleeps; weekly"),
    ("objective", 'Evenings without work mail; "evenings/wk" 1 -> 5 by +8w'),
    ("intervention", "Write the closing ritual together; fortnightly"),
    ("problem", "Low mood, withdrawn from friends; dx F33.1; aeb no plans on most days"),
    ("goal", '"Feel like myself again" Return to what matters'),
    ("objective", "PHQ-9 18 -> 9 by +12w"),
    ("intervention", "BA: Two planned activities a week; weekly"),
    ("objective", 'Call a friend; "calls/wk" 0 -> 2 by +8w'),
    ("intervention", "BA: Plan the call on Monday; weekly"),
    ("intervention", "Rehearse the first sentence; weekly"),
)
NAMED = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
KINDS = ("problem", "goal", "objective", "intervention")


def _keys() -> list[str]:
    """Every key from an empty store to a signed plan."""
    keys = ["a", "c", *CLIENT, "enter", "a", "p"]
    depth = 0
    for kind, text in PLAN:
        wanted = KINDS.index(kind)
        keys += ["tab"] * (wanted - depth) + ["shift+tab"] * (depth - wanted)
        keys += [*text, "enter"]
        depth = wanted
    return [*keys, "enter", "S", "y", *"more walking", "enter", "d", "w", "enter"]


@pytest.fixture
def practice(shell: Shell) -> Shell:
    shell.env["PLANTUI_NOW"] = NOW
    shell.check("init", "--no-encryption", "--rehearsal", *NAMED)
    return shell


def _shape(bundle: str) -> object:
    """The chart without what differs from one run to the next: ids and moments."""
    chart = from_bundle(bundle.encode())
    (plan,) = chart.plans
    nodes = []
    for place in walk(plan):
        node = place.node
        plain = {name: str(getattr(node, name)) for name in ("code", "text", "status")}
        nodes.append((place.depth, plain, str(getattr(place.node, "due", "")), str(getattr(place.node, "target", ""))))
    signatures = [(each.kind, each.initials, each.method) for each in plan.signatures]
    return chart.client, nodes, signatures, [row.due for row in chart.schedule]


def test_a_plan_is_typed_signed_found_due_exported_and_read_back(
    practice: Shell, terminal: Callable[..., Terminal]
) -> None:
    window = terminal(PLANTUI_NOW=NOW)
    window.wait_for("No clients yet")
    window.press(*_keys())
    window.wait_for("Plan v1 of C-001 signed")
    assert window.title == "PlanTUI"
    assert not window.mouse_enabled
    window.press("q", "y")
    assert window.wait_exit() == 0

    again = terminal(PLANTUI_NOW=LATER)
    again.wait_for("OVERDUE 1")
    again.wait_for("3 d late")
    again.press("x", "p")
    again.wait_for("exported")
    again.press("q", "y")
    assert again.wait_exit() == 0

    (exported,) = Path(practice.store.parent / f"{practice.store.name}-exports").glob("*.md")
    reading = read_plan(exported.read_text(encoding="utf-8"), shipped())
    chart = from_bundle(practice.check("export", "bundle", "C-001", "-o", "-").encode())
    assert reading.findings == ()
    assert reading.plan == chart.plans[0]
    counts = [sum(1 for place in walk(chart.plans[0]) if place.kind == kind) for kind in KINDS]
    assert counts == [2, 3, 6, 8]
    assert practice.run("verify").code == 0
    due = json.loads(practice.run("due", "--overdue", "--format", "json", PLANTUI_NOW=LATER).out)["items"]
    assert [row["days_late"] for row in due] == [3]


@pytest.mark.parametrize("way", ["one burst", "0 ms", "1 ms", "5 ms"])
def test_a_burst_and_the_same_keys_one_by_one_end_in_the_same_state(
    practice: Shell, terminal: Callable[..., Terminal], way: str
) -> None:
    window = terminal(PLANTUI_NOW=NOW, size=(80, 24))
    window.wait_for("No clients yet")
    if way == "one burst":
        window.burst(_keys())
    else:
        window.press(*_keys(), spacing=int(way.split()[0]))
    window.wait_for("Plan v1 of C-001 signed")
    window.press("q", "y")
    assert window.wait_exit() == 0
    other = Shell(practice.folder / "by command", PLANTUI_NOW=NOW)
    other.check("init", "--no-encryption", "--rehearsal", *NAMED)
    other.check("new", stdin=CLIENT)
    outline = "".join(f"{'  ' * KINDS.index(kind)}{text}\n" for kind, text in PLAN)
    other.check("add", "C-001", stdin=outline)
    typed, added = (_shape(each.check("export", "bundle", "C-001", "-o", "-")) for each in (practice, other))
    assert typed[:2] == added[:2]
    assert typed[2] == [("clinician", "DW", "initials")]
    assert [f"{day}" for day in typed[3]] == ["2026-06-02"]
