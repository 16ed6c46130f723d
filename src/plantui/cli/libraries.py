"""The statement library by command line: what is in it, one statement in full, own ones, the check of wording."""

from __future__ import annotations

from pathlib import Path

import click

from plantui.cli import exits
from plantui.cli.door import GlobalCommand
from plantui.cli.session import Session
from plantui.clinical.lint import SCREEN_WORDS
from plantui.library import Statements
from plantui.model.statement import PresentingProblem, Statement, StatementKind
from plantui.settings.clock import WallClock

KINDS = tuple(str(kind) for kind in StatementKind)


@click.group("lib")
def lib_command() -> None:
    """The statement library: list, show, add, check."""


def _shelf(session: Session) -> Statements:
    """The statements; what could not be used is said on standard error."""
    shelf = session.library.statements
    for fault in shelf.faults:
        session.tell(fault.sentence)
    return shelf


@lib_command.command("list", cls=GlobalCommand)
@click.argument("words", metavar="[WORDS]", nargs=-1)
@click.option("--kind", type=click.Choice(KINDS, case_sensitive=False), help="Only statements of this kind.")
@click.option("--tag", metavar="TAG", help="Only statements of this problem, or with this tag.")
@click.pass_obj
def list_command(session: Session, words: tuple[str, ...], kind: str | None, tag: str | None) -> int:
    """Statements, one a line; with WORDS those that hold them all, the best first."""
    shelf = _shelf(session)
    kinds = (kind.lower(),) if kind else ()
    found = shelf.search.find(" ".join(words), kinds=kinds, most=max(len(shelf), 1)).statements
    wanted = [each for each in found if not tag or _tagged(each, tag)]
    if session.flags.form == "json":
        session.out_json((_row(each) for each in wanted), generated=WallClock().now())
    elif session.flags.form == "md":
        session.out("\n".join(f"- {each.text} {{#{each.id}}}" for each in wanted))
    else:
        session.out(session.table([[each.id, each.kind, each.text] for each in wanted]))
    if not wanted:
        session.tell("No statement fits.")
    return exits.DONE


def _tagged(statement: Statement, tag: str) -> bool:
    low = tag.lower()
    return low in (statement.problem, *(each.lower() for each in statement.tags))


def _row(statement: Statement) -> dict[str, object]:
    return {
        "id": statement.id,
        "kind": statement.kind,
        "problem": statement.problem,
        "text": statement.text,
        "group": statement.group,
        "metric": statement.metric,
        "modality": statement.modality,
        "evidence": statement.evidence,
        "pairs": statement.pairs,
        "tags": statement.tags,
        "blanks": statement.blanks,
        "own": statement.own,
    }


@lib_command.command("show", cls=GlobalCommand)
@click.argument("name", metavar="ID")
@click.pass_obj
def show_command(session: Session, name: str) -> int:
    """One statement in full, or one presenting problem with how many statements it has."""
    shelf = _shelf(session)
    low = name.lower()
    if low in shelf:
        row, lines = _row(shelf[low]), _statement_lines(shelf, shelf[low])
    elif low in shelf.problems:
        row, lines = _problem_row(shelf, shelf.problems[low]), _problem_lines(shelf, shelf.problems[low])
    else:
        from plantui.library.statements.fault import nearest

        close = nearest(low, (*shelf.problems, *shelf))
        raise exits.Stop(exits.NOT_FOUND, f"There is no statement or problem {name}.{close} lib list names all.")
    if session.flags.form == "json":
        session.out_json([row], generated=WallClock().now())
    elif session.flags.form == "md":
        session.out("\n".join([f"# {lines[0]}", "", *(f"- {line}" for line in lines[1:])]))
    else:
        session.out("\n".join([lines[0], *(f"  {line}" for line in lines[1:])]))
    return exits.DONE


def _statement_lines(shelf: Statements, statement: Statement) -> list[str]:
    from plantui.practice.library_facts import statement_facts

    return [statement.text, *(f"{fact.name}: {fact.value}" for fact in statement_facts(shelf, statement))]


def _problem_row(shelf: Statements, problem: PresentingProblem) -> dict[str, object]:
    from plantui.library.statements.check import counts

    return {
        "id": problem.id,
        "title": problem.title,
        "family": problem.family,
        "codes": problem.codes,
        "measures": problem.measures,
        "risks": problem.risks,
        "reviewed_by": problem.reviewed_by,
        "reviewed_on": problem.reviewed_on,
        "counts": {str(kind): number for kind, number in counts(shelf, problem.id).items()},
    }


