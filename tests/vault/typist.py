"""A terminal of its own in which somebody types; started by the tests, not imported for its `main`.

    typist.py type STORE SEED FROM     types from keystroke FROM on until it is killed
    typist.py fill STORE SEED COUNT    types COUNT keystrokes; files may hold 64 KB at most

Each keystroke that is kept is a line on standard output.
"""

import resource
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from plantui.vault.create import open_store
from plantui.vault.drafts import DraftBook
from plantui.vault.faults import StoreFull
from plantui.vault.founddraft import Owner
from plantui.vault.seam import Event

NOW = datetime(2026, 3, 10, 13, 52, tzinfo=UTC)
LIMIT = 64 * 1024


def typing(seed: int) -> Iterator[str]:
    """The text after each keystroke: letters at a wandering cursor, deletions, and now and then a paste."""
    rng = Random(seed)
    text, cursor = "Woke at 4. ", 11
    while True:
        kind = rng.random()
        if kind < 0.05:
            cursor = rng.randint(0, len(text))
        if kind < 0.2 and cursor:
            text, cursor = text[: cursor - 1] + text[cursor:], cursor - 1
        elif kind > 0.99:
            words = "slept 5 h, größer als 日本 👩‍👩‍👧 " * rng.randint(1, 5)
            text, cursor = text[:cursor] + words + text[cursor:], cursor + len(words)
        else:
            letter = rng.choice("etaoin \nßü")
            text, cursor = text[:cursor] + letter + text[cursor:], cursor + 1
        if len(text) > 4000:
            text, cursor = text[3000:], 0
        yield text


def say(*words: object) -> None:
    print(*words, flush=True)


def main(job: str, path: str, seed: str, count: str) -> None:
    store = open_store(Path(path), lambda chart, tables: {})
    book = DraftBook(store.parts, Owner(who="u-dw", session="t1", place="pts/7"), lambda: NOW)
    texts = typing(int(seed))
    if job == "type":
        for _ in range(int(count)):
            next(texts)
        found = book.abandoned("chart")
        draft = book.resume(found[0]) if found else book.open("chart", "note", 1, "")
        for number, text in enumerate(texts, int(count) + 1):
            draft.change(text)
            say(number)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))
    draft = book.open("chart", "note", 1, "")
    for _ in range(int(count)):
        draft.change(next(texts))
    rev, tables = store.load("chart")
    try:
        store.commit(
            "chart",
            rev,
            tables | {"notes": {"n": {"text": "x" * LIMIT}}},
            Event(act="note.add", who="u-dw", at=NOW, session="t1"),
        )
    except StoreFull:
        say("full")
    draft.change(next(texts))
    draft.sync()
    say(count)


if __name__ == "__main__":
    main(*sys.argv[1:])
