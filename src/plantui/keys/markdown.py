"""The keys in force as a Markdown table, for the manual and for `plantui keys --md`."""

from __future__ import annotations

from plantui.keys.context import Context
from plantui.keys.keymap import Binding, Keymap

_HEADINGS = {
    Context.ANY: "Everywhere",
    Context.NORMAL: "Lists, trees and pages (NORMAL)",
    Context.REVIEW: "Review, in addition (REVIEW)",
    Context.NOTE: "Note being read, in addition (NOTE)",
    Context.STEPS: "New plan, in addition (STEPS)",
    Context.TEXT: "Note being written (TEXT)",
    Context.LINE: "One-line field (LINE)",
    Context.PICK: "Search field with a list (PICK)",
    Context.HELP: "Help before anything is typed, in addition (HELP)",
    Context.MEASURE: "Measure (MEASURE)",
    Context.SIGN: "Signature (SIGN)",
    Context.SIGN_INITIALS: "Signature, initials (SIGN INITIALS)",
    Context.CONFIRM: "Question (CONFIRM)",
    Context.MOVE: "Moving a line (MOVE)",
    Context.CONFLICT: "Changed outside (CONFLICT)",
    Context.SAVEFAIL: "Cannot save (SAVEFAIL)",
    Context.HELD: "Text held by another terminal (HELD)",
    Context.LOCK: "Locked (LOCK)",
    Context.LOCK_LEFT: "Locked, passphrase field left (LOCK LEFT)",
    Context.BLANK: "Blank (BLANK)",
}


def to_markdown(keymap: Keymap) -> str:
    """Every key in force, a table for each context, then the palette-only commands."""
    parts = []
    for context, heading in _HEADINGS.items():
        rows = _rows(keymap, context)
        if rows:
            parts.append(f"### {heading}\n\n| Key | Action id | What it does |\n| --- | --- | --- |\n" + "".join(rows))
    commands = [action for action in keymap.registry if action.palette and action.verb and not action.keys]
    if commands:
        rows = [f"| `:{action.verb}` | `{action.id}` | {action.help} |\n" for action in commands]
        parts.append("### Palette only\n\n| Line | Action id | What it does |\n| --- | --- | --- |\n" + "".join(rows))
    return "\n".join(parts)


def _rows(keymap: Keymap, context: Context) -> list[str]:
    grouped: dict[str, list[Binding]] = {}
    for binding in keymap.own(context):
        grouped.setdefault(binding.action or f":{binding.line}", []).append(binding)
    rows = []
    for name, bindings in grouped.items():
        keys = " or ".join(_code(binding.keys) for binding in bindings)
        action = keymap.registry.get(name)
        told = _cell(action.help) if action else f"Your own: {_code(bindings[0].line)}"
        rows.append(f"| {keys} | {f'`{name}`' if action else ''} | {told} |\n")
    return rows


def _code(text: str) -> str:
    """Text as code in a table cell; a key that is a backtick or a bar stays readable."""
    shown = text
    fence = "``" if "`" in shown else "`"
    space = " " if "`" in shown else ""
    return f"{fence}{space}{_cell(shown)}{space}{fence}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
