"""The cancel ladder: what one press of the cancel key undoes, innermost first."""

from __future__ import annotations

import enum

import msgspec


class Layer(enum.Enum):
    """One rung. The order of the members is the order of the ladder."""

    PREFIX = "drop a pending prefix"
    COMPLETION = "close a completion list"
    LINE = "leave a line; its text goes to that field's history"
    PANEL = "close a picker, palette, help or panel"
    MOVING = "leave jump or move mode; move puts the line back"
    TEXT = "leave the note's text for reading"
    RANGE = "end a range"
    TICKS = "clear ticks"
    FILTER = "clear the filter of the focused pane"
    SCREEN = "close the screen on top, its state kept"
    MAIN = "say which key leaves"


class Standing(msgspec.Struct, frozen=True):
    """What is open at this moment."""

    prefix: bool = False
    completion: bool = False
    line: bool = False
    panel: bool = False
    moving: bool = False
    text: bool = False
    range: bool = False
    ticks: bool = False
    filter: bool = False
    screen: bool = False


LADDER = tuple(Layer)
"""All rungs, innermost first; the last one never takes anything away."""


def next_cancel(standing: Standing) -> Layer:
    """The one thing the next press of the cancel key does."""
    for layer in LADDER[:-1]:
        if getattr(standing, layer.name.lower()):
            return layer
    return Layer.MAIN
