"""The vault and users groups, unlock and lock, by command."""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import PLAN
from tests.cli.test_sealed import CLIENT, NAMED, PASSPHRASE, RECOVERY, Sealed, answer
from tests.e2e.shell import Outcome, Shell
from tests.e2e.terminal import Terminal
from tests.vault.sealing.test_agent import Agent

NEW = "four words of mine"
MO = ("--name", "Mo Okafor", "--initials", "MO", "--credential", "LPC")


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Sealed]:
    made = Sealed(tmp_path)
    made.init()
    made.keyed("new", stdin=CLIENT)
    yield made
    made.run("lock")


def acts(shell: Shell) -> list[str]:
    files = sorted((shell.store / "audit").glob("*.jsonl"))
    return [json.loads(line)["act"] for file in files for line in file.read_text().splitlines()]


def lists(shell: Sealed, passphrase: str) -> Outcome:
    return shell.with_key("list", passphrase=passphrase)


# unlock and lock


def test_unlock_keeps_the_store_open_until_lock_or_says_why_it_cannot(sealed: Sealed) -> None:
    outcome = sealed.with_key("unlock", "--for", "5m")
    if outcome.code:
        assert (outcome.code, "cannot be left for later commands" in outcome.err) == (7, True)
        return
    assert outcome.out == ""
    assert "Unlocked for 5 minutes" in outcome.err
    assert "Reyes" in sealed.check("list")
    assert sealed.check("new", stdin="Osei, Kwame") == "C-002\n"
    assert sealed.run("list", "--user", "DW").code == 0
    assert "Locked." in sealed.run("lock").err
    assert sealed.run("list").code == 5
    assert "Nothing was left open" in sealed.run("lock").err
    assert [act for act in acts(sealed) if act in ("unlock.keep", "lock")] == ["unlock.keep", "lock"]
    assert json.loads(sealed.keyed("verify", "--deep", "--format", "json"))["items"] == []


def test_who_gets_in_is_never_changed_with_an_unlocked_terminal_alone(sealed: Sealed) -> None:
    sealed.with_key("unlock")
    for arguments in (
        ("vault", "passphrase"),
        ("vault", "recovery"),
        ("vault", "rotate"),
        ("users", "add", *MO),
        ("users", "passphrase", "DW"),
        ("users", "remove", "DW", "--yes"),
    ):
        assert sealed.run(*arguments).code == 5, arguments


@pytest.mark.parametrize("length", ["0m", "61m", "2h", "x", "-5m", "1.5h", "999999m", ""])
def test_a_time_that_is_none_or_too_long_is_refused(sealed: Sealed, length: str) -> None:
    outcome = sealed.with_key("unlock", "--for", length)
    assert (outcome.code, "not a time of up to an hour" in outcome.err) == (2, True)


# the passphrase and the recovery key


def test_the_passphrase_is_changed_on_two_lines_of_a_descriptor(sealed: Sealed) -> None:
    assert sealed.with_key("vault", "passphrase", stdin=f"{NEW}\n").code == 0
    assert lists(sealed, PASSPHRASE).code == 5
    assert "Reyes" in lists(sealed, NEW).out
    assert "Reyes" in lists(sealed, sealed.recovery).out


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(sealed: Sealed) -> None:
    outcome = sealed.with_key("vault", "passphrase", stdin=f"{NEW}\n", passphrase=sealed.recovery)
    assert outcome.code == 0, outcome
    assert (lists(sealed, PASSPHRASE).code, lists(sealed, NEW).code) == (5, 0)
    assert "unlock.recovery" in acts(sealed)


def test_without_a_second_line_the_passphrase_stays(sealed: Sealed) -> None:
    outcome = sealed.with_key("vault", "passphrase")
    assert (outcome.code, "no passphrase (new passphrase)" in outcome.err) == (2, True)
    assert lists(sealed, PASSPHRASE).code == 0


