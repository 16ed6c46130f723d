"""Whose chart was on the screen: told to the audit trail, once a run for each, and again after a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.vault.faults import VaultFault

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

ACT = "chart.view"


class Views:
    """Charts that were seen, and those the trail does not know of yet.

    Seeing costs a look into a set; writing waits for a quiet moment, because a store belongs to one thread at a time.
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._untold: list[str] = []
        self._complained = False

    def saw(self, desk: Desk) -> None:
        """What was just drawn: the chosen client's chart, unless the screen hides it."""
        state = desk.state
        client = state.client
        hidden = state.blank or state.plan_waits or desk.locking.page(desk) is not None
        if client and client not in self._seen and not hidden and desk.practice.summary(client) is not None:
            self._seen.add(client)
            self._untold.append(client)

    def write(self, desk: Desk) -> None:
        """Tell the trail. Where it cannot be written one may go on looking, and is warned once."""
        if not self._untold or desk.practice.writer.waiting:
            return
        try:
            desk.practice.charts.log([(ACT, chart) for chart in self._untold], desk.practice.acting())
        except (VaultFault, OSError) as fault:
            if not self._complained and not desk.state.read_only:
                self._complained = True
                reason = str(fault).rstrip(".")
                desk.warn(f"The audit trail cannot be written: {reason}. What is looked at is not recorded.")
            return
        self._untold.clear()

    def forget(self) -> None:
        """Begin anew, as after a lock: who looks then may be somebody else."""
        self._seen.clear()
        self._untold.clear()
