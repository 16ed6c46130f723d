from __future__ import annotations

from pathlib import Path

from plantui.library.statements.check import check, counts
from plantui.model.statement import StatementKind
from tests.library.statements.pages import SLEEP, page, shelf

Found = set[tuple[str, str, str]]
LONG = "Keep the very same quiet evening hour with music and a book on {n=5} days, for {weeks=4} weeks, by log."


def found(folder: Path, own: dict[str, str], fault: str = "", **shipped: str) -> Found:
    folder.mkdir(exist_ok=True)
    statements = shelf(folder, own=own, **shipped)
    return {(each.id, each.rule, each.severity) for each in check(statements, {"isi"}, lambda _: fault)}


def test_a_metric_that_does_not_read_is_an_error(tmp_path: Path) -> None:
    everything = found(tmp_path, {"a": page("## Goals", "- Rest. {#g1}")}, fault="No.")
    assert ("sleep.g1", "metric", "error") in everything


def test_pairs_must_be_there(tmp_path: Path) -> None:
    lines = ("## Objectives", f"- {LONG} {{#o1}}", "  - pairs: nothing", "- Rest. {#o2}", "  - pairs: nothing; i1")
    everything = found(tmp_path, {"a": page(*lines, "## Interventions", "- Teach. {#i1}")})
    assert [each for each in everything if each[1] == "pairs"] == [("sleep.o1", "pairs", "warn")]


def test_the_same_words_twice(tmp_path: Path) -> None:
    one = page("## Goals", "- Rest, {n=3}! {#g1}", "- rest {skill}. {#g2}", "## Homework", "- Rest. {#h1}")
    other = page("## Goals", "- Rest. {#g1}", problem="other")
    everything = {each for each in found(tmp_path, {"a": one, "b": other}) if each[1] == "twice"}
    assert everything == {("sleep.g2", "twice", "error"), ("other.g1", "twice", "error")}


def test_a_line_that_a_scale_measures_may_be_shared_between_problems(tmp_path: Path) -> None:
    line = "- Lower the ISI from {baseline} to {target} within {weeks=8} weeks. {#o1}"
    metric, count = "  - metric: ISI {baseline} -> {target}", '  - metric: "a" {baseline} -> {target}'
    shared = {"a": page("## Objectives", line, metric), "b": page("## Objectives", line, metric, problem="other")}
    assert not [each for each in found(tmp_path, shared) if each[1] in ("twice", "alike")]
    within = {"a": page("## Objectives", line, metric, line.replace("o1", "o2"), metric)}
    assert ("sleep.o2", "twice", "error") in found(tmp_path / "a", within)
    counted = {name: text.replace(metric, count) for name, text in shared.items()}
    assert ("other.o1", "twice", "error") in found(tmp_path, counted)


def test_nearly_the_same_words(tmp_path: Path) -> None:
    near = LONG.replace("music", "tea")
    pages = {"a": page("## Objectives", f"- {LONG} {{#o1}}", f"- {near} {{#o2}}", "- Rest by the river. {#o3}")}
    everything = [each for each in found(tmp_path, pages) if each[1] == "alike"]
    assert everything == [("sleep.o2", "alike", "warn")]


def test_of_two_that_say_the_same_the_practices_is_named(tmp_path: Path) -> None:
    mine = page("## Goals", "- Trust the night.", problem="mine").replace("night.", "night. {#g5}")
    assert ("mine.g5", "twice", "error") in found(tmp_path, {"a": mine}, sleep=SLEEP)


def test_risks_ask_for_an_objective_and_an_intervention(tmp_path: Path) -> None:
    front = "risks: [falls]"
    objective = ("## Objectives", f"- {LONG}", "  - tags: safety")
    intervention = ("## Interventions", "- Teach.", "  - tags: safety")
    error = ("sleep", "no-safety", "error")
    assert error in found(tmp_path, {"a": page(*objective, front=front)})
    assert error in found(tmp_path, {"a": page(*intervention, front=front)})
    assert error not in found(tmp_path, {"a": page(*objective, *intervention, front=front)})
    assert error not in found(tmp_path, {"a": page(*objective)})


def test_a_page_as_a_whole(tmp_path: Path) -> None:
    shipped = found(tmp_path, {}, sleep=SLEEP.replace("[isi]", "[isi, ixi]"))
    assert {each[1:] for each in shipped if each[0] == "sleep"} == {
        ("measure", "warn"),
        ("mix", "warn"),
        ("few", "warn"),
        ("unreviewed", "info"),
    }
    signed = SLEEP.replace("family: adult", "reviewed_by: A. B.\nreviewed_on: 2026-03-01")
    assert ("sleep", "unreviewed", "info") not in found(tmp_path, {}, sleep=signed)
    mine = found(tmp_path / "own", {"sleep": SLEEP}, nothing=page("## Goals", "- R.", problem="x"))
    assert {each[1:] for each in mine if each[0] == "sleep"} == {("mix", "info")}


def test_counts(tmp_path: Path) -> None:
    statements = shelf(tmp_path, sleep=SLEEP)
    assert counts(statements, "sleep")[StatementKind.INTERVENTION] == 3
    assert sum(counts(statements, "sleep").values()) == 8
    assert set(counts(statements, "none").values()) == {0}
