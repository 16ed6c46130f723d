"""Write the pictures of this folder from the real program on the invented caseload.

Run it as ``.venv/bin/python screenshots/make.py``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests.e2e.home import private_home, program  # noqa: E402
from tests.e2e.picture import svg  # noqa: E402
from tests.e2e.terminal import Terminal  # noqa: E402

SIZES = ((120, 40), (80, 24))
NEW_LINE = 'Call a friend once a week "calls/wk" 0 -> 1 by +8w'


def _open(folder: Path, size: tuple[int, int], *arguments: str, wait: str) -> Terminal:
    window = Terminal([program(), *arguments], env=private_home(folder), cwd=folder, cols=size[0], rows=size[1])
    window.wait_for(wait)
    window.wait_quiet()
    return window


def _keep(window: Terminal, name: str, size: tuple[int, int]) -> None:
    window.wait_quiet()
    (HERE / f"{name}-{size[0]}x{size[1]}.svg").write_text(svg(window), encoding="utf-8")


def main() -> None:
    """Make every picture at both sizes."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            store = str(folder / "demo")
            window = _open(folder, size, "demo", "--store", store, wait="REVIEW DUE")
            _keep(window, "main", size)
            window.keys("2")
            window.press("G")
            window.keys("a o")
            window.type(NEW_LINE)
            window.wait_for("new objective")
            window.wait_for("due Tue 5 May 2026")
            _keep(window, "outline", size)
            window.press("enter", "tab")
            window.type("BA: plan the call on Monday; weekly")
            window.press("enter", "enter", "S")
            window.wait_for("Client took part")
            window.press("y")
            window.type("OK if we start with Ana")
            window.wait_for("OK if we start with Ana")
            _keep(window, "sign", size)
            window.press("esc", "q", "y")
            window.wait_exit()
            window.close()
            arguments = ("--store", store, "--print", "glance", "C-014")
            glance = Terminal([program(), *arguments], env=private_home(folder), cwd=folder, cols=size[0], rows=size[1])
            glance.wait_exit()
            _keep(glance, "glance", size)
            glance.close()


if __name__ == "__main__":
    main()
