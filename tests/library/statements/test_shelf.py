from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from plantui.library import shipped
from plantui.library.statements import compiled
from plantui.library.statements.shelf import SHIPPED, Statements
from tests.library.statements.pages import SLEEP, page, shelf


def texts(statements: Statements, problem: str = "") -> list[str]:
    return [each.text for each in statements.of(problem)]


def test_own_statements_stand_first_and_take_the_place_of_shipped_ones(tmp_path: Path) -> None:
    mine = page("## Goals", "- Sleep like a stone. {#g1}", "- Rest.")
    found = shelf(tmp_path, own={"mine": mine}, sleep=SLEEP)
    assert texts(found)[:2] == ["Sleep like a stone.", "Rest."]
    assert found["sleep.g1"].own
    assert len(found) == 9
    assert found.faults == ()
    assert (found.file_of("sleep.g1"), found.file_of("sleep.d1")) == found.pages_of("sleep")


def test_what_the_own_page_says_about_the_problem_holds_and_the_rest_stays(tmp_path: Path) -> None:
    mine = "---\nid: sleep\ntitle: Nights\n---\n## Goals\n- Rest.\n"
    found = shelf(tmp_path, own={"mine": mine}, sleep=SLEEP).problems["sleep"]
    assert (found.title, found.codes, found.own) == ("Nights", ("F51.01", "G47.00"), True)


def test_shipped_statements_can_be_hidden(tmp_path: Path) -> None:
    mine = page("## Goals", "- Rest. {#g9}", front="hide: [d1, X1, g9]")
    found = shelf(tmp_path, own={"mine": mine}, sleep=SLEEP)
    assert "sleep.d1" not in found
    assert "sleep.x1" not in found
    assert "sleep.g9" in found


def test_two_own_pages_with_one_id_say_so(tmp_path: Path) -> None:
    own = {"a": page("## Goals", "- One. {#g7}"), "b": page("## Goals", "- Two. {#g7}")}
    found = shelf(tmp_path, own=own, sleep=SLEEP)
    (fault,) = found.faults
    assert (Path(fault.file).name, fault.line) == ("b.md", 6)
    assert "sleep.g7 stands in" in fault.what
    assert found["sleep.g7"].text == "One."


def test_only_pages_are_read(tmp_path: Path) -> None:
    for name in ("README.md", ".hidden.md", "notes.txt"):
        shelf(tmp_path, sleep=SLEEP)
        (tmp_path / "own" / name).write_text("nothing")
    (tmp_path / "own" / "deeper.md").mkdir()
    found = shelf(tmp_path, sleep=SLEEP)
    assert len(found) == 8
    assert [Path(fault.file).name for fault in found.faults] == ["deeper.md"]


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert len(Statements(tmp_path / "none", tmp_path / "nowhere", SHIPPED)) == len(shipped().statements)


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [(b"---\nid: a\n\xff", 3, "not UTF-8"), (b"x" * (compiled.LARGEST + 1), 0, "larger than 1 MB")],
)
def test_a_file_that_is_no_text_is_named(content: bytes, line: int, said: str, tmp_path: Path) -> None:
    shelf(tmp_path, sleep=SLEEP)
    (tmp_path / "own" / "bad.md").write_bytes(content)
    found = shelf(tmp_path, sleep=SLEEP)
    (fault,) = found.faults
    assert (fault.line, said in fault.what) == (line, True)
    assert len(found) == 8
    assert list(found.problems) == ["sleep"]


def test_pairs_by_tag_by_words_and_by_id(tmp_path: Path) -> None:
    more = page("## Objectives", "- Rest. {#o9}", "  - pairs: i3; nothing; DIARY sleep; i3")
    found = shelf(tmp_path, own={"more": more}, sleep=SLEEP)
    assert [each.id for each in found.paired(found["sleep.o1"])] == ["sleep.i1", "sleep.i2"]
    assert [each.id for each in found.paired(found["sleep.o9"])] == ["sleep.i3", "sleep.i1"]


def test_problems_for_codes() -> None:
    statements = shipped().statements
    assert statements.for_codes(["F41.1"]) == ("gad", "panic")
    assert statements.for_codes(["f410", "G47.00"])[:2] == ("insomnia", "panic")
    assert statements.for_codes(["F51.02"]) == ("insomnia",)
    assert statements.for_codes(["Z63.0", ""]) == ()


