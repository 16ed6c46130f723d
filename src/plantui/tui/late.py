"""Parts of the screen that the first frame does without, loaded one by one while nothing is pressed."""

from __future__ import annotations

import sys
from importlib import import_module

from plantui.tui.desk.actions import PARTS
from plantui.tui.paint.scenes import WHERE


def load_one() -> bool:
    """Load one part that is not there yet: a few milliseconds' work. False when all are there."""
    names = [f"plantui.tui.desk.{part}" for part in PARTS] + [f"plantui.tui.paint.{part}" for part in WHERE.values()]
    missing = next((name for name in names if name not in sys.modules), "")
    if missing:
        import_module(missing)
    return bool(missing)
