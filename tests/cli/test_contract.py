"""The command line is a contract: output forms, exit codes, nothing but data on standard output."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import PLAN, Practice
from tests.e2e.shell import Shell


def test_init_without_a_passphrase_says_the_ways_and_makes_private_folders(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    plain = shell.run("init", "--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
    assert plain.code == 9
    assert "--no-encryption" in plain.err
    assert not shell.store.exists()
    shell.check("init", "--no-encryption", "--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
    assert stat.S_IMODE(shell.store.stat().st_mode) == 0o700
    for path in shell.store.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    again = shell.run("init", "--no-encryption", "--name", "X", "--initials", "X", "--credential", "")
    assert again.code == 7
    assert "not an empty folder" in again.err


def test_init_without_answers_and_without_a_person_says_what_is_missing(tmp_path: Path) -> None:
    outcome = Shell(tmp_path).run("init", "--no-encryption", "--name", "Dana Whitlock")
    assert (outcome.code, outcome.out) == (9, "")
    assert "Initials is missing" in outcome.err


def test_new_prints_the_code_and_nothing_else(practice: Practice) -> None:
    assert practice.check("new", stdin="Reyes, Maria\n") == "C-001\n"
    body = json.loads(practice.check("new", "--format", "json", stdin="Osei, Kwame; id C-031"))
    assert body["client"] == "C-031"
    assert practice.check("new", stdin="Adler, Jo") == "C-032\n"
    taken = practice.run("new", stdin="Brandt, Karl; id C-031")
    assert taken.code == 2
    assert "belongs to another client" in taken.err


def test_a_faulty_line_is_named_with_code_and_caret_and_changes_nothing(practice: Practice) -> None:
    outcome = practice.run("new", stdin="Reyes, Maria; dob 1991-02-30")
    assert (outcome.code, outcome.out) == (2, "")
    line, carets, message = outcome.err.splitlines()[:3]
    assert line[carets.index("^") :].startswith("1991-02-30")
    assert message.startswith("D3 There is no 30 February")
    assert practice.check("list") == ""


def test_a_plan_is_added_in_one_go_or_not_at_all(practice: Practice) -> None:
    practice.client()
    assert practice.check("add", "mr", stdin=PLAN).split() == ["p1", "g1", "g1.1", "g1.1a", "service", "discharge"]
    faulty = practice.run("add", "mr", "g1", stdin="PHQ-9 18 -> 9 by +8w\nPHQ-9 40 -> 9\n")
    assert faulty.code == 2
    assert "line 2" in faulty.err
    assert "O2 PHQ-9 goes from 0 to 27" in faulty.err
    assert "Nothing was added" in faulty.err
    assert practice.check("add", "mr", "g1", stdin="PHQ-9 18 -> 9 by +8w") == "g1.2\n"


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "said"),
    [
        (("new", "Reyes, Maria"), "", 8, "Text never goes in arguments"),
        (("add", "C-001", "some words"), "", 8, "Text never goes in arguments"),
        (("show", "nobody"), "", 3, "No client fits"),
        (("show", "C-001", "g9.9"), "", 3, "There is no g9.9"),
        (("mark", "C-001", "g1.1", "+3"), "", 2, "Marks go from -2 to +2"),
        (("mark", "C-001", "g1", "+"), "", 2, "this is a goal"),
        (("status", "C-001", "g1.1", "dis"), "", 2, "needs a reason"),
        (("when", "C-001", "-2w"), "", 2, "past"),
        (("when", "C-001", "frday"), "", 2, "D1 Not a date: frday"),
        (("sign", "C-001", "plan"), "y\n\nDW\n", 9, "needs a person"),
        (("export", "pln", "C-001"), "", 2, "pln"),
        (("lint", "C-001", "--profile", "nobody"), "", 3, "no payer profile"),
        (("import", "missing.json"), "", 3, "There is no file"),
        (("frobnicate",), "", 2, "No such command"),
        ((), "", 9, "needs a terminal"),
    ],
)
def test_exit_codes_and_sentences(
    planned: Practice, arguments: tuple[str, ...], stdin: str, code: int, said: str
) -> None:
    outcome = planned.run(*arguments, stdin=stdin)
    assert outcome.code == code, outcome
    assert said in outcome.err
    assert outcome.out == ""
    assert "Traceback" not in outcome.err


def test_no_store_is_a_sentence_with_the_next_step(tmp_path: Path) -> None:
    outcome = Shell(tmp_path).run("list")
    assert outcome.code == 7
    assert "There is no store" in outcome.err
    assert "plantui init" in outcome.err


def test_more_than_one_client_lists_codes_and_no_names(practice: Practice) -> None:
    practice.client("Reyes, Maria")
    practice.client("Roth, Mila")
    outcome = practice.run("show", "mr")
    assert outcome.code == 4
    assert "C-001, C-002" in outcome.err
    assert "Reyes" not in outcome.err


def test_marks_statuses_and_dates(planned: Practice) -> None:
    assert planned.check("mark", "mr", "1.1", "-1") == "C-001: g1.1 marked -1\n"
    assert planned.check("mark", "mr", "g1.1", "+") == "C-001: g1.1 marked +1\n"
    assert "new -> act" in planned.check("status", "mr", "g1.1", "act")
    stopped = planned.check("status", "mr", "g1.1", "dis", "--why", "-", stdin="not what she wants")
    assert "act -> dis" in stopped
    assert "Tue 21 Apr 2026 (in 42 d)" in planned.check("when", "mr", "+6w")
    assert "Fri 24 Apr 2026" in planned.check("when", "mr", "24 apr")
    due = json.loads(planned.check("due", "--within", "60d", "--format", "json"))["items"]
    assert [(row["client"], row["due"]) for row in due] == [("C-001", "2026-04-24")]


def test_lint_rows_and_exit_codes(practice: Practice) -> None:
    practice.client()
    assert practice.run("lint", "C-001").code == 1
    practice.check("add", "C-001", stdin='Worry; dx F41.1\n  "Sleep"\n    Walk more; by +8w\n')
    outcome = practice.run("lint", "C-001", "--format", "json")
    rows = json.loads(outcome.out)["items"]
    assert outcome.code == 1
    assert {"TP005"} <= {row["id"] for row in rows}
    assert all({"id", "severity", "code", "message", "ref"} <= set(row) for row in rows)
    musts = json.loads(practice.run("lint", "C-001", "--must-only", "--format", "json").out)["items"]
    assert {row["severity"] for row in musts} == {"error"}


def test_export_then_import_then_export_is_byte_identical(planned: Practice, tmp_path: Path) -> None:
    planned.check("mark", "mr", "g1.1", "+")
    bundle = planned.check("export", "bundle", "mr", "-o", "-", "--format", "json")
    other = Practice(tmp_path / "other")
    other.init()
    (tmp_path / "bundle.json").write_text(bundle, encoding="utf-8")
    assert other.check("import", str(tmp_path / "bundle.json")) == "C-001\n"
    assert other.check("export", "bundle", "C-001", "-o", "-", "--format", "json") == bundle
    again = other.run("import", str(tmp_path / "bundle.json"))
    assert again.code == 2
    assert "already" in again.err
    assert other.check("new", stdin="Next, One") == "C-002\n"


def test_every_fault_of_a_bundle_is_named_and_nothing_is_half_imported(planned: Practice, tmp_path: Path) -> None:
    bundle = json.loads(planned.check("export", "bundle", "mr", "-o", "-"))
    bundle["plans"][0]["number"] = "two"
    bundle["client"]["born"] = "1991-02-30"
    del bundle["code"]
    file = tmp_path / "faulty.json"
    file.write_text(json.dumps(bundle), encoding="utf-8")
    outcome = planned.run("import", str(file))
    assert outcome.code == 2
    for place in ("plans[0].number", "client.born", "code"):
        assert place in outcome.err
    assert len(planned.check("list").splitlines()) == 1


def test_exports_are_private_files_named_by_codes(planned: Practice) -> None:
    path = Path(planned.check("export", "plan", "mr").strip())
    assert path.name == "C-001_plan_v1_2026-03-10.md"
    assert path.parent.name == "store-exports"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.parent.chmod(0o755)
    refused = planned.run("export", "plan", "mr")
    assert refused.code == 8
    assert "--force" in refused.err
    planned.check("export", "plan", "mr", "--force")


def test_the_schema_describes_a_bundle(planned: Practice) -> None:
    schema = json.loads(planned.check("schema"))
    bundle = json.loads(planned.check("export", "bundle", "mr", "-o", "-"))
    assert set(bundle) <= set(schema["$defs"]["Chart"]["properties"])


def test_a_list_of_clients_comes_in_whole_or_not_at_all(practice: Practice, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "Last name,First name,Date of birth\nReyes,Maria,1991-04-02\nOsei,Kwame,1988-02-30\n", encoding="utf-8"
    )
    faulty = practice.run("import", str(file))
    assert faulty.code == 2
    assert "row 3: D3" in faulty.err
    assert practice.check("list") == ""
    file.write_text(file.read_text(encoding="utf-8").replace("02-30", "02-28"), encoding="utf-8")
    assert practice.check("import", str(file)).split() == ["C-001", "C-002"]


def test_a_real_store_ignores_the_rehearsal_clock_and_says_so(tmp_path: Path) -> None:
    shell = Shell(tmp_path, PLANTUI_NOW="2020-01-01T09:00")
    shell.check("init", "--no-encryption", "--name", "Dana Whitlock", "--initials", "DW", "--credential", "LCSW")
    outcome = shell.run("list", "--format", "json")
    assert "PLANTUI_NOW is ignored" in outcome.err
    assert not json.loads(outcome.out)["generated"].startswith("2020")


def test_global_flags_stand_before_and_after_the_command(practice: Practice) -> None:
    practice.client()
    before = practice.check("--names", "initials", "list")
    after = practice.check("list", "--names", "initials")
    assert before == after
    assert "M.R." in before
    assert "Reyes" not in before
