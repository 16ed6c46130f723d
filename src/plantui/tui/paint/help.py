"""The help page: the keys of a place as a list that is searched and run, what can be typed, words of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.keys.helppage import HERE, HelpRow
from plantui.tui.desk.helping import parts
from plantui.tui.desk.state import HelpPanel
from plantui.tui.frame import Block, Box, Line, beside, line, stack
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.words import hints
from plantui.tui.text import cells, fit, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

TWO_COLUMNS = 110
"""From this width the page has a second column."""

GRAMMAR = (
    ("PHQ-9 18 -> 9 by +12w", "objective with a known measure"),
    ('Call a friend "calls/wk" 0 -> 1 by +8w', "objective with your own count"),
    ("Practise grounding daily; by fri", "objective that is done or not done"),
    ("CBT: thought record; 1x/wk", "intervention"),
    ("; -> 7        on an old line: change only the target", ""),
    ("; by +6w      change only the date", ""),
)
"""What can be typed in the tree, with what it is."""
CLIENT = (
    ("Last, First; dob 1991-04-02; dx F41.1; slot tue 14:00", "only the name is required"),
    ("payer ...  since 3 feb  review every 8w  called Mia  tag waiting", "more about a client"),
)
FILTER = (
    ("overdue   unsigned   noplan   drift   today   closed", "flags; ! in front turns one round"),
    ("dx:F41   due<14d   payer:aetna   measure:phq9   rey", "keys, and words of a name"),
)
WHEN = (
    ("+6w   eoq   30 apr   every 8w", "a date, or a rhythm from today on"),
    ("+7d cancelled twice", "a date and a reason"),
    ("spread 2/d from mon", "ticked reviews: two each working day"),
)
MEASURE = (
    ("101213210", "the answers, in the order of the client's form"),
    ("=  14  Enter", "the total alone"),
    ("12 Enter   2.5 Enter", "a number: digits collect, Enter steps"),
    ("9", "would not answer, where the form says what that means"),
)
EVENT = (
    ("crisis   relapse   loss   life event   hospital stay", "what happened, first of all"),
    ("missed visits   goal met   worsening", ""),
    ("hospital stay 2 mar; two nights", "then the day, then a few words"),
)
FOLLOW = (("phq9 every 2w", "a measure, and how often it is asked"),)
NOTE = (
    ("#1.2+   #1.2=   #1.2-   #1.2++", "links an objective and says how it goes"),
    ("#1.2b   #g1   #p1", "an intervention, a goal, a problem"),
    ("@phq9=12   @phq9=1,1,2,2,1,2,1,1,1", "a score, or all its answers"),
    ("hw: next: risk: off: with: feedback:", "at the start of a line"),
    ("hw: done: the log   hw: partly", "what became of homework"),
    (";name then Tab", "a snippet of yours"),
)
HEADER = (("today 14:00 50m individual video DAP", "date, time, length, kind, place, format, in any order"),)
RISK = (("asked: no plan, no intent; sister knows", "what you asked and what you found"),)
WHOLE_LINES = (
    ("when +6w cancelled twice", "moves this review, with a reason"),
    ("add o PHQ-9 18 -> 9 by +12w", "adds a line here: p, g, o or i"),
    ("mark 1.2 +1   status 1.2 met 3 mar", "progress and status of a line"),
    ("client rey   goto 2.1   filter overdue", "goes there, or shows only these"),
    ("export plan marked to ~/plans", "exports the ticked clients"),
    ("set lock.after 10m   theme light   names codes", "how the program behaves and looks"),
    ("names codes; theme light", "several, with ; between them"),
)
"""Whole lines of the palette."""
DATES = ("+90d  +12w  +3m  in 6w  fri  next fri  14 mar", "eow eom eoq eoy  2026-06-02  review")
WORDS = (
    "new not started   act active   met reached",
    "hld on hold       dis discontinued",
    "+2 +1 0 -1 -2     progress since last time",
    ".  not touched    ? no score yet",
    "better worse same compared with the last review",
    "",
    "g1.2     goal 1, objective 2. Codes are never reused.",
    "v3       the signed version in force",
    "draft    changes not signed yet; v3 stays in force",
)
_NARROW_WORDS = (
    "new not started  act active  met reached  hld on hold  dis stopped",
    "+1 better  0 same  -1 worse  .  not touched  ? no data",
)
_BRIEF = {
    "nav.down": "or arrows",
    "nav.left": "fold",
    "nav.prev_part": "goal",
    "nav.top": "first, last",
    "nav.code": "code",
    "nav.jump": "jump",
    "filter.open": "filter",
    "client.prev": "client",
    "pane.caseload": "panes",
    "node.sibling": "line like this, inside",
    "add.client": "client, problem, goal, objective, intervention",
    "client.find": "find a client",
    "edit.line": "edit",
    "node.move_down": "move, grab",
    "progress.up": "better, same, worse",
    "status.new": "new, act, met, hld, dis",
    "sign.open": "sign, review date",
    "edit.undo": "undo, redo, again",
    "item.remove": "remove",
    "line.next_match": "newer",
    "line.prev_match": "older",
    "plan.lint": "problems found",
    "export.plan": "export",
    "privacy.blank": "blank",
}
"""Lines of the plan's help in few words, by their first action."""
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
    "statements": "the statement picker",
    "snippets": "the snippets",
    "blanks": "the blanks of a statement",
    "private notes": "private notes",
    "evidence": "what is behind a line",
    "reviewed": "the end of a run",
}


