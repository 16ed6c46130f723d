from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.clinical.filters import FLAGS, KEYS, flag, fold, haystack, matches, word, word_pattern
from plantui.model.period import Slot
from plantui.model.summary import Summary
from tests.clinical.build import NOW, TODAY, day

DAY = timedelta(days=1)


def client(**fields: Any) -> Summary:
    values = {"chart": "c", "code": "C-014", "family": "Reyes", "given": "María", "initials": "M.R.", "plan": "v1"}
    return Summary(**{**values, "signed_on": TODAY, **fields})


@pytest.mark.parametrize(
    ("key", "op", "value", "fields", "expected"),
    [
        ("due", "<", "14d", {"review_due": TODAY + 13 * DAY}, True),
        ("due", "<", "14d", {"review_due": TODAY + 14 * DAY}, False),
        ("due", "<", "14d", {"review_due": TODAY - 90 * DAY}, True),
        ("due", "<", "2w", {"review_due": TODAY + 13 * DAY}, True),
        ("due", "<", "14d", {}, False),
        ("due", "<", "14d", {"review_due": day("1 jun"), "formal_due": TODAY}, True),
        ("due", ">", "30d", {"review_due": TODAY + 31 * DAY}, True),
        ("due", ">", "30d", {"review_due": TODAY + 30 * DAY}, False),
        ("due", ":", "14d", {"review_due": TODAY + 14 * DAY}, True),
        ("due", ":", "14d", {"review_due": TODAY - DAY}, False),
        ("due", ":", "today", {"review_due": TODAY}, True),
        ("due", ":", "2026-03-12", {"review_due": day("12 mar")}, True),
        ("due", ":", day("12 mar"), {"review_due": day("12 mar")}, True),
        ("due", ":", day("12 mar"), {"review_due": day("11 mar")}, False),
        ("due", "<", "soon", {"review_due": TODAY}, False),
        ("due", "<", "0d", {"review_due": TODAY - DAY}, True),
        ("next", "<", "3d", {"slot": Slot(weekday=2, time="09:00")}, True),
        ("next", "<", "1d", {"slot": Slot(weekday=2, time="09:00")}, False),
        ("next", ":", "today", {"slot": Slot(weekday=1, time="09:00")}, True),
        ("next", "<", "1y", {}, False),
        ("dx", ":", "F41", {"dx": ("F33.1", "F41.1")}, True),
        ("dx", ":", "f41.1", {"dx": ("F41.1",)}, True),
        ("dx", ":", "F4", {"dx": ("Z63.0",)}, False),
        ("dx", "<", "F41", {"dx": ("F41.1",)}, False),
        ("payer", ":", "blue", {"payer": "Blue Cross"}, True),
        ("payer", ":", "aetna", {"payer": "Blue Cross"}, False),
        ("payer", ":", "x", {}, False),
        ("tag", ":", "Court", {"tags": ("court",)}, True),
        ("tag", ":", "cou", {"tags": ("court",)}, False),
        ("status", ":", "hold", {"status": "on-hold"}, True),
        ("status", ":", "hld", {"status": "on-hold"}, True),
        ("status", ":", "on-hold", {"status": "on-hold"}, True),
        ("status", ":", "active", {"status": "on-hold"}, False),
        ("status", ":", "act", {"status": "active"}, True),
        ("measure", ":", "PHQ-9", {"measures": ("gad7", "phq9")}, True),
        ("measure", ":", "phq", {"measures": ("phq9",)}, False),
        ("colour", ":", "red", {}, False),
        ("dx", ":", TODAY, {"dx": ("F41.1",)}, False),
    ],
)
def test_keys(key: str, op: str, value: Any, fields: dict[str, Any], expected: bool) -> None:
    assert matches(client(**fields), key, op, value, TODAY) is expected


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("overdue", {"review_due": TODAY - DAY}, True),
        ("overdue", {"review_due": TODAY}, False),
        ("overdue", {"formal_due": TODAY - DAY, "review_due": TODAY}, True),
        ("overdue", {}, False),
        ("unsigned", {"draft_since": NOW}, True),
        ("unsigned", {"unsigned_notes": ((TODAY, NOW),)}, True),
        ("unsigned", {"unsigned_reviews": ((TODAY, NOW),)}, True),
        ("unsigned", {}, False),
        ("drift", {"drift": 3}, True),
        ("drift", {"drift": 2}, False),
        ("noplan", {"signed_on": None}, True),
        ("noplan", {"signed_on": None, "status": "plan-not-required"}, False),
        ("noplan", {}, False),
        ("today", {"slot": Slot(weekday=1, time="09:00")}, True),
        ("today", {"slot": Slot(weekday=2, time="09:00")}, False),
        ("today", {}, False),
        ("closed", {"status": "discharged"}, True),
        ("closed", {}, False),
        ("unheard-of", {"status": "discharged"}, False),
    ],
)
def test_flags(name: str, fields: dict[str, Any], expected: bool) -> None:
    assert flag(client(**fields), name, NOW) is expected
    assert name in FLAGS or name == "unheard-of"


