"""Which painter draws which page or panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from plantui.tui.desk.blanks import BlanksPage
from plantui.tui.desk.caseload_picture import PicturePage
from plantui.tui.desk.checking import FindingsPage
from plantui.tui.desk.editor_outline import OutlinePage
from plantui.tui.desk.events import EventPanel
from plantui.tui.desk.glancing import GlancePage
from plantui.tui.desk.held import HeldPanel
from plantui.tui.desk.history import HistoryPage, VersionPage
from plantui.tui.desk.keys_test import KeysTest
from plantui.tui.desk.library_page import LibraryPage
from plantui.tui.desk.locking import LockPage
from plantui.tui.desk.measure import MeasurePage
from plantui.tui.desk.measure_follow import FollowPanel
from plantui.tui.desk.moved import MovedDraft
from plantui.tui.desk.note import NotePage
from plantui.tui.desk.note_addendum import AddendumPage
from plantui.tui.desk.note_export import NoteRange
from plantui.tui.desk.note_letters import LetterPanel
from plantui.tui.desk.note_list import NoteList
from plantui.tui.desk.note_sign import SignStrip
from plantui.tui.desk.palette import Palette
from plantui.tui.desk.pick import PickPanel
from plantui.tui.desk.plain import PlainPage
from plantui.tui.desk.private import PrivatePanel
from plantui.tui.desk.review import ReviewPage
from plantui.tui.desk.review_evidence import ReviewEvidence
from plantui.tui.desk.review_prompt import ReviewPrompt
from plantui.tui.desk.review_signature import ReviewSignature
from plantui.tui.desk.scene import Scene
from plantui.tui.desk.settings_page import SettingsPage
from plantui.tui.desk.shelf import ShelfPage
from plantui.tui.desk.snippet import SnippetPanel
from plantui.tui.desk.steps import StepsPage
from plantui.tui.desk.timeline import EntryPage
from plantui.tui.desk.trend import TrendPage
from plantui.tui.frame import Block
from plantui.tui.paint.blanks import blanks_page
from plantui.tui.paint.editor_outline import follow_outline, outline_page
from plantui.tui.paint.events import event_panel
from plantui.tui.paint.gone import or_stay, or_why
from plantui.tui.paint.held import held_panel
from plantui.tui.paint.history import follow_history, follow_version, history_page, version_page
from plantui.tui.paint.keys_test import keys_test_page
from plantui.tui.paint.library_page import follow_library, library_page
from plantui.tui.paint.lock import lock_page
from plantui.tui.paint.measure import follow_measure, measure_page
from plantui.tui.paint.measure_follow import follow_panel, scroll_follow
from plantui.tui.paint.note import follow_note, note_page
from plantui.tui.paint.note_list import addendum_page, follow_notes, follow_unsigned, notes_page, unsigned_page
from plantui.tui.paint.note_panels import letter_panel, range_panel, sign_strip, snippet_panel
from plantui.tui.paint.pages import findings_page, follow_findings, follow_glance, glance_page
from plantui.tui.paint.palette import follow_palette, palette_panel
from plantui.tui.paint.pick import follow_pick, pick_panel
from plantui.tui.paint.plain import follow_plain, plain_page
from plantui.tui.paint.private import private_panel
from plantui.tui.paint.review import follow_review, review_page
from plantui.tui.paint.review_panels import evidence_panel, follow_evidence, prompt_panel, signature_panel
from plantui.tui.paint.settings_page import follow_settings, settings_page
from plantui.tui.paint.shelf import follow_shelf, shelf_page
from plantui.tui.paint.steps import follow_steps, steps_page
from plantui.tui.paint.timeline import entry_page, follow_entry
from plantui.tui.paint.trend import follow_trend, trend_page
from plantui.tui.paint.trouble import moved_panel

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk
from plantui.tui.desk.unsigned import UnsignedPage
from plantui.tui.paint.caseload_picture import follow_picture, picture_page


def _stays(desk: Desk, scene: Scene) -> None:
    """Nothing to scroll."""


class Painter(NamedTuple):
    """How a scene is drawn.

    ``paint`` gets the desk, the scene, the width and the height. A page fills exactly that, its own first row
    included; a panel returns a block no larger, which is centred over what is behind, or stands at the foot.
    ``follow`` scrolls the scene so that its cursor stays in view; it is called after each key.
    """

    paint: Callable[[Desk, Any, int, int], Block]
    follow: Callable[[Desk, Any], None] = _stays
    at_foot: bool = False


PAINTERS: dict[type[Scene], Painter] = {
    PicturePage: Painter(picture_page, follow_picture),
    EventPanel: Painter(event_panel, at_foot=True),
    FollowPanel: Painter(or_why(follow_panel), or_stay(scroll_follow)),
    BlanksPage: Painter(blanks_page),
    StepsPage: Painter(steps_page, follow_steps),
    LibraryPage: Painter(library_page, follow_library),
    PickPanel: Painter(pick_panel, follow_pick),
    FindingsPage: Painter(findings_page, follow_findings),
    GlancePage: Painter(glance_page, follow_glance),
    MeasurePage: Painter(or_why(measure_page), or_stay(follow_measure)),
    EntryPage: Painter(or_why(entry_page), or_stay(follow_entry)),
    HistoryPage: Painter(history_page, follow_history),
    TrendPage: Painter(trend_page, follow_trend),
    VersionPage: Painter(or_why(version_page), or_stay(follow_version)),
    HeldPanel: Painter(held_panel),
    LockPage: Painter(lock_page),
    MovedDraft: Painter(moved_panel),
    Palette: Painter(palette_panel, follow_palette),
    NotePage: Painter(note_page, follow_note),
    OutlinePage: Painter(outline_page, follow_outline),
    NoteList: Painter(notes_page, follow_notes),
    AddendumPage: Painter(addendum_page),
    UnsignedPage: Painter(unsigned_page, follow_unsigned),
    NoteRange: Painter(range_panel, at_foot=True),
    LetterPanel: Painter(letter_panel),
    SnippetPanel: Painter(snippet_panel),
    SignStrip: Painter(sign_strip, at_foot=True),
    ReviewPage: Painter(review_page, follow_review),
    ReviewEvidence: Painter(evidence_panel, follow_evidence),
    ReviewPrompt: Painter(prompt_panel, at_foot=True),
    ReviewSignature: Painter(signature_panel),
    ShelfPage: Painter(shelf_page, follow_shelf),
    SettingsPage: Painter(settings_page, follow_settings),
    PrivatePanel: Painter(private_panel),
    PlainPage: Painter(plain_page, follow_plain),
    KeysTest: Painter(keys_test_page),
}
"""Kind of scene -> its painter."""


def painter(scene: Scene) -> Painter:
    """The painter of a scene."""
    return PAINTERS[type(scene)]
