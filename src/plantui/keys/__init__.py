"""Which key does what: the action registry, the keymap, and the machine that reads keys.

Everything here is pure. A key arrives as a token (`j`, `ctrl+j`, `esc`), a decision comes back
(`machine.Machine.feed`), and the door acts on it. No file is opened, no clock is read, and no
terminal library is known. Nothing outside this package binds a key.
"""
