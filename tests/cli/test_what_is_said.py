"""What commands print: names as asked, sentences for the ear, carets under what does not read, ids from a pipe."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from plantui.cli import exits
from tests.cli.commands import NOTE, READING, WRITING, charts
from tests.cli.conftest import NOW
from tests.cli.inside import Inside
from tests.e2e.shell import Shell


@pytest.mark.parametrize("name", READING)
def test_output_to_a_pipe_is_stable(demo_inside: Inside, name: str) -> None:
    words = READING[name] if name != "log" else (*READING[name], "--act", "chart.import")
    first = demo_inside.run(*words)
    for more in ({}, {"COLUMNS": "20"}, {"TERM": "dumb"}, {"NO_COLOR": "1"}, {"PLANTUI_PAGER": "less"}):
        demo_inside.env |= more
        assert demo_inside.run(*words) == first
    assert demo_inside.run(*words, "--no-color", "--ascii", "--print") == first
    assert "\x1b" not in first.out
    assert all(line == line.rstrip() for line in first.out.splitlines())


SPOKEN = {
    "mark": (("mark", "C-014", "1.1", "+1"), "", "C-014: g1.1 marked plus 1."),
    "status": (("status", "C-014", "1.1", "hld"), "", "C-014: g1.1 from active to on hold."),
    "when": (("when", "C-014", "+6w"), "", "Review of C-014 set to Tuesday 21 April 2026 (in 42 days)."),
    "measure": (("measure", "C-014", "phq9", "=12"), "", "PHQ-9 12 on 10 March 2026 (was 12 on 3 March)."),
    "note": (("note", "C-014", "--draft"), NOTE, "Draft saved: C-014, 10 March 2026, g1.1 plus 1."),
    "due": (("due", "--overdue"), "", "C-033, Jonas, Petra, review, 11 days late, 27 February 2026,"),
    "list": (("list", "overdue"), "", "C-021, Duarte, Rui, version 2, Wednesday 11 March 13:00, 2 days late."),
    "show": (("show", "C-014"), "", "C-014, Reyes, Maria, plan version 3, in force, signed 12 December 2025."),
}


@pytest.mark.parametrize("name", SPOKEN)
def test_what_is_listened_to_is_said_in_sentences(demo_inside: Inside, name: str) -> None:
    words, text, said = SPOKEN[name]
    demo_inside.env["PLANTUI_A11Y"] = "line"
    lines = demo_inside.run(*words, "--format", "plain", stdin=text).out.splitlines()
    assert lines[0].startswith(said)
    assert not [line for line in lines if "  " in line or line[-1] not in ".?!:"]


NAMING = ("glance", "due", "list", "show", "lint", "stats", "log", "verify")


@pytest.mark.parametrize("name", NAMING)
def test_names_are_shown_as_asked(demo_inside: Inside, name: str) -> None:
    rows = json.loads(demo_inside.run("list", "--closed", "--format", "json").out)["items"]
    names, initials = {row["name"] for row in rows}, {row["initials"] for row in rows}
    words = READING[name]
    for form in ("plain", "md", "json"):
        discreet = demo_inside.run(*words, "--names", "initials", "--format", form)
        codes = demo_inside.run(*words, "--names", "codes", "--format", form)
        assert not [each for each in names if each in discreet.out + discreet.err]
        assert not [each for each in names | initials if each in codes.out + codes.err]


@pytest.mark.parametrize("name", [*WRITING, *READING])
def test_messages_name_nobody(demo_inside: Inside, name: str) -> None:
    """What goes to standard error may end in a log of the shell or of cron: codes stand there, no names."""
    words, text = WRITING[name] if name in WRITING else (READING[name], "")
    wrong = ["C-999" if word == "C-014" else "rey" if word == "C-021" else word for word in words]
    for given in (words, wrong):
        done = demo_inside.run(*given, stdin=text)
        assert not re.search("Reyes|Maria|worry|nights back", done.err)


MANY: dict[str, tuple[str, ...]] = {
    "glance": ("glance", "-"),
    "show": ("show", "-"),
    "lint": ("lint", "-"),
    "mark": ("mark", "-", "g1.1", "-1"),
    "status": ("status", "-", "g1.1", "hld"),
    "measure": ("measure", "-", "phq9", "=12"),
    "when": ("when", "-", "--spread", "1/d"),
    "export": ("export", "plan", "-", "-o", "-"),
}


@pytest.mark.parametrize("name", MANY)
def test_ids_come_on_standard_input(demo_inside: Inside, name: str) -> None:
    done = demo_inside.run(*MANY[name], "--format", "json", stdin="C-014\nC-021\n")
    assert done.code == exits.DONE, done
    clients = [row["client"] for row in json.loads(done.out)["items"]]
    assert set(clients) == {"C-014", "C-021"} if name != "lint" else set(clients) <= {"C-014", "C-021"}
    assert demo_inside.run(*MANY[name], stdin="").code == exits.NOT_FOUND


def test_what_does_not_fit_one_is_done_to_none(demo_inside: Inside) -> None:
    before = charts(demo_inside)
    assert demo_inside.run("mark", "-", "g2.2", "+1", stdin="C-014 C-019").code == exits.NOT_FOUND
    assert charts(demo_inside) == before


def test_what_is_done_to_several_is_one_intention(demo_inside: Inside) -> None:
    assert demo_inside.run("mark", "-", "g1.1", "-1", stdin="C-014 C-021").code == exits.DONE
    shell = Shell(demo_inside.folder, PLANTUI_NOW=NOW)
    assert "> Undone: 2 changes.\n" in shell.check("line", stdin="undo\nquit\n")
    for code in ("C-014", "C-021"):
        assert "-1 10 Mar 2026" not in demo_inside.run("show", code).out
    assert "> Again: 2 changes.\n" in shell.check("line", stdin="redo\nquit\n")
    assert "-1 10 Mar 2026" in demo_inside.run("show", "C-021").out


def test_reviews_are_spread_as_the_screen_spreads_them(demo_inside: Inside) -> None:
    """Two a working day, from the next one on, the latest first; a day behind the clients begins there."""
    done = demo_inside.run("when", "C-014", "C-021", "C-033", "--spread", "2/d")
    assert [line.split(" set to ")[1] for line in done.out.splitlines()] == [
        "Wed 11 Mar 2026 (in 1 d)",
        "Wed 11 Mar 2026 (in 1 d)",
        "Thu 12 Mar 2026 (in 2 d)",
    ]
    assert done.out.startswith("Review of C-033")
    done = demo_inside.run("when", "C-014", "C-021", "fri", "--spread", "1/d")
    assert [line.split(" set to ")[1][:10] for line in done.out.splitlines()] == ["Fri 13 Mar", "Mon 16 Mar"]


@pytest.mark.parametrize(
    "words", [("note", "-"), ("add", "-"), ("log", "-"), ("status", "-", "1.1", "dis", "--why", "-")]
)
def test_where_standard_input_is_taken_ids_are_refused(demo_inside: Inside, words: tuple[str, ...]) -> None:
    done = demo_inside.run(*words, stdin="C-014\n")
    assert (done.code, done.out) == (exits.USAGE, "")
    assert "name it" in done.err or "name the client" in done.err


def test_initials_of_two_are_said_as_the_screen_says_them(demo_inside: Inside) -> None:
    done = demo_inside.run("show", "mr")
    assert (done.code, done.out, done.err) == (exits.AMBIGUOUS, "", "C1 Two clients are M.R.: C-014, C-027\n")


def test_a_reason_behind_the_date_is_refused_for_privacy(demo_inside: Inside) -> None:
    for words in (("when", "C-014", "+7d cancelled twice"), ("when", "C-014", "+7d", "cancelled", "twice")):
        done = demo_inside.run(*words)
        assert (done.code, done.out) == (exits.PRIVACY, "")
        assert "cancelled" not in done.err


def test_what_is_not_there_cannot_be_exported(demo_inside: Inside) -> None:
    for what in ("plan", "review", "notes"):
        done = demo_inside.run("export", what, "C-031", *(("--from", "9 mar") if what == "notes" else ()))
        assert (done.code, done.out) == (exits.NOT_FOUND, "")
    assert demo_inside.run("export", "bundle", "C-014", "--format", "md", "-o", "-").code == exits.USAGE


def test_an_export_as_json_is_a_private_file_too(demo_inside: Inside) -> None:
    done = demo_inside.run("export", "review", "C-014", "--format", "json")
    path = Path(done.out.strip())
    assert path.name == "C-014_review_2025-12-12_2026-03-10.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert json.loads(path.read_text())["items"][0]["client"] == "C-014"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        (("overdue", "dx:F41"), {"C-014"}),
        (("next:fri",), {"C-015", "C-033"}),
        (('next:"13 mar"',), {"C-015", "C-033"}),
        (("due<fri",), {"C-014", "C-021", "C-033"}),
        (("closed",), {"B-118", "B-123"}),
        (("!dx:F", "rey"), set()),
    ],
)
def test_filters_are_those_of_the_screen(demo_inside: Inside, typed: tuple[str, ...], codes: set[str]) -> None:
    rows = json.loads(demo_inside.run("list", *typed, "--format", "json").out)["items"]
    assert {row["client"] for row in rows} == codes


def test_a_faulty_filter_says_what_is_wrong(demo_inside: Inside) -> None:
    assert demo_inside.run("list", "dx:").code == exits.USAGE


PLACES = [
    (("list", "overdue", "due<frday"), "overdue due<frday", "frday", "D1"),
    (("when", "C-014", "+12"), "+12", "+12", "D2"),
    (("when", "C-014", "C-021", "--spread", "0/d"), "0/d", "0/d", "C3"),
    (("when", "C-014", "3/4"), "3/4", "3/4", "D4"),
    (("mark", "C-014", "1.1", "+3"), "+3", "+3", "N2"),
    (("mark", "C-014", "1.1", "+1", "--date", "feb 30"), "feb 30", "feb 30", "D3"),
    (("status", "C-014", "1.1", "met", "--date", "+1w"), "+1w", "+1w", "D5"),
    (("measure", "C-014", "phq9", "=31"), "=31", "31", "N4"),
    (("measure", "C-014", "phq9", "1,1,2"), "1,1,2", "1,1,2", "N3"),
    (("measure", "C-014", "phq9", "=9", "--date", "frday"), "frday", "frday", "D1"),
    (("note", "C-014", "--draft", "--date", "frday"), "frday", "frday", "D1"),
    (("note", "C-014", "--draft", "--header", "today 25:00"), "today 25:00", "25:00", "N5"),
    (("export", "notes", "C-014", "--from", "frday"), "frday", "frday", "D1"),
]


@pytest.mark.parametrize(("words", "line", "marked", "code"), PLACES)
def test_what_does_not_read_has_its_code_and_a_caret(
    demo_inside: Inside, words: tuple[str, ...], line: str, marked: str, code: str
) -> None:
    done = demo_inside.run(*words)
    assert (done.code, done.out) == (exits.USAGE, "")
    shown, carets, said = done.err.splitlines()
    start = carets.index("^")
    assert (shown, shown[start : start + carets.count("^")]) == (line, marked)
    assert said.startswith(f"{code} ")


def test_the_environment_says_how_names_are_shown_and_a_flag_comes_first(demo_inside: Inside) -> None:
    demo_inside.env["PLANTUI_NAMES"] = "codes"
    assert demo_inside.run("list", "rey").out.startswith("C-014  v3")
    assert demo_inside.run("list", "rey", "--names", "initials").out.startswith("C-014  M.R.  v3")


def test_faults_in_ones_own_files_are_sentences(demo_inside: Inside) -> None:
    demo_inside.env["PLANTUI_NAMES"] = "blah"
    assert demo_inside.run("list", "zzz").err.splitlines() == [
        "PLANTUI_NAMES is one of full, initials, codes. full is used.",
        "No client fits.",
    ]
    folder = Path(demo_inside.env["XDG_CONFIG_HOME"]) / "plantui"
    (folder / "keymap.toml").mkdir(parents=True)
    for words in (("keys",), ("keys", "--use", "arrows")):
        done = demo_inside.run(*words)
        assert done.code == exits.STORE
        assert "keymap.toml: Cannot be read: is a directory." in done.err
        assert "Problem(" not in done.err


def test_nobody_is_said(demo_inside: Inside) -> None:
    assert demo_inside.run("list", "zzz").err == "No client fits.\n"
    assert demo_inside.run("--quiet", "list", "zzz").err == ""
