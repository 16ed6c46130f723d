"""Keying a measure: the page, its keys, and what saving does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from plantui.clinical.phrase import short_day
from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.practice.commands.measures import RecordMeasure
from plantui.practice.measure_form import Asked, MeasureForm
from plantui.practice.measure_offer import goals_of, offered
from plantui.practice.refusal import Refused
from plantui.practice.scores import alert_words
from plantui.quickentry import LineFault, parse_date
from plantui.tui.desk.measure_choice import Choice, choices
from plantui.tui.desk.scene import RECALLED, Scene

if TYPE_CHECKING:
    from plantui.keys.hint import Shown
    from plantui.model.chart import Chart
    from plantui.tui.desk.desk import Action, Desk

Asking = Literal["", "date", "risk", "other"]
"""What a field on the page asks for: the day, the risk line, another measure."""


@dataclass(eq=False)
class MeasurePage(Scene):
    """One measure of one client being keyed; ``forms`` keeps what was keyed of the others.

    ``day`` is the day the answers are of. ``warned`` says that Enter has said what blank rows mean; the next one saves.
    """

    chart: str = ""
    asked: list[Asked] = field(default_factory=list)
    at: int = 0
    day: date | None = None
    forms: dict[str, MeasureForm] = field(default_factory=dict)
    asking: Asking = ""
    line: LineField = field(default_factory=opened)
    cursor: int = 0
    top: int = 0
    problem: str = ""
    warned: bool = False

    @property
    def form(self) -> MeasureForm | None:
        """What is keyed of the measure on the page; None while one is looked for."""
        if not self.asked:
            return None
        asked = self.asked[self.at]
        return self.forms.setdefault(asked.key, MeasureForm(asked))

    def context(self) -> Context:
        """Single answers, or letters in a field."""
        if self.asking == "other":
            return Context.PICK
        return Context.LINE if self.asking else Context.MEASURE

    def focus(self) -> str:
        """Its footer and help."""
        return {"": "measure", "date": "measure date", "risk": "risk", "other": "measures"}[self.asking]

    def field(self) -> LineField | None:
        """The day, the risk line or the search."""
        return self.line if self.asking else None

    def put(self, desk: Desk, field: LineField) -> None:
        """Take the changed field."""
        if field.text != self.line.text:
            self.cursor = 0
        self.line, self.problem = field, ""

    def rested(self, desk: Desk) -> None:
        """What is wrong with the day is said after a rest."""
        if self.asking == "date":
            self.problem = _day_of(desk, self.line.text.strip())[1]

    def answer(self, desk: Desk, char: str) -> None:
        """A digit."""
        form = self.form
        if form is not None:
            form.key(char)
            self.warned = False

    def step(self, desk: Desk, by: int) -> None:
        """Another match while a measure is looked for."""
        if self.asking == "other":
            self.cursor = max(0, min(self.cursor + by, len(matches(desk, self)) - 1))

    def cancel(self, desk: Desk) -> bool:
        """Leave the field; leaving the risk line stores the score with the line open."""
        if self.asking == "risk":
            desk.remember("risk", self.line.text)
            _record(desk, self, "")
            return True
        if self.asking and self.asked:
            if self.asking == "date":
                desk.remember("date", self.line.text)
            self.asking, self.problem = "", ""
            return True
        return False

    def closed(self, desk: Desk) -> None:
        """Keep the answers for the next time: `up` at the first row brings them back."""
        kept = [form for form in self.forms.values() if form.answers]
        for form in kept:
            text = ",".join(f"{key}={given}" for key, given in form.answers.items())
            desk.remember(f"measure {self.chart} {form.asked.key}", text)
        if kept:
            back = desk.key("measure.back", Context.MEASURE).split(" ")[-1]
            desk.say(f"Not saved. {desk.key('measure.record')}, then {back}, brings the answers back.")

    def said(self, desk: Desk) -> str:
        """What the next key does."""
        form = self.form
        if self.asking == "risk":
            return "Enter writes it into today's note. Esc leaves the risk line open for a note."
        if self.asking or form is None:
            return ""
        row = form.row
        if row is None:
            return f"{desk.key('measure.save', Context.MEASURE)} saves."
        if not form.started and desk.history(f"measure {self.chart} {form.asked.key}"):
            return "Answers were left here before: backspace brings them back."
        if row.optional:
            return f"{desk.key('measure.save', Context.MEASURE)} leaves {row.label} out."
        if not row.single:
            return f"Digits collect; {desk.key('measure.save', Context.MEASURE)} steps."
        return "backspace goes back one item" if form.at else ""

    def told(self, desk: Desk) -> dict[str, Shown]:
        """The range of the row under the cursor, for the footer."""
        form = self.form
        row = form.row if form is not None and not self.asking else None
        told: dict[str, Shown] = {}
        if row is not None:
            told["measure.answer"] = (row.range_words if row.single else "0-9", "answer")
            if row.optional or not row.single:
                told["measure.save"] = ("", "skip" if row.optional and not form_typed(form) else "step")
        elif form is not None and not self.asking and form.at >= len(form.rows):
            told["measure.answer"] = ("at", "the end")
        return told

    def stands(self) -> object:
        """Where the cursor stands."""
        form = self.form
        place = (form.at, form.typed, len(form.answers), form.total_only) if form is not None else None
        return self.at, self.asking, self.line, self.cursor, place

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back with its digits: they name nobody."""
        kept = [(form.asked.key, form.total_only, dict(form.answers), form.at) for form in self.forms.values()]
        chart, at, day = self.chart, self.asked[self.at].key if self.asked else "", self.day
        self.forms = {}

        def back(desk: Desk) -> None:
            page = made(desk, desk.practice.chart(chart))
            page.day = day
            for each in page.asked:
                for key, total_only, answers, row in kept:
                    if key == each.key:
                        page.forms[key] = MeasureForm(each, total_only, answers, row)
            page.at = next((n for n, each in enumerate(page.asked) if each.key == at), 0)
            desk.open(page)

        return back

    acts: ClassVar[dict[str, Action]] = {}


