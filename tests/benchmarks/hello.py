"""B: the smallest Textual app that answers a key. Every ratio is to this."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Label


class Hello(App[None]):
    """Counts keys."""

    count = 0

    def compose(self) -> ComposeResult:
        yield Label("hello 0")

    def on_key(self, event: Key) -> None:
        if event.key == "q":
            self.exit()
        self.count += 1
        self.query_one(Label).update(f"hello {self.count}")


if __name__ == "__main__":
    Hello().run()
