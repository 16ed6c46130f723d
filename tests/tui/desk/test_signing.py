"""The signature panel: six keys where nothing is in the way, and a word where something is."""

from __future__ import annotations

import pytest
from tests.tui.seat import Seat

from plantui.model.signature import TookPart


def test_six_keys(draft: Seat) -> None:
    draft.press("S y enter d w enter")
    assert draft.said == "Plan v1 of C-001 signed. Next review Tue 2 Jun 2026   u undo"
    assert "v1 signed 10 Mar 2026" in draft.screen()


@pytest.mark.parametrize(
    ("keys", "took_part", "reason"),
    [
        ("y", TookPart.IN_PERSON, "agreed, not yet signed"),
        ("p", TookPart.BY_PHONE, "agreed, not yet signed"),
    ],
)
def test_how_the_client_took_part_is_kept(draft: Seat, keys: str, took_part: TookPart, reason: str) -> None:
    draft.press("S", keys, "OK if slowly", "enter", "dw", "enter")
    kept = draft.chart.plans[0].collaboration
    assert kept is not None
    assert (kept.took_part, kept.comment, kept.reason) == (took_part, "OK if slowly", reason)


def test_not_yet_needs_a_reason(draft: Seat) -> None:
    draft.press("S n enter")
    assert "Say in a few words why not yet." in draft.screen()
    draft.press("on holiday", "enter enter", "dw", "enter")
    kept = draft.chart.plans[0].collaboration
    assert kept is not None
    assert (kept.took_part, kept.reason) == (TookPart.NOT_YET, "on holiday")


def test_wrong_initials_are_refused_and_can_be_put_right(draft: Seat) -> None:
    draft.press("S y enter", "xx", "enter")
    assert "S1 Those are not your initials (DW)" in draft.screen()
    assert not draft.chart.plans[0].signatures
    draft.press("ctrl+u", "d.w.", "enter")
    assert draft.chart.plans[0].signatures[0].initials == "DW"


def test_enter_before_an_answer_says_what_is_missing(draft: Seat) -> None:
    draft.press("S enter")
    assert "y, p or n first: how did the client take part?" in draft.screen()
    draft.press("tab tab", "dw", "enter")
    assert "y, p or n first" in draft.screen()


def test_the_panel_says_what_is_signed_and_when_it_is_reviewed(draft: Seat) -> None:
    screen = draft.press("S").screen()
    assert "SIGN PLAN v1   Reyes, Maria  C-001   F41.1" in screen
    assert "2 problems, 2 goals, 3 objectives, 4 interventions, next review 2 Jun 2026" in screen
    assert "Signing as          Dana Whitlock, LCSW (DW)" in screen


def test_a_moved_review_date_stands(draft: Seat) -> None:
    draft.press("w", "+4w", "enter", "S")
    assert "next review 7 Apr 2026" in draft.screen()


def test_an_empty_draft_cannot_be_signed(empty: Seat) -> None:
    empty.press("a c", "Vega, Luz", "enter a p", "outcome Rest", "enter enter S")
    assert empty.said == "The draft is empty. a p adds a problem."


def test_amend_sign_amend(demo: Seat) -> None:
    demo.press("2 e", "; -> 5", "enter S y enter", "dw", "enter")
    assert "v4 signed 10 Mar 2026" in demo.screen()
    demo.press("e", "; by +11w", "enter")
    assert "v5 draft" in demo.screen()
    assert [plan.number for plan in demo.chart.plans] == [1, 2, 3, 4, 5]


def gated(seat: Seat) -> Seat:
    """The chosen client's payer stops signatures on plans with findings that must be settled."""
    from dataclasses import dataclass
    from typing import ClassVar

    import msgspec

    from plantui.model.chart import Chart
    from plantui.practice.acting import Acting
    from plantui.practice.command import Command, Done

    profile = next(each for each in seat.desk.library.profiles.values() if each.gates)

    @dataclass(frozen=True)
    class Insure(Command):
        act: ClassVar[str] = "client.edit"

        def do(self, chart: Chart, acting: Acting) -> Done:
            client = msgspec.structs.replace(chart.client, profile=profile.id)
            return Done(msgspec.structs.replace(chart, client=client), "insured")

    seat.room.do(seat.chart.id, Insure())
    return seat


def test_a_gating_payer_needs_a_typed_reason(draft: Seat) -> None:
    gated(draft).press("G k d S")
    assert "blocked by" in draft.screen()
    draft.press("y enter", "dw", "enter")
    assert "! signs anyway with a reason." in draft.screen()
    draft.press("!", "payer asked by phone", "enter", "enter")
    signature = draft.chart.plans[0].signatures[0]
    assert signature.reason == "payer asked by phone"


def test_the_footer_offers_it_only_then(draft: Seat) -> None:
    draft.press("S y enter")
    assert "sign anyway" not in draft.screen()
    draft.press("esc")
    gated(draft).press("G k d S y enter")
    assert "! sign anyway" in draft.screen()
