"""PlanTUI: keyboard-only treatment plans for psychotherapists, in a terminal."""

__version__ = "0.1.0"
"""The version of this program, as in pyproject.toml."""
