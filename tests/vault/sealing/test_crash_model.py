"""The crash model of the vault, on a sealed store: what is sealed is torn like anything else."""

from __future__ import annotations

from pathlib import Path
from random import Random

from plantui.vault.audit import AuditTrail
from plantui.vault.faults import NotFound
from tests.vault.house import TODAY, NoLocks, event, faults, lines, tables
from tests.vault.sealing.sealed import make, reopen
from tests.vault.simfs import SimFs

STORE = Path("/store")


def test_no_crash_loses_an_undo_step_that_was_kept() -> None:
    fs = SimFs()
    log = make(STORE, fs, NoLocks())[0].undo_log("u-dw")
    kept: list[dict[str, object]] = []
    seen = 0

    def look() -> None:
        nonlocal seen
        for image in fs.crash_states(True, Random(1)):
            seen += 1
            after = reopen(STORE, fs=SimFs(image), locks=NoLocks()).undo_log("u-dw")
            steps = [step.step for step in after.list(TODAY)]
            assert steps[: len(kept)] == kept
            after.append({"new": 1}, ["aaa"], TODAY)
            assert [step.step for step in after.list(TODAY)] == [*steps, {"new": 1}]

    fs.observe = look
    for number in range(4):
        log.append({"mark": number}, ["aaa"], TODAY)
        kept.append({"mark": number})
        look()
    assert seen > 30


def test_no_crash_loses_a_save_or_leaves_a_line_that_is_not_authentic() -> None:
    fs = SimFs()
    store, _ = make(STORE, fs, NoLocks())
    acked: dict[str, int] = {}
    seen = 0

    def look() -> None:
        nonlocal seen
        for image in fs.crash_states(True, Random(seen)):
            seen += 1
            again = reopen(STORE, fs=SimFs(image), locks=NoLocks())
            for chart in ("aaa", "bbb"):
                rev = acked.get(chart, 0)
                try:
                    found = again.load(chart)
                except NotFound:
                    found = (0, {})
                assert found in [(at, tables(at) if at else {}) for at in (rev, rev + 1)]
                assert again.commit(chart, found[0], tables("later"), event()) == found[0] + 1
            assert faults(again) == []
            assert all(line.mac for line in lines(again))

    fs.observe = look
    for rev in range(3):
        for chart in ("aaa", "bbb"):
            store.commit(chart, rev, tables(rev + 1), event())
            acked[chart] = rev + 1
            look()
    assert seen > 100


def test_a_repaired_trail_is_authentic(tmp_path: Path) -> None:
    store, _ = make(tmp_path)
    store.commit("aaa", 0, tables(1), event())
    [month] = (tmp_path / "audit").iterdir()
    whole = month.read_bytes()
    month.write_bytes(whole + whole[:80])
    store.commit("aaa", 1, tables(2), event())
    assert [line.act for line in lines(store)] == ["plan.edit", "audit.repair", "plan.edit"]
    assert faults(store) == []
    assert isinstance(store.parts.trail, AuditTrail)
