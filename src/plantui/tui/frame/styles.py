"""The style words of spans. What they look like is the palette's business.

A span's style is one or more of these words, parted by spaces; later words add to earlier ones
(`"overdue cursor"` is overdue text on the cursor row). No word carries a meaning that the text
beside it does not carry too.
"""

from __future__ import annotations

from typing import Final

STYLES: Final[dict[str, str]] = {
    "bar": "the top row: where you are, and the time",
    "border": "the frame of a pane",
    "focus": "the frame of the pane that has the keys (drawn double as well)",
    "title": "a pane's title",
    "foot": "the words in a pane's lower border",
    "head": "a heading inside a pane: TODAY, OVERDUE 3",
    "code": "a label of the plan: g1.2, C-014",
    "cursor": "the row under the cursor in the focused pane (`>` stands in front)",
    "here": "the row under the cursor in a pane without focus (`>` stands in front)",
    "ticked": "a ticked row (`*` stands in front)",
    "label": "a jump label",
    "match": "the part of a row that the filter found",
    "overdue": "late, unsigned, no plan: the words say which",
    "soon": "due within a week",
    "better": "a trend or mark that is better",
    "worse": "a trend or mark that is worse",
    "done": "met objectives, signed versions",
    "stopped": "discontinued or on hold",
    "must": "a finding that must be settled, an error in a typed line",
    "ask": "a finding that asks for a decision",
    "note": "a remark of the program",
    "suggestion": "text offered and not yet accepted; the only grey (in parentheses without colour)",
    "field": "text being typed",
    "caret": "the cell where typing goes on",
    "selected": "the chosen row of a list in a panel",
    "key": "a key in the last row",
    "message": "the last message",
    "preview": "the reading of a line while it is typed",
    "rehearsal": "the banner of a rehearsal store",
    "strong": "bold text in a note, a summary or a heading",
}
"""Each style word with what it is for."""
