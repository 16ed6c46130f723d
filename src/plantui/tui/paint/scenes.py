"""Which painter draws which page or panel."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plantui.tui.desk.scene import Scene
    from plantui.tui.paint.painter import Painter

WHERE: dict[str, str] = {
    "AddendumPage": "note_list",
    "BlanksPage": "blanks",
    "EntryPage": "timeline",
    "EventPanel": "events",
    "FindingsPage": "pages",
    "FollowPanel": "measure_follow",
    "GlancePage": "pages",
    "HeldPanel": "held",
    "HeldText": "held",
    "HistoryPage": "history",
    "KeysTest": "keys_test",
    "LetterPanel": "note_panels",
    "LibraryPage": "library_page",
    "LockPage": "lock",
    "MeasurePage": "measure",
    "MovedDraft": "trouble",
    "NoteList": "note_list",
    "NotePage": "note",
    "NoteRange": "note_panels",
    "OutlinePage": "editor_outline",
    "Palette": "palette",
    "PickPanel": "pick",
    "PicturePage": "caseload_picture",
    "PlainPage": "plain",
    "PrivatePanel": "private",
    "ReviewEvidence": "review_panels",
    "ReviewPage": "review",
    "ReviewPrompt": "review_panels",
    "ReviewSignature": "review_panels",
    "SettingsPage": "settings_page",
    "ShelfPage": "shelf",
    "SignStrip": "note_panels",
    "SnippetPanel": "note_panels",
    "StepsPage": "steps",
    "TrendPage": "trend",
    "UnsignedPage": "note_list",
    "VersionPage": "history",
}
"""Kind of scene -> the module here that draws it; it is loaded when the first such scene is opened."""


def painter(scene: Scene) -> Painter:
    """The painter of a scene; where its chart can no longer be read it says why."""
    return _painter(type(scene).__name__)


@cache
def _painter(kind: str) -> Painter:
    from plantui.tui.paint.gone import or_stay, or_why

    painters: dict[str, Painter] = import_module(f"plantui.tui.paint.{WHERE[kind]}").PAINTERS
    found = painters[kind]
    return found._replace(paint=or_why(found.paint), follow=or_stay(found.follow))
