"""Private notes: only their author opens them, whatever happens to the store, its keys and its people."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec
import pytest

from plantui.vault.backup import write_backup
from plantui.vault.backupfile import BackupFile
from plantui.vault.create import open_store
from plantui.vault.disposal import dispose
from plantui.vault.faults import StoreLocked, Tampered, VaultFault
from plantui.vault.files import RealFs
from plantui.vault.private import PrivateLost, PrivateMoved, PrivateNote, PrivateNotes, PrivatePage, remove_private
from plantui.vault.privatefile import PrivateShelf, read_name
from plantui.vault.privaterepair import find_private_remedies, put_private_back
from plantui.vault.sealing import staff
from plantui.vault.sealing.keyring import Keyring
from plantui.vault.sealing.rotation import rotate
from plantui.vault.snapshots import Snapshots
from plantui.vault.standing import NOTE
from plantui.vault.store import FileStore
from tests.vault.house import TODAY, WHO, NoLocks, event, faults, lines, summarise, tables
from tests.vault.sealing.sealed import CHEAP, PASSPHRASE, make, reopen, unlock
from tests.vault.sealing.test_staff import MO, NEW
from tests.vault.simfs import SimFs

PHRASE = "the dream of the empty house came back"
NOTES = (PrivateNote(TODAY, PHRASE), PrivateNote(TODAY, "größer\n日本"))
STORE = Path("/store")


def filled(path: Path) -> FileStore:
    """A store with a chart and its author's private notes."""
    store, _ = make(path)
    store.commit("aaa", 0, tables(1), event())
    assert PrivateNotes(store.parts, unlock(path)).save("aaa", 0, NOTES, event()) == 1
    return store


def page(path: Path, passphrase: str = PASSPHRASE) -> PrivatePage:
    """The notes as somebody reads them who opens the store anew."""
    store = reopen(path, passphrase)
    assert store.key is not None
    return PrivateNotes(store.parts, store.key).read("aaa")


def file_of(path: Path) -> Path:
    return path / "private" / f"{WHO.id}.aaa.private"


def sentences(store: FileStore) -> list[str]:
    return [f"{found.code} {found.sentence}" for found in store.verify(deep=True)]


def test_what_was_saved_is_read_and_is_in_no_file(tmp_path: Path) -> None:
    store = filled(tmp_path)
    assert page(tmp_path) == PrivatePage(1, NOTES)
    notes = PrivateNotes(store.parts, unlock(tmp_path))
    assert notes.read("bbb") == PrivatePage()
    assert notes.save("aaa", 1, NOTES[:1], event()) == 2
    assert page(tmp_path) == PrivatePage(2, NOTES[:1])
    holding = [path for path in tmp_path.rglob("*") if path.is_file() and PHRASE.encode() in path.read_bytes()]
    assert holding == []
    assert store.verify(deep=True) == []
    assert [(line.act, line.chart, line.who, line.rev, line.sha) for line in lines(store)[1:]] == [
        ("private.save", "aaa", WHO.id, 0, "")
    ] * 2
    assert len(file_of(tmp_path).read_bytes().partition(b"\n")[2]) % 4096 == 16


def test_the_chart_knows_nothing_of_it(tmp_path: Path) -> None:
    store = filled(tmp_path)
    assert store.load("aaa") == (1, tables(1))
    assert store.list()[0][0].summary == summarise("aaa", tables(1))
    assert [info.rev for info in store.history("aaa")] == [1]


def test_nobody_else_opens_them(tmp_path: Path) -> None:
    store, founding = make(tmp_path)
    store.commit("aaa", 0, tables(1), event())
    PrivateNotes(store.parts, unlock(tmp_path)).save("aaa", 0, NOTES, event())
    staff.add(store, MO, event("users.add"), NEW, CHEAP)
    assert page(tmp_path, NEW) == PrivatePage()
    recovery = Keyring(tmp_path, places=()).unlock_recovery(founding.recovery)
    with pytest.raises(StoreLocked):
        PrivateNotes(store.parts, recovery)
    shared = unlock(tmp_path)
    shared._private = bytearray()
    with pytest.raises(StoreLocked):
        PrivateNotes(store.parts, shared)
    # A colleague who holds the data key and gives out their own slot for the author's opens nothing.
    thief = unlock(tmp_path, NEW)
    thief.user, thief.slot = WHO.id, f"user.{WHO.id}"
    with pytest.raises(PrivateLost):
        PrivateNotes(store.parts, thief).read("aaa")
    header = msgspec.json.decode(file_of(tmp_path).read_bytes().partition(b"\n")[0])
    assert not {"text", "notes"} & set(header)


