from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.library import shipped
from plantui.library.statements.index import LEAST_INSIDE, LEAST_SLIP
from plantui.library.statements.search import StatementSearch
from plantui.library.statements.words import asked_words, folded, slip, words_of
from plantui.model.statement import Statement
from tests.library.statements.pages import statement

SHIPPED = shipped().statements
TITLES = {"sleep": "Poor sleep adult", "worry": "Worry adult"}


def searching(*texts: str, **facts: object) -> StatementSearch:
    """A search over goals s.0, s.1, ... with these texts."""
    found = [statement(text, "goal", id=f"s.{n}", **facts) for n, text in enumerate(texts)]
    return StatementSearch(found, TITLES)


def order(search: StatementSearch, query: str, **how: object) -> list[int]:
    return [int(each.id.partition(".")[2]) for each in search.find(query, **how).statements]


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("night", [0, 1]),
        ("NIGHT trust", [0]),
        ("trust night", [0]),
        ("poo", [0, 1, 2, 3, 4, 5, 6]),
        ("asleep", [2]),
        ("leep", [2]),
        ("ee", []),
        ("dairy", [3]),
        ("dirary", [3]),
        ("diaryy", [3]),
        ("diar", [3]),
        ("ziary", []),
        ("phq-9", [4]),
        ("phq9", [4]),
        ("phq 9", [4]),
        ("selfcrit", [4]),
        ("self-crit", [4]),
        ("muller", [5]),
        ("MÜLLER", [5]),
        ("strasse", [5]),
        ("grounding", [6]),
        ("skill", []),
        ("walking slow", [6]),
        ("night nothing", []),
        ("...", [0, 1, 2, 3, 4, 5, 6]),
        ("", [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_words_in_any_order_whole_begun_or_nearly(query: str, fits: list[int]) -> None:
    search = searching(
        "Trust the night.",
        "Rest at nightfall.",
        "Fall asleep.",
        "Keep a diary.",
        "Lower PHQ-9 and self-critical talk.",
        "Greet Müller in the Straße.",
        "Use {skill=slow breathing|grounding|walking}.",
    )
    assert order(search, query) == fits


def test_a_slip_is_forgiven_only_where_nothing_else_fits() -> None:
    assert order(searching("Use the cart.", "Use the card."), "card") == [1]
    assert order(searching("Use the cart."), "card") == [0]


def test_better_fits_come_first() -> None:
    search = searching("Overlogged days.", "Logging daily.", "Keep a log.", "Rest.")
    assert order(search, "log") == [2, 1, 0]
    tagged = StatementSearch(
        [statement("Rest.", "goal", id="s.0", tags=("log",)), statement("Catalogue.", "goal", id="s.1")], {}
    )
    assert order(tagged, "log") == [0, 1]


def test_among_equals_those_that_open_with_the_word_come_first() -> None:
    search = searching("Keep a sleep diary.", "Sleep by seven.", "Raise sleep.")
    assert order(search, "sle") == order(search, "sleep") == [1, 0, 2]
    assert order(search, "sle", uses={"s.2": 1}) == [2, 1, 0]


def test_fits_of_several_words_add_up() -> None:
    search = searching("Walks and calling.", "Walks and call.", "Walk and call.")
    assert order(search, "call walk") == [2, 1, 0]


def test_a_statement_is_found_by_what_stands_beside_it() -> None:
    found = [
        statement("Rest.", "intervention", id="s.0", modality="CBT-I", tags=("stimulus control",)),
        statement("Rest.", id="s.1", metric='"panic attacks" {baseline} -> {target}', group="Counted"),
        statement("Rest.", id="s.2", problem="worry"),
    ]
    search = StatementSearch(found, TITLES)
    assert order(search, "cbt-i") == order(search, "stimulus") == [0]
    assert order(search, "panic") == order(search, "counted") == [1]
    assert order(search, "worry") == [2]
    assert order(search, "poor") == [0, 1]


def test_this_problem_comes_before_a_better_fit_and_that_before_use() -> None:
    found = [
        statement("Keep a log.", id="s.0", problem="worry"),
        statement("Logging.", id="s.1", problem="sleep"),
        statement("Keep a log.", id="s.2", problem="worry"),
        statement("Logging.", id="s.3", problem="sleep"),
        statement("Logging.", id="s.4", problem="worry", tags=("Night",)),
    ]
    search = StatementSearch(found, TITLES)
    uses = {"s.2": 1, "s.3": 9, "s.0": 0, "gone": 5}
    assert order(search, "log") == [0, 2, 1, 3, 4]
    assert order(search, "log", uses=uses) == [2, 0, 3, 1, 4]
    assert order(search, "log", tags=["sleep"], uses=uses) == [3, 1, 2, 0, 4]
    assert order(search, "log", tags=["sleep", "night"]) == [1, 3, 4, 0, 2]
    assert order(search, "", tags=["sleep"], uses=uses) == [3, 1, 2, 0, 4]
    assert order(search, "logg", uses={"s.4": 0}) == [1, 3, 4]
    assert order(search, "logg", uses={"s.3": 2, "s.4": 5}) == [4, 3, 1]


@pytest.mark.parametrize(
    ("text", "same"),
    [("MÜLLER", "muller"), ("Straße", "strasse"), ("Ærø", "aero"), ("Łódź", "lodz"), ("Garc\u0131a", "garcia")],
)
def test_case_and_accents_make_no_difference(text: str, same: str) -> None:
    assert folded(text) == same


def test_kinds_and_counts() -> None:
    found = [
        statement("Keep a log.", kind, id=f"s.{n}") for n, kind in enumerate(["goal", "objective", "goal", "homework"])
    ]
    search = StatementSearch([*found, statement("Rest.", "goal", id="s.4")], TITLES)
    hits = search.find("log", kinds=["goal"], most=1)
    assert ([each.id for each in hits.statements], hits.count, hits.total) == (["s.0"], 2, 3)
    assert search.find("log", kinds=["goal", "homework"]).count == 3
    assert search.find("log", kinds=["discharge"]) == search.find("nothing", kinds=["discharge"])
    assert search.find("").total == 5
    assert search.find("log", most=0).statements == ()


def test_nothing_to_search() -> None:
    assert StatementSearch([], {}).find("sleep", tags=["x"], uses={"a": 1}).count == 0


@pytest.mark.parametrize(
    ("typed", "word", "one"),
    [
        ("diary", "diary", True),
        ("dary", "diary", True),
        ("diiary", "diary", True),
        ("dixry", "diary", True),
        ("idary", "diary", True),
        ("depresi", "depression", True),
        ("daryy", "diary", False),
        ("xixry", "diary", False),
        ("diaries", "diary", False),
        ("diax", "dia", True),
        ("", "diary", True),
    ],
)
def test_one_slip(typed: str, word: str, one: bool) -> None:
    assert slip(typed, word) is one


# against the same search done plainly

LETTERS = st.text("abc-é9 {}", max_size=7)
STATEMENTS = st.lists(st.tuples(LETTERS, st.sampled_from(["goal", "homework"]), st.sampled_from(["sleep", "worry"])))


def plainly(found: Sequence[Statement], query: str) -> set[str]:
    left = {each.id for each in found}
    for word in asked_words(query):
        texts = {each.id: words_of(each.text) for each in found}
        beside = {each.id: words_of(TITLES[each.problem]) for each in found}
        fits = {
            each.id
            for each in found
            if any(known.startswith(word) or (len(word) >= LEAST_INSIDE and word in known) for known in texts[each.id])
            or any(known.startswith(word) for known in beside[each.id])
        }
        if not fits and len(word) >= LEAST_SLIP:
            fits = {name for name, known in texts.items() if any(o[0] == word[0] and slip(word, o) for o in known)}
        left &= fits
    return left


@given(STATEMENTS, LETTERS, st.sampled_from([(), ("sleep",)]))
def test_it_finds_what_a_plain_search_finds(
    made: list[tuple[str, str, str]], query: str, tags: tuple[str, ...]
) -> None:
    found = [statement(text, kind, id=f"s.{n}", problem=problem) for n, (text, kind, problem) in enumerate(made)]
    search = StatementSearch(found, TITLES)
    hits = search.find(query, tags=tags, most=len(found))
    assert {each.id for each in hits.statements} == plainly(found, query)
    assert hits.count == len(hits.statements)
    mine = [each.problem in tags for each in hits.statements]
    assert mine == sorted(mine, reverse=True)


@given(st.lists(st.sampled_from(["slee", "diar", "grounding", "e", "we", "thougt", "plan", "über"]), max_size=3))
def test_typing_on_finds_what_typing_at_once_finds(words: list[str]) -> None:
    query = " ".join(words)
    found = tuple(SHIPPED.values())
    typed = StatementSearch(found, {})
    for end in range(len(query) + 1):
        typed.find(query[:end])
    assert typed.find(query) == StatementSearch(found, {}).find(query)


def test_the_memory_of_words_does_not_grow_without_end() -> None:
    search = searching("Rest.")
    for n in range(2_000):
        search.find(f"word{n}")
    assert len(search._index._fits) <= 256
    assert search.find("rest").count == 1


@given(st.text(max_size=30))
def test_any_text_can_be_asked_for(query: str) -> None:
    search = searching("Trust the night.", "Größe, naïve café.")
    assert search.find(query).count <= 2
    assert all(folded(word) == word for word in asked_words(folded(query)))


@pytest.mark.parametrize(
    ("query", "kinds", "tags", "first"),
    [
        ("sleep dia", ["objective"], ["insomnia"], "insomnia.o08"),
        ("efficiency dia", ["objective"], ["insomnia"], "insomnia.o07"),
        ("diary sleep", ["intervention"], [], "insomnia.i09"),
        ("panic attacks week", ["objective"], ["panic"], "panic.o07"),
        ("staying safe plan", ["objective"], ["ptsd"], "ptsd.o22"),
        ("worry time", ["intervention"], ["gad"], "gad.i12"),
        ("cpt", ["intervention"], ["ptsd"], "ptsd.i28"),
        ("craving", ["objective"], ["alcohol"], "alcohol.o03"),
    ],
)
def test_the_shipped_library(query: str, kinds: list[str], tags: list[str], first: str) -> None:
    assert SHIPPED.search.find(query, kinds=kinds, tags=tags).statements[0].id == first
