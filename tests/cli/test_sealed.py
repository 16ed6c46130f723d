"""Sealed stores by command: made, opened, locked, with a descriptor and at a terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from plantui.cli.door import main
from plantui.cli.passphrases import Passphrases
from plantui.hush import Hush
from tests.cli.conftest import NOW, PLAN
from tests.e2e.home import program
from tests.e2e.shell import Outcome, Shell
from tests.e2e.terminal import Terminal

PASSPHRASE = "a walk by the river"
RECOVERY = re.compile(r"([A-Z2-7]{4}-){8}[A-Z2-7]{4}")
NAMED = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
CLIENT = "Reyes, Maria; dob 1991-04-02; dx F41.1; slot tue 14:00"


class Sealed(Shell):
    """A sealed rehearsal store; every command gets the passphrase on descriptor 0, its own input behind it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, PLANTUI_NOW=NOW)
        self.recovery = ""

    def init(self) -> None:
        given = ("init", "--rehearsal", *NAMED, "--passphrase-fd", "0")
        self.recovery = self.check(*given, stdin=f"{PASSPHRASE}\n").strip()

    def with_key(self, *arguments: str, stdin: str = "", passphrase: str = PASSPHRASE) -> Outcome:
        return self.run("--passphrase-fd", "0", *arguments, stdin=f"{passphrase}\n{stdin}")

    def keyed(self, *arguments: str, stdin: str = "") -> str:
        outcome = self.with_key(*arguments, stdin=stdin)
        assert outcome.code == 0, outcome
        return outcome.out


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    made = Sealed(tmp_path)
    made.init()
    return made


def test_init_seals_and_prints_the_recovery_key_once_on_standard_output(tmp_path: Path) -> None:
    made = Sealed(tmp_path)
    outcome = made.run("init", *NAMED, "--passphrase-fd", "0", stdin=PASSPHRASE)
    assert outcome.code == 0, outcome
    assert RECOVERY.fullmatch(outcome.out.rstrip("\n"))
    assert "sealed" in outcome.err
    assert PASSPHRASE not in outcome.err
    vault = json.loads((made.store / "vault.json").read_text())
    assert [slot["kind"] for slot in vault["sealing"]["slots"]] == ["passphrase", "recovery"]
    assert vault["sealing"]["slots"][0]["cost"] == {"kdf": "argon2id", "t": 3, "m": 65536, "p": 4}


def test_the_whole_job_works_with_a_descriptor_and_input_behind_it(sealed: Sealed) -> None:
    assert sealed.keyed("new", stdin=CLIENT) == "C-001\n"
    assert sealed.keyed("add", "C-001", stdin=PLAN).split()[0] == "p1"
    assert "Reyes" in sealed.keyed("list")
    assert "Worry that keeps her up" in sealed.keyed("show", "C-001")
    assert "Sleep through" in sealed.keyed("export", "plan", "C-001", "-o", "-")
    bundle = sealed.keyed("export", "bundle", "C-001", "-o", "-", "--format", "json")
    assert json.loads(bundle)
    assert json.loads(sealed.keyed("verify", "--deep", "--format", "json"))["items"] == []


