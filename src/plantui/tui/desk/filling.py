"""A statement whose blanks are being filled, with what the client's chart knows already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from plantui.model.statement import Statement
from plantui.practice.commands.statements import Taken
from plantui.practice.lines import Line
from plantui.practice.picking import Known, asked, known_values, line_text, own_values, value_fault
from plantui.practice.refusal import Refused
from plantui.practice.templates import Gap
from plantui.quickentry import Blank, LineFault, parse_blanks, parse_date, parse_plan_line

if TYPE_CHECKING:
    from plantui.model.chart import Chart
    from plantui.tui.desk.desk import Desk


@dataclass
class Fill:
    """A statement whose blanks are being filled.

    ``code`` is the label its line has or will have, ``node`` the line of the plan it fills (empty: a new one).
    ``values`` are those typed by hand, an empty one being a blank left open on purpose; ``standing`` those that stand
    in the line of the plan already; ``seen`` names the blanks that were passed, whose defaults stand. ``raw`` is false
    for a line that was made the client's own before.
    """

    statement: Statement
    code: str = ""
    node: str = ""
    values: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    standing: dict[str, str] = field(default_factory=dict)
    raw: bool = True
    _known: tuple[Chart, dict[str, str], dict[str, Known]] | None = field(default=None, repr=False)

    @classmethod
    def of_gap(cls, gap: Gap) -> Fill:
        """A line of the plan that still has blanks, to be filled where it stands."""
        return cls(gap.statement, gap.node.code, gap.node.id, standing=gap.values, raw=gap.node.raw)

    @cached_property
    def blanks(self) -> tuple[Blank, ...]:
        """The blanks to ask, in order."""
        return asked(self.statement)

    @cached_property
    def marked(self) -> frozenset[str]:
        """Names of the blanks that stand in the words: left open, they are marked there."""
        return frozenset(parse_blanks(self.statement.text).names)

    def known(self, desk: Desk) -> dict[str, Known]:
        """What the blanks hold before anything is typed."""
        chart, typed = desk.chart(), {**self.standing, **self.values}
        if self._known is None or self._known[0] is not chart or self._known[1] != typed:
            known = known_values(self.statement, chart, desk.library, desk.shown.lexicon(), typed)
            known |= {name: Known(value) for name, value in self.standing.items() if name in known}
            self._known = chart, typed, known
        return self._known[2]

    def held(self, desk: Desk, *, only_seen: bool = False) -> dict[str, str]:
        """Every blank with what stands in it now; empty ones are open, with ``only_seen`` also defaults not passed."""
        known = self.known(desk)
        held = dict(own_values(desk.chart()))
        for blank in self.blanks:
            name = blank.name
            if name in self.values:
                held[name] = self.values[name]
            elif not only_seen or name in self.seen or name in self.standing:
                held[name] = known[name].value
        return held

    def line(self, desk: Desk, held: Mapping[str, str]) -> str:
        """The plan line with these values."""
        return line_text(self.statement, held, desk.shown.lexicon())

    def taken(self, desk: Desk, held: Mapping[str, str]) -> Taken:
        """The line ready to go into the plan.

        Raises:
            LineFault: a value does not fit.
        """
        read = parse_plan_line(self.statement.kind, self.line(desk, held), desk.shown.lexicon())
        if not isinstance(read, Line):
            raise Refused("That statement is not a line of the tree.")
        by_hand = any(value.strip() for value in self.values.values())
        return Taken(read, self.statement.id, "; ".join(self.statement.evidence), raw=self.raw and not by_hand)

    def left(self, desk: Desk) -> tuple[str, ...]:
        """Names of the blanks that leaving now keeps open in the line: what the check will find there.

        A value that is only shown is not in yet. A blank of the metric alone leaves no mark in the words: a baseline
        then waits for the next score.
        """
        held = self.held(desk, only_seen=True)
        return tuple(
            each.name for each in self.blanks if each.name in self.marked and not held.get(each.name, "").strip()
        )

    def offered(self, desk: Desk) -> dict[str, Known]:
        """The values shown in blanks that were neither typed nor passed: Enter takes them, Esc leaves the blanks."""
        left, known = self.left(desk), self.known(desk)
        return {name: known[name] for name in left if name not in self.values and known[name].value}

    def fault(self, desk: Desk, blank: Blank) -> str:
        """What is wrong with what was typed into a blank; empty when it may stand."""
        lexicon = desk.shown.lexicon()
        return value_fault(blank, self.values.get(blank.name, ""), lambda text: parse_date(text, lexicon, "future"))


def safely(desk: Desk, fill: Fill, held: dict[str, str]) -> Taken:
    """The line with as many of its values as fit; the others stay open."""
    names = [blank.name for blank in fill.blanks]
    for without in ((), ("target",), ("baseline", "target"), names):
        fitting = {name: "" if name in without else value for name, value in held.items()}
        try:
            return fill.taken(desk, fitting)
        except LineFault:
            continue
    raise Refused(f"{fill.statement.id} does not read as a line of the plan. plantui lib check says why.")
