from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.library.statements.page import LONGEST
from plantui.model.statement import PresentingProblem, Statement, StatementKind
from tests.library.statements.pages import MODALITIES, SLEEP, page, read


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.what) for fault in read(text).faults]


def test_a_page() -> None:
    found = read(SLEEP)
    assert found.faults == ()
    assert found.problem == PresentingProblem(
        id="sleep", title="Poor sleep", family="adult", codes=("F51.01", "G47.00"), measures=("isi",)
    )
    kinds = {each.id: each.kind.value for each in found.statements}
    assert kinds == {
        "sleep.d1": "description",
        "sleep.g1": "goal",
        "sleep.o1": "objective",
        "sleep.i1": "intervention",
        "sleep.i2": "intervention",
        "sleep.i3": "intervention",
        "sleep.h1": "homework",
        "sleep.x1": "discharge",
    }
    by_id = {each.id: each for each in found.statements}
    assert by_id["sleep.o1"] == Statement(
        id="sleep.o1",
        kind=StatementKind.OBJECTIVE,
        problem="sleep",
        text="Sleep {hours=6} hours or more on {target} nights a week within {weeks=8} weeks, by sleep diary.",
        group="Counted",
        metric='"nights per week" {baseline} -> {target} by +{weeks}w',
        pairs=("sleep diary", "stimulus control"),
        tags=("night",),
        blanks=("hours", "target", "weeks", "baseline"),
        line=25,
    )
    assert by_id["sleep.i1"].evidence == ("AASM (2021)", "common practice")
    assert [by_id[f"sleep.i{n}"].modality for n in (1, 2, 3)] == ["CBT-I", "CBT-I", ""]
    assert SLEEP.splitlines()[by_id["sleep.i3"].line - 1].startswith("- Ask about snoring")


def test_markdown_around_the_words_goes_and_lines_join() -> None:
    (found,) = read(page("## Goals", "* Be *glad* of `the`", "  **morning** &amp; [night](x). {#g1}")).statements
    assert (found.text, found.id) == ("Be glad of the morning & night.", "sleep.g1")


def test_an_id_counts_only_at_the_end() -> None:
    (found,) = read(page("## Goals", "- Trust {#g1} the {#} night {#g2} .")).statements
    assert found.text == "Trust the night ."
    assert found.id.startswith("sleep.g-")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    assert read("\N{BYTE ORDER MARK}" + SLEEP.replace("\n", "\r\n")) == read(SLEEP)


def test_an_own_page_says_so() -> None:
    found = read(SLEEP, own=True)
    assert found.problem.own
    assert all(each.own for each in found.statements)


def test_an_id_of_its_own_is_made_from_the_words_and_stays_when_others_move() -> None:
    one = read(page("## Goals", "- Rest.", "- Trust the night.")).statements
    other = read(page("## Goals", "- New.", "- Trust  the NIGHT.", "- Rest.")).statements
    assert [each.id for each in one] == [other[2].id, other[1].id]
    assert one[0].id.startswith("sleep.g-")
    same = read(page("## Goals", "- Rest.", "- Rest.", "## Homework", "- Rest.")).statements
    assert len({each.id for each in same}) == 3


def test_a_new_kind_begins_without_group_and_modality() -> None:
    lines = ("## Objectives", "### Counted", "- a.", "## Interventions", "- b.", "### CBT", "- c.", "## Goals", "- d.")
    assert [(each.group, each.modality) for each in read(page(*lines)).statements] == [
        ("Counted", ""),
        ("", ""),
        ("", "CBT"),
        ("", ""),
    ]


def test_blanks_by_their_full_names() -> None:
    (found,) = read(page("## Objectives", "- From {base} to {goal}.", "  - metric: x {baseline} -> {goal}")).statements
    assert found.blanks == ("baseline", "target")


@pytest.mark.parametrize("modality", ["cbt-i", "CBT for insomnia", "CBT-I"])
def test_a_modality_by_any_of_its_names(modality: str) -> None:
    (found,) = read(page("## Interventions", f"### {modality}", "- Teach. {#i1}")).statements
    assert found.modality == "CBT-I"


# Lines below the front matter, the line of the file that the fault names, and what it says.
FAULTS = [
    (["- Rest."], 5, "under no heading"),
    (["## Gaols", "- Rest."], 5, "Did you mean Goals?"),
    (["## Goals", "Rest."], 6, "no list item"),
    (["## Goals", "- Rest.", "", "> quoted"], 8, "no list item"),
    (["## Goals", "### Counted", "- Rest."], 6, "Only objectives and interventions"),
    (["## Objectives", "### Countd", "- Rest."], 6, "Did you mean Counted?"),
    (["## Interventions", "### Psychodinamic", "- Rest."], 6, "Did you mean Psychodynamic?"),
    (["## Goals", "#### Deep", "- Rest."], 6, "three deep"),
    (["## Goals", "-", "- Rest."], 6, "no words"),
    (["## Goals", "- {#g1}", "- Rest."], 6, "no words"),
    (["## Goals", "- Rest. {#g1}", "- Sleep. {#g1}"], 7, "taken by line 6"),
    (["## Goals", f"- {'x' * (LONGEST + 1)}", "- Rest."], 6, "longer than 1000"),
    (["## Goals", "- Rest.", "  - metric: PHQ-9 1 -> 2"], 7, "Only an objective has a metric"),
    (["## Goals", "- Rest.", "  - pears: x"], 7, "Did you mean pairs?"),
    (["## Goals", "- Rest.", "  - nothing here"], 7, "lines such as metric: ..."),
    (["## Goals", "- Rest.", "  - tags: a", "    - deeper"], 7, "lines such as metric: ..."),
    (["## Goals", "- Rest.", "  - tags:"], 7, "tags: says nothing"),
    (["## Goals", "- Rest.", "  - tags: a", "  - tags: b"], 8, "twice"),
    (["## Goals", "- Rest.", "", "  More."], 8, "one paragraph"),
    (["## Goals", "- Re\x1bst."], 6, "control character"),
    (["## Goals", "- Re\N{RIGHT-TO-LEFT OVERRIDE}st."], 6, "control character"),
    (["## Goals"], 0, "no statement on this page"),
]


