"""The kernel's keyring of this login (Linux): a key that no disk ever sees, and that the kernel drops in time.

It is the session keyring: where the login has one of its own (sshd with pam_keyinit), another login of the same
account does not see the key; elsewhere the kernel uses the one of the account.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Protocol

from plantui.vault.sealing.place import Unavailable

_NUMBERS = {
    "x86_64": (248, 250),
    "aarch64": (217, 219),
    "riscv64": (217, 219),
    "loongarch64": (217, 219),
    "ppc64le": (269, 271),
    "s390x": (278, 280),
}
"""Machine -> the numbers of the system calls add_key and keyctl."""

_GET_KEYRING_ID, _REVOKE, _SETPERM, _LINK, _UNLINK, _SEARCH, _READ, _SET_TIMEOUT = 0, 3, 5, 8, 9, 10, 11, 15
_PROCESS, _SESSION = -2, -3
_POSSESSOR_ALL = 0x3F000000
_GONE = frozenset({126, 127, 128})
"""ENOKEY, EKEYEXPIRED, EKEYREVOKED."""


class Calls(Protocol):
    """The two system calls; both raise OSError."""

    def add_key(self, name: bytes, content: bytes, ring: int) -> int:
        """Make a key of the type `user` in a keyring; return its number."""

    def keyctl(self, operation: int, *arguments: int | bytes | None) -> int:
        """Do something with keys."""

    def read(self, key: int) -> bytes:
        """Return what a key holds."""


class SystemCalls:
    """The operating system itself.

    Raises:
        Unavailable: this is no Linux, or one whose numbers are not known.
    """

    def __init__(self) -> None:
        machine = os.uname().machine
        if sys.platform != "linux" or machine not in _NUMBERS or sys.maxsize < 1 << 32:
            raise Unavailable("this system has no kernel keyring that is known")
        self._add, self._control = _NUMBERS[machine]
        self._call = ctypes.CDLL(None, use_errno=True).syscall
        self._call.restype = ctypes.c_long

    def add_key(self, name: bytes, content: bytes, ring: int) -> int:
        """See `Calls.add_key`."""
        return self._done(self._add, b"user", name, content, len(content), ring)

    def keyctl(self, operation: int, *arguments: int | bytes | None) -> int:
        """See `Calls.keyctl`."""
        return self._done(self._control, operation, *arguments)

    def read(self, key: int) -> bytes:
        """See `Calls.read`."""
        size = self._done(self._control, _READ, key, None, 0)
        buffer = ctypes.create_string_buffer(size)
        taken = self._done(self._control, _READ, key, buffer, size)
        content = buffer.raw[: min(taken, size)]
        ctypes.memset(buffer, 0, size)
        return content

    def _done(self, number: int, *arguments: object) -> int:
        wide = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
        result = int(self._call(ctypes.c_long(number), *wide))
        if result < 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
        return result


class KernelKeyring:
    """See `plantui.vault.sealing.place.Place`.

    Args:
        calls: the system calls, for tests.
    """

    words = "in the kernel's keyring of this login"

    def __init__(self, calls: Calls | None = None) -> None:
        self._given = calls

    def put(self, name: str, content: bytes, seconds: int) -> None:
        """See `Place.put`."""
        calls = self._calls()
        try:
            # Made in the keyring of this process, where it surely may be given its rights and its end, then moved.
            key = calls.add_key(name.encode(), content, _PROCESS)
            calls.keyctl(_SETPERM, key, _POSSESSOR_ALL)
            calls.keyctl(_SET_TIMEOUT, key, seconds)
            calls.keyctl(_LINK, key, self._ring(calls))
            calls.keyctl(_UNLINK, key, _PROCESS)
            if self.get(name) != content:
                raise Unavailable("the kernel's keyring does not give the key back")
        except OSError as error:
            raise Unavailable(f"the kernel's keyring refused ({error.strerror})") from error

    def get(self, name: str) -> bytes | None:
        """See `Place.get`."""
        calls = self._calls()
        try:
            return calls.read(self._find(calls, name))
        except OSError as error:
            if error.errno in _GONE:
                return None
            raise Unavailable(f"the kernel's keyring refused ({error.strerror})") from error

    def drop(self, name: str) -> bool:
        """See `Place.drop`."""
        calls = self._calls()
        try:
            key = self._find(calls, name)
            calls.keyctl(_REVOKE, key)
            calls.keyctl(_UNLINK, key, self._ring(calls))
        except OSError as error:
            if error.errno in _GONE:
                return False
            raise Unavailable(f"the kernel's keyring refused ({error.strerror})") from error
        return True

    def _calls(self) -> Calls:
        return self._given or SystemCalls()

    def _ring(self, calls: Calls) -> int:
        # Asked without leave to make one: a process without a session keyring is given that of the account,
        # not a new one that would end with the process.
        return calls.keyctl(_GET_KEYRING_ID, _SESSION, 0)

    def _find(self, calls: Calls, name: str) -> int:
        return calls.keyctl(_SEARCH, self._ring(calls), b"user", name.encode(), 0)
