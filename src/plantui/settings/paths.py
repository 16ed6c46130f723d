"""Where things are kept."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from plantui.settings.known import Settings

STORE_VARIABLE = "PLANTUI_STORE"


class Paths(msgspec.Struct, frozen=True, kw_only=True):
    """Every place the program reads or writes. Nothing is made by asking."""

    store: Path
    """The folder of the charts."""
    exports: Path
    """Where exports go: beside the store, never inside."""
    demo: Path
    """The folder of the demonstration's rehearsal store."""
    config: Path
    """The folder of the person's own files."""
    library: Path
    """The practice's own statement files."""
    log: Path
    """The folder of the log, which never holds client text."""
    cache: Path
    """What can be made again: the compiled library."""
    runtime: Path | None
    """A private folder of this login, in memory where the system provides one; None without it."""

    @property
    def config_file(self) -> Path:
        """The settings."""
        return self.config / "config.toml"

    @property
    def keymap_file(self) -> Path:
        """The person's keymap."""
        return self.config / "keymap.toml"

    @property
    def snippets_file(self) -> Path:
        """The person's snippets."""
        return self.config / "snippets.toml"

    @property
    def measures_file(self) -> Path:
        """The practice's own measures."""
        return self.config / "measures.json"

    @property
    def profiles_file(self) -> Path:
        """The practice's own payer profiles."""
        return self.config / "profiles.json"


def find_paths(store: str | None, environ: Mapping[str, str], settings: Settings | None = None) -> Paths:
    """The places for one run.

    Args:
        store: The folder given with `--store`; it comes before `PLANTUI_STORE`, and that before the
            default in the person's data folder.
        environ: The environment.
        settings: Where `export.dir` and `library.path` are set; None before they are read.
    """
    import platformdirs

    data = Path(platformdirs.user_data_dir("plantui", appauthor=False))
    config = Path(platformdirs.user_config_dir("plantui", appauthor=False))
    chosen = store or environ.get(STORE_VARIABLE, "")
    folder = _whole(chosen) if chosen else data / "store"
    set_up = settings or Settings()
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    return Paths(
        store=folder,
        exports=set_up.export_dir or folder.parent / f"{folder.name}-exports",
        demo=data / "demo",
        config=config,
        library=set_up.library_path or config / "library",
        log=Path(platformdirs.user_log_dir("plantui", appauthor=False)),
        cache=Path(platformdirs.user_cache_dir("plantui", appauthor=False)),
        runtime=Path(runtime) if runtime else None,
    )


def _whole(written: str) -> Path:
    """A path as typed, made whole; one for a person nobody knows stays as it is."""
    path = Path(written)
    with contextlib.suppress(RuntimeError):
        path = path.expanduser()
    return path.resolve() if ".." in path.parts else path.absolute()
