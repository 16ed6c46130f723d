"""The verbs of line mode: what each does, how it is typed, and which actions of the full screen it stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plantui.cli.line import (
    clients,
    editor,
    going,
    lines,
    marks,
    measures,
    notes,
    privately,
    reading,
    reviews,
    signatures,
    statements,
)
from plantui.cli.line.room import Room
from plantui.practice.refusal import Refused
from plantui.quickentry.palette import Command

Run = Callable[[Room, Command], None]


@dataclass(frozen=True)
class Verb:
    """A word that begins a line.

    Attributes:
        run: what it does.
        shape: how it is typed, for help.
        help: what it does, in a few words.
        actions: ids of the actions of the full screen that it stands for.
        whole: whether the rest of the line belongs to it as it is, ``;`` included.
    """

    run: Run
    shape: str
    help: str
    actions: tuple[str, ...] = ()
    whole: bool = False


def _help(room: Room, command: Command) -> None:
    word = command.rest.casefold()
    if word:
        verb = VERBS.get(word)
        if verb is None:
            raise Refused(f"There is no {word[:20]}. help says all verbs.")
        room.talk.say(f"{verb.shape}: {verb.help}.")
        return
    for title, names in _GROUPS:
        room.talk.say(f"{title}: {', '.join(names)}.")
    room.talk.say("help and a verb says how it is typed. A line of the plan is named by its code, such as 1.2.")


VERBS: Mapping[str, Verb] = {
    "client": Verb(clients.client, "client rey", "chooses a client by a piece of the name, initials or id"),
    "next": Verb(going.next_client, "next", "chooses the client whose visit comes next"),
    "list": Verb(clients.listing, "list overdue", "says the clients that a filter leaves"),
    "where": Verb(going.where, "where", "says whom and which line it is about"),
    "plan": Verb(reading.plan, "plan, or plan 1.2", "says the plan, or one line with its evidence"),
    "glance": Verb(reading.glanced, "glance", "says the page for the next visit"),
    "due": Verb(reading.due, "due, or due overdue", "says what is due"),
    "unsigned": Verb(signatures.unsigned_things, "unsigned", "says what waits for a signature"),
    "history": Verb(reading.history, "history", "says the versions and what changed in them"),
    "trend": Verb(reading.trend, "trend, or trend 1.2", "says how the scores go"),
    "lint": Verb(reading.linted, "lint", "says what is missing in the plan"),
    "add": Verb(
        lines.add,
        "add o PHQ-9 18 to 9 by +12w; the kinds are p, g, o, i and c",
        "adds a line of the plan, or with c a client; a code behind the kind says where, such as add o g1",
        (
            "add.client",
            "add.plan",
            "add.problem",
            "add.goal",
            "add.objective",
            "add.intervention",
            "node.sibling",
            "node.child",
            "insert.own_words",
        ),
        whole=True,
    ),
    "start": Verb(statements.start, "start, or start worry", "begins a plan from the library", ("add.plan",)),
    "insert": Verb(
        statements.insert, "insert o sleep diary", "adds words of the library", ("insert.statement",), whole=True
    ),
    "edit": Verb(
        lines.edit, "edit 1.2 ; by +6w", "changes a line: a clause, or the whole line anew", ("edit.line",), whole=True
    ),
    "editor": Verb(
        editor.editor, "editor, or editor 1.2", "opens today's note, or a line, in your editor", ("edit.editor",)
    ),
    "remove": Verb(
        lines.remove, "remove 1.2", "takes a line out of a draft; in a signed plan it discontinues it", ("item.remove",)
    ),
    "move": Verb(
        lines.move,
        "move 1.2 up, move 1.2 down, move 1.2 under g2",
        "moves a line",
        ("node.move_up", "node.move_down", "node.grab"),
    ),
    "copy": Verb(lines.copy, "copy 1.2", "copies a line to the shelf", ("shelf.copy",)),
    "put": Verb(lines.put, "put, or put g2", "puts the shelf under a line", ("shelf.put", "shelf.put_inside")),
    "mark": Verb(
        marks.mark,
        "mark 1.2 plus, same or minus, with 2 for much",
        "marks progress",
        ("progress.up", "progress.down", "progress.same"),
    ),
    "status": Verb(
        marks.status,
        "status 1.2 met 3 mar; the others are new, act, hld and dis",
        "sets a status",
        ("status.new", "status.active", "status.met", "status.hold", "status.stopped"),
    ),
    "when": Verb(marks.when, "when +6w", "sets the review date", ("review.when", "command.when"), whole=True),
    "spread": Verb(marks.spread, "spread 2/d from mon", "spreads the overdue reviews", ("command.spread",)),
    "review": Verb(
        reviews.review,
        "review, or review due",
        "reviews this plan, or everything due",
        ("review.this", "review.run", "review.adjust", "review.refocus"),
    ),
    "note": Verb(
        notes.note, "note, or note and the first words", "writes a note", ("note.new", "note.edit"), whole=True
    ),
    "notes": Verb(notes.notes, "notes", "says the notes, to be read by number"),
    "addendum": Verb(notes.addendum, "addendum", "adds words to a sealed note", ("addendum.add",), whole=True),
    "private": Verb(privately.private, "private", "opens your private notes, with your passphrase", ("private.open",)),
    "measure": Verb(
        measures.measure,
        "measure phq9, or measure phq9 =12",
        "records a score: the items one at a time, a total, or all answers",
        ("measure.record",),
    ),
    "follow": Verb(measures.follow, "follow phq9 every 2w", "asks a measure again every so often", ("add.measure",)),
    "unfollow": Verb(measures.unfollow, "unfollow phq9", "no longer asks it"),
    "event": Verb(marks.event, "event crisis 2 mar; two nights", "adds an event", ("event.add",), whole=True),
    "sign": Verb(signatures.sign, "sign plan, sign note or sign review", "signs", ("sign.open",)),
    "members": Verb(
        clients.members,
        "members, or members couple C-014, Sam Oyelaran",
        "says, or sets, who is seen together",
        ("command.members",),
        whole=True,
    ),
    "close": Verb(clients.close_case, "close moved away", "closes the case", ("item.remove",), whole=True),
    "reopen": Verb(clients.reopen, "reopen", "opens the case again"),
    "undo": Verb(lines.undo, "undo", "takes the last change back", ("edit.undo",)),
    "redo": Verb(lines.redo, "redo", "does it again", ("edit.redo",)),
    "again": Verb(lines.again, "again 1.3", "does the last change once more, on another line", ("edit.repeat",)),
    "export": Verb(going.export, "export plan", "writes a file: plan, glance, notes, review or bundle", whole=True),
    "names": Verb(going.names, "names initials", "says names in full, as initials or as codes"),
    "lock": Verb(going.lock, "lock", "locks the store until the passphrase is typed"),
    "unlock": Verb(going.lock, "unlock", "asks for the passphrase anew"),
    "retry": Verb(going.retry, "retry", "tries again to save"),
    "help": Verb(_help, "help, or help mark", "says the verbs, or one of them"),
    "quit": Verb(going.leave, "quit", "leaves; everything is saved"),
}
"""First word of a line -> what it does."""

SAME: Mapping[str, str] = {
    "show": "plan",
    "goto": "client",
    "filter": "list",
    "q": "quit",
    "exit": "quit",
    "delete": "remove",
    "w": "retry",
    "?": "help",
}
"""Other words for a verb."""

_GROUPS = (
    ("Clients", ("client", "next", "list", "where", "members", "close", "reopen")),
    ("To hear", ("plan", "glance", "due", "unsigned", "notes", "trend", "history", "lint")),
    ("The plan", ("start", "add", "insert", "edit", "editor", "remove", "move", "copy", "put", "sign")),
    ("A visit", ("note", "addendum", "private", "mark", "status", "measure", "follow", "unfollow", "event")),
    ("Reviews", ("review", "when", "spread")),
    ("Besides", ("undo", "redo", "again", "export", "names", "lock", "retry", "help", "quit")),
)
