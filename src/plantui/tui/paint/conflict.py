"""Two terminals changed the same place: yours, theirs, what can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantui.keys.context import Context
from plantui.model.plan import Node, Objective
from plantui.model.status import STATUS_WORDS
from plantui.practice.conflicts import Dispute
from plantui.practice.lines import line_of
from plantui.quickentry import print_line
from plantui.tui.desk import naming
from plantui.tui.desk.conflict import Resolving, clash, resolving
from plantui.tui.frame import Block, Box, Line, beside, line, stack
from plantui.tui.frame.block import block
from plantui.tui.frame.line import fit_line, shorten_line
from plantui.tui.paint.layout import WIDE
from plantui.tui.paint.words import count, year_day
from plantui.tui.text import cells, shorten, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

NARROW = 70
"""Below this width inside the box the choices are said shorter."""
NOBODY_THERE = "(not here)"
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
    if summary is not None:
        named = (naming.full_name if width >= WIDE else naming.short_name)(summary, desk.state.names)
        left += f"   {named}" if named == summary.code else f"   {named}  {summary.code}"
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
        values = [_plain(change.after if change.has else None) for change in dispute.changes]
        now = [_plain(change.before if change.had else None) for change in dispute.changes]
        return Sides(code, fields, "; ".join(values), "changed there too", "; ".join(now), "")
    return Sides(code, fields, _said(desk, mine), _said(desk, theirs), _said(desk, base), both)


def _plain(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) else "(changed)" if value else "(removed)"


def _said(desk: Desk, node: Node | None) -> str:
    return NOBODY_THERE if node is None else print_line(line_of(node), desk.shown.lexicon())


# 80 columns


def _narrow(desk: Desk, found: Resolving, dispute: Dispute, width: int, height: int) -> Block:
    said = sides(desk, found, dispute)
    inner = width - 4
    title = f"{said.code}  {said.fields}" if said.fields else f"{said.code}  removed on one side"
    rows: list[Line] = []
    for name, text in ((_mine(desk), said.mine), (_theirs(found), said.theirs), ("before", said.before)):
        lead = f"{name:<22} "
        room = max(10, inner - len(lead))
        first, *more = wrap(text, room) or ("",)
        rows += [line(f" {lead}{first}")]
        rows += [line(f" {' ' * len(lead)}{shorten(' '.join(more), room)}")] if more else []
    top = Box(width, len(rows) + 2, title=title, focus=True).draw(rows)
    choices = [part for text in _choices(desk, said, inner) for part in wrap(text, inner)]
    choose = Box(width, len(choices) + 2, title="CHOOSE").draw([line(f" {text}") for text in choices])
    versions = desk.key("history.open", Context.CONFLICT)
    number = f"{found.at + 1} of {count(len(found.merge.disputes), 'conflict')}   E303 store changed outside"
    who = [
        f"theirs   {found.who or 'another terminal'}{_at(found)}",
        f"yours    {_hand(desk)}, this terminal",
        "",
        *wrap(f"The version you do not choose is kept under {versions} (versions) for this plan.", inner),
        number,
    ]
    if len(top) + len(choose) + len(who) + 2 > height:
        who = [number]
    rest = min(len(who) + 2, height - len(top) - len(choose))
    last = Box(width, rest, title="WHO" if len(who) > 1 else "").draw([line(f" {text}") for text in who])
    return stack(top, choose, last) if rest > 2 else stack(top, choose)


def _choices(desk: Desk, said: Sides, width: int) -> list[str]:
    keys = {
        name: desk.key(f"conflict.{name}", Context.CONFLICT)
        for name in ("mine", "theirs", "both", "edit", "later", "all_mine", "all_theirs")
    }
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


def _mine(desk: Desk) -> str:
    return f"yours, here, {desk.now():%H:%M}"


def _theirs(found: Resolving) -> str:
    return f"theirs{_at(found)}"


def _at(found: Resolving) -> str:
    return f", {found.when.astimezone():%H:%M}" if found.when is not None else ""


# 120 columns


def _wide(desk: Desk, found: Resolving, dispute: Dispute, width: int, height: int) -> Block:
    half = width // 2
    here, there = ([shorten_line(row, half - 2) for row in side] for side in _columns(desk, found))
    bottom, choose = 11, 9
    top = max(8, height - bottom - choose)
    title = f"YOURS   here, {desk.now():%H:%M}   {_hand(desk)}"
    other = f"THEIRS   {found.when.astimezone():%H:%M}   {found.who}" if found.when is not None else "THEIRS"
    left = Box(half, top, title=title, focus=True).draw(here)
    right = Box(width - half, top, title=other).draw(there)
    said = sides(desk, found, dispute)
    keys = {name: desk.key(f"conflict.{name}", Context.CONFLICT) for name in _NAMES}
    rows = [f"{keys['mine']}  keep mine             {said.mine}"]
    rows += [f"{keys['theirs']}  take theirs           {said.theirs}"]
    rows += [f"{keys['both']}  both                  {said.both}    (yours, their date)"] if said.both else []
    rows += [
        f"{keys['edit']}  edit the line",
        f"{keys['later']}  later                 stays as theirs; yours is kept aside and offered as a draft",
        "",
        f"{keys['all_mine']}  keep all of mine      {keys['all_theirs']}  take all of theirs     "
        "(the rest of this list, asks y)",
    ]
    name = f"{found.at + 1} of {len(found.merge.disputes)}   {said.code}"
    middle = Box(width, choose, title=name).draw([shorten_line(line(f" {row}"), width - 3) for row in rows])
    told = [
        f"E303 This chart was open in two terminals. Both changed the same {_lines(found)}.",
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