def form_typed(form: MeasureForm | None) -> bool:
    """Whether digits of a number are typed and not entered."""
    return form is not None and bool(form.typed)


def made(desk: Desk, chart: Chart) -> MeasurePage:
    """The page for a client, on the measure that is due first; looking for one where the client has none."""
    page = MeasurePage(chart=chart.id, asked=offered(chart, desk.library.measures))
    if not page.asked:
        page.asking = "other"
    return page


def matches(desk: Desk, page: MeasurePage) -> list[Choice]:
    """The measures that fit what is typed."""
    chart, today = desk.practice.chart(page.chart), desk.now().date()

    def make() -> tuple[object, list[Choice]]:
        return chart, choices(chart, desk.library.measures, page.line.text, today)

    kept: tuple[object, list[Choice]] = desk.shown.keep("measures", (id(chart), page.line.text, today), make)
    return kept[1]


def _page(desk: Desk) -> MeasurePage:
    scene = desk.scene_with_keys()
    if not isinstance(scene, MeasurePage):
        raise Refused(f"That works while a measure is keyed. {desk.key('measure.record')} begins one.")
    return scene


def _form(desk: Desk) -> tuple[MeasurePage, MeasureForm]:
    page = _page(desk)
    form = page.form
    if form is None:
        raise Refused("Choose a measure first.")
    return page, form


def back(desk: Desk) -> None:
    """One digit or one row back; at the first row the answers that were left here come back."""
    page, form = _form(desk)
    page.warned = False
    if form.back() or form.started:
        return
    kept = desk.history(f"measure {page.chart} {form.asked.key}")
    if not kept:
        raise Refused("This is the first row.")
    for part in kept[-1].split(","):
        key, _, given = part.rpartition("=")
        form.answers[key] = "declined" if given == "declined" else float(given) if "." in given else int(given)
    form.at = next((n for n, row in enumerate(form.rows) if row.key not in form.answers), len(form.rows))
    desk.say(f"{len(form.answers)} answers are back.")


def skip(desk: Desk) -> None:
    """Leave the row as it is and step."""
    page, form = _form(desk)
    page.warned = False
    if form.row is None:
        raise Refused("This was the last row. Enter saves.")
    form.skip()


