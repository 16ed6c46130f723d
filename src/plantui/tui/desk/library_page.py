"""The statement library as a page: problems, their statements, one read whole with its sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import msgspec

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.library.statements.headings import KINDS
from plantui.model.statement import Statement, StatementKind
from plantui.practice.own_statements import own_page_text
from plantui.practice.refusal import Refused
from plantui.tui.desk.library_use import weights
from plantui.tui.desk.scene import RECALLED, Scene

if TYPE_CHECKING:
    from pathlib import Path

    from plantui.tui.desk.desk import Action, Desk

FOUND = 300
"""Statements that a filter shows."""
HISTORY = "library"
HEADINGS = {kind: title for title, kind in KINDS.items()}


class Row(NamedTuple):
    """A row: a heading, a presenting problem, or a statement."""

    head: str = ""
    problem: str = ""
    statement: Statement | None = None


@dataclass(eq=False)
class LibraryPage(Scene):
    """``problem`` is the problem whose statements are listed (empty: all problems), ``one`` the statement read whole.

    ``filter`` searches the whole library; ``filtering`` while it is typed. ``places`` remembers the cursor of the list
    of problems.
    """

    problem: str = ""
    one: str = ""
    filter: str = ""
    filtering: bool = False
    typed: LineField = field(default_factory=opened)
    cursor: int = 0
    top: int = 0
    read_top: int = 0
    places: dict[str, int] = field(default_factory=dict)
    acts: ClassVar[dict[str, Action]] = {}

    def context(self) -> Context:
        """A list, or the filter being typed."""
        return Context.LINE if self.filtering else Context.NORMAL

    def focus(self) -> str:
        """Its footer and help."""
        return "search" if self.filtering else "statement" if self.one else "library"

    def field(self) -> LineField | None:
        """The filter."""
        return self.typed if self.filtering else None

    def put(self, desk: Desk, field: LineField) -> None:
        """Filter anew."""
        if field.text != self.typed.text:
            self.cursor = self.top = 0
        self.typed = field
        self.filter = field.text

    def step(self, desk: Desk, by: int) -> None:
        """Another row, or turn the statement that is read."""
        if self.one:
            self.read_top = max(0, self.read_top + by)
        else:
            self.cursor = max(0, min(self.cursor + by, len(choices(desk, self)) - 1))

    def stands(self) -> object:
        """The row under the cursor."""
        return self.problem, self.one, self.cursor, self.typed, self.read_top

    def said(self, desk: Desk) -> str:
        """How many statements there are."""
        if self.one:
            return ""
        shelf = desk.library.statements
        return f"{len(shelf)} statements for {len(shelf.problems)} problems."

    def cancel(self, desk: Desk) -> bool:
        """Back from the statement, the filter, the problem."""
        if self.filtering:
            desk.remember(HISTORY, self.filter)
            self.filtering, self.filter, self.typed = False, "", opened()
        elif self.one:
            self.one, self.read_top = "", 0
        elif self.filter:
            self.filter = ""
        elif self.problem:
            self.problem = ""
            self.cursor = self.places.get("", 0)
        else:
            return False
        return True

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back where it was; nothing of a client is on it."""
        problem, one, cursor = self.problem, self.one, self.cursor
        return lambda desk: desk.open(LibraryPage(problem=problem, one=one, cursor=cursor))


def rows(desk: Desk, page: LibraryPage) -> tuple[Row, ...]:
    """What is listed."""
    shelf = desk.library.statements
    key = (id(shelf), page.problem, page.filter, desk.practice.version if page.filter else 0)

    def make() -> tuple[Row, ...]:
        if page.filter.strip():
            kinds = tuple(kind for kind in StatementKind)
            tags = (page.problem,) if page.problem else ()
            found = shelf.search.find(page.filter, kinds=kinds, tags=tags, uses=weights(desk), most=FOUND)
            return tuple(Row(statement=each, problem=each.problem) for each in found.statements)
        if not page.problem:
            ordered = sorted(shelf.problems.values(), key=lambda each: (not each.own, each.title.casefold()))
            return tuple(Row(problem=each.id) for each in ordered)
        made: list[Row] = []
        for kind in StatementKind:
            group = None
            for each in shelf.of(page.problem, kind):
                under = each.group or each.modality
                if group != under:
                    group = under
                    made.append(Row(head=f"{HEADINGS[kind]}{f', {under}' if under else ''}".upper()))
                made.append(Row(statement=each, problem=page.problem))
        return tuple(made)

    found: tuple[Row, ...] = desk.shown.keep("library rows", key, make)
    return found


def choices(desk: Desk, page: LibraryPage) -> tuple[Row, ...]:
    """The rows that the cursor can stand on."""
    return tuple(row for row in rows(desk, page) if not row.head)


def row_here(desk: Desk, page: LibraryPage) -> Row | None:
    """The row under the cursor."""
    found = choices(desk, page)
    return found[min(page.cursor, len(found) - 1)] if found else None


def open_library(desk: Desk) -> None:
    """The library as it is now: pages changed since are read anew."""
    refresh_library(desk)
    if not isinstance(desk.state.page, LibraryPage):
        desk.open(LibraryPage())


def refresh_library(desk: Desk) -> None:
    """Take in what has changed in the practice's own pages."""
    fresh = desk.library.statements.fresh()
    if fresh is not desk.library.statements:
        desk.library = msgspec.structs.replace(desk.library, statements=fresh)


