"""Another terminal changed the same place first: one dispute after another, and what stands in the end."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from plantui.keys.context import Context
from plantui.model.codec import to_tables
from plantui.model.plan import Node
from plantui.model.tree import kind_of
from plantui.practice.command import Step
from plantui.practice.conflicts import Choice, Dispute, Merge
from plantui.practice.lines import Line, apply_line, line_of
from plantui.practice.practice import Clash
from plantui.practice.refusal import Refused
from plantui.practice.texts import Spot
from plantui.quickentry import print_line
from plantui.quickentry.change import parse_change
from plantui.tui.desk.entry import open_line
from plantui.tui.desk.moving import settle
from plantui.tui.desk.state import ConfirmPanel, LineEntry
from plantui.vault.faults import VaultFault
from plantui.vault.history import RevInfo
from plantui.vault.snapshots import Snapshots
from plantui.vault.whereabouts import Whereabouts, whereabouts

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


class _Theirs(NamedTuple):
    """Who stored the other side, when and where, and when what both began with was stored."""

    who: str = ""
    when: datetime | None = None
    where: Whereabouts | None = None
    before: datetime | None = None


FIELDS = {"remark": "review remark", "decisions": "review decision", "text": "note"}
"""Fields outside the plan in which a person types words, and the history where those wait that do not stand."""


@dataclass
class Resolving:
    """The disputes of one chart, and what was chosen so far; ``at`` is the one that is asked about.

    ``who``, ``when`` and ``where`` are about the save of the other side, ``before`` is when what both began with was
    stored.
    """

    step: Step
    merge: Merge
    who: str = ""
    when: datetime | None = None
    where: Whereabouts | None = None
    before: datetime | None = None
    choices: dict[int, Choice] = field(default_factory=dict)
    lines: dict[int, Node] = field(default_factory=dict)
    aside: list[int] = field(default_factory=list)
    at: int = 0

    @property
    def sealed(self) -> bool:
        """Whether the other side has signed what is asked about."""
        return self.dispute is not None and self.dispute.sealed

    @property
    def on_line(self) -> bool:
        """Whether a line of the plan is asked about: it can be typed anew, or kept aside."""
        return self.dispute is not None and bool(self.dispute.node)

    @property
    def dispute(self) -> Dispute | None:
        """The one that is asked about; None when there is none, or none left."""
        return self.merge.disputes[self.at] if self.at < len(self.merge.disputes) else None


def footing(desk: Desk) -> str:
    """The footer of the dispute on the screen.

    ``either`` where its parts do not go together, ``sealed`` where theirs is signed, ``sides`` where no line of the
    plan is at stake.
    """
    found = resolving(desk)
    if found is not None and found.sealed:
        return "sealed"
    if found is not None and not found.on_line:
        return "sides"
    return "either" if found is None or found.dispute is None or not found.dispute.can_be_both else ""


def clash(desk: Desk) -> Step | None:
    """The step that another terminal was faster than; None when there is none."""
    failure = desk.practice.writer.failure
    return failure.step if isinstance(failure, Clash) else None


def resolving(desk: Desk) -> Resolving | None:
    """What is to be chosen; None where the two sides cannot be put beside each other."""
    step = clash(desk)
    if step is None:
        return None

    def make() -> tuple[Step, Resolving | None]:
        try:
            found = desk.practice.merge(step.chart_id)
        except (Refused, VaultFault):
            return step, None
        return step, Resolving(step, found, *_theirs(desk, step.chart_id))

    kept: tuple[Step, Resolving | None] = desk.shown.keep("conflict", id(step), make)
    return kept[1]


def _theirs(desk: Desk, chart: str) -> _Theirs:
    """Who stored the other side, when, and where they sit: the audit trail names their session."""
    store = desk.locking.premises.store if desk.locking.premises is not None else None
    known: Sequence[RevInfo] = ()
    if store is not None:
        with contextlib.suppress(VaultFault):
            known = store.history(chart)
    if store is None or not known:
        return _Theirs()
    last, base = known[0], desk.practice.revision(chart)
    before = next((info.at for info in known if info.rev == base), None)
    who = desk.locking.people().get(last.who, last.who)
    return _Theirs(who, last.at, whereabouts(store.parts, last.session), before)


def look(desk: Desk) -> None:
    """A step was refused: where nothing is disputed both sides are put together without a question."""
    found = resolving(desk)
    if found is not None and not found.merge.disputes:
        # What cannot be stored now keeps its box; the store says why.
        with contextlib.suppress(VaultFault):
            _finish(desk, found)


# choosing


def _choose(choice: Choice) -> Callable[[Desk], None]:
    def choose(desk: Desk) -> None:
        found = resolving(desk)
        if found is None:
            _without_sides(desk, choice)
            return
        if choice != "theirs" and found.sealed:
            raise Refused(sealed_words(desk))
        if choice == "both" and (found.dispute is None or not found.dispute.can_be_both):
            raise Refused(f"Both changed the same thing. {_key(desk, 'mine')} or {_key(desk, 'theirs')}.")
        found.choices[found.at] = choice
        _next(desk, found)

    return choose


def sealed_words(desk: Desk) -> str:
    """What can be done where the other side has signed."""
    return f"It is signed there and stays as it is. {_key(desk, 'theirs')} takes it; your words wait in history."


def _key(desk: Desk, which: str) -> str:
    return desk.key(f"conflict.{which}", Context.CONFLICT)


def _without_sides(desk: Desk, choice: Choice) -> None:
    """The chart is gone on one side: only what is stored can stand."""
    step = clash(desk)
    if step is None:
        return
    if choice != "theirs":
        raise Refused(f"The chart is gone on one side. {_key(desk, 'theirs')} takes what is stored.")
    desk.practice.rebase(step.chart_id, desk.practice.charts.load(step.chart_id)[1], "")
    settle(desk)
    desk.say("What is stored stands.")


def _next(desk: Desk, found: Resolving) -> None:
    found.at += 1
    if found.dispute is None:
        _finish(desk, found)


def later(desk: Desk) -> None:
    """Leave it as theirs; what stood here waits as a draft."""
    found = resolving(desk)
    if found is None:
        raise Refused(f"The chart is gone on one side. {_key(desk, 'theirs')} takes what is stored.")
    if not found.on_line and not found.sealed:
        raise Refused(f"Only a line of the plan can be kept aside. {_key(desk, 'mine')} or {_key(desk, 'theirs')}.")
    found.choices[found.at] = "theirs"
    found.aside.append(found.at)
    _next(desk, found)


def _all(choice: Choice) -> Callable[[Desk], None]:
    def ask(desk: Desk) -> None:
        found = resolving(desk)
        if found is None:
            raise Refused(f"The chart is gone on one side. {_key(desk, 'theirs')} takes what is stored.")
        left = len(found.merge.disputes) - found.at
        said = "Keep mine" if choice == "mine" else "Take theirs"

        def then(desk: Desk) -> None:
            for number in range(found.at, len(found.merge.disputes)):
                found.choices[number] = choice
            found.at = len(found.merge.disputes)
            _finish(desk, found)

        desk.state.confirm = ConfirmPanel(f"{said} in all that is left ({left})?", then)

    return ask


def edit(desk: Desk) -> None:
    """Type the line as it is to stand."""
    found = resolving(desk)
    dispute = found.dispute if found is not None else None
    if found is not None and found.sealed:
        raise Refused(sealed_words(desk))
    node = found.merge.side("mine", dispute) if found is not None and dispute is not None and dispute.node else None
    if found is None or node is None or found.merge.side("theirs", dispute) is None:  # type: ignore[arg-type]
        raise Refused(f"There is no line to edit here. {_key(desk, 'mine')} or {_key(desk, 'theirs')}.")
    desk.state.looking = True
    text = print_line(line_of(node), desk.shown.lexicon())
    entry = LineEntry("conflict", kind=kind_of(node), node=node.id, title=f"{node.code} as it is to stand")
    entry.chart = found.step.chart_id
    open_line(desk, entry, text)


def keep_line(desk: Desk, entry: LineEntry) -> None:
    """Enter in the edited line: it stands.

    Raises:
        LineFault: it does not read; it stays.
        Refused: it does not fit; it stays.
    """
    found = resolving(desk)
    dispute = found.dispute if found is not None else None
    if found is None or dispute is None:
        desk.state.line = None
        return
    node = found.merge.side("theirs", dispute) or found.merge.side("mine", dispute)
    assert node is not None
    changed = parse_change(entry.kind, entry.field.text, line_of(node), desk.shown.lexicon())
    if not isinstance(changed.line, Line):
        raise Refused("That line belongs to the plan itself.")
    found.lines[found.at] = apply_line(node, changed.line, promised=False)
    found.choices[found.at] = "theirs"
    close_line(desk)
    _next(desk, found)


def close_line(desk: Desk) -> None:
    """Back from the edited line to the choice."""
    desk.state.line = None
    desk.state.looking = False


def versions(desk: Desk) -> None:
    """Look at the versions; the choice waits."""
    desk.state.looking = True
    desk.run("history.open")
    desk.warn("The choice waits: any change brings it back.")


# what stands


def _finish(desk: Desk, found: Resolving) -> None:
    """Store what was chosen; what was not is stored before it, so that it is kept among the versions.

    Raises:
        VaultFault: nothing was chosen yet as far as the store goes; the choice stays.
    """
    chart, merge = found.step.chart_id, found.merge
    wanted = merge.settled(found.choices, found.lines)
    theirs = to_tables(merge.theirs)
    mine = merge.settled(dict.fromkeys(range(len(merge.disputes)), "mine"))
    if merge.disputes:
        _keep_versions(desk, chart, theirs, mine, wanted)
    for number in found.aside:
        _put_aside(desk, found, merge.disputes[number])
    code = merge.theirs.code
    desk.practice.rebase(chart, wanted, f"{code} put together with what {found.who or 'another terminal'} changed")
    settle(desk)
    desk.state.looking = False
    _remember(desk, found)
    if not merge.disputes:
        desk.say(f"{code}: put together with what {found.who or 'another terminal'} changed meanwhile.")
        return
    if all(dispute.sealed for dispute in merge.disputes):
        desk.say(f"Theirs stands ({code}): it is signed. Your words wait under up in their field.")
        return
    stands = "Yours stands" if wanted == mine else "Theirs stands" if wanted == theirs else "As you chose"
    desk.say(f"{stands} ({code}). The version you did not choose is kept under H (versions).")


def _keep_versions(desk: Desk, chart: str, theirs: object, mine: object, wanted: object) -> None:
    store = desk.locking.premises.store if desk.locking.premises is not None else None
    if store is None:
        return
    now = desk.now()
    if wanted != theirs:
        Snapshots(store.parts).keep(chart, now)
    if wanted != mine:
        practice = desk.practice
        rev, stored = practice.charts.load(chart)
        practice.charts.save(chart, rev, stored, mine, "plan.conflict", practice.acting())  # type: ignore[arg-type]
        Snapshots(store.parts).keep(chart, now)


def _put_aside(desk: Desk, found: Resolving, dispute: Dispute) -> None:
    node, there = found.merge.side("mine", dispute), found.merge.side("theirs", dispute)
    if desk.drafts.texts is None or node is None or not dispute.node:
        return
    words = desk.shown.lexicon()
    before = print_line(line_of(there), words) if there is not None else ""
    spot = Spot(found.step.chart_id, f"edit-{dispute.node}")
    rev = desk.practice.revision(found.step.chart_id)
    desk.drafts.texts.put_aside(spot, rev, before, print_line(line_of(node), words))


def _remember(desk: Desk, found: Resolving) -> None:
    """The lines that do not stand wait in the history of their field."""
    for number, dispute in enumerate(found.merge.disputes):
        if not dispute.node and found.choices.get(number) != "mine":
            for change in dispute.changes:
                text = found.merge.value("mine", change)
                if isinstance(text, str) and change.path[-1] in FIELDS:
                    desk.remember(FIELDS[change.path[-1]], text)
        node = found.merge.side("mine", dispute) if dispute.node else None
        if node is not None and (found.choices.get(number) != "mine" or number in found.lines):
            desk.remember(f"edit {kind_of(node)}", print_line(line_of(node), desk.shown.lexicon()))


ACTIONS: dict[str, Action] = {
    "conflict.mine": _choose("mine"),
    "conflict.theirs": _choose("theirs"),
    "conflict.both": _choose("both"),
    "conflict.edit": edit,
    "conflict.later": later,
    "conflict.all_mine": _all("mine"),
    "conflict.all_theirs": _all("theirs"),
}
"""Action id -> what runs."""
