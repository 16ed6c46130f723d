from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.documents.one_line import one_line
from plantui.documents.outline import line_of, often, plan_outline
from plantui.model.period import Period, Unit
from plantui.model.plan import Frequency, Goal, Intervention, Node, Objective, Plan, Problem, Service
from plantui.model.tree import rebuild, walk
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.objective import ObjectiveLine
from plantui.quickentry.outline import parse_outline
from tests.documents.samples import PLAN, SHELF, TODAY
from tests.documents.strategies import texts
from tests.snapshots import Snapshots

LEXICON = Lexicon(today=TODAY, measures=SHELF.measures, modalities={"cbt": "CBT"})
WORDS = texts.filter(lambda text: any(character.isalpha() for character in one_line(text)))


def read(text: str, plan: Plan) -> None:
    """Every line of the outline reads as the node it was printed from."""
    days = {node.due for place in walk(plan) if (node := place.node) and getattr(node, "due", None)}
    lexicon = msgspec.structs.replace(LEXICON, kept_dates=frozenset(day for day in days if day is not None))
    lines = [line for line in parse_outline(text, lexicon) if line.kind not in ("service", "discharge", "outcome")]
    places = list(walk(plan))
    assert [line.code for line in lines] == [place.node.code for place in places]
    for line, place in zip(lines, places, strict=True):
        assert line.value == line_of(place.node)


def test_the_plan_of_the_drawings(snapshot: Snapshots) -> None:
    text = plan_outline(PLAN, LEXICON)
    snapshot(text, "outline")
    read(text, PLAN)


@given(st.lists(WORDS, min_size=1, max_size=12))
@settings(max_examples=60)
def test_whatever_was_typed_reads_back_as_the_same_lines(words: list[str]) -> None:
    at = iter(range(10**6))

    def word() -> str:
        return words[next(at) % len(words)]

    def retyped(node: Node) -> Node:
        if isinstance(node, Problem):
            return msgspec.structs.replace(node, text=word(), evidence=(word(),), strengths=(), barriers=(word(),))
        if isinstance(node, Goal):
            return msgspec.structs.replace(node, words="", text=word())
        if isinstance(node, Objective):
            bare = {"measure": "", "label": "", "baseline": None, "target": None, "every": None}
            return msgspec.structs.replace(node, text=word(), client_does=word(), **bare)
        assert isinstance(node, Intervention)
        return msgspec.structs.replace(node, text=word(), approach="", who=word())

    plan = rebuild(PLAN, retyped)
    read(plan_outline(plan, LEXICON), plan)


def test_a_service_of_one_word_is_a_line_of_the_plan() -> None:
    weekly = Frequency(times=1, per=Period(n=1, unit=Unit.WEEK))
    service = Service(kind="individual", minutes=50, frequency=weekly, duration=Period(n=6, unit=Unit.MONTH))
    text = plan_outline(msgspec.structs.replace(PLAN, service=service), LEXICON)
    assert text.startswith("service individual 50m weekly for 6m\n")


def test_frequencies_are_written_as_they_are_typed() -> None:
    def of(times: int, n: int, unit: Unit) -> str:
        return often(Frequency(times=times, per=Period(n=n, unit=unit)))

    assert of(1, 1, Unit.DAY) == "daily"
    assert of(1, 2, Unit.WEEK) == "fortnightly"
    assert of(1, 3, Unit.WEEK) == "every 3w"
    assert of(2, 1, Unit.WEEK) == "2x/wk"


def test_a_target_without_a_baseline_waits_for_the_next_score() -> None:
    node = Objective(id="o", code="g1.1", text="GAD-7", measure="gad7", target=7)
    line = line_of(node)
    assert isinstance(line, ObjectiveLine)
    assert line.baseline_pending
