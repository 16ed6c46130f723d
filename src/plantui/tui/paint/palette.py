"""The palette: the field, the rows, what else can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.edge import edge
from plantui.tui.desk.palette import Palette
from plantui.tui.desk.palette_lines import verbs
from plantui.tui.desk.palette_rows import Entry
from plantui.tui.desk.palette_titles import brief
from plantui.tui.frame import Block, Box, Line, line, rule, scrolled
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.words import hints
from plantui.tui.text import cells, fit, shorten

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

EXAMPLES = (
    ("when", "when +6w", "move this review"),
    ("add", "add o PHQ-9 18 -> 9", "add an objective here"),
    ("note", "note #1.1+ ...", "start a note with this text"),
    ("client", "client rey", "go to a client"),
    ("export", "export plan marked", "export the ticked clients"),
)
"""Whole lines: the verb, an example, what it does."""
TITLE = 36
"""Columns of a title, the space before its key included."""
KEY = 9
"""Columns of the keys."""
LEAST_ABOUT = 8
"""Fewer columns than this say nothing about what a row acts on."""
WIDER = 160
"""From this width of the screen the panel is wider, too."""
WIDER_PANEL = 100
TALL = 21
"""Rows from which the panel has room for the examples one under another."""


def palette_panel(desk: Desk, panel: Palette, width: int, height: int) -> Block:
    """The panel, at most ``width`` by ``height``."""
    across, down = _size(desk)
    inner = across - 4
    rows = panel.rows(desk)
    tail = _tail(desk, panel, rows, inner, down)
    room = max(1, down - 4 - len(tail))
    shown = [_row(entry, number == panel.cursor, inner) for number, entry in enumerate(rows)]
    body: list[Line] = [line(": ", *field_lines(panel.typed, inner - 2, 1)[0][0]), rule(inner)]
    listing = shown[panel.top : panel.top + room] or [line("  Nothing fits. Esc closes this.")]
    body += [*listing, *([line("")] * (room - len(listing)))]
    body += tail
    wide = desk.state.width >= WIDE
    foot = hints(edge("palette", inner, desk.keymap, wide=wide), wide=wide)
    count = sum(1 for entry in rows if entry.action)
    right = f"{count} of all" if panel.typed.text.strip() else "all"
    box = Box(across, down, title="COMMANDS", right=right, foot=foot, focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def _size(desk: Desk) -> tuple[int, int]:
    """Columns and rows of the panel."""
    width, height = desk.state.width, desk.state.height
    across = 80 if 100 <= width < WIDER else WIDER_PANEL if width >= WIDER else max(min(width, 40), width - 8)
    return across, min(max(24, height * 3 // 5), max(6, height - 6))


def _row(entry: Entry, chosen: bool, width: int) -> Line:
    """A title, its key, and what it would act on: that gives way first, then the title; a key is never cut."""
    room = max(KEY, cells(entry.key) + 1)
    name = max(0, min(TITLE, width - 2 - room))
    if not (entry.key or entry.about):
        name, room = width - 2, 0
    elif not (entry.key or entry.action):
        # A whole line that was typed: what it will do is what one wants to read.
        name, room = min(cells(entry.title) + 3, width // 2), 0
    title = entry.title if cells(entry.title) < name else brief(entry.action, entry.title)
    parts = (
        fit(shorten(title, max(1, name - 1)), name),
        (fit(entry.key, room), "key"),
        _about(entry, width - 2 - name - room),
    )
    spans = fit_line(line("> " if chosen else "  ", *parts), width)
    return tint(spans, "selected") if chosen else spans


def _about(entry: Entry, width: int) -> str:
    """What a row acts on; how it is typed without the words before it where there is no room for both."""
    said = entry.about
    if cells(said) > width and ":  :" in said:
        said = f":{said.partition(':  :')[2]}"
    return shorten(said, width) if width >= LEAST_ABOUT else ""


def _tail(desk: Desk, panel: Palette, rows: tuple[Entry, ...], width: int, height: int) -> list[Line]:
    """What stands under the rows: examples of whole lines, recent ones, and the key of the chosen row."""
    if height < 13:
        return []
    there = [(text, said) for verb, text, said in EXAMPLES if _exists(desk, verb)]
    lines = [rule(width)]
    if height >= TALL:
        lines.append(line("You can also type a whole line"))
        lines += [line(f"  {text:<21}", said) for text, said in there]
        lines.append(line(""))
    else:
        lines.append(line("A whole line works too:"))
        lines.append(line(_examples([text for text, _ in there], width)))
    recent = desk.state.commands.lines
    if recent:
        lines.append(line(shorten(f"Recent  {'   '.join(recent[:5])}", width)))
    chosen = rows[min(panel.cursor, len(rows) - 1)] if rows else None
    tip = f"this one has a key: {chosen.key}" if chosen is not None and chosen.key else ""
    if chosen is not None and not tip and chosen.action:
        verb = desk.keymap.registry[chosen.action].verb
        tip = f"it can be typed:  :{verb}" if verb else ""
    return [*lines, line(f"Tip     {tip}" if tip else "")]


def _examples(texts: list[str], width: int) -> str:
    """As many examples as fit whole."""
    said = " "
    for text in texts:
        longer = f"{said}{'     ' if said.strip() else ''} {text}"
        said = longer if cells(longer) <= width else said
    return said


def _exists(desk: Desk, verb: str) -> bool:
    needs = verbs()[verb].action
    return not needs or needs in desk.actions


def follow_palette(desk: Desk, panel: Palette) -> None:
    """Keep the chosen row in view."""
    rows = panel.rows(desk)
    panel.cursor = max(0, min(panel.cursor, len(rows) - 1))
    across, down = _size(desk)
    room = max(1, down - 4 - len(_tail(desk, panel, rows, across - 4, down)))
    panel.top = scrolled(panel.top, panel.cursor, len(rows), room)


PAINTERS: dict[str, Painter] = {
    "Palette": Painter(palette_panel, follow_palette),
}
"""Kind of scene -> its painter."""
