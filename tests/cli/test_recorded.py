"""Whatever shows a chart, hands it out or touches the keys leaves a line, and no line holds a word of a chart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, PLAN
from tests.e2e.shell import Shell

PASSPHRASE = "a walk by the river"
OTHER = "four other words here"
NAMED = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
CLIENT = "Reyes, Maria; dob 1991-04-02; dx F41.1; slot tue 14:00"
NOTE = "We spoke about the dog next door #g1.1+1\n"
WORDS = ("Reyes", "Maria", "1991-04-02", "F41", "Worry", "nights", "GAD", "dog", "postponement", "hunch", "river")

DOORS: dict[tuple[str, ...], list[str]] = {
    ("show", "C-001"): ["chart.view"],
    ("glance", "C-001"): ["chart.view"],
    ("members", "C-001"): ["chart.view"],
    ("export", "plan", "C-001", "-o", "-"): ["export.plan"],
    ("export", "plan", "C-001"): ["export.plan"],
    ("export", "glance", "C-001", "-o", "-"): ["export.glance"],
    ("export", "bundle", "C-001", "-o", "-"): ["export.bundle"],
    ("backup",): ["store.backup"],
    ("private", "C-001"): ["private.open"],
    ("list",): [],
}
"""A command that shows or hands out -> the lines it leaves, besides that of the unlocking."""


class Sealed(Shell):
    """A sealed rehearsal store; every command gets the passphrase on descriptor 0, its own input behind it."""

    def keyed(self, *words: str, stdin: str = "") -> str:
        outcome = self.run("--passphrase-fd", "0", *words, stdin=f"{PASSPHRASE}\n{stdin}")
        assert outcome.code == 0, outcome
        return outcome.out

    def acts(self) -> list[str]:
        """Every act so far, as it lies in the trail."""
        return [json.loads(line)["act"] for line in in_trail(self.store).splitlines()]


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    made = Sealed(tmp_path, PLANTUI_NOW=NOW)
    made.check("init", "--rehearsal", *NAMED, "--passphrase-fd", "0", stdin=f"{PASSPHRASE}\n")
    made.keyed("new", stdin=CLIENT)
    made.keyed("add", "C-001", stdin=PLAN)
    made.keyed("note", "C-001", "--draft", stdin=NOTE)
    return made


def in_trail(store: Path) -> str:
    return "".join(file.read_text() for file in sorted((store / "audit").iterdir()))


def test_every_door_leaves_its_line_and_no_word_of_a_chart(sealed: Sealed) -> None:
    sealed.keyed("private", "C-001", "--add", stdin="My hunch about her.\n")
    for words, wanted in DOORS.items():
        before = sealed.acts()
        sealed.keyed(*words)
        fresh = sealed.acts()[len(before) :]
        assert [act for act in fresh if not act.startswith("unlock.")] == wanted, words
        assert "unlock.passphrase" in fresh, words
    assert [word for word in WORDS if word in in_trail(sealed.store)] == []
    # The control: what is looked for is there where it belongs.
    shown = sealed.keyed("export", "bundle", "C-001", "-o", "-")
    assert {word for word in WORDS if word in shown} >= {"Reyes", "Worry", "nights", "1991-04-02", "dog"}


def test_keys_and_users_leave_their_lines(sealed: Sealed) -> None:
    assert sealed.run("list", "--passphrase-fd", "0", stdin="wrong\n").code == 5
    sealed.keyed("vault", "rotate")
    given = ("--name", "Ro Okafor", "--initials", "RO", "--credential", "PhD")
    sealed.keyed("users", "add", *given, stdin=f"{OTHER}\n")
    sealed.keyed("users", "remove", "RO", "--yes")
    sealed.keyed("vault", "recovery")
    sealed.keyed("vault", "passphrase", stdin=f"{PASSPHRASE} again\n")
    acts = sealed.acts()
    for act in ("unlock.failed", "vault.rotate", "users.add", "users.remove", "vault.recovery", "vault.passphrase"):
        assert act in acts
    assert [word for word in (*WORDS, "Okafor", OTHER) if word in in_trail(sealed.store)] == []
