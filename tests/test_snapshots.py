"""The snapshot check itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.snapshots import UPDATE, Snapshots


@pytest.fixture
def snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshots:
    monkeypatch.delenv(UPDATE, raising=False)
    monkeypatch.delenv("CI", raising=False)
    return Snapshots(tmp_path / "snapshots")


def written(snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with monkeypatch.context() as patch:
        patch.setenv(UPDATE, "1")
        snapshots(text, "main")


def test_a_missing_snapshot_fails_and_says_how_to_write_it(snapshots: Snapshots) -> None:
    with pytest.raises(AssertionError, match=rf"(?s)no snapshot .*{UPDATE}=1.*CASELOAD"):
        snapshots(["CASELOAD"], "main")
    assert not snapshots.folder.exists()


def test_the_same_screen_passes(snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    written(snapshots, monkeypatch, "CASELOAD\n  Reyes  \n\n\n")
    assert (snapshots.folder / "main.txt").read_text() == "CASELOAD\n  Reyes\n"
    snapshots(["CASELOAD", "  Reyes", "", ""], "main")


def test_a_difference_is_shown_as_a_diff(snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    written(snapshots, monkeypatch, "CASELOAD\n  Reyes")
    with pytest.raises(AssertionError, match=r"(?s)-  Reyes\n\+  Osei"):
        snapshots(["CASELOAD", "  Osei"], "main")


def test_ci_writes_nothing(snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv(UPDATE, "1")
    with pytest.raises(AssertionError, match="not by CI"):
        snapshots("CASELOAD", "main")
    assert not snapshots.folder.exists()
