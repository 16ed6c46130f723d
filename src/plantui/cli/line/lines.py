"""Lines of the plan in a conversation: adding, editing, removing, moving, copying."""

from __future__ import annotations

from plantui.cli.line.clients import take_on
from plantui.cli.line.marks import coded, is_code
from plantui.cli.line.room import Room
from plantui.cli.line.speech import counted, sentence, spoken
from plantui.clinical.standing import current, draft, resolve, signed
from plantui.model.status import Status
from plantui.model.tree import KINDS, Place, find, walk
from plantui.practice.barriers import Stays
from plantui.practice.commands.nodes import EditNode, MoveNode, RemoveNode, ShiftNode
from plantui.practice.commands.outlines import AddLines
from plantui.practice.commands.plan import StartDraft
from plantui.practice.commands.progress import SetStatus
from plantui.practice.commands.shelf import PutCopy
from plantui.practice.drafts import plan_at_hand, was_signed
from plantui.practice.lines import line_of
from plantui.practice.refusal import NeedsConfirming, Refused
from plantui.practice.shelving import Copy, names_of
from plantui.quickentry import print_line
from plantui.quickentry.change import parse_change
from plantui.quickentry.outline import OutlineFault, parse_outline
from plantui.quickentry.palette import Command
from plantui.quickentry.reading import read_line

WORDS = {"p": "problem", "g": "goal", "o": "objective", "i": "intervention", "c": "client"}
"""Short word -> kind of line."""
OF_THE_PLAN = ("service", "discharge", "outcome")
_HOW = (
    "Add what? add p, g, o or i and a line of the plan; add c and a client line; add service, discharge or outcome; "
    "add plan for a new version."
)


def add(room: Room, command: Command) -> None:
    """`add o PHQ-9 18 -> 9 by +12w`, `add o g1 ...`, `add c Last, First`."""
    word, _, text = command.rest.partition(" ")
    kind = WORDS.get(word.casefold(), word.casefold())
    text = text.strip()
    if kind == "plan":
        room.do(StartDraft(text))
        return
    if kind not in (*KINDS, *OF_THE_PLAN, "client"):
        raise Refused(_HOW)
    if kind != "client":
        room.chart()
    first, _, rest = text.partition(" ")
    parent = ""
    if kind in KINDS[1:] and is_code(first) and (rest or find_here(room, first) is not None):
        parent, text = room.place(first).node.id, rest.strip()
    text = text or room.talk.ask(f"The {kind} in one line. Enter adds nothing.")
    if not text:
        room.talk.say("Nothing was added.")
    elif kind == "client":
        take_on(room, text)
    elif kind in OF_THE_PLAN:
        _put_in(room, f"{kind} {text}", "problem", "")
    else:
        above = parent or (parent_for(room, kind) if kind != "problem" else "")
        if above is not None:
            _put_in(room, text, kind, above)


def find_here(room: Room, code: str) -> Place | None:
    """The line of the plan with a code; None when there is none."""
    try:
        return room.place(code)
    except Refused:
        return None


def parent_for(room: Room, kind: str) -> str | None:
    """The node a new line goes under: above the line spoken of last, the only one there is, or the one chosen.

    None when nothing was chosen.

    Raises:
        Refused: the plan has none.
    """
    plan = plan_at_hand(room.chart())
    wanted = KINDS[KINDS.index(kind) - 1]
    here = find(plan, room.node) if room.node else None
    if here is not None:
        chain = [*here.parents, here.node]
        if here.depth >= KINDS.index(wanted):
            return chain[KINDS.index(wanted)].id
    places = [place for place in walk(plan) if KINDS[place.depth] == wanted]
    if not places:
        raise Refused(f"There is no {wanted} yet for the {kind} to go under.")
    if len(places) == 1:
        return places[0].node.id
    at = room.talk.choice(f"Under which {wanted}?", [said(place) for place in places])
    return places[at].node.id if at is not None else None


def said(place: Place) -> str:
    """A line of the plan in a few words: g1.1 Reduce GAD-7 from 15 to 7."""
    node = place.node
    text = getattr(node, "words", "") or node.text
    return f"{node.code} {text[:80]}"


def _put_in(room: Room, text: str, kind: str, parent: str) -> None:
    words = room.words()
    try:
        lines = parse_outline(text, words, kind)
    except OutlineFault as faults:
        raise faults.faults[0] from None
    if not lines:
        raise Refused("Nothing to add: the line says nothing.")
    room.do(AddLines(lines, parent))
    for each in lines:
        room.talk.say(*(sentence(line) for line in read_line(each.value, words)))


def edit(room: Room, command: Command) -> None:
    """`edit 1.1 ; by +6w` or `edit 1.1` and the line anew."""
    first, _, typed = command.rest.partition(" ")
    if first and not is_code(first):
        first, typed = "", command.rest
    node_id = coded(room, [first] if first else [], "Which line? edit 1.2 and a clause, such as ; by +6w.")
    if not typed.strip():
        room.talk.say(f"{_here(room, node_id).node.code} {words_of(room, node_id)}")
        typed = room.talk.ask("The line anew, or a clause beginning with a semicolon. Enter leaves it.")
    keep_edited(room, node_id, typed)


def _here(room: Room, node_id: str) -> Place:
    place = find(plan_at_hand(room.chart()), node_id)
    if place is None:
        raise Refused("That line is no longer in the plan.")
    return place


