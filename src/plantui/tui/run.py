"""Starting the full screen on an open practice."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from plantui.tui.terminal.start import launch
from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.keys.keymap import Keymap
    from plantui.library import Library
    from plantui.practice.premises import Premises
    from plantui.practice.texts import Texts
    from plantui.practice.writer import Writer
    from plantui.settings.known import Settings
    from plantui.settings.paths import Paths
    from plantui.tui.app import DeskApp
    from plantui.tui.desk.desk import Desk


def run_screen(
    premises: Premises,
    library: Library,
    settings: Settings,
    paths: Paths,
    *,
    names: str,
    rehearsal: bool,
    read_only: bool,
    ascii_only: bool,
    no_color: bool,
    tour: bool = False,
    before: Callable[[], tuple[list[Any], int]] = lambda: ([], 0),
) -> str:
    """Run the full screen until it is left; a sentence when something could not be stored, else nothing.

    A sealed store whose key is not at hand begins with the locked screen. With ``tour`` the strip of the tour is shown.
    ``before`` gives the settings of the terminal from before this program changed them, and how many bytes were typed
    under them; empty and 0 where it did not.
    """
    terminal = os.environ.get("TERM", "")
    if terminal in ("", "dumb", "unknown"):
        named = f"TERM={terminal}" if terminal else "TERM is not set"
        return f"This terminal cannot show a full screen ({named}). plantui --help lists the commands."
    from plantui.settings.environment import utf8
    from plantui.tui.paint.screen import paint
    from plantui.tui.terminal.opening import open_screen
    from plantui.tui.terminal.palette import Palette
    from plantui.tui.terminal.surroundings import theme_for

    gc.disable()
    theme = "mono" if no_color else theme_for(settings.theme, os.environ)
    desk = make_desk(premises, library, settings, paths, names=names, rehearsal=rehearsal, read_only=read_only)
    desk.state.theme = theme
    if tour:
        from plantui.tui.desk.tour import Tour

        desk.tour = Tour(desk)
    plain = ascii_only or not utf8(os.environ)
    # The first screen stands before Textual is loaded: loading it takes longer than all the rest together.
    opening = open_screen(lambda width, height: paint(desk, width, height), Palette(theme), plain, before)

    def make() -> DeskApp:
        from plantui.tui.app import DeskApp

        return DeskApp(desk, ascii_only=plain)

    app = launch(make, opening)
    if app.fault is not None:
        if isinstance(app.fault, VaultFault):
            return f"{app.fault.code} {app.fault}"
        from plantui.settings.clock import WallClock
        from plantui.settings.faultlog import told

        return told(app.fault, paths.log, WallClock().now())
    return not_stored(premises.practice.writer)


def not_stored(writer: Writer) -> str:
    """What a person is told whose last changes are not in the store at the end; empty where all of them are."""
    if writer.failure is not None:
        return f"Not everything could be stored: {writer.failure}"
    waiting = writer.waiting
    if not waiting:
        return ""
    lost = "the last change is lost" if waiting == 1 else f"the last {waiting} changes are lost"
    return f"Not everything could be stored: {lost}, because the disk did not answer in time. Check them when it does."


def make_desk(
    premises: Premises,
    library: Library,
    settings: Settings,
    paths: Paths,
    *,
    names: str,
    rehearsal: bool,
    read_only: bool,
) -> Desk:
    """The desk of a practice, its cursor where work begins; the locked screen where the key is missing."""
    from plantui.tui.desk.actions import ACTIONS
    from plantui.tui.desk.desk import Desk
    from plantui.tui.desk.recovery import begin
    from plantui.tui.desk.userkeys import KeymapFile
    from plantui.tui.paint.view import ScreenSight

    practice = premises.practice
    keymap, complaint = own_keymap(paths)
    desk = Desk(
        practice,
        library,
        keymap,
        settings,
        ACTIONS,
        lambda: practice.acting().now,
        paths.exports,
        ScreenSight(),
        rehearsal,
    )
    desk.paths = paths
    desk.keymap_file = KeymapFile.read_now(paths)
    desk.state.names = names
    premises.practice.read_only = desk.state.read_only = read_only
    locking = desk.locking
    desk.drafts.place = terminal_name()
    locking.premises, locking.opened = premises, begin
    if not read_only:
        locking.texts = texts_in
    if premises.locked:
        locking.begin_locked(desk)
        return desk
    desk.drafts.attach(locking.texts(premises), locking.people())
    begin(desk)
    for warning in (complaint, premises.caution):
        if warning:
            desk.drafts.warn_too(desk, warning)
    return desk


def texts_in(premises: Premises) -> Texts | None:
    """The drafts of this terminal in the open store."""
    from plantui.practice.texts import Texts
    from plantui.vault.drafts import DraftBook
    from plantui.vault.founddraft import Owner
    from plantui.vault.whereabouts import Whereabouts

    store, acting = premises.store, premises.practice.acting
    if store is None or premises.practice.barred:
        return None
    now = acting()
    owner = Owner(who=now.user.id, session=premises.session, place=terminal_name())
    here = Whereabouts(who=owner.who, place=owner.place, host=machine_name(os.environ), since=now.now)
    return Texts(DraftBook(store.parts, owner, lambda: acting().now, here=here))


def terminal_name() -> str:
    """The terminal, as other terminals are told of it: pts/7; empty where there is none."""
    try:
        return os.ttyname(0).removeprefix("/dev/")
    except OSError:
        return ""


def machine_name(environ: Mapping[str, str]) -> str:
    """The machine somebody sits at, as other terminals are told of it: where the link comes from, else this one."""
    came_from, _, _ = environ.get("SSH_CONNECTION", "").partition(" ")
    return came_from or os.uname().nodename.partition(".")[0]


def own_keymap(paths: Paths) -> tuple[Keymap, str]:
    """The keys in force: the person's file where it is sound, else the defaults with a sentence why."""
    from plantui.keys.action import Registry
    from plantui.keys.keymap import default_keymap
    from plantui.keys.parse import keymap_or_default
    from plantui.settings.own_files import read_text
    from plantui.settings.problem import Problem
    from plantui.tui.desk.actions import ACTIONS

    registry = Registry.of(ACTIONS)
    text = read_text(paths.keymap_file)
    if text is None:
        return default_keymap(registry), ""
    if isinstance(text, Problem):
        return default_keymap(registry), f"{text} The default keys are used."
    keymap, problems = keymap_or_default(text, registry)
    if problems:
        return keymap, f"keymap.toml, {problems[0].sentence} The default keys are used."
    return keymap, ""


def action_ids() -> frozenset[str]:
    """Ids of every action that exists."""
    from plantui.tui.desk.actions import ACTIONS

    return frozenset(ACTIONS)