def own_folder(desk: Desk) -> Path:
    """The folder of the practice's own pages.

    Raises:
        Refused: this desk has none.
    """
    if desk.paths is None:
        raise Refused("This store has no library folder of its own here.")
    return desk.paths.library


def own_page(desk: Desk, problem: str) -> tuple[Path, str]:
    """The practice's page of a problem (empty: its page for everything), and its text or how one begins."""
    shelf = desk.library.statements
    title = "" if problem in shelf.problems else "Our own statements"
    path, text = own_page_text(shelf, own_folder(desk), problem or "own", title)
    if path.exists():
        return path, text
    lines = [text]
    for heading in KINDS:
        lines.append(f"## {heading}\n")
        lines += ["### Counted\n"] if heading == "Objectives" else []
        lines += ["### Any approach\n"] if heading == "Interventions" else []
    return path, "\n".join(lines)


def edit_library(desk: Desk) -> None:
    """The practice's own page in the editor; what does not read is said with its line, and nothing is lost.

    Raises:
        Refused: there is no editor or no folder.
    """
    from plantui.settings.editor import Edited
    from plantui.tui.desk.editing import send

    page = desk.state.page
    here = row_here(desk, page) if isinstance(page, LibraryPage) else None
    problem = page.problem or (here.problem if here is not None else "") if isinstance(page, LibraryPage) else ""
    path, text = own_page(desk, problem)

    def back(desk: Desk, edited: Edited) -> None:
        if edited.problem or edited.text == text:
            desk.say("The library is unchanged.")
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(edited.text, encoding="utf-8")
        path.chmod(0o600)
        refresh_library(desk)
        faults = [fault for fault in desk.library.statements.faults if fault.file == str(path)]
        if faults:
            desk.warn(f"Kept. {faults[0].sentence}{f' And {len(faults) - 1} more.' if len(faults) > 1 else ''}")
        else:
            desk.say(f"{path.name} kept: {len(desk.library.statements)} statements now.")

    send(desk, text, back)


def save_as_template(desk: Desk, name: str) -> None:
    """The chosen client's plan as a template of the practice, without its values.

    Raises:
        Refused: there is no plan, no name, or a template of that name.
    """
    from plantui.practice.templates import save_template

    chart, plan = desk.chart(), desk.shown.plan()
    if plan is None:
        raise Refused(f"{chart.code} has no plan yet. {desk.key('add.plan')} starts one.")
    shelf = desk.library.statements
    pages = save_template(plan, name, chart, own_folder(desk), shelf, desk.shown.lexicon())
    refresh_library(desk)
    desk.say(
        f"Template {name.strip()} kept: {', '.join(page.name for page in pages)}. {desk.key('add.plan')} offers it."
    )


def _page(desk: Desk) -> LibraryPage:
    scene = desk.state.scene
    assert isinstance(scene, LibraryPage)
    return scene


def _open(desk: Desk) -> None:
    page = _page(desk)
    here = row_here(desk, page)
    if page.one:
        raise Refused(f"This is the whole statement. {desk.key('ui.back')} goes back to the list.")
    if here is None:
        return
    if here.statement is not None:
        page.one, page.read_top = here.statement.id, 0
    else:
        page.places[""] = page.cursor
        page.problem, page.cursor, page.top = here.problem, 0, 0


def _back(desk: Desk) -> None:
    page = _page(desk)
    if not page.cancel(desk):
        desk.close(page)


def _filter(desk: Desk) -> None:
    page = _page(desk)
    page.one = ""
    page.filtering, page.typed = True, opened(page.filter, desk.history(HISTORY))


def _keep_filter(desk: Desk) -> None:
    page = _page(desk)
    desk.remember(HISTORY, page.filter)
    page.filtering = False


def _part(by: int) -> Action:
    """To the next or previous heading, or while reading to the next statement."""

    def move(desk: Desk) -> None:
        page = _page(desk)
        if page.one:
            page.cursor = max(0, min(page.cursor + by, len(choices(desk, page)) - 1))
            here = row_here(desk, page)
            if here is not None and here.statement is not None:
                page.one, page.read_top = here.statement.id, 0
            return
        heads, at = [], -1
        for row in rows(desk, page):
            if row.head:
                heads.append(at + 1)
            else:
                at += 1
        ahead = [each for each in heads if each > page.cursor]
        behind = [each for each in heads if each < page.cursor]
        if by > 0 and ahead:
            page.cursor = ahead[0]
        elif by < 0 and behind:
            page.cursor = behind[-1]

    return move


def _ask_name(desk: Desk) -> None:
    """The palette with the verb in its field: a template needs a name."""
    from plantui.tui.desk.palette import open_with

    open_with(desk, "template save ")


LibraryPage.acts = {
    "item.open": _open,
    "nav.right": _open,
    "nav.left": _back,
    "ui.back": _back,
    "filter.open": _filter,
    "nav.next_part": _part(1),
    "nav.prev_part": _part(-1),
    "line.commit": _keep_filter,
    "line.done": _keep_filter,
    "edit.editor": edit_library,
    **RECALLED,
}

ACTIONS: dict[str, Action] = {
    "library.open": open_library,
    "command.library.edit": edit_library,
    "command.template.save": _ask_name,
}
"""Action id -> what runs."""
