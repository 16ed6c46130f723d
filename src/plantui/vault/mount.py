"""Whether a folder lies on a disk whose locks and renames can be trusted."""

from __future__ import annotations

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "fuse.rclone"})
_TABLE = "/proc/self/mounts"


def caution(path: str, table: str = _TABLE) -> str:
    """Return a sentence when a folder lies on a network disk, or nothing.

    Locks and renames there do not mean what the commit protocol needs them to mean.

    Args:
        path: the folder, absolute and without symbolic links.
        table: the file that lists what is mounted; where there is none nothing is known, and nothing said.
    """
    kind = kind_of(path, table)
    if kind not in _NETWORK:
        return ""
    return f"{path} lies on a network disk ({kind}): a lock or a power cut there can lose a save."


def kind_of(path: str, table: str = _TABLE) -> str:
    """Return the kind of file system a folder lies on, such as `ext4` or `tmpfs`; empty when it is not known.

    Args:
        path: the folder, absolute and without symbolic links.
        table: the file that lists what is mounted.
    """
    try:
        with open(table, encoding="utf-8", errors="replace") as mounts:
            rows = [line.split() for line in mounts]
    except OSError:
        return ""
    best, kind = "", ""
    for row in rows:
        if len(row) < 3:
            continue
        # The kernel writes a space in a path as \040, and so on.
        place = row[1].encode().decode("unicode_escape") if "\\" in row[1] else row[1]
        if (path == place or path.startswith(place.rstrip("/") + "/")) and len(place) >= len(best):
            best, kind = place, row[2]
    return kind
