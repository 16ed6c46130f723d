"""A look at the terminal, the machine and the person's files: what works, what does not, and the line to change."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from plantui.settings.environment import editor_command, utf8
from plantui.settings.known import Settings
from plantui.settings.paths import Paths

Word = Literal["ok", "note", "ask"]
"""ok: fine. note: good to know. ask: something does not work, or is less safe than it could be."""
Ask = Callable[[tuple[str, ...]], str]
"""Runs a command and returns what it printed; empty when it cannot be run."""
Read = Callable[[str], str]
"""The text of a file of the system; empty when it cannot be read."""

SPARE = 200_000_000
"""Bytes; less free space than this is told."""


class Finding(msgspec.Struct, frozen=True):
    """One line of the report.

    Attributes:
        word: how it stands.
        part: what it is about, in a word or two.
        said: a sentence.
        change: the line to change, and where; empty when there is nothing to change.
    """

    word: Word
    part: str
    said: str
    change: str = ""


def terminal(environ: Mapping[str, str]) -> list[Finding]:
    """The terminal's name, its colours, its character set."""
    name = environ.get("TERM", "")
    if name in ("", "dumb", "unknown"):
        told = f"TERM={name}" if name else "TERM is not set"
        found = [Finding("ask", "terminal", f"No full screen here ({told}).", "export TERM=xterm-256color")]
    else:
        colours = "256 colours or more" if "256" in name or environ.get("COLORTERM") else "16 colours"
        found = [Finding("ok", "terminal", f"{name}, {colours}.")]
    if environ.get("NO_COLOR"):
        found.append(Finding("note", "colours", "NO_COLOR is set: the theme is mono, and the editor is told too."))
    if utf8(environ):
        found.append(Finding("ok", "characters", "UTF-8."))
    else:
        said = "The locale is not UTF-8: borders are drawn with + - |, and names lose their accents."
        found.append(Finding("ask", "characters", said, "export LC_ALL=en_GB.UTF-8   (or another UTF-8 locale)"))
    delay = environ.get("ESCDELAY", "")
    if delay.isdigit() and int(delay) > 150:
        said = f"Esc waits {delay} ms for a key that may follow."
        found.append(Finding("ask", "Esc", said, "export ESCDELAY=40   (or use ctrl+g)"))
    return found


def machine(environ: Mapping[str, str], read: Read) -> list[Finding]:
    """Swap and the private folder for editors."""
    found = []
    plain = [name for name in _swaps(read("/proc/swaps")) if not _sealed(name, read)]
    if plain:
        said = f"{', '.join(plain)}: what is read may be written to it, unencrypted, while a store is open."
        found.append(Finding("ask", "swap", said, "sudo swapoff -a   (or encrypt it: cryptsetup, or zram)"))
    elif read("/proc/swaps"):
        found.append(Finding("ok", "swap", "None, or encrypted, or in memory."))
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    if runtime:
        found.append(Finding("ok", "editor files", f"In {runtime}, a folder of this login alone."))
    else:
        said = "XDG_RUNTIME_DIR is not set: texts handed to an editor pass through a folder on disk."
        found.append(Finding("note", "editor files", said, "loginctl enable-linger, or set editor.enabled = false"))
    return found


def _swaps(text: str) -> list[str]:
    return [line.split()[0] for line in text.splitlines()[1:] if line.split()]


def _sealed(name: str, read: Read) -> bool:
    """Whether a swap area is in memory or encrypted."""
    base = name.rpartition("/")[2]
    return base.startswith("zram") or read(f"/sys/block/{base}/dm/uuid").startswith("CRYPT")


def files(paths: Paths, settings: Settings, environ: Mapping[str, str]) -> list[Finding]:
    """The person's own files, the export folder, free space, the editor."""
    import shutil

    found = []
    for file in (paths.config_file, paths.keymap_file, paths.snippets_file):
        mode = _mode(file)
        if mode is not None and mode & 0o022:
            said = f"{file} can be changed by others."
            found.append(Finding("ask", "settings", said, f"chmod go-w {file}"))
    mode = _mode(paths.store)
    if mode is not None and mode & 0o077:
        found.append(Finding("ask", "store", f"{paths.store} can be read by others.", f"chmod 700 {paths.store}"))
    mode = _mode(paths.exports)
    if mode is not None and mode & 0o077:
        said = f"{paths.exports} can be read by others: exports are plain text."
        found.append(Finding("ask", "exports", said, f"chmod 700 {paths.exports}"))
    there = next((folder for folder in (paths.store, *paths.store.parents) if folder.exists()), Path("/"))
    free = shutil.disk_usage(there).free
    word: Word = "ok" if free >= SPARE else "ask"
    found.append(Finding(word, "disk", f"{free / 1e9:.1f} GB free where the store is."))
    editor = editor_command(settings, environ)
    if not settings.editor_enabled:
        found.append(Finding("ok", "editor", "editor.enabled is false: no text leaves the store."))
    elif not editor:
        said = "None is set, so E and F4 open nothing."
        found.append(Finding("note", "editor", said, "export VISUAL='vim -n -i NONE'"))
    elif shutil.which(editor.split()[0]) is None:
        said = f"{editor.split()[0]} is not found."
        found.append(Finding("ask", "editor", said, 'plantui config editor.command "vim -n -i NONE"'))
    else:
        found.append(Finding("ok", "editor", f"{editor}."))
    return found


def _mode(place: Path) -> int | None:
    try:
        return stat.S_IMODE(os.stat(place).st_mode)
    except OSError:
        return None


def report(found: Sequence[Finding]) -> list[str]:
    """The findings as lines; the line to change stands under its finding."""
    width = max((len(each.part) for each in found), default=0)
    lines = []
    for each in found:
        lines.append(f"{each.word:<5} {each.part:<{width}}  {each.said}")
        if each.change and each.word != "ok":
            lines.append(f"{'':<5} {'':<{width}}  {each.change}")
    return lines


def ask_system(command: tuple[str, ...]) -> str:
    """What a command prints; empty when it is not there, fails, or takes longer than two seconds."""
    import subprocess

    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=2, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return done.stdout if done.returncode == 0 else ""


def read_system(path: str) -> str:
    """The text of a file of the system; empty when it cannot be read."""
    try:
        return Path(path).read_text(errors="replace")
    except OSError:
        return ""
