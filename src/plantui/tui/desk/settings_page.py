"""The settings as a page, and changing one of them: the file keeps the person's comments."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from plantui.keys.context import Context
from plantui.keys.field import LineField, opened
from plantui.practice.refusal import Refused
from plantui.quickentry.palette import Command
from plantui.settings.config import with_setting, without_setting
from plantui.settings.kind import Choice, Toggle
from plantui.settings.known import KNOWN, NAMES, Setting, known
from plantui.settings.load import load
from plantui.settings.own_files import read_text, write_text
from plantui.settings.problem import Problem, nearest
from plantui.tui.desk.scene import RECALLED, Scene
from plantui.tui.terminal.surroundings import theme_for

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

LATER = ("review.cadence", "sign.by", "sign.seal_after", "date.order", "library.path", "undo.days")
"""Settings that the open store was opened with: a change holds from the next start."""
HISTORY = "settings"


def choices(setting: Setting) -> tuple[str, ...]:
    """The few words a setting can be; none where anything else is typed."""
    if isinstance(setting.kind, Choice):
        return tuple(map(str, setting.kind.words))
    return ("true", "false") if isinstance(setting.kind, Toggle) else ()


def change(desk: Desk, name: str, written: str | None) -> None:
    """Set a setting in config.toml and here; None puts it back to its default.

    Raises:
        Refused: there is no such setting, the value does not fit, or the file cannot be written.
    """
    setting = known(name)
    if setting is None:
        like = nearest(name, NAMES)
        raise Refused(f"{name} is not a setting. {f'Did you mean {like}?' if like else ', lists them.'}")
    paths = desk.paths
    if paths is None:
        raise Refused("There is no folder for settings here.")
    text = read_text(paths.config_file)
    if isinstance(text, Problem):
        raise Refused(text.sentence)
    if written is None:
        changed = without_setting(text or "", name, paths.config_file)
    else:
        changed = with_setting(text or "", name, written, paths.config_file)
    if isinstance(changed, Problem):
        raise Refused(changed.what if not changed.line else changed.sentence)
    problem = write_text(paths.config_file, changed)
    if problem is not None:
        raise Refused(problem.sentence)
    _take(desk, setting)


def _take(desk: Desk, setting: Setting) -> None:
    """Let the setting hold from now on, as far as it can."""
    assert desk.paths is not None
    before = setting.shown(desk.settings)
    found = load(str(desk.paths.store), os.environ)
    desk.settings = found.settings
    desk.export_dir = found.paths.exports
    if setting.name == "theme":
        desk.state.theme = theme_for(found.settings.theme, os.environ)
    if setting.name == "review.window":
        desk.shown.lists.forget()
    now = setting.shown(desk.settings)
    later = " It holds from the next start." if setting.name in LATER and now != before else ""
    desk.say(f"{setting.name} is {now or 'empty'}.{later}")


@dataclass(eq=False)
class SettingsPage(Scene):
    """The settings; ``typed`` is the value being typed for the one under the cursor, None while none is."""

    acts: ClassVar[dict[str, Action]] = {}
    cursor: int = 0
    top: int = 0
    typed: LineField | None = field(default=None)
    problem: str = ""

    @property
    def setting(self) -> Setting:
        """The one under the cursor."""
        return KNOWN[max(0, min(self.cursor, len(KNOWN) - 1))]

    def context(self) -> Context:
        """Letters are verbs until a value is typed."""
        return Context.NORMAL if self.typed is None else Context.LINE

    def focus(self) -> str:
        """Its footer and help."""
        return "settings" if self.typed is None else "setting"

    def stow(self, desk: Desk) -> Callable[[Desk], None] | None:
        """The page comes back at the same setting; a value is typed again."""
        cursor = self.cursor
        return lambda desk: desk.open(SettingsPage(cursor=cursor))

    def field(self) -> LineField | None:
        """The value being typed."""
        return self.typed

    def put(self, desk: Desk, field: LineField) -> None:
        """Take the changed value back."""
        self.typed, self.problem = field, ""

    def step(self, desk: Desk, by: int) -> None:
        """Another setting."""
        self.cursor = max(0, min(self.cursor + by, len(KNOWN) - 1))

    def cancel(self, desk: Desk) -> bool:
        """Leave the value as it was; what was typed waits in history."""
        if self.typed is None:
            return False
        desk.remember(HISTORY, self.typed.text)
        self.typed, self.problem = None, ""
        return True

    def closed(self, desk: Desk) -> None:
        """What was typed waits in history."""
        if self.typed is not None:
            desk.remember(HISTORY, self.typed.text)

    def stands(self) -> object:
        """The setting under the cursor and the value."""
        return self.cursor, self.typed

    def said(self, desk: Desk) -> str:
        """Where the settings are kept."""
        return f"Kept in {desk.paths.config_file}" if desk.paths is not None else ""


def _page(desk: Desk) -> SettingsPage:
    page = desk.state.scene
    assert isinstance(page, SettingsPage)
    return page


def open_settings(desk: Desk) -> None:
    """The settings."""
    if not isinstance(desk.state.page, SettingsPage):
        desk.open(SettingsPage())


def alter(desk: Desk) -> None:
    """Enter: the next of a few words, or a field for the value."""
    page = _page(desk)
    words = choices(page.setting)
    now = page.setting.shown(desk.settings)
    if words:
        at = words.index(now) if now in words else -1
        change(desk, page.setting.name, words[(at + 1) % len(words)])
    else:
        page.typed = opened(now, desk.history(HISTORY))


def keep(desk: Desk) -> None:
    """Enter in the field: set the value; a value that does not fit stays with what is wrong."""
    page = _page(desk)
    if page.typed is None:
        return
    try:
        change(desk, page.setting.name, page.typed.text)
    except Refused as refused:
        page.problem = refused.sentence
        return
    desk.remember(HISTORY, page.typed.text)
    page.typed, page.problem = None, ""


def default(desk: Desk) -> None:
    """Put the setting under the cursor back to its default."""
    change(desk, _page(desk).setting.name, None)


SettingsPage.acts = {
    "item.open": alter,
    "item.remove": default,
    "line.commit": keep,
    "line.done": keep,
    **RECALLED,
}


def set_line(desk: Desk, command: Command) -> None:
    """`set lock.after 10m`; without a value it says what is set."""
    if not command.rest:
        open_settings(desk)
        return
    name = command.args[0]
    if len(command.args) == 1:
        setting = known(name)
        if setting is None:
            change(desk, name, "")
        else:
            desk.say(f"{name} is {setting.shown(desk.settings) or 'empty'}.   {setting.help}")
        return
    change(desk, name, " ".join(command.args[1:]))


def set_choices(desk: Desk) -> tuple[str, ...]:
    """Names of the settings."""
    return NAMES


ACTIONS: dict[str, Action] = {"settings.open": open_settings, "command.set": open_settings}
"""Action id -> what runs."""
