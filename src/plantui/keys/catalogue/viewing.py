"""The `z` family: folding, and how things are shown."""

from __future__ import annotations

from plantui.keys.action import Action, Group, Subject
from plantui.keys.context import Context as C


def _view(
    action_id: str,
    second: str,
    title: str,
    short: str,
    *words: str,
    subject: Subject = Subject.PANE,
    verb: str = "",
) -> Action:
    """An action under `z`; it changes what is shown, never a chart."""
    return Action(
        id=action_id,
        title=title,
        help=title,
        group=Group.VIEW,
        keys={C.NORMAL: (f"z {second}",)},
        subject=subject,
        words=words,
        short=short,
        verb=verb,
    )


ACTIONS: tuple[Action, ...] = (
    _view("fold.toggle", "a", "Fold or unfold this line", "fold", "collapse", subject=Subject.LINE),
    _view("fold.all", "m", "Fold everything", "fold all", "collapse"),
    _view("fold.none", "r", "Unfold everything", "unfold all", "expand"),
    _view("fold.problems", "1", "Show problems only", "problems", "level"),
    _view("fold.goals", "2", "Show down to goals", "goals", "level"),
    _view("fold.objectives", "3", "Show down to objectives", "objectives", "level"),
    _view("fold.interventions", "4", "Show down to interventions", "interventions", "level"),
    _view("view.zoom", "z", "Zoom the focused pane / back", "zoom", "full screen", "bigger"),
    _view("view.done", "d", "Show or hide met and discontinued", "show done", "finished"),
    _view("view.sort", "s", "Sort this pane: next key", "sort", "order", verb="sort"),
    _view("view.wrap", "w", "Wrap long lines on or off", "wrap", "long lines"),
    _view(
        "privacy.names",
        "p",
        "Names: full -> initials -> codes",
        "names",
        "privacy",
        "initials",
        "hide names",
        subject=Subject.NOTHING,
        verb="names",
    ),
    _view(
        "view.theme",
        "t",
        "Theme: dark, light, high contrast, mono",
        "theme",
        "colour",
        "contrast",
        subject=Subject.NOTHING,
        verb="theme",
    ),
    _view(
        "privacy.client_mode",
        "c",
        "Client mode: curtain over everyone else",
        "client mode",
        "show the client",
        "sign on screen",
        subject=Subject.CLIENT,
    ),
)
