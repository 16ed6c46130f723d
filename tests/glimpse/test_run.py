from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from plantui.glimpse import run, sheet
from plantui.vault.chartfile import decode
from plantui.vault.codec import Place, PlainCodec
from tests.glimpse.conftest import Doors


def audit(doors: Doors) -> list[str]:
    return [line for path in sorted((doors.store / "audit").iterdir()) for line in path.read_text().splitlines()]


def test_every_client_of_the_rehearsal_has_the_same_page_at_both_doors(doors: Doors) -> None:
    listed = doors.full("list", "--closed", "--names", "codes")[1].splitlines()
    codes = [line.split()[0] for line in listed]
    assert len(codes) > 30
    assert len({doors.same("glance", code) for code in codes}) == len(codes)


@pytest.mark.parametrize(
    "words",
    [
        ("glance",),
        ("glance", "next"),
        ("glance", "pj"),
        ("glance", "reyes", "--names", "initials"),
        ("--names=codes", "glance", "C-014"),
        ("glance", "C-014", "--print", "--quiet", "--no-color", "--format", "plain"),
        ("due", "--count"),
        ("due", "--count", "--overdue"),
        ("due", "--count", "--overdue", "--fail"),
        ("due", "--count", "--within", "90d"),
        ("--quiet", "due", "--within=2w", "--count", "--yes"),
    ],
)
def test_both_doors_say_the_same(doors: Doors, words: tuple[str, ...]) -> None:
    assert doors.same(*words)


