"""An unlocked key waits for later commands of the login, in memory only, for a time, and is taken back."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plantui.vault.create import open_store
from plantui.vault.faults import StoreForbidden
from plantui.vault.sealing import staff
from plantui.vault.sealing.kernel import KernelKeyring
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.sealing.place import Place, Unavailable
from plantui.vault.sealing.rotation import rotate
from plantui.vault.sealing.runtime import RuntimeFile
from plantui.vault.sealing.session import share
from tests.vault.house import WHO, event, summarise, tables
from tests.vault.sealing.sealed import CHEAP, make, unlock
from tests.vault.sealing.test_staff import MO, NEW

NAME = "plantui-v1"


class Kernel:
    """The system calls as far as the keyring uses them, with a clock that a test moves."""

    def __init__(self) -> None:
        self.keys: dict[int, tuple[str, bytes]] = {}
        self.until: dict[int, float] = {}
        self.rights: dict[int, int] = {}
        self.rings: dict[int, list[int]] = {-2: [], 77: []}
        self.now = 0.0
        self.refuses = 0

    def _alive(self, key: int) -> None:
        if self.refuses:
            raise OSError(self.refuses, os.strerror(self.refuses))
        if key not in self.keys:
            raise OSError(126, "Required key not available")
        if self.until.get(key, 1e9) <= self.now:
            raise OSError(127, "Key has expired")

    def add_key(self, name: bytes, content: bytes, ring: int) -> int:
        if self.refuses:
            raise OSError(self.refuses, os.strerror(self.refuses))
        number = 1000 + len(self.keys)
        self.keys[number] = (name.decode(), content)
        self.rings[ring].append(number)
        return number

    def keyctl(self, operation: int, *arguments: int | bytes | None) -> int:
        first = arguments[0]
        assert isinstance(first, int)
        match operation:
            case 0:
                assert arguments == (-3, 0), "never make a session keyring: it would end with this process"
                return 77
            case 3:
                self._alive(first)
                del self.keys[first]
            case 5:
                self.rights[first] = int(arguments[1] or 0)
            case 8 | 9:
                ring = self.rings[int(arguments[1] or 0)]
                if operation == 8:
                    ring[:] = [key for key in ring if self.keys.get(key, ("",))[0] != self.keys[first][0]]
                    ring.append(first)
                elif first in ring:
                    ring.remove(first)
            case 10:
                if self.refuses:
                    raise OSError(self.refuses, os.strerror(self.refuses))
                assert isinstance(arguments[2], bytes)
                for key in self.rings[first]:
                    if self.keys.get(key, ("",))[0] == arguments[2].decode():
                        self._alive(key)
                        return key
                raise OSError(126, "Required key not available")
            case 15:
                self.until[first] = self.now + int(arguments[1] or 0)
        return 0

    def read(self, key: int) -> bytes:
        self._alive(key)
        assert any(key in ring for number, ring in self.rings.items() if number != -2)
        return self.keys[key][1]


def memory(path: Path, clock: Callable[[], float] = lambda: 0.0, kind: str = "tmpfs") -> RuntimeFile:
    path.mkdir(mode=0o700, exist_ok=True)
    return RuntimeFile({"XDG_RUNTIME_DIR": str(path)}, clock, lambda folder: kind)


@pytest.fixture(params=["kernel", "runtime folder"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Place, Callable[[float], None]]:
    """Every place, and a way to let time pass."""
    if request.param == "kernel":
        kernel = Kernel()
        return KernelKeyring(kernel), lambda seconds: setattr(kernel, "now", kernel.now + seconds)
    now = [100.0]
    return memory(tmp_path / "run", lambda: now[0]), lambda seconds: now.__setitem__(0, now[0] + seconds)


def test_a_place_keeps_gives_replaces_and_lets_go(place: tuple[Place, Callable[[float], None]]) -> None:
    held, _ = place
    assert held.get(NAME) is None
    assert not held.drop(NAME)
    held.put(NAME, b"one", 60)
    held.put("plantui-v2", b"other", 60)
    held.put(NAME, b"two", 60)
    assert (held.get(NAME), held.get("plantui-v2")) == (b"two", b"other")
    assert held.drop(NAME)
    assert held.get(NAME) is None
    assert held.get("plantui-v2") == b"other"
    assert not held.drop(NAME)


def test_a_place_forgets_in_time(place: tuple[Place, Callable[[float], None]]) -> None:
    held, wait = place
    held.put(NAME, b"one", 60)
    wait(59)
    assert held.get(NAME) == b"one"
    wait(1)
    assert held.get(NAME) is None
    held.put(NAME, b"again", 60)
    assert held.get(NAME) == b"again"


def test_the_kernel_key_is_of_this_login_only_and_leaves_the_process() -> None:
    kernel = Kernel()
    KernelKeyring(kernel).put(NAME, b"secret", 900)
    [key] = kernel.rings[77]
    assert kernel.rings[-2] == []
    assert kernel.until[key] == 900
    # All rights to whoever possesses it, none to the account, the group or others.
    assert kernel.rights[key] == 0x3F000000


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOSYS, 122, errno.EACCES])
def test_a_kernel_that_refuses_is_said_to(number: int) -> None:
    kernel = Kernel()
    kernel.refuses = number
    held = KernelKeyring(kernel)
    for attempt in (lambda: held.put(NAME, b"", 1), lambda: held.get(NAME), lambda: held.drop(NAME)):
        with pytest.raises(Unavailable, match="refused"):
            attempt()


def test_the_real_kernel_keeps_a_key_for_another_process_or_says_why_not() -> None:
    held = KernelKeyring()
    name = f"plantui-test-{os.getpid()}"
    script = (
        "import sys; from plantui.vault.sealing.kernel import KernelKeyring\n"
        "print((KernelKeyring().get(sys.argv[1]) or b'nothing').decode())"
    )

    def elsewhere() -> str:
        done = subprocess.run([sys.executable, "-c", script, name], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    reason = ""
    try:
        held.put(name, b"content", 60)
    except Unavailable as unavailable:
        reason = str(unavailable)
    if reason:
        assert "keyring" in reason
    else:
        assert elsewhere() == "content"
        assert held.drop(name)
        assert elsewhere() == "nothing"


def test_the_file_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        held = memory(tmp_path / "run")
        held.put(NAME, b"secret", 60)
    finally:
        os.umask(before)
    [file] = [path for path in (tmp_path / "run").rglob("*") if path.is_file()]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    os.link(file, tmp_path / "watched")
    assert held.drop(NAME)
    assert not file.exists()
    # Overwritten first, whoever else had a name for it.
    assert b"secret" not in (tmp_path / "watched").read_bytes()


def test_a_runtime_folder_that_is_not_what_it_should_be_is_refused_with_the_reason(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    (tmp_path / "file").touch()
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    cases: list[tuple[dict[str, str], str, str]] = [
        ({}, "tmpfs", "names no folder"),
        ({"XDG_RUNTIME_DIR": "run"}, "tmpfs", "names no folder"),
        ({"XDG_RUNTIME_DIR": str(tmp_path / "none")}, "tmpfs", "cannot be used"),
        ({"XDG_RUNTIME_DIR": str(tmp_path / "file")}, "tmpfs", "is not a folder"),
        ({"XDG_RUNTIME_DIR": str(shared)}, "tmpfs", "open to other accounts"),
        ({"XDG_RUNTIME_DIR": str(folder)}, "ext4", r"does not lie in memory \(ext4\)"),
        ({"XDG_RUNTIME_DIR": str(folder)}, "", "its kind is not known"),
    ]
    for environ, kind, said in cases:
        held = RuntimeFile(environ, lambda: 0.0, lambda path, kind=kind: kind)
        for attempt in (lambda held=held: held.put(NAME, b"", 1), lambda held=held: held.get(NAME)):
            with pytest.raises(Unavailable, match=said):
                attempt()
    assert list(folder.iterdir()) == []


def test_a_file_that_others_could_have_put_there_is_not_read(tmp_path: Path) -> None:
    held = memory(tmp_path / "run")
    held.put(NAME, b"secret", 60)
    file = tmp_path / "run" / "plantui" / NAME
    file.chmod(0o644)
    assert held.get(NAME) is None
    file.chmod(0o600)
    assert held.get(NAME) == b"secret"
    for junk in (b"", b"\x00", b"junk", b"\x92"):
        file.write_bytes(junk)
        assert held.get(NAME) is None
    file.unlink()
    file.symlink_to(tmp_path / "elsewhere")
    assert held.get(NAME) is None


# the key of a store


def ring(path: Path, *places: Place) -> Keyring:
    return Keyring(path, places=places)


def test_a_shared_key_opens_the_store_without_a_passphrase_until_it_is_locked(tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    store.commit("aaa", 0, tables(1), event())
    held = memory(tmp_path / "run")
    assert ring(tmp_path / "s", held).from_session() is None
    words = ring(tmp_path / "s", held).share(unlock(tmp_path / "s"), 900)
    assert "runtime folder" in words
    key = ring(tmp_path / "s", held).from_session()
    assert key is not None
    assert (key.user, key.slot, key.private) == (WHO.id, "user.u-dw", b"")
    again = open_store(tmp_path / "s", summarise, key=key)
    assert again.load("aaa") == (1, tables(1))
    assert again.commit("aaa", 1, tables(2), event()) == 2
    assert ring(tmp_path / "s", held).lock()
    assert ring(tmp_path / "s", held).from_session() is None
    assert not ring(tmp_path / "s", held).lock()


def test_the_first_place_that_can_takes_it_and_lock_looks_everywhere(tmp_path: Path) -> None:
    make(tmp_path / "s")
    kernel, held = Kernel(), memory(tmp_path / "run")
    kernel.refuses = errno.EPERM
    both = (KernelKeyring(kernel), held)
    assert "runtime folder" in ring(tmp_path / "s", *both).share(unlock(tmp_path / "s"), 60)
    kernel.refuses = 0
    assert ring(tmp_path / "s", *both).from_session() is not None
    assert "kernel" in ring(tmp_path / "s", *both).share(unlock(tmp_path / "s"), 60)
    # Nothing of the earlier one is left behind.
    assert list((tmp_path / "run" / "plantui").iterdir()) == []
    kernel.refuses = 0
    assert ring(tmp_path / "s", *both).lock()
    assert kernel.rings[77] == []


def test_where_there_is_no_place_the_reasons_are_given(tmp_path: Path) -> None:
    make(tmp_path / "s")
    kernel = Kernel()
    kernel.refuses = errno.ENOSYS
    nowhere = (KernelKeyring(kernel), memory(tmp_path / "run", kind="ext4"))
    with pytest.raises(StoreForbidden) as caught:
        ring(tmp_path / "s", *nowhere).share(unlock(tmp_path / "s"), 60)
    assert "kernel's keyring refused" in caught.value.sentence
    assert "does not lie in memory" in caught.value.sentence
    assert "--passphrase-fd" in caught.value.next_step
    assert ring(tmp_path / "s", *nowhere).from_session() is None
    assert not ring(tmp_path / "s", *nowhere).lock()


def test_the_key_of_another_store_is_not_found(tmp_path: Path) -> None:
    for name in ("s", "t"):
        make(tmp_path / name)
    held = memory(tmp_path / "run")
    ring(tmp_path / "s", held).share(unlock(tmp_path / "s"), 60)
    assert ring(tmp_path / "t", held).from_session() is None
    # Not even under the other's name.
    folder = tmp_path / "run" / "plantui"
    [file] = list(folder.iterdir())
    file.rename(folder / f"plantui-{ring(tmp_path / 't').vault.id}")
    assert ring(tmp_path / "t", held).from_session() is None
    assert list(folder.iterdir()) == []


def test_a_shared_key_ends_with_the_data_key_and_with_the_slot(tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    held = memory(tmp_path / "run")
    ring(tmp_path / "s", held).share(unlock(tmp_path / "s"), 60)
    rotate(store, event("vault.rotate"))
    assert ring(tmp_path / "s", held).from_session() is None
    staff.add(store, MO, event("users.add"), NEW, CHEAP)
    ring(tmp_path / "s", held).share(unlock(tmp_path / "s", NEW), 60)
    assert ring(tmp_path / "s", held).from_session() is not None
    staff.remove(store, MO.id, event("users.remove"))
    assert ring(tmp_path / "s", held).from_session() is None


def test_a_shared_key_is_that_of_its_user_only(tmp_path: Path) -> None:
    store, _ = make(tmp_path / "s")
    staff.add(store, MO, event("users.add"), NEW, CHEAP)
    held = memory(tmp_path / "run")
    ring(tmp_path / "s", held).share(unlock(tmp_path / "s", NEW), 60)
    for user, found in (("", True), ("mo", True), (MO.id, True), ("DW", False), ("XX", False)):
        assert (ring(tmp_path / "s", held).from_session(user) is not None) == found


@pytest.mark.parametrize("seconds", [0, -1, 3601])
def test_a_key_is_left_for_an_hour_at_most(tmp_path: Path, seconds: int) -> None:
    with pytest.raises(ValueError, match="1 to 3600"):
        share(Key("v1", b"k" * 32), seconds, (memory(tmp_path / "run"),))
    assert list((tmp_path / "run").iterdir()) == []
