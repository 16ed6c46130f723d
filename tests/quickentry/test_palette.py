from __future__ import annotations

from datetime import date

import pytest

from plantui.quickentry import (
    Command,
    Export,
    LineFault,
    Period,
    Spread,
    When,
    parse_command,
    parse_export,
    parse_spread,
    parse_when,
    print_command,
    print_export,
    print_spread,
    print_when,
)
from tests.quickentry.vocabulary import LEXICON, place


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("client rey", [("client", ("rey",))]),
        (":when +6w", [("when", ("+6w",))]),
        ("export plan; export glance", [("export", ("plan",)), ("export", ("glance",))]),
        ("add o PHQ-9 18 -> 9; by fri; met", [("add", ("o", "PHQ-9", "18", "->", "9;", "by", "fri;", "met"))]),
        ("note #1.1+ slept; better", [("note", ("#1.1+", "slept;", "better"))]),
        ("Mark 1.2 +1", [("mark", ("1.2", "+1"))]),
        ("template save", [("template save", ())]),
        ("keys test", [("keys test", ())]),
        ("keys", [("keys", ())]),
        ('export plan to "my; plans/x.md"', [("export", ("plan", "to", "my; plans/x.md"))]),
        ("note.new", [("note.new", ())]),
        (":w", [("w", ())]),
        (":wq", [("wq", ())]),
        (" : ", []),
        ("", []),
        ("redraw;;", [("redraw", ())]),
    ],
)
def test_commands(typed: str, read: list[tuple[str, tuple[str, ...]]]) -> None:
    commands = parse_command(typed)
    assert [(command.verb, command.args) for command in commands] == read
    again = parse_command("; ".join(print_command(command) for command in commands))
    assert [(command.verb, command.args) for command in again] == read


def test_the_rest_has_its_place() -> None:
    typed = ": add o  Walk; by fri"
    (command,) = parse_command(typed)
    assert command.rest == typed[command.rest_start :] == "o  Walk; by fri"
    assert typed[command.start :].startswith("add")


def test_a_command_made_by_hand_prints() -> None:
    assert print_command(Command(verb="export", args=("plan", "to", "a b"))) == 'export plan to "a b"'


def test_an_unknown_verb() -> None:
    typed = "export plan; exprt glance"
    with pytest.raises(LineFault) as raised:
        parse_command(typed)
    assert (raised.value.code, raised.value.suggestion) == ("C4", "export")
    assert raised.value.message == "No such command: exprt. Did you mean export?"
    assert place(raised.value, typed) == "exprt"
    assert parse_command("dance now", {"dance"})[0].args == ("now",)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("when +7d cancelled twice", When(date=date(2026, 3, 17), reason="cancelled twice")),
        ("+6w", When(date=date(2026, 4, 21))),
        ("30 apr", When(date=date(2026, 4, 30))),
        ("14 mar 2027 moved", When(date=date(2027, 3, 14), reason="moved")),
        ("in 2 weeks holiday", When(date=date(2026, 3, 24), reason="holiday")),
        ("next fri they asked", When(date=date(2026, 3, 20), reason="they asked")),
        ("fri next week", When(date=date(2026, 3, 13), reason="next week")),
        ("every 6w as agreed", When(period=Period(6, "w"), reason="as agreed")),
        ("spread 2/d from mon", When(spread=Spread(2, "d", date(2026, 3, 16)))),
        ("when spread 3/w from 16 mar sick leave", When(spread=Spread(3, "w", date(2026, 3, 16)), reason="sick leave")),
        ("spread 1/d backlog", When(spread=Spread(1, "d"), reason="backlog")),
    ],
)
def test_when(typed: str, read: When) -> None:
    when = parse_when(typed, LEXICON)
    assert when == read
    assert parse_when(print_when(when), LEXICON) == read


@pytest.mark.parametrize(
    ("typed", "code", "marked"),
    [
        ("when frday cancelled", "D1", "frday"),
        ("when +12 cancelled", "D2", "+12"),
        ("when 30 feb moved", "D3", "30 feb"),
        ("when -2w", "D5", "-2w"),
        ("when review", "D6", "review"),
        ("when", "D1", ""),
        ("when spread 0/d", "C3", "0/d"),
        ("when spread two a day", "C5", "spread two a day"),
        ("when spread 2/d from frday", "D1", "frday"),
        ("when spread 2/d from", "D1", ""),
    ],
)
def test_when_faults(typed: str, code: str, marked: str) -> None:
    with pytest.raises(LineFault) as raised:
        parse_when(typed, LEXICON)
    assert raised.value.code == code
    assert place(raised.value, typed) == marked


def test_spread() -> None:
    assert parse_spread("2/d", LEXICON) == Spread(2, "d")
    assert parse_spread("spread 2 / week from mon", LEXICON) == Spread(2, "w", date(2026, 3, 16))
    assert parse_spread(print_spread(Spread(2, "w", date(2026, 3, 16))), LEXICON) == Spread(2, "w", date(2026, 3, 16))
    for typed, code, message in [
        ("spread 0/d", "C3", "At least one a day"),
        ("0/w", "C3", "At least one a week"),
        ("spread 2/d please", "C5", "A spread reads: spread 2/d, or spread 2/d from mon"),
        ("spread", "C5", "A spread reads: spread 2/d, or spread 2/d from mon"),
    ]:
        with pytest.raises(LineFault) as raised:
            parse_spread(typed, LEXICON)
        assert (raised.value.code, raised.value.message) == (code, message)
    with pytest.raises(LineFault) as raised:
        parse_spread("spread 2/d  please", LEXICON)
    assert place(raised.value, "spread 2/d  please") == "please"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("export plan", Export(what="plan")),
        ("glance", Export(what="glance")),
        ("export plan marked", Export(what="plan", marked=True)),
        ("export Notes marked to ~/my plans", Export(what="notes", marked=True, path="~/my plans")),
        ('export bundle to "a; b"', Export(what="bundle", path="a; b")),
    ],
)
def test_export(typed: str, read: Export) -> None:
    assert parse_export(typed) == read
    assert parse_export(print_export(read)) == read


@pytest.mark.parametrize(
    ("typed", "code", "marked", "message"),
    [
        ("export pln", "C2", "pln", "No such thing to export: pln. plan, glance, notes, review, bundle"),
        ("export", "C2", "", "Export what? plan, glance, notes, review, bundle"),
        ("export plan now", "C6", "now", "An export reads: export plan, export plan marked, export plan to PATH"),
        ("export plan to", "C6", "to", "An export reads: export plan, export plan marked, export plan to PATH"),
    ],
)
def test_export_faults(typed: str, code: str, marked: str, message: str) -> None:
    with pytest.raises(LineFault) as raised:
        parse_export(typed)
    assert (raised.value.code, raised.value.message) == (code, message)
    assert place(raised.value, typed) == marked
