"""What the drawing of a screen leaves in memory: widths, cuts and cleaned forms of texts, remembered for speed."""

from __future__ import annotations

import sys
from typing import Any


def wipe() -> None:
    """Forget them, so that after a lock nothing is left of what was on the screen."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith(("plantui.tui.", "textual.", "rich.")) or name in ("textual", "rich", "wcwidth.wcwidth"):
            for each in tuple(vars(module).values()):
                clear = getattr(each, "cache_clear", None) if callable(each) else None
                if clear is not None and _is_cache(each):
                    clear()


def _is_cache(each: Any) -> bool:  # noqa: ANN401
    """Whether it is a function that `functools` remembers the results of."""
    return type(each).__name__ == "_lru_cache_wrapper"