def total(desk: Desk) -> None:
    """Type the total only, or go back to the items."""
    page, form = _form(desk)
    measure = form.asked.measure
    if measure is None or measure.entry != "items":
        raise Refused("Here only the total is keyed.")
    page.forms[form.asked.key] = MeasureForm(form.asked, total_only=not form.total_only)
    page.warned = False
    if form.answers:
        text = ",".join(f"{key}={given}" for key, given in form.answers.items())
        desk.remember(f"measure {page.chart} {form.asked.key}", text)


def other(desk: Desk) -> None:
    """The next of this client's measures; behind the last one any measure can be looked for."""
    page = _page(desk)
    page.warned = False
    if page.at + 1 < len(page.asked):
        page.at += 1
    else:
        page.asking, page.line, page.cursor, page.top = "other", opened(), 0, 0


def ask_date(desk: Desk) -> None:
    """Ask for the day the answers are of."""
    page = _page(desk)
    page.asking, page.line, page.problem = "date", opened("", desk.history("date")), ""


def save(desk: Desk) -> None:
    """Enter: keep a number, leave an optional row out, else save; blank rows are named once before.

    Raises:
        Refused: nothing was keyed, or a number is out of its range.
    """
    page, form = _form(desk)
    if form.enter_number():
        return
    row = form.row
    if row is not None and row.optional:
        form.skip()
        return
    score = form.score(page.day or desk.now().date(), desk.practice.acting())
    missing = form.missing_words
    if missing and not page.warned:
        page.warned = True
        raise Refused(f"{missing} Enter again saves.")
    measure = form.asked.measure
    if measure is not None and alert_words(measure, score):
        page.asking, page.line, page.problem = "risk", opened("", desk.history("risk")), ""
        return
    _record(desk, page, "")


def _record(desk: Desk, page: MeasurePage, risk: str) -> None:
    form = page.form
    assert form is not None
    score = form.score(page.day or desk.now().date(), desk.practice.acting())
    desk.do(RecordMeasure(score, risk), page.chart)
    said = desk.state.message
    page.forms = {}
    desk.close(page)
    desk.state.message = said


def _day_of(desk: Desk, text: str) -> tuple[date, str]:
    """The day that is typed, today for nothing; and what is wrong with it."""
    today = desk.now().date()
    try:
        return (parse_date(text, desk.shown.lexicon(), "past") if text else today), ""
    except LineFault as fault:
        return today, f"{fault.code} {fault.message}"


def commit(desk: Desk) -> None:
    """Enter in a field of the page.

    Raises:
        Refused: the risk line is empty, or nothing fits.
    """
    page = _page(desk)
    text = page.line.text.strip()
    if page.asking == "risk":
        if not text:
            raise Refused("Say in a few words what you asked and found; Esc leaves the risk line open.")
        desk.remember("risk", text)
        _record(desk, page, text)
    elif page.asking == "date":
        day, page.problem = _day_of(desk, text)
        if page.problem:
            return
        desk.remember("date", text)
        page.day, page.asking = day, ""
        desk.say(f"These answers are of {short_day(day)} {day.year}.")


def take(desk: Desk) -> None:
    """Enter on a match: key this measure.

    Raises:
        Refused: nothing fits, or it rates goals and there are none.
    """
    page = _page(desk)
    found = matches(desk, page)
    if not found:
        raise Refused("No measure fits. Backspace takes a letter back.")
    measure = found[min(page.cursor, len(found) - 1)].measure
    there = next((n for n, each in enumerate(page.asked) if each.key == measure.id), None)
    if there is None:
        goals = goals_of(desk.practice.chart(page.chart))
        if measure.facts.get("items_from") == "goals" and not goals:
            raise Refused(f"{measure.short} rates goals, and there is no open goal in the plan yet.")
        page.asked.append(Asked(measure.id, measure, goals=goals))
        there = len(page.asked) - 1
    page.at, page.asking = there, ""


MeasurePage.acts = {
    "line.commit": commit,
    "line.done": commit,
    "pick.accept": take,
    **RECALLED,
}

ACTIONS: dict[str, Action] = {
    "measure.back": back,
    "measure.skip": skip,
    "measure.total": total,
    "measure.date": ask_date,
    "measure.other": other,
    "measure.save": save,
}
"""Action id -> what runs."""
