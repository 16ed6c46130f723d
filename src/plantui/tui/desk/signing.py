"""Signing a plan: how the client took part, one sentence of theirs, initials."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from plantui.clinical.reference import profile_of
from plantui.clinical.standing import draft
from plantui.keys.field import opened
from plantui.model.chart import Chart
from plantui.model.signature import SigningMethod, TookPart
from plantui.practice.commands.signing import SignPlan, check_signable
from plantui.practice.notes import unsigned
from plantui.practice.refusal import NeedsReason, Refused
from plantui.tui.desk.checking import findings
from plantui.tui.desk.signature import SignPanel, SignStage
from plantui.tui.desk.signer import ASKS, emptied, sign_with, signing_field, typed_word

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk

FIRST = "y, p or n first: how did the client take part?"


def open_panel(desk: Desk) -> None:
    """Open the signature panel for the draft of this client's plan.

    Raises:
        Refused: there is no draft, or it cannot be signed yet.
    """
    chart = desk.chart()
    if draft(chart) is None and unsigned(chart):
        from plantui.tui.desk.note_list import sign_oldest

        sign_oldest(desk, chart)
        return
    panel = make_panel(desk)
    desk.to_main()
    desk.state.sign = panel


def make_panel(desk: Desk) -> SignPanel:
    """The signature panel of the draft of this client's plan.

    Raises:
        Refused: there is no draft, or it cannot be signed yet.
    """
    chart = desk.chart()
    plan = draft(chart)
    if plan is None:
        signed = desk.shown.plan()
        if signed is None:
            raise Refused(f"No plan yet. {desk.key('add.plan')} starts one.")
        raise Refused(f"Plan v{signed.number} is signed. Changing a line starts v{signed.number + 1}.")
    check_signable(chart, plan, desk.practice.acting(), "later")
    initials = signing_field(desk)
    profile = profile_of(chart, desk.library)
    found = findings(desk)
    return SignPanel(
        chart=chart.id,
        why=opened("", desk.history("sign why")),
        comment=opened("", desk.history("sign comment")),
        anyway=opened("", desk.history("sign anyway")),
        initials=initials,
        due=_next_review(desk, chart),
        musts=sum(finding.severity == "error" for finding in found),
        asks=sum(finding.severity == "warn" for finding in found),
        gate=profile.title if profile.gates else "",
    )


def _next_review(desk: Desk, chart: Chart) -> date | None:
    """The review date that signing now would set: found by signing a copy."""
    acting = desk.practice.acting()
    acting = replace(acting, sign_by=SigningMethod.INITIALS)
    trial = SignPlan(acting.user.initials, TookPart.IN_PERSON, anyway="trial")
    try:
        return trial.do(chart, acting).chart.schedule[-1].due
    except Refused:
        return None


def _answer(answer: TookPart) -> Action:
    def take(desk: Desk) -> None:
        panel = desk.state.sign
        if panel is None or panel.stage is not SignStage.TOOK_PART:
            return
        panel.took_part = answer
        panel.problem = ""
        panel.stage = SignStage.WHY if answer is TookPart.NOT_YET else SignStage.COMMENT

    return take


def _turn(by: int) -> Action:
    def move(desk: Desk) -> None:
        panel = desk.state.sign
        if panel is None:
            return
        stages = panel.stages
        at = stages.index(panel.stage) + by
        panel.stage = stages[max(0, min(at, len(stages) - 1))]
        panel.problem = ""

    return move


def anyway(desk: Desk) -> None:
    """Sign against the payer profile's gate: asks for the reason first."""
    panel = desk.state.sign
    if panel is None:
        return
    if not panel.gate or not panel.musts:
        word = typed_word(panel.initials)
        panel.problem = ASKS.format(word=word) if panel.took_part else FIRST
        return
    panel.stage = SignStage.ANYWAY
    panel.problem = ""


def commit(desk: Desk) -> None:
    """Enter: in a field go on, in the initials sign."""
    panel = desk.state.sign
    if panel is None:
        return
    if panel.stage is SignStage.TOOK_PART and panel.took_part is None:
        panel.problem = FIRST
    elif panel.stage is SignStage.WHY and not panel.why.text.strip():
        panel.problem = "Say in a few words why not yet."
    elif panel.stage is not SignStage.INITIALS:
        _turn(1)(desk)
    else:
        _sign(desk, panel)


def _sign(desk: Desk, panel: SignPanel) -> None:
    if panel.took_part is None:
        panel.stage = SignStage.TOOK_PART
        panel.problem = FIRST
        return
    if panel.took_part is TookPart.NOT_YET and not panel.why.text.strip():
        panel.stage = SignStage.WHY
        panel.problem = "Say in a few words why not yet."
        return
    sign_with(desk, panel, lambda given: _make(desk, panel, given))


def _make(desk: Desk, panel: SignPanel, given: str) -> None:
    """Sign with what was given; what stands in the way is said in the panel."""
    assert panel.took_part is not None
    command = SignPlan(
        initials=given,
        took_part=panel.took_part,
        comment=panel.comment.text,
        why=panel.why.text if panel.took_part is TookPart.NOT_YET else "",
        anyway=panel.anyway.text,
    )
    try:
        desk.mercy.add(desk.do(command, panel.chart))
    except NeedsReason as needed:
        panel.problem = needed.sentence
        return
    except Refused as refused:
        panel.initials = emptied(panel.initials)
        panel.problem = f"{refused.code} {refused.sentence}".strip()
        return
    keep_words(desk, panel)
    desk.state.sign = None
    for scene in tuple(desk.state.scenes):
        scene.signed(desk)


def keep_words(desk: Desk, panel: SignPanel) -> None:
    """Keep what was typed in the fields' histories, so that Up brings it back."""
    desk.remember("sign why", panel.why.text)
    desk.remember("sign comment", panel.comment.text)
    desk.remember("sign anyway", panel.anyway.text)


def close_panel(desk: Desk) -> None:
    """Esc: leave the plan unsigned; the words wait in history."""
    panel = desk.state.sign
    if panel is None:
        return
    keep_words(desk, panel)
    desk.state.sign = None
    words = any(field.text.strip() for field in (panel.why, panel.comment, panel.anyway))
    desk.say("Left unsigned. Your words wait under up." if words else "Left unsigned.")


ACTIONS: dict[str, Action] = {
    "sign.open": open_panel,
    "sign.client_yes": _answer(TookPart.IN_PERSON),
    "sign.client_phone": _answer(TookPart.BY_PHONE),
    "sign.client_not": _answer(TookPart.NOT_YET),
    "sign.next": _turn(1),
    "sign.prev": _turn(-1),
    "sign.commit": commit,
    "sign.anyway": anyway,
}
"""Action id -> what runs."""