def test_a_new_recovery_key_is_printed_and_the_old_one_opens_nothing(sealed: Sealed) -> None:
    text = sealed.keyed("vault", "recovery").strip()
    assert RECOVERY.fullmatch(text)
    assert (lists(sealed, sealed.recovery).code, lists(sealed, text).code) == (5, 0)


# the data key, export and anchors


def test_rotate_now_seals_every_chart_anew(sealed: Sealed) -> None:
    sealed.keyed("add", "C-001", stdin=PLAN)
    [file] = (sealed.store / "charts").rglob("*.chart")
    before = json.loads(file.read_bytes().partition(b"\n")[0])
    assert "next save" in sealed.with_key("vault", "rotate").err
    middle = json.loads(file.read_bytes().partition(b"\n")[0])
    assert sealed.with_key("vault", "rotate", "--now").code == 0
    after = json.loads(file.read_bytes().partition(b"\n")[0])
    assert before["kid"] == middle["kid"] != after["kid"]
    assert after["rev"] == before["rev"] + 1
    assert "Sleep through" in sealed.keyed("show", "C-001")
    assert json.loads(sealed.keyed("verify", "--deep", "--format", "json"))["items"] == []


def test_an_export_of_the_slots_puts_a_lost_manifest_back(sealed: Sealed, tmp_path: Path) -> None:
    target = tmp_path / "kept" / "slots.json"
    target.parent.mkdir()
    assert sealed.check("vault", "export", "-o", str(target)) == f"{target}\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sealed.check("vault", "export") == target.read_text() == (sealed.store / "vault.json").read_text()
    for name in ("vault.json", "vault.json.bak"):
        (sealed.store / name).unlink()
    assert sealed.with_key("list").code == 7
    (sealed.store / "vault.json").write_bytes(target.read_bytes())
    (sealed.store / "vault.json").chmod(0o600)
    assert "Reyes" in sealed.keyed("list")


def test_an_anchor_finds_a_cut_end(sealed: Sealed, tmp_path: Path) -> None:
    kept = tmp_path / "anchors.jsonl"
    sealed.keyed("vault", "anchor", str(kept))
    sealed.keyed("vault", "anchor", str(kept))
    assert len(kept.read_text().splitlines()) == 2
    assert sealed.with_key("verify", "--anchor", str(kept)).code == 0
    [month] = (sealed.store / "audit").iterdir()
    rows = month.read_bytes().splitlines(keepends=True)
    month.write_bytes(b"".join(rows[:-3]))
    outcome = sealed.with_key("verify", "--anchor", str(kept))
    assert outcome.code == 1
    assert "was cut off" in outcome.out or "written anew" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("verify", "--anchor", "none"), 2, "none"),
        (("verify", "--anchor", "bad"), 2, "line 1 is no anchor"),
        (("verify", "--anchor", "empty"), 2, "holds no anchor"),
        (("vault", "anchor", "store/anchor"), 2, "outside the store"),
        (("vault", "anchor", "no/such/folder"), 7, "could not be written"),
        (("vault", "export", "-o", "no/such/folder"), 7, "could not be written"),
    ],
)
def test_files_that_cannot_be_used_are_said(
    sealed: Sealed, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "bad").write_text("x\n")
    (tmp_path / "empty").write_text("")
    outcome = sealed.with_key(*arguments)
    assert (outcome.code, said in outcome.err) == (code, True), outcome


# users


