"""One problem on one line: words, diagnosis, severity, strengths, evidence and barriers."""

from __future__ import annotations

import re

from plantui.quickentry import messages
from plantui.quickentry.diagnosis import are_codes, read_codes
from plantui.quickentry.faults import LineFault
from plantui.quickentry.lexicon import Lexicon
from plantui.quickentry.lines import PlanLine
from plantui.quickentry.quotes import clean, keyword_of, protected, segments, self_contained, unprotected

SEVERITIES = ("mild", "moderate", "severe")
_KNOWN = ("diagnosis (dx)", "severity", "strength", "aeb", "barrier")
_PLAN_WORD = re.compile(r"(?:service|discharge|outcome)(?![\w-])", re.IGNORECASE)
_LISTS = {
    "strength": "strengths",
    "strengths": "strengths",
    "aeb": "evidence",
    "barrier": "barriers",
    "barriers": "barriers",
}


class ProblemLine(PlanLine, frozen=True, kw_only=True, eq=False):
    """A problem as typed.

    Attributes:
        text: the words.
        dx: ICD-10-CM codes in the order typed.
        severity: mild, moderate or severe.
        strengths: what the client brings.
        evidence: what shows the problem ("as evidenced by").
        barriers: what stands in the way.
    """

    text: str
    dx: tuple[str, ...] = ()
    severity: str | None = None
    strengths: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()


def parse_problem(text: str, lexicon: Lexicon) -> ProblemLine:
    """Read a problem line.

    Raises:
        LineFault: O5, O6, P1.
    """
    del lexicon  # a problem line reads the same on every day
    first, *rest = segments(clean(text))
    if not first.text:
        message = messages.needs_words("What is the problem?")
        raise LineFault("O6", message, 0, first.end, unfinished=not text.strip(" ;"))
    words = unprotected(first.text, _plain)
    if not words.strip():
        raise LineFault("O6", messages.needs_words("What is the problem?"), first.start, first.end)
    dx: dict[str, None] = {}
    severity: str | None = None
    lists: dict[str, list[str]] = {"strengths": [], "evidence": [], "barriers": []}
    for part in rest:
        if not part.text:
            continue
        keyword, said = keyword_of(part)
        if keyword == "dx":
            dx.update(dict.fromkeys(read_codes(said.text, said.start)))
        elif are_codes(part.text):
            dx.update(dict.fromkeys(read_codes(part.text, part.start)))
        elif part.text.lower() in SEVERITIES:
            severity = part.text.lower()
        elif keyword == "severity" and said.text.lower() in SEVERITIES:
            severity = said.text.lower()
        elif keyword in _LISTS and said.text:
            lists[_LISTS[keyword]].append(unprotected(said.text))
        elif part.text.lower().startswith("as evidenced by "):
            lists["evidence"].append(unprotected(part.text[16:].strip()))
        else:
            raise LineFault("O5", messages.not_a_clause(part.text, _KNOWN), part.start, part.end)
    texts = {name: tuple(said for said in found if said) for name, found in lists.items()}
    given = {"text", *(name for name, found in texts.items() if found)}
    given |= {name for name, value in (("dx", dx), ("severity", severity)) if value}
    return ProblemLine(
        text=words,
        dx=tuple(dx),
        severity=severity,
        strengths=texts["strengths"],
        evidence=texts["evidence"],
        barriers=texts["barriers"],
        given=frozenset(given),
    )


def print_problem(line: ProblemLine) -> str:
    """The one-line form; reading it gives the same line."""
    parts = [protected(line.text, _plain)]
    if line.dx:
        parts.append(f"dx {', '.join(line.dx)}")
    if line.severity:
        parts.append(line.severity)
    named = (("aeb", line.evidence), ("strength", line.strengths), ("barrier", line.barriers))
    parts.extend(f"{keyword} {protected(said)}" for keyword, texts in named for said in texts)
    return "; ".join(parts)


def _plain(text: str) -> bool:
    """Whether ``text`` is a problem and not a line of the plan itself."""
    return self_contained(text) and _PLAN_WORD.match(text) is None
