"""Every action the desk carries out is pressed here, and does what it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.tui.desk.trouble import clash, fail
from tests.tui.desk.writing import keep
from tests.tui.seat import Seat

from plantui.tui.desk.actions import ACTIONS
from plantui.tui.desk.glancing import GlancePage
from plantui.tui.desk.state import Pane

Check = Callable[[Seat], object]

CALL = 'Call a friend "calls/wk" 0 -> 1 by +8w'

CASES: dict[str, tuple[tuple[str, ...], Check]] = {
    # moving: the caseload has the focus, Reyes is chosen
    "nav.down": (("j",), lambda s: s.chart.client.family == "Osei"),
    "nav.up": (("k",), lambda s: s.chart.client.family == "Brandt"),
    "nav.left": (("2 h",), lambda s: s.desk.state.tree.folded),
    "nav.right": (("l",), lambda s: s.desk.state.pane is Pane.PLAN),
    "nav.top": (("g g",), lambda s: s.chart.client.family == "Adler"),
    "nav.bottom": (("G",), lambda s: s.chart.client.family == "Šimůnek"),
    "nav.page_down": (("ctrl+d",), lambda s: s.desk.state.caseload.at == 10),
    "nav.page_up": (("G", "ctrl+u"), lambda s: s.desk.state.caseload.at == 24),
    "nav.prev_part": (("2 G {",), lambda s: s.desk.shown.place().node.code == "g2"),
    "nav.next_part": (("2 g g }",), lambda s: s.desk.shown.place().node.code == "g1"),
    "client.prev": (("2 [",), lambda s: s.chart.client.family == "Brandt" and s.desk.state.pane is Pane.PLAN),
    "client.next": (("2 ]",), lambda s: s.chart.client.family == "Osei"),
    "pane.caseload": (("2 1",), lambda s: s.desk.state.pane is Pane.CASELOAD),
    "pane.plan": (("2",), lambda s: s.desk.state.pane is Pane.PLAN),
    "pane.queue": (("3",), lambda s: s.chart.client.family == "Yılmaz"),
    "pane.next": (("tab",), lambda s: s.desk.state.pane is Pane.PLAN),
    "pane.prev": (("shift+tab",), lambda s: s.desk.state.pane is Pane.QUEUE),
    "nav.jump": (("2 f d",), lambda s: s.desk.shown.place().node.code == "g1.1"),
    "nav.code": (("#", "2.2", "enter"), lambda s: s.desk.shown.place().node.code == "g2.2"),
    "client.find": (("c", "osei", "enter"), lambda s: s.chart.client.family == "Osei"),
    "filter.open": (("/", "overdue", "enter"), lambda s: "1 CASELOAD  /overdue (3 of 34)" in s.screen()),
    "client.back": (("j g b",), lambda s: s.chart.client.family == "Reyes"),
    "client.today": (("G g t",), lambda s: isinstance(s.desk.state.page, GlancePage) and s.chart.code == "C-014"),
    "screen.home": (("enter g h",), lambda s: s.desk.state.on_main),
    "private.open": (("g v",), lambda s: "need a sealed store" in s.said),
    "plan.lint": (("g p",), lambda s: "CHECK   Reyes, Maria  C-014" in s.screen()),
    "item.open": (("enter",), lambda s: "OPEN WITH" in s.screen()),
    "item.tick": (("space space",), lambda s: "2 ticked" in s.screen()),
    "mark.range": (("v j j v",), lambda s: len(s.desk.state.caseload.ticks) == 3),
    "mark.all": (("*",), lambda s: "34 ticked" in s.screen()),
    # signing: an amendment is open
    "sign.open": (("2 e", "; -> 5", "enter S"), lambda s: "SIGN PLAN v4" in s.screen()),
    "sign.client_yes": (("2 e", "; -> 5", "enter S y"), lambda s: "[x] yes, today" in s.screen()),
    "sign.client_phone": (("2 e", "; -> 5", "enter S p"), lambda s: "[x] by phone" in s.screen()),
    "sign.client_not": (("2 e", "; -> 5", "enter S n"), lambda s: "Why not yet        >_" in s.screen()),
    "sign.next": (("2 e", "; -> 5", "enter S tab"), lambda s: "Client's comment   >_" in s.screen()),
    "sign.prev": (("2 e", "; -> 5", "enter S y shift+tab"), lambda s: "Client took part   >" in s.screen()),
    "sign.commit": (("2 e", "; -> 5", "enter S y enter", "dw", "enter"), lambda s: "Plan v4 of C-014 signed" in s.said),
    "sign.anyway": (("2 e", "; -> 5", "enter S y enter !"), lambda s: "Nothing stops this signature" in s.screen()),
    "review.when": (("w", "+6w", "enter"), lambda s: "Review of C-014 set to Tue 21 Apr 2026" in s.said),
    # marks and status
    "progress.up": (("2 +",), lambda s: s.said == "g1.1 marked +1   u undo"),
    "progress.same": (("2 =",), lambda s: s.said == "g1.1 marked 0   u undo"),
    "progress.down": (("2 -",), lambda s: s.said == "g1.1 marked -1   u undo"),
    "status.new": (("2 s n",), lambda s: "g1.1 act -> new" in s.said),
    "status.active": (("2 G s a",), lambda s: "g2.2 new -> act" in s.said),
    "status.met": (("2 s m", "3 mar", "enter"), lambda s: "g1.1 act -> met (reached) on 3 Mar" in s.said),
    "status.hold": (("2 s h",), lambda s: "g1.1 act -> hld" in s.said),
    "status.stopped": (("2 s x", "no longer wanted", "enter"), lambda s: "g1.1 act -> dis" in s.said),
    # measures, trend, history, events
    "measure.record": (("m",), lambda s: "PHQ-9, last 2 weeks" in s.screen()),
    "measure.answer": (("m 2",), lambda s: "1 of 9 items" in s.screen()),
    "measure.back": (("m 2 1 backspace",), lambda s: ">  2  low mood" in s.screen()),
    "measure.skip": (("m j",), lambda s: ">  2  low mood" in s.screen()),
    "measure.total": (("m =",), lambda s: "PHQ-9, total only" in s.screen()),
    "measure.date": (("m d", "3 mar", "enter"), lambda s: "These answers are of 3 Mar 2026." in s.said),
    "measure.other": (("m tab",), lambda s: "GAD-7, last 2 weeks" in s.screen()),
    "measure.save": (("m", "101213210", "enter enter"), lambda s: s.said.startswith("PHQ-9 11 on 10 Mar 2026")),
    "add.measure": (("a m", "pcl", "enter"), lambda s: s.said.startswith("PCL-5 followed, every 2 weeks")),
    "trend.open": (("t",), lambda s: "GAD-7   goal 7 by 12 May   lower is better" in s.screen()),
    "history.open": (("H",), lambda s: "VERSIONS 3" in s.screen()),
    "caseload.stats": (("g s",), lambda s: "THE CASELOAD IN NUMBERS" in s.screen()),
    "event.add": (("a e", "crisis 2 mar; called at night", "enter"), lambda s: "Crisis on 2 Mar recorded" in s.said),
    # adding
    "add.client": (("a c", "Vega, Luz", "enter"), lambda s: "C-100 Vega, Luz added   a t starts the plan" in s.said),
    "add.problem": (("a p", "Grief; dx F43.21", "enter enter"), lambda s: "p3  Grief" in s.screen()),
    "add.goal": (("2 a g", '"Sing again"', "enter enter"), lambda s: 'g3  "Sing again"' in s.screen()),
    "add.objective": (("2 a o", CALL, "enter enter"), lambda s: "g1.3 new Call a friend" in s.screen()),
    "add.intervention": (("2 a i", "CBT: call", "enter enter"), lambda s: "c  CBT: call" in s.screen()),
    "node.sibling": (("2 o", CALL, "enter enter"), lambda s: "g1.3 new Call a friend" in s.screen()),
    "node.child": (("2 O", "CBT: call", "enter enter"), lambda s: "c  CBT: call" in s.screen()),
    "edit.line": (("2 e", "; -> 5", "enter"), lambda s: "GAD-7 15 -> 5" in s.screen()),
    "item.remove": (("2 d", "replaced", "enter"), lambda s: "g1.1 dis GAD-7" in s.screen()),
    "node.move_down": (("2 J",), lambda s: s.screen().index("g1.2 act") < s.screen().index("g1.1 act")),
    "node.move_up": (("2 j j j K",), lambda s: s.screen().index("g1.2 act") < s.screen().index("g1.1 act")),
    "node.grab": (("2 M",), lambda s: s.said == "g1.1 grabbed: where it was"),
    "move.down": (("2 M j",), lambda s: s.said == "g1.1 grabbed: place 2 under g1"),
    "move.up": (("2 M j k",), lambda s: s.said == "g1.1 grabbed: where it was"),
    "move.in": (("2 M l",), lambda s: s.said == "g1.1 grabbed: place 3 under g2"),
    "move.out": (("2 M l h",), lambda s: s.said == "g1.1 grabbed: place 2 under g1"),
    "move.drop": (("2 M l enter",), lambda s: "g1.1 moved: now g2.3" in s.said),
    # reviewing
    "review.run": (("R",), lambda s: s.screen().startswith(" REVIEW 1 of 3 overdue   Jonas, Petra")),
    "review.this": (("r",), lambda s: s.screen().startswith(" REVIEW 2 of 3 overdue   Reyes, Maria")),
    "review.adjust": (("r A",), lambda s: s.said.startswith("Not in the plan: work deadlines.")),
    "review.refocus": (("r F",), lambda s: s.said == "Refocus next visit: g2.2   u undo"),
    "review.evidence": (("r enter",), lambda s: "g1.1 GAD-7   evidence since 12 Dec" in s.screen()),
    "export.review": (("x r",), lambda s: list(s.desk.export_dir.glob("C-014_review_2025-12-12_*.md"))),
    # taking back
    "edit.undo": (("2 + u",), lambda s: s.said == "Undone: g1.1 marked +1 (Reyes, M)   U redo"),
    "edit.redo": (("2 + u U",), lambda s: s.said == "Again: g1.1 marked +1 (Reyes, M)   u undo"),
    "edit.repeat": (("2 + j j j .",), lambda s: s.said == "g1.2 marked +1   u undo"),
    "export.glance": (("x g",), lambda s: (s.desk.export_dir / "C-014_glance_2026-03-10.md").exists()),
    "export.bundle": (("x b",), lambda s: (s.desk.export_dir / "C-014_bundle_2026-03-10.json").exists()),
    "export.again": (("x g", "j", "x x"), lambda s: "Glance sheet of C-014 exported to" in s.said),
    "export.plan": (("x p",), lambda s: (s.desk.export_dir / "C-014_plan_v3_2026-03-10.md").exists()),
    # what is shown
    "fold.toggle": (("2 z a",), lambda s: "GAD-7 15 -> 7 ..." in s.screen()),
    "fold.all": (("2 z m",), lambda s: "p1  Worry that keeps her up at night ..." in s.screen()),
    "fold.none": (("2 z m z r",), lambda s: "Relaxation training" in s.screen()),
    "fold.problems": (("2 z 1",), lambda s: len(s.desk.shown.tree_rows()) == 2),
    "fold.goals": (("2 z 2",), lambda s: len(s.desk.shown.tree_rows()) == 4),
    "fold.objectives": (("2 z 3",), lambda s: "Relaxation" not in s.screen() and "g1.1 act GAD-7" in s.screen()),
    "fold.interventions": (("2 z 1 z 4",), lambda s: "Relaxation training" in s.screen()),
    "view.zoom": (("z z",), lambda s: "[1 CASELOAD]" in s.screen() and "REVIEW DUE" not in s.screen()),
    "view.done": (("2 s m enter z d",), lambda s: "g1.1" not in s.screen()),
    "view.sort": (("z s g g",), lambda s: "BY NAME" in s.screen() and s.chart.client.family == "Adler"),
    "view.wrap": (("2 z w",), lambda s: s.desk.state.tree.wrap and s.said == "Long lines are wrapped"),
    "privacy.names": (("z p",), lambda s: "Reyes" not in s.screen() and "M.R." in s.screen()),
    "view.theme": (("z t",), lambda s: s.desk.state.theme == "light"),
    "help.here": (("?",), lambda s: "KEYS HERE" in s.screen()),
    "help.all": (("? ?",), lambda s: "EVERY KEY" in s.screen() and "SAVEFAIL" in s.type("save again").screen()),
    "privacy.blank": (("ctrl+l",), lambda s: s.screen().strip() == "ctrl+l or Enter"),
    "ui.back": (("q",), lambda s: "Leave PlanTUI? Everything is saved." in s.screen()),
    "app.quit": (("Q",), lambda s: s.desk.done),
    "ui.cancel": (("esc",), lambda s: s.said == "q leaves."),
    "ui.quit_hint": (("ctrl+q",), lambda s: s.said == "q leaves."),
    "ui.saved_hint": (("ctrl+s",), lambda s: "PlanTUI saves as you go." in s.said),
    # typing
    "text.undo": (("2 a o", "Walk daily", "ctrl+z"), lambda s: s.desk.state.line.field.text == "Walk "),
    "text.redo": (("2 a o", "Walk daily", "ctrl+z ctrl+y"), lambda s: s.desk.state.line.field.text == "Walk daily"),
    "line.commit": (("2 a o", "Walk daily", "enter"), lambda s: "new objective g1.4" in s.screen()),
    "line.done": (("2 a o", "Walk daily", "ctrl+j"), lambda s: not s.desk.state.line and "g1.3 new Walk" in s.screen()),
    "line.accept": (("2 G a o", "Call one fri", "right"), lambda s: s.desk.state.line.field.text == "Call one friends"),
    "line.deeper": (("2 a o", "tab"), lambda s: "new intervention g1.1c" in s.screen()),
    "line.shallower": (("2 a o", "shift+tab"), lambda s: "new goal g3" in s.screen()),
    "line.prev_match": (("2 a o", "Walk", "esc a o up"), lambda s: s.desk.state.line.field.text == "Walk"),
    "line.next_match": (("2 a o", "Walk", "esc a o", "Sit", "up down"), lambda s: "║ Sit_ " in s.screen()),
    "pick.down": (("c down enter",), lambda s: s.chart.client.family == "Brandt"),
    "pick.up": (("c down down up enter",), lambda s: s.chart.client.family == "Brandt"),
    "pick.page_down": (("c pagedown enter",), lambda s: s.chart.client.family == "Ito"),
    "pick.page_up": (("c pagedown pageup enter",), lambda s: s.chart.client.family == "Adler"),
    "library.open": (("g l",), lambda s: "STATEMENT LIBRARY" in s.screen()),
    "command.library.edit": ((":", "command.library.edit", "enter"), lambda s: "no library folder" in s.said),
    "command.template.save": (
        (":", "command.template.save", "enter"),
        lambda s: s.desk.state.scene.typed.text == "template save ",
    ),
    "insert.statement": (("2 k i",), lambda s: "Objectives for g1" in s.screen()),
    "pick.tick": (("2 k i", "sle", "tab"), lambda s: "1 ticked" in s.screen()),
    "pick.own_words": (("2 k i", "Walk daily", "ctrl+j"), lambda s: "g1.3 new Walk daily" in s.screen()),
    "add.plan": (("j a t",), lambda s: "[1 PROBLEM]" in s.screen()),
    "steps.next": (("j a t", "panic", "enter enter enter"), lambda s: "g1" not in s.screen() and "no goal" in s.said),
    "steps.back": (("j a t", "panic", "enter enter shift+tab"), lambda s: "[2 THEIR WORDS]" in s.screen()),
    "steps.sign": (
        ("j a t", "panic", "enter enter tab"),
        lambda s: s.said == "The signature comes last: Enter goes on.",
    ),
    "steps.leave": (("j a t", "panic", "enter enter q"), lambda s: s.said.startswith("Draft v1 is kept.")),
    "insert.own_words": (("j a t", "panic", "enter enter i"), lambda s: "+ _" in s.screen()),
    "pick.accept": (("c", "C-021", "enter"), lambda s: s.chart.code == "C-021"),
    # the palette
    "palette.open": ((":",), lambda s: "COMMANDS" in s.screen()),
    "command.theme": ((":", "command.theme", "enter"), lambda s: s.desk.state.scene.typed.text == "theme "),
    "command.names": ((":", "command.names", "enter"), lambda s: s.desk.state.scene.typed.text == "names "),
    "command.when": ((":", "command.when", "enter"), lambda s: s.desk.state.line.purpose == "when"),
    "command.spread": (("3 space :", "command.spread", "enter"), lambda s: s.desk.state.line.purpose == "when"),
    "command.goto": ((":", "command.goto", "enter"), lambda s: s.desk.state.line.purpose == "code"),
    "command.members": (
        ("a c", "Both; kind couple; member C-001", "enter", ":members", "enter"),
        lambda s: "members couple C-001" in s.screen(),
    ),
    "command.lint": ((":", "command.lint", "enter"), lambda s: s.desk.focus() == "lint"),
    "command.keys": ((":", "command.keys", "enter"), lambda s: "EVERY KEY" in s.screen()),
    "command.redraw": ((":", "command.redraw", "enter"), lambda s: s.desk.state.asked == "redraw"),
    "command.takeover": ((":", "takeover", "enter"), lambda s: "nothing to take over" in s.said),
    "command.suspend": ((":", "command.suspend", "enter"), lambda s: s.desk.state.asked == "suspend"),
    # the program itself
    "settings.open": ((",",), lambda s: "lock.after" in s.screen()),
    "command.set": ((":", "command.set", "enter"), lambda s: "lock.after" in s.screen()),
    "command.about": ((":", "about", "enter"), lambda s: "MIT licence" in s.screen()),
    "command.log": (("z w :", "log", "enter"), lambda s: "Long lines are wrapped" in s.screen()),
    "command.doctor": ((":", "doctor", "enter"), lambda s: "Keys that something on the way" in s.screen()),
    "command.verify": ((":", "verify", "enter"), lambda s: "charts checked. Nothing found." in s.said),
    "command.keys.test": (
        (":", "keys test", "enter x"),
        lambda s: "nothing here" in s.screen() or "begins" in s.screen(),
    ),
    "command.measures": (
        (":", "measures", "enter"),
        lambda s: "PHQ-9 " in s.press("G").screen() or "WHO" in s.screen(),
    ),
    "command.snippets": ((":", "snippets", "enter"), lambda s: "THE SNIPPETS" in s.screen()),
    "command.tour": ((":", "tour", "enter"), lambda s: s.desk.state.asked == "tour"),
    "command.import": ((":", "command.import", "enter"), lambda s: s.desk.state.scene.typed.text == "import "),
    "command.backup": ((":", "backup", "enter"), lambda s: "charts and the audit trail in" in s.said),
    # the shelf
    "shelf.copy": (("2 y",), lambda s: "g1.1 with 2 lines under it on the shelf" in s.said),
    "shelf.put": (("2 y p",), lambda s: s.said.startswith("g1.3 put here with 2 lines under it")),
    "shelf.put_inside": (("2 y k P",), lambda s: s.said.startswith("g1.3 put here with 2 lines under it")),
    "command.shelf": (("2 y :", "command.shelf", "enter"), lambda s: "g1.1   objective" in s.screen()),
    "app.lock": (("2 L",), lambda s: "PlanTUI is locked" in s.screen()),
    "lock.open": (("2 L enter",), lambda s: s.desk.state.pane is Pane.PLAN),
    "lock.field": (("L esc enter q",), lambda s: not s.desk.done),
    # notes
    "note.new": (("n", "#1.1+", "esc q"), lambda s: "Note of 10 Mar 2026 kept as a draft" in s.said),
    "note.edit": (("n", "one", "esc e", " two"), lambda s: "one two" in s.screen()),
    "note.list": (("g n",), lambda s: "NOTES   Reyes, Maria" in s.screen()),
    "addendum.add": (("g n a x",), lambda s: "ADDENDUM   Reyes, Maria" in s.screen()),
    "work.unsigned": (("g u",), lambda s: "UNSIGNED" in s.screen()),
    "export.notes": (("x n", "enter"), lambda s: (s.desk.export_dir / "C-014_notes_2026-03-10.md").exists()),
    "edit.editor": (("2 E",), lambda s: s.said.startswith("E402 No editor") or "The text leaves" in s.screen()),
    "text.done": (("n", "#1.1+", "ctrl+j"), lambda s: "SIGN NOTE of Tue 10 Mar 2026" in s.screen()),
    "text.link": (("n f3 s",), lambda s: "#1.2" in s.desk.state.page.body.text),
    "text.next_part": (("n tab", "here"), lambda s: "ASSESSMENT\nhere" in s.desk.state.page.body.text),
    "text.prev_part": (("n shift+tab",), lambda s: "today 14:00 50m individual DAP_" in s.screen()),
    "text.snippet": (("n ctrl+o s",), lambda s: "snippets.toml" in s.said),
    "text.date": (("n ctrl+o d",), lambda s: "10 Mar 2026" in s.desk.state.page.body.text),
    "text.time": (("n ctrl+o t",), lambda s: "13:52" in s.desk.state.page.body.text),
    "text.measure": (("n ctrl+o m a",), lambda s: "@phq9=" in s.desk.state.page.body.text),
    "text.format": (("n ctrl+o f b",), lambda s: s.desk.state.page.body.text.startswith("BEHAVIOR")),
    # questions and trouble
    "held.read": (("held", "r"), lambda s: s.said.startswith("Read only: held by DW on pts/3 since 13:52.")),
    "held.take_over": (("held", "t"), lambda s: s.desk.state.line.field.text.endswith("; -> 9")),
    "held.back": (("held", "q"), lambda s: s.desk.state.line is None and not s.desk.state.scenes),
    "confirm.yes": (("q y",), lambda s: s.desk.done),
    "confirm.no": (("q n",), lambda s: not s.desk.done and s.desk.state.confirm is None),
    "conflict.mine": (("clash", "m"), lambda s: "GAD-7 15 -> 5" in s.screen()),
    "conflict.theirs": (("clash", "t"), lambda s: "GAD-7 15 -> 6" in s.screen()),
    "conflict.both": (("clash", "b"), lambda s: s.said == "Both changed the same thing. m or t."),
    "conflict.edit": (("clash", "e"), lambda s: "g1.1 as it is to stand" in s.screen()),
    "conflict.later": (("clash", "l"), lambda s: "GAD-7 15 -> 6" in s.screen()),
    "conflict.all_mine": (("clash", "M y"), lambda s: "GAD-7 15 -> 5" in s.screen()),
    "conflict.all_theirs": (("clash", "T y"), lambda s: "GAD-7 15 -> 6" in s.screen()),
    "store.retry": (("fail", "r"), lambda s: s.desk.practice.writer.failure is None),
    "store.rescue": (("fail", "w", "enter"), lambda s: list(s.desk.export_dir.glob("C-014_unsaved_*.json"))),
}  # fmt: skip


@pytest.mark.parametrize("action", CASES)
def test_the_action_runs_and_does_what_it_says(demo: Seat, action: str) -> None:
    words, check = CASES[action]
    ran: list[str] = []
    demo.desk.actions = {
        name: lambda desk, name=name, run=run: (ran.append(name), run(desk))[1] for name, run in ACTIONS.items()
    }
    known = demo.desk.run
    demo.desk.run = lambda name: (ran.append(name), known(name))[1]  # a page answers some keys by itself
    if words[0] == "clash":
        clash(demo)
        words = words[1:]
    elif words[0] == "held":
        keep(demo.again(), "two", "pts/3").press("2 e").type("; -> 9")
        keep(demo).press("2 e")
        words = words[1:]
    elif words[0] == "fail":
        fail(demo)
        words = words[1:]
    demo.press(*words)
    # Digits of a questionnaire are answers to the page that asks; no action runs between.
    assert action in ran or action == "measure.answer"
    assert check(demo), demo.screen()


def test_no_action_is_left_out() -> None:
    assert set(CASES) == set(ACTIONS)
