"""The terminal that the other tests trust, tested with a program whose behaviour is known."""

from __future__ import annotations

import re
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.e2e.home import private_home
from tests.e2e.picture import svg
from tests.e2e.terminal import ScreenError, Terminal

PROBE = Path(__file__).parent / "samples" / "probe.py"


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Terminal]:
    with Terminal([sys.executable, str(PROBE)], env=private_home(tmp_path), cwd=tmp_path) as window:
        window.wait_for("ready")
        window.wait_for("size 120x40")
        yield window


def started(tmp_path: Path, script: str, **more: str) -> Terminal:
    return Terminal([sys.executable, "-c", script], env=private_home(tmp_path, **more), cwd=tmp_path)


def test_questions_to_the_terminal_are_answered(probe: Terminal) -> None:
    probe.press("a")
    lines = probe.wait_for("size b'")
    answers = dict(line.split(" ", 1) for line in lines[9:15])
    assert answers == {
        "da1": r"b'\x1b[?62;4;22c'",
        "cpr": r"b'\x1b[3;7R'",
        "decrqm": r"b'\x1b[?2026;2$y'",
        "version": r"b'\x1bP>|plantui-tests(1)\x1b\\'",
        "background": r"b'\x1b]11;rgb:0000/0000/0000\x1b\\'",
        "size": r"b'\x1b[8;40;120t'",
    }


def test_a_burst_arrives_in_one_read(probe: Terminal) -> None:
    probe.burst(["c", "rey", "enter", "ctrl+j", "esc"])
    probe.wait_for(r"read 7 b'crey\r\n\x1b'")


def test_keys_one_by_one_arrive_in_order(probe: Terminal) -> None:
    probe.keys("g t up ctrl+l alt+x shift+tab space", spacing=3)
    probe.wait_for(r"b'gt\x1b[A\x0c\x1bx\x1b[Z '")


def test_typing_takes_the_name_of_a_key_as_text(probe: Terminal) -> None:
    probe.type("enter\n")
    probe.wait_for(r"b'enter\r'")


def test_letters_beyond_ascii_arrive_as_utf8(probe: Terminal) -> None:
    probe.type("né")
    probe.wait_for(r"b'n\xc3\xa9'")


def test_a_paste_is_bracketed_only_when_asked_for(probe: Terminal) -> None:
    probe.paste("one\ntwo")
    probe.wait_for(r"b'one\rtwo'")
    probe.press("p")
    probe.wait_for("read 8")
    probe.paste("three")
    probe.wait_for(r"\x1b[200~three\x1b[201~'")


def test_a_long_paste_does_not_deadlock(probe: Terminal) -> None:
    probe.paste("y" * 20_000)
    probe.wait_for("read 20000")


def test_a_flood_of_output_is_read_while_keys_are_sent(probe: Terminal) -> None:
    probe.keys("w w w", spacing=1)
    probe.wait_for("written")


def test_an_unknown_key_is_refused(probe: Terminal) -> None:
    with pytest.raises(ValueError, match="hyper"):
        probe._encode(["hyper+x"])


def test_the_title_and_the_mouse_are_watched(probe: Terminal) -> None:
    assert (probe.title, probe.mouse_enabled) == ("", False)
    probe.press("t")
    probe.wait_for("read 1")
    assert probe.title == "a window"
    probe.press("m")
    probe.wait_for("read 2")
    assert probe.mouse_enabled
    assert {1000, 1006} <= probe.modes


def test_a_resize_reaches_the_program(probe: Terminal) -> None:
    probe.resize(80, 24)
    lines = probe.wait_for("size 80x24")
    assert len(lines) == 24
    assert probe.size == (80, 24)


def test_colours_and_the_cursor_can_be_read(probe: Terminal) -> None:
    column, row = probe.find("ready") or (-1, -1)
    assert (column, row) == (0, 0)
    assert (probe.cell(column, row).fg, probe.cell(column, row).bold) == ("red", True)
    assert probe.cursor[0]


def test_leaving_the_alternate_screen_brings_the_main_one_back(probe: Terminal) -> None:
    probe.press("q")
    assert probe.wait_exit() == 3
    assert [line for line in probe.lines if line] == ["on the main screen", "bye"]
    assert not probe.running


def test_a_hangup_tells_the_program(probe: Terminal, tmp_path: Path) -> None:
    probe.hangup()
    assert probe.wait_exit() == 7
    assert (tmp_path / "hangup").read_text() == "saved"


def test_kill_tells_it_nothing(probe: Terminal, tmp_path: Path) -> None:
    probe.kill9()
    assert probe.wait_exit() == -signal.SIGKILL
    assert not (tmp_path / "hangup").exists()


