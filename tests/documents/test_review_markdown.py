"""The last review as Markdown: what a colleague or a payer reads of it."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from plantui.clinical.schedule import last_review
from plantui.documents.review_markdown import review_markdown
from plantui.model.chart import Chart
from plantui.model.event import ClinicalEvent, EventKind
from plantui.model.review import ReviewKind
from plantui.model.score import Score
from plantui.model.signature import TookPart
from plantui.model.status import Status
from plantui.practice.commands.charting import File
from plantui.practice.commands.review_signing import SignReviewed
from plantui.practice.commands.reviews import (
    AcceptAll,
    Decide,
    Rate,
    Refocus,
    Remark,
    SetReviewStatus,
    TookPartInReview,
)
from plantui.practice.commands.signing import SignPlan
from tests.practice.rooms import LIBRARY, NOW, PLAN, open_room
from tests.snapshots import Snapshots

TODAY = NOW.date()


def reviewed(tmp_path) -> Chart:
    """A chart with one signed review of everything a review can hold."""
    room = open_room(tmp_path / "store")
    room.clock.moment = NOW - timedelta(weeks=12)
    made = room.planned(PLAN)
    room.do(made, SignPlan("dw", TookPart.IN_PERSON))
    room.clock.moment = NOW
    event = ClinicalEvent(id="e", date=TODAY, at=NOW, kind=EventKind.LOSS, text="Her aunt\ndied | suddenly")
    room.do(made, File(event))
    room.do(made, File(Score(id="s", date=date(2026, 3, 3), at=NOW, measure="gad7", total=11)))
    for command in (
        AcceptAll(),
        Rate(node=room.node(made, "g1.2"), mark=-1),
        Remark(node=room.node(made, "g1.2"), text="# Diary lost\n<b>in the move</b>"),
        SetReviewStatus(node=room.node(made, "g2.1"), status=Status.HOLD),
        TookPartInReview(names=("client", "Elena Reyes")),
        Decide(text="weekly visits stay; she asked for it"),
        Refocus(text="g1.2"),
        SignReviewed(kind=ReviewKind.EVENT, initials="dw"),
    ):
        room.do(made, command)
    return room.chart(made)


def stable(text: str, chart: Chart) -> str:
    review = last_review(chart)
    assert review is not None
    return text.replace(review.id, "ID").replace(review.signatures[0].sha256, "SHA256")


def test_a_review_on_paper(tmp_path, snapshot: Snapshots) -> None:
    chart = reviewed(tmp_path)
    review = last_review(chart)
    assert review is not None
    snapshot(stable(review_markdown(chart, review, LIBRARY, TODAY), chart), "review")


def test_words_of_people_stay_words(tmp_path) -> None:
    chart = reviewed(tmp_path)
    review = last_review(chart)
    assert review is not None
    text = review_markdown(chart, review, LIBRARY, TODAY)
    assert "<b>" not in text.replace(r"\<b>", "")
    assert not any(row.startswith("# Diary") for row in text.splitlines())
    assert "Her aunt died" in text


def test_a_rehearsal_says_so_and_a_draft_is_called_one(tmp_path) -> None:
    chart = reviewed(tmp_path)
    review = last_review(chart)
    assert review is not None
    open_one = msgspec.structs.replace(review, signatures=())
    text = review_markdown(chart, open_one, LIBRARY, TODAY, rehearsal=True)
    assert "> **Rehearsal: invented person." in text
    assert "This review is a draft: nobody has signed it." in text
    assert "status: draft" in text


def test_an_objective_that_is_gone_leaves_its_mark(tmp_path) -> None:
    chart = msgspec.structs.replace(reviewed(tmp_path), plans=())
    review = last_review(chart)
    assert review is not None
    text = review_markdown(chart, review, LIBRARY, TODAY)
    assert "| ? |" in text
