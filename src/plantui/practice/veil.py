"""A text without the names of certain people: what a member's chart may hold of a visit that others shared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from plantui.model.client import ChartKind
from plantui.practice.members import Member

_SMALL = (
    "al and ben bin da dal de del della den der di do dos du e el ibn la las le los mac of st ter the van vom von y"
)
_PARTICLES: Final = frozenset(_SMALL.split())
"""Words inside last names that are no name by themselves."""
_COMMON = (
    "alma angel art august autumn bill bob brook chance chase christian dale dawn dean dick drew earnest faith forest "
    "frank gay gene glory grace grant guy happy harry heather hope hunter iris ivy jack jay jean jewel joy june king "
    "lance lane lily mark mason mat may melody mercy miles misty neil olive pat patience pearl peg penny price ray "
    "reed rich rob robin rock rod rose rusty sally sandy scout skip star stone storm sue summer sunny tad teddy tony "
    "tuck victor violet wade ward will winter wood woods young"
)
_EVERYDAY: Final = frozenset(_COMMON.split())
"""Names that are common words too: in small letters they are taken for the word."""


@dataclass(frozen=True)
class Words:
    """How others are named where their names are left out: one, several, and one who may be anybody of them."""

    one: str
    several: str
    either: str


WORDS: Final = {
    ChartKind.COUPLE: Words("the partner", "the others", "one of the two"),
    ChartKind.FAMILY: Words("another family member", "other family members", "a family member"),
    ChartKind.GROUP: Words("another member", "other members", "a member"),
}
"""Kind of chart -> what stands in the place of a name."""


def folded(text: str) -> tuple[str, list[int]]:
    """The text without case and accents, and for each of its letters where it stood; one place more for the end."""
    letters: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
        for part in plain.casefold():
            letters.append(part)
            places.append(at)
    places.append(len(text))
    return "".join(letters), places


def fold(text: str) -> str:
    """The text without case and accents."""
    return folded(text)[0]


def _plain(name: str) -> str:
    return " ".join(fold(name).split())


def _parts(name: str) -> list[str]:
    """The words of a name that are a name by themselves."""
    pieces = re.split(r"[\s\-‐'’.]+", name)
    return [piece for piece in pieces if len(piece) > 1 and piece.casefold() not in _PARTICLES]


@dataclass(frozen=True)
class _Name:
    """One spelling: whose it is, whether it is more than a last name, and whether it counts only with a capital."""

    own: bool = False
    others: bool = False
    personal: bool = False
    capital: bool = False


class Veil:
    """Puts words in the place of the names, initials and codes of ``others``; the names of ``own`` stay.

    What fits both, such as a first name that two members share, is taken out too; a shared last name by itself stays.
    """

    def __init__(self, others: Sequence[Member], own: Member | None, words: Words) -> None:
        self.words = words
        self._names: dict[str, _Name] = {}
        self._letters: dict[str, tuple[bool, bool]] = {}
        for member, is_own in [*((each, False) for each in others), *([(own, True)] if own is not None else [])]:
            self._take(member, is_own)
        spelled = sorted(self._names, key=len, reverse=True)
        pattern = "|".join(_spelling(each) for each in spelled)
        self._pattern = re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])") if spelled else None
        shapes = "|".join(_letters_pattern(each) for each in self._letters)
        self._initials = re.compile(rf"(?<![\w.])(?:{shapes})(?!\w)") if shapes else None

    def _take(self, member: Member, own: bool) -> None:
        last = {_plain(part) for part in (member.family, *_parts(member.family))}
        first = {_plain(part) for name in member.given for part in (name, *_parts(name))}
        spellings = {*member.phrases, *(part for name in (*member.given, member.family) for part in _parts(name))}
        if member.code:
            spellings.add(member.code)
        for spelling in spellings:
            plain = _plain(spelling)
            if len(plain) < 2 or plain in _PARTICLES:
                continue
            before = self._names.get(plain, _Name())
            self._names[plain] = _Name(
                own=before.own or own,
                others=before.others or not own,
                personal=before.personal or plain in first or plain not in last,
                capital=plain in _EVERYDAY or len(plain) == 2,
            )
        letters = "".join(char for char in member.initials if char.isalpha())
        if letters:
            mine, theirs = self._letters.get(letters, (False, False))
            self._letters[letters] = (mine or own, theirs or not own)

    def over(self, text: str) -> str:
        """The text without the names."""
        found = sorted([*self._found_names(text), *self._found_initials(text)])
        if not found:
            return text
        parts: list[str] = []
        at = 0
        for start, end, mark in found:
            if start >= at:
                parts += [text[at:start], mark]
                at = end
        return self._worded("".join([*parts, text[at:]]))

    def _found_names(self, text: str) -> Iterator[tuple[int, int, str]]:
        if self._pattern is None:
            return
        plain, places = folded(text)
        for match in self._pattern.finditer(plain):
            start, end = places[match.start()], places[match.end()]
            known = self._names[" ".join(match[0].split())]
            shared_last_name = known.own and not known.personal
            if known.others and not shared_last_name and (text[start].isupper() or not known.capital):
                yield start, end, _EITHER if known.own else _ONE

    def _found_initials(self, text: str) -> Iterator[tuple[int, int, str]]:
        if self._initials is None:
            return
        for match in self._initials.finditer(text):
            said = fold("".join(char for char in match[0] if char.isalpha()))
            whose = [each for letters, each in self._letters.items() if fold(letters) == said]
            if any(others for _, others in whose):
                yield match.start(), match.end(), _EITHER if any(own for own, _ in whose) else _ONE

    def _worded(self, text: str) -> str:
        """The marks as words: one person said in several words is one, a list of people is several."""
        some = f"[{_ONE}{_EITHER}]"
        text = re.sub(rf"{some}(?:[ \t\-‐]*{some})+", lambda found: found[0][-1], text)
        between = r"(?:, ?(?:and |or )?| ?& ?| and | or | ?/ ?)"
        text = re.sub(rf"{some}(?:{between}{some})+", _SEVERAL, text)
        for mark, said in ((_ONE, self.words.one), (_EITHER, self.words.either), (_SEVERAL, self.words.several)):
            begun = f"{said[0].upper()}{said[1:]}"
            text = re.sub(rf"(^|[.!?]\s+|\n\s*){mark}", rf"\g<1>{begun}", text).replace(mark, said)
        return text


_ONE, _EITHER, _SEVERAL = "\ue000", "\ue001", "\ue002"
"""What stands for names until the words are put in; from the private use area, which nobody types."""


def _spelling(plain: str) -> str:
    return r"\s+".join(re.escape(word) for word in plain.split())


def _letters_pattern(letters: str) -> str:
    """Initials with points in any case, without points in capitals; a single letter only with its point."""
    if len(letters) == 1:
        return rf"{re.escape(letters)}\."
    dotted = r"\.\s?".join(map(re.escape, letters))
    return rf"(?i:{dotted}\.?)|{re.escape(letters)}"