def test_one_more_page_lies_over_all_others(tmp_path: Path) -> None:
    found = shelf(tmp_path, own={"mine": page("## Goals", "- Own. {#g1}")}, sleep=SLEEP)
    draft = tmp_path / "draft.md"
    draft.write_text(page("## Goals", "- Draft. {#g1}"))
    assert found.with_page(draft)["sleep.g1"].text == "Draft."
    assert found["sleep.g1"].text == "Own."


def test_a_shelf_is_fresh_until_a_page_changes(tmp_path: Path) -> None:
    found = shelf(tmp_path, own={"mine": page("## Goals", "- Own. {#g1}")}, sleep=SLEEP)
    assert found["sleep.g1"].text == "Own."
    assert found.fresh() is found
    (tmp_path / "own" / "mine.md").write_text(page("## Goals", "- Other. {#g1}"))
    assert found["sleep.g1"].text == "Own."
    newer = found.fresh()
    assert newer["sleep.g1"].text == "Other."
    (tmp_path / "own" / "mine.md").unlink()
    assert newer.fresh()["sleep.g1"].text == "Trust the night."


# the compiled pages


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the pages that were read as Markdown, as they are."""
    names: list[str] = []
    reading = compiled.read_file

    def watched(path: Path, *arguments: object, **more: object) -> object:
        names.append(path.name)
        return reading(path, *arguments, **more)

    monkeypatch.setattr(compiled, "read_file", watched)
    return names


def test_markdown_is_read_once(tmp_path: Path, readings: list[str]) -> None:
    own = {"mine": page("## Goals", "- Own.", "no item")}
    first = shelf(tmp_path, own=own, cache=tmp_path / "cache", sleep=SLEEP)
    said = (dict(first), dict(first.problems), first.faults)
    assert sorted(readings) == ["mine.md", "sleep.md"]
    again = Statements(tmp_path / "own", tmp_path / "cache", tmp_path / "shipped")
    assert (dict(again), dict(again.problems), again.faults) == said
    assert len(readings) == 2
    file = tmp_path / "cache" / "statements.msgpack"
    assert file.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path / "cache") == ["statements.msgpack"]


def test_only_a_changed_page_is_read_again(tmp_path: Path, readings: list[str]) -> None:
    cache = tmp_path / "cache"
    len(shelf(tmp_path, own={"mine": page("## Goals", "- Own.")}, cache=cache, sleep=SLEEP))
    readings.clear()
    (tmp_path / "own" / "mine.md").write_text(page("## Goals", "- Odd."))
    found = Statements(tmp_path / "own", cache, tmp_path / "shipped")
    assert texts(found)[0] == "Odd."
    assert readings == ["mine.md"]
    readings.clear()
    os.utime(tmp_path / "shipped" / "sleep.md", ns=(1, 1))
    len(Statements(tmp_path / "own", cache, tmp_path / "shipped"))
    assert readings == ["sleep.md"]


def test_a_page_that_becomes_the_practices_own_is_read_again(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    len(shelf(tmp_path, cache=cache, sleep=SLEEP))
    found = Statements(tmp_path / "shipped", cache, tmp_path / "nothing")
    assert all(each.own for each in found.values())


@pytest.mark.parametrize("spoil", ["garbage", "empty", "program", "form", "folder"])
def test_a_spoilt_cache_is_made_again(spoil: str, tmp_path: Path, readings: list[str]) -> None:
    cache = tmp_path / "cache"
    len(shelf(tmp_path, cache=cache, sleep=SLEEP))
    file = cache / "statements.msgpack"
    good = file.read_bytes()
    whole = msgspec.msgpack.decode(good)
    if spoil == "folder":
        file.unlink()
        file.mkdir()
    else:
        whole[spoil if spoil in whole else "program"] = -1 if spoil == "form" else "0.0.0"
        content = {"garbage": b"\xc1\x00", "empty": b""}.get(spoil, msgspec.msgpack.encode(whole))
        file.write_bytes(content)
    readings.clear()
    assert len(Statements(None, cache, tmp_path / "shipped")) == 8
    assert readings == ["sleep.md"]
    if spoil != "folder":
        readings.clear()
        assert len(Statements(None, cache, tmp_path / "shipped")) == 8
        assert readings == []
    assert [name for name in os.listdir(cache) if name != "statements.msgpack"] == []


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert len(shelf(tmp_path, cache=tmp_path / "file" / "below", sleep=SLEEP)) == 8
