"""The page that shows what arrives for each key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.keys import token
from plantui.keys.taken import KEYS
from plantui.tui.desk.keys_test import KeysTest, meaning
from plantui.tui.frame import Block, Box, Line, line
from plantui.tui.paint.painter import Painter
from plantui.tui.paint.titled import title_row
from plantui.tui.text import fit, shorten

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


def keys_test_page(desk: Desk, page: KeysTest, width: int, height: int) -> Block:
    """The keys that arrived, newest first, and those that something on the way may take."""
    inner = width - 4
    arrived = {token.shown(key) for key in page.pressed}
    body: list[Line] = [line("Press any key: it is shown and does nothing. Esc leaves."), line("")]
    recent = page.pressed[:3] if height < 30 else page.pressed[:10]
    for key in recent:
        body.append(line((fit(token.shown(key), 12), "key"), shorten(meaning(desk, key) or "nothing here", inner - 12)))
    body += [line("")] * (2 + (3 if height < 30 else 10) - len(body))
    said = "Keys that something on the way may take. Press each; what does not show, was taken."
    body += [line(""), line((shorten(said, inner), "head"))]
    for each in KEYS:
        came = "arrived" if each.key in arrived else ""
        rest = f"{each.taker}; instead: {each.instead}"
        body.append(line((fit(each.key, 8), "key"), (fit(came, 9), "better"), shorten(rest, inner - 17)))
    box = Box(width, height - 1, title="KEYS TEST", focus=True)
    return (title_row(desk, "What the terminal sends", width), *box.draw([line(" ", *spans) for spans in body]))


PAINTERS: dict[str, Painter] = {
    "KeysTest": Painter(keys_test_page),
}
"""Kind of scene -> its painter."""