def test_names_and_store_come_from_the_environment(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANTUI_NAMES", "initials")
    doors.environ["PLANTUI_NAMES"] = "initials"
    assert "M.R." in doors.same("glance", "C-014")
    doors.environ["PLANTUI_STORE"] = "/nowhere"
    monkeypatch.setenv("PLANTUI_STORE", "/nowhere")
    assert doors.same("glance", "C-014", "--store", str(doors.folder / "store"))


def test_a_rehearsal_clock_is_followed(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    for now in ("2026-03-17T09:30", "2026-06-01 08:00:30"):
        monkeypatch.setenv("PLANTUI_NOW", now)
        doors.environ["PLANTUI_NOW"] = now
        if "T" in now:
            assert "09:30" in doors.same("glance", "C-014")
            doors.same("due", "--count")
        else:
            assert doors.fast("glance", "C-014") == (None, "")


def test_looking_is_recorded_and_the_chain_holds(doors: Doors) -> None:
    before = audit(doors)
    assert doors.fast("glance", "C-014")[0] == 0
    assert doors.full("glance", "C-014")[0] == 0
    assert doors.fast("glance", "C-014")[0] == 0
    added = [json.loads(line) for line in audit(doors)[len(before) :]]
    assert [line["act"] for line in added] == ["chart.view"] * 3
    assert len({line["chart"] for line in added}) == 1
    assert doors.full("verify") == (0, doors.full("verify")[1])


def test_counting_is_no_look_at_a_chart(doors: Doors) -> None:
    before = audit(doors)
    doors.fast("due", "--count")
    assert audit(doors) == before


def test_a_change_is_seen_at_once(doors: Doors) -> None:
    for _ in range(3):
        count = doors.same("due", "--count", "--within", "400d")
    assert doors.full("when", "C-014", "+300d")[0] == 0
    assert "due 4 Jan" in doors.same("glance", "C-014")
    doors.same("due", "--count", "--within", "400d")
    assert doors.full("when", "C-014", "+900d")[0] == 0
    assert doors.same("due", "--count", "--within", "400d") != count


def test_a_folder_changed_within_two_seconds_of_being_read_is_not_trusted(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = chart_file(doors, "C-014")
    content = path.read_bytes()
    read_at = time.time_ns()
    # The reading takes place at this moment, however long it takes to come to it.
    monkeypatch.setattr(sheet, "time", SimpleNamespace(time_ns=lambda: read_at))
    for shard in (doors.store / "charts").iterdir():
        os.utime(shard, ns=(0, read_at - 1_000_000_000))
    stamp = path.parent.stat().st_mtime_ns
    assert int(doors.same("due", "--count", "--overdue")) == 3
    path.write_bytes(content.replace(b'"review_due":"2026-03-06"', b'"review_due":"2026-04-06"', 1))
    os.utime(path.parent, ns=(0, stamp))
    assert doors.fast("due", "--count", "--overdue") == (0, "2\n")


def test_a_sheet_that_is_not_ours_is_made_anew(doors: Doors) -> None:
    doors.same("due", "--count")
    sheet = doors.store / "glimpse-due"
    assert sheet.exists()
    assert sheet.stat().st_mode & 0o777 == 0o600
    whole = sheet.read_bytes()
    for broken in (
        b"",
        b"x",
        whole.replace(b" 1 due", b" 2 due"),
        whole[: whole.index(b"\n\n")],
        whole + b"half a row",
    ):
        sheet.write_bytes(broken)
        code, out = doors.fast("due", "--count")
        assert code is None or (code, out) == doors.full("due", "--count")
        sheet.unlink(missing_ok=True)
    assert doors.full("verify")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("glance", "C-014", "--format", "json"),
        ("glance", "C-014", "--format", "md"),
        ("glance", "C-014", "C-015"),
        ("glance", "nobody"),
        ("glance", "mr"),
        ("glance", "-"),
        ("glance", "--all-today"),
        ("glance", "--help"),
        ("glance", "C-014", "--read-only"),
        ("glance", "C-014", "--ascii"),
        ("glance", "C-014", "--passphrase-fd", "3"),
        ("glance", "C-014", "--names", "nick"),
        ("glance", "C-014", "--count"),
        ("glance", "C-014", "--store"),
        ("glance", "C-014", "--store", "~/store"),
        ("due",),
        ("due", "--count", "--within", "soon"),
        ("due", "--count", "--within", "0d"),
        ("due", "--count", "--within", "9999y"),
        ("due", "--count", "C-014"),
        ("list", "due"),
        ("note", "glance"),
        (),
    ],
)
def test_any_other_question_is_left_to_the_full_program(doors: Doors, words: tuple[str, ...]) -> None:
    before = audit(doors)
    assert doors.fast(*words) == (None, "")
    assert audit(doors) == before


def test_a_terminal_gets_the_full_program_with_its_pager(doors: Doors, as_terminal: Callable[[], None]) -> None:
    as_terminal()
    assert run.answer(["glance", "C-014"], doors.environ) is None
    assert run.answer(["due", "--count"], doors.environ) is None


def test_settings_that_matter_are_left_to_the_full_program(doors: Doors) -> None:
    config = doors.folder / "home" / ".config" / "plantui"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('theme = "light"\n')
    assert doors.same("glance", "C-014")
    assert doors.same("due", "--count")
    (config / "config.toml").write_text('names.default = "codes"\n')
    assert doors.fast("glance", "C-014") == (None, "")
    assert doors.same("due", "--count")
    (config / "config.toml").write_text("[review]\nwindow = 7\n")
    assert doors.same("glance", "C-014")
    assert doors.fast("due", "--count") == (None, "")
    (config / "config.toml").unlink()
    (config / "measures.json").write_text("{}")
    assert doors.fast("glance", "C-014") == (None, "")


def chart_file(doors: Doors, code: str) -> Path:
    marker = f'"code":"{code}"'.encode()
    return next(path for path in doors.store.glob("charts/*/*.chart") if marker in path.read_bytes().split(b"\n")[0])


def test_a_chart_that_was_stored_in_the_first_format_is_answered(doors: Doors) -> None:
    before = doors.fast("glance", "C-014")
    path = chart_file(doors, "C-014")
    line = path.read_bytes().split(b"\n")[0]
    header, tables = decode(path.read_bytes(), json.loads(line)["vault"], path.stem, PlainCodec())
    old = line.replace(b'"format":2', b'"format":1', 1)
    body = PlainCodec().seal(
        Place("chart", path.stem, header.rev, old),
        msgspec.json.encode({name: dict(table) for name, table in tables.items()}),
    )
    path.write_bytes(old + b"\n" + body)
    assert doors.fast("glance", "C-014") == before
    assert before[0] == 0


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-200] + b"\n",
        lambda content: content.replace(b"Reyes", b"Reyne", 1),
        lambda content: content.replace(b'"alg":"plain"', b'"alg":"sealed"', 1),
        lambda content: content.replace(b'"format":2', b'"format":9', 1),
        lambda content: b"no header\n",
    ],
)
def test_a_damaged_chart_is_left_to_the_full_program(doors: Doors, damage: Callable[[bytes], bytes]) -> None:
    path = chart_file(doors, "C-014")
    path.write_bytes(damage(path.read_bytes()))
    os.utime(path.parent)
    before = audit(doors)
    assert doors.fast("glance", "C-014") == (None, "")
    assert audit(doors) == before


