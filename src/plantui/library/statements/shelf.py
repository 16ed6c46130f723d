"""The shelf: every statement at hand, shipped and the practice's own, which take precedence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from plantui.library.content import squeezed
from plantui.library.modalities import Modalities
from plantui.library.statements.fault import StatementFault
from plantui.model.statement import PresentingProblem, Statement, StatementKind

if TYPE_CHECKING:
    from plantui.library.statements.compiled import Folder
    from plantui.library.statements.search import StatementSearch

SHIPPED = Path(__file__).parents[1] / "data" / "problems"
"""The folder of the pages that come with the program."""


class _Stock(msgspec.Struct, frozen=True):
    problems: dict[str, PresentingProblem]
    statements: dict[str, Statement]
    files: dict[str, str]
    pages: dict[str, tuple[str, ...]]
    faults: tuple[StatementFault, ...]


class Statements(Mapping[str, Statement]):
    """Statements by id: page by page, the practice's own first. Nothing is read before the first question.

    A page of the practice with a known problem adds to the shipped page; a statement with a known id stands in the
    place of the shipped one, and ids under ``hide`` are left out.

    Args:
        own: the practice's folder; None without one.
        cache: the folder for the compiled pages; None without one.
        shipped: the folder of the shipped pages.
        page: one more page of the practice, which need not lie in its folder.
    """

    def __init__(
        self, own: Path | None = None, cache: Path | None = None, shipped: Path = SHIPPED, page: Path | None = None
    ) -> None:
        self._own = own
        self._cache = cache
        self._shipped = shipped
        self._page = page

    @cached_property
    def _folders(self) -> tuple[Folder, ...]:
        from plantui.library.statements.compiled import look, look_at

        page = (look_at(self._page, own=True),) if self._page is not None else ()
        folders = (look(self._own, own=True),) if self._own is not None else ()
        return (*page, *folders, look(self._shipped, own=False))

    @cached_property
    def _stock(self) -> _Stock:
        from plantui.library.statements.compiled import pages

        found = pages(self._folders, self._cache, Modalities())
        problems: dict[str, PresentingProblem] = {}
        statements: dict[str, Statement] = {}
        files: dict[str, str] = {}
        standing: dict[str, tuple[str, ...]] = {}
        faults = [fault for folder in self._folders for fault in folder.faults]
        hidden: set[str] = set()
        for path, page in found.items():
            faults += page.faults
            if page.problem.id:
                standing[page.problem.id] = (*standing.get(page.problem.id, ()), path)
                known = problems.get(page.problem.id)
                problems[page.problem.id] = page.problem if known is None else _laid_over(page.problem, known)
            for each in page.statements:
                if each.id in hidden and not each.own:
                    continue
                if each.id not in statements:
                    statements[each.id] = each
                    files[each.id] = path
                elif each.own == statements[each.id].own:
                    what = f"{each.id} stands in {files[each.id]} already. This one is left out."
                    faults.append(StatementFault(path, each.line, what))
            hidden.update(page.hidden if page.problem.own else ())
        return _Stock(problems, statements, files, standing, tuple(faults))

    @property
    def problems(self) -> Mapping[str, PresentingProblem]:
        """The presenting problems by id, the practice's own pages first."""
        return self._stock.problems

    @property
    def faults(self) -> tuple[StatementFault, ...]:
        """What could not be used, page by page."""
        return self._stock.faults

    def file_of(self, statement_id: str) -> str:
        """The page on which a statement stands."""
        return self._stock.files[statement_id]

    def pages_of(self, problem: str) -> tuple[str, ...]:
        """The pages of a problem, the practice's own first."""
        return self._stock.pages.get(problem, ())

    def of(self, problem: str = "", *kinds: StatementKind) -> tuple[Statement, ...]:
        """The statements of a problem (of all, when empty) and of some kinds (of all, when none is named)."""
        return tuple(
            each
            for each in self._stock.statements.values()
            if (not problem or each.problem == problem) and (not kinds or each.kind in kinds)
        )

    def paired(self, statement: Statement) -> tuple[Statement, ...]:
        """The interventions that a statement names as its pairs, in its order, each once.

        A pair is an id (``i07``), a tag of an intervention of the same problem, or words that stand in its text.
        """
        mine = self.of(statement.problem, StatementKind.INTERVENTION)
        found: dict[str, Statement] = {}
        for pair in statement.pairs:
            for each in _named(pair, mine):
                found.setdefault(each.id, each)
        return tuple(found.values())

    def for_codes(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Ids of the problems whose typical codes include one of these, or one of the same category (F41)."""
        asked = [squeezed(code) for code in codes if code]
        exact, near = [], []
        for problem in self.problems.values():
            mine = {squeezed(code) for code in problem.codes}
            if mine & set(asked):
                exact.append(problem.id)
            elif {code[:3] for code in mine} & {code[:3] for code in asked}:
                near.append(problem.id)
        return (*exact, *near)

    @cached_property
    def search(self) -> StatementSearch:
        """The search over all statements; ``search.find("sleep dia", kinds=["objective"])``."""
        from plantui.library.statements.search import StatementSearch

        beside = {problem.id: f"{problem.title} {problem.family}" for problem in self.problems.values()}
        return StatementSearch(tuple(self._stock.statements.values()), beside)

    def fresh(self) -> Statements:
        """The shelf as its folders are now: this one when nothing has changed, else a new one."""
        now = Statements(self._own, self._cache, self._shipped, self._page)
        return self if now._folders == self._folders else now

    def with_page(self, page: Path) -> Statements:
        """The shelf with one more page of the practice on it, laid over all others."""
        return Statements(self._own, self._cache, self._shipped, page)

    def __getitem__(self, statement_id: str) -> Statement:
        return self._stock.statements[statement_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stock.statements)

    def __len__(self) -> int:
        return len(self._stock.statements)


def _laid_over(base: PresentingProblem, own: PresentingProblem) -> PresentingProblem:
    """The base with every field that the earlier page fills."""
    said = {name: value for name in own.__struct_fields__ if (value := getattr(own, name))}
    return msgspec.structs.replace(base, **said)


def _named(pair: str, interventions: tuple[Statement, ...]) -> Iterator[Statement]:
    from plantui.library.statements.words import words_of

    low = pair.lower()
    tagged = [each for each in interventions if low in (tag.lower() for tag in each.tags)]
    by_id = [each for each in interventions if low in (each.id, each.id.partition(".")[2])]
    if by_id or tagged:
        yield from by_id or tagged
        return
    wanted = words_of(pair)
    yield from (each for each in interventions if wanted and wanted <= words_of(each.text))


def load_statements(own: Path | None = None, cache: Path | None = None) -> Statements:
    """The shipped statements, with the practice's own over them; files are read when first used."""
    return Statements(own, cache)
