"""The signature panel: how the client took part, one sentence of theirs, initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantui.clinical.standing import draft
from plantui.model.signature import TookPart
from plantui.practice.commands.signing import SignPlan, check_signable
from plantui.practice.refusal import NeedsReason, Refused
from plantui.tui.desk.state import SignPanel, SignStage, View

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Action, Desk


def open_panel(desk: Desk) -> None:
    """Open the signature panel for the draft of this client's plan.

    Raises:
        Refused: there is no draft, or it cannot be signed yet.
    """
    chart = desk.chart()
    plan = draft(chart)
    if plan is None:
        signed = desk.shown.plan()
        if signed is None:
            raise Refused("No plan yet. a p starts one.")
        raise Refused(f"Plan v{signed.number} is signed. Changing a line starts v{signed.number + 1}.")
    check_signable(chart, plan, desk.practice.acting(), "later")
    desk.state.view = View.MAIN
    desk.state.sign = SignPanel(chart=chart.id)


def _answer(answer: TookPart) -> Action:
    def take(desk: Desk) -> None:
        panel = desk.state.sign
        if panel is None or panel.stage is not SignStage.TOOK_PART:
            return
        panel.took_part = answer
        panel.problem = ""
        panel.stage = SignStage.WHY if answer is TookPart.NOT_YET else SignStage.COMMENT

    return take


def _stages(panel: SignPanel) -> list[SignStage]:
    stages = [SignStage.TOOK_PART]
    if panel.took_part is TookPart.NOT_YET:
        stages.append(SignStage.WHY)
    stages.append(SignStage.COMMENT)
    if panel.stage is SignStage.ANYWAY or panel.anyway.text.strip():
        stages.append(SignStage.ANYWAY)
    return [*stages, SignStage.INITIALS]


def _next(by: int) -> Action:
    def move(desk: Desk) -> None:
        panel = desk.state.sign
        if panel is None:
            return
        stages = _stages(panel)
        at = stages.index(panel.stage) + by
        panel.stage = stages[max(0, min(at, len(stages) - 1))]

    return move


def anyway(desk: Desk) -> None:
    """Sign against the payer profile's gate: asks for the reason first."""
    panel = desk.state.sign
    if panel is not None:
        panel.stage = SignStage.ANYWAY
        panel.problem = ""


def commit(desk: Desk) -> None:
    """Enter: in a field go on, in the initials sign."""
    panel = desk.state.sign
    if panel is None:
        return
    if panel.stage is SignStage.TOOK_PART:
        panel.problem = "y, p or n first: how did the client take part?"
        return
    if panel.stage is SignStage.WHY and not panel.why.text.strip():
        panel.problem = "Say in a few words why not yet."
        return
    if panel.stage is not SignStage.INITIALS:
        _next(1)(desk)
        return
    _sign(desk, panel)


def _sign(desk: Desk, panel: SignPanel) -> None:
    if panel.took_part is None:
        panel.stage = SignStage.TOOK_PART
        panel.problem = "y, p or n first: how did the client take part?"
        return
    command = SignPlan(
        initials=panel.initials.text,
        took_part=panel.took_part,
        comment=panel.comment.text,
        why=panel.why.text,
        anyway=panel.anyway.text,
    )
    try:
        desk.do(command, panel.chart)
    except NeedsReason as needed:
        panel.problem = needed.sentence
        return
    except Refused as refused:
        panel.problem = f"{refused.code} {refused.sentence}".strip()
        return
    desk.state.sign = None


ACTIONS: dict[str, Action] = {
    "sign.open": open_panel,
    "sign.client_yes": _answer(TookPart.IN_PERSON),
    "sign.client_phone": _answer(TookPart.BY_PHONE),
    "sign.client_not": _answer(TookPart.NOT_YET),
    "sign.next": _next(1),
    "sign.prev": _next(-1),
    "sign.commit": commit,
    "sign.anyway": anyway,
}
"""Action id -> what runs."""