def together(keys: str) -> str:
    """Keys that begin alike, written once: `a p, a g, a o` is `a p g o`."""
    each = [sequence.split(" ") for sequence in keys.split(", ")]
    alike = len(each) > 1 and all(len(sequence) == 2 and sequence[0] == each[0][0] for sequence in each)
    return " ".join([each[0][0], *(sequence[1] for sequence in each)]) if alike else keys


def _briefly(desk: Desk, row: HelpRow) -> str:
    """A line of help in a word or two."""
    found = _BRIEF.get(row.actions[0], "") if row.actions else ""
    if "," in found and len(row.actions) == 1:
        found = ""
    if found or not row.actions:
        return found or row.words
    return ", ".join(desk.keymap.registry[action].word.lower() for action in row.actions)


def place_name(panel: HelpPanel) -> str:
    """What help is about."""
    context = "this page" if panel.context is Context.NORMAL else panel.context.value
    return _TITLES.get(panel.focus, {"review": "a review", "steps": "a new plan"}.get(context, context))


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


def _grammar(focus: str) -> tuple[tuple[str, str], ...]:
    own = {"measure": MEASURE, "event": EVENT, "follow": FOLLOW, "risk": RISK, "note": NOTE, "header": HEADER}
    own["palette"] = WHOLE_LINES
    return {"client": CLIENT, "filter": FILTER, "when": WHEN, "queue": WHEN, **own}.get(focus, GRAMMAR)


def _listed(desk: Desk, width: int) -> tuple[list[Line], list[int], int]:
    """The list of keys as lines, the line of each row, and how wide the column of keys is."""
    panel = desk.state.help
    assert panel is not None
    shown = parts(desk)
    room = min(16, max((cells(together(row.keys)) for part in shown for row in part.rows), default=8) + 2)
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
    typed: list[Line] = []
    for shape, meaning in _grammar(panel.focus):
        typed.append(line(f" {shape}"))
        if meaning:
            typed.append(line(f"     {meaning}"))
    typed += [line(""), line(f" Dates   {DATES[0]}"), line(f"         {DATES[1]}")]
    words = [line(f" {text}") for text in WORDS]
    upper = min(len(typed) + 2, height)
    lower = height - upper
    grammar = Box(width, upper, title="WHAT YOU CAN TYPE HERE").draw(typed)
    if lower < 3:
        return Box(width, height, title="WHAT YOU CAN TYPE HERE").draw(typed)
    return stack(grammar, Box(width, lower, title="WORDS ON THIS SCREEN").draw(words))


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
    for part in parts(desk):
        here = part.title == HERE
        said = [f"{together(row.keys)} {row.words if here else _briefly(desk, row)}" for row in part.rows]
        for number, text in enumerate(_packed(said, width - 18)):
            lines.append(line(" ", (fit("" if number else part.title, 16), "head"), text))
    lines += [line(""), line((" What you can type here", "head"))]
    lines += [line(f"   {shape}   {meaning}".rstrip()) for shape, meaning in _grammar(panel.focus)[:4]]
    lines.append(line(f" Dates  {DATES[0]}"))
    lines.append(line(""))
    lines += [line(f" {'' if number else 'Words':<5}  {text}") for number, text in enumerate(_NARROW_WORDS)]
    return lines
