"""The clinical record: what belongs to a chart beside the plan and the notes."""

from __future__ import annotations

from plantui.keys.action import Action, Group, Subject
from plantui.keys.context import Context as C


def _record(
    action_id: str,
    second: str,
    title: str,
    short: str,
    *words: str,
    subject: Subject = Subject.CLIENT,
    verb: str = "",
) -> Action:
    """An action under `a` that adds to the clinical record."""
    return Action(
        id=action_id,
        title=title,
        help=title,
        group=Group.ADD,
        keys={C.NORMAL: (f"a {second}",)},
        subject=subject,
        words=words,
        short=short,
        verb=verb,
        changes=True,
        undo=True,
    )


ACTIONS: tuple[Action, ...] = (
    _record(
        "event.add",
        "e",
        "Event: crisis, relapse, loss, life event, hospital stay, goal met",
        "event",
        "crisis",
        "risk",
        verb="event",
    ),
    _record("screening.add", "s", "Screening and fit decision", "screening", "referral", "accept"),
    _record(
        "assessment.add",
        "a",
        "Assessment, needs, strengths, risk, trauma overview",
        "assessment",
        "intake",
        "formulation",
    ),
    _record("diagnosis.add", "d", "Diagnosis (ICD-10-CM search)", "diagnosis", "dx", "code"),
    _record("consent.add", "k", "Consent or release", "consent", "permission", "disclosure"),
    _record("authorization.add", "u", "Authorized visits", "authorization", "units", "payer"),
    _record("safety.open", "f", "Staying-safe plan", "staying-safe plan", "crisis", "risk", "safety plan"),
    _record(
        "addendum.add",
        "x",
        "Addendum to a sealed note or review",
        "addendum",
        "correction",
        subject=Subject.NOTE,
        verb="addendum",
    ),
)
