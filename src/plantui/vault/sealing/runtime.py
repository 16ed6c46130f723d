"""A file in the runtime folder of the account: where there is no kernel keyring, but memory that looks like a disk.

The folder must be what the system makes at login: on tmpfs, 0700, ours. The file ends to be good after its time by
the clock that runs since the machine started, and is removed by the next command; until then, or until the logout
removes the folder, its bytes stay in memory (or in swap, which should be encrypted).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping

import msgspec

from plantui.vault.files import Fs, RealFs, discard, ensure_dir, is_dir, put
from plantui.vault.layout import complaint
from plantui.vault.mount import kind_of
from plantui.vault.sealing.place import Unavailable

VARIABLE = "XDG_RUNTIME_DIR"
_MEMORY = frozenset({"tmpfs", "ramfs"})


class _Kept(msgspec.Struct, array_like=True):
    until: float
    content: bytes


_kept = msgspec.msgpack.Decoder(_Kept)


def since_boot() -> float:
    """Seconds since the machine started, sleep included where the system counts it; nobody can set it back."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class RuntimeFile:
    """See `plantui.vault.sealing.place.Place`.

    Args:
        environ: the environment; the process's own by default.
        clock: seconds that only go forward, the same for every process.
        kind: tells the kind of file system of a folder.
    """

    words = "in memory, in a file of the runtime folder"

    def __init__(
        self,
        environ: Mapping[str, str] | None = None,
        clock: Callable[[], float] = since_boot,
        kind: Callable[[str], str] = kind_of,
    ) -> None:
        self._environ = os.environ if environ is None else environ
        self._clock = clock
        self._kind = kind
        self._fs: Fs = RealFs()

    def put(self, name: str, content: bytes, seconds: int) -> None:
        """See `Place.put`."""
        folder = self._folder()
        try:
            ensure_dir(self._fs, folder, os.path.dirname(folder))
            self._check(folder)
            kept = _Kept(self._clock() + seconds, content)
            put(self._fs, f"{folder}/{name}", msgspec.msgpack.encode(kept), durable=False)
        except OSError as error:
            raise Unavailable(f"{folder} cannot be written ({error.strerror})") from error

    def get(self, name: str) -> bytes | None:
        """See `Place.get`."""
        folder = self._folder()
        try:
            state = self._fs.stat(f"{folder}/{name}")
            self._check(folder)
            if complaint(f"{folder}/{name}", state, os.geteuid()):
                return None
            kept = _kept.decode(self._fs.read(f"{folder}/{name}"))
        except (FileNotFoundError, msgspec.MsgspecError):
            return None
        except OSError as error:
            raise Unavailable(f"{folder} cannot be read ({error.strerror})") from error
        if self._clock() < kept.until:
            return kept.content
        self.drop(name)
        return None

    def drop(self, name: str) -> bool:
        """See `Place.drop`."""
        folder = self._folder()
        try:
            size = self._fs.stat(f"{folder}/{name}").st_size
            fd = os.open(f"{folder}/{name}", os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                os.write(fd, bytes(size))
            finally:
                os.close(fd)
            discard(self._fs, f"{folder}/{name}")
        except FileNotFoundError:
            return False
        except OSError as error:
            raise Unavailable(f"{folder} cannot be changed ({error.strerror})") from error
        return True

    def _folder(self) -> str:
        root = self._environ.get(VARIABLE, "")
        if not root.startswith("/"):
            raise Unavailable(f"{VARIABLE} names no folder")
        root = os.path.realpath(root)
        self._check(root)
        if self._kind(root) not in _MEMORY:
            raise Unavailable(f"{root} does not lie in memory ({self._kind(root) or 'its kind is not known'})")
        return f"{root}/plantui"

    def _check(self, folder: str) -> None:
        try:
            state = self._fs.stat(folder)
        except OSError as error:
            raise Unavailable(f"{folder} cannot be used ({error.strerror})") from error
        if not is_dir(state):
            raise Unavailable(f"{folder} is not a folder")
        if sentence := complaint(folder, state, os.geteuid()):
            raise Unavailable(sentence.rstrip("."))
