from __future__ import annotations

import pytest

from plantui.quickentry import ObjectiveLine, Preview, parse_objective, parse_plan_line, preview, print_line, read_line
from tests.quickentry.vocabulary import LEXICON


@pytest.mark.parametrize(
    ("kind", "typed", "code", "lines"),
    [
        (
            "objective",
            'Call one friend a week "calls/wk" 0 -> 1 by +8w',
            "g2.3",
            (
                "= objective g2.3  Call one friend a week",
                "calls/wk from 0 to 1, higher is better",
                "due Tue 5 May 2026 (in 56 d)   measured at each visit (default)",
            ),
        ),
        (
            "objective",
            "PHQ-9 18 -> 9 by +12w",
            None,
            (
                "= objective  Reduce PHQ-9 from 18 to 9",
                "PHQ-9 from 18 to 9, lower is better",
                "due Tue 2 Jun 2026 (in 84 d)   measured at each visit (default)",
            ),
        ),
        (
            "objective",
            "GAD-7 ? -> 7 by +8w every 2w; short; who partner; client keeps a log; clinician scores it; act",
            "g1.1",
            (
                "= objective g1.1  Bring GAD-7 to 7",
                "GAD-7 to 7, lower is better; the next score becomes the baseline",
                "due Tue 5 May 2026 (in 56 d)   measured every 2 weeks",
                "active   short term   who: partner",
                "client keeps a log",
                "clinician scores it",
            ),
        ),
        (
            "objective",
            "Days walked 0% -> 80% of days; every 1w",
            None,
            (
                "= objective  Days walked",
                "Days walked from 0% to 80% of days, higher is better",
                "by ...   asked every week",
            ),
        ),
        (
            "objective",
            "Walk daily by fri",
            None,
            ("= objective  Walk daily", "done or not done", "due Fri 13 Mar 2026 (in 3 d)"),
        ),
        ("objective", "Walk daily", None, ("= objective  Walk daily", "done or not done", "by ...")),
        (
            "goal",
            '"I want my nights back" Sleep through; by 12 may',
            "g1",
            ('= goal g1  "I want my nights back"  Sleep through', "due Tue 12 May 2026 (in 63 d)"),
        ),
        (
            "problem",
            "Worry; dx F41.1; moderate; aeb lies awake; strength walks; barrier shifts",
            "p1",
            (
                "= problem p1  Worry",
                "F41.1   moderate",
                "as evidenced by lies awake",
                "strength: walks",
                "barrier: shifts",
            ),
        ),
        (
            "intervention",
            "CBT: thought records; weekly; 50m; who partner; by 12 may; dis",
            "g1.2a",
            (
                "= intervention g1.2a  CBT: thought records",
                "weekly   50 min   who: partner   until Tue 12 May 2026 (in 63 d)   discontinued",
            ),
        ),
        ("intervention", "Diary", None, ("= intervention  Diary", "how often ...")),
        (
            "service",
            "service individual 50m weekly for 12 w",
            None,
            ("= service of the plan  individual, 50 min, weekly, for 12 weeks",),
        ),
        ("discharge", "discharge sleeps 6 h", None, ("= discharge criterion  sleeps 6 h",)),
        ("outcome", "outcome back at work", None, ("= expected outcome  back at work",)),
        (
            "client",
            "Reyes, Maria; dob 1991-04-02; dx F41.1; slot tue 14:00 every 2w; since 3 mar; review every 6w; "
            "payer Aetna; id K1; called Mia; tag group",
            "C-035",
            (
                "= client C-035  Reyes, Maria  called Mia",
                "born 2 Apr 1991 (34 y)   F41.1   Tuesday 14:00 every 2w",
                "since Tue 3 Mar 2026 (7 d ago)   reviewed every 6 weeks   payer Aetna   id K1   tagged group",
            ),
        ),
        ("client", "Reyes", None, ("= client  Reyes",)),
    ],
)
def test_read_line(kind: str, typed: str, code: str | None, lines: tuple[str, ...]) -> None:
    assert read_line(parse_plan_line(kind, typed, LEXICON), LEXICON, code) == lines


def test_the_direction_of_a_pending_baseline_is_the_measures_own() -> None:
    assert "higher is better" in read_line(parse_objective("WHO-5 ? -> 60", LEXICON), LEXICON)[1]
    row = read_line(parse_objective("Count ? -> 4", LEXICON), LEXICON)[1]
    assert row == "Count to 4; the next score becomes the baseline"


def test_a_goal_still_to_be_filled() -> None:
    rows = read_line(parse_objective("Feel better; PHQ-9 18 -> {target}", LEXICON), LEXICON)
    assert rows[1] == "PHQ-9 from 18 to ..., lower is better"


def test_a_preview_of_a_whole_line() -> None:
    shown = preview("objective", "PHG-9 18 -> 9 by fri", LEXICON, "g1.1")
    assert shown.fault is None
    assert isinstance(shown.line, ObjectiveLine)
    assert shown.lines[0] == "= objective g1.1  PHG-9"
    assert [notice.code for notice in shown.notices] == ["O3"]


def test_a_problem_field_shows_the_plans_own_lines() -> None:
    assert preview("problem", "discharge sleeps", LEXICON).lines == ("= discharge criterion  sleeps",)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("", ("= objective g1.1", "...")),
        ("PHQ-9 18 ->", ("= objective g1.1  PHQ-9 18", "-> ...")),
        (
            "PHQ-9 18 -> 9 by ",
            (
                "= objective g1.1  Reduce PHQ-9 from 18 to 9",
                "PHQ-9 from 18 to 9, lower is better",
                "by ...   measured at each visit (default)",
            ),
        ),
        ("Walk; by", ("= objective g1.1  Walk", "done or not done", "by ...")),
        ("Walk; client", ("= objective g1.1  Walk", "done or not done", "by ...", "...")),
    ],
)
def test_what_is_missing(typed: str, lines: tuple[str, ...]) -> None:
    shown = preview("objective", typed, LEXICON, "g1.1")
    assert shown.fault is not None
    assert shown.fault.unfinished
    assert shown.line is None
    assert shown.lines == lines


def test_a_wrong_word_leaves_the_reading_of_the_rest() -> None:
    shown = preview("objective", "Walk; by fri; blue", LEXICON)
    assert shown.fault is not None
    assert shown.fault.code == "O5"
    assert shown.lines == ("= objective  Walk", "done or not done", "due Fri 13 Mar 2026 (in 3 d)")


def test_a_preview_of_an_edit_names_the_difference() -> None:
    before = parse_objective("PHQ-9 18 -> 9 by 12 may", LEXICON)
    shown = preview("objective", print_line(before, LEXICON) + "; -> 7", LEXICON, "g2.1", before=before, version=3)
    assert shown.lines[0] == "= objective g2.1  Reduce PHQ-9 from 18 to 7"
    assert shown.lines[-1] == "goal 9 -> 7 (v3 said 9)"


@pytest.mark.parametrize("kind", ["problem", "goal", "objective", "intervention", "client"])
def test_every_beginning_of_a_line_has_a_preview(kind: str) -> None:
    typed = '"Reyes; x", PHQ-9 18 -> 9 by 12 may; every 2w; client does; weekly; dx F41.1; slot tue 14:00'
    for end in range(len(typed) + 1):
        shown = preview(kind, typed[:end], LEXICON)
        assert isinstance(shown, Preview)
        assert shown.lines[0].startswith("= ")
        assert all("\n" not in line for line in shown.lines)
