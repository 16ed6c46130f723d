"""The driver in a real terminal: keys, modes, title, hang-up, a frozen link."""

from __future__ import annotations

import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import textual
from tests.e2e.home import private_home
from tests.e2e.terminal import Terminal

from plantui.tui.terminal import driver as driver_module

PROBE = Path(__file__).with_name("probe.py")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return tmp_path / "draft"


def probe(draft: Path, *arguments: str, **environment: str) -> Terminal:
    return Terminal([sys.executable, str(PROBE), str(draft), *arguments], env=private_home(draft.parent, **environment))


@pytest.fixture
def terminal(draft: Path) -> Iterator[Terminal]:
    with probe(draft) as running:
        running.wait_for("ready")
        yield running


def send(terminal: Terminal, data: bytes) -> None:
    terminal._write(data)


def wait_until(done: Callable[[], bool]) -> None:
    """Wait for what the screen does not show; the test's own time-out is the limit."""
    pause = threading.Event()
    while not done():
        pause.wait(0.01)


def count(draft: Path) -> int:
    """The number in the file; 0 while it is being written."""
    return int(draft.read_text(encoding="utf-8") or 0)


def state(terminal: Terminal) -> str:
    """What the system says of the process: `T` is stopped."""
    return Path(f"/proc/{terminal.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]


def test_textual_is_the_release_this_was_written_for() -> None:
    assert textual.__version__ == "8.2.8"


def test_esc_and_a_key_in_one_packet(terminal: Terminal) -> None:
    send(terminal, b"\x1bj\x1b-\x1b1\x1b \x1b\r\x1bf\x1b[Ak")
    terminal.wait_for("key k")
    shown = [row.rstrip() for row in terminal.lines if row.startswith("key")]
    assert shown == [
        "key escape '\\x1b'",
        "key j 'j'",
        "key escape '\\x1b'",
        "key minus '-'",
        "key escape '\\x1b'",
        "key 1 '1'",
        "key escape '\\x1b'",
        "key space ' '",
        "key escape '\\x1b'",
        "key enter '\\r'",
        "key escape '\\x1b'",
        "key f 'f'",
        "key up None",
        "key k 'k'",
    ]


def test_esc_alone_arrives(terminal: Terminal) -> None:
    send(terminal, b"\x1b")
    terminal.wait_for("key escape")


def test_bytes_that_are_no_text(terminal: Terminal) -> None:
    send(terminal, b"\xff\xc3")
    send(terminal, b"\xbc")
    terminal.wait_for("ü")
    assert any("�" in row for row in terminal.lines)


def test_a_paste_is_one_thing_even_with_escapes_in_it(terminal: Terminal) -> None:
    send(terminal, b"\x1b[200~one\x1bjtwo" + b"x" * 30 + b"\x1b")
    send(terminal, b"[201~k")
    terminal.wait_for("key k")
    assert any(row.startswith("paste one␛jtwoxxx") for row in terminal.lines)
    assert not any("key j" in row for row in terminal.lines)


def test_modes_and_title(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait_exit() == 3
    assert not terminal.mouse_enabled
    assert terminal.titles == ["PlanTUI"]
    raw = terminal.raw
    assert b"\x1b[?1004" not in raw
    assert re.findall(rb"\x1b\][^\x07\x1b]*", raw) == [b"\x1b]2;PlanTUI"]
    assert b"u\x1b" not in raw.replace(b"\x1b[?u\x1b", b"")
    assert b"\x1b[>" not in raw
    assert b"\x1b[?1049l" in raw


def test_sync_is_used_where_the_terminal_has_it(terminal: Terminal) -> None:
    # By then the answer is there whether the terminal has it.
    terminal.wait_quiet()
    terminal.press("j")
    terminal.wait_for("key j")
    terminal.wait_quiet()
    raw = terminal.raw
    assert b"\x1b[?2026h" in raw
    assert raw.count(b"\x1b[?2026h") == raw.count(b"\x1b[?2026l")


def test_a_burst_arrives_whole_and_in_order(terminal: Terminal) -> None:
    text = "abcdefghijklmnoprstuvwxyz" * 20
    send(terminal, text.encode())
    terminal.wait_for("501 keys")
    shown = [row.split()[1] for row in terminal.lines if row.startswith("key")]
    assert "".join(shown) == text[-len(shown) :]


def test_the_caret_is_where_the_frame_says(terminal: Terminal) -> None:
    terminal.press("j")
    terminal.wait_for("key j")
    terminal.wait_quiet()
    assert terminal.cursor[1:] == (3, 1)


def test_resize_and_redraw(terminal: Terminal) -> None:
    terminal.resize(70, 12)
    terminal.wait_for("probe 70x12")
    before = len(terminal.raw)
    terminal.press("D")
    terminal.wait_for("key D")
    terminal.wait_quiet()
    assert b"\x1b[2J" in terminal.raw[before:]
    assert "ready" in terminal.text


def test_of_two_changes_of_the_window_the_last_counts(terminal: Terminal) -> None:
    terminal.press("W")
    terminal.wait_for("key W")
    terminal.wait_quiet()
    assert terminal.lines[0].startswith("probe 90x20")


def test_suspend_gives_the_terminal_back_even_after_a_fault(terminal: Terminal) -> None:
    terminal.press("S")
    terminal.wait_for("raised 'editor'")
    assert b"an editor was here" in terminal.raw
    terminal.wait_gone("an editor was here")
    assert terminal.find("probe 120x40") == (0, 0)
    terminal.press("j")
    terminal.wait_for("key j")
    assert set(terminal.titles) == {"PlanTUI"}


def test_stopped_from_outside_and_continued(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGTSTP)
    wait_until(lambda: state(terminal) == "T")
    terminal.wait_gone("ready")
    assert 1049 not in terminal.modes
    before = len(terminal.raw)
    terminal.process.send_signal(signal.SIGCONT)
    terminal.wait_for("ready")
    assert b"\x1b[2J" in terminal.raw[before:]
    terminal.press("j")
    terminal.wait_for("key j")


def test_a_fault_ends_the_program_without_what_it_knew(terminal: Terminal) -> None:
    terminal.press("E")
    assert terminal.wait_exit() == 1
    assert b"Reyes" not in terminal.raw
    assert b"Traceback" not in terminal.raw
    assert b"fault: RuntimeError" in terminal.raw


def test_hang_up_saves_and_ends(terminal: Terminal, draft: Path) -> None:
    terminal.press("j")
    terminal.wait_for("key j")
    terminal.hangup()
    assert terminal.wait_exit() == 128 + signal.SIGHUP
    assert draft.read_text(encoding="utf-8") == f"2 keys, signal {int(signal.SIGHUP)}"


def test_end_of_file_ends_where_hang_ups_are_ignored(draft: Path) -> None:
    with probe(draft, "deaf") as running:
        running.wait_for("ready")
        running.hangup()
        assert running.wait_exit() == 128 + signal.SIGHUP
    assert draft.read_text(encoding="utf-8").startswith("1 keys")


def test_term_signal_restores_the_terminal(terminal: Terminal, draft: Path) -> None:
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.wait_exit() == 128 + signal.SIGTERM
    assert draft.exists()
    assert terminal.raw.endswith(driver_module._RESTORE)
    assert 1049 not in terminal.modes


@pytest.mark.timeout(60)
def test_a_frozen_terminal_does_not_stop_the_program(draft: Path) -> None:
    with probe(draft, "floods") as running:
        running.wait_for("flood")
        running.freeze()
        reached = count(draft)
        # More frames than the pipe to the terminal and the writer's queue hold.
        wait_until(lambda: count(draft) > reached + 150)
        running.process.send_signal(signal.SIGTERM)
        assert running.wait_exit() == 128 + signal.SIGTERM
    assert "signal" in draft.read_text(encoding="utf-8")


def test_after_a_frozen_time_the_screen_is_right(terminal: Terminal) -> None:
    terminal.freeze()
    for _ in range(40):
        send(terminal, b"abcdefghijkDDDD")
    terminal.thaw()
    terminal.wait_for("601 keys")
    shown = [row.split()[1] for row in terminal.lines if row.startswith("key")]
    assert shown == list(("abcdefghijkDDDD" * 40)[-len(shown) :])
