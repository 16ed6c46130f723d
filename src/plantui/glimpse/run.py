"""The fast readers: a question in, an answer on standard output, or nothing at all and the full program answers."""

from __future__ import annotations

import os
import sys

from plantui import __version__
from plantui.glimpse import asked as asking
from plantui.glimpse.bare import Odd, sha256
from plantui.glimpse.shop import Shop, header, open_shop, read_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

WINDOW = 30
"""Days ahead that the queue looks; as in ``plantui.settings.known``."""

FINDINGS = 1
_DIGEST = 64


def answer(words: list[str], environ: Mapping[str, str]) -> int | None:
    """Answer a question if it is one of ours; the exit code, or None when nothing was said or done."""
    try:
        asked = asking.read(words)
        if sys.stdout is None or sys.stdout.isatty() or environ.get("PLANTUI_A11Y", ""):
            return None
        if asked.command == "due":
            return _due(asked, environ)
        return _glance(asked, environ)
    except (Odd, OSError, ImportError, LookupError, TypeError, ValueError, AttributeError):
        return None


def _due(asked: asking.Asked, environ: Mapping[str, str]) -> int:
    from plantui.glimpse.due import count

    asking.names(asked, environ)
    asking.check_settings(environ, (b"window",), ())
    window = asking.window(asked, WINDOW)
    found = count(open_shop(asking.store_folder(asked, environ), environ), window, "--overdue" in asked.flags)
    _say(f"{found}\n")
    return FINDINGS if found and "--fail" in asked.flags else 0


def _glance(asked: asking.Asked, environ: Mapping[str, str]) -> int:
    from plantui.glimpse.page import FORMAT, completed, plain_lines
    from plantui.glimpse.trail import record_view
    from plantui.glimpse.who import find

    shown = asking.names(asked, environ)
    asking.check_settings(environ, (b"names", b"cadence"), ("measures.json", "profiles.json"))
    shop = open_shop(asking.store_folder(asked, environ), environ)
    chart = find(shop, asked.client)
    stored = _checked(shop, chart)["glance"]
    if stored["format"] != FORMAT or stored["program"] != __version__:
        raise Odd
    text = "\n".join(plain_lines(completed(stored, shop.now[:16], shown))) + "\n"
    record_view(shop, chart)
    _say(text)
    return 0


def _checked(shop: Shop, chart: str) -> dict[str, Any]:
    """The summary part of a chart's header, after the checksum of the whole file was found right."""
    shard = sha256(chart.encode())[:2]
    content = read_file(f"{shop.root}/charts/{shard}/{chart}.chart")
    line, found, sealed = content.partition(b"\n")
    if not found or sealed[-1:] != b"\n":
        raise Odd
    kept = header(line, shop, chart)
    bound = f"chart|{chart}|{kept['rev']}|".encode() + line
    if sealed[:_DIGEST] != sha256(bound + sealed[_DIGEST + 1 : -1]).encode():
        raise Odd
    summary: dict[str, Any] = kept["summary"]
    return summary


def _say(text: str) -> None:
    """Write the answer. From here on there is no way back to the full program: it would say everything twice."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has seen enough; the interpreter would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
