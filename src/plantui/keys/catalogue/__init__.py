"""The catalogue: every action the program knows of, with its default keys.

A running program registers the ones its doors carry out (`action.Registry.of`); the rest do not
exist for its users.
"""

from __future__ import annotations

from plantui.keys.action import Action
from plantui.keys.catalogue import (
    adding,
    changing,
    commands,
    everywhere,
    exporting,
    going,
    moving,
    panels,
    progress,
    recording,
    stepping,
    typing,
    viewing,
    working,
)

CATALOGUE: tuple[Action, ...] = (
    *moving.ACTIONS,
    *going.ACTIONS,
    *working.ACTIONS,
    *progress.ACTIONS,
    *adding.ACTIONS,
    *recording.ACTIONS,
    *changing.ACTIONS,
    *exporting.ACTIONS,
    *viewing.ACTIONS,
    *everywhere.ACTIONS,
    *stepping.ACTIONS,
    *typing.ACTIONS,
    *panels.ACTIONS,
    *commands.ACTIONS,
)
"""All actions, in the order help and the printed table show them."""
