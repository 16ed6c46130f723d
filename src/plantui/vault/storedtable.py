"""A table as it was stored: its documents are parsed when somebody looks at them."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import msgspec

from plantui.vault.faults import Tampered

Document: TypeAlias = dict[str, object]
"""A document of a chart, as plain JSON values."""

_documents = msgspec.json.Decoder(Document)


def json_line(document: Mapping[str, object]) -> bytes:
    """Return a document as a line of JSON, with its line break.

    Raises:
        TypeError: a value is not one that JSON keeps.
        ValueError: the same, or it is nested too deep.
    """
    return msgspec.json.encode(document) + b"\n"


class StoredTable(dict[str, Document]):
    """Documents from the file of a chart, as a dict of dicts.

    A change touches one document of sixty. What nobody looked at goes into the next revision byte for byte as
    it was read. Whatever hands out a document parses it first and keeps it parsed, so that changing it changes
    the table.

    Args:
        body: the bytes that hold the documents, in lines of JSON.
        whole: all lines of this table.
        places: id and line of each document, in order.

    Raises:
        Tampered: by whatever hands out a document: what was stored in its place is none.
    """

    def __init__(self, body: bytes, whole: slice, places: Iterable[tuple[str, slice]]) -> None:
        super().__init__(places)  # type: ignore[arg-type]  # parsed before anybody gets one
        self._body = body
        self._whole = whole
        self._count = len(self)

    def touched(self) -> dict[str, Document]:
        """Return the documents that somebody looked at or put here since the table was read."""
        return {key: found for key, found in self._slots() if type(found) is not slice}

    def lines(self) -> Iterator[tuple[str, bytes]]:
        """Go through ids and lines of JSON; what nobody touched comes as it was read.

        Raises:
            TypeError: see `json_line`.
            ValueError: see `json_line`.
        """
        for key, found in self._slots():
            yield key, self._body[found] if type(found) is slice else json_line(found)

    def __getitem__(self, key: str) -> Document:
        found: Any = super().__getitem__(key)
        if type(found) is not slice:
            return cast("Document", found)
        try:
            document = _documents.decode(self._body[found])
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise Tampered(f"The document {key} cannot be read.", "Run plantui verify.") from error
        super().__setitem__(key, document)
        return document

    def __iter__(self) -> Iterator[str]:
        # Python copies a dict past its methods, unless its iteration is its own.
        return super().__iter__()

    def __eq__(self, other: object) -> bool:
        return dict.__eq__(self._parsed(), other._parsed() if isinstance(other, StoredTable) else other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None

    def __repr__(self) -> str:
        return dict.__repr__(self._parsed())

    def __or__(self, other: Any) -> Any:  # noqa: ANN401
        return dict(self) | other

    def __ror__(self, other: Any) -> Any:  # noqa: ANN401
        return other | dict(self)

    def __copy__(self) -> dict[str, Document]:
        return dict(self)

    def __reduce__(self) -> tuple[type, tuple[dict[str, Document]]]:
        return dict, (dict(self),)

    def items(self) -> ItemsView[str, Document]:  # type: ignore[override]
        """See `dict.items`."""
        return dict.items(self._parsed())

    def values(self) -> ValuesView[Document]:  # type: ignore[override]
        """See `dict.values`."""
        return dict.values(self._parsed())

    def copy(self) -> dict[str, Document]:
        """See `dict.copy`."""
        return dict(self)

    def popitem(self) -> tuple[str, Document]:
        """See `dict.popitem`."""
        return dict.popitem(self._parsed())

    if not TYPE_CHECKING:
        # Typed as those of dict, in whose words they answer.
        def get(self, key: str, default: object = None, /) -> object:
            """See `dict.get`."""
            try:
                return self[key]
            except KeyError:
                return default

        def setdefault(self, key: str, default: object = None, /) -> object:
            """See `dict.setdefault`."""
            _ = self.get(key)
            return super().setdefault(key, default)

        def pop(self, key: str, /, *default: object) -> object:
            """See `dict.pop`."""
            _ = self.get(key)
            return super().pop(key, *default)

    def _slots(self) -> Iterable[tuple[str, Any]]:
        """Ids, and under each a document or the place of one."""
        return super().items()

    def _parsed(self) -> StoredTable:
        if len(self) == self._count and all(type(found) is slice for _, found in self._slots()):
            # As it was read: one parse for all.
            with suppress(msgspec.MsgspecError, UnicodeDecodeError):
                documents = _documents.decode_lines(self._body[self._whole])
                if len(documents) == self._count:
                    super().update(zip(self.keys(), documents, strict=True))
                    return self
        for key in self.keys():
            _ = self[key]
        return self
