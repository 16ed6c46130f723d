"""The ids a document's front matter holds, and ids for what was added by hand."""

from __future__ import annotations

import hashlib
from typing import Any

from plantui.documents.reading import Findings
from plantui.model.ids import ALPHABET

_LENGTH = 26
_LONGEST = 64


class KnownIds:
    """Gives every part of a document its id: the one it had, else one that follows from its place and words.

    A new id is the same each time the same document is read, so that reading twice gives the same plan.
    """

    def __init__(self, front: dict[str, Any], findings: Findings) -> None:
        self._findings = findings
        self._used: dict[str, set[str]] = {}
        plan = front.get("id")
        self._seed = str(plan)
        if not _is_id(plan):
            findings.add(1, "The front matter does not say which plan this is (id); it is taken for a new one.")
            self._seed = f"{front.get('client')}|{front.get('plan')}"
        self.plan = plan if isinstance(plan, str) and _is_id(plan) else self._made("plan")
        nodes = front.get("nodes", {})
        self._nodes: dict[str, dict[str, Any]] = {}
        if isinstance(nodes, dict):
            self._nodes = {str(code): node for code, node in nodes.items() if isinstance(node, dict)}
        elif nodes:
            findings.add(2, "nodes in the front matter was changed; every line of the plan gets a new id.")
        self._lists = {name: front.get(name, []) for name in ("discharge", "outcomes")}

    @property
    def codes(self) -> list[str]:
        """Codes the front matter knows, the longest first."""
        return sorted(self._nodes, key=len, reverse=True)

    def of_node(self, code: str, words: str) -> str:
        """The id of the node with this code."""
        known = self._nodes.get(code, {}).get("id")
        return self._take("nodes", known, f"node|{code}|{words}")

    def fact(self, code: str, name: str) -> str:
        """A further text the front matter holds about a node, or empty."""
        value = self._nodes.get(code, {}).get(name, "")
        return value if isinstance(value, str) else ""

    def flag(self, code: str, name: str) -> bool:
        """Whether the front matter sets a flag of a node."""
        return self._nodes.get(code, {}).get(name) is True

    def listed(self, name: str, number: int, words: str) -> str:
        """The id of a line in a numbered list."""
        ids = self._lists[name]
        known = ids[number - 1] if isinstance(ids, list) and 1 <= number <= len(ids) else None
        return self._take(name, known, f"{name}|{words}")

    def _take(self, group: str, known: object, about: str) -> str:
        used = self._used.setdefault(group, set())
        if isinstance(known, str) and _is_id(known) and known not in used:
            used.add(known)
            return known
        made = self._made(about)
        while made in used:
            made = self._made(f"{about}|{made}")
        used.add(made)
        return made

    def _made(self, about: str) -> str:
        content = f"{self._seed}|{about}".encode("utf-8", "surrogatepass")
        value = int.from_bytes(hashlib.sha256(content).digest()[:17], "big")
        return "".join(ALPHABET[value >> 5 * place & 31] for place in range(_LENGTH))


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= _LONGEST
