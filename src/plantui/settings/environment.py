"""What the environment says: names, colours, editor, line mode, date order, character set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from plantui.settings.known import Settings, known
from plantui.settings.problem import Problem

DateOrder = Literal["dmy", "mdy"]
"""Day first or month first; where the year comes first, the month comes before the day."""

_MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "FM", "MH", "PW", "AS", "VI", "UM"})
_YEAR_FIRST = frozenset({"CN", "JP", "KR", "KP", "TW", "HU", "LT", "MN", "BT", "IR"})
_UNDECIDED = frozenset({"CA"})
_YEAR_FIRST_LANGUAGES = frozenset({"zh", "ja", "ko", "hu", "lt", "mn"})


def overridden(settings: Settings, environ: Mapping[str, str]) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings with what the environment says over them.

    `PLANTUI_NAMES` chooses how names are shown; `NO_COLOR` with any value chooses the theme mono.
    """
    values: dict[str, object] = {}
    problems: tuple[Problem, ...] = ()
    names = environ.get("PLANTUI_NAMES", "")
    setting = known("names.default")
    if names and setting is not None:
        try:
            values["names_default"] = setting.kind.read(names)
        except ValueError as error:
            problems = (Problem(None, 0, f"PLANTUI_NAMES {error}. {settings.names_default} is used."),)
    if environ.get("NO_COLOR", ""):
        values["theme"] = "mono"
    return msgspec.structs.replace(settings, **values), problems


def editor_command(settings: Settings, environ: Mapping[str, str]) -> str:
    """The editor to start: PLANTUI_EDITOR, the setting, VISUAL, then EDITOR; empty when there is none.

    Empty as well when `editor.enabled` is false.
    """
    if not settings.editor_enabled:
        return ""
    told = (
        environ.get("PLANTUI_EDITOR", ""),
        settings.editor_command,
        environ.get("VISUAL", ""),
        environ.get("EDITOR", ""),
    )
    return next((one.strip() for one in told if one.strip()), "")


def line_mode(environ: Mapping[str, str]) -> bool:
    """Whether plain lines are wanted instead of a full screen: `TERM=dumb` or `PLANTUI_A11Y=line`."""
    return environ.get("TERM", "") == "dumb" or environ.get("PLANTUI_A11Y", "").strip().lower() == "line"


def utf8(environ: Mapping[str, str]) -> bool:
    """Whether the locale's character set is UTF-8; otherwise frames are drawn with `+ - |`."""
    charset = _locale(environ, "LC_CTYPE").partition(".")[2].partition("@")[0]
    return charset.lower().replace("-", "") == "utf8"


def date_order(settings: Settings, environ: Mapping[str, str]) -> DateOrder | None:
    """How 3/4 is meant: the setting, else the locale; None where neither says.

    The locale says nothing when it is C or POSIX, when it names English without a country, and for
    Canada, where both orders are in use.
    """
    if settings.date_order == "dmy":
        return "dmy"
    if settings.date_order == "mdy":
        return "mdy"
    return locale_date_order(_locale(environ, "LC_TIME"))


def locale_date_order(name: str) -> DateOrder | None:
    """The order a locale's name (`de_AT.UTF-8`) stands for; None when it says nothing."""
    language, _, country = name.partition(".")[0].partition("@")[0].replace("-", "_").partition("_")
    language, country = language.lower(), country.upper()
    if language in ("", "c", "posix") or country in _UNDECIDED:
        return None
    if not country:
        if language == "en":
            return None
        return "mdy" if language in _YEAR_FIRST_LANGUAGES else "dmy"
    return "mdy" if country in _MONTH_FIRST | _YEAR_FIRST else "dmy"


def _locale(environ: Mapping[str, str], category: str) -> str:
    """The locale's name for a category, as the C library chooses it."""
    return next((environ[one] for one in ("LC_ALL", category, "LANG") if environ.get(one)), "")
