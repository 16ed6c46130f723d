"""What keys do while a note is typed: done, sections, links, snippets, dates, measures, formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from plantui.clinical.measuring import measures_due
from plantui.clinical.trend import show
from plantui.keys import body as bodies
from plantui.keys import field as fields
from plantui.model.note import NoteFormat
from plantui.model.score import Score
from plantui.practice.notes_format import HEADINGS, ORDER, empty_text, reformatted, starts, written
from plantui.practice.refusal import Refused
from plantui.quickentry.blanks import BLANK_NAMES, Blank, parse_blanks
from plantui.tui.desk import note_links
from plantui.tui.desk.note import NotePage, chart_of, page_here
from plantui.tui.desk.note_letters import LetterPanel, letter_rows
from plantui.tui.desk.note_sign import open_strip
from plantui.tui.desk.outline import numbers
from plantui.tui.desk.phrasebook import phrasebook
from plantui.tui.desk.pick import open_words

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

_HOLE = re.compile(r"\[([a-z][a-z0-9_]*)\]")


def done(desk: Desk) -> None:
    """Keep the note and open the sign strip; a note without words goes away.

    Raises:
        Refused: its date lies ahead.
    """
    page = page_here(desk)
    if page.mode == "header":
        page.keep_header(desk)
        if page.fault is not None:
            return
    if not page.keep(desk):
        desk.close(page)
        desk.say("Nothing was written, so no note was kept.")
        return
    open_strip(desk, page.chart, page.note, page)


# sections and blanks


def next_part(desk: Desk) -> None:
    """Take the chosen objective, expand a snippet, fill a blank, else go to the next section."""
    page = page_here(desk)
    if page.mode == "header":
        page.keep_header(desk)
        return
    if page.offered(desk):
        page.take(desk)
        return
    if expand(desk, page) or fill(page):
        return
    places = starts(page.body.text, page.form)
    blanks = [blank.start for blank in parse_blanks(page.body.text).blanks]
    ahead = sorted(at for at in (*places, *blanks) if at > page.body.cursor)
    page.body = bodies.move(page.body, ahead[0] if ahead else places[0])


def prev_part(desk: Desk) -> None:
    """The section before; from the first one to the header."""
    page = page_here(desk)
    if page.mode == "header":
        page.keep_header(desk)
        return
    here = section_at(page)
    if here == 0:
        page.open_header(desk)
    else:
        page.body = bodies.move(page.body, starts(page.body.text, page.form)[here - 1])


def section_at(page: NotePage) -> int:
    """The number of the section the cursor is in, from 0."""
    places = starts(page.body.text, page.form)
    heads = [page.body.text.rfind("\n\n", 0, at) for at in places]
    return max((number for number, at in enumerate(heads) if at < page.body.cursor), default=0) if places else 0


def expand(desk: Desk, page: NotePage) -> bool:
    """Put the phrase of the ``;name`` before the cursor in its place; False when there is none."""
    found = phrasebook(desk).before(page.body.text, page.body.cursor)
    if found is None:
        return False
    start, phrase = found
    put_phrase(page, start, phrase)
    return True


def put_phrase(page: NotePage, start: int, phrase: str) -> None:
    """Put a phrase from ``start`` to the cursor; the cursor goes to its first blank."""
    phrase = bodies.tidied(phrase)
    page.put_body(bodies.replace(page.body, start, page.body.cursor, phrase))
    blanks = parse_blanks(phrase).blanks
    if blanks:
        page.body = bodies.move(page.body, start + blanks[0].start)


def fill(page: NotePage) -> bool:
    """Finish the blank that is being filled, or take the default of the one at the cursor; then on to the next.

    After the last one the cursor goes to the end of its line.
    """
    body, name, value = page.body, "", ""
    here = blank_at(page)
    if page.asked and 0 <= page.filling < body.cursor:
        name, value = page.asked, body.text[page.filling : body.cursor].strip()
    elif here is not None and here.default is not None:
        name, value = here.name, here.default
    page.asked, page.filling = "", -1
    if not name or "\n" in value:
        return False
    page.put_body(filled(body, name, value))
    following = [blank.start for blank in parse_blanks(page.body.text).blanks if blank.start >= page.body.cursor]
    line_end = page.body.text.find("\n", page.body.cursor)
    end = len(page.body.text) if line_end < 0 else line_end
    page.body = bodies.move(page.body, following[0] if following else end)
    return True


def blank_at(page: NotePage) -> Blank | None:
    """The blank that begins at the cursor."""
    return next((each for each in parse_blanks(page.body.text).blanks if each.start == page.body.cursor), None)


def filled(body: bodies.TextBody, name: str, value: str) -> bodies.TextBody:
    """The text with every blank of a name filled; the cursor stays on its words, behind what was filled there."""
    text, cursor = body.text, body.cursor
    for blank in reversed([each for each in parse_blanks(text).blanks if each.name == name]):
        text = text[: blank.start] + value + text[blank.end :]
        if blank.start <= cursor < blank.end:
            cursor = blank.start + len(value)
        elif blank.end <= cursor:
            cursor += len(value) - (blank.end - blank.start)
    return bodies.put(body, text, cursor) if text != body.text else body


# what is put in


def link(desk: Desk) -> None:
    """Objectives with letters: a letter links, a sign behind it marks.

    Raises:
        Refused: there is nothing to link.
    """
    page = page_here(desk)
    chart = chart_of(desk, page)
    plan, objectives = note_links.linkable(chart)
    if plan is None or not objectives:
        raise Refused(f"{chart.code} has no open objective to link.")
    rows = []
    for objective in objectives:
        figures, steps = numbers(objective, desk.library.measures)
        rows.append((objective.code, f"{figures} {steps}".strip() or objective.text))
    desk.open(LetterPanel(page, "LINK", letter_rows(rows), put_link, marking=True))


def put_link(desk: Desk, page: NotePage, code: str) -> None:
    """Link an objective at the cursor."""
    before = page.body.text[page.body.cursor - 1 : page.body.cursor]
    gap = "" if not before or before.isspace() else " "
    page.put_body(bodies.insert(page.body, f"{gap}#{code.removeprefix('g')}"))


def statement(desk: Desk) -> None:
    """Words of the library; blanks that nothing fills stay to be filled in the text."""
    page = page_here(desk)

    def put(desk: Desk, texts: list[str]) -> None:
        words = " ".join(_HOLE.sub(_blank, text) for text in texts)
        before = page.body.text[page.body.cursor - 1 : page.body.cursor]
        gap = "" if not before or before.isspace() else " "
        put_phrase(page, page.body.cursor, f"{gap}{words}")

    open_words(desk, "Words for the note", (), put)


def _blank(hole: re.Match[str]) -> str:
    return f"{{{hole[1]}}}" if hole[1] in BLANK_NAMES else hole[0]


def date_here(desk: Desk) -> None:
    """Today's date."""
    today = desk.now().date()
    page_here(desk).type(desk, f"{today.day} {today:%b %Y}")


