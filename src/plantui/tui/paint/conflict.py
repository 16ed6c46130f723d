"""Two terminals changed the same place: yours, theirs, what can be chosen."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from plantui.keys.context import Context
from plantui.model.diff import Change
from plantui.model.plan import Node, Objective
from plantui.model.status import STATUS_WORDS
from plantui.model.tree import find
from plantui.practice.conflicts import Dispute
from plantui.practice.lines import line_of
from plantui.quickentry import print_line
from plantui.tui.desk import naming
from plantui.tui.desk.conflict import Resolving, clash, resolving
from plantui.tui.frame import Block, Box, Line, beside, line, stack
from plantui.tui.frame.block import block
from plantui.tui.frame.line import fit_line, shorten_line
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.words import count, short_day, year_day
from plantui.tui.text import cells, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

NARROW = 70
"""Below this width inside the box the choices are said shorter."""
NOBODY_THERE = "(not here)"
TABLES = {"reviews": "review", "notes": "note", "client": "client", "diagnoses": "diagnosis", "measures": "score"}
"""Tables whose names in the chart are not the words people use."""
WORDS = {"due": "date", "initial_due": "first date", "client_does": "client", "clinician_does": "clinician"}
"""Fields whose names in the chart are not the words people use."""


class Sides(NamedTuple):
    """One dispute in words: what is disputed, each side, what was before, and both where that can be."""

    code: str
    fields: str
    mine: str
    theirs: str
    before: str
    both: str


def conflict_page(desk: Desk, width: int, height: int) -> Block:
    """The page, its first row included."""
    found = resolving(desk)
    header = _header(desk, width)
    if found is None or found.dispute is None:
        body: Block = _gone(desk, width)
    elif width >= WIDE and height >= 34:
        body = _wide(desk, found, found.dispute, width, height - 1)
    else:
        body = _narrow(desk, found, found.dispute, width, height - 1)
    return block([header, *body], width, height)


def _header(desk: Desk, width: int) -> Line:
    step = clash(desk)
    summary = desk.practice.summary(step.chart_id) if step is not None else None
    left = " SOMETHING CHANGED OUTSIDE"
    if summary is not None and step is not None:
        named = (naming.full_name if width >= WIDE else naming.short_name)(summary, desk.state.names)
        left += f"   {named}" if named == summary.code else f"   {named}  {summary.code}"
        version = _version(resolving(desk)) if width >= WIDE else ""
        left += f"   {version}" if version else ""
    now = desk.now()
    right = "nothing is lost"
    if width >= WIDE:
        right += f"   {now:%a} {now.day} {now:%b %Y %H:%M}"
    gap = max(1, width - cells(left) - cells(right) - 1)
    return fit_line(line((left, "bar"), (" " * gap, "bar"), (f"{right} ", "bar")), width, "bar")


def _gone(desk: Desk, width: int) -> Block:
    key = desk.key("conflict.theirs", Context.CONFLICT)
    said = [
        "E303 Another terminal changed this chart, and on one side it is gone.",
        f"{key} takes what is stored.",
    ]
    return Box(width, len(said) + 2, title="CHOOSE", focus=True).draw([line(f" {text}") for text in said])


def sides(desk: Desk, found: Resolving, dispute: Dispute) -> Sides:
    """A dispute in words."""
    mine, theirs, base = (found.merge.side(which, dispute) for which in ("mine", "theirs", "base"))
    some = mine or theirs
    code = some.code if some is not None and dispute.node else dispute.path[0]
    measured = isinstance(some, Objective) and bool(some.measure) and len(dispute.fields) > 1
    # The sentence of a measured objective follows from its numbers.
    named = [name for name in dispute.fields if not (measured and name == "text")]
    fields = " and ".join(WORDS.get(name, name.replace("_", " ")) for name in named)
    both = ""
    if dispute.can_be_both and isinstance(mine, Objective) and isinstance(theirs, Objective):
        import msgspec

        both = _said(desk, msgspec.structs.replace(mine, due=theirs.due, every=theirs.every))
    if not dispute.node:
        about, values = _about(found, dispute), {}
        for which in ("mine", "theirs", "base"):
            values[which] = "; ".join(_plain(change, found.merge.value(which, change)) for change in dispute.changes)
        there = "signed" if dispute.sealed else values["theirs"]
        return Sides(about, fields, values["mine"], there, values["base"], "")
    return Sides(code, fields, _said(desk, mine), _said(desk, theirs), _said(desk, base), both)


def _about(found: Resolving, dispute: Dispute) -> str:
    """What a dispute outside the plan is about: an objective in the review, a note, the client."""
    table, *rest = dispute.path
    named = TABLES.get(table, table)
    if table != "reviews" or len(rest) < 3:
        return named
    plans = (*found.merge.mine.plans, *found.merge.theirs.plans)
    place = next((place for plan in plans if (place := find(plan, rest[-1])) is not None), None)
    return f"{place.node.code} in the review" if place is not None else named


def _plain(change: Change, value: object) -> str:
    if change.path[-1] == "mark" and isinstance(value, int):
        return f"{value:+d}" if value else "0"
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return "(changed)" if value else "(nothing)"
    return str(value)


def _said(desk: Desk, node: Node | None) -> str:
    return NOBODY_THERE if node is None else print_line(line_of(node), desk.shown.lexicon())


# 80 columns


def _narrow(desk: Desk, found: Resolving, dispute: Dispute, width: int, height: int) -> Block:
    said = sides(desk, found, dispute)
    inner = width - 4
    title = f"{said.code}  {said.fields}" if said.fields else f"{said.code}  removed on one side"
    rows: list[Line] = []
    for name, text in ((_mine(desk), said.mine), (_theirs(found), said.theirs), (_before(found), said.before)):
        lead = f"{name:<22} "
        room = max(10, inner - len(lead))
        first, *more = wrap(text, room) or ("",)
        rows += [line(f" {lead}{first}")]
        rows += [line(f" {' ' * len(lead)}{shorten(' '.join(more), room)}")] if more else []
    choices = [part for text in _choices(desk, found, said, inner) for part in wrap(text, inner)]
    versions = desk.key("history.open", Context.CONFLICT)
    number = f"{found.at + 1} of {count(len(found.merge.disputes), 'conflict')}   E303 store changed outside"
    who = [
        f"theirs   {', '.join(each for each in (_sits(desk, found, listed=True), _version(found)) if each)}",
        f"yours    {_hand(desk)}, this terminal",
        "",
        *wrap(f"The version you do not choose is kept under {versions} (versions) for this plan.", inner),
        number,
    ]
    room = height - len(rows) - len(choices) - 6
    differs = [line(), *(line(f" {part}") for part in wrap(f"{'differs':<22} {_differs(found, dispute)}", inner))]
    if _differs(found, dispute) and len(who) - 1 + len(differs) <= room:
        rows += differs
        room -= len(differs)
    if len(who) > room:
        who.remove("")
    if len(who) > room:
        who = [number]
    top = Box(width, len(rows) + 2, title=title, focus=True).draw(rows)
    choose = Box(width, len(choices) + 2, title="CHOOSE").draw([line(f" {text}") for text in choices])
    rest = min(len(who) + 2, height - len(top) - len(choose))
    last = Box(width, rest, title="WHO" if len(who) > 1 else "").draw([line(f" {text}") for text in who])
    return stack(top, choose, last) if rest > 2 else stack(top, choose)


def _differs(found: Resolving, dispute: Dispute) -> str:
    """The short fields that differ, one side and the other: target 6 or 5   date 12 May or 30 Jun."""
    mine, theirs = found.merge.side("mine", dispute), found.merge.side("theirs", dispute)
    if mine is None or theirs is None:
        return ""
    parts = []
    for name in dispute.fields:
        both = [getattr(side, name, None) for side in (mine, theirs)]
        if all(isinstance(value, date | int | float) for value in both):
            here, there = (short_day(value) if isinstance(value, date) else f"{value}" for value in both)
            parts.append(f"{WORDS.get(name, name.replace('_', ' '))} {here} or {there}")
    return "   ".join(parts)


def _choices(desk: Desk, found: Resolving, said: Sides, width: int) -> list[str]:
    keys = {
        name: desk.key(f"conflict.{name}", Context.CONFLICT)
        for name in ("mine", "theirs", "both", "edit", "later", "all_mine", "all_theirs")
    }
    if found.sealed:
        return [
            f"{keys['theirs']}  take theirs: it is signed and stays as it is",
            *([f"{keys['later']}  later: the same, and yours is kept aside"] if found.on_line else []),
        ]
    if not found.on_line:
        return [
            f"{keys['mine']}  keep mine           {keys['theirs']}  take theirs",
            f"{keys['all_mine']}  keep all of mine    {keys['all_theirs']}  take all of theirs   (asks y)",
        ]
    both = f"{keys['both']}  both: your words, their date" if said.both else ""
    if width < NARROW:
        return [
            f"{keys['mine']}  keep mine        {keys['theirs']}  take theirs",
            *([both] if both else []),
            f"{keys['edit']}  edit the line    {keys['later']}  later: theirs now, yours aside",
            f"{keys['all_mine']}  all of mine      {keys['all_theirs']}  all of theirs (asks y)",
        ]
    return [
        f"{keys['mine']}  keep mine           {keys['theirs']}  take theirs          {both}".rstrip(),
        f"{keys['edit']}  edit the line       {keys['later']}  later (stays as theirs, yours is kept aside)",
        f"{keys['all_mine']}  keep all of mine    {keys['all_theirs']}  take all of theirs   (asks y)",
    ]


def _hand(desk: Desk) -> str:
    place = f" on {desk.drafts.place}" if desk.drafts.place else ""
    return f"{desk.practice.acting().user.initials}{place}"


def _sits(desk: Desk, found: Resolving, *, listed: bool) -> str:
    """Who stored the other side and where: DW on pts/3, office-pc since 13:41."""
    where, who = found.where, found.who or "another terminal"
    if where is None:
        return who
    place = f" on {where.place}" if where.place else ""
    host = f", {where.host}" if where.host else ""
    return f"{who}{place}{host}{',' if listed else ''} since {_clock(desk, where.since)}"


def _clock(desk: Desk, moment: datetime) -> str:
    """A moment: the time of today, with its day when it was another one."""
    at = moment.astimezone(desk.now().tzinfo)
    return f"{at:%H:%M}" if at.date() == desk.now().date() else f"{at.day} {at:%b %H:%M}"


def _version(found: Resolving | None) -> str:
    """The version that is disputed: plan draft v4; empty where it is something else."""
    dispute = found.dispute if found is not None else None
    if found is None or dispute is None or not dispute.node:
        return ""
    plan = next((plan for plan in found.merge.theirs.plans if plan.id == dispute.path[1]), None)
    return "" if plan is None else f"plan {'v' if plan.signatures else 'draft v'}{plan.number}"


def _mine(desk: Desk) -> str:
    return f"yours, here, {desk.now():%H:%M}"


def _theirs(found: Resolving) -> str:
    return f"theirs{_at(found)}"


def _before(found: Resolving) -> str:
    return f"before, {found.before.day} {found.before:%b}" if found.before is not None else "before"


def _at(found: Resolving) -> str:
    return f", {found.when.astimezone():%H:%M}" if found.when is not None else ""


# 120 columns


def _wide(desk: Desk, found: Resolving, dispute: Dispute, width: int, height: int) -> Block:
    half = width // 2
    here, there = ([shorten_line(row, half - 2) for row in side] for side in _columns(desk, found))
    bottom, choose = 11, 9
    top = max(8, height - bottom - choose)
    title = f"YOURS   here, {desk.now():%H:%M}   {_hand(desk)}"
    other = (
        f"THEIRS   {_clock(desk, found.when)}   {_sits(desk, found, listed=False)}"
        if found.when is not None
        else "THEIRS"
    )
    left = Box(half, top, title=title, focus=True).draw(here)
    right = Box(width - half, top, title=other).draw(there)
    said = sides(desk, found, dispute)
    keys = {name: desk.key(f"conflict.{name}", Context.CONFLICT) for name in _NAMES}
    rows = [] if found.sealed else [f"{keys['mine']}  keep mine             {said.mine}"]
    rows += [f"{keys['theirs']}  take theirs           {said.theirs}"]
    rows += [f"{keys['both']}  both                  {said.both}    (yours, their date)"] if said.both else []
    if found.on_line:
        rows += [] if found.sealed else [f"{keys['edit']}  edit the line"]
        rows += [f"{keys['later']}  later                 stays as theirs; yours is kept aside and offered as a draft"]
    if not found.sealed:
        every = f"{keys['all_mine']}  keep all of mine      {keys['all_theirs']}  take all of theirs     "
        rows += ["", f"{every}(the rest of this list, asks y)"]
    about = said.code if found.on_line else f"{said.code}   {said.fields}"
    name = f"{found.at + 1} of {len(found.merge.disputes)}   {about}"
    middle = Box(width, choose, title=name).draw([shorten_line(line(f" {row}"), width - 3) for row in rows])
    what = "The other one signed what you changed" if found.sealed else f"Both changed the same {_lines(found)}"
    told = [
        f"E303 This chart was open in two terminals. {what}.",
        "The version you do not choose is kept under H (versions) and in the audit log.",
        "Signed versions cannot conflict: they are never changed.",
    ]
    last = Box(width, max(5, height - top - choose), title="WHAT HAPPENED").draw([line(f" {text}") for text in told])
    return stack(beside(left, right), middle, last)


_NAMES = ("mine", "theirs", "both", "edit", "later", "all_mine", "all_theirs")


def _lines(found: Resolving) -> str:
    many = len(found.merge.disputes)
    return "line" if many == 1 else f"{many} lines"


def _columns(desk: Desk, found: Resolving) -> tuple[list[Line], list[Line]]:
    """Every disputed line on both sides, the parts that differ marked."""
    here: list[Line] = []
    there: list[Line] = []
    for number, dispute in enumerate(found.merge.disputes):
        mine, theirs = found.merge.side("mine", dispute), found.merge.side("theirs", dispute)
        if not dispute.node:
            said = sides(desk, found, dispute)
            here.append(line(f" {said.code} {said.fields}: {said.mine}"))
            there.append(line(f" {said.code} {said.fields}: {said.theirs}"))
            continue
        ours, others = _parts(desk, mine), _parts(desk, theirs)
        some = mine or theirs
        code = some.code if some is not None else ""
        lead = ">" if number == found.at else " "
        for name in dict.fromkeys([*ours, *others]):
            differs = ours.get(name) != others.get(name)
            for side, parts in ((here, ours), (there, others)):
                text = parts.get(name, "")
                if not parts:
                    text = f"{lead}({code} {NOBODY_THERE[1:-1]})" if name == "line" else ""
                elif name == "line":
                    text = f"{lead}{code} {text}"
                else:
                    text = f"      {text}"
                side.append(line(text, ("   <- differs" if differs and text.strip() else "", "ask")))
        here.append(line(""))
        there.append(line(""))
    return here, there


def _parts(desk: Desk, node: Node | None) -> dict[str, str]:
    """A line in parts, each on a row of its own; nothing for one that is not there."""
    if node is None:
        return {}
    if not isinstance(node, Objective):
        return {"line": _said(desk, node)}
    measure = desk.library.measures.get(node.measure) if node.measure else None
    named = measure.short if measure is not None else node.label or node.measure
    word = next((word for word, status in STATUS_WORDS.items() if status is node.status), "")
    parts = {"line": f"{word} {named or node.text}"}
    if node.target is not None:
        span = f"{'' if node.baseline is None else f'{node.baseline} '}-> {node.target}"
        parts["value"] = f"{node.unit or ''} {span}".strip()
    if node.due is not None:
        parts["due"] = f"by {year_day(node.due)}"
    for name in ("client_does", "clinician_does"):
        if getattr(node, name):
            parts[name] = f"{WORDS[name]} {getattr(node, name)}"
    return parts