def test_a_second_user_gets_a_passphrase_works_and_leaves(sealed: Sealed) -> None:
    assert sealed.with_key("users", "add", *MO, "--role", "supervisor", stdin=f"{NEW}\n").code == 0
    rows = json.loads(sealed.keyed("users", "list", "--format", "json"))["items"]
    assert [(row["initials"], row["role"], row["remark"]) for row in rows] == [
        ("DW", "clinician", ""),
        ("MO", "supervisor", ""),
    ]
    assert sealed.with_key("new", stdin="Osei, Kwame", passphrase=NEW).out == "C-002\n"
    last = json.loads(next(iter((sealed.store / "audit").iterdir())).read_text().splitlines()[-1])
    assert (last["who"], last["act"]) == ("mo", "client.add")
    assert sealed.with_key("list", "--user", "DW", passphrase=NEW).code == 5
    asked = sealed.with_key("users", "remove", "mo")
    assert (asked.code, "--yes" in asked.err) == (9, True)
    assert sealed.with_key("users", "remove", "mo", "--yes").code == 0
    assert lists(sealed, NEW).code == 5
    assert "MO  Mo Okafor      LPC   supervisor  left" in sealed.keyed("users", "list")
    assert "Osei" in sealed.keyed("list")
    assert json.loads(sealed.keyed("verify", "--deep", "--format", "json"))["items"] == []
    # The same initials come back as somebody else.
    assert sealed.with_key("users", "add", *MO, stdin="third words\n").code == 0
    rows = json.loads(sealed.keyed("users", "list", "--format", "json"))["items"]
    assert [row["user"] for row in rows] == ["dw", "mo2", "mo"]


def test_a_reader_changes_nothing_about_who_gets_in(sealed: Sealed) -> None:
    sealed.with_key("users", "add", *MO, "--role", "reader", stdin=f"{NEW}\n")
    for arguments in (("vault", "rotate"), ("users", "remove", "DW", "--yes"), ("vault", "passphrase")):
        outcome = sealed.with_key(*arguments, passphrase=NEW)
        assert (outcome.code, "MO may only read" in outcome.err) == (8, True), arguments


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("users", "remove", "DW", "--yes"), 7, "only one who works"),
        (("users", "remove", "ZZ", "--yes"), 3, "Nobody with the initials ZZ"),
        (("users", "passphrase", "ZZ"), 3, "Nobody with the initials ZZ"),
        (("users", "add", "--name", "X", "--initials", "dw", "--credential", ""), 7, "signs with DW already"),
        (("users", "add", "--name", "", "--initials", "XX", "--credential", ""), 2, "name and initials"),
        (("users", "add", "--role", "owner", *MO), 2, "owner"),
    ],
)
def test_what_cannot_be_done_with_users_is_said(
    sealed: Sealed, arguments: tuple[str, ...], code: int, said: str
) -> None:
    outcome = sealed.with_key(*arguments)
    assert (outcome.code, outcome.out, said in outcome.err) == (code, "", True), outcome
    assert "Reyes" in sealed.keyed("list")


# sealing a plain store


@pytest.fixture
def plain(tmp_path: Path) -> Sealed:
    made = Sealed(tmp_path)
    made.check("init", "--rehearsal", "--no-encryption", *NAMED)
    made.check("new", stdin=CLIENT)
    made.check("add", "C-001", stdin=PLAN)
    return made


def readable(folder: Path) -> set[str]:
    wanted = (b'"Reyes"', b"1991-04-02", b"Sleep through", b"nights back")
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files if any(each in path.read_bytes() for each in wanted)}


def test_a_plain_store_is_sealed_and_says_nothing_any_more(plain: Sealed) -> None:
    assert len(readable(plain.store)) >= 2
    outcome = plain.with_key("vault", "seal")
    assert outcome.code == 0, outcome
    assert RECOVERY.fullmatch(outcome.out.strip())
    assert "older backups" in outcome.err
    assert readable(plain.store) == set()
    assert plain.run("list").code == 5
    assert "Sleep through" in plain.keyed("show", "C-001")
    assert "Reyes" in lists(plain, outcome.out).out
    again = plain.with_key("vault", "seal")
    assert (again.code, "sealed already" in again.err) == (0, True)
    assert json.loads(plain.keyed("verify", "--deep", "--format", "json"))["items"] == []
    assert readable(plain.store) == set()


