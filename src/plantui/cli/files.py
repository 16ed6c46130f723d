"""Files in and out: exports, bundles, lists of clients, the schema."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from plantui.cli import exits, refs
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.model.chart import Chart
from plantui.model.codec import from_bundle
from plantui.model.fault import ChartFaults
from plantui.model.schema import bundle_schema
from plantui.practice.exporting import bundle_text, glance_text, plan_file_name, plan_text, write_private
from plantui.practice.lexicon import lexicon
from plantui.practice.notes_export import Span, notes_file_name, notes_text
from plantui.practice.reviewing import review_file_name, review_text
from plantui.quickentry import parse_date

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
    """Write the plan, the glance page, signed notes or the last review as Markdown, or all of a client as JSON."""
    if (since or until) and what != "notes":
        raise exits.Stop(exits.USAGE, f"--from and --to choose notes; a {what} has no range.")
    practice = session.practice
    summaries = refs.clients(session, who)
    if what == "bundle" and len(summaries) > 1 and output == "-":
        raise exits.Stop(exits.USAGE, "One bundle at a time goes to standard output.")
    for summary in summaries:
        chart = practice.chart(summary.chart)
        today = session.now.date().isoformat()
        if what == "bundle":
            text, name = bundle_text(chart), f"{chart.code}_bundle_{today}.json"
        elif what == "plan":
            text, name = plan_text(chart, practice), plan_file_name(chart, practice)
        elif what == "notes":
            text = notes_text(chart, practice, _span(session, chart, since, until))
            name = notes_file_name(chart, practice)
        elif what == "review":
            text, name = review_text(chart, practice), review_file_name(chart, practice)
        else:
            text, name = glance_text(chart, practice, session.names), f"{chart.code}_glance_{today}.md"
        if what != "bundle" and session.flags.form == "json":
            raise exits.Stop(exits.USAGE, f"A {what} is written as Markdown. export bundle --format json writes JSON.")
        practice.charts.log([(f"export.{what}", chart.id)], practice.acting())
        if output == "-":
            sys.stdout.write(text)
            continue
        target = _target(session, output, name, several=len(summaries) > 1)
        try:
            write_private(target, text, force=force)
        except OSError as error:
            raise exits.Stop(exits.STORE, f"{target} could not be written: {error.strerror}.") from None
        session.line(str(target))
    return exits.DONE


def _span(session: Session, chart: Chart, since: str | None, until: str | None) -> Span:
    words = lexicon(chart, session.practice.acting())
    start = parse_date(since, words, "past") if since else None
    end = parse_date(until, words, "past") if until else None
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
