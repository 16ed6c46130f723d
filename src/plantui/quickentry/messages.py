"""Every sentence the grammar can say when a line does not read, one function a code.

The codes D, O, N, C and S are the table of the interaction design; the others (B, E, F, K, P, Q, V)
belong to parts of the grammar that table leaves open.
"""

from __future__ import annotations

from collections.abc import Sequence


def shorten(text: str, width: int = 40) -> str:
    """``text`` on one line, cut to ``width`` characters, for quoting it in a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 3].rstrip() + "..."


def and_list(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def or_list(words: Sequence[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " or " + words[-1]


def not_a_date(typed: str, suggestion: str | None = None, day: str = "", *, ahead: bool = True) -> str:
    """D1: words that are no date; ``day`` says which day the suggestion means."""
    said = f"Not a date: {shorten(typed)}."
    if suggestion:
        return f"{said} Did you mean {suggestion} ({day})?"
    return f"{said} Type fri, 12 may or {'+8w' if ahead else '2d ago'}"


def no_date_yet(word: str = "") -> str:
    """D1, unfinished: nothing where a date should stand."""
    before = f"{word} " if word else ""
    return f"{before}which day? {before}fri, {before}12 may or {before}+8w"


def offset_without_unit(sign: str, number: str) -> str:
    """D2: a distance without its unit."""
    return f"{number} what? {sign}{number}d, {sign}{number}w or {sign}{number}m"


def no_such_day(day: int, month: str, suggestion: str, described: str) -> str:
    """D3: a day that month does not have."""
    return f"There is no {day} {month}. Did you mean {suggestion} ({described})?"


def day_or_month(suggestion: str) -> str:
    """D4: two numbers that could be either way round."""
    return f"Day or month first? Type {suggestion}, or set date.order once"


def lies_behind(day: str) -> str:
    """D5: a due date in the past."""
    return f"That is in the past ({day}). Due dates lie ahead"


def lies_ahead(day: str) -> str:
    """D5 the other way round: a date of something that happened, in the future."""
    return f"That is in the future ({day}). This date lies behind"


def no_review_date() -> str:
    """D6: ``review`` without a review date."""
    return "This plan has no review date yet. w sets one"


def from_what(example: str, target: str) -> str:
    """O1: an arrow with no baseline before it."""
    return f"From what? {example}, or ? -> {target} to use the next score"


def to_what(example: str) -> str:
    """O1: an arrow with no goal after it."""
    return f"To what? {example}"


def range_of(name: str, low: str | None, high: str | None) -> str:
    """O2 and N4: a value the measure cannot have."""
    if low is None:
        return f"{name} goes up to {high}"
    if high is None:
        return f"{name} starts at {low}"
    return f"{name} goes from {low} to {high}"


def kept_as_count(label: str, measure: str) -> str:
    """O3, a notice: a name that looks like a mistyped measure."""
    return f'Kept as your own count "{label}". Did you mean {measure}? (Tab)'


def same_values() -> str:
    """O4: no change from baseline to goal."""
    return "Baseline and goal are the same"


def not_a_clause(typed: str, known: Sequence[str]) -> str:
    """O5: a later part of the line that is none of the ``known`` things."""
    return f'"{shorten(typed)}" is not a {or_list(known)}. Text goes before the first ;'


def what_should_change() -> str:
    """O6: an objective line without words or measure."""
    return "What should change? Start with words or a measure"


def needs_words(what: str) -> str:
    """O6 for the other lines: nothing before the first ``;``."""
    return f"{what} Start with words"


def one_arrow() -> str:
    """O7: more than one arrow in a row."""
    return "One baseline and one goal: 18 -> 9. A step on the way is an objective of its own"


def intervention_status(word: str) -> str:
    """O8: a status that an intervention cannot have."""
    return f"An intervention is act or dis, not {word}"


def date_in_text(typed: str) -> str:
    """O9, a notice: a date in the words of a goal."""
    return f"The date is part of the words. ; {shorten(typed)} makes it the goal's date"


def no_such_code(code: str, parent: str, known: Sequence[str]) -> str:
    """N1: a link to a line the plan does not have."""
    said = f"There is no {code}."
    return f"{said} {parent} has {and_list(known)}" if known else f"{said} {parent} has none"


def mark_range() -> str:
    """N2: a progress mark out of range."""
    return "Marks go from -2 to +2"


def item_count(name: str, expected: int, given: int) -> str:
    """N3: the wrong number of answers."""
    return f"{name} has {expected} items, {given} given. Give a total or all {expected}"


def item_range(name: str, position: int, accepted: str) -> str:
    """N4 for one answer: a value that item does not take."""
    return f"Item {position} of {name} takes {accepted}"


def not_a_time(typed: str) -> str:
    """N5: no time of day."""
    return f"Not a time: {shorten(typed)}"


def not_in_header(typed: str) -> str:
    """N6: a word the header of a note does not know."""
    return f'"{shorten(typed)}" is not a date, time, length, kind, place or format'


def no_such_measure(name: str, suggestion: str | None) -> str:
    """N7, a notice: ``@name`` that is no known measure."""
    said = f"No measure is called {shorten(name)}."
    return f"{said} Did you mean {suggestion}?" if suggestion else said + " It stays as text"


def not_a_score(name: str) -> str:
    """N8: neither a total nor answers."""
    return f"Not a score of {name}: give a total, =12, or all answers, 1,1,2"


def several_clients(said: str, codes: Sequence[str]) -> str:
    """C1: initials or a name that fit more than one client."""
    counted = {2: "Two", 3: "Three", 4: "Four"}.get(len(codes), str(len(codes)))
    return f"{counted} clients are {said}: {', '.join(codes)}"


def no_such_export(typed: str) -> str:
    """C2: something that cannot be exported."""
    return f"No such thing to export: {shorten(typed)}. plan, glance, notes, review, bundle"


def at_least_one(per: str) -> str:
    """C3: a spread of none; ``per`` is ``day`` or ``week``."""
    return f"At least one a {per}"


def no_such_command(typed: str, suggestion: str | None) -> str:
    """C4: a first word that is no command."""
    said = f"No such command: {shorten(typed)}."
    return f"{said} Did you mean {suggestion}?" if suggestion else said + " : lists them"


def export_what() -> str:
    """C2, unfinished: nothing named."""
    return "Export what? plan, glance, notes, review, bundle"


def export_shape() -> str:
    """C6: words behind an export that do not belong there."""
    return "An export reads: export plan, export plan marked, export plan to PATH"


def spread_shape() -> str:
    """C5: a spread that is not one."""
    return "A spread reads: spread 2/d, or spread 2/d from mon"


def not_your_initials(initials: str) -> str:
    """S1: a signature with the wrong initials; ``initials`` are the right ones."""
    return f"Those are not your initials ({initials})"


def not_yet(code: str) -> str:
    """S2: a review that still lacks an answer for the objective ``code``."""
    return f"Not yet: {code} needs a mark, a status or a remark"


def not_a_diagnosis(typed: str) -> str:
    """P1: no ICD-10-CM code."""
    return f"Not a diagnosis code: {shorten(typed)}. Codes look like F41.1"


def service_shape() -> str:
    """V1: a service line of another shape."""
    return 'A service line reads: service individual 50m weekly for 12 w. A problem that starts so goes in "..."'


def slot_shape() -> str:
    """K1: an appointment slot of another shape."""
    return "A slot is a day and a time: slot tue 14:00, or slot tue 14:00 every 2w"


def review_shape() -> str:
    """K2: a review cadence of another shape."""
    return "A review cadence reads: review every 12w"


def kind_shape(kinds: Sequence[str]) -> str:
    """K4: a kind of chart that is none, or members of one person."""
    return f"A chart is of one kind: {or_list(kinds)}"


def not_a_name(typed: str) -> str:
    """K3: an id or a tag that is not one word."""
    return f"Not one word: {shorten(typed)}. Letters, digits, - and _, a letter first"


def quote_not_closed() -> str:
    """Q1: the client's words without their closing quotation mark."""
    return 'Close their words with "'


