"""JSON and SHA-256 without the packages that usually bring them: their imports cost more than all the rest."""

from __future__ import annotations

import _json
import sys

if sys.version_info >= (3, 12):
    from _sha2 import sha256 as _sha256
else:
    from _sha256 import sha256 as _sha256  # type: ignore[import-not-found]  # typeshed knows only the newer name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Context:
    """What the scanner asks about how values are made."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = None


_scan = _json.make_scanner(_Context)  # type: ignore[arg-type]  # typeshed wants a scanner here; any such object serves


class Odd(Exception):
    """Something is not as these readers expect; the full program will say what."""


def value(text: bytes) -> Any:  # noqa: ANN401
    """The value of a JSON text.

    Raises:
        Odd: it is not one JSON value in UTF-8.
    """
    try:
        plain = text.decode().strip()
        found, end = _scan(plain, 0)
    except (StopIteration, ValueError, RecursionError):
        raise Odd from None
    if end != len(plain):
        raise Odd
    return found


def table(text: bytes) -> dict[str, Any]:
    """The object of a JSON text.

    Raises:
        Odd: it is not one JSON object in UTF-8.
    """
    found = value(text)
    if not isinstance(found, dict):
        raise Odd
    return found


def sha256(content: bytes) -> str:
    """The SHA-256 of the content in hexadecimal."""
    return str(_sha256(content).hexdigest())
