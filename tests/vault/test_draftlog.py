"""The bytes of a draft: splices, records, and what a crash leaves of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantui.vault.codec import Codec, PlainCodec
from plantui.vault.draftlog import DraftHeader, DraftLog, splice
from plantui.vault.draftreplay import replay
from plantui.vault.faults import StoreMissing, Tampered
from plantui.vault.sealing.cipher import AES
from plantui.vault.sealing.codec import SealedCodec
from plantui.vault.sealing.key import Key
from tests.vault.house import TODAY

ID = "s1.chart.note"
CODEC = PlainCodec()
texts = st.text(st.characters(), max_size=40)


def header(**more: object) -> DraftHeader:
    named = {"vault": "v", "id": ID, "chart": "chart", "field": "note", "base_rev": 4, "who": "u", "session": "s1"}
    return DraftHeader(**(named | {"at": TODAY, "alg": "plain"} | more))  # type: ignore[arg-type]


def content(*more: str, log: DraftLog | None = None) -> tuple[bytes, list[int]]:
    """A draft with these texts one after another, and where each record ends."""
    log = log or DraftLog(header(), CODEC)
    out, ends, before = log.line + b"\n", [], ""
    for number, text in enumerate(more):
        out += log.change(number, number, splice(before, text)) if number % 3 else log.whole(number, number, text)
        before = text
        ends.append(len(out))
    return out, ends


@given(texts, texts, texts, texts)
def test_a_splice_makes_the_new_text_of_the_old_one(front: str, old: str, new: str, back: str) -> None:
    before, after = front + old + back, front + new + back
    change = splice(before, after)
    assert before[: change.at] + change.ins + before[change.at + change.cut :] == after
    assert change.cut <= len(old)
    assert len(change.ins) <= len(new)


@settings(max_examples=30)
@given(st.lists(texts, min_size=1, max_size=12))
def test_what_was_typed_reads_back(typed: list[str]) -> None:
    read = replay(content(*typed)[0], "v", ID, CODEC)
    assert (read.text, read.base_rev, read.torn, read.fault) == (typed[-1], 4, 0, "")
    assert read.at == TODAY + timedelta(seconds=len(typed) - 1)
    assert read.typed == any(text != typed[0] for text in typed)


def test_half_a_pair_of_surrogates_is_kept_too() -> None:
    assert replay(content("a", "a\ud800b", "c")[0], "v", ID, CODEC).text == "c"
    assert replay(content("a", "a\ud800b")[0], "v", ID, CODEC).text == "a\ud800b"


def test_wherever_a_crash_cuts_the_file_the_last_whole_record_counts() -> None:
    typed = ["", "W", "Wo", "Wok", "Woke", "Wke"]
    whole, ends = content(*typed)
    for size in range(whole.index(b"\n") + 1, len(whole)):
        number = sum(end <= size for end in ends)
        for rest in (b"", b"\0" * 7, b"\xff" * 30, bytes(len(whole) - size)):
            read = replay(whole[:size] + rest, "v", ID, CODEC)
            assert read.text == (typed[number - 1] if number else "")
            assert read.fault == ""
            assert read.torn == size - (ends[number - 1] if number else whole.index(b"\n") + 1) + len(rest)


def test_a_record_that_lost_its_front_is_passed_over() -> None:
    whole, ends = content("", "Woke at 4", "Woke at 5")
    hole = whole[: ends[1]] + bytes(20) + whole[ends[1] + 20 :]
    assert replay(hole, "v", ID, CODEC).text == "Woke at 4"


def test_records_count_in_their_own_order_only() -> None:
    whole, ends = content("", "aa", "bbb")
    start = whole.index(b"\n") + 1
    swapped = whole[: ends[0]] + whole[ends[1] :] + whole[ends[0] : ends[1]]
    assert replay(swapped, "v", ID, CODEC).text == ""
    missing = replay(whole[:start] + whole[ends[0] :], "v", ID, CODEC)
    assert (missing.text, missing.fault) == (" [...] bbb", f"Record 0 of draft {ID} is damaged.")


@pytest.mark.parametrize("sealed", [False, True])
def test_letters_behind_a_damaged_record_stand_behind_a_mark_until_the_whole_text_follows(sealed: bool) -> None:
    key = Key("v", b"k" * 32)
    key.alg = AES
    codec: Codec = SealedCodec(key) if sealed else CODEC
    typed = ["", "W", "Wo", "Wok", "Woke", "Wokes", "Woke at 4", "Woke at 5"]
    whole, ends = content(*typed, log=DraftLog(header(alg=codec.alg), codec))
    starts = [whole.index(b"\n") + 1, *ends]
    for at in range(starts[0], len(whole)):
        number = sum(end <= at for end in ends)
        for bit in (1, 8, 128):
            flipped = whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :]
            read = replay(flipped, "v", ID, codec)
            assert read.text == {6: "Wokes [...] 5", 7: "Woke at 4"}.get(number, "Woke at 5")
            # Of the last record nothing tells a flipped bit from what a crash cut off.
            assert read.fault == ("" if number == 7 else f"Record {number} of draft {ID} is damaged.")


def test_a_power_cut_that_left_a_hole_is_no_damage() -> None:
    typed = ["", "W", "Wo", "Wok", "Woke", "Wokes"]
    whole, ends = content(*typed)
    hole = whole[: ends[0] + 3] + bytes(ends[1] - ends[0]) + whole[ends[1] + 3 :]
    read = replay(hole, "v", ID, CODEC)
    assert (read.text, read.fault, read.torn) == ("Wokes", "", 0)
    read = replay(hole[: ends[2]], "v", ID, CODEC)
    assert (read.text, read.fault, read.torn) == ("", "", ends[2] - ends[0])


def test_a_chart_that_moves_on_takes_the_draft_along() -> None:
    log = DraftLog(header(), CODEC)
    whole = content("same", log=log)[0] + log.rebased(1, 9, 6)
    read = replay(whole, "v", ID, CODEC)
    assert (read.base_rev, read.text, read.typed) == (6, "same", False)
    assert replay(content("same", log=DraftLog(header(carried=True), CODEC))[0], "v", ID, CODEC).typed


@pytest.mark.parametrize(
    "row", [b"{}", b"[]", b"3", b'"x"', b"[1]", b"[1,2,3]", b'[1,"a",1,"b"]', b"[null,{}]", b"[1,2"]
)
def test_a_record_that_makes_no_sense_is_a_fault_not_a_crash(row: bytes) -> None:
    class Odd(PlainCodec):
        def seal_summary(self, place: object, summary: bytes) -> bytes:
            return row

    whole = content("good", "good too")[0] + DraftLog(header(), Odd()).whole(2, 0, "")
    read = replay(whole, "v", ID, CODEC)
    assert (read.text, read.fault, read.typed) == ("good too", f"Record 2 of draft {ID} is damaged.", True)


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b'{"magic":"plantui-draft"}', b"\xff"])
def test_without_a_header_there_is_no_draft(line: bytes) -> None:
    with pytest.raises(Tampered, match="no readable header"):
        replay(line + b"\n", "v", ID, CODEC)


def test_a_draft_of_another_place_is_refused() -> None:
    whole = content("text")[0]
    with pytest.raises(Tampered, match="another place or store"):
        replay(whole, "w", ID, CODEC)
    with pytest.raises(Tampered, match="another place or store"):
        replay(whole, "v", "s2.chart.note", CODEC)
    with pytest.raises(StoreMissing, match="newer version"):
        replay(content("text", log=DraftLog(header(format=2), CODEC))[0], "v", ID, CODEC)
    with pytest.raises(Tampered, match="protected by aes"):
        replay(content("text", log=DraftLog(header(alg="aes"), CODEC))[0], "v", ID, CODEC)
