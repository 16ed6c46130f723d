"""Clients' names as the privacy mode allows, wherever they are shown or said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.model.summary import Summary

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk

MODES = ("full", "initials", "codes")
"""How names can be shown."""


def full_name(summary: Summary, names: str) -> str:
    """The client's name as the mode allows: Reyes, Maria, or M.R., or C-014."""
    if names == "codes":
        return summary.code
    if names == "initials":
        return summary.initials or summary.code
    return f"{summary.family}, {summary.given}" if summary.given else summary.family


def short_name(summary: Summary, names: str) -> str:
    """The name for narrow places: Reyes, M."""
    if names != "full" or not summary.given:
        return full_name(summary, names)
    return f"{summary.family}, {summary.given[0]}"


def who(desk: Desk, chart_id: str) -> str:
    """A client in a sentence; empty when the chart is gone."""
    summary = desk.practice.summary(chart_id)
    return short_name(summary, desk.state.names) if summary is not None else ""


def discreet(desk: Desk, text: str, chart_id: str) -> str:
    """A sentence of the practice with the client's name as the mode allows."""
    summary = desk.practice.summary(chart_id)
    names = desk.state.names
    if names == "full" or summary is None:
        return text
    return text.replace(full_name(summary, "full"), full_name(summary, names))