def test_any_descriptor_will_do(sealed: Sealed) -> None:
    sealed.keyed("new", stdin=CLIENT)
    read, write = os.pipe()
    os.write(write, f"{PASSPHRASE}\n".encode())
    os.close(write)
    done = subprocess.run(
        [program(), "list", "--passphrase-fd", str(read)],
        env=sealed.env,
        pass_fds=(read,),
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(read)
    assert (done.returncode, "Reyes" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    "command", [("list",), ("show", "C-001"), ("verify",), ("due", "--count"), ("glance",), ("export", "plan", "C-001")]
)
def test_without_a_key_and_without_a_person_nothing_opens(sealed: Sealed, command: tuple[str, ...]) -> None:
    sealed.keyed("new", stdin=CLIENT)
    outcome = sealed.run(*command)
    assert (outcome.code, outcome.out) == (5, "")
    assert outcome.err.startswith("E201 ")
    assert "--passphrase-fd" in outcome.err
    assert "Reyes" not in outcome.err


def test_a_wrong_passphrase_is_code_5_and_stands_in_the_log(sealed: Sealed) -> None:
    outcome = sealed.with_key("list", passphrase="a walk by the sea")
    assert (outcome.code, outcome.out) == (5, "")
    assert "does not open the store" in outcome.err
    acts = [json.loads(line)["act"] for line in (sealed.store / "audit" / "2026-03.jsonl").read_text().splitlines()]
    assert acts == ["vault.init", "unlock.failed"]
    assert sealed.with_key("verify").code == 0


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ((("list", "--passphrase-fd", "77"), ""), 2, "Descriptor 77 cannot be read"),
        ((("list", "--passphrase-fd", "0"), ""), 2, "holds no passphrase"),
        ((("list", "--passphrase-fd", "0"), "\n"), 2, "holds no passphrase"),
        ((("list", "--passphrase-fd", "x"), ""), 2, "passphrase-fd"),
        ((("list", "--user", "ZZ", "--passphrase-fd", "0"), "x"), 3, "Nobody with the initials ZZ"),
        ((("init", "--no-encryption", "--passphrase-fd", "0", *NAMED), "x"), 2, "leave --passphrase-fd out"),
        ((("init", *NAMED, "--passphrase-fd", "0"), "x"), 7, "not an empty folder"),
    ],
)
def test_what_cannot_be_is_said(sealed: Sealed, given: tuple[tuple[str, ...], str], code: int, said: str) -> None:
    arguments, stdin = given
    outcome = sealed.run(*arguments, stdin=stdin)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err


def test_a_passphrase_that_is_no_text_is_said(sealed: Sealed) -> None:
    outcome = sealed.run("list", "--passphrase-fd", "0", stdin=b"\xff\xfe\n")
    assert (outcome.code, "not UTF-8" in outcome.err) == (2, True)


def test_the_recovery_key_opens_the_store_too(sealed: Sealed) -> None:
    sealed.keyed("new", stdin=CLIENT)
    assert "Reyes" in sealed.run("list", "--passphrase-fd", "0", stdin=sealed.recovery.lower()).out


