"""Pages that fill the screen: glance and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.lint import SCREEN_WORDS
from plantui.clinical.standing import label
from plantui.tui.desk.checking import FindingsPage, findings
from plantui.tui.desk.glancing import GlancePage
from plantui.tui.desk.naming import full_name
from plantui.tui.frame import Block, Box, Line, block, line, scrolled
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.meanings import meaning_lines
from plantui.tui.paint.painter import Painter
from plantui.tui.text import fit, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def glance_lines(desk: Desk, width: int, height: int) -> list[Line]:
    """Everything about the next visit, in boxes; as much as fits is kept on one screen."""
    chart = desk.shown.chart()
    if chart is None:
        return [line(desk.shown.damage())]
    now = desk.now().replace(second=0, microsecond=0)
    names = desk.state.names
    key = (id(chart), now, width, height, names)

    def make() -> tuple[object, list[Line]]:
        from plantui.documents.glance import glance
        from plantui.documents.glance_text import glance_text

        page = glance(chart, desk.library, now, names, desk.practice.acting().cadence, desk.rehearsal)
        return chart, [line(text) for text in glance_text(page, width, height)]

    kept: tuple[object, list[Line]] = desk.shown.keep("glance", key, make)
    return kept[1]


def glance_page(desk: Desk, page: GlancePage, width: int, height: int) -> Block:
    """The glance page of the chosen client, its own first row included."""
    top = page.top
    lines = glance_lines(desk, width, height)
    if lines and top == 0:
        lines = [fit_line(tint(lines[0], "bar"), width, "bar"), *lines[1:]]
    return block(lines[top : top + height], width, height)


def follow_glance(desk: Desk, page: GlancePage) -> None:
    """Stop at the last line."""
    height = desk.state.height - 2
    page.top = max(0, min(page.top, len(glance_lines(desk, desk.state.width, height)) - height))


def finding_lines(desk: Desk, page: FindingsPage, width: int) -> list[tuple[int, Line]]:
    """The findings as lines, each with the number of its finding."""
    lines: list[tuple[int, Line]] = []
    room = max(10, width - 24)
    found = findings(desk)
    for number, finding in enumerate(found):
        word = SCREEN_WORDS[finding.severity]
        style = word if word in ("must", "ask") else ""
        for row, part in enumerate(wrap(finding.message, room)):
            first = row == 0
            here = first and number == page.cursor
            spans = line(
                "> " if here else "  ",
                (f"{word if first else '':<6}", style),
                (f"{finding.code if first else '':<7}", "code"),
                fit(part, room),
                f" {finding.id}" if first else "",
            )
            spans = fit_line(spans, width)
            lines.append((number, tint(spans, "cursor") if number == page.cursor else spans))
    return lines


def follow_findings(desk: Desk, page: FindingsPage) -> None:
    """Keep the finding under the cursor in view."""
    page.cursor = max(0, min(page.cursor, len(findings(desk)) - 1))
    lines = finding_lines(desk, page, desk.state.width - 2)
    at = next((index for index, (number, _) in enumerate(lines) if number == page.cursor), 0)
    told = len(meaning_lines(desk, desk.state.width - 4)) + 1
    page.top = scrolled(page.top, at, len(lines), desk.state.height - 5 - told)


def findings_page(desk: Desk, page: FindingsPage, width: int, height: int) -> Block:
    """What the rules find in the chosen client's plan, its own first row included."""
    chart = desk.shown.chart()
    summary = desk.practice.summary(chart.id) if chart is not None else None
    name = full_name(summary, desk.state.names) if summary is not None else ""
    found = findings(desk)
    counts = {word: sum(SCREEN_WORDS[each.severity] == word for each in found) for word in ("must", "ask", "note")}
    said = "   ".join(f"{number} {word}" for word, number in counts.items() if number) or "nothing found"
    code = chart.code if chart is not None else ""
    who = name if name == code else f"{name}  {code}"
    head = fit_line(line((f" CHECK   {who}   {label(chart) if chart is not None else ''}", "bar")), width, "bar")
    rows = [spans for _, spans in finding_lines(desk, page, width - 2)]
    if not rows:
        rows = [line(" ok    Nothing found. Every line says what it must.")]
    told = [line(" ", *spans) for spans in meaning_lines(desk, width - 4)] if found else []
    room = height - 3 - (len(told) + 1 if told else 0)
    rows = rows[page.top : page.top + room]
    if told:
        rows += [line("")] * (room - len(rows) + 1) + told
    opens = f"{desk.key('item.open')} goes to the line   {desk.key('ui.back')} back"
    box = Box(width, height - 1, title=said, foot=opens, foot_right="no finding stops you writing", focus=True)
    return (head, *box.draw(rows))


PAINTERS: dict[str, Painter] = {
    "FindingsPage": Painter(findings_page, follow_findings),
    "GlancePage": Painter(glance_page, follow_glance),
}
"""Kind of scene -> its painter."""
