"""The glance page as Markdown: to print, or to read in a viewer of one's own."""

from __future__ import annotations

from plantui.documents.labelled import table
from plantui.documents.prose import escaped, in_cell
from plantui.glimpse.page import GlancePage


def glance_markdown(page: GlancePage) -> str:
    """The page as a Markdown document; texts from people are escaped."""
    head = " ".join(part for part in (page.name, page.code) if part)
    lines = [f"# Glance: {escaped(head)}", ""]
    if page.rehearsal:
        lines += ["> **Rehearsal: invented person.**", ""]
    lines += [escaped(f"{page.visit}. {page.clock}."), "", "## Open with", ""]
    for label, words, side in page.opens:
        lines.append(f"- **{label}:** {escaped(words)}{f' ({escaped(side)})' if side else ''}")
    lines += ["", f"## Plan {escaped(page.title)}" if page.title else "## Plan: none", ""]
    for kind, code, status, words, span, first, now, word, mark in page.plan:
        if kind == "o":
            start = f"    - **{escaped(code)}** {status} {escaped(f'{words} {span}'.strip())}"
            cells = [cell for cell in (first, f"now {now}" if now else "", word, mark) if cell]
            lines.append("; ".join((start, *(escaped(cell).removeprefix(chr(92)) for cell in cells))))
        elif kind == "i":
            lines.append(f"      - {escaped(words)}")
        else:
            indent = "  " if kind == "g" else ""
            diagnoses = f" ({escaped(first)})" if first else ""
            lines.append(f"{indent}- **{escaped(code)}** {escaped(words)}{diagnoses}")
    if page.sums:
        lines += ["", *(f"- **{label}:** {escaped(words)}" for label, words in page.sums)]
    if page.scores:
        rows = [
            (in_cell(name), in_cell(" ".join(totals)), in_cell(goal), in_cell("; ".join(inside)))
            for name, totals, goal, inside in page.scores
        ]
        lines += ["", "## Scores", "", *table(("Measure", "Scores", "Goal", ""), rows)]
    if page.visits:
        lines += ["", "## Last three visits", ""]
        lines += [f"- {escaped(when)}: {escaped(words)}" for when, words in page.visits]
    lines += ["", "## Strengths, preferences, people", "", *(f"- {escaped(line)}" for line in page.people)]
    return "\n".join(lines) + "\n"
