"""Sealed bytes open with the right key, in the place they were sealed for, and not otherwise."""

from __future__ import annotations

import secrets
from random import Random

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from plantui.vault.body import encode_tables
from plantui.vault.chartfile import decode, decode_header, encode, open_summary
from plantui.vault.codec import Place, PlainCodec
from plantui.vault.faults import StoreLocked, Tampered, UnknownKey, VaultFault
from plantui.vault.sealing.cipher import AES, CHACHA
from plantui.vault.sealing.codec import SealedCodec, _purpose
from plantui.vault.sealing.derivation import derive
from plantui.vault.sealing.key import Key
from plantui.vault.sealing.padding import CHART, SMALL, pad, unpad
from tests.vault.house import tables

PLACE = Place("chart", "aaa", 3, b"header")
VAULT = "v1"


def key(alg: str = AES, vault: str = VAULT, data_key: bytes = b"k" * 32) -> Key:
    made = Key(vault, data_key)
    made.alg = alg
    return made


@pytest.fixture(params=[AES, CHACHA])
def codec(request: pytest.FixtureRequest) -> SealedCodec:
    return SealedCodec(key(request.param))


@given(st.binary(max_size=200), st.binary(max_size=200), st.binary(max_size=50), st.binary(min_size=1, max_size=64))
def test_keys_are_derived_as_the_standard_says(salt: bytes, secret: bytes, purpose: bytes, more: bytes) -> None:
    theirs = HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=purpose + more)
    assert derive(salt, secret, purpose + more) == theirs.derive(secret)


@given(st.binary(max_size=600), st.sampled_from([SMALL, CHART]))
def test_padding_comes_off_again_and_leaves_only_steps(content: bytes, step: int) -> None:
    padded = pad(content, step)
    assert (unpad(padded), len(padded) % step) == (content, 0)
    assert len(content) < len(padded) <= len(content) + step


@pytest.mark.parametrize("bad", [b"", b"\0" * 256, b"text", b"text\0"])
def test_what_was_never_padded_is_refused(bad: bytes) -> None:
    with pytest.raises(Tampered):
        unpad(bad)


def test_what_is_sealed_opens_and_differs_each_time(codec: SealedCodec) -> None:
    first, second = codec.seal(PLACE, b"content"), codec.seal(PLACE, b"content")
    assert codec.open(PLACE, first) == codec.open(PLACE, second) == b"content"
    assert first != second
    assert b"content" not in first
    small = codec.seal_summary(PLACE, b'{"name":"Reyes"}')
    assert codec.open_summary(PLACE, small) == b'{"name":"Reyes"}'
    assert small[:1] + small[-1:] == b'""'
    assert b"\n" not in small


def test_nonces_are_random_and_of_full_size(codec: SealedCodec) -> None:
    nonces = {codec.seal(PLACE, b"")[5:17] for _ in range(500)}
    assert len(nonces) == 500
    assert all(len({nonce[at] for nonce in nonces}) > 150 for at in range(12))


@pytest.mark.parametrize("size", [0, 1, 1000, CHART - 1, CHART, 50_000])
def test_sizes_come_in_steps_of_4_kb(codec: SealedCodec, size: int) -> None:
    assert (len(codec.seal(PLACE, b"x" * size)) - 33) % CHART == 0
    assert len(codec.seal(PLACE, b"x" * size)) - size <= CHART + 33


@pytest.mark.parametrize(
    "other",
    [
        PLACE._replace(kind="summary"),
        PLACE._replace(name="aab"),
        PLACE._replace(rev=4),
        PLACE._replace(bind=b"headers"),
        Place("char", "t|aaa", 3, b"header"),
    ],
)
def test_it_opens_nowhere_else(codec: SealedCodec, other: Place) -> None:
    with pytest.raises(Tampered):
        codec.open(other, codec.seal(PLACE, b"content"))
    with pytest.raises(Tampered):
        codec.open_summary(other, codec.seal_summary(PLACE, b"{}"))


@pytest.mark.parametrize("other", [key(vault="v2"), key(data_key=b"K" * 32)], ids=["store", "key"])
def test_it_opens_with_no_other_key_and_in_no_other_store(codec: SealedCodec, other: Key) -> None:
    other.alg = codec.alg
    sealed = codec.seal(PLACE, b"content")
    with pytest.raises(UnknownKey):
        SealedCodec(other).open(PLACE, sealed)
    # Even when the id of the key is forged.
    with pytest.raises(Tampered, match="without the key"):
        SealedCodec(other).open(PLACE, sealed[:1] + bytes.fromhex(other.kid) + sealed[5:])


def test_every_object_has_a_key_of_its_own() -> None:
    kinds, names, ciphers = ("chart", "summary"), ("a", "b"), (AES, CHACHA)
    assert len({_purpose(Place(kind, name), alg) for kind in kinds for name in names for alg in ciphers}) == 8


def test_every_flip_and_every_cut_is_found(codec: SealedCodec) -> None:
    sealed = codec.seal(PLACE, b"content")
    rng = Random(20260310)
    for at in [*range(60), *rng.sample(range(60, len(sealed)), 300), len(sealed) - 1]:
        flipped = bytearray(sealed)
        flipped[at] ^= 1 << rng.randrange(8)
        with pytest.raises(Tampered):
            codec.open(PLACE, bytes(flipped))
    for size in [*range(40), *rng.sample(range(40, len(sealed)), 100)]:
        with pytest.raises(Tampered):
            codec.open(PLACE, sealed[:size])
    with pytest.raises(Tampered):
        codec.open(PLACE, sealed + b"\0")
    small = codec.seal_summary(PLACE, b"{}")
    for at in range(len(small)):
        for other in (b"A", b"=", b"\n", b'"', b"\xff"):
            if small[at : at + 1] != other:
                with pytest.raises(Tampered):
                    codec.open_summary(PLACE, small[:at] + other + small[at + 1 :])


