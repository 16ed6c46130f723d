"""Names, initials and codes of other members never come through, whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.model.client import ChartKind
from plantui.practice.members import Member
from plantui.practice.veil import WORDS, Veil, fold

GROUP = WORDS[ChartKind.GROUP]
ANNA = Member(code="C-002", given=("Anna",), family="de la Cruz", written="Anna de la Cruz", initials="AD")
WILL = Member(code="C-003", given=("Will",), family="Halloran-Ruiz", written="Will Halloran-Ruiz", initials="WH")
OWN = Member(code="C-001", given=("Maria",), family="Reyes", written="Maria Reyes", initials="MR")


@pytest.mark.parametrize(
    ("text", "veiled"),
    [
        ("Anna spoke first.", "Another member spoke first."),
        ("It was ANNA'S turn, then anna’s.", "It was another member'S turn, then another member’s."),
        ("De la Cruz, Anna came; C-002 too.", "Another member came; another member too."),
        ("She will ask Will.", "She will ask another member."),
        ("Anna, Will and Maria laughed.", "Other members and Maria laughed."),
        ("Anna and Will laughed.", "Other members laughed."),
        ("Halloran Ruiz was late, Ruiz too.", "Another member was late, another member too."),
        ("Maria Reyes (M.R.) and a.d. sat apart.", "Maria Reyes (M.R.) and another member sat apart."),
        ("The ad said: WH comes.", "The ad said: another member comes."),
        ("A cruise, an annal, a crucial point.", "A cruise, an annal, a crucial point."),
        ("A\u0301nna sat.", "Another member sat."),
        ("", ""),
    ],
)
def test_over(text: str, veiled: str) -> None:
    assert Veil([ANNA, WILL], OWN, GROUP).over(text) == veiled


names = st.text(st.characters(categories=["Lu", "Ll", "Mn", "Pd", "Zs"]), min_size=1, max_size=8).filter(
    lambda text: sum(char.isalpha() for char in text) > 2
)
texts = st.text(max_size=30)


@settings(max_examples=150, deadline=None)
@given(names, names, texts, texts)
def test_a_full_name_never_comes_through(first: str, last: str, before: str, after: str) -> None:
    written = f"{first.strip()} {last.strip()}"
    member = Member(given=(first.strip(),), family=last.strip(), written=written)
    said = Veil([member], None, GROUP).over(f"{before} {written} {after}")
    veiled, name = " ".join(fold(said).split()), " ".join(fold(written).split())
    assert f" {name} " not in f" {veiled} "


@settings(max_examples=100, deadline=None)
@given(st.lists(names, min_size=1, max_size=4), st.text(max_size=60))
def test_a_text_without_names_stays(given_names: list[str], text: str) -> None:
    members = [Member(given=(f"qx{name}",), family="zzyzx", written=name) for name in given_names]
    if "qx" not in fold(text) and not any(fold(name) in fold(text) for name in given_names):
        assert Veil(members, None, GROUP).over(text) == text
