"""What the tables of the command line are run with: every command that writes, every one that reads."""

from __future__ import annotations

from tests.cli.inside import Inside

NOTE = "We spoke of sleep. #1.1+1\nnext: bring the log\n"

WRITING: dict[str, tuple[tuple[str, ...], str]] = {
    "new": (("new",), "Vega, Luz"),
    "add": (("add", "C-014", "g1"), "Walk daily by +8w"),
    "note": (("note", "C-014", "--draft"), NOTE),
    "mark": (("mark", "C-014", "1.1", "+1"), ""),
    "status": (("status", "C-014", "1.1", "hld"), ""),
    "measure": (("measure", "C-014", "phq9", "=12"), ""),
    "when": (("when", "C-014", "+6w"), ""),
    "spread": (("when", "C-014", "C-021", "--spread", "1/d"), ""),
    "import a list": (("import", "-"), "Last name,First name\nVega,Luz\n"),
}
READING: dict[str, tuple[str, ...]] = {
    "glance": ("glance", "C-014"),
    "due": ("due",),
    "list": ("list",),
    "show": ("show", "C-014"),
    "export": ("export", "plan", "C-014", "-o", "-"),
    "lint": ("lint", "C-014"),
    "stats": ("stats",),
    "log": ("log", "C-014"),
    "verify": ("verify",),
    "users": ("users", "list"),
}


def charts(at: Inside) -> dict[str, bytes]:
    """The charts of its store, byte by byte."""
    return {path.name: path.read_bytes() for path in at.store.rglob("*.chart")}
