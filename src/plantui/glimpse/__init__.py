"""The fast readers behind `plantui glance` and `plantui due --count`.

They read what the vault keeps in the header of a chart and print it. A start of Python takes longer than their work, so
nothing here imports more than `os`, `sys`, `time` and accelerators that are built in; types are for the checker alone.
Whatever is out of the ordinary is left to the full program: these readers may be absent, never wrong.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS = ("glance", "due")
"""The commands that may be answered here."""


def try_run(words: list[str], environ: Mapping[str, str]) -> int | None:
    """Answer ``plantui WORDS`` if it is a plain question to a plain store.

    Args:
        words: the arguments without the program's name.
        environ: the environment.

    Returns:
        The exit code, or None: nothing was printed or changed, and the full program is to answer.
    """
    if not any(word in COMMANDS for word in words[:8]):
        return None
    from plantui.glimpse.run import answer

    return answer(words, environ)
