"""What can be typed in a place, by example, for the help page."""

from __future__ import annotations

from plantui.keys.context import Context, inserts

Example = tuple[str, str]
"""A line as it can be typed, and what it is; empty where the line says it."""

PLAN = (
    ("PHQ-9 18 -> 9 by +12w", "objective with a known measure"),
    ('Call a friend "calls/wk" 0 -> 1 by +8w', "objective with your own count"),
    ("Practise grounding daily; by fri", "objective that is done or not done"),
    ("CBT: thought record; 1x/wk", "intervention"),
    ("; -> 7        on an old line: change only the target", ""),
    ("; by +6w      change only the date", ""),
)
"""What can be typed in the tree, with what it is."""
CLIENT = (
    ("Last, First; dob 1991-04-02; dx F41.1; slot tue 14:00", "only the name is required"),
    ("payer ...  since 3 feb  review every 8w  called Mia  tag waiting", "more about a client"),
)
FILTER = (
    ("overdue   unsigned   noplan   drift   today   closed", "flags; ! in front turns one round"),
    ("dx:F41   due<14d   payer:aetna   measure:phq9   rey", "keys, and words of a name"),
)
WHEN = (
    ("+6w   eoq   30 apr   every 8w", "a date, or a rhythm from today on"),
    ("+7d cancelled twice", "a date and a reason"),
    ("spread 2/d from mon", "ticked reviews: two each working day"),
)
MEASURE = (
    ("101213210", "the answers, in the order of the client's form"),
    ("=  14  Enter", "the total alone"),
    ("12 Enter   2.5 Enter", "a number: digits collect, Enter steps"),
    ("9", "would not answer, where the form says what that means"),
)
EVENT = (
    ("crisis   relapse   loss   life event   hospital stay", "what happened, first of all"),
    ("missed visits   goal met   worsening", ""),
    ("hospital stay 2 mar; two nights", "then the day, then a few words"),
)
FOLLOW = (("phq9 every 2w", "a measure, and how often it is asked"),)
NOTE = (
    ("#1.2+   #1.2=   #1.2-   #1.2++", "links an objective and says how it goes"),
    ("#1.2b   #g1   #p1", "an intervention, a goal, a problem"),
    ("@phq9=12   @phq9=1,1,2,2,1,2,1,1,1", "a score, or all its answers"),
    ("hw: next: risk: off: with: feedback:", "at the start of a line"),
    ("hw: done: the log   hw: partly", "what became of homework"),
    (";name then Tab", "a snippet of yours"),
)
HEADER = (("today 14:00 50m individual video DAP", "date, time, length, kind, place, format, in any order"),)
RISK = (("asked: no plan, no intent; sister knows", "what you asked and what you found"),)
WHOLE_LINES = (
    ("when +6w cancelled twice", "moves this review, with a reason"),
    ("add o PHQ-9 18 -> 9 by +12w", "adds a line here: p, g, o or i"),
    ("mark 1.2 +1   status 1.2 met 3 mar", "progress and status of a line"),
    ("client rey   goto 2.1   filter overdue", "goes there, or shows only these"),
    ("export plan marked to ~/plans", "exports the ticked clients"),
    ("set lock.after 10m   theme light   names codes", "how the program behaves and looks"),
    ("names codes; theme light", "several, with ; between them"),
)
"""Whole lines of the palette."""
DATES = ("+90d  +12w  +3m  in 6w  fri  next fri  14 mar", "eow eom eoq eoy  2026-06-02  review")
"""Every way to write a date, in two rows."""
SEARCH = (("sleep diary", "words, in any order"),)
REMARK = (("two bad nights, five good", "your own words, as long as you like"),)
DAY = (("3 mar   yesterday   -2d", "a day; empty is today"),)
NEXT = (("+6w   eoq   30 apr   every 8w", "a date, or a rhythm from today on"),)
DECISION = (
    ("continue; sleep first", "the decision and its reason"),
    ("with: client, mother", "who took part"),
)
OWN: dict[str, tuple[Example, ...]] = {
    "plan": PLAN,
    "add": PLAN,
    "edit": PLAN,
    "outline": PLAN,
    "client": CLIENT,
    "caseload": (*CLIENT, *FILTER),
    "queue": WHEN,
    "when": WHEN,
    "review date": NEXT,
    "date": DAY,
    "filter": FILTER,
    "search": SEARCH,
    "remark": REMARK,
    "reason": REMARK,
    "decision": DECISION,
    "measure": MEASURE,
    "event": EVENT,
    "follow": FOLLOW,
    "risk": RISK,
    "note": NOTE,
    "header": HEADER,
    "palette": WHOLE_LINES,
}
"""Place -> its examples."""
_DATED = frozenset(
    {"plan", "add", "edit", "outline", "client", "caseload", "queue", "when", "review date", "event", "palette"}
)


def examples(context: Context, focus: str) -> tuple[Example, ...]:
    """The lines of what can be typed where keys are pressed; none where nothing is."""
    if inserts(context) or context in (Context.NORMAL, Context.MEASURE):
        return OWN.get(focus, ())
    return ()


def dated(focus: str) -> bool:
    """Whether dates are among what can be typed in a place."""
    return focus in _DATED
