"""Write the pictures of this folder from the real program on the invented caseload.

Run it as ``.venv/bin/python screenshots/make.py``; with names after it (``note review``) it makes only those.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests.e2e.home import private_home, program  # noqa: E402
from tests.e2e.keystrokes import is_key  # noqa: E402
from tests.e2e.picture import svg  # noqa: E402
from tests.e2e.terminal import Terminal  # noqa: E402

SIZES = ((120, 40), (80, 24))
NEW_LINE = 'Call a friend once a week "calls/wk" 0 -> 1 by +8w'
NOTE = (
    "Kept the worry log on six of seven evenings. #1.1+1 Two bad nights, both before deadlines. #1.2= "
    "PHQ-9 done together. @phq9=12"
)


@dataclass(frozen=True)
class Picture:
    """A screen of the demo: the keys that lead there and a word that shows it is there."""

    keys: tuple[str, ...]
    shows: str
    light: bool = False


PICTURES: dict[str, Picture] = {
    "main": Picture(("2",), "REVIEW DUE"),
    "outline": Picture(("2", "G", "a", "o", NEW_LINE), "due Tue 5 May 2026"),
    "sign": Picture(
        ("2", "G", "a", "o", NEW_LINE, "enter", "enter", "S", "y", "OK if we start with Ana"), "start with Ana_"
    ),
    "glance": Picture(("g", "t"), "Reyes"),
    "note": Picture(("n", NOTE, "space", "Met a friend. #2."), "#2."),
    "review": Picture(("R", "space", "space"), "REVIEW 1"),
    "measure": Picture(("m", "1012"), "PHQ-9"),
    "trend": Picture(("t",), "GAD-7"),
    "picker": Picture(("2", "i", "sle"), "sle_"),
    "steps": Picture(("c", "osei", "enter", "a", "t", "gad", "enter", "My evenings back", "enter"), "GOALS"),
    "palette": Picture((":", "rev"), "rev_"),
    "light": Picture(("2", "z", "t"), "REVIEW DUE", light=True),
    "contrast": Picture(("2", "z", "t", "z", "t"), "REVIEW DUE"),
}


def _singly(words: tuple[str, ...]) -> list[str]:
    return [key for word in words for key in ([word] if is_key(word) else word)]


def _take(name: str, picture: Picture, size: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        arguments = ("demo", "--store", str(folder / "demo"))
        window = Terminal([program(), *arguments], env=private_home(folder), cwd=folder, cols=size[0], rows=size[1])
        window.wait_for("REVIEW DUE")
        window.press(*_singly(picture.keys), spacing=5)
        window.wait_for(picture.shows)
        window.wait_quiet(0.6)
        drawn = svg(window, light=picture.light)
        (HERE / f"{name}-{size[0]}x{size[1]}.svg").write_text(drawn, encoding="utf-8")
        window.close()


def main() -> None:
    """Make every picture at both sizes."""
    for name in sys.argv[1:] or PICTURES:
        for size in SIZES:
            _take(name, PICTURES[name], size)


if __name__ == "__main__":
    main()