def test_a_key_that_was_forgotten_opens_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path)
    key = unlock(tmp_path)
    notes = PrivateNotes(store.parts, key)
    key.forget()
    with pytest.raises(StoreLocked):
        notes.read("aaa")


def test_a_new_passphrase_and_a_new_data_key_keep_them(tmp_path: Path) -> None:
    store = filled(tmp_path)
    rotate(store, event("vault.rotate"))
    store.rewriting(event("vault.rotate")).run()
    assert page(tmp_path) == PrivatePage(1, NOTES)
    staff.set_passphrase(store, WHO.id, NEW, event("vault.passphrase"), CHEAP)
    assert page(tmp_path, NEW) == PrivatePage(1, NOTES)
    assert faults(reopen(tmp_path, NEW)) == []
    again = reopen(tmp_path, NEW)
    assert again.key is not None
    assert PrivateNotes(again.parts, again.key).save("aaa", 1, NOTES, event()) == 2
    assert page(tmp_path, NEW) == PrivatePage(2, NOTES)


def test_a_passphrase_from_somebody_else_loses_them_and_it_is_said(tmp_path: Path) -> None:
    store = filled(tmp_path)
    staff.add(store, MO, event("users.add"), NEW, CHEAP)
    other = reopen(tmp_path, NEW)
    staff.set_passphrase(other, WHO.id, "a new one", event("users.passphrase"), CHEAP)
    with pytest.raises(PrivateLost, match="nobody can open them"):
        page(tmp_path, "a new one")
    assert next(one for one in sentences(other) if "opened by nobody" in one).startswith(NOTE)
    mine = reopen(tmp_path, "a new one")
    assert mine.key is not None
    notes = PrivateNotes(mine.parts, mine.key)
    assert notes.remove("aaa", event())
    assert not notes.remove("aaa", event())
    assert notes.save("aaa", 0, NOTES, event()) == 1
    assert page(tmp_path, "a new one") == PrivatePage(1, NOTES)
    assert mine.verify(deep=True) == []


def test_once_the_author_left_nobody_opens_them_and_verify_says_so(tmp_path: Path) -> None:
    store = filled(tmp_path)
    kept = (tmp_path / "vault.json").read_bytes()
    staff.add(store, MO, event("users.add"), NEW, CHEAP)
    other = reopen(tmp_path, NEW)
    staff.remove(other, WHO.id, event("users.remove"))
    assert PASSPHRASE not in str(other.vault)
    assert [one[:4] for one in sentences(other) if "opened by nobody" in one] == [NOTE]
    assert PrivateShelf(other.parts).charts(WHO.id) == ["aaa"]
    # Whoever keeps the manifest of then still needs the passphrase of then.
    assert kept != (tmp_path / "vault.json").read_bytes()
    assert remove_private(other.parts, WHO.id, "aaa", event())
    assert other.verify(deep=True) == []
    assert lines(other)[-1].detail == (f"author:{WHO.id}",)


def test_two_terminals_of_one_author_never_overwrite_each_other(tmp_path: Path) -> None:
    one = filled(tmp_path)
    two = reopen(tmp_path)
    first, second = PrivateNotes(one.parts, unlock(tmp_path)), PrivateNotes(two.parts, unlock(tmp_path))
    assert first.save("aaa", 1, NOTES[:1], event()) == 2
    with pytest.raises(PrivateMoved):
        second.save("aaa", 1, NOTES, event())
    assert page(tmp_path) == PrivatePage(2, NOTES[:1])


