"""Every action the desk carries out: what exists in the registry is exactly this."""

from __future__ import annotations

from plantui.tui.desk import (
    checking,
    entry,
    exporting,
    filtering,
    finding,
    folding,
    glancing,
    held,
    helping,
    history,
    jumping,
    leaving,
    locking,
    marking,
    measure,
    moving,
    note_reading,
    ordering,
    palette,
    pick,
    planning,
    prompts,
    removing,
    review_start,
    rewinding,
    shelf,
    signing,
    storing,
    ticking,
    trend,
    viewing,
)
from plantui.tui.desk.desk import Action

ACTIONS: dict[str, Action] = {
    name: action
    for part in (
        checking,
        entry,
        exporting,
        filtering,
        finding,
        folding,
        glancing,
        held,
        helping,
        history,
        jumping,
        leaving,
        locking,
        marking,
        measure,
        moving,
        note_reading,
        ordering,
        palette,
        pick,
        planning,
        prompts,
        removing,
        review_start,
        rewinding,
        shelf,
        signing,
        storing,
        ticking,
        trend,
        viewing,
    )
    for name, action in part.ACTIONS.items()
}
"""Action id -> what runs."""
