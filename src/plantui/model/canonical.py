r"""Canonical bytes: the one form of a document on which signatures are computed and bundles are written.

UTF-8 JSON, keys sorted, no white space, text in Unicode NFC with ``\n`` as the only line end, whole numbers without a
fraction, moments in UTC offsets as recorded, empty and default fields left out.
"""

from __future__ import annotations

import hashlib
from typing import Any
from unicodedata import is_normalized, normalize

import msgspec

from plantui.model.base import EXTRA, Part, Plain

_ENCODER = msgspec.json.Encoder(order="sorted")
_EXTRA_KEY = f'"{EXTRA}":'.encode()


def clean_text(text: str) -> str:
    r"""The text in NFC with one newline rule: every line end is ``\n``."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)


def to_plain(part: Part) -> Plain:
    """The struct as plain data, with unknown fields back in their places."""
    encoded = _ENCODER.encode(part)
    built: Plain = msgspec.json.decode(encoded)
    return _flatten(built) if _EXTRA_KEY in encoded else built


def _flatten(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        extra = value.get(EXTRA)
        flat = {key: _flatten(inner) for key, inner in value.items() if key != EXTRA}
        return {**extra, **flat} if isinstance(extra, dict) else flat
    if isinstance(value, list):
        return [_flatten(inner) for inner in value]
    return value


def canonical(value: Part | Plain) -> bytes:
    """Canonical bytes of a struct or of plain data."""
    plain = to_plain(value) if isinstance(value, Part) else value
    return _ENCODER.encode(_clean(plain))


def _clean(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_text(key): _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def digest(value: Part | Plain) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()
