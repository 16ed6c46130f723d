"""The first plan of somebody new: one count of blanks everywhere, and a check list that explains itself."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from tests.tui.desk.test_signing import gated
from tests.tui.desk.test_steps import CLIENT, begun, page_of, plan_of
from tests.tui.seat import Seat

from plantui.clinical.blanks import blanks
from plantui.clinical.standing import signed
from plantui.library.statements import load_statements
from plantui.tui.desk.blanks import BlanksPage
from plantui.tui.desk.checking import findings
from plantui.tui.desk.steps_check import checks

TO_BLANKS = ("Stop the panic", "enter", "space enter", "space space enter", "space space enter")


def counted(seat: Seat) -> int:
    """How many blanks the page of the blanks says are left."""
    page = seat.desk.state.scene
    assert isinstance(page, BlanksPage)
    found = re.search(r"(\d+) in the plan", page.said(seat.desk)) or re.search(r"left: (\d+)", page.said(seat.desk))
    return int(found[1]) if found else 0


def everywhere(seat: Seat) -> set[int]:
    """The blanks as the plan, the check list, the findings, the signature and the loose ends count them."""
    found = re.search(r"blocked: (\d+) blank", seat.screen(80, 24))
    summary = seat.desk.practice.summary(seat.chart.id)
    assert summary is not None
    return {
        len(blanks(plan_of(seat))),
        sum(row.rule == "TP110" for row in checks(seat.desk, page_of(seat))),
        sum(finding.id == "TP110" for finding in findings(seat.desk)),
        int(found[1]) if found else 0,
        summary.blanks,
    }


@pytest.mark.parametrize("keys", [(), ("20",), ("20", "tab"), ("tab tab",), ("20", "tab", "8", "tab tab tab")])
def test_what_the_page_counts_is_what_the_check_finds_after_esc(demo: Seat, keys: tuple[str, ...]) -> None:
    begun(demo, *TO_BLANKS, *keys)
    left = counted(demo)
    demo.press("esc")
    assert everywhere(demo) == {left}
    if keys:
        assert f"Blanks left: {left}." in demo.said


def test_enter_takes_the_values_that_are_shown(demo: Seat) -> None:
    begun(demo, *TO_BLANKS)
    assert demo.screen(80, 24).count("Enter takes the 2 values shown, Esc leaves them open.") == 1
    assert "shown  weeks 10 (default)" in demo.screen(80, 24)
    demo.press("20", "tab", "8", "tab tab", "16", "tab", "6", "enter")
    assert everywhere(demo) == {0}
    assert [each.due is not None for each in plan_of(demo).problems[0].goals[0].objectives] == [True, True]


def test_the_blanks_of_one_line_say_how_many_the_plan_has(demo: Seat) -> None:
    begun(demo, *TO_BLANKS, "esc", "g g j enter")
    page = demo.desk.state.scene
    assert isinstance(page, BlanksPage)
    assert page.blank.name == "target"
    assert "Blanks left: 3 here, 6 in the plan. Enter takes the value shown." in demo.screen(80, 24)
    demo.press("esc")
    assert page_of(demo).cursor == 1
    assert everywhere(demo) == {6}


def test_blanks_of_an_older_line_of_the_draft_are_asked_too(demo: Seat) -> None:
    demo.press("2 k i", "reduce gad-7 total", "enter", "esc", "1", "a t", "insomnia", "enter")
    demo.press("Sleep", "enter", "space enter", "space enter", "space enter")
    left = counted(demo)
    demo.press("esc")
    assert everywhere(demo) == {left}


def test_the_check_says_what_its_words_mean_and_what_stops_the_signature(demo: Seat) -> None:
    begun(demo, *TO_BLANKS, "esc")
    said = "must settle it   ask think it over   note know it   only blanks stop signing"
    demo.press("j")
    assert demo.screen(80, 24).count(said) == 1
    assert "6 blanks stop the signature. Enter on one fills it." in demo.screen(80, 24)
    demo.press("g g enter", "20", "tab", "8", "enter", "enter", "16", "tab", "6", "enter")
    demo.press("j")
    assert "Nothing stops the signature, 2 must stay in the check. Tab goes to it." in demo.screen(80, 24)
    demo.press("g p")
    assert demo.screen(80, 24).count(said) == 1
    demo.press("q tab y enter", "dw", "enter")
    assert signed(plan_of(demo))


def test_under_a_gating_payer_every_must_stops_the_signature(demo: Seat) -> None:
    demo.press("a c", "Reyes, Nora; dx F41.1", "enter")
    gated(demo).press("a t", "panic", "enter enter", "space enter enter")
    assert "must settle it: it stops signing   ask think it over   note know it" in demo.screen(80, 24)
    assert re.search(r"\d+ must stop the signature: .+\.", demo.screen(80, 24))


def test_the_findings_and_the_check_list_count_the_same(demo: Seat) -> None:
    begun(demo, *TO_BLANKS, "esc")
    listed = [(row.rule, row.ref) for row in checks(demo.desk, page_of(demo)) if row.rule]
    assert sorted(listed) == sorted((finding.id, finding.ref) for finding in findings(demo.desk))
    assert "8 must" in demo.screen(80, 24)
    demo.press("g p")
    assert "8 must" in demo.screen(80, 24)


def test_untouched_words_of_the_library_are_confirmed_in_the_findings_too(demo: Seat) -> None:
    begun(demo, *TO_BLANKS, "esc", "g p")
    found = findings(demo.desk)
    demo.press("g g", *["j"] * next(at for at, finding in enumerate(found) if finding.id == "TP037"), "space")
    assert "confirmed as it is" in demo.said
    assert len(findings(demo.desk)) == len(found) - 1
    demo.press("g g space")
    assert demo.said == "Only the library's words are confirmed here. Enter goes to the line."


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_last_step_names_itself_once(demo: Seat, width: int) -> None:
    begun(demo, *TO_BLANKS, "20", "tab", "8", "tab tab", "16", "tab", "6", "enter")
    head = "\n".join(demo.screen(width, 24).split("\n")[:2])
    assert head.count("step 7 of 7") == 1
    assert len(re.findall(r"(?im)sign\]|check and sign$", head)) == 1


def test_a_goal_in_their_words_counts_and_is_shown(demo: Seat) -> None:
    begun(demo, "Stop the panic", "enter")
    assert 'g1  "Stop the panic"' in demo.screen(80, 24)
    assert "You have 1." in demo.screen(80, 24)
    demo.press("space")
    assert "You have 1." in demo.screen(80, 24)
    demo.press("space")
    assert "You have 2." in demo.screen(80, 24)
    demo.press("enter space")
    assert "You have 1 in g1, 0 in g2." in demo.screen(200, 60)


def test_without_their_words_the_first_tick_is_the_first_goal(demo: Seat) -> None:
    demo.press(*CLIENT, "a t", "panic", "enter enter")
    assert "You have 0." in demo.screen(80, 24)
    demo.press("space")
    assert "You have 1." in demo.screen(80, 24)


def test_no_footer_of_the_library_or_the_findings_names_a_key_that_does_nothing_there(demo: Seat) -> None:
    demo.press("g l enter enter")
    foot = demo.screen(80, 24).split("\n")[-1]
    assert foot == " j k page  { } statements  / filter  E own page  q back  ? help  : commands"
    demo.press("enter")
    assert demo.said == "This is the whole statement. q goes back to the list."
    demo.press("}")
    assert "alcohol.d02" in demo.screen(80, 24)
    demo.press("/")
    assert demo.desk.focus() == "search"
    demo.press("esc", "q", "q", "q", "g p")
    assert "filter" not in demo.screen(80, 24).split("\n")[-1]


def test_the_picker_cuts_nothing_without_a_mark(demo: Seat) -> None:
    demo.press("2 k i", "sle")
    screen = demo.screen(80, 24)
    assert "║          nights of enough sleep~, due Tue 5 May 2026 (in 56 d, default)  ║" in screen
    words = "I want to sleep through the night and wake without a single thought of the office before I am up"
    demo.press("esc", "a g", f'"{words}"', "enter enter", "i")
    for width in (60, 80, 120):
        title = next(row for row in demo.screen(width, 24).split("\n") if "Objectives for g3" in row)
        assert "~ " in title


def test_a_value_nobody_typed_says_default_until_it_is_passed(demo: Seat) -> None:
    demo.press("2 k i", "sle", "enter")
    assert "due Tue 5 May 2026 (in 56 d, default)" in demo.screen(80, 24)
    demo.press("tab tab tab", "9")
    assert "due Tue 12 May 2026 (in 63 d)   asked" in demo.screen(80, 24)


def test_what_an_intervention_lacks_keeps_its_dots(demo: Seat) -> None:
    demo.press("2 i", "worry map", "enter")
    assert "how often ..." in demo.screen(120, 40)


def test_help_says_what_keys_do_on_the_pages_of_a_first_plan(demo: Seat) -> None:
    demo.press("j", "a t", "f1")
    assert "HELP for choosing templates" in demo.screen(80, 24)
    demo.press("esc", "panic", "enter", "f1")
    assert "HERE            Enter next step   Tab next question   Shift+Tab back" in demo.screen(80, 24)
    demo.press("esc", *TO_BLANKS, "f1")
    assert "HERE            Tab next   Shift+Tab back   Enter done" in demo.screen(80, 24)
    assert "shallower" not in demo.screen(80, 24)


def test_a_blank_with_choices_names_the_key_that_goes_through_them(demo: Seat, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    statement = "- Practise {skill=slow breathing|grounding} on {n=5} days a week within {weeks=4} weeks."
    head = "---\nid: own\ntitle: Our own\n---\n\n## Objectives\n\n### Skills in use\n\n"
    (folder / "own.md").write_text(f"{head}{statement}\n")
    demo.desk.library = msgspec.structs.replace(demo.desk.library, statements=load_statements(folder))
    demo.press("2 k i", "practise days slow breathing", "enter")
    assert demo.screen(80, 24).split("\n")[-1] == (
        " Tab next  Shift+Tab back  down choose  Enter done  Esc leave for later  F1 help"
    )
    assert "down chooses: slow breathing, grounding" in " ".join(demo.screen(80, 24).split())
    demo.press("down")
    assert "[ grounding_ ]" in demo.screen(80, 24)
    demo.press("tab")
    assert "choose" not in demo.screen(80, 24).split("\n")[-1]


def test_own_words_with_short_blanks_are_counted_once(demo: Seat) -> None:
    demo.press("j", "a t", "blank", "enter", "Panic", "enter", "Out", "enter", "enter", "i")
    demo.type("Walk from {base} to {goal} km; walks {base} -> {goal} by +8w").press("enter enter")
    demo.press("i", "CBT: ride along; weekly", "enter enter")
    assert counted(demo) == 2
    demo.press("1", "tab", "esc")
    assert everywhere(demo) == {1}


def test_a_blank_that_nobody_asks_for_is_gone_to_in_its_line(demo: Seat) -> None:
    demo.press("j", "a t", "blank", "enter", "Panic", "enter", "Out", "enter", "enter", "i")
    demo.type("Walk to {place} by fri").press("enter enter", "i", "CBT: ride along; weekly", "enter enter")
    assert everywhere(demo) == {1}
    demo.press("g g enter")
    assert demo.desk.state.on_main
    place = demo.desk.shown.place()
    assert place is not None
    assert place.node.code == "g1.1"


def test_the_first_client_stands_under_a_heading_whose_words_do_not_touch(empty: Seat) -> None:
    empty.press("a c", "Mayer, Ann", "enter")
    assert "║ NO TIME SET       review║" in empty.screen(80, 24)
    assert "║ NO TIME SET        next      review║" in empty.screen(120, 40)
