"""Backups and restoring by command line: the whole store, one chart, a day in the past."""

from __future__ import annotations

import io
import json
import stat
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.cli.conftest import Practice
from tests.e2e.home import program
from tests.e2e.shell import Shell

PASSPHRASE = "a walk by the river"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir(mode=0o700)
    return made


def test_a_backup_is_one_private_file_and_nothing_else_is_printed(planned: Practice, folder: Path) -> None:
    out = planned.check("backup", "-o", str(folder / "b.tar"))
    assert out == f"{folder / 'b.tar'}\n"
    assert stat.S_IMODE((folder / "b.tar").stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["b.tar"]
    said = planned.run("backup", "-o", str(folder / "c.tar"), "--format", "json")
    assert json.loads(said.out)["items"][0]["charts"] == 1
    assert "not encrypted" in said.err
    assert planned.check("log", "--act", "store.backup").count("store.backup") == 2


def test_without_a_name_it_goes_beside_the_store(planned: Practice) -> None:
    file = Path(planned.check("backup").strip())
    assert file == planned.store.with_name("store-backups") / "plantui_2026-03-10_1352.tar"
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    into = planned.store.with_name("into")
    into.mkdir(mode=0o700)
    assert Path(planned.check("backup", "-o", str(into)).strip()) == into / file.name


def test_a_backup_can_go_through_a_pipe(planned: Practice, folder: Path) -> None:
    with (folder / "piped.tar").open("wb") as out:
        done = subprocess.run([program(), "backup", "-o", "-"], stdout=out, env=planned.env, check=False)
    assert done.returncode == 0
    with tarfile.open(folder / "piped.tar") as archive:
        assert archive.getnames()[-1] == "sums.json"
    assert "It is whole" in planned.run("restore", str(folder / "piped.tar"), "--dry-run").err


def test_a_backup_is_not_written_where_it_does_no_good(planned: Practice, folder: Path) -> None:
    inside = planned.run("backup", "-o", str(planned.store / "b.tar"))
    assert (inside.code, inside.out) == (2, "")
    assert "lost with it" in inside.err
    planned.check("backup", "-o", str(folder / "b.tar"))
    again = planned.run("backup", "-o", str(folder / "b.tar"))
    assert (again.code, again.out) == (2, "")
    planned.check("backup", "-o", str(folder / "b.tar"), "--force")
    folder.chmod(0o755)
    seen = planned.run("backup", "-o", str(folder / "c.tar"))
    assert (seen.code, seen.out) == (8, "")
    assert "read by everybody" in seen.err
    missing = planned.run("backup", "-o", "/proc/b.tar", "--force")
    assert missing.code == 7


def test_a_whole_store_comes_back_with_a_line_about_it(planned: Practice, folder: Path) -> None:
    planned.check("backup", "-o", str(folder / "b.tar"))
    planned.check("mark", "C-001", "g1.1", "+1")
    there = folder / "restored"
    outcome = planned.run("--store", str(there), "restore", str(folder / "b.tar"))
    assert (outcome.code, outcome.out) == (0, f"{there}\n")
    assert "1 chart restored. Nothing is missing or damaged." in outcome.err
    assert planned.check("--store", str(there), "list") == planned.check("list")
    assert planned.check("--store", str(there), "log").splitlines()[-1].split()[6:8] == [
        "store.restore",
        "backup:20260310T135200",
    ]
    assert planned.run("--store", str(there), "verify", "--deep").code == 0


def test_nothing_is_restored_over_charts_but_an_empty_store_makes_room(practice: Practice, folder: Path) -> None:
    practice.client()
    practice.check("backup", "-o", str(folder / "b.tar"))
    over = practice.run("restore", str(folder / "b.tar"))
    assert (over.code, over.out) == (7, "")
    assert "holds charts" in over.err
    other = Shell(folder / "other", PLANTUI_NOW="2026-03-10T13:52")
    other.check("init", "--no-encryption", "--name", "X", "--initials", "X", "--credential", "")
    other.check("restore", str(folder / "b.tar"))
    assert "C-001" in other.check("list")
    assert (other.store.parent / "store.empty-1" / "vault.json").exists()
    practice.store.with_name("full").mkdir(mode=0o700)
    (practice.store.with_name("full") / "mine").write_text("")
    full = practice.run("--store", str(practice.store.with_name("full")), "restore", str(folder / "b.tar"))
    assert full.code == 7
    assert "is not empty" in full.err


def test_a_dry_run_changes_nothing(planned: Practice, folder: Path) -> None:
    planned.check("backup", "-o", str(folder / "b.tar"))
    there = folder / "restored"
    outcome = planned.run("--store", str(there), "restore", str(folder / "b.tar"), "--dry-run")
    assert (outcome.code, outcome.out) == (0, "")
    assert "1 chart, " in outcome.err
    assert not there.exists()


def test_a_damaged_backup_is_refused_with_what_is_wrong(planned: Practice, folder: Path) -> None:
    planned.check("backup", "-o", str(folder / "b.tar"))
    content = (folder / "b.tar").read_bytes()
    for damaged, code in ((content[: len(content) // 2], 7), (b"hello", 7), (content.replace(b"Reyes", b"Peyes"), 7)):
        (folder / "c.tar").write_bytes(damaged)
        outcome = planned.run("--store", str(folder / "t"), "restore", str(folder / "c.tar"))
        assert (outcome.code, outcome.out) == (code, "")
        assert not (folder / "t").exists()
    assert planned.run("restore", str(folder / "none.tar")).code == 3


def test_one_chart_goes_back_as_a_new_revision(planned: Practice, folder: Path) -> None:
    planned.check("backup", "-o", str(folder / "b.tar"))
    before = planned.check("export", "bundle", "C-001", "-o", "-")
    planned.check("mark", "C-001", "g1.1", "+1")
    assert planned.check("export", "bundle", "C-001", "-o", "-") != before
    alone = ("restore", str(folder / "b.tar"), "--client", "mr")
    dry = planned.run(*alone, "--dry-run")
    assert (dry.code, dry.out) == (0, "")
    assert "progress: 1 gone" in dry.err
    asked = planned.run(*alone)
    assert (asked.code, asked.out) == (9, "")
    assert planned.check("export", "bundle", "C-001", "-o", "-") != before
    done = json.loads(planned.check(*alone, "--yes", "--format", "json"))["items"][0]
    assert (done["client"], done["revision"], done["from_revision"]) == ("C-001", 4, 2)
    assert planned.check("export", "bundle", "C-001", "-o", "-") == before
    assert "before-restore" in planned.check("restore")
    again = planned.run(*alone, "--yes")
    assert (again.code, again.out) == (0, "")
    assert "holds what it held then" in again.err
    line = json.loads(planned.check("log", "C-001", "--act", "chart.restore", "--format", "json"))["items"]
    assert [(row["revision"], row["detail"]) for row in line] == [(4, ["backup:20260310T135200Z", "rev:2"])]
    assert planned.run("verify", "--deep").code == 0


def test_a_chart_goes_back_to_a_day(planned: Practice) -> None:
    before = planned.check("export", "bundle", "C-001", "-o", "-")
    planned.check("mark", "C-001", "g1.1", "-1", PLANTUI_NOW="2026-03-12T09:00")
    planned.check("mark", "C-001", "g1.1", "+1", PLANTUI_NOW="2026-03-14T09:00")
    late = {"PLANTUI_NOW": "2026-03-20T09:00"}
    outcome = planned.run("restore", "--client", "C-001", "--to", "13 mar", "--dry-run", **late)
    assert outcome.code == 0
    assert "from the snapshot 20260312T090000Z" in outcome.err
    planned.check("restore", "--client", "C-001", "--to", "13 mar", "--yes", **late)
    assert planned.check("show", "C-001", **late).count("better") == 0
    assert planned.check("export", "bundle", "C-001", "-o", "-", **late) != before
    nothing = planned.run("restore", "--client", "C-001", "--to", "1 jan", **late)
    assert nothing.code == 3
    assert "The oldest one" in nothing.err
    revisions = json.loads(planned.check("restore", "--client", "C-001", "--format", "json", **late))["items"]
    assert [row["revision"] for row in revisions] == [5, 4, 3, 2, 1]
    assert revisions[0]["current"]
    assert revisions[0]["act"] == "chart.restore"


def test_a_chart_that_is_gone_or_damaged_comes_back(planned: Practice, folder: Path) -> None:
    planned.check("backup", "-o", str(folder / "b.tar"))
    chart = next(planned.store.glob("charts/*/*.chart"))
    content = chart.read_bytes()
    chart.unlink()
    chart.write_bytes(content[:-40])
    chart.chmod(0o600)
    assert planned.run("show", "C-001").code != 0
    planned.check("restore", str(folder / "b.tar"), "--client", "C-001", "--yes")
    assert "Worry" in planned.check("show", "C-001")
    assert planned.run("verify", "--deep").code == 0
    chart.unlink()
    chart.with_suffix(".prev").unlink(missing_ok=True)
    assert planned.run("restore", str(folder / "b.tar"), "--client", "C-009", "--yes").code == 3
    planned.check("restore", str(folder / "b.tar"), "--client", "c-001", "--yes")
    assert "Worry" in planned.check("show", "C-001")
    planned.check("mark", "C-001", "g1.1", "+1")
    chart.unlink()
    beside = planned.run("restore", "--to", "today", "--client", "c-001", "--yes")
    assert beside.code == 0
    assert "kept beside the current one" in beside.err
    assert "was the last of that day; it is no longer kept" in beside.err
    assert "Worry" in planned.check("show", "C-001")
    assert planned.run("verify", "--deep").code == 0


def test_a_chart_of_another_store_is_not_mixed_in(planned: Practice, folder: Path) -> None:
    other = Practice(folder / "other")
    other.init()
    other.client()
    other.check("backup", "-o", str(folder / "o.tar"))
    outcome = planned.run("restore", str(folder / "o.tar"), "--client", "C-001", "--yes")
    assert (outcome.code, outcome.out) == (2, "")
    assert "another store" in outcome.err


@pytest.mark.parametrize(
    "words", [("b.tar", "--to", "today"), ("--to", "today"), ("--to", "nonsense", "--client", "C-001")]
)
def test_what_cannot_be_meant_is_said_to_be_so(planned: Practice, words: tuple[str, ...]) -> None:
    assert planned.run("restore", *words).code == 2


def test_a_reader_does_not_restore(planned: Practice, folder: Path) -> None:
    planned.check("backup", "-o", str(folder / "b.tar"))
    planned.check("mark", "C-001", "g1.1", "+1")
    outcome = planned.run("--read-only", "restore", str(folder / "b.tar"), "--client", "C-001", "--yes")
    assert (outcome.code, outcome.out) == (8, "")


def sealed(shell: Shell, *arguments: str, stdin: str = PASSPHRASE) -> tuple[int, str, str]:
    """Run with the passphrase on standard input."""
    outcome = shell.run(*arguments, "--passphrase-fd", "0", stdin=f"{stdin}\n")
    return outcome.code, outcome.out, outcome.err


def test_a_sealed_store_makes_a_sealed_backup_that_takes_its_passphrase(tmp_path: Path, folder: Path) -> None:
    shell = Shell(tmp_path)
    named = ("--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW", "--rehearsal")
    assert sealed(shell, "init", *named)[0] == 0
    code, out, err = sealed(shell, "backup", "-o", str(folder / "b.tar"))
    assert (code, out) == (0, f"{folder / 'b.tar'}\n")
    assert "not encrypted" not in err
    there = str(folder / "t")
    assert sealed(shell, "--store", there, "restore", str(folder / "b.tar"), stdin="wrong")[0] == 5
    assert not Path(there).exists()
    code, out, err = sealed(shell, "--store", there, "restore", str(folder / "b.tar"))
    assert (code, out) == (0, f"{there}\n")
    assert sealed(shell, "--store", there, "verify", "--deep")[0] == 0
    locked = shell.run("--store", str(folder / "u"), "restore", str(folder / "b.tar"))
    assert locked.code == 5
    assert not (folder / "u").exists()


def test_what_a_backup_holds_opens_with_any_tar(planned: Practice, folder: Path) -> None:
    planned.check("backup", "-o", str(folder / "b.tar"))
    with tarfile.open(fileobj=io.BytesIO((folder / "b.tar").read_bytes())) as archive:
        names = archive.getnames()
    assert names[0] == "backup.json"
    assert sum(name.endswith(".chart") for name in names) == 1