def words_of(room: Room, node_id: str) -> str:
    """A line of the plan as it is typed.

    Raises:
        Refused: it is gone.
    """
    return print_line(line_of(_here(room, node_id).node), room.words())


def keep_edited(room: Room, node_id: str, typed: str) -> None:
    """Store a line anew, or with the clauses that were appended; nothing leaves it as it was."""
    place = _here(room, node_id)
    if not typed.strip():
        room.talk.say("Left as it was.")
        return
    chart = room.chart()
    signed_in = [plan.number for plan in chart.plans if signed(plan) and find(plan, node_id)]
    version = max(signed_in, default=None)
    before = line_of(place.node)
    change = parse_change(KINDS[place.depth], typed, before, room.words(), version=version)
    room.do(EditNode(node_id, change.line, change.difference))  # type: ignore[arg-type]  # of the node's own kind
    if draft(room.chart()) is not None and version is not None:
        room.talk.say("The signed version stays in force until this draft is signed.")


def remove(room: Room, command: Command) -> None:
    """`remove 1.2`: out of a draft; a line of a signed version is discontinued in the next one."""
    words = list(command.args)
    node = coded(room, words, "Which line? remove 1.2.")
    chart = room.chart()
    reason = " ".join(words)
    if was_signed(chart, node) and not reason:
        plan = current(chart)
        place = find(resolve(chart, plan), node) if plan is not None else None
        if place is not None and place.node.status is Status.STOPPED:
            raise Refused(f"{place.node.code} is discontinued already.")
        code = place.node.code if place is not None else "this line"
        reason = room.talk.ask(f"Why is {code} discontinued in the next version? Enter leaves it.")
        if not reason:
            room.talk.say("Left as it was.")
            return
    try:
        room.do(RemoveNode(node, reason))
    except NeedsConfirming as question:
        if room.talk.agreed(question.sentence):
            room.do(SetStatus(node, Status.STOPPED, reason="removed from the draft; notes link to it"))
        else:
            room.talk.say("Left as it was.")


def move(room: Room, command: Command) -> None:
    """`move 1.2 up`, `move 1.2 down`, `move 1.2 under g2`."""
    words = list(command.args)
    node = coded(room, words, "Which line? move 1.2 up, move 1.2 down, move 1.2 under g2.")
    word = words.pop(0).casefold() if words else ""
    if word in ("up", "down"):
        room.do(ShiftNode(node, -1 if word == "up" else 1))
    elif word == "under" and words:
        target = room.place(words[0]).node.id
        room.do(MoveNode(node, target))
    else:
        raise Refused("Where to? move 1.2 up, move 1.2 down, move 1.2 under g2.")
    if room.node:
        where = find(plan_at_hand(room.chart()), room.node)
        if where is not None:
            order = [place.node.id for place in walk(plan_at_hand(room.chart())) if place.parents == where.parents]
            room.talk.say(f"It is number {order.index(where.node.id) + 1} of {len(order)} there, {where.node.code}.")


def copy(room: Room, command: Command) -> None:
    """`copy 1.2`: onto the shelf, with all under it."""
    words = list(command.args)
    node = coded(room, words, "Which line? copy 1.2.")
    chart = room.chart()
    place = find(plan_at_hand(chart), node)
    if place is None:
        raise Refused("That line is no longer in the plan.")
    room.shelf.put(Copy(place.node, chart.id, chart.code, names_of(chart.client)))
    room.talk.say(f"{place.node.code} is on the shelf. put places it.")


def put(room: Room, command: Command) -> None:
    """`put g2`: what is on the shelf, under a line or where it fits."""
    top = room.shelf.top
    if top is None:
        raise Refused("The shelf is empty. copy 1.2 copies a line.")
    if command.args:
        parent: str | None = room.place(command.args[-1]).node.id
    else:
        parent = parent_for(room, top.kind) if top.kind != "problem" else ""
    if parent is None:
        room.talk.say("Nothing was put.")
        return
    room.do(PutCopy(top, parent))


def again(room: Room, command: Command) -> None:
    """`again 1.3`: the last change once more, on another line."""
    if room.last is None:
        raise Refused("There is no change to do again yet.")
    change = room.last
    if command.args and hasattr(change, "node"):
        from dataclasses import replace

        change = replace(change, node=room.place(command.args[0]).node.id)  # type: ignore[call-arg]
    room.do(change)


def undo(room: Room, command: Command) -> None:
    """`undo`: take the last change back; what was done to several clients at once is one change."""
    _turn(room, back=True)


def redo(room: Room, command: Command) -> None:
    """`redo`: do it again."""
    _turn(room, back=False)


def _turn(room: Room, *, back: bool) -> None:
    room.may_change()
    practice = room.practice
    ask, turn = (practice.next_undo, practice.undo) if back else (practice.next_redo, practice.redo)
    try:
        steps = ask(room.chart_id)
    except Stays as stays:
        raise Refused(room.discreet(stays.sentence, stays.past.chart)) from None
    said = [room.discreet(turn(past.chart).message, past.chart) for past in reversed(steps)]
    room.save()
    if room.chart_id and room.practice.summary(room.chart_id) is None:
        room.chart_id, room.node = "", ""
    if len(said) > 1:
        said = [f"{'Undone' if back else 'Again'}: {counted(len(said), 'change')}"]
    room.talk.say(f"{spoken(said[0])}.")
