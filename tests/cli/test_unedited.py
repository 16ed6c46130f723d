"""What an editor still had when the program was killed, as `verify` and the next start come to it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from plantui.practice.texts import Texts
from plantui.settings.leftover import TEXT, Whence, find, mark, take_up
from plantui.vault.drafts import DraftBook
from plantui.vault.founddraft import Owner
from tests.cli.conftest import Practice
from tests.practice.rooms import NOW, Room, open_room

GIVEN = "We spoke.\n"


def left(place: Path, where: Whence, written: str = GIVEN) -> Path:
    """A folder as it is when the program and the editor were killed."""
    place.mkdir(exist_ok=True, mode=0o700)
    folder = place / "plantui-left"
    folder.mkdir(mode=0o700)
    os.close(mark(folder, where, GIVEN))
    (folder / TEXT).write_text(written)
    return folder


def test_nothing_is_removed_where_nothing_may_be_changed(planned: Practice, tmp_path: Path) -> None:
    vault = json.loads((planned.store / "vault.json").read_text())["id"]
    folder = left(tmp_path / "run", Whence(vault=vault, who="dw", chart="aaa", target="note-n1"))
    assert planned.run("verify", "--read-only").code == 0
    assert folder.exists(), "it says nothing new, and still it stays"
    assert planned.run("verify").code == 0
    assert not folder.exists()


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return open_room(tmp_path / "store")


def texts(room: Room, session: str) -> Texts:
    owner = Owner(who="dw", session=session)
    return Texts(DraftBook(room.store.parts, owner, lambda: NOW, background=False))


def whence(room: Room, chart: str) -> Whence:
    return Whence(vault=room.store.vault.id, who="dw", chart=chart, target="note-n1", rev=1)


def test_two_terminals_that_find_it_at_once_keep_one_draft(room: Room, tmp_path: Path) -> None:
    chart = room.client()
    left(tmp_path / "run", whence(room, chart), "We spoke of sleep.\n")
    (here,), (there,) = find([tmp_path / "run"]), find([tmp_path / "run"])
    assert take_up(here, texts(room, "s1"))
    assert not take_up(there, texts(room, "s2"))
    assert len(texts(room, "s3").abandoned(chart)) == 1


def test_what_is_of_nobody_is_not_held_afterwards(room: Room, tmp_path: Path) -> None:
    left(tmp_path / "run", whence(room, room.client()), "We spoke of sleep.\n")
    (found,) = find([tmp_path / "run"])
    (found.folder / "place.json").unlink()
    (nowhere,) = find([tmp_path / "run"])
    assert not take_up(nowhere, texts(room, "s1"))
    assert find([tmp_path / "run"]) == [nowhere]
