"""A score by command line: a total or all answers of a measure, or a value of an objective's own count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import msgspec

from plantui.cli import exits, refs
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.cli.writing import day_of, read_as, read_stdin, refuse_prose
from plantui.model.chart import Chart
from plantui.model.plan import Objective
from plantui.model.score import Score
from plantui.practice.commands.measures import RecordMeasure
from plantui.practice.lexicon import lexicon
from plantui.practice.scores import alert_words, count_of, score_of_answers, score_of_total
from plantui.quickentry.score import read_score

if TYPE_CHECKING:
    from plantui.model.summary import Summary

_CODE = re.compile(r"^g?\d+\.\d+$", re.IGNORECASE)
_COUNT = re.compile(r"^=?\s*(\d+(?:[.,]\d+)?)$")


@click.command("measure", cls=GlobalCommand, context_settings={"ignore_unknown_options": True})
@click.argument("who", metavar="CLIENT")
@click.argument("name", metavar="NAME")
@click.argument("value", metavar="VALUE")
@click.option("--date", "day", metavar="D", help="The day it is of; today when left out.")
@click.option("--risk", metavar="-", help="- reads the risk line from standard input: what you asked and found.")
@click.pass_obj
def measure_command(session: Session, who: str, name: str, value: str, day: str | None, risk: str | None) -> int:
    """A score: phq9 =12, or all answers 1,1,2,...; or an objective's own count or goal rating: g1.2 4."""
    if risk is not None and risk != "-":
        refuse_prose(risk, "Type: --risk - and give the line on standard input.")
    if who == "-" and risk is not None:
        raise exits.Stop(exits.USAGE, "Standard input holds either the ids or the risk line: name the client.")
    read = [(each, _score(session, each, name, value, day)) for each in refs.clients(session, (who,))]
    line = read_stdin("What you asked and found").strip() if risk == "-" else ""
    group = session.practice.acting().new_id()
    done = [
        (each.code, score, session.practice.perform(each.chart, RecordMeasure(score, line), group).message)
        for each, score in read
    ]
    session.practice.save()
    if session.flags.form == "json":
        session.out_json(_row(session, code, score, message) for code, score, message in done)
    else:
        for code, _, message in done:
            session.done(f"{code}: {message}." if len(done) > 1 else f"{message}.")
    return exits.DONE


def _score(session: Session, summary: Summary, name: str, value: str, day: str | None) -> Score:
    """What was typed as a score of this client."""
    chart = session.practice.chart(summary.chart)
    acting = session.practice.acting()
    words = lexicon(chart, acting)
    on = day_of(session, day) if day else acting.today
    if _CODE.match(name):
        objective = _own_count(session, chart, name)
        rated = session.library.measures.get(objective.measure) if objective.measure else None
        if rated is None:
            return count_of(objective.id, _value(value), on, acting)
        return msgspec.structs.replace(score_of_total(rated, _value(value), on, acting), objective=objective.id)
    measure = session.library.measures.find(name)
    if measure is None:
        like = words.measure_like(name)
        hint = f" Did you mean {like}?" if like else ""
        raise exits.Stop(exits.NOT_FOUND, f"No measure is called {name!r}.{hint}")
    with read_as(value):
        typed = read_score(value, measure)
    if typed.items:
        return score_of_answers(measure, typed.items, on, acting)
    return score_of_total(measure, typed.total or 0, on, acting)


def _own_count(session: Session, chart: Chart, code: str) -> Objective:
    node = refs.node(chart, code).node
    measure = session.library.measures.get(node.measure) if isinstance(node, Objective) and node.measure else None
    if measure is not None and measure.per_objective and isinstance(node, Objective):
        return node
    if not isinstance(node, Objective) or node.measure or not node.label:
        name = f" It is measured by {measure.short}: name that instead." if measure is not None else ""
        raise exits.Stop(exits.USAGE, f"{node.code} has no count of its own.{name}")
    return node


def _value(text: str) -> int | float:
    found = _COUNT.match(text.strip())
    if found is None:
        raise exits.Stop(exits.USAGE, f"A count is a number, such as 4 or 2.5, not {text!r}.")
    number = float(found[1].replace(",", "."))
    return int(number) if number.is_integer() else number


def _row(session: Session, code: str, score: Score, done: str) -> dict[str, object]:
    measure = session.library.measures.get(score.measure) if score.measure else None
    return {
        "client": code,
        "measure": score.measure or None,
        "objective": score.objective or None,
        "date": score.date.isoformat(),
        "total": score.total,
        "band": score.band or None,
        "prorated": score.prorated,
        "risk": list(alert_words(measure, score)) if measure is not None else [],
        "done": done,
    }
