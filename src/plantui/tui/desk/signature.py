"""The signature panel of a plan as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from plantui.keys.field import LineField, opened
from plantui.model.signature import TookPart


class SignStage(StrEnum):
    """Fields of the signature panel, in their order."""

    TOOK_PART = "took_part"
    WHY = "why"
    COMMENT = "comment"
    ANYWAY = "anyway"
    INITIALS = "initials"


@dataclass
class SignPanel:
    """The signature panel of a plan: which field is being filled and what was filled so far.

    ``due`` is the review date that signing will set, ``musts`` and ``asks`` count the findings, ``gate`` names the
    payer profile that stops a signature without a typed reason.
    """

    chart: str
    stage: SignStage = SignStage.TOOK_PART
    took_part: TookPart | None = None
    why: LineField = field(default_factory=opened)
    comment: LineField = field(default_factory=opened)
    anyway: LineField = field(default_factory=opened)
    initials: LineField = field(default_factory=opened)
    problem: str = ""
    due: date | None = None
    musts: int = 0
    asks: int = 0
    gate: str = ""

    @property
    def stages(self) -> list[SignStage]:
        """The fields there are to fill, in order; a reason is asked for only where one is needed."""
        stages = [SignStage.TOOK_PART]
        if self.took_part is TookPart.NOT_YET:
            stages.append(SignStage.WHY)
        stages.append(SignStage.COMMENT)
        if self.stage is SignStage.ANYWAY or self.anyway.text.strip():
            stages.append(SignStage.ANYWAY)
        return [*stages, SignStage.INITIALS]

    @property
    def field(self) -> LineField | None:
        """The field that letters go into; None while one letter answers."""
        return None if self.stage is SignStage.TOOK_PART else self.part(self.stage)

    def part(self, stage: SignStage) -> LineField:
        """The field of a stage."""
        found = getattr(self, stage.value)
        assert isinstance(found, LineField)
        return found

    def put(self, field: LineField) -> None:
        """Put a changed field in the place of the one being filled."""
        if self.stage is not SignStage.TOOK_PART:
            setattr(self, self.stage.value, field)
