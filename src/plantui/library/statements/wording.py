"""Rules about one statement: how it is worded, what it counts, what it must not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plantui.clinical.blanks import NAMES
from plantui.library.statements.finding import StatementFinding
from plantui.library.statements.lexis import COMMON_PRACTICE, Lexis
from plantui.model.statement import Statement, StatementKind

_BRACES = re.compile(r"\{([^{}]*)\}")
_BLANK = re.compile(r"\s*([A-Za-z]\w*)\s*(?::\s*(\w+)\s*)?(?:=([^{}|]*))?(?:\|[^{}|]*)*")
_TYPES = ("text", "number", "date", "measure", "freq")
_SHORT_FORMS = ("base", "goal")
_UNIT = r"(?:minutes?|hours?|days?|weeks?|months?|years?|nights?|sessions?)"
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|once|twice|half|both|"
    r"daily|nightly|weekly|each|every|first)"
)
_TIME = re.compile(
    rf"\{{(?:weeks|months|days|date|date2|by)\b|(?:\d+|{_NUMBER_WORD}) (?:more )?(?:days|weeks|months|week|month)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:within|in|for|over|by|after|of)\s+(?:the\s+)?(?:week\s+)?(?:\{(?:weeks|months|date|date2|by)\b[^{}]*\}|\d+)"
    r"(?:\s+(?:weeks|months))?",
    re.IGNORECASE,
)
_COUNT_BLANK = (
    r"\{(?:baseline|base|target|target2|goal|n|n2|nth|times|days|hours|minutes|seconds|percent|cutoff|threshold|total|"
    r"value|distance|frequency)\b"
)
_NUMBER = re.compile(rf"\d|{_COUNT_BLANK}|\b{_NUMBER_WORD}\b", re.IGNORECASE)
_TARGETED = re.compile(r"\{(?:target|goal|baseline|base)\b")
_BY = re.compile(r"\bby\s+(?:\+|\{|\d|[a-z])", re.IGNORECASE)
_NEEDS_QUOTES = re.compile(r';|"|->|→')

Rule = Callable[[Statement, Lexis], Iterator[StatementFinding]]


def check_wording(statement: Statement, lexis: Lexis) -> Iterator[StatementFinding]:
    """Everything that can be said about a statement by itself, but for its metric's grammar."""
    for rule in (_blanks, _forbidden, _tone, _shape):
        yield from rule(statement, lexis)
    if statement.kind == StatementKind.OBJECTIVE:
        yield from _objective(statement, lexis)
    elif statement.kind == StatementKind.INTERVENTION:
        yield from _intervention(statement, lexis)


def printed(text: str) -> str:
    """The text with each blank as its default, its first choice, or its name."""

    def said(found: re.Match[str]) -> str:
        name, _, rest = found[1].partition("=") if "=" in found[1] else found[1].partition("|")
        return rest.partition("|")[0] or name.partition(":")[0]

    return _BRACES.sub(said, text)


def _blanks(statement: Statement, lexis: Lexis) -> Iterator[StatementFinding]:
    del lexis
    for text in (statement.text, statement.metric):
        for inside in _BRACES.findall(text):
            found = _BLANK.fullmatch(inside)
            name = found[1].lower() if found else ""
            if found is None or (name not in NAMES and name not in _SHORT_FORMS):
                yield _error(statement, "blank", f'"{{{inside[:40]}}}" is not a blank of the closed list.')
            elif found[2] and found[2].lower() not in _TYPES:
                yield _error(statement, "blank", f'"{found[2]}" is not a type of blank: {", ".join(_TYPES)}.')
        if "{" in _BRACES.sub("", text) or "}" in _BRACES.sub("", text):
            yield _error(statement, "blank", "A brace has no partner.")


def _forbidden(statement: Statement, lexis: Lexis) -> Iterator[StatementFinding]:
    for pattern, because in lexis.do_not_offer:
        if found := pattern.search(statement.text):
            yield _error(statement, "do-not-offer", f'"{found[0]}" is not offered: {because}.')
    drug = lexis.medication.search(statement.text)
    if drug and not lexis.beside_prescriber.search(statement.text):
        yield _error(
            statement, "medication", f'"{drug[0]}": lines about medicines say who is asked, such as the prescriber.'
        )


