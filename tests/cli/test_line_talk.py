"""The conversation's own rules: lines in, sentences out, one question at a time."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator

import pytest

from plantui.cli.line.talk import LONGEST, Ended, Talk


class Ends:
    """A talk and the other end of its input."""

    def __init__(self, idle: float | None = None) -> None:
        self.source, self.typing = os.pipe()
        self.out = io.StringIO()
        self.idled = 0
        self.talk = Talk(self.source, self.out, idle, self._idle)

    def _idle(self) -> None:
        self.idled += 1

    def type(self, text: str | bytes, *, over: bool = False) -> None:
        os.write(self.typing, text.encode() if isinstance(text, str) else text)
        if over:
            os.close(self.typing)
            self.typing = -1

    @property
    def said(self) -> str:
        return self.out.getvalue()


@pytest.fixture
def ends() -> Iterator[Ends]:
    made = Ends()
    yield made
    os.close(made.source)
    if made.typing >= 0:
        os.close(made.typing)


def test_lines_come_one_by_one_and_the_last_needs_no_end(ends: Ends) -> None:
    ends.type(" one \r\ntwo", over=True)
    assert [ends.talk.read(), ends.talk.read()] == ["one", "two"]
    with pytest.raises(Ended):
        ends.talk.read()
    assert ends.said == "> > > "


def test_what_is_no_line_is_refused_and_the_next_one_read(ends: Ends) -> None:
    ends.type(b"\xff\n")
    ends.type("good\n")
    assert ends.talk.read() == "good"
    assert ends.said == "> That line is not UTF-8 text. Nothing was done.\n> "


def test_a_line_too_long_is_refused_whole(tmp_path: object) -> None:
    out = io.StringIO()
    source = os.memfd_create("typed")
    os.write(source, b"x" * (3 * LONGEST) + b"tail\nshort\n")
    os.lseek(source, 0, os.SEEK_SET)
    talk = Talk(source, out)
    assert talk.read() == "short"
    assert out.getvalue() == "> That line is too long. Nothing was done.\n> "
    os.close(source)


def test_controls_never_reach_the_terminal(ends: Ends) -> None:
    ends.talk.say("a\x1b[31mb\r\x07c\u202e", "", "  ", "d\ne")
    assert ends.said == "a�[31mb �c�\nd\ne\n"


def test_a_choice_takes_only_its_numbers(ends: Ends) -> None:
    ends.type("0\n10\nx\n²\n2\n")
    assert ends.talk.choice("Which?", ["red", "blue"]) == 1
    assert ends.said.splitlines()[:4] == ["Which?", "1 red", "2 blue", "1 to 2, or Enter for none."]
    assert ends.said.count("That is not one of the numbers") == 4
    ends.type("\n")
    assert ends.talk.choice("Which?", ["red"]) is None


def test_no_more_than_nine_are_offered(ends: Ends) -> None:
    ends.type("\n")
    ends.talk.choice("Which?", [f"colour {number}" for number in range(20)])
    assert "9 colour 8\n1 to 9" in ends.said


def test_enter_never_means_yes(ends: Ends) -> None:
    ends.type("\nn\nyes\nY\n")
    assert [ends.talk.agreed("Sure?") for _ in range(4)] == [False, False, True, True]


def test_a_rest_is_told_once_for_each_line() -> None:
    ends = Ends(idle=0.01)
    ends.talk.on_idle = lambda: (setattr(ends, "idled", ends.idled + 1), ends.type("late\n"))[0]
    assert ends.talk.read() == "late"
    assert ends.idled == 1
    ends.type("at once\n")
    assert ends.talk.read() == "at once"
    assert ends.idled == 1


def test_when_nobody_listens_it_ends() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with pytest.raises(Ended):
        Talk(0, Gone()).say("anything")
