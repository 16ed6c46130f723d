"""Panels over a note: letters, snippets, and the sign strip at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.tui.desk.naming import full_name
from plantui.tui.desk.note_export import NoteRange
from plantui.tui.desk.note_letters import LetterPanel
from plantui.tui.desk.note_sign import SignStrip
from plantui.tui.desk.signer import typed_word
from plantui.tui.desk.snippet import SnippetPanel
from plantui.tui.frame import Block, Box, Line, line, scrolled
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.field import faulty_field, field_lines
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.words import hints
from plantui.tui.text import shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

PANEL = 64
SNIPPETS = 12


def letter_panel(desk: Desk, panel: LetterPanel, width: int, height: int) -> Block:
    """Rows with a letter in front of each."""
    wide = min(width, PANEL)
    rows: list[Line] = []
    for letter, name, words in panel.rows[: height - 4]:
        said = words if words.startswith(name) else f"{name}  {words}"
        spans = line((letter, "label"), f"  {shorten(said, wide - 8)}")
        here = name == panel.chosen
        rows.append(line(">" if here else " ", *(tint(fit_line(spans, wide - 4), "selected") if here else spans)))
    foot = "letter, then + - =   Esc closes" if panel.marking else "letter   Esc closes"
    return Box(wide, len(rows) + 2, title=panel.title, foot=foot, focus=True).draw(rows)


def snippet_panel(desk: Desk, panel: SnippetPanel, width: int, height: int) -> Block:
    """The search and the snippets that fit."""
    wide = min(width, PANEL)
    inner, found = wide - 4, panel.found(desk)
    room = min(SNIPPETS, max(1, height - 5))
    panel.cursor = max(0, min(panel.cursor, len(found) - 1))
    panel.top = scrolled(panel.top, panel.cursor, len(found), room)
    rows: list[Line] = [*field_lines(panel.typed, inner, 1)[0], line("")]
    for number, (name, phrase) in enumerate(found[panel.top : panel.top + room], panel.top):
        here = number == panel.cursor
        spans = line("> " if here else "  ", (f";{name}  ", "code"), " ".join(phrase.split()))
        spans = fit_line(spans, inner, cut="~")
        rows.append(tint(spans, "selected") if here else spans)
    if not found:
        rows.append(line("  Nothing fits."))
    keys = f"{desk.key('pick.accept', Context.PICK)} take   {desk.key('ui.cancel', Context.PICK)} closes"
    box = Box(wide, len(rows) + 2, title="SNIPPETS", foot=keys, focus=True)
    return box.draw([line(" ", *spans) for spans in rows])


def sign_strip(desk: Desk, strip: SignStrip, width: int, height: int) -> Block:
    """What is signed, by whom, and the initials."""
    user = desk.practice.acting().user
    inner = width - 4
    credential = f", {user.credential}" if user.credential else ""
    inside, word = field_lines(strip.initials, 12, 1)[0][0], typed_word(strip.initials).capitalize()
    rows: list[Line] = [line((part, "ask")) for fact in strip.facts for part in wrap(fact, inner)]
    rows.append(line(f"Signing as {user.name}{credential} ({user.initials})   {word} > [ ", *inside, " ]"))
    if strip.problem:
        rows += [line((part, "must")) for part in wrap(strip.problem, inner)]
    else:
        rows.append(line(shorten("Signed text cannot change. An addendum can add to it later.", inner)))
    wide = desk.state.width >= WIDE
    foot = hints(edge("sign passphrase" if strip.initials.secret else "sign", inner, desk.keymap, wide=wide), wide=wide)
    summary = desk.practice.summary(strip.chart)
    name = full_name(summary, desk.state.names) if summary is not None else ""
    code = summary.code if summary is not None else ""
    who = code if name == code else f"{name}  {code}"
    box = Box(width, min(height, len(rows) + 2), title=f"{strip.title}   {who}", foot=foot, focus=True)
    return box.draw([line(" ", *spans) for spans in rows])


def range_panel(desk: Desk, panel: NoteRange, width: int, height: int) -> Block:
    """The range being typed, and what it comes to."""
    wide = min(width, 100)
    inner = wide - 4
    if panel.fault is not None:
        rows = faulty_field(panel.line, panel.fault, inner, 4)
    else:
        rows = field_lines(panel.line, inner, 2)[0]
        said = panel.reading(desk) if len(panel.charts) == 1 else f"{len(panel.charts)} clients"
        rows.append(line((shorten(f"{said}   all, review, 1 jan, 1 jan to 10 mar, -3m", inner), "preview")))
    keys = f"{desk.key('line.commit', Context.LINE)} export   {desk.key('ui.cancel', Context.LINE)} drop"
    box = Box(wide, len(rows) + 2, title="export notes of which visits? (Enter: all)", foot=keys, focus=True)
    return box.draw([line(" ", *spans) for spans in rows])


PAINTERS: dict[str, Painter] = {
    "NoteRange": Painter(range_panel, at_foot=True),
    "LetterPanel": Painter(letter_panel),
    "SnippetPanel": Painter(snippet_panel),
    "SignStrip": Painter(sign_strip, at_foot=True),
}
"""Kind of scene -> its painter."""