def no_such_blank(name: str, suggestion: str | None) -> str:
    """B1: a blank that is not on the list."""
    said = f"{{{shorten(name)}}} is not a known blank."
    return f"{said} Did you mean {{{suggestion}}}?" if suggestion else said


def no_such_blank_type(name: str) -> str:
    """B2: a type a blank cannot have."""
    return f"A blank is text, number, date, measure or freq, not {shorten(name)}"


def filter_value(key: str) -> str:
    """F1: a filter key without a value."""
    return f"{key} what? {FILTER_EXAMPLES.get(key, key + ':...')}"


def filter_order(key: str) -> str:
    """F2: ``<`` or ``>`` on something that has no order."""
    return f"{key} takes a colon: {FILTER_EXAMPLES.get(key, key + ':...')}"


FILTER_EXAMPLES = {
    "due": "due<14d or due:fri",
    "next": "next<3d or next:fri",
    "dx": "dx:F41",
    "payer": "payer:medicaid",
    "tag": "tag:group",
    "status": "status:active",
    "measure": "measure:phq9",
}


def tabs_in_indent() -> str:
    """E1: a tab in front of an outline line."""
    return "Tabs are not counted. Two spaces a level"


def odd_space() -> str:
    """E1 for a space that is not the space bar's."""
    return "Only plain spaces are counted in front. Two spaces a level"


def odd_indent(spaces: int) -> str:
    """E2: an indent that is no multiple of two."""
    return f"{spaces} space{'' if spaces == 1 else 's'} in front: levels are two spaces each"


def skipped_level(kind: str, parent: str) -> str:
    """E3: a line too deep for what stands above it."""
    return f"{_a(kind)} needs {_a(parent).lower()} above it, one level up"


def too_deep(kind: str) -> str:
    """E4: a line under a kind that has nothing inside."""
    return f"Nothing goes inside {_a(kind).lower()}"


def _a(kind: str) -> str:
    return ("An " if kind[:1] in "aeiou" else "A ") + kind
