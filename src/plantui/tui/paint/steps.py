"""The steps of a new plan: where one is, what can be ticked, and the plan so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.blanks import blanks
from plantui.clinical.standing import draft
from plantui.keys.context import Context
from plantui.keys.edge import edge
from plantui.practice.picking import own_values
from plantui.practice.templates import BLANK
from plantui.quickentry import preview
from plantui.quickentry.blanks import bracketed
from plantui.tui.desk.naming import full_name, short_name
from plantui.tui.desk.steps import (
    KINDS,
    LISTS,
    PROMPTS,
    TITLES,
    Step,
    StepsPage,
    about,
    found_templates,
    rows,
    settle,
)
from plantui.tui.frame import Block, Box, Line, beside, block, line, rule, scrolled
from plantui.tui.frame.line import fit_line, tint
from plantui.tui.paint.field import field_lines
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.steps_aside import aside, intake_short, tally_line
from plantui.tui.paint.words import hints
from plantui.tui.text import cells, fit, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

SHORT = {
    Step.PROBLEM: "Problem",
    Step.WORDS: "Words",
    Step.GOALS: "Goals",
    Step.OBJECTIVES: "Objectives",
    Step.INTERVENTIONS: "Interventions",
    Step.BLANKS: "Blanks",
    Step.CHECK: "Sign",
}
SHAPES = {
    "problem": "what brings them; dx F41.1; aeb what shows it",
    "goal": '"their own words" what life looks like then',
    "objective": "PHQ-9 18 -> 9 by +12w; client ...; clinician ...",
    "intervention": "CBT: what you do; weekly",
}
"""Kind of line -> an example of one."""
LEFT_SHARE = 0.55
UNDER = 3
"""Rows of the row under the cursor that are shown in full."""


def steps_head(desk: Desk, now: Step, width: int) -> list[Line]:
    """The first two rows: who, and the steps."""
    wide = width >= WIDE
    state, moment = desk.state, desk.now()
    summary = desk.practice.summary(state.client)
    chart = desk.shown.chart()
    name = (full_name if wide else short_name)(summary, state.names) if summary is not None else ""
    code = summary.code if summary is not None else ""
    who = name if name == code else f"{name}{'  ' if wide else ' '}{code}"
    first = min((each.date for each in chart.assessments), default=None) if chart is not None else None
    intake = f"   intake {first.day} {first:%b}" if first is not None and wide else ""
    left = f" NEW PLAN{'   ' if wide else ' '}{who}{intake}"
    clock = f"{moment:%a} {moment.day} {moment:%b %Y %H:%M} "
    right = f"nothing is pre-ticked   {clock}" if wide else "nothing is pre-ticked "
    bar = _steps_bar(now, width, _whole(desk))
    if now is Step.CHECK:
        right = f"step 7 of 7   {clock}" if wide else "" if bar.startswith("step") else "step 7 of 7 "
    if desk.rehearsal:
        left += "   REHEARSAL"
    if cells(left) + cells(right) >= width:
        right = ""
    space = max(1, width - cells(left) - cells(right))
    head = fit_line(line((left, "bar"), (" " * space, "bar"), (right, "bar")), width, "bar")
    return [head, fit_line(line(f" {bar}"), width)]


def _whole(desk: Desk) -> bool:
    """Whether no blank is left in the draft."""
    chart = desk.shown.chart()
    plan = draft(chart) if chart is not None else None
    return plan is None or not blanks(plan)


def _steps_bar(now: Step, width: int, whole: bool) -> str:
    """The steps in one row, in as many words as there is room for."""
    wide = width >= WIDE
    for names, numbered, gap in (
        (TITLES, True, "   "),
        (TITLES, True, "  "),
        (SHORT, True, "  "),
        (SHORT, False, "  "),
        (SHORT, False, " "),
    ):
        if names is TITLES and not wide:
            continue
        parts = []
        for step in Step:
            number = f"{int(step)} " if wide or (numbered and step is now and step is not Step.CHECK) else ""
            passed = step < now and (step is not Step.BLANKS or whole)
            past = (" done" if wide else " ok") if passed else ""
            title = names[step]
            parts.append(f"[{number}{title.upper()}]" if step is now else f"{number}{title}{past}")
        text = gap.join(parts)
        if cells(text) < width:
            return text
    return f"step {int(now)} of 7   {TITLES[now]}"


def steps_page(desk: Desk, page: StepsPage, width: int, height: int) -> Block:
    """The page, its own first rows included."""
    head = steps_head(desk, page.now, width)
    if page.now is Step.CHECK:
        from plantui.tui.paint.steps_check import check_boxes

        return block([*head, *check_boxes(desk, page, width, height - 2)], width, height)
    wide = width >= WIDE
    room = height - 2
    left = int(width * LEFT_SHARE) if wide else width
    boxed = _box(desk, page, left, room, wide=wide)
    if not wide:
        return block([*head, *boxed], width, height)
    right = Box(width - left, room, title="The plan so far")
    told = [line(" ", *each) for each in aside(desk, page.now, right.inner_width - 2)]
    return block([*head, *beside(boxed, right.draw(told))], width, height)


def _box(desk: Desk, page: StepsPage, width: int, height: int, *, wide: bool) -> Block:
    """What the step is about."""
    inner = width - 4
    foot = hints(edge(_edge(page), inner, desk.keymap, wide=wide), wide=wide)
    if page.now is Step.PROBLEM:
        body = _templates(desk, page, inner, height - 2)
        foot = "" if page.mode else foot
    elif page.now is Step.WORDS:
        body, foot = _words(desk, page, inner), ""
    else:
        body = _list(desk, page, inner, height - 2, wide=wide)
    box = Box(width, height, title=_title(desk, page, wide=wide), foot=foot, focus=True)
    return box.draw([line(" ", *spans) for spans in body])


def _edge(page: StepsPage) -> str:
    return "statements" if page.now is Step.PROBLEM else "steps"


def _title(desk: Desk, page: StepsPage, *, wide: bool) -> str:
    here = about(desk, page)
    if page.now is Step.PROBLEM or here is None:
        return "Templates: what brings them"
    problem, goal = here
    if page.now in (Step.WORDS, Step.GOALS):
        return f"{TITLES[page.now]}: {problem.code} {problem.text}"
    assert goal is not None
    if wide:
        return f"{TITLES[page.now]}: tick what you two will work on"
    return f"{goal.code} {shorten(goal.title, 34)}: tick what you will work on"


def _templates(desk: Desk, page: StepsPage, width: int, height: int) -> list[Line]:
    """The first step: a search over templates."""
    if page.mode == "own":
        return [
            line("What brings them, in your words?"),
            line(""),
            *field_lines(page.typed, width, 3)[0],
            line(""),
            *_reading(desk, "problem", page.typed.text, width, 4),
            line(""),
            line(("Panic with avoidance; dx F40.01; aeb plans the day around exits", "note")),
        ]
    found = found_templates(desk, page)
    shelf = desk.library.statements
    body: list[Line] = [line("/ ", *field_lines(page.typed, width - 2, 1)[0][0]), rule(width)]
    room = height - 2
    for at, each in enumerate(found[page.top : page.top + room], page.top):
        box = "[x]" if each.id in page.ticks else "[ ]"
        problem = shelf.problems.get(each.id)
        right = each.why or (
            "own" if each.own else "" if each.id == BLANK or problem is None else problem.family.replace("_", " and ")
        )
        spans = line(fit(f"{'>' if at == page.cursor else ' '} {box} {each.title}", width - cells(right)), right)
        body.append(tint(fit_line(spans, width), "selected") if at == page.cursor else spans)
    if not found:
        own = desk.key("pick.own_words", Context.PICK)
        body += [line(part) for part in wrap(f"No template fits. {own} takes what you typed as the problem.", width)]
    return body


def _words(desk: Desk, page: StepsPage, width: int) -> list[Line]:
    """The second step: the first session's open questions, each with a line of the client's own words."""
    body: list[Line] = []
    asked = PROMPTS[: 1 if page.subject else len(PROMPTS)]
    for number, question in enumerate(asked):
        here = number == page.question
        body.append(line((question, "head")))
        if here:
            body += [line("> ", *spans) for spans in field_lines(page.typed, width - 2, 3)[0]]
        else:
            held = page.answers[number]
            if number == 0:
                at = about(desk, page)
                held = next((goal.words for goal in at[0].goals if goal.words), "") if at is not None else ""
            body.append(line("  ", (held or "...", "field" if held else "note")))
        body.append(line(""))
    keys = [("line.commit", "next step")]
    if len(asked) > 1:
        keys.append(("line.deeper", "next question"))
    keys.append(("line.shallower", "back"))
    said = "   ".join(f"{desk.key(action, Context.LINE)} {word}" for action, word in keys)
    body += [line((part, "note")) for part in wrap(said, width)]
    body.append(line(""))
    told = (
        "The first answer becomes the goal's title, as they said it. The others are kept as expected outcomes. "
        "An empty line is left out; the checker asks for the goal's words."
    )
    return [*body, *(line((part, "note")) for part in wrap(told, width))]


def _reading(desk: Desk, kind: str, typed: str, width: int, most: int) -> list[Line]:
    """What a line of own words would become."""
    if not typed.strip():
        return [line((part, "note")) for part in wrap(SHAPES[kind], width)[:most]]
    said = preview(kind, typed, desk.shown.lexicon()).lines
    return [line((part, "preview")) for text in said for part in wrap(text, width)][:most]


def _shown(desk: Desk, page: StepsPage, width: int, room: int) -> list[tuple[int, Line]]:
    """The rows of a tick list as lines, each with the choice it belongs to (-1: a heading).

    Every row is said whole where there is room for that; else only the one under the cursor.
    """
    if len(rows(desk, page)) <= room:
        whole = _lines(desk, page, width, whole=True)
        if len(whole) <= room:
            return whole
    return _lines(desk, page, width, whole=False)


def _lines(desk: Desk, page: StepsPage, width: int, *, whole: bool) -> list[tuple[int, Line]]:
    lines: list[tuple[int, Line]] = []
    at = -1
    client = own_values(desk.chart())["client"]
    for row in rows(desk, page):
        if row.head:
            if lines:
                lines.append((-1, line("")))
            lines.append((-1, line(f"  {row.head}")))
            continue
        at += 1
        here = at == page.cursor
        box = "[x]" if row.node else "[ ]"
        goes = f"{row.goes}  " if row.goes else ""
        text = bracketed(row.text.replace("{client}", client))
        room = max(10, width - 6 - cells(goes))
        parts = wrap(text, room) if here or whole else [shorten(text, room)]
        if len(parts) > UNDER:
            parts = [*parts[: UNDER - 1], shorten(" ".join(parts[UNDER - 1 :]), room)]
        for number, part in enumerate(parts):
            lead = f"{'>' if here else ' '} {box} {goes}" if not number else " " * (6 + cells(goes))
            spans = fit_line(line(lead, part), width)
            lines.append((at, tint(spans, "selected") if here else tint(spans, "ticked") if row.node else spans))
    return lines


def _list(desk: Desk, page: StepsPage, width: int, height: int, *, wide: bool) -> list[Line]:
    here = about(desk, page)
    head: list[Line] = []
    if here is not None and here[1] is not None and wide:
        head = [line((shorten(f"{here[1].code}  {here[1].title}", width), "head")), line("")]
    worded = [goal for goal in here[0].goals if goal.words] if here is not None and page.now is Step.GOALS else []
    if worded and not page.mode:
        head = [line((shorten(f"{goal.code}  {goal.title}", width), "head")) for goal in worded[:2]]
        if any(not goal.text for goal in worded):
            said = "Their words are the goal. A tick says beside them what life looks like then."
            head += [line((part, "note")) for part in wrap(said, width)]
        head.append(line(""))
    foot: list[Line] = []
    if not wide and height > 14:
        foot = [line((part, "note")) for part in intake_short(desk, width)]
    foot += [line((part, "note")) for part in tally_line(desk, page.now, width)]
    if page.mode:
        label = "/ " if page.mode == "filter" else "+ "
        foot = [rule(width), *(line(label, *spans) for spans in field_lines(page.typed, width - 2, 2)[0])]
        if page.mode == "own" and height > 10:
            foot += _reading(desk, str(KINDS[page.now]), page.typed.text, width, 3)
    elif page.filter:
        foot = [line((f"/{page.filter}", "match")), *foot]
    room = max(1, height - len(head) - len(foot) - 1)
    shown = _shown(desk, page, width, room)
    spots = [number for number, (choice, _) in enumerate(shown) if choice == page.cursor]
    top = min(scrolled(page.top, spots[-1], len(shown), room, margin=2), spots[0]) if spots else 0
    body = [spans for _, spans in shown[top : top + room]]
    if not shown:
        own, search = desk.key("insert.own_words", Context.STEPS), desk.key("filter.open")
        none = f"Nothing fits /{page.filter}." if page.filter else "This template offers none."
        body = [line(part) for part in wrap(f"{none} {own} writes your own words, {search} searches.", width)]
    body += [line("")] * (room - len(body))
    return [*head, *body, line(""), *foot]


def follow_steps(desk: Desk, page: StepsPage) -> None:
    """Keep the cursor on a row that exists, and in view."""
    settle(desk, page)
    if desk.state.page is not page:
        return
    if page.now is Step.PROBLEM:
        page.top = scrolled(page.top, page.cursor, page.count(desk), desk.state.height - 8)
    elif page.now in LISTS:
        page.top = max(0, min(page.top, page.cursor))


PAINTERS: dict[str, Painter] = {
    "StepsPage": Painter(steps_page, follow_steps),
}
"""Kind of scene -> its painter."""
