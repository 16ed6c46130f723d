"""`verify` on a sealed store finds whatever somebody with the disk alone changes, and with an anchor a cut end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from plantui.vault import anchor
from plantui.vault.audit import AuditTrail, Stamp, digest, parse
from plantui.vault.faults import NotFound, VaultFault
from plantui.vault.files import RealFs
from plantui.vault.layout import layout_at
from plantui.vault.sealing import staff
from plantui.vault.sealing.key import UNLOCK_FAILED
from plantui.vault.sealing.rotation import rotate
from plantui.vault.seam import AuditLine
from plantui.vault.standing import NOTE
from plantui.vault.store import FileStore
from tests.vault import house
from tests.vault.house import TODAY, WHO, NoLocks, event, faults, lines, tables
from tests.vault.sealing.sealed import CHEAP, make, reopen
from tests.vault.sealing.test_staff import MO, NEW

MONTH = "audit/2026-03.jsonl"


def worked(path: Path) -> FileStore:
    """A store with two charts, a view, a failed and a good unlocking."""
    store, _ = make(path)
    for chart, revisions in (("aaa", 3), ("bbb", 2)):
        for rev in range(revisions):
            store.commit(chart, rev, tables(rev), event())
    store.record([event("chart.view"), event("unlock.passphrase")], durable=True)
    assert faults(store) == []
    return store


def rows(path: Path) -> list[bytes]:
    return (path / MONTH).read_bytes().splitlines()


def put_rows(path: Path, changed: list[bytes]) -> None:
    (path / MONTH).write_bytes(b"".join(row + b"\n" for row in changed))


def rechained(path: Path, changed: list[bytes]) -> list[bytes]:
    """Lines numbered and chained anew, as somebody without the key can: only the macs stay as they were."""
    trail = AuditTrail(layout_at(path), json.loads((path / "vault.json").read_text())["id"], RealFs(), NoLocks())
    out: list[bytes] = []
    prev = trail.origin
    for seq, row in enumerate(changed, 1):
        line = parse(row)
        assert line is not None
        out.append(msgspec.json.encode(msgspec.structs.replace(line, seq=seq, prev=prev)))
        prev = digest(out[-1])
    return out


def edited(row: bytes, **changed: object) -> bytes:
    line = parse(row)
    assert line is not None
    return msgspec.json.encode(msgspec.structs.replace(line, **changed))


TAMPERINGS: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "edited": lambda rows: [*rows[:2], edited(rows[2], who="u-xx"), *rows[3:]],
    "another moment": lambda rows: [*rows[:2], edited(rows[2], at=TODAY + timedelta(days=1)), *rows[3:]],
    "another detail": lambda rows: [*rows[:5], edited(rows[5], detail=("x",)), *rows[6:]],
    "deleted": lambda rows: [*rows[:5], *rows[6:]],
    "swapped": lambda rows: [*rows[:1], rows[2], rows[1], *rows[3:]],
    "duplicated": lambda rows: [*rows[:3], rows[2], *rows[3:]],
    "the first gone": lambda rows: rows[1:],
    "a line put in": lambda rows: [*rows[:6], edited(rows[5], act="export.plan", mac=""), *rows[6:]],
    "the mac gone": lambda rows: [*rows[:5], edited(rows[5], mac=""), *rows[6:]],
    "all macs gone": lambda rows: [edited(row, mac="") for row in rows],
    "the mac of another line": lambda rows: [*rows[:5], edited(rows[5], mac=json.loads(rows[4])["mac"]), *rows[6:]],
    "the mac of another key": lambda rows: [*rows[:5], edited(rows[5], mac="00000000:" + "0" * 64), *rows[6:]],
    "a bad mac": lambda rows: [*rows[:5], edited(rows[5], mac="x"), *rows[6:]],
}


@pytest.mark.parametrize("how", TAMPERINGS)
@pytest.mark.parametrize("chained", [False, True], ids=["as it is", "chained anew"])
def test_a_changed_line_is_found_even_when_the_chain_is_made_anew(tmp_path: Path, how: str, chained: bool) -> None:
    store = worked(tmp_path)
    before = rows(tmp_path)
    changed = TAMPERINGS[how](list(before))
    put_rows(tmp_path, rechained(tmp_path, changed) if chained else changed)
    assert rows(tmp_path) != before
    found = faults(store)
    assert found
    assert all(each.startswith("E303") for each in found)
    put_rows(tmp_path, before)
    assert faults(store) == []


def test_a_failed_unlocking_needs_no_key_and_hides_nothing_else(tmp_path: Path) -> None:
    store = worked(tmp_path)
    keyless = AuditTrail(layout_at(tmp_path), store.vault.id, RealFs(), NoLocks())
    keyless.append([Stamp(event(UNLOCK_FAILED))], durable=True)
    store.commit("aaa", 3, tables(4), event())
    assert faults(store) == []
    keyless.append([Stamp(event("chart.view"))], durable=True)
    [found] = faults(store)
    assert "carries no authentication" in found


def test_lines_stay_authentic_over_rotations(tmp_path: Path) -> None:
    store = worked(tmp_path)
    for _ in range(3):
        rotate(store, event("vault.rotate"))
        store.record([event("chart.view")], durable=True)
    assert len({line.mac[:8] for line in lines(store)}) == 4
    assert faults(reopen(tmp_path)) == []
    changed = rows(tmp_path)
    put_rows(tmp_path, rechained(tmp_path, [edited(changed[0], who="u-xx"), *changed[1:]]))
    assert faults(reopen(tmp_path)) != []


def chart(path: Path, name: str, ending: str = "chart") -> Path:
    layout = layout_at(path)
    return Path({"chart": layout.chart, "prev": layout.previous}[ending](name))


def test_a_chart_put_back_to_an_older_one_is_authentic_and_found_all_the_same(tmp_path: Path) -> None:
    store = worked(tmp_path)
    shutil.copy(chart(tmp_path, "aaa", "prev"), chart(tmp_path, "aaa"))
    assert store.load("aaa") == (2, tables(1))
    for deep in (False, True):
        found = [each for each in store.verify(deep=deep) if each.code != NOTE]
        assert [each.chart for each in found] == ["aaa"]
        assert "put back to an older version" in found[0].sentence


def test_charts_swapped_or_copied_over_each_other_are_found(tmp_path: Path) -> None:
    store = worked(tmp_path)
    one, other = chart(tmp_path, "aaa"), chart(tmp_path, "bbb")
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert len(faults(store)) == 2
    renamed = second.replace(b'"chart":"bbb"', b'"chart":"aaa"')
    one.write_bytes(renamed)
    other.write_bytes(second)
    [found] = faults(store)
    assert "aaa" in found
    for cid in ("aaa",):
        with pytest.raises(VaultFault):
            store.load(cid)


def test_a_chart_of_the_same_revision_from_another_line_of_events_is_found_deep(tmp_path: Path) -> None:
    """Two authentic files of one revision: only the hash in the trail tells which was saved last."""
    store = worked(tmp_path)
    shutil.copytree(tmp_path, tmp_path.with_name("copy"))
    other = reopen(tmp_path.with_name("copy"))
    other.commit("aaa", 3, tables("elsewhere"), event())
    store.commit("aaa", 3, tables("here"), event())
    shutil.copy(chart(tmp_path.with_name("copy"), "aaa"), chart(tmp_path, "aaa"))
    assert store.load("aaa") == (4, tables("elsewhere"))
    [found] = faults(store)
    assert "is not what revision 4 was" in found


def test_an_older_manifest_is_found_by_the_trail(tmp_path: Path) -> None:
    store = worked(tmp_path)
    staff.set_passphrase(store, WHO.id, NEW, event("vault.passphrase"), CHEAP)
    older = (tmp_path / "vault.json").read_bytes()
    staff.add(store, MO, event("users.add"), "third words", CHEAP)
    assert faults(store) == []
    for name in ("vault.json", "vault.json.bak"):
        (tmp_path / name).write_bytes(older)
    again = reopen(tmp_path, NEW)
    [found] = faults(again)
    assert "an older one was put back" in found
    staff.set_passphrase(again, WHO.id, NEW, event("vault.passphrase"), CHEAP)
    assert faults(again) == []


def test_a_second_copy_of_the_manifest_that_differs_is_a_note(tmp_path: Path) -> None:
    store = worked(tmp_path)
    for change in (lambda path: path.write_bytes(b"{}"), lambda path: path.unlink()):
        change(tmp_path / "vault.json.bak")
        [found] = store.verify()
        assert (found.code, "vault.json.bak" in found.sentence) == (NOTE, True)
        assert found.next_step


def test_plain_files_in_a_sealed_store_are_found_deep(tmp_path: Path) -> None:
    store = worked(tmp_path / "s")
    plain = house.make(tmp_path / "p")
    plain.commit("aaa", 0, tables(1), event())
    stray = chart(tmp_path / "p", "aaa").read_bytes()
    chart(tmp_path / "s", "aaa", "prev").write_bytes(stray.replace(plain.vault.id.encode(), store.vault.id.encode()))
    draft = tmp_path / "s" / "drafts" / "x.draft"
    draft.parent.mkdir(mode=0o700, exist_ok=True)
    draft.write_bytes(b'{"alg":"plain"}\n')
    draft.chmod(0o600)
    found = [each for each in faults(store) if "is not sealed" in each]
    assert [each.partition(" is not")[0].rpartition("/")[2] for each in found] == ["x.draft", "aaa.prev"]
    chart(tmp_path / "s", "aaa").write_bytes(stray.replace(plain.vault.id.encode(), store.vault.id.encode()))
    assert any("protected by plain" in each for each in faults(store))


# anchors


def anchored(store: FileStore) -> anchor.Anchor:
    return anchor.take(store.parts.trail, store.vault.id, TODAY)


def said(store: FileStore, *anchors: anchor.Anchor) -> list[str]:
    return [found.sentence for found in anchor.check(store.parts.trail, store.vault.id, anchors)]


def test_an_anchor_finds_a_cut_end_that_nothing_else_does(tmp_path: Path) -> None:
    store = worked(tmp_path)
    kept = anchored(store)
    before = rows(tmp_path)
    # The last two lines are no saves, so the charts miss nothing, and the chain before them is whole.
    put_rows(tmp_path, before[:-2])
    assert faults(store) == []
    [sentence] = said(store, kept)
    assert sentence == "The audit trail ends with line 5, but on 2026-03-10 13:52 it had 7 lines: its end was cut off."
    put_rows(tmp_path, before)
    assert said(store, kept) == []


def test_an_anchor_stays_good_while_the_trail_grows(tmp_path: Path) -> None:
    store = worked(tmp_path)
    kept = [anchored(store)]
    for number in range(3):
        store.commit("aaa", 3 + number, tables(number), event(at=TODAY + timedelta(days=31 * number)))
        kept.append(anchored(store))
    assert said(store, *kept) == []
    assert [each.seq for each in kept] == [7, 8, 9, 10]


def test_an_anchor_finds_a_trail_that_a_holder_of_the_key_wrote_anew(tmp_path: Path) -> None:
    store = worked(tmp_path)
    kept = anchored(store)
    changed = rows(tmp_path)
    assert store.key is not None
    out: list[bytes] = []
    prev = store.parts.trail.origin
    for row in [edited(changed[0], who="u-xx"), *changed[1:]]:
        line = parse(row)
        assert line is not None
        line = msgspec.structs.replace(line, prev=prev, mac="")
        out.append(msgspec.json.encode(msgspec.structs.replace(line, mac=store.key.sign(line))))
        prev = digest(out[-1])
    put_rows(tmp_path, out)
    assert faults(store) == []
    [sentence] = said(store, kept)
    assert "was written anew" in sentence


def test_anchors_go_through_a_file_and_back(tmp_path: Path) -> None:
    store = worked(tmp_path)
    kept = anchored(store)
    assert anchor.read(anchor.write(kept) + b"\n" + anchor.write(kept)) == [kept, kept]
    for bad, number in ((b"{}\n", 1), (anchor.write(kept) + b"x", 2), (b"\xff", 1)):
        with pytest.raises(ValueError, match=f"line {number} is no anchor"):
            anchor.read(bad)
    assert store.vault.id not in said(store, msgspec.structs.replace(kept, vault="v9"))[0]
    assert "another store" in said(store, msgspec.structs.replace(kept, vault="v9"))[0]


def test_an_empty_trail_has_no_anchor(tmp_path: Path) -> None:
    store, _ = make(tmp_path)
    with pytest.raises(NotFound, match="no line yet"):
        anchored(store)


def test_a_repaired_trail_is_authentic(tmp_path: Path) -> None:
    store, _ = make(tmp_path)
    store.commit("aaa", 0, tables(1), event())
    [month] = (tmp_path / "audit").iterdir()
    whole = month.read_bytes()
    month.write_bytes(whole + whole[:80])
    store.commit("aaa", 1, tables(2), event())
    assert [line.act for line in lines(store)] == ["plan.edit", "audit.repair", "plan.edit"]
    assert all(line.mac for line in lines(store))
    assert faults(store) == []


def test_no_line_holds_more_than_codes(tmp_path: Path) -> None:
    store = worked(tmp_path)
    staff.add(store, MO, event("users.add"), NEW, CHEAP)
    for line in lines(store):
        assert isinstance(line, AuditLine)
        assert all(word == "" or " " not in word for word in (line.who, line.act, line.chart, *line.detail, line.mac))
    assert b"Okafor" not in (tmp_path / MONTH).read_bytes()
