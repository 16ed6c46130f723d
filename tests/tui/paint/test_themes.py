"""Every theme and the borders of ASCII say the same, on every page: nothing is told by colour or by a line alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from tests.tui.desk.trouble import clash, fail
from tests.tui.desk.vaulted import PASSPHRASE, vaulted
from tests.tui.desk.writing import keep, moved_on
from tests.tui.paint.test_course_screens import SCREENS as COURSE
from tests.tui.paint.test_finding_snapshots import SCREENS as FINDING
from tests.tui.paint.test_library_snapshots import SCREENS as LIBRARY
from tests.tui.paint.test_note_snapshots import SCREENS as NOTES
from tests.tui.paint.test_note_snapshots import SNIPPETS
from tests.tui.paint.test_review_snapshots import SCREENS as REVIEW
from tests.tui.paint.test_snapshots import SCREENS as MAIN
from tests.tui.seat import Seat

from plantui.settings.paths import find_paths
from plantui.tui.desk.editor_outline import codes_of, rewrite
from plantui.tui.desk.viewing import THEMES
from plantui.tui.frame import Frame, in_ascii
from plantui.tui.frame.line import Line
from plantui.tui.paint.scenes import WHERE
from plantui.tui.paint.screen import paint
from plantui.tui.terminal.palette import Palette

Go = Callable[[Seat], object]


def pressed(*words: str) -> Go:
    """Keys, and words that are typed."""
    return lambda at: at.press(*words)


def held(at: Seat) -> Seat:
    """Another terminal types the line that is opened here."""
    keep(at).press("2 e").type("; -> 5")
    return keep(at.again(), "two", "pts/3").press("2 e")


def held_text(at: Seat) -> Seat:
    """The same, and reading on."""
    return held(at).press("r")


def snippets(at: Seat) -> None:
    """The phrases of a file."""
    config = at.room.folder.with_name("config")
    config.mkdir()
    (config / "snippets.toml").write_text(SNIPPETS)
    at.desk.paths = msgspec.structs.replace(find_paths(None, {}), config=config)
    at.press("n", "ctrl+o", "s")


def outline(at: Seat) -> None:
    """The plan as a text that does not read."""
    page = rewrite(
        at.desk,
        at.desk.state.client,
        codes_of(at.desk, at.desk.state.client),
        "p1 Worry\n  g1 Sleep\n    g1.1 PHQ-9 18 -> 9 by february 30",
    )
    assert page is not None
    at.desk.open(page)


def empty_plan(at: Seat) -> None:
    """A new client without a plan."""
    at.press("a c").type("Vega, Luz").press("enter")


SCREENS: dict[str, Go] = {
    **MAIN,
    **NOTES,
    **REVIEW,
    **{name: pressed(*words) for name, words in LIBRARY.items()},
    **COURSE,
    **FINDING,
    "note-snippets": snippets,
    "save-failed": fail,
    "conflict": clash,
    "held": held,
    "held-text": held_text,
    "draft-moved": moved_on,
    "locked": pressed("L"),
    "first-client": empty_plan,
    "outline": outline,
    "about": pressed(":", "about", "enter"),
    "zoomed-caseload": pressed("1 z z"),
    "zoomed-queue": pressed("3 z z"),
}
"""Every page and panel of the program in the states that are drawn."""
SIZES = ((120, 40), (80, 24), (60, 20))


@pytest.fixture
def private(sealed_store: Path, tmp_path: Path) -> Seat:
    at = vaulted(sealed_store, tmp_path / "store", sealed=True)[0]
    at.press("g v").type(PASSPHRASE).press("enter", "n").type("A dream").press("ctrl+j", "n").type("Another")
    return at.press("ctrl+j")


def shown(sized: Callable[[int, int], Seat], screen: str) -> Seat:
    at = sized(120, 40)
    other = SCREENS[screen](at)
    return other if isinstance(other, Seat) else at


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_says_the_same_in_every_theme_and_in_ascii(sized: Callable[[int, int], Seat], screen: str) -> None:
    look_at(shown(sized, screen))


def test_private_notes_say_the_same_in_every_theme_and_in_ascii(private: Seat) -> None:
    look_at(private)


def test_the_empty_store_says_the_same_in_every_theme_and_in_ascii(empty: Seat) -> None:
    look_at(empty)
    look_at(empty.press("?"))


def look_at(at: Seat) -> None:
    """The whole check of one state, at three sizes."""
    for width, height in SIZES:
        texts = set()
        for theme in THEMES:
            at.desk.state.theme = theme
            frame = paint(at.desk, width, height)
            texts.add(frame.text())
        assert len(texts) == 1, "a theme says something else"
        same_words(frame)
        borders_tell_the_focus(frame)
        for row, spans in enumerate(frame.lines):
            signs_beside_styles(frame, row, spans)


def same_words(frame: Frame) -> None:
    """ASCII has every word of the frame at its place, and nothing but ASCII."""
    plain = in_ascii(frame).text()
    assert plain.isascii()
    for drawn, ascii_row in zip(frame.text().split("\n"), plain.split("\n"), strict=True):
        for word in re.findall(r"[!-~]+", drawn):
            assert word in ascii_row, drawn


def borders_tell_the_focus(frame: Frame) -> None:
    """What is drawn double is `#` in ASCII, and only that; what is drawn single is not."""
    for row, (drawn, plain) in enumerate(zip(frame.lines, in_ascii(frame).lines, strict=True)):
        text, ascii_text = "".join(part for part, _ in drawn), "".join(part for part, _ in plain)
        if len(text) != len(ascii_text):
            continue
        for one, other in zip(text, ascii_text, strict=True):
            if one in "═║╔╗╚╝":
                assert other == "#", (row, text)
            elif one in "─│┌┐└┘├┤":
                assert other in "+-|", (row, text)


SIGNS = {
    "overdue": "late|no plan|unsign|item|relapse|crisis|loss|event|met|missed|worse|hospital|NOT SAVED|READ ONLY",
    "soon": "in [0-7] d|today",
    "better": r"bett|\+[12]|arrived",
    "worse": r"wors|-[12]",
    "done": "met|signed|ok",
    "stopped": "dis|hld",
}
"""Styles with a meaning, and the words that must stand in the same text."""


def signs_beside_styles(frame: Frame, row: int, spans: Line) -> None:
    """A style that means something has its sign or its words in the same row."""
    letters = any("label" in style.split() for _, style in spans)
    for run, style, before in runs(spans):
        if style in ("cursor", "here", "selected"):
            assert letters or marked(frame, row, run, style, before), f"{style}: {run!r} after {before!r}"
        elif style == "ticked":
            assert "*" in run[:3] or "[x]" in run[:6] or re.search(r">?\*", before), f"{style}: {run!r}"
        elif run.strip():
            assert re.search(r"\(.*|\?|\{.*|\[.*", run), f"{style}: {run!r}"
    for text, style in spans:
        for word, signs in SIGNS.items():
            # What a panel covers is cut short: only the rest of a word is left of it.
            if word in style.split() and len(text.strip()) > 4:
                assert re.search(signs, text), f"{word}: {text!r}"


COVERED = 4
"""So few letters of a row are what a panel over it has left."""


def runs(spans: Line) -> Iterator[tuple[str, str, str]]:
    """Neighbouring spans of one meaning as one text, with their style and all that stands before them in the row."""
    for kind in ("cursor", "here", "selected", "ticked", "suggestion"):
        before, text, inside = "", "", False
        for part, style in spans:
            if (kind in style.split()) is not inside:
                if inside:
                    yield text, kind, before
                before, text, inside = before + text, "", not inside
            text += part
        if inside:
            yield text, kind, before


def marked(frame: Frame, row: int, run: str, style: str, before: str) -> bool:
    """Whether a chosen row has its `>`, its `[x]` or its brackets; or goes on from the row above, which has them."""
    if ">" in run[:3] or re.search(r">\s?\S?\s?$", before) or re.search(r"^\s*\[.*\]|_", run):
        return True
    if "[" in before[-2:] or run.lstrip().startswith("[") or len(run.strip()) <= COVERED:
        return True
    if re.search("[║╗╝]$", before) and len(re.findall("[║╔╗╚╝]", before)) > 1:
        return True  # A panel covers the beginning of the row.
    above = runs(frame.lines[row - 1]) if row else iter(())
    return any(word == style and marked(frame, row - 1, text, word, ahead) for text, word, ahead in above)


def test_every_kind_of_page_is_among_them(sized: Callable[[int, int], Seat], private: Seat) -> None:
    kinds = {type(scene).__name__ for scene in private.desk.state.scenes}
    for screen in SCREENS:
        kinds |= {type(scene).__name__ for scene in shown(sized, screen).desk.state.scenes}
    assert set(WHERE) - kinds == set()


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_chosen_is_seen_in_every_theme(theme: str) -> None:
    palette = Palette(theme)
    for style in ("cursor", "here", "selected", "caret", "ticked", "label"):
        assert palette.look(style) != palette.look(""), style


# The checks themselves: each is seen to fail.


@pytest.mark.parametrize(
    "spans",
    [
        (("  Reyes, M  14:00", "cursor"),),
        (("  an action", "selected"),),
        (("  Reyes, M", "ticked"),),
        (("Fr 12  11 d", "overdue"),),
        (("now 11 more", "better"),),
        (("reading on", "suggestion"),),
    ],
)
def test_a_style_without_its_sign_is_found(spans: Line) -> None:
    frame = Frame(40, 1, (spans,))
    with pytest.raises(AssertionError):
        signs_beside_styles(frame, 0, frame.lines[0])


def test_a_theme_that_says_something_else_is_found(demo: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    from plantui.tui.paint import screen

    said = screen._saved
    monkeypatch.setattr(screen, "_saved", lambda desk: said(desk) if desk.state.theme != "mono" else "kept")
    with pytest.raises(AssertionError, match="says something else"):
        look_at(demo)
