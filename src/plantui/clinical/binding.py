"""What a signature binds: the SHA-256 of the content that was signed."""

from __future__ import annotations

from plantui.model.canonical import digest, to_plain
from plantui.model.note import Addendum, Note
from plantui.model.plan import Plan
from plantui.model.review import Review


def content_digest(plan: Plan) -> str:
    """Digest of a plan version without its signatures and without how the client took part."""
    return _digest(plan, "signatures", "collaboration")


def note_digest(note: Note) -> str:
    """Digest of a note without its signatures and addenda."""
    return _digest(note, "signatures", "addenda")


def review_digest(review: Review) -> str:
    """Digest of a review without its signatures and addenda."""
    return _digest(review, "signatures", "addenda")


def addendum_digest(addendum: Addendum) -> str:
    """Digest of an addendum without its signatures."""
    return _digest(addendum, "signatures")


def _digest(part: Plan | Note | Review | Addendum, *left_out: str) -> str:
    return digest({key: value for key, value in to_plain(part).items() if key not in left_out})
