"""`plantui lib`: the statement library without a store."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.shell import Shell

PAGE = """\
---
id: insomnia
title: Insomnia
---

## Goals

- Sleep like a stone. {#g01}
- I will sleep.

## Objectives

### Counted

- Sleep more, by diary. {#o90}
  - metric: "hours" {baseline} -> {traget}

## Gaols
"""


def own_page(shell: Shell, text: str = PAGE, name: str = "mine.md") -> Path:
    folder = Path(shell.env["XDG_CONFIG_HOME"]) / "plantui" / "library"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


def test_list_needs_no_store_and_finds_words_in_any_order(shell: Shell) -> None:
    lines = shell.check("lib", "list", "dia", "sleep", "--kind", "objective").splitlines()
    assert lines[0].split()[:2] == ["insomnia.o08", "objective"]
    assert lines[0].endswith("by sleep diary.")
    assert all(line.split()[1] == "objective" for line in lines)
    assert not shell.store.exists()


def test_list_by_kind_and_tag(shell: Shell) -> None:
    assert len(shell.check("lib", "list").splitlines()) == 684
    goals = shell.check("lib", "list", "--kind", "goal", "--tag", "panic").splitlines()
    assert len(goals) == 10
    safe = shell.check("lib", "list", "--kind", "INTERVENTION", "--tag", "Staying-safe plan").splitlines()
    assert [line.split()[0] for line in safe] == ["depression.i03", "ptsd.i02"]
    nothing = shell.run("lib", "list", "--tag", "nothing")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "No statement fits.\n")
    assert shell.run("lib", "list", "--kind", "gaol").code == 2


def test_list_as_markdown_and_json(shell: Shell) -> None:
    marked = shell.check("--format", "md", "lib", "list", "--kind", "discharge", "--tag", "gad")
    assert marked.startswith("- Two GAD-7 forms in a row under {cutoff=8},")
    assert marked.splitlines()[0].endswith("{#gad.x01}")
    body = json.loads(shell.check("lib", "list", "--tag", "ptsd", "--format", "json"))
    assert set(body) == {"schema", "generated", "items"}
    assert len(body["items"]) == 114
    row = next(row for row in body["items"] if row["id"] == "ptsd.o01")
    assert row["metric"] == "PCL-5 {baseline} -> {target} by +{weeks}w every 1w"
    assert (row["kind"], row["problem"], row["group"]) == ("objective", "ptsd", "Measured by a scale")
    assert row["own"] is False
    assert row["blanks"] == ["baseline", "target", "weeks"]


def test_show_a_statement_and_a_problem(shell: Shell) -> None:
    said = shell.check("lib", "show", "Insomnia.O08")
    assert said.startswith("Sleep {hours=6} hours or more on {target=5} nights a week")
    assert "  metric: " in said
    assert "  goes with: insomnia.i09 Set up a sleep diary" in said
    assert "Behavioral and psychological treatments for chronic insomnia" in shell.check("lib", "show", "insomnia.i09")
    page = shell.check("lib", "show", "insomnia")
    assert "  statements: 114 (12 description, 10 goal, 30 objective, 50 intervention, 8 homework, 4 discharge)" in page
    assert "not yet signed off by a licensed clinician" in page
    body = json.loads(shell.check("lib", "show", "insomnia", "--format", "json"))
    assert body["items"][0]["counts"]["objective"] == 30
    assert shell.check("lib", "show", "insomnia.g01", "--format", "md").startswith("# Trust the night")


def test_show_what_is_not_there(shell: Shell) -> None:
    outcome = shell.run("lib", "show", "insomnea")
    assert (outcome.code, outcome.out) == (3, "")
    assert "There is no statement or problem insomnea. Did you mean insomnia?" in outcome.err


def test_the_shipped_library_has_no_must_and_no_ask(shell: Shell) -> None:
    outcome = shell.run("lib", "check")
    assert (outcome.code, outcome.err) == (0, "0 must, 0 ask.\n")
    assert {line.split()[0] for line in outcome.out.splitlines()} == {"note"}


def test_own_statements_take_precedence_and_their_faults_are_said(shell: Shell) -> None:
    page = own_page(shell)
    listed = shell.run("lib", "list", "--kind", "goal", "--tag", "insomnia")
    assert listed.out.splitlines()[0].endswith("Sleep like a stone.")
    assert len(listed.out.splitlines()) == 11
    assert listed.err == (
        f'{page} line 18: "Gaols" is not a kind of statement: Behavioural descriptions, Goals, Objectives, '
        "Interventions, Homework, Discharge. Did you mean Goals? What stands below it is left out.\n"
    )
    assert f"source: practice, {page}" in shell.check("lib", "show", "insomnia.g01")
    page.unlink()
    assert "Trust the night" in shell.check("lib", "show", "insomnia.g01")


def test_check_names_file_line_and_rule(shell: Shell) -> None:
    own_page(shell)
    outcome = shell.run("lib", "check", "--format", "json")
    assert outcome.code == 1
    rows = {(row["severity"], row["rule"], row["line"]) for row in json.loads(outcome.out)["items"] if row["line"]}
    assert rows >= {
        ("error", "form", 18),
        ("error", "blank", 15),
        ("error", "no-time", 15),
        ("error", "metric", 15),
        ("warn", "promise", 9),
    }
    assert "mine.md:15" in shell.run("lib", "check").out


def test_check_of_one_page_speaks_of_that_page_only(shell: Shell, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    front = "---\nid: rest\ntitle: Rest\n---\n## Goals\n"
    draft.write_text(f"{front}- Leave a worry alone and come back to what is in front of me.\n")
    outcome = shell.run("lib", "check", str(draft), "--format", "json")
    (row,) = json.loads(outcome.out)["items"]
    assert (row["rule"], row["severity"], row["file"], row["line"]) == ("twice", "error", str(draft), 6)
    assert row["message"] == "gad.g01 says the same."
    assert outcome.code == 1
    draft.write_text(f"{front}- Lie in the grass.\n")
    fine = shell.run("lib", "check", str(draft))
    assert (fine.code, fine.out, fine.err) == (0, "", "Nothing found.\n")


def test_check_of_a_page_that_is_not_there(shell: Shell, tmp_path: Path) -> None:
    outcome = shell.run("lib", "check", str(tmp_path / "none.md"))
    assert (outcome.code, outcome.out) == (3, "")
    assert "There is no file" in outcome.err


def test_the_compiled_library_lies_in_the_cache_and_may_be_lost(shell: Shell) -> None:
    before = shell.check("lib", "list", "--tag", "gad")
    cache = Path(shell.env["XDG_CACHE_HOME"]) / "plantui" / "statements.msgpack"
    assert cache.stat().st_mode & 0o777 == 0o600
    cache.write_bytes(b"spoilt")
    assert shell.check("lib", "list", "--tag", "gad") == before
    assert cache.stat().st_size > 10_000


def test_help_lists_the_commands(shell: Shell) -> None:
    said = shell.check("lib", "--help")
    assert all(name in said for name in ("list", "show", "check"))
    assert "  lib " in shell.check("--help")


def test_add_puts_own_statements_on_the_practices_page(shell: Shell) -> None:
    typed = "Sleep like a stone.\n"
    shown = shell.check("lib", "add", "insomnia", "--kind", "goal", stdin=typed)
    name = shown.split()[0]
    assert name.startswith("insomnia.g-")
    assert "Sleep like a stone." in shell.check("lib", "show", name)
    page = Path(shell.env["XDG_CONFIG_HOME"]) / "plantui" / "library" / "insomnia.md"
    assert page.stat().st_mode & 0o777 == 0o600
    again = shell.run("lib", "add", "insomnia", "--kind", "goal", stdin=typed)
    assert again.code == 2
    assert f"{name} says that already." in again.err


def test_add_takes_a_metric_and_a_new_problem(shell: Shell) -> None:
    metric = '"calls" {baseline} -> {target} by +{weeks}w'
    typed = f"Call a friend on {{target=3}} days a week within {{weeks=8}} weeks, by log.\n  metric: {metric}\n"
    shown = shell.check("lib", "add", "lonely", "--kind", "objective", "--title", "Loneliness", stdin=typed)
    found = json.loads(shell.check("lib", "show", shown.split()[0], "--format", "json"))["items"][0]
    assert (found["group"], found["metric"]) == ("Counted", metric)
    assert "Loneliness" in shell.check("lib", "show", "lonely")


def test_add_refuses_what_does_not_read(shell: Shell) -> None:
    assert shell.run("lib", "add", "lonly", "--kind", "goal", stdin="Call.\n").code == 3
    assert shell.run("lib", "add", "insomnia", "--kind", "goal", stdin="  metric: x\n").code != 0
    assert shell.run("lib", "add", "insomnia", "a sentence", "--kind", "goal", stdin="").code == 8
    assert "--dry-run" in shell.check("lib", "add", "--help")
    assert "Would be added" in shell.run("lib", "add", "insomnia", "--kind", "goal", "--dry-run", stdin="Rest.\n").err
