"""Files in and out: exports, bundles, lists of clients, the schema."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from plantui.cli import exits, refs
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.cli.writing import day_of
from plantui.model.chart import Chart
from plantui.model.codec import from_bundle
from plantui.model.fault import ChartFaults
from plantui.model.schema import bundle_schema
from plantui.practice.exporting import (
    bundle_text,
    glance_text,
    plan_file_name,
    plan_text,
    plan_to_export,
    write_private,
)
from plantui.practice.notes_export import Span, notes_file_name, notes_text, notes_to_export
from plantui.practice.practice import Practice
from plantui.practice.reviewing import review_file_name, review_text, review_to_export

WHAT = ("plan", "glance", "notes", "review", "bundle")


@click.command("export", cls=GlobalCommand)
@click.argument("what", metavar="plan|glance|notes|review|bundle", type=click.Choice(WHAT))
@click.argument("who", metavar="CLIENT...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="PATH|-", help="A file, a folder, or - for standard output.")
@click.option("--from", "since", metavar="D", help="Notes: the first day; all of them when left out.")
@click.option("--to", "until", metavar="D", help="Notes: the last day; today when left out.")
@click.option("--force", is_flag=True, help="Write although others can read the folder.")
@click.pass_obj
def export_command(
    session: Session,
    what: str,
    who: tuple[str, ...],
    output: str | None,
    since: str | None,
    until: str | None,
    force: bool,
) -> int:
    """Write the plan, the glance page, signed notes, the last review (Markdown or JSON) or all of a client (JSON)."""
    if (since or until) and what != "notes":
        raise exits.Stop(exits.USAGE, f"--from and --to choose notes; a {what} has no range.")
    if what == "bundle" and session.flags.form == "md":
        raise exits.Stop(exits.USAGE, "A bundle is JSON. plan, glance, notes and review are written as Markdown.")
    practice = session.practice
    summaries = refs.clients(session, who)
    if what == "bundle" and len(summaries) > 1 and output == "-":
        raise exits.Stop(exits.USAGE, "One bundle at a time goes to standard output.")
    wanted = [practice.chart(each.chart) for each in summaries]
    if session.flags.form == "json" and what != "bundle":
        items = [_facts(session, chart, what, since, until) for chart in wanted]
        if output == "-":
            _log(practice, what, wanted)
            session.out_json((row for rows in items for row in rows), **_invented(practice))
            return exits.DONE
        texts = [session.as_json(rows, **_invented(practice)) for rows in items]
    else:
        texts = [_text(session, chart, what, since, until) for chart in wanted]
    for chart, text in zip(wanted, texts, strict=True):
        _log(practice, what, [chart])
        if output == "-":
            sys.stdout.write(text)
            continue
        target = _target(session, output, _name(session, chart, what), several=len(summaries) > 1)
        try:
            write_private(target, text, force=force)
        except OSError as error:
            raise exits.Stop(exits.STORE, f"{target} could not be written: {error.strerror}.") from None
        session.line(str(target))
    return exits.DONE


def _invented(practice: Practice) -> dict[str, Any]:
    """What marks every export of a rehearsal store."""
    return {"rehearsal": True} if practice.acting().rehearsal else {}


def _log(practice: Practice, what: str, charts: list[Chart]) -> None:
    practice.charts.log([(f"export.{what}", chart.id) for chart in charts], practice.acting())


def _text(session: Session, chart: Chart, what: str, since: str | None, until: str | None) -> str:
    """What is exported, as Markdown; a bundle as it is."""
    practice = session.practice
    if what == "bundle":
        return bundle_text(chart)
    if what == "plan":
        return plan_text(chart, practice)
    if what == "notes":
        return notes_text(chart, practice, _span(session, since, until))
    if what == "review":
        return review_text(chart, practice)
    return glance_text(chart, practice, session.names)


def _facts(session: Session, chart: Chart, what: str, since: str | None, until: str | None) -> list[dict[str, Any]]:
    """The same as plain data: one row, or one for each note."""
    practice = session.practice
    if what == "plan":
        from plantui.documents.show import show_plain

        return [show_plain(chart, session.library, session.now.date(), version=plan_to_export(chart).number)]
    if what == "notes":
        notes = notes_to_export(chart, _span(session, since, until))
        return [{"client": chart.code, **msgspec.to_builtins(note)} for note in notes]
    if what == "review":
        return [{"client": chart.code, **msgspec.to_builtins(review_to_export(chart))}]
    from plantui.documents.glance import glance, glance_facts

    acting = practice.acting()
    page = glance(chart, session.library, acting.now, session.names, acting.cadence, acting.rehearsal)
    return [glance_facts(page)]


def _name(session: Session, chart: Chart, what: str) -> str:
    """The name of the file: codes and dates, never a name."""
    practice = session.practice
    today = session.now.date().isoformat()
    if what == "bundle":
        return f"{chart.code}_bundle_{today}.json"
    named = {"plan": plan_file_name, "notes": notes_file_name, "review": review_file_name}
    name = named[what](chart, practice) if what in named else f"{chart.code}_glance_{today}.md"
    return f"{name.removesuffix('.md')}.json" if session.flags.form == "json" else name


def _span(session: Session, since: str | None, until: str | None) -> Span:
    start = day_of(session, since) if since else None
    end = day_of(session, until) if until else None
    if start is not None and end is not None and end < start:
        raise exits.Stop(exits.USAGE, "--to lies before --from.")
    return Span(start, end)


def _target(session: Session, output: str | None, name: str, *, several: bool) -> Path:
    if output is None:
        return session.setup.paths.exports / name
    path = Path(output).expanduser().absolute()
    return path / name if path.is_dir() or several or output.endswith("/") else path


@click.command("import", cls=GlobalCommand)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--map", "mapping", metavar="FIELD=COLUMN", multiple=True, help="Which column holds a field (CSV).")
@click.option("--dry-run", is_flag=True, help="Only say what would be imported.")
@click.pass_obj
def import_command(session: Session, file: Path, mapping: tuple[str, ...], dry_run: bool) -> int:
    """A JSON bundle of one client, or a CSV list of clients. Everything is checked before anything is imported."""
    data = _read(file)
    if file.suffix.lower() == ".csv" or (data.lstrip()[:1] != b"{" and file.suffix.lower() != ".json"):
        from plantui.cli.clientlist import import_list

        return import_list(session, data, mapping, dry_run=dry_run)
    try:
        chart = from_bundle(data)
    except ChartFaults as faults:
        said = "\n".join(str(fault) for fault in faults.faults[:50])
        raise exits.Stop(exits.USAGE, f"{said}\nNothing was imported.") from None
    if dry_run:
        session.tell(f"{chart.code} would be imported: {len(chart.plans)} plans, {len(chart.notes)} notes.")
        return exits.DONE
    if chart.rehearsal and not session.store.vault.rehearsal:
        session.tell(f"{chart.code} is an invented person from a rehearsal store; its exports will say so.")
    session.practice.bring_in(chart)
    session.practice.save()
    if session.flags.form == "json":
        session.out_json([{"client": chart.code}])
    else:
        session.line(chart.code)
    return exits.DONE


def _read(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise exits.Stop(exits.NOT_FOUND, f"There is no file {file}.") from None
    except OSError as error:
        raise exits.Stop(exits.STORE, f"{file} cannot be read: {error.strerror}.") from None


@click.command("schema", cls=GlobalCommand)
@click.pass_obj
def schema_command(session: Session) -> int:
    """The JSON Schema of a chart bundle."""
    sys.stdout.write(
        msgspec.json.format(msgspec.json.encode(bundle_schema(), order="sorted"), indent=2).decode() + "\n"
    )
    return exits.DONE
