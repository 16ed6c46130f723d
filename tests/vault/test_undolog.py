"""The undo log: steps come back in reverse order, old ones go, and a sealed chart's are gone from the disk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantui.vault.faults import NotPlain
from plantui.vault.undolog import AGE, LIMIT, UndoStep
from tests.vault.house import TODAY, NoLocks, make, reopen
from tests.vault.simfs import SimFs


def test_steps_come_back_last_first_and_survive(tmp_path: Path) -> None:
    log = make(tmp_path).undo_log("u-dw")
    assert log.pop(TODAY) is None
    assert [log.append({"n": n}, ["aaa"], TODAY) for n in range(3)] == [1, 2, 3]
    log = reopen(tmp_path).undo_log("u-dw")
    assert log.pop(TODAY) == UndoStep(3, TODAY, ("aaa",), {"n": 2})
    assert log.pop(TODAY, number=1) == UndoStep(1, TODAY, ("aaa",), {"n": 0})
    assert log.pop(TODAY, number=1) is None
    assert [step.number for step in log.list(TODAY)] == [2]
    assert log.append({"n": 3}, ["aaa"], TODAY) == 4
    assert [step.step for step in reopen(tmp_path).undo_log("u-dw").list(TODAY)] == [{"n": 1}, {"n": 3}]


def test_each_user_has_a_log(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.undo_log("one").append({"n": 1}, ["aaa"], TODAY)
    assert store.undo_log("two").list(TODAY) == []
    assert sorted(file.name for file in (tmp_path / "undo").iterdir()) == ["one.jsonl"]


def test_two_terminals_share_one_log(tmp_path: Path) -> None:
    here, there = make(tmp_path).undo_log("dw"), reopen(tmp_path).undo_log("dw")
    assert (here.append({"n": 1}, ["aaa"], TODAY), there.append({"n": 2}, ["aaa"], TODAY)) == (1, 2)
    assert here.pop(TODAY).step == {"n": 2}
    assert there.pop(TODAY).step == {"n": 1}
    assert here.pop(TODAY) is None


def test_a_step_of_a_sealed_chart_is_gone_from_the_disk(tmp_path: Path) -> None:
    log = make(tmp_path).undo_log("dw")
    log.append({"text": "secret"}, ["aaa", "bbb"], TODAY)
    log.append({"text": "other"}, ["ccc"], TODAY)
    assert log.drop("bbb") == 1
    assert log.drop("bbb") == 0
    file = tmp_path / "undo" / "dw.jsonl"
    assert b"secret" not in file.read_bytes()
    assert b"other" in file.read_bytes()
    assert log.append({"text": "taken"}, ["aaa"], TODAY) == 3
    assert log.pop(TODAY).number == 3
    assert b"taken" in file.read_bytes()
    assert log.drop("aaa") == 0
    assert b"taken" not in file.read_bytes()
    assert log.append({"n": 1}, ["aaa"], TODAY) == 4


def test_old_steps_do_not_come_back(tmp_path: Path) -> None:
    log = make(tmp_path).undo_log("dw")
    log.append({"n": 1}, ["aaa"], TODAY)
    assert len(log.list(TODAY + AGE)) == 1
    assert log.list(TODAY + AGE + timedelta(seconds=1)) == []
    assert log.pop(TODAY + AGE + timedelta(seconds=1)) is None


def test_how_long_a_step_is_kept_can_be_set(tmp_path: Path) -> None:
    store = make(tmp_path)
    store.undo_log("dw").append({"n": 1}, ["aaa"], TODAY)
    for days in (7, 90):
        age = timedelta(days=days)
        log = store.undo_log("dw", age)
        assert len(log.list(TODAY + age)) == 1
        assert log.list(TODAY + age + timedelta(seconds=1)) == []


def test_the_log_keeps_the_last_500_and_its_file_stays_small(tmp_path: Path) -> None:
    fs = SimFs()
    log = make(tmp_path, fs, NoLocks()).undo_log("dw")
    largest = 0
    for n in range(5 * LIMIT):
        assert log.append({"n": n}, ["aaa"], TODAY) == n + 1
        largest = max(largest, fs.stat(f"{tmp_path}/undo/dw.jsonl").st_size)
    assert [step.step["n"] for step in log.list(TODAY)] == list(range(4 * LIMIT, 5 * LIMIT))
    assert largest < 4 * LIMIT * 150


def test_what_json_does_not_keep_is_refused(tmp_path: Path) -> None:
    log = make(tmp_path).undo_log("dw")
    log.append({"n": 1}, ["aaa"], TODAY)
    with pytest.raises(NotPlain, match="undo"):
        log.append({"n": object()}, ["aaa"], TODAY)
    assert [step.step for step in log.list(TODAY)] == [{"n": 1}]


@pytest.mark.parametrize("rest", [b"{", b"\0" * 90, b'{"line":9,"top":9}'])
def test_what_a_crash_left_is_cut(tmp_path: Path, rest: bytes) -> None:
    log = make(tmp_path).undo_log("dw")
    log.append({"n": 1}, ["aaa"], TODAY)
    with (tmp_path / "undo" / "dw.jsonl").open("ab") as file:
        file.write(rest)
    assert [step.step for step in log.list(TODAY)] == [{"n": 1}]
    assert log.append({"n": 2}, ["aaa"], TODAY) == 2
    assert [step.step for step in log.list(TODAY)] == [{"n": 1}, {"n": 2}]
    assert log.pop(TODAY).step == {"n": 2}


moves = st.one_of(
    st.tuples(st.just("append"), st.sampled_from(["aaa", "bbb"])),
    st.tuples(st.just("pop"), st.none() | st.integers(1, 8)),
    st.tuples(st.just("drop"), st.sampled_from(["aaa", "bbb"])),
)


@given(st.lists(moves, max_size=30))
def test_any_history_is_that_of_a_stack(history: list[tuple[str, object]]) -> None:
    log = make(Path("/store"), SimFs(), NoLocks()).undo_log("dw")
    model: list[tuple[int, object]] = []
    last = 0
    for move, what in history:
        if move == "append":
            last += 1
            assert log.append({"chart": what}, [what], TODAY) == last
            model.append((last, what))
        elif move == "pop":
            fitting = [step for step in model if what in (None, step[0])]
            taken = log.pop(TODAY, what)
            assert (taken and (taken.number, taken.charts[0])) == (fitting[-1] if fitting else None)
            model = [step for step in model if not fitting or step != fitting[-1]]
        else:
            log.drop(what)
            model = [step for step in model if step[1] != what]
        assert [(step.number, step.charts[0]) for step in log.list(TODAY)] == model
