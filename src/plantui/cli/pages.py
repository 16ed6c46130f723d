"""Pages about one client: the glance page, and the plan with its evidence."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from plantui.cli import exits, refs
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.clinical.visits import visit_of
from plantui.glimpse.page import GlancePage
from plantui.model.chart import Chart
from plantui.model.status import ClientStatus

if TYPE_CHECKING:
    from plantui.clinical.retention import Retention
    from plantui.practice.histories import ChangeInWords

LEAST_WIDTH = 80
LEAST_LINES = 22
WIDE = 120


@click.command("glance", cls=GlobalCommand)
@click.argument("who", metavar="[CLIENT]", default="next")
@click.option("--all-today", is_flag=True, help="Everybody with an appointment today, in order.")
@click.pass_obj
def glance_command(session: Session, who: str, all_today: bool) -> int:
    """The glance page: what you wrote to yourself, the plan, scores, what is due."""
    words = _today(session) if all_today else [who]
    if not words:
        session.tell("No appointment today.")
    charts = [chart for word in words for chart in refs.charts(session, word)]
    if session.flags.form == "json":
        from plantui.documents.glance import glance_facts

        session.out_json(glance_facts(_glance(session, each)) for each in charts)
        return exits.DONE
    session.out("\n\n".join(_page(session, each) for each in charts))
    return exits.DONE


def _today(session: Session) -> list[str]:
    now = session.now
    coming = [
        (visit, each.code)
        for each in session.practice.summaries()
        if each.status != ClientStatus.DISCHARGED
        and (visit := visit_of(each.slot, now)) is not None
        and visit.date() == now.date()
    ]
    return [code for _, code in sorted(coming)]


def _glance(session: Session, chart: Chart) -> GlancePage:
    from plantui.documents.glance import glance

    return glance(chart, session.library, session.now, session.names, session.setup.settings.review_cadence)


def _page(session: Session, chart: Chart) -> str:
    from plantui.documents.glance import glance_plain
    from plantui.documents.glance_markdown import glance_markdown
    from plantui.documents.glance_text import glance_text

    page = _glance(session, chart)
    if session.flags.form == "md":
        return glance_markdown(page)
    if not sys.stdout.isatty():
        return glance_plain(page)
    columns, lines = shutil.get_terminal_size()
    width = WIDE if columns >= WIDE else LEAST_WIDTH
    # One line stays free for the prompt or the pager's own.
    return "\n".join(glance_text(page, width, max(lines - 1, LEAST_LINES)))


def _keep_words(kept: Retention) -> str:
    """How long the chart of an ended treatment is kept, and why."""
    return f"Keep until {kept.until.day} {kept.until:%b %Y}: {kept.reason}"


@click.command("show", cls=GlobalCommand)
@click.argument("who", metavar="CLIENT")
@click.argument("code", metavar="[CODE]", required=False)
@click.option("--version", "number", type=int, metavar="N", help="An earlier version of the plan.")
@click.option("--history", is_flag=True, help="Versions, signatures and dated changes.")
@click.pass_obj
def show_command(session: Session, who: str, code: str | None, number: int | None, history: bool) -> int:
    """The plan, or one line of it with the scores and notes behind it."""
    charts = refs.charts(session, who)
    for chart in charts:
        if code is not None:
            refs.node(chart, code)
        if number is not None and all(plan.number != number for plan in chart.plans):
            raise exits.Stop(exits.NOT_FOUND, f"{chart.code} has no plan v{number}.")
    if session.flags.form == "json":
        session.out_json([_show_facts(session, chart, code, number, history) for chart in charts])
    else:
        page = _show_markdown if session.flags.form == "md" else _show_page
        session.out("\n\n".join(page(session, chart, code, number, history) for chart in charts))
    return exits.DONE


def _kept(session: Session, chart: Chart, code: str | None) -> Retention | None:
    """How long the chart is kept, where that is known and a whole plan is shown."""
    from plantui.cli.disposal import rule
    from plantui.clinical.retention import retention

    return retention(chart, rule(session)) if code is None else None


def _show_facts(session: Session, chart: Chart, code: str | None, number: int | None, history: bool) -> dict[str, Any]:
    """What ``show`` says as plain data."""
    from plantui.documents.show import show_plain

    facts = show_plain(chart, session.library, session.now.date(), code, version=number, history=history)
    if history:
        facts["history"]["changed"] = [
            {"version": plan, "code": change.code, "change": change.said} for plan, change in _changed(session, chart)
        ]
        _discreet(session, chart, facts["history"]["versions"])
    kept = _kept(session, chart, code)
    if kept is not None:
        facts["keep_until"] = kept.until.isoformat()
    return facts


def _show_markdown(session: Session, chart: Chart, code: str | None, number: int | None, history: bool) -> str:
    """What ``show`` says as Markdown."""
    from plantui.documents.prose import escaped
    from plantui.documents.show import show_markdown

    text = show_markdown(chart, session.library, session.now.date(), code, version=number, history=history)
    kept = _kept(session, chart, code)
    text += f"\n{escaped(_keep_words(kept))}\n" if kept is not None else ""
    changed = _changed(session, chart) if history else []
    more = "".join(f"- v{plan} {escaped(change.said)}\n" for plan, change in changed)
    return f"{text}\n## What changed\n\n{more}" if more else text


def _show_page(session: Session, chart: Chart, code: str | None, number: int | None, history: bool) -> str:
    """What ``show`` says in lines."""
    from plantui.documents.one_line import one_line
    from plantui.documents.show import show_lines

    today = session.now.date()
    lines = show_lines(chart, session.library, today, code, version=number, history=history, names=session.names)
    kept = _kept(session, chart, code)
    lines[1:1] = [_keep_words(kept)] if kept is not None else []
    changed = _changed(session, chart) if history else []
    lines += ["", "WHAT CHANGED"] if changed else []
    lines += [f"v{plan}  {one_line(change.said)}" for plan, change in changed]
    return "\n".join(lines)


def _changed(session: Session, chart: Chart) -> list[tuple[int, ChangeInWords]]:
    """What every version changed against the one before it, newest first."""
    from plantui.practice.histories import versions
    from plantui.practice.lexicon import lexicon

    told = versions(chart, lexicon(chart, session.practice.acting()))
    return [(version.plan.number, change) for version in told for change in version.changes]


def _discreet(session: Session, chart: Chart, shown: list[dict[str, Any]]) -> None:
    """Under `--names initials` and `codes` the client's own signature does not name them."""
    if session.names == "full":
        return
    for version in shown:
        for part in version["signatures"]:
            if part["kind"] in ("client", "guardian"):
                part["name"] = chart.client.initials if session.names == "initials" else chart.code