def test_marked_is_asked_of_the_screen() -> None:
    assert flag(client(), "marked", NOW, {"c"})
    assert not flag(client(), "marked", NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rey", True),
        ("REY", True),
        ("maria", True),
        ("María", True),
        ("eyes", True),
        ("rys", True),
        ("mra", True),
        ("mr", True),
        ("m.r.", True),
        ("c-014", True),
        ("c014", True),
        ("014", True),
        ("", True),
        ("rs", False),
        ("yrs", False),
        ("reyez", False),
        ("rma", False),
        ("yes maria", True),
    ],
)
def test_words_match_name_initials_and_code(text: str, expected: bool) -> None:
    assert word(client(), text) is expected


def test_many_haystacks_can_be_searched_in_one_go() -> None:
    lines = [
        haystack(client(family=family, given="", code=f"C-{n}")) for n, family in enumerate(("Reyes", "Osei", "Rys"))
    ]
    found = [match.start() for match in word_pattern("rys").finditer("\n".join(lines))]
    assert len(found) == 2
    assert not word_pattern("osey").search("\n".join(lines))
    assert word_pattern("a" * 30 + "b").search("a" * 400) is None
    assert word_pattern("^-]").search("x^y-z] ^y-z]") is not None
    assert word_pattern("(").search("\n".join(lines)) is None


@pytest.mark.parametrize(
    ("family", "typed"),
    [("Müller", "muller"), ("Müller", "MÜLLER"), ("Þórsdóttir", "orsd"), ("Łukasz", "łuk"), ("Straße", "strasse")],
)
def test_accents_do_not_matter(family: str, typed: str) -> None:
    assert word(client(family=family), typed)


@given(st.text(min_size=1), st.text())
def test_a_name_is_found_by_every_piece_of_it(family: str, given_name: str) -> None:
    summary = client(family=family, given=given_name)
    assert word(summary, family)
    assert all(word(summary, letter) for letter in family)
    assert fold(family) in haystack(summary)
    assert fold(fold(family)) == fold(family)


def test_every_key_is_known() -> None:
    held = client(
        review_due=TODAY,
        dx=("F41.1",),
        payer="today",
        tags=("today",),
        status="today",
        measures=("today",),
        slot=Slot(weekday=1, time="09:00"),
    )
    assert [key for key in KEYS if not matches(held, key, ":", "F41.1" if key == "dx" else "today", TODAY)] == []


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Yılmaz", "yilmaz"), ("Søren", "soren"), ("Wałęsa", "walesa"), ("Đorđević", "dordevic"), ("Ægir", "aegir")],
)
def test_letters_without_a_decomposition_are_found_by_their_plain_form(written: str, typed: str) -> None:
    assert fold(written) == typed
