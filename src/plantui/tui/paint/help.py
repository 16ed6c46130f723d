"""The help page: the keys of a place as a list that is searched and run, what can be typed, words of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context, chain, inserts
from plantui.keys.edge import edge
from plantui.keys.helppage import HERE, HelpRow
from plantui.tui.desk.helping import brief, parts
from plantui.tui.desk.state import HelpPanel
from plantui.tui.frame import Block, Box, Line, beside, line, stack
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.examples import DATES, WHOLE_LINES, Example, dated, examples
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.words import hints
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

TWO_COLUMNS = 110
"""From this width the page has a second column."""

START = (
    ("client.today", "glance at the next client"),
    ("note.new", "write a note, type #1.1+ inside it"),
    ("review.run", "review what is due"),
)
"""What somebody new is shown to try."""
WORDS = (
    "new not started   act active   met reached",
    "hld on hold       dis discontinued",
    "+2 +1 0 -1 -2     progress since last time",
    ".  not touched    ? no score yet",
    "better worse same compared with the last review",
    "at review         no score since the last review",
    "",
    "g1.2     goal 1, objective 2. Codes are never reused.",
    "v3       the signed version in force",
    "draft    changes not signed yet; v3 stays in force",
)
_NARROW_WORDS = (
    "new not started  act active  met reached  hld on hold  dis stopped",
    "+1 better  0 same  -1 worse  .  not touched  ? no score yet",
)
_BRIEF = {
    "nav.down": "or arrows",
    "nav.left": "fold",
    "nav.prev_part": "goal",
    "nav.top": "ends",
    "nav.code": "code, labels",
    "client.prev": "client",
    "pane.caseload": "panes",
    "node.sibling": "line like this, inside",
    "add.client": "add",
    "edit.line": "edit",
    "node.move_down": "move",
    "shelf.copy": "copy, put",
    "progress.up": "better, same, worse",
    "status.new": "status",
    "review.this": "review, sign, date",
    "history.open": "versions, problems",
    "note.new": "note, measure, trend, export",
    "edit.undo": "undo, redo, again",
    "privacy.blank": "blank, lock",
}
"""Lines of the plan's help in few words, by their first action."""
_IN_A_PROMPT = {
    "line.done": "keep",
    "line.deeper": "complete",
    "line.shallower": "",
    "line.next_match": "newer line",
    "line.prev_match": "older line",
}
"""Keys of a line that mean something else outside the tree; empty where they do nothing there."""
_TITLES = {
    "plan": "the plan tree",
    "caseload": "the caseload",
    "queue": "what is due",
    "glance": "the glance page",
    "lint": "the findings",
    "empty": "the first client",
    "add": "a new line of the plan",
    "edit": "an old line of the plan",
    "client": "a new client",
    "filter": "a filter",
    "when": "a review date",
    "clients": "finding a client",
    "measure": "keying a measure",
    "measures": "finding a measure",
    "follow": "following a measure",
    "measure date": "the day of a score",
    "risk": "the risk line",
    "event": "an event",
    "trend": "trend and timeline",
    "history": "the history",
    "version": "reading a version",
    "entry": "reading a page",
    "note": "a note",
    "signed": "a signed note",
    "header": "the header of a note",
    "notes": "the notes of a client",
    "addendum": "an addendum",
    "range": "exporting notes",
    "unsigned": "everything unsigned",
    "outline": "a plan as text",
    "strip": "signing a note",
    "shelf": "the shelf",
    "settings": "the settings",
    "setting": "a setting",
    "palette": "the palette",
    "page": "a page",
    "library": "the statement library",
    "statement": "reading a statement",
    "statements": "the statement picker",
    "templates": "choosing templates",
    "snippets": "the snippets",
    "blanks": "the blanks of a statement",
    "choices": "the blanks of a statement",
    "private notes": "private notes",
    "private word": "opening private notes",
    "private": "writing a private note",
    "search": "a filter",
    "words": "their own words",
    "check": "the check list",
    "remark": "a remark",
    "decision": "a decision",
    "reason": "a reason",
    "date": "a day",
    "review date": "the next review date",
    "code": "going to a code",
    "rescue": "a copy elsewhere",
    "letters": "taking by letter",
    "link": "linking objectives",
    "keytest": "the test of the keys",
    "evidence": "what is behind a line",
    "reviewed": "the end of a run",
}