def _tone(statement: Statement, lexis: Lexis) -> Iterator[StatementFinding]:
    for pattern, instead in lexis.avoid:
        if found := pattern.search(statement.text):
            yield _warn(statement, "avoid-term", f'"{found[0]}": say {instead}.')
    if found := lexis.gendered.search(printed(statement.text)):
        yield _warn(statement, "gendered", f'"{found[0]}" names a gender. Repeat the noun, or say their.')
    if found := lexis.promises.search(statement.text):
        yield _warn(statement, "promise", f'"{found[0]}" promises a result. Say what is done.')
    words, most = len(printed(statement.text).split()), lexis.most_words(statement.kind)
    if words > most:
        yield _warn(statement, "long", f"This has {words} words; {most} are enough.")


def _shape(statement: Statement, lexis: Lexis) -> Iterator[StatementFinding]:
    del lexis
    if found := _NEEDS_QUOTES.search(statement.text):
        yield _warn(statement, "shape", f"{found[0]} has a meaning of its own in plan lines. Write it another way.")


def _objective(statement: Statement, lexis: Lexis) -> Iterator[StatementFinding]:
    text, metric = statement.text, statement.metric
    numbered = _NUMBER.search(_SPAN.sub("", text)) is not None or _NUMBER.search(metric) is not None
    if not numbered:
        yield _error(statement, "no-number", "An objective says how much: a number, or a blank for one.")
    if not _TIME.search(text) and not _BY.search(metric):
        yield _error(statement, "no-time", "An objective says by when: a date, or a number of weeks.")
    if _TARGETED.search(text) and not metric:
        yield _warn(statement, "no-metric", "This has values to reach but no metric line to keep them.")
    elif metric and not re.search(r"\{(?:baseline|base)\b|\d|\?", metric.rpartition("->")[0]):
        yield _warn(statement, "no-baseline", "The metric has no baseline. ? takes the next score.")
    if not lexis.sources.search(text) and not _measured(statement):
        yield _warn(statement, "no-source", "Nothing says how it is known: by log, by diary, by score.")
    vague = lexis.vague.match(text) or (None if numbered else lexis.vague_without_number.match(text))
    if vague:
        yield _warn(statement, "vague-verb", f'"{vague[0]}" cannot be seen. Say what you would see or count.')
    elif not lexis.observable.match(text):
        first = text.split(maxsplit=1)[0]
        yield _warn(statement, "unseen-verb", f'"{first}" is not a verb that can be seen done. Begin with one.')
    if second := lexis.second_verb.search(text):
        yield _warn(statement, "two-in-one", f'"{second[0]}" makes two objectives of one.')


def _measured(statement: Statement) -> bool:
    """Whether a scale gives the number: its score is the source."""
    return bool(statement.metric) and '"' not in statement.metric


def _intervention(statement: Statement, lexis: Lexis) -> Iterator[StatementFinding]:
    if not lexis.clinician.match(statement.text):
        first = statement.text.split(maxsplit=1)[0]
        yield _warn(
            statement, "no-action", f'"{first}" does not say what the clinician does. Begin with teach, review.'
        )
    if not statement.evidence:
        yield _warn(statement, "no-evidence", f'Name the guideline, or say "evidence: {COMMON_PRACTICE}".')
    for label in statement.evidence:
        if label != COMMON_PRACTICE and label not in lexis.evidence:
            yield _warn(statement, "unknown-evidence", f'"{label[:60]}" is not in the list of sources.')


def _error(statement: Statement, rule: str, message: str) -> StatementFinding:
    return StatementFinding(rule, "error", statement.id, message, statement.line)


def _warn(statement: Statement, rule: str, message: str) -> StatementFinding:
    return StatementFinding(rule, "warn", statement.id, message, statement.line)
