"""`verify --repair`: what it says, what it asks, and that afterwards nothing is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Practice


def file_of(practice: Practice, ending: str = "chart") -> Path:
    [path] = practice.store.glob(f"charts/*/*.{ending}")
    return path


def wreck(path: Path) -> None:
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[:-30])
    path.chmod(0o600)


def test_a_damaged_chart_comes_back_from_what_is_kept_beside_it(planned: Practice) -> None:
    planned.check("mark", "C-001", "g1.1", "+1")
    wreck(file_of(planned))
    found = planned.run("verify")
    assert found.code in (0, 1)
    asked = planned.run("verify", "--repair")
    assert asked.code == 9, asked
    assert "kept beside it" in asked.err
    assert "what changed after" in asked.err
    done = planned.run("verify", "--repair", "--yes")
    assert (done.code, done.out) == (0, ""), done
    assert "is repaired: revision" in done.err
    assert "Worry" in planned.check("show", "C-001")
    assert planned.run("verify", "--deep").code == 0
    assert "chart.repair" in planned.check("log", "C-001")
    assert "before-repair" in planned.check("vault", "snapshots")
    assert planned.run("verify", "--repair").code == 0


def test_a_chart_that_is_gone_comes_back_from_a_backup(planned: Practice, tmp_path: Path) -> None:
    planned.check("backup")
    elsewhere = tmp_path / "out"
    elsewhere.mkdir(mode=0o700)
    planned.check("backup", "-o", str(elsewhere / "b.tar"))
    for path in [*planned.store.glob("charts/*/*.chart"), *planned.store.glob("charts/*/*.prev")]:
        path.unlink()
    for path in planned.store.glob("snapshots/*/charts/*/*"):
        path.unlink()
    done = planned.run("verify", "--repair", "--yes")
    assert done.code == 0, done
    assert "in the backup 20260310T135200Z" in done.err
    file_of(planned).unlink()
    for path in planned.store.with_name("store-backups").iterdir():
        path.unlink()
    for path in planned.store.glob("snapshots/*/charts/*/*"):
        path.unlink()
    none = planned.run("verify", "--repair", "--yes")
    assert none.code == 1, none
    assert "--from FILE looks into a backup" in none.err
    done = planned.run("verify", "--repair", "--from", str(elsewhere / "b.tar"), "--yes")
    assert done.code == 0, done
    assert "Worry" in planned.check("show", "C-001")


def test_modes_counter_and_manifest_are_set_right(planned: Practice) -> None:
    file_of(planned).chmod(0o644)
    (planned.store / "counter").write_bytes(b"x")
    manifest = (planned.store / "vault.json").read_bytes()
    (planned.store / "vault.json").write_bytes(manifest[:50])
    refused = planned.run("verify", "--repair")
    assert refused.code == 9, refused
    assert "Its second copy is whole" in refused.err
    assert planned.run("verify").code == 7
    done = planned.run("verify", "--repair", "--yes")
    assert done.code == 0, done
    assert (planned.store / "vault.json").read_bytes() == manifest
    assert (planned.store / "counter").read_bytes() == b"1\n"
    assert file_of(planned).stat().st_mode & 0o777 == 0o600
    assert planned.client("Ito, Ken; dob 1980-01-01") == "C-002"


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (("--from", "b.tar"), 2, "add --repair"),
        (("--repair", "--from", "/nowhere.tar"), 3, "There is no file"),
        (("--repair", "--read-only"), 8, "Read only"),
    ],
)
def test_what_cannot_be_is_said(planned: Practice, given: tuple[str, ...], code: int, said: str) -> None:
    outcome = planned.run("verify", *given)
    assert (outcome.code, outcome.out) == (code, ""), outcome
    assert said in outcome.err