def time_here(desk: Desk) -> None:
    """The time."""
    page_here(desk).type(desk, f"{desk.now():%H:%M}")


def measure(desk: Desk) -> None:
    """Measures with letters: the token to type a score with, and the latest one.

    Raises:
        Refused: none is followed.
    """
    page = page_here(desk)
    chart = chart_of(desk, page)
    taken = {score.measure for score in chart.measures if score.measure}
    ids = [due.measure for due in measures_due(chart, desk.library.measures)]
    ids += sorted(taken - set(ids))
    rows = []
    for each in ids:
        known = desk.library.measures.get(each)
        last = latest(chart.measures, each)
        said = "" if last is None or last.total is None else f"{show(last.total)} on {last.date.day} {last.date:%b}"
        rows.append((each, f"{known.short if known is not None else each}  {said}".rstrip()))
    if not rows:
        raise Refused(f"{chart.code} follows no measure yet. Type @phq9=12 with any measure's name.")
    desk.open(LetterPanel(page, "MEASURE", letter_rows(rows), put_measure))


def put_measure(desk: Desk, page: NotePage, measure_id: str) -> None:
    """The token of a measure. The score of this visit's day stands in it; an older one is only told before it."""
    last = latest(chart_of(desk, page).measures, measure_id)
    known = desk.library.measures.get(measure_id)
    name = known.short if known is not None else measure_id
    if last is None or last.total is None:
        text = f"@{measure_id}="
    elif last.date == page.header.date:
        text = f"@{measure_id}={show(last.total)}"
    else:
        text = f"{name} {show(last.total)} on {last.date.day} {last.date:%b}, now @{measure_id}="
    page.type(desk, text)


def latest(scores: tuple[Score, ...], measure_id: str) -> Score | None:
    """The newest score of a measure."""
    own = [score for score in scores if score.measure == measure_id]
    return max(own, key=lambda score: (score.date, score.at), default=None)


def change_format(desk: Desk) -> None:
    """Formats with letters."""
    page = page_here(desk)
    letters = tuple((form.value[0].lower(), form.value, _headings(form)) for form in ORDER)
    desk.open(LetterPanel(page, f"FORMAT, now {page.form}", letters, put_format))


def _headings(form: NoteFormat) -> str:
    return ", ".join(HEADINGS[form]).lower() or "no headings"


def put_format(desk: Desk, page: NotePage, name: str) -> None:
    """Put the same words under the headings of a format."""
    in_format(page, NoteFormat(name))
    desk.say(f"{name}: the words stay, the headings change.")


def in_format(page: NotePage, form: NoteFormat) -> None:
    """The note in a format; the cursor goes to where one writes on in the section it was in."""
    if form is page.form:
        return
    here = section_at(page)
    said = written(page.body.text, page.form)
    text = reformatted(page.body.text, page.form, form) if said else empty_text(form)
    places = starts(text, form)
    page.put_body(bodies.put(page.body, text, places[min(here, len(places) - 1)]))
    page.header = msgspec.structs.replace(page.header, format=form.value)


def undo(desk: Desk) -> None:
    """Take typing back."""
    page = page_here(desk)
    if page.mode == "header":
        page.line = fields.undo(page.line)
    else:
        page.put_body(bodies.undo(page.body))


def redo(desk: Desk) -> None:
    """Type it again."""
    page = page_here(desk)
    if page.mode == "header":
        page.line = fields.redo(page.line)
    else:
        page.put_body(bodies.redo(page.body))


def older(desk: Desk) -> None:
    """In the header: the line before this one."""
    page = page_here(desk)
    if page.mode == "header":
        page.line = fields.older(page.line)


def newer(desk: Desk) -> None:
    """In the header: the line after this one, at the end what was typed."""
    page = page_here(desk)
    if page.mode == "header":
        page.line = fields.newer(page.line)
