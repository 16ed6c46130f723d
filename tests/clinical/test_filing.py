"""What a crash kept from being filed is found from summaries."""

from __future__ import annotations

from plantui.clinical.filing import not_filed
from plantui.model.summary import FiledNote, Summary
from tests.clinical.build import day

NOTE = FiledNote("n1", day("5 mar"), ("one", "two", "gone"))


def of(chart: str, **fields: object) -> Summary:
    return Summary(**{"chart": chart, "code": chart, "family": "R", **fields})  # type: ignore[arg-type]


def found(*summaries: Summary) -> list[tuple[str, ...]]:
    known = {each.chart: each for each in summaries}
    return [tuple(each.code for each in left.missing) for left in not_filed(summaries, known)]


def test_a_note_waits_for_every_chart_that_is_there_and_has_it_not() -> None:
    group = of("group", filed_to=(NOTE,))
    assert found(group, of("one"), of("two")) == [("one", "two")]
    assert found(of("two"), of("one", filed_from=("n1",)), group) == [("two",)]
    assert found(group, of("one", filed_from=("n0", "n1")), of("two", filed_from=("n1",))) == []
    assert found(of("one"), of("two")) == []
