"""A thief who takes the disk reads no name, no birth date and no phrase of any chart, in no file and no file name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from plantui.library import shipped
from plantui.model.chart import Chart
from plantui.practice.opening import open_practice
from plantui.practice.rehearsal.caseload import CLINICIAN, invented_charts
from plantui.vault.create import create_store, open_store
from plantui.vault.drafts import DraftBook
from plantui.vault.founddraft import Owner
from plantui.vault.manifest import User
from plantui.vault.private import PrivateNote, PrivateNotes
from plantui.vault.sealing.conversion import begin, finish
from plantui.vault.sealing.founding import Founding, found
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.sealing.rotation import rotate
from plantui.vault.snapshots import Snapshots
from tests.vault.house import event
from tests.vault.sealing.sealed import CHEAP, PASSPHRASE

NOW = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)
TYPED = "she said at the door that the lift frightens her"
TAKEN = "she typed this in another terminal that was taken over"
PRIVATE = "the dream of the empty house came back"
USER = User(
    id=CLINICIAN.id, name=CLINICIAN.name, initials=CLINICIAN.initials, credential=CLINICIAN.credential, role="clinician"
)


def texts(value: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts(inner)


def secrets_of(chart: Chart) -> set[bytes]:
    """Names, the birth date, and the longest phrases of a chart."""
    plain = msgspec.to_builtins(chart)
    client = plain["client"]
    found = {client[key] for key in ("family", "given", "born", "phone") if len(client.get(key, "")) > 4}
    lines = (line.strip() for text in texts(plain) for line in text.splitlines())
    phrases = {line for line in lines if " " in line and '"' not in line and line.isascii()}
    return {text.encode() for text in found | set(sorted(phrases, key=len)[-8:])}


def work(folder: Path, founding: Founding | None) -> set[bytes]:
    """Fill a store and work in it as a clinician would; return what must not be readable."""
    create_store(folder, made=NOW, users=[USER], rehearsal=True, founding=founding)
    key = Keyring(folder, places=()).unlock(PASSPHRASE) if founding else None
    library = shipped()
    practice, store = open_practice(folder, library, lambda store: lambda: NOW, key=key)
    charts = invented_charts(library, NOW)[:12]
    for chart in charts:
        practice.bring_in(chart)
        practice.save()
    practice.refresh()
    book = DraftBook(store.parts, Owner(who=USER.id, session="s1", place="pts/1"), lambda: NOW, background=False)
    draft = book.open(charts[0].id, "note-n1", 1, "")
    draft.change(TYPED)
    draft.sync()
    other = DraftBook(store.parts, Owner(who=USER.id, session="s2", place="pts/2"), lambda: NOW, background=False)
    other.open(charts[1].id, "note-n2", 1, "").change(TAKEN)
    book.open(charts[1].id, "note-n2", 1, TAKEN, take_over=True)
    if key is not None:
        PrivateNotes(store.parts, key).save(charts[0].id, 0, [PrivateNote(NOW, PRIVATE)], event())
    # What is set aside by a repair, and what snapshots hold.
    store.put_back(charts[2].id, store.load(charts[2].id)[1], event("chart.repair"), above=7)
    Snapshots(store.parts).make(NOW)
    Snapshots(store.parts).keep(charts[3].id, NOW)
    store.undo_log(USER.id).append({"before": TYPED}, [charts[0].id], NOW)
    store.close()
    if key is not None:
        rotate(store, event("vault.rotate"))
        store.commit(charts[1].id, *store.load(charts[1].id), event())
    assert [found for found in store.verify(deep=True) if not found.code.startswith("N")] == []
    book.leave()
    return {TYPED.encode(), TAKEN.encode(), PRIVATE.encode()}.union(*(secrets_of(chart) for chart in charts))


def leaks(folder: Path, wanted: set[bytes]) -> set[str]:
    """The kinds of files that hold one of the texts as words of their own.

    Inside the long runs of letters that sealed bytes are in base64, five letters come together by chance.
    """
    run = rb"[A-Za-z0-9+/]"
    words = re.compile(b"(?<!%s)(?:%s)(?!%s)" % (run, b"|".join(re.escape(each) for each in sorted(wanted)), run))
    found = set()
    for path in folder.rglob("*"):
        content = path.name.encode() + b"\n" + (path.read_bytes() if path.is_file() else b"")
        if words.search(content):
            found.add(path.relative_to(folder).parts[0])
    return found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[bytes]]:
    folder = tmp_path_factory.mktemp("plain") / "s"
    return folder, work(folder, None)


def test_a_sealed_store_says_nothing(tmp_path: Path) -> None:
    wanted = work(tmp_path / "s", found(USER.id, PASSPHRASE, cost=CHEAP))
    assert len(wanted) > 100
    assert leaks(tmp_path / "s", wanted) == set()
    assert PASSPHRASE.encode() not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_search_finds_what_is_there(plain: tuple[Path, set[bytes]]) -> None:
    """The control: in a plain store the same search meets every kind of file that a sealed one keeps shut."""
    folder, wanted = plain
    assert leaks(folder, wanted) >= {"charts", "drafts", "index", "undo", "snapshots", "damaged"}


def test_what_a_sealed_store_still_shows_is_what_the_documents_say(tmp_path: Path) -> None:
    work(tmp_path / "s", found(USER.id, PASSPHRASE, cost=CHEAP))
    sizes = {}
    for path in (tmp_path / "s" / "charts").rglob("*.chart"):
        line, _, body = path.read_bytes().partition(b"\n")
        header = msgspec.json.decode(line)
        assert set(header) == {"magic", "format", "vault", "chart", "rev", "alg", "kid", "summary"}
        sizes[path.name] = (len(body) - 33) % 4096, (len(header["summary"]) * 3 // 4 - 33) % 256 < 3
    assert set(sizes.values()) == {(0, True)}


def test_nothing_of_a_plain_store_is_left_readable_once_it_is_sealed(tmp_path: Path) -> None:
    """The sheets of the fast readers hold names; snapshots, undo logs and the index do too."""
    wanted = work(tmp_path / "s", None)
    for name in ("glimpse-who", "glimpse-due", "glimpse-who.123.new"):
        for folder in (tmp_path / "s", next((tmp_path / "s" / "snapshots").iterdir())):
            (folder / name).write_bytes(sorted(wanted)[0] + b"\n")
            (folder / name).chmod(0o600)
    for draft in (tmp_path / "s" / "drafts").iterdir():
        draft.unlink()
    for damaged in (tmp_path / "s" / "damaged").iterdir():
        damaged.unlink()
    assert {"glimpse-who", "glimpse-due", "snapshots", "charts"} <= leaks(tmp_path / "s", wanted)
    vault = Keyring(tmp_path / "s", places=()).vault
    founding = found(USER.id, PASSPHRASE, vault=vault.id, cost=CHEAP)
    begin(tmp_path / "s", founding)
    store = open_store(tmp_path / "s", lambda chart, tables: {}, key=Keyring(tmp_path / "s").unlock(PASSPHRASE))
    assert finish(store, event("vault.seal")) == []
    assert leaks(tmp_path / "s", wanted) == set()
    assert [found for found in store.verify(deep=True) if not found.code.startswith("N")] == []
    # One that came back is told of.
    (tmp_path / "s" / "glimpse-who").write_bytes(b"x")
    (tmp_path / "s" / "glimpse-who").chmod(0o600)
    assert [each.sentence for each in store.verify(deep=True) if "glimpse-who is not sealed" in each.sentence]


def test_snapshots_and_backups_hold_no_sheet(tmp_path: Path) -> None:
    work(tmp_path / "s", None)
    (tmp_path / "s" / "glimpse-who").write_bytes(b"x")
    (tmp_path / "s" / "glimpse-who").chmod(0o600)
    store = open_store(tmp_path / "s", lambda chart, tables: {})
    label = Snapshots(store.parts).make(NOW).label
    assert not list(Path(Snapshots(store.parts).folder(label)).glob("glimpse-*"))
