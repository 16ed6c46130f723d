"""One line of help for every field that is typed: what belongs here (F003)."""

from __future__ import annotations

from plantui.tui.desk.state import LineEntry, Pane

CLAUSES: dict[str, dict[str, str]] = {
    "problem": {
        "dx": "dx: the diagnoses it rests on: F41.1, F33.1",
        "aeb": "aeb: as evidenced by; what anybody could see or count",
        "strength": "strength: what the client can build on here",
        "barrier": "barrier: what may stand in the way",
        "mild": "mild, moderate or severe, as you judge it",
        "service": "service: kind, minutes, how often, how long: service individual 50m weekly for 26 w",
        "discharge": "discharge: what would show that therapy is done, with a number",
        "outcome": "outcome: what is expected to be different at the end",
    },
    "goal": {"by": "by: when it should be reached: +6m, eoy, 12 may"},
    "objective": {
        "by": "by: when it is due: fri, +8w, 12 may, eoq",
        "every": "every: how often it is measured: every 2w; without it, at each visit",
        "client": "client: what the client does between visits",
        "clinician": "clinician: what you do in the visits",
        "who": "who: whose work it is, where it is not the client's: partner, school",
        "short": "short, mid or long: how far away it lies",
    },
    "intervention": {
        "by": "by: until when",
        "who": "who: who carries it out: therapist, client, prescriber",
        "weekly": "how often and how long: weekly, 2x/wk, 50m",
    },
    "client": {
        "dob": "dob: date of birth: 1991-04-02",
        "dx": "dx: diagnoses: F41.1, F33.1",
        "slot": "slot: the usual appointment: tue 14:00, thu 9:00 every 2w",
        "id": "id: your own code, if the next free one will not do",
        "payer": "payer: who pays; it chooses the profile of checks",
        "since": "since: the day of intake; without it, today",
        "review": "review: how often this plan is reviewed: every 8w",
        "called": "called: the name they go by",
        "tag": "tag: a word to filter by",
    },
}
"""Kind of line -> keyword of a clause -> what belongs behind it."""

FIRST = {
    "problem": "What brings them, as you would see it; the diagnosis is not the problem.",
    "goal": "Their own words in quotation marks, then what life looks like when it works.",
    "objective": "One behaviour; then a measure or a count, from what to what, by when.",
    "intervention": "What you do: approach: technique; how often.",
    "client": "Last, First. Only the name is required.",
}
"""Kind of line -> what its first part is."""

PROMPTS = {
    "when": "The next review: a date, or every 8w; then a reason, if there is one.",
    "reason": "Why, in a few words; it stays beside the line.",
    "date": "The day it was met; empty is today.",
    "code": "A line of the plan (1.2, g1, 1.2a) or a client (C-014).",
    "rescue": "A folder outside the store that only you can read.",
    "filter": "Words, or: overdue unsigned noplan drift today dx:F41 due<14d !overdue.",
    "search": "Words of the lines; what stands above a match stays.",
}
"""Purpose of a prompt -> what belongs in it."""


def field_help(entry: LineEntry) -> str:
    """What belongs where the cursor of a line stands; empty where nothing needs to be said."""
    kind = entry.kind if entry.purpose in ("add", "edit") else entry.purpose
    clauses = CLAUSES.get(kind)
    if clauses is None:
        place = "search" if kind == "filter" and entry.then == Pane.PLAN.value else kind
        return PROMPTS.get(place, "")
    head = entry.field.text[: entry.field.cursor]
    part = _unquoted_tail(head)
    first = part is head
    words = part.split()
    if not first:
        if not words:
            return f"Next: {', '.join(clauses)} ..."
        return next((said for word, said in clauses.items() if words[0].lower() == word), "")
    if kind in ("goal", "objective", "intervention") and len(words) > 1:
        last = next((word.lower() for word in reversed(words) if word.lower() in ("by", "every")), "")
        at = [word.lower() for word in words].index(last) if last else 0
        if last and len(words) - at <= 3 and last in clauses:
            return clauses[last]
    if kind == "problem" and words and words[0].lower() in ("service", "discharge", "outcome"):
        return clauses[words[0].lower()]
    return FIRST[kind] if not head.strip() else ""


def _unquoted_tail(text: str) -> str:
    """What stands behind the last semicolon outside quotation marks; the text itself where there is none."""
    quoted, start = False, -1
    for at, char in enumerate(text):
        if char == '"':
            quoted = not quoted
        elif char == ";" and not quoted:
            start = at
    return text if start < 0 else text[start + 1 :]
