"""Watches `vault.json`: whether another terminal sealed the store, changed its key, or changed who works in it."""

from __future__ import annotations

from plantui.vault.faults import StoreLocked, Tampered, from_os_error
from plantui.vault.files import Fs
from plantui.vault.layout import Layout
from plantui.vault.manifest import Vault, read_vault
from plantui.vault.sealing.key import Key


class Watch:
    """One open store's eye on `vault.json`. A look costs one stat while nothing changes.

    Whoever writes looks first, under the lock of what is written. So a terminal that still thinks the store is
    plain can put nothing readable into a sealed one, and nothing is sealed with a key that was retired.
    """

    def __init__(self, fs: Fs, layout: Layout, vault: Vault, key: Key | None) -> None:
        self.vault = vault
        self._fs = fs
        self._layout = layout
        self._key = key
        self._seen: tuple[int, int, int] | None = None
        if key is not None:
            key.catch_up = self.look

    def look(self) -> None:
        """Go by `vault.json` as it is now.

        Raises:
            StoreLocked: it was sealed meanwhile, or its key was changed and this terminal has not got the new one.
            Tampered: it was changed by somebody without the key.
            VaultFault: it cannot be read.
        """
        try:
            state = self._fs.stat(self._layout.vault)
        except FileNotFoundError:
            seen = (0, 0, 0)
        except OSError as error:
            raise from_os_error(error, "looking at vault.json") from error
        else:
            seen = (state.st_mtime_ns, state.st_size, state.st_ino)
        if seen == self._seen:
            return
        vault = read_vault(self._fs, self._layout)
        self._adopt(vault)
        self.vault = vault
        self._seen = seen

    def _adopt(self, vault: Vault) -> None:
        sealing, key = vault.sealing, self._key
        if key is None:
            if sealing is not None:
                raise StoreLocked(
                    "The store was sealed meanwhile.", "Leave and start again; it asks for the passphrase."
                )
            return
        if sealing is None:
            raise Tampered(
                "vault.json no longer says that the store is sealed.", "Put back vault.json.bak or a backup."
            )
        adopt(key, vault)


def adopt(key: Key, vault: Vault) -> None:
    """Make a key go by a manifest, which another terminal may have given another data key a moment ago.

    Raises:
        StoreLocked: the new data key is not for this slot, or needs its passphrase.
        Tampered: the manifest was changed by somebody without the key, or is that of another store.
    """
    if vault.sealing is not None and vault.id == key.vault and vault.sealing.kid != key.kid:
        from plantui.vault.sealing.wrapping import follow

        follow(key, vault)
    key.accept(vault)
