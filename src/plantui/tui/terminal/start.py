"""Starting the full screen quickly.

Nearly all of the start is imports, so nothing heavy is imported here: the application comes from a
factory that imports it when called.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from plantui.tui.terminal.opening import Opening
    from plantui.tui.terminal.stage import Stage

    StageType = TypeVar("StageType", bound=Stage)

_NOT_FOR_TEXTUAL = ("TEXTUAL", "TEXTUAL_DRIVER", "TEXTUAL_LOG", "TEXTUAL_PRESS", "TEXTUAL_SCREENSHOT")
"""Textual's own switches for developers: they would write keys or screens of a chart to files."""


def launch(factory: Callable[[], StageType], opening: Opening | None = None) -> StageType:
    """Run the full screen until it is left; return the app, with `return_code` and `fault`.

    `opening` is the screen that `opening.open_screen` has drawn already: the app goes on from it.

    Garbage collection is off until the first frame stands (`Stage.on_ready` switches it on), and
    asyncio is loaded without ssl, which a program without a network never needs: a quarter of the
    start of a large caseload, and four megabytes. Anything else can import ssl afterwards.
    """
    gc.disable()
    try:
        app = _load(factory)
        if opening is not None:
            app.adopt(opening)
        app.run(mouse=False)
    finally:
        gc.enable()
        if opening is not None:
            opening.close()
    return app


def _load(factory: Callable[[], StageType]) -> StageType:
    """Call the factory while ssl cannot be imported and Textual's developer switches are off."""
    taken = {name: os.environ.pop(name) for name in _NOT_FOR_TEXTUAL if name in os.environ}
    spare = "ssl" not in sys.modules and "asyncio" not in sys.modules
    if spare:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # an entry of None makes the import fail
    try:
        return factory()
    finally:
        if spare:
            del sys.modules["ssl"]
        os.environ.update(taken)
