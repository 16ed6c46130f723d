"""Line mode as it is heard: what is typed and what is said, line by line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Practice
from tests.e2e.shell import Shell


def said(shell: Shell, *lines: str) -> list[str]:
    """What line mode answers to each line, the greeting first; a prompt stands in front of each answer."""
    outcome = shell.run("line", stdin="".join(f"{line}\n" for line in lines))
    assert outcome.code == 0, outcome
    assert outcome.err == ""
    return [part.strip() for part in outcome.out.split("> ")]


def everything(shell: Shell, *lines: str) -> str:
    return "\n".join(said(shell, *lines))


def bundle(shell: Shell, who: str) -> dict:
    return json.loads(shell.check("export", "bundle", who, "-o", "-"))


def test_a_review_is_heard_as_it_is_drawn(demo: Shell) -> None:
    answers = said(demo, "client rey", "review", "", "", "", "same", "", "dw", "quit")
    assert answers == [
        "PlanTUI line mode. 34 clients, 3 plans overdue. Type help, or quit.",
        "Reyes, Maria, C-014. Plan version 3, signed 12 December. Review 4 days late.",
        "Since 12 December: 9 visits, 1 missed, 7 of 9 notes on the plan. 4 objectives.\n"
        "Off the plan: work deadlines, 3 notes.\n"
        "1 of 4. g1.1, active. GAD-7 from 15 to 7. Then 15, now 11, better. Suggested plus 1.\n"
        "Enter accepts. Or plus, same, minus, met, hold, stop, remark, evidence, skip.",
        "Accepted plus 1.\n"
        "2 of 4. g1.2, active. Sleep 6 h+, nights per week from 2 to 5. Then 3, now 4, better. Suggested plus 1.",
        "Accepted plus 1.\n3 of 4. g2.1, active. PHQ-9 from 18 to 9. Then 17, now 12, same. Suggested 0.",
        "Accepted 0.\n"
        "4 of 4. g2.2, not started. Pleasant activities per week from 0 to 3. No scores, no notes. No suggestion.",
        "Next review Tuesday 2 June 2026, 12 weeks. Enter keeps it, or type a date.",
        "Sign with your initials, or Enter to leave it unsigned.",
        "Signed. 2 more overdue: Jonas, Petra; Duarte, Rui.",
        "",
    ]
    review = max(bundle(demo, "C-014")["reviews"], key=lambda each: each["date"])
    assert review["next_due"] == "2026-06-02"
    assert [line["mark"] for line in review["lines"]] == [1, 1, 0, 0]
    assert review["signatures"][0]["initials"] == "DW"


def test_what_has_no_evidence_is_not_accepted_by_enter(demo: Shell) -> None:
    answers = said(demo, "client rey", "review", "", "", "", "", "skip", "", "quit")
    assert "It needs you: a mark, a status or a remark" in answers[6]
    assert "g2.2 needs a mark, a status or a remark" in answers[8]
    assert "Left unsigned" in answers[8]
    again = said(demo, "client rey", "review", "remark not yet begun", "+6w", "xy", "dw", "quit")
    assert again[2].splitlines()[-1].startswith("4 of 4. g2.2, not started.")
    assert again[3] == "Remark kept.\nNext review Tuesday 2 June 2026, 12 weeks. Enter keeps it, or type a date."
    assert again[5] == "Those are not your initials, DW.\nSign with your initials, or Enter to leave it unsigned."
    assert again[6].startswith("Signed.")


def test_everything_due_is_reviewed_one_after_another_and_can_be_left(demo: Shell) -> None:
    answers = said(demo, "review due", "leave", "quit")
    first = answers[1].splitlines()
    assert re.fullmatch(r"\d+ plans due\.", first[0])
    assert first[1] == "Jonas, Petra, C-033. 11 days late."
    assert answers[2] == "Left as it stands. review due goes on."


def test_a_plan_is_made_edited_moved_and_signed(practice: Practice) -> None:
    heard = said(
        practice,
        "add c Quist, Lee; dob 1990-01-02; dx F41.1",
        "add p Worry that keeps them up; dx F41.1; aeb lies awake 2 h on 5 nights",
        'add g "I want my nights back" Sleep through',
        "add o GAD-7 15 -> 7 by +12w; client keeps the log; clinician reviews it",
        "add i CBT: Worry postponement; weekly",
        'add o g1 Sleep 6 h; "nights per week" 2 -> 5 by +8w',
        "edit 1.1 ; -> 6",
        "move 1.2 up",
        "remove 1.2",
        "undo",
        "redo",
        "undo",
        "sign plan",
        "p",
        "more walking",
        "dw",
        "plan",
        "quit",
    )
    assert heard[1].startswith("C-001 Quist, Lee added.")
    assert heard[2].startswith("p1 added.")
    assert heard[3].startswith("g1 added.")
    assert heard[4].splitlines()[0] == "g1.1 added."
    assert heard[5].startswith("g1.1a added.")
    assert heard[6].startswith("g1.2 added.")
    assert heard[7] == "g1.1 goal 7 to 6."
    assert heard[8].splitlines() == ["g1.2 moved.", "It is number 1 of 2 there, g1.2."]
    assert heard[9:13] == ["g1.2 removed.", "Undone: g1.2 removed.", "Again: g1.2 removed.", "Undone: g1.2 removed."]
    assert heard[13].endswith("Did the client take part? y yes, today, p by phone, n not yet")
    assert heard[16] == "Plan version 1 of C-001 signed. Next review Tuesday 2 June 2026."
    assert "g1.2 not started, Sleep 6 h" in heard[17]
    plan = bundle(practice, "C-001")["plans"][0]
    assert plan["collaboration"]["comment"] == "more walking"
    assert [each["code"] for each in plan["problems"][0]["goals"][0]["objectives"]] == ["g1.2", "g1.1"]


def test_a_line_of_a_signed_plan_is_discontinued_with_a_reason(demo: Shell) -> None:
    answers = said(demo, "client C-014", "remove 2.2", "", "remove 2.2", "too early", "unsigned", "quit")
    assert answers[2] == "Why is g2.2 discontinued in the next version? Enter leaves it."
    assert answers[3] == "Left as it was."
    assert answers[5] == "g2.2 discontinued in draft version 4."
    assert "Reyes, Maria, C-014: plan version 4." in answers[6]


def test_marks_statuses_dates_and_events_are_said_in_words(demo: Shell) -> None:
    answers = said(
        demo,
        "client C-014",
        "mark 1.2 plus",
        "mark 1.2 plus",
        "mark 2.2 minus on yesterday",
        "again 2.1",
        "status 2.2 act",
        "status 2.1 stop",
        "moved away",
        "status 1.1 met 3 mar",
        "when +6w cancelled twice",
        "event crisis 2 mar; two nights",
        "follow gad7 every 3w",
        "quit",
    )
    assert answers[2:] == [
        "g1.2 marked plus 1.",
        "g1.2 marked plus 2.",
        "g2.2 marked minus 1 on 9 March.",
        "g2.1 marked minus 1 on 9 March.",
        "g2.2 from not started to active.",
        "Why is g2.1 discontinued? Enter leaves it as it is.",
        "g2.1 from active to discontinued.",
        "g1.1 from active to reached on 3 March.",
        "Review of C-014 set to Tuesday 21 April 2026 (in 42 days).",
        "Crisis on 2 March recorded: C-014 is due for a review now.",
        "GAD-7 followed, every 3 weeks.",
        "",
    ]


def test_a_measure_is_asked_item_by_item_and_a_risk_answer_asks_for_its_line(demo: Shell) -> None:
    answers = said(
        demo,
        "client C-014",
        "measure phq9",
        *("1", "9", "1", "back", "2", "2", "2", "1", "2", "1", "1", "1", ""),
        "asked; no plan, no intent",
        "quit",
    )
    assert answers[2].splitlines()[0] == "PHQ-9, 10 rows. A number answers. Or back, skip, total, leave."
    assert answers[4].splitlines()[0] == "Item 2 takes 0 to 3, not 9."
    assert answers[15] == ("Item 9 is 1. Say in a line what you asked and found. Enter leaves the risk line open.")
    assert answers[16].endswith("Item 9 is 1: the risk line is in today's note.")
    score = bundle(demo, "C-014")["measures"][-1]
    assert (score["measure"], score["answers"]) == ("phq9", [1, 2, 2, 2, 1, 2, 1, 1, 1])


def test_a_measure_can_be_left_or_given_as_a_total(demo: Shell) -> None:
    answers = said(demo, "client C-014", "measure phq9", "leave", "measure phq9 =13", "measure phq9 =31", "quit")
    assert answers[3] == "Nothing was recorded."
    assert answers[4].startswith("PHQ-9 13 on 10 March 2026 (was 12 on 3 March).")
    assert answers[5] == "PHQ-9 goes from 0 to 27"


def test_a_note_is_written_line_by_line_read_signed_and_added_to(demo: Shell) -> None:
    answers = said(
        demo,
        "client C-014",
        "note",
        "45m phone",
        "Used postponement. #1.1+ and #1.2= and #9.9+",
        "@gad7=10",
        ".",
        "dw",
        "note One more thing #2.1-",
        ".",
        "",
        "note",
        "4",
        "y",
        "addendum",
        "1",
        "Later it was clear.",
        ".",
        "dw",
        "notes",
        "2",
        "quit",
    )
    assert answers[2].splitlines()[0] == "New note, today 14:00 50 minutes individual DAP."
    assert answers[6].splitlines()[:2] == [
        "Note of 10 March 2026 kept as a draft.",
        "Read in it: g1.1 plus 1, g1.2 0 and GAD-7 10.",
    ]
    assert "g9.9" in answers[6]
    assert answers[7].startswith("Note of 10 March signed.")
    assert answers[10] == "Left unsigned."
    assert "throw it away" in answers[11]
    assert answers[13] == "Draft of 10 March 2026 removed."
    assert "Addendum to the note of 3 March 2026 signed." in answers[18]
    assert "Later it was clear." in answers[20]
    notes = bundle(demo, "C-014")["notes"]
    assert [note["minutes"] for note in notes if note["date"] == "2026-03-10"] == [45]


def test_words_of_the_library_are_chosen_by_number_and_their_blanks_asked(demo: Shell) -> None:
    answers = said(demo, "client C-014", "goto C-014", "insert o sleep diary nights", "9", "1", "", "3", "", "", "quit")
    assert answers[3].startswith("Under which goal?")
    assert answers[4].startswith("That is not one of the numbers: 9.")
    assert answers[5].splitlines()[0] == "Which one?"
    assert "added." in "\n".join(answers[6:])


def test_lines_are_copied_and_put_into_another_plan(demo: Shell) -> None:
    answers = said(demo, "client C-014", "copy 1.2", "put g2", "client C-021", "put g1", "plan 9.9", "quit")
    assert answers[2] == "g1.2 is on the shelf. put places it."
    assert answers[3] == "g2.3 put here with 1 line under it."
    assert "from another plan: make them theirs" in answers[5]
    assert answers[6] == "There is no 9.9 in the plan of C-021. plan says them all."


def test_a_plan_is_begun_from_the_library(practice: Practice) -> None:
    practice.client()
    answers = said(practice, "client mr", "start", "1", "insert g worry", "1", "quit")
    assert answers[1] == "Reyes, Maria, C-001. No plan yet."
    assert answers[2].splitlines()[1].endswith("fits F41.1")
    assert answers[3].splitlines()[0] == "p1 added."
    assert bundle(practice, "C-001")["plans"][0]["problems"][0]["goals"]


def test_the_overdue_reviews_are_spread_after_a_question(demo: Shell) -> None:
    kept = said(demo, "spread 2/d from mon", "", "quit")
    assert kept[1].endswith("Spread them? y or n.")
    assert kept[2] == "Left as they were."
    answers = said(demo, "spread 2/d from mon", "y", "due overdue", "quit")
    assert len(answers[2].splitlines()) == 3
    assert answers[2].splitlines()[0].startswith("C-033: Review of C-033 set to Monday 16 March 2026")
    assert answers[3] == "Nothing is due."


def test_names_follow_the_privacy_mode(demo: Shell) -> None:
    text = everything(
        demo,
        "names codes",
        "client C-014",
        "due overdue",
        "list overdue",
        "review",
        "leave",
        "unsigned",
        "plan",
        "quit",
    )
    assert "Reyes" not in text
    assert "Maria" not in text
    assert "Jonas" not in text
    initials = everything(demo, "names initials", "client C-014", "glance", "quit")
    assert "M.R., C-014." in initials
    assert "Maria" not in initials


def test_several_clients_are_offered_by_number(demo: Shell) -> None:
    answers = said(demo, "client ti", "7", "x", "1", "client zzz", "client e", "quit")
    assert answers[1].endswith("or Enter for none.")
    assert answers[2].startswith("That is not one of the numbers")
    assert "Keller, Tim, C-001. Plan version 1" in "\n".join(answers)
    assert "No client fits zzz. list says who is there." in answers
    assert any(re.fullmatch(r"\d+ clients fit e: a few letters more\.", each) for each in answers)


def test_what_is_no_command_is_said_and_nothing_stops(demo: Shell) -> None:
    answers = said(demo, "frobnicate", "remov 1.2", "mark", "plan", "undo", "?", "help mark", "help zzz", "q")
    assert answers[1] == "No such command: frobnicate. help lists them"
    assert answers[2] == "No such command: remov. Did you mean remove?"
    assert answers[3].startswith("mark takes an objective and a mark")
    assert answers[4] == "No client is chosen. Type client and a piece of the name."
    assert answers[5] == "Nothing to undo."
    assert "quit" in answers[6]
    assert answers[7] == "mark 1.2 plus, same or minus, with 2 for much: marks progress."


def test_a_case_is_closed_with_a_reason_and_opened_again(demo: Shell) -> None:
    answers = said(demo, "client C-014", "close", "moved away", "where", "reopen", "close", "", "quit")
    assert answers[3] == "C-014 is discharged."
    assert "Discharged." in answers[4]
    assert answers[5] == "C-014 is active."
    assert answers[7] == "Left open."


def test_files_are_written_for_people_outside(demo: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    answers = said(
        demo,
        "client C-014",
        f"export plan to {folder}",
        "export pln",
        f"export review to {folder}",
        f"export notes to {folder}",
        "",
        "quit",
    )
    assert answers[2] == f"Written: {folder}/C-014_plan_v3_2026-03-10.md"
    assert (folder / "C-014_plan_v3_2026-03-10.md").stat().st_mode & 0o777 == 0o600
    assert answers[3].startswith("No such thing to export: pln.")
    assert answers[4].startswith(f"Written: {folder}/C-014_review_")
    assert answers[6].startswith(f"Written: {folder}/C-014_notes_")


def test_nothing_but_new_lines_is_ever_sent(demo: Shell) -> None:
    text = demo.run(
        "line",
        stdin="client rey\nglance\nplan\nplan 1.1\nlint\nhistory\ntrend\nadd o g1 \x1b[31mred\x07 \u202eabc\nplan\n",
        TERM="xterm-256color",
    ).out
    assert not [char for char in text if not (char.isprintable() or char == "\n")]
    assert not re.search(r" {2,}|\|", text)


def test_somebody_who_only_reads_changes_nothing(demo: Shell) -> None:
    before = demo.check("export", "bundle", "C-014", "-o", "-")
    outcome = demo.run(
        "line",
        "--read-only",
        stdin="client rey\nmark 1.1 plus\nnote\nreview\nadd o g1 Sleep\nundo\nsign plan\nadd c A, B\nwhen +6w\n",
    )
    assert outcome.code == 0
    assert outcome.out.count("Read only: this store was opened with --read-only.") >= 7
    assert demo.check("export", "bundle", "C-014", "-o", "-") == before


@pytest.mark.parametrize("junk", [b"\xff\xfe\n", b"x" * 200_000 + b"\n", b"client \x00\n", b"\n" * 50, b""])
def test_bytes_that_are_no_line_are_refused_in_a_sentence(demo: Shell, junk: bytes) -> None:
    outcome = demo.run("line", stdin=junk + b"where\n")
    assert outcome.code == 0
    assert outcome.out.endswith("> No client is chosen. Type client and a piece of the name.\n> ")
    assert "error of its own" not in outcome.out
