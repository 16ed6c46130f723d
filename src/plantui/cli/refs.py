"""Which client a word on the command line means."""

from __future__ import annotations

import sys

from plantui.cli.exits import AMBIGUOUS, NOT_FOUND, USAGE, Stop
from plantui.cli.session import Session
from plantui.clinical.filters import fold
from plantui.clinical.visits import next_visit
from plantui.model.chart import Chart
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary
from plantui.model.tree import Place, find, find_code
from plantui.practice.drafts import plan_at_hand
from plantui.quickentry.messages import several_clients


def client(session: Session, word: str) -> Summary:
    """The client that an id (C-014), unique initials (mr), a piece of a name, or ``next`` means.

    Raises:
        Stop: none fits, or more than one does (codes are listed, no names).
    """
    if word == "-":
        raise Stop(USAGE, "This command takes one client: name it, for standard input is taken by something else.")
    if word.lower() == "next":
        return _next(session, session.practice.summaries())
    found = fitting(session.practice.summaries(), word)
    if not found:
        raise Stop(NOT_FOUND, f"No client fits {word!r}. plantui list shows them.")
    if len(found) > 1:
        raise Stop(AMBIGUOUS, f"C1 {several_clients(_said(word, found), sorted(each.code for each in found))}")
    return found[0]


def _said(word: str, found: list[Summary]) -> str:
    """What several clients are called: their initials where those were typed, else what was typed."""
    initials = {each.initials for each in found}
    alike = initials.pop() if len(initials) == 1 else ""
    return alike if fold(alike.replace(".", "")) == fold(word.replace(".", "")) else word


def fitting(summaries: list[Summary], word: str) -> list[Summary]:
    """The clients that an id, initials or a piece of a name can mean; closed cases only where nobody in care fits."""
    exact = [each for each in summaries if word.casefold() in (each.code.casefold(), each.chart)]
    if exact:
        return exact[:1]
    wanted = fold(word.replace(".", ""))
    open_ones = [each for each in summaries if each.status != ClientStatus.DISCHARGED]
    found = [each for each in open_ones if wanted and fold(each.initials.replace(".", "")) == wanted]
    found = found or [
        each for each in open_ones if wanted and wanted in fold(f"{each.family} {each.given} {each.called}")
    ]
    return found or [each for each in summaries if wanted and wanted in fold(f"{each.family} {each.given}")]


def _next(session: Session, summaries: list[Summary]) -> Summary:
    coming = [
        (when, each.code, each)
        for each in summaries
        if each.status != ClientStatus.DISCHARGED and (when := next_visit(each.slot, session.now)) is not None
    ]
    if not coming:
        raise Stop(NOT_FOUND, "No appointment ahead. Slots are part of the client line: slot tue 14:00")
    return min(coming, key=lambda entry: entry[:2])[2]


def clients(session: Session, words: tuple[str, ...]) -> list[Summary]:
    """The clients that several words mean; ``-`` reads ids from standard input."""
    wanted: list[str] = []
    for word in words:
        wanted += sys.stdin.read().split() if word == "-" else [word]
    if words and not wanted:
        raise Stop(NOT_FOUND, "No client was named on standard input.")
    return [client(session, word) for word in wanted]


def chart(session: Session, word: str) -> Chart:
    """The chart of the client that a word means; looking at it is recorded."""
    found = session.practice.chart(client(session, word).chart)
    session.practice.charts.log([("chart.view", found.id)], session.practice.acting())
    return found


def charts(session: Session, word: str) -> list[Chart]:
    """The charts of the clients that a word means (``-``: ids on standard input); looking at them is recorded."""
    found = [session.practice.chart(each.chart) for each in clients(session, (word,))]
    session.practice.charts.log([("chart.view", each.id) for each in found], session.practice.acting())
    return found


def node(chart_: Chart, code: str) -> Place:
    """The line of the plan with a code, aliases included.

    Raises:
        Stop: there is none.
        Refused: the client has no plan.
    """
    plan = plan_at_hand(chart_)
    wanted = code.lower() if not code[:1].isdigit() else f"g{code.lower()}"
    place = find_code(plan, wanted) or find(plan, chart_.aliases.get(wanted, ""))
    if place is None:
        raise Stop(
            NOT_FOUND, f"There is no {code} in the plan of {chart_.code}. plantui show {chart_.code} lists the codes."
        )
    return place
