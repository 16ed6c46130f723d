"""Signatures: an act at signing time, bound to the content by its SHA-256."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from plantui.model.base import Id, Moment, Part

Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$", description="SHA-256 in hexadecimal.")]


class SignerKind(StrEnum):
    """In what capacity somebody signs."""

    CLINICIAN = "clinician"
    CLIENT = "client"
    GUARDIAN = "guardian"
    SUPERVISOR = "supervisor"


class SigningMethod(StrEnum):
    """How the signature was made."""

    INITIALS = "initials"
    PASSPHRASE = "passphrase"
    IN_PERSON = "in-person"
    PAPER = "paper"


class Signature(Part, frozen=True, kw_only=True):
    """One signature under a plan version, note, addendum or review.

    ``sha256`` is the digest of the canonical content that was signed; ``seals_at`` is the moment from which the
    signature can no longer be taken back.
    """

    id: Id
    kind: SignerKind
    name: str
    initials: str = ""
    credential: str = ""
    user: str = ""
    at: Moment
    seals_at: Moment | None = None
    method: SigningMethod
    sha256: Sha256
    reason: str = ""


class TookPart(StrEnum):
    """How the client took part in making the plan."""

    IN_PERSON = "yes"
    BY_PHONE = "phone"
    NOT_YET = "no"


class Collaboration(Part, frozen=True, kw_only=True):
    """How the client took part, one sentence of theirs, and what stands in place of their signature.

    ``reason`` is kept when the client has not signed: "agreed, not yet signed", or why not.
    """

    took_part: TookPart
    at: Moment
    comment: str = ""
    reason: str = ""
    participants: tuple[str, ...] = ()
