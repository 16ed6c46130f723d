"""The `g` family: going to a screen or a page."""

from __future__ import annotations

from plantui.keys.action import Action, Group, Subject
from plantui.keys.context import Context as C


def _go(
    action_id: str,
    second: str,
    title: str,
    short: str,
    *words: str,
    subject: Subject = Subject.CLIENT,
    verb: str = "",
) -> Action:
    """An action under `g`, in NORMAL."""
    return Action(
        id=action_id,
        title=title,
        help=title,
        group=Group.GO,
        keys={C.NORMAL: (f"g {second}",)},
        subject=subject,
        words=words,
        short=short,
        verb=verb,
    )


ACTIONS: tuple[Action, ...] = (
    _go("client.back", "b", "Back to the client before this one (toggles)", "client before", "toggle"),
    _go(
        "client.today",
        "t",
        "Glance at the next appointment's client",
        "today's next",
        "glance",
        "next visit",
        "appointment",
        verb="glance",
    ),
    _go("screen.home", "h", "Main screen", "home", "caseload", "start", subject=Subject.NOTHING),
    _go("note.list", "n", "Notes of this client", "notes", "visits", "progress notes"),
    _go("library.open", "l", "Statement library", "library", "statements", subject=Subject.STORE, verb="library"),
    _go("work.unsigned", "u", "Everything unsigned", "unsigned", "drafts", subject=Subject.STORE),
    _go("plan.lint", "p", "Problems found in this plan", "problems found", "check", "lint", subject=Subject.PLAN),
    _go(
        "record.open",
        "c",
        "Clinical record: client, assessments, diagnoses, care team",
        "clinical record",
        "chart",
        "intake",
        "demographics",
    ),
    _go(
        "thread.walk",
        "w",
        "Claim walk from this visit",
        "claim walk",
        "golden thread",
        "audit",
        subject=Subject.NOTE,
    ),
    _go("caseload.stats", "s", "Caseload picture", "caseload picture", "numbers", subject=Subject.STORE, verb="stats"),
    _go(
        "rota.open",
        "r",
        "File-review rota: plan and notes side by side",
        "file-review rota",
        "supervision",
        subject=Subject.STORE,
    ),
    _go("inbox.open", "i", "Emergent issues of this client", "emergent issues", "inbox"),
    _go(
        "plan.stuck",
        "k",
        "Stuck page: framework, untried, what worked",
        "stuck page",
        "no progress",
        subject=Subject.PLAN,
    ),
    _go(
        "private.open",
        "v",
        "Private notes (asks the passphrase)",
        "private notes",
        "psychotherapy notes",
        "process notes",
    ),
)
