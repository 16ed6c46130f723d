"""What takes keys on their way to the program here: tmux, screen, byobu, zellij, the terminal; the line to change."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plantui.settings.checkup import Ask, Finding

PATIENT = 50
"""Milliseconds that tmux may wait behind an Esc before it is felt."""


_TMUX_KEYS = {"C-j": "F5", "C-l": "F9", "C-o": "F2", "C-g": "Esc", "C-z": "u"}


def swallowers(environ: Mapping[str, str], ask: Ask) -> list[Finding]:
    """What stands between the keyboard and the program here: tmux, screen, byobu, zellij, the terminal itself."""
    found: list[Finding] = []
    byobu = any(name.startswith("BYOBU_") for name in environ)
    if byobu:
        said = "byobu takes F2 to F9. ctrl+o, ctrl+j and ctrl+l do the same here."
        found.append(Finding("ask", "byobu", said, "shift+F12 turns byobu's keys off; or: byobu-ctrl-a emacs"))
    if environ.get("TMUX"):
        found += _tmux(ask)
    elif environ.get("STY"):
        found.append(Finding("ok", "screen", "GNU screen takes ctrl+a; nothing here is on it."))
        said = "Flow control may take ctrl+s and ctrl+q; they are never needed."
        found.append(Finding("note", "screen", said, "defflow off   (in ~/.screenrc)"))
    if environ.get("ZELLIJ") is not None:
        said = "zellij takes ctrl+o and ctrl+g. F2 and Esc do the same here."
        change = 'keybinds { unbind "Ctrl o" "Ctrl g" }   (in ~/.config/zellij/config.kdl)'
        found.append(Finding("ask", "zellij", said, change))
    if environ.get("TERM_PROGRAM") == "vscode":
        said = "VS Code takes ctrl+j for its panel. F5 does the same here."
        change = '"terminal.integrated.commandsToSkipShell": ["-workbench.action.togglePanel"]   (settings.json)'
        found.append(Finding("ask", "VS Code", said, change))
    elif environ.get("VTE_VERSION"):
        said = "A GNOME terminal takes F1 for its help. ? does the same here."
        found.append(Finding("note", "terminal keys", said, "Preferences, Shortcuts, Help: Contents: clear F1"))
    if not found:
        found.append(Finding("ok", "keys", "No tmux, screen, byobu or zellij; nothing is known to take keys."))
    return found


def _tmux(ask: Ask) -> list[Finding]:
    found = []
    waits = ask(("tmux", "show-options", "-sv", "escape-time")).strip()
    if waits.isdigit() and int(waits) > PATIENT:
        said = f"tmux waits {waits} ms behind every Esc. ctrl+g cancels at once."
        found.append(Finding("ask", "tmux", said, "set -sg escape-time 10   (in ~/.tmux.conf)"))
    bound = ask(("tmux", "list-keys", "-T", "root"))
    for key, instead in _TMUX_KEYS.items():
        if re.search(rf"(?<!\S){re.escape(key)}(?!\S)", bound):
            said = f"tmux takes {key.replace('C-', 'ctrl+')}. {instead} does the same here."
            found.append(Finding("ask", "tmux", said, f"unbind -n {key}   (in ~/.tmux.conf)"))
    for number in range(1, 10):
        if re.search(rf"(?<!\S)F{number}(?!\S)", bound):
            said = f"tmux takes F{number}."
            found.append(Finding("ask", "tmux", said, f"unbind -n F{number}   (in ~/.tmux.conf)"))
    if not waits and not bound:
        return [Finding("note", "tmux", "tmux is here, but does not answer: its keys are not known.")]
    return found or [Finding("ok", "tmux", "escape-time is short, and no key of this program is taken.")]
