"""The second step of a new plan: the client's own words, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plantui.clinical.standing import draft
from plantui.keys.field import opened
from plantui.practice.commands.plan import AddOutcome
from plantui.practice.commands.statements import WordGoal
from plantui.practice.refusal import Refused
from plantui.tui.desk.moving import go_to_client
from plantui.tui.desk.steps import OUTCOMES, WORDS, Step, StepsPage, about

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def ask(desk: Desk, page: StepsPage, question: int) -> None:
    """Open the field of a question with what was said to it before."""
    page.question = question
    here = about(desk, page)
    if question == 0 and here is not None:
        worded = next((goal.words for goal in here[0].goals if goal.words), "")
        page.typed = opened(worded or page.answers[0] if not page.subject else worded, desk.history(WORDS))
    else:
        page.typed = opened(page.answers[question], desk.history(WORDS))
    page.before = page.typed.text


def go_on(desk: Desk, page: StepsPage, question: int | Literal["own"], text: str | None) -> None:
    """Open the field again that was being typed in: of a question, or for one's own words."""
    if question == "own":
        page.mode, page.typed = "own", opened("", desk.history(WORDS))
    else:
        ask(desk, page, question)
    if text is not None:
        page.typed = opened(text, desk.history(WORDS))


def reopen_words(desk: Desk, chart: str, target: str, text: str) -> None:
    """Go on with words that were being typed into a new plan when the terminal went away.

    Raises:
        Refused: the plan is no longer a draft.
    """
    _, question, step, subject = target.split("-")
    desk.to_main()
    go_to_client(desk, chart)
    if draft(desk.chart()) is None:
        raise Refused("That plan is no longer a draft.")
    page = StepsPage(chart=chart, now=Step(int(step)), subject=int(subject))
    go_on(desk, page, "own" if question == "own" else int(question), text)
    desk.open(page)


def keep_words(desk: Desk, page: StepsPage) -> None:
    """Put what was typed to the question into the draft."""
    words = page.typed.text.strip()
    here = about(desk, page)
    if here is None:
        return
    desk.remember(WORDS, words)
    if page.question:
        old, page.answers[page.question] = page.answers[page.question], words
        if words and words != old:
            desk.do(AddOutcome(f'{OUTCOMES[page.question]}: "{words}"'), page.chart)
        return
    worded = next((goal for goal in here[0].goals if goal.words), None)
    if words and (worded is None or worded.words != words):
        desk.do(WordGoal(here[0].id, words, worded.id if worded is not None else ""), page.chart)