def test_a_plain_store_takes_no_passphrase(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.check("init", "--no-encryption", *NAMED)
    outcome = shell.run("list", "--passphrase-fd", "0", stdin="x")
    assert (outcome.code, "not sealed" in outcome.err) == (5, True)
    assert "nothing to unlock" in shell.run("unlock").err


class Noticed(Hush):
    """A hush that knows whether it was lifted."""

    lifted = False

    def lift(self) -> None:
        self.lifted = True


@pytest.mark.parametrize(
    "words",
    [
        ("show", "C-001"),
        ("measure", "C-001", "phq9", "=12"),
        ("members", "C-001"),
        ("private", "C-001"),
        ("status", "C-001", "g1.1", "act"),
    ],
    ids=lambda words: words[0],
)
def test_letters_stay_hidden_until_the_passphrase_is_asked(
    words: tuple[str, ...], sealed: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed.keyed("new", stdin=CLIENT)
    hush, lifted = Noticed(), []

    def read(_: Passphrases, _prompt: str) -> str:
        lifted.append(hush.lifted)
        return PASSPHRASE

    monkeypatch.setattr(Passphrases, "askable", True)
    monkeypatch.setattr(Passphrases, "read", read)
    for name, value in sealed.env.items():
        monkeypatch.setenv(name, value)
    main(["--store", str(sealed.store), *words], hush)
    assert (lifted, hush.lifted) == ([False], True)


# at a terminal


def answer(window: Terminal, prompt: str, given: str) -> None:
    """Wait until the last line on the screen is a prompt, and answer it."""

    def asked(lines: list[str]) -> bool:
        last = next((line for line in reversed(lines) if line), "")
        return last.startswith(prompt) and last.rstrip() in (prompt, f"{prompt}:")

    window.wait_for(asked)
    window.type(f"{given}\n")


def make_at_terminal(start: Callable[..., Terminal], *arguments: str) -> str:
    window = start("init", *NAMED, *arguments)
    answer(window, "New passphrase", PASSPHRASE)
    answer(window, "The same again", PASSPHRASE)
    window.wait_for("Type it back")
    found = RECOVERY.search(window.text)
    assert found is not None
    answer(window, "Type it back from the paper", found[0])
    assert window.wait_exit() == 0
    assert PASSPHRASE.encode() not in window.raw
    return found[0]


def test_init_at_a_terminal_asks_twice_and_asks_the_recovery_key_back(
    terminal: Callable[..., Terminal], shell: Shell
) -> None:
    window = terminal("init", *NAMED)
    answer(window, "New passphrase", "a walk")
    window.wait_for("That is short")
    answer(window, "The same again", "a wlak")
    window.wait_for("They differ")
    answer(window, "New passphrase", PASSPHRASE)
    answer(window, "The same again", PASSPHRASE)
    window.wait_for("Type it back")
    found = RECOVERY.search(window.text)
    assert found is not None
    slip = found[0][:-1] + ("A" if found[0][-1] != "A" else "B")
    answer(window, "Type it back from the paper", slip)
    window.wait_for("That is not it")
    # Until it was typed back right there is no store: whoever gives up here has lost nothing.
    assert not shell.store.exists()
    answer(window, "Type it back from the paper", found[0].lower().replace("-", " "))
    assert window.wait_exit() == 0
    assert "Store made in" in window.text
    assert PASSPHRASE.encode() not in window.raw
    assert shell.run("list", "--passphrase-fd", "0", stdin=PASSPHRASE).code == 0


def test_giving_up_in_the_middle_of_init_makes_no_store(terminal: Callable[..., Terminal], shell: Shell) -> None:
    window = terminal("init", *NAMED)
    answer(window, "New passphrase", PASSPHRASE)
    answer(window, "The same again", PASSPHRASE)
    window.wait_for("Type it back")
    window.keys("ctrl+c")
    assert window.wait_exit() == 130
    assert not shell.store.exists()


def test_a_command_at_a_terminal_asks_waits_longer_each_time_and_gives_up(
    terminal: Callable[..., Terminal], shell: Shell
) -> None:
    make_at_terminal(terminal)
    window = terminal("list", "--print")
    answer(window, "Passphrase", "wrong")
    window.wait_for("The next try is in 1 s.")
    answer(window, "Passphrase", PASSPHRASE)
    assert window.wait_exit() == 0
    window = terminal("list", "--print")
    for wait in (1, 2):
        answer(window, "Passphrase", "wrong")
        window.wait_for(f"The next try is in {wait} s.")
    answer(window, "Passphrase", "wrong")
    assert window.wait_exit() == 5


def test_the_screen_asks_before_it_opens(terminal: Callable[..., Terminal], shell: Shell) -> None:
    make_at_terminal(terminal, "--rehearsal")
    given = f"{PASSPHRASE}\n{CLIENT}"
    assert shell.run("new", "--passphrase-fd", "0", stdin=given).out == "C-001\n"
    window = terminal()
    window.wait_for("PlanTUI is locked")
    window.burst([PASSPHRASE, "enter"])
    window.wait_for("Reyes")
    window.keys("q")
    window.wait_for("Leave PlanTUI?")
    window.keys("y")
    assert window.wait_exit() == 0


def test_the_passphrase_signs_at_a_terminal_where_that_is_set(terminal: Callable[..., Terminal], shell: Shell) -> None:
    make_at_terminal(terminal, "--rehearsal")
    for words, given in (
        (("new",), CLIENT),
        (("add", "C-001"), PLAN),
        (("config", "sign.by", "passphrase"), ""),
    ):
        assert shell.run(*words, "--passphrase-fd", "0", stdin=f"{PASSPHRASE}\n{given}").code == 0
    for typed, said, code in (("dw", "S1 That is not your passphrase", 2), (PASSPHRASE, "Plan v1 of C-001 signed", 0)):
        window = terminal("sign", "C-001", "plan", size=(100, 30))
        answer(window, "Passphrase", PASSPHRASE)
        window.wait_for("Did the client take part?")
        window.type("y\r")
        window.wait_for("Client's comment")
        window.type("\r")
        answer(window, "Passphrase of DW", typed)
        window.wait_for(said)
        assert window.wait_exit() == code
        assert PASSPHRASE.encode() not in window.raw
    bundle = shell.run("export", "bundle", "C-001", "-o", "-", "--passphrase-fd", "0", stdin=PASSPHRASE).out
    signature = json.loads(bundle)["plans"][0]["signatures"][0]
    assert (signature["method"], signature["initials"]) == ("passphrase", "DW")