@pytest.mark.parametrize("part", ["header", "body"])
def test_every_bit_that_is_turned_is_found(tmp_path: Path, part: str) -> None:
    store = filled(tmp_path)
    path = file_of(tmp_path)
    whole = path.read_bytes()
    line = whole.index(b"\n")
    places = range(line) if part == "header" else Random(1).sample(range(line, len(whole)), 60)
    notes = PrivateNotes(store.parts, unlock(tmp_path))
    for at in places:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(VaultFault):
            notes.read("aaa")
        assert faults(store) != [] if at % 40 == 0 else True
    for size in (0, 10, line, line + 1, len(whole) - 1):
        path.write_bytes(whole[:size])
        with pytest.raises(VaultFault):
            notes.read("aaa")
    path.write_bytes(whole)
    assert notes.read("aaa") == PrivatePage(1, NOTES)
    assert faults(store) == []


def test_notes_in_another_place_are_refused(tmp_path: Path) -> None:
    store = filled(tmp_path)
    store.commit("bbb", 0, tables(2), event())
    whole = file_of(tmp_path).read_bytes()
    notes = PrivateNotes(store.parts, unlock(tmp_path))
    for forged in (whole, whole.replace(b'"chart":"aaa"', b'"chart":"bbb"')):
        (tmp_path / "private" / f"{WHO.id}.bbb.private").write_bytes(forged)
        with pytest.raises(Tampered):
            notes.read("bbb")
    assert any("made by no line" in one for one in sentences(store))


def test_older_gone_and_foreign_files_are_found_without_opening_any(tmp_path: Path) -> None:
    store = filled(tmp_path)
    old = file_of(tmp_path).read_bytes()
    PrivateNotes(store.parts, unlock(tmp_path)).save("aaa", 1, NOTES, event())
    new = file_of(tmp_path).read_bytes()
    file_of(tmp_path).write_bytes(old)
    assert [one for one in sentences(store) if "is an older one" in one]
    file_of(tmp_path).unlink()
    assert [one for one in sentences(store) if "are gone" in one]
    file_of(tmp_path).write_bytes(new)
    file_of(tmp_path).chmod(0o600)
    assert store.verify(deep=True) == []
    (tmp_path / "private" / "shopping list").write_text("x")
    (tmp_path / "private" / "shopping list").chmod(0o600)
    assert [one for one in sentences(store) if "does not belong" in one]


def test_a_disposal_takes_them_along(tmp_path: Path) -> None:
    store = filled(tmp_path)
    dispose(store.parts, "aaa", 1, event())
    assert list((tmp_path / "private").iterdir()) == []
    assert store.verify(deep=True) == []
    # Put back behind the back of the store.
    (tmp_path / "private" / f"{WHO.id}.aaa.private").write_bytes(b"x")
    assert faults(store) != []