def test_a_sealing_that_stopped_goes_on_where_it_was(plain: Sealed) -> None:
    [file] = (plain.store / "charts").rglob("*.chart")
    whole = file.read_bytes()
    file.write_bytes(whole[:-9])
    stopped = plain.with_key("vault", "seal")
    assert stopped.code == 1
    assert "damaged" in stopped.err
    file.write_bytes(whole)
    outcome = plain.with_key("list")
    assert "vault seal finishes it" in outcome.err
    assert "Reyes" in outcome.out
    assert plain.with_key("vault", "seal").code == 0
    assert readable(plain.store) == set()
    assert "vault seal" not in plain.with_key("list").err


def test_texts_that_are_not_finished_hold_the_sealing_back(plain: Sealed) -> None:
    (plain.store / "drafts").mkdir(mode=0o700, exist_ok=True)
    (plain.store / "drafts" / "x.draft").write_text("half a thought")
    outcome = plain.with_key("vault", "seal")
    assert (outcome.code, outcome.out) == (6, "")
    assert "not finished yet" in outcome.err
    assert plain.run("list").code == 0


def test_snapshots_are_sealed_too_or_removed_when_told_so(plain: Sealed) -> None:
    trees = list((plain.store / "snapshots").iterdir())
    assert trees
    assert any("snapshots" in str(path) for path in plain.store.rglob("*.chart"))
    shutil.copytree(plain.store, plain.folder / "other")
    assert plain.with_key("vault", "seal").code == 0
    assert list((plain.store / "snapshots").iterdir()) == trees
    assert readable(plain.store) == set()
    other = ("--store", str(plain.folder / "other"))
    assert plain.with_key("vault", "seal", "--drop-snapshots", *other).code == 0
    assert readable(plain.folder / "other") == set()
    assert not [path for path in (plain.folder / "other" / "snapshots").iterdir() if path in trees]


@pytest.mark.parametrize(
    "arguments", [("vault", "passphrase"), ("vault", "rotate"), ("vault", "recovery"), ("vault", "export")]
)
def test_a_plain_store_has_no_keys(plain: Sealed, arguments: tuple[str, ...]) -> None:
    outcome = plain.run(*arguments)
    assert (outcome.code, "not sealed" in outcome.err) == (2, True)


def test_users_of_a_plain_store_have_no_passphrase_until_it_is_sealed(plain: Sealed) -> None:
    plain.check("users", "add", *MO)
    outcome = plain.with_key("vault", "seal")
    assert "No passphrase yet: MO" in outcome.err
    assert "no passphrase" in plain.keyed("users", "list")
    assert plain.with_key("users", "passphrase", "MO", stdin=f"{NEW}\n").code == 0
    assert "Reyes" in lists(plain, NEW).out


def test_two_users_are_asked_who_they_are(sealed: Sealed, terminal: Callable[..., Terminal]) -> None:
    sealed.with_key("users", "add", *MO, stdin=f"{NEW}\n")
    window = terminal("list", "--print")
    answer(window, "Your initials", "XX")
    window.wait_for("DW, MO have")
    answer(window, "Your initials", "mo")
    answer(window, "Passphrase", NEW)
    assert window.wait_exit() == 0
    assert "Reyes" in window.text


# an ssh-agent


def test_an_ssh_agent_opens_the_store_only_after_the_risk_was_taken(sealed: Sealed, tmp_path: Path) -> None:
    agent = Agent(tmp_path / "agent")
    sealed.env["SSH_AUTH_SOCK"] = agent.path
    assert sealed.run("list").code == 5
    asked = sealed.with_key("vault", "agent")
    assert asked.code == 9
    assert "Whoever can use your ssh-agent can open the store" in asked.err
    assert sealed.with_key("vault", "agent", "--yes").code == 0
    assert "Reyes" in sealed.check("list")
    assert "unlock.agent" in acts(sealed)
    # Who gets in is still a matter of the passphrase.
    assert sealed.run("users", "add", *MO).code == 5
    assert sealed.with_key("vault", "agent", "--remove").code == 0
    assert sealed.run("list").code == 5
    agent.close()
    gone = sealed.with_key("vault", "agent", "--yes", "--quiet")
    assert (gone.code, "ssh-agent" in gone.err) == (5, True)
