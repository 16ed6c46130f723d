from __future__ import annotations

import unicodedata
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings

from plantui.documents.show import show_lines, show_markdown, show_plain
from plantui.model.chart import Chart
from plantui.model.client import Client
from plantui.model.progress import Progress
from plantui.model.status import Status
from plantui.model.tree import walk
from tests.documents.samples import NOW, SHELF, TODAY, reyes
from tests.documents.strategies import charts
from tests.snapshots import Snapshots


def test_the_plan_with_its_history(snapshot: Snapshots) -> None:
    snapshot(show_lines(reyes(), SHELF, TODAY, history=True), "show-plan")


def test_one_line_with_its_evidence(snapshot: Snapshots) -> None:
    row = Progress(id="pr1", node="o11", date=date(2026, 3, 9), at=NOW, status=Status.HOLD, reason="away")
    chart = msgspec.structs.replace(reyes(), progress=(row,))
    snapshot(show_lines(chart, SHELF, TODAY, "1.1"), "show-line")


def test_markdown_nests_the_tree(snapshot: Snapshots) -> None:
    snapshot(show_markdown(reyes(), SHELF, TODAY), "show-markdown")


@pytest.mark.parametrize(("names", "shown"), [("full", "Reyes, Maria"), ("initials", "M.R."), ("codes", "C-014  plan")])
def test_names_are_shown_as_asked(names: str, shown: str) -> None:
    head = show_lines(reyes(), SHELF, TODAY, names=names)[0]
    assert shown in head
    assert ("Reyes" in head) == (names == "full")


def test_a_code_it_had_before_finds_the_line() -> None:
    chart = msgspec.structs.replace(reyes(), aliases={"g1.7": "o22"})
    assert show_plain(chart, SHELF, TODAY, "1.7")["code"] == "g2.2"


def test_what_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        show_plain(reyes(), SHELF, TODAY, "g9.9")
    with pytest.raises(KeyError):
        show_plain(reyes(), SHELF, TODAY, version=9)


def test_a_client_without_a_plan_says_so() -> None:
    bare = Chart(id="c", code="C-001", made=NOW, client=Client(family="Osei"))
    assert show_lines(bare, SHELF, TODAY) == ["C-001  Osei  no plan", "No plan yet."]
    assert "No plan yet." in show_markdown(bare, SHELF, TODAY)


def test_scores_after_today_do_not_count() -> None:
    early = show_plain(reyes(), SHELF, date(2026, 2, 1), "g1.1")
    assert (early["now"], early["now_on"]) == (14, "2026-01-20")


@given(charts())
@settings(max_examples=40)
def test_every_line_of_any_plan_is_shown_as_text_and_as_data(chart: Chart) -> None:
    lines = show_lines(chart, SHELF, TODAY, history=True)
    assert not {unicodedata.category(character) for line in lines for character in line} & {"Cc", "Cs"}
    assert msgspec.json.decode(msgspec.json.encode(show_plain(chart, SHELF, TODAY, history=True)))
    assert show_markdown(chart, SHELF, TODAY, history=True)
    for plan in chart.plans:
        for place in walk(plan):
            found = show_plain(chart, SHELF, TODAY, place.node.code)
            assert found["ref"] == place.node.id
            assert show_lines(chart, SHELF, TODAY, place.node.code)[0].startswith(place.node.code)