def test_half_a_frame_is_not_looked_at(probe: Terminal) -> None:
    seen: set[str] = set()

    def whole(lines: list[str]) -> bool:
        seen.add(lines[29])
        return "whole" in lines[29]

    probe.press("f")
    probe.wait_raw(b"half ")
    with pytest.raises(ScreenError):
        probe.wait_for("half whole", timeout=0.2)
    second = threading.Timer(0.2, probe.press, ["g"])
    second.start()
    probe.wait_for(whole)
    second.join()
    assert seen == {"half whole"}


def test_a_frozen_link_reads_nothing_until_it_thaws(probe: Terminal) -> None:
    probe.freeze()
    probe.press("x")
    with pytest.raises(ScreenError):
        probe.wait_for("read 1", timeout=0.3)
    probe.thaw()
    probe.wait_for("read 1 b'x'")


def test_a_failed_wait_shows_the_screen(probe: Terminal) -> None:
    with pytest.raises(ScreenError) as caught:
        probe.wait_for(re.compile("never"), timeout=0.05)
    message = str(caught.value)
    assert "no match of 'never' on the screen (after 0.05 s)" in message
    assert re.search(r"^\|ready +\|$", message, re.M)


def test_waiting_for_a_program_that_ended_fails_at_once(tmp_path: Path) -> None:
    with started(tmp_path, "print('gone')") as window, pytest.raises(ScreenError, match="the program ended"):
        window.wait_for("never")


def test_waiting_for_something_to_go(probe: Terminal) -> None:
    with pytest.raises(ScreenError, match="still 'ready'"):
        probe.wait_gone("ready", timeout=0.05)
    probe.press("q")
    probe.wait_exit()
    probe.wait_gone("ready")


def test_a_program_that_keeps_writing_is_never_quiet(tmp_path: Path) -> None:
    chatter = "import time\nwhile True: print('.', end='', flush=True); time.sleep(0.02)"
    with started(tmp_path, chatter) as window:
        window.wait_for(".")
        with pytest.raises(ScreenError, match="still at work"):
            window.wait_quiet(1, timeout=1.2)


def test_a_program_that_works_in_silence_is_not_quiet(tmp_path: Path) -> None:
    worker = "import time\nprint('begun', flush=True)\nwhile time.process_time() < 0.5: pass\nprint('done'); input()"
    with started(tmp_path, worker) as window:
        window.wait_for("begun")
        assert "done" in window.wait_quiet(0.2)


def test_a_program_that_has_not_had_its_turn_is_not_quiet(probe: Terminal) -> None:
    """What was just typed is answered before a rest begins, however long it was quiet before."""
    probe.wait_quiet(0.2)
    probe.press("k")
    assert "read 1 b'k'" in probe.wait_quiet(0.2)


def test_a_frame_on_its_way_is_waited_for(probe: Terminal) -> None:
    probe.press("f")
    probe.wait_raw(b"half ")
    second = threading.Timer(0.2, probe.press, ["g"])
    second.start()
    assert probe.lines[29] == "half whole"
    second.join()


def test_bytes_that_never_come_are_told(probe: Terminal) -> None:
    with pytest.raises(ScreenError, match="no b'never' in what was written"):
        probe.wait_raw(b"never", timeout=0.05)


def test_lines_that_scrolled_off_are_kept(tmp_path: Path) -> None:
    with started(tmp_path, "for n in range(100): print('row', n)") as window:
        window.wait_exit()
        assert [line for line in window.scrolled + window.lines if line] == [f"row {n}" for n in range(100)]


def test_wide_and_combining_characters_stand_in_their_cells(tmp_path: Path) -> None:
    with started(tmp_path, "print('日本|e\\u0301|\\u2764\\ufe0f|\\u200b.')") as window:
        window.wait_exit()
        assert window.lines[0] == "日本|e\u0301|\u2764\ufe0f|\u200b."
        assert window.cell(4, 0).data == "|"


def test_the_environment_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANTUI_NAMES", "initials")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    script = "import os\nfor n in sorted(os.environ): print(n, os.environ[n])"
    with started(tmp_path, script, PLANTUI_NOW="2026-03-10T13:52") as window:
        window.wait_exit()
        text = window.text
    assert "PLANTUI_NOW 2026-03-10T13:52" in text
    assert f"PLANTUI_STORE {tmp_path}/store" in text.replace("\n", "")
    assert "PLANTUI_NAMES" not in text
    assert "PYTHON" not in text


def test_closing_ends_a_program_that_ignores_the_hangup(tmp_path: Path) -> None:
    stubborn = "import signal, time\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\nprint('here')\ntime.sleep(600)"
    window = started(tmp_path, stubborn)
    window.wait_for("here")
    window.close(grace=0.3)
    assert window.process.returncode == -signal.SIGKILL


def test_a_picture_can_be_drawn(probe: Terminal) -> None:
    drawn = ElementTree.fromstring(svg(probe))
    texts = {element.text: element.get("fill") for element in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert texts["ready"] == "#cc4b4b"
