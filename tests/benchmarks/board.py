"""The terminal layer under load: a caseload of 10,000, a plan that follows, a queue, a filter and a note.

Arguments: `list` keeps the plan pane still.
"""

from __future__ import annotations

import sys

from plantui.tui.terminal.start import launch


def board(plan_follows: bool = True, count: int = 10_000):
    """Make the app; everything heavy is imported here."""
    from plantui.tui.frame import Box, Caret, Frame, beside, block, line, paint_rows, rule, scrolled, stack
    from plantui.tui.terminal.stage import Stage
    from plantui.tui.text import fit, wrap

    names = [f"{family}, {given} {number}" for number, family, given in _people(count)]
    folded = [name.lower() for name in names]
    prose = "Kept the worry log on six of seven evenings and postponed worry on five. " * 140

    class Board(Stage):
        """Three panes; `/` filters, `n` opens a note of 10 KB, `j` and pagedown move."""

        cursor = top = 0
        mode, typed, note = "", "", prose
        shown = range(count)

        def paint(self, width, height):
            bar = block([line((f" PlanTUI   {count} clients   6 due   2 unsigned", "bar"))], width, 1)
            keys = block([line(" g1.1 marked +1   u undo"), line((" n note   r review   ? help", "key"))], width, 2)
            if self.mode == "n":
                return self.paint_note(width, height, bar, keys)
            queue_height = 15
            left = Box(38, height - 3 - queue_height, title=f"1 CASELOAD {self.typed}", foot="shown", focus=True)
            self.top = scrolled(self.top, self.cursor, len(self.shown), left.inner_height)
            clients = paint_rows(
                36, left.inner_height, count=len(self.shown), cursor=self.cursor, top=self.top,
                row=lambda index: self.client(self.shown[index]),
            )  # fmt: skip
            queue = Box(38, queue_height, title="3 REVIEW DUE", foot="R starts with the oldest")
            due = [line("  " + fit(names[i * 7 % count], 20), (" 11 d late", "overdue")) for i in range(13)]
            column = stack(left.draw(clients), queue.draw(due))
            return Frame(width, height, stack(bar, beside(column, self.plan(width - 38, height - 3)), keys))

        def client(self, index):
            late = index % 7 == 0
            return line(" " + fit(names[index], 21), "09:00", (fit("4 d late" if late else "12 Jun", 9, align=">"),
                        "overdue" if late else ""))  # fmt: skip

        def plan(self, width, height):
            at = self.shown[self.cursor] if plan_follows and self.shown else 0
            pane = Box(width, height, title=f"2 PLAN  {names[at]}", right="v3 signed 12 Dec 2025")
            rows = [line(f" {at % 80} y   F41.1 anxiety, F33.1 depression   Tue 14:00 weekly   {at % 40} visits"), ()]
            for goal in range(1, 5):
                rows.append(line(f" p{goal}  Worry that keeps her up at night  {at * goal % 9}"))
                for number in range(1, 4):
                    value = (at + goal * number) % 27
                    rows.append(line((f"     g{goal}.{number}", "code"), f" act GAD-7 15 -> 7   now {value} ",
                                     ("better", "better"), f"  +1  {value + 1} May"))  # fmt: skip
                    rows.append(line("          a  Worry postponement; log daily, review weekly"))
            rows.append(rule(width - 2, "g1.1 under the cursor"))
            rows += [
                line(f"    {day % 28 + 1} Mar  +1  Used postponement on {day % 8} of 7 evenings")
                for day in range(at, at + 9)
            ]
            return pane.draw(rows)

        def paint_note(self, width, height, bar, keys):
            pane = Box(76, height - 3, title="today 14:00 50m", focus=True)
            lines = wrap(self.note, 74)[-(height - 5) :]
            rows = [line(text) for text in lines]
            screen = stack(bar, beside(pane.draw(rows), self.plan(width - 76, height - 3)), keys)
            return Frame(width, height, screen, Caret(len(lines[-1]) + 1, len(lines) + 1))

        def press(self, key, character):
            if self.mode == "n":
                self.note += character or ""
            elif self.mode == "/":
                self.typed += character or ""
                self.shown = [i for i in self.shown if self.typed in folded[i]]
                self.cursor = 0
            elif key in ("slash", "n"):
                self.mode = character or ""
            elif key == "q":
                self.exit()
            elif key == "escape":
                self.cursor = 0
            else:
                step = {"j": 1, "k": -1, "pagedown": 20, "pageup": -20}.get(key, 0)
                self.cursor = max(0, min(len(self.shown) - 1, self.cursor + step))

    return Board()


def _people(count: int):
    families = ("Adler", "Brandt", "Castell", "Duarte", "Ebner", "Farah", "Grant", "Hale", "Ito", "Jonas", "Reyes")
    givens = ("Jo", "Karl", "Ana", "Rui", "Lea", "Idil", "Sam", "Robin", "Naoko", "Petra", "Maria", "Tim", "Eva")
    for number in range(count):
        yield number, families[number * 7 % len(families)], givens[number * 5 % len(givens)]


if __name__ == "__main__":
    app = launch(lambda: board(plan_follows="list" not in sys.argv))
    if app.fault:
        raise app.fault
