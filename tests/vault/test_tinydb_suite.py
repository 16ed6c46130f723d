"""TinyDB's own tests, from the source distribution of the installed version, run against our storage."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from importlib import metadata
from pathlib import Path

import pytest

VERSION = metadata.version("tinydb")

OUR_STORAGE = """

@pytest.fixture(params=["memory", "json", "chart"])
def db(request, tmp_path):
    from datetime import UTC, datetime

    from plantui.vault.chartdb import ChartStorage
    from plantui.vault.create import create_store, open_store
    from plantui.vault.seam import Event

    if request.param == "json":
        db_ = TinyDB(tmp_path / "test.db", storage=JSONStorage)
    elif request.param == "memory":
        db_ = TinyDB(storage=MemoryStorage)
    else:
        now = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)
        create_store(tmp_path / "store", made=now, users=[])
        store = open_store(tmp_path / "store", lambda chart, tables: {})
        event = lambda: Event(act="test.write", who="u", at=now, session="s")
        db_ = TinyDB(store, "chart", event, storage=ChartStorage)
    db_.drop_tables()
    db_.insert_multiple({"int": 1, "char": c} for c in "abc")
    yield db_
"""

FORGETFUL = """
    class Forgetful(ChartStorage):
        def write(self, data):
            super().write({name: dict(list(table.items())[:-1]) for name, table in data.items()})

"""

EXPECT_ANOTHER_NAME = {"tests/test_tables.py::test_table_repr[chart]"}
"""They look for `<tinydb.` in a repr, where the module of our storage stands."""


@pytest.fixture(scope="session")
def suite(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution, fetched once and kept in pytest's cache."""
    assert request.config.cache is not None
    kept = request.config.cache.mkdir("tinydb")
    archive = kept / f"tinydb-{VERSION}.tar.gz"
    if not archive.exists():
        fresh = tmp_path_factory.mktemp("fetched")
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
        done = subprocess.run(
            [*command, "-d", str(fresh), f"tinydb=={VERSION}"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.fail(
                f"TinyDB {VERSION}'s source distribution, which holds its tests, could not be fetched with pip. "
                f"Is the package index reachable? A copy can also be put at {archive}.\n{done.stderr}",
                pytrace=False,
            )
        (fresh / archive.name).replace(archive)
    folder = tmp_path_factory.mktemp("suite")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / f"tinydb-{VERSION}"


def outcomes_of(suite: Path, fixture: str, where: str = "tests") -> tuple[dict[str, str], str]:
    """What became of each of TinyDB's tests on a storage, and all that was printed."""
    conftest = suite / "tests" / "conftest.py"
    own = conftest.read_text().partition("# ours\n")[0]
    conftest.write_text(f"{own}# ours\n{fixture}")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    options = ["-c", os.devnull, "--rootdir", str(suite), "-p", "no:cacheprovider", "-v", "--tb=short", "-k", "chart"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, where],
        cwd=suite,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"^(tests/\S+) (PASSED|FAILED|ERROR|SKIPPED|XFAIL)", done.stdout, re.MULTILINE)
    return dict(found), done.stdout + done.stderr


def test_tinydbs_own_tests_pass_on_our_storage(suite: Path) -> None:
    outcomes, printed = outcomes_of(suite, OUR_STORAGE)
    assert len(outcomes) > 50, printed
    assert {name for name, outcome in outcomes.items() if outcome != "PASSED"} == EXPECT_ANOTHER_NAME, printed


def test_a_storage_that_forgets_is_found_out_by_them(suite: Path) -> None:
    """The control: each write loses the newest document."""
    forgetful = OUR_STORAGE.replace("storage=ChartStorage", "storage=Forgetful").replace(
        "    if request.param ==", FORGETFUL + "    if request.param ==", 1
    )
    outcomes, printed = outcomes_of(suite, forgetful, "tests/test_tables.py")
    failed = {name for name, outcome in outcomes.items() if outcome != "PASSED"}
    assert failed > {*EXPECT_ANOTHER_NAME, "tests/test_tables.py::test_multiple_tables[chart]"}, printed
