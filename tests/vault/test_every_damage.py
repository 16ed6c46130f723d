"""Whatever happens to a store behind the program's back: `verify` names it and says what to do; plain and sealed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plantui.vault import anchor
from plantui.vault.drafts import DraftBook
from plantui.vault.founddraft import Owner
from plantui.vault.layout import shard_of
from plantui.vault.seam import Finding
from plantui.vault.snapshots import Snapshots
from plantui.vault.standing import NOTE
from plantui.vault.store import FileStore
from tests.vault import house
from tests.vault.house import TODAY, event, tables
from tests.vault.sealing import sealed

CHARTS = ("aaa", "bbb")
LONG_AGO = datetime(2026, 3, 1, tzinfo=UTC).timestamp()
KINDS = pytest.mark.parametrize("keyed", [False, True], ids=["plain", "sealed"])


def worked(path: Path, keyed: bool) -> FileStore:
    """A store somebody worked in: charts, a counter, undo steps, a draft, a snapshot, the index."""
    store: FileStore = sealed.make(path)[0] if keyed else house.make(path)
    for chart in CHARTS:
        for rev in range(3):
            store.commit(chart, rev, tables(f"{chart} {rev}"), event())
    store.next_client_number()
    store.undo_log("u-dw").append({"a": 1}, ["aaa"], TODAY)
    Snapshots(store.parts).make(TODAY)
    book = DraftBook(store.parts, Owner(who="u-dw", session="s1"), lambda: TODAY, background=False)
    draft = book.open("aaa", "note", 3, "")
    for words in ("typed", "typed, and more", "typed, and more, and more"):
        draft.change(words)
    draft.leave()
    store.list()
    store.close()
    return opened(path, keyed)


def opened(path: Path, keyed: bool) -> FileStore:
    return sealed.reopen(path) if keyed else house.reopen(path)


def chart(path: Path, name: str = "aaa", ending: str = "chart") -> Path:
    (found,) = path.glob(f"charts/*/{name}.{ending}")
    return found


def draft_of(path: Path) -> Path:
    (found,) = path.glob("drafts/*.draft")
    return found


def trail(path: Path) -> Path:
    (found,) = path.glob("audit/*.jsonl")
    return found


def rows(path: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    trail(path).write_bytes(b"".join(change(trail(path).read_bytes().splitlines(keepends=True))))


def flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def swap(one: Path, two: Path) -> None:
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def put(file: Path, text: str = "x", *, old: bool = True) -> None:
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.write_text(text)
    file.chmod(0o600)
    if old:
        os.utime(file, (LONG_AGO, LONG_AGO))


def orphan(path: Path) -> None:
    """A chart of this store that no line of the trail made."""
    target = path / "charts" / shard_of("zzz")
    target.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(chart(path), target / "zzz.chart")
    (target / "zzz.chart").chmod(0o600)


DAMAGES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a chart was edited": (lambda path: flip(chart(path), -40), "E304", "aaa"),
    "the head of a chart was edited": (lambda path: flip(chart(path), 60), "E304", "aaa"),
    "a chart was cut": (lambda path: os.truncate(chart(path), chart(path).stat().st_size // 2), "E304", "aaa"),
    "a chart was emptied": (lambda path: os.truncate(chart(path), 0), "E304", "aaa"),
    "a chart was deleted": (lambda path: chart(path).unlink(), "E304", "aaa"),
    "two charts were swapped": (lambda path: swap(chart(path), chart(path, "bbb")), "E304", "aaa"),
    "a chart was rolled back": (lambda path: shutil.copy(chart(path, ending="prev"), chart(path)), "E303", "aaa"),
    "a chart nobody saved": (orphan, "E304", "zzz"),
    "a line of the trail was edited": (
        lambda path: rows(path, lambda all: [all[0], all[1].replace(b"u-dw", b"u-xx"), *all[2:]]),
        "E303",
        "audit trail",
    ),
    "a line of the trail was deleted": (lambda path: rows(path, lambda all: [all[0], *all[2:]]), "E303", "audit trail"),
    "two lines of the trail were swapped": (
        lambda path: rows(path, lambda all: [all[0], all[2], all[1], *all[3:]]),
        "E303",
        "audit trail",
    ),
    "a line of the trail stands twice": (
        lambda path: rows(path, lambda all: [*all[:3], all[2], *all[3:]]),
        "E303",
        "audit trail",
    ),
    "a line of the trail cannot be read": (
        lambda path: rows(path, lambda all: [all[0], b"garbage\n", *all[2:]]),
        "E304",
        "audit trail",
    ),
    "the end of the trail was cut": (lambda path: rows(path, lambda all: all[:3]), "E303", "bbb"),
    "the whole trail is gone": (lambda path: trail(path).unlink(), "E303", "aaa"),
    "a chart is open to others": (lambda path: chart(path).chmod(0o644), "E302", "aaa.chart"),
    "a folder is open to others": (lambda path: chart(path).parent.chmod(0o755), "E302", "charts"),
    "a draft is open to others": (lambda path: draft_of(path).chmod(0o640), "E302", ".draft"),
    "the counter is gone": (lambda path: (path / "counter").unlink(), "E304", "counter"),
    "the counter is damaged": (lambda path: (path / "counter").write_text("x"), "E304", "counter"),
    "the head of a draft is damaged": (
        lambda path: flip(draft_of(path), 60),
        "E304",
        ".draft",
    ),
    "a stray file in the store": (lambda path: put(path / "notes.txt"), NOTE, "notes.txt"),
    "a stray folder in the store": (lambda path: (path / "old").mkdir(mode=0o700), NOTE, "old"),
    "a stray file among the charts": (lambda path: put(chart(path).parent / "notes.txt"), NOTE, "notes.txt"),
    "a stray file in the trail's folder": (lambda path: put(path / "audit" / "x.txt"), NOTE, "x.txt"),
    "a stray file among the undo logs": (lambda path: put(path / "undo" / "x"), NOTE, "undo/x"),
    "a stray file among the drafts": (lambda path: put(path / "drafts" / "x"), NOTE, "drafts/x"),
    "a stray file among the snapshots": (lambda path: put(path / "snapshots" / "x"), NOTE, "snapshots/x"),
    "a stray file among the locks": (lambda path: put(path / "locks" / "x"), NOTE, "locks/x"),
    "a stray file among the private notes": (lambda path: put(path / "private" / "x"), NOTE, "private/x"),
    "a save was interrupted": (
        lambda path: put(chart(path).with_suffix(".new"), chart(path).read_bytes().decode("latin-1")),
        NOTE,
        "aaa",
    ),
    "the making of a chart was interrupted": (
        lambda path: put(path / "charts" / shard_of("new") / "new.new"),
        NOTE,
        "new",
    ),
    "the counter was half written": (lambda path: put(path / "counter.new"), NOTE, "counter.new"),
    "vault.json was half written": (lambda path: put(path / "vault.json.new"), NOTE, "vault.json.new"),
    "the index was half written": (lambda path: put(path / "index.new"), NOTE, "index.new"),
    "an undo log was half written": (lambda path: put(path / "undo" / "u-dw.jsonl.new"), NOTE, "u-dw.jsonl.new"),
    "a draft was half written": (
        lambda path: put(path / "drafts" / "s2.aaa.note.draft.new"),
        NOTE,
        "s2.aaa.note.draft.new",
    ),
    "the trail was half written": (
        lambda path: trail(path).write_bytes(trail(path).read_bytes() + trail(path).read_bytes()[:50]),
        NOTE,
        "audit trail",
    ),
}


def about(findings: list[Finding], code: str, word: str) -> list[Finding]:
    return [each for each in findings if each.code == code and word in f"{each.sentence} {each.chart}"]


@KINDS
@pytest.mark.parametrize("how", DAMAGES)
def test_it_is_found_and_there_is_a_next_step(tmp_path: Path, how: str, keyed: bool) -> None:
    damage, code, word = DAMAGES[how]
    path = tmp_path / "s"
    store = worked(path, keyed)
    before = store.verify(deep=True)
    assert [each for each in before if each.code != NOTE] == []
    damage(path)
    found = opened(path, keyed).verify(deep=True)
    told = about([each for each in found if each not in before], code, word)
    assert told, f"{how}: {found}"
    for each in told:
        assert each.sentence.endswith(".")
        assert each.next_step, each
    # Nothing is said about a chart that nobody touched, unless the trail itself is in doubt.
    if code == "E304" and word == "aaa" and "swapped" not in how:
        assert not about(found, "E304", "bbb")


@KINDS
def test_an_untouched_store_has_no_finding(tmp_path: Path, keyed: bool) -> None:
    """The control."""
    assert worked(tmp_path / "s", keyed).verify(deep=True) == []


@KINDS
def test_a_trail_whose_last_lines_changed_no_chart_is_missed_without_an_anchor_only(
    tmp_path: Path, keyed: bool
) -> None:
    path = tmp_path / "s"
    store = worked(path, keyed)
    store.record([event("chart.view"), event("export.plan")], durable=True)
    kept = anchor.take(store.parts.trail, store.vault.id, TODAY)
    rows(path, lambda all: all[:-1])
    after = opened(path, keyed)
    assert after.verify(deep=True) == []
    (found,) = anchor.check(after.parts.trail, after.vault.id, [kept])
    assert found.code == "E303"
    assert found.next_step


@KINDS
def test_what_is_being_written_now_is_no_finding(tmp_path: Path, keyed: bool) -> None:
    store = worked(tmp_path / "s", keyed)
    for name in ("counter.new", "index.new", "vault.json.new"):
        put(tmp_path / "s" / name, old=False)
    assert store.verify(deep=True) == []
