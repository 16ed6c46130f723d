"""Verbs of palette lines that go somewhere or change how things look; none of them changes a chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plantui.clinical.filters import fold
from plantui.model.status import ClientStatus
from plantui.model.summary import Summary
from plantui.practice.refusal import Refused
from plantui.quickentry import messages, parse_filter
from plantui.quickentry.palette import Command
from plantui.tui.desk import naming
from plantui.tui.desk.filtering import TITLES, put_filter
from plantui.tui.desk.finding import go_to_code, place_with_code
from plantui.tui.desk.helping import every_key, open_help
from plantui.tui.desk.leaving import ask_to_leave, saved_hint
from plantui.tui.desk.lists import SORTS
from plantui.tui.desk.moving import focus_on, go_to_client, settle_list
from plantui.tui.desk.palette_lines import Verb, alone, one_of, through_prompt
from plantui.tui.desk.state import Pane
from plantui.tui.desk.viewing import THEMES

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def client_meant(desk: Desk, said: str) -> Summary:
    """The client that an id (C-014), unique initials (mr) or a piece of a name means.

    Raises:
        Refused: none fits, or more than one does (C1; codes, no names).
    """
    word = said.strip()
    summaries = desk.practice.summaries()
    exact = [each for each in summaries if each.code.casefold() == word.casefold()]
    wanted = fold(word.replace(".", ""))
    in_care = [each for each in summaries if each.status != ClientStatus.DISCHARGED]
    found = exact or [each for each in in_care if wanted and fold(each.initials.replace(".", "")) == wanted]
    by_initials = bool(found) and not exact
    if not found:
        hits = desk.shown.lists.search(word, 50) if word else []
        found = [each for each in hits if each.status != ClientStatus.DISCHARGED] or hits
        named = [each for each in found if wanted in (fold(each.family), fold(each.given))]
        begun = [each for each in found if f" {wanted}" in fold(f" {each.given} {each.family} {each.called}")]
        found = named or begun or found
    if not found:
        raise Refused(f"No client fits {word}. {desk.key('client.find')} finds one.")
    if len(found) > 1:
        codes = sorted(each.code for each in found)
        if len(codes) > 8:
            raise Refused(f"{len(codes)} clients fit {word}: a few letters more.", "C1")
        who = found[0].initials if by_initials else word
        raise Refused(messages.several_clients(who, codes), "C1")
    return found[0]


def _client(desk: Desk, command: Command) -> None:
    if not command.rest:
        desk.run("client.find")
        return
    chosen = client_meant(desk, command.rest)
    desk.to_main()
    go_to_client(desk, chosen.chart)
    desk.state.pane = Pane.PLAN


def _goto(desk: Desk, command: Command) -> None:
    if not command.rest:
        desk.run("nav.code")
        return
    typed = command.rest.strip().lstrip("#")
    if typed[:1].isdigit() or (typed[:1] in "pgPG" and typed[1:2].isdigit()) or typed[:2].casefold() == "c-":
        through_prompt(desk, go_to_code, typed)
    else:
        _client(desk, command)


def _glance(desk: Desk, command: Command) -> None:
    if command.rest:
        go_to_client(desk, client_meant(desk, command.rest).chart)
        from plantui.tui.desk.glancing import glance

        glance(desk)
    else:
        desk.run("client.today")


def _filter(desk: Desk, command: Command) -> None:
    if not command.rest:
        desk.run("filter.open")
        return
    pane = desk.state.pane
    if pane is not Pane.PLAN:
        parse_filter(command.rest, desk.shown.lexicon())
    desk.to_main()
    put_filter(desk, pane, command.rest)


def _sort(desk: Desk, command: Command) -> None:
    if not command.rest:
        desk.run("view.sort")
        return
    listed = desk.state.caseload
    listed.sort = one_of(command.rest, tuple(SORTS), "The caseload is sorted by")
    settle_list(desk, Pane.CASELOAD)
    desk.say(f"Sorted by {SORTS[listed.sort]}")


def _theme(desk: Desk, command: Command) -> None:
    if not command.rest:
        desk.run("view.theme")
        return
    desk.state.theme = one_of(command.rest, THEMES, "Themes")
    desk.say(f"Theme: {desk.state.theme}")


def _names(desk: Desk, command: Command) -> None:
    if not command.rest:
        desk.run("privacy.names")
        return
    desk.state.names = one_of(command.rest, naming.MODES, "Names are shown as")
    desk.say(f"Names: {desk.state.names}")


def _due(desk: Desk, command: Command) -> None:
    focus_on(desk, Pane.QUEUE)
    if command.rest:
        parse_filter(command.rest, desk.shown.lexicon())
        put_filter(desk, Pane.QUEUE, command.rest)


def _review(desk: Desk, command: Command) -> None:
    if command.rest.casefold() in ("due", "all", "run"):
        desk.run("review.run")
    elif command.rest:
        go_to_client(desk, client_meant(desk, command.rest).chart)
        desk.run("review.this")
    else:
        desk.run("review.this")


def _keys(desk: Desk, command: Command) -> None:
    """Every key in force, as help shows them."""
    if desk.state.help is None:
        open_help(desk)
    if desk.state.help is not None and not desk.state.help.every:
        every_key(desk)


def _saved(desk: Desk, command: Command) -> None:
    saved_hint(desk)


def _leave(desk: Desk, command: Command) -> None:
    ask_to_leave(desk)


def _redraw(desk: Desk, command: Command) -> None:
    redraw(desk)


def redraw(desk: Desk) -> None:
    """Draw the whole screen again."""
    desk.state.asked = "redraw"


def suspend(desk: Desk) -> None:
    """Lock, then go back to the shell; `fg` comes back.

    Raises:
        Refused: changes wait to be saved.
    """
    if desk.practice.writer.failure is not None:
        raise Refused("Changes wait to be saved, so PlanTUI stays in front.")
    if "app.lock" in desk.actions:
        desk.run("app.lock")
    desk.state.asked = "suspend"


def _suspend(desk: Desk, command: Command) -> None:
    suspend(desk)


def _says_client(desk: Desk, rest: str) -> str:
    try:
        chosen = client_meant(desk, rest)
    except Refused:
        return ""
    called = fold(f"{chosen.family} {chosen.given} {chosen.called} {chosen.code} {chosen.initials.replace('.', '')}")
    if fold(rest.replace(".", "")) not in called:
        return ""
    return f"goes to {naming.full_name(chosen, desk.state.names)}"


def _says_place(desk: Desk, rest: str) -> str:
    try:
        place = place_with_code(desk, rest.lstrip("#"))
    except Refused:
        return _says_client(desk, rest)
    return f"goes to {place.node.code}"


def _says_review(desk: Desk, rest: str) -> str:
    if rest.casefold() in ("due", "all", "run"):
        return "reviews everything due" if "review.run" in desk.actions else ""
    return _says_client(desk, rest).replace("goes to", "reviews the plan of")


def _says_choice(words: tuple[str, ...], said: str) -> Callable[[Desk, str], str]:
    def says(desk: Desk, rest: str) -> str:
        try:
            return f"{said} {one_of(rest, words, '')}"
        except Refused:
            return ""

    return says


def _says_filter(desk: Desk, rest: str) -> str:
    return f"filters {TITLES[desk.state.pane].partition(' ')[2]}"


VERBS: dict[str, Verb] = {
    "client": Verb(_client, "client rey", prose=True, takes="a name", says=_says_client),
    "goto": Verb(_goto, "goto 1.2", prose=True, takes="a code", says=_says_place),
    "show": Verb(_goto, "show 1.2", prose=True, bare=False, says=_says_place),
    "glance": Verb(_glance, "glance rey", prose=True, takes="a name", says=_says_client),
    "filter": Verb(_filter, "filter overdue dx:F41", prose=True, takes="words", says=_says_filter),
    "sort": Verb(_sort, "sort name", lambda _: tuple(SORTS), says=_says_choice(tuple(SORTS), "sorts by")),
    "theme": Verb(_theme, "theme light", lambda _: THEMES, says=_says_choice(THEMES, "shows the theme")),
    "names": Verb(_names, "names initials", lambda _: naming.MODES, says=_says_choice(naming.MODES, "shows names:")),
    "due": Verb(_due, "due overdue", prose=True, says=lambda *_: "shows what is due"),
    "review": Verb(_review, "review due", lambda _: ("due",), prose=True, action="review.this", says=_says_review),
    "help": Verb(alone("help.here"), "help"),
    "keys": Verb(_keys, "keys"),
    "blank": Verb(alone("privacy.blank"), "blank"),
    "redraw": Verb(_redraw, "redraw"),
    "suspend": Verb(_suspend, "suspend"),
    "w": Verb(_saved, "w", says=lambda *_: "says when it was saved"),
    "q": Verb(_leave, "q", says=lambda *_: "leaves"),
    "wq": Verb(_leave, "wq", says=lambda *_: "leaves"),
    "x": Verb(_leave, "x", says=lambda *_: "leaves"),
    "quit": Verb(_leave, "quit", says=lambda *_: "leaves"),
}
"""Verb -> what it does."""
HABITS = ("w", "q", "wq", "x")
"""Lines that other programs have taught people's fingers."""
