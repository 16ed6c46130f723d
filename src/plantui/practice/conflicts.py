"""Two terminals that changed one chart: what merges by itself, and what a person must choose.

Changes of different lines or of different fields of a line merge silently. Both having changed one field differently
is a dispute, and so is a line that one removed and the other changed. Codes that both gave are renumbered here. A plan
has one draft and one review in progress: where both began one, the two become one. What the other side has signed
meanwhile is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import msgspec

from plantui.clinical.review import open_review
from plantui.clinical.standing import draft, signed
from plantui.model.base import Tables
from plantui.model.chart import Chart
from plantui.model.codec import from_tables, to_tables
from plantui.model.codes import next_code
from plantui.model.diff import ORDER, Change, Stale, apply, diff, node_name
from plantui.model.plan import Node, Plan
from plantui.model.review import Review, ReviewLine
from plantui.model.tree import find, replace_node, walk
from plantui.practice.acting import Acting
from plantui.practice.commands.reviews import REVIEW_WEIGHT
from plantui.practice.drafts import open_draft

Choice = Literal["mine", "theirs", "both"]
"""Which side of a dispute stands; both: mine, but for the dates, which are theirs."""
DATES = ("due", "initial_due", "every", "effective", "reached")
SIGNED = ("plans", "notes", "reviews")
"""Tables whose documents are signed."""
_MISSING: Any = object()


@dataclass(frozen=True)
class Dispute:
    """One line, or one entry of a chart, that both changed.

    ``path`` is where it stands in the tables; ``fields`` are those that both changed differently, empty where one
    side removed it. ``node`` is the id of the line of the plan, empty for anything else. ``sealed`` says that the
    other side has signed the document: theirs stands.
    """

    path: tuple[str, ...]
    fields: tuple[str, ...]
    changes: tuple[Change, ...]
    node: str = ""
    sealed: bool = False

    @property
    def can_be_both(self) -> bool:
        """Whether a part of each side can stand: a date and something else are at stake."""
        if self.sealed:
            return False
        dates = [field in DATES for field in self.fields]
        return any(dates) and not all(dates)


@dataclass(frozen=True)
class Merge:
    """Both sides of a chart: as it was, here, in the store, and put together with every dispute left theirs."""

    base: Chart
    mine: Chart
    theirs: Chart
    merged: Tables
    disputes: tuple[Dispute, ...]

    def side(self, which: Literal["base", "mine", "theirs"], dispute: Dispute) -> Node | None:
        """The line that is disputed, on one side; None where it is not there."""
        chart: Chart = getattr(self, which)
        return next(
            (place.node for plan in reversed(chart.plans) if (place := find(plan, dispute.node)) is not None), None
        )

    def value(self, which: Literal["base", "mine", "theirs"], change: Change) -> object:
        """What stands on one side where a change is about; None where nothing does."""
        chart: Chart = getattr(self, which)
        value = _value(to_tables(chart), change.path)
        return None if value is _MISSING else value

    def settled(self, choices: Mapping[int, Choice], lines: Mapping[int, Node] | None = None) -> Tables:
        """The tables with each dispute, by its number, as it was chosen; one that was not stays theirs.

        ``lines`` are lines that were edited instead.
        """
        tables = self.merged
        for number, dispute in enumerate(self.disputes):
            choice = "theirs" if dispute.sealed else choices.get(number, "theirs")
            for change in dispute.changes:
                theirs = choice == "theirs" or (choice == "both" and _field(dispute, change) in DATES)
                if not theirs:
                    tables = _forced(tables, change, to_tables(self.mine))
        for number, node in (lines or {}).items():
            tables = _with_line(tables, self.disputes[number].node, node)
        return tables


def merge(base: Tables, mine: Tables, theirs: Tables, acting: Acting) -> Merge:
    """Put two sides of a chart together.

    Args:
        base: what both began with.
        mine: as it is on this terminal.
        theirs: as it is in the store.
        acting: who acts, for the next version of a plan that both began.
    """
    base, mine = _one_draft(base, mine, theirs, acting)
    base, mine = _one_review(base, mine, theirs)
    base = _same_lines(base, mine, theirs)
    merged = theirs
    left: list[Change] = []
    for change in diff(base, mine):
        if _signed_there(base, change, theirs):
            left.append(change)
            continue
        try:
            merged = apply(merged, [change])
        except Stale:
            left.append(change)
    mine_chart, their_chart = from_tables(mine), from_tables(theirs)
    counters = {
        key: max(mine_chart.counters.get(key, 0), their_chart.counters.get(key, 0))
        for key in {*mine_chart.counters, *their_chart.counters}
    }
    merged = to_tables(
        _renumbered(msgspec.structs.replace(from_tables(merged), counters=counters), from_tables(base), their_chart)
    )
    real = [change for change in left if not _same(merged, change) and "counters" not in change.path]
    return Merge(from_tables(base), mine_chart, their_chart, merged, tuple(_disputes(real, base, mine, theirs)))


def crossed(before: Tables, changes: Iterable[Change], theirs: Tables) -> bool:
    """Whether changes that fit by themselves must not simply be made.

    They begin the next version of a plan, or a review, and somebody else has begun one meanwhile; or they change what
    somebody else has signed meanwhile.
    """
    changes = tuple(changes)
    return any(_signed_there(before, change, theirs) for change in changes) or any(
        _begins(changes, table) and theirs.get(table, {}).keys() - before.get(table, {}).keys()
        for table in ("plans", "reviews")
    )


def _begins(changes: Iterable[Change], table: str) -> bool:
    return any(change.path[0] == table and len(change.path) == 2 and not change.had for change in changes)


def _signed_there(base: Tables, change: Change, theirs: Tables) -> bool:
    """Whether a change is inside a document that the other side has signed since."""
    table, *rest = change.path
    if table not in SIGNED or not rest:
        return False
    before, there = (tables.get(table, {}).get(rest[0], {}) for tables in (base, theirs))
    return bool(there.get("signatures")) and not before.get("signatures")


def _one_draft(base: Tables, mine: Tables, theirs: Tables, acting: Acting) -> tuple[Tables, Tables]:
    """Where both began the next version of a plan, make it one: mine takes the id of theirs, base its beginning."""
    old, here, there = from_tables(base), from_tables(mine), from_tables(theirs)
    known = {plan.id for plan in old.plans}
    ours, other = draft(here), draft(there)
    if ours is None or other is None or ours.id == other.id or ours.id in known or other.id in known or signed(other):
        return base, mine
    begun, plan = open_draft(old, acting)
    facts = {name: getattr(other, name) for name in ("id", "number", "made", "made_by")}
    return (
        to_tables(_with_plan(begun, plan.id, msgspec.structs.replace(plan, **facts))),
        to_tables(_with_plan(here, ours.id, msgspec.structs.replace(ours, **facts))),
    )


def _with_plan(chart: Chart, old: str, plan: Plan) -> Chart:
    """The chart with a version in the place of another; a review in progress goes with it."""
    plans = tuple(plan if each.id == old else each for each in chart.plans)
    reviews = tuple(
        msgspec.structs.replace(each, plan=plan.id) if each.plan == old and not each.signatures else each
        for each in chart.reviews
    )
    return msgspec.structs.replace(chart, plans=plans, reviews=reviews)


def _one_review(base: Tables, mine: Tables, theirs: Tables) -> tuple[Tables, Tables]:
    """Where both began a review, make it one: mine goes on as theirs, and base has its empty beginning.

    The weightier kind counts, and a review that signs a draft of the plan goes on doing so.
    """
    old, here, there = from_tables(base), from_tables(mine), from_tables(theirs)
    known = {review.id for review in old.reviews}
    ours, other = open_review(here), open_review(there)
    if ours is None or other is None or ours.id == other.id or ours.id in known or other.id in known:
        return base, mine
    begun = Review(
        id=other.id, date=other.date, at=other.at, by=other.by, kind=other.kind, plan=other.plan, since=other.since
    )
    kind = max(ours.kind, other.kind, key=REVIEW_WEIGHT.__getitem__)
    drafts = {plan.id for plan in here.plans if not signed(plan)}
    plan = ours.plan if ours.plan in drafts else other.plan
    joined = msgspec.structs.replace(
        ours, id=other.id, date=other.date, at=other.at, by=other.by, kind=kind, plan=plan, since=other.since
    )
    reviews = tuple(joined if each.id == ours.id else each for each in here.reviews)
    return (
        to_tables(msgspec.structs.replace(old, reviews=(*old.reviews, begun))),
        to_tables(msgspec.structs.replace(here, reviews=reviews)),
    )


def _same_lines(base: Tables, mine: Tables, theirs: Tables) -> Tables:
    """Where both began to say something about the same objective in a review, base has its empty line."""
    here, there = ({each.id: _said_of(each) for each in from_tables(side).reviews} for side in (mine, theirs))
    old = from_tables(base)
    reviews = []
    for review in old.reviews:
        both = here.get(review.id, {}).keys() & there.get(review.id, {}).keys() - _said_of(review).keys()
        empty = tuple(ReviewLine(objective=each) for each in here.get(review.id, {}) if each in both)
        reviews.append(msgspec.structs.replace(review, lines=(*review.lines, *empty)))
    return to_tables(msgspec.structs.replace(old, reviews=tuple(reviews)))


def _said_of(review: Review) -> dict[str, ReviewLine]:
    return {line.objective: line for line in review.lines}


def _renumbered(merged: Chart, base: Chart, theirs: Chart) -> Chart:
    """Lines that were added here get another code where the other side gave theirs to a line of its own."""
    there = {place.node.code: place.node.id for plan in theirs.plans for place in walk(plan)}
    known = {place.node.id for plan in (*theirs.plans, *base.plans) for place in walk(plan)}
    plan = draft(merged)
    if plan is None:
        return merged
    counters = merged.counters
    for node in [place.node for place in walk(plan)]:
        if node.id not in known and there.get(node.code, node.id) != node.id:
            place = find(plan, node.id)
            assert place is not None
            code, counters = next_code(counters, place.parent, type(node))
            recoded = msgspec.structs.replace(place.node, code=code)
            plan = replace_node(plan, node.id, partial(_instead, recoded))
    return _with_plan(msgspec.structs.replace(merged, counters=counters), plan.id, plan)


def _instead(node: Node, _: Node) -> Node:
    return node


def _disputes(changes: Iterable[Change], base: Tables, mine: Tables, theirs: Tables) -> list[Dispute]:
    found: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        if change.path[-1] != ORDER:
            found.setdefault(_owner(change.path, mine, theirs), []).append(change)
    disputes = []
    for path, inside in found.items():
        fields = tuple(dict.fromkeys(change.path[len(path)] for change in inside if len(change.path) > len(path)))
        node = path[-1] if path[0] == "plans" and len(path) > 2 else ""
        sealed = any(_signed_there(base, change, theirs) for change in inside)
        disputes.append(Dispute(path, fields, tuple(inside), node, sealed))
    return disputes


def _owner(path: tuple[str, ...], *sides: Tables) -> tuple[str, ...]:
    """The line or entry that a change is about: down to the last step that chooses among entries of a list."""
    longest = min(2, len(path))
    for tables in sides:
        holder: Any = tables
        for depth, step in enumerate(path):
            inner = _inner(holder, step)
            if isinstance(holder, list) and inner is not _MISSING:
                longest = max(longest, depth + 1)
            if inner is _MISSING:
                break
            holder = inner
    return path[:longest]


def _inner(holder: Any, step: str) -> Any:  # noqa: ANN401
    if isinstance(holder, list):
        return next((each for each in holder if node_name(each) == step), _MISSING)
    return holder.get(step, _MISSING) if isinstance(holder, dict) else _MISSING


def _value(tables: Tables, path: tuple[str, ...]) -> Any:  # noqa: ANN401
    holder: Any = tables
    for step in path:
        holder = _inner(holder, step)
        if holder is _MISSING:
            return _MISSING
    return holder


def _same(tables: Tables, change: Change) -> bool:
    """Whether a place holds already what a change wants there."""
    value = _value(tables, change.path)
    return value is _MISSING if not change.has else value is not _MISSING and value == change.after


def _field(dispute: Dispute, change: Change) -> str:
    return change.path[len(dispute.path)] if len(change.path) > len(dispute.path) else ""


def _forced(tables: Tables, change: Change, mine: Tables) -> Tables:
    """The tables with one change made, whatever stood there; what the other side removed comes back whole."""
    for depth in range(2, len(change.path)):
        if _value(tables, change.path[:depth]) is _MISSING:
            whole = _value(mine, change.path[:depth])
            if whole is _MISSING:
                return tables
            return _forced(tables, Change(path=change.path[:depth], after=whole, had=False), mine)
    value = _value(tables, change.path)
    there = value is not _MISSING
    if not there and not change.has:
        return tables
    now = msgspec.structs.replace(change, before=value if there else None, had=there)
    try:
        return apply(tables, [now])
    except Stale:
        return tables


def _with_line(tables: Tables, node: str, line: Node) -> Tables:
    chart = from_tables(tables)
    plan = draft(chart)
    if plan is None or find(plan, node) is None:
        return tables
    return to_tables(_with_plan(chart, plan.id, replace_node(plan, node, lambda _: line)))
