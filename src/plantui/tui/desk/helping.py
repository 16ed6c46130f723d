"""Help: the keys of a place as a list that can be searched and run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys import helppage
from plantui.keys.action import Registry
from plantui.keys.context import Context
from plantui.keys.helppage import HelpPart, HelpRow
from plantui.keys.keymap import Keymap, default_keymap
from plantui.keys.palette import folded, search
from plantui.practice.refusal import Refused
from plantui.tui.desk.state import HelpPanel

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def open_help(desk: Desk) -> None:
    """Keys and words for the place behind."""
    if desk.state.help is not None:
        every_key(desk)
        return
    desk.state.help = HelpPanel(desk.context(), desk.focus())


def every_key(desk: Desk) -> None:
    """Every key of the program; again: those of this place."""
    panel = desk.state.help
    if panel is not None:
        panel.every = not panel.every
        panel.cursor, panel.top = (0 if panel.every else -1), 0


def parts(desk: Desk) -> tuple[HelpPart, ...]:
    """The headings and lines of help; what was typed narrows them, a key that was typed stands first."""
    panel = desk.state.help
    if panel is None:
        return ()
    typed = panel.field.text.strip()
    key = (panel.context, panel.focus, panel.every, typed)
    found: tuple[HelpPart, ...] = desk.shown.keep("help", key, lambda: _parts(desk, panel, typed))
    return found


def _parts(desk: Desk, panel: HelpPanel, typed: str) -> tuple[HelpPart, ...]:
    keymap = desk.keymap
    if panel.every:
        shown = _ordered(helppage.every_key(keymap))
    elif typed:
        # A search looks at every action of the place, not at the page's chosen lines.
        found = helppage.help_page(panel.context, "", keymap)
        shown = _ordered(tuple(part for part in found if part.title != helppage.HERE))
    else:
        page = helppage.help_page(panel.context, _page(panel.focus), keymap)
        shown = _true(panel, _ordered(page), keymap)
    if not typed:
        return shown
    registry = keymap.registry
    known = [registry[row.actions[0]] for part in shown for row in part.rows if row.actions]
    fit = {action.id for action in search(typed, known)}
    words = folded(typed).split()
    keyed = _of_key(shown, typed)
    kept = [HelpPart(f"KEY {typed}", keyed)] if keyed else []
    for part in shown:
        rows = tuple(row for row in part.rows if row not in keyed and _fits(row, fit, words))
        if rows:
            kept.append(HelpPart(part.title, rows))
    return tuple(kept)


def _of_key(shown: tuple[HelpPart, ...], typed: str) -> tuple[HelpRow, ...]:
    """The lines whose key was typed: first its own, then those it begins, then those of the other case.

    A family of keys may be typed as fast hands press it: gu finds g u.
    """
    wanted = typed.replace(" ", "")
    ranked: list[tuple[int, HelpRow]] = []
    for row in (row for part in shown for row in part.rows):
        keys = [each.replace(" ", "") for each in row.each]
        families = [each.replace(" ", "") for each in row.each if " " in each]
        if wanted in keys:
            ranked.append((0, row))
        elif any(each.startswith(wanted) for each in families):
            ranked.append((1, row))
        elif wanted.casefold() in (each.casefold() for each in keys):
            ranked.append((2, row))
    return tuple(dict.fromkeys(row for _, row in sorted(ranked, key=lambda one: one[0])))


def brief(desk: Desk) -> tuple[HelpPart, ...]:
    """The headings and lines of help for a screen that has room for few."""
    panel = desk.state.help
    if panel is None:
        return ()
    page = helppage.brief_page(panel.context, _page(panel.focus), desk.keymap)
    return _true(panel, _ordered(page), desk.keymap)


def _page(focus: str) -> str:
    """The page of a place: the panes share one, because a verb works wherever its line is visible."""
    return "plan" if focus in ("caseload", "queue") else focus


def _ordered(shown: tuple[HelpPart, ...]) -> tuple[HelpPart, ...]:
    """The page with what is special about the place on top, and what holds everywhere below."""
    last = {"SAFE": 1, "ANY": 1, "COMMANDS": 2}
    return tuple(sorted(shown, key=lambda part: last.get(part.title, 0)))


def _true(panel: HelpPanel, shown: tuple[HelpPart, ...], keymap: Keymap) -> tuple[HelpPart, ...]:
    """The page with words for what is there: a line about several keys may have lost some of them."""
    whole = helppage.help_page(panel.context, _page(panel.focus), default_keymap(Registry.full()))
    known = {row.words: row.actions for part in whole for row in part.rows}

    def words(row: HelpRow) -> str:
        if known.get(row.words, row.actions) == row.actions:
            return row.words
        if len(row.actions) == 1:
            title = keymap.registry[row.actions[0]].title
            return title[:1].lower() + title[1:]
        return ", ".join(keymap.registry[action].word.lower() for action in row.actions)

    return tuple(
        HelpPart(part.title, tuple(HelpRow(row.keys, words(row), row.actions) for row in part.rows)) for part in shown
    )


def _fits(row: HelpRow, fit: set[str], words: list[str]) -> bool:
    said = folded(f"{row.keys} {row.words}")
    if len(words) == 1 and len(words[0]) == 1:
        # One letter is inside almost every line: only words that begin with it are meant.
        return any(word.startswith(words[0]) for word in said.split())
    return any(action in fit for action in row.actions) or all(word in said for word in words)


def rows(desk: Desk) -> list[HelpRow]:
    """The lines of help without the headings."""
    return [row for part in parts(desk) for row in part.rows]


def step(desk: Desk, by: int) -> None:
    """Choose another line."""
    panel = desk.state.help
    if panel is not None:
        panel.cursor = max(0, min(panel.cursor + by, len(rows(desk)) - 1)) if panel.cursor >= 0 else 0


def run_chosen(desk: Desk) -> None:
    """Enter: close help and run the chosen line on the thing behind it.

    Raises:
        Refused: no line is chosen, or it does not work here.
    """
    panel = desk.state.help
    found = rows(desk)
    if panel is None:
        return
    if not found:
        raise Refused("Nothing fits what was typed.")
    if panel.cursor < 0:
        raise Refused(f"Type a word, or {desk.key('pick.down', Context.HELP)} to a line; then Enter runs it.")
    chosen = found[min(panel.cursor, len(found) - 1)]
    action = next((each for each in chosen.actions if _holds(desk, each, panel.context)), "")
    if not action:
        raise Refused(f"{chosen.keys} works in another place: {chosen.words}.")
    close_help(desk)
    desk.run(action)


def _holds(desk: Desk, action: str, context: Context) -> bool:
    """Whether an action has a key in a context, or is a command that has none anywhere."""
    keymap = desk.keymap
    return bool(keymap.keys_for(action, context)) or not any(keymap.keys_for(action, each) for each in Context)


def close_help(desk: Desk) -> None:
    """Back to what was behind; what was typed waits nowhere: it was a question."""
    if desk.state.help is not None:
        desk.remember("help", desk.state.help.field.text)
    desk.state.help = None


ACTIONS: dict[str, Action] = {"help.here": open_help, "help.all": every_key}
"""Action id -> what runs."""
