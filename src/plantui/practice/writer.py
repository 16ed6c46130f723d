"""The writer: puts steps into the store in order, on its own thread when a screen must not wait."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from plantui.practice.acting import Acting
from plantui.practice.command import Step
from plantui.practice.history import Entry


@dataclass(frozen=True)
class Job:
    """A step to store, who did it and when, and its line in the undo log; None where nobody takes it back."""

    step: Step
    acting: Acting
    entry: Entry | None


Commit = Callable[[Job], None]
"""Stores one step or raises."""


class Writer:
    """Steps waiting to be stored, first come first served.

    A step that fails stays at the head, so that nothing is lost; ``failure`` is what went wrong, until ``retry``.
    Without ``start`` steps are stored by ``flush`` on the caller's own thread.
    """

    def __init__(self, commit: Commit, report: Callable[[], None] = lambda: None) -> None:
        self._commit = commit
        self._report = report
        self._waiting: deque[Job] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._busy = False
        self._stopping = False
        self.failure: Exception | None = None

    @property
    def waiting(self) -> int:
        """How many steps are not stored yet."""
        with self._changed:
            return len(self._waiting)

    def jobs(self) -> tuple[Job, ...]:
        """The steps that are not stored yet, oldest first."""
        with self._changed:
            return tuple(self._waiting)

    def concerns(self, chart_id: str) -> bool:
        """Whether a step of this chart is not stored yet."""
        with self._changed:
            return any(job.step.chart_id == chart_id for job in self._waiting)

    def start(self, report: Callable[[], None]) -> None:
        """Store steps on a thread from now on; ``report`` is called on that thread after each one and each failure."""
        self._report = report
        self._thread = threading.Thread(target=self._run, name="plantui-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> None:
        """Queue a step."""
        with self._changed:
            self._waiting.append(job)
            self._changed.notify_all()

    def retry(self) -> None:
        """Try the step that failed again."""
        with self._changed:
            self.failure = None
            self._changed.notify_all()
        if self._thread is None:
            self.flush()

    def drop(self) -> Job | None:
        """Give up the step at the head after a failure, and return it."""
        with self._changed:
            job = self._waiting.popleft() if self._waiting else None
            self.failure = None
            self._changed.notify_all()
        return job

    def take(self, chart_id: str) -> tuple[Job, ...]:
        """Give up every waiting step of a chart after a failure, and return them; the others go on."""
        with self._changed:
            taken = tuple(job for job in self._waiting if job.step.chart_id == chart_id)
            self._waiting = deque(job for job in self._waiting if job.step.chart_id != chart_id)
            self.failure = None
            self._changed.notify_all()
        return taken

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until everything is stored; False when it is not.

        Without a thread the steps are stored here.

        Raises:
            Exception: without a thread, whatever the store raised; the step stays queued.
        """
        if self._thread is None:
            while self._waiting:
                self._commit(self._waiting[0])
                self._waiting.popleft()
            return True
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting or self.failure is not None, timeout) and (
                self.failure is None
            )

    def stop(self, timeout: float = 5.0) -> bool:
        """Store what is waiting and end the thread; False when something could not be stored."""
        stored = self.flush(timeout)
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread is not None:
            # A thread that a disk holds does not end any sooner for being waited for.
            self._thread.join(timeout if stored else 1.0)
        return stored

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._stopping or (bool(self._waiting) and self.failure is None),
                )
                if self._stopping:
                    return
                job = self._waiting[0]
            failure: Exception | None = None
            try:
                self._commit(job)
            except Exception as error:
                failure = error
            with self._changed:
                if failure is None:
                    self._waiting.popleft()
                self.failure = failure
                self._changed.notify_all()
            # While it waits for the next one, nothing of a client is to lie on this thread.
            del job, failure
            self._report()
