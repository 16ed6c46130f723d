"""What is asked on the command line, and where the answer lies: only the plainest questions are taken."""

from __future__ import annotations

import os
import sys

from plantui.glimpse.bare import Odd

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("full", "initials", "codes")
_BARE = ("--no-color", "--quiet", "--yes", "--print", "--count", "--overdue", "--fail")
_VALUED = ("--store", "--names", "--format", "--within")
_DUE_ONLY = ("--count", "--overdue", "--fail", "--within")
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}


class Asked:
    """One question.

    Attributes:
        command: glance or due.
        client: the word that names a client; next when there is none.
        flags: flags without a value that were given.
        values: flags with their values.
    """

    __slots__ = ("client", "command", "flags", "values")
    command: str
    client: str
    flags: set[str]
    values: dict[str, str]


def read(words: list[str]) -> Asked:
    """The question in the words after the program's name.

    Raises:
        Odd: it is any other question.
    """
    asked = Asked()
    asked.command, asked.client, asked.flags, asked.values = "", "", set(), {}
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        name, equals, given = word.partition("=")
        if name in _VALUED:
            if not equals:
                if at == len(words):
                    raise Odd
                given = words[at]
                at += 1
            if name in asked.values or not given or given[0] == "-":
                raise Odd
            asked.values[name] = given
        elif word in _BARE:
            asked.flags.add(word)
        elif word[:1] == "-" or not word:
            raise Odd
        elif not asked.command:
            asked.command = word
        elif not asked.client:
            asked.client = word
        else:
            raise Odd
    _check(asked)
    return asked


def _check(asked: Asked) -> None:
    given = (*asked.flags, *asked.values)
    if asked.command == "glance":
        fits = not any(name in _DUE_ONLY for name in given)
        asked.client = asked.client or "next"
    else:
        fits = asked.command == "due" and "--count" in asked.flags and not asked.client
    if not fits or asked.values.get("--format", "plain") != "plain":
        raise Odd
    if asked.values.get("--names", "full") not in NAMES:
        raise Odd


def names(asked: Asked, environ: Mapping[str, str]) -> str:
    """How names are shown: full, initials or codes.

    Raises:
        Odd: the environment asks for something else.
    """
    chosen = asked.values.get("--names") or "full"
    told = environ.get("PLANTUI_NAMES", "")
    if told and told not in NAMES:
        raise Odd
    return asked.values.get("--names") or told or chosen


def window(asked: Asked, default: int) -> int:
    """How many days ahead reviews count.

    Raises:
        Odd: the span is not a number of days, weeks, months or years.
    """
    written = asked.values.get("--within")
    if written is None:
        return default
    number, unit = (written, "d") if written.isdigit() else (written[:-1], written[-1])
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 5 and unit in _UNITS and int(number)):
        raise Odd
    return int(number) * _UNITS[unit]


def store_folder(asked: Asked, environ: Mapping[str, str]) -> str:
    """The folder of the store.

    Raises:
        Odd: it is written in a way that needs more care.
    """
    chosen = asked.values.get("--store") or environ.get("PLANTUI_STORE", "")
    if not chosen:
        if sys.platform == "darwin":
            if environ.get("XDG_DATA_HOME", ""):
                raise Odd
            chosen = os.path.expanduser("~/Library/Application Support/plantui/store")
        else:
            base = environ.get("XDG_DATA_HOME", "")
            chosen = f"{base if base.strip() else os.path.expanduser('~/.local/share')}/plantui/store"
    if chosen[0] == "~":
        raise Odd
    return os.path.realpath(chosen)


def check_settings(environ: Mapping[str, str], matter: tuple[bytes, ...], files: tuple[str, ...]) -> None:
    """Look whether the person's settings could change the answer.

    Args:
        environ: the environment.
        matter: words of settings that matter here.
        files: own files that matter here.

    Raises:
        Odd: they could.
    """
    home = os.path.expanduser("~")
    base = environ.get("XDG_CONFIG_HOME", "")
    folders = [f"{base if base.strip() else f'{home}/.config'}/plantui"]
    if sys.platform == "darwin":
        folders.append(f"{home}/Library/Application Support/plantui")
    for folder in folders:
        if any(os.path.lexists(f"{folder}/{name}") for name in files):
            raise Odd
        try:
            fd = os.open(f"{folder}/config.toml", os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        except NotADirectoryError:
            continue
        try:
            text = os.read(fd, 65536)
        finally:
            os.close(fd)
        if len(text) == 65536 or b"\\" in text or any(word in text for word in matter):
            raise Odd
