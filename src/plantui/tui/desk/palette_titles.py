"""Titles of the palette in few words, for those that are too long for their column."""

from __future__ import annotations

MOST = 35
"""The longest title that stands whole beside its key from 60 columns up."""

BRIEF = {
    "event.add": "Add an event (crisis, relapse ...)",
    "text.next_part": "Next section, or expand ;snippet",
    "export.bundle": "Export everything (records request)",
    "command.tour": "Ten tasks on invented clients",
    "command.template.save": "Save this plan as a template",
    "text.done": "Done: save, go back, offer to sign",
    "command.library.edit": "Edit the practice's statements",
    "client.back": "Back to the client before this one",
    "shelf.copy": "Copy the line to the shelf",
    "text.measure": "Insert a measure and its score",
    "sign.open": "Sign what is under the cursor",
    "review.evidence": "Notes and scores behind this line",
    "text.format": "Change the format (DAP, SOAP ...)",
    "command.verify": "Check the store and its signatures",
    "history.open": "Reviews and versions of this client",
    "add.intervention": "Add an intervention",
    "command.doctor": "Check this terminal and set-up",
    "export.again": "Export the same thing again",
    "client.today": "Glance at the next client",
    "view.theme": "Theme: dark, light, contrast, mono",
    "add.plan": "Start a plan (template or blank)",
    "command.keys.test": "Show what the terminal sends",
    "node.move_down": "Move the line down",
    "command.takeover": "Take over a text held elsewhere",
    "command.import": "Import clients or a chart",
    "review.refocus": "Keep the plan, refocus next visit",
}
"""Action id -> its title in at most ``MOST`` cells."""


def brief(action: str, title: str) -> str:
    """The title in few words; a title that fits is its own."""
    return title if len(title) <= MOST else BRIEF.get(action, title)
