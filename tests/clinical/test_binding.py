from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from plantui.clinical.binding import addendum_digest, content_digest, note_digest, review_digest
from plantui.model.chart import Chart
from plantui.model.note import Addendum
from plantui.model.review import DriftDecision
from tests.clinical.build import NOW, TODAY, agreed, draft, note, objective, review, signature
from tests.model.strategies import charts

PLAN, NOTE, REVIEW = draft(objective()), note(TODAY, text="Slept."), review(TODAY)
ADDENDUM = Addendum(id="a", at=NOW, text="Late entry.")


@pytest.mark.parametrize(
    ("digest", "part", "bound", "free"),
    [
        (content_digest, PLAN, {"reason": "new"}, {"signatures": (signature(),), "collaboration": agreed()}),
        (note_digest, NOTE, {"text": "Slept"}, {"signatures": (), "addenda": (ADDENDUM,)}),
        (review_digest, REVIEW, {"drift": DriftDecision.AMEND}, {"signatures": (), "addenda": (ADDENDUM,)}),
        (addendum_digest, ADDENDUM, {"text": "x"}, {"signatures": (signature(),)}),
    ],
)
def test_what_a_signature_binds(digest: Any, part: Any, bound: dict[str, Any], free: dict[str, Any]) -> None:
    for field, value in free.items():
        assert digest(msgspec.structs.replace(part, **{field: value})) == digest(part)
    for field, value in bound.items():
        assert digest(msgspec.structs.replace(part, **{field: value})) != digest(part)
    assert digest(msgspec.structs.replace(part, extra={"later": 1})) != digest(part)


@settings(max_examples=20)
@given(charts())
def test_signing_does_not_change_what_is_signed(whole: Chart) -> None:
    for plan in whole.plans:
        signed = msgspec.structs.replace(plan, signatures=(signature(), signature()))
        assert content_digest(signed) == content_digest(plan)
