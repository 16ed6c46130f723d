"""Waiting for what is typed: a signal counts, whenever it comes."""

from __future__ import annotations

import io
import os
import signal
import threading
from collections.abc import Iterator

import pytest

from plantui.cli.waiting import agreed, awaited, prompted


class Noted(Exception):
    """A signal was acted on."""


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)
    os.close(writing)


def note(number: int, frame: object) -> None:
    raise Noted


def test_what_is_there_and_what_does_not_come(pipe: tuple[int, int]) -> None:
    assert not awaited(pipe[0], 0.01)
    os.write(pipe[1], b"x")
    assert awaited(pipe[0])
    assert os.read(pipe[0], 8) == b"x"


def test_the_end_is_something_to_read(pipe: tuple[int, int]) -> None:
    reading, writing = os.pipe()
    os.close(writing)
    assert awaited(reading)
    os.close(reading)


def test_a_signal_that_interrupts_no_call_ends_the_waiting(pipe: tuple[int, int]) -> None:
    """It reaches another thread, so that Python knows of it and the call of this one goes on: as if it came before."""
    given_up = threading.Event()
    arrives = threading.Timer(0.1, lambda: signal.pthread_kill(threading.get_ident(), signal.SIGUSR1))
    gives_up = threading.Timer(10, lambda: (given_up.set(), os.write(pipe[1], b"x")))
    before = signal.signal(signal.SIGUSR1, note)
    try:
        arrives.start()
        gives_up.start()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
        with pytest.raises(Noted):
            awaited(pipe[0])
        assert not given_up.is_set()
    finally:
        gives_up.cancel()
        arrives.join()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1})
        signal.signal(signal.SIGUSR1, before)


def test_a_signal_that_raises_nothing_is_waited_through(pipe: tuple[int, int]) -> None:
    seen: list[int] = []
    before = signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(number))

    def first_the_signal() -> None:
        os.kill(os.getpid(), signal.SIGUSR1)
        pause = threading.Event()
        while not seen:
            pause.wait(0.01)
        os.write(pipe[1], b"x")

    types = threading.Timer(0.1, first_the_signal)
    try:
        types.start()
        assert awaited(pipe[0])
        assert seen == [signal.SIGUSR1]
        assert signal.set_wakeup_fd(-1) == -1
    finally:
        types.join()
        signal.signal(signal.SIGUSR1, before)


def test_beside_the_main_thread_it_waits_too(pipe: tuple[int, int]) -> None:
    found: list[bool] = []
    thread = threading.Thread(target=lambda: found.append(awaited(pipe[0])))
    thread.start()
    os.write(pipe[1], b"x")
    thread.join()
    assert found == [True]


def asked(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))


def test_a_question_is_asked_until_there_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(monkeypatch, "\n  \n Dana Whitlock \n")
    assert prompted("Your name") == "Dana Whitlock"
    assert capsys.readouterr().err == "Your name: " * 3


def test_enter_alone_takes_the_default(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked(monkeypatch, "\n\nelsewhere\n")
    assert prompted("Folder", "/here") == "/here"
    assert prompted("Credential", "", shows=False) == ""
    assert prompted("Folder", "/here") == "elsewhere"
    assert capsys.readouterr().err == "Folder [/here]: Credential: Folder [/here]: "


def test_when_nobody_is_there_any_more_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, "")
    with pytest.raises(KeyboardInterrupt):
        prompted("Your name")


@pytest.mark.parametrize(("typed", "yes"), [("y\n", True), ("Yes\n", True), ("n\n", False), ("\n", False)])
def test_enter_never_means_yes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, yes: bool
) -> None:
    asked(monkeypatch, typed)
    assert agreed("Remove?") is yes
    assert capsys.readouterr().err == "Remove? [y/N]: "