def test_backups_and_snapshots_hold_them_sealed_and_give_them_back(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    out = io.BytesIO()
    write_backup(store.parts, out, TODAY, "test", sealed=True)
    assert PHRASE.encode() not in out.getvalue()
    (tmp_path / "b.tar").write_bytes(out.getvalue())
    BackupFile(tmp_path / "b.tar").unpack(tmp_path / "back")
    assert page(tmp_path / "back") == PrivatePage(1, NOTES)
    assert faults(reopen(tmp_path / "back")) == []
    made = Snapshots(store.parts).make(TODAY)
    tree = Path(Snapshots(store.parts).folder(made.label))
    assert (tree / "private" / f"{WHO.id}.aaa.private").read_bytes() == file_of(tmp_path / "s").read_bytes()
    assert not [path for path in tree.rglob("*") if path.is_file() and PHRASE.encode() in path.read_bytes()]


def test_a_backup_between_the_line_and_the_file_of_a_save_is_whole(tmp_path: Path) -> None:
    """A save holds the lock that a backup needs, so the two never mix."""
    store = filled(tmp_path / "s")
    other = reopen(tmp_path / "s")
    refused = []

    class Between(RealFs):
        def replace(self, source: str, target: str) -> None:
            if target.endswith(".private"):
                with pytest.raises(VaultFault), other.parts.locks.hold("vault", patience=0.05):
                    pass
                refused.append(target)
            super().replace(source, target)

    busy = open_store(tmp_path / "s", summarise, key=unlock(tmp_path / "s"), fs=Between())
    PrivateNotes(busy.parts, unlock(tmp_path / "s")).save("aaa", 1, NOTES, event())
    assert refused
    assert faults(store) == []


def swept(any_subset: bool, lost: Callable[[str], bool] = lambda path: False) -> tuple[int, list[str]]:
    """Save private notes three times; look at every crash on the way. Return how many there were, and the bad ones."""
    fs = SimFs()
    store, _ = make(STORE, fs, NoLocks())
    store.commit("aaa", 0, tables(1), event())
    key = unlock(STORE, fs=fs)
    notes = PrivateNotes(store.parts, key)
    fs.lost_syncs = lost
    acked, seen, bad = 0, 0, []
    known: set[object] = set()

    def look() -> None:
        nonlocal seen
        for image in fs.crash_states(any_subset, Random(seen), most=24):
            if (image, acked) in known:
                continue
            known.add((image, acked))
            seen += 1
            again = open_store(STORE, summarise, key=unlock(STORE, fs=SimFs(image)), fs=SimFs(image), locks=NoLocks())
            assert again.key is not None
            after = PrivateNotes(again.parts, again.key)
            try:
                assert faults(again) == []
                found = after.read("aaa")
                assert found.rev in (acked, acked + 1)
                assert found.notes == NOTES * found.rev
                assert after.save("aaa", found.rev, NOTES, event()) == found.rev + 1
                assert faults(again) == []
                assert not any("private" in one.sentence for one in again.verify())
            except (AssertionError, VaultFault) as error:
                bad.append(f"{type(error).__name__} {error}"[:200])

    fs.observe = look
    for rev in range(3):
        notes.save("aaa", rev, NOTES * (rev + 1), event())
        acked = rev + 1
        look()
    return seen, bad


@pytest.mark.parametrize("any_subset", [False, True])
def test_no_power_cut_loses_what_was_saved(any_subset: bool) -> None:
    seen, bad = swept(any_subset)
    assert bad == []
    assert seen > 40


@pytest.mark.parametrize("ending", [".new", ".jsonl", "/private", "/store"])
def test_without_one_of_the_syncs_it_does(ending: str) -> None:
    """The controls."""
    assert swept(True, lambda path: path.endswith(ending))[1]


@pytest.mark.parametrize(
    "wreck", [Path.unlink, lambda path: path.write_bytes(b"x"), lambda path: path.write_bytes(b"")]
)
def test_a_repair_puts_the_newest_good_file_back_unopened(tmp_path: Path, wreck: Callable[[Path], object]) -> None:
    store = filled(tmp_path / "s")
    out = io.BytesIO()
    write_backup(store.parts, out, TODAY, "test", sealed=True)
    (tmp_path / "b.tar").write_bytes(out.getvalue())
    backup = BackupFile(tmp_path / "b.tar")
    notes = PrivateNotes(store.parts, unlock(tmp_path / "s"))
    notes.save("aaa", 1, NOTES[:1], event())
    label = Snapshots(store.parts).make(TODAY).label
    notes.save("aaa", 2, NOTES, event())
    assert find_private_remedies(store.parts, [backup]) == []
    wreck(file_of(tmp_path / "s"))
    [found] = find_private_remedies(store.parts, [backup])
    assert (found.author, found.chart, found.rev, found.wanted) == (WHO.id, "aaa", 2, 3)
    assert found.source == f"snapshot:{label.name}"
    Snapshots(store.parts).let_go(label)
    [found] = find_private_remedies(store.parts, [backup])
    assert found.rev == 1
    [none] = find_private_remedies(store.parts)
    assert none.rev == 0
    put_private_back(store.parts, found, event())
    assert notes.read("aaa") == PrivatePage(1, NOTES)
    assert store.verify(deep=True) == []
    assert find_private_remedies(store.parts) == []
    assert notes.save("aaa", 1, NOTES[:1], event()) == 2
    assert store.verify(deep=True) == []


def test_names_say_whose_they_are() -> None:
    assert read_name("u-dw.aaa.private") == ("u-dw", "aaa", "private")
    for wrong in ("u-dw.aaa", "u-dw.aaa.draft", ".aaa.private", "a.b.c.private", "a/b.c.private"):
        assert read_name(wrong) is None
