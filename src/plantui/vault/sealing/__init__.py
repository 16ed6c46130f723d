"""Sealing: keys, slots, and the codec that keeps charts from whoever takes the disk.

A store has one random data key at a time. Charts, summaries, the index and the undo logs are sealed with keys
derived from it, one for each object. `vault.json` holds the data key only in slots: one for each user, opened
by a passphrase, one opened by the printed recovery key, and any that an ssh-agent opens.

Import from the modules. `cryptography` is loaded by `cipher`, `stretch` and `letter` alone, and these only
once a sealed store is made or opened: a plain store never pays for it.
"""