def _problem_lines(shelf: Statements, problem: PresentingProblem) -> list[str]:
    from plantui.practice.library_facts import problem_facts

    return [problem.title, *(f"{fact.name}: {fact.value}" for fact in problem_facts(shelf, problem))]


@lib_command.command("add", cls=GlobalCommand)
@click.argument("problem", metavar="PROBLEM")
@click.argument("prose", metavar="", nargs=-1)
@click.option("--kind", type=click.Choice(KINDS, case_sensitive=False), required=True, help="What the statements are.")
@click.option("--group", default="", metavar="GROUP", help="The group of objectives, such as Counted.")
@click.option("--modality", default="", metavar="NAME", help="The modality of interventions, such as CBT.")
@click.option("--title", default="", metavar="TITLE", help="The title of a problem that is new.")
@click.option("--dry-run", is_flag=True, help="Only say how the statements read.")
@click.pass_obj
def add_command(
    session: Session,
    problem: str,
    prose: tuple[str, ...],
    kind: str,
    group: str,
    modality: str,
    title: str,
    dry_run: bool,
) -> int:
    """Add statements to the practice's own page of PROBLEM, one a line on standard input.

    An indented line below a statement says its metric, evidence, pairs or tags: "  metric: PHQ-9 {baseline} -> {target}
    by +{weeks}w".
    """
    from plantui.cli.asking import refuse_read_only
    from plantui.cli.writing import read_stdin, refuse_prose
    from plantui.practice.own_statements import add_statements
    from plantui.practice.statement_check import check_library

    if prose:
        refuse_prose(prose[0], "Type: plantui lib add PROBLEM --kind KIND < FILE")
    if not dry_run:
        refuse_read_only(session)
    typed = read_stdin("Statements, one a line")
    shelf = _shelf(session)
    low = problem.lower()
    if low not in shelf.problems and not title:
        from plantui.library.statements.fault import nearest

        close = nearest(low, tuple(shelf.problems))
        raise exits.Stop(exits.NOT_FOUND, f"There is no problem {problem}.{close} --title begins a new one.")
    added = add_statements(
        typed,
        shelf,
        session.setup.paths.library,
        session.library.modalities,
        problem=low,
        kind=StatementKind(kind.lower()),
        group=group,
        modality=modality,
        title=title,
        keep=not dry_run,
    )
    if session.flags.form == "json":
        session.out_json((_row(each) for each in added.statements), generated=WallClock().now())
    else:
        session.out(session.table([[each.id, each.kind, each.text] for each in added.statements]))
    session.tell(f"{'Would be added' if dry_run else 'Added'} to {added.page}.")
    if not dry_run:
        fresh = {each.id for each in added.statements}
        for row in check_library(session.library, WallClock().today(), added.page):
            if row.id in fresh:
                session.tell(f"{SCREEN_WORDS[row.severity]}  {row.id}  {row.message}")
    return exits.DONE


@lib_command.command("check", cls=GlobalCommand)
@click.argument("file", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def check_command(session: Session, file: Path | None) -> int:
    """Check the wording of all statements, or of one page. Exit code 1 when there is a must."""
    from plantui.practice.statement_check import check_library

    if file is not None and not file.is_file():
        raise exits.Stop(exits.NOT_FOUND, f"There is no file {file}.")
    page = file.absolute() if file is not None else None
    rows = check_library(session.library, WallClock().today(), page)
    if session.flags.form == "json":
        session.out_json((row._asdict() for row in rows), generated=WallClock().now())
    elif session.flags.form == "md":
        session.out(
            "\n".join(f"- {row.place} {SCREEN_WORDS[row.severity]}: {row.message} ({row.rule})" for row in rows)
        )
    else:
        table = [[SCREEN_WORDS[row.severity], row.place, row.id, row.rule, row.message] for row in rows]
        session.out(session.table(table))
    musts, asks = (sum(row.severity == level for row in rows) for level in ("error", "warn"))
    session.tell(f"{musts} must, {asks} ask." if rows else "Nothing found.")
    return exits.FINDINGS if musts else exits.DONE
