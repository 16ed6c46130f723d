"""The difference between two charts by node id and field: the ground of undo and of merging.

A change names the path to one field: table, document id, then field names and, inside lists of nodes, the ids of the
nodes. The lines of a review have no id of their own: the objective that each is about stands for it. Adding or removing
a whole document or node is one change, also the first or last of its list; the order of nodes is a change of its own
and comes after every change of a node.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from plantui.model.base import Tables
from plantui.model.decode import as_plain_copy

ORDER: Final = "#order"
"""Last step of a path whose values are lists of node ids."""


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One field before and after; ``had`` and ``has`` say whether it was there at all."""

    path: tuple[str, ...]
    before: Any = None
    after: Any = None
    had: bool = True
    has: bool = True

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(path=self.path, before=self.after, after=self.before, had=self.has, has=self.had)


class Stale(ValueError):
    """The place a change speaks of holds something else by now; ``path`` names it."""

    def __init__(self, path: Sequence[str]) -> None:
        self.path = tuple(path)
        super().__init__(".".join(path))


def diff(before: Tables, after: Tables) -> tuple[Change, ...]:
    """The changes that turn ``before`` into ``after``."""
    changes: list[Change] = []
    for table in sorted({*before, *after}):
        _documents(before.get(table, {}), after.get(table, {}), (table,), changes)
    return tuple(changes)


def invert(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that take ``changes`` back, in the order to apply them: nodes first, then their order."""
    backwards = [change.inverse() for change in reversed(tuple(changes))]
    return tuple(sorted(backwards, key=lambda change: change.path[-1] == ORDER))


def apply(tables: Tables, changes: Iterable[Change]) -> Tables:
    """New tables with the changes made.

    Raises:
        Stale: a place does not hold what the change expects to find there.
    """
    result: Any = {table: as_plain_copy(dict(documents)) for table, documents in tables.items()}
    for change in changes:
        _apply_one(result, change)
    return {table: documents for table, documents in result.items() if documents}


def _documents(before: Any, after: Any, path: tuple[str, ...], changes: list[Change]) -> None:  # noqa: ANN401
    for key in sorted({*before, *after}):
        here = (*path, key)
        if _list_begun_or_ended(before, after, key):
            _node_list(before.get(key, []), after.get(key, []), here, changes)
        elif key not in after:
            changes.append(Change(path=here, before=before[key], has=False))
        elif key not in before:
            changes.append(Change(path=here, after=after[key], had=False))
        else:
            _value(before[key], after[key], here, changes)


def _value(before: Any, after: Any, path: tuple[str, ...], changes: list[Change]) -> None:  # noqa: ANN401
    if before == after and type(before) is type(after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        _documents(before, after, path, changes)
    elif _nodes(before) and _nodes(after):
        _node_list(before, after, path, changes)
    else:
        changes.append(Change(path=path, before=before, after=after))


def _node_list(before: list[Any], after: list[Any], path: tuple[str, ...], changes: list[Change]) -> None:
    olds, news = ({node_name(node): node for node in nodes} for nodes in (before, after))
    order = list(olds), list(news)
    _documents(olds, news, path, changes)
    if order[0] != order[1]:
        changes.append(Change(path=(*path, ORDER), before=order[0], after=order[1]))


def _list_begun_or_ended(before: dict[str, Any], after: dict[str, Any], key: str) -> bool:
    """Whether the field is a list of nodes on one side and not there on the other: no node and no field are one."""
    return (key in before) != (key in after) and _nodes(before.get(key, after.get(key)))


def _nodes(value: object) -> bool:
    """Whether it is a list of nodes, each with a name of its own."""
    if not isinstance(value, list) or not value:
        return False
    names = [node_name(node) for node in value]
    return all(names) and len(set(names)) == len(names)


def node_name(node: object) -> str:
    """What names a node in a list: its id, else the objective that it is about; empty for anything else."""
    name = (node.get("id") or node.get("objective")) if isinstance(node, dict) else None
    return name if isinstance(name, str) else ""


def _apply_one(root: Any, change: Change) -> None:  # noqa: ANN401
    holder, above, path = root, root, change.path
    for depth, step in enumerate(path[:-1]):
        inner = _current(holder, step)
        if inner is _ABSENT:
            if path[-1] == ORDER:
                return
            if depth == 0:
                inner = holder[step] = {}
            elif depth == len(path) - 2 and isinstance(holder, dict) and _adds_node(change):
                inner = holder[step] = []
        if not isinstance(inner, dict | list):
            raise Stale(path)
        holder, above = inner, holder
    last = path[-1]
    if last == ORDER:
        if not isinstance(holder, list):
            raise Stale(path)
        _reorder(holder, change.after)
        return
    _check(_current(holder, last), change)
    if isinstance(holder, list):
        _set_node(holder, last, change)
        if not holder and isinstance(above, dict):
            del above[path[-2]]
    elif change.has:
        holder[last] = _copied(change.after)
    else:
        del holder[last]


def _adds_node(change: Change) -> bool:
    """Whether the change puts a node into a list that may not be there yet."""
    new = change.after
    return not change.had and change.has and isinstance(new, dict) and node_name(new) == change.path[-1]


_ABSENT: Final = object()


def _current(holder: Any, step: str) -> Any:  # noqa: ANN401
    if isinstance(holder, list):
        return next((node for node in holder if node_name(node) == step), _ABSENT)
    return holder.get(step, _ABSENT)


def _check(current: object, change: Change) -> None:
    if (current is not _ABSENT) != change.had or (change.had and current != change.before):
        raise Stale(change.path)


def _set_node(nodes: list[Any], node_id: str, change: Change) -> None:
    nodes[:] = [node for node in nodes if node_name(node) != node_id]
    if change.has:
        nodes.append(_copied(change.after))


def _reorder(nodes: list[Any], wanted: Sequence[str]) -> None:
    """Nodes in the wanted order; nodes the order does not know keep their place behind the node before them."""
    rank = {node_id: float(index) for index, node_id in enumerate(wanted)}
    last = -1.0
    for node in nodes:
        last = rank.setdefault(node_name(node), last + 0.5)
    nodes.sort(key=lambda node: rank[node_name(node)])


def _copied(value: Any) -> Any:  # noqa: ANN401
    return msgspec.json.decode(msgspec.json.encode(value))
