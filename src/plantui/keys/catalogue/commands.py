"""Commands that have no key of their own: they are found in the palette or typed as a line."""

from __future__ import annotations

from plantui.keys.action import Action, Group, Subject


def _command(
    verb: str,
    title: str,
    *words: str,
    subject: Subject = Subject.NOTHING,
    changes: bool = False,
) -> Action:
    """A palette-only command; its id is its verb with `command.` before it and dots for spaces."""
    return Action(
        id=f"command.{verb.replace(' ', '.')}",
        title=title,
        help=title,
        group=Group.COMMAND,
        subject=subject,
        words=words,
        verb=verb,
        changes=changes,
        undo=changes,
    )


ACTIONS: tuple[Action, ...] = (
    _command("theme", "Choose a theme: dark, light, contrast, mono", "colour"),
    _command("names", "Show names in full, as initials or as codes", "privacy"),
    _command("when", "Move this review to a date", "postpone", subject=Subject.PLAN, changes=True),
    _command("spread", "Spread the ticked reviews over days", "backlog", subject=Subject.STORE, changes=True),
    _command("goto", "Go to a client or a code", "jump"),
    _command(
        "members",
        "Who is seen together in this chart",
        "couple",
        "family",
        "group",
        subject=Subject.CLIENT,
        changes=True,
    ),
    _command("template save", "Save this plan as a template, without its values", subject=Subject.PLAN),
    _command("library edit", "Edit the practice's statements in your editor", "statements"),
    _command("snippets", "Show the snippets", "phrases"),
    _command("measures", "Show the measures", "scales", "questionnaires"),
    _command("import", "Import clients or a chart from a file", "csv", "bundle", subject=Subject.STORE),
    _command("backup", "Back up the whole store to one file", "save", "copy", subject=Subject.STORE),
    _command("verify", "Check the store, its links and signatures", "damage", subject=Subject.STORE),
    _command("lint", "Check this plan", "problems", "must", "ask", subject=Subject.PLAN),
    _command("log", "Show this run's messages", "what did it say"),
    _command("set", "Change one setting", "config", "preference"),
    _command("keys", "Show every key in force", "keymap", "shortcuts"),
    _command("keys test", "Show what the terminal sends for a key", "terminal", "multiplexer"),
    _command("doctor", "Check this terminal and the installation", "diagnose"),
    _command("tour", "Ten tasks on invented clients, with the real keys", "tutorial", "learn"),
    _command("shelf", "Show the shelf", "copied", "clipboard"),
    _command("takeover", "Take over the text that another terminal types", "held", "read only"),
    _command("suspend", "Lock and go back to the shell", "stop", "job"),
    _command("redraw", "Draw the screen again", "refresh", "garbled"),
    _command("about", "About PlanTUI", "version", "licence"),
)
