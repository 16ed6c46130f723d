"""Exports: files for people outside the program, each one an audit event."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from plantui.clinical.standing import current, plan_in_force
from plantui.model.canonical import clean_text
from plantui.model.chart import Chart
from plantui.model.codec import to_bundle
from plantui.model.plan import Plan
from plantui.practice.practice import Practice
from plantui.practice.refusal import NothingThere, OpenToOthers


def plan_text(chart: Chart, practice: Practice) -> str:
    """The plan as Markdown, as a payer reads it.

    Raises:
        Refused: the client has no plan.
    """
    from plantui.documents.plan_markdown import plan_markdown

    acting = practice.acting()
    plan = plan_to_export(chart)
    return plan_markdown(chart, plan, acting.library, acting.today, rehearsal=acting.rehearsal)


def plan_to_export(chart: Chart) -> Plan:
    """The version that leaves the house: the one in force, else the draft.

    Raises:
        Refused: the client has no plan.
    """
    plan = plan_in_force(chart) or current(chart)
    if plan is None:
        raise NothingThere(f"{chart.code} has no plan yet, so there is nothing to export.")
    return plan


def bundle_text(chart: Chart) -> str:
    """Everything of a client as one JSON object: the same bytes each time."""
    return to_bundle(chart).decode()


def plan_file_name(chart: Chart, practice: Practice) -> str:
    """The file name of a plan export: codes and dates, never a name."""
    return f"{chart.code}_plan_v{plan_to_export(chart).number}_{practice.acting().today.isoformat()}.md"


def export_plan(practice: Practice, chart_id: str, folder: Callable[[], Path] | Path, *, force: bool = False) -> Path:
    """Write the plan into the export folder and log it.

    Raises:
        Refused: there is no plan, or the folder can be read by everybody.
        OSError: it cannot be written.
    """
    chart = practice.chart(chart_id)
    text = plan_text(chart, practice)
    target = (folder() if callable(folder) else folder) / plan_file_name(chart, practice)
    practice.charts.log([("export.plan", chart_id)], practice.acting())
    write_private(target, text, force=force)
    return target


def export_glance(practice: Practice, chart_id: str, folder: Path, names: str, *, force: bool = False) -> Path:
    """Write the glance sheet into the export folder and log it; ``names`` is how clients are named.

    Raises:
        Refused: the folder can be read by everybody.
        OSError: it cannot be written.
    """
    chart = practice.chart(chart_id)
    target = folder / f"{chart.code}_glance_{practice.acting().today.isoformat()}.md"
    practice.charts.log([("export.glance", chart_id)], practice.acting())
    write_private(target, glance_text(chart, practice, names), force=force)
    return target


def glance_text(chart: Chart, practice: Practice, names: str) -> str:
    """The glance sheet as Markdown."""
    from plantui.documents.glance import glance
    from plantui.documents.glance_markdown import glance_markdown

    acting = practice.acting()
    return glance_markdown(glance(chart, acting.library, acting.now, names, acting.cadence, acting.rehearsal))


def export_bundle(practice: Practice, chart_id: str, folder: Path, *, force: bool = False) -> Path:
    """Write everything of a client into the export folder as one JSON object and log it.

    Raises:
        Refused: the folder can be read by everybody.
        OSError: it cannot be written.
    """
    chart = practice.chart(chart_id)
    target = folder / f"{chart.code}_bundle_{practice.acting().today.isoformat()}.json"
    practice.charts.log([("export.bundle", chart_id)], practice.acting())
    write_private(target, bundle_text(chart), force=force)
    return target


def write_private(target: Path, text: str, *, force: bool = False) -> None:
    """Write a file of mode 0600 in a folder of mode 0700, whole or not at all.

    Raises:
        Refused: the folder can be read by everybody and ``force`` was not given.
        OSError: it cannot be written.
    """
    folder = target.parent
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
        folder.chmod(0o700)
    if stat.S_IMODE(folder.stat().st_mode) & 0o005 and not force:
        raise OpenToOthers(f"{folder} can be read by everybody on this machine. Choose another folder, or --force.")
    fresh = target.with_name(f".{target.name}.new")
    fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(fd, "wb") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(clean_text(text).encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
