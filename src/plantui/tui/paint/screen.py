"""The whole screen for the desk's state."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from plantui.keys.context import Context
from plantui.keys.footer import footer
from plantui.keys.hint import Shown
from plantui.keys.whichkey import which_footer
from plantui.model.tree import KINDS
from plantui.practice.practice import Clash
from plantui.tui.desk.drafting import changes
from plantui.tui.desk.fieldhelp import field_help
from plantui.tui.desk.signer import sign_told
from plantui.tui.desk.state import MessageKind, Pane
from plantui.tui.frame import Block, Frame, Line, beside, blank, line, stack
from plantui.tui.frame.line import fit_line, shorten_line
from plantui.tui.paint.layout import LEAST, WIDE, Size, panes
from plantui.tui.paint.lists import caseload_pane, queue_pane
from plantui.tui.paint.plan import amends, plan_pane, typing_here
from plantui.tui.paint.scenes import painter
from plantui.tui.paint.tour import tour_strip
from plantui.tui.paint.words import count
from plantui.tui.text import cells, wrap

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

TOGETHER = 24
"""From this height the three panes stand beside each other."""
ROOMY = 50
"""From this width the top row counts what is unsigned."""
MOST_SAID = 3
"""Rows that a long message may take."""


def paint(desk: Desk, width: int, height: int) -> Frame:
    """The screen, ``width`` by ``height`` cells; on a tour its strip stands at the foot.

    Where a row less would leave room for one pane only, the strip covers the first row instead.
    """
    strip = tour_strip(desk, width)[: max(0, height - LEAST[1])]
    if not strip:
        return _paint(desk, width, height)
    if height >= TOGETHER > height - len(strip):
        return Frame(width, height, (*strip, *_paint(desk, width, height).lines[len(strip) :]))
    return Frame(width, height, (*_paint(desk, width, height - len(strip)).lines, *strip))


def _paint(desk: Desk, width: int, height: int) -> Frame:
    state = desk.state
    if (state.width, state.height) != (width, height):
        state.width, state.height = width, height
        desk.sight.follow(desk)
    if state.blank:
        keys = desk.key("privacy.blank", Context.BLANK)
        return Frame(width, height, (*blank(width, height - 1), line(f" {_blank_keys(desk) or keys}")))
    if width < LEAST[0] or height < LEAST[1]:
        small = wrap("Make the terminal larger; 80x24 is comfortable", width)
        return Frame(width, height, tuple(line(part) for part in small))
    lines = _overlaid(desk, _body(desk, width, height), width, height)
    if state.read_only or state.scenes:
        from plantui.tui.paint.firstrow import with_read_only

        lines = with_read_only(desk, lines)
    said = _message(desk, width)
    return Frame(width, height, (*lines[: height - 1 - len(said)], *said, _footer(desk, width)))


def _blank_keys(desk: Desk) -> str:
    return "".join(keys for keys, _ in footer(Context.BLANK, "", desk.state.width, desk.keymap))


def _body(desk: Desk, width: int, height: int) -> Block:
    """Everything above the message, the first row included."""
    state = desk.state
    if state.help is not None:
        from plantui.tui.paint.help import help_body, help_header

        return (help_header(desk, width), *help_body(desk, width, height - 3))
    page = state.page
    if page is not None and not page.main:
        return painter(page).paint(desk, page, width, height - 2)
    return (_header(desk, width), *_panes(desk, width))


def _panes(desk: Desk, width: int) -> Block:
    sizes = panes(desk.state)
    if sizes.alone:
        return (_tabs(desk, width), *_pane(desk, desk.state.pane, sizes.of(desk.state.pane)))
    left = stack(_pane(desk, Pane.CASELOAD, sizes.caseload), _pane(desk, Pane.QUEUE, sizes.queue))
    return beside(left, _pane(desk, Pane.PLAN, sizes.plan))


def _tabs(desk: Desk, width: int) -> Line:
    pane = desk.state.pane
    named = ((Pane.CASELOAD, "CASELOAD"), (Pane.PLAN, "PLAN"), (Pane.QUEUE, "DUE"))
    tabs = " ".join(f"[{key.value} {name}]" if key is pane else f" {key.value} {name} " for key, name in named)
    return fit_line(line(f" {tabs}"), width)


_PAINTERS: dict[Pane, Callable[[Desk, Size], Block]] = {
    Pane.CASELOAD: caseload_pane,
    Pane.PLAN: plan_pane,
    Pane.QUEUE: queue_pane,
}


def _pane(desk: Desk, pane: Pane, size: Size) -> Block:
    """A pane, painted anew only when something of it has changed."""
    if pane is Pane.PLAN and desk.state.plan_waits:
        stood: Block | None = desk.shown.kept(f"pane {pane}")
        if stood is not None and len(stood) == size.height:
            return stood
    key = (size, _pane_key(desk, pane))
    block: Block = desk.shown.keep(f"pane {pane}", key, lambda: _PAINTERS[pane](desk, size))
    return block


def _pane_key(desk: Desk, pane: Pane) -> Hashable:
    """Everything a pane is painted from."""
    state = desk.state
    ticked = state.ticked(pane)
    common = (
        desk.practice.version,
        desk.now().date(),
        state.names,
        state.pane is pane,
        frozenset(ticked.ticks),
        ticked.range_from,
        state.filter_of(pane),
        None if state.jump is None else (id(state.jump), state.jump.typed),
        desk.keymap,
    )
    if pane is not Pane.PLAN:
        listed = state.listed(pane)
        return (*common, listed.cursor, listed.top, listed.sort, state.client)
    tree, entry, move = state.tree, state.line if typing_here(desk) else None, state.move
    typed = None
    if entry is not None:
        typed = (id(entry), entry.field, entry.kind, entry.parent, entry.index, entry.scolded, entry.match)
    carried = None if move is None else (move.parent, move.index)
    shown = (tree.cursor, tree.top, frozenset(tree.folded), tree.hide_done, tree.wrap)
    return (*common, state.client, id(desk.shown.chart()), *shown, typed, carried)


def _header(desk: Desk, width: int) -> Line:
    """Where one is, what waits, and the time; what matters least gives way where there is no room."""
    state, lists, now = desk.state, desk.shown.lists, desk.now()
    wide = width >= WIDE
    gap = "   " if wide else "  "
    due, unsigned = lists.due_count(), lists.unsigned_count()
    parts = [" PlanTUI", count(lists.in_care(), "client")] if wide or not (due or unsigned) else [" PlanTUI"]
    parts += [f"{due} due"] if due else []
    parts += [f"{unsigned} unsigned"] if unsigned and width >= ROOMY else []
    saved = _saved(desk)
    short = f"{state.names}  {now:%a} {now.day} {now:%b %H:%M}  {saved} "
    rights = [short, f"{now:%H:%M}  {saved} ", f"{now:%H:%M} ", ""]
    if wide:
        rights.insert(0, f"names: {state.names}   {now:%a} {now.day} {now:%b %Y %H:%M}   {saved} ")
    banners = (["REHEARSAL: invented people"] if wide else []) + ["REHEARSAL"] if desk.rehearsal else [""]
    left = gap.join(parts)
    only = f"{gap}READ ONLY" if state.read_only or desk.drafts.barred(desk) else ""
    tried = [(f"{gap}{banner}" if banner else "", right) for right in rights for banner in banners]
    rest = width - cells(left) - cells(only) - 1
    banner, right = next((each for each in tried if sum(map(cells, each)) <= rest), tried[-1])
    space = max(1, width - cells(left) - cells(banner) - cells(only) - cells(right))
    failed = "overdue" if desk.practice.writer.failure is not None else "bar"
    spans = ((left, "bar"), (banner, "rehearsal"), (only, "overdue"), (" " * space, "bar"), (right, failed))
    return fit_line(line(*spans), width, "bar")


def _saved(desk: Desk) -> str:
    if desk.practice.writer.failure is not None:
        return "NOT SAVED"
    wide = desk.state.width >= WIDE
    return f"saved {desk.saved_at:%H:%M}" if desk.saved_at is not None and wide else "saved"


def _message(desk: Desk, width: int) -> Block:
    """What happened, in one row; in two or three where one would cut it."""
    state = desk.state
    message = state.message
    style = {MessageKind.DONE: "message", MessageKind.WARNING: "ask", MessageKind.ERROR: "must"}[message.kind]
    text = message.text
    standing = "" if text and not _overtaken(desk) else _standing_words(desk)
    if not text and not standing:
        text = state.passing
    if message.kind is MessageKind.ERROR:
        text += f"   {desk.key('ui.cancel')} seen"
    undoes = desk.key("edit.undo", desk.context()) and cells(text) < width
    if state.typing or (text == state.passing and not undoes):
        text = text.removesuffix(f"   {desk.key('edit.undo')} undo")
    if desk.machine.prefix:
        text, style = f"{desk.machine.prefix}-", "message"
    elif standing or not text:
        text, style = standing, "message"
    elif cells(text) >= width and message.text:
        # A key and its word at the end stay on one row: `u undo`.
        said, gap, key = text.rpartition("   ")
        parts = wrap(said + gap + key.replace(" ", "\N{NO-BREAK SPACE}") if len(key) < width // 3 else text, width - 2)
        parts = parts if len(parts) <= MOST_SAID else (*parts[: MOST_SAID - 1], " ".join(parts[MOST_SAID - 1 :]))
        return tuple(shorten_line(line((f" {part}", style)), width) for part in parts)
    return (shorten_line(line((f" {text}", style)), width),)


def _overtaken(desk: Desk) -> bool:
    """Whether what was said offers to take back a change that could not be stored."""
    undo = f"   {desk.key('edit.undo')} undo"
    return desk.in_trouble and desk.state.message.text.endswith(undo)


def _standing_words(desk: Desk) -> str:
    """What the message line says while nothing was said."""
    state = desk.state
    if desk.in_trouble and isinstance(desk.practice.writer.failure, Clash):
        hide = desk.key("privacy.blank", Context.CONFLICT)
        return f"Typing is paused until you choose. {hide} still blanks the screen."
    if desk.in_trouble:
        return f"Nothing can be changed until this is stored. {desk.key('ui.cancel', Context.SAVEFAIL)} looks around."
    if state.jump is not None:
        return f"Letters go there: {state.jump.typed}_" if state.jump.typed else "Letters go there."
    if state.help is not None and not state.help.field.text:
        every = desk.key("help.all", Context.HELP)
        by_name = desk.key("palette.open", state.help.context)
        ways = [f"{every} again: every key."]
        if by_name and not state.help.every:
            ways.append(f"{by_name} any command by name.")
        last = f"{desk.key('help.here', Context.LINE)} works while typing too."
        whole = "   ".join([*ways, last])
        return whole if cells(whole) < state.width else "   ".join(ways)
    scene = state.acting
    if scene is not None and not scene.main:
        from plantui.tui.paint.gone import said_there

        if said := said_there(desk, scene):
            return said
    if state.line is not None and state.finder is None and state.sign is None and (told := field_help(state.line)):
        return told
    if state.finder is None and state.sign is None and state.on_main and typing_here(desk):
        chart = desk.shown.chart()
        said = amends(chart) if chart is not None and state.width < WIDE else ""
        if chart is not None and said:
            return f"{said.partition('. ')[2]} {count(len(changes(chart)), 'change')}."
        return "Typing. Nothing is lost if you press Esc: the line goes to history (up)"
    if not desk.shown.lists.anybody() and state.line is None and state.help is None:
        return f"Welcome, {desk.practice.acting().user.initials}. Everything is saved as you go."
    return ""


def _footer(desk: Desk, width: int) -> Line:
    context, focus, told = desk.context(), desk.focus(), _told(desk)
    prefix = desk.machine.prefix if desk.state.strip else ""
    if context is Context.CONFLICT:
        from plantui.tui.desk.conflict import footing

        focus = footing(desk) or focus
    key = (context, focus, width, desk.keymap, tuple(told.items()), prefix)
    made: Line = desk.shown.keep("footer", key, lambda: _make_footer(desk, context, focus, width, told, prefix))
    return made


def _make_footer(desk: Desk, context: Context, focus: str, width: int, told: dict[str, Shown], prefix: str) -> Line:
    if prefix:
        shown = which_footer(prefix, context, desk.keymap, width)
    else:
        shown = footer(context, focus, width, desk.keymap, told=told)
    gap = "   " if width >= WIDE else "  "
    spans: list[str | tuple[str, str]] = [" "]
    for keys, word in shown:
        if len(spans) > 1:
            spans.append(gap)
        spans.append((keys, "key"))
        if word:
            spans.append(f" {word}" if keys else word)
    return shorten_line(line(*spans), width)


def _told(desk: Desk) -> dict[str, Shown]:
    """Words of the footer that depend on the moment."""
    entry, scene = desk.state.line, desk.scene_with_keys()
    if scene is not None and not scene.main:
        return scene.told(desk)
    if desk.state.sign is not None and desk.state.finder is None:
        return sign_told(desk, desk.state.sign.initials)
    if entry is None:
        return _next(desk)
    told: dict[str, Shown] = {"line.next_match": (desk.key("line.prev_match", Context.LINE), "history")}
    if entry.purpose == "add":
        told["line.next_match"] = ("", "library")
        depth = KINDS.index(entry.kind)
        if depth < 3:
            told["line.deeper"] = ("", KINDS[depth + 1])
        if depth:
            told["line.shallower"] = ("", KINDS[depth - 1])
    elif entry.purpose == "filter" and entry.before:
        told["ui.cancel"] = ("", "as it was")
    return told


def _next(desk: Desk) -> dict[str, Shown]:
    """In place of the review: what ticked clients wait for, or a client whose plan is not signed, or not begun."""
    state = desk.state
    if desk.context() is not Context.NORMAL or state.help is not None or not state.client:
        return {}
    if state.pane is Pane.CASELOAD and state.caseload.ticks:
        return {"review.this": (desk.key("review.when"), "review date")}
    summary = desk.practice.summary(state.client)
    if summary is not None and summary.draft_since is not None:
        return {"review.this": (desk.key("sign.open"), "sign")}
    if summary is not None and not summary.plan and not desk.shown.damage():
        return {"review.this": (desk.key("add.plan"), "plan")}
    return {}


def _overlaid(desk: Desk, body: Block, width: int, height: int) -> Block:
    """What is behind with whatever is open over it; what draws panels is loaded when there is one."""
    state = desk.state
    bare = not (state.occupied or state.scenes or desk.in_trouble or state.confirm is not None or state.strip)
    if bare:
        return body
    from plantui.tui.paint.overlays import overlaid

    return overlaid(desk, body, width, height)
