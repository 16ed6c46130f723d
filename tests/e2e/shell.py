"""`plantui` run from a shell: arguments and standard input in, exit code and both outputs back."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.home import private_home, program

PATIENCE = 60.0
"""Seconds a command may take before it counts as hung."""


@dataclass(frozen=True)
class Outcome:
    """What one command did."""

    code: int
    out: str
    err: str

    def __str__(self) -> str:
        return f"exit code {self.code}\n--- standard output\n{self.out}\n--- standard error\n{self.err}"


class Shell:
    """Runs `plantui` with a home and a store under `folder`, its output going to pipes."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.env = private_home(folder, **environment)

    @property
    def store(self) -> Path:
        """Where the store lies."""
        return Path(self.env["PLANTUI_STORE"])

    def run(self, *arguments: str, stdin: str | bytes = "", **environment: str) -> Outcome:
        """Run `plantui` once. Bytes that are not UTF-8 come back as the replacement character."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [program(), *arguments],
            input=given,
            capture_output=True,
            env=self.env | environment,
            cwd=self.folder,
            timeout=PATIENCE,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    def check(self, *arguments: str, stdin: str | bytes = "", **environment: str) -> str:
        """Run `plantui`, which must succeed; return its standard output."""
        outcome = self.run(*arguments, stdin=stdin, **environment)
        assert outcome.code == 0, f"plantui {' '.join(arguments)}: {outcome}"
        return outcome.out
