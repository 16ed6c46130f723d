"""A picture of a terminal's screen, for people who want to look at it; no test needs one.

    python -m tests.e2e.picture main.svg --size 80x24 --keys "g t" -- demo

An SVG is text, so nothing must be installed to make one. `rsvg-convert -o main.png main.svg` (Debian's
librsvg2-bin, with a monospaced font such as fonts-dejavu-core) makes a PNG of it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from pyte.screens import Char

from tests.e2e.home import private_home, program
from tests.e2e.terminal import Terminal

CELL = (9, 18)
"""Width and height of a cell, in pixels."""

PAPER, INK = "101418", "d8dee4"
NAMED = {
    "black": "2e3436",
    "red": "cc4b4b",
    "green": "5fa85f",
    "brown": "c4a000",
    "blue": "5a87c5",
    "magenta": "9a6fb0",
    "cyan": "3f9ea3",
    "white": "d3d7cf",
    "brightblack": "777b78",
    "brightred": "ef6b6b",
    "brightgreen": "8ae234",
    "brightbrown": "fce94f",
    "brightblue": "85b3f0",
    "brightmagenta": "c79fd8",
    "brightcyan": "5fe0e0",
    "brightwhite": "ffffff",
}
"""pyte's names of the sixteen colours; other colours come as six hexadecimal digits."""


class Scheme(NamedTuple):
    """The colours of a terminal: of the paper, of plain text, and of the sixteen names."""

    paper: str
    ink: str
    named: dict[str, str]


LIGHT = {
    name: colour
    for name, colour in zip(
        NAMED,
        (
            "1c1f21",
            "a40000",
            "2e6b1a",
            "7a5c00",
            "204a87",
            "5c3566",
            "066a6c",
            "5a5e61",
            "555753",
            "b3261e",
            "3a7a1f",
            "8a6500",
            "2f5fa8",
            "75507b",
            "0a7f82",
            "2e3436",
        ),
        strict=True,
    )
}
"""The same names as a light terminal shows them."""


def svg(terminal: Terminal, *, light: bool = False) -> str:
    """The screen as an SVG document, as a dark terminal shows it or a light one."""
    scheme = Scheme("fbfaf6", "1c1f21", LIGHT) if light else Scheme(PAPER, INK, NAMED)
    columns, rows = terminal.size
    width, height = columns * CELL[0], rows * CELL[1]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' font-family="DejaVu Sans Mono, monospace" font-size="15" xml:space="preserve">',
        f'<rect width="{width}" height="{height}" fill="#{scheme.paper}"/>',
    ]
    visible, x, y = terminal.cursor
    for row in range(rows):
        cells = [terminal.cell(column, row) for column in range(columns)]
        if visible and row == y and x < columns:
            cells[x] = cells[x]._replace(reverse=not cells[x].reverse)
        parts += _row(cells, row, scheme)
    return "\n".join([*parts, "</svg>", ""])


def _row(cells: list[Char], row: int, scheme: Scheme) -> Iterator[str]:
    top = row * CELL[1]
    numbered = list(enumerate(cells))
    for _, run in groupby(numbered, key=lambda pair: pair[1]._replace(data="")):
        drawn = list(run)
        column, style = drawn[0]
        ink, paper = _colours(style, scheme)
        left, width = column * CELL[0], len(drawn) * CELL[0]
        if paper != scheme.paper:
            yield f'<rect x="{left}" y="{top}" width="{width}" height="{CELL[1]}" fill="#{paper}"/>'
        text = "".join(cell.data for _, cell in drawn)
        if text.strip():
            weight = ' font-weight="bold"' if style.bold else ""
            slant = ' font-style="italic"' if style.italics else ""
            line = ' text-decoration="underline"' if style.underscore else ""
            yield (
                f'<text x="{left}" y="{top + 14}" fill="#{ink}" textLength="{width}"{weight}{slant}{line}>'
                f"{escape(text)}</text>"
            )


def _colours(style: Char, scheme: Scheme) -> tuple[str, str]:
    ink = scheme.ink if style.fg == "default" else scheme.named.get(style.fg, style.fg)
    paper = scheme.paper if style.bg == "default" else scheme.named.get(style.bg, style.bg)
    return (paper, ink) if style.reverse else (ink, paper)


def main() -> None:
    """Start `plantui`, press keys, and write the picture."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.picture", description=__doc__.partition("\n")[0])
    parser.add_argument("picture", type=Path)
    parser.add_argument("--size", default="120x40", help="columns x rows")
    parser.add_argument("--keys", default="", help="keys with blanks between them, as in the keystroke tables")
    parser.add_argument("--text", action="store_true", help="print the screen as text too")
    parser.add_argument("arguments", nargs="*", default=["demo"], help="arguments of plantui, after --")
    given = parser.parse_args()
    columns, _, rows = given.size.partition("x")
    with tempfile.TemporaryDirectory() as folder:
        command = [program(), *given.arguments]
        with Terminal(command, env=private_home(Path(folder)), cols=int(columns), rows=int(rows)) as terminal:
            terminal.wait_quiet(1)
            for key in given.keys.split():
                terminal.press(key)
                terminal.wait_quiet(0.4)
            given.picture.write_text(svg(terminal), encoding="utf-8")
            if given.text:
                print(terminal.text)


if __name__ == "__main__":
    main()