def test_a_store_others_can_read_or_a_sealed_one_is_left_to_the_full_program(doors: Doors) -> None:
    vault = doors.store / "vault.json"
    plain = json.loads(vault.read_text())
    doors.store.chmod(0o755)
    assert doors.fast("glance", "C-014") == (None, "")
    doors.store.chmod(0o700)
    vault.write_text(json.dumps({**plain, "slots": []}))
    assert doors.fast("due", "--count") == (None, "")
    vault.write_text(json.dumps({**plain, "format": 2}))
    assert doors.fast("due", "--count") == (None, "")


def test_a_real_store_with_a_rehearsal_clock_is_left_to_the_full_program(doors: Doors) -> None:
    vault = doors.store / "vault.json"
    vault.write_text(json.dumps({**json.loads(vault.read_text()), "rehearsal": False}))
    assert doors.same("due", "--count")
    assert doors.fast("due", "--count", PLANTUI_NOW="2026-03-10T13:52") == (None, "")
    # The first look in a new month begins a new file of the audit trail: the full program does that.
    assert doors.fast("glance", "C-014") == (None, "")
    assert doors.full("glance", "C-014")[0] == 0
    assert doors.fast("glance", "C-014")[0] == 0


def test_a_trail_that_needs_repair_is_left_to_the_full_program(doors: Doors) -> None:
    last = max((doors.store / "audit").iterdir())
    last.write_bytes(last.read_bytes() + b'{"seq":')
    assert doors.fast("glance", "C-014") == (None, "")
    assert doors.full("glance", "C-014")[0] == 0
    assert doors.fast("glance", "C-014")[0] == 0


def test_a_page_of_another_version_of_the_program_is_left_to_it(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "__version__", "99")
    assert doors.fast("glance", "C-014") == (None, "")


def loaded(code: str, environ: dict[str, str]) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environ, timeout=60
    )
    return set(done.stderr.split())


def test_a_glance_loads_almost_nothing(doors: Doors) -> None:
    heavy = {
        "json", "re", "argparse", "click", "textual", "rich", "tinydb", "msgspec", "pathlib", "datetime", "typing",
        "enum", "dataclasses", "collections", "functools", "hashlib", "filelock", "plantui.cli",
        "plantui.model", "plantui.documents",
    }  # fmt: skip
    asked = "from plantui.__main__ import main\nsys.argv = ['plantui', *{words}]\nassert main() == 0"
    bare = loaded("pass", doors.environ)
    for words in (["glance", "C-014"], ["glance"], ["due", "--count"]):
        doors.fast(*words)
        seen = loaded(asked.format(words=words), doors.environ)
        assert "plantui.glimpse.run" in seen
        assert (seen - bare) & heavy == set()
