"""A store that something got at: a disk, a backup program, a colleague, an editor.

Whatever one file of it has become, every door answers in a sentence, the other charts stay usable, and a chart that
is not what was saved is either refused or found by `verify`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plantui.vault.create import create_store, open_store
from plantui.vault.faults import VaultFault
from plantui.vault.manifest import User
from plantui.vault.sealing.founding import found as new_keys
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.sealing.slot import Cost
from plantui.vault.seam import AuditQuery, Event, Tables
from plantui.vault.store import FileStore

NOW = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)
CHARTS = ("c1", "c2", "c3")
PASSPHRASE = "correct horse battery"


def summarise(chart: str, tables: Tables) -> dict[str, object]:
    return {"client": chart, "name": tables["client"]["x"]["family"]}


def event(act: str) -> Event:
    return Event(act=act, who="u1", at=NOW, session="s1")


def tables(chart: str, rev: int) -> Tables:
    return {"client": {"x": {"family": f"Reyes {chart}", "rev": rev}}, "notes": {"n1": {"text": "é [/x] \u202e" * 20}}}


@pytest.fixture(scope="module", params=["plain", "sealed"])
def sound(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three charts, saved twice each."""
    folder = tmp_path_factory.mktemp("sound") / "store"
    user = User(id="u1", name="Dana Weiss", initials="DW", credential="LCSW", role="clinician")
    founding = new_keys("u1", PASSPHRASE, cost=Cost(t=1, m=64, p=1)) if request.param == "sealed" else None
    create_store(folder, made=NOW, users=[user], founding=founding)
    store = opened(folder)
    for chart in CHARTS:
        for rev in (0, 1):
            store.commit(chart, rev, tables(chart, rev + 1), event("plan.edit"))
    store.next_client_number()
    store.undo_log("u1")
    store.close()
    return folder


def opened(folder: Path) -> FileStore:
    """The store in a folder, unlocked when it is sealed."""
    ring = Keyring(folder)
    return open_store(folder, summarise, key=ring.unlock(PASSPHRASE) if ring.sealed else None)


def files(store: Path) -> list[str]:
    """The files of a store that hold something, by their paths inside it."""
    found = sorted(path for path in store.rglob("*") if path.is_file() and path.suffix != ".lock")
    return [path.relative_to(store).as_posix() for path in found]


def truncated(path: Path, where: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * where)])


def flipped(path: Path, where: float) -> None:
    content = bytearray(path.read_bytes())
    content[int((len(content) - 1) * where)] ^= 1 << int(where * 7)
    path.write_bytes(content)


def overwritten(path: Path, where: float) -> None:
    path.write_bytes(b"\xff\x00{" * int(1 + where * 50))


def appended(path: Path, where: float) -> None:
    path.write_bytes(path.read_bytes() + b'{"seq": 1}\n' * int(1 + where * 3))


def removed(path: Path, _where: float) -> None:
    path.unlink()


def folder(path: Path, _where: float) -> None:
    path.unlink()
    path.mkdir(0o700)


def dangling(path: Path, _where: float) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def outward(path: Path, _where: float) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


def readable(path: Path, _where: float) -> None:
    path.chmod(0o644)


def exchanged(path: Path, where: float) -> None:
    others = [other for other in sorted(path.parents[1].rglob("*")) if other.is_file() and other.suffix != ".lock"]
    other = others[int((len(others) - 1) * where)]
    one, two = path.read_bytes(), other.read_bytes()
    path.write_bytes(two)
    other.write_bytes(one)


DAMAGE = [
    truncated,
    flipped,
    overwritten,
    appended,
    removed,
    folder,
    dangling,
    outward,
    readable,
    exchanged,
]


def attempt(act: Callable[[], object]) -> object:
    """What an act gives, or the fault it raises in plain words; any other error goes through."""
    try:
        return act()
    except VaultFault as raised:
        fault = raised
    assert fault.sentence.endswith("."), fault.sentence
    assert fault.code.startswith("E")
    return fault


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_broken_file_never_breaks_more(data: st.DataObject, sound: Path) -> None:
    store_path = Path(tempfile.mkdtemp(dir=sound.parent)) / "store"
    shutil.copytree(sound, store_path)
    victim = data.draw(st.sampled_from(files(sound)), label="file")
    damage = data.draw(st.sampled_from(DAMAGE), label="damage")
    damage(store_path / victim, data.draw(st.floats(0, 1), label="where"))
    try:
        look(store_path)
    finally:
        shutil.rmtree(store_path.parent)


