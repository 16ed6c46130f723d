"""Disposal: a chart goes with everything of it that lies in the live store, and the trail says so."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from plantui.vault.create import open_store
from plantui.vault.disposal import dispose
from plantui.vault.drafts import DraftBook
from plantui.vault.faults import Conflict, NotFound, VaultFault
from plantui.vault.founddraft import DraftHeld, Owner
from plantui.vault.snapshots import Snapshots
from plantui.vault.store import FileStore
from tests.vault.failing import FailingFs
from tests.vault.house import TODAY, event, faults, lines, make, reopen, summarise, tables


def filled(path: Path) -> FileStore:
    store = make(path)
    for chart in ("gone", "stays", "gone-too"):
        for rev in range(2):
            store.commit(chart, rev, tables(f"words of {chart}"), event())
        store.undo_log("u-dw").append({"words": f"words of {chart}"}, [chart], TODAY)
    store.undo_log("u-ro").append({"words": "words of gone"}, ["gone"], TODAY)
    book = DraftBook(store.parts, Owner(who="u-dw", session="s1"), lambda: TODAY, background=False)
    for chart in ("gone", "stays"):
        book.open(chart, "note", 2, "").change(f"words of {chart}")
    book.leave()
    store.list()
    store.close()
    return store


def mentions(path: Path, word: str) -> set[str]:
    """Files of the live store that hold a phrase, or have it in their name."""
    return {
        str(place.relative_to(path))
        for place in path.rglob("*")
        if place.is_file()
        and "snapshots" not in place.parts
        and (f'words of {word}"'.encode() in place.read_bytes() or word in place.name.split("."))
    }


def test_everything_of_the_chart_goes_and_nothing_else(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    assert len(mentions(tmp_path / "s", "gone")) == 5
    kept = mentions(tmp_path / "s", "stays")
    done = dispose(store.parts, "gone", 2, event("x"))
    assert (done.files, done.steps, done.snapshots) == (3, 2, ())
    assert mentions(tmp_path / "s", "gone") == set()
    assert mentions(tmp_path / "s", "stays") == kept
    assert [row.chart for row in reopen(tmp_path / "s").list()[0]] == ["gone-too", "stays"]
    line = lines(store)[-1]
    assert (line.act, line.chart, line.detail, line.sha) == ("chart.dispose", "gone", ("rev:2",), "")
    assert store.verify(deep=True) == []
    with pytest.raises(NotFound):
        store.load("gone")
    with pytest.raises(NotFound):
        store.commit("gone", 2, tables("late"), event())
    with pytest.raises(NotFound):
        dispose(store.parts, "gone", 2, event())


def test_the_snapshots_that_still_hold_it_are_named(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    label = Snapshots(store.parts).make(TODAY).label
    done = dispose(store.parts, "gone", 2, event())
    assert done.snapshots == (label,)
    assert Snapshots(store.parts).load(label, "gone")[0] == 2
    assert faults(store) == []


def test_a_chart_that_was_changed_since_stays(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    with pytest.raises(Conflict):
        dispose(store.parts, "gone", 1, event())
    assert len(mentions(tmp_path / "s", "gone")) == 5
    assert lines(store)[-1].act != "chart.dispose"


def test_a_chart_somebody_types_in_stays(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    book = DraftBook(store.parts, Owner(who="u-ro", session="s2"), lambda: TODAY, background=False)
    draft = book.open("gone", "plan", 2, "")
    with pytest.raises(DraftHeld):
        dispose(store.parts, "gone", 2, event())
    draft.discard()
    dispose(store.parts, "gone", 2, event())


def test_what_is_put_back_afterwards_is_found_out(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    content = Path(store.layout.chart("gone")).read_bytes()
    dispose(store.parts, "gone", 2, event())
    Path(store.layout.chart("gone")).write_bytes(content)
    Path(store.layout.chart("gone")).chmod(0o600)
    (found,) = store.verify()
    assert (found.code, found.chart) == ("E303", "gone")
    assert "disposed of" in found.sentence
    dispose(store.parts, "gone", 2, event())
    assert store.verify(deep=True) == []


def test_a_chart_that_was_disposed_of_can_be_restored(tmp_path: Path) -> None:
    store = filled(tmp_path / "s")
    dispose(store.parts, "gone", 2, event())
    assert store.put_back("gone", tables("back"), event("chart.restore")) == 3
    assert store.load("gone") == (3, tables("back"))
    assert store.verify(deep=True) == []


@pytest.mark.parametrize("wrong", [errno.EIO, errno.ENOSPC])
def test_an_interrupted_disposal_can_be_done_again(tmp_path: Path, wrong: int) -> None:
    for number in range(1, 300):
        path = tmp_path / f"{number}"
        filled(path).close()
        fs = FailingFs(lambda count, name, number=number: wrong if count == number else 0)  # type: ignore[misc]
        fs.armed = False
        store = open_store(path, summarise, fs=fs)
        fs.armed = True
        failed = False
        try:
            dispose(store.parts, "gone", 2, event())
        except VaultFault:
            failed = True
        fs.armed = False
        assert store.load("stays")[0] == 2
        if failed:
            try:
                dispose(store.parts, "gone", 2, event())
            except NotFound:
                assert not Path(store.layout.chart("gone")).exists()
        assert not mentions(path, "gone") - {"undo/u-dw.jsonl", "undo/u-ro.jsonl", "index"}
        assert faults(reopen(path)) == []
        if len(fs.calls) < number:
            break
    assert number > 20
