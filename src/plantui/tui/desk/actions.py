"""Every action the desk carries out: what exists in the registry is exactly this."""

from __future__ import annotations

from plantui.tui.desk import changing, entry, leaving, moving, prompts, signing
from plantui.tui.desk.desk import Action

ACTIONS: dict[str, Action] = {
    **moving.ACTIONS,
    **entry.ACTIONS,
    **prompts.ACTIONS,
    **changing.ACTIONS,
    **signing.ACTIONS,
    **leaving.ACTIONS,
}
"""Action id -> what runs."""