def look(store_path: Path) -> None:
    """Use every door of a store and judge what it answers."""
    store = attempt(lambda: opened(store_path))
    if isinstance(store, VaultFault):
        return
    rows = attempt(lambda: store.list()[0])
    loaded = {chart: attempt(lambda chart=chart: store.load(chart)) for chart in CHARTS}
    findings = attempt(lambda: store.verify(deep=True))
    attempt(store.verify)
    attempt(lambda: list(store.audit(AuditQuery())))
    for chart, found in loaded.items():
        right = found == (2, tables(chart, 2))
        reported = isinstance(findings, VaultFault) or any(finding.chart in (chart, "") for finding in findings)
        assert right or isinstance(found, VaultFault) or reported, f"chart {chart} is not what was saved: {found}"
    if not isinstance(rows, VaultFault):
        good = [chart for chart, found in loaded.items() if not isinstance(found, VaultFault)]
        assert set(good) <= {row.chart for row in rows}
    for chart, found in loaded.items():
        if isinstance(found, tuple):
            later = tables(chart, 3)
            saved = attempt(lambda given=(chart, found[0], later): store.commit(*given, event("plan.edit")))
            again = attempt(lambda chart=chart: store.load(chart))
            if not isinstance(saved, VaultFault):
                assert again == (saved, later)
    attempt(store.next_client_number)
    attempt(store.close)


@pytest.mark.parametrize("victim", ["vault.json", "counter", "index", "audit", "charts", "locks", "undo"])
def test_a_pipe_in_a_store_does_not_hang(victim: str, sound: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(sound, store)
    target = store / victim
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)
    os.mkfifo(target, 0o600)
    script = (
        "import sys, pathlib\nfrom tests.adversary.test_broken_stores import look\n"
        "look(pathlib.Path(sys.argv[1]))\nprint('looked')"
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", script, str(store)], cwd=root, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "looked\n"), done.stderr


def test_a_store_that_is_a_link_is_the_store_it_leads_to(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "real")
    (tmp_path / "link").symlink_to("real")
    store = opened(tmp_path / "link")
    assert store.commit("c1", 2, tables("c1", 3), event("plan.edit")) == 3
    assert opened(tmp_path / "real").load("c1") == (3, tables("c1", 3))


def test_a_sealed_store_says_nothing_to_whoever_has_the_disk(sound: Path) -> None:
    words = (b"Reyes", b"family", "é [/x]".encode(), b"notes")
    content = b"".join(path.read_bytes() for path in sorted(sound.rglob("*")) if path.is_file())
    assert any(word in content for word in words) != Keyring(sound).sealed


@pytest.mark.parametrize("typed", ["", "wrong", f"{PASSPHRASE} ", PASSPHRASE.upper(), "x" * 10**6, "\udcff", "\x00"])
def test_a_wrong_passphrase_opens_nothing(typed: str, sound: Path) -> None:
    ring = Keyring(sound)
    if ring.sealed:
        assert isinstance(attempt(lambda: ring.unlock(typed)), VaultFault)


@pytest.mark.parametrize("kind", ["missing", "file", "empty", "foreign", "loop", "long"])
def test_what_is_no_store_is_refused_in_words(kind: str, tmp_path: Path) -> None:
    place = tmp_path / "store"
    if kind == "file":
        place.write_text("x")
    elif kind == "empty":
        place.mkdir(0o700)
    elif kind == "foreign":
        place.mkdir(0o700)
        (place / "vault.json").write_text('{"magic": "other"}')
        (place / "vault.json").chmod(0o600)
    elif kind == "loop":
        place.symlink_to("store")
    elif kind == "long":
        place = tmp_path / ("x" * 300)
    refused = attempt(lambda: open_store(place, summarise))
    assert isinstance(refused, VaultFault)
    assert refused.next_step


@pytest.mark.parametrize("kind", ["file", "full", "loop", "under a file"])
def test_a_store_is_not_made_over_anything(kind: str, tmp_path: Path) -> None:
    place = tmp_path / "store"
    user = User(id="u1", name="Dana Weiss", initials="DW", credential="LCSW", role="clinician")
    if kind == "file":
        place.write_text("x")
    elif kind == "full":
        place.mkdir(0o700)
        (place / "letter.txt").write_text("mine")
    elif kind == "loop":
        place.symlink_to("store")
    else:
        place.write_text("x")
        place = place / "inner"
    before = sorted(tmp_path.rglob("*"))
    refused = attempt(lambda: create_store(place, made=NOW, users=[user]))
    assert isinstance(refused, VaultFault)
    assert sorted(tmp_path.rglob("*")) == before
