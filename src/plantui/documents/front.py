"""Front matter: the YAML at the head of a document that names what the text below does not show."""

from __future__ import annotations

from typing import Any, NamedTuple

from plantui.documents.prose import safe

FENCE = "---"


class Split(NamedTuple):
    """A document in two: its front matter as plain data, and its body from ``body_line`` (counted from 0) on."""

    front: dict[str, Any]
    body: str
    body_line: int
    fault: str = ""
    fault_line: int = 1


def written(front: dict[str, Any]) -> str:
    """The front matter with its fences; text in it is quoted as YAML asks, so nothing can end it early."""
    import yaml

    def dump(name: str, allow_unicode: bool) -> str:
        # Short groups stand on one line (flow style), but each name of the front matter on a line of its own.
        flow = None if isinstance(front[name], dict | list) else False
        return str(
            yaml.safe_dump(
                {name: front[name]}, allow_unicode=allow_unicode, sort_keys=False, width=100, default_flow_style=flow
            )
        )

    lines = [plain if safe(plain := dump(name, True)) == plain else dump(name, False) for name in front]
    return f"{FENCE}\n{''.join(lines)}{FENCE}\n"


def split(text: str) -> Split:
    """The document's front matter and body. A fault is a sentence about front matter that cannot be read."""
    text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return Split({}, text, 0, "There is no front matter between two lines of ---, so ids cannot be kept.", 1)
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        return Split({}, text, 0, "The front matter has no end; put a line of --- after it.", 1)
    body = "\n".join(lines[end + 1 :])
    import yaml

    try:
        front = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = 2 + mark.line if mark is not None else 2
        return Split({}, body, end + 1, "This line of the front matter is not YAML; put it back as it was.", line)
    if front is None:
        front = {}
    if not isinstance(front, dict) or not all(isinstance(key, str) for key in front):
        return Split({}, body, end + 1, "The front matter is not a list of names with values.", 2)
    return Split(front, body, end + 1)