@pytest.mark.parametrize(("lines", "line", "said"), FAULTS)
def test_a_fault_has_its_line_and_a_sentence(lines: list[str], line: int, said: str) -> None:
    (found,) = faults(page(*lines))
    assert found[0] == line
    assert said in found[1]
    assert found[1].endswith((".", "?")), found[1]


def test_a_fault_costs_nothing_but_itself() -> None:
    found = read(page("## Gaols", "- a.", "## Goals", "no", "", "- b.", "", "## Homework", "- \x07c."))
    assert [each.text for each in found.statements] == ["b.", "c."]
    assert [fault.line for fault in found.faults] == [5, 8, 13]


def test_faults_show_no_controls() -> None:
    (fault,) = read(page("## Go\N{RIGHT-TO-LEFT MARK}als", "- a.")).faults[:1]
    assert fault.sentence.startswith("sleep.md line 5: ")
    assert fault.sentence.isprintable()


# Front matter, the line of the fault, what it says, and the id the page gets.
FRONTS = [
    ("## Goals\n- a.", 1, "no front matter", "sleep"),
    ("---\nid: x\ntitle: T\n## Goals\n- a.", 1, "no end", "sleep"),
    ("---\nid: [\n---\n## Goals\n- a.", 2, "cannot be read", "sleep"),
    ("---\n- a\n---\n## Goals\n- a.", 2, "not a list of names", "sleep"),
    ("---\ntitle: T\n---\n## Goals\n- a.", 1, "There is no id", "sleep"),
    ("---\nid: Two Words\ntitle: T\n---\n## Goals\n- a.", 2, "is not an id", "sleep"),
    ("---\nid: x\n---\n## Goals\n- a.", 1, "There is no title", "x"),
    ("---\nid: x\ntitel: T\ntitle: T\n---\n## Goals\n- a.", 3, "Did you mean title?", "x"),
    ("---\nid: x\ntitle: T\ncodes: {a: b}\n---\n## Goals\n- a.", 4, "codes is not a list", "x"),
    ("---\nid: x\ntitle: [T]\n---\n## Goals\n- a.", 3, "title is not one line", "x"),
]


@pytest.mark.parametrize(("text", "line", "said", "problem"), FRONTS)
def test_a_fault_of_the_front_matter(text: str, line: int, said: str, problem: str) -> None:
    found = read(text)
    assert found.problem.id == problem
    assert (found.faults[0].line, said in found.faults[0].what) == (line, True), found.faults
    if "no end" not in said:
        assert [each.id.partition(".")[0] for each in found.statements] == [problem]


def test_what_else_the_front_matter_says() -> None:
    front = "codes: F51.01, G47.00\nreviewed_by: A. B., PhD\nreviewed_on: 2026-03-01\nhide: [o3, other.g1]\nrisks: [a]"
    found = read(page("## Goals", "- a.", front=front))
    assert found.faults == ()
    assert found.problem.codes == ("F51.01", "G47.00")
    assert (found.problem.reviewed_by, found.problem.reviewed_on) == ("A. B., PhD", "2026-03-01")
    assert found.problem.risks == ("a",)
    assert found.hidden == ("sleep.o3", "other.g1")


PIECES = st.sampled_from(
    [
        "---\n",
        "id: x\n",
        "title: &a [*a]\n",
        "codes: 2026-13-45\n",
        "## Goals\n",
        "## Objectives\n### Counted\n",
        "### CBT\n",
        "- a {target}",
        "- ",
        "  - metric: ",
        "    - deep\n",
        "1. b\n",
        "{#g1}\n",
        "```\n",
        "<b>",
        "> ",
        "\n\n",
        "\t",
        "[x]: y\n",
        "\x00\x1b",
        "\ud800",
        "\r",
        "\u2028",
        "&#x0;",
    ]
)


@given(st.lists(PIECES | st.text(max_size=12), max_size=40).map("".join))
def test_no_markdown_raises(text: str) -> None:
    for whole in (text, page("## Goals", text)):
        found = read(whole)
        assert len({each.id for each in found.statements}) == len(found.statements)
        for each in found.statements:
            assert each.text == " ".join(each.text.split())
            assert all(letter.isprintable() or not letter.isascii() for letter in each.text)
            assert 0 < each.line <= whole.count("\n") + whole.count("\r") + 1
        for fault in found.faults:
            assert fault.sentence.isprintable()


def test_depth_and_size_do_not_matter() -> None:
    deep = page("## Goals", *("  " * n + "- a" for n in range(500)))
    assert read(deep).statements[0].text == "a"
    assert read("---\n" + "[" * 5_000 + "\n---\n").faults
    assert len(read(page("## Goals", *(f"- Goal {n}." for n in range(3_000)))).statements) == 3_000


def test_modalities_are_those_of_the_library() -> None:
    assert MODALITIES["cbt-i"] == "CBT-I"
