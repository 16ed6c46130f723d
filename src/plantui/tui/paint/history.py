"""The history page: versions, who did what, what was kept aside; and one version to be read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from plantui.clinical.standing import current
from plantui.practice.histories import Act, KeptAside, Version, signed_words
from plantui.practice.refusal import Refused
from plantui.tui.desk.history import HistoryPage, Past, VersionPage, as_it_was, past
from plantui.tui.frame import Block, Box, Line, line, scrolled, stack
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.timeline import head, stands_for, who
from plantui.tui.text import fit, shorten, wrap
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

WHY = {"version": "kept aside after a conflict", "snapshot": "snapshot", "previous": "the revision before this one"}
"""Why an older revision is kept, in words."""


def history_page(desk: Desk, page: HistoryPage, width: int, height: int) -> Block:
    """The page, its own first row included."""
    there = past(desk)
    wide = width >= WIDE
    left = f"HISTORY {who(desk, desk.state.client, wide=wide)}"
    first = head(desk, left, f"{desk.key('pane.next')} next part", width)
    upper, lower = _heights(page, there, width, height - 1)
    boxes = [_versions_box(desk, page, there, width, upper)]
    if lower:
        boxes.append(_trail_box(desk, page, there, width, lower))
    return (first, *stack(*boxes))


def _heights(page: HistoryPage, there: Past, width: int, room: int) -> tuple[int, int]:
    """Rows of the versions and of the part under them: what has the keys gets what it needs."""
    needed = len(version_lines(there, width - 2, -1, "")) + 2
    least = min(7, room // 2)
    upper = min(needed, room - least) if page.part == "versions" else min(needed, room // 3)
    return max(4, upper), room - max(4, upper)


def follow_history(desk: Desk, page: HistoryPage) -> None:
    """Keep the row under the cursor in view."""
    there = past(desk)
    page.cursor = max(0, min(page.cursor, there.count(page.part) - 1))
    upper, lower = _heights(page, there, desk.state.width, desk.state.height - 3)
    if page.part == "versions":
        lines = version_lines(there, desk.state.width - 2, -1, "")
        at = next((n for n, (place, _) in enumerate(lines) if place == page.cursor), 0)
        end = max((n for n, (place, _) in enumerate(lines) if place == page.cursor), default=0)
        page.top = scrolled(page.top, end, len(lines), upper - 2, margin=0)
        page.top = scrolled(page.top, at, len(lines), upper - 2, margin=0)
    else:
        page.top = scrolled(page.top, page.cursor, there.count(page.part), lower - 2)


def version_lines(there: Past, width: int, cursor: int, client: str) -> list[tuple[int, Line]]:
    """The versions as lines, each with the place of its version: number, standing, signatures, what changed.

    ``client`` stands in place of the client's name where names are not shown.
    """
    lines: list[tuple[int, Line]] = []
    for place, version in enumerate(there.versions):
        here = place == cursor
        for row, (text, style) in enumerate(_version(version, width - 4, client)):
            mark = ">" if here and not row else " "
            spans = fit_line(line(f"{mark} ", (text, style)), width)
            lines.append((place, tint(spans, "cursor") if here and not row else spans))
    return lines


def _version(version: Version, width: int, client: str) -> list[tuple[str, str]]:
    plan = version.plan
    made = f"begun {_day(plan.made)}"
    lines = [(f"v{plan.number}  {version.standing}   {made}{f'   {plan.reason}' if plan.reason else ''}", "strong")]
    lines += [(f"    signed {signed_words(signature, client)}", "done") for signature in version.signatures]
    if plan.collaboration is not None and plan.collaboration.reason:
        lines.append((f"    in place of the client's signature: {plan.collaboration.reason}", ""))
    for change in version.changes:
        lines += [(f"    {part}", "") for part in wrap(change.said, width - 4)]
    return [(shorten(text, width), style) for text, style in lines]


def _versions_box(desk: Desk, page: HistoryPage, there: Past, width: int, height: int) -> Block:
    focus = page.part == "versions"
    client = stands_for(desk, desk.state.client)
    lines = [spans for _, spans in version_lines(there, width - 2, page.cursor if focus else -1, client)]
    if not lines:
        lines = [line(" No plan yet, so no version of it.")]
    top = page.top if focus else 0
    foot = f"{desk.key('item.open')} reads a version"
    hidden = len(lines) - (height - 2)
    right = f"{hidden} more lines" if hidden > 0 else ""
    title = f"VERSIONS {len(there.versions)}" if there.versions else "VERSIONS"
    return Box(width, height, title, foot=foot, foot_right=right, focus=focus).draw(lines[top : top + height - 2])


def _trail_box(desk: Desk, page: HistoryPage, there: Past, width: int, height: int) -> Block:
    """Who did what; or, when it has the keys or is all there is, what was kept aside."""
    aside = page.part == "aside"
    focus = page.part != "versions"
    room = height - 2
    cursor, top = (page.cursor, page.top) if focus else (-1, 0)
    if there.fault:
        body = [line(f" {part}") for part in wrap(there.fault, width - 4)]
    elif aside:
        body = [_aside(row, place == cursor, width - 2) for place, row in enumerate(there.aside)][top : top + room]
    else:
        rows = there.acts[top : top + room]
        body = [_act(row, place == cursor, width - 2) for place, row in enumerate(rows, top)]
    title = f"KEPT ASIDE {len(there.aside)}" if aside else f"WHO DID WHAT {len(there.acts)}"
    other = "" if aside or not there.aside else f"{len(there.aside)} kept aside: {desk.key('pane.next')}"
    foot = f"{desk.key('item.open')} reads it" if aside else "the audit trail: no clinical content"
    return Box(width, height, title, other, foot, focus=focus).draw(body)


def _act(row: Act, here: bool, width: int) -> Line:
    rev = f"rev {row.rev}" if row.rev else ""
    spans = line(
        f"{'>' if here else ' '} {_moment(row.at):>17}  {fit(row.who, 4)}  {fit(shorten(row.words, 30), 30)}  {rev:<8}",
        " ".join(row.detail),
    )
    return tint(fit_line(spans, width), "cursor") if here else fit_line(spans, width)


def _aside(row: KeptAside, here: bool, width: int) -> Line:
    when = _moment(row.at) if row.at is not None else ""
    spans = line(f"{'>' if here else ' '} {when:>17}  {fit(row.who, 4)}  rev {row.rev:<5}  {WHY.get(row.why, row.why)}")
    return tint(fit_line(spans, width), "cursor") if here else fit_line(spans, width)


def _day(at: datetime) -> str:
    return f"{at.day} {at:%b %Y}"


def _moment(at: datetime) -> str:
    return f"{at.day} {at:%b %Y %H:%M}"


# one version


def version_page(desk: Desk, page: VersionPage, width: int, height: int) -> Block:
    """One version to be read, its own first row included."""
    lines = _read(desk, page, width)
    left = f"VERSION {who(desk, page.chart, wide=width >= WIDE)}"
    room = height - 3
    more = f"{page.top + 1}-{min(len(lines), page.top + room)} of {len(lines)}" if len(lines) > room else ""
    title = f"revision {page.rev} of the chart" if page.rev else "as it was written, with the scores since"
    box = Box(width, height - 1, title=title, foot="read only", foot_right=more, focus=True)
    return (head(desk, left, "read only", width), *box.draw(lines[page.top :]))


def follow_version(desk: Desk, page: VersionPage) -> None:
    """Stop at the last line."""
    page.top = max(0, min(page.top, len(_read(desk, page, desk.state.width)) - (desk.state.height - 5)))


def _read(desk: Desk, page: VersionPage, width: int) -> list[Line]:
    try:
        chart = as_it_was(desk, page)
    except (Refused, VaultFault) as fault:
        return [line(f" {part}") for part in wrap(str(fault), width - 4)]
    key = (id(chart), page.plan, width, desk.state.names)

    def make() -> tuple[object, list[Line]]:
        from plantui.documents.show import show_lines

        client = stands_for(desk, page.chart)
        plan = next((each for each in chart.plans if each.id == page.plan), None) or current(chart)
        if plan is None:
            return chart, [line(" No plan in it.")]
        number = plan.number
        texts = show_lines(chart, desk.library, desk.now().date(), version=number, names=desk.state.names)
        texts = [*texts, "", *(f"signed {signed_words(signature, client)}" for signature in plan.signatures)]
        lines: list[Line] = []
        for text in texts:
            indent = " " * (len(text) - len(text.lstrip(" ")))
            for row, part in enumerate(wrap(text.strip(), max(10, width - 6 - len(indent))) or [""]):
                lines.append(line(f" {indent}{'  ' if row else ''}{part}"))
        return chart, lines

    kept: tuple[object, list[Line]] = desk.shown.keep("version", key, make)
    return kept[1]


PAINTERS: dict[str, Painter] = {
    "HistoryPage": Painter(history_page, follow_history),
    "VersionPage": Painter(version_page, follow_version),
}
"""Kind of scene -> its painter."""