def test_the_other_cipher_is_read_too() -> None:
    aes, chacha = SealedCodec(key(AES)), SealedCodec(key(CHACHA))
    assert aes.open(PLACE, chacha.seal(PLACE, b"content")) == b"content"
    assert chacha.open(PLACE, aes.seal(PLACE, b"content")) == b"content"
    # A cipher does not pass for the other.
    sealed = aes.seal(PLACE, b"content")
    with pytest.raises(Tampered):
        chacha.open(PLACE, b"\x02" + sealed[1:])


def test_a_turned_key_seals_anew_and_reads_what_was() -> None:
    held = key()
    codec = SealedCodec(held)
    before, kid = codec.seal(PLACE, b"before"), codec.kid
    held.turn(b"n" * 32)
    after = codec.seal(PLACE, b"after")
    assert codec.kid != kid
    assert (codec.open(PLACE, before), codec.open(PLACE, after)) == (b"before", b"after")
    assert after[1:5].hex() == codec.kid
    with pytest.raises(UnknownKey):
        SealedCodec(key()).open(PLACE, after)


def test_a_forgotten_key_does_nothing_more_and_is_overwritten() -> None:
    held = Key(VAULT, b"k" * 32, private=b"p" * 32)
    held.alg = AES
    codec = SealedCodec(held)
    sealed = codec.seal(PLACE, b"content")
    secret = [*held._keys.values(), *held._roots.values(), held._private]
    held.forget()
    assert all(each == bytes(32) for each in secret)
    assert not held.held
    for attempt in (lambda: codec.open(PLACE, sealed), lambda: codec.seal(PLACE, b""), lambda: held.data_key):
        with pytest.raises(StoreLocked):
            attempt()


def test_a_sealed_store_reads_no_plain_chart_unless_it_is_being_sealed() -> None:
    held = key()
    codec = SealedCodec(held)
    plain = encode(VAULT, "aaa", 1, PlainCodec(), encode_tables("aaa", tables(1)), {"name": "Reyes"})
    with pytest.raises(Tampered, match="protected by plain"):
        decode(plain, VAULT, "aaa", codec)
    held.unfinished = True
    header, back = decode(plain, VAULT, "aaa", codec)
    assert (back, open_summary(header, codec)) == (tables(1), {"name": "Reyes"})
    with pytest.raises(Tampered, match="protected by rot13"):
        decode(plain.replace(b'"alg":"plain"', b'"alg":"rot13"'), VAULT, "aaa", codec)


def chart(codec: SealedCodec, rev: int = 2, name: str = "aaa", mark: int = 1) -> bytes:
    return encode(VAULT, name, rev, codec, encode_tables(name, tables(mark)), {"name": f"Reyes {mark}"})


def test_a_chart_file_survives_no_flip_and_no_cut(codec: SealedCodec) -> None:
    whole = chart(codec)
    assert decode(whole, VAULT, "aaa", codec)[1] == tables(1)
    rng = Random(7)
    line = whole.index(b"\n")
    for at in [*range(line + 60), *rng.sample(range(line + 60, len(whole)), 200)]:
        flipped = bytearray(whole)
        flipped[at] ^= 1 << rng.randrange(8)
        with pytest.raises(VaultFault):
            decode(bytes(flipped), VAULT, "aaa", codec)
    for size in [*range(0, line + 60, 7), *rng.sample(range(line + 60, len(whole)), 100)]:
        with pytest.raises(VaultFault):
            decode(whole[:size], VAULT, "aaa", codec)


def test_a_raised_revision_another_chart_and_a_grafted_summary_are_found(codec: SealedCodec) -> None:
    whole = chart(codec)
    raised = whole.replace(b'"rev":2', b'"rev":3')
    assert raised != whole
    with pytest.raises(Tampered):
        decode(raised, VAULT, "aaa", codec)
    with pytest.raises(Tampered):
        open_summary(decode_header(raised.partition(b"\n")[0], VAULT, "aaa"), codec)
    swapped = chart(codec, name="bbb").replace(b'"chart":"bbb"', b'"chart":"aaa"')
    with pytest.raises(Tampered):
        decode(swapped, VAULT, "aaa", codec)
    line, _, body = whole.partition(b"\n")
    for other in (chart(codec, mark=2), chart(codec, rev=3)):
        summary = decode_header(other.partition(b"\n")[0], VAULT, "aaa").summary
        own = decode_header(line, VAULT, "aaa").summary
        grafted = line.replace(bytes(own), bytes(summary))
        assert grafted != line
        with pytest.raises(Tampered):
            decode(grafted + b"\n" + body, VAULT, "aaa", codec)
    with pytest.raises(Tampered):
        decode(chart(codec, mark=2).partition(b"\n")[0] + b"\n" + body, VAULT, "aaa", codec)


def test_two_data_keys_have_two_ids() -> None:
    assert len({Key(VAULT, secrets.token_bytes(32)).kid for _ in range(200)}) == 200
    assert Key(VAULT, b"k" * 32).kid == key().kid != Key("v2", b"k" * 32).kid