_PANELS = {
    Context.CONFIRM: "a question",
    Context.MOVE: "a line that was grabbed",
    Context.CONFLICT: "a conflict",
    Context.SAVEFAIL: "a save that failed",
    Context.HELD: "a text held elsewhere",
    Context.SIGN: "the signature",
    Context.SIGN_COMMENT: "the signature",
    Context.SIGN_INITIALS: "the signature",
    Context.LOCK: "the locked screen",
    Context.LOCK_LEFT: "the locked screen",
}
"""Panels that mean the same over every place."""
_CONTEXTS = {
    Context.REVIEW: "a review",
    Context.STEPS: "a new plan",
    Context.NOTE: "a note",
    Context.TEXT: "a text",
    Context.LINE: "a line",
    Context.PICK: "a search",
    Context.JUMP: "the letters on the rows",
}


def together(keys: str) -> str:
    """Keys that begin alike, written once: `a p, a g, a o` is `a p g o`."""
    each = [sequence.split(" ") for sequence in keys.split(", ")]
    alike = len(each) > 1 and all(len(sequence) == 2 and sequence[0] == each[0][0] for sequence in each)
    return " ".join([each[0][0], *(sequence[1] for sequence in each)]) if alike else keys


def _briefly(desk: Desk, row: HelpRow) -> str:
    """The words of a line of help in a word or two."""
    if not row.actions:
        return row.words
    if len(row.actions) == 1:
        word = desk.keymap.registry[row.actions[0]].word.lower()
        # "up" says nothing beside a key of that name.
        return "" if word in row.keys.lower().split() else word
    found = _BRIEF.get(row.actions[0], "")
    return found or ", ".join(desk.keymap.registry[action].word.lower() for action in row.actions)


def place_name(panel: HelpPanel) -> str:
    """What help is about: a question or a panel over a place goes before the place."""
    if panel.context is Context.JUMP and panel.focus not in ("link", "letters"):
        return _CONTEXTS[Context.JUMP]
    return _PANELS.get(panel.context) or _TITLES.get(panel.focus) or _CONTEXTS.get(panel.context, "this page")


def help_header(desk: Desk, width: int) -> Line:
    """The first row."""
    panel = desk.state.help
    assert panel is not None
    every, back = desk.key("help.all", Context.HELP), desk.key("ui.back", Context.HELP)
    said = "HELP: every key" if panel.every else f"HELP for {place_name(panel)}"
    wide = width >= TWO_COLUMNS
    more = "this place" if panel.every else "every key"
    right = f"type to search   Enter runs the line   {every} {more}   {back} back "
    if not wide:
        right = f"type to search   {back} back "
    left = f" {said}"
    gap = max(1, width - cells(left) - cells(right))
    return fit_line(line((left, "bar"), (" " * gap, "bar"), (right, "bar")), width, "bar")


def _typed(desk: Desk, panel: HelpPanel) -> tuple[str, tuple[Example, ...], bool]:
    """The heading and the lines of what can be typed, and whether dates can; whole lines where letters are verbs."""
    here = examples(panel.context, panel.focus)
    colon = desk.key("palette.open", panel.context)
    if here or Context.NORMAL not in chain(panel.context) or not colon:
        return "What you can type here", here, dated(panel.focus)
    return f"What you can type after {colon}", WHOLE_LINES, True


def _listed(desk: Desk, width: int) -> tuple[list[Line], list[int], int]:
    """The list of keys as lines, the line of each row, and how wide the column of keys is."""
    panel = desk.state.help
    assert panel is not None
    shown = parts(desk)
    room = min(20, max((cells(together(row.keys)) for part in shown for row in part.rows), default=8) + 2)
    lines: list[Line] = []
    places: list[int] = []
    number = 0
    for part in shown:
        if lines and not panel.every:
            lines.append(line(""))
        lines.append(line((f" {part.title}", "head")))
        for row in part.rows:
            chosen = number == panel.cursor
            places.append(len(lines))
            keys = together(row.keys)
            for at, words in enumerate(wrap(row.words, max(8, width - room - 4))):
                mark = " > " if chosen and not at else "   "
                spans = line(mark, (fit("" if at else keys, max(room, cells(keys) + 1)), "key"), words)
                lines.append(tint(fit_line(spans, width), "selected") if chosen else spans)
            number += 1
    if not number:
        lines = [line(""), line(" Nothing fits. Esc takes you back.")]
    return lines, places, room


