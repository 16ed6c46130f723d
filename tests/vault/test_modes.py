"""Nobody else can read a store, whatever the umask, and a store that others could read is refused."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from plantui.vault.create import create_store
from plantui.vault.faults import StoreForbidden, StoreMissing, Tampered
from plantui.vault.layout import complaint, layout_at, remedy, shard_of
from plantui.vault.mount import caution
from tests.vault.house import TODAY, WHO, event, faults, make, reopen, tables


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o277])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_files_are_0600_and_folders_0700_under_any_umask(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "a" / "b" / "store"
    store = make(path)
    for rev in range(3):
        store.commit("chart", rev, tables(rev), event())
    store.next_client_number()
    store.undo_log("dw").append({"a": 1}, ["chart"], TODAY)
    store.undo_log("dw").drop("chart")
    store.list()
    store.close()
    store.set_users([WHO, WHO], event("user.add"))
    for number in range(70):
        store.commit(f"c{number}", 0, tables(1), event())
    store.list()
    seen = {p.relative_to(path).parts[0] for p in path.rglob("*")}
    assert seen == {"vault.json", "vault.json.bak", "counter", "charts", "locks", "audit", "undo", "index"}
    for place in [path, *path.rglob("*")]:
        assert place.stat().st_mode & 0o7777 == (0o700 if place.is_dir() else 0o600), place
    assert faults(reopen(path)) == []


@pytest.mark.parametrize(("place", "mode"), [("", 0o755), ("vault.json", 0o644), ("charts", 0o750), ("audit", 0o705)])
def test_a_store_others_can_read_is_refused_with_the_line_that_helps(tmp_path: Path, place: str, mode: int) -> None:
    path = tmp_path / "s"
    make(path)
    target = path / place
    right = target.stat().st_mode & 0o777
    target.chmod(mode)
    with pytest.raises(StoreForbidden) as caught:
        reopen(path)
    assert caught.value.code == "E302"
    assert caught.value.next_step == f"Type: chmod {right:o} {target}"
    os.chmod(target, int(caught.value.next_step.split()[2], 8))
    assert reopen(path).list()[0] == []


def test_a_store_of_another_account_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "s")
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    with pytest.raises(StoreForbidden, match="belongs to another account") as caught:
        reopen(tmp_path / "s")
    assert "one store has one account" in caught.value.next_step


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"magic":"plantui-vault","format":1}'])
def test_a_damaged_vault_file_is_a_sentence_that_names_the_second_copy(tmp_path: Path, content: bytes) -> None:
    make(tmp_path / "s")
    (tmp_path / "s" / "vault.json").write_bytes(content)
    with pytest.raises((Tampered, StoreMissing)) as caught:
        reopen(tmp_path / "s")
    assert caught.value.sentence.endswith(".")
    assert (tmp_path / "s" / "vault.json.bak").stat().st_size > 0


def test_what_is_no_store_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="There is no store"):
        reopen(tmp_path / "none")
    (tmp_path / "other").mkdir(mode=0o700)
    (tmp_path / "other" / "vault.json").write_text('{"magic":"somebody else"}')
    (tmp_path / "other" / "vault.json").chmod(0o600)
    with pytest.raises(StoreMissing, match="not a store of this program"):
        reopen(tmp_path / "other")
    (tmp_path / "file").write_text("")
    (tmp_path / "file").chmod(0o700)
    with pytest.raises(StoreMissing, match="There is no store"):
        reopen(tmp_path / "file")


def test_a_newer_store_is_left_alone(tmp_path: Path) -> None:
    make(tmp_path / "s")
    vault = tmp_path / "s" / "vault.json"
    vault.write_text(re.sub('"format": 1', '"format": 2', vault.read_text()))
    with pytest.raises(StoreMissing, match=r"newer version of this program \(format 2\)"):
        reopen(tmp_path / "s")


@pytest.mark.parametrize("name", ["notes.txt", "charts/x", "audit/2026-03.jsonl"])
def test_a_store_is_made_in_an_empty_folder_only(tmp_path: Path, name: str) -> None:
    (tmp_path / "s" / name).parent.mkdir(parents=True)
    (tmp_path / "s" / name).write_text("mine")
    with pytest.raises(StoreMissing, match="not an empty folder"):
        create_store(tmp_path / "s", made=TODAY, users=[WHO])
    assert (tmp_path / "s" / name).read_text() == "mine"
    make(tmp_path / "t")
    with pytest.raises(StoreMissing, match="not an empty folder"):
        create_store(tmp_path / "t", made=TODAY, users=[WHO])


def test_an_empty_folder_that_others_can_read_is_refused_first(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s").chmod(0o755)
    with pytest.raises(StoreForbidden, match="0755"):
        create_store(tmp_path / "s", made=TODAY, users=[WHO])


def test_folders_that_a_copy_left_out_because_they_were_empty_come_back(tmp_path: Path) -> None:
    store = make(tmp_path / "s")
    for name in ("charts", "locks", "audit", "undo"):
        (tmp_path / "s" / name).rmdir()
    assert store.list()[0] == []
    assert store.undo_log("dw").list(TODAY) == []
    assert store.commit("chart", 0, tables(1), event()) == 1
    store.undo_log("dw").append({"a": 1}, ["chart"], TODAY)
    assert faults(reopen(tmp_path / "s")) == []


def test_charts_spread_over_256_shards_and_paths_cannot_leave_the_store(tmp_path: Path) -> None:
    assert {shard_of(f"c{number}") for number in range(4000)} == {f"{n:02x}" for n in range(256)}
    store = make(tmp_path / "s")
    for bad in ("", "../x", "a/b", ".x", "a.b", "A", "x" * 65, "a\0b", "-x"):
        with pytest.raises(Exception, match="not the id of a chart"):
            store.load(bad)
        with pytest.raises(Exception, match="not the id of a chart"):
            store.commit(bad, 0, tables(1), event())
    with pytest.raises(ValueError, match="not the id of a user"):
        store.undo_log("../dw")


def test_a_file_its_owner_cannot_use_is_complained_about(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("")
    file.chmod(0o400)
    state = file.stat()
    assert "cannot be used by its owner" in complaint(str(file), state, state.st_uid)
    assert remedy(str(file), state, state.st_uid) == f"Type: chmod 600 {file}"


def test_a_network_disk_is_named(tmp_path: Path) -> None:
    table = tmp_path / "mounts"
    table.write_text(
        "/dev/vda / ext4 rw 0 0\nserver:/x /data nfs4 rw 0 0\n"
        "/dev/b /data/local ext4 rw 0 0\n//s/y /my\\040disk cifs rw 0 0\n"
    )
    assert "nfs4" in caution("/data/store", str(table))
    assert "cifs" in caution("/my disk/store", str(table))
    assert caution("/data/local/store", str(table)) == ""
    assert caution("/database", str(table)) == ""
    assert caution("/data", str(tmp_path / "none")) == ""


def test_a_path_with_a_link_or_a_tilde_is_the_same_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "s")
    (tmp_path / "link").symlink_to(tmp_path / "s")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert reopen(tmp_path / "link").vault == reopen(Path("~/s")).vault
    assert layout_at(tmp_path / "link") == layout_at(tmp_path / "s")
