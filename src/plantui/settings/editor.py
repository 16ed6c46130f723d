"""A text through the person's own editor and back: in a private folder, and gone from it afterwards."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from plantui.settings.leftover import LARGEST, OWN, PREFIX, TEXT, Whence, mark

QUIET = "vim -n -i NONE"
"""An editor that keeps no copies of its own."""
SAID_FIRST = f"The text leaves the store while the editor has it. {QUIET} keeps no copies of its own."
"""What the first use in each run says."""
Runner = Callable[[Sequence[str], Mapping[str, str]], int]
"""Runs a command with an environment and waits; its exit code, negative for a signal."""


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """What came back.

    Attributes:
        text: the text as the editor left it; as it was given when something went wrong.
        problem: why it is not what the editor wrote, with its code and the next step; empty when it is.
        left: names of copies that the editor left behind, and that were removed as well.
        stayed: paths of files that could not be removed.
    """

    text: str
    problem: str = ""
    left: tuple[str, ...] = ()
    stayed: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """What is to be told, in one line; empty when all went well."""
        parts = [self.problem] if self.problem else []
        if self.stayed:
            parts.append(f"These copies could not be removed: {', '.join(self.stayed)}. Remove them yourself.")
        elif self.left:
            hint = "" if self.problem else f" {QUIET} keeps none."
            parts.append(f"Copies it left were removed: {', '.join(self.left)}.{hint}")
        return " ".join(parts)


def run_editor(command: Sequence[str], environ: Mapping[str, str], held: Sequence[int] = ()) -> int:
    """Run an editor on this terminal and wait for it; an interrupt meant for it does not end the program.

    It gets the descriptors ``held`` as well, so that their marks last as long as it lives.
    """
    import signal

    # A handler of ours, not SIG_IGN: the editor would inherit that one.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, env=dict(environ), check=False, pass_fds=held).returncode
    finally:
        signal.signal(signal.SIGINT, before)


def edit_text(
    text: str,
    command: str,
    runtime: Path | None,
    environ: Mapping[str, str],
    *,
    run: Runner | None = None,
    no_color: bool = False,
    whence: Whence | None = None,
) -> Edited:
    """Let somebody change a text in their editor.

    The file lies in a folder of mode 0700 that is removed afterwards: in the login's runtime folder, which the system
    keeps in memory, else in the folder for temporary files. Its name says nothing. Where the program is killed
    meanwhile, the next start finds it (see `leftover`).

    Args:
        text: what they start from.
        command: the editor and its options, as a shell would read them.
        runtime: `$XDG_RUNTIME_DIR`.
        environ: the environment for the editor.
        run: starts it and waits; ``run_editor`` when left out.
        no_color: whether colours are off here; then they are for the editor too.
        whence: where the text belongs, for whoever finds it if this program is killed.
    """
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words or shutil.which(words[0], path=environ.get("PATH")) is None:
        name = words[0] if words else command
        return Edited(text=text, problem=f"E402 The editor {name} was not found. editor.command sets another one.")
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_private(runtime)))
    except OSError as error:
        why = error.strerror or "the folder cannot be written"
        return Edited(text=text, problem=f"E401 The editor was not started: {why}. Nothing was changed.")
    held: list[int] = []
    try:
        return _edited(text, words, folder, _environment(environ, no_color), run, whence, held)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for each in held:
            os.close(each)


def _private(runtime: Path | None) -> Path | None:
    """The runtime folder, where it is ours and nobody else can look into it."""
    if runtime is None:
        return None
    try:
        found = runtime.stat()
    except OSError:
        return None
    ours = found.st_uid == os.getuid() and not found.st_mode & 0o077
    return runtime if ours and os.access(runtime, os.W_OK) else None


def _environment(environ: Mapping[str, str], no_color: bool) -> dict[str, str]:
    """The editor's environment: ``NO_COLOR`` is handed back to it where colours are off."""
    handed = dict(environ)
    if no_color:
        handed["NO_COLOR"] = "1"
    return handed


def _edited(
    text: str,
    words: list[str],
    folder: Path,
    environ: Mapping[str, str],
    run: Runner | None,
    whence: Whence | None,
    held: list[int],
) -> Edited:
    file = folder / TEXT
    command = [*words, str(file)]
    try:
        held.append(mark(folder, whence, text))
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except OSError as error:
        why = error.strerror or "the file cannot be written"
        return Edited(text=text, problem=f"E401 The editor was not started: {why}. Nothing was changed.")
    try:
        code = run(command, environ) if run is not None else run_editor(command, environ, held)
    except OSError as error:
        return _back(
            text, f"E401 The editor could not be started: {error.strerror}. Your text is as it was before.", folder
        )
    if code:
        how = f"was ended by signal {-code}" if code < 0 else f"ended with {code}"
        return _back(text, f"E401 The editor {how}. Your text is as it was before.", folder)
    return _read(text, file, folder)


def _read(text: str, file: Path, folder: Path) -> Edited:
    try:
        content = file.read_bytes()
    except OSError:
        return _back(text, "E401 The editor left no file. Your text is as it was before.", folder)
    if len(content) > LARGEST:
        return _back(text, "E401 What came back is larger than 1 MB. Your text is as it was before.", folder)
    try:
        found = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _back(text, "E401 What came back is not UTF-8. Your text is as it was before.", folder)
    return _back(found.replace("\r\n", "\n"), "", folder)


def _back(text: str, problem: str, folder: Path) -> Edited:
    """Look for copies the editor made, and take everything away."""
    left = sorted(each.name for each in folder.rglob("*") if each.name not in OWN)
    shutil.rmtree(folder, ignore_errors=True)
    stayed = [str(each) for each in sorted(folder.rglob("*"))] if folder.exists() else []
    return Edited(text=text, problem=problem, left=tuple(left), stayed=tuple(stayed))