def help_shape(desk: Desk, width: int, height: int) -> tuple[int, int, int]:
    """How many lines the list has, where the chosen one stands, and how many rows show it."""
    panel = desk.state.help
    assert panel is not None
    wide = width >= TWO_COLUMNS
    inner = (width // 2 if wide else width) - 2
    lines, places, _ = _listed(desk, inner)
    at = places[min(panel.cursor, len(places) - 1)] if places and panel.cursor >= 0 else 0
    search = 2 if panel.field.text else 0
    return len(lines), at, height - 2 - search


def help_body(desk: Desk, width: int, height: int) -> Block:
    """The page under its first row."""
    panel = desk.state.help
    assert panel is not None
    wide = width >= TWO_COLUMNS
    left = width // 2 if wide else width
    lines, _, _ = _listed(desk, left - 2)
    body: list[Line] = []
    if panel.field.text:
        body += [line(" / ", *field_lines(panel.field, left - 6, 1)[0][0]), line("")]
    digest = not wide and not panel.field.text and not panel.every and panel.cursor < 0
    body += _digest(desk, panel, width - 2) if digest else lines[panel.top :]
    foot = hints(edge("help", left - 4, desk.keymap, wide=wide), wide=wide)
    title = place_name(panel) if not wide and not panel.every else "EVERY KEY" if panel.every else "KEYS HERE"
    box = Box(left, height, title=title, foot=foot, focus=True).draw(body)
    return beside(box, _second_column(desk, panel, width - left, height)) if wide else box


def _second_column(desk: Desk, panel: HelpPanel, width: int, height: int) -> Block:
    title, shapes, days = _typed(desk, panel)
    typed: list[Line] = []
    for shape, meaning in shapes:
        typed.append(line(f" {shape}"))
        if meaning:
            typed.append(line(f"     {meaning}"))
    if days:
        typed += [line(""), line(f" Dates   {DATES[0]}"), line(f"         {DATES[1]}")]
    words = [line(f" {text}") for text in WORDS]
    start = _start(desk)
    if not typed:
        return Box(width, height, title="WORDS ON THIS SCREEN").draw(words + start)
    upper = min(len(typed) + 2, height)
    lower = height - upper
    grammar = Box(width, upper, title=title.upper()).draw(typed)
    if lower < 3:
        return Box(width, height, title=title.upper()).draw(typed)
    if len(words) + len(start) <= lower - 2:
        words += start
    return stack(grammar, Box(width, lower, title="WORDS ON THIS SCREEN").draw(words))


def _start(desk: Desk) -> list[Line]:
    """What to try first, with the keys in force; only what has a key."""
    keys = [(desk.key(action, Context.NORMAL), words) for action, words in START]
    tries = [line("   ", (fit(key, 6), "key"), words) for key, words in keys if key]
    return [line(""), line(" NEW HERE? Try these on the demo:  plantui demo"), *tries] if tries else []


def _packed(said: list[str], width: int) -> list[str]:
    """Pieces side by side, as many in a row as fit; a piece is broken only where it is wider than the row."""
    rows: list[str] = []
    for piece in said:
        if rows and cells(rows[-1]) + 3 + cells(piece) <= width:
            rows[-1] = f"{rows[-1]}   {piece}"
        else:
            rows += wrap(piece, width)
    return rows


def _digest(desk: Desk, panel: HelpPanel, width: int) -> list[Line]:
    """The narrow page: every heading in a row or two, then the grammar and the words."""
    lines: list[Line] = []
    for part in brief(desk):
        here = part.title == HERE
        prompt = not here and panel.context is Context.LINE and panel.focus != "add"
        said = []
        for row in part.rows:
            words = row.words if here else _briefly(desk, row)
            if prompt and row.actions and row.actions[0] in _IN_A_PROMPT:
                words = _IN_A_PROMPT[row.actions[0]]
                if not words:
                    continue
            said.append(f"{together(row.keys)} {words}".rstrip())
        for number, text in enumerate(_packed(said, width - 18)):
            lines.append(line(" ", (fit("" if number else part.title, 16), "head"), text))
    title, shapes, days = _typed(desk, panel)
    typed: list[Line] = []
    if shapes:
        typed.append(line((f" {title}", "head")))
        for shape, meaning in shapes[:4]:
            whole = f"   {shape}   {meaning}".rstrip()
            typed.append(line(whole if cells(whole) <= width else f"   {shorten(shape, width - 3)}"))
    if days:
        typed.append(line(f" Dates  {DATES[0]}"))
    if typed:
        # Where letters are typed, what can be typed is what one asks about.
        lines = [*typed, line(""), *lines] if inserts(panel.context) else [*lines, line(""), *typed]
    lines.append(line(""))
    lines += [line(f" {'' if number else 'Words':<5}  {text}") for number, text in enumerate(_NARROW_WORDS)]
    return lines
