"""A disk that is really full: a small tmpfs, as root. No chart is damaged, and typing goes on."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from plantui.vault.drafts import DraftBook
from plantui.vault.faults import StoreFull
from plantui.vault.founddraft import Owner
from plantui.vault.store import FileStore
from tests.faults.privileges import mounted, needed
from tests.vault import house
from tests.vault.house import TODAY, event, faults, tables
from tests.vault.sealing import sealed

CHARTS = 30
SMALL = ("-t", "tmpfs", "-o", "size=3m,mode=700", "none")


def until_full(work: Callable[[int], object]) -> None:
    """Do something again and again until the disk is full."""
    for number in itertools.count():
        work(number)


def fill(path: Path) -> None:
    """Take every byte that is left."""
    with path.open("wb", 0) as filler, pytest.raises(OSError, match="No space"):
        until_full(lambda _: filler.write(bytes(512)))


@pytest.mark.nightly
@pytest.mark.parametrize("keyed", [False, True], ids=["plain", "sealed"])
def test_a_full_disk_damages_no_chart_and_takes_no_keystroke(tmp_path: Path, keyed: bool) -> None:
    needed("mount", "umount")
    with mounted(tmp_path / "disk", *SMALL) as disk:
        store: FileStore = sealed.make(disk / "s")[0] if keyed else house.make(disk / "s")
        revs: dict[str, int] = {}
        book = DraftBook(store.parts, Owner(who="u-dw", session="s1"), lambda: TODAY, background=False)
        draft = book.open("c0", "note", 1, "")
        draft.change("W")
        saved = refused = 0
        for turn in range(2000):
            chart = f"c{turn % CHARTS}"
            try:
                revs[chart] = store.commit(chart, revs.get(chart, 0), tables(turn, size=200 + 4 * turn), event())
                saved += 1
            except StoreFull:
                refused += 1
                if refused == 40:
                    break
        assert (saved >= CHARTS, refused) == (True, 40)
        fill(disk / "filler")
        for number in range(500):
            draft.change("Woke at 4. " + "x" * number)
        draft.sync()
        assert faults(store) == []
        assert {chart: store.load(chart)[0] for chart in revs} == revs
        assert not list((disk / "s" / "charts").rglob("*.new"))
        (disk / "filler").unlink()
        chart = next(iter(revs))
        for old in list(revs)[10:]:
            Path(store.layout.previous(old)).unlink(missing_ok=True)
        assert store.commit(chart, revs[chart], tables("after"), event()) == revs[chart] + 1
        assert store.verify(deep=True) == []
        print(f"full disk: {saved} saves, {refused} refused, 0 of {CHARTS} charts damaged")
        draft.discard()


@pytest.mark.nightly
def test_a_full_disk_ruins_a_plain_tinydb_file(tmp_path: Path) -> None:
    """The control."""
    needed("mount", "umount")
    with mounted(tmp_path / "disk", *SMALL) as disk:
        base = TinyDB(disk / "base.json")
        with pytest.raises(OSError, match="No space"):
            until_full(lambda turn: base.insert({"turn": turn, "text": "x" * 30_000}))
        with pytest.raises(json.JSONDecodeError):
            json.loads((disk / "base.json").read_text())
