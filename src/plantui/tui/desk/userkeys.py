"""The keymap file: read again when it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plantui.settings.own_files import Stamp, stamp
from plantui.settings.paths import Paths
from plantui.tui.desk.state import MessageKind

if TYPE_CHECKING:
    from plantui.tui.desk.desk import Desk


@dataclass
class KeymapFile:
    """The person's keymap file, and how it looked when it was read."""

    paths: Paths
    seen: Stamp | None = None

    @classmethod
    def read_now(cls, paths: Paths) -> KeymapFile:
        """The file as it is at this moment, when its keys were taken up."""
        return cls(paths, stamp(paths.keymap_file))

    def reread(self, desk: Desk) -> bool:
        """Take up the keys of a file that has changed, or say what is wrong with it; whether there was anything."""
        now = stamp(self.paths.keymap_file)
        if now == self.seen:
            return False
        from plantui.tui.run import own_keymap

        self.seen = now
        keymap, complaint = own_keymap(self.paths)
        desk.machine.keymap = keymap
        desk.machine.drop()
        if complaint:
            desk.say(complaint, MessageKind.WARNING)
        elif now is None:
            desk.say("keymap.toml is gone: the default keys hold.")
        else:
            desk.say("keymap.toml was read again: its keys hold now.")
        return True
